//! The part with the texts, which cells share.

use std::borrow::Cow;
use std::collections::HashMap;

use super::package::MAIN;
use crate::xml::{self, Xml};

/// The longest text that a cell holds, in UTF-16 units.
const LONGEST: usize = 32_767;

/// The texts of a workbook, each once, in the order of their first use.
pub(super) struct Strings<'a> {
    numbers: HashMap<&'a str, usize>,
    list: Xml,
    uses: usize,
}

impl<'a> Strings<'a> {
    pub(super) fn new() -> Strings<'a> {
        Strings { numbers: HashMap::new(), list: Xml::default(), uses: 0 }
    }

    /// The number of a text, which is listed from now on.
    pub(super) fn number(&mut self, text: &'a str) -> usize {
        self.uses += 1;
        let next = self.numbers.len();
        let number = *self.numbers.entry(text).or_insert(next);
        if number == next {
            self.list.open("si", &[]);
            self.list.element("t", &[("xml:space", "preserve")], |xml| xml.text(&held(text)));
            self.list.close("si");
        }
        number
    }

    /// The part.
    pub(super) fn part(self) -> String {
        let (uses, unique) = (self.uses.to_string(), self.numbers.len().to_string());
        let mut xml = Xml::document();
        xml.element("sst", &[("xmlns", MAIN), ("count", &uses), ("uniqueCount", &unique)], |xml| xml.raw(&self.list.finish()));
        xml.finish()
    }
}

/// A text as a file holds it: with line feeds as the only line breaks, as long as a cell, and with its own `_x0041_` kept
/// from being read as an escape.
pub(super) fn held(text: &str) -> Cow<'_, str> {
    if text.len() <= LONGEST && !text.contains('\r') && !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut units = 0;
    let fits = |character: &char| {
        units += character.len_utf16();
        units <= LONGEST
    };
    let fitting: String = xml::allowed(&lines).chars().take_while(fits).collect();
    Cow::Owned(escaped(&fitting))
}

/// A text in which the underscore of what looks like the escape of a character is itself an escape.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut written = 0;
    for (at, _) in text.match_indices("_x") {
        let is_escape =
            matches!(text.as_bytes()[at..], [_, _, a, b, c, d, b'_', ..] if [a, b, c, d].iter().all(u8::is_ascii_hexdigit));
        if is_escape {
            escaped.push_str(&text[written..at]);
            escaped.push_str("_x005F");
            written = at;
        }
    }
    escaped.push_str(&text[written..]);
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_are_one() {
        let mut strings = Strings::new();
        assert_eq!(["茶", "", "茶", " 茶\n", "<&>"].map(|text| strings.number(text)), [0, 1, 0, 2, 3]);
        let part = strings.part();
        assert!(part.contains(r#"count="5" uniqueCount="4">"#), "{part}");
        assert!(
            part.ends_with(
                "<si><t xml:space=\"preserve\"> 茶\n</t></si><si><t xml:space=\"preserve\">&lt;&amp;&gt;</t></si></sst>"
            ),
            "{part}"
        );
    }

    #[test]
    fn what_looks_like_an_escape_is_escaped() {
        for (text, expected) in [
            ("_x0041_", "_x005F_x0041_"),
            ("a_x000D_b", "a_x005F_x000D_b"),
            ("_x0041_x0042_", "_x005F_x0041_x005F_x0042_"),
            ("_x005f_", "_x005F_x005f_"),
            ("__x0041__", "__x005F_x0041__"),
            ("_x004_", "_x004_"),
            ("_x004g_", "_x004g_"),
            ("_x0041", "_x0041"),
            ("_X0041_", "_X0041_"),
            ("_x茶叶_", "_x茶叶_"),
        ] {
            assert_eq!(held(text), expected);
        }
    }

    #[test]
    fn lines_end_with_line_feeds() {
        assert_eq!(held("a\r\nb\rc\n"), "a\nb\nc\n");
    }

    #[test]
    fn long_texts_are_cut_between_characters() {
        assert_eq!(held(&"茶".repeat(40_000)).chars().count(), 32_767);
        assert_eq!(held(&"𠮷".repeat(40_000)).chars().count(), 16_383);
        let just = "茶".repeat(32_767);
        assert_eq!(held(&just), just);
        assert_eq!(held(&format!("{}{just}", "\u{1}".repeat(10))), just);
    }
}
