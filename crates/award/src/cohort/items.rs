//! Items over many cards: distribution, best and worst, and where points are left.

use std::cmp::Ordering;

use super::{Column, Distribution, Protected, Settings, Spread, Table};
use crate::order::Order;
use crate::points::Points;

/// What some cards say about one item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemStatistics {
    /// The number of its column.
    pub column: usize,
    /// How often each percent was given, with its median and quartiles.
    pub scores: Protected<(Distribution, Spread)>,
}

/// The mean percent of an item as an exact fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Level {
    /// The number of its column.
    pub column: usize,
    /// The sum of the percents.
    pub sum: u64,
    /// The number of percents; at least one.
    pub count: u64,
}

/// The items with the highest and with the lowest mean percents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extremes {
    /// The highest, the best first.
    pub best: Vec<Level>,
    /// The lowest, the worst first.
    pub worst: Vec<Level>,
}

/// The points that an item leaves, over all cards that score it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gain {
    /// The number of its column.
    pub column: usize,
    /// What full scores would add on all these cards together, in hundredths of a point.
    pub sum: u64,
    /// The number of cards that score it; at least one.
    pub count: u64,
}

impl Gain {
    /// What a card leaves there on average, to the nearest hundredth of a point.
    #[must_use]
    pub fn mean(&self) -> Points {
        Points::mean(self.sum, self.count)
    }
}

fn distribution(column: &Column, rows: &[usize]) -> Distribution {
    Distribution::of(rows.iter().filter_map(|&row| column.percents[row]))
}

/// What the cards of some rows say about each item.
#[must_use]
pub fn item_statistics(table: &Table, rows: &[usize], settings: Settings) -> Vec<ItemStatistics> {
    let of = |(column, data): (usize, &Column)| {
        let distribution = distribution(data, rows);
        let scores = Protected::of(distribution.count(), settings, || {
            let spread = distribution.spread()?;
            Some((distribution, spread))
        });
        ItemStatistics { column, scores }
    };
    table.columns.iter().enumerate().map(of).collect()
}

/// The mean percent of each item that anyone of some rows has scored, in the standard's order.
fn levels(table: &Table, rows: &[usize]) -> Vec<Level> {
    let level = |(column, data): (usize, &Column)| {
        let distribution = distribution(data, rows);
        Level { column, sum: distribution.sum(), count: distribution.count() as u64 }
    };
    table.columns.iter().enumerate().map(level).filter(|level| level.count > 0).collect()
}

/// At most `few` best and `few` worst items by their mean percents; of equal ones the earlier in the standard is the better.
/// No item is in both, so with few scored items each list has at most half of them. Items scored by too few are passed over.
#[must_use]
pub fn extremes(table: &Table, rows: &[usize], few: usize, settings: Settings) -> Protected<Extremes> {
    Protected::of(rows.len(), settings, || {
        let mut levels = levels(table, rows);
        levels.retain(|level| level.count >= settings.least_group as u64);
        let few = few.min(levels.len() / 2);
        levels.order_by(|a, b| fraction(b.sum, b.count, a.sum, a.count));
        let worst = levels.iter().rev().take(few).copied().collect();
        levels.truncate(few);
        Some(Extremes { best: levels, worst })
    })
}

/// Where most points are left: the items by what a card leaves there on average, the most first.
#[must_use]
pub fn gains(table: &Table, rows: &[usize], settings: Settings) -> Protected<Vec<Gain>> {
    Protected::of(rows.len(), settings, || {
        let gain = |level: Level| {
            let left = 100 * level.count - level.sum;
            Gain { column: level.column, sum: left * u64::from(table.columns[level.column].worth), count: level.count }
        };
        let mut gains: Vec<Gain> = levels(table, rows).into_iter().map(gain).collect();
        gains.retain(|gain| gain.count >= settings.least_group as u64);
        gains.order_by(|a, b| fraction(b.sum, b.count, a.sum, a.count));
        Some(gains)
    })
}

/// Compares a ÷ b with c ÷ d without dividing.
fn fraction(a: u64, b: u64, c: u64, d: u64) -> Ordering {
    (u128::from(a) * u128::from(d)).cmp(&(u128::from(c) * u128::from(b)))
}
