//! What the app knows, and the only ways to change it.

mod hooks;
mod keeper;
mod shelf;
mod store;
mod transfer;

pub use hooks::{SharedText, use_assessment, use_catalog, use_keeping, use_overview, use_select, use_store};
pub use shelf::ShelfEntry;
pub use store::{FileCopy, Keeping, Notice, State, Store};
pub use transfer::Conflict;
