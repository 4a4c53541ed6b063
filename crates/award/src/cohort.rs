//! A cohort (对比): the score cards of many applicants side by side.
//!
//! [`Gathering`] takes cards in any order and ends with the same ones; [`Table`] holds their percents column by column, so
//! that a statistic of one item touches one array. All statistics are exact: counts, sums and quarters of whole numbers.
//! What concerns fewer applicants than [`Settings::least_group`] is not shown as a statistic ([`Protected`]), however many
//! cards they have.

mod applicants;
pub mod file;
mod gathering;
mod groups;
mod items;
mod order;
mod protection;
mod sample;
mod spread;
mod standing;
mod table;
mod years;

pub use gathering::{Arrival, Gathering};
pub use groups::{Group, GroupBy, groups};
pub use items::{End, Extremes, Gain, ItemStatistics, Level, extremes, gains, item_statistics};
pub use order::{SortBy, sort};
pub use protection::{Measure, Protected, Protection, Settings};
pub use sample::sample;
pub use spread::{Distribution, Quarters, Spread};
pub use standing::{
    Position, Ranked, Standing, Standings, category_spread, position, ranking, standing, standings, total_spread,
};
pub use table::{CategoryColumn, Column, Table};
pub use years::{Change, History, change, histories};
