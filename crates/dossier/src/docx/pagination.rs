//! Estimates on which page a heading falls, for the contents list.
//!
//! Every paragraph style has an exact line height, so the estimate only depends on where lines break. Lengths are in
//! points. The numbers repeat those of `parts/styles.xml`; a test compares them.

use crate::document::{
    Block, CaptionList, Captioned, Cell, Contents, Document, Heading, Lines, Orientation, Paragraph, Row, Section, Style, Table,
};
use crate::measure;

/// A row from this height on may break across pages.
pub(super) const LARGEST_UNBROKEN_ROW: f32 = 160.0;

/// The pages on which headings and captions fall.
pub(super) struct Pages {
    headings: Vec<usize>,
    figures: Vec<usize>,
    tables: Vec<usize>,
}

impl Pages {
    /// The page of the heading of that number, counted from 1.
    pub(super) fn of_heading(&self, number: usize) -> usize {
        self.headings.get(number - 1).copied().unwrap_or(1)
    }

    /// The page of the caption of that number, counted from 1.
    pub(super) fn of_caption(&self, of: Captioned, number: u16) -> usize {
        let pages = match of {
            Captioned::Figures => &self.figures,
            Captioned::Tables => &self.tables,
        };
        pages.get(usize::from(number).saturating_sub(1)).copied().unwrap_or(1)
    }
}

/// The measures of a paragraph style.
struct Measures {
    size: f32,
    line: f32,
    before: f32,
    after: f32,
    /// The indent of the first line in ems.
    first: f32,
    /// The indent of every line in points.
    left: f32,
}

const fn measures(size: f32, line: f32, before: f32, after: f32) -> Measures {
    Measures { size, line, before, after, first: 0.0, left: 0.0 }
}

fn of_style(style: Style) -> Measures {
    match style {
        Style::Body => Measures { first: 2.0, ..measures(12.0, 20.0, 0.0, 0.0) },
        Style::Flush => measures(12.0, 20.0, 0.0, 0.0),
        Style::Lead => measures(12.0, 20.0, 4.0, 0.0),
        Style::Note | Style::Remark => measures(10.5, 16.0, 3.0, 3.0),
        Style::Title => measures(26.0, 40.0, 18.0, 18.0),
        Style::Subtitle => measures(18.0, 30.0, 6.0, 6.0),
        Style::Right => measures(12.0, 20.0, 10.0, 0.0),
        Style::Cell => measures(10.5, 16.0, 0.0, 0.0),
    }
}

fn of_heading(level: u8) -> Measures {
    match level {
        1 => measures(16.0, 28.0, 12.0, 12.0),
        2 => measures(14.0, 24.0, 10.0, 6.0),
        _ => measures(12.0, 22.0, 8.0, 4.0),
    }
}

fn of_entry(level: u8) -> Measures {
    match level {
        1 => measures(12.0, 20.0, 6.0, 0.0),
        2 => measures(12.0, 20.0, 0.0, 0.0),
        _ => measures(10.5, 18.0, 0.0, 0.0),
    }
}

const LIST_ITEM: Measures = Measures { left: 42.0, ..measures(12.0, 20.0, 0.0, 0.0) };
const CAPTION: Measures = measures(10.5, 16.0, 3.0, 8.0);
const CONTENTS_TITLE: Measures = measures(16.0, 28.0, 12.0, 12.0);
const GAP: f32 = 6.0;
/// Space above and below the text of a cell, and its line.
const CELL_PADDING: f32 = 4.5;
/// Space at the left and right of the text of a cell.
const CELL_SIDES: f32 = 8.5;

impl Measures {
    /// The height of a text in a column of that width, with the space around it.
    fn height(&self, text: &str, width: f32) -> f32 {
        let lines = measure::lines(text, (width - self.left) / self.size, self.first);
        self.before + self.after + self.line * lines as f32
    }
}

fn points(millimetres: u16) -> f32 {
    f32::from(millimetres) * 72.0 / 25.4
}

