//! The smallest Word documents: a body and nothing else.

use dossier::archive::{Entry, write};

const TYPES: &str = "<Types><Override PartName='/word/document.xml' \
    ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>";
const RELATIONS: &str = "<Relationships><Relationship Id='rId1' Target='word/document.xml' \
    Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument'/></Relationships>";

/// A document with this main part.
pub fn with_main_part(xml: &str) -> Vec<u8> {
    let entry = |name: &str, text: &str| Entry { name: name.to_owned(), bytes: text.as_bytes().to_vec() };
    let entries = [entry("[Content_Types].xml", TYPES), entry("_rels/.rels", RELATIONS), entry("word/document.xml", xml)];
    write(&entries, jiff::civil::date(2026, 1, 1).at(0, 0, 0, 0))
}

/// A document with this markup in its body.
pub fn with_body(body: &str) -> Vec<u8> {
    let namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    with_main_part(&format!("<w:document xmlns:w='{namespace}'><w:body>{body}</w:body></w:document>"))
}

/// A paragraph with one run.
pub fn paragraph(text: &str) -> String {
    if text.is_empty() {
        return "<w:p/>".to_owned();
    }
    format!("<w:p><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>")
}

/// A table of texts; columns are parted by `|`.
pub fn table(rows: &[&str]) -> String {
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", paragraph(text.trim_matches(' ')));
    let row = |row: &&str| format!("<w:tr>{}</w:tr>", row.split('|').map(cell).collect::<String>());
    format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

/// The text of the main part of a document.
pub fn main_part(bytes: &[u8]) -> String {
    let entries = dossier::archive::read(bytes).expect("a document");
    let part = entries.into_iter().find(|entry| entry.name.starts_with("word/document")).expect("the main part");
    String::from_utf8(part.bytes).expect("UTF-8")
}
