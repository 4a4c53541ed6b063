//! The fields of a group: a grid of labels and values, and a table for what has a value per year.

use award::assessment::Assessment;
use award::catalog::Catalog;
use award::form::{Field, FieldKind, Group};

use crate::document::{Align, Block, Cell, Lines, Row, Table};
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
    let is_series = |field: &&Field| matches!(field.kind, FieldKind::Series | FieldKind::ComputedSeries);
    let (series, single): (Vec<&Field>, Vec<&Field>) = group.fields.iter().partition(is_series);
    let mut blocks = Vec::new();
    if !single.is_empty() {
        let mut grid = Grid::default();
        for field in single {
            grid.add(wording::label(field), field.kind, text(catalog, field, assessment));
        }
        blocks.push(Block::Table(grid.finish()));
    }
    if !series.is_empty() {
        blocks.push(Block::Table(by_year(catalog, &series, assessment)));
    }
    blocks
}

fn text(catalog: &Catalog, field: &Field, assessment: &Assessment) -> String {
    let text = wording::field(catalog, field, assessment);
    match ELSEWHERE.iter().find(|(id, _)| *id == field.id.as_str()) {
        Some((_, place)) if !text.is_empty() => (*place).to_owned(),
        _ => text,
    }
}

/// Rows of a grid being filled from left to right.
#[derive(Default)]
struct Grid {
    rows: Vec<Row>,
    waiting: Option<(Cell, Cell)>,
}

impl Grid {
    fn add(&mut self, label: String, kind: FieldKind, text: String) {
        let value = if kind == FieldKind::Blank { Cell::text("") } else { wording::value_cell(&text) };
        let label = Cell::label(label);
        if kind == FieldKind::LongText || measure::width(&text) > SHORT {
            self.flush();
            let height = if kind == FieldKind::LongText { 16 } else { 8 };
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

fn by_year(catalog: &Catalog, fields: &[&Field], assessment: &Assessment) -> Table {
    let years = assessment.years();
    let mut header = vec![Cell::label("指标"), Cell::label("单位")];
    header.extend(years.map(|year| Cell::label(format!("{year}年"))));
    let mut rows = vec![Row::new(header)];
    for field in fields {
        let unit = Cell::text(field.unit.as_deref().unwrap_or_default()).align(Align::Center);
        let mut cells = vec![Cell::text(&*field.label), unit];
        let value = |year| Cell::of(wording::value(&wording::field_in(catalog, field, year, assessment))).align(Align::Right);
        cells.extend(years.map(value));
        rows.push(Row::new(cells));
    }
    Table { columns: vec![52, 24, 28, 28, 28], header_rows: 1, lines: Lines::Grid, rows }
}
