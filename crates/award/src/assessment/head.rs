//! What tells an assessment from others.

use jiff::civil::{Date, DateTime};

use crate::{ApplicantId, AssessmentId, CriteriaId, SchemeId, Text};

/// What tells an assessment from others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its id.
    pub id: AssessmentId,
    /// The scheme it applies under.
    pub scheme: SchemeId,
    /// The edition of the criteria that it scores by.
    pub criteria: CriteriaId,
    /// When it was created, in local time.
    pub created: DateTime,
    /// The latest completed fiscal year: the year that is assessed, the last of the three that figures cover.
    pub year: i16,
    /// The day of the application, if it is not meant to be the current day.
    pub application_date: Option<Date>,
    /// Whether it is the fictional sample.
    pub sample: bool,
    /// What an examiner scores here, if this is a score sheet ([`crate::scorecard::sheet`]) and no application.
    pub sheet: Option<ScoreSheet>,
}

/// What an examiner's score sheet (评审员评分表) is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreSheet {
    /// The applicant's id in the cards that are made of it ([`crate::scorecard::Subject::applicant`]).
    pub applicant: ApplicantId,
    /// Whether an alias stands in place of the applicant's name.
    pub alias: bool,
    /// Who scores.
    pub examiner: Text,
}
