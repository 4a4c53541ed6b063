//! Charts that spreadsheets draw from the cells of their sheet.

use super::{At, Range, Rgb};

/// A chart. Its numbers and names are cells of the sheet that it stands on, or of the one that this shows, and change with them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// Its kind.
    pub kind: Kind,
    /// Its title.
    pub title: String,
    /// What it shows, for readers who do not see it.
    pub description: String,
    /// The cells with the names of what is compared.
    pub names: Range,
    /// The series, each on top of those before.
    pub series: Vec<Series>,
    /// The axis of the numbers.
    pub scale: Scale,
    /// The cells that it covers; it keeps a small distance from the next cell to the right.
    pub place: Range,
}

/// A kind of chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A line with markers around a centre.
    Radar,
    /// Bars from the left to the right, the first name at the top, each series beside the one before.
    StackedBars,
    /// Lines with markers from the left to the right, as a trend over years.
    Lines,
}

/// A series of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Series {
    /// The cell with its name.
    pub name: At,
    /// The cells with its numbers.
    pub numbers: Range,
    /// Its colour.
    pub colour: Rgb,
}

/// The axis of the numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scale {
    /// The number that it starts with; `None` leaves it to the program.
    pub least: Option<u32>,
    /// The number that it ends with; `None` leaves it to the program.
    pub most: Option<u32>,
    /// The step between two lines; `None` leaves it to the program.
    pub step: Option<u32>,
}
