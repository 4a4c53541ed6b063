//! Sheets, and how they are shown and printed.

use super::cell::Value;
use super::{At, Cell, Chart, Number, ROWS, Range, Row, SheetName};
use crate::document::Orientation;

/// The greatest width of a column in digits.
const WIDEST: u16 = 255;

/// A sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub name: SheetName,
    /// The widths of the columns in digits, from the first on; a Chinese character is two wide. At most 255.
    pub columns: Vec<u16>,
    /// The first cell that scrolls: rows above it and columns left of it stay in sight.
    pub frozen: At,
    /// How it is printed.
    pub page: Page,
    /// The cells that take one of a few numbers.
    pub choices: Vec<Choice>,
    /// The charts that it shows.
    pub charts: Vec<Chart>,
    /// The sheet whose cells its charts show; `None` for its own.
    pub shown: Option<SheetName>,
    rows: Vec<Row>,
}

impl Sheet {
    /// A sheet without rows.
    #[must_use]
    pub fn new(name: SheetName, columns: Vec<u16>) -> Sheet {
        let (choices, charts, rows) = (Vec::new(), Vec::new(), Vec::new());
        Sheet { name, columns, frozen: At::default(), page: Page::default(), choices, charts, shown: None, rows }
    }

    /// Adds a row below the others. What does not fit into a sheet is left out.
    pub fn push(&mut self, row: Row) {
        if self.rows.len() < ROWS as usize {
            self.rows.push(row);
        }
    }

    /// The rows from the first on.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The number by which formulas name the row that is pushed next: 1 for the first.
    #[must_use]
    pub fn next_row(&self) -> u32 {
        self.rows.len() as u32 + 1
    }

    /// The width of a column in pixels: digits of 7 pixels with 5 pixels around them, or what spreadsheets take without one.
    pub(super) fn pixels(&self, column: u16) -> u32 {
        self.columns.get(usize::from(column)).map_or(64, |digits| u32::from((*digits).min(WIDEST)) * 7 + 5)
    }

    /// The cells of a range, row by row; `None` where nothing was written.
    pub(super) fn cells(&self, range: Range) -> impl Iterator<Item = Option<&Cell>> {
        (range.first.row..=range.last.row).flat_map(move |row| {
            (range.first.column..=range.last.column).map(move |column| self.rows.get(row as usize)?.at(column))
        })
    }
}

impl Row {
    /// The cells with the columns that they start in; those that do not fit into a sheet are left out.
    pub(super) fn placed(&self) -> impl Iterator<Item = (u16, &Cell)> {
        let mut next = 0_u16;
        self.cells.iter().map_while(move |cell| {
            let column = next;
            next = column.checked_add(cell.span).filter(|end| *end <= super::COLUMNS)?;
            Some((column, cell))
        })
    }

    fn at(&self, column: u16) -> Option<&Cell> {
        self.placed().find_map(|(start, cell)| (start == column).then_some(cell))
    }
}

impl Value {
    /// The value as digits or text.
    pub(super) fn as_str(&self) -> &str {
        match self {
            Value::Blank => "",
            Value::Number(number) => number.as_str(),
            Value::Text(text) => text,
        }
    }
}

/// How a sheet is printed: on A4 paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// How the paper lies.
    pub orientation: Orientation,
    /// What is made to fit onto the paper.
    pub fit: Fit,
    /// What is printed; `None` for everything.
    pub area: Option<Range>,
    /// How many rows from the first are repeated on every page.
    pub head_rows: u32,
    /// The line at the foot, with the codes of spreadsheets: `&C` is the middle, `&P` the page, `&N` the number of pages.
    pub foot: &'static str,
}

impl Default for Page {
    fn default() -> Page {
        Page { orientation: Orientation::Portrait, fit: Fit::Width, area: None, head_rows: 0, foot: "" }
    }
}

/// What is made to fit onto the paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// The columns; rows go on as many pages as they need.
    Width,
    /// The columns, on paper twice as large (A3): there are so many of them that nobody could read them else.
    ManyColumns,
    /// Everything on one page.
    Page,
    /// Nothing: it has its own size, and a page has so many rows.
    Rows(u32),
}

/// Cells that take one of a few numbers, chosen from a list, or stay blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The cells.
    pub cells: Vec<Range>,
    /// The numbers. Spreadsheets hold at most 255 characters of them; a longer list is left out, and the cells take anything.
    pub numbers: Vec<Number>,
    /// The title of the message, at most 32 characters.
    pub title: &'static str,
    /// What is said when something else is typed, at most 255 characters.
    pub message: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spreadsheet::{COLUMNS, Style};

    fn cell(text: &str) -> Cell {
        Cell::text(text, Style::PLAIN)
    }

    #[test]
    fn cells_stand_after_what_the_others_cover() {
        let row = Row::new(vec![cell("a").span(3), cell("b").span(0), cell("c")]);
        assert_eq!(row.placed().map(|(column, _)| column).collect::<Vec<u16>>(), [0, 3, 4]);
        assert!(row.at(1).is_none() && row.at(4).is_some_and(|found| *found == cell("c")));
    }

    #[test]
    fn what_does_not_fit_is_left_out() {
        let row = Row::new(vec![cell("a").span(COLUMNS - 1), cell("b"), cell("c")]);
        assert_eq!(row.placed().count(), 2);
        assert_eq!(Row::new(vec![cell("a"), cell("b").span(COLUMNS), cell("c")]).placed().count(), 1);
        assert_eq!(Row::new(vec![cell("a").span(u16::MAX)]).placed().count(), 0);
    }
}
