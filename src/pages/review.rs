//! 模拟评审: the review of the regulation, played through step by step.

mod award_step;
mod ballot;
mod begin;
mod leaving;
mod notice;
mod outcome;
mod presentation;
mod ranking;
mod recusal;
mod scores;
mod steps;
mod team;

use award::refusal::Refusal;
use award::review::{Event, History, Session};
use award::scheme::Phase;
use yew::{Callback, Html, UseStateHandle, component, html, use_effect_with, use_state_eq};

pub(super) use self::ranking::points;
pub(super) use self::scores::percent_choice;

use self::begin::Begin;
use self::steps::{Steps, record};
use super::cohort::{DeskState, PutAwayBar};
use crate::browser::page;
use crate::components::Refused;
use crate::state::{Shared, Store, use_select, use_store};

/// What a part of the page is told, and what it tells to happen.
#[derive(Clone, PartialEq)]
pub(super) struct Desk {
    pub store: Store,
    pub history: Shared<History>,
    pub refusal: UseStateHandle<Option<Refusal>>,
}

impl Desk {
    fn session(&self) -> &Session {
        self.history.present()
    }

    /// An id that nothing in the session has. Ids given later come later, so that lists stand in the order of entry.
    fn next_id(&self) -> String {
        format!("{:05}-{}", self.session().record.len(), page::random_id())
    }

    /// Lets something happen; whether it did.
    fn act(&self, event: Event) -> bool {
        self.answered(self.store.review(event))
    }

    /// Lets several things happen, all or none.
    fn act_all(&self, events: Vec<Event>) {
        self.answered(self.store.review_all(events));
    }

    /// Shows what was refused; whether nothing was.
    fn answered(&self, outcome: Result<(), Refusal>) -> bool {
        let done = outcome.is_ok();
        self.refusal.set(outcome.err());
        done
    }

    /// A button's work: an event.
    fn happening(&self, event: Event) -> Callback<yew::MouseEvent> {
        let desk = self.clone();
        Callback::from(move |_| {
            desk.act(event.clone());
        })
    }
}

/// Properties of the parts of the page.
#[derive(Clone, PartialEq, yew::Properties)]
pub(super) struct DeskProps {
    pub desk: Desk,
}

/// 模拟评审
#[component]
pub fn Review() -> Html {
    let store = use_store();
    let history = use_select(|state| state.workshop.review.clone());
    let refusal = use_state_eq(|| None);
    // What one session refused is nothing to the next.
    use_effect_with(history.as_ref().map(|history| history.present().head.id.clone()), {
        let refusal = refusal.clone();
        move |_| refusal.set(None)
    });
    let shown = match history {
        None => html! { <Begin /> },
        Some(history) => {
            let desk = Desk { store, history, refusal: refusal.clone() };
            html! {
                <>
                    <Steps desk={desk.clone()} />
                    { step(&desk) }
                    <leaving::Leaving desk={desk.clone()} />
                    { record(desk.session()) }
                    <Refused refusal={(*refusal).clone()} />
                </>
            }
        }
    };
    html! {
        <div class="page review">
            <header class="page-head"><h1>{ "模拟评审" }</h1><DeskState />
                <p class="muted">{ "按管理办法把评审从头走一遍。每一步写明依据的条款，不符合的会被拒绝并说明理由。" }</p></header>
            <PutAwayBar />
            { shown }
        </div>
    }
}

/// The step that the session is in.
fn step(desk: &Desk) -> Html {
    let desk = desk.clone();
    match desk.session().phase {
        Phase::Team => html! { <team::Team {desk} /> },
        Phase::Recusal => html! { <recusal::Recusal {desk} /> },
        Phase::Documents => html! { <scores::Scores key="documents" {desk} stage={award::review::Stage::Documents} /> },
        Phase::Site => html! { <scores::Scores key="site" {desk} stage={award::review::Stage::Site} /> },
        Phase::Ranking => html! { <ranking::Ranking {desk} /> },
        Phase::Presentation => html! { <presentation::Presentation {desk} /> },
        Phase::Ballot => html! { <ballot::Ballot {desk} /> },
        Phase::Notice => html! { <notice::Noticing {desk} /> },
        Phase::Award => html! { <award_step::Award {desk} /> },
    }
}
