//! The main part of a Word document: sections, paragraphs, runs.

use award::documents::Margin;

use crate::document::{Block, Captioned, Document, FigureId, Heading, Inline, Lines, List, Mark, Orientation, Paragraph, Style};
use crate::xml::Xml;

use super::pagination::{self, Pages};
use super::{Pictures, captions, contents, figure, table};

/// The namespace of WordprocessingML.
pub(super) const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

const NAMESPACES: [(&str, &str); 5] = [
    ("xmlns:w", WORD),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
];

/// The main part and what other parts must know of it.
pub(super) struct Body<'a> {
    /// The XML of the main part.
    pub document: String,
    /// The number of numbered lists.
    pub numbered_lists: u32,
    /// The pictures that it shows.
    pub media: Vec<(FigureId, &'a [u8])>,
}

/// The state of writing a main part.
pub(super) struct Writer<'a> {
    pub xml: Xml,
    pub document: &'a Document,
    pub pictures: &'a Pictures,
    pub media: Vec<(FigureId, &'a [u8])>,
    pub pages: Pages,
    /// The number of headings written so far; names their bookmarks.
    pub headings: usize,
    numbered_lists: u32,
    /// Whether the next paragraph starts a page.
    breaks: bool,
    /// Whether the cover is written, whose blanks are no signatures and may hold texts of any length.
    pub is_cover: bool,
    /// Whether paragraphs stay on the page of what follows.
    keeps: bool,
}

/// Writes the main part.
pub(super) fn write<'a>(document: &'a Document, pictures: &'a Pictures) -> Body<'a> {
    let mut writer = Writer {
        xml: Xml::document(),
        document,
        pictures,
        media: Vec::new(),
        pages: pagination::estimate(document),
        headings: 0,
        numbered_lists: 0,
        breaks: false,
        is_cover: false,
        keeps: false,
    };
    writer.element("w:document", &NAMESPACES, |writer| writer.element("w:body", &[], Writer::sections));
    Body { document: writer.xml.finish(), numbered_lists: writer.numbered_lists, media: writer.media }
}

impl<'a> Writer<'a> {
    /// An element whose content a method writes.
    pub(super) fn element(&mut self, name: &str, attributes: crate::xml::Attributes, inner: impl FnOnce(&mut Self)) {
        self.xml.open(name, attributes);
        inner(self);
        self.xml.close(name);
    }

    fn sections(&mut self) {
        let document = self.document;
        if !document.cover.is_empty() {
            self.is_cover = true;
            self.blocks(&document.cover);
            self.is_cover = false;
            let margin = document.sections.first().map_or(Margin::USUAL, |section| section.margin);
            self.section_end(Orientation::Portrait, margin, false);
        }
        for (position, section) in document.sections.iter().enumerate() {
            self.blocks(&section.blocks);
            if position + 1 < document.sections.len() {
                self.section_end(section.orientation, section.margin, true);
            } else {
                section_properties(&mut self.xml, section.orientation, section.margin, true);
            }
        }
    }

    /// The paragraph that ends a section; nearly without height, so that it never falls on a page of its own.
    fn section_end(&mut self, orientation: Orientation, margin: Margin, is_numbered: bool) {
        self.xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                xml.empty("w:spacing", &[("w:before", "0"), ("w:after", "0"), ("w:line", "20"), ("w:lineRule", "exact")]);
                section_properties(xml, orientation, margin, is_numbered);
            });
        });
    }

    fn blocks(&mut self, blocks: &'a [Block]) {
        for (position, block) in blocks.iter().enumerate() {
            let is_text = matches!(block, Block::Paragraph(_) | Block::List(_));
            self.keeps = is_text && !self.is_cover && leads_to_signatures(&blocks[position + 1..]);
            match block {
                Block::Heading(heading) => self.heading(heading),
                Block::Paragraph(paragraph) => self.paragraph(paragraph),
                Block::List(list) => self.list(list),
                Block::Table(table) => table::write(self, table),
                Block::Figure(figure) => figure::write(self, figure),
                Block::Contents(list) => contents::write(self, list),
                Block::CaptionList(list) => captions::write_list(self, list),
                Block::TableCaption(caption) => captions::write(self, Captioned::Tables, caption.number, &caption.text),
                Block::Boxes(boxes) => table::write_boxes(self, boxes),
                Block::PageBreak => self.breaks = true,
            }
            let is_table = |block: &Block| matches!(block, Block::Table(_) | Block::Boxes(_));
            // Two tables without a paragraph between them would grow together; a section must end with a paragraph.
            if is_table(block) && blocks.get(position + 1).is_none_or(|next| is_table(next) || *next == Block::PageBreak) {
                self.styled("Gap", |_| ());
            }
        }
    }

    fn heading(&mut self, heading: &Heading) {
        self.headings += 1;
        let (name, id) = (contents::bookmark(self.headings), self.headings.to_string());
        let style = format!("Heading{}", heading.level.clamp(1, 3));
        self.styled(&style, |writer| {
            writer.xml.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", &name)]);
            run(&mut writer.xml, &heading.line(), Mark::Plain);
            writer.xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
        });
    }

    /// A paragraph.
    pub(super) fn paragraph(&mut self, paragraph: &Paragraph) {
        self.styled(style_id(paragraph.style), |writer| writer.inlines(&paragraph.inlines));
    }

    fn list(&mut self, list: &List) {
        let number = if list.is_numbered {
            self.numbered_lists += 1;
            self.numbered_lists + 1
        } else {
            1
        };
        let number = number.to_string();
        for item in &list.items {
            let properties = |xml: &mut Xml| {
                xml.element("w:numPr", &[], |xml| {
                    xml.empty("w:ilvl", &[("w:val", "0")]);
                    xml.empty("w:numId", &[("w:val", &number)]);
                });
            };
            self.styled_with("ListItem", properties, |writer| writer.inlines(item));
        }
    }

    pub(super) fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines.iter().filter(|inline| !inline.text.is_empty()) {
            run(&mut self.xml, &inline.text, inline.mark);
        }
    }

    /// A paragraph of a style.
    pub(super) fn styled(&mut self, style: &str, inner: impl FnOnce(&mut Self)) {
        self.styled_with(style, |_| (), inner);
    }

    /// A paragraph of a style, with more properties; takes the page break that waits for it.
    pub(super) fn styled_with(&mut self, style: &str, properties: impl FnOnce(&mut Xml), inner: impl FnOnce(&mut Self)) {
        let (breaks, keeps) = (std::mem::take(&mut self.breaks), self.keeps);
        self.element("w:p", &[], |writer| {
            writer.xml.element("w:pPr", &[], |xml| {
                xml.empty("w:pStyle", &[("w:val", style)]);
                if keeps {
                    xml.empty("w:keepNext", &[]);
                }
                if breaks {
                    xml.empty("w:pageBreakBefore", &[]);
                }
                properties(xml);
            });
            inner(writer);
        });
    }

    /// Gives a waiting page break a paragraph of its own, for blocks that are no paragraph.
    pub(super) fn settle_break(&mut self) {
        if self.breaks {
            self.styled("Gap", |_| ());
        }
    }
}

