//! What stands in a form: paragraphs, tables and text boxes in the order in which they are read, as a person sees them.
//!
//! Deleted text of tracked changes and hidden text are left out, inserted text is text. Every character knows where it
//! stands in the markup, so that a blank found here can be filled there.

mod boxes;
mod control;
mod glyphs;
mod table;

use std::fmt;
use std::ops::Range;

use crate::form::tree::{Id, Space, Tree};

pub(super) use boxes::{Tick, Ticked};
pub(super) use control::{Control, ControlKind, Obstacle};

/// How deep tables and text boxes may lie in one another before what is deeper is left alone.
const NESTING: usize = 12;

/// The place of something in a form, as a path: the block in the document, in a table the row and the cell, in the cell the
/// block, `~` and a number for a text box, `:` and a number for a character. Equal for forms of equal content.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Anchor(String);

impl Anchor {
    /// The anchor that a text names; it may name nothing in a form.
    #[must_use]
    pub fn new(text: &str) -> Anchor {
        Anchor(text.to_owned())
    }

    /// The anchor as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn within(&self, number: usize) -> Anchor {
        if self.0.is_empty() { Anchor(number.to_string()) } else { Anchor(format!("{}.{number}", self.0)) }
    }

    fn text_box(&self, number: usize) -> Anchor {
        Anchor(format!("{}~{number}", self.0))
    }

    /// The anchor of a character of a paragraph.
    pub(super) fn character(&self, number: usize) -> Anchor {
        Anchor(format!("{}:{number}", self.0))
    }
}

impl fmt::Display for Anchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A paragraph or a table.
#[derive(Debug)]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
}

/// A paragraph.
#[derive(Debug)]
pub struct Paragraph {
    /// Its place.
    pub anchor: Anchor,
    /// What stands in the text boxes that hang on it.
    pub text_boxes: Vec<Vec<Block>>,
    pub(super) node: Id,
    pub(super) glyphs: Vec<Glyph>,
    /// Whether it is the first in a content control.
    pub(super) opens_control: bool,
    /// The same paragraph of a text box as programs before 2010 see it.
    pub(super) twin: Twin,
}

/// How a paragraph stands in the other version of its text box.
#[derive(Debug)]
pub(super) enum Twin {
    /// There is only one version.
    None,
    /// The other version has the same paragraph.
    Same(Box<Paragraph>),
    /// The other version differs, so that filling one would make them disagree.
    Differs,
}

/// A table, with merged cells as one.
#[derive(Debug)]
pub struct Table {
    /// Its place.
    pub anchor: Anchor,
    /// Its rows.
    pub rows: usize,
    /// Its columns in the grid; a cell may take several.
    pub columns: usize,
    /// Its cells, row by row.
    pub cells: Vec<Cell>,
    /// Which cell covers each column of each row.
    pub(super) slots: Vec<Vec<Option<usize>>>,
}

/// A cell.
#[derive(Debug)]
pub struct Cell {
    /// Its place.
    pub anchor: Anchor,
    /// Its first row, from 0.
    pub row: usize,
    /// Its first column, from 0.
    pub column: usize,
    /// How many rows it takes.
    pub rows: usize,
    /// How many columns it takes.
    pub columns: usize,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// A character as it is seen, and where it comes from.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    pub shown: char,
    /// Where it stands: the characters of text, or the whole element that shows it.
    pub place: Range<usize>,
    pub kind: GlyphKind,
    pub run: Id,
    pub is_underlined: bool,
}

/// What a glyph is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum GlyphKind {
    /// A character inside the text element.
    Text(Id),
    /// An element such as a tab.
    Element,
    /// A box to tick.
    Box(Tick),
    /// A control that waits for its content; one glyph stands for all of it.
    Control(usize),
    /// Text that something else writes, such as the number of a page.
    Field,
}

/// What stands for a control without content.
pub(super) const CONTROL: char = '\u{fffc}';

impl Paragraph {
    /// Its text. A tab is a tab, a break of the line a line feed, a box to tick `□` or `☑`; a control that waits for its
    /// content is the character U+FFFC.
    #[must_use]
    pub fn text(&self) -> String {
        self.glyphs.iter().map(|glyph| glyph.shown).collect()
    }
}

