//! Taking over a block of cells from elsewhere: which column holds what, and what would change.

mod header;
mod plan;

pub use header::{Mapping, Role};
pub use plan::{Change, Fate, Plan, PlannedRow, fill, plan};
