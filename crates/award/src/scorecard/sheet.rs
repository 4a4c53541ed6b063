//! An examiner's score sheet (评审员评分表).

use super::Subject;
use crate::assessment::{Action, Assessment, Head, ScoreSheet};
use crate::catalog::Catalog;
use crate::{AssessmentId, Text};
use jiff::civil::DateTime;

/// A sheet on which an examiner scores an applicant independently. It holds the name, the county and the industry of the
/// applicant and nothing else, so that no score that somebody else gave can be seen on it.
#[must_use]
pub fn sheet(catalog: &Catalog, id: AssessmentId, created: DateTime, subject: &Subject, examiner: Text) -> Assessment {
    let head = Head {
        id,
        scheme: catalog.scheme.id.clone(),
        criteria: catalog.criteria.id.clone(),
        created,
        year: subject.year,
        application_date: None,
        sample: false,
        sheet: Some(ScoreSheet { applicant: subject.applicant.clone(), alias: subject.alias, examiner }),
    };
    let told = [("org_name", &subject.name), ("area", &subject.county), ("industry", &subject.industry)];
    let told = told.map(|(field, text)| Action::EditedField(field.into(), text.clone()));
    told.iter().fold(Assessment::empty(head), |sheet, action| sheet.apply(action))
}
