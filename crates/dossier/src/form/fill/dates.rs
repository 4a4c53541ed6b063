//! Dates in the room before 年, 月 and 日.

use std::ops::Range;

use jiff::civil::Date;

use super::edits::Edits;
use crate::form::content::{Control, GlyphKind, Paragraph};
use crate::form::place::{DatePart, DateUnit};
use crate::form::values::{Reason, Written};
use crate::form::words::{is_line, room};

/// The digits of each part of a date, or of a year alone, without those that are given.
pub(super) fn digits(parts: &[DatePart], written: &Written) -> Result<Vec<String>, Reason> {
    match (written, parts) {
        (Written::Date(date), _) => of_date(parts, *date),
        (Written::Lines(lines), [part]) => {
            let text = lines.first().map(String::as_str).unwrap_or_default();
            let year: i16 = text.parse().map_err(|_| Reason::NotADate(text.to_owned()))?;
            Ok(vec![text.strip_prefix(&part.given).ok_or(Reason::OtherYear(year))?.to_owned()])
        }
        (Written::Lines(lines), _) => Err(Reason::NotADate(lines.concat())),
        (Written::Option(_), _) => Err(Reason::Unknown),
    }
}

fn of_date(parts: &[DatePart], date: Date) -> Result<Vec<String>, Reason> {
    let whole = |unit| match unit {
        DateUnit::Year => i16::to_string(&date.year()),
        DateUnit::Month => i8::to_string(&date.month()),
        DateUnit::Day => i8::to_string(&date.day()),
    };
    let rest = |part: &DatePart| whole(part.unit).strip_prefix(&part.given).map(str::to_owned);
    parts.iter().map(|part| rest(part).ok_or(Reason::OtherYear(date.year()))).collect()
}

impl Edits<'_> {
    /// Writes the digits of a date into its blanks.
    pub(super) fn date(
        &mut self,
        paragraph: &Paragraph,
        parts: &[DatePart],
        digits: &[String],
        controls: &[Control],
    ) -> Result<(), Reason> {
        let widths = |range: Range<usize>| -> f32 { paragraph.glyphs[range].iter().map(|glyph| room(glyph.shown)).sum() };
        let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return Ok(()) };
        let own = first.range.start - first.given.chars().count()..last.range.end + 1;
        let all: f32 = parts.iter().map(|part| widths(part.range.clone())).sum();
        let written: f32 = digits.iter().map(|digits| digits.len() as f32 * 0.5).sum();
        for (position, (part, digits)) in parts.iter().zip(digits).enumerate() {
            let glyphs = &paragraph.glyphs[part.range.clone()];
            if let Some(at) = glyphs.iter().position(|glyph| matches!(glyph.kind, GlyphKind::Control(_))) {
                self.text_control(paragraph, part.range.start + at, controls, digits)?;
                continue;
            }
            let is_drawn = glyphs.iter().any(|glyph| glyph.is_underlined || is_line(glyph.shown));
            let text = if is_drawn {
                centred(digits, widths(part.range.clone()))
            } else if position == 0 && part.range.start == 0 {
                // Room at the beginning of a line puts the date to the right; it stays there.
                format!("{}{digits}", first_room(paragraph, part.range.len(), all - written))
            } else {
                digits.clone()
            };
            self.date_part(paragraph, part, own.clone(), &text)?;
        }
        Ok(())
    }

    fn date_part(&mut self, paragraph: &Paragraph, part: &DatePart, own: Range<usize>, text: &str) -> Result<(), Reason> {
        if !part.range.is_empty() {
            return self.replace(paragraph, part.range.clone(), own, text);
        }
        let behind = paragraph.glyphs.get(part.range.start).ok_or(Reason::Unknown)?;
        match behind.kind {
            GlyphKind::Text(_) => {
                self.cut(behind.place.start..behind.place.start, text);
                Ok(())
            }
            _ => Err(Reason::Unknown),
        }
    }
}

/// Digits in the middle of a line of some width.
fn centred(digits: &str, width: f32) -> String {
    let spaces = ((width - digits.len() as f32 * 0.5) / 0.5).floor().max(0.0) as usize;
    format!("{}{digits}{}", " ".repeat(spaces - spaces / 2), " ".repeat(spaces / 2))
}

/// The first glyphs of a paragraph up to a width.
fn first_room(paragraph: &Paragraph, most: usize, width: f32) -> String {
    let mut left = width;
    let kept = paragraph.glyphs.iter().take(most).map(|glyph| glyph.shown).take_while(|shown| {
        left -= room(*shown);
        left >= 0.0
    });
    kept.collect()
}
