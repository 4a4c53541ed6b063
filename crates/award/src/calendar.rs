//! Working days (工作日): which days are worked, and how far so many of them reach.
//!
//! The State Council announces each year's days off and the weekend days worked instead, usually in November of the year
//! before. For a year without an announced calendar nothing is known, and nothing is silently taken for "weekends only":
//! counts that touch such a year go by weekends and say so ([`Counted::unannounced`]).
//!
//! Counting follows the reading of the scheme: the first day is the day after the start, and a period of working days
//! ends with the whole of its last day.

mod announced;
mod notice;
mod year;

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};

pub use announced::{AnnouncedYear, Break, Festival, Workdays};
pub use notice::{Pasted, Reason, Remark, Understood, read};
pub use year::{DayKind, Doubt, YearCalendar};

/// Whether a day is worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Workday {
    /// A working day.
    Working,
    /// A weekend or a day off.
    Off,
    /// The calendar of its year is not announced.
    Unannounced,
}

/// A result of counting working days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted<T> {
    /// The result; provisional, by weekends alone, as far as it rests on unannounced years.
    pub value: T,
    /// The years without announced calendar that it rests on, in order.
    pub unannounced: Vec<i16>,
}

impl<T> Counted<T> {
    /// Whether it rests on a year without announced calendar.
    #[must_use]
    pub fn is_provisional(&self) -> bool {
        !self.unannounced.is_empty()
    }

    /// What it rests on, in brackets, to stand behind it; empty if nothing is provisional.
    #[must_use]
    pub fn proviso(&self) -> String {
        let years: Vec<String> = self.unannounced.iter().map(ToString::to_string).collect();
        if years.is_empty() {
            String::new()
        } else {
            format!("（{} 年的放假安排没有公布，暂按周末推算）", years.join("、"))
        }
    }
}

/// The announced years together with a user's own.
///
/// A year of one's own makes an unannounced year an announced one. For a year that is announced already, it adds to what is
/// announced and goes before it day by day.
#[derive(Clone, Copy, Debug)]
pub struct Calendar<'a> {
    workdays: &'a Workdays,
    own: &'a BTreeMap<i16, YearCalendar>,
}

impl<'a> Calendar<'a> {
    /// The calendar of the announced years and one's own.
    #[must_use]
    pub fn new(workdays: &'a Workdays, own: &'a BTreeMap<i16, YearCalendar>) -> Calendar<'a> {
        Calendar { workdays, own }
    }

    /// Whether the days off of a year are known. A year of one's own counts once it has a day off.
    #[must_use]
    pub fn is_announced(&self, year: i16) -> bool {
        let is_own = |own: &YearCalendar| own.days_off.iter().any(|day| day.year() == year);
        self.workdays.year(year).is_some() || self.own.get(&year).is_some_and(is_own)
    }

    /// Whether a day is worked.
    #[must_use]
    pub fn day(&self, day: Date) -> Workday {
        match self.stated(day) {
            Some(DayKind::MadeUp) => Workday::Working,
            Some(DayKind::Off) => Workday::Off,
            None if !self.is_announced(day.year()) => Workday::Unannounced,
            None if is_weekend(day) => Workday::Off,
            None => Workday::Working,
        }
    }

    /// The number of working days after `start` up to and including `end`; 0 if `end` is not later.
    #[must_use]
    pub fn working_days_between(&self, start: Date, end: Date) -> Counted<u32> {
        let mut counter = Counter { calendar: self, unannounced: Vec::new() };
        let (mut day, mut days) = (end, 0);
        while day > start {
            days += u32::from(counter.is_worked(day));
            // Only the first day of all has no yesterday, and no start lies before it.
            day = day.yesterday().unwrap_or(start);
        }
        counter.result(days)
    }

    /// The day on which a period of so many working days ends that starts to count on the day after `start`.
    ///
    /// `None` only beyond the last day of the year 9999.
    #[must_use]
    pub fn end_of(&self, start: Date, days: u16) -> Option<Counted<Date>> {
        let mut counter = Counter { calendar: self, unannounced: Vec::new() };
        let (mut day, mut left) = (start, days);
        while left > 0 {
            day = day.tomorrow().ok()?;
            left -= u16::from(counter.is_worked(day));
        }
        Some(counter.result(day))
    }

    /// The latest working day on which a period of so many working days can start and still end on `deadline` or before.
    ///
    /// It is the inverse of [`end_of`](Calendar::end_of): a start on the next working day would end after the deadline.
    /// `None` only before the first day of the year −9999.
    #[must_use]
    pub fn latest_start(&self, deadline: Date, days: u16) -> Option<Counted<Date>> {
        let mut counter = Counter { calendar: self, unannounced: Vec::new() };
        let (mut day, mut left) = (deadline, days);
        loop {
            match (counter.is_worked(day), left) {
                (true, 0) => return Some(counter.result(day)),
                (true, _) => left -= 1,
                (false, _) => {}
            }
            day = day.yesterday().ok()?;
        }
    }

    /// What a notice states about a day. The notice of a year may also speak of the last December days of the year before.
    fn stated(&self, day: Date) -> Option<DayKind> {
        let notices = || std::iter::once(day.year()).chain((day.month() == 12).then(|| day.year() + 1));
        let own = notices().find_map(|year| self.own.get(&year)?.kind(day));
        own.or_else(|| notices().find_map(|year| self.workdays.year(year)?.kind(day)))
    }
}

/// Counts days and notes the unannounced years that it passes.
struct Counter<'a> {
    calendar: &'a Calendar<'a>,
    unannounced: Vec<i16>,
}

impl Counter<'_> {
    fn is_worked(&mut self, day: Date) -> bool {
        match self.calendar.day(day) {
            Workday::Working => true,
            Workday::Off => false,
            Workday::Unannounced => {
                add_year(&mut self.unannounced, day.year());
                !is_weekend(day)
            }
        }
    }

    fn result<T>(self, value: T) -> Counted<T> {
        Counted { value, unannounced: self.unannounced }
    }
}

/// Adds a year to some years in order, each once.
pub(crate) fn add_year(years: &mut Vec<i16>, year: i16) {
    if let Err(place) = years.binary_search(&year) {
        years.insert(place, year);
    }
}

/// Every day from the first to the last, both included; none if the last is earlier.
pub fn days(first: Date, last: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(first), |day| day.tomorrow().ok()).take_while(move |day| *day <= last)
}

/// Whether a day is a Saturday or a Sunday.
#[must_use]
pub fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}
