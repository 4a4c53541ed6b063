//! Figures of a Word document: the picture in a paragraph of its own, then the caption with a counted number.

use crate::document::{Captioned, Figure, Inline, Mark, Paragraph, Style};
use crate::xml::Xml;

use super::body::{Writer, run};
use super::captions;

/// Writes a figure with its caption.
pub(super) fn write(writer: &mut Writer, figure: &Figure) {
    match writer.pictures.get(&figure.id) {
        Some(picture) => {
            writer.media.push((figure.id, picture));
            writer.styled("Figure", |writer| writer.xml.element("w:r", &[], |xml| drawing(xml, figure)));
        }
        None => {
            let missing = Inline::missing(format!("〔图未生成：{}〕", figure.caption));
            writer.paragraph(&Paragraph { inlines: vec![missing], style: Style::Flush });
        }
    }
    captions::write(writer, Captioned::Figures, figure.number, &figure.caption);
}

/// The ending of a picture's file by its content.
pub(super) fn ending(picture: &[u8]) -> &'static str {
    if picture.starts_with(b"\xff\xd8") { "jpeg" } else { "png" }
}

/// A field with its current result.
pub(super) fn field(xml: &mut Xml, instruction: &str, result: &str) {
    let part = |xml: &mut Xml, kind: &str| {
        xml.element("w:r", &[], |xml| xml.empty("w:fldChar", &[("w:fldCharType", kind)]));
    };
    part(xml, "begin");
    xml.element("w:r", &[], |xml| {
        xml.element("w:instrText", &[("xml:space", "preserve")], |xml| xml.text(instruction));
    });
    part(xml, "separate");
    run(xml, result, Mark::Plain);
    part(xml, "end");
}

fn drawing(xml: &mut Xml, figure: &Figure) {
    let (width, height) = (emus(figure.width), emus(figure.height));
    let (number, name) = (figure.number.to_string(), figure.id.to_string());
    let name = &*name;
    let size = [("cx", &*width), ("cy", &*height)];
    let described = [("id", &*number), ("name", name), ("descr", &*figure.alt)];
    xml.element("w:drawing", &[], |xml| {
        let distances = [("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")];
        xml.element("wp:inline", &distances, |xml| {
            xml.empty("wp:extent", &size);
            xml.empty("wp:docPr", &described);
            xml.element("wp:cNvGraphicFramePr", &[], |xml| xml.empty("a:graphicFrameLocks", &[("noChangeAspect", "1")]));
            xml.element("a:graphic", &[], |xml| {
                let kind = "http://schemas.openxmlformats.org/drawingml/2006/picture";
                xml.element("a:graphicData", &[("uri", kind)], |xml| picture(xml, name, &described, &size));
            });
        });
    });
}

fn picture(xml: &mut Xml, name: &str, described: &[(&str, &str)], size: &[(&str, &str)]) {
    xml.element("pic:pic", &[], |xml| {
        xml.element("pic:nvPicPr", &[], |xml| {
            xml.empty("pic:cNvPr", described);
            xml.empty("pic:cNvPicPr", &[]);
        });
        xml.element("pic:blipFill", &[], |xml| {
            xml.empty("a:blip", &[("r:embed", name)]);
            xml.element("a:stretch", &[], |xml| xml.empty("a:fillRect", &[]));
        });
        xml.element("pic:spPr", &[], |xml| {
            xml.element("a:xfrm", &[], |xml| {
                xml.empty("a:off", &[("x", "0"), ("y", "0")]);
                xml.empty("a:ext", size);
            });
            xml.element("a:prstGeom", &[("prst", "rect")], |xml| xml.empty("a:avLst", &[]));
        });
    });
}

/// English metric units, the length of drawings: 36,000 to a millimetre.
fn emus(millimetres: u16) -> String {
    (u32::from(millimetres) * 36_000).to_string()
}
