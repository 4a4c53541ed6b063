//! Open points of the regulation (口径) as switchable parameters.
//!
//! A reading has options of which one applies, or a number. What an option sets is typed, so that the check knows its
//! meaning; it applies to the requirements that list the reading and to no other, and that of a review to its sessions.

use serde::{Deserialize, Serialize};

use crate::clause::ClauseRef;
use crate::{FieldId, OptionId, ReadingId, Text};

/// A point that the regulation leaves open.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// Its id.
    pub id: ReadingId,
    /// The clause that is open.
    pub clause: ClauseRef,
    /// What is open.
    pub point: Text,
    /// The ways to read it; a single one is how this kit reads it without an alternative.
    #[serde(default, rename = "option", skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<ReadingOption>,
    /// The number that is open, instead of options.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<NumberReading>,
}

/// One way to read an open point.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReadingOption {
    /// Its id, unique in the reading.
    pub id: OptionId,
    /// The reading in words.
    pub text: Text,
    /// Whether it applies unless another one is chosen.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub default: bool,
    /// What it sets; nothing if it is only said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sets: Option<Setting>,
}

/// A number that the regulation does not name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NumberReading {
    /// What the number means.
    pub text: Text,
    /// The number that applies unless another one is entered; without one it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<u16>,
    /// The least number that makes sense.
    pub min: u16,
    /// The greatest number that makes sense.
    pub max: u16,
    /// The unit behind it.
    pub unit: Text,
    /// What it sets.
    pub sets: NumberSetting,
}

/// What a number sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum NumberSetting {
    /// The points from which on a self-assessment is good.
    GoodLine,
    /// The last place that is still 前列.
    FrontPlaces,
}

/// What an option sets, for the requirements that list its reading or for a review.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Setting {
    /// The fields from whose earliest date years are counted.
    Start(Vec<FieldId>),
    /// How 近三年 is counted.
    Recent(Recent),
    /// Whether the anniversary of an event itself still counts.
    AnniversaryCounts(bool),
    /// When the year of an event of 29 February is over in a common year.
    LeapDay(LeapDay),
    /// From which day a state that lasts is counted.
    LastingFrom(LastingFrom),
    /// Which of an event's two dates is counted from.
    EventDate(EventDate),
    /// Which levels of events count.
    Levels(Levels),
    /// Whether the score line or the organisation's own rating tells a good self-assessment.
    GoodBy(GoodBy),
    /// Which consecutive years count.
    GoodRun(GoodRun),
    /// The figures that make a loss.
    LossFields(Vec<FieldId>),
    /// Whether a rank is judged by proof or counted.
    FrontBy(FrontBy),
    /// Which earlier prize takes the money away.
    SamePrize(SamePrize),
    /// Who counts among those voting on a prize; it applies to reviews, no requirement depends on it.
    ThoseVoting(ThoseVoting),
}

/// How a number of recent years is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Recent {
    /// From the day of the event on.
    #[default]
    Rolling,
    /// So many calendar years before that of the application, and that one.
    CalendarYears,
}

/// When a year that began on 29 February is over in a common year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LeapDay {
    /// On 28 February.
    #[default]
    February28,
    /// On 1 March.
    March1,
}

/// From which day a state that lasts is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LastingFrom {
    /// From its last day; while it goes on it counts.
    #[default]
    LastDay,
    /// From its first day.
    FirstDay,
}

/// Which of an event's two dates is counted from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum EventDate {
    /// The date of the event.
    #[default]
    Main,
    /// The other date that its kind has, such as that of the sampling.
    Second,
}

/// Which levels of events count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Levels {
    /// Those that the rule lists.
    #[default]
    Listed,
    /// Every level.
    Every,
}

/// What tells a good self-assessment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum GoodBy {
    /// The score reaches the line.
    #[default]
    Line,
    /// The organisation's own rating says so.
    OwnRating,
}

/// Which consecutive years count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum GoodRun {
    /// The latest completed years.
    #[default]
    Latest,
    /// Any.
    Any,
}

/// How a rank is judged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum FrontBy {
    /// By proof that a person judges.
    #[default]
    Proof,
    /// By the places that the notice names.
    Places,
}

/// Which earlier prize takes the money away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SamePrize {
    /// The very same prize.
    #[default]
    Same,
    /// Any prize of the scheme.
    Any,
}

/// Who counts among those voting (投票人数).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ThoseVoting {
    /// Everyone who handed in a ballot, abstentions and invalid votes included.
    #[default]
    Everyone,
    /// Only votes for and against.
    Decided,
}

impl Setting {
    /// What it is about: options of one reading must all set the same.
    #[must_use]
    pub fn aspect(&self) -> std::mem::Discriminant<Setting> {
        std::mem::discriminant(self)
    }
}

impl Reading {
    /// The option that applies if this text was chosen: that of the id, else the default. `None` for a number.
    #[must_use]
    pub fn option(&self, chosen: Option<&str>) -> Option<&ReadingOption> {
        let named = chosen.and_then(|chosen| self.options.iter().find(|option| option.id.as_str() == chosen));
        named.or_else(|| self.options.iter().find(|option| option.default)).or(self.options.first())
    }

    /// Whether it has an alternative.
    #[must_use]
    pub fn is_switchable(&self) -> bool {
        self.number.is_some() || self.options.len() > 1
    }
}

impl NumberReading {
    /// The number that applies if this text was entered: the number in it, else the default.
    #[must_use]
    pub fn value(&self, entered: Option<&str>) -> Option<u16> {
        entered.and_then(|text| self.parse(text)).or(self.default)
    }

    /// The number in a text; `None` if it is none or out of range.
    #[must_use]
    pub fn parse(&self, text: &str) -> Option<u16> {
        let number = crate::amount::Amount::parse(text)?.to_string().parse().ok()?;
        (self.min..=self.max).contains(&number).then_some(number)
    }
}
