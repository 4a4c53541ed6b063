//! Changes to the text of a part: what is cut out and what is put in, at places of the original.

use std::ops::Range;

use quick_xml::escape::partial_escape;

use super::are_text;
use super::runs::{Style, is_emphatic, properties};
use crate::form::content::{Glyph, GlyphKind, Paragraph};
use crate::form::tree::{Id, Tree};
use crate::form::values::Reason;
use crate::form::words::{is_colon, is_filler, is_line, room};
use crate::{measure, xml};

/// Changes to the text of a tree.
pub(super) struct Edits<'a> {
    pub(super) tree: &'a Tree,
    cuts: Vec<Cut>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Cut {
    range: Range<usize>,
    text: String,
}

impl<'a> Edits<'a> {
    pub(super) fn new(tree: &'a Tree) -> Edits<'a> {
        Edits { tree, cuts: Vec::new() }
    }

    /// Puts a text in the place of another. The same change twice is one.
    pub(super) fn cut(&mut self, range: Range<usize>, text: impl Into<String>) {
        let cut = Cut { range, text: text.into() };
        if !self.cuts.contains(&cut) {
            self.cuts.push(cut);
        }
    }

    /// How far the changes go, to come back to with [`Edits::undo`].
    pub(super) fn mark(&self) -> usize {
        self.cuts.len()
    }

    /// Takes back what was changed since.
    pub(super) fn undo(&mut self, mark: usize) {
        self.cuts.truncate(mark);
    }

    /// Whether no change since a mark meets an earlier one.
    pub(super) fn are_apart(&self, mark: usize) -> bool {
        let (before, since) = self.cuts.split_at(mark);
        let meets = |one: &Cut, other: &Cut| one.range.start < other.range.end && other.range.start < one.range.end;
        since.iter().enumerate().all(|(at, cut)| !before.iter().chain(&since[..at]).any(|other| meets(cut, other)))
    }

    /// The changed text; `None` if nothing changed.
    pub(super) fn apply(self) -> Option<String> {
        if self.cuts.is_empty() {
            return None;
        }
        let text = self.tree.text();
        let mut changed = String::with_capacity(text.len() + 64 * self.cuts.len());
        let mut at = 0;
        for cut in &in_order(self.cuts) {
            changed.push_str(&text[at..cut.range.start]);
            changed.push_str(&cut.text);
            at = cut.range.end;
        }
        changed.push_str(&text[at..]);
        Some(changed)
    }

    /// Writes into a blank of a line; what is drawn as a line keeps its length.
    pub(super) fn gap(&mut self, paragraph: &Paragraph, range: Range<usize>, text: &str) -> Result<(), Reason> {
        let glyphs = &paragraph.glyphs[range.clone()];
        let is_drawn = glyphs.iter().any(|glyph| glyph.is_underlined || is_line(glyph.shown));
        // What follows a wide blank keeps its place if it is another label.
        let is_inside = !range.is_empty() && paragraph.glyphs[range.end..].iter().any(|glyph| is_colon(glyph.shown));
        let left = glyphs.iter().map(|glyph| room(glyph.shown)).sum::<f32>() - measure::width(text);
        let has_tab = glyphs.iter().any(|glyph| glyph.shown == '\t');
        let spaces = if (is_drawn || is_inside) && !has_tab { (left / 0.5).floor().max(0.0) as usize } else { 0 };
        self.replace(paragraph, range.clone(), range, &format!("{text}{}", " ".repeat(spaces)))
    }

    /// Puts text in the place of some glyphs, in their own format. What else stands in their run and is no part of `own` is a
    /// label, which does not lend its emphasis. Underscores become a line under the text.
    pub(super) fn replace(
        &mut self,
        paragraph: &Paragraph,
        range: Range<usize>,
        own: Range<usize>,
        text: &str,
    ) -> Result<(), Reason> {
        let glyphs = &paragraph.glyphs[range.clone()];
        let Some(first) = glyphs.first() else { return self.append(paragraph, range.start, text) };
        if !are_text(glyphs) {
            return Err(Reason::Occupied(paragraph.text()));
        }
        let is_own = paragraph.glyphs.iter().enumerate().all(|(at, glyph)| glyph.run != first.run || own.contains(&at));
        let style = Style { plain: !is_own, underlined: glyphs.iter().any(|glyph| is_line(glyph.shown)) };
        let is_split = style.underlined || style.plain && is_emphatic(self.tree, first.run);
        let chunk = self.chunk(glyphs);
        match first.kind {
            GlyphKind::Text(element) => {
                let place = first.place.start..glyphs[chunk - 1].place.end;
                let markup = if is_split { self.split(element, first.run, style, text) } else { escaped(text) };
                let is_verbatim = self.tree.is_verbatim(element, place.start);
                self.cut(place, if is_verbatim { format!("]]>{markup}<![CDATA[") } else { markup });
                self.keep_spaces(element);
                self.remove(&glyphs[chunk..], text);
            }
            _ => {
                let at = first.place.start;
                let markup = if is_split { self.split_run(first.run, style, text) } else { self.text_element(first.run, text) };
                self.cut(at..at, markup);
                self.remove(glyphs, text);
            }
        }
        Ok(())
    }

    /// How many glyphs from the first stand right behind one another in one text element.
    fn chunk(&self, glyphs: &[Glyph]) -> usize {
        let joined = |pair: &[Glyph]| pair[0].kind == pair[1].kind && pair[0].place.end == pair[1].place.start;
        1 + glyphs.windows(2).take_while(|pair| joined(pair)).count()
    }

    /// Removes the rest of a blank. Tabs that the text does not cover stay, one at least, so that what follows keeps its place.
    fn remove(&mut self, glyphs: &[Glyph], text: &str) {
        let tabs = glyphs.iter().filter(|glyph| glyph.kind == GlyphKind::Element).count();
        let covered = (measure::width(text) / room('\t')).ceil() as usize;
        let mut removable = covered.min(tabs.saturating_sub(1));
        for glyph in glyphs {
            match glyph.kind {
                GlyphKind::Text(_) => self.cut(glyph.place.clone(), ""),
                _ if removable > 0 => {
                    removable -= 1;
                    self.cut(glyph.place.clone(), "");
                }
                _ => {}
            }
        }
    }

    /// Writes behind the last glyph of a line.
    fn append(&mut self, paragraph: &Paragraph, at: usize, text: &str) -> Result<(), Reason> {
        let last = at.checked_sub(1).and_then(|at| paragraph.glyphs.get(at)).ok_or(Reason::Unknown)?;
        let run = self.new_run(last.run, Style { plain: true, underlined: false }, text);
        let end = self.tree.whole(last.run).end;
        self.cut(end..end, run);
        Ok(())
    }

    /// A run with text in the format of another.
    fn new_run(&self, like: Id, style: Style, text: &str) -> String {
        run(self.tree.prefix(like), &properties(self.tree, like, style), text)
    }

    /// The end of a text and its run, a run with text, and the beginning of the rest.
    fn split(&self, element: Id, like: Id, style: Style, text: &str) -> String {
        let (end, prefix) = (self.tree.written_name(element), self.tree.prefix(element));
        format!("</{end}>{}<{prefix}t xml:space=\"preserve\">", self.split_run(like, style, text))
    }

    fn split_run(&self, like: Id, style: Style, text: &str) -> String {
        let (prefix, run) = (self.tree.prefix(like), self.new_run(like, style, text));
        let own = properties(self.tree, like, Style::default());
        format!("</{prefix}r>{run}<{prefix}r>{own}")
    }

    fn text_element(&self, like: Id, text: &str) -> String {
        let prefix = self.tree.prefix(like);
        format!("<{prefix}t xml:space=\"preserve\">{}</{prefix}t>", escaped(text))
    }

    /// Makes a text element keep the blanks at its ends.
    fn keep_spaces(&mut self, element: Id) {
        if self.tree.attribute(element, "space").is_none() {
            let end = self.tree.tag(element).end - 1;
            self.cut(end..end, " xml:space=\"preserve\"");
        }
    }

    /// Removes the text of a paragraph that is more than blanks.
    pub(super) fn clear(&mut self, paragraph: &Paragraph) -> Result<(), Reason> {
        if paragraph.glyphs.iter().all(|glyph| is_filler(glyph.shown)) {
            return Ok(());
        }
        if !are_text(&paragraph.glyphs) {
            return Err(Reason::Occupied(paragraph.text()));
        }
        paragraph.glyphs.iter().for_each(|glyph| self.cut(glyph.place.clone(), ""));
        Ok(())
    }
}

/// Changes in the order of the text; those at one place in the order in which they were made.
fn in_order(cuts: Vec<Cut>) -> Vec<Cut> {
    let mut ordered: Vec<Cut> = Vec::with_capacity(cuts.len());
    for cut in cuts {
        let key = |cut: &Cut| (cut.range.start, cut.range.end);
        let place = ordered.partition_point(|other| key(other) <= key(&cut));
        ordered.insert(place, cut);
    }
    ordered
}

/// A run of some properties with text.
pub(super) fn run(prefix: &str, properties: &str, text: &str) -> String {
    format!("<{prefix}r>{properties}<{prefix}t xml:space=\"preserve\">{}</{prefix}t></{prefix}r>", escaped(text))
}

/// Text as it stands in XML; a tab inside a text element would be no tab.
fn escaped(text: &str) -> String {
    partial_escape(xml::allowed(text).as_ref()).replace('\t', " ")
}
