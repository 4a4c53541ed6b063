//! The screens: each wires the store to views and holds no rule of the award.

mod about;
mod applicant;
mod eligibility;
mod evidence;
mod form_field;
mod home;
mod indicators;
mod keeping;
mod official_form;
mod package;
mod print;
mod privacy;
mod regulation;
mod report;
mod scoring;
mod welcome;
mod years;

pub use about::About;
pub use applicant::Applicant;
pub use eligibility::{Eligibility, RecordList};
pub use evidence::Evidence;
pub use home::Home;
pub use indicators::Indicators;
pub use keeping::Keeping;
pub use official_form::OfficialForm;
pub use package::Package;
pub use print::{PAPERS, Print};
pub use privacy::Privacy;
pub use regulation::Regulation;
pub use report::{Part, Report};
pub use scoring::Scoring;
pub use welcome::{Shelf, Welcome};
pub use years::Years;
