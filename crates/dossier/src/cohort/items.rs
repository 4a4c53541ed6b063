//! The sheets of statistics: by item, by category, by group.

use award::cohort::{self, Group, GroupBy, Spread, Table};

use super::View;
use crate::document::Orientation;
use crate::spreadsheet::{At, Cell, Chart, Fit, Kind, Number, Page, Range, Rgb, Row, Scale, Series, Sheet, SheetName};
use crate::workbook::formats::{CENTER, HEADER, NUMBER, TEXT};
use crate::workbook::text;

/// The columns of a statistic of percents or points.
const SPREAD: [&str; 5] = ["最低", "下四分位", "中位数", "上四分位", "最高"];

/// How many rows a chart is high.
const HIGH: u32 = 22;

/// The sheet of the items with a chart of median and quartiles.
pub(super) fn items(view: &View) -> Sheet {
    let names = ["条款", "名称", "分值", "份数"].into_iter().chain(SPREAD).chain(["平均失分"]);
    let mut sheet = headed(SheetName::new("条款"), &[8, 26, 8, 8, 9, 10, 9, 10, 9, 11], names);
    let gains = cohort::gains(view.table, view.rows, view.protection);
    for (item, statistics) in
        view.catalog.criteria.every_item().zip(cohort::item_statistics(view.table, view.rows, view.protection))
    {
        let spread = statistics.scores.shown().map(|(_, spread)| *spread);
        let mut cells = vec![
            Cell::text(item.id.as_str(), TEXT),
            Cell::text(text(&item.title), TEXT),
            Cell::number(Number::whole(item.points), NUMBER),
            count(spread.map(|spread| spread.count)),
        ];
        cells.extend(five(spread, 2));
        let lost = gains.shown().and_then(|gains| gains.iter().find(|gain| gain.column == statistics.column));
        cells.push(number(lost.map(|gain| gain.mean().into())));
        sheet.push(Row::new(cells));
    }
    let last = u32::from(view.catalog.criteria.items);
    sheet.charts = vec![chart(Kind::Lines, &view.titled("各条款得分比例（%）"), (0, last), 9)];
    printed(sheet, At::new(9, last + 2 + HIGH))
}

/// The sheet of the categories with a radar of median and quartiles, in percent of what each is worth.
pub(super) fn categories(view: &View) -> Sheet {
    let names = ["类目", "名称", "分值", "份数"].into_iter().chain(SPREAD);
    let mut sheet = headed(SheetName::new("类目"), &[8, 24, 8, 8, 9, 10, 9, 10, 9], names);
    for (category, spread) in
        view.catalog.criteria.categories.iter().zip(cohort::category_spread(view.table, view.rows, view.protection))
    {
        let mut cells = vec![
            Cell::text(category.id.as_str(), TEXT),
            Cell::text(text(&category.title), TEXT),
            Cell::number(Number::whole(category.points), NUMBER),
            count(spread.shown().map(|spread| spread.count)),
        ];
        // A share of the points, in hundredths of a percent, rounded down.
        let share = |quarters: u32| Number::scaled(u64::from(quarters) * 25 / u64::from(category.points.max(1)), 2);
        let shown = spread.shown().map(|spread| [spread.least, spread.lower, spread.median, spread.upper, spread.greatest]);
        cells.extend((0..5).map(|at| number(shown.map(|five| share(five[at].0)))));
        sheet.push(Row::new(cells));
    }
    let last = view.catalog.criteria.categories.len() as u32;
    sheet.charts = vec![chart(Kind::Radar, &view.titled("各类目得分率（%）"), (1, last), 8)];
    printed(sheet, At::new(8, last + 2 + HIGH))
}

