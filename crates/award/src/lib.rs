//! The domain of a city's quality award, pure: data in, data out.
//!
//! Nothing here reads a clock, a random number, a locale, a file or a screen; what depends on them takes them as
//! arguments. Rules and wording come from a [`Catalog`](catalog::Catalog), never from code.

pub mod amount;
pub mod applicant;
pub mod assessment;
pub mod calendar;
pub mod catalog;
pub mod clause;
pub mod cohort;
pub mod consensus;
pub mod criteria;
pub mod documents;
pub mod edition;
pub mod eligibility;
pub mod envelope;
pub mod evidence;
pub mod explain;
pub mod form;
pub mod history;
mod id;
pub mod indicator;
pub mod labels;
mod misread;
pub mod offline;
pub mod order;
pub mod overview;
pub mod planner;
pub mod points;
pub mod prose;
pub mod ratio;
pub mod refusal;
pub mod review;
pub mod revision;
pub mod savefile;
pub mod scheme;
pub mod scorecard;
pub mod scoring;
pub mod timeline;
pub mod truth;
pub mod years;

pub use id::{
    AnswerId, ApplicantId, AssessmentId, BandId, CardId, CategoryId, CertificateId, CertificateKindId, CriteriaId, EventId,
    EventKindId, EvidenceId, ExaminerId, FactorId, FieldId, GroupId, ImprovementId, IndicatorId, ItemId, LevelId, LibraryId,
    MilestoneId, ObjectionId, OptionId, PartId, PictureId, PrizeId, ReadingId, ReminderId, RequirementId, SchemeId, SectionId,
    SessionId, VoterId,
};

/// Text that many owners share without copying it.
pub type Text = std::rc::Rc<str>;
