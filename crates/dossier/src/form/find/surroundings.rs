//! What stands around a cell: the labels before it and above it, the year and the unit that head it.

use award::labels::plain;

use super::reserved::Asked;
use super::{Around, LABEL};
use crate::form::content::{Cell, Table};
use crate::form::place::Context;
use crate::form::scan::Item;
use crate::form::words::{Unit, is_filler, is_ordinal};
use crate::form::year::{self, Heading, Named, Year};

/// A table and what each of its cells is.
pub(super) struct Sheet<'a> {
    pub table: &'a Table,
    pub facts: Vec<Facts>,
    /// Whether every cell of a row but the first has text, so that it may head columns.
    is_head: Vec<bool>,
    headings: &'a [String],
    calls_current_year: bool,
}

/// What a cell is.
pub(super) struct Facts {
    pub text: String,
    pub is_blank: bool,
    pub is_label: bool,
    /// The items of each of its own paragraphs.
    pub items: Vec<Vec<Item>>,
    /// The unit that it is.
    unit: Option<Unit>,
    /// The unit that it names beside other words.
    named_unit: Option<Unit>,
    year: Option<Named>,
}

/// The labels of a cell.
pub(super) struct Found {
    pub around: Around,
    pub year: Option<Heading>,
    /// Whether its label stands right before it.
    pub is_direct: bool,
    /// The cell that its label stands in, and the cell that heads it on the other side; equal for blanks under one label.
    pub label_cell: Option<usize>,
    pub other_cell: Option<usize>,
}

impl Facts {
    pub(super) fn of(cell: &Cell, items: Vec<Vec<Item>>) -> Facts {
        let text = cell.text();
        let is_plain = !cell.blocks.is_empty() && cell.blocks.len() == cell.own_paragraphs().count();
        let shows = |c: char| !(is_filler(c) || c == '\n' || c == crate::form::content::CONTROL);
        let is_blank =
            is_plain && !text.contains(shows) && cell.own_paragraphs().all(|paragraph| paragraph.text_boxes.is_empty());
        let asks = items.iter().flatten().any(|item| !matches!(item, Item::Gap(gap) if gap.is_implied));
        let year = year::named(&text);
        let is_short = plain(&text).chars().count() <= LABEL;
        let is_label = !is_blank && is_plain && is_short && (!asks || year == Some(Named::Blank));
        let unit = Unit::read(&text).filter(|_| !asks);
        let named_unit = Unit::within(&text).filter(|_| is_label);
        Facts { is_blank, is_label, items, unit, named_unit, year, text }
    }

    /// Whether the cell names a unit and nothing else.
    pub(super) fn is_unit(&self) -> bool {
        self.unit.is_some()
    }
}

