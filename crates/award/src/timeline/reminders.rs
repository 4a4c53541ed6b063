//! What applies after the award, dated.

use jiff::ToSpan;
use jiff::civil::Date;

use super::rules::{Reminder, Term};
use super::{Stage, stage};
use crate::scheme::Scheme;

/// A reminder with its days.
#[derive(Clone, Debug, PartialEq)]
pub struct Reminded<'a> {
    /// The reminder.
    pub reminder: &'a Reminder,
    /// The day from which on it applies; `None` while it is not known.
    pub from: Option<Date>,
    /// The anniversary that ends it; of 29 February in a common year, 28 February. `None` if it has no end, or if `from` is
    /// not known. Whether it still applies on that very day is a reading.
    pub until: Option<Date>,
}

/// Every reminder in the scheme's order.
pub(super) fn find<'a>(scheme: &'a Scheme, stages: &[Stage]) -> Vec<Reminded<'a>> {
    let date = |reminder: &'a Reminder| {
        let from = stage(stages, &reminder.from).and_then(|stage| stage.end).map(|known| known.day);
        let until = from.zip(years(scheme, reminder.lasts)).and_then(|(from, years)| from.checked_add(years.years()).ok());
        Reminded { reminder, from, until }
    };
    scheme.course.reminders.iter().map(date).collect()
}

fn years(scheme: &Scheme, term: Term) -> Option<i32> {
    match term {
        Term::Open => None,
        Term::Probation => Some(scheme.review.probation_years.into()),
        Term::Ban => Some(scheme.review.ban_years.into()),
    }
}
