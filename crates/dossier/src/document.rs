//! A document, free of any file format: what stands on its pages and in which role.
//!
//! Builders decide everything that a document says, numbers included; exporters only lay it out.

mod captions;
mod margin;

use std::fmt;

use award::documents::Margin;

pub use captions::{CaptionList, Captioned, TableCaption};

/// A document on A4 paper.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The title, also in the running header and in the file's properties.
    pub title: String,
    /// What it is about, in the file's properties.
    pub subject: String,
    /// Who it is by, in the file's properties.
    pub author: String,
    /// The cover: upright, without header and page number, counted as the first page. None if empty.
    pub cover: Vec<Block>,
    /// The sections in order, with running header and page number.
    pub sections: Vec<Section>,
}

/// Pages of one orientation.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// How the paper lies.
    pub orientation: Orientation,
    /// Every margin.
    pub margin: Margin,
    /// What stands on the pages.
    pub blocks: Vec<Block>,
}

/// How the paper lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Orientation {
    /// The short side above.
    Portrait,
    /// The long side above, for wide tables.
    Landscape,
}

impl Orientation {
    /// The paper's width and height in millimetres.
    #[must_use]
    pub fn paper(self) -> (u16, u16) {
        match self {
            Orientation::Portrait => (210, 297),
            Orientation::Landscape => (297, 210),
        }
    }

    /// The width between the usual margins in millimetres: the sum of the column widths of a full table.
    #[must_use]
    pub fn text_width(self) -> u16 {
        self.paper().0 - 2 * u16::from(Margin::USUAL.millimetres())
    }
}

/// One thing on the pages.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Paragraph),
    /// A list.
    List(List),
    /// A table.
    Table(Table),
    /// A picture with a caption.
    Figure(Figure),
    /// The table of contents.
    Contents(Contents),
    /// A list of figures or of tables.
    CaptionList(CaptionList),
    /// The caption of the table that follows.
    TableCaption(TableCaption),
    /// Boxes that others fill by hand.
    Boxes(Vec<BlankBox>),
    /// What follows starts on another page.
    PageBreak,
}

/// A heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// Its level from 1 to 3; the contents list them.
    pub level: u8,
    /// Its number, written before the text: `4.1.2`, `（一）`.
    pub number: String,
    /// Its text.
    pub text: String,
}

/// A run of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Inline {
    /// The text; a line feed starts another line of the same paragraph.
    pub text: String,
    /// How it stands out.
    pub mark: Mark,
}

/// How a run stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Not at all.
    Plain,
    /// Bold.
    Strong,
    /// Shaded, in place of something that was not filled in.
    Missing,
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct Paragraph {
    /// What it says.
    pub inlines: Vec<Inline>,
    /// Its role.
    pub style: Style,
}

/// The role of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Running text, the first line indented by two characters.
    Body,
    /// Running text without indent.
    Flush,
    /// A name that introduces what follows, kept with it: 优势.
    Lead,
    /// A remark in smaller type.
    Note,
    /// A remark that introduces a table, kept with it.
    Remark,
    /// The large title of a cover or of a single page.
    Title,
    /// A line under or over the title.
    Subtitle,
    /// A line to the right: a signature, a date.
    Right,
    /// Text in a table.
    Cell,
}

/// A list.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    /// Whether its items are numbered, from 1 on.
    pub is_numbered: bool,
    /// Its items.
    pub items: Vec<Vec<Inline>>,
}

/// A table as wide as the sum of its columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The widths of the columns in millimetres.
    pub columns: Vec<u16>,
    /// How many rows from the first are repeated on every page.
    pub header_rows: usize,
    /// Where it has lines.
    pub lines: Lines,
    /// The rows.
    pub rows: Vec<Row>,
}

impl Table {
    /// Lines to sign, one for each label, and one for the day.
    #[must_use]
    pub fn to_sign(labels: impl IntoIterator<Item: std::fmt::Display>) -> Table {
        let line = |label: &str, value: &str| {
            Row::tall(14, vec![Cell::text(label).align(Align::Right), Cell::text(value).align(Align::Right)])
        };
        let mut rows: Vec<Row> = labels.into_iter().map(|label| line(&format!("{label}："), "")).collect();
        rows.push(line("日期：", "年　　月　　日"));
        Table { columns: vec![112, 48], header_rows: 0, lines: Lines::Blanks, rows }
    }
}

/// Where a table has lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lines {
    /// Around every cell.
    Grid,
    /// Under the cells of the last column, as blanks on a cover have them.
    Blanks,
    /// Around every cell, the last of a row with its text at the foot, as boxes to be signed have them.
    Boxes,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its cells; their spans add up to the number of columns.
    pub cells: Vec<Cell>,
    /// The least height in millimetres.
    pub height: u16,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// What it holds; never nothing, at least an empty paragraph.
    pub paragraphs: Vec<Paragraph>,
    /// The number of columns it covers.
    pub span: u8,
    /// Where its text stands.
    pub align: Align,
    /// What it is for the reader.
    pub tone: Tone,
}

/// Where text stands between left and right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// At the left.
    Left,
    /// In the middle.
    Center,
    /// At the right.
    Right,
    /// Spread over the whole width, as labels of Chinese forms are.
    Spread,
}

/// What a cell is for the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// A value.
    Plain,
    /// The name of a value or a column.
    Label,
    /// A sum, or the name of a group of rows.
    Sum,
}

