//! Many applicants side by side as files: a workbook with charts, cells for other programs, and what one of them is told
//! about its place among the others.
//!
//! Statistics come protected from [`award::cohort`]: where too few applicants are behind one, it stands here neither. Workbook
//! and cells hold every single card all the same.

mod feedback;
mod items;
mod workbook;

pub use feedback::{PICTURE, build as feedback, overlay};
pub use workbook::write as workbook;

use award::Text;
use award::catalog::Catalog;
use award::cohort::{Gathering, Protection, Table};
use award::points::Percent;
use award::scoring::Tally;

use crate::wording;

/// Cards to be told about, in an order and under names that somebody chose.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The award.
    pub catalog: &'a Catalog,
    /// The cards.
    pub gathering: &'a Gathering,
    /// Their percents.
    pub table: &'a Table,
    /// The rows that are told about, in their order.
    pub rows: &'a [usize],
    /// The group that they are; `None` if they are all that there are.
    pub group: Option<&'a str>,
    /// The name of each row of the table: its own, or an alias.
    pub names: &'a [Text],
    /// What statistics of them may be told.
    pub protection: &'a Protection,
}

impl View<'_> {
    fn name(&self, row: usize) -> String {
        self.names.get(row).map(|name| wording::one_line(name)).unwrap_or_default()
    }

    /// What a row is compared with.
    fn whole(&self) -> String {
        self.group.map_or_else(|| "全组".to_owned(), |group| format!("“{}”组", wording::one_line(group)))
    }

    /// A title, with the group if it is about one.
    fn titled(&self, title: &str) -> String {
        let group = self.group.map(|group| format!("（{}）", wording::one_line(group)));
        format!("{title}{}", group.unwrap_or_default())
    }
}

/// The columns before those of the items.
const ABOUT: [&str; 8] = ["名称", "县区", "行业", "规模", "年度", "评分性质", "总分", "未评分值"];

/// Every card as a row of text, with a head: for spreadsheets and other programs.
#[must_use]
pub fn cells(view: &View) -> Vec<Vec<String>> {
    let items = view.catalog.criteria.every_item().map(|item| item.id.to_string());
    let head = ABOUT.iter().map(ToString::to_string).chain(items).collect();
    let row = |row: &usize| {
        let mut cells = about(view, *row).to_vec();
        cells.extend(view.table.columns.iter().map(|column| said(column.percents[*row])));
        cells
    };
    [head].into_iter().chain(view.rows.iter().map(row)).collect()
}

fn about(view: &View, row: usize) -> [String; 8] {
    let card = &view.gathering.cards()[row];
    let (subject, tally) = (&card.subject, &view.table.totals[row]);
    [
        view.name(row),
        wording::one_line(&subject.county),
        wording::one_line(&subject.industry),
        wording::one_line(&subject.size),
        subject.year.to_string(),
        card.author.role.name().to_owned(),
        total(tally),
        tally.open.to_string(),
    ]
}

/// The total as far as it is known; empty while nothing is scored.
fn total(tally: &Tally) -> String {
    if tally.scored == 0 { String::new() } else { tally.earned.to_string() }
}

fn said(percent: Option<Percent>) -> String {
    percent.map(|percent| percent.value().to_string()).unwrap_or_default()
}
