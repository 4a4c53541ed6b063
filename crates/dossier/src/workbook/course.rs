//! The sheet with the three years and the targets: what rose, what fell, and how far the targets are.

use award::amount::Amount;
use award::assessment::Assessment;
use award::catalog::Catalog;
use award::points::{Percent, Points};
use award::years::{self, Comparison, ItemCourse, Reached};

use super::formats::{CENTER, HEADER, NUMBER, PERCENT, SUM_NUMBER, SUM_TEXT, TEXT};
use super::score_sheet::Layout;
use super::{COURSE, FOOT, SCORES, text};
use crate::document::Orientation;
use crate::spreadsheet::{At, Cell, Chart, Fit, Kind, Number, Page, Range, Rgb, Row, Scale, Series, Sheet, Value};

/// What stands in place of a result that is not known.
const OPEN: &str = "—";

/// How many rows the chart is high.
const ROWS: u32 = 16;

/// Builds the sheet.
pub(super) fn build(catalog: &Catalog, assessment: &Assessment, layout: &Layout) -> Sheet {
    let criteria = &catalog.criteria;
    let comparison = years::compare(criteria, assessment);
    let mut sheet = Sheet::new(COURSE, vec![8, 24, 8, 11, 11, 11, 9, 13, 13]);
    sheet.push(Row::new(names(&comparison).into_iter().map(|name| Cell::text(name, HEADER)).collect()));
    let mut courses = comparison.items.iter();
    for (category, row) in criteria.categories.iter().zip(&layout.categories) {
        for (place, course) in courses.by_ref().take(category.items.len()).enumerate() {
            sheet.push(item_row(course, sheet.next_row(), row + 1 + place as u32));
        }
    }
    let total = sheet.next_row();
    sheet.push(total_row(&comparison, total));
    if comparison.years.iter().filter(|year| year.reached.total().is_some()).count() > 1 {
        sheet.charts = vec![chart(total)];
    }
    sheet.frozen = At::new(2, 1);
    sheet.page = Page {
        orientation: Orientation::Portrait,
        fit: Fit::Width,
        area: Some(Range::new(At::default(), At::new(8, total + 1 + ROWS))),
        head_rows: 1,
        foot: FOOT,
    };
    sheet
}

fn names(comparison: &Comparison) -> Vec<String> {
    let years = comparison.years.iter().map(|year| format!("{} 年", year.year));
    let first = ["条款", "名称", "分值"].map(String::from).into_iter();
    first.chain(years).chain(["目标", "比上年（分）", "距目标（分）"].map(String::from)).collect()
}

/// An item in row `at`, the percent of the assessed year from its row `source` of the score sheet.
fn item_row(course: &ItemCourse, at: u32, source: u32) -> Row {
    let percent =
        |percent: Option<Percent>| percent.map_or(Value::Blank, |percent| Value::Number(Number::whole(percent.value())));
    let (now, before) = course.percents.split_last().map_or((None, &[][..]), |(now, before)| (*now, before));
    let mut cells = vec![
        Cell::text(course.item.id.as_str(), TEXT),
        Cell::text(text(&course.item.title), TEXT),
        Cell::number(Number::whole(course.item.points), NUMBER),
    ];
    cells.extend(before.iter().map(|each| Cell::new(percent(*each), PERCENT)));
    let score = format!("{}!E{source}", SCORES.quoted());
    let shown = now.map_or_else(|| Value::Text(String::new()), |now| percent(Some(now)));
    cells.push(Cell::formula(format!("IF({score}=\"\",\"\",{score})"), shown, PERCENT));
    cells.push(Cell::new(percent(course.target), PERCENT));
    let change = course.change.and_then(signed).map(Number::from);
    cells.push(points(format!("IF(OR(E{at}=\"\",F{at}=\"\"),\"{OPEN}\",ROUND((F{at}-E{at})*C{at}/100,2))"), change));
    let gap = course.gap.map(Number::from);
    cells.push(points(format!("IF(OR(F{at}=\"\",G{at}=\"\"),\"{OPEN}\",ROUND(MAX(0,G{at}-F{at})*C{at}/100,2))"), gap));
    Row::new(cells)
}

fn points(formula: String, result: Option<Number>) -> Cell {
    Cell::formula(formula, result.map_or_else(|| Value::Text(OPEN.to_owned()), Value::Number), NUMBER)
}

/// So many hundredths of a point, up or down.
fn signed(hundredths: i32) -> Option<Amount> {
    let (sign, size) = (if hundredths < 0 { "-" } else { "" }, hundredths.unsigned_abs());
    Amount::parse(&format!("{sign}{}.{:02}", size / 100, size % 100))
}

/// The totals: worked out where every item is scored, as recorded where only the total is known.
fn total_row(comparison: &Comparison, at: u32) -> Row {
    let last = at - 1;
    let mut cells = vec![Cell::text("合计", SUM_TEXT), Cell::blank(SUM_TEXT)];
    let worth = comparison.items.iter().map(|course| Points::whole(course.item.points)).sum::<Points>();
    cells.push(Cell::formula(format!("SUM(C2:C{last})"), Value::Number(worth.into()), SUM_NUMBER));
    for (year, column) in comparison.years.iter().zip(['D', 'E', 'F']) {
        let total = year.reached.total().map(Number::from);
        let shown = total.map_or_else(|| Value::Text(OPEN.to_owned()), Value::Number);
        cells.push(match year.reached {
            Reached::Recorded(_) => Cell::new(shown, SUM_NUMBER),
            _ => {
                let (range, all) = (format!("{column}2:{column}{last}"), comparison.items.len());
                let formula = format!("IF(COUNT({range})={all},ROUND(SUMPRODUCT($C2:$C{last},{range})/100,2),\"{OPEN}\")");
                Cell::formula(formula, shown, SUM_NUMBER)
            }
        });
    }
    let gaps = comparison.items.iter().filter_map(|course| course.gap).sum::<Points>();
    cells.push(Cell::text("", CENTER));
    cells.push(Cell::text("", CENTER));
    cells.push(Cell::formula(format!("SUM(I2:I{last})"), Value::Number(gaps.into()), SUM_NUMBER));
    Row::new(cells)
}

/// The totals over the years.
fn chart(total: u32) -> Chart {
    let row = total - 1;
    Chart {
        kind: Kind::Lines,
        title: "三年自评总分".into(),
        description: "三个年度自评总分的折线图".into(),
        names: Range::new(At::new(3, 0), At::new(5, 0)),
        series: vec![Series {
            name: At::new(0, row),
            numbers: Range::new(At::new(3, row), At::new(5, row)),
            colour: Rgb(0x2b_65_a8),
        }],
        scale: Scale { least: Some(0), ..Scale::default() },
        place: Range::new(At::new(0, total + 1), At::new(7, total + ROWS)),
    }
}
