//! Dates to be filled in: room before 年, 月 and 日.

use super::{Item, Scan};
use crate::form::place::{DatePart, DateUnit};
use crate::form::words::{is_colon, is_line};

impl Scan<'_> {
    /// Takes the dates of the paragraph.
    pub(super) fn dates(&mut self) -> Vec<Item> {
        let mut dates = Vec::new();
        for at in 0..self.glyphs.len() {
            if self.shown(at) != Some('年') || self.taken[at] {
                continue;
            }
            if let Some((parts, end)) = self.date_at(at).or_else(|| self.lone_year_at(at)) {
                let start = parts[0].range.start - parts[0].given.chars().count();
                let label = self.label_before(start);
                self.take(start..end);
                dates.push(Item::Date { label, parts });
            }
        }
        dates
    }

    /// A date whose 年 is this glyph, and where it ends. Without any room it must be all that stands behind its label.
    fn date_at(&self, at: usize) -> Option<(Vec<DatePart>, usize)> {
        let year = self.year_before(at)?;
        let month = at + 1..self.room_behind(at + 1);
        if self.shown(month.end) != Some('月') {
            return None;
        }
        let start = year.range.start - year.given.chars().count();
        let opens = start == 0 || self.shown(start - 1).is_some_and(|c| is_colon(c) || matches!(c, '（' | '(' | '\n'));
        let day = month.end + 1..self.room_behind(month.end + 1);
        let has_day = self.shown(day.end) == Some('日');
        if year.range.is_empty() && !(opens && has_day) || !has_day && month.is_empty() {
            return None;
        }
        let part = |unit, range| DatePart { unit, range, given: String::new() };
        let mut parts = vec![year, part(DateUnit::Month, month.clone())];
        if !has_day {
            return Some((parts, month.end + 1));
        }
        parts.push(part(DateUnit::Day, day.clone()));
        Some((parts, day.end + 1))
    }

    /// Room for a year and nothing else: 20__年.
    fn lone_year_at(&self, at: usize) -> Option<(Vec<DatePart>, usize)> {
        let year = self.year_before(at)?;
        let is_drawn = self.glyphs[year.range.clone()].iter().any(|glyph| glyph.is_underlined || is_line(glyph.shown));
        let is_wide = !year.given.is_empty() && year.range.len() >= 2;
        (is_drawn || is_wide).then_some((vec![year], at + 1))
    }

    /// The room for a year before a glyph, behind the digits that are given. Four digits are a year already.
    fn year_before(&self, at: usize) -> Option<DatePart> {
        let start = self.room_before(at);
        let given = (0..start).rev().take_while(|at| self.shown(*at).is_some_and(|c| c.is_ascii_digit())).count();
        let digits = self.text(start - given..start);
        let is_open = given == 0 || given <= 3 && digits.starts_with(['1', '2']) && start < at;
        let room = start..at;
        (is_open && (start..at).all(|at| !self.taken[at])).then_some(DatePart {
            unit: DateUnit::Year,
            range: room,
            given: digits,
        })
    }
}
