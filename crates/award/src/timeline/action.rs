//! What a person does to a round.

use jiff::civil::Date;

use super::Round;
use crate::assessment::put;
use crate::calendar::{DayKind, YearCalendar};
use crate::{MilestoneId, Text};

/// Something a person did to a round, named by what happened.
#[derive(Clone, Debug, PartialEq)]
pub enum RoundAction {
    /// The day of a milestone was edited.
    Dated(MilestoneId, Text),
    /// The user's own calendar of a year took the place of what was there; an empty one leaves none.
    Announced(i16, YearCalendar),
    /// A day of the user's own calendar of a year was said to be off or made up, or was taken out of it.
    Marked(i16, Date, Option<DayKind>),
}

/// The place in a round that an action changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RoundPlace {
    /// The day of a milestone.
    Day(MilestoneId),
    /// The user's own calendar of a year.
    Calendar(i16),
}

impl RoundAction {
    /// The place that it changes.
    #[must_use]
    pub fn place(&self) -> RoundPlace {
        match self {
            RoundAction::Dated(id, _) => RoundPlace::Day(id.clone()),
            RoundAction::Announced(year, _) | RoundAction::Marked(year, ..) => RoundPlace::Calendar(*year),
        }
    }

    /// Whether it is typing.
    #[must_use]
    pub fn is_typing(&self) -> bool {
        matches!(self, RoundAction::Dated(..))
    }

    /// Does it to a round. A calendar that names no day is none.
    pub(crate) fn apply(&self, round: &mut Round) {
        match self {
            RoundAction::Dated(id, text) => put(&mut round.dates, id, text),
            RoundAction::Announced(year, calendar) => drop(round.years.insert(*year, calendar.clone())),
            RoundAction::Marked(year, day, kind) => round.years.entry(*year).or_default().mark(*day, *kind),
        }
        round.years.retain(|_, calendar| *calendar != YearCalendar::default());
    }
}
