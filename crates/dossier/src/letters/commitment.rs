//! The commitment (真实性承诺书): the applicant answers for what it hands in.

use award::assessment::Assessment;
use award::catalog::Catalog;
use award::scheme::LetterKind;

use super::{document, needed};
use crate::document::Document;

/// The title: 真实性承诺书.
pub const TITLE: &str = "真实性承诺书";

const KINDS: [LetterKind; 1] = [LetterKind::Commitment];

/// Whether an applicant needs it, as far as that was answered.
#[must_use]
pub fn is_needed(catalog: &Catalog, assessment: &Assessment) -> bool {
    needed(catalog, assessment, &KINDS).next().is_some()
}

/// Builds the commitment.
#[must_use]
pub fn build(catalog: &Catalog, assessment: &Assessment) -> Document {
    document(catalog, assessment, TITLE, needed(catalog, assessment, &KINDS))
}
