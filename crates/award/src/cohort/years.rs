//! Year over year: the cards of one applicant, and what changed from one to another.

use std::collections::BTreeMap;

use super::applicants::numbered;
use super::{Gathering, Table};
use crate::order::Order;
use crate::scorecard::Role;
use crate::{ItemId, Text};

/// The cards of one applicant in one role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    /// The name on the latest card.
    pub name: Text,
    /// The role.
    pub role: Role,
    /// The examiner, if the cards are those of one.
    pub author: Text,
    /// The rows by year, those of one year by revision time.
    pub rows: Vec<usize>,
}

/// What changed from one card to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The change of the total in hundredths of a point; `None` unless both cards are complete.
    pub total: Option<i64>,
    /// The change of each item's percent in the standard's order; `None` unless both cards score it.
    pub items: Vec<(ItemId, Option<i16>)>,
}

/// The cards by applicant and role, in the order of the applicants' first rows.
#[must_use]
pub fn histories(gathering: &Gathering) -> Vec<History> {
    let applicants = numbered(gathering.cards());
    let mut places: BTreeMap<(usize, Role, Text), usize> = BTreeMap::new();
    let mut found: Vec<History> = Vec::new();
    for (row, card) in gathering.cards().iter().enumerate() {
        let role = card.author.role;
        let author = if role == Role::Examiner { card.author.name.clone() } else { Text::default() };
        let place = *places.entry((applicants[row], role, author.clone())).or_insert(found.len());
        match found.get_mut(place) {
            Some(history) => history.rows.push(row),
            None => found.push(History { name: Text::default(), role, author, rows: vec![row] }),
        }
    }
    for history in &mut found {
        history.rows.order_by_key(|&row| (gathering.cards()[row].subject.year, gathering.cards()[row].revised));
        history.name = history.rows.last().map(|&row| gathering.cards()[row].subject.name.clone()).unwrap_or_default();
    }
    found
}

/// What changed from the card of one row to that of another.
#[must_use]
pub fn change(table: &Table, from: usize, to: usize) -> Change {
    let totals = [&table.totals[from], &table.totals[to]];
    let complete = totals.iter().all(|tally| tally.is_complete());
    let [before, after] = totals.map(|tally| i64::from(tally.earned.hundredths()));
    let items = table.columns.iter().map(|column| {
        let change = || Some(i16::from(column.percents[to]?.value()) - i16::from(column.percents[from]?.value()));
        (column.item.clone(), change())
    });
    Change { total: complete.then_some(after - before), items: items.collect() }
}
