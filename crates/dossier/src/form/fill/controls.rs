//! Filling content controls and form fields.

use std::ops::Range;

use jiff::civil::Date;

use super::edits::{Edits, run};
use super::runs::{Style, properties, properties_in};
use super::ticks::because;
use crate::form::content::{Control, ControlKind, GlyphKind, Paragraph};
use crate::form::tree::Id;
use crate::form::values::{Reason, Written};
use crate::wording;

impl Edits<'_> {
    /// Writes a value into a control that waits for it.
    pub(super) fn control(
        &mut self,
        paragraph: &Paragraph,
        at: usize,
        controls: &[Control],
        written: &Written,
    ) -> Result<(), Reason> {
        let GlyphKind::Control(number) = paragraph.glyphs[at].kind else { return Err(Reason::Unknown) };
        let control = &controls[number];
        if let Some(obstacle) = control.obstacle {
            return Err(because(obstacle));
        }
        match (&control.kind, written) {
            (ControlKind::FieldList(_), Written::Option(option)) => self.choose(control.node, *option),
            (ControlKind::List { entries, .. }, Written::Option(option)) => self.content(paragraph, control, &entries[*option]),
            (ControlKind::Date, Written::Date(date)) => {
                let text = self.note_date(control, *date)?;
                self.content(paragraph, control, &text)
            }
            (_, Written::Date(date)) => self.content(paragraph, control, &wording::day(*date)),
            (_, Written::Lines(lines)) => self.content(paragraph, control, &lines.join("；")),
            _ => Err(Reason::Unknown),
        }
    }

    /// Writes text into the control that a glyph stands for.
    pub(super) fn text_control(
        &mut self,
        paragraph: &Paragraph,
        at: usize,
        controls: &[Control],
        text: &str,
    ) -> Result<(), Reason> {
        self.control(paragraph, at, controls, &Written::Lines(vec![text.to_owned()]))
    }

    /// Puts text in the place of what a control shows while it waits.
    fn content(&mut self, paragraph: &Paragraph, control: &Control, text: &str) -> Result<(), Reason> {
        let tree = self.tree;
        // A control that says twice that it waits would go on waiting.
        let own = tree.child(control.node, "sdtPr");
        for waiting in own.into_iter().flat_map(|own| tree.children(own)).filter(|id| tree.word(*id) == "showingPlcHdr") {
            self.cut(tree.whole(waiting), "");
        }
        let runs: Vec<Id> = self.runs_in(control, paragraph);
        let own = self.format(paragraph, control, runs.first().copied());
        let markup = run(tree.prefix(paragraph.node), &own, text);
        match runs.split_first() {
            Some((first, others)) => {
                self.cut(tree.whole(*first), markup);
                others.iter().for_each(|run| self.cut(tree.whole(*run), ""));
            }
            None => self.put_into_control(paragraph, control, &markup),
        }
        Ok(())
    }

    /// The outermost runs that are seen in the content of a control. If it holds whole paragraphs, those of all of them.
    fn runs_in(&self, control: &Control, paragraph: &Paragraph) -> Vec<Id> {
        let tree = self.tree;
        let is_inside = |outer: &Range<usize>, id: Id| outer.start <= tree.whole(id).start && tree.whole(id).end <= outer.end;
        let story = tree.parent(paragraph.node).unwrap_or(paragraph.node);
        let in_paragraph = |id: Id| std::iter::successors(Some(id), |id| tree.parent(*id)).any(|id| tree.word(id) == "p");
        let is_run =
            |id: &Id| tree.word(*id) == "r" && is_inside(&control.content, *id) && in_paragraph(*id) && !tree.is_deleted(*id);
        let mut runs: Vec<Id> = Vec::new();
        for id in tree.inside(story).filter(is_run) {
            if runs.last().is_none_or(|last| tree.whole(*last).end <= tree.whole(id).start) {
                runs.push(id);
            }
        }
        runs
    }

    /// The format that a control asks for: its own, that of its form field, or that of the paragraph; never that of the words
    /// that it shows while it waits.
    fn format(&self, paragraph: &Paragraph, control: &Control, first: Option<Id>) -> String {
        let tree = self.tree;
        let named = tree.child(control.node, "sdtPr").map(|own| properties(tree, own, Style::default()));
        if let Some(named) = named.filter(|named| !named.is_empty()) {
            return named;
        }
        let style = Style { plain: true, underlined: false };
        match first {
            Some(run) if !self.shows_placeholder(run) => properties(tree, run, style),
            _ => properties_in(tree, paragraph, None),
        }
    }

    /// Whether a run has the style by which Word greys the words of a waiting control.
    fn shows_placeholder(&self, run: Id) -> bool {
        self.tree
            .child(run, "rPr")
            .is_some_and(|own| self.tree.child(own, "rStyle").is_some() || self.tree.child(own, "color").is_some())
    }

    /// Puts a run into a control that holds none.
    fn put_into_control(&mut self, paragraph: &Paragraph, control: &Control, markup: &str) {
        let tree = self.tree;
        let is_around = |id: Id| tree.inner(id) == control.content;
        let content = tree.child(control.node, "sdtContent").filter(|id| is_around(*id));
        match content {
            Some(content) if tree.child(content, "p").is_none() && tree.child(content, "tc").is_none() => {
                self.put_into(content, markup);
            }
            Some(_) => self.put_into(paragraph.node, markup),
            None => self.cut(control.content.start..control.content.start, markup),
        }
    }

    /// Notes the date in a date control and gives it as the control writes dates.
    fn note_date(&mut self, control: &Control, date: Date) -> Result<String, Reason> {
        let tree = self.tree;
        let own = tree.child(control.node, "sdtPr").and_then(|own| tree.child(own, "date")).ok_or(Reason::Unknown)?;
        let full = format!("{date}T00:00:00Z");
        match tree.attribute_place(own, "fullDate") {
            Some(place) => self.cut(place, full),
            None => {
                let (prefix, name) = (tree.prefix(own), tree.written_name(own));
                let at = tree.tag(own).start + 1 + name.len();
                self.cut(at..at, format!(" {prefix}fullDate=\"{full}\""));
            }
        }
        let format = tree.value(own, "dateFormat").unwrap_or_default();
        Ok(formatted(&format, date).unwrap_or_else(|| wording::day(date)))
    }

    /// Notes the chosen entry of a list in a form field.
    fn choose(&mut self, begin: Id, option: usize) -> Result<(), Reason> {
        let tree = self.tree;
        let list = tree.child(begin, "ffData").and_then(|own| tree.child(own, "ddList")).ok_or(Reason::Unknown)?;
        let prefix = tree.prefix(list);
        let markup = format!("<{prefix}result {prefix}val=\"{option}\"/>");
        match tree.child(list, "result") {
            Some(result) => self.cut(tree.whole(result), markup),
            None => {
                let start = tree.inner(list).start;
                self.cut(start..start, markup);
            }
        }
        Ok(())
    }
}

