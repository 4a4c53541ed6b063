//! Reading XML into a tree, within limits.

use std::ops::Range;

use quick_xml::NsReader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};

use super::{Element, Space, Tree, TreeError};

/// How deep elements may lie in one another; forms stay far below.
const DEPTH: usize = 256;

/// How many elements a part may have.
const ELEMENTS: usize = 2_000_000;

/// The two names of the markup of Word: the usual one and the strict one.
const WORD: [&str; 2] =
    ["http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"];
const WORD_2010: &str = "http://schemas.microsoft.com/office/word/2010/wordml";
const COMPATIBILITY: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";

impl Tree {
    /// Reads the elements of a text.
    pub(in crate::form) fn read(text: String) -> Result<Tree, TreeError> {
        let offset = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let mut building = Building { offset, elements: Vec::new(), open: Vec::new() };
        let mut reader = NsReader::from_str(&text[offset..]);
        loop {
            let from = position(&reader);
            let (space, event) = match reader.read_resolved_event() {
                Ok((namespace, event)) => (space(&namespace), event),
                Err(_) => return Err(TreeError::Malformed),
            };
            let range = from..position(&reader);
            match event {
                Event::Start(tag) => building.open(space, &tag, range)?,
                Event::Empty(tag) => building.add(space, &tag, range)?,
                Event::End(_) => building.close(range)?,
                Event::GeneralRef(name) if unescape(&format!("&{};", &*name)).is_err() => return Err(TreeError::Malformed),
                Event::DocType(_) => return Err(TreeError::Declares),
                Event::Eof => break,
                _ => {}
            }
        }
        if building.elements.is_empty() || !building.open.is_empty() {
            return Err(TreeError::Malformed);
        }
        Ok(Tree { elements: building.elements, text })
    }
}

fn position(reader: &NsReader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

fn space(namespace: &ResolveResult) -> Space {
    match namespace {
        ResolveResult::Bound(Namespace(name)) if WORD.contains(name) => Space::Word,
        ResolveResult::Bound(Namespace(WORD_2010)) => Space::Word2010,
        ResolveResult::Bound(Namespace(COMPATIBILITY)) => Space::Compatibility,
        _ => Space::Other,
    }
}

/// A tree under construction.
struct Building {
    /// Where the reader's text begins.
    offset: usize,
    elements: Vec<Element>,
    open: Vec<usize>,
}

impl Building {
    fn open(&mut self, space: Space, tag: &BytesStart, range: Range<usize>) -> Result<(), TreeError> {
        self.add(space, tag, range)?;
        self.open.push(self.elements.len() - 1);
        if self.open.len() > DEPTH { Err(TreeError::TooLarge) } else { Ok(()) }
    }

    fn add(&mut self, space: Space, tag: &BytesStart, range: Range<usize>) -> Result<(), TreeError> {
        if self.elements.len() >= ELEMENTS {
            return Err(TreeError::TooLarge);
        }
        let (start, end) = (range.start + self.offset, range.end + self.offset);
        let name = start + 1..start + 1 + tag.name().into_inner().len();
        let (next, parent) = (self.elements.len() + 1, self.open.last().copied().unwrap_or_default());
        if self.open.is_empty() && !self.elements.is_empty() {
            return Err(TreeError::Malformed);
        }
        self.elements.push(Element { space, name, tag: start..end, closes: end, end, next, parent });
        Ok(())
    }

    fn close(&mut self, range: Range<usize>) -> Result<(), TreeError> {
        let closed = self.open.pop().ok_or(TreeError::Malformed)?;
        let next = self.elements.len();
        let element = &mut self.elements[closed];
        (element.closes, element.end, element.next) = (range.start + self.offset, range.end + self.offset, next);
        Ok(())
    }
}
