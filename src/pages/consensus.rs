//! 合议: several examiners have scored one applicant on their own and agree on one percent for each item.

mod begin;
mod cards;
mod item;
mod ledger;
mod overview;

use award::ItemId;
use award::consensus::{Consensus as Session, Event, agenda};
use award::refusal::Refusal;
use yew::{Callback, Html, Properties, UseStateHandle, component, html, use_effect_with, use_state_eq};

use self::begin::Begin;
use self::cards::Cards;
use self::item::{ItemPanel, PANEL};
use self::ledger::ledger;
use self::overview::{agenda_table, agreement};
use super::cohort::{DeskState, PutAwayBar};
use crate::browser::{page, session};
use crate::components::{Refused, entry};
use crate::state::{Shared, Store, use_catalog, use_select, use_store};

/// The key under which the name of who keeps the record is remembered.
const RECORDER: &str = "recorder";

/// Properties of [`Consensus`].
#[derive(Properties, PartialEq)]
pub struct ConsensusProps {
    /// The item to talk about; the first of the agenda if none.
    #[prop_or_default]
    pub at: Option<ItemId>,
}

/// 合议
#[component]
pub fn Consensus(props: &ConsensusProps) -> Html {
    let consensus = use_select(|state| state.workshop.consensus.clone());
    html! {
        <div class="page consensus">
            <header class="page-head"><h1>{ "合议" }</h1><DeskState />
                <p class="muted">{ "各评审员先独立评分，公开以后逐条商定一个比例。不取平均数，每一次改动都记在台账里。" }</p></header>
            <PutAwayBar />
            if let Some(consensus) = consensus { <Open {consensus} at={props.at.clone()} /> } else { <Begin /> }
        </div>
    }
}

/// Properties of the parts of an open consensus.
#[derive(Properties, PartialEq)]
struct OpenProps {
    consensus: Shared<Session>,
    at: Option<ItemId>,
}

/// What a part tells to happen, and what it was answered.
#[derive(Clone, PartialEq)]
struct Desk {
    store: Store,
    by: UseStateHandle<String>,
    refusal: UseStateHandle<Option<Refusal>>,
}

impl Desk {
    /// Lets something happen; whether it did.
    fn act(&self, event: Event) -> bool {
        let outcome = self.store.agree(&self.by, event);
        self.refusal.set(outcome.as_ref().err().cloned());
        if outcome.is_ok() {
            session::remember(RECORDER, &self.by);
        }
        outcome.is_ok()
    }
}

#[component]
fn Open(props: &OpenProps) -> Html {
    let catalog = use_catalog();
    let by = use_state_eq(|| session::recall(RECORDER).unwrap_or_default());
    let refusal = use_state_eq(|| None);
    use_effect_with((by.to_string(), props.consensus.head.id.clone()), {
        let refusal = refusal.clone();
        move |_| refusal.set(None)
    });
    use_effect_with(props.at.clone(), |at| {
        if at.is_some() {
            page::scroll_to(Some(PANEL));
        }
    });
    let desk = Desk { store: use_store(), by: by.clone(), refusal: refusal.clone() };
    let consensus = &props.consensus;
    let items = consensus.collation(catalog);
    let first = items.as_ref().and_then(|items| agenda(items).first().map(|&at| items[at].item.id.clone()));
    let at = props.at.clone().or(first);
    let current = items.as_ref().zip(at).and_then(|(items, at)| items.iter().find(|item| item.item.id == at));
    html! {
        <>
            <section class="card">
                <div class="card-head"><h2>{ format!("{}　{} 年　{}", consensus.head.subject.name, consensus.head.subject.year, consensus.head.role.name()) }</h2></div>
                <div class="recorder">{ entry("consensus-by", "记录人", &by) }</div>
                <Cards consensus={consensus.clone()} desk={desk.clone()} />
            </section>
            if let Some(items) = &items {
                { agreement(catalog, consensus) }
                <div class="consensus-parts">
                    { agenda_table(consensus, items, current.map(|item| &item.item.id)) }
                    if let Some(item) = current { <ItemPanel consensus={consensus.clone()} {desk} id={item.item.id.clone()} key={item.item.id.to_string()} /> }
                </div>
            }
            { ledger(catalog, consensus) }
            <Refused refusal={(*refusal).clone()} />
        </>
    }
}

/// Something that a click does to the store.
fn calling(store: &Store, call: fn(&Store)) -> Callback<yew::MouseEvent> {
    let store = store.clone();
    Callback::from(move |_| call(&store))
}
