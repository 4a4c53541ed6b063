//! The looks of cells.

use std::fmt;

/// The look of a cell. Cells of equal looks share one entry in the file.
///
/// Looks are written as constants, each a variation of another: `Style { is_bold: true, ..CELL }`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// The name of the font.
    pub font: &'static str,
    /// The size of the font in points.
    pub size: u8,
    /// Whether the text is bold.
    pub is_bold: bool,
    /// The colour behind the text.
    pub fill: Option<Rgb>,
    /// The lines around the cell.
    pub border: Border,
    /// Where the text stands between the left and the right edge.
    pub across: Across,
    /// Where the text stands between the upper and the lower edge.
    pub down: Down,
    /// Whether long text continues on another line.
    pub wraps: bool,
    /// How numbers are shown, as a format code of spreadsheets.
    pub number: &'static str,
}

impl Style {
    /// The look of a cell that has none of its own. The widths of columns are counted in digits of its font.
    pub const PLAIN: Style = Style {
        font: "Calibri",
        size: 11,
        is_bold: false,
        fill: None,
        border: Border::None,
        across: Across::ByValue,
        down: Down::Bottom,
        wraps: false,
        number: Style::GENERAL,
    };

    /// The format that shows a number with the places that it has.
    pub const GENERAL: &'static str = "General";
}

/// A colour: red, green and blue from the highest byte of the lower three. Shown as `2B65A8`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub u32);

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:06X}", self.0 & 0xff_ff_ff)
    }
}

/// The lines around a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Border {
    /// No lines.
    None,
    /// Thin lines in the colour of text.
    Thin,
    /// Thin lines of that colour.
    Coloured(Rgb),
}

/// Where text stands between the left and the right edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Across {
    /// Text to the left, numbers to the right.
    ByValue,
    /// To the left.
    Left,
    /// In the middle.
    Center,
    /// To the right.
    Right,
}

/// Where text stands between the upper and the lower edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Down {
    /// At the upper edge.
    Top,
    /// In the middle.
    Center,
    /// At the lower edge.
    Bottom,
}
