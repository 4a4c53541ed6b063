//! What the app knows, and the only ways to change it.

mod contents;
mod hooks;
mod keeper;
mod offers;
mod official_form;
mod pictures;
mod reading;
mod shelf;
mod store;
mod taking_in;
mod transfer;

pub use contents::Whereabouts;
pub use hooks::{SharedText, use_assessment, use_catalog, use_keeping, use_overview, use_select, use_store};
pub use offers::Offer;
pub use official_form::{Issued, use_issued};
pub use reading::read_package;
pub use shelf::ShelfEntry;
pub use store::{FileCopy, Keeping, Notice, State, Store};
pub use taking_in::TakingIn;
pub use transfer::{Conflict, Reading};
