//! The format of what is written, and paragraphs that are empty.

use super::edits::{Edits, run};
use crate::form::content::Paragraph;
use crate::form::tree::{Id, Tree};
use crate::form::values::Reason;

/// How the format of a run is taken over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    /// Without the emphasis of a label.
    pub plain: bool,
    /// With a line under it.
    pub underlined: bool,
}

/// What belongs to a change that was tracked, not to the format.
const TRACKED: [&str; 5] = ["rPrChange", "ins", "del", "moveFrom", "moveTo"];

/// What hides text: a mark behind a table in a cell is often hidden, what is written there is not.
const HIDDEN: [&str; 3] = ["vanish", "specVanish", "webHidden"];

/// What makes a label stand out.
const EMPHASIS: [&str; 5] = ["b", "bCs", "i", "iCs", "rStyle"];

/// The properties that stand behind the underline by the schema.
const BEHIND_UNDERLINE: [&str; 12] =
    ["effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath"];

/// The properties of a label that its value takes over: font and size.
const FONT: [&str; 3] = ["rFonts", "sz", "szCs"];

/// Whether a run stands out by its own properties.
pub(super) fn is_emphatic(tree: &Tree, run: Id) -> bool {
    tree.child(run, "rPr").is_some_and(|properties| {
        tree.is_on(properties, "b") || tree.is_on(properties, "i") || tree.child(properties, "rStyle").is_some()
    })
}

/// The properties of a run as markup; empty if it has none.
pub(super) fn properties(tree: &Tree, run: Id, style: Style) -> String {
    let own = tree.child(run, "rPr");
    let mut kept: Vec<(String, &str)> = Vec::new();
    for id in own.into_iter().flat_map(|own| tree.children(own)) {
        let name = tree.word(id);
        let is_dropped = style.plain && EMPHASIS.contains(&name) || style.underlined && name == "u";
        if !is_dropped && is_format(name) {
            kept.push((tree.markup(id).to_owned(), name));
        }
    }
    if style.underlined {
        let at = kept.iter().position(|(_, name)| BEHIND_UNDERLINE.contains(name)).unwrap_or(kept.len());
        let prefix = tree.prefix(run);
        kept.insert(at, (format!("<{prefix}u {prefix}val=\"single\"/>"), "u"));
    }
    wrapped(tree.prefix(run), kept.into_iter().map(|(markup, _)| markup))
}

/// Whether a property belongs to the format that text takes over.
fn is_format(name: &str) -> bool {
    !TRACKED.contains(&name) && !HIDDEN.contains(&name)
}

fn wrapped(prefix: &str, markup: impl Iterator<Item = String>) -> String {
    let inner: String = markup.collect();
    if inner.is_empty() { inner } else { format!("<{prefix}rPr>{inner}</{prefix}rPr>") }
}

/// The properties that text takes in a paragraph without any: those of an empty run in it or of its mark if they name a font
/// or a size, else font and size of the label.
pub(super) fn properties_in(tree: &Tree, paragraph: &Paragraph, model: Option<&Paragraph>) -> String {
    let prefix = tree.prefix(paragraph.node);
    let is_empty = |id: &Id| tree.word(*id) == "r" && tree.child(*id, "t").is_none();
    let run = tree.inside(paragraph.node).filter(is_empty).find_map(|run| tree.child(run, "rPr"));
    let mark = tree.child(paragraph.node, "pPr").and_then(|properties| tree.child(properties, "rPr"));
    let own = || [run, mark].into_iter().flatten();
    let kept = |of: Id, is_kept: &dyn Fn(&str) -> bool| {
        let children = tree.children(of).filter(|id| is_kept(tree.word(*id)));
        wrapped(prefix, children.map(|id| tree.markup(id).to_owned()))
    };
    if let Some(own) = own().find(|id| names_font(tree, *id)) {
        return kept(own, &is_format);
    }
    let label = model.and_then(|model| model.glyphs.iter().find(|glyph| !award::labels::is_blank(glyph.shown)));
    let label = label.and_then(|glyph| tree.child(glyph.run, "rPr")).filter(|id| names_font(tree, *id));
    match label {
        Some(label) => kept(label, &|name| FONT.contains(&name)),
        None => own().next().map(|own| kept(own, &is_format)).unwrap_or_default(),
    }
}

/// Whether properties say which font Chinese text takes, or how large it is.
fn names_font(tree: &Tree, properties: Id) -> bool {
    tree.children(properties).any(|id| match tree.word(id) {
        "sz" => true,
        "rFonts" => ["ascii", "eastAsia", "hAnsi"].iter().any(|name| tree.attribute(id, name).is_some()),
        _ => false,
    })
}

impl Edits<'_> {
    /// Writes lines into a paragraph of its own: the first into it, the others into paragraphs like it.
    pub(super) fn paragraph(&mut self, paragraph: &Paragraph, model: Option<&Paragraph>, lines: &[String]) -> Result<(), Reason> {
        let Some((first, others)) = lines.split_first() else { return Ok(()) };
        let properties = if paragraph.glyphs.is_empty() {
            let properties = properties_in(self.tree, paragraph, model);
            let markup = run(self.tree.prefix(paragraph.node), &properties, first);
            self.put_into(paragraph.node, &markup);
            properties
        } else {
            let (all, run) = (0..paragraph.glyphs.len(), paragraph.glyphs[0].run);
            self.replace(paragraph, all.clone(), all, first)?;
            properties(self.tree, run, Style::default())
        };
        let more: String = others.iter().map(|line| self.paragraph_like(paragraph.node, &properties, line)).collect();
        let end = self.tree.whole(paragraph.node).end;
        if !more.is_empty() {
            self.cut(end..end, more);
        }
        Ok(())
    }

    /// Puts markup at the end of an element that may be written as one tag.
    pub(super) fn put_into(&mut self, element: Id, markup: &str) {
        let tag = self.tree.tag(element);
        if self.tree.is_one_tag(element) {
            let name = self.tree.written_name(element);
            self.cut(tag.end - 2..tag.end, format!(">{markup}</{name}>"));
        } else {
            let end = self.tree.inner(element).end;
            self.cut(end..end, markup);
        }
    }

    /// A paragraph with the properties of another.
    fn paragraph_like(&self, like: Id, properties: &str, text: &str) -> String {
        let (tree, prefix) = (self.tree, self.tree.prefix(like));
        let own = tree.child(like, "pPr");
        let kept = own.into_iter().flat_map(|own| tree.children(own));
        let kept = kept.filter(|id| !matches!(tree.word(*id), "sectPr" | "pPrChange" | "rPr"));
        let inner: String = kept.map(|id| tree.markup(id)).collect();
        let own = if inner.is_empty() { inner } else { format!("<{prefix}pPr>{inner}</{prefix}pPr>") };
        format!("<{prefix}p>{own}{}</{prefix}p>", run(prefix, properties, text))
    }
}
