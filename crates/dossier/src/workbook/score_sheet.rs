//! The sheet with the scores: percents to change, everything else computed from them.

use award::assessment::Assessment;
use award::catalog::Catalog;
use award::criteria::{Category, Criteria, Item, ItemKind};
use award::points::{Percent, Points};
use award::scoring::{self, Tally};

use super::formats::{CENTER, HEADER, INPUT, NUMBER, PLAIN, SUM_NUMBER, SUM_SHARE, SUM_TEXT, TEXT, TITLE};
use super::{FOOT, SCORES, text, title};
use crate::document::Orientation;
use crate::spreadsheet::{At, Cell, Choice, Fit, Number, Page, Range, Row, Sheet, Value};
use crate::wording;

/// The columns, from the left.
const COLUMNS: [(&str, u16); 9] =
    [("条款", 9), ("名称", 26), ("类型", 9), ("分值", 9), ("百分比", 11), ("得分", 11), ("最低", 11), ("最高", 11), ("未评", 9)];

/// The number of columns.
const WIDTH: u16 = COLUMNS.len() as u16;

/// The rows down to the names of the columns.
const HEAD: u32 = 4;

/// The height of a row with one line, in points.
const LINE: u16 = 21;
/// The height of a row with a sentence.
const SENTENCE: u16 = 30;

/// What stands in place of a share that is not known yet.
const OPEN: &str = "—";

/// Which row holds what, by the numbers that formulas use.
pub(super) struct Layout {
    /// The row of each category; its items follow.
    pub categories: Vec<u32>,
}

/// Builds the sheet.
pub(super) fn build(catalog: &Catalog, assessment: &Assessment) -> (Sheet, Layout) {
    let criteria = &catalog.criteria;
    let totals = scoring::totals(criteria, assessment);
    let mut sheet = Sheet::new(SCORES, COLUMNS.map(|(_, width)| width).to_vec());
    head(&mut sheet, catalog, assessment);
    let mut layout = Layout { categories: Vec::new() };
    for (category, (_, tally)) in criteria.categories.iter().zip(&totals.categories) {
        layout.categories.push(sheet.next_row());
        sheet.push(category_row(category, tally, sheet.next_row()));
        for item in &category.items {
            sheet.push(item_row(item, assessment.item(&item.id).percent, sheet.next_row()));
        }
    }
    let total = sheet.next_row();
    sheet.push(total_row(&layout, &totals.total, total));
    sheet.push(check_row(catalog, &totals.total, total));
    let note = "最低、最高是把未评条款按 0 分和满分计算的两端；自评得分只反映申报单位的自我评价，入围以评审得分为准。";
    sheet.push(Row::tall(SENTENCE, vec![Cell::text(note, PLAIN).span(WIDTH)]));
    sheet.choices = vec![percents(&layout, criteria)];
    sheet.frozen = At::new(2, HEAD);
    sheet.page = page(&sheet);
    (sheet, layout)
}

fn head(sheet: &mut Sheet, catalog: &Catalog, assessment: &Assessment) {
    let years = assessment.years();
    let name = wording::value(&wording::one_line(&assessment.name())).text;
    let sample = if assessment.head.sample { wording::SAMPLE } else { "" };
    let line = format!("申报单位：{name}{sample}　数据年度：{}–{}　准则：{}", years[0], years[2], catalog.criteria.standard);
    let hint = "浅黄色的百分比可以改（0 到 100，每 5 一档，空着表示未评，不等于 0）；其余各格是公式，随之重算。";
    sheet.push(Row::tall(28, vec![Cell::text(title(catalog), TITLE)]));
    sheet.push(Row::new(vec![Cell::text(text(&line), PLAIN).span(WIDTH)]));
    sheet.push(Row::tall(SENTENCE, vec![Cell::text(hint, PLAIN).span(WIDTH)]));
    sheet.push(Row::tall(LINE, COLUMNS.map(|(name, _)| Cell::text(name, HEADER)).to_vec()));
}

fn item_row(item: &Item, percent: Option<Percent>, at: u32) -> Row {
    let kind = match item.kind {
        ItemKind::Process => "过程",
        ItemKind::Result => "结果",
    };
    let earned = percent.map(|percent| Points::earned(item.points, percent));
    let (least, most) = (earned.unwrap_or(Points::ZERO), earned.unwrap_or(Points::whole(item.points)));
    let points = earned.map_or_else(|| Value::Text(wording::UNSCORED.to_owned()), |points| Value::Number(points.into()));
    let number = |formula: String, result: Value| Cell::formula(formula, result, NUMBER);
    let cells = vec![
        Cell::text(item.id.as_str(), TEXT),
        Cell::text(text(&item.title), TEXT),
        Cell::text(kind, CENTER),
        Cell::number(Number::whole(item.points), NUMBER),
        Cell::new(percent.map_or(Value::Blank, |percent| Value::Number(Number::whole(percent.value()))), INPUT),
        number(format!("IF(E{at}=\"\",\"{}\",D{at}*E{at}/100)", wording::UNSCORED), points),
        number(format!("IF(E{at}=\"\",0,F{at})"), Value::Number(least.into())),
        number(format!("IF(E{at}=\"\",D{at},F{at})"), Value::Number(most.into())),
        number(format!("IF(E{at}=\"\",1,0)"), Value::Number(Number::whole(percent.is_none()))),
    ];
    Row::tall(LINE, cells)
}

