//! The score table, which the application form and the report share.

use award::assessment::Assessment;
use award::catalog::Catalog;
use award::criteria::Item;
use award::scoring::{self, Totals};

use crate::document::{Align, Cell, Inline, Lines, Row, Table, Tone};
use crate::wording;

/// Points of every item with category sums and the total: item, title, worth, percent, points.
pub(crate) fn table(catalog: &Catalog, assessment: &Assessment) -> Table {
    let criteria = &catalog.criteria;
    let totals = scoring::totals(criteria, assessment);
    let mut rows = vec![Row::new(["条款", "名称", "分值", "百分比", "得分"].map(Cell::label).to_vec())];
    for (category, (_, tally)) in criteria.categories.iter().zip(&totals.categories) {
        let sum = [
            Cell::text(category.id.as_str()),
            Cell::text(&*category.title),
            number(category.points.to_string()),
            centred(wording::tally_cell(tally, wording::share(tally))),
            right(wording::tally_cell(tally, wording::earned(tally))),
        ];
        rows.push(Row::new(sum.map(|cell| cell.tone(Tone::Sum)).to_vec()));
        rows.extend(category.items.iter().map(|item| item_row(item, assessment, &totals)));
    }
    let total = &totals.total;
    let sum = [
        Cell::text("合计").span(2).align(Align::Center),
        number(criteria.points.to_string()),
        centred(wording::tally_cell(total, wording::share(total))),
        right(wording::tally_cell(total, wording::earned(total))),
    ];
    rows.push(Row::new(sum.map(|cell| cell.tone(Tone::Sum)).to_vec()));
    Table { columns: vec![18, 62, 20, 28, 32], header_rows: 1, lines: Lines::Grid, rows }
}

fn item_row(item: &Item, assessment: &Assessment, totals: &Totals) -> Row {
    let percent = match assessment.item(&item.id).percent {
        Some(percent) => Inline::plain(percent.to_string()),
        None => Inline::missing(wording::UNSCORED),
    };
    Row::new(vec![
        Cell::text(item.id.as_str()),
        Cell::text(&*item.title),
        number(item.points.to_string()),
        centred(Cell::of(percent)),
        right(Cell::of(points(item, totals))),
    ])
}

/// The points of an item, or the range that is open.
pub(crate) fn points(item: &Item, totals: &Totals) -> Inline {
    let found = totals.items.iter().find(|(id, _)| *id == item.id).and_then(|(_, points)| *points);
    match found {
        Some(points) => Inline::plain(points.to_string()),
        None => Inline::missing(format!("0–{}", item.points)),
    }
}

fn number(text: String) -> Cell {
    right(Cell::text(text))
}

fn right(cell: Cell) -> Cell {
    cell.align(Align::Right)
}

fn centred(cell: Cell) -> Cell {
    cell.align(Align::Center)
}
