//! Facts and open points as links to the place where they are entered.

use std::rc::Rc;

use award::assessment::Assessment;
use award::catalog::Catalog;
use award::eligibility::{Fact, Missing};
use award::{AnswerId, RequirementId};
use yew::{Html, html};

use super::RecordList;
use crate::components::RouteLink;
use crate::route::{Route, field_route};

/// Something in words, and where it is entered.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// The words.
    pub text: Rc<str>,
    /// The place.
    pub route: Route,
}

/// A fact in words.
pub fn told(catalog: &Catalog, assessment: &Assessment, fact: &Fact) -> Told {
    let route = match fact {
        Fact::Answer(id) => answer_route(catalog, id),
        Fact::Field(id) | Fact::Figure(id, _) => field_route(catalog, id),
        Fact::Card(_) => Route::Years,
        Fact::Certificate(_) => Route::Records(RecordList::Certificates),
        Fact::Event(_) => Route::Records(RecordList::Events),
        Fact::Day(_) => Route::Schedule,
    };
    Told { text: fact.tell(catalog, assessment).into(), route }
}

/// Something missing in words. What one requirement waits for, and what is asked there, leads to it.
pub fn wanted(catalog: &Catalog, assessment: &Assessment, missing: &Missing, waiting: &RequirementId) -> Told {
    let route = match missing {
        Missing::Answer(id) if catalog.scheme.question(id).is_some_and(|question| question.about_applicant) => Route::Eligibility,
        Missing::Answer(_) | Missing::Reading(_) => Route::Requirement(waiting.clone()),
        Missing::Field(id) | Missing::Figure(id, _) => field_route(catalog, id),
        Missing::Card(_) => Route::Years,
        Missing::Certificate(_) => Route::Records(RecordList::Certificates),
        Missing::Event(_) => Route::Records(RecordList::Events),
        Missing::Day(_) | Missing::Calendar(_) => Route::Schedule,
    };
    Told { text: missing.tell(catalog, assessment).into(), route }
}

/// The place of an answer: the first requirement that asks it.
fn answer_route(catalog: &Catalog, id: &AnswerId) -> Route {
    let asks = |requirement: &&award::scheme::Requirement| requirement.rule.asks().contains(&id);
    let requirement = catalog.scheme.requirements.iter().find(asks);
    requirement.map_or(Route::Eligibility, |requirement| Route::Requirement(requirement.id.clone()))
}

/// A list of facts under a word that says what they are; nothing for no facts.
pub fn list(title: &'static str, facts: &[Told]) -> Html {
    if facts.is_empty() {
        return Html::default();
    }
    html! {
        <div class="facts">
            <span class="muted">{ title }</span>
            <ul>{ for facts.iter().map(|told| html! { <li><RouteLink to={told.route.clone()}>{ &*told.text }</RouteLink></li> }) }</ul>
        </div>
    }
}