/// Lets the percents of the items be one of the 21: one rule for all the cells, whose ranges leave the sums out.
fn percents(layout: &Layout, criteria: &Criteria) -> Choice {
    let cells = criteria.categories.iter().zip(&layout.categories).map(|(category, row)| {
        // Counted from 0, the first item has the number that formulas use for the row of the category.
        Range::new(At::new(4, *row), At::new(4, row + category.items.len() as u32 - 1))
    });
    Choice {
        cells: cells.collect(),
        numbers: Percent::every().map(|percent| Number::whole(percent.value())).collect(),
        title: "百分比",
        message: "请选 0 到 100 之间 5 的倍数；未评请清空。",
    }
}

fn category_row(category: &Category, tally: &Tally, at: u32) -> Row {
    let (first, last) = (at + 1, at + category.items.len() as u32);
    let names =
        [Cell::text(category.id.as_str(), SUM_TEXT), Cell::text(text(&category.title), SUM_TEXT), Cell::text("类目", SUM_SHARE)];
    sum_row(names, tally, at, &|column| format!("SUM({column}{first}:{column}{last})"))
}

fn total_row(layout: &Layout, total: &Tally, at: u32) -> Row {
    let names = [Cell::text("合计", SUM_TEXT), Cell::blank(SUM_TEXT), Cell::blank(SUM_TEXT)];
    sum_row(names, total, at, &|column| {
        let parts: Vec<String> = layout.categories.iter().map(|row| format!("{column}{row}")).collect();
        parts.join("+")
    })
}

/// A row of sums. Points have two places at most, so rounding there only removes what floating point adds.
fn sum_row(names: [Cell; 3], tally: &Tally, at: u32, sum: &dyn Fn(char) -> String) -> Row {
    let share =
        if tally.is_complete() { Value::Number(share(tally.earned, tally.worth())) } else { Value::Text(OPEN.to_owned()) };
    let points = |column: char, points: Points| {
        Cell::formula(format!("ROUND({},2)", sum(column)), Value::Number(points.into()), SUM_NUMBER)
    };
    let unscored = Number::whole((tally.items - tally.scored) as u32);
    let sums = [
        Cell::formula(sum('D'), Value::Number(tally.worth().into()), SUM_NUMBER),
        Cell::formula(format!("IF(I{at}=0,ROUND(F{at}/D{at}*100,1),\"{OPEN}\")"), share, SUM_SHARE),
        points('F', tally.earned),
        points('G', tally.least()),
        points('H', tally.most()),
        Cell::formula(sum('I'), Value::Number(unscored), SUM_NUMBER),
    ];
    Row::tall(LINE, names.into_iter().chain(sums).collect())
}

/// What a formula gives that rounds a share in percent to one place; exact, rounded half up.
pub(super) fn share(part: Points, whole: Points) -> Number {
    Number::tenths(part.tenths_of(whole))
}

/// The row below the total that says whether it reaches the line of the shortlist.
fn check_row(catalog: &Catalog, tally: &Tally, at: u32) -> Row {
    let line = catalog.scheme.review.shortlist_points;
    let (reached, open, missed) =
        (format!("达到 {line} 分入围线"), "取决于未评条款".to_owned(), format!("未达到 {line} 分入围线"));
    let formula = format!("IF(G{at}>={line},\"{reached}\",IF(H{at}>={line},\"{open}\",\"{missed}\"))");
    let result = match scoring::shortlist(&catalog.scheme.review, tally) {
        scoring::Shortlist::Reached => reached,
        scoring::Shortlist::Open => open,
        scoring::Shortlist::Missed => missed,
    };
    let cells = vec![
        Cell::text("入围线", TEXT),
        Cell::blank(TEXT),
        Cell::blank(TEXT),
        Cell::number(Number::whole(line), NUMBER),
        Cell::formula(formula, Value::Text(result), CENTER).span(WIDTH - 4),
    ];
    Row::tall(LINE, cells)
}

fn page(sheet: &Sheet) -> Page {
    let last = At::new(WIDTH - 1, sheet.rows().len() as u32 - 1);
    Page {
        orientation: Orientation::Portrait,
        fit: Fit::Width,
        area: Some(Range::new(At::default(), last)),
        head_rows: HEAD,
        foot: FOOT,
    }
}
