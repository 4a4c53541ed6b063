//! The timeline of a round for calendar programs and for the eye.

mod calendar_file;
mod content_lines;
mod picture;

pub use calendar_file::calendar_file;
pub use picture::{days_in_words, lanes, picture};
