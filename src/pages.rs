//! The screens: each wires the store to views and holds no rule of the award.

mod about;
mod applicant;
mod eligibility;
mod evidence;
mod form_field;
mod home;
mod indicators;
mod package;
mod plan;
mod regulation;
mod report;
mod scoring;
mod share;
mod welcome;
mod why;
mod years;

pub use about::About;
pub use applicant::Applicant;
pub use eligibility::{Eligibility, RecordList};
pub use evidence::Evidence;
pub use home::Home;
pub use indicators::Indicators;
pub use package::Package;
pub use plan::Plan;
pub use regulation::Regulation;
pub use report::{Part, Report};
pub use scoring::Scoring;
pub use share::Share;
pub use welcome::{Shelf, Welcome};
pub use why::Why;
pub use years::Years;
