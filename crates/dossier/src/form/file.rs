//! The file that was dropped: whether it is a Word document that can be filled, and if not, what it is.

use std::fmt;

use crate::archive::{self, Entry, Limits, ReadError};
use crate::form::tree::{Tree, TreeError};

/// What a form may hold; a form with photographs stays far below.
const LIMITS: Limits = Limits { entries: 2000, size: 128 << 20, ratio: 500 };

/// The greatest size of the main part in bytes. A form of a hundred pages has about three million.
const MAIN_PART: usize = 32 << 20;

/// Why a file cannot be filled. The file itself is never touched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormError {
    /// It is empty.
    Empty,
    /// It is of another format.
    Foreign(Format),
    /// It is a Word document that asks for a password.
    Encrypted,
    /// It carries a digital signature that filling would break.
    Signed,
    /// The container cannot be read, is cut off or damaged.
    Damaged,
    /// The container unpacks to more than a form holds, or the document is larger than any form.
    TooLarge,
    /// The container is made so that a program could be led astray: names that point elsewhere, names that are there twice,
    /// declarations that make text grow.
    Unsafe,
    /// It is a Word document without a main part.
    NoDocument,
}

/// A format that is no Word document of today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Word 97–2003 (.doc) or WPS Writer (.wps).
    OldWord,
    /// An old workbook or presentation.
    OldOffice,
    /// PDF.
    Pdf,
    /// Rich text (.rtf).
    RichText,
    /// A page or XML, which some offices hand out under the name of a document.
    Markup,
    /// OpenDocument (.odt).
    OpenDocument,
    /// A Word template or a document with macros.
    Template,
    /// A workbook of today.
    Workbook,
    /// A presentation of today.
    Presentation,
    /// A picture.
    Picture,
    /// A zip with other files in it, such as several forms packed together.
    Archive,
    /// Another compressed archive (.rar, .7z).
    OtherArchive,
    /// Nothing that is known here.
    Unknown,
}

impl fmt::Display for FormError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            FormError::Empty => "这个文件是空的（0 字节），可能没有下载完。",
            FormError::Foreign(format) => format.what(),
            FormError::Encrypted => "这个文件设了打开密码，本工具读不到里面的内容。",
            FormError::Signed => "这个文件带有数字签名，一填写签名就会失效，所以没有填。",
            FormError::Damaged => "这个文件不完整或已损坏，可能没有下载完。",
            FormError::TooLarge => "这个文件解开后过大，不像是一份表格，为安全起见没有打开。",
            FormError::Unsafe => "这个文件的内部结构不正常（有重名、指向别处的名字或可疑的声明），为安全起见没有打开。",
            FormError::NoDocument => "这个文件里没有 Word 正文，可能是改了扩展名的其他文件。",
        })?;
        f.write_str("原文件没有改动，已填的申报数据也不受影响。")?;
        f.write_str(match self {
            FormError::Foreign(format) => format.advice(),
            FormError::Encrypted => "请用 Word 或 WPS 打开，去掉密码后另存为 .docx，再放进来。",
            FormError::Signed => "请向发表单位索取未签名的表格，或在 Word 中另存一份去掉签名的副本，再放进来。",
            FormError::Damaged | FormError::Empty => "请重新下载；能用 Word 或 WPS 打开的，另存为 .docx 后再放进来。",
            FormError::TooLarge | FormError::Unsafe | FormError::NoDocument => {
                "请用 Word 或 WPS 打开核对，确是表格的，另存为新的 .docx 后再放进来。"
            }
        })
    }
}

impl std::error::Error for FormError {}

impl Format {
    fn what(self) -> &'static str {
        match self {
            Format::OldWord => "这是旧版 Word（.doc）或 WPS 文字（.wps）的文件，本工具只能填写 .docx。",
            Format::OldOffice => "这是旧版表格或演示文件，不是 Word 文档。",
            Format::Pdf => "这是 PDF，版面是固定的，不能往里填写。",
            Format::RichText => "这是 RTF 文件，本工具只能填写 .docx。",
            Format::Markup => "这是网页或 XML 格式的文件，只是用了文档的名字。",
            Format::OpenDocument => "这是 OpenDocument（.odt）文件，本工具只能填写 .docx。",
            Format::Template => "这是 Word 模板或带宏的文档，填写后存成 .docx 会打不开。",
            Format::Workbook => "这是 Excel 工作簿，不是 Word 文档。",
            Format::Presentation => "这是演示文稿，不是 Word 文档。",
            Format::Picture => "这是图片，不能往里填写。",
            Format::Archive => "这是压缩包，不是 Word 文档。",
            Format::OtherArchive => "这是 RAR 或 7z 压缩包，不是 Word 文档。",
            Format::Unknown => "认不出这个文件的格式，它不是 .docx。",
        }
    }

    fn advice(self) -> &'static str {
        match self {
            Format::Pdf | Format::Picture => "请向发表单位索取 Word 版表格；没有的，可照着本工具导出的申报表誊写。",
            Format::Archive | Format::OtherArchive => "请先解压，再把里面的 .docx 放进来。",
            Format::Workbook | Format::OldOffice | Format::Presentation => "请选择 Word 版的申报表。",
            Format::Unknown => "请选择 .docx 文件；能用 Word 或 WPS 打开的，另存为 .docx 后再放进来。",
            _ => "请用 Word 或 WPS 打开，另存为“Word 文档（.docx）”后再放进来。",
        }
    }
}

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
}