/// The sheet of the groups, one grouping after the other.
pub(super) fn groups(view: &View) -> Sheet {
    let names = ["分组", "组", "份数"].into_iter().chain(SPREAD);
    let mut sheet = headed(SheetName::new("分组"), &[12, 26, 8, 10, 10, 10, 10, 10], names);
    for (by, name) in [
        (GroupBy::County, "县区"),
        (GroupBy::Industry, "行业"),
        (GroupBy::Size, "规模"),
        (GroupBy::Year, "年度"),
        (GroupBy::Role, "评分性质"),
    ] {
        for group in &cohort::groups(view.gathering, view.table, view.rows, by, view.protection) {
            sheet.push(group_row(view, name, group));
        }
    }
    let note = "太少的组和能由它们推算出来的不显示；“总表”列有每份成绩单的分数，不受此保护。";
    sheet.push(Row::new(vec![Cell::text(note, TEXT).span(8)]));
    let last = sheet.rows().len() as u32 - 1;
    printed(sheet, At::new(7, last))
}

fn group_row(view: &View, by: &str, group: &Group) -> Row {
    let label = if group.label.is_empty() { "（没有写）" } else { &*group.label };
    let mut cells = vec![Cell::text(by, TEXT), Cell::text(text(label), TEXT)];
    if let Some(protection) = &group.protection {
        let spread = cohort::total_spread(view.table, &group.rows, protection);
        cells.push(Cell::number(Number::whole(group.rows.len() as u64), CENTER));
        cells.extend(five(spread.shown().copied(), 4));
    } else {
        cells.push(Cell::text("家数太少，不显示", CENTER).span(6));
    }
    Row::new(cells)
}

fn headed<'a>(name: SheetName, widths: &[u16], names: impl Iterator<Item = &'a str>) -> Sheet {
    let mut sheet = Sheet::new(name, widths.to_vec());
    sheet.push(Row::new(names.map(|name| Cell::text(name, HEADER)).collect()));
    sheet.frozen = At::new(0, 1);
    sheet
}

/// From how many columns on a sheet of A4 is too small.
const MANY: u16 = 20;

/// The sheet as it is printed, down to a cell.
pub(super) fn printed(mut sheet: Sheet, last: At) -> Sheet {
    sheet.page = Page {
        orientation: Orientation::Landscape,
        fit: if last.column < MANY { Fit::Width } else { Fit::ManyColumns },
        area: Some(Range::new(At::default(), last)),
        head_rows: 1,
        foot: "&C第 &P 页 共 &N 页",
    };
    sheet
}

/// How many values are behind a statistic that is shown.
fn count(shown: Option<usize>) -> Cell {
    shown.map_or_else(|| Cell::text("不显示", CENTER), |count| Cell::number(Number::whole(count as u64), CENTER))
}

/// The five numbers of a spread of whole units with so many places below the quarter: 2 for percents, 4 for points.
fn five(spread: Option<Spread>, places: u32) -> [Cell; 5] {
    let numbers = spread.map(|spread| [spread.least, spread.lower, spread.median, spread.upper, spread.greatest]);
    std::array::from_fn(|at| number(numbers.map(|five| Number::scaled(u64::from(five[at].0) * 25, places))))
}

fn number(number: Option<Number>) -> Cell {
    number.map_or_else(|| Cell::blank(NUMBER), |number| Cell::number(number, NUMBER))
}

/// Lower quartile, median and upper quartile, over the names in a column.
fn chart(kind: Kind, title: &str, (names, last): (u16, u32), width: u16) -> Chart {
    let column = |column: u16| Range::new(At::new(column, 1), At::new(column, last));
    let series = |of: u16, colour: u32| Series { name: At::new(of, 0), numbers: column(of), colour: Rgb(colour) };
    Chart {
        kind,
        title: title.to_owned(),
        description: format!("{title}：下四分位、中位数、上四分位"),
        names: column(names),
        series: vec![series(5, 0x9a_67_00), series(6, 0x2b_65_a8), series(7, 0x25_61_4a)],
        scale: Scale { least: Some(0), most: Some(100), step: Some(20) },
        place: Range::new(At::new(0, last + 2), At::new(width, last + 1 + HIGH)),
    }
}

/// Whether anything of a table is to be told at all.
pub(super) fn is_empty(table: &Table, rows: &[usize]) -> bool {
    rows.is_empty() || table.columns.is_empty()
}
