//! The workbook of a cohort: every card, and the statistics with charts that the spreadsheet draws itself.

use jiff::civil::DateTime;

use super::items::{categories, groups, is_empty, items, printed};
use super::{ABOUT, View, about};
use crate::docx::{Properties, WriteError};
use crate::spreadsheet::{self, At, Cell, Chart, Kind, Number, Range, Rgb, Row, Scale, Series, Sheet, SheetName, Workbook};
use crate::workbook::formats::{CENTER, HEADER, NUMBER, PERCENT, TEXT, height};
use crate::workbook::text;

/// The widths of the columns before those of the items, in digits.
const WIDTHS: [u16; 8] = [36, 14, 26, 8, 8, 14, 10, 10];

/// How many cards a chart of totals can show so that their names can be read.
const CHARTED: usize = 60;

/// The workbook as an .xlsx file. `now` is by the clock of Beijing.
///
/// # Errors
/// The container could not be written, which only happens when memory runs out.
pub fn write(view: &View, now: DateTime) -> Result<Vec<u8>, WriteError> {
    let mut workbook = Workbook::new(view.titled(&format!("{}多家对比", view.catalog.scheme.award)), cards(view));
    if !is_empty(view.table, view.rows) {
        workbook = workbook.with(items(view)).with(categories(view)).with(groups(view));
    }
    workbook.subject = format!("{} {}", view.catalog.criteria.standard, view.catalog.criteria.title);
    spreadsheet::write(&workbook, Properties { created: now })
}

/// Every card with its percents.
fn cards(view: &View) -> Sheet {
    let items = view.catalog.criteria.every_item().map(|item| item.id.as_str());
    let mut sheet =
        Sheet::new(SheetName::new("总表"), WIDTHS.into_iter().chain(std::iter::repeat_n(8, view.table.columns.len())).collect());
    sheet.push(Row::new(ABOUT.into_iter().chain(items).map(|name| Cell::text(name, HEADER)).collect()));
    for &row in view.rows {
        sheet.push(card(view, row));
    }
    let last = view.rows.len() as u32;
    sheet.frozen = At::new(1, 1);
    if (1..=CHARTED).contains(&view.rows.len()) {
        sheet.charts = vec![totals(view.titled("总分"), last)];
    }
    let columns = ABOUT.len() + view.table.columns.len();
    printed(sheet, At::new(columns as u16 - 1, last))
}

fn card(view: &View, row: usize) -> Row {
    let tally = &view.table.totals[row];
    let [name, county, industry, size, year, role, ..] = about(view, row);
    let texts = [name, county, industry, size];
    let height = height(texts.iter().map(String::as_str).zip(WIDTHS));
    let mut cells: Vec<Cell> = texts.iter().map(|cell| Cell::text(text(cell), TEXT)).collect();
    cells.extend([year, role].map(|cell| Cell::text(text(&cell), CENTER)));
    cells.push(match tally.scored {
        0 => Cell::blank(NUMBER),
        _ => Cell::number(tally.earned.into(), NUMBER),
    });
    cells.push(Cell::number(tally.open.into(), NUMBER));
    cells.extend(view.table.columns.iter().map(|column| match column.percents[row] {
        Some(percent) => Cell::number(Number::whole(percent.value()), PERCENT),
        None => Cell::blank(PERCENT),
    }));
    Row::tall(height, cells)
}

/// The totals as bars, what is not scored behind them.
fn totals(title: String, last: u32) -> Chart {
    let column = |column: u16| Range::new(At::new(column, 1), At::new(column, last));
    let series = |of: u16, colour: u32| Series { name: At::new(of, 0), numbers: column(of), colour: Rgb(colour) };
    Chart {
        kind: Kind::StackedBars,
        title,
        description: "每份成绩单的总分和未评分值".into(),
        names: column(0),
        series: vec![series(6, 0x2b_65_a8), series(7, 0xe0_c0_80)],
        scale: Scale { least: Some(0), ..Scale::default() },
        place: Range::new(At::new(0, last + 2), At::new(8, last + 6 + last.max(10))),
    }
}
