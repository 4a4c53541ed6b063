//! The places of a form where something is to be written, and what stands around them.

use std::ops::Range;

use crate::form::content::Anchor;
use crate::form::words::Unit;
use crate::form::year::Heading;

/// A place where something is to be written.
#[derive(Clone, Debug)]
pub struct Place {
    /// Where it is. Equal for forms of equal content.
    pub anchor: Anchor,
    /// What is to be written there.
    pub kind: PlaceKind,
    /// The label as written, without blanks and breaks; empty if the place has none.
    pub label: String,
    /// What else says what belongs there.
    pub context: Context,
    /// What stands there already; empty for a blank.
    pub content: String,
    /// Whether only its surroundings suggest that something is to be written there: a colon at the end of a line, a label
    /// before a cell with text. Such a place counts only if its label is known.
    pub is_implied: bool,
    /// Whether it is one of several blanks under one label.
    pub is_repeated: bool,
    /// Which end of a period it is, if it is a date of a period.
    pub period: Option<End>,
    pub(super) spot: Spot,
}

/// What is to be written at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlaceKind {
    /// Text.
    Text,
    /// A date: blanks before 年, 月 and 日, or a control for dates.
    Date,
    /// A tick at some of several options.
    Choice(Vec<Choice>),
    /// The figure of one year in a table of several.
    YearCell(Heading),
    /// The year that heads a column or a row of such a table.
    YearHeading(Heading),
    /// Nothing of the applicant's: it is left to others, or to a pen.
    Reserved(Reserved),
}

/// An end of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Its first day.
    First,
    /// Its last day.
    Last,
}

/// Why a place is left to others or to a pen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reserved {
    /// An opinion of the unit or of an authority.
    Opinion,
    /// A seal.
    Seal,
    /// A signature.
    Signature,
    /// The date of an opinion, a seal or a signature.
    Date,
}

/// One option of a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What it says.
    pub label: String,
    /// Whether it is ticked already.
    pub is_ticked: bool,
}

/// What stands around a place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// The labels before it in its row, the nearest first, without its own.
    pub row: Vec<String>,
    /// The labels above it in its column, the nearest first, without its own.
    pub column: Vec<String>,
    /// The headings over it, the nearest first: rows across the table, the label of the cell that a table lies in, paragraphs
    /// before the table.
    pub headings: Vec<String>,
    /// The first cell of the row that heads its column. A label there makes it a row like others, not a head.
    pub corner: String,
    /// The labels of the row or the line above, the nearest first; one may name the person whom this row goes on about.
    pub before: Vec<String>,
    /// Whether its own label heads its column; then what stands in its row is another label of the same place.
    pub is_headed: bool,
    /// The unit that stands beside it or over it.
    pub unit: Option<Unit>,
}

/// What is written where.
#[derive(Clone, Debug)]
pub(super) enum Spot {
    /// A stretch of a paragraph, in glyphs; an empty one is where the text goes in.
    Gap { paragraph: Anchor, range: Range<usize> },
    /// All of these paragraphs, one line each, in the font of the model if they have none of their own.
    Paragraphs { lines: Vec<Anchor>, model: Option<Anchor> },
    /// The parts of a date in a paragraph.
    Date { paragraph: Anchor, parts: Vec<DatePart> },
    /// Boxes, in the order of the options.
    Boxes(Vec<(Anchor, usize)>),
    /// The control of this number.
    Control { paragraph: Anchor, glyph: usize, control: usize },
    /// Nowhere.
    None,
}

/// A blank for a part of a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DatePart {
    pub unit: DateUnit,
    /// The blank, in glyphs.
    pub range: Range<usize>,
    /// Digits that stand before the blank already: 20 of 20__年.
    pub given: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DateUnit {
    Year,
    Month,
    Day,
}

impl Place {
    /// The paragraph of a place in running text and the characters that it takes; `None` for a whole cell. An empty range is
    /// where the text goes in. For a form shown beside the proposal.
    #[must_use]
    pub fn stretch(&self) -> Option<(&Anchor, Range<usize>)> {
        match &self.spot {
            Spot::Gap { paragraph, range } => Some((paragraph, range.clone())),
            Spot::Date { paragraph, parts } => {
                let (first, last) = (parts.first()?, parts.last()?);
                Some((paragraph, first.range.start..last.range.end))
            }
            Spot::Control { paragraph, glyph, .. } => Some((paragraph, *glyph..glyph + 1)),
            Spot::Boxes(boxes) => {
                let ((first, from), (last, to)) = (boxes.first()?, boxes.last()?);
                (first == last).then_some((first, *from..to + 1))
            }
            Spot::Paragraphs { .. } | Spot::None => None,
        }
    }

    /// Whether it is left to others or to a pen.
    #[must_use]
    pub fn is_reserved(&self) -> bool {
        matches!(self.kind, PlaceKind::Reserved(_))
    }
}
