//! Word: lays out a [`Document`] as a .docx that Word, WPS and LibreOffice show alike.
//!
//! The parts are written here, without a library, because fixed column widths, explicit fonts, repeated header rows and
//! a contents list with real entries are what makes a document hold up in WPS. The same arguments give the same bytes.

mod body;
mod contents;
mod figure;
mod pagination;
mod table;

use std::collections::BTreeMap;
use std::fmt;
use std::io::{Cursor, Write};

use jiff::ToSpan;
use jiff::civil::DateTime;
use zip::write::SimpleFileOptions;

use crate::document::{Document, FigureId, Mark};
use crate::xml::Xml;

/// The pictures of a document as PNG files.
pub type Pictures = BTreeMap<FigureId, Vec<u8>>;

/// What a file says about itself beside its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Properties {
    /// When it was made, by the clock of Beijing.
    pub created: DateTime,
}

impl Properties {
    /// The time in UTC as document properties want it; the earliest possible time if there is no earlier one.
    pub(crate) fn created_utc(self) -> DateTime {
        self.created.checked_sub(8.hours()).unwrap_or(self.created)
    }
}

/// The container could not be written.
#[derive(Debug)]
pub struct WriteError(zip::result::ZipError);

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl std::error::Error for WriteError {}

impl From<zip::result::ZipError> for WriteError {
    fn from(error: zip::result::ZipError) -> Self {
        WriteError(error)
    }
}

impl From<std::io::Error> for WriteError {
    fn from(error: std::io::Error) -> Self {
        WriteError(error.into())
    }
}

/// The document as a .docx file. A figure without a picture is shown as a line that says so.
///
/// # Errors
/// The container could not be written, which only happens when memory runs out.
pub fn write(document: &Document, pictures: &Pictures, properties: Properties) -> Result<Vec<u8>, WriteError> {
    let body = body::write(document, pictures);
    let mut container = Container::new();
    container.part("[Content_Types].xml", include_str!("docx/parts/content-types.xml").as_bytes())?;
    container.part("_rels/.rels", include_str!("docx/parts/package-rels.xml").as_bytes())?;
    container.part("docProps/app.xml", include_str!("docx/parts/app.xml").as_bytes())?;
    container.part("docProps/core.xml", core_properties(document, properties).as_bytes())?;
    container.part("word/document.xml", body.document.as_bytes())?;
    container.part("word/_rels/document.xml.rels", relationships(&body.media).as_bytes())?;
    container.part("word/styles.xml", include_str!("docx/parts/styles.xml").as_bytes())?;
    container.part("word/settings.xml", include_str!("docx/parts/settings.xml").as_bytes())?;
    // No style refers to the theme, because WPS takes theme fonts for missing ones; Word expects the part all the same.
    container.part("word/theme.xml", include_str!("docx/parts/theme.xml").as_bytes())?;
    container.part("word/fontTable.xml", include_str!("docx/parts/fontTable.xml").as_bytes())?;
    container.part("word/numbering.xml", numbering(body.numbered_lists).as_bytes())?;
    container.part("word/header.xml", header(document).as_bytes())?;
    container.part("word/footer.xml", include_str!("docx/parts/footer.xml").as_bytes())?;
    for (id, picture) in &body.media {
        container.part(&format!("word/media/{}.png", id.as_str()), picture)?;
    }
    container.finish()
}

/// A zip container under construction; every entry carries the same fixed date, so that equal documents are equal files.
struct Container {
    zip: zip::ZipWriter<Cursor<Vec<u8>>>,
}

impl Container {
    fn new() -> Container {
        Container { zip: zip::ZipWriter::new(Cursor::new(Vec::new())) }
    }

    fn part(&mut self, name: &str, bytes: &[u8]) -> Result<(), WriteError> {
        let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
        let method = if name.ends_with(".png") { zip::CompressionMethod::Stored } else { zip::CompressionMethod::Deflated };
        self.zip.start_file(name, options.compression_method(method))?;
        Ok(self.zip.write_all(bytes)?)
    }

    fn finish(self) -> Result<Vec<u8>, WriteError> {
        Ok(self.zip.finish()?.into_inner())
    }
}

fn core_properties(document: &Document, properties: Properties) -> String {
    let time = properties.created_utc();
    let stamp = format!("{}T{:02}:{:02}:{:02}Z", time.date(), time.hour(), time.minute(), time.second());
    let mut xml = Xml::document();
    let namespaces = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    xml.element("cp:coreProperties", &namespaces, |xml| {
        for (name, text) in [
            ("dc:title", &*document.title),
            ("dc:subject", &document.subject),
            ("dc:creator", &document.author),
            ("cp:lastModifiedBy", &document.author),
            ("dc:language", "zh-CN"),
        ] {
            xml.element(name, &[], |xml| xml.text(text));
        }
        for name in ["dcterms:created", "dcterms:modified"] {
            xml.element(name, &[("xsi:type", "dcterms:W3CDTF")], |xml| xml.text(&stamp));
        }
    });
    xml.finish()
}

fn relationships(media: &[(FigureId, &[u8])]) -> String {
    const BASE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    let mut xml = Xml::document();
    let namespace = "http://schemas.openxmlformats.org/package/2006/relationships";
    xml.element("Relationships", &[("xmlns", namespace)], |xml| {
        let mut relate = |id: &str, kind: &str, target: &str| {
            xml.empty("Relationship", &[("Id", id), ("Type", &format!("{BASE}{kind}")), ("Target", target)]);
        };
        for part in ["styles", "settings", "theme", "fontTable", "numbering", "header", "footer"] {
            relate(part, part, &format!("{part}.xml"));
        }
        for (id, _) in media {
            relate(id.as_str(), "image", &format!("media/{}.png", id.as_str()));
        }
    });
    xml.finish()
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
