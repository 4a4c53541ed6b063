//! What applies after the award, dated.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use super::rules::{Reminder, Term};
use super::{Stage, stage};
use crate::scheme::{EventDate, Scheme, Setting};
use crate::{MilestoneId, ReadingId, Text};

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

/// Every reminder in the scheme's order, by what was chosen for open points.
pub(super) fn find<'a>(scheme: &'a Scheme, stages: &[Stage], chosen: &BTreeMap<ReadingId, Text>) -> Vec<Reminded<'a>> {
    let last = |id: &MilestoneId| stage(stages, id).and_then(|stage| stage.end).map(|known| known.day);
    let date = |reminder: &'a Reminder| {
        let from = last(&reminder.from);
        let counted = match &reminder.second_from {
            Some(second) if counts_from_second(scheme, reminder, chosen) => from.and(last(second)),
            _ => from,
        };
        let until = counted.zip(years(scheme, reminder.lasts)).and_then(|(day, years)| day.checked_add(years.years()).ok());
        Reminded { reminder, from, until }
    };
    scheme.course.reminders.iter().map(date).collect()
}

fn counts_from_second(scheme: &Scheme, reminder: &Reminder, chosen: &BTreeMap<ReadingId, Text>) -> bool {
    let option = |id| scheme.reading(id)?.option(chosen.get(id).map(|text| &**text));
    reminder.readings.iter().filter_map(option).any(|option| option.sets == Some(Setting::EventDate(EventDate::Second)))
}

fn years(scheme: &Scheme, term: Term) -> Option<i32> {
    match term {
        Term::Open => None,
        Term::Probation => Some(scheme.review.probation_years.into()),
        Term::Ban => Some(scheme.review.ban_years.into()),
    }
}
