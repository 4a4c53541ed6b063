//! The export: drawn, written, packed, opened again and counted before it is called done.

mod outcome;
mod password;
mod run;
mod sealed;

use std::cell::Cell;
use std::rc::Rc;

use dossier::package::{FormFilled, Verified};
use wasm_bindgen_futures::spawn_local;
use yew::{Callback, Html, MouseEvent, component, html, use_mut_ref, use_state, use_state_eq};

use self::outcome::Outcome;
use self::password::PasswordDialog;
use self::run::{Run, Way};
use crate::browser::saving;
use crate::components::RouteLink;
use crate::route::Route;
use crate::state::{use_catalog, use_select, use_store};

/// How far an export is.
#[derive(Clone, Debug, PartialEq)]
enum Progress {
    /// Nothing was exported yet.
    Idle,
    /// What is being done, and how much of how much of it.
    Running(String, u64, u64),
    /// The package was checked and is where it should be.
    Done(Rc<Finished>),
    /// It was given up by the person; there is no file.
    Cancelled,
    /// It failed; there is no file.
    Failed(String),
}

/// A finished export.
#[derive(Debug, PartialEq)]
struct Finished {
    /// The name of the file.
    name: String,
    /// Where it is.
    way: Way,
    /// What was found in it.
    verified: Verified,
    /// What has a file that is not in this browser.
    left_out: Vec<String>,
    /// What came of the form that the secretariat issued, if it was filled.
    form: Option<FormFilled>,
    /// Whether it is under a password.
    is_sealed: bool,
}

/// The buttons that export, and what came of it.
#[component]
pub fn Export() -> Html {
    let store = use_store();
    let catalog = use_catalog();
    let progress = use_state(|| Progress::Idle);
    let cancelled = use_mut_ref(|| Rc::new(Cell::new(false)));
    let asks = use_state_eq(|| false);
    let start = {
        let (progress, cancelled, asks) = (progress.clone(), cancelled.clone(), asks.clone());
        Callback::from(move |(way, password): (Way, Option<String>)| {
            asks.set(false);
            let run = Run { store: store.clone(), catalog, progress: progress.clone(), cancelled: Rc::default(), password };
            *cancelled.borrow_mut() = run.cancelled.clone();
            spawn_local(run.export(way));
        })
    };
    let plain = |way: Way| start.reform(move |_: MouseEvent| (way, None));
    let ask = |is_open: bool| {
        let asks = asks.clone();
        move || asks.set(is_open)
    };
    let (open, close) = (ask(true), ask(false));
    let cancel = Callback::from(move |_| cancelled.borrow().set(true));
    html! {
        <section class="card">
            <h2>{ "导出" }</h2>
            <p>{ "导出一个 zip：申报表、自评报告、自评评分表、证实性材料目录和文件、承诺书、公示书、检查清单、数据文件和校验清单。zip 可以随时在本工具里再打开，内容全部还原。" }</p>
            <IssuedForm />
            <div class="export">
                if let Progress::Running(what, done, of) = &*progress {
                    <progress max={of.to_string()} value={done.to_string()} aria-label="导出进度" />
                    <span role="status">{ what }</span>
                    <button type="button" onclick={cancel}>{ "取消" }</button>
                } else {
                    <button type="button" class="primary" onclick={plain(Way::Downloaded)}>{ "导出申报材料包" }</button>
                    if saving::can_choose() {
                        <button type="button" onclick={plain(Way::Written)} title="写完后逐个文件读回来核对">{ "选择保存位置…" }</button>
                    }
                    <button type="button" class="ghost" onclick={Callback::from(move |_: MouseEvent| open())}>{ "设密码导出…" }</button>
                }
            </div>
            if *asks {
                <PasswordDialog on_go={start.reform(|(way, password)| (way, Some(password)))} on_close={Callback::from(move |()| close())} />
            }
            <Outcome progress={(*progress).clone()} />
        </section>
    }
}

/// Which form the package will hold.
#[component]
fn IssuedForm() -> Html {
    let form =
        use_select(|state| state.assessment().and_then(|open| open.documents.form.as_ref().map(|form| form.file.name.clone())));
    let link =
        html! { <RouteLink to={Route::OfficialForm}>{ if form.is_some() { "核对官方表格" } else { "填官方表格" } }</RouteLink> };
    match form {
        Some(name) => html! { <p class="small">{ format!("申报表按秘书处的表格“{name}”填写。") }{ link }</p> },
        None => {
            html! { <p class="muted small">{ "申报表是本工具自拟的样式；公告附有表格（.docx）的，可以直接填在那份表格上：" }{ link }</p> }
        }
    }
}
