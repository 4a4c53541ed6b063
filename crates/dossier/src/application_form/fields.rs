//! The fields of a group: a grid of labels and values, and a table for what has a value per year.

use award::assessment::Assessment;
use award::catalog::Catalog;
use award::form::{Field, FieldKind, Group};

use crate::document::{Align, Block, Cell, Inline, Lines, Row, Table};
use crate::{measure, wording};

/// The columns of the grid: label, value, label, value.
const GRID: [u16; 4] = [34, 46, 34, 46];

/// A value up to this width in ems stands beside another; a longer one takes a row of its own.
const SHORT: f32 = 22.0;

/// Fields that a document shows elsewhere, and where: the commitment has a page of its own in the form, the profile is
/// the first part of the report.
const ELSEWHERE: [(&str, &str); 2] = [("commitment", "见本表“申报单位承诺”"), ("profile", "见《自评报告》第一部分")];

/// The blocks of a group.
pub(super) fn blocks(catalog: &Catalog, group: &Group, assessment: &Assessment) -> Vec<Block> {
    let (ranks, others): (Vec<&Field>, Vec<&Field>) = group.fields.iter().partition(|field| field.rank_of.is_some());
    let (series, single): (Vec<&Field>, Vec<&Field>) = others.into_iter().partition(|field| field.kind.is_by_year());
    let mut blocks = Vec::new();
    if !single.is_empty() {
        let mut grid = Grid::default();
        for field in single {
            grid.add(field, &text(catalog, field, assessment));
        }
        blocks.push(Block::Table(grid.finish()));
    }
    if !series.is_empty() {
        blocks.push(Block::Table(by_year(catalog, &series, &ranks, assessment)));
    }
    blocks
}

fn text(catalog: &Catalog, field: &Field, assessment: &Assessment) -> String {
    let text = wording::field(catalog, field, assessment);
    match ELSEWHERE.iter().find(|(id, _)| *id == field.id.as_str()) {
        Some((_, place)) if !text.is_empty() => (*place).to_owned(),
        _ if matches!(field.kind, FieldKind::Number | FieldKind::Integer) => wording::grouped(&text),
        _ => text,
    }
}

/// The value of a field, or the mark that it is missing. What may be left out is left out without a mark.
pub(super) fn value(field: &Field, text: &str) -> Cell {
    if text.trim().is_empty() && !field.required { Cell::text("") } else { wording::value_cell(text) }
}

/// Rows of a grid being filled from left to right.
#[derive(Default)]
struct Grid {
    rows: Vec<Row>,
    waiting: Option<(Cell, Cell)>,
}

impl Grid {
    fn add(&mut self, field: &Field, text: &str) {
        let (label, value) = (Cell::label(wording::label(field)), value(field, text));
        let is_long = field.kind == FieldKind::LongText;
        if is_long || measure::width(text) > SHORT {
            self.flush();
            let height = if is_long { 16 } else { 8 };
            self.rows.push(Row::tall(height, vec![label, value.span(3)]));
            return;
        }
        match self.waiting.take() {
            Some((first_label, first)) => self.rows.push(Row::new(vec![first_label, first, label, value])),
            None => self.waiting = Some((label, value)),
        }
    }

    /// A field without a partner takes the whole row.
    fn flush(&mut self) {
        if let Some((label, value)) = self.waiting.take() {
            self.rows.push(Row::new(vec![label, value.span(3)]));
        }
    }

    fn finish(mut self) -> Table {
        self.flush();
        Table { columns: GRID.to_vec(), header_rows: 0, lines: Lines::Grid, rows: self.rows }
    }
}

/// A row for each field: its figures of the years, and its rank within the trade if fields hold ranks.
fn by_year(catalog: &Catalog, fields: &[&Field], ranks: &[&Field], assessment: &Assessment) -> Table {
    let years = assessment.years();
    let mut header = vec![Cell::label("指标"), Cell::label("单位")];
    header.extend(years.map(|year| Cell::label(format!("{year}年"))));
    let mut table = Table { columns: vec![52, 24, 28, 28, 28], header_rows: 1, lines: Lines::Grid, rows: Vec::new() };
    if !ranks.is_empty() {
        header.push(Cell::label("市内同行业排名"));
        table.columns = vec![46, 22, 24, 24, 24, 20];
    }
    table.rows.push(Row::new(header));
    for field in fields {
        let mut cells = figures(catalog, field, assessment);
        if !ranks.is_empty() {
            let rank = ranks.iter().find(|rank| rank.rank_of.as_ref() == Some(&field.id));
            let rank = rank.map(|rank| wording::field(catalog, rank, assessment)).unwrap_or_default();
            cells.push(Cell::text(rank).align(Align::Center));
        }
        table.rows.push(Row::new(cells));
    }
    table
}

/// The name of a field, its unit and its figures. What may be left out and has no figure at all has dashes, without a mark.
fn figures(catalog: &Catalog, field: &Field, assessment: &Assessment) -> Vec<Cell> {
    let texts = assessment.years().map(|year| wording::field_in(catalog, field, year, assessment));
    let is_left_out = !field.required && texts.iter().all(String::is_empty);
    let unit = Cell::text(field.unit.as_deref().unwrap_or_default()).align(Align::Center);
    let mut cells = vec![Cell::text(&*field.label), unit];
    cells.extend(texts.iter().map(|text| {
        let figure = if is_left_out { Inline::plain("—") } else { wording::value(&wording::grouped(text)) };
        Cell::of(figure).align(Align::Right)
    }));
    cells
}
