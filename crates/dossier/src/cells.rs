//! Cells from elsewhere: what people copy out of a spreadsheet, a .csv or .tsv, an .xlsx. Anybody may have made it, so all of it
//! is read within limits, and what cannot be read is an error and never a panic.
//!
//! ```
//! use dossier::cells;
//!
//! let block = cells::text::read("指标\t2025\n\"合格率\n（一次）\"\t98.5%\n");
//! assert_eq!(block.rows[1], ["合格率\n（一次）", "98.5%"]);
//! ```

mod markup;
mod number;
mod sheet;
mod styles;
pub mod text;
mod workbook;

pub use workbook::{Problem, Sheet, read as read_workbook};

/// The greatest number of rows that are taken over.
pub const MOST_ROWS: usize = 5000;

/// The greatest number of columns that are taken over.
pub const MOST_COLUMNS: usize = 200;

/// Rows of cells. Rows need not be equally long; there are no rows and columns at the end that hold nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Block {
    /// The cells, row by row.
    pub rows: Vec<Vec<String>>,
    /// Whether something beyond the limits was left out.
    pub is_cut: bool,
}

impl Block {
    /// Whether no cell holds anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The number of columns of the longest row.
    #[must_use]
    pub fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// The text of a cell; empty beyond the end of its row.
    #[must_use]
    pub fn at(&self, row: usize, column: usize) -> &str {
        self.rows.get(row).and_then(|cells| cells.get(column)).map_or("", String::as_str)
    }

    /// Takes away what holds nothing at the end of every row and of the block.
    fn trimmed(mut self) -> Block {
        for row in &mut self.rows {
            let filled = row.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |last| last + 1);
            row.truncate(filled);
        }
        let filled = self.rows.iter().rposition(|row| !row.is_empty()).map_or(0, |last| last + 1);
        self.rows.truncate(filled);
        self
    }
}
