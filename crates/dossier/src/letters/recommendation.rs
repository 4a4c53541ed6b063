//! The recommendations (推荐意见): of the organisation that a branch belongs to, and of the department in charge of a non-profit
//! organisation.

use award::assessment::Assessment;
use award::catalog::Catalog;
use award::scheme::LetterKind;

use super::{document, needed};
use crate::document::Document;

/// The title: 推荐意见.
pub const TITLE: &str = "推荐意见";

const KINDS: [LetterKind; 2] = [LetterKind::BranchRecommendation, LetterKind::NonprofitRecommendation];

/// Whether an applicant needs it, as far as that was answered.
#[must_use]
pub fn is_needed(catalog: &Catalog, assessment: &Assessment) -> bool {
    needed(catalog, assessment, &KINDS).next().is_some()
}

/// Builds the recommendations that an applicant needs, a page each.
#[must_use]
pub fn build(catalog: &Catalog, assessment: &Assessment) -> Document {
    document(catalog, assessment, TITLE, needed(catalog, assessment, &KINDS))
}
