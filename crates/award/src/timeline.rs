//! The timeline of a round: from the days that a user enters, every milestone's days, how much room is left for those that
//! are not known, and what does not fit together.
//!
//! Milestones, their order and all wording are data of the scheme ([`Course`]). Only days are entered; what follows from them
//! is computed. What is not known stays unknown: nothing is assumed about the days that the organiser sets.

mod action;
mod conflicts;
mod reminders;
mod room;
mod rules;
mod upcoming;

use std::collections::BTreeMap;

use jiff::civil::Date;

pub use action::{RoundAction, RoundPlace};
pub use conflicts::{Conflict, ConflictKind, Gravity};
pub use reminders::Reminded;
pub use room::Room;
pub use rules::{Course, Lasts, Milestone, Order, Reminder, Term, Wording};
pub use upcoming::{Due, Upcoming};

use crate::assessment::{Assessment, put};
use crate::calendar::{Calendar, Counted, YearCalendar, add_year};
use crate::catalog::Catalog;
use crate::scheme::Window;
use crate::{MilestoneId, ReadingId, Text, applicant};

/// The years in which a day of a round can lie; anything else is a slip of the pen.
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2099;

/// What a user enters about a round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// The days of milestones, as typed. Those that the form asks for are entered there, see [`round_of`].
    pub dates: BTreeMap<MilestoneId, Text>,
    /// The user's own calendars: the days off and make-up days of years that the kit does not have, or corrections.
    pub years: BTreeMap<i16, YearCalendar>,
}

impl Round {
    /// Whether nothing is said of it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.dates.is_empty() && self.years.is_empty()
    }
}

/// Where a day comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The user entered it.
    Entered,
    /// It follows from what was entered.
    Derived,
}

/// A day that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// The day.
    pub day: Date,
    /// Where it comes from.
    pub origin: Origin,
}

/// A milestone with its days in a round.
#[derive(Clone, Debug, PartialEq)]
pub struct Stage<'a> {
    /// The milestone.
    pub milestone: &'a Milestone,
    /// The period of working days that its clause sets, if it is one.
    pub window: Option<&'a Window>,
    /// Its day, or its first day. A period of working days counts from the day after.
    pub start: Option<Known>,
    /// Its last day: the day itself; for a period that is at least so long, its earliest end, for one that is at most so
    /// long, its latest, unless another day was entered.
    pub end: Option<Known>,
    /// The working days from its start to its end.
    pub working_days: Option<Counted<u32>>,
    /// The room that other milestones leave for its start.
    pub room: Room,
}

/// A round in the light of the calendar and the regulation.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline<'a> {
    /// Every milestone in the scheme's order.
    pub stages: Vec<Stage<'a>>,
    /// What does not fit, by milestone in the scheme's order.
    pub conflicts: Vec<Conflict<'a>>,
    /// What applies after the award.
    pub reminders: Vec<Reminded<'a>>,
    /// What was chosen for open points, by which the reminders are dated; a default where nothing was.
    pub readings: BTreeMap<ReadingId, Text>,
}

/// The timeline of a round, with the defaults of all open points.
#[must_use]
pub fn timeline<'a>(catalog: &'a Catalog, round: &Round) -> Timeline<'a> {
    let calendar = Calendar::new(&catalog.workdays, &round.years);
    let course = &catalog.scheme.course;
    let mut stages: Vec<Stage> = Vec::with_capacity(course.milestones.len());
    for milestone in &course.milestones {
        stages.push(place(catalog, &calendar, round, milestone, &stages));
    }
    room::find(course, &calendar, &mut stages);
    let conflicts = conflicts::find(course, &calendar, round, &stages);
    let readings = BTreeMap::new();
    let reminders = reminders::find(&catalog.scheme, &stages, &readings);
    Timeline { stages, conflicts, reminders, readings }
}

/// The round of an assessment: its own days, and those that are entered in the form.
#[must_use]
pub fn round_of(catalog: &Catalog, assessment: &Assessment) -> Round {
    let mut round = (*assessment.round).clone();
    for (id, field) in catalog.scheme.course.milestones.iter().flat_map(Milestone::days) {
        if let Some(field) = field {
            put(&mut round.dates, id, &assessment.field(field.as_str()));
        }
    }
    round
}

/// The timeline of an assessment's round, with open points as they are read there.
#[must_use]
pub fn timeline_of<'a>(catalog: &'a Catalog, assessment: &Assessment) -> Timeline<'a> {
    timeline(catalog, &round_of(catalog, assessment)).read_by(catalog, &assessment.readings)
}

