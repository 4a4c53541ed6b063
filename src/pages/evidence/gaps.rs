//! What has no evidence yet: a hint that folds away.

use award::ItemId;
use award::evidence::gaps;
use yew::{Html, component, html};

use crate::components::RouteLink;
use crate::route::Route;
use crate::state::{use_catalog, use_select};

/// The items and requirements without evidence, each linked to where it is added.
#[component]
pub fn GapsList() -> Html {
    let catalog = use_catalog();
    let (items, requirements) = use_select(|state| {
        let gaps = state.assessment().map(|open| gaps(state.catalog, open));
        gaps.map(|gaps| {
            let items: Vec<ItemId> = gaps.items.iter().map(|item| item.id.clone()).collect();
            (items, gaps.requirements.iter().map(|requirement| requirement.id.clone()).collect::<Vec<_>>())
        })
        .unwrap_or_default()
    });
    if items.is_empty() && requirements.is_empty() {
        return Html::default();
    }
    let requirement = |id| catalog.scheme.requirements.iter().find(|requirement| requirement.id == id);
    html! {
        <details class="gaps">
            <summary class="muted">{ format!("还没有材料的：{} 个条款，{} 项条件和程序（提示，不影响导出）", items.len(), requirements.len()) }</summary>
            <div class="gaps-lists">
                <ul>{ for items.iter().filter_map(|id| catalog.criteria.item(id)).map(|item| html! {
                    <li><RouteLink to={Route::Item(item.id.clone())}>{ format!("{} {}", item.id, item.title) }</RouteLink></li>
                }) }</ul>
                <ul>{ for requirements.into_iter().filter_map(requirement).map(|requirement| html! {
                    <li><RouteLink to={Route::Requirement(requirement.id.clone())}>{ format!("{} {}", requirement.clause, requirement.subject) }</RouteLink></li>
                }) }</ul>
            </div>
        </details>
    }
}
