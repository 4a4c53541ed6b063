//! The file that was dropped: whether it is a Word document that can be filled, and if not, what it is.

use crate::archive::{self, Entry, Limits, Packed, ReadError};
use crate::form::refusal::{FormError, Format};
use crate::form::tree::{Tree, TreeError};

/// What a form may hold; a form with photographs stays far below.
const LIMITS: Limits = Limits { entries: 2000, size: 128 << 20, ratio: 500 };

/// The greatest size of the main part in bytes. A form of a hundred pages has about three million.
const MAIN_PART: usize = 32 << 20;

/// The main part of a Word document.
#[derive(Debug)]
pub(super) struct MainPart {
    /// Its name in the container.
    pub name: String,
    /// What it holds.
    pub tree: Tree,
}

/// Opens a file as a Word document.
pub(super) fn open(bytes: &[u8]) -> Result<MainPart, FormError> {
    if bytes.is_empty() {
        return Err(FormError::Empty);
    }
    if !bytes.starts_with(b"PK") {
        return Err(foreign(bytes));
    }
    let entries = archive::read_within(bytes, LIMITS).map_err(refusal)?;
    if entries.iter().any(|entry| entry.name.starts_with("_xmlsignatures/") && entry.name.ends_with(".xml")) {
        return Err(FormError::Signed);
    }
    let name = main_part(&entries)?;
    Packed::read(bytes).ok_or(FormError::Damaged)?;
    let entry = entries.into_iter().find(|entry| entry.name.eq_ignore_ascii_case(&name)).ok_or(FormError::NoDocument)?;
    if entry.bytes.len() > MAIN_PART {
        return Err(FormError::TooLarge);
    }
    let text = String::from_utf8(entry.bytes).map_err(|_| FormError::Damaged)?;
    let tree = Tree::read(text).map_err(|error| match error {
        TreeError::Malformed => FormError::Damaged,
        TreeError::Declares => FormError::Unsafe,
        TreeError::TooLarge => FormError::TooLarge,
    })?;
    Ok(MainPart { name: entry.name, tree })
}

fn refusal(error: ReadError) -> FormError {
    match error {
        ReadError::NotAZip | ReadError::Damaged(_) => FormError::Damaged,
        ReadError::Encrypted => FormError::Encrypted,
        ReadError::TooManyEntries(_) | ReadError::TooLarge => FormError::TooLarge,
        ReadError::UnsafeName(_) | ReadError::Duplicate(_) => FormError::Unsafe,
    }
}

/// The name of the main part, by the list of what the container holds.
fn main_part(entries: &[Entry]) -> Result<String, FormError> {
    let text = |name: &str| entries.iter().find(|entry| entry.name == name).map(|entry| String::from_utf8_lossy(&entry.bytes));
    let Some(types) = text("[Content_Types].xml") else {
        return Err(match text("mimetype") {
            Some(kind) if kind.starts_with("application/vnd.oasis.opendocument") => FormError::Foreign(Format::OpenDocument),
            _ => FormError::Foreign(Format::Archive),
        });
    };
    if types.contains("wordprocessingml.document.main+xml") {
        let target = text("_rels/.rels").and_then(|list| target(list.into_owned()));
        return target.ok_or(FormError::NoDocument);
    }
    let formats = [
        ("wordprocessingml.template.main", Format::Template),
        ("ms-word.document.macroEnabled", Format::Template),
        ("ms-word.template.macroEnabled", Format::Template),
        ("spreadsheetml", Format::Workbook),
        ("presentationml", Format::Presentation),
    ];
    let known = formats.iter().find(|(mark, _)| types.contains(mark)).map(|(_, format)| FormError::Foreign(*format));
    Err(known.unwrap_or(FormError::NoDocument))
}

/// What the relationships of a container name as its document.
fn target(relationships: String) -> Option<String> {
    let tree = Tree::read(relationships).ok()?;
    let document = tree.inside(tree.root()).find(|id| {
        let kind = tree.attribute(*id, "Type").unwrap_or_default();
        kind.starts_with("http") && kind.ends_with("/officeDocument")
    })?;
    Some(tree.attribute(document, "Target")?.trim_start_matches('/').to_owned())
}

