//! The indicators of a result item: their figures in a table, their trends as pictures, how they are worked out.

use award::assessment::Assessment;
use award::catalog::Catalog;
use award::criteria::Item;
use award::indicator::{self, Against, Column, Indicator};

use crate::document::{Align, Block, Cell, Figure, Inline, Lines, Paragraph, Row, Style, Table, TableCaption};
use crate::package::figures;
use crate::wording;

/// The width of the text in millimetres, which the table takes.
const WIDTH: u16 = 160;

/// The blocks; none for an item without indicators.
pub(super) fn blocks(catalog: &Catalog, assessment: &Assessment, item: &Item, pictures: &[Figure]) -> Vec<Block> {
    let indicators: Vec<&Indicator> = indicator::by_item(assessment, &item.id).map(|(_, each)| &**each).collect();
    if indicators.is_empty() {
        return Vec::new();
    }
    let caption = TableCaption { number: 0, text: format!("{}主要指标", item.title) };
    let mut blocks = vec![Block::Paragraph(Paragraph::new(Style::Lead, "主要指标")), Block::TableCaption(caption)];
    blocks.push(Block::Table(table(catalog, assessment, &indicators)));
    let ids = figures::trends_of(catalog, assessment, &item.id);
    blocks.extend(pictures.iter().filter(|figure| ids.contains(&figure.id)).cloned().map(Block::Figure));
    let notes: Vec<String> = indicators.iter().filter_map(|each| note(each)).collect();
    if !notes.is_empty() {
        blocks.push(Block::Paragraph(Paragraph::new(Style::Note, format!("口径和出处。{}。", notes.join("；")))));
    }
    blocks
}

/// The figures of some indicators: a column for each fiscal year, then the target and what they are compared with.
fn table(catalog: &Catalog, assessment: &Assessment, indicators: &[&Indicator]) -> Table {
    let years = indicator::years(catalog, assessment);
    let mut header = vec![Cell::label("指标")];
    header.extend(years.iter().map(|year| Cell::label(format!("{year}年"))));
    header.extend(["目标", "对比"].map(Cell::label));
    let mut rows = vec![Row::new(header)];
    for each in indicators {
        let mut cells = vec![Cell::text(name(each))];
        cells.extend(years.iter().map(|&year| {
            let text = indicator::figure(catalog, assessment, each, year).text;
            Cell::of(wording::value(&figure(&text))).align(Align::Center)
        }));
        cells.push(Cell::text(figure(&each.lines.target)).align(Align::Center));
        cells.push(compared(each));
        rows.push(Row::new(cells));
    }
    let year = if years.len() > 3 { 17 } else { 20 };
    let (target, others) = (18, 34);
    let name = WIDTH - year * years.len() as u16 - target - others;
    let mut columns = vec![name];
    columns.extend(years.iter().map(|_| year));
    columns.extend([target, others]);
    Table { columns, header_rows: 1, lines: Lines::Grid, rows }
}

/// A figure on one line.
fn figure(text: &str) -> String {
    wording::grouped(&wording::one_line(text))
}

/// The name with its unit.
fn name(indicator: &Indicator) -> String {
    let (name, unit) = (wording::one_line(&indicator.name), wording::one_line(&indicator.unit));
    if unit.is_empty() { name } else { format!("{name}（{unit}）") }
}

/// What an indicator is compared with, one a line.
fn compared(indicator: &Indicator) -> Cell {
    let line = |against: &Against| {
        let value = figure(&indicator.text(against.column()));
        let competitor = wording::one_line(&indicator.lines.competitor);
        let name = if *against == Against::Competitor && !competitor.is_empty() { &*competitor } else { against.name() };
        (!value.is_empty()).then(|| Paragraph::new(Style::Cell, format!("{name} {value}")))
    };
    let lines: Vec<Paragraph> = Against::ALL.iter().filter_map(line).collect();
    if lines.is_empty() { Cell::of(Inline::plain("—")).align(Align::Center) } else { Cell::paragraphs(lines) }
}

/// How an indicator is worked out and where its figures come from; `None` if neither is said.
fn note(indicator: &Indicator) -> Option<String> {
    let [formula, source, note] =
        [Column::Formula, Column::Source, Column::Note].map(|column| wording::one_line(&indicator.text(column)));
    let source = if source.is_empty() { source } else { format!("数据来自{source}") };
    let parts: Vec<&str> = [&*formula, &*source, &*note].into_iter().filter(|part| !part.is_empty()).collect();
    let parts: Vec<&str> = parts.into_iter().map(|part| part.trim_end_matches(['。', '；'])).collect();
    (!parts.is_empty()).then(|| format!("{}：{}", wording::one_line(&indicator.name), parts.join("，")))
}
