//! The course of a round as data of the scheme: milestones, their order, what applies after the award, and the wording.

use serde::{Deserialize, Serialize};

use crate::clause::ClauseRef;
use crate::scheme::{Scheme, Window};
use crate::{FieldId, MilestoneId, ReadingId, ReminderId, Text};

/// The course of a round by the regulation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Course {
    /// The milestones in the order in which they come.
    #[serde(rename = "milestone")]
    pub milestones: Vec<Milestone>,
    /// What must come before what.
    #[serde(rename = "order")]
    pub orders: Vec<Order>,
    /// What applies after the award.
    #[serde(rename = "reminder")]
    pub reminders: Vec<Reminder>,
    /// How conflicts are worded.
    pub wording: Wording,
}

/// A step of a round that has a day or a time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    /// Its id; its day, or its first day, is entered under it.
    pub id: MilestoneId,
    /// The id under which its last day is entered, if it lasts.
    #[serde(default)]
    pub end: Option<MilestoneId>,
    /// The field of the form in which its day, or its first day, is entered, if the form asks for it.
    #[serde(default)]
    pub field: Option<FieldId>,
    /// The field of the form in which its last day is entered, if the form asks for it.
    #[serde(default)]
    pub end_field: Option<FieldId>,
    /// Its name.
    pub name: Text,
    /// The clause that sets it.
    pub clause: ClauseRef,
    /// Other clauses that speak of it.
    #[serde(default)]
    pub see: Vec<ClauseRef>,
    /// Who acts.
    pub actor: Text,
    /// How long it lasts.
    pub lasts: Lasts,
    /// Whether it does not come in every round, and binds nothing until it is entered.
    #[serde(default)]
    pub if_any: bool,
    /// Whether it comes after the round and is no part of its picture.
    #[serde(default)]
    pub afterwards: bool,
    /// The milestone on whose last day it starts while no day is entered.
    #[serde(default)]
    pub starts_with: Option<MilestoneId>,
    /// Whether its start is expected to be a working day.
    #[serde(default)]
    pub on_working_day: bool,
    /// What to know about it.
    #[serde(default)]
    pub note: Option<Text>,
    /// The readings that decide something here.
    #[serde(default)]
    pub readings: Vec<ReadingId>,
    /// So many days before it, a calendar program reminds of it.
    #[serde(default)]
    pub alarms: Vec<u8>,
}

/// How long a milestone lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Lasts {
    /// A day.
    Day,
    /// The working days that its clause sets, see [`Scheme::windows`].
    Window,
    /// Some days, as the organiser sets them.
    Days,
}

/// That one milestone comes after another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Order {
    /// What comes first; its last day counts.
    pub earlier: MilestoneId,
    /// What comes after; its first day counts.
    pub later: MilestoneId,
    /// The clause that sets it.
    pub clause: ClauseRef,
    /// Why, for the reader.
    pub reason: Text,
    /// Whether both may fall on one day.
    #[serde(default)]
    pub same_day: bool,
    /// The least number of full working days between the two.
    #[serde(default)]
    pub working_days: u16,
    /// Whether it is only usual, and a breach worth a look.
    #[serde(default)]
    pub usual: bool,
}

/// Something that applies after the award.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Reminder {
    /// Its id.
    pub id: ReminderId,
    /// The clause that sets it.
    pub clause: ClauseRef,
    /// What it is about, in a few words.
    pub subject: Text,
    /// What it says.
    pub text: Text,
    /// The milestone from whose last day on it applies.
    pub from: MilestoneId,
    /// How long.
    pub lasts: Term,
    /// The milestone from whose last day its years are counted where one of its readings sets `event_date` to `second`.
    #[serde(default)]
    pub second_from: Option<MilestoneId>,
    /// The readings that decide something here.
    #[serde(default)]
    pub readings: Vec<ReadingId>,
    /// So many days before it ends, a calendar program reminds of it.
    #[serde(default)]
    pub alarms: Vec<u8>,
}

/// How long something applies after the award.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Term {
    /// Without end.
    Open,
    /// [`Review::probation_years`](crate::scheme::Review::probation_years)
    Probation,
    /// [`Review::ban_years`](crate::scheme::Review::ban_years)
    Ban,
}

