//! The round in the save file: days of milestones, and own calendars.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Warn;
use crate::calendar::YearCalendar;
use crate::{MilestoneId, Text, timeline};

/// The days of a round and own calendars.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Round {
    /// The days of milestones by milestone id, as typed; the last day of a milestone that lasts has an id of its own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub dates: BTreeMap<MilestoneId, Text>,
    /// The own calendar of each year: what the kit does not know, or a correction.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub years: BTreeMap<i16, Calendar>,
}

/// What the notice of a year says.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// The days off, weekends inside a break included: `2027-01-01`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub days_off: Vec<Text>,
    /// The weekend days that are worked instead.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub make_up: Vec<Text>,
}

impl Round {
    /// Whether nothing is said of the round.
    pub(super) fn is_empty(&self) -> bool {
        self.dates.is_empty() && self.years.is_empty()
    }

    pub(super) fn into_round(self, warn: Warn) -> timeline::Round {
        let mut years = BTreeMap::new();
        for (year, calendar) in self.years {
            let days_off = days(calendar.days_off, &format!("round/years/{year}/days_off"), warn);
            let make_up = days(calendar.make_up, &format!("round/years/{year}/make_up"), warn);
            years.insert(year, YearCalendar { days_off, make_up });
        }
        timeline::Round { dates: self.dates, years }
    }
}

fn days(texts: Vec<Text>, place: &str, warn: Warn) -> BTreeSet<Date> {
    texts.into_iter().filter_map(|text| super::read(Some(text), || place.to_owned(), warn)).collect()
}

impl From<&timeline::Round> for Round {
    fn from(round: &timeline::Round) -> Self {
        let texts = |days: &BTreeSet<Date>| days.iter().map(|day| day.to_string().into()).collect();
        let calendar = |own: &YearCalendar| Calendar { days_off: texts(&own.days_off), make_up: texts(&own.make_up) };
        Round { dates: round.dates.clone(), years: round.years.iter().map(|(year, own)| (*year, calendar(own))).collect() }
    }
}