/// Whether blanks to be signed come next, with nothing but empty paragraphs before them. A page must not hold signatures
/// alone: it could be put behind another text.
fn leads_to_signatures(blocks: &[Block]) -> bool {
    let next = blocks.iter().find(|block| !matches!(block, Block::Paragraph(paragraph) if paragraph.text().is_empty()));
    matches!(next, Some(Block::Table(table)) if table.lines == Lines::Blanks)
}

/// A run of text: line feeds become line breaks, tabulators become tabs.
pub(super) fn run(xml: &mut Xml, text: &str, mark: Mark) {
    xml.element("w:r", &[], |xml| {
        xml.element("w:rPr", &[], |xml| run_properties(xml, mark));
        for (position, line) in text.replace("\r\n", "\n").split(['\n', '\r', '\u{2028}', '\u{2029}']).enumerate() {
            if position > 0 {
                xml.empty("w:br", &[]);
            }
            for (position, piece) in line.split('\t').enumerate() {
                if position > 0 {
                    xml.empty("w:tab", &[]);
                }
                if !piece.is_empty() {
                    xml.element("w:t", &[("xml:space", "preserve")], |xml| xml.text(piece));
                }
            }
        }
    });
}

fn run_properties(xml: &mut Xml, mark: Mark) {
    if mark == Mark::Missing {
        xml.empty("w:rStyle", &[("w:val", "Missing")]);
    }
    // Quotation marks, dashes and dots are Chinese ones here, as wide as a character.
    xml.empty("w:rFonts", &[("w:hint", "eastAsia")]);
    if mark == Mark::Strong {
        xml.empty("w:b", &[]);
        xml.empty("w:bCs", &[]);
    }
}

pub(super) fn style_id(style: Style) -> &'static str {
    match style {
        Style::Body => "Body",
        Style::Flush => "Flush",
        Style::Lead => "Lead",
        Style::Note => "Note",
        Style::Remark => "Remark",
        Style::Title => "Title",
        Style::Subtitle => "Subtitle",
        Style::Right => "Right",
        Style::Cell => "Cell",
    }
}

fn section_properties(xml: &mut Xml, orientation: Orientation, margin: Margin, is_numbered: bool) {
    let (width, height) = orientation.paper();
    let margin = u16::from(margin.millimetres());
    // The running lines stand between the edge and the text, ten millimetres before it.
    let (edge, margin) = (twips(margin.saturating_sub(10).max(6)).to_string(), twips(margin).to_string());
    xml.element("w:sectPr", &[], |xml| {
        if is_numbered {
            xml.empty("w:headerReference", &[("w:type", "default"), ("r:id", "header")]);
            xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", "footer")]);
        }
        xml.empty("w:type", &[("w:val", "nextPage")]);
        let (width, height) = (twips(width).to_string(), twips(height).to_string());
        let mut size = vec![("w:w", &*width), ("w:h", &*height)];
        if orientation == Orientation::Landscape {
            size.push(("w:orient", "landscape"));
        }
        xml.empty("w:pgSz", &size);
        let sides = ["w:top", "w:right", "w:bottom", "w:left"].map(|side| (side, &*margin));
        let edges = [("w:header", &*edge), ("w:footer", &*edge), ("w:gutter", "0")];
        xml.empty("w:pgMar", &[&sides[..], &edges[..]].concat());
    });
}

/// Twentieths of a point in so many millimetres.
pub(super) fn twips(millimetres: u16) -> u32 {
    (u32::from(millimetres) * 14_400 + 127) / 254
}
