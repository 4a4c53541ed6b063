//! The main part of a Word document as a tree that knows where every element stands in the text.
//!
//! Elements lie in the order of their start tags, and each knows where what it holds ends; so the tree is one list. What
//! is changed later is cut into the text at these positions, and everything else stays as it was, byte for byte.

mod characters;
mod reading;

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::escape::unescape;

/// The vocabulary that an element belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    /// WordprocessingML.
    Word,
    /// What Word 2010 added to it.
    Word2010,
    /// Markup with alternatives for programs of different age.
    Compatibility,
    /// Drawings and everything else.
    Other,
}

/// An element of a [`Tree`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Id(usize);

#[derive(Debug)]
struct Element {
    space: Space,
    /// Its name with the prefix, as a place in the text.
    name: Range<usize>,
    /// Where its start tag begins and ends.
    tag: Range<usize>,
    /// Where its end tag begins; for an empty element the end of its only tag.
    closes: usize,
    /// The end of all of it.
    end: usize,
    /// The first element that does not lie in it.
    next: usize,
    parent: usize,
}

/// Why a part is no tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TreeError {
    /// It is not well-formed XML.
    Malformed,
    /// It declares a document type, which may make little text grow without bound.
    Declares,
    /// It is deeper or larger than any form.
    TooLarge,
}

/// XML with the place of every element.
#[derive(Debug)]
pub(super) struct Tree {
    text: String,
    elements: Vec<Element>,
}

impl Tree {
    /// The text that the tree was read from.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The outermost element.
    pub(super) fn root(&self) -> Id {
        Id(0)
    }

    /// The elements directly in an element.
    pub(super) fn children(&self, of: Id) -> impl Iterator<Item = Id> {
        let end = self.elements[of.0].next;
        let first = (of.0 + 1 < end).then_some(Id(of.0 + 1));
        std::iter::successors(first, move |id| Some(Id(self.elements[id.0].next)).filter(|next| next.0 < end))
    }

    /// Every element inside an element, in the order of their start tags.
    pub(super) fn inside(&self, of: Id) -> impl Iterator<Item = Id> {
        (of.0 + 1..self.elements[of.0].next).map(Id)
    }

    /// The element that an element lies in.
    pub(super) fn parent(&self, of: Id) -> Option<Id> {
        (of.0 > 0).then(|| Id(self.elements[of.0].parent))
    }

    /// The name of an element of Word without its prefix; empty for elements of other vocabularies.
    pub(super) fn word(&self, id: Id) -> &str {
        self.named(id, Space::Word)
    }

    /// The name of an element of a vocabulary without its prefix; empty for elements of others.
    pub(super) fn named(&self, id: Id, space: Space) -> &str {
        let element = &self.elements[id.0];
        if element.space != space {
            return "";
        }
        let name = &self.text[element.name.clone()];
        name.rsplit_once(':').map_or(name, |(_, local)| local)
    }

    /// The prefix of an element with its colon, to write other elements of the same vocabulary; empty if it has none.
    pub(super) fn prefix(&self, id: Id) -> &str {
        let name = &self.text[self.elements[id.0].name.clone()];
        name.find(':').map_or("", |colon| &name[..=colon])
    }

    /// The first element of Word of that name directly in an element.
    pub(super) fn child(&self, of: Id, name: &str) -> Option<Id> {
        self.children(of).find(|id| self.word(*id) == name)
    }

