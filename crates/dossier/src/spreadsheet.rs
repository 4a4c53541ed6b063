//! Spreadsheets: lays out a [`Workbook`] as an .xlsx that Excel, WPS and LibreOffice show alike.
//!
//! A workbook is written without a library, as Word documents are: the part of the format that is needed is small, and the
//! rest of it would be most of a library. Cells stand in rows and rows in sheets in their order, so no cell is written twice
//! and no merged cells overlap. Text is always text: a cell that starts with `=` is no formula. Numbers are exact decimals.
//! The same arguments give the same bytes.
//!
//! ```
//! use dossier::spreadsheet::{self, Cell, Number, Row, Sheet, SheetName, Style, Value, Workbook};
//!
//! const POINTS: SheetName = SheetName::new("得分");
//! let mut sheet = Sheet::new(POINTS, vec![12, 9]);
//! sheet.push(Row::new(vec![Cell::text("领导", Style::PLAIN), Cell::number(Number::whole(110_u16), Style::PLAIN)]));
//! let double = Cell::formula("B1*2", Value::Number(Number::whole(220_u16)), Style::PLAIN);
//! sheet.push(Row::new(vec![Cell::text("=2", Style::PLAIN), double]));
//! let workbook = Workbook::new("得分", sheet);
//! # let created = jiff::civil::date(2026, 11, 24).at(9, 0, 0, 0);
//! let bytes = spreadsheet::write(&workbook, dossier::docx::Properties { created })?;
//! # assert!(bytes.starts_with(b"PK"));
//! # Ok::<(), dossier::docx::WriteError>(())
//! ```

mod cell;
mod chart;
mod chart_part;
mod package;
mod reference;
mod sheet;
mod sheet_part;
mod strings;
mod style;
mod style_part;

pub use cell::{Cell, Number, Row, Value};
pub use chart::{Chart, Kind, Scale, Series};
pub use package::write;
pub use reference::{At, COLUMNS, ROWS, Range, SheetName};
pub use sheet::{Choice, Fit, Page, Sheet};
pub use style::{Across, Border, Down, Rgb, Style};

/// A workbook of at least one sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workbook {
    /// The title, in the file's properties.
    pub title: String,
    /// What it is about, in the file's properties.
    pub subject: String,
    /// Who it is by, in the file's properties.
    pub author: String,
    sheets: Vec<Sheet>,
}

impl Workbook {
    /// A workbook that opens with `first`.
    pub fn new(title: impl Into<String>, first: Sheet) -> Workbook {
        Workbook { title: title.into(), subject: String::new(), author: String::new(), sheets: vec![first] }
    }

    /// Adds a sheet, whose name no other sheet has.
    #[must_use]
    pub fn with(mut self, sheet: Sheet) -> Workbook {
        self.sheets.push(sheet);
        self
    }

    /// The sheets in order.
    #[must_use]
    pub fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }
}
