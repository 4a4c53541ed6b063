//! The list of what holds trade secrets (商业秘密标注清单), which the regulation wants marked.

use award::assessment::Assessment;
use award::catalog::Catalog;
use award::evidence::{Entry, register};

use super::{count, document, head, names, number_and_name, pages, part};
use crate::document::Inline;
use crate::document::{Align, Block, Cell, Document, Lines, List, Paragraph, Row, Style, Table};

/// The title: 商业秘密标注清单.
pub const TITLE: &str = "商业秘密标注清单";

/// The widths of the columns in millimetres: number, name, pages, mark, remark to be filled by hand.
const COLUMNS: [u16; 5] = [28, 96, 20, 28, 75];

/// Builds the list.
#[must_use]
pub fn build(catalog: &Catalog, assessment: &Assessment) -> Document {
    let mut entries = register(catalog, assessment);
    entries.retain(|entry| entry.evidence.trade_secret);
    let mut blocks = head(assessment, TITLE);
    let clause = catalog.scheme.materials.clause;
    blocks.push(Block::Paragraph(Paragraph::new(
        Style::Body,
        format!("按《{}》{clause}，申报材料涉及商业秘密的应当注明。本单位注明如下：", catalog.scheme.title),
    )));
    if entries.is_empty() {
        blocks.push(Block::Paragraph(Paragraph::new(Style::Body, "所登记的证实性材料中，没有注明商业秘密的材料。")));
    } else {
        blocks.push(Block::Paragraph(Paragraph::new(Style::Remark, count(&entries))));
        blocks.push(Block::Table(table(catalog, &entries)));
    }
    blocks.extend(notes());
    blocks.push(Block::Table(signature()));
    document(catalog, assessment, TITLE.into(), blocks)
}

fn table(catalog: &Catalog, entries: &[Entry]) -> Table {
    let mut rows = vec![names(["编号", "材料名称", "页数", "标注", "涉及的内容和使用要求"])];
    rows.extend(entries.iter().map(|entry| {
        let [number, name] = number_and_name(entry);
        let mark = Cell::text(&*catalog.scheme.materials.trade_secret_mark).align(Align::Center);
        Row::tall(10, vec![number, name, pages(entry.evidence), mark, Cell::text("")])
    }));
    Table { columns: COLUMNS.to_vec(), header_rows: 1, lines: Lines::Grid, rows }
}

fn notes() -> Vec<Block> {
    let notes = [
        "注明商业秘密的材料只供本次评审使用，请勿复制、摘录或者向无关人员提供。",
        "申报表和自评报告正文中的商业秘密，应当在文中逐处注明，本清单不代替。",
    ];
    let items = notes.into_iter().map(|note| vec![Inline::plain(note)]).collect();
    vec![part(1, "说明"), Block::List(List { is_numbered: true, items })]
}

fn signature() -> Table {
    let cells = ["申报单位（盖章）：", "", "日期：", "年　　月　　日"];
    let row = Row::tall(14, cells.map(|text| Cell::text(text).align(Align::Right)).to_vec());
    Table { columns: vec![80, 75, 32, 60], header_rows: 0, lines: Lines::Blanks, rows: vec![row] }
}