/// A date in a format of Word, such as `yyyy年M月d日`; `None` for a format with names of months or days in it.
fn formatted(format: &str, date: Date) -> Option<String> {
    let mut text = String::new();
    let mut rest = format;
    while let Some(first) = rest.chars().next() {
        if first == '\'' {
            let end = rest[1..].find('\'')?;
            text.push_str(&rest[1..=end]);
            rest = &rest[end + 2..];
            continue;
        }
        let length = rest.chars().take_while(|c| *c == first).count();
        match (first, length) {
            ('y', 3..) => text.push_str(&date.year().to_string()),
            ('y', _) => text.push_str(&format!("{:02}", date.year() % 100)),
            ('M', 1) => text.push_str(&date.month().to_string()),
            ('M', 2) => text.push_str(&format!("{:02}", date.month())),
            ('d', 1) => text.push_str(&date.day().to_string()),
            ('d', 2) => text.push_str(&format!("{:02}", date.day())),
            (letter, _) if letter.is_ascii_alphabetic() => return None,
            _ => text.extend(std::iter::repeat_n(first, length)),
        }
        rest = &rest[length * first.len_utf8()..];
    }
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_of_dates_are_followed() {
        let day = jiff::civil::date(2026, 12, 9);
        for (format, expected) in [
            ("yyyy年M月d日", Some("2026年12月9日")),
            ("yyyy'年'MM'月'dd'日'", Some("2026年12月09日")),
            ("yyyy/MM/dd", Some("2026/12/09")),
            ("yy-M-d", Some("26-12-9")),
            ("dddd, MMMM d", None),
            ("EEEE年", None),
            ("'", None),
            ("", None),
        ] {
            assert_eq!(formatted(format, day).as_deref(), expected, "{format}");
        }
    }
}
