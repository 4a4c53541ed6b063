//! How values are written in every document: dates, answers, points, ranges, and what is not filled in.

use award::assessment::{Assessment, Choice};
use award::catalog::Catalog;
use award::form::{Field, FieldKind};
use award::points::Points;
use award::scoring::{Shortlist, Tally};
use award::{applicant, scoring};
use jiff::civil::Date;

use crate::document::{Cell, Inline, Paragraph, Style};

/// What stands in place of a value that was not filled in.
pub(crate) const MISSING: &str = "〔未填写〕";

/// What stands in place of a percent that was not given.
pub(crate) const UNSCORED: &str = "未评";

/// What a document of the fictional sample says on its cover.
pub(crate) const SAMPLE: &str = "（示例：虚构的申报单位，仅供演示）";

/// A value, or the mark that it is missing.
pub(crate) fn value(text: &str) -> Inline {
    let text = text.trim();
    if text.is_empty() { Inline::missing(MISSING) } else { Inline::plain(text) }
}

/// A cell with a value of one or several lines, or the mark that it is missing.
pub(crate) fn value_cell(text: &str) -> Cell {
    if text.trim().is_empty() {
        return Cell::of(Inline::missing(MISSING));
    }
    Cell::paragraphs(lines(text).map(|line| Paragraph::new(Style::Cell, line)).collect())
}

/// The lines of a text that are not blank, without the blanks around them.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// A text on one line, for fields that have only one and for the properties of a file.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<&str>>().join(" ")
}

/// A date as documents write it: 2026年11月24日.
pub(crate) fn day(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// A typed date as documents write it; as it was typed if it is none.
pub(crate) fn date(text: &str) -> String {
    applicant::date(text).map_or_else(|| one_line(text), day)
}

/// A day without its year: 11月24日.
pub(crate) fn day_of_year(date: Date) -> String {
    format!("{}月{}日", date.month(), date.day())
}

/// Some years in a row: 2027、2028.
pub(crate) fn years(years: &[i16]) -> String {
    years.iter().map(ToString::to_string).collect::<Vec<String>>().join("、")
}

/// An answer in one word.
pub(crate) fn choice(choice: Choice) -> &'static str {
    match choice {
        Choice::Yes => "是",
        Choice::No => "否",
        Choice::Unsure => "不确定",
    }
}

/// The label of a field with its unit: 注册资本（万元）.
pub(crate) fn label(field: &Field) -> String {
    match &field.unit {
        Some(unit) => format!("{}（{unit}）", field.label),
        None => field.label.to_string(),
    }
}

/// The text of a field that has one value; empty if it is not filled.
pub(crate) fn field(catalog: &Catalog, field: &Field, assessment: &Assessment) -> String {
    let typed = || {
        let text = assessment.field(field.id.as_str()).trim().to_owned();
        if text.is_empty() { applicant::stand_in(field, assessment).unwrap_or_default() } else { text }
    };
    match field.kind {
        FieldKind::Date => applicant::date(&typed()).map_or_else(typed, day),
        FieldKind::Answer => {
            let answer = field.answer.as_ref().and_then(|answer| assessment.answer(answer.as_str()).choice);
            answer.map(choice).unwrap_or_default().to_owned()
        }
        FieldKind::Computed => applicant::computed(catalog, field.id.as_str(), assessment).to_string(),
        FieldKind::Blank => String::new(),
        FieldKind::LongText => typed(),
        _ => one_line(&typed()),
    }
}

/// The text of a field for one fiscal year; empty if it is not filled.
pub(crate) fn field_in(catalog: &Catalog, field: &Field, year: i16, assessment: &Assessment) -> String {
    let text = match field.kind {
        FieldKind::ComputedSeries => applicant::computed_in(catalog, field.id.as_str(), year, assessment),
        _ => assessment.field_in(field.id.as_str(), year),
    };
    one_line(&text)
}

/// A number with a comma before every three digits, if it is written as plainly as 28640.5; anything else as it is.
pub(crate) fn grouped(text: &str) -> String {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("-", digits));
    let (whole, places) = digits.split_once('.').unwrap_or((digits, ""));
    let is_plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() < 4 || whole.starts_with('0') || !is_plain(whole) || !is_plain(places) {
        return text.to_owned();
    }
    let mut written = sign.to_owned();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written + &digits[whole.len()..]
}

/// What a tally earns: its points, or the range that unscored items leave open.
pub(crate) fn earned(tally: &Tally) -> String {
    if tally.is_complete() { tally.earned.to_string() } else { range(tally.least(), tally.most()) }
}

/// A range of points.
pub(crate) fn range(least: Points, most: Points) -> String {
    format!("{least}–{most}")
}

/// The share that a tally earns, as 65.0% or as a range; with the digits that the workbook shows.
pub(crate) fn share(tally: &Tally) -> String {
    let of = |points: Points| {
        let tenths = points.tenths_of(tally.worth());
        format!("{}.{}", tenths / 10, tenths % 10)
    };
    if tally.is_complete() { format!("{}%", of(tally.earned)) } else { format!("{}–{}%", of(tally.least()), of(tally.most())) }
}

/// A cell with the result of a tally, shaded while something is not scored.
pub(crate) fn tally_cell(tally: &Tally, text: String) -> Cell {
    Cell::of(if tally.is_complete() { Inline::plain(text) } else { Inline::missing(text) })
}

/// Where the total stands to the shortlist line, in one sentence.
pub(crate) fn standing(catalog: &Catalog, total: &Tally) -> String {
    let line = catalog.scheme.review.shortlist_points;
    let open = total.items - total.scored;
    let so_far = if open == 0 {
        format!("自评总分 {} 分（满分 {} 分）", total.earned, total.worth())
    } else {
        format!("已评 {} 项、未评 {open} 项，自评总分在 {} 分之间", total.scored, earned(total))
    };
    let stands = match scoring::shortlist(&catalog.scheme.review, total) {
        Shortlist::Reached => format!("达到 {line} 分入围线"),
        Shortlist::Open => format!("是否达到 {line} 分入围线取决于未评条款"),
        Shortlist::Missed => format!("未达到 {line} 分入围线"),
    };
    format!("{so_far}，{stands}。自评得分只反映申报单位的自我评价，入围以评审得分为准。")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_written_is_marked() {
        assert_eq!(value(" \t").text, MISSING);
    }

    #[test]
    fn only_plain_numbers_are_grouped() {
        for (text, written) in [
            ("28640", "28,640"),
            ("-1234567.50", "-1,234,567.50"),
            ("999", "999"),
            ("1000", "1,000"),
            ("28,640", "28,640"),
            ("0376", "0376"),
            ("28640 万", "28640 万"),
            ("28640.5.1", "28640.5.1"),
            ("≥28640", "≥28640"),
            ("２８６４０", "２８６４０"),
            ("-", "-"),
            ("", ""),
        ] {
            assert_eq!(grouped(text), written, "{text}");
        }
    }
}