impl<'a> Sheet<'a> {
    pub(super) fn new(table: &'a Table, facts: Vec<Facts>, headings: &'a [String]) -> Sheet<'a> {
        let is_head = (0..table.rows).map(|row| heads(table, &facts, row)).collect();
        let calls_current_year = facts.iter().any(|facts| year::is_current(&facts.text));
        Sheet { table, facts, is_head, headings, calls_current_year }
    }

    /// The cells before a cell in its first row, the nearest first.
    fn left(&self, cell: &Cell) -> Vec<usize> {
        distinct((0..cell.column).rev().map(|column| (cell.row, column)), self.table)
    }

    /// The cells above the first column of a cell, the nearest first.
    fn above(&self, cell: &Cell) -> Vec<usize> {
        distinct((0..cell.row).rev().map(|row| (row, cell.column)), self.table)
    }

    /// The cell right behind a cell.
    pub(super) fn right(&self, cell: &Cell) -> Option<usize> {
        *self.table.slots.get(cell.row)?.get(cell.column + cell.columns)?
    }

    /// Whether a cell heads a blank one below it that has no label of its own.
    pub(super) fn heads_blank(&self, cell: &Cell) -> bool {
        let below = self.table.slots.get(cell.row + cell.rows).and_then(|slots| *slots.get(cell.column)?);
        below.is_some_and(|below| {
            let below_cell = &self.table.cells[below];
            let is_labelled = self.left(below_cell).first().is_some_and(|left| self.names(*left));
            self.facts[below].is_blank && same_width(below_cell, cell) && !is_labelled
        })
    }

    /// Whether the text of a cell says what belongs elsewhere.
    fn names(&self, cell: usize) -> bool {
        let facts = &self.facts[cell];
        facts.is_label && facts.unit.is_none() && !is_ordinal(&facts.text)
    }

    /// What stands around a cell.
    pub(super) fn around(&self, cell: &Cell) -> Found {
        let left: Vec<usize> = self.left(cell).into_iter().filter(|each| self.facts[*each].unit.is_none()).collect();
        let direct = left.first().copied().filter(|each| self.names(*each));
        let rows: Vec<usize> = left.iter().copied().filter(|each| self.names(*each)).collect();
        let columns = self.column_heads(cell);
        let year = self.year(cell, &rows);
        let rows: Vec<usize> = rows.into_iter().filter(|each| self.facts[*each].year.is_none()).collect();
        let columns: Vec<usize> = columns.into_iter().filter(|each| self.facts[*each].year.is_none()).collect();
        let is_headed = year.is_none() && direct.is_none() || rows.is_empty();
        let label_cell = if is_headed { columns.first().or(rows.first()) } else { rows.first() }.copied();
        let is_headed = is_headed && !columns.is_empty();
        let other_cell = if is_headed { rows.first() } else { columns.first() }.copied();
        let context = self.context(cell, &rows, &columns, label_cell, is_headed);
        let label = label_cell.map(|cell| self.facts[cell].text.clone()).unwrap_or_default();
        let is_direct = direct.is_some() && !is_headed;
        let around = Around { label, context, near: Asked::default() };
        Found { around, year, is_direct, label_cell, other_cell }
    }

    fn context(&self, cell: &Cell, rows: &[usize], columns: &[usize], own: Option<usize>, is_headed: bool) -> Context {
        let texts = |cells: &[usize]| -> Vec<String> {
            let others = cells.iter().filter(|each| Some(**each) != own);
            others.map(|each| one_line(&self.facts[*each].text)).collect()
        };
        let heads_of_row = own.filter(|_| !is_headed).map(|label| self.heads_of_row(label)).unwrap_or_default();
        let corner = columns.last().and_then(|head| self.table.at(self.table.cells[*head].row, 0));
        let corner = corner.map(|corner| one_line(&corner.text())).unwrap_or_default();
        let before = if rows.len() <= 1 && !is_headed { self.row_before(cell) } else { Vec::new() };
        Context {
            row: texts(rows),
            column: texts(columns),
            headings: heads_of_row.into_iter().chain(self.headings_over(cell)).collect(),
            corner,
            before,
            is_headed,
            unit: self.unit(cell, rows, columns),
        }
    }

    /// The labels right before the label of a cell, with nothing to fill between: they stand over its row.
    fn heads_of_row(&self, label: usize) -> Vec<String> {
        let left = self.left(&self.table.cells[label]).into_iter().take_while(|each| self.names(*each));
        left.map(|each| one_line(&self.facts[each].text)).collect()
    }

    /// The labels at the head of the column of a cell, the nearest first: as wide as it, over blanks and units only, in a
    /// row that is all labels.
    fn column_heads(&self, cell: &Cell) -> Vec<usize> {
        let mut heads = Vec::new();
        for each in self.above(cell) {
            let (above, facts) = (&self.table.cells[each], &self.facts[each]);
            let says_nothing = facts.is_blank || facts.unit.is_some();
            if says_nothing && heads.is_empty() && same_width(above, cell) {
                continue;
            }
            if !(self.names(each) && self.is_head[above.row] && same_width(above, cell)) {
                break;
            }
            heads.push(each);
        }
        heads
    }

    /// The year that heads the column or the row of a cell.
    fn year(&self, cell: &Cell, rows: &[usize]) -> Option<Heading> {
        let covers = |head: &Cell| head.column <= cell.column && cell.column + cell.columns <= head.column + head.columns;
        let above = self.above(cell).into_iter().filter(|each| covers(&self.table.cells[*each]));
        let named = above.chain(rows.iter().copied()).find_map(|each| Some((each, self.facts[each].year?)));
        let (head, named) = named?;
        if self.ends_years(head, cell) {
            return None;
        }
        self.heading(head, named, cell)
    }

    /// Whether the row of a cell has labels under years, so that those no longer head it.
    fn ends_years(&self, head: usize, cell: &Cell) -> bool {
        let row = self.table.cells[head].row;
        let heads = distinct((0..self.table.columns).map(|column| (row, column)), self.table);
        let first = heads.into_iter().find(|each| self.facts[*each].year.is_some());
        let first = first.map_or(0, |first| self.table.cells[first].column);
        let row = distinct((first..self.table.columns).map(|column| (cell.row, column)), self.table);
        row.into_iter().any(|each| self.names(each) && self.facts[each].year.is_none())
    }

    /// The year that a heading names for a cell under it or behind it.
    fn heading(&self, head: usize, named: Named, cell: &Cell) -> Option<Heading> {
        let head = &self.table.cells[head];
        match named {
            Named::Year(Heading { year: Year::Of(year), is_sure }) => Some(Heading { year: Year::Of(year), is_sure }),
            Named::Year(Heading { year, is_sure }) => Some(Heading { year, is_sure: is_sure && !self.calls_current_year }),
            Named::Three if head.columns == 3 && head.row < cell.row => nth(cell.column - head.column),
            Named::Three => None,
            Named::Blank => self.blank_heading(head),
        }
    }

    /// The year of a heading that leaves room for it: the last of three blanks in a row is the latest.
    pub(super) fn blank_heading(&self, head: &Cell) -> Option<Heading> {
        let blanks = |cells: Vec<usize>| -> Vec<usize> {
            cells.into_iter().filter(|each| self.facts[*each].year == Some(Named::Blank)).collect()
        };
        let row = distinct((0..self.table.columns).map(|column| (head.row, column)), self.table);
        let column = distinct((0..self.table.rows).map(|row| (row, head.column)), self.table);
        let three = [blanks(row), blanks(column)].into_iter().find(|cells| cells.len() == 3)?;
        let place = three.iter().position(|each| std::ptr::eq(&self.table.cells[*each], head))?;
        nth(place)
    }

    /// The unit of a cell: in its label, in a cell before or behind it, at the head of its column, or over the table.
    fn unit(&self, cell: &Cell, rows: &[usize], columns: &[usize]) -> Option<Unit> {
        let label = rows.first().or(columns.first()).and_then(|each| self.facts[*each].named_unit);
        let beside = || self.left(cell).into_iter().chain(self.right(cell)).find_map(|each| self.facts[each].unit);
        let is_head = |each: &usize| self.is_head[self.table.cells[*each].row];
        let above = || self.above(cell).into_iter().filter(is_head).find_map(|each| self.facts[each].named_unit);
        let over = || self.headings_over(cell).iter().find_map(|text| Unit::within(text));
        label.or_else(beside).or_else(above).or_else(over)
    }

    /// The labels of the row above, the last first.
    fn row_before(&self, cell: &Cell) -> Vec<String> {
        let Some(row) = cell.row.checked_sub(1) else { return Vec::new() };
        let cells = distinct((0..self.table.columns).rev().map(|column| (row, column)), self.table);
        let across = |each: &usize| self.table.cells[*each].columns < self.table.columns;
        cells.into_iter().filter(|each| self.names(*each) && across(each)).map(|each| one_line(&self.facts[each].text)).collect()
    }

    /// The headings over a cell: the last row across the whole table, then what stands over the table.
    fn headings_over(&self, cell: &Cell) -> Vec<String> {
        let across = (0..cell.row).rev().find_map(|row| {
            let first = self.table.at(row, 0).filter(|first| first.columns == self.table.columns && self.table.columns > 1)?;
            let text = one_line(&first.text());
            (!text.is_empty() && text.chars().count() <= LABEL).then_some(text)
        });
        across.into_iter().chain(self.headings.iter().cloned()).collect()
    }
}

