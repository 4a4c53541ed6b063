//! The calendar of one year as a user keeps it, and what is doubtful about it.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Festival, is_weekend};

/// What a notice says about a day that it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DayKind {
    /// A day off (放假).
    Off,
    /// A weekend day that is worked instead (上班).
    MadeUp,
}

/// What the notice of one year says: its own days, and the last December days of the year before if it names them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct YearCalendar {
    /// The days off; weekends inside a break included, other weekends not needed.
    pub days_off: BTreeSet<Date>,
    /// The weekend days that are worked instead.
    pub make_up: BTreeSet<Date>,
}

/// Something doubtful about the calendar of a year. It warns and never blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt<'a> {
    /// A day lies neither in the year nor in December before it, and is not counted.
    OtherYear(Date),
    /// A day is both off and made up; it counts as off.
    OffAndMadeUp(Date),
    /// A make-up day is no weekend day.
    MakeUpOnWeekday(Date),
    /// A festival has no days off or too few: the calendar is not whole.
    Missing(&'a Festival),
}

impl Doubt<'_> {
    /// What is doubtful, for the applicant to read.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Doubt::OtherYear(day) => format!("{day} 不在这一年，不计入"),
            Doubt::OffAndMadeUp(day) => format!("{day} 既放假又上班，按放假计"),
            Doubt::MakeUpOnWeekday(day) => format!("{day} 不是周末，不需要调休上班"),
            Doubt::Missing(festival) => format!("没有{}，或天数不够，请核对是否录全", festival.name),
        }
    }
}

impl YearCalendar {
    /// What it says about a day, if it names it.
    #[must_use]
    pub fn kind(&self, day: Date) -> Option<DayKind> {
        match () {
            () if self.days_off.contains(&day) => Some(DayKind::Off),
            () if self.make_up.contains(&day) => Some(DayKind::MadeUp),
            () => None,
        }
    }

    /// Says of a day that it is off or made up, or nothing.
    pub fn mark(&mut self, day: Date, kind: Option<DayKind>) {
        self.days_off.remove(&day);
        self.make_up.remove(&day);
        match kind {
            Some(DayKind::Off) => drop(self.days_off.insert(day)),
            Some(DayKind::MadeUp) => drop(self.make_up.insert(day)),
            None => {}
        }
    }

    /// Everything doubtful about it as the calendar of a year.
    #[must_use]
    pub fn doubts<'a>(&self, year: i16, festivals: &'a [Festival]) -> Vec<Doubt<'a>> {
        let every_day = || self.days_off.union(&self.make_up).copied();
        let mut doubts: Vec<Doubt> = every_day().filter(|day| !belongs(*day, year)).map(Doubt::OtherYear).collect();
        doubts.extend(self.days_off.intersection(&self.make_up).copied().map(Doubt::OffAndMadeUp));
        doubts.extend(self.make_up.iter().copied().filter(|day| !is_weekend(*day)).map(Doubt::MakeUpOnWeekday));
        doubts.extend(festivals.iter().filter(|festival| !self.has(festival, year)).map(Doubt::Missing));
        doubts
    }

    fn has(&self, festival: &Festival, year: i16) -> bool {
        let within = |day: &&Date| day.year() == year && (festival.first..=festival.last).contains(&(day.month(), day.day()));
        self.days_off.iter().filter(within).count() >= usize::from(festival.days)
    }
}

/// Whether the notice of a year may speak of a day: a day of the year, or of December before it.
pub(super) fn belongs(day: Date, year: i16) -> bool {
    day.year() == year || (day.month() == 12 && i32::from(day.year()) + 1 == i32::from(year))
}
