//! What is to be written in a paragraph: blanks with the label before them, dates, boxes to tick.

mod boxes;
mod dates;
mod gaps;

use std::ops::Range;

use crate::form::content::{Glyph, GlyphKind, Paragraph};
use crate::form::place::DatePart;
use crate::form::words::{is_colon, is_filler};

/// Something to be written in a paragraph; ranges count glyphs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// A blank.
    Gap(Gap),
    /// A date with room between 年, 月 and 日, or only a year.
    Date { label: String, parts: Vec<DatePart> },
    /// Boxes to tick under one label.
    Boxes { label: String, options: Vec<BoxOption>, is_closed: bool },
}

/// A blank in a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Gap {
    pub label: String,
    pub range: Range<usize>,
    /// What stands behind it up to the next blank.
    pub behind: String,
    /// Nothing but a colon shows it.
    pub is_implied: bool,
    /// The control that waits there.
    pub control: Option<usize>,
}

/// A box to tick and what it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct BoxOption {
    pub at: usize,
    pub text: String,
    pub is_ticked: bool,
}

/// A paragraph being scanned.
struct Scan<'a> {
    glyphs: &'a [Glyph],
    /// Which glyphs an item has taken already.
    taken: Vec<bool>,
}

/// How much one paragraph can ask for. More is a pattern of signs that nobody fills, and each of its blanks would be sought
/// in, and written into, the same text.
const MOST: usize = 200;

/// Finds what is to be written in a paragraph, in its order.
pub(super) fn scan(paragraph: &Paragraph) -> Vec<Item> {
    let mut scan = Scan { glyphs: &paragraph.glyphs, taken: vec![false; paragraph.glyphs.len()] };
    let all: Vec<Item> = [scan.dates(), scan.boxes(), scan.gaps()].into_iter().flatten().collect();
    if all.len() > MOST {
        return Vec::new();
    }
    let mut items: Vec<Item> = Vec::new();
    for found in all {
        let place = items.partition_point(|other| other.start() <= found.start());
        items.insert(place, found);
    }
    items
}

impl Item {
    /// The glyph where it starts.
    pub(super) fn start(&self) -> usize {
        match self {
            Item::Gap(gap) => gap.range.start,
            Item::Date { parts, .. } => parts.first().map_or(0, |part| part.range.start),
            Item::Boxes { options, .. } => options.first().map_or(0, |option| option.at),
        }
    }
}

impl Scan<'_> {
    fn shown(&self, at: usize) -> Option<char> {
        self.glyphs.get(at).map(|glyph| glyph.shown)
    }

    /// Whether a glyph leaves room to write: a blank, a line, a control that waits. Fields write themselves.
    fn is_room(&self, at: usize) -> bool {
        self.glyphs.get(at).is_some_and(|glyph| match glyph.kind {
            GlyphKind::Control(_) => true,
            GlyphKind::Field | GlyphKind::Box(_) => false,
            GlyphKind::Text(_) | GlyphKind::Element => is_filler(glyph.shown),
        })
    }

    /// Where the room that ends before a glyph begins.
    fn room_before(&self, end: usize) -> usize {
        (0..end).rev().take_while(|at| self.is_room(*at)).last().unwrap_or(end)
    }

    /// Where the room that begins at a glyph ends.
    fn room_behind(&self, start: usize) -> usize {
        (start..self.glyphs.len()).find(|at| !self.is_room(*at)).unwrap_or(self.glyphs.len())
    }

    fn take(&mut self, range: Range<usize>) {
        self.taken[range].fill(true);
    }

    fn text(&self, range: Range<usize>) -> String {
        self.glyphs[range].iter().map(|glyph| glyph.shown).collect()
    }

    /// The label before a glyph: what stands there since the last item, the last label, the last sentence or the last line.
    fn label_before(&self, end: usize) -> String {
        let is_edge = |at: &usize| self.is_room(*at) && !self.taken[*at] || is_colon(self.glyphs[*at].shown);
        let end = end - (0..end).rev().take_while(is_edge).count();
        let signs = |shown: char| is_colon(shown) || matches!(shown, '。' | '；' | ';' | '，' | '\n');
        let is_end = |at: &usize| self.taken[*at] || signs(self.glyphs[*at].shown);
        let start = (0..end).rev().find(is_end).map_or(0, |at| at + 1);
        last_words(&self.text(start..end))
    }
}

/// The label at the end of a text. A wide room parts it from what stands before, unless it parts single characters that are
/// spread over a line.
fn last_words(text: &str) -> String {
    let mut words: Vec<&str> = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| !is_filler(c)) {
        let word = &rest[start..];
        let end = wide_room(word).unwrap_or(word.len());
        words.push(word[..end].trim_end_matches(is_filler));
        rest = &word[end..];
    }
    let is_single = |word: &str| word.trim_end_matches([':', '：']).chars().count() == 1;
    let Some((last, before)) = words.split_last() else { return String::new() };
    let mut label = (*last).to_owned();
    if is_single(last) {
        for word in before.iter().rev().take_while(|word| is_single(word)) {
            label.insert_str(0, word);
        }
    }
    label.trim_end_matches([':', '：', ' ']).to_owned()
}

/// Where the first room of at least two ems in a text begins.
fn wide_room(text: &str) -> Option<usize> {
    let mut room: Option<(usize, f32)> = None;
    for (at, character) in text.char_indices() {
        room = match room {
            _ if !is_filler(character) => None,
            Some((start, wide)) => Some((start, wide + super::words::room(character))),
            None => Some((at, super::words::room(character))),
        };
        if let Some((start, wide)) = room
            && wide >= 2.0
        {
            return Some(start);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_end_where_wide_room_begins() {
        for (text, label) in [
            ("联 系 人：", "联 系 人"),
            ("单　　位　　名　　称：", "单位名称"),
            ("以上情况属实　　　申报单位：", "申报单位"),
            ("法定　代表人", "法定　代表人"),
            ("　　", ""),
        ] {
            assert_eq!(last_words(text), label, "{text}");
        }
    }
}