/// Whether a row may head columns: all its cells but the first are labels.
fn heads(table: &Table, facts: &[Facts], row: usize) -> bool {
    let cells = distinct((0..table.columns).map(|column| (row, column)), table);
    let is_labelled = |(place, cell): (usize, &usize)| facts[*cell].is_label || place == 0 && facts[*cell].is_blank;
    !cells.is_empty() && cells.iter().enumerate().all(is_labelled)
}

/// The n-th of the three years.
fn nth(place: usize) -> Option<Heading> {
    let back = u8::try_from(2_usize.checked_sub(place)?).ok()?;
    Some(Heading { year: Year::Back(back), is_sure: false })
}

fn same_width(one: &Cell, other: &Cell) -> bool {
    (one.column, one.columns) == (other.column, other.columns)
}

/// The cells at neighbouring slots, each once.
fn distinct(slots: impl Iterator<Item = (usize, usize)>, table: &Table) -> Vec<usize> {
    let mut cells: Vec<usize> = slots.filter_map(|(row, column)| *table.slots.get(row)?.get(column)?).collect();
    cells.dedup();
    cells
}

/// A text of several lines as one, without blanks: labels are written over several lines.
pub(super) fn one_line(text: &str) -> String {
    text.chars().filter(|c| !award::labels::is_blank(*c) && *c != crate::form::content::CONTROL).collect()
}
