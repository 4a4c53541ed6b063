//! The characters of a text, each with the place of its markup.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::escape::unescape;

use super::{Id, Tree};

impl Tree {
    /// The characters of an element that holds text, each with its place.
    pub(in crate::form) fn characters(&self, id: Id) -> Vec<(char, Range<usize>)> {
        self.written(id).into_iter().map(|(shown, place, _)| (shown, place)).collect()
    }

    /// Whether the character at that place of a text stands in a CDATA section, where markup would be read as text.
    pub(in crate::form) fn is_verbatim(&self, id: Id, at: usize) -> bool {
        self.written(id).into_iter().any(|(_, place, verbatim)| place.start == at && verbatim)
    }

    /// The characters, each with its place and whether that lies in a CDATA section.
    fn written(&self, id: Id) -> Vec<(char, Range<usize>, bool)> {
        let place = self.inner(id);
        let mut found = Vec::new();
        let (mut at, mut verbatim) = (place.start, false);
        while at < place.end {
            let rest = &self.text[at..place.end];
            let skipped = if verbatim { skip(rest, "]]>") } else { skip(rest, "<![CDATA[").or_else(|| comment(rest)) };
            if let Some(length) = skipped {
                verbatim = if verbatim { false } else { rest.starts_with("<![CDATA[") };
                at += length;
                continue;
            }
            let length = if verbatim { char_length(rest) } else { reference(rest).unwrap_or_else(|| char_length(rest)) };
            let raw = &rest[..length];
            let read = if verbatim { Cow::Borrowed(raw) } else { unescape(raw).unwrap_or(Cow::Borrowed(raw)) };
            found.extend(read.chars().next().map(|shown| (shown, at..at + length, verbatim)));
            at += length;
        }
        found
    }
}

fn skip(text: &str, mark: &str) -> Option<usize> {
    text.starts_with(mark).then_some(mark.len())
}

/// The length of a comment, or of any other tag that stands in a text and shows nothing.
fn comment(text: &str) -> Option<usize> {
    if let Some(rest) = text.strip_prefix("<!--") {
        return Some(rest.find("-->").map_or(text.len(), |end| end + "<!---->".len()));
    }
    text.starts_with('<').then(|| text.find('>').map_or(text.len(), |end| end + 1))
}

/// The length of a reference such as `&amp;`.
fn reference(text: &str) -> Option<usize> {
    text.starts_with('&').then(|| text.find(';').map(|end| end + 1))?
}

fn char_length(text: &str) -> usize {
    text.chars().next().map_or(1, char::len_utf8)
}
