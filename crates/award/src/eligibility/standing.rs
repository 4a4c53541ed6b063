//! Where a recorded event stands on a day: whether it counts, and until when.

use jiff::civil::Date;

use super::application_day;
use super::days::last_counting_day;
use super::ways::Ways;
use crate::applicant;
use crate::assessment::Assessment;
use crate::assessment::events::{Certificate, Event};
use crate::catalog::Catalog;
use crate::scheme::{EventDate, EventKind, LastingFrom, Levels, Requirement, Rule};
use crate::truth::Truth;
use crate::{EventId, LevelId};

/// Where an event stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It counts through that day; without one as long as it goes on, or for ever.
    Counts(Option<Date>),
    /// It counted through that day.
    Lapsed(Date),
    /// It does not count, whatever the day.
    Excused(Excuse),
    /// It cannot be said.
    Unclear(Unclear),
}

/// Why an event does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Excuse {
    /// It was taken back as if it had never been.
    Overturned,
    /// Its level is not one that counts.
    Level,
}

/// What an event lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unclear {
    /// A readable date.
    Date,
    /// A readable other date, because that one is counted from.
    SecondDate,
    /// A readable last day, or that it still goes on.
    LastDay,
    /// A level.
    Level,
}

/// A requirement that an event is held against, and where the event stands there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trigger<'a> {
    /// The requirement.
    pub requirement: &'a Requirement,
    /// Where the event stands on the day of the application.
    pub standing: Standing,
}

/// Every requirement that a recorded event is held against; none for an event that is not there.
#[must_use]
pub fn triggers<'a>(catalog: &'a Catalog, assessment: &Assessment, event: &EventId, today: Date) -> Vec<Trigger<'a>> {
    let on = application_day(assessment, today);
    let Some(event) = assessment.events.get(event) else { return Vec::new() };
    let Some(kind) = catalog.scheme.event_kind(&event.kind) else { return Vec::new() };
    let held = catalog.scheme.requirements.iter().flat_map(|requirement| {
        let ways = Ways::of(&catalog.scheme, requirement, assessment, None);
        let leaves = requirement.rule.leaves().into_iter().filter_map(|leaf| Counting::of(leaf, kind));
        let standings: Vec<Standing> = leaves.map(|counting| counting.standing(kind, event, &ways, on)).collect();
        standings.into_iter().map(move |standing| Trigger { requirement, standing })
    });
    held.collect()
}

/// Whether a certificate is valid on a day, its first and its last day included. Without a first day it is valid from ever.
#[must_use]
pub fn is_valid(certificate: &Certificate, on: Date) -> Truth {
    let Some(until) = applicant::date(&certificate.valid_until) else { return Truth::Unknown };
    match applicant::date(&certificate.valid_from) {
        Some(from) => (from <= on && on <= until).into(),
        None if on > until => Truth::False,
        None if certificate.valid_from.trim().is_empty() => Truth::True,
        None => Truth::Unknown,
    }
}

/// What a rule counts.
#[derive(Clone, Copy)]
pub(super) struct Counting<'a> {
    /// For how many years; without a number for ever.
    pub(super) years: Option<u8>,
    /// The levels that count; empty for all.
    pub(super) levels: &'a [LevelId],
}

impl<'a> Counting<'a> {
    /// What a leaf counts, if it counts events of this kind.
    fn of(leaf: &'a Rule, kind: &EventKind) -> Option<Counting<'a>> {
        match leaf {
            Rule::EventWithin { kinds, years, levels, .. } if kinds.contains(&kind.id) => {
                Some(Counting { years: *years, levels })
            }
            _ => None,
        }
    }

    /// Where an event of a kind stands on a day.
    pub(super) fn standing(self, kind: &EventKind, event: &Event, ways: &Ways, on: Date) -> Standing {
        if event.overturned && kind.overturned_by.is_some() {
            return Standing::Excused(Excuse::Overturned);
        }
        if !self.levels.is_empty() && ways.levels == Levels::Listed {
            match &event.level {
                Some(level) if self.levels.contains(level) => {}
                Some(level) if kind.levels.iter().any(|known| known.id == *level) => return Standing::Excused(Excuse::Level),
                _ => return Standing::Unclear(Unclear::Level),
            }
        }
        let Some(years) = self.years else { return Standing::Counts(None) };
        match counted_from(kind, event, ways) {
            Ok(None) => Standing::Counts(None),
            Ok(Some(day)) => {
                let last = last_counting_day(day, years, ways);
                if on <= last { Standing::Counts(Some(last)) } else { Standing::Lapsed(last) }
            }
            Err(unclear) => Standing::Unclear(unclear),
        }
    }
}

/// The day from which an event is counted; none while it goes on and is counted from its last day.
fn counted_from(kind: &EventKind, event: &Event, ways: &Ways) -> Result<Option<Date>, Unclear> {
    let day = |text: &str, unclear| applicant::date(text).map(Some).ok_or(unclear);
    if kind.lasting && ways.lasting_from == LastingFrom::LastDay {
        return if event.ongoing { Ok(None) } else { day(&event.until, Unclear::LastDay) };
    }
    match ways.event_date {
        EventDate::Second if kind.second_date.is_some() => day(&event.second_date, Unclear::SecondDate),
        _ => day(&event.from, Unclear::Date),
    }
}
