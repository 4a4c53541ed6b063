//! References to the clauses (条) of a regulation and their Chinese names.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A clause (第十二条) or one numbered paragraph of it (第十二条（四）).
///
/// Written `12` or `12(4)` in data files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClauseRef {
    /// The clause's number, from 1.
    pub article: u8,
    /// The number of the paragraph （一）（二）…, if one is meant.
    pub paragraph: Option<u8>,
}

impl ClauseRef {
    /// The reference without 第 and 条, for narrow columns: 十二（四）.
    #[must_use]
    pub fn short(self) -> String {
        format!("{}{}", chinese_number(self.article), self.paragraph_text())
    }

    fn paragraph_text(self) -> String {
        self.paragraph.map(|number| format!("（{}）", chinese_number(number))).unwrap_or_default()
    }

    fn parse(text: &str) -> Option<ClauseRef> {
        let (article, paragraph) = match text.strip_suffix(')').and_then(|open| open.split_once('(')) {
            Some((article, paragraph)) => (article, Some(paragraph.parse().ok()?)),
            None => (text, None),
        };
        Some(ClauseRef { article: article.parse().ok()?, paragraph })
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for ClauseRef {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ClauseRef".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "pattern": r"^\d+(\(\d+\))?$",
            "description": "A clause, `12`, or one numbered paragraph of it, `12(4)`.",
        })
    }
}

impl fmt::Display for ClauseRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "第{}条{}", chinese_number(self.article), self.paragraph_text())
    }
}

impl Serialize for ClauseRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.paragraph {
            Some(paragraph) => serializer.collect_str(&format_args!("{}({paragraph})", self.article)),
            None => serializer.collect_str(&self.article),
        }
    }
}

impl<'de> Deserialize<'de> for ClauseRef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        ClauseRef::parse(&text).ok_or_else(|| de::Error::custom(format!("“{text}”不是条款，要写成 12 或 12(4)")))
    }
}

/// A number from 0 to 99 in Chinese numerals, as regulations and headings write them: 三十六, 十, 二.
#[must_use]
pub fn chinese_number(number: u8) -> String {
    const DIGITS: [&str; 10] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, units) = (usize::from(number / 10), usize::from(number % 10));
    let tens_text = match tens {
        0 => String::new(),
        1 => "十".to_owned(),
        _ => format!("{}十", DIGITS[tens.min(9)]),
    };
    if units == 0 && tens > 0 { tens_text } else { format!("{tens_text}{}", DIGITS[units]) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_numbers_read_naturally() {
        for (number, text) in [(0, "〇"), (1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (36, "三十六"), (99, "九十九")]
        {
            assert_eq!(chinese_number(number), text);
        }
    }

    #[test]
    fn references_parse_and_print() {
        let parsed: ClauseRef = serde_json::from_str("\"12(4)\"").expect("a clause");
        assert_eq!(parsed.to_string(), "第十二条（四）");
        assert_eq!(parsed.short(), "十二（四）");
        assert_eq!(serde_json::to_string(&parsed).expect("text"), "\"12(4)\"");
        assert!(serde_json::from_str::<ClauseRef>("\"12(\"").is_err());
    }
}
