//! Markup with something changed that mostly leaves it well-formed.

use std::ops::Range;

use super::{Dice, Vocabulary};

/// A tag: where it stands, and how it changes the depth.
struct Tag {
    span: Range<usize>,
    depth: isize,
}

pub(super) fn changed(xml: &str, dice: &mut Dice, vocabulary: Vocabulary) -> String {
    let changes = 1 + dice.roll(3);
    (0..changes).fold(xml.to_owned(), |xml, _| change(&xml, dice, vocabulary))
}

fn change(xml: &str, dice: &mut Dice, vocabulary: Vocabulary) -> String {
    let tags = tags(xml);
    if tags.is_empty() {
        return format!("{xml}{}", dice.pick(vocabulary.elements));
    }
    let at = dice.roll(tags.len());
    let tag = &tags[at].span;
    let whole = element(&tags, at);
    let put = |range: Range<usize>, text: &str| [&xml[..range.start], text, &xml[range.end..]].concat();
    match dice.roll(8) {
        0 => put(tag.end..tags.get(at + 1).map_or(xml.len(), |next| next.span.start), dice.pick(vocabulary.words)),
        1 => put(tag.end..tag.end, dice.pick(vocabulary.words)),
        2 => put(tag.start..tag.start, dice.pick(vocabulary.elements)),
        3 => put(whole, ""),
        4 => put(whole.end..whole.end, &xml[whole]),
        5 => {
            let target = tags[dice.roll(tags.len())].span.start;
            put(target..target, &xml[whole])
        }
        6 => {
            let (open, close) = dice.pick(vocabulary.wraps);
            put(whole.clone(), &[open, &xml[whole], close].concat())
        }
        _ => with_attribute(xml, tag.clone(), dice, vocabulary),
    }
}

/// Another value in an attribute of a tag.
fn with_attribute(xml: &str, tag: Range<usize>, dice: &mut Dice, vocabulary: Vocabulary) -> String {
    const NUMBERS: [&str; 12] =
        ["", "0", "1", "-1", "2", "7", "63", "255", "65536", "2147483648", "18446744073709551616", "1e309"];
    let quotes: Vec<usize> = xml[tag.clone()].match_indices(['"', '\'']).map(|(at, _)| tag.start + at).collect();
    let at = 2 * dice.roll(quotes.len() / 2);
    let Some([from, to]) = quotes.get(at..at + 2) else { return xml.to_owned() };
    let value = if dice.roll(2) == 0 { dice.pick(&NUMBERS) } else { dice.pick(vocabulary.words) };
    [&xml[..=*from], value, &xml[*to..]].concat()
}

fn tags(xml: &str) -> Vec<Tag> {
    let tag = |(at, _): (usize, &str)| {
        let end = at + xml[at..].find('>')? + 1;
        let text = &xml[at..end];
        let depth = if text.starts_with("</") {
            -1
        } else if text.ends_with("/>") || text.starts_with("<?") || text.starts_with("<!") {
            0
        } else {
            1
        };
        Some(Tag { span: at..end, depth })
    };
    xml.match_indices('<').filter_map(tag).collect()
}

/// The whole element that a tag opens; the tag alone if it opens none that ends.
fn element(tags: &[Tag], at: usize) -> Range<usize> {
    let mut depth = 0;
    for tag in &tags[at..] {
        depth += tag.depth;
        if depth <= 0 {
            return tags[at].span.start..tag.span.end.max(tags[at].span.end);
        }
    }
    tags[at].span.clone()
}
