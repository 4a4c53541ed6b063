//! What does not fit together in a round, in words.

use jiff::civil::{Date, Weekday};

use super::rules::{Course, Milestone, Order, fill};
use super::{Known, Origin, Round, Stage, entered, stage};
use crate::Text;
use crate::calendar::{Calendar, Workday, add_year};
use crate::clause::ClauseRef;

/// How grave a conflict is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gravity {
    /// It breaks a rule, or cannot be.
    Breach,
    /// It is worth a look.
    Doubt,
}

/// What kind of conflict it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ConflictKind {
    /// What was entered is no date, or one of another century.
    NotADate,
    /// The last day lies before the first.
    EndsBeforeStart,
    /// So many working days are lacking.
    TooShort(u32),
    /// So many working days are too many.
    TooLong(u32),
    /// It comes before something that it has to follow.
    OutOfOrder,
    /// It follows something, but so many working days too soon.
    GapTooShort(u32),
    /// What comes before and what comes after leave no room for it.
    NoRoom,
    /// It starts on a day off.
    DayOff,
    /// It rests on a year without announced calendar.
    Unannounced,
}

/// Something that does not fit.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict<'a> {
    /// The milestone at which it is shown.
    pub milestone: &'a Milestone,
    /// What kind it is.
    pub kind: ConflictKind,
    /// How grave it is.
    pub gravity: Gravity,
    /// The clause that it is about.
    pub clause: ClauseRef,
    /// What does not fit, for the applicant to read.
    pub message: String,
    /// Why it has to fit, if there is more to say.
    pub reason: Option<&'a Text>,
}

/// Finds every conflict, by milestone in the scheme's order.
pub(super) fn find<'a>(course: &'a Course, calendar: &Calendar, round: &Round, stages: &[Stage<'a>]) -> Vec<Conflict<'a>> {
    let finder = Finder { course, calendar, round, stages };
    stages.iter().flat_map(|stage| finder.conflicts_of(stage)).collect()
}

struct Finder<'f, 'a> {
    course: &'a Course,
    calendar: &'f Calendar<'f>,
    round: &'f Round,
    stages: &'f [Stage<'a>],
}