/// The height of a row of a table.
pub(super) fn row_height(table: &Table, row: &Row) -> f32 {
    let mut column = 0;
    let mut tallest = points(row.height);
    for cell in &row.cells {
        let end = (column + usize::from(cell.span)).min(table.columns.len());
        let width = table.columns[column..end].iter().map(|&each| points(each)).sum();
        tallest = tallest.max(cell_height(cell, width));
        column = end;
    }
    // The blanks of a cover are set in larger type.
    if table.lines == Lines::Blanks { tallest.max(26.0) } else { tallest }
}

fn cell_height(cell: &Cell, width: f32) -> f32 {
    let heights = cell.paragraphs.iter().map(|each| of_style(each.style).height(&each.text(), width - CELL_SIDES));
    heights.sum::<f32>() + CELL_PADDING
}

/// Estimates the pages of a document.
pub(super) fn estimate(document: &Document) -> Pages {
    let headings = |section: &Section| section.blocks.iter().filter_map(as_heading).cloned().collect::<Vec<Heading>>();
    let every: Vec<Heading> = document.sections.iter().flat_map(headings).collect();
    let mut layout = Layout {
        document,
        page: usize::from(!document.cover.is_empty()),
        used: 0.0,
        room: 0.0,
        found: Vec::new(),
        figures: Vec::new(),
        tables: Vec::new(),
    };
    layout.found.extend(document.cover.iter().filter_map(as_heading).map(|_| 1));
    for section in &document.sections {
        layout.section(section, &every);
    }
    Pages { headings: layout.found, figures: layout.figures, tables: layout.tables }
}

fn as_heading(block: &Block) -> Option<&Heading> {
    match block {
        Block::Heading(heading) => Some(heading),
        _ => None,
    }
}

/// A page being filled.
struct Layout<'a> {
    document: &'a Document,
    page: usize,
    used: f32,
    room: f32,
    found: Vec<usize>,
    figures: Vec<usize>,
    tables: Vec<usize>,
}

impl Layout<'_> {
    fn section(&mut self, section: &Section, headings: &[Heading]) {
        self.room = points(section.text_height());
        self.next_page();
        let width = points(section.text_width());
        for (position, block) in section.blocks.iter().enumerate() {
            match block {
                Block::Heading(heading) => {
                    let rest = kept_after(&section.blocks[position + 1..]);
                    self.heading(heading, width, rest);
                }
                Block::Paragraph(paragraph) => self.paragraph(paragraph, width),
                Block::List(list) => {
                    for item in &list.items {
                        let text: String = item.iter().map(|inline| inline.text.as_str()).collect();
                        self.flow(&LIST_ITEM, &text, width);
                    }
                }
                Block::Table(table) => self.table(table),
                Block::Figure(figure) => {
                    self.block(6.0 + points(figure.height) + CAPTION.height("", width));
                    self.figures.push(self.page);
                }
                Block::TableCaption(caption) => {
                    self.flow(&CAPTION, &Captioned::Tables.line(caption.number, &caption.text), width);
                    self.tables.push(self.page);
                }
                Block::CaptionList(list) => self.caption_list(list, width),
                Block::Contents(contents) => self.contents(contents, headings, width),
                Block::Boxes(boxes) => boxes.iter().for_each(|each| self.block(points(each.height))),
                Block::PageBreak => self.next_page(),
            }
        }
    }

    fn next_page(&mut self) {
        self.page += 1;
        self.used = 0.0;
    }

    /// Something that does not break.
    fn block(&mut self, height: f32) {
        if self.used > 0.0 && self.used + height > self.room {
            self.next_page();
        }
        self.used += height;
    }

    /// A heading stays with the first lines of what follows.
    fn heading(&mut self, heading: &Heading, width: f32, rest: f32) {
        let height = of_heading(heading.level).height(&heading.line(), width);
        if self.used > 0.0 && self.used + height + rest > self.room {
            self.next_page();
        }
        self.used += height;
        self.found.push(self.page);
    }

    fn paragraph(&mut self, paragraph: &Paragraph, width: f32) {
        self.flow(&of_style(paragraph.style), &paragraph.text(), width);
    }

    /// A paragraph that breaks between lines.
    fn flow(&mut self, style: &Measures, text: &str, width: f32) {
        let lines = measure::lines(text, (width - style.left) / style.size, style.first);
        self.used += style.before;
        for _ in 0..lines {
            self.block(style.line);
        }
        self.used += style.after;
    }

    fn table(&mut self, table: &Table) {
        let header: f32 = table.rows.iter().take(table.header_rows).map(|row| row_height(table, row)).sum();
        for row in &table.rows {
            let mut height = row_height(table, row);
            let breaks = height >= LARGEST_UNBROKEN_ROW;
            while breaks && self.used + height > self.room {
                height -= self.room - self.used;
                self.next_page();
                self.used = header;
            }
            if self.used + height > self.room {
                self.next_page();
                self.used = header;
            }
            self.used += height;
        }
        self.used += GAP;
    }

    fn contents(&mut self, contents: &Contents, headings: &[Heading], width: f32) {
        self.flow(&CONTENTS_TITLE, &contents.title, width);
        for heading in headings.iter().filter(|heading| heading.level <= contents.levels) {
            self.flow(&of_entry(heading.level), &heading.line(), width);
        }
    }

    fn caption_list(&mut self, list: &CaptionList, width: f32) {
        let document = self.document;
        let mut captions = document.captions(list.of).peekable();
        if captions.peek().is_some() {
            self.flow(&CONTENTS_TITLE, &list.title, width);
        }
        for (number, text) in captions {
            self.flow(&of_entry(3), &list.of.line(number, text), width);
        }
    }
}