    /// An attribute of an element, whatever its prefix, as it reads.
    pub(super) fn attribute(&self, id: Id, name: &str) -> Option<Cow<'_, str>> {
        let raw = &self.text[self.attribute_place(id, name)?];
        Some(unescape(raw).unwrap_or(Cow::Borrowed(raw)))
    }

    /// Where the value of an attribute stands, between its quotes.
    pub(super) fn attribute_place(&self, id: Id, name: &str) -> Option<Range<usize>> {
        let element = &self.elements[id.0];
        let mut rest = element.name.end;
        loop {
            let tag = &self.text[rest..element.tag.end];
            let equals = tag.find('=')?;
            let quote = equals + tag[equals..].find(['"', '\''])?;
            let length = tag[quote + 1..].find(char::from(tag.as_bytes()[quote]))?;
            let written = tag[..equals].trim();
            if written.rsplit(':').next() == Some(name) && !written.starts_with("xmlns") {
                return Some(rest + quote + 1..rest + quote + 1 + length);
            }
            rest += quote + length + 2;
        }
    }

    /// The attribute `val` of a child, by which Word states most properties.
    pub(super) fn value(&self, of: Id, child: &str) -> Option<Cow<'_, str>> {
        self.attribute(self.child(of, child)?, "val")
    }

    /// Whether an element lies in what was deleted or moved away while changes were tracked, so that nobody sees it.
    pub(super) fn is_deleted(&self, id: Id) -> bool {
        std::iter::successors(Some(id), |id| self.parent(*id)).any(|id| matches!(self.word(id), "del" | "moveFrom"))
    }

    /// Whether a switch such as `w:b` is there and not turned off.
    pub(super) fn is_on(&self, of: Id, switch: &str) -> bool {
        self.child(of, switch).is_some_and(|id| self.states_on(id))
    }

    /// Whether a switch is not turned off by its value.
    pub(super) fn states_on(&self, switch: Id) -> bool {
        !matches!(self.attribute(switch, "val").as_deref(), Some("0" | "false" | "off" | "none"))
    }

    /// Where all of an element stands.
    pub(super) fn whole(&self, id: Id) -> Range<usize> {
        self.elements[id.0].tag.start..self.elements[id.0].end
    }

    /// Where its start tag stands.
    pub(super) fn tag(&self, id: Id) -> Range<usize> {
        self.elements[id.0].tag.clone()
    }

    /// Where what it holds stands; empty, behind its tag, for an element that is written as one tag.
    pub(super) fn inner(&self, id: Id) -> Range<usize> {
        self.elements[id.0].tag.end..self.elements[id.0].closes
    }

    /// Whether it is written as one tag: `<w:p/>`.
    pub(super) fn is_one_tag(&self, id: Id) -> bool {
        self.elements[id.0].tag.end == self.elements[id.0].end
    }

    /// The markup of an element.
    pub(super) fn markup(&self, id: Id) -> &str {
        &self.text[self.whole(id)]
    }

    /// The name of an element as it is written, with its prefix.
    pub(super) fn written_name(&self, id: Id) -> &str {
        &self.text[self.elements[id.0].name.clone()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">";

    fn read(inner: &str) -> Tree {
        Tree::read(format!("\u{feff}<?xml version=\"1.0\"?>{HEAD}{inner}</w:document>")).expect("well-formed")
    }

    fn refused(text: &str, expected: TreeError) {
        assert_eq!(Tree::read(text.to_owned()).expect_err("refused"), expected, "{text}");
    }

    #[test]
    fn elements_know_their_places() {
        let tree = read("<w:p w:rsidR='1'><w:r/></w:p><w:p/>");
        let paragraphs: Vec<Id> = tree.children(tree.root()).collect();
        assert_eq!(tree.markup(paragraphs[0]), "<w:p w:rsidR='1'><w:r/></w:p>");
        assert_eq!(&tree.text()[tree.inner(paragraphs[0])], "<w:r/>");
        assert_eq!((tree.word(paragraphs[1]), tree.prefix(paragraphs[1])), ("p", "w:"));
        assert!(tree.is_one_tag(paragraphs[1]) && !tree.is_one_tag(paragraphs[0]));
        assert_eq!(tree.inside(tree.root()).count(), 3);
        assert_eq!(tree.parent(paragraphs[1]), Some(tree.root()));
    }

    #[test]
    fn attributes_are_found_whatever_their_quotes() {
        let tree = read("<w:a w:x = 'a&amp;b' w:val=\"=&quot;'\" val2=''/><w:b xmlns:val='u'/>");
        let ids: Vec<Id> = tree.children(tree.root()).collect();
        assert_eq!(tree.attribute(ids[0], "x").as_deref(), Some("a&b"));
        assert_eq!(tree.attribute(ids[0], "val").as_deref(), Some("=\"'"));
        assert_eq!(tree.attribute(ids[0], "val2").as_deref(), Some(""));
        assert_eq!(tree.attribute(ids[0], "none"), None);
        assert_eq!(tree.attribute(ids[1], "val"), None);
    }

    #[test]
    fn characters_keep_the_place_of_their_markup() {
        let tree = read("<w:t>a&lt;<!-- x -->&#x8336;<![CDATA[<&]]>尾</w:t>");
        let id = tree.child(tree.root(), "t").expect("the text");
        let characters = tree.characters(id);
        assert_eq!(characters.iter().map(|(shown, _)| shown).collect::<String>(), "a<茶<&尾");
        assert_eq!(&tree.text()[characters[2].1.clone()], "&#x8336;");
        assert_eq!(&tree.text()[characters[5].1.clone()], "尾");
    }

    #[test]
    fn other_prefixes_of_the_same_vocabulary_count() {
        let text =
            "<n:document xmlns:n='http://purl.oclc.org/ooxml/wordprocessingml/main' xmlns:w='urn:x'><w:p/><n:p/></n:document>";
        let tree = Tree::read(text.to_owned()).expect("well-formed");
        let names: Vec<&str> = tree.children(tree.root()).map(|id| tree.word(id)).collect();
        assert_eq!(names, ["", "p"]);
    }

    #[test]
    fn what_is_no_sound_tree_is_refused() {
        refused("", TreeError::Malformed);
        refused("<a><b></a>", TreeError::Malformed);
        refused("<a/><b/>", TreeError::Malformed);
        refused("<a>", TreeError::Malformed);
        refused("<a>&unknown;</a>", TreeError::Malformed);
        refused("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", TreeError::Declares);
        refused(&format!("{}{}", "<a>".repeat(257), "</a>".repeat(257)), TreeError::TooLarge);
    }
}
