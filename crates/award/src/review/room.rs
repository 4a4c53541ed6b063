//! What a room of score cards brings into a review: applicants by their names, and scores to play it through with.

use std::collections::{BTreeMap, BTreeSet};

use super::{Declaration, Event, Session, Source, Stage};
use crate::catalog::Catalog;
use crate::cohort::Gathering;
use crate::order::{Gather, Order};
use crate::scorecard::Scorecard;
use crate::{ExaminerId, Text};

/// What a room's cards bring into a review.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brought {
    /// The scores, card by card.
    pub cards: Vec<FromCard>,
    /// The applicants that have a card while nobody who takes part may score them; they stay as they are.
    pub nobody_for: Vec<Text>,
}

impl Brought {
    /// How many applicants are scored from cards of each kind.
    #[must_use]
    pub fn sources(&self) -> BTreeMap<Source, usize> {
        let mut sources = BTreeMap::new();
        for card in &self.cards {
            *sources.entry(card.source).or_default() += 1;
        }
        sources
    }
}

/// Scores that a card brings for an applicant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FromCard {
    /// The name of the applicant.
    pub name: Text,
    /// The card: one of the review, or the applicant's own.
    pub source: Source,
    /// What is to happen in the session.
    pub event: Event,
}

/// The card by that name that a review may start from: one of the latest year, because what was agreed about an earlier year
/// says nothing of this one; of that year one of the review itself (合议成绩单) before the applicant's own (自评), then the
/// latest. A single examiner's card is never it: a team agrees, it does not take over.
#[must_use]
pub fn card_for<'a>(gathering: &'a Gathering, name: &str, stage: Stage) -> Option<&'a Scorecard> {
    let fits = |card: &&Scorecard| card.subject.name.trim() == name && stage.starts_from(card.author.role);
    let mut cards: Vec<&Scorecard> = gathering.cards().iter().filter(fits).collect();
    cards.order_by_key(|card| (card.subject.year, card.author.role == stage.role(), card.revised));
    cards.pop()
}

impl Session {
    /// Whether a room has cards that score by the session's criteria. From another one nothing can be brought in.
    #[must_use]
    pub fn can_bring_in(&self, gathering: &Gathering) -> bool {
        !gathering.cards().is_empty() && *gathering.criteria() == self.head.criteria
    }

    /// The names on a room's cards that the session does not have, each once, in the order of the cards.
    #[must_use]
    pub fn newcomers(&self, gathering: &Gathering) -> Vec<Text> {
        if !self.can_bring_in(gathering) {
            return Vec::new();
        }
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

    /// What a room's cards score where the applicants have no marks yet, by all examiners who may judge and are not absent.
    /// What is marked stays.
    #[must_use]
    pub fn scores_from(&self, catalog: &Catalog, gathering: &Gathering, stage: Stage, absent: &BTreeSet<ExaminerId>) -> Brought {
        let mut brought = Brought::default();
        if !self.can_bring_in(gathering) {
            return brought;
        }
        for (id, applicant) in self.present() {
            let Some(card) = card_for(gathering, &applicant.name, stage) else { continue };
            let mut percents = card.percents();
            percents.retain(|item, _| catalog.criteria.item(item).is_some() && !applicant.marks(stage).contains_key(item));
            if percents.is_empty() {
                continue;
            }
            let by = self.judges(id).into_iter().filter(|judge| !absent.contains(*judge)).cloned().into_set();
            if by.is_empty() {
                brought.nobody_for.push(applicant.name.clone());
                continue;
            }
            let scores = percents.into_iter().map(|(item, percent)| (item, Some(percent))).into_map();
            let source = Source::of(card);
            let event = Event::Scored { stage, applicant: id.clone(), scores, by, from: Some(source) };
            brought.cards.push(FromCard { name: applicant.name.clone(), source, event });
        }
        brought
    }
}
