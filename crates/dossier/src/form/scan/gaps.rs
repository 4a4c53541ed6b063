//! Blanks in running text: lines of underscores, underlined room, room behind a colon, controls that wait.

use std::ops::Range;

use super::{Gap, Item, Scan};
use crate::form::content::GlyphKind;
use crate::form::words::{Unit, is_colon, is_filler, is_line, room};

/// The least room behind a colon that asks for something, in ems.
const ROOM: f32 = 2.0;

impl Scan<'_> {
    /// Takes the blanks of the paragraph.
    pub(super) fn gaps(&mut self) -> Vec<Item> {
        let mut gaps = Vec::new();
        let mut at = 0;
        while at < self.glyphs.len() {
            let end = self.run_end(at);
            if end > at && !self.taken[at] {
                gaps.extend(self.gap_in(at..end));
            }
            at = end.max(at + 1);
        }
        gaps.extend(self.implied_gap());
        gaps
    }

    /// The end of the room that begins at a glyph. A control stands for itself.
    fn run_end(&self, start: usize) -> usize {
        let is_control = |at: usize| matches!(self.glyphs[at].kind, GlyphKind::Control(_));
        if is_control(start) {
            return start + 1;
        }
        (start..self.glyphs.len()).find(|at| !self.is_room(*at) || is_control(*at)).unwrap_or(self.glyphs.len())
    }

    fn gap_in(&mut self, run: Range<usize>) -> Option<Item> {
        let control = match self.glyphs[run.start].kind {
            GlyphKind::Control(control) => Some(control),
            _ => None,
        };
        let range = if control.is_some() { run } else { self.line_in(&run).or_else(|| self.open_room(&run))? };
        let label = self.label_before(range.start);
        let label = label.trim_end_matches(['（', '(']).trim_end_matches(is_colon).to_owned();
        self.take(range.clone());
        let behind = self.behind(range.end);
        Some(Item::Gap(Gap { label, range, behind, is_implied: false, control }))
    }

    /// The part of some room that is drawn as a line: underscores or underlined blanks.
    fn line_in(&self, run: &Range<usize>) -> Option<Range<usize>> {
        let is_drawn = |at: &usize| is_line(self.glyphs[*at].shown) || self.glyphs[*at].is_underlined;
        let first = run.clone().find(is_drawn)?;
        let last = run.clone().rev().find(is_drawn)?;
        (self.room(first..last + 1) >= 1.0).then_some(first..last + 1)
    }

    /// Room without a line that asks for something by what stands around it: a colon, brackets, a unit.
    fn open_room(&self, run: &Range<usize>) -> Option<Range<usize>> {
        let before = run.start.checked_sub(1).and_then(|at| self.shown(at));
        let is_last = run.end == self.glyphs.len();
        let is_wide = self.room(run.clone()) >= ROOM;
        let behind_colon = before.is_some_and(is_colon) && (is_wide || is_last);
        let before_unit = before.is_none() && is_wide && Unit::read(&self.text(run.end..self.glyphs.len())).is_some();
        (behind_colon || before_unit || is_wide && self.is_bracketed(run)).then(|| run.clone())
    }

    fn is_bracketed(&self, run: &Range<usize>) -> bool {
        let before = run.start.checked_sub(1).and_then(|at| self.shown(at));
        matches!((before, self.shown(run.end)), (Some('（' | '('), Some('）' | ')')))
    }

    /// The end of a paragraph behind a colon.
    fn implied_gap(&mut self) -> Option<Item> {
        let end = self.glyphs.len();
        let last = end.checked_sub(1)?;
        if self.taken[last] || !is_colon(self.glyphs[last].shown) || self.glyphs[last].kind == GlyphKind::Field {
            return None;
        }
        let label = self.label_before(last);
        (!label.is_empty())
            .then(|| Item::Gap(Gap { label, range: end..end, behind: String::new(), is_implied: true, control: None }))
    }

    /// The words behind a blank, up to the next blank or sign.
    fn behind(&self, start: usize) -> String {
        let start = if matches!(self.shown(start), Some('）' | ')')) { start + 1 } else { start };
        let is_end = |c: &char| is_filler(*c) || is_colon(*c) || "，。；、,;（(\n".contains(*c);
        self.glyphs[start..].iter().map(|glyph| glyph.shown).take_while(|c| !is_end(c)).collect()
    }

    fn room(&self, range: Range<usize>) -> f32 {
        self.glyphs[range].iter().map(|glyph| room(glyph.shown)).sum()
    }
}
