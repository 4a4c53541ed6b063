//! Word: lays out a [`Document`] as a .docx that Word, WPS and LibreOffice show alike.
//!
//! The parts are written here, without a library, because fixed column widths, explicit fonts, repeated header rows and
//! a contents list with real entries are what makes a document hold up in WPS. The same arguments give the same bytes.

mod body;
mod captions;
mod contents;
mod figure;
mod pagination;
mod table;

use std::collections::BTreeMap;

use crate::container::{About, Container, Relationships, THEME};
use crate::document::{Document, FigureId, Mark, Orientation};
use crate::xml::Xml;

pub use crate::container::{Properties, WriteError};

/// The pictures of a document as PNG or JPEG files.
pub type Pictures = BTreeMap<FigureId, Vec<u8>>;

/// The document as a .docx file. A figure without a picture is shown as a line that says so.
///
/// # Errors
/// The container could not be written, which only happens when memory runs out.
pub fn write(document: &Document, pictures: &Pictures, properties: Properties) -> Result<Vec<u8>, WriteError> {
    let body = body::write(document, pictures);
    let mut container = Container::new();
    container.part("[Content_Types].xml", include_str!("docx/parts/content-types.xml").as_bytes())?;
    container.part("_rels/.rels", include_str!("docx/parts/package-rels.xml").as_bytes())?;
    let about = About { title: &document.title, subject: &document.subject, author: &document.author };
    container.properties(&about, properties)?;
    container.part("word/document.xml", body.document.as_bytes())?;
    container.part("word/_rels/document.xml.rels", relationships(&body.media).as_bytes())?;
    container.part("word/styles.xml", styles(document).as_bytes())?;
    container.part("word/settings.xml", include_str!("docx/parts/settings.xml").as_bytes())?;
    // No style refers to the theme, because WPS takes theme fonts for missing ones; Word expects the part all the same.
    container.part("word/theme.xml", THEME.as_bytes())?;
    container.part("word/fontTable.xml", include_str!("docx/parts/fontTable.xml").as_bytes())?;
    container.part("word/numbering.xml", numbering(body.numbered_lists).as_bytes())?;
    container.part("word/header.xml", header(document).as_bytes())?;
    container.part("word/footer.xml", include_str!("docx/parts/footer.xml").as_bytes())?;
    for (id, picture) in &body.media {
        container.part(&format!("word/media/{id}.{}", figure::ending(picture)), picture)?;
    }
    container.finish()
}

/// The styles; the entries of contents end at the right margin.
fn styles(document: &Document) -> String {
    let usual = body::twips(Orientation::Portrait.text_width());
    let width = document.sections.first().map_or(usual, |section| match section.orientation {
        Orientation::Portrait => body::twips(section.text_width()),
        Orientation::Landscape => usual,
    });
    include_str!("docx/parts/styles.xml").replace(&format!("w:pos=\"{usual}\""), &format!("w:pos=\"{width}\""))
}

fn relationships(media: &[(FigureId, &[u8])]) -> String {
    let mut relationships = Relationships::new();
    for part in ["styles", "settings", "theme", "fontTable", "numbering", "header", "footer"] {
        relationships.add(part, part, &format!("{part}.xml"));
    }
    for (id, picture) in media {
        relationships.add(&id.to_string(), "image", &format!("media/{id}.{}", figure::ending(picture)));
    }
    relationships.finish()
}

/// The list definitions: number 1 for bullets, from 2 on one per numbered list, so that each starts at 1.
fn numbering(numbered_lists: u32) -> String {
    let mut xml = Xml::document();
    xml.element("w:numbering", &[("xmlns:w", body::WORD)], |xml| {
        xml.raw(include_str!("docx/parts/lists.xml").trim_end());
        xml.element("w:num", &[("w:numId", "1")], |xml| xml.empty("w:abstractNumId", &[("w:val", "0")]));
        for list in 0..numbered_lists {
            xml.element("w:num", &[("w:numId", &(list + 2).to_string())], |xml| {
                xml.empty("w:abstractNumId", &[("w:val", "1")]);
                xml.element("w:lvlOverride", &[("w:ilvl", "0")], |xml| xml.empty("w:startOverride", &[("w:val", "1")]));
            });
        }
    });
    xml.finish()
}

fn header(document: &Document) -> String {
    let mut xml = Xml::document();
    xml.element("w:hdr", &[("xmlns:w", body::WORD)], |xml| {
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| xml.empty("w:pStyle", &[("w:val", "Header")]));
            body::run(xml, &document.title, Mark::Plain);
        });
    });
    xml.finish()
}
