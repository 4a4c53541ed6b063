//! The years that columns, rows and labels of a form name.

use award::labels::plain;

use crate::form::words::{is_filler, without_brackets};

/// A fiscal year as a form names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Year {
    /// By its number.
    Of(i16),
    /// So many years before the year that is assessed.
    Back(u8),
}

impl Year {
    /// The number of the year when `assessed` is assessed.
    #[must_use]
    pub fn number(self, assessed: i16) -> i16 {
        match self {
            Year::Of(year) => year,
            Year::Back(years) => assessed.saturating_sub(i16::from(years)),
        }
    }
}

/// The year that heads a column or a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The year.
    pub year: Year,
    /// Whether the form leaves no doubt which year is meant.
    pub is_sure: bool,
}

/// What a heading says about its year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// It names one.
    Year(Heading),
    /// It leaves room for the number, with these digits given.
    Blank,
    /// It names the three years together.
    Three,
}

/// Words for years by their distance from the year that is assessed, and whether they leave no doubt.
const RELATIVE: &[(&str, u8, bool)] = &[
    ("上年", 0, true),
    ("上年度", 0, true),
    ("上一年", 0, true),
    ("上一年度", 0, true),
    ("去年", 0, true),
    ("前一年", 0, true),
    ("前一年度", 0, true),
    ("前年", 1, true),
    ("前年度", 1, true),
    ("前二年", 1, true),
    ("前两年", 1, true),
    ("前二年度", 1, true),
    ("大前年", 2, true),
    ("前三年度", 2, false),
    ("第一年", 2, false),
    ("第二年", 1, false),
    ("第三年", 0, false),
    ("本年", 0, false),
    ("本年度", 0, false),
    ("当年", 0, false),
    ("今年", 0, false),
];

/// What may stand behind the number of a year without changing what is asked.
const ENDINGS: [&str; 10] = ["", "年", "年度", "年末", "年底", "年实际", "年实绩", "年数据", "年完成", "年情况"];

/// Headings that name three years together.
const THREE: [&str; 7] = ["近三年", "前三年", "最近三年", "近三年度", "三年", "近3年", "近三个年度"];

/// Words that call the current year, so that 上年 and 前年 may be counted from it.
const CURRENT: [&str; 4] = ["本年", "本年度", "当年", "今年"];

/// What a heading says about its year, if that is all it says.
pub(super) fn named(text_with_room: &str) -> Option<Named> {
    let text = without_brackets(&plain(&text_with_room.replace(['_', '＿'], "")));
    if THREE.contains(&text.as_str()) {
        return Some(Named::Three);
    }
    if let Some((_, back, is_sure)) = RELATIVE.iter().find(|(word, ..)| *word == text) {
        return Some(Named::Year(Heading { year: Year::Back(*back), is_sure: *is_sure }));
    }
    if leaves_room(text_with_room) {
        return Some(Named::Blank);
    }
    let (year, rest) = leading_number(&text)?;
    ENDINGS.contains(&rest).then_some(Named::Year(Heading { year: Year::Of(year), is_sure: true }))
}

/// Whether a heading leaves room for the number of a year: `20__年`, `　　年度`.
fn leaves_room(text: &str) -> bool {
    let Some((before, behind)) = text.split_once('年') else { return false };
    let given: String = before.chars().filter(|c| !is_filler(*c)).collect();
    ["", "度", "末"].contains(&behind.trim()) && ["", "2", "20", "202"].contains(&given.as_str()) && before.chars().any(is_filler)
}

/// Whether a heading calls the current year.
pub(super) fn is_current(text: &str) -> bool {
    CURRENT.contains(&plain(text).as_str())
}

/// The year in front of a plain label, and the label: `2023年营业收入`, `上年度利润总额`.
pub(super) fn in_front(label: &str) -> Option<(Heading, &str)> {
    if let Some((year, rest)) = leading_number(label) {
        let rest = ["年度", "年末", "年底", "年"].iter().find_map(|ending| rest.strip_prefix(ending))?;
        return Some((Heading { year: Year::Of(year), is_sure: true }, rest));
    }
    let longest = RELATIVE.iter().filter(|(word, ..)| label.starts_with(word)).max_by_key(|(word, ..)| word.len());
    let (word, back, is_sure) = longest?;
    let heading = Heading { year: Year::Back(*back), is_sure: *is_sure };
    Some((heading, label[word.len()..].trim_start_matches('的')))
}

/// The three years in front of a plain label: `近三年营业收入`.
pub(super) fn three_in_front(label: &str) -> Option<&str> {
    THREE.iter().find_map(|word| label.strip_prefix(word)).filter(|rest| !rest.is_empty())
}

/// A year of four digits in front of a text, in Arabic or Chinese digits.
fn leading_number(text: &str) -> Option<(i16, &str)> {
    let digit = |c: char| match c {
        '0'..='9' => c.to_digit(10),
        '〇' | '○' | '零' => Some(0),
        _ => "一二三四五六七八九".chars().position(|each| each == c).and_then(|place| u32::try_from(place + 1).ok()),
    };
    let mut year = 0;
    let mut rest = text.chars();
    for _ in 0..4 {
        year = year * 10 + digit(rest.next()?)?;
    }
    let is_longer = rest.clone().next().is_some_and(|c| c.is_ascii_digit());
    let year = i16::try_from(year).ok().filter(|year| (1990..2100).contains(year) && !is_longer)?;
    Some((year, rest.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<Named>) {
        assert_eq!(named(text), expected, "{text:?}");
    }

    fn year(year: Year, is_sure: bool) -> Option<Named> {
        Some(Named::Year(Heading { year, is_sure }))
    }

    #[test]
    fn headings_name_years() {
        check("2023年", year(Year::Of(2023), true));
        check("2 0 2 3 年度", year(Year::Of(2023), true));
        check("2024（万元）", year(Year::Of(2024), true));
        check("二〇二三年", year(Year::Of(2023), true));
        check("上年", year(Year::Back(0), true));
        check("前 年", year(Year::Back(1), true));
        check("本年度", year(Year::Back(0), false));
        check("第一年", year(Year::Back(2), false));
        check("近三年", Some(Named::Three));
        check("20__年", Some(Named::Blank));
        check("　　年", Some(Named::Blank));
    }

    #[test]
    fn other_texts_name_none() {
        for text in ["", "营业收入", "2023年增长率", "20231", "年度", "年 度", "1850年", "年份", "三年规划"] {
            check(text, None);
        }
    }

    #[test]
    fn years_stand_in_front_of_labels() {
        let front = |label| in_front(label).map(|(heading, rest)| (heading.year, rest.to_owned()));
        assert_eq!(front("2023年营业收入"), Some((Year::Of(2023), "营业收入".into())));
        assert_eq!(front("上年度利润总额"), Some((Year::Back(0), "利润总额".into())));
        assert_eq!(front("营业收入"), None);
        assert_eq!(three_in_front("近三年营业收入"), Some("营业收入"));
        assert_eq!(Year::Back(2).number(2025), 2023);
    }
}
