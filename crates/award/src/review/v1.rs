//! Version 1 of the review file.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{KIND, Objector, Source, Tally};
use crate::clause::ClauseRef;
use crate::envelope::{Form, Kind};
use crate::scheme::{Phase, SamePrize, ThoseVoting};
use crate::{ApplicantId, CriteriaId, ExaminerId, ItemId, ObjectionId, PartId, PrizeId, SchemeId, SessionId, Text, VoterId};

mod reading;
mod soundness;
mod writing;

/// A review session of the quality award kit, version 1.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(title = "Review"))]
#[serde(deny_unknown_fields)]
pub struct File {
    /// Always `quality-award-review`.
    #[cfg_attr(feature = "schema", schemars(extend("const" = KIND.format)))]
    pub format: Text,
    /// Always 1 in this form.
    #[cfg_attr(feature = "schema", schemars(extend("const" = 1)))]
    pub version: u32,
    /// What tells the session from others.
    pub about: About,
    /// The step that it is in.
    pub phase: Phase,
    /// The team.
    #[serde(default)]
    pub examiners: BTreeMap<ExaminerId, Examiner>,
    /// The applicants under review.
    #[serde(default)]
    pub applicants: BTreeMap<ApplicantId, Applicant>,
    /// Who may vote.
    #[serde(default)]
    pub voters: BTreeMap<VoterId, Voter>,
    /// The count of the ballot. Nothing in the file ties a voter to a vote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<Count>,
    /// How the committee chose among candidates that share the last places of a prize.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub choices: BTreeMap<PrizeId, Choice>,
    /// The public notice, once it is over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<Notice>,
    /// Objections.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub objections: BTreeMap<ObjectionId, Objection>,
    /// The day on which the government decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved: Option<Text>,
    /// What has happened, the first first.
    #[serde(default)]
    pub record: Vec<Record>,
}

/// What tells a session from others.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct About {
    /// The session's id: any unique text.
    pub id: SessionId,
    /// The award scheme.
    pub scheme: SchemeId,
    /// The edition of the criteria.
    pub criteria: CriteriaId,
    /// The title.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub title: Text,
    /// When it was created, local time: `2026-11-24T09:30:00`.
    pub created: Text,
    /// The reading `those-voting`.
    #[serde(default)]
    pub those_voting: ThoseVoting,
    /// The reading `same-prize`.
    #[serde(default)]
    pub same_prize: SamePrize,
}

/// An examiner.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Examiner {
    /// The name.
    pub name: Text,
    /// Whether the examiner leads the team.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub leader: bool,
}

/// An applicant under review.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Applicant {
    /// Its name or alias.
    pub name: Text,
    /// The prizes that it has won before.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub former: BTreeSet<PrizeId>,
    /// Why it left the review, if it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<Text>,
    /// What each examiner has declared.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub declarations: BTreeMap<ExaminerId, Declaration>,
    /// The scores of the document review by item id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub documents: BTreeMap<ItemId, Mark>,
    /// The scores of the site visit by item id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub site: BTreeMap<ItemId, Mark>,
    /// The prize that it is a candidate for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nominated: Option<PrizeId>,
    /// Whether it has presented itself.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub presented: bool,
}

/// What an examiner has declared about an applicant.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Declaration {
    /// Whether there is a conflict of interest.
    pub conflict: bool,
    /// What it is.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub note: Text,
}

/// The team's score of an item.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// The percent.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 100), extend("multipleOf" = 5)))]
    pub percent: u8,
    /// The examiners who gave it.
    pub by: BTreeSet<ExaminerId>,
    /// The card that it was taken over from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Source>,
}

/// Somebody who may vote.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Voter {
    /// The name.
    pub name: Text,
    /// The candidates that the voter does not vote on.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub recused: BTreeSet<ApplicantId>,
}

/// The count of a ballot.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Count {
    /// Who has handed in a ballot, sorted.
    pub handed: BTreeSet<VoterId>,
    /// The votes on each candidate, added up.
    pub tallies: BTreeMap<ApplicantId, Tally>,
}

/// How the committee chose.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The chosen ones.
    pub chosen: BTreeSet<ApplicantId>,
    /// Why.
    pub reason: Text,
}

/// A public notice that is over.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// Its first day: `2026-12-01`.
    pub from: Text,
    /// Its last day.
    pub to: Text,
    /// The working days that it lasted.
    pub working_days: u16,
    /// The years whose days off were not announced, so that its days are counted by weekends.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unannounced: Vec<i16>,
}

/// An objection.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Objection {
    /// Who objects.
    pub from: Text,
    /// Whether that is a person or an organisation.
    pub objector: Objector,
    /// The applicant that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub against: Option<ApplicantId>,
    /// What it says.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub text: Text,
    /// The day on which it was received.
    pub received: Text,
    /// What it came with.
    #[serde(default)]
    pub given: BTreeSet<PartId>,
    /// What became of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
}

/// What became of an objection.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The day of the written answer.
    pub on: Text,
    /// The working days that it took.
    pub working_days: u16,
    /// The years whose days off were not announced, so that its days are counted by weekends.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unannounced: Vec<i16>,
    /// Whether the objection was upheld.
    pub upheld: bool,
    /// The written answer.
    pub result: Text,
    /// Why it took longer than allowed.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub delay: Text,
}

/// A line of the record.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// When, local time.
    pub at: Text,
    /// In which step.
    pub phase: Phase,
    /// The clause: `21`, `12(1)`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub clause: Option<ClauseRef>,
    /// What happened.
    pub text: Text,
}

impl Form for File {
    const KIND: Kind = KIND;

    fn mark(&self) -> (&str, u32) {
        (&self.format, self.version)
    }
}
