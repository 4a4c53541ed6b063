//! Totals over many cards: who has reached the shortlist line, who is close, and where one stands among the others.

use super::{Protected, Settings, Spread, Table};
use crate::points::Points;
use crate::scheme::Review;
use crate::scoring::{Shortlist, Tally, shortlist};

/// Where a card stands to the shortlist line (入围).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Reached, whatever the unscored items earn.
    Reached,
    /// Missed by so little that it counts as close.
    Close(Points),
    /// Missed by more than that.
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

/// Where a total stands among the complete totals of a group, its own card not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// How many others have less.
    pub below: usize,
    /// How many others have the same.
    pub equal: usize,
    /// How many others have more.
    pub above: usize,
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

/// The complete totals of some rows.
fn complete(table: &Table, rows: &[usize]) -> Vec<Points> {
    rows.iter().map(|&row| &table.totals[row]).filter(|tally| tally.is_complete()).map(|tally| tally.earned).collect()
}

/// Median and quartiles of the complete totals of some rows, in quarters of a hundredth of a point.
#[must_use]
pub fn total_spread(table: &Table, rows: &[usize], settings: Settings) -> Protected<Spread> {
    let totals = complete(table, rows);
    Protected::of(totals.len(), settings, || Spread::of_points(totals))
}

/// Median and quartiles of what each category earns on the cards that have scored all of it, in the standard's order.
#[must_use]
pub fn category_spread(table: &Table, rows: &[usize], settings: Settings) -> Vec<Protected<Spread>> {
    let spread = |earned: &[Option<Points>]| {
        let points: Vec<Points> = rows.iter().filter_map(|&row| earned[row]).collect();
        Protected::of(points.len(), settings, || Spread::of_points(points))
    };
    table.categories.iter().map(|category| spread(&category.earned)).collect()
}

/// Where the total of a row stands among the others; not shown while it is incomplete, or if the group with it is too small.
#[must_use]
pub fn position(table: &Table, rows: &[usize], row: usize, settings: Settings) -> Protected<Position> {
    let others: Vec<usize> = rows.iter().copied().filter(|&other| other != row).collect();
    let totals = complete(table, &others);
    let own = &table.totals[row];
    Protected::of(totals.len() + usize::from(own.is_complete()), settings, || {
        let own = own.is_complete().then_some(own.earned)?;
        let count = |fits: fn(&Points, &Points) -> bool| totals.iter().filter(|total| fits(total, &own)).count();
        Some(Position { below: count(|a, b| a < b), equal: count(|a, b| a == b), above: count(|a, b| a > b) })
    })
}