impl Block {
    /// Every paragraph in it, also in cells and text boxes, in reading order.
    pub fn paragraphs(&self) -> Vec<&Paragraph> {
        match self {
            Block::Paragraph(paragraph) => {
                let boxes = paragraph.text_boxes.iter().flatten().flat_map(Block::paragraphs);
                [paragraph].into_iter().chain(boxes).collect()
            }
            Block::Table(table) => table.cells.iter().flat_map(|cell| &cell.blocks).flat_map(Block::paragraphs).collect(),
        }
    }
}

impl Cell {
    /// The text of the paragraphs directly in it, one a line.
    #[must_use]
    pub fn text(&self) -> String {
        let texts = self.own_paragraphs().map(Paragraph::text);
        texts.collect::<Vec<String>>().join("\n")
    }

    /// The paragraphs directly in it.
    pub(super) fn own_paragraphs(&self) -> impl Iterator<Item = &Paragraph> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph),
            Block::Table(_) => None,
        })
    }
}

impl Table {
    /// The cell that covers a column of a row.
    #[must_use]
    pub fn at(&self, row: usize, column: usize) -> Option<&Cell> {
        self.slots.get(row)?.get(column).copied().flatten().map(|cell| &self.cells[cell])
    }
}

/// Reads what stands in the body of a document, and the controls in it.
pub(super) fn read(tree: &Tree) -> (Vec<Block>, Vec<Control>) {
    let mut reading = Reading { tree, controls: Vec::new(), depth: 0 };
    let body = tree.child(tree.root(), "body");
    let blocks = body.map(|body| reading.blocks(body, &Anchor::default(), Waiting::No)).unwrap_or_default();
    (blocks, reading.controls)
}

/// A document being read.
struct Reading<'a> {
    tree: &'a Tree,
    controls: Vec<Control>,
    depth: usize,
}

/// A part of a document whose blocks are being read.
struct Part<'a> {
    anchor: &'a Anchor,
    blocks: Vec<Block>,
    waiting: Waiting,
}

/// Whether the blocks being read lie in a control that waits for its content. Its first paragraph stands for all of it.
#[derive(Clone, Copy)]
enum Waiting {
    No,
    For(usize),
    Over,
}

impl Reading<'_> {
    /// The blocks of a body, a cell or a text box.
    fn blocks(&mut self, of: Id, anchor: &Anchor, waiting: Waiting) -> Vec<Block> {
        if self.depth >= NESTING {
            return Vec::new();
        }
        self.depth += 1;
        let mut part = Part { anchor, blocks: Vec::new(), waiting };
        self.add_blocks(of, &mut part);
        self.depth -= 1;
        part.blocks
    }

    fn add_blocks(&mut self, of: Id, part: &mut Part) {
        for id in self.tree.children(of) {
            match self.tree.word(id) {
                "p" => self.add_paragraph(id, part),
                "tbl" => {
                    let table = self.table(id, part.anchor.within(part.blocks.len()));
                    part.blocks.push(Block::Table(table));
                }
                "sdt" => self.add_control(id, part),
                "ins" | "moveTo" | "customXml" => self.add_blocks(id, part),
                _ => {
                    if let Some(choice) = self.choice(id) {
                        self.add_blocks(choice, part);
                    }
                }
            }
        }
    }

    fn add_paragraph(&mut self, id: Id, part: &mut Part) {
        let control = match part.waiting {
            Waiting::No => None,
            Waiting::For(control) => Some(control),
            Waiting::Over => return,
        };
        if control.is_some() {
            part.waiting = Waiting::Over;
        }
        let paragraph = self.paragraph(id, part.anchor.within(part.blocks.len()), control);
        part.blocks.push(Block::Paragraph(paragraph));
    }

    fn add_control(&mut self, id: Id, part: &mut Part) {
        let Some(content) = self.tree.child(id, "sdtContent") else { return };
        if control::is_gallery(self.tree, id) {
            return;
        }
        let around = part.waiting;
        if let Some(control) = self.waiting_control(id) {
            part.waiting = Waiting::For(control);
        }
        self.add_blocks(content, part);
        part.waiting = around;
    }

    /// The version of alternative content that programs of today show.
    fn choice(&self, id: Id) -> Option<Id> {
        let is = |id: Id, name: &str| self.tree.named(id, Space::Compatibility) == name;
        is(id, "AlternateContent").then(|| self.tree.children(id).find(|child| is(*child, "Choice")))?
    }
}
