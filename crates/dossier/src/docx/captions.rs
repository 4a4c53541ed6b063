//! Captions with counted numbers, and the lists of them: fields whose entries are already there, as the table of contents is.

use crate::document::{CaptionList, Captioned, Mark};
use crate::xml::Xml;

use super::body::{Writer, run};
use super::contents::mark;
use super::figure::field;

/// The bookmark of a caption.
fn bookmark(of: Captioned, number: u16) -> (String, String) {
    let (name, first) = match of {
        Captioned::Figures => ("Figure", 100_000),
        Captioned::Tables => ("Table", 200_000),
    };
    (format!("_{name}{number:06}"), (first + u32::from(number)).to_string())
}

/// Writes a caption; that of a table is kept with it.
pub(super) fn write(writer: &mut Writer, of: Captioned, number: u16, text: &str) {
    let keep = |xml: &mut Xml| {
        if of == Captioned::Tables {
            xml.empty("w:keepNext", &[]);
        }
    };
    writer.styled_with("Caption", keep, |writer| {
        let xml = &mut writer.xml;
        let (name, id) = bookmark(of, number);
        xml.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", &name)]);
        run(xml, &format!("{} ", of.word()), Mark::Plain);
        field(xml, &format!(" SEQ {} \\* ARABIC ", of.word()), &number.to_string());
        run(xml, &format!("　{text}"), Mark::Plain);
        xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
    });
}

/// Writes a list of captions; nothing for none.
pub(super) fn write_list(writer: &mut Writer, list: &CaptionList) {
    let document = writer.document;
    let captions: Vec<(u16, &str)> = document.captions(list.of).collect();
    if captions.is_empty() {
        return;
    }
    writer.styled("TOCHeading", |writer| run(&mut writer.xml, &list.title, Mark::Plain));
    let last = captions.len() - 1;
    for (position, (number, text)) in captions.into_iter().enumerate() {
        let page = writer.pages.of_caption(list.of, number).to_string();
        writer.styled("TableofFigures", |writer| {
            let xml = &mut writer.xml;
            if position == 0 {
                mark(xml, "begin");
                xml.element("w:r", &[], |xml| {
                    let instruction = format!(" TOC \\h \\z \\c \"{}\" ", list.of.word());
                    xml.element("w:instrText", &[("xml:space", "preserve")], |xml| xml.text(&instruction));
                });
                mark(xml, "separate");
            }
            let (name, _) = bookmark(list.of, number);
            xml.element("w:hyperlink", &[("w:anchor", &name), ("w:history", "1")], |xml| {
                run(xml, &list.of.line(number, text), Mark::Plain);
                xml.element("w:r", &[], |xml| xml.empty("w:tab", &[]));
                field(xml, &format!(" PAGEREF {name} \\h "), &page);
            });
            if position == last {
                mark(xml, "end");
            }
        });
    }
}
