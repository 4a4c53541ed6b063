//! Cards grouped by what they tell of their applicants.

use std::collections::BTreeMap;

use super::{Gathering, Protection, Table};
use crate::Text;
use crate::scorecard::Scorecard;

/// By what cards are grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GroupBy {
    /// By county or zone.
    County,
    /// By industry.
    Industry,
    /// By size of the enterprise.
    Size,
    /// By the fiscal year that is scored.
    Year,
    /// By the role of who scored.
    Role,
}

/// Cards that have something in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What they have in common; empty for those that do not tell.
    pub label: Text,
    /// Their rows, in order.
    pub rows: Vec<usize>,
    /// What may be told of them beside what is told of all groups together; `None` if nothing.
    pub protection: Option<Protection>,
}

/// Rows grouped; the groups in the order of their labels, those that do not tell last. What is withheld of all the rows is
/// withheld of each group.
#[must_use]
pub fn groups(gathering: &Gathering, table: &Table, rows: &[usize], by: GroupBy, protection: &Protection) -> Vec<Group> {
    let mut found: BTreeMap<Text, Vec<usize>> = BTreeMap::new();
    for &row in rows {
        found.entry(label(&gathering.cards()[row], by)).or_default().push(row);
    }
    let untold = found.remove("").map(|rows| (Text::default(), rows));
    let (labels, rows): (Vec<Text>, Vec<Vec<usize>>) = found.into_iter().chain(untold).unzip();
    let protections = protection.beside(table, &rows);
    let groups = labels.into_iter().zip(rows).zip(protections);
    groups.map(|((label, rows), protection)| Group { label, rows, protection }).collect()
}

fn label(card: &Scorecard, by: GroupBy) -> Text {
    let subject = &card.subject;
    match by {
        GroupBy::County => subject.county.trim().into(),
        GroupBy::Industry => subject.industry.trim().into(),
        GroupBy::Size => subject.size.trim().into(),
        GroupBy::Year => subject.year.to_string().into(),
        GroupBy::Role => card.author.role.name().into(),
    }
}
