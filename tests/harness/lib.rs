//! What the journeys are written with: browsers, the product opened from disk, and the means that a user has.
//!
//! A journey is an `async fn(&Session) -> Result<()>`. It opens the product, finds things by role and name, acts, and
//! says what must be true. It never sleeps: [`wait_for`] waits until a condition holds.

mod axe;
mod driver;
mod engine;
mod figure;
pub mod kill;
mod locator;
mod page;
mod product;
mod runner;
mod session;
mod wait;

pub use anyhow::{Context, Result, bail, ensure};
pub use engine::{Colours, Engine};
pub use figure::figure;
pub use locator::Locator;
pub use page::Page;
pub use product::Product;
pub use runner::{Journey, open, run, runtime};
pub use session::Session;
pub use thirtyfour::Key;
pub use wait::wait_for;

/// A journey named after its module and function, for the list that `main` runs.
#[macro_export]
macro_rules! journey {
    ($function:ident) => {
        $crate::Journey::new(concat!(module_path!(), "::", stringify!($function)), |session| Box::pin($function(session)))
    };
}
