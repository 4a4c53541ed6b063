//! Letters (承诺书、公示、推荐意见): documents of a fixed wording that somebody signs, and the list of what has to be handed in.

use serde::{Deserialize, Serialize};

use crate::assessment::{Assessment, Choice};
use crate::clause::ClauseRef;
use crate::{AnswerId, Text};

/// A letter with its wording. What is particular to an application stands in braces; see
/// [`Letter::BLANKS`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Letter {
    /// Which letter it is.
    pub kind: LetterKind,
    /// The clause that asks for it.
    pub clause: ClauseRef,
    /// Its title.
    pub title: Text,
    /// Whom it addresses, if anybody.
    #[serde(default)]
    pub to: Option<Text>,
    /// What it says, paragraph by paragraph.
    pub paragraphs: Vec<Text>,
    /// What is written beside the lines at its end: `申报单位（盖章）`.
    pub signatures: Vec<Text>,
    /// A question that has to be answered with yes for it to be needed.
    #[serde(default)]
    pub if_yes: Option<AnswerId>,
    /// A question that has to be answered with no for it to be needed.
    #[serde(default)]
    pub if_no: Option<AnswerId>,
}

/// Which letter it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LetterKind {
    /// The applicant answers for its materials (真实性承诺书).
    Commitment,
    /// The notice within the organisation (内部公示).
    Notice,
    /// What came of that notice (公示结果证明).
    NoticeResult,
    /// The recommendation of the organisation that a branch belongs to (推荐意见).
    BranchRecommendation,
    /// The recommendation of the department in charge of a non-profit organisation (推荐意见).
    NonprofitRecommendation,
}

/// Something that has to be handed in, and which document of a package it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// The clause that asks for it.
    pub clause: ClauseRef,
    /// What it asks for.
    pub what: Text,
    /// Where it is.
    pub paper: Paper,
}

/// A document of a package.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    /// The application form.
    Form,
    /// The self-assessment report.
    Report,
    /// The score workbook.
    Workbook,
    /// The catalogue of evidence with its files.
    Catalogue,
    /// The list of trade secrets.
    TradeSecrets,
    /// The commitment.
    Commitment,
    /// The notice within the organisation with its result.
    Notice,
    /// The recommendations.
    Recommendation,
}

impl Letter {
    /// What can stand in braces: the applicant, the award, the title and the document number of the regulation, the working days
    /// of the clause's period, the first and the last day of the notice. Behind `@` stands a field of the form.
    pub const BLANKS: [&'static str; 7] = ["applicant", "award", "regulation", "document", "days", "from", "to"];

    /// Whether an applicant needs it, as far as that was answered.
    #[must_use]
    pub fn applies(&self, assessment: &Assessment) -> bool {
        let is = |question: &Option<AnswerId>, choice: Choice| {
            question.as_ref().is_none_or(|question| assessment.answer(question.as_str()).choice == Some(choice))
        };
        is(&self.if_yes, Choice::Yes) && is(&self.if_no, Choice::No)
    }

    /// What stands in braces in its wording.
    pub fn blanks(&self) -> impl Iterator<Item = &str> {
        let braces = self.paragraphs.iter().chain(&self.to).chain([&self.title]).flat_map(|text| text.split('{').skip(1));
        braces.map(|rest| rest.split_once('}').map_or(rest, |(name, _)| name))
    }
}
