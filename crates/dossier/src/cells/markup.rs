//! Markup of office files, one piece after the other.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// A piece of markup. Names are without their prefix, because every program chooses its own.
pub(super) enum Piece<'a> {
    /// A start tag.
    Start(&'a Tag<'a>),
    /// An end tag.
    End(&'a str),
    /// Text.
    Text(Cow<'a, str>),
}

/// A start tag.
pub(super) struct Tag<'a>(BytesStart<'a>);

impl Tag<'_> {
    /// Its name.
    pub(super) fn name(&self) -> &str {
        let name = self.0.local_name();
        // The name borrows from the tag, but is handed out as a part of a value of its own.
        let start = self.0.name().as_ref().len() - name.as_ref().len();
        &self.0[start..start + name.as_ref().len()]
    }

    /// The text of an attribute, whatever its prefix; empty if it has none.
    pub(super) fn attribute(&self, name: &str) -> String {
        let found =
            self.0.attributes().with_checks(false).flatten().find(|attribute| attribute.key.local_name().as_ref() == name);
        let value =
            found.and_then(|attribute| attribute.normalized_value(quick_xml::XmlVersion::Explicit1_0).ok().map(Cow::into_owned));
        value.unwrap_or_default()
    }
}

/// The markup is broken.
#[derive(Debug)]
pub(super) struct Broken;

/// Calls back for every piece. An element without content has an end tag, too.
pub(super) fn walk(xml: &str, each: &mut dyn FnMut(Piece)) -> Result<(), Broken> {
    let mut reader = Reader::from_str(xml.trim_start_matches('\u{feff}'));
    reader.config_mut().expand_empty_elements = true;
    loop {
        match reader.read_event().map_err(|_| Broken)? {
            Event::Start(start) => each(Piece::Start(&Tag(start))),
            Event::End(end) => each(Piece::End(end.local_name().as_ref())),
            Event::Text(text) => each(Piece::Text(text.xml10_content())),
            Event::CData(text) => each(Piece::Text(text.xml10_content())),
            Event::GeneralRef(reference) => {
                let character = match &*reference {
                    "lt" => '<',
                    "gt" => '>',
                    "amp" => '&',
                    "quot" => '"',
                    "apos" => '\'',
                    _ => reference.resolve_char_ref().ok().flatten().ok_or(Broken)?,
                };
                each(Piece::Text(Cow::Owned(character.to_string())));
            }
            // No office file has one; it could define entities.
            Event::DocType(_) => return Err(Broken),
            Event::Eof => return Ok(()),
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}
