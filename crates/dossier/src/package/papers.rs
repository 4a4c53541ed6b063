//! The documents of a package that are laid out on pages, for Word and for print alike.

use award::assessment::Assessment;
use award::catalog::Catalog;
use jiff::civil::Date;

use super::{FormFilled, Step, contents};
use crate::document::Document;
use crate::evidence::{catalogue, trade_secrets};
use crate::letters::{commitment, notice, recommendation};
use crate::{application_form, checklist, self_assessment_report};

/// What documents say that does not stand in the assessment.
#[derive(Clone, Copy, Debug)]
pub struct Circumstances<'a> {
    /// The day on covers, and of the eligibility check unless an application date was entered.
    pub today: Date,
    /// What came of the form that the secretariat issued, if it was filled.
    pub form: Option<&'a FormFilled>,
}

/// The document of a step between the margins that were chosen; `None` for a step that makes none. The form is the built-in one.
#[must_use]
pub fn document(catalog: &Catalog, assessment: &Assessment, step: Step, of: Circumstances) -> Option<Document> {
    let document = match step {
        Step::Form => application_form::build(catalog, assessment, of.today),
        Step::Report => self_assessment_report::build(catalog, assessment, of.today),
        Step::Catalogue => catalogue::build(catalog, assessment),
        Step::TradeSecrets => trade_secrets::build(catalog, assessment),
        Step::Commitment => commitment::build(catalog, assessment),
        Step::Notice => notice::build(catalog, assessment),
        Step::Recommendation => recommendation::build(catalog, assessment),
        Step::CheckList => {
            let planned = contents::contents(catalog, assessment, of.today);
            checklist::build(catalog, assessment, of.today, &planned, of.form)
        }
        Step::Workbook | Step::SaveFile | Step::Overview | Step::List => return None,
    };
    Some(document.with_margin(assessment.documents.margin()))
}
