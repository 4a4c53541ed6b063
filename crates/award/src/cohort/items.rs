//! Items over many cards: distribution, best and worst, and where points are left.

use std::cmp::Ordering;

use super::{Column, Distribution, Measure, Protected, Protection, Spread, Table};
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
    pub best: End,
    /// The lowest, the worst first.
    pub worst: End,
}

/// The items at one end of the order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    /// The items, the outermost first; equal ones only if there is room for all of them.
    pub levels: Vec<Level>,
    /// Whether equal items were left out because there was no room for all of them.
    pub is_cut: bool,
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

impl Level {
    fn compared(&self, other: &Level) -> Ordering {
        fraction(self.sum, self.count, other.sum, other.count)
    }
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
pub fn item_statistics(table: &Table, rows: &[usize], protection: &Protection) -> Vec<ItemStatistics> {
    let of = |(column, data): (usize, &Column)| {
        let scores = protection.guard(table, rows, Measure::Item(column), |rows| {
            let distribution = distribution(data, rows);
            let spread = distribution.spread()?;
            Some((distribution, spread))
        });
        ItemStatistics { column, scores }
    };
    table.columns.iter().enumerate().map(of).collect()
}

/// The mean percent of each item that may be told of, in the standard's order.
fn levels(table: &Table, rows: &[usize], protection: &Protection) -> Vec<Level> {
    let level = |(column, data): (usize, &Column)| {
        let level = protection.guard(table, rows, Measure::Item(column), |rows| {
            let distribution = distribution(data, rows);
            let count = distribution.count() as u64;
            (count > 0).then(|| Level { column, sum: distribution.sum(), count })
        });
        level.shown().copied()
    };
    table.columns.iter().enumerate().filter_map(level).collect()
}

/// At most `few` best and `few` worst items by their mean percents. No item is in both, so with few scored items each end has
/// at most half of them. Items that may not be told of are passed over.
#[must_use]
pub fn extremes(table: &Table, rows: &[usize], few: usize, protection: &Protection) -> Protected<Extremes> {
    protection.guard(table, rows, Measure::Cards, |rows| {
        let mut levels = levels(table, rows, protection);
        let few = few.min(levels.len() / 2);
        levels.order_by(|a, b| b.compared(a));
        let best = end(&levels, few);
        levels.reverse();
        Some(Extremes { best, worst: end(&levels, few) })
    })
}

/// The first of some items in order, without those that equal the first one that is left out.
fn end(levels: &[Level], few: usize) -> End {
    let next = levels.get(few);
    let differs = |level: &&Level| next.is_none_or(|next| level.compared(next).is_ne());
    let kept: Vec<Level> = levels.iter().take(few).take_while(differs).copied().collect();
    End { is_cut: kept.len() < few, levels: kept }
}

/// Where most points are left: the items by what a card leaves there on average, the most first.
#[must_use]
pub fn gains(table: &Table, rows: &[usize], protection: &Protection) -> Protected<Vec<Gain>> {
    protection.guard(table, rows, Measure::Cards, |rows| {
        let gain = |level: Level| {
            let left = 100 * level.count - level.sum;
            Gain { column: level.column, sum: left * u64::from(table.columns[level.column].worth), count: level.count }
        };
        let mut gains: Vec<Gain> = levels(table, rows, protection).into_iter().map(gain).collect();
        gains.order_by(|a, b| fraction(b.sum, b.count, a.sum, a.count));
        Some(gains)
    })
}

/// Compares a ÷ b with c ÷ d without dividing.
fn fraction(a: u64, b: u64, c: u64, d: u64) -> Ordering {
    (u128::from(a) * u128::from(d)).cmp(&(u128::from(c) * u128::from(b)))
}