/// A picture with its caption.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Which picture.
    pub id: FigureId,
    /// Its number in the document, from 1.
    pub number: u16,
    /// What it shows.
    pub caption: String,
    /// What it shows, in words for those who do not see it.
    pub alt: String,
    /// Its width in millimetres.
    pub width: u16,
    /// Its height in millimetres.
    pub height: u16,
}

/// Tells a picture from others; also the name of its file without ending.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FigureId {
    name: &'static str,
    /// Tells pictures of one kind from each other; 0 for the only one of its kind.
    number: u16,
}

impl FigureId {
    /// The id of that name, which has only letters, digits and hyphens.
    #[must_use]
    pub const fn new(name: &'static str) -> FigureId {
        FigureId { name, number: 0 }
    }

    /// The id of one of several pictures of a kind, counted from 1.
    #[must_use]
    pub const fn numbered(name: &'static str, number: u16) -> FigureId {
        FigureId { name, number }
    }

    /// Whether it is of the same kind.
    #[must_use]
    pub fn is_kind_of(self, other: FigureId) -> bool {
        self.name == other.name
    }
}

impl fmt::Display for FigureId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.number {
            0 => f.write_str(self.name),
            number => write!(f, "{}-{number}", self.name),
        }
    }
}

/// A table of contents.
#[derive(Clone, Debug, PartialEq)]
pub struct Contents {
    /// What stands over it.
    pub title: String,
    /// The lowest level of headings that it lists.
    pub levels: u8,
}

/// A box that others fill by hand.
#[derive(Clone, Debug, PartialEq)]
pub struct BlankBox {
    /// What it is for: 县（区）意见.
    pub title: String,
    /// When it is needed.
    pub note: String,
    /// The lines at its lower end: for the seal, the signature, the date.
    pub lines: Vec<String>,
    /// Its height in millimetres.
    pub height: u16,
}

impl Section {
    /// Upright pages.
    #[must_use]
    pub fn portrait(blocks: Vec<Block>) -> Section {
        Section { orientation: Orientation::Portrait, margin: Margin::USUAL, blocks }
    }

    /// Pages that lie on their side.
    #[must_use]
    pub fn landscape(blocks: Vec<Block>) -> Section {
        Section { orientation: Orientation::Landscape, margin: Margin::USUAL, blocks }
    }
}

impl Heading {
    /// A heading without a number.
    pub fn new(level: u8, text: impl Into<String>) -> Heading {
        Heading { level, number: String::new(), text: text.into() }
    }

    /// A heading with a number before its text.
    pub fn numbered(level: u8, number: impl Into<String>, text: impl Into<String>) -> Heading {
        Heading { level, number: number.into(), text: text.into() }
    }

    /// Number and text as one line. Chinese numbers bring their own separator, others are set off by a blank.
    #[must_use]
    pub fn line(&self) -> String {
        let separator = if self.number.ends_with(|last: char| last.is_ascii_alphanumeric()) { " " } else { "" };
        format!("{}{separator}{}", self.number, self.text)
    }
}

impl Inline {
    /// Plain text.
    pub fn plain(text: impl Into<String>) -> Inline {
        Inline { text: text.into(), mark: Mark::Plain }
    }

    /// Bold text.
    pub fn strong(text: impl Into<String>) -> Inline {
        Inline { text: text.into(), mark: Mark::Strong }
    }

    /// A mark in place of something that was not filled in.
    pub fn missing(text: impl Into<String>) -> Inline {
        Inline { text: text.into(), mark: Mark::Missing }
    }
}

impl Paragraph {
    /// A paragraph of plain text.
    pub fn new(style: Style, text: impl Into<String>) -> Paragraph {
        Paragraph { inlines: vec![Inline::plain(text)], style }
    }

    /// Its text without marks.
    #[must_use]
    pub fn text(&self) -> String {
        self.inlines.iter().map(|inline| inline.text.as_str()).collect()
    }
}

impl Row {
    /// A row as high as its text.
    #[must_use]
    pub fn new(cells: Vec<Cell>) -> Row {
        Row { cells, height: 8 }
    }

    /// A row of at least that height in millimetres.
    #[must_use]
    pub fn tall(height: u16, cells: Vec<Cell>) -> Row {
        Row { cells, height }
    }
}

impl Cell {
    /// A cell with one run of text.
    #[must_use]
    pub fn of(inline: Inline) -> Cell {
        Cell::paragraphs(vec![Paragraph { inlines: vec![inline], style: Style::Cell }])
    }

    /// A cell with plain text.
    pub fn text(text: impl Into<String>) -> Cell {
        Cell::of(Inline::plain(text))
    }

    /// A cell with paragraphs; an empty one if there are none.
    #[must_use]
    pub fn paragraphs(mut paragraphs: Vec<Paragraph>) -> Cell {
        if paragraphs.is_empty() {
            paragraphs.push(Paragraph { inlines: Vec::new(), style: Style::Cell });
        }
        Cell { paragraphs, span: 1, align: Align::Left, tone: Tone::Plain }
    }

    /// A centred name of a value or a column.
    pub fn label(text: impl Into<String>) -> Cell {
        Cell::text(text).tone(Tone::Label).align(Align::Center)
    }

    /// The same cell over several columns.
    #[must_use]
    pub fn span(mut self, span: u8) -> Cell {
        self.span = span;
        self
    }

    /// The same cell with its text elsewhere.
    #[must_use]
    pub fn align(mut self, align: Align) -> Cell {
        self.align = align;
        self
    }

    /// The same cell in another role.
    #[must_use]
    pub fn tone(mut self, tone: Tone) -> Cell {
        self.tone = tone;
        self
    }
}