/// The height of what a heading is kept with: further headings and two lines or the first row of a table.
fn kept_after(rest: &[Block]) -> f32 {
    let width = points(Orientation::Portrait.text_width());
    match rest.first() {
        Some(Block::Heading(heading)) => of_heading(heading.level).height(&heading.line(), width) + kept_after(&rest[1..]),
        Some(Block::Table(table)) => table.rows.first().map_or(0.0, |row| row_height(table, row)),
        Some(Block::Figure(figure)) => points(figure.height) + 6.0,
        Some(Block::TableCaption(caption)) => CAPTION.height(&caption.text, width) + kept_after(&rest[1..]),
        Some(Block::Paragraph(paragraph)) if matches!(paragraph.style, Style::Remark | Style::Lead) => {
            of_style(paragraph.style).height(&paragraph.text(), width) + kept_after(&rest[1..])
        }
        Some(Block::Paragraph(_) | Block::List(_)) => 40.0,
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(style: &str, expected: &Measures) {
        let styles = include_str!("parts/styles.xml");
        let start = styles.find(&format!("w:styleId=\"{style}\"")).expect("the style exists");
        let text = &styles[start..start + styles[start..].find("</w:style>").expect("it ends")];
        let value = |name: &str, otherwise: f32| {
            let at = text.find(&format!("{name}=\"")).map(|at| at + name.len() + 2);
            at.map_or(otherwise, |at| text[at..].split('"').next().and_then(|digits| digits.parse().ok()).expect("a number"))
        };
        let size = text
            .find("<w:sz w:val=\"")
            .map_or(24.0, |at| text[at + 13..].split('"').next().and_then(|d| d.parse().ok()).expect("a number"));
        let found = (size / 2.0, value("w:line", 400.0) / 20.0, value("w:before", 0.0) / 20.0, value("w:after", 0.0) / 20.0);
        assert_eq!(found, (expected.size, expected.line, expected.before, expected.after), "{style}");
    }

    #[test]
    fn measures_equal_the_style_sheet() {
        check("Body", &of_style(Style::Body));
        check("Flush", &of_style(Style::Flush));
        check("Lead", &of_style(Style::Lead));
        check("Note", &of_style(Style::Note));
        check("Remark", &of_style(Style::Remark));
        check("Title", &of_style(Style::Title));
        check("Subtitle", &of_style(Style::Subtitle));
        check("Right", &of_style(Style::Right));
        check("Cell", &of_style(Style::Cell));
        for level in 1..=3 {
            check(&format!("Heading{level}"), &of_heading(level));
            check(&format!("TOC{level}"), &of_entry(level));
        }
        check("TableofFigures", &of_entry(3));
        check("ListItem", &LIST_ITEM);
        check("Caption", &CAPTION);
        check("TOCHeading", &CONTENTS_TITLE);
    }
}
