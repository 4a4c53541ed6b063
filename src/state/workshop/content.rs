//! What lies on the desk, kind by kind, and the files that it is kept as.

use award::catalog::Catalog;
use award::cohort::{Gathering, file};
use award::consensus;
use award::review::{self, History};

use super::awards::unknown;
use super::keeping::MOST_KEPT;
use super::room::Room;
use super::{Shared, Workshop, rehearsal};
use crate::state::State;

/// A kind of session on the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The cards side by side.
    Room,
    /// The consensus.
    Consensus,
    /// The review.
    Review,
    /// The reviews of one company.
    Rehearsals,
}

impl Kind {
    pub(super) const ALL: [Kind; 4] = [Kind::Room, Kind::Consensus, Kind::Review, Kind::Rehearsals];

    /// Its name for people.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Room => "对比",
            Kind::Consensus => "合议",
            Kind::Review => "模拟评审",
            Kind::Rehearsals => "单家模拟评审",
        }
    }

    /// Its name in the database.
    pub(super) fn key(self) -> &'static str {
        match self {
            Kind::Room => "room",
            Kind::Consensus => "consensus",
            Kind::Review => "review",
            Kind::Rehearsals => "rehearsals",
        }
    }
}

/// What is on the desk of some kind, compared by where it lies.
#[derive(Clone, Default, PartialEq)]
pub(super) enum Content {
    #[default]
    Nothing,
    Room(Shared<Room>),
    Consensus(Shared<consensus::Consensus>),
    Review(Shared<History>),
    Rehearsals(Shared<rehearsal::Rehearsals>),
}

impl Content {
    /// What lies there of a kind; cards that are too many to be kept count for nothing.
    pub(super) fn of(desk: &Workshop, kind: Kind) -> Content {
        match kind {
            Kind::Room if desk.room.len() == 0 || desk.room.len() > MOST_KEPT => Content::Nothing,
            Kind::Room => Content::Room(desk.room.clone()),
            Kind::Consensus => desk.consensus.clone().map_or(Content::Nothing, Content::Consensus),
            Kind::Review => desk.review.clone().map_or(Content::Nothing, Content::Review),
            Kind::Rehearsals if desk.rehearsals.is_empty() => Content::Nothing,
            Kind::Rehearsals => Content::Rehearsals(desk.rehearsals.clone()),
        }
    }

    /// The text of its file; `None` for nothing.
    pub(super) fn text(&self, catalog: &Catalog) -> Option<String> {
        match self {
            Content::Nothing => None,
            Content::Room(room) => Some(file::write(&room.gathering)),
            Content::Consensus(consensus) => Some(consensus::write(consensus)),
            Content::Review(history) => Some(review::write(history.present())),
            Content::Rehearsals(rehearsals) => Some(rehearsal::write(catalog, rehearsals)),
        }
    }

    /// Puts it where it belongs.
    pub(super) fn lay_on(self, desk: &mut Workshop) {
        match self {
            Content::Nothing => {}
            Content::Room(room) => desk.room = room,
            Content::Consensus(consensus) => desk.consensus = Some(consensus),
            Content::Review(history) => desk.review = Some(history),
            Content::Rehearsals(rehearsals) => desk.rehearsals = rehearsals,
        }
    }
}

/// What the file of a session holds.
///
/// # Errors
/// It cannot be read, or the award that judges it is not here; the message says why.
pub(super) fn read(state: &State, kind: Kind, text: &str) -> Result<Content, String> {
    match kind {
        Kind::Room => {
            let cards = file::open(text).map_err(|error| error.to_string())?.value;
            let Some(first) = cards.first() else { return Ok(Content::Nothing) };
            let award = state.award_of_card(first).ok_or_else(|| unknown(&first.scheme, &first.criteria))?;
            let mut gathering = Gathering::new(award.0.criteria.id.clone());
            for card in cards {
                gathering.add(card);
            }
            Ok(Content::Room(Room::of(award.0, gathering, Vec::new()).into()))
        }
        Kind::Consensus => {
            let consensus = consensus::open(text).map_err(|error| error.to_string())?.value;
            let head = &consensus.head;
            state.award_of_consensus(head).ok_or_else(|| unknown(&head.scheme, &head.criteria))?;
            Ok(Content::Consensus(consensus.into()))
        }
        Kind::Review => {
            let session = review::open(text).map_err(|error| error.to_string())?.value;
            let head = &session.head;
            state.award_of_review(head).ok_or_else(|| unknown(&head.scheme, &head.criteria))?;
            Ok(Content::Review(History::new(session).into()))
        }
        Kind::Rehearsals => Ok(Content::Rehearsals(rehearsal::read(text)?.into())),
    }
}
