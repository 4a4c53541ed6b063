//! 申报材料: what the package will contain, what is missing, and the export.

mod export;
mod layout;

use award::assessment::Assessment;
use dossier::package::{self, Step};
use yew::{Html, component, html};

use self::export::Export;
use self::layout::Layout;
use crate::components::{RouteLink, Tag, Tone};
use crate::pages::PAPERS;
use crate::pages::home::NextSteps;
use crate::route::Route;
use crate::state::{use_assessment, use_catalog, use_overview, use_select};

/// 申报材料
#[component]
pub fn Package() -> Html {
    let Some(overview) = use_overview() else { return Html::default() };
    html! {
        <div class="page narrow">
            <header class="page-head"><h1>{ "申报材料" }</h1>
                <p class="muted">{ "没填的栏目在文件里标成“未填写”，不会编造；随时可以导出，补齐后再导出一次。" }</p></header>
            <Export />
            <Contents />
            <Layout />
            <NextSteps {overview} />
        </div>
    }
}

/// The files of the package and what each still lacks.
#[component]
fn Contents() -> Html {
    let catalog = use_catalog();
    let today = use_select(|state| state.today);
    let Some(open) = use_assessment() else { return Html::default() };
    let planned = package::contents(catalog, &open, today);
    html! {
        <section class="card">
            <h2>{ "材料包里有什么" }</h2>
            <div class="scroll" tabindex="0" role="group" aria-label="文件清单，可滚动">
                <table class="package-files">
                    <thead><tr>
                        <th scope="col">{ "文件" }</th><th scope="col">{ "内容" }</th><th scope="col">{ "待补" }</th><th scope="col">{ "打印" }</th>
                    </tr></thead>
                    <tbody>
                        { for planned.into_iter().map(|file| html! {
                            <tr>
                                <th scope="row">{ file.name }</th>
                                <td>{ file.holds }</td>
                                <td>{ lacking(&file.missing) }</td>
                                <td>{ printing(&open, file.name) }</td>
                            </tr>
                        }) }
                    </tbody>
                </table>
            </div>
        </section>
    }
}

/// The way to a document as it is printed; the form that the secretariat issued is printed by Word or WPS.
fn printing(open: &Assessment, name: &'static str) -> Html {
    let is_issued = |step: Step| step == Step::Form && open.documents.form.is_some();
    match PAPERS.iter().find(|(_, step)| step.name() == name && !is_issued(*step)) {
        Some((_, step)) => html! { <RouteLink to={Route::Print(*step)} label={format!("打印 {name}")}>{ "打印" }</RouteLink> },
        None => Html::default(),
    }
}

fn lacking(missing: &[String]) -> Html {
    if missing.is_empty() {
        return html! { <Tag tone={Tone::Good}>{ "完整" }</Tag> };
    }
    html! {
        <details>
            <summary><Tag tone={Tone::Open}>{ format!("待补 {}", missing.len()) }</Tag></summary>
            <ul class="small">{ for missing.iter().map(|text| html! { <li>{ text }</li> }) }</ul>
        </details>
    }
}
