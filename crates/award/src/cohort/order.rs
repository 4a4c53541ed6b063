//! The order of rows.

use std::cmp::Ordering;
use std::rc::Rc;

use super::{Gathering, Table};
use crate::Text;
use crate::points::Points;

/// By what rows are ordered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SortBy {
    /// By name, in the order of the characters' numbers. For a reader's order see [`SortBy::Rank`].
    Name,
    /// By a rank of each row that the caller knows, such as names in the order of their pronunciation.
    Rank(Rc<[u32]>),
    /// By county or zone.
    County,
    /// By industry.
    Industry,
    /// By size.
    Size,
    /// By fiscal year.
    Year,
    /// By the points earned.
    Total,
    /// By a category's points, given the number of its column.
    Category(usize),
    /// By an item's percent, given the number of its column.
    Item(usize),
}

/// A value to order by. Rows that have none stand last in either direction.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Text(Text),
    Number(i64),
    Nothing,
}

/// Orders rows; of equal rows the one that stood first stays first.
pub fn sort(gathering: &Gathering, table: &Table, rows: &mut [usize], by: &SortBy, descending: bool) {
    rows.sort_by_cached_key(|&row| Directed { key: key(gathering, table, row, by), descending });
}

struct Directed {
    key: Key,
    descending: bool,
}

impl Ord for Directed {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.key, &other.key) {
            (Key::Nothing, _) | (_, Key::Nothing) => self.key.cmp(&other.key),
            (own, theirs) if self.descending => theirs.cmp(own),
            (own, theirs) => own.cmp(theirs),
        }
    }
}

impl PartialOrd for Directed {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Directed {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Directed {}

fn key(gathering: &Gathering, table: &Table, row: usize, by: &SortBy) -> Key {
    let subject = &gathering.cards()[row].subject;
    let text = |text: &Text| if text.is_empty() { Key::Nothing } else { Key::Text(text.clone()) };
    let points = |points: Option<Points>| points.map_or(Key::Nothing, |points| Key::Number(points.hundredths().into()));
    match by {
        SortBy::Name => text(&subject.name),
        SortBy::Rank(ranks) => ranks.get(row).map_or(Key::Nothing, |&rank| Key::Number(rank.into())),
        SortBy::County => text(&subject.county),
        SortBy::Industry => text(&subject.industry),
        SortBy::Size => text(&subject.size),
        SortBy::Year => Key::Number(subject.year.into()),
        SortBy::Total => points(table.totals.get(row).filter(|tally| tally.scored > 0).map(|tally| tally.earned)),
        SortBy::Category(at) => points(table.categories.get(*at).and_then(|category| category.earned[row])),
        SortBy::Item(at) => {
            let percent = table.columns.get(*at).and_then(|column| column.percents[row]);
            percent.map_or(Key::Nothing, |percent| Key::Number(percent.value().into()))
        }
    }
}
