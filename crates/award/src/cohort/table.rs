//! The percents of all cards, column by column.

use std::collections::BTreeMap;

use super::Gathering;
use super::applicants::numbered;
use crate::criteria::{Criteria, Item};
use crate::order::Gather;
use crate::points::{Percent, Points};
use crate::scorecard::Scorecard;
use crate::scoring::Tally;
use crate::{CategoryId, ItemId};

/// Cards as columns. Row numbers are the numbers of the cards in the [`Gathering`].
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// A column for each item, in the standard's order.
    pub columns: Vec<Column>,
    /// A column for each category.
    pub categories: Vec<CategoryColumn>,
    /// The tally of each row.
    pub totals: Vec<Tally>,
    /// The number of each row's applicant, the same for all its cards.
    pub applicants: Vec<usize>,
}

/// One item on all cards.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// The item.
    pub item: ItemId,
    /// Its points.
    pub worth: u16,
    /// Its percent in each row; `None` where it is not scored.
    pub percents: Vec<Option<Percent>>,
}

/// One category on all cards.
#[derive(Clone, Debug, PartialEq)]
pub struct CategoryColumn {
    /// The category.
    pub category: CategoryId,
    /// Its points.
    pub worth: u16,
    /// What it earns in each row; `None` where not all of its items are scored.
    pub earned: Vec<Option<Points>>,
}

impl Table {
    /// The table of the cards gathered.
    #[must_use]
    pub fn of(criteria: &Criteria, gathering: &Gathering) -> Table {
        let cards = gathering.cards();
        let columns = columns(criteria, cards);
        let mut from = 0;
        let categories = criteria.categories.iter().map(|category| {
            let own = &columns[from..from + category.items.len()];
            from += category.items.len();
            let earned = tallies(own, cards.len()).into_iter().map(|tally| tally.is_complete().then_some(tally.earned));
            CategoryColumn { category: category.id.clone(), worth: category.points, earned: earned.collect() }
        });
        let categories = categories.collect();
        Table { totals: tallies(&columns, cards.len()), applicants: numbered(cards), columns, categories }
    }

    /// The number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.totals.len()
    }

    /// How many applicants some rows are about.
    #[must_use]
    pub fn applicants_of(&self, rows: impl IntoIterator<Item = usize>) -> usize {
        let mut is_known = vec![false; self.rows()];
        rows.into_iter().filter(|&row| !std::mem::replace(&mut is_known[self.applicants[row]], true)).count()
    }

    /// Every row.
    #[must_use]
    pub fn every_row(&self) -> Vec<usize> {
        (0..self.rows()).collect()
    }
}

/// The columns, filled card by card: a card's items lie together in memory, those of different cards far apart.
fn columns(criteria: &Criteria, cards: &[Scorecard]) -> Vec<Column> {
    let column = |item: &Item| Column { item: item.id.clone(), worth: item.points, percents: vec![None; cards.len()] };
    let mut columns: Vec<Column> = criteria.every_item().map(column).collect();
    let places: BTreeMap<ItemId, usize> = columns.iter().enumerate().map(|(at, column)| (column.item.clone(), at)).into_map();
    for (row, card) in cards.iter().enumerate() {
        for (id, item) in &card.items {
            if let Some(&at) = places.get(id) {
                columns[at].percents[row] = item.percent;
            }
        }
    }
    columns
}

/// The tally of each row over some columns.
fn tallies(columns: &[Column], rows: usize) -> Vec<Tally> {
    let mut tallies = vec![Tally { items: columns.len(), ..Tally::default() }; rows];
    for column in columns {
        let worth = Points::whole(column.worth);
        for (tally, percent) in tallies.iter_mut().zip(&column.percents) {
            match percent {
                Some(percent) => {
                    tally.scored += 1;
                    tally.earned = tally.earned + Points::earned(column.worth, *percent);
                    tally.scored_worth = tally.scored_worth + worth;
                }
                None => tally.open = tally.open + worth,
            }
        }
    }
    tallies
}
