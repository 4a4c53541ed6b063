//! The domain of a city's quality award, pure: data in, data out.
//!
//! Nothing here reads a clock, a random number, a locale, a file or a screen; what depends on them takes them as
//! arguments. Rules and wording come from a [`Catalog`](catalog::Catalog), never from code.

pub mod amount;
pub mod applicant;
pub mod assessment;
pub mod catalog;
pub mod clause;
pub mod criteria;
pub mod eligibility;
pub mod form;
pub mod history;
mod id;
pub mod labels;
pub mod overview;
pub mod points;
pub mod savefile;
pub mod scheme;
pub mod scoring;
pub mod truth;

pub use id::{
    AnswerId, AssessmentId, BandId, CategoryId, CriteriaId, FactorId, FieldId, GroupId, ItemId, ReadingId, RequirementId,
    SchemeId, SectionId,
};

/// Text that many owners share without copying it.
pub type Text = std::rc::Rc<str>;