/// Reads the day that was entered under an id; `None` if none was, or if it cannot be read.
#[must_use]
pub fn entered(round: &Round, id: &MilestoneId) -> Option<Date> {
    applicant::date(round.dates.get(id)?).filter(|day| YEARS.contains(&day.year()))
}

/// A milestone with the days that follow from what was entered for it and for those before it.
fn place<'a>(catalog: &'a Catalog, calendar: &Calendar, round: &Round, milestone: &'a Milestone, before: &[Stage]) -> Stage<'a> {
    let window = milestone.window(&catalog.scheme);
    let known = |id| Some(Known { day: entered(round, id)?, origin: Origin::Entered });
    let followed = milestone.starts_with.as_ref().and_then(|id| stage(before, id)?.end);
    let start = known(&milestone.id).or(followed.map(|known| Known { origin: Origin::Derived, ..known }));
    let end = match milestone.lasts {
        Lasts::Day => start,
        Lasts::Days => milestone.end.as_ref().and_then(known),
        Lasts::Window => milestone.end.as_ref().and_then(known).or_else(|| {
            let end = calendar.end_of(start?.day, u16::from(window?.working_days))?;
            Some(Known { day: end.value, origin: Origin::Derived })
        }),
    };
    let working_days = match (milestone.lasts, start, end) {
        (Lasts::Window | Lasts::Days, Some(start), Some(end)) => Some(calendar.working_days_between(start.day, end.day)),
        _ => None,
    };
    Stage { milestone, window, start, end, working_days, room: Room::default() }
}

fn stage<'s, 'a>(stages: &'s [Stage<'a>], id: &MilestoneId) -> Option<&'s Stage<'a>> {
    stages.iter().find(|stage| stage.milestone.id == *id)
}

impl<'a> Timeline<'a> {
    /// The same, with open points read by what was chosen for them.
    #[must_use]
    pub fn read_by(mut self, catalog: &'a Catalog, readings: &BTreeMap<ReadingId, Text>) -> Timeline<'a> {
        self.reminders = reminders::find(&catalog.scheme, &self.stages, readings);
        self.readings.clone_from(readings);
        self
    }

    /// The stage of a milestone.
    #[must_use]
    pub fn stage(&self, id: &MilestoneId) -> Option<&Stage<'a>> {
        stage(&self.stages, id)
    }

    /// The conflicts of a milestone.
    pub fn conflicts_of(&self, id: &MilestoneId) -> impl Iterator<Item = &Conflict<'a>> {
        self.conflicts.iter().filter(move |conflict| conflict.milestone.id == *id)
    }

    /// The years without announced calendar that anything rests on, known days or the room for others, in order.
    #[must_use]
    pub fn lacking_years(&self) -> Vec<i16> {
        let mut years = self.unannounced();
        let rooms = self.stages.iter().flat_map(|stage| [&stage.room.earliest, &stage.room.latest]);
        rooms.flatten().flat_map(|day| &day.unannounced).for_each(|year| add_year(&mut years, *year));
        years
    }

    /// The years without announced calendar that known days rest on, in order.
    #[must_use]
    pub fn unannounced(&self) -> Vec<i16> {
        let mut years = Vec::new();
        self.stages.iter().flat_map(Stage::unannounced).for_each(|year| add_year(&mut years, *year));
        years
    }
}

impl Stage<'_> {
    /// Whether anything was entered for it.
    #[must_use]
    pub fn is_entered(&self) -> bool {
        [self.start, self.end].iter().flatten().any(|known| known.origin == Origin::Entered)
    }

    /// Whether it binds others: it comes in every round, or it was entered.
    #[must_use]
    pub fn is_binding(&self) -> bool {
        !self.milestone.if_any || self.is_entered()
    }

    /// Whether its period of working days is a least, not a most.
    #[must_use]
    pub fn is_at_least(&self) -> bool {
        self.window.is_some_and(|window| window.at_least)
    }

    /// The years without announced calendar that its working days rest on. The [`Room`] says so for itself.
    #[must_use]
    pub fn unannounced(&self) -> &[i16] {
        self.working_days.as_ref().map_or(&[], |counted| &counted.unannounced)
    }

    /// The day before which what comes after cannot start: its last day if that is sure, else its first.
    fn last_for_others(&self) -> Option<Date> {
        let is_sure = self.is_at_least() || self.end.is_some_and(|end| end.origin == Origin::Entered);
        if is_sure { self.end.or(self.start) } else { self.start }.map(|known| known.day)
    }
}
