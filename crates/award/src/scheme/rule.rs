//! Rules as data: what must be the case, in terms of what an applicant has entered.

use serde::{Deserialize, Serialize};

use crate::{AnswerId, CertificateKindId, EventKindId, FieldId, LevelId, MilestoneId, Text};

/// When something is the case.
///
/// A leaf that names a question in `ask` takes its answer only while its own details (events, figures, score cards,
/// certificates, days of the round) leave it open. What the readings of the requirement set, such as which date counts, applies to its leaves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Rule {
    /// Every part is.
    All(Vec<Rule>),
    /// At least one part is.
    Any(Vec<Rule>),
    /// The part is not.
    Not(Box<Rule>),
    /// The applicant says so.
    Ask(AnswerId),
    /// The text of a field is one of these.
    FieldIs {
        /// The field.
        field: FieldId,
        /// The texts, compared without blanks at the ends.
        one_of: Vec<Text>,
    },
    /// The date in a field lies so many full years before the application date, the anniversary included.
    YearsSince {
        /// The field that holds the date, unless a reading names others.
        field: FieldId,
        /// The number of years.
        years: u8,
    },
    /// The self-assessment was good in so many consecutive years.
    ConsecutiveGoodYears {
        /// The number of years.
        years: u8,
        /// The question to fall back on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ask: Option<AnswerId>,
    },
    /// An event of some kinds happened, or was still going on, within so many years before the application.
    EventWithin {
        /// The kinds of events.
        kinds: Vec<EventKindId>,
        /// The number of years; without it an event counts for ever.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        years: Option<u8>,
        /// The levels that count; empty for all.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        levels: Vec<LevelId>,
        /// The question whose "no" says that there is nothing to record.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ask: Option<AnswerId>,
    },
    /// A figure was below zero in one of the last completed fiscal years.
    Loss {
        /// The fields that hold the figures per year, unless a reading names others.
        fields: Vec<FieldId>,
        /// The number of fiscal years.
        years: u8,
        /// The question to fall back on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ask: Option<AnswerId>,
    },
    /// A certificate of a kind is valid on the day of the application.
    CertificateValid {
        /// The kind.
        kind: CertificateKindId,
        /// The question whose "no" says that there is none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ask: Option<AnswerId>,
    },
    /// A milestone's period of working days was long enough and is over on the day of the application.
    PeriodOver {
        /// The milestone of the round, which lasts at least so many working days.
        milestone: MilestoneId,
        /// The question to fall back on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ask: Option<AnswerId>,
    },
    /// The rank in a field for the latest fiscal year is within the places that a reading sets; false while none does.
    Ranked {
        /// The field that holds the rank per year.
        field: FieldId,
    },
}

impl Rule {
    /// The leaves of the rule in order.
    pub fn leaves(&self) -> Vec<&Rule> {
        match self {
            Rule::All(parts) | Rule::Any(parts) => parts.iter().flat_map(Rule::leaves).collect(),
            Rule::Not(part) => part.leaves(),
            leaf => vec![leaf],
        }
    }

    /// The question that a leaf asks, alone or to fall back on.
    #[must_use]
    pub fn question(&self) -> Option<&AnswerId> {
        match self {
            Rule::Ask(question) => Some(question),
            Rule::ConsecutiveGoodYears { ask, .. }
            | Rule::EventWithin { ask, .. }
            | Rule::Loss { ask, .. }
            | Rule::CertificateValid { ask, .. }
            | Rule::PeriodOver { ask, .. } => ask.as_ref(),
            _ => None,
        }
    }

    /// Every question that the rule asks, in order, each as often as it stands there.
    pub fn asks(&self) -> Vec<&AnswerId> {
        self.leaves().into_iter().filter_map(Rule::question).collect()
    }

    /// Every field with a single text that the rule reads.
    pub fn fields(&self) -> Vec<&FieldId> {
        let mut fields = Vec::new();
        for leaf in self.leaves() {
            if let Rule::YearsSince { field, .. } | Rule::FieldIs { field, .. } = leaf {
                fields.push(field);
            }
        }
        fields
    }

    /// Every kind of events that the rule counts.
    pub fn event_kinds(&self) -> Vec<&EventKindId> {
        let mut counted = Vec::new();
        for leaf in self.leaves() {
            if let Rule::EventWithin { kinds, .. } = leaf {
                counted.extend(kinds);
            }
        }
        counted
    }
}
