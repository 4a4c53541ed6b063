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
    /// What was put away.
    Away,
}

impl Kind {
    pub(super) const ALL: [Kind; 5] = [Kind::Room, Kind::Consensus, Kind::Review, Kind::Rehearsals, Kind::Away];

    /// Its name for people.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Room => "对比",
            Kind::Consensus => "合议",
            Kind::Review => "模拟评审",
            Kind::Rehearsals => "单家模拟评审",
            Kind::Away => "收起的内容",
        }
    }

    /// Its name in the database.
    pub(super) fn key(self) -> &'static str {
        match self {
            Kind::Room => "room",
            Kind::Consensus => "consensus",
            Kind::Review => "review",
            Kind::Rehearsals => "rehearsals",
            Kind::Away => "away",
        }
    }
}

/// What is on the desk of some kind, compared by where it lies.
#[derive(Clone, Default, PartialEq)]
pub enum Content {
    /// Nothing of the kind.
    #[default]
    Nothing,
    /// Cards.
    Room(Shared<Room>),
    /// A consensus.
    Consensus(Shared<consensus::Consensus>),
    /// A review.
    Review(Shared<History>),
    /// The reviews of one company.
    Rehearsals(Shared<rehearsal::Rehearsals>),
    /// What was put away, the latest last.
    Away(Shared<Vec<Content>>),
}

impl Content {
    /// What lies there of a kind that is to be kept; cards that are too many for that count for nothing.
    pub(super) fn of(desk: &Workshop, kind: Kind) -> Content {
        let lying = Content::lying(desk, kind);
        if lying.is_too_large() { Content::Nothing } else { lying }
    }

    /// What lies there of a kind.
    pub(super) fn lying(desk: &Workshop, kind: Kind) -> Content {
        match kind {
            Kind::Room if desk.room.len() == 0 => Content::Nothing,
            Kind::Room => Content::Room(desk.room.clone()),
            Kind::Consensus => desk.consensus.clone().map_or(Content::Nothing, Content::Consensus),
            Kind::Review => desk.review.clone().map_or(Content::Nothing, Content::Review),
            Kind::Rehearsals if desk.rehearsals.is_empty() => Content::Nothing,
            Kind::Rehearsals => Content::Rehearsals(desk.rehearsals.clone()),
            Kind::Away if desk.away.is_empty() => Content::Nothing,
            Kind::Away => Content::Away(desk.away.clone()),
        }
    }

    fn is_too_large(&self) -> bool {
        matches!(self, Content::Room(room) if room.len() > MOST_KEPT)
    }

    /// Its kind; nothing has none.
    pub(super) fn kind(&self) -> Option<Kind> {
        match self {
            Content::Nothing => None,
            Content::Room(_) => Some(Kind::Room),
            Content::Consensus(_) => Some(Kind::Consensus),
            Content::Review(_) => Some(Kind::Review),
            Content::Rehearsals(_) => Some(Kind::Rehearsals),
            Content::Away(_) => Some(Kind::Away),
        }
    }

    /// Its name for people, which tells it from others of its kind, and whether the browser does not keep it.
    pub fn title(&self) -> String {
        let kind = self.kind().map_or("", Kind::name);
        match self {
            Content::Room(room) if self.is_too_large() => format!("{kind}（{} 份成绩单，太多，只留在本页）", room.len()),
            Content::Room(room) => format!("{kind}（{} 份成绩单）", room.len()),
            Content::Consensus(consensus) => format!("{kind}“{}”", consensus.head.subject.name),
            Content::Review(history) => format!("{kind}“{}”", history.present().head.title),
            Content::Nothing | Content::Rehearsals(_) | Content::Away(_) => kind.to_owned(),
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
            Content::Away(away) => Some(lines(catalog, away)),
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
            Content::Away(away) => desk.away = away,
        }
    }
}

/// What was put away, each on a line of its own: the key of its kind, a blank, its file. Files have no line breaks.
fn lines(catalog: &Catalog, away: &[Content]) -> String {
    let kept = away.iter().filter(|each| !each.is_too_large());
    let line = |each: &Content| Some(format!("{} {}\n", each.kind()?.key(), each.text(catalog)?));
    kept.filter_map(line).collect()
}

fn read_lines(state: &State, text: &str) -> Result<Content, String> {
    let line = |line: &str| {
        let (key, file) = line.split_once(' ')?;
        Some((Kind::ALL.into_iter().find(|kind| kind.key() == key)?, file.to_owned()))
    };
    let away = text.lines().map(|each| {
        let (kind, file) = line(each).ok_or("不是收起的内容")?;
        read(state, kind, &file)
    });
    Ok(Content::Away(away.collect::<Result<Vec<_>, String>>()?.into()))
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
        Kind::Away => read_lines(state, text),
    }
}
