//! The evidence of one item or requirement, where that is worked on.

use std::collections::BTreeSet;

use award::evidence::{Link, entries_for, expired, register};
use award::{EvidenceId, Text};
use yew::{AttrValue, Html, Properties, component, html};

use super::add::{AddFiles, Drop};
use super::filter::day_of_application;
use crate::components::{RouteLink, Tag, Tone};
use crate::route::Route;
use crate::state::{State, use_select};

/// Properties of [`ShortList`].
#[derive(Properties, PartialEq)]
pub struct ShortListProps {
    /// What it proves.
    pub link: Link,
}

/// What the list shows of a piece.
#[derive(Clone, PartialEq)]
struct Shown {
    id: EvidenceId,
    number: AttrValue,
    name: Text,
    is_expired: bool,
}

/// The evidence of one thing, and a button to add to it.
#[component]
pub fn ShortList(props: &ShortListProps) -> Html {
    let link = props.link.clone();
    let (name, shown) = use_select(move |state| {
        let name = state.assessment().map(|open| AttrValue::from(link.name(state.catalog, open)));
        (name, shown(state, &link))
    });
    let links = BTreeSet::from([props.link.clone()]);
    html! {
        <Drop links={links.clone()}>
            <div class="evidence-list">
                <span class="label">{ "证实性材料" }</span>
                { for shown.into_iter().map(|piece| html! {
                    <span class="evidence-piece">
                        <RouteLink to={Route::Piece(piece.id)}>{ format!("{} {}", piece.number, piece.name) }</RouteLink>
                        if piece.is_expired { <Tag tone={Tone::Bad}>{ "已过期" }</Tag> }
                    </span>
                }) }
                <AddFiles {links} purpose={name} />
            </div>
        </Drop>
    }
}

fn shown(state: &State, link: &Link) -> Vec<Shown> {
    let Some(open) = state.assessment() else { return Vec::new() };
    let on = day_of_application(state);
    let entries = register(state.catalog, open);
    let piece = |entry: &award::evidence::Entry| Shown {
        id: entry.id.clone(),
        number: entry.number.to_string().into(),
        name: entry.evidence.name(),
        is_expired: expired(entry.evidence, on),
    };
    entries_for(&entries, link).map(piece).collect()
}
