//! The awards that the app can judge by: the bundled one, and those of scheme files.

use yew::{Callback, Html, component, html};

use crate::browser::files;
use crate::components::{Tag, Tone};
use crate::state::{Award, RefusedScheme, use_select, use_store};

/// The most faults of a file that are listed.
const LISTED: usize = 100;

/// The list of awards, and how another one is loaded.
#[component]
pub fn Awards() -> Html {
    let store = use_store();
    let (awards, in_force) = use_select(|state| (state.awards.clone(), Award(state.catalog)));
    let refused = use_select(|state| state.refused_scheme.clone());
    let load = Callback::from(move |event: yew::Event| {
        if let Some(file) = files::chosen(&event).into_iter().next() {
            store.load_scheme(file);
        }
    });
    html! {
        <section class="card">
            <div class="card-head"><h2>{ "评选办法" }</h2>
                <label class="button file-button"><input type="file" accept=".json,application/json" onchange={load} />{ "载入办法文件…" }</label>
            </div>
            <p class="muted small">{ "别的市县的办法写成一个 JSON 文件就能用：条款、条件、申报表、准则、日程都在里面，不用改程序。可以下载内置办法作样例来改；有错会逐条指出在第几行。" }</p>
            if let Some(refused) = refused { { faults(&refused) } }
            <ul class="rows">{ for awards.into_iter().map(|award| html! { <AwardRow key={award.key()} {award} is_in_force={award == in_force} /> }) }</ul>
        </section>
    }
}

fn faults(refused: &RefusedScheme) -> Html {
    let more = refused.faults.len().saturating_sub(LISTED);
    html! {
        <div class="warning" role="alert">
            <p><strong>{ format!("没有载入“{}”，有 {} 处问题：", refused.file, refused.faults.len()) }</strong></p>
            <ul>{ for refused.faults.iter().take(LISTED).map(|fault| html! { <li>{ fault }</li> }) }</ul>
            if more > 0 { <p>{ format!("另有 {more} 处。") }</p> }
        </div>
    }
}

#[derive(yew::Properties, PartialEq)]
struct AwardRowProps {
    award: Award,
    is_in_force: bool,
}

#[component]
fn AwardRow(props: &AwardRowProps) -> Html {
    let store = use_store();
    let award = props.award;
    let title = &award.0.scheme.title;
    let act = |act: fn(&crate::state::Store, Award)| {
        let store = store.clone();
        Callback::from(move |_: yew::MouseEvent| act(&store, award))
    };
    html! {
        <li>
            <span class="grow"><b>{ &**title }</b><span class="muted small">{ format!("　{}，{}", award.0.scheme.document, if award.is_loaded() { "自行载入" } else { "内置" }) }</span></span>
            if props.is_in_force { <Tag tone={Tone::Good}>{ "使用中" }</Tag> }
            <button type="button" onclick={act(|store, award| store.create_by(award))} aria-label={format!("新建一份：{title}")}>{ "新建一份" }</button>
            <button type="button" class="ghost" onclick={act(|store, award| store.hand_out_scheme(award))} aria-label={format!("下载：{title}")}>{ "下载" }</button>
            if award.is_loaded() {
                <button type="button" class="ghost" onclick={act(|store, award| store.forget_scheme(award))} aria-label={format!("移除：{title}")}>{ "移除" }</button>
            }
        </li>
    }
}