/// What a file is that is no zip.
fn foreign(bytes: &[u8]) -> FormError {
    let head = &bytes[..bytes.len().min(1024)];
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    FormError::Foreign(match head {
        [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ..] => return compound(bytes),
        [0x89, b'P', b'N', b'G', ..] | [0xff, 0xd8, 0xff, ..] | [b'G', b'I', b'F', b'8', ..] | [b'B', b'M', ..] => {
            Format::Picture
        }
        [b'R', b'a', b'r', b'!', ..] | [b'7', b'z', 0xbc, 0xaf, ..] => Format::OtherArchive,
        _ if text.contains("%PDF-") => Format::Pdf,
        _ if text.starts_with("{\\rtf") => Format::RichText,
        _ if text.starts_with('<') || text.starts_with("MIME-Version") => Format::Markup,
        _ => Format::Unknown,
    })
}

/// What a compound file is: the container of the office programs before 2007, and of documents with a password. The names of
/// its streams stand in it as UTF-16.
fn compound(bytes: &[u8]) -> FormError {
    let holds = |name: &str| {
        let wanted: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wanted.len()).any(|window| window == wanted)
    };
    if holds("EncryptedPackage") || holds("DRMEncrypted") {
        return FormError::Encrypted;
    }
    let is_other = holds("Workbook") || holds("PowerPoint Document");
    FormError::Foreign(if is_other && !holds("WordDocument") { Format::OldOffice } else { Format::OldWord })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::write;

    fn container(entries: &[(&str, &str)]) -> Vec<u8> {
        let entries: Vec<Entry> =
            entries.iter().map(|(name, text)| Entry { name: (*name).into(), bytes: text.as_bytes().to_vec() }).collect();
        write(&entries, jiff::civil::date(2026, 1, 1).at(0, 0, 0, 0))
    }

    const TYPES: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    const RELATIONS: &str = "<Relationships><Relationship Target='/word/document2.xml' \
        Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument'/></Relationships>";

    fn word(document: &str) -> Vec<u8> {
        container(&[("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS), ("word/document2.xml", document)])
    }

    fn compound_file(stream: &str) -> Vec<u8> {
        let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0];
        bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    }

    fn refused(bytes: &[u8], expected: FormError) {
        assert_eq!(open(bytes).expect_err("refused"), expected);
        let text = expected.to_string();
        assert!(text.contains("原文件没有改动") && text.contains("请"), "{text}");
    }

    #[test]
    fn the_main_part_is_found_by_its_relationship() {
        assert_eq!(open(&word("<a/>")).expect("opens").name, "word/document2.xml");
    }

    #[test]
    fn other_formats_are_named() {
        for (bytes, format) in [
            (&b"%PDF-1.7"[..], Format::Pdf),
            (b"{\\rtf1", Format::RichText),
            (b"\xef\xbb\xbf<html>", Format::Markup),
            (b"\x89PNG\r\n", Format::Picture),
            (b"Rar!\x1a", Format::OtherArchive),
            (b"no form", Format::Unknown),
            (&compound_file("WordDocument"), Format::OldWord),
            (&compound_file("Workbook"), Format::OldOffice),
            (&container(&[("mimetype", "application/vnd.oasis.opendocument.text")]), Format::OpenDocument),
            (&container(&[("a.docx", "")]), Format::Archive),
            (&container(&[("[Content_Types].xml", "wordprocessingml.template.main+xml")]), Format::Template),
            (&container(&[("[Content_Types].xml", "spreadsheetml.sheet.main+xml")]), Format::Workbook),
        ] {
            refused(bytes, FormError::Foreign(format));
        }
    }

    #[test]
    fn what_cannot_be_read_is_told_apart() {
        refused(b"", FormError::Empty);
        refused(&compound_file("EncryptedPackage"), FormError::Encrypted);
        refused(b"PK\x03\x04 cut off", FormError::Damaged);
        refused(&word("<a>"), FormError::Damaged);
        refused(&word("\u{feff}<!DOCTYPE a><a/>"), FormError::Unsafe);
        refused(&container(&[("../x", "")]), FormError::Unsafe);
        refused(&container(&[("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS)]), FormError::NoDocument);
        refused(&container(&[("[Content_Types].xml", TYPES), ("_xmlsignatures/sig1.xml", "")]), FormError::Signed);
    }

    #[test]
    fn a_part_that_swells_is_refused() {
        let mut container = crate::container::Container::new();
        container.part("[Content_Types].xml", TYPES.as_bytes()).expect("packs");
        container.part("word/document2.xml", &vec![b' '; 5_000_000]).expect("packs");
        refused(&container.finish().expect("ends"), FormError::TooLarge);
        refused(&container_of_twins(), FormError::Unsafe);
    }

    fn container_of_twins() -> Vec<u8> {
        container(&[("[Content_Types].xml", TYPES), ("word/a.xml", ""), ("WORD/A.xml", "")])
    }
}
