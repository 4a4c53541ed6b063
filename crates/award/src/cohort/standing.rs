//! Totals over many cards: who has reached the shortlist line, who is close, and where one stands among the others.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::DateTime;

use super::{CategoryColumn, Gathering, Measure, Protected, Protection, Settings, Spread, Table};
use crate::order::Order;
use crate::points::Points;
use crate::scheme::Review;
use crate::scorecard::{Role, Scorecard};
use crate::scoring::{Shortlist, Tally, shortlist};

/// Where a card stands to the shortlist line (入围).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Reached, whatever the unscored items earn.
    Reached,
    /// Missed by so little that it counts as close: by so many points even if every unscored item earned its full worth.
    Close(Points),
    /// Missed by more than that, in the same sense.
    Below(Points),
    /// Depends on items that are not scored.
    Open,
}

/// The rows by where they stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standings {
    /// Those that have reached the line.
    pub reached: Vec<usize>,
    /// Those close to it.
    pub close: Vec<usize>,
    /// Those further below.
    pub below: Vec<usize>,
    /// Those that cannot be told yet.
    pub open: Vec<usize>,
}

/// Where a total stands among those of the other applicants of a group, one for each: see [`position`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// How many other applicants have less.
    pub below: usize,
    /// How many other applicants have the same.
    pub equal: usize,
    /// How many other applicants have more.
    pub above: usize,
}

/// A card's place in the order of totals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ranked {
    /// Its row.
    pub row: usize,
    /// Its rank, from 1; equal totals have the same, and the next rank counts them all. `None` while it is incomplete.
    pub rank: Option<usize>,
    /// Whether another card has the same total.
    pub tied: bool,
}

/// Where a tally stands to the line of the review.
#[must_use]
pub fn standing(review: &Review, tally: &Tally, settings: Settings) -> Standing {
    let lack = tally.most().lacks(Points::whole(review.shortlist_points));
    match shortlist(review, tally) {
        Shortlist::Reached => Standing::Reached,
        Shortlist::Open => Standing::Open,
        Shortlist::Missed if lack <= settings.close => Standing::Close(lack),
        Shortlist::Missed => Standing::Below(lack),
    }
}

/// Some rows by where they stand.
#[must_use]
pub fn standings(review: &Review, table: &Table, rows: &[usize], settings: Settings) -> Standings {
    let mut standings = Standings::default();
    for &row in rows {
        let place = match standing(review, &table.totals[row], settings) {
            Standing::Reached => &mut standings.reached,
            Standing::Close(_) => &mut standings.close,
            Standing::Below(_) => &mut standings.below,
            Standing::Open => &mut standings.open,
        };
        place.push(row);
    }
    standings
}

/// Median and quartiles of the complete totals of some rows, in quarters of a hundredth of a point.
#[must_use]
pub fn total_spread(table: &Table, rows: &[usize], protection: &Protection) -> Protected<Spread> {
    protection
        .guard(table, rows, Measure::Total, |rows| Spread::of_points(rows.iter().map(|&row| table.totals[row].earned).collect()))
}

/// Median and quartiles of what each category earns on the cards that have scored all of it, in the standard's order.
#[must_use]
pub fn category_spread(table: &Table, rows: &[usize], protection: &Protection) -> Vec<Protected<Spread>> {
    let spread = |(at, column): (usize, &CategoryColumn)| {
        protection.guard(table, rows, Measure::Category(at), |rows| {
            Spread::of_points(rows.iter().filter_map(|&row| column.earned[row]).collect())
        })
    };
    table.categories.iter().enumerate().map(spread).collect()
}

/// The cards by total, the highest first, equal ones as they stood; incomplete ones last and without a rank.
#[must_use]
pub fn ranking(table: &Table, rows: &[usize]) -> Vec<Ranked> {
    let (mut complete, open): (Vec<usize>, Vec<usize>) = rows.iter().partition(|&&row| table.totals[row].is_complete());
    complete.order_by_key(|&row| Reverse(table.totals[row].earned));
    let ranked = complete.iter().map(|&row| {
        let own = table.totals[row].earned;
        let above = complete.partition_point(|&other| table.totals[other].earned > own);
        let within = complete.partition_point(|&other| table.totals[other].earned >= own);
        Ranked { row, rank: Some(above + 1), tied: within > above + 1 }
    });
    ranked.chain(open.into_iter().map(|row| Ranked { row, rank: None, tied: false })).collect()
}

/// Where the total of a row stands among those of the other applicants; not shown while it is incomplete, or if the group with
/// it is too small.
///
/// Of each other applicant one complete card counts: of the latest year, of that the one by the site visit before the one by
/// the document review, the applicant's own and a single examiner's, and of several of these the latest.
#[must_use]
pub fn position(
    gathering: &Gathering,
    table: &Table,
    rows: &[usize],
    row: usize,
    protection: &Protection,
) -> Protected<Position> {
    protection.guard(table, rows, Measure::Total, |rows| {
        let own = &table.totals[row];
        let own = own.is_complete().then_some(own.earned)?;
        let weight = |row: usize| weight(&gathering.cards()[row]);
        let mut others: BTreeMap<usize, usize> = BTreeMap::new();
        for &other in rows.iter().filter(|&&other| table.applicants[other] != table.applicants[row]) {
            let counts = others.entry(table.applicants[other]).or_insert(other);
            if weight(other) > weight(*counts) {
                *counts = other;
            }
        }
        let count = |fits: fn(&Points, &Points) -> bool| {
            others.values().filter(|&&other| fits(&table.totals[other].earned, &own)).count()
        };
        Some(Position { below: count(|a, b| a < b), equal: count(|a, b| a == b), above: count(|a, b| a > b) })
    })
}

/// By what a card goes before another one of the same applicant.
fn weight(card: &Scorecard) -> (i16, u8, DateTime) {
    let role = match card.author.role {
        Role::Examiner => 0,
        Role::Own => 1,
        Role::Document => 2,
        Role::Site => 3,
    };
    (card.subject.year, role, card.revised)
}
