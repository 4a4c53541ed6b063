//! What the figures of a result item support in each factor: a hint beside the score that never changes it.

use award::criteria::Item;
use award::indicator::{self, Argument};
use yew::{Html, Properties, component, html};

use super::RouteLink;
use crate::route::Route;
use crate::state::{use_catalog, use_select};

/// Properties of [`SupportPanel`].
#[derive(Properties)]
pub struct SupportPanelProps {
    /// The result item.
    pub item: &'static Item,
    /// Whether to lead to the indicators.
    #[prop_or_default]
    pub has_link: bool,
}

impl PartialEq for SupportPanelProps {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.item, other.item) && self.has_link == other.has_link
    }
}

/// What the figures of a result item support, factor by factor.
#[component]
pub fn SupportPanel(props: &SupportPanelProps) -> Html {
    let item = props.item;
    let catalog = use_catalog();
    let arguments = use_select(move |state| {
        state.assessment().map(|open| indicator::support(state.catalog, open, &item.id)).unwrap_or_default()
    });
    let link = props.has_link.then(|| {
        html! { <RouteLink to={Route::ItemIndicators(item.id.clone())}>{ if arguments.is_empty() { "填这一条的指标" } else { "看这一条的指标" } }</RouteLink> }
    });
    let name = |argument: &Argument| {
        let factor = catalog.criteria.result_factors.iter().find(|factor| factor.id == *argument.factor);
        factor.map_or_else(|| argument.factor.to_string(), |factor| format!("{} {}", factor.name, factor.id))
    };
    html! {
        <section class="support" aria-label="指标数据支持什么">
            <div class="support-head">
                <h2>{ "指标数据支持什么" }</h2>
                <span class="muted small">{ "只作提示，不改变打分" }</span>
                { link }
            </div>
            if arguments.is_empty() {
                <p class="muted small">{ "这一条还没有指标。填了三年数据、目标和对比，这里会说明它们支持什么样的水平、趋势、对比和整合。" }</p>
            } else {
                <dl>{ for arguments.iter().map(|argument| html! {
                    <div>
                        <dt>{ name(argument) }</dt>
                        <dd>{ argument.text }<span class="muted small block">{ &argument.grounds }{ argument.remark }</span></dd>
                    </div>
                }) }</dl>
            }
        </section>
    }
}
