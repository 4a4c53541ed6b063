//! The sheet with the categories and their charts.

use award::assessment::Assessment;
use award::catalog::Catalog;
use award::criteria::{Category, Criteria};
use award::points::Points;
use award::scoring::{self, Tally};

use super::formats::{HEADER, NUMBER, SHARE, TEXT};
use super::score_sheet::{Layout, share};
use super::{CATEGORIES, SCORES, text};
use crate::document::Orientation;
use crate::spreadsheet::{At, Cell, Chart, Fit, Kind, Page, Range, Rgb, Row, Scale, Series, Sheet, Value};

const COLUMNS: [(&str, u16); 8] = [
    ("类目", 8),
    ("名称", 22),
    ("分值", 9),
    ("已得分", 10),
    ("未评分值", 10),
    ("最高可得", 10),
    ("得分率（最低）", 15),
    ("得分率（最高）", 15),
];

/// How many rows a chart is high.
const ROWS: u32 = 20;

/// Builds the sheet.
pub(super) fn build(catalog: &Catalog, assessment: &Assessment, layout: &Layout) -> Sheet {
    let criteria = &catalog.criteria;
    let totals = scoring::totals(criteria, assessment);
    let mut sheet = Sheet::new(CATEGORIES, COLUMNS.map(|(_, width)| width).to_vec());
    sheet.push(Row::new(COLUMNS.map(|(name, _)| Cell::text(name, HEADER)).to_vec()));
    for ((category, (_, tally)), source) in criteria.categories.iter().zip(&totals.categories).zip(&layout.categories) {
        sheet.push(category_row(category, tally, sheet.next_row(), *source));
    }
    let last = criteria.categories.len() as u32;
    sheet.charts = vec![radar(criteria, last), points(criteria, last)];
    sheet.frozen = At::new(0, 1);
    sheet.page = Page {
        orientation: Orientation::Landscape,
        fit: Fit::Page,
        area: Some(Range::new(At::default(), At::new(7, last + 3 + ROWS))),
        ..Page::default()
    };
    sheet
}

/// The numbers of a category in row `at`, each from its row `source` of the score sheet.
fn category_row(category: &Category, tally: &Tally, at: u32, source: u32) -> Row {
    let of = |column: char| format!("{}!{column}{source}", SCORES.quoted());
    let points = |formula: String, points: Points| Cell::formula(formula, Value::Number(points.into()), NUMBER);
    let share = |formula: String, part: Points| Cell::formula(formula, Value::Number(share(part, tally.worth())), SHARE);
    Row::new(vec![
        Cell::text(category.id.as_str(), TEXT),
        Cell::text(text(&category.title), TEXT),
        points(of('D'), tally.worth()),
        points(of('G'), tally.least()),
        points(format!("F{at}-D{at}"), tally.open),
        points(of('H'), tally.most()),
        share(format!("ROUND(D{at}/C{at}*100,1)"), tally.least()),
        share(format!("ROUND(F{at}/C{at}*100,1)"), tally.most()),
    ])
}

/// The rates as a radar. Two lines, the least and the most that is possible: they part where something is not scored.
fn radar(criteria: &Criteria, last: u32) -> Chart {
    Chart {
        kind: Kind::Radar,
        title: "类目得分率（%）".into(),
        description: format!("{}个类目得分率的雷达图", criteria.categories.len()),
        names: column(1, last),
        series: vec![series(7, last, 0x9a_67_00), series(6, last, 0x2b_65_a8)],
        scale: Scale { least: Some(0), most: Some(100), step: Some(20) },
        place: below((0, 3), last),
    }
}

/// The points as stacked bars: earned, then still open.
fn points(criteria: &Criteria, last: u32) -> Chart {
    Chart {
        kind: Kind::StackedBars,
        title: "类目得分".into(),
        description: format!("{}个类目已得分和未评分值的条形图", criteria.categories.len()),
        names: column(1, last),
        series: vec![series(3, last, 0x2b_65_a8), series(4, last, 0xe0_c0_80)],
        scale: Scale { least: Some(0), ..Scale::default() },
        place: below((4, 7), last),
    }
}

fn series(of: u16, last: u32, colour: u32) -> Series {
    Series { name: At::new(of, 0), numbers: column(of, last), colour: Rgb(colour) }
}

/// The cells of a column below its head.
fn column(column: u16, last: u32) -> Range {
    Range::new(At::new(column, 1), At::new(column, last))
}

/// The cells of a chart below the table, from one column to another.
fn below((from, to): (u16, u16), last: u32) -> Range {
    Range::new(At::new(from, last + 2), At::new(to, last + 1 + ROWS))
}