impl<'a> Finder<'_, 'a> {
    fn conflicts_of(&self, stage: &Stage<'a>) -> Vec<Conflict<'a>> {
        let milestone = stage.milestone;
        let ids = [Some(&milestone.id), milestone.end.as_ref()];
        let mut conflicts: Vec<Conflict> = ids.into_iter().flatten().filter_map(|id| self.unreadable(stage, id)).collect();
        conflicts.extend(self.length(stage));
        let orders = self.course.orders.iter().filter(|order| order.later == milestone.id);
        conflicts.extend(orders.filter_map(|order| self.order(order, stage)));
        conflicts.extend(self.no_room(stage));
        conflicts.extend(self.day_off(stage));
        conflicts.extend(self.unannounced(stage));
        conflicts
    }

    fn unreadable(&self, stage: &Stage<'a>, id: &crate::MilestoneId) -> Option<Conflict<'a>> {
        let text = self.round.dates.get(id).map(|text| text.trim()).filter(|text| !text.is_empty())?;
        if entered(self.round, id).is_some() {
            return None;
        }
        let values = [("name", &*stage.milestone.name), ("text", text)];
        Some(conflict(stage, ConflictKind::NotADate, Gravity::Breach, fill(&self.course.wording.not_a_date, &values)))
    }

    /// Whether what lasts ends after it starts, and lasts as long as its clause says.
    fn length(&self, stage: &Stage<'a>) -> Option<Conflict<'a>> {
        let (start, end) = (stage.start?, stage.end.filter(|end| end.origin == Origin::Entered)?);
        if end.day < start.day {
            let values = [("name", &*stage.milestone.name), ("day", &*day(start.day)), ("last", &*day(end.day))];
            let message = fill(&self.course.wording.ends_before_start, &values);
            return Some(conflict(stage, ConflictKind::EndsBeforeStart, Gravity::Breach, message));
        }
        let (window, given) = (stage.window?, stage.working_days.as_ref()?.value);
        let needed = u32::from(window.working_days);
        let (kind, off, sentence) = match window.at_least {
            true if given < needed => (ConflictKind::TooShort(needed - given), needed - given, &self.course.wording.too_short),
            false if given > needed => (ConflictKind::TooLong(given - needed), given - needed, &self.course.wording.too_long),
            _ => return None,
        };
        let (needed, given, off) = (needed.to_string(), given.to_string(), off.to_string());
        let values = [("name", &*stage.milestone.name), ("needed", &needed), ("given", &given), ("lacking", &off)];
        Some(conflict(stage, kind, Gravity::Breach, fill(sentence, &values)))
    }

    fn order(&self, order: &'a Order, later: &Stage<'a>) -> Option<Conflict<'a>> {
        let earlier = stage(self.stages, &order.earlier)?;
        if !earlier.is_binding() || !later.is_binding() {
            return None;
        }
        let (last, first) = (earlier.last_for_others()?, later.start?.day);
        let wording = &self.course.wording;
        let is_in_order = first > last || (first == last && order.same_day);
        let between = first.yesterday().map_or(0, |before| self.calendar.working_days_between(last, before).value);
        let needed = u32::from(order.working_days);
        let (kind, sentence) = match () {
            () if !is_in_order => (ConflictKind::OutOfOrder, &wording.out_of_order),
            () if between < needed => (ConflictKind::GapTooShort(needed - between), &wording.gap_too_short),
            () => return None,
        };
        let message = fill(
            sentence,
            &[
                ("name", &*later.milestone.name),
                ("day", &day(first)),
                ("earlier", &earlier.milestone.name),
                ("last", &day(last)),
                ("needed", &needed.to_string()),
                ("given", &between.to_string()),
            ],
        );
        let gravity = if order.usual { Gravity::Doubt } else { Gravity::Breach };
        let reason = Some(&order.reason);
        Some(Conflict { clause: order.clause, reason, ..conflict(later, kind, gravity, message) })
    }

    fn no_room(&self, stage: &Stage<'a>) -> Option<Conflict<'a>> {
        if stage.start.is_some() || !stage.is_binding() {
            return None;
        }
        let (earliest, latest) = (stage.room.earliest.as_ref()?.value, stage.room.latest.as_ref()?.value);
        let length = stage.window.filter(|window| window.at_least).map_or(0, |window| u16::from(window.working_days));
        // A start on a weekend ends when the start on the Friday before it does.
        if self.calendar.end_of(earliest, length)?.value <= self.calendar.end_of(latest, length)?.value {
            return None;
        }
        let values = [("name", &*stage.milestone.name), ("day", &*day(earliest)), ("last", &*day(latest))];
        Some(conflict(stage, ConflictKind::NoRoom, Gravity::Breach, fill(&self.course.wording.no_room, &values)))
    }

    fn day_off(&self, stage: &Stage<'a>) -> Option<Conflict<'a>> {
        let start = stage.start.filter(|start| start.origin == Origin::Entered && stage.milestone.on_working_day)?.day;
        if self.calendar.day(start) != Workday::Off {
            return None;
        }
        let next = self.calendar.end_of(start, 1)?.value;
        let values = [("name", &*stage.milestone.name), ("day", &*day(start)), ("next", &*day(next))];
        Some(conflict(stage, ConflictKind::DayOff, Gravity::Doubt, fill(&self.course.wording.day_off, &values)))
    }

    fn unannounced(&self, stage: &Stage<'a>) -> Option<Conflict<'a>> {
        let known = [stage.start, stage.end].into_iter().flatten().filter(|_| stage.milestone.on_working_day);
        let of_days = known.map(|Known { day, .. }| day.year()).filter(|year| !self.calendar.is_announced(*year));
        let mut years = stage.unannounced().to_vec();
        of_days.for_each(|year| add_year(&mut years, year));
        if years.is_empty() {
            return None;
        }
        let years = years.iter().map(ToString::to_string).collect::<Vec<String>>().join("、");
        let values = [("name", &*stage.milestone.name), ("years", &*years)];
        Some(conflict(stage, ConflictKind::Unannounced, Gravity::Doubt, fill(&self.course.wording.unannounced, &values)))
    }
}

fn conflict<'a>(stage: &Stage<'a>, kind: ConflictKind, gravity: Gravity, message: String) -> Conflict<'a> {
    let milestone = stage.milestone;
    Conflict { milestone, kind, gravity, clause: milestone.clause, message, reason: None }
}

/// A day with the day of the week: 2026年3月2日（周一）.
fn day(day: Date) -> String {
    let weekday = match day.weekday() {
        Weekday::Monday => "一",
        Weekday::Tuesday => "二",
        Weekday::Wednesday => "三",
        Weekday::Thursday => "四",
        Weekday::Friday => "五",
        Weekday::Saturday => "六",
        Weekday::Sunday => "日",
    };
    format!("{}年{}月{}日（周{weekday}）", day.year(), day.month(), day.day())
}