/// Sentences with places for values: `{name}` stands for a milestone's name, and so on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// {name} {text}
    pub not_a_date: Text,
    /// {name} {day} {last}
    pub ends_before_start: Text,
    /// {name} {needed} {given} {lacking}
    pub too_short: Text,
    /// {name} {needed} {given} {lacking}: so many too many
    pub too_long: Text,
    /// {name} {day} {earlier} {last}
    pub out_of_order: Text,
    /// {name} {day} {earlier} {last} {needed} {given}
    pub gap_too_short: Text,
    /// {name} {day} {last}: the earliest and the latest start that others leave
    pub no_room: Text,
    /// {name} {day} {next}: the next working day
    pub day_off: Text,
    /// {name} {years}
    pub unannounced: Text,
}

impl Wording {
    /// Every sentence with its key and the places that it may have.
    #[must_use]
    pub fn sentences(&self) -> [(&'static str, &Text, &'static [&'static str]); 9] {
        [
            ("not_a_date", &self.not_a_date, &["name", "text"]),
            ("ends_before_start", &self.ends_before_start, &["name", "day", "last"]),
            ("too_short", &self.too_short, &["name", "needed", "given", "lacking"]),
            ("too_long", &self.too_long, &["name", "needed", "given", "lacking"]),
            ("out_of_order", &self.out_of_order, &["name", "day", "earlier", "last"]),
            ("gap_too_short", &self.gap_too_short, &["name", "day", "earlier", "last", "needed", "given"]),
            ("no_room", &self.no_room, &["name", "day", "last"]),
            ("day_off", &self.day_off, &["name", "day", "next"]),
            ("unannounced", &self.unannounced, &["name", "years"]),
        ]
    }
}

/// A sentence with values in its places.
pub(super) fn fill(sentence: &str, values: &[(&str, &str)]) -> String {
    let mut filled = sentence.to_owned();
    for (place, value) in values {
        filled = filled.replace(&["{", place, "}"].concat(), value);
    }
    filled
}

impl Milestone {
    /// The ids of its days, each with the field of the form in which it is entered, if there is one.
    pub fn days(&self) -> impl Iterator<Item = (&MilestoneId, Option<&FieldId>)> {
        let last = self.end.iter().map(|end| (end, self.end_field.as_ref()));
        std::iter::once((&self.id, self.field.as_ref())).chain(last)
    }

    /// Its clause and the others that speak of it.
    pub fn clauses(&self) -> impl Iterator<Item = ClauseRef> {
        std::iter::once(self.clause).chain(self.see.iter().copied())
    }

    /// The period of working days that it lasts, for [`Lasts::Window`].
    #[must_use]
    pub fn window<'a>(&self, scheme: &'a Scheme) -> Option<&'a Window> {
        if self.lasts != Lasts::Window {
            return None;
        }
        scheme.windows.iter().find(|window| window.clause == self.clause)
    }
}

impl Course {
    /// What is entered under an id: a milestone's day, its first day or its last.
    #[must_use]
    pub fn day_name(&self, id: &MilestoneId) -> String {
        let entered = self.milestones.iter().find(|milestone| milestone.id == *id || milestone.end.as_ref() == Some(id));
        match entered {
            None => id.to_string(),
            Some(milestone) if milestone.end.as_ref() == Some(id) => format!("{}的最后一天", milestone.name),
            Some(milestone) if milestone.lasts == Lasts::Day => format!("{}的日期", milestone.name),
            Some(milestone) => format!("{}的第一天", milestone.name),
        }
    }

    /// The field of the form in which a day is entered, if the form asks for it: there and nowhere else.
    #[must_use]
    pub fn field_of(&self, id: &MilestoneId) -> Option<&FieldId> {
        let mut days = self.milestones.iter().flat_map(Milestone::days);
        days.find(|(day, _)| *day == id)?.1
    }

    /// The milestone of that id.
    #[must_use]
    pub fn milestone(&self, id: &MilestoneId) -> Option<&Milestone> {
        self.milestones.iter().find(|milestone| milestone.id == *id)
    }
}
