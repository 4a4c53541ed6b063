//! The notice within the organisation (内部公示), and the certificate of its result.

use award::assessment::Assessment;
use award::catalog::Catalog;
use award::scheme::LetterKind;

use super::{document, needed};
use crate::document::Document;

/// The title: 内部公示.
pub const TITLE: &str = "内部公示";

const KINDS: [LetterKind; 2] = [LetterKind::Notice, LetterKind::NoticeResult];

/// Whether an applicant needs it, as far as that was answered.
#[must_use]
pub fn is_needed(catalog: &Catalog, assessment: &Assessment) -> bool {
    needed(catalog, assessment, &KINDS).next().is_some()
}

/// Builds the notice and the certificate of its result, a page each. Days that are not known are left to be written by hand.
#[must_use]
pub fn build(catalog: &Catalog, assessment: &Assessment) -> Document {
    document(catalog, assessment, TITLE, needed(catalog, assessment, &KINDS))
}
