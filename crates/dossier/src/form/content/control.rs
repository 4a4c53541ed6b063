//! Content controls, and the form fields that Word had before them.

use std::ops::Range;

use super::Reading;
use crate::form::tree::{Id, Space, Tree};

/// A control in a form.
#[derive(Clone, Debug)]
pub(in crate::form) struct Control {
    pub kind: ControlKind,
    /// What its maker called it; often the only label.
    pub title: String,
    /// Its element: a content control, or the beginning of a form field.
    pub node: Id,
    /// Where its content stands.
    pub content: Range<usize>,
    /// Why its content cannot be changed from outside.
    pub obstacle: Option<Obstacle>,
}

/// What a control takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::form) enum ControlKind {
    /// Text.
    Text,
    /// A date.
    Date,
    /// One of a list, or free text if `is_open`.
    List { entries: Vec<String>, is_open: bool },
    /// Text, in a form field.
    FieldText,
    /// One of a list, in a form field.
    FieldList(Vec<String>),
}

/// Why the content of a control cannot be changed from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::form) enum Obstacle {
    /// Its maker locked it.
    Locked,
    /// It shows what stands in another part of the file, which Word would write over it.
    Bound,
}

/// Whether a control is a piece that Word makes itself, such as a table of contents.
pub(super) fn is_gallery(tree: &Tree, id: Id) -> bool {
    tree.child(id, "sdtPr").is_some_and(|properties| tree.child(properties, "docPartObj").is_some())
}

impl Reading<'_> {
    /// Notes a content control that waits for its content and is no box to tick.
    pub(super) fn waiting_control(&mut self, id: Id) -> Option<usize> {
        let tree = self.tree;
        let (properties, content) = (tree.child(id, "sdtPr")?, tree.child(id, "sdtContent")?);
        let kind = kind(tree, properties)?;
        let is_waiting = tree.is_on(properties, "showingPlcHdr") || is_blank(tree, content);
        if !is_waiting || tree.inside(content).any(|inner| tree.word(inner) == "sdt") {
            return None;
        }
        let title = ["alias", "tag"].iter().find_map(|name| tree.value(properties, name));
        self.controls.push(Control {
            kind,
            title: title.unwrap_or_default().into_owned(),
            node: id,
            content: tree.inner(content),
            obstacle: obstacle(tree, properties),
        });
        Some(self.controls.len() - 1)
    }
}

fn kind(tree: &Tree, properties: Id) -> Option<ControlKind> {
    for id in tree.children(properties) {
        if tree.named(id, Space::Word2010) == "checkbox" {
            return None;
        }
        match tree.word(id) {
            "date" => return Some(ControlKind::Date),
            "dropDownList" => return Some(ControlKind::List { entries: entries(tree, id), is_open: false }),
            "comboBox" => return Some(ControlKind::List { entries: entries(tree, id), is_open: true }),
            "picture" | "docPartObj" | "docPartList" | "group" | "citation" | "bibliography" | "equation" => return None,
            _ => {}
        }
    }
    Some(ControlKind::Text)
}

/// What a list offers, without the entry that only asks to choose.
fn entries(tree: &Tree, list: Id) -> Vec<String> {
    let items = tree.children(list).filter(|id| tree.word(*id) == "listItem");
    let texts = items.filter_map(|id| {
        let value = tree.attribute(id, "value").unwrap_or_default();
        let text = tree.attribute(id, "displayText").unwrap_or_else(|| value.clone());
        (!value.is_empty()).then(|| text.into_owned())
    });
    texts.collect()
}

/// What keeps the content of a content control from being changed.
pub(super) fn obstacle(tree: &Tree, properties: Id) -> Option<Obstacle> {
    let lock = tree.value(properties, "lock");
    if matches!(lock.as_deref(), Some("contentLocked" | "sdtContentLocked")) {
        return Some(Obstacle::Locked);
    }
    tree.children(properties).any(|id| written_as(tree, id, "dataBinding")).then_some(Obstacle::Bound)
}

/// Whether an element has a name in whatever vocabulary; later versions of Word repeat some in their own.
fn written_as(tree: &Tree, id: Id, name: &str) -> bool {
    tree.written_name(id).rsplit(':').next() == Some(name)
}

/// Whether an element shows nothing but blanks.
pub(super) fn is_blank(tree: &Tree, id: Id) -> bool {
    tree.inside(id).all(|inner| match tree.word(inner) {
        "t" => tree.characters(inner).iter().all(|(shown, _)| award::labels::is_blank(*shown) || *shown == '_'),
        "drawing" | "pict" | "object" | "sym" | "tbl" => false,
        _ => true,
    })
}

/// A form field under construction, from its beginning to its end.
#[derive(Debug)]
pub(super) struct Field {
    pub begin: Id,
    pub begin_run: Id,
    pub code: String,
    /// Where its result begins, behind the run that parts it from the code.
    pub result: Option<usize>,
    /// The number of glyphs before its result.
    pub glyphs: usize,
}

impl Field {
    /// What the field is: the first word of its code.
    pub(super) fn name(&self) -> &str {
        self.code.split_whitespace().next().unwrap_or_default()
    }

    /// The control that the field is, if it is one that takes text.
    pub(super) fn control(&self, tree: &Tree, end: usize) -> Option<Control> {
        let properties = tree.child(self.begin, "ffData")?;
        let kind = match self.name() {
            "FORMTEXT" => ControlKind::FieldText,
            "FORMDROPDOWN" => ControlKind::FieldList(field_entries(tree, properties)),
            _ => return None,
        };
        let title = tree.value(properties, "statusText").or_else(|| tree.value(properties, "name"));
        Some(Control {
            kind,
            title: title.unwrap_or_default().into_owned(),
            node: self.begin,
            content: self.result.filter(|start| *start <= end)?..end,
            obstacle: disabled(tree, properties),
        })
    }
}

/// What keeps a form field from being filled.
pub(super) fn disabled(tree: &Tree, properties: Id) -> Option<Obstacle> {
    tree.child(properties, "enabled").is_some_and(|id| !tree.states_on(id)).then_some(Obstacle::Locked)
}

/// The list of a form field and its entries.
fn field_entries(tree: &Tree, properties: Id) -> Vec<String> {
    let list = tree.child(properties, "ddList");
    let items = list.into_iter().flat_map(|list| tree.children(list)).filter(|id| tree.word(*id) == "listEntry");
    items.map(|id| tree.attribute(id, "val").unwrap_or_default().into_owned()).collect()
}

/// The entry that a list of a form field shows, if one was chosen: the first may only ask to choose.
pub(super) fn chosen_entry(tree: &Tree, begin: Id) -> Option<String> {
    let properties = tree.child(begin, "ffData")?;
    let chosen: usize = tree.value(tree.child(properties, "ddList")?, "result")?.parse().ok()?;
    let entry = field_entries(tree, properties).into_iter().nth(chosen)?;
    (chosen > 0 || !(entry.contains("选择") || entry.trim().is_empty())).then_some(entry)
}
