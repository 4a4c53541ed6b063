//! What a room of score cards brings into a review: applicants by their names, and scores to play it through with.

use super::{Declaration, Event, Session, Stage};
use crate::catalog::Catalog;
use crate::cohort::Gathering;
use crate::order::{Gather, Order};
use crate::scorecard::{Role, Scorecard};
use crate::{ExaminerId, Text};

/// Scores that a card brings for an applicant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FromCard {
    /// The name of the applicant.
    pub name: Text,
    /// In which role they were given: that of the review, or the applicant's own.
    pub role: Role,
    /// What is to happen in the session.
    pub event: Event,
}

/// The card by that name that a review may start from: one of the review itself (合议成绩单), else the applicant's own (自评);
/// of several that of the latest year, then the latest. A single examiner's card is never it: a team agrees, it does not
/// take over.
#[must_use]
pub fn card_for<'a>(gathering: &'a Gathering, name: &str, stage: Stage) -> Option<&'a Scorecard> {
    let fits = |card: &&Scorecard| card.subject.name.trim() == name && [stage.role(), Role::Own].contains(&card.author.role);
    let mut cards: Vec<&Scorecard> = gathering.cards().iter().filter(fits).collect();
    cards.order_by_key(|card| (card.author.role == stage.role(), card.subject.year, card.revised));
    cards.pop()
}

impl Session {
    /// The names on a room's cards that the session does not have, each once, in the order of the cards.
    #[must_use]
    pub fn newcomers(&self, gathering: &Gathering) -> Vec<Text> {
        let mut known = self.applicants.values().map(|applicant| applicant.name.clone()).into_set();
        let names = gathering.cards().iter().map(|card| Text::from(card.subject.name.trim()));
        names.filter(|name| !name.is_empty() && known.insert(name.clone())).collect()
    }

    /// That there is no conflict, of an examiner about every applicant about whom it has declared nothing.
    #[must_use]
    pub fn undeclared(&self, examiner: &ExaminerId) -> Vec<Event> {
        let open = self.present().filter(|(_, applicant)| !applicant.declarations.contains_key(examiner));
        let none = Declaration { conflict: false, note: Text::default() };
        open.map(|(id, _)| Event::Declared(examiner.clone(), id.clone(), none.clone())).collect()
    }

    /// What a room's cards score where the applicants have no marks yet, by all examiners who may judge. What is marked stays.
    #[must_use]
    pub fn scores_from(&self, catalog: &Catalog, gathering: &Gathering, stage: Stage) -> Vec<FromCard> {
        let mut found = Vec::new();
        for (id, applicant) in self.present() {
            let Some(card) = card_for(gathering, &applicant.name, stage) else { continue };
            let mut percents = card.percents();
            percents.retain(|item, _| catalog.criteria.item(item).is_some() && !applicant.marks(stage).contains_key(item));
            if percents.is_empty() {
                continue;
            }
            let scores = percents.into_iter().map(|(item, percent)| (item, Some(percent))).into_map();
            let by = self.judges(id).into_iter().cloned().into_set();
            let event = Event::Scored { stage, applicant: id.clone(), scores, by };
            found.push(FromCard { name: applicant.name.clone(), role: card.author.role, event });
        }
        found
    }
}
