//! Taking cards in: files, folders, by choice or dropped; how far it is, and what was said about them.

use wasm_bindgen_futures::spawn_local;
use yew::{Callback, DragEvent, Event, Html, Properties, component, html, use_state_eq};

use crate::browser::{files, folder};
use crate::state::{Loading, Store, Told, use_select, use_store};

/// How many remarks are listed; of many files of one kind the first tell enough.
const LISTED: usize = 200;

/// Properties of [`Intake`].
#[derive(Properties, PartialEq)]
pub struct IntakeProps {
    /// What lies in the area that takes what is dropped.
    pub children: Html,
}

/// The area that takes what is dropped.
#[component]
pub fn Intake(props: &IntakeProps) -> Html {
    let store = use_store();
    let over = use_state_eq(|| false);
    let hover = |is_over: bool| {
        let over = over.clone();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(is_over);
        })
    };
    let ondrop = {
        let over = over.clone();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(false);
            take_dropped(store.clone(), folder::dropped(&event));
        })
    };
    html! {
        <div class="drop" data-over={over.then_some("yes")} ondragover={hover(true)} ondragleave={hover(false)} {ondrop}>
            { props.children.clone() }
        </div>
    }
}

fn take_dropped(store: Store, dropped: folder::Dropped) {
    spawn_local(async move {
        let (files, failed) = dropped.files().await;
        if !failed.is_empty() {
            store.complain_about(format!("{} 个文件或文件夹读不出来，其余的照常打开。", failed.len()), &failed);
        }
        store.gather(files);
    });
}

/// The buttons that open files and folders.
#[component]
pub fn OpenButtons() -> Html {
    let store = use_store();
    let onchange = Callback::from(move |event: Event| store.gather(files::chosen(&event)));
    let busy = use_select(|state| state.workshop.loading.is_some());
    html! {
        <>
            <label class="button primary file-button"><input type="file" multiple=true disabled={busy} accept=".json,.zip,application/json,application/zip" onchange={onchange.clone()} />{ "打开成绩单…" }</label>
            <label class="button file-button"><input type="file" webkitdirectory=true disabled={busy} {onchange} />{ "打开文件夹…" }</label>
        </>
    }
}

/// How far reading is.
#[component]
pub fn Progress() -> Html {
    let store = use_store();
    let Some(Loading { done, of, .. }) = use_select(|state| state.workshop.loading.clone()) else { return Html::default() };
    let stop = Callback::from(move |_| store.stop_gathering());
    html! {
        <div class="export">
            <progress max={of.to_string()} value={done.to_string()} aria-label="读取进度" />
            <span role="status">{ format!("已读 {done} / {of} 个文件") }</span>
            <button type="button" onclick={stop}>{ "取消" }</button>
        </div>
    }
}

/// What was said about files; only how much, where names are not to be shown, because it names files and applicants.
pub fn remarks(told: &[Told], hides_names: bool) -> Html {
    if told.is_empty() {
        return Html::default();
    }
    let refused = told.iter().filter(|one| one.is_refused).count();
    if hides_names {
        return html! { <p class="muted small">{ format!("关于文件的说明 {} 条，其中没有加入的 {refused} 条；里面有名称，用编号代替名称时不显示。", told.len()) }</p> };
    }
    let more = told.len().saturating_sub(LISTED);
    html! {
        <details class="told" open={told.len() <= 8}>
            <summary>{ format!("关于文件的说明 {} 条，其中没有加入的 {refused} 条", told.len()) }</summary>
            <ul class="small">
                { for told.iter().take(LISTED).map(|one| html! {
                    <li data-refused={one.is_refused.then_some("yes")}>if !one.file.is_empty() { <b>{ format!("{}：", one.file) }</b> }{ one.text.clone() }</li>
                }) }
                if more > 0 { <li>{ format!("还有 {more} 条同类说明没有列出") }</li> }
            </ul>
        </details>
    }
}
