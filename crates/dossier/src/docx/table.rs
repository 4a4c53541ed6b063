//! Tables of a Word document. Every table has fixed column widths, because WPS reads them and nothing else.

use crate::document::{Align, BlankBox, Cell, Lines, Orientation, Paragraph, Row, Section, Style, Table, Tone};
use crate::xml::Xml;

use super::body::{Writer, style_id, twips};
use super::pagination;

/// Writes a table.
pub(super) fn write(writer: &mut Writer, table: &Table) {
    writer.settle_break();
    writer.element("w:tbl", &[], |writer| {
        properties(&mut writer.xml, table);
        writer.xml.element("w:tblGrid", &[], |xml| {
            for &column in &table.columns {
                xml.empty("w:gridCol", &[("w:w", &twips(column).to_string())]);
            }
        });
        for position in 0..table.rows.len() {
            write_row(writer, table, position);
        }
    });
}

/// Writes boxes to be filled by hand as one table: what each is for at the left, room at the right.
pub(super) fn write_boxes(writer: &mut Writer, boxes: &[BlankBox]) {
    let rows = boxes.iter().map(|blank| {
        let room = blank.lines.iter().map(|line| Paragraph::new(Style::Cell, line)).collect();
        let mut name = vec![Paragraph::new(Style::Cell, &blank.title)];
        if !blank.note.is_empty() {
            name.push(Paragraph::new(Style::Cell, format!("（{}）", blank.note)));
        }
        let name = Cell::paragraphs(name).tone(Tone::Label).align(Align::Center);
        Row::tall(blank.height, vec![name, Cell::paragraphs(room)])
    });
    let width = writer.document.sections.first().map_or(Orientation::Portrait.text_width(), Section::text_width);
    write(writer, &Table { columns: vec![34, width - 34], header_rows: 0, lines: Lines::Boxes, rows: rows.collect() });
}

fn properties(xml: &mut Xml, table: &Table) {
    let width = table.columns.iter().map(|&column| twips(column)).sum::<u32>().to_string();
    xml.element("w:tblPr", &[], |xml| {
        if table.lines != Lines::Blanks {
            xml.empty("w:tblStyle", &[("w:val", "TableGrid")]);
        }
        xml.empty("w:tblW", &[("w:w", &width), ("w:type", "dxa")]);
        xml.empty("w:jc", &[("w:val", "center")]);
        xml.empty("w:tblLayout", &[("w:type", "fixed")]);
        xml.empty("w:tblLook", &[("w:val", "0000")]);
    });
}

fn write_row(writer: &mut Writer, table: &Table, position: usize) {
    let (row, is_header) = (&table.rows[position], position < table.header_rows);
    // A row of running text may break; it would leave a large gap before it otherwise.
    let may_break = pagination::row_height(table, row) >= pagination::LARGEST_UNBROKEN_ROW;
    // Neither the first row nor the last stands alone on a page, and blanks to be signed stay together. What follows the last
    // is no part of the table.
    let has_next = position + 1 < table.rows.len();
    let is_edge = position <= table.header_rows || position + 2 == table.rows.len();
    let is_signed = table.lines == Lines::Blanks && !writer.is_cover;
    let keeps = has_next && !may_break && (is_edge || is_signed);
    writer.element("w:tr", &[], |writer| {
        let height = twips(row.height).to_string();
        writer.xml.element("w:trPr", &[], |xml| {
            if !may_break {
                xml.empty("w:cantSplit", &[]);
            }
            xml.empty("w:trHeight", &[("w:val", &height), ("w:hRule", "atLeast")]);
            if is_header {
                xml.empty("w:tblHeader", &[]);
            }
        });
        let mut column = 0;
        for cell in &row.cells {
            let end = (column + usize::from(cell.span)).min(table.columns.len());
            let width = table.columns[column..end].iter().map(|&each| twips(each)).sum();
            write_cell(writer, table.lines, cell, (width, end == table.columns.len()), keeps);
            column = end;
        }
    });
}

/// Writes a cell of that width, the last of its row or not; `keeps` holds its row on the page of the next.
fn write_cell(writer: &mut Writer, lines: Lines, cell: &Cell, (width, is_last): (u32, bool), keeps: bool) {
    writer.element("w:tc", &[], |writer| {
        writer.xml.element("w:tcPr", &[], |xml| {
            xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
            if cell.span > 1 {
                xml.empty("w:gridSpan", &[("w:val", &cell.span.to_string())]);
            }
            if lines == Lines::Blanks && is_last {
                let line = [("w:val", "single"), ("w:sz", "6"), ("w:space", "0"), ("w:color", "000000")];
                xml.element("w:tcBorders", &[], |xml| xml.empty("w:bottom", &line));
            }
            if let Some(fill) = fill(cell.tone) {
                xml.empty("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", fill)]);
            }
            let at_foot = lines == Lines::Blanks || (lines == Lines::Boxes && is_last);
            xml.empty("w:vAlign", &[("w:val", if at_foot { "bottom" } else { "center" })]);
        });
        for paragraph in &cell.paragraphs {
            write_paragraph(writer, lines, cell, paragraph, keeps);
        }
    });
}

fn write_paragraph(writer: &mut Writer, lines: Lines, cell: &Cell, paragraph: &Paragraph, keeps: bool) {
    let justify = |xml: &mut Xml| {
        if keeps {
            xml.empty("w:keepNext", &[]);
        }
        let value = match cell.align {
            Align::Left => "left",
            Align::Center => "center",
            Align::Right => "right",
            Align::Spread => "distribute",
        };
        xml.empty("w:jc", &[("w:val", value)]);
    };
    let style = if lines == Lines::Blanks { "CoverLine" } else { style_id(paragraph.style) };
    writer.styled_with(style, justify, |writer| writer.inlines(&paragraph.inlines));
}

fn fill(tone: Tone) -> Option<&'static str> {
    match tone {
        Tone::Plain => None,
        Tone::Label => Some("F2F2F2"),
        Tone::Sum => Some("E4E9F0"),
    }
}
