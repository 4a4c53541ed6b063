//! Finding the places of a form, in the order in which it is read.

mod cells;
mod items;
mod reserved;
mod surroundings;

use award::labels::is_blank;

use crate::form::content::{Block, Control, Glyph, GlyphKind, Paragraph};
use crate::form::place::{Context, Place};
use crate::form::scan;
use crate::form::words::is_numbered_heading;
use reserved::Asked;

/// The longest text that can be a label or a heading, in characters.
const LABEL: usize = 40;

/// How many labels of a line tell about what stands behind it or under it. Every place keeps them, so that a line of thousands
/// of blanks must not give each of them all others.
const NEAREST: usize = 32;

/// How many lines around a date or a seal tell what it belongs to.
const NEAR: usize = 3;

/// Finds every place of a form.
pub(super) fn places(blocks: &[Block], controls: &[Control]) -> Vec<Place> {
    let mut finding = Finding { controls, places: Vec::new() };
    finding.story(blocks, &[]);
    finding.places
}

struct Finding<'a> {
    controls: &'a [Control],
    places: Vec<Place>,
}

/// What a cell or a line says about the items in it that have no label of their own.
#[derive(Clone, Debug)]
struct Around {
    label: String,
    context: Context,
    /// What the text nearby asks of others; it tells an own date from one beside a signature.
    near: Asked,
}

impl Finding<'_> {
    /// The places of a body or a text box, with the headings that stand over it.
    fn story(&mut self, blocks: &[Block], over: &[String]) {
        let lines: Vec<String> = blocks.iter().map(line).collect();
        let mut headings = Headings { part: None, caption: None, over };
        let mut before: Vec<String> = Vec::new();
        let mut announced = String::new();
        for (number, block) in blocks.iter().enumerate() {
            match block {
                Block::Table(table) => {
                    self.table(table, &headings.nearest_first());
                    headings.caption = None;
                    before.clear();
                }
                Block::Paragraph(paragraph) => {
                    let near = lines[number.saturating_sub(NEAR)..lines.len().min(number + NEAR)].join("\n");
                    let context = Context { headings: headings.nearest_first(), before, ..Context::default() };
                    let label = std::mem::take(&mut announced);
                    let around = Around { label, near: Asked::by(&near), context };
                    before = self.body_line(paragraph, &around);
                    announced = self.announced(blocks.get(number + 1));
                    headings.pass(&lines[number], before.is_empty());
                    let over = headings.nearest_first();
                    paragraph.text_boxes.iter().for_each(|blocks| self.story(blocks, &over));
                }
            }
        }
    }

    /// The label of the last line if a control or boxes follow on lines of their own: then those are the place, if there is one.
    fn announced(&mut self, next: Option<&Block>) -> String {
        let opens = |block: &Block| match block {
            Block::Paragraph(paragraph) if paragraph.opens_control => true,
            Block::Paragraph(Paragraph { glyphs, .. }) => match glyphs.iter().find(|glyph| !is_blank(glyph.shown)) {
                Some(Glyph { kind: GlyphKind::Control(_), .. }) => glyphs.len() == 1,
                Some(Glyph { kind: GlyphKind::Box(_), .. }) => true,
                _ => false,
            },
            Block::Table(_) => false,
        };
        match self.places.pop_if(|last| last.is_implied && next.is_some_and(opens)) {
            Some(label) => label.label,
            None => String::new(),
        }
    }

    /// The labels of the places from that number on, the last first, no more than tell about what follows.
    fn labels_since(&self, first: usize) -> Vec<String> {
        let labels = self.places[first..].iter().rev().map(|place| place.label.clone());
        labels.filter(|label| !label.is_empty()).take(NEAREST).collect()
    }

    /// The places of a paragraph outside of tables; gives back their labels, the last first.
    fn body_line(&mut self, paragraph: &Paragraph, around: &Around) -> Vec<String> {
        let first = self.places.len();
        self.line(paragraph, scan::scan(paragraph), around);
        self.labels_since(first)
    }
}

/// The text of a paragraph; a table parts lines.
fn line(block: &Block) -> String {
    match block {
        Block::Paragraph(paragraph) => paragraph.text(),
        Block::Table(_) => String::new(),
    }
}

/// The headings that were passed.
struct Headings<'a> {
    /// The last numbered heading.
    part: Option<String>,
    /// The last short line, which may be the caption of what follows.
    caption: Option<String>,
    over: &'a [String],
}

impl Headings<'_> {
    fn pass(&mut self, text: &str, has_no_place: bool) {
        let text = text.trim();
        if text.is_empty() || text.chars().count() > LABEL {
            return;
        }
        if is_numbered_heading(text) {
            self.part = Some(text.to_owned());
            self.caption = None;
        } else if has_no_place {
            self.caption = Some(text.to_owned());
        }
    }

    fn nearest_first(&self) -> Vec<String> {
        self.caption.iter().chain(&self.part).chain(self.over).cloned().collect()
    }
}
