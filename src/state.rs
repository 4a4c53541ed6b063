//! What the app knows, and the only ways to change it.

mod aside;
mod bin;
mod contents;
mod copies;
mod hooks;
mod keeper;
mod offers;
mod official_form;
mod offline;
mod pictures;
mod reading;
mod revisions;
mod saving;
mod schemes;
mod sealing;
#[cfg(test)]
mod sequences;
mod shelf;
mod store;
mod taking_in;
mod transfer;
mod turns;
mod wiping;
mod workshop;

pub use self::schemes::{Award, RefusedScheme};
pub use contents::Whereabouts;
pub use copies::{FileCopy, Noted, Proof};
pub use hooks::{SharedText, use_assessment, use_catalog, use_is_score_sheet, use_keeping, use_overview, use_select, use_store};
pub use offers::Offer;
pub use official_form::{Issued, use_issued};
pub use offline::Carried;
pub use reading::read_package;
pub use revisions::Compared;
pub use sealing::Asking;
pub use shelf::ShelfEntry;
pub use store::{Keeping, Notice, Restore, State, Store};
pub use taking_in::TakingIn;
pub use transfer::{Conflict, Reading};
pub use turns::Standing;
pub use workshop::{BallotBox, Content, DeskKeeping, Loading, MOST_KEPT, Room, Shared, Told, Unreadable};
