//! Part three: the scores by category and item, with charts, and every rating in one wide table.

use award::assessment::Assessment;
use award::catalog::Catalog;
use award::criteria::{Criteria, Item};
use award::scoring::{self, Totals};
use jiff::civil::Date;

use super::items::{band, percent};
use crate::document::{Align, Block, Cell, Figure, Heading, Lines, Paragraph, Row, Style, Table, TableCaption, Tone};
use crate::package::figures;
use crate::workbook::told_improvement;
use crate::{scores, wording};

/// The columns of the improvement plan in millimetres.
const PLAN: [u16; 9] = [11, 15, 86, 36, 33, 14, 14, 15, 23];

/// The overview: the standing, the categories, the charts, the items.
pub(super) fn overview(catalog: &Catalog, assessment: &Assessment, pictures: &[Figure]) -> Vec<Block> {
    let totals = scoring::totals(&catalog.criteria, assessment);
    let mut blocks = vec![
        Block::Heading(Heading::numbered(1, "第三部分　", "得分汇总")),
        Block::Heading(Heading::numbered(2, "一、", "类目得分")),
        Block::Paragraph(Paragraph::new(Style::Body, wording::standing(catalog, &totals.total))),
        caption("各类目得分"),
        Block::Table(by_category(&catalog.criteria, &totals)),
    ];
    let (items, categories): (Vec<&Figure>, Vec<&Figure>) =
        pictures.iter().filter(|figure| !figure.id.is_kind_of(figures::TRENDS)).partition(|figure| figure.id == figures::ITEMS);
    let figure = |figure: &Figure| Block::Figure(figure.clone());
    blocks.extend(categories.into_iter().map(figure));
    blocks.push(Block::Heading(Heading::numbered(2, "二、", "条款得分")));
    blocks.extend(items.into_iter().map(figure));
    blocks.push(caption("各条款得分"));
    blocks.push(Block::Table(scores::table(catalog, assessment)));
    blocks
}

fn caption(text: &str) -> Block {
    Block::TableCaption(TableCaption { number: 0, text: text.to_owned() })
}

fn by_category(criteria: &Criteria, totals: &Totals) -> Table {
    let mut rows = vec![Row::new(["类目", "名称", "分值", "已评条款", "得分", "得分率"].map(Cell::label).to_vec())];
    let right = |cell: Cell| cell.align(Align::Right);
    for (category, (_, tally)) in criteria.categories.iter().zip(&totals.categories) {
        rows.push(Row::new(vec![
            Cell::text(category.id.as_str()),
            Cell::text(&*category.title),
            right(Cell::text(category.points.to_string())),
            Cell::text(format!("{}/{}", tally.scored, tally.items)).align(Align::Center),
            right(wording::tally_cell(tally, wording::earned(tally))),
            right(wording::tally_cell(tally, wording::share(tally))),
        ]));
    }
    let total = &totals.total;
    let sum = [
        Cell::text("合计").span(2).align(Align::Center),
        right(Cell::text(criteria.points.to_string())),
        Cell::text(format!("{}/{}", total.scored, total.items)).align(Align::Center),
        right(wording::tally_cell(total, wording::earned(total))),
        right(wording::tally_cell(total, wording::share(total))),
    ];
    rows.push(Row::new(sum.map(|cell| cell.tone(Tone::Sum)).to_vec()));
    Table { columns: vec![16, 50, 20, 24, 26, 24], header_rows: 1, lines: Lines::Grid, rows }
}

/// Every rating in one table on lying pages.
pub(super) fn details(catalog: &Catalog, assessment: &Assessment) -> Vec<Block> {
    let criteria = &catalog.criteria;
    let totals = scoring::totals(criteria, assessment);
    // Process and result items have their own factors; a column holds the factors of one place in both.
    let count = criteria.process_factors.len().max(criteria.result_factors.len());
    let mut header = vec![Cell::label("条款"), Cell::label("名称"), Cell::label("分值")];
    header.extend((0..count).map(|place| Cell::label(factor_names(criteria, place))));
    header.extend(["百分比", "得分", "调整理由"].map(Cell::label));
    let mut columns = vec![15, 42, 14];
    columns.extend(vec![20; count]);
    columns.extend([17, 17]);
    let rest = crate::document::Orientation::Landscape.text_width().saturating_sub(columns.iter().sum());
    columns.push(rest.max(20));
    let mut rows = vec![Row::new(header)];
    for category in &criteria.categories {
        let name = format!("{} {}（{} 分）", category.id, category.title, category.points);
        rows.push(Row::new(vec![Cell::text(name).span(count as u8 + 6).tone(Tone::Sum)]));
        rows.extend(category.items.iter().map(|item| row(criteria, item, assessment, &totals, count)));
    }
    vec![
        Block::Heading(Heading::numbered(2, "三、", "评分明细")),
        caption("各条款评分明细"),
        Block::Table(Table { columns, header_rows: 1, lines: Lines::Grid, rows }),
    ]
}

/// The entries of the improvement plan that go into the report; nothing if none does.
pub(super) fn plan(assessment: &Assessment, today: Date) -> Vec<Block> {
    let entries: Vec<_> = assessment.improvements.values().filter(|entry| entry.reported).collect();
    if entries.is_empty() {
        return Vec::new();
    }
    let names = ["序号", "条款", "措施", "责任人", "完成期限", "投入", "效果", "先后", "状态"];
    let mut rows = vec![Row::new(names.map(Cell::label).to_vec())];
    for (at, entry) in entries.into_iter().enumerate() {
        let [number, item, what, owner, due, rest @ ..] = told_improvement(at, entry, today);
        let centred = |text: String| Cell::text(text).align(Align::Center);
        let mut cells = vec![centred(number), centred(item), wording::value_cell(&what)];
        cells.extend([owner, wording::date(&due)].into_iter().chain(rest).map(centred));
        rows.push(Row::new(cells));
    }
    vec![
        Block::Heading(Heading::numbered(2, "四、", "改进计划")),
        caption("改进措施"),
        Block::Table(Table { columns: PLAN.to_vec(), header_rows: 1, lines: Lines::Grid, rows }),
    ]
}

fn factor_names(criteria: &Criteria, place: usize) -> String {
    let names = [&criteria.process_factors, &criteria.result_factors].map(|factors| factors.get(place).map(|each| &*each.name));
    match names {
        [Some(process), Some(result)] if process != result => format!("{process}/{result}"),
        [Some(only), _] | [None, Some(only)] => only.to_owned(),
        [None, None] => String::new(),
    }
}

fn row(criteria: &Criteria, item: &Item, assessment: &Assessment, totals: &Totals, count: usize) -> Row {
    let record = assessment.item(&item.id);
    let factors = criteria.factors(item.kind);
    let mut cells =
        vec![Cell::text(item.id.as_str()), Cell::text(&*item.title), Cell::text(item.points.to_string()).align(Align::Right)];
    for place in 0..count {
        let rating = factors.get(place).map_or_else(|| Cell::text(""), |factor| Cell::of(band(criteria, &record, factor)));
        cells.push(rating.align(Align::Center));
    }
    cells.push(Cell::of(percent(&record)).align(Align::Center));
    cells.push(Cell::of(scores::points(item, totals)).align(Align::Right));
    let reason = if scoring::is_override(criteria, item, &record) { record.texts.reason.trim() } else { "" };
    cells.push(Cell::text(reason));
    Row::new(cells)
}
