//! Beginning a review, or opening one.

use yew::{Callback, Event, Html, MouseEvent, component, html, use_state_eq};

use crate::browser::{clock, files};
use crate::components::{RouteLink, entry};
use crate::route::Route;
use crate::state::use_store;

/// The form that begins a review.
#[component]
pub(super) fn Begin() -> Html {
    let store = use_store();
    let title = use_state_eq(|| format!("{} 年模拟评审", clock::today().year()));
    let begin = {
        let (store, title) = (store.clone(), title.clone());
        Callback::from(move |_: MouseEvent| store.begin_review(title.trim()))
    };
    let open = Callback::from(move |event: Event| {
        if let Some(file) = files::chosen(&event).into_iter().next() {
            store.open_review(file);
        }
    });
    html! {
        <section class="card">
            <h2>{ "开始一次模拟评审" }</h2>
            <p>{ "组成评审组、申报利害关系、材料评审、现场评审、排名、答辩、无记名投票、公示和异议、审定和奖金，九步走完，导出评审报告和投票纪要。" }</p>
            { entry("review-title", "名称", &title) }
            <div class="actions">
                <button type="button" class="primary" disabled={title.trim().is_empty()} onclick={begin}>{ "建立模拟评审" }</button>
                <label class="button file-button"><input type="file" accept=".json,application/json" onchange={open} />{ "打开模拟评审文件…" }</label>
                <RouteLink class="button" to={Route::Rehearsal}>{ "只评自己一家" }</RouteLink>
            </div>
        </section>
    }
}
