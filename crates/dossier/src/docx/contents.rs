//! The table of contents: a field whose entries are already there.
//!
//! Word fills such a field only when asked. Asking for it through `w:updateFields` makes Word greet the reader with a
//! warning about “fields that may refer to other files”, which frightens more people than a page number that is one
//! off. So the entries are written with estimated page numbers; each is a `PAGEREF`, which Word and WPS refresh before
//! printing and with F9, and the field itself is intact, so that 更新目录 rebuilds it.

use crate::document::{Block, Contents, Heading, Mark};
use crate::xml::Xml;

use super::body::{Writer, run};
use super::figure::field;

/// The bookmark of the heading of that number, counted from 1 over the whole document.
pub(super) fn bookmark(number: usize) -> String {
    format!("_Toc{number:08}")
}

/// Writes the table of contents.
pub(super) fn write(writer: &mut Writer, contents: &Contents) {
    let document = writer.document;
    let blocks = document.cover.iter().chain(document.sections.iter().flat_map(|section| &section.blocks));
    let headings = blocks.filter_map(|block| match block {
        Block::Heading(heading) => Some(heading),
        _ => None,
    });
    let listed: Vec<(usize, &Heading)> =
        headings.enumerate().filter(|(_, heading)| heading.level <= contents.levels).map(|(at, each)| (at + 1, each)).collect();
    writer.settle_break();
    writer.element("w:sdt", &[], |writer| {
        writer.xml.element("w:sdtPr", &[], |xml| {
            xml.element("w:docPartObj", &[], |xml| {
                xml.empty("w:docPartGallery", &[("w:val", "Table of Contents")]);
                xml.empty("w:docPartUnique", &[]);
            });
        });
        writer.element("w:sdtContent", &[], |writer| {
            writer.styled("TOCHeading", |writer| run(&mut writer.xml, &contents.title, Mark::Plain));
            let last = listed.len().saturating_sub(1);
            for (position, (number, heading)) in listed.iter().enumerate() {
                entry(writer, contents, *number, heading, (position == 0, position == last));
            }
        });
    });
}

fn entry(writer: &mut Writer, contents: &Contents, number: usize, heading: &Heading, (is_first, is_last): (bool, bool)) {
    let page = writer.pages.of_heading(number).to_string();
    let style = format!("TOC{}", heading.level.clamp(1, 3));
    writer.styled(&style, |writer| {
        let xml = &mut writer.xml;
        if is_first {
            mark(xml, "begin");
            xml.element("w:r", &[], |xml| {
                let instruction = format!(" TOC \\o \"1-{}\" \\h \\z \\u ", contents.levels);
                xml.element("w:instrText", &[("xml:space", "preserve")], |xml| xml.text(&instruction));
            });
            mark(xml, "separate");
        }
        let name = bookmark(number);
        xml.element("w:hyperlink", &[("w:anchor", &name), ("w:history", "1")], |xml| {
            run(xml, &heading.line(), Mark::Plain);
            xml.element("w:r", &[], |xml| xml.empty("w:tab", &[]));
            field(xml, &format!(" PAGEREF {name} \\h "), &page);
        });
        if is_last {
            mark(xml, "end");
        }
    });
}

pub(super) fn mark(xml: &mut Xml, kind: &str) {
    xml.element("w:r", &[], |xml| xml.empty("w:fldChar", &[("w:fldCharType", kind)]));
}
