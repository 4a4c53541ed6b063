//! The percent that is aimed at for an item; never a score.

use award::ItemId;
use award::assessment::Action;
use award::points::Percent;
use yew::{Callback, Event, Html, Properties, component, html};

use crate::browser::page;
use crate::state::use_store;

/// Properties of [`Target`].
#[derive(Properties, PartialEq)]
pub struct TargetProps {
    /// The item.
    pub item: ItemId,
    /// The percent that is aimed at.
    pub chosen: Option<Percent>,
}

/// A list of percents to aim at.
#[component]
pub fn Target(props: &TargetProps) -> Html {
    let store = use_store();
    let (item, chosen) = (props.item.clone(), props.chosen);
    let label = format!("{item} 目标");
    let onchange = Callback::from(move |event: Event| {
        let percent = page::choice_of(&event).parse().ok().and_then(Percent::new);
        store.act(&Action::Aimed(item.clone(), percent));
    });
    let value = chosen.map_or_else(String::new, |percent| percent.value().to_string());
    html! {
        <select aria-label={label} {onchange} ~value={value}>
            <option value="" selected={chosen.is_none()}>{ "未定" }</option>
            { for Percent::every().map(|percent| html! {
                <option value={percent.value().to_string()} selected={chosen == Some(percent)}>{ percent.to_string() }</option>
            }) }
        </select>
    }
}
