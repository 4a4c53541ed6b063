//! Part two: every item in the standard's order with its text, its strengths and improvements, and its score.

use award::assessment::{Assessment, ItemRecord};
use award::catalog::Catalog;
use award::criteria::{Criteria, Item};
use award::scoring::{self, Totals};

use super::indicators;
use crate::document::{Align, Block, Cell, Figure, Heading, Inline, Lines, List, Paragraph, Row, Style, Table};
use crate::{prose, scores, wording};

/// The width of the text in millimetres, which tables take.
const WIDTH: u16 = 160;

/// The blocks of part two.
pub(super) fn blocks(catalog: &Catalog, assessment: &Assessment, pictures: &[Figure]) -> Vec<Block> {
    let criteria = &catalog.criteria;
    let totals = scoring::totals(criteria, assessment);
    let mut blocks = vec![Block::Heading(Heading::numbered(1, "第二部分　", "自我评价"))];
    for category in &criteria.categories {
        let title = format!("{}（{} 分）", category.title, category.points);
        blocks.push(Block::Heading(Heading::numbered(2, category.id.as_str(), title)));
        for item in &category.items {
            item_head(&mut blocks, item);
            blocks.extend(prose::blocks(catalog, assessment, &assessment.narrative(&item.id)));
            blocks.extend(indicators::blocks(catalog, assessment, item, pictures));
            item_score(&mut blocks, criteria, item, &assessment.item(&item.id), &totals);
        }
    }
    blocks
}

fn item_head(blocks: &mut Vec<Block>, item: &Item) {
    let title = format!("{}（{} 分）", item.title, item.points);
    blocks.push(Block::Heading(Heading::numbered(3, item.id.as_str(), title)));
}

fn item_score(blocks: &mut Vec<Block>, criteria: &Criteria, item: &Item, record: &ItemRecord, totals: &Totals) {
    findings(blocks, "优势", &record.texts.strengths);
    findings(blocks, "改进空间", &record.texts.ofis);
    blocks.push(Block::Paragraph(Paragraph::new(Style::Lead, "自评得分")));
    blocks.push(Block::Table(score(criteria, item, record, totals)));
    if scoring::is_override(criteria, item, record) {
        let reason = wording::value(&record.texts.reason);
        let inlines = vec![Inline::plain("百分比与各要素的建议不同，理由："), reason];
        blocks.push(Block::Paragraph(Paragraph { inlines, style: Style::Note }));
    }
}

fn findings(blocks: &mut Vec<Block>, name: &str, text: &str) {
    blocks.push(Block::Paragraph(Paragraph::new(Style::Lead, name)));
    let mut items: Vec<Vec<Inline>> = wording::lines(text).map(|line| vec![Inline::plain(line)]).collect();
    if items.is_empty() {
        let missing = Paragraph { inlines: vec![Inline::missing(wording::MISSING)], style: Style::Body };
        blocks.push(Block::Paragraph(missing));
    } else {
        items.iter_mut().flatten().for_each(|inline| inline.text = without_number(&inline.text).to_owned());
        blocks.push(Block::List(List { is_numbered: true, items }));
    }
}

/// A line without the number or dash that its writer put before it, because the list brings its own.
fn without_number(line: &str) -> &str {
    let bare = line.trim_start_matches(['-', '•', '·', '*']).trim_start();
    let digits = bare.trim_start_matches(|character: char| character.is_ascii_digit());
    let marked = digits.len() < bare.len();
    match digits.strip_prefix(['、', '．']).or_else(|| digits.strip_prefix(". ")) {
        Some(rest) if marked && !rest.trim().is_empty() => rest.trim_start(),
        _ if bare.is_empty() => line,
        _ => bare,
    }
}

/// One row: the band of each factor, the percent, the points.
fn score(criteria: &Criteria, item: &Item, record: &ItemRecord, totals: &Totals) -> Table {
    let factors = criteria.factors(item.kind);
    let mut header: Vec<Cell> = factors.iter().map(|factor| Cell::label(&*factor.name)).collect();
    let mut values: Vec<Cell> = factors.iter().map(|factor| Cell::of(band(criteria, record, factor))).collect();
    header.extend(["百分比", "得分"].map(Cell::label));
    values.push(Cell::of(percent(record)));
    values.push(Cell::of(scores::points(item, totals)));
    let count = header.len() as u16;
    let mut columns = vec![WIDTH / count; header.len()];
    columns.iter_mut().take(1).for_each(|first| *first += WIDTH % count);
    let values = values.into_iter().map(|cell| cell.align(Align::Center)).collect();
    Table { columns, header_rows: 1, lines: Lines::Grid, rows: vec![Row::new(header), Row::new(values)] }
}

/// The band that a factor was rated by. An item can be scored without its factors, which are then not missing.
pub(super) fn band(criteria: &Criteria, record: &ItemRecord, factor: &award::criteria::Factor) -> Inline {
    match record.factors.get(&factor.id).and_then(|band| criteria.band(band)) {
        Some(band) => Inline::plain(format!("{}%", band.range())),
        None if record.percent.is_some() => Inline::plain("—"),
        None => Inline::missing(wording::UNSCORED),
    }
}

/// The percent of an item.
pub(super) fn percent(record: &ItemRecord) -> Inline {
    match record.percent {
        Some(percent) => Inline::plain(percent.to_string()),
        None => Inline::missing(wording::UNSCORED),
    }
}

#[cfg(test)]
mod tests {
    use super::without_number;

    #[test]
    fn numbers_of_writers_give_way_to_the_list() {
        for (line, bare) in [
            ("1. 方向清楚", "方向清楚"),
            ("2、方向清楚", "方向清楚"),
            ("- 方向清楚", "方向清楚"),
            ("3.5 亿元营收", "3.5 亿元营收"),
            ("2025 年达标", "2025 年达标"),
            ("1、", "1、"),
            ("-", "-"),
        ] {
            assert_eq!(without_number(line), bare);
        }
    }
}
