//! Events and certificates in the form of version 2.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::assessment::{self, Assessment};
use crate::order::Gather;
use crate::{CertificateId, CertificateKindId, EventId, EventKindId, LevelId, Text};

/// A dated event of the eligibility check.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// The kind, such as `accident`.
    pub kind: EventKindId,
    /// The date of the event as typed; for a state that lasts, its first day.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub from: Text,
    /// The last day of a state that lasts.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub until: Text,
    /// The other date that the kind has, such as that of the sampling.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub second_date: Text,
    /// Whether a state that lasts still goes on.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ongoing: bool,
    /// The level, such as `provincial`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<LevelId>,
    /// Whether the event was taken back as if it had never been.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub overturned: bool,
    /// A note.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub note: Text,
}

/// A certificate, licence or title.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    /// The kind, such as `small_giant`.
    pub kind: CertificateKindId,
    /// The number.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub number: Text,
    /// Who issued it.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub issued_by: Text,
    /// The first day on which it is valid, as typed.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub valid_from: Text,
    /// The last day on which it is valid, as typed.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub valid_until: Text,
    /// A note.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub note: Text,
}

/// The events of an assessment in the form of the file.
pub(in crate::savefile) fn events(assessment: &Assessment) -> BTreeMap<EventId, Event> {
    let form = |event: &assessment::events::Event| {
        let assessment::events::Event { kind, from, until, second_date, ongoing, level, overturned, note } = event.clone();
        Event { kind, from, until, second_date, ongoing, level, overturned, note }
    };
    assessment.events.iter().map(|(id, event)| (id.clone(), form(event))).into_map()
}

/// The certificates of an assessment in the form of the file.
pub(in crate::savefile) fn certificates(assessment: &Assessment) -> BTreeMap<CertificateId, Certificate> {
    let form = |certificate: &assessment::events::Certificate| {
        let assessment::events::Certificate { kind, number, issued_by, valid_from, valid_until, note } = certificate.clone();
        Certificate { kind, number, issued_by, valid_from, valid_until, note }
    };
    assessment.certificates.iter().map(|(id, certificate)| (id.clone(), form(certificate))).into_map()
}

impl From<Event> for assessment::events::Event {
    fn from(form: Event) -> Self {
        let Event { kind, from, until, second_date, ongoing, level, overturned, note } = form;
        assessment::events::Event { kind, from, until, second_date, ongoing, level, overturned, note }
    }
}

impl From<Certificate> for assessment::events::Certificate {
    fn from(form: Certificate) -> Self {
        let Certificate { kind, number, issued_by, valid_from, valid_until, note } = form;
        assessment::events::Certificate { kind, number, issued_by, valid_from, valid_until, note }
    }
}
