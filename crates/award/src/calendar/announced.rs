//! The calendars that the State Council has announced, as data.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{DayKind, YearCalendar};
use crate::Text;

/// Every announced year, and what a year must have.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Workdays {
    /// The festivals by which the calendar of a year is known to be whole.
    pub festivals: Vec<Festival>,
    /// The announced years, without a gap.
    #[serde(rename = "year")]
    pub years: Vec<AnnouncedYear>,
}

/// What one notice announces.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AnnouncedYear {
    /// The year that it is about.
    pub year: i16,
    /// Its number: 国办发明电〔2025〕7号.
    pub document: Text,
    /// The day it was issued.
    #[cfg_attr(feature = "schema", schemars(with = "String", regex(pattern = r"^\d{4}-\d\d-\d\d$")))]
    pub issued: Date,
    /// The breaks in order.
    pub breaks: Vec<Break>,
}

/// A break (假期).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Break {
    /// The festival: 春节.
    pub name: Text,
    /// Its first day off.
    #[cfg_attr(feature = "schema", schemars(with = "String", regex(pattern = r"^\d{4}-\d\d-\d\d$")))]
    pub first: Date,
    /// Its last day off.
    #[cfg_attr(feature = "schema", schemars(with = "String", regex(pattern = r"^\d{4}-\d\d-\d\d$")))]
    pub last: Date,
    /// The weekend days that are worked instead (调休上班).
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    #[serde(default)]
    pub make_up: Vec<Date>,
}

/// A festival that gives days off every year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Festival {
    /// Its name.
    pub name: Text,
    /// The earliest day it can fall on, as month and day.
    pub first: (i8, i8),
    /// The latest.
    pub last: (i8, i8),
    /// The least number of days off from the first to the last.
    pub days: u8,
}

impl Workdays {
    /// What was announced for a year; `None` if nothing was.
    #[must_use]
    pub fn year(&self, year: i16) -> Option<&AnnouncedYear> {
        self.years.iter().find(|announced| announced.year == year)
    }
}

impl AnnouncedYear {
    /// What the notice says about a day, if it names it.
    #[must_use]
    pub fn kind(&self, day: Date) -> Option<DayKind> {
        self.breaks.iter().find_map(|each| match () {
            () if (each.first..=each.last).contains(&day) => Some(DayKind::Off),
            () if each.make_up.contains(&day) => Some(DayKind::MadeUp),
            () => None,
        })
    }

    /// Its days as a calendar to look at and to edit.
    #[must_use]
    pub fn days(&self) -> YearCalendar {
        let mut days = YearCalendar::default();
        for each in &self.breaks {
            days.days_off.extend(super::days(each.first, each.last));
            days.make_up.extend(&each.make_up);
        }
        days
    }
}
