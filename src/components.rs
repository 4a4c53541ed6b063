//! The form kit and other views that several screens share.

mod bytes;
mod carried;
mod chart;
mod choice;
mod conflict;
mod nav_bar;
mod notice_bar;
mod password;
mod percent_scale;
mod rubric;
mod secrets;
mod standing;
mod support;
mod tag;
mod target;
mod tasks;
mod text_box;
mod top_bar;

pub use bytes::in_words;
pub use carried::CarriedDialog;
pub use chart::{CategoryBar, Drawing};
pub use choice::{ChoiceButtons, Dropdown};
pub use conflict::ConflictDialog;
pub use nav_bar::NavBar;
pub use notice_bar::NoticeBar;
pub use password::PasswordDialog;
pub use percent_scale::{PercentScale, step_id};
pub use rubric::Rubric;
pub use secrets::SecretsDialog;
pub use standing::StandingBar;
pub use support::SupportPanel;
pub use tag::{ClauseLink, OutcomeTag, RouteLink, Tag, Tone, outcome_word};
pub use target::Target;
pub use tasks::Tasks;
pub use text_box::TextBox;
pub use top_bar::{FileButton, TopBar};
