//! The steps of making a package.

use award::assessment::Assessment;
use award::catalog::Catalog;

use crate::letters::{commitment, notice, recommendation};
use crate::manifest;
use crate::package::{
    CATALOGUE, CHECKLIST, COMMITMENT, FORM, NOTICE, OVERVIEW, RECOMMENDATION, REPORT, SAVE_FILE, TRADE_SECRETS, WORKBOOK,
};

/// One step of making a package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The application form.
    Form,
    /// The self-assessment report.
    Report,
    /// The score workbook.
    Workbook,
    /// The catalogue of evidence.
    Catalogue,
    /// The list of trade secrets.
    TradeSecrets,
    /// The commitment.
    Commitment,
    /// The notice within the organisation.
    Notice,
    /// The check list.
    CheckList,
    /// The recommendations, for those who need any.
    Recommendation,
    /// The save file.
    SaveFile,
    /// The list of files for people.
    Overview,
    /// The checksum list.
    List,
}

impl Step {
    /// Every step in order.
    pub const ALL: [Step; 12] = [
        Step::Form,
        Step::Report,
        Step::Workbook,
        Step::Catalogue,
        Step::TradeSecrets,
        Step::Commitment,
        Step::Notice,
        Step::CheckList,
        Step::Recommendation,
        Step::SaveFile,
        Step::Overview,
        Step::List,
    ];

    /// The steps of the package of an assessment in order: without letters that nobody needs.
    pub fn of<'a>(catalog: &'a Catalog, assessment: &'a Assessment) -> impl Iterator<Item = Step> + 'a {
        Step::ALL.into_iter().filter(move |step| match step {
            Step::Commitment => commitment::is_needed(catalog, assessment),
            Step::Notice => notice::is_needed(catalog, assessment),
            Step::Recommendation => recommendation::is_needed(catalog, assessment),
            _ => true,
        })
    }

    /// The name of the file that it makes.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Step::Form => FORM,
            Step::Report => REPORT,
            Step::Workbook => WORKBOOK,
            Step::Catalogue => CATALOGUE,
            Step::TradeSecrets => TRADE_SECRETS,
            Step::Commitment => COMMITMENT,
            Step::Notice => NOTICE,
            Step::CheckList => CHECKLIST,
            Step::Recommendation => RECOMMENDATION,
            Step::Overview => OVERVIEW,
            Step::SaveFile => SAVE_FILE,
            Step::List => manifest::NAME,
        }
    }
}
