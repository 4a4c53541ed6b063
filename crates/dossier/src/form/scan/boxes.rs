//! Boxes to tick, the options they stand for, and the labels they stand under.

use super::{BoxOption, Item, Scan, last_words};
use crate::form::content::GlyphKind;
use crate::form::words::{is_colon, is_filler};

/// Signs that end an option without belonging to it.
const SEPARATORS: [char; 10] = ['、', '，', ',', '；', ';', '。', '/', '／', '|', '\n'];

impl Scan<'_> {
    /// Takes the boxes of the paragraph with their options, one item for each label.
    pub(super) fn boxes(&mut self) -> Vec<Item> {
        let boxes: Vec<usize> = (0..self.glyphs.len()).filter(|at| matches!(self.glyphs[*at].kind, GlyphKind::Box(_))).collect();
        let (Some(&first), Some(&last)) = (boxes.first(), boxes.last()) else { return Vec::new() };
        let behind_last = option(&self.text(last + 1..self.glyphs.len()));
        let before_first = self.text(0..first);
        let is_behind = behind_last.is_empty() && !option(after_colon(&before_first)).is_empty();
        let items = if is_behind { self.boxes_behind(&boxes) } else { self.boxes_before(&boxes) };
        let start = if is_behind { 0 } else { first };
        self.take(start..self.glyphs.len());
        items
    }

    /// Boxes that stand before their options: `规模：□大型 □中型`.
    fn boxes_before(&self, boxes: &[usize]) -> Vec<Item> {
        let mut label = last_words(&self.text(0..boxes[0]));
        let (mut items, mut options) = (Vec::new(), Vec::new());
        for (position, at) in boxes.iter().enumerate() {
            let end = boxes.get(position + 1).copied().unwrap_or(self.glyphs.len());
            let text = self.text(at + 1..end);
            let (text, next) = split_label(&text);
            options.push(self.option(*at, text));
            if let Some(next) = next {
                let label = std::mem::replace(&mut label, next);
                items.push(Item::Boxes { label, options: std::mem::take(&mut options), is_closed: true });
            }
        }
        if !options.is_empty() {
            items.push(Item::Boxes { label, options, is_closed: false });
        }
        items
    }

    /// Boxes that stand behind their options: `规模：大型□ 中型□`.
    fn boxes_behind(&self, boxes: &[usize]) -> Vec<Item> {
        let before = self.text(0..boxes[0]);
        let text = after_colon(&before);
        let label = last_words(&before[..before.len() - text.len()]);
        let mut options = vec![self.option(boxes[0], text)];
        options.extend(boxes.windows(2).map(|pair| self.option(pair[1], &self.text(pair[0] + 1..pair[1]))));
        vec![Item::Boxes { label, options, is_closed: false }]
    }

    fn option(&self, at: usize, text: &str) -> BoxOption {
        let is_ticked = matches!(&self.glyphs[at].kind, GlyphKind::Box(tick) if tick.is_on);
        BoxOption { at, text: option(text), is_ticked }
    }
}

/// What stands behind the last colon of a text.
fn after_colon(text: &str) -> &str {
    text.rfind(is_colon).map_or(text, |at| text[at..].trim_start_matches(is_colon))
}

/// The words of an option: without room to write more, brackets around that room, and signs at its ends.
fn option(text: &str) -> String {
    let text = text.split(['（', '(']).next().unwrap_or(text);
    text.trim_matches(|c: char| is_filler(c) || is_colon(c) || SEPARATORS.contains(&c)).to_owned()
}

/// An option and the label behind it that begins other options: `否　规模：` is the option 否 and the label 规模.
fn split_label(text: &str) -> (&str, Option<String>) {
    let trimmed = text.trim_end_matches(is_filler);
    let Some(bare) = trimmed.strip_suffix(is_colon) else { return (text, None) };
    let start = bare.rfind(|c: char| is_filler(c) || SEPARATORS.contains(&c));
    match start {
        Some(start) => (&text[..start], Some(bare[start..].trim_matches(|c| is_filler(c) || SEPARATORS.contains(&c)).to_owned())),
        None => (text, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_lose_the_room_behind_them() {
        for (text, expected) in
            [(" 国有企业 ", "国有企业"), ("其他（请注明）＿＿＿", "其他"), ("其他：____", "其他"), ("是、", "是"), ("____", "")]
        {
            assert_eq!(option(text), expected, "{text}");
        }
    }

    #[test]
    fn a_label_may_follow_an_option() {
        assert_eq!(split_label("否　　规模："), ("否　", Some("规模".to_owned())));
        assert_eq!(split_label("其他：____"), ("其他：____", None));
        assert_eq!(split_label("是 "), ("是 ", None));
    }
}
