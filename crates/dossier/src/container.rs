//! The container of an office file: the zip, and the parts that .docx and .xlsx have alike.

use std::fmt;
use std::io::{Cursor, Write};

use jiff::ToSpan;
use jiff::civil::DateTime;
use zip::write::SimpleFileOptions;

use crate::xml::Xml;

/// What says which program made a file.
const APPLICATION: &str = include_str!("container/app.xml");

/// The colours and fonts that charts and new text start from.
pub(crate) const THEME: &str = include_str!("container/theme.xml");

/// The namespace that the kinds of relationships and their attributes share.
pub(crate) const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

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

/// A zip container under construction; every entry carries the same fixed date, so that equal documents are equal files.
pub(crate) struct Container {
    zip: zip::ZipWriter<Cursor<Vec<u8>>>,
}

impl Container {
    pub(crate) fn new() -> Container {
        Container { zip: zip::ZipWriter::new(Cursor::new(Vec::new())) }
    }

    /// Adds a part.
    pub(crate) fn part(&mut self, name: &str, bytes: &[u8]) -> Result<(), WriteError> {
        let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
        let method = if name.ends_with(".png") || name.ends_with(".jpeg") {
            zip::CompressionMethod::Stored
        } else {
            zip::CompressionMethod::Deflated
        };
        self.zip.start_file(name, options.compression_method(method))?;
        Ok(self.zip.write_all(bytes)?)
    }

    /// Adds the parts with the properties of a document.
    pub(crate) fn properties(&mut self, about: &About, properties: Properties) -> Result<(), WriteError> {
        self.part("docProps/app.xml", APPLICATION.as_bytes())?;
        self.part("docProps/core.xml", core_properties(about, properties).as_bytes())
    }

    /// The whole container.
    pub(crate) fn finish(self) -> Result<Vec<u8>, WriteError> {
        Ok(self.zip.finish()?.into_inner())
    }
}

/// What the properties of a document name.
pub(crate) struct About<'a> {
    pub title: &'a str,
    pub subject: &'a str,
    pub author: &'a str,
}

fn core_properties(about: &About, properties: Properties) -> String {
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
            ("dc:title", about.title),
            ("dc:subject", about.subject),
            ("dc:creator", about.author),
            ("cp:lastModifiedBy", about.author),
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

/// The list of what a part refers to, under construction.
pub(crate) struct Relationships {
    xml: Xml,
}

impl Relationships {
    pub(crate) fn new() -> Relationships {
        let mut xml = Xml::document();
        xml.open("Relationships", &[("xmlns", "http://schemas.openxmlformats.org/package/2006/relationships")]);
        Relationships { xml }
    }

    /// Adds a target, seen from the folder of the part, under an id that the part names.
    pub(crate) fn add(&mut self, id: &str, kind: &str, target: &str) {
        self.xml.empty("Relationship", &[("Id", id), ("Type", &format!("{RELATIONSHIPS}/{kind}")), ("Target", target)]);
    }

    /// The part with the list.
    pub(crate) fn finish(mut self) -> String {
        self.xml.close("Relationships");
        self.xml.finish()
    }
}
