//! What a piece proves: chosen from the items and requirements.

use std::collections::BTreeSet;
use std::rc::Rc;

use award::EvidenceId;
use award::assessment::Action;
use award::evidence::{Evidence, EvidenceAction, Link};
use award::order::Gather;
use yew::{Callback, Html, Properties, component, html, use_state_eq};

use super::filter::every_link;
use crate::browser::page;
use crate::components::RouteLink;
use crate::route::{Route, field_route};
use crate::state::{State, use_catalog, use_select, use_store};

/// Properties of [`Links`].
#[derive(Properties, PartialEq)]
pub struct LinksProps {
    /// The piece.
    pub id: EvidenceId,
    /// Its record.
    pub evidence: Rc<Evidence>,
}

/// What a piece proves, to be added to and taken from.
#[component]
pub fn Links(props: &LinksProps) -> Html {
    let store = use_store();
    let (id, links) = (&props.id, &props.evidence.links);
    let own = links.clone();
    let (linked, open) = use_select(move |state| named(state, &own));
    let change = |links: BTreeSet<Link>| Action::Evidence(EvidenceAction::Linked(id.clone(), links));
    // Chosen and added in two steps: a keyboard passes over what lies between on its way to a choice.
    let chosen = use_state_eq(String::new);
    let choose = {
        let chosen = chosen.clone();
        Callback::from(move |event: yew::Event| chosen.set(page::choice_of(&event)))
    };
    let picked = open.iter().find(|(link, _)| key(link) == *chosen).map(|(link, _)| link.clone());
    let addition = picked.map(|link| change(links.iter().cloned().chain([link]).into_set()));
    let can_add = addition.is_some();
    let add = {
        let (store, chosen) = (store.clone(), chosen.clone());
        Callback::from(move |_| {
            if let Some(addition) = &addition {
                store.act(addition);
            }
            chosen.set(String::new());
        })
    };
    html! {
        <div class="field">
            <span class="label">{ "证明的内容" }</span>
            <ul class="rows links">
                { for linked.into_iter().map(|(link, name)| {
                    let action = change(links.iter().filter(|other| **other != link).cloned().into_set());
                    let store = store.clone();
                    html! { <LinkRow {link} {name} remove={Callback::from(move |_| store.act(&action))} /> }
                }) }
            </ul>
            <label class="quiet" for="evidence-link">{ "关联到" }</label>
            <div class="with-button">
                <select id="evidence-link" onchange={choose} ~value={(*chosen).clone()}>
                    <option value="" selected=true>{ "关联到条款、条件或指标…" }</option>
                    { for GROUPS.iter().map(|&(label, belongs)| html! {
                        <optgroup {label}>{ for open.iter().filter(|(link, _)| belongs(link)).map(|(link, name)| html! {
                            <option value={key(link)}>{ name }</option>
                        }) }</optgroup>
                    }) }
                </select>
                <button type="button" disabled={!can_add} onclick={add}>{ "关联" }</button>
            </div>
        </div>
    }
}

/// A group of what can be chosen: its name, and what belongs to it.
type Group = (&'static str, fn(&Link) -> bool);

const GROUPS: [Group; 3] = [
    ("评分条款", |link| matches!(link, Link::Item(_))),
    ("申报条件和程序", |link| matches!(link, Link::Requirement(_))),
    ("经营指标", |link| matches!(link, Link::Indicator(_))),
];

/// Links with their names.
type Named = Vec<(Link, String)>;

/// What a piece proves, and what else it could.
fn named(state: &State, links: &BTreeSet<Link>) -> (Named, Named) {
    let Some(open) = state.assessment() else { return Default::default() };
    let name = |link: Link| {
        let name = link.name(state.catalog, open);
        (link, name)
    };
    (links.iter().cloned().map(name).collect(), every_link(state).filter(|link| !links.contains(link)).map(name).collect())
}

#[derive(Properties, PartialEq)]
struct LinkRowProps {
    link: Link,
    name: String,
    remove: Callback<yew::MouseEvent>,
}

/// One thing that a piece proves.
#[component]
fn LinkRow(props: &LinkRowProps) -> Html {
    let (store, catalog, name) = (use_store(), use_catalog(), &props.name);
    let route = match &props.link {
        Link::Item(id) => Route::Item(id.clone()),
        Link::Requirement(id) => Route::Requirement(id.clone()),
        Link::Field(id) => field_route(catalog, id),
        Link::Indicator(id) => {
            let item = store.state().assessment().and_then(|open| Some(open.indicators.get(id)?.item.clone()));
            item.map_or(Route::Indicators, Route::ItemIndicators)
        }
    };
    html! {
        <li>
            <span class="grow"><RouteLink to={route}>{ name }</RouteLink></span>
            <button type="button" class="ghost small" onclick={&props.remove} aria-label={format!("取消关联：{name}")}>{ "✕" }</button>
        </li>
    }
}

fn key(link: &Link) -> String {
    match link {
        Link::Item(id) => format!("item/{id}"),
        Link::Indicator(id) => format!("indicator/{id}"),
        other => format!("other/{}", other.id()),
    }
}
