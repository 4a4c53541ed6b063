//! Kinds of dated events and of certificates: what can be recorded about them, and what counts.

use serde::{Deserialize, Serialize};

use crate::{CertificateKindId, EventKindId, LevelId, Text};

/// A kind of dated events.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EventKind {
    /// Its id.
    pub id: EventKindId,
    /// Its name.
    pub name: Text,
    /// What belongs to it and what does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Text>,
    /// What the date of the event is: 发生日期, 通报日期 …; for a state that lasts, its first day.
    pub date: Text,
    /// Whether it is a state that lasts from a first day to a last one, or still goes on.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub lasting: bool,
    /// The name of the other date that a reading may count from: 抽样日期.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second_date: Option<Text>,
    /// Its levels, if it has any.
    #[serde(default, rename = "level", skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Level>,
    /// What takes the event back as if it had never been, in words; without it nothing does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overturned_by: Option<Text>,
}

/// A level of an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// Its id, unique in the kind.
    pub id: LevelId,
    /// Its name.
    pub name: Text,
}

/// A kind of certificates.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CertificateKind {
    /// Its id.
    pub id: CertificateKindId,
    /// Its name.
    pub name: Text,
    /// What belongs to it, and where to look it up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Text>,
}
