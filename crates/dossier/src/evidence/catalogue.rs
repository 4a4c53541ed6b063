//! The catalogue of evidence (证实性材料目录).

use award::assessment::Assessment;
use award::catalog::Catalog;
use award::evidence::{Entry, register};

use super::{count, document, head, names, number_and_name, pages, until};
use crate::document::{Align, Block, Cell, Document, Lines, Paragraph, Row, Style, Table};
use crate::wording;

/// The title: 证实性材料目录.
pub const TITLE: &str = "证实性材料目录";

/// The widths of the columns in millimetres: number, name, issuer, date, validity, pages, mark, what it proves.
const COLUMNS: [u16; 8] = [22, 50, 28, 33, 33, 14, 20, 47];

/// Builds the catalogue.
#[must_use]
pub fn build(catalog: &Catalog, assessment: &Assessment) -> Document {
    let entries = register(catalog, assessment);
    let mut blocks = head(assessment, TITLE);
    if entries.is_empty() {
        blocks.push(Block::Paragraph(Paragraph::new(Style::Body, "没有登记证实性材料。")));
    } else {
        let note = format!("{}编号由所证明的第一个评分条款或者办法条款加顺序号组成。", count(&entries));
        blocks.push(Block::Paragraph(Paragraph::new(Style::Remark, note)));
        blocks.push(Block::Table(table(catalog, assessment, &entries)));
    }
    document(catalog, assessment, TITLE.into(), blocks)
}

fn table(catalog: &Catalog, assessment: &Assessment, entries: &[Entry]) -> Table {
    let mut rows = vec![names(["编号", "材料名称", "出具单位", "日期", "有效期至", "页数", "标注", "证明的内容"])];
    rows.extend(entries.iter().map(|entry| row(catalog, assessment, entry)));
    Table { columns: COLUMNS.to_vec(), header_rows: 1, lines: Lines::Grid, rows }
}

fn row(catalog: &Catalog, assessment: &Assessment, entry: &Entry) -> Row {
    let evidence = entry.evidence;
    let mark = if evidence.trade_secret { &*catalog.scheme.materials.trade_secret_mark } else { "" };
    let proves = evidence.links.iter().map(|link| Paragraph::new(Style::Cell, link.name(catalog, assessment)));
    let [number, name] = number_and_name(entry);
    Row::new(vec![
        number,
        name,
        Cell::text(wording::one_line(&evidence.issuer)),
        Cell::text(wording::date(&evidence.dated)),
        Cell::text(until(evidence)),
        pages(evidence),
        Cell::text(mark).align(Align::Center),
        Cell::paragraphs(proves.collect()),
    ])
}
