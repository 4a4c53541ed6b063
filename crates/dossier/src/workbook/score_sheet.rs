//! The sheet with the scores: percents to change, everything else computed from them.

use award::assessment::Assessment;
use award::catalog::Catalog;
use award::criteria::{Category, Criteria, Item, ItemKind};
use award::points::{Percent, Points};
use award::scoring::{self, Tally};
use rust_xlsxwriter::{DataValidation, Formula, Worksheet, XlsxError};

use super::formats::Formats;
use super::{SCORES, text, title};
use crate::wording;

/// The columns, from the left.
pub(super) const COLUMNS: [(&str, f64); 9] = [
    ("条款", 9.0),
    ("名称", 26.0),
    ("类型", 9.0),
    ("分值", 9.0),
    ("百分比", 11.0),
    ("得分", 11.0),
    ("最低", 11.0),
    ("最高", 11.0),
    ("未评", 9.0),
];

/// The row of the column names, counted from 0.
const HEADER: u32 = 3;

/// What stands in place of a share that is not known yet.
const OPEN: &str = "—";

/// Which row holds what, counted from 0.
pub(super) struct Layout {
    /// The row of each category, and the row of its first item.
    pub categories: Vec<u32>,
    /// The row of the total.
    pub total: u32,
}

impl Layout {
    pub(super) fn new(criteria: &Criteria) -> Layout {
        let mut row = HEADER + 1;
        let mut categories = Vec::new();
        for category in &criteria.categories {
            categories.push(row);
            row += 1 + category.items.len() as u32;
        }
        Layout { categories, total: row }
    }
}

/// Writes the sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    formats: &Formats,
    layout: &Layout,
    catalog: &Catalog,
    assessment: &Assessment,
) -> Result<(), XlsxError> {
    sheet.set_name(SCORES)?;
    let totals = scoring::totals(&catalog.criteria, assessment);
    head(sheet, formats, catalog, assessment)?;
    for ((category, (_, tally)), &row) in catalog.criteria.categories.iter().zip(&totals.categories).zip(&layout.categories) {
        category_row(sheet, formats, category, tally, row)?;
        for (item, row) in category.items.iter().zip(row + 1..) {
            item_row(sheet, formats, item, assessment.item(&item.id).percent, row)?;
        }
    }
    for row in HEADER..=layout.total + 1 {
        sheet.set_row_height(row, 21)?;
    }
    percent_cells(sheet, layout, &catalog.criteria)?;
    total_row(sheet, formats, layout, &totals.total)?;
    check_rows(sheet, formats, layout.total, catalog, &totals.total)?;
    page(sheet, layout.total + 2)
}

fn head(sheet: &mut Worksheet, formats: &Formats, catalog: &Catalog, assessment: &Assessment) -> Result<(), XlsxError> {
    let years = assessment.years();
    let name = wording::value(&wording::one_line(&assessment.name())).text;
    let sample = if assessment.head.sample { wording::SAMPLE } else { "" };
    sheet.write_string_with_format(0, 0, title(catalog), &formats.title)?;
    sheet.set_row_height(0, 28)?;
    let line = format!("申报单位：{name}{sample}　数据年度：{}–{}　准则：{}", years[0], years[2], catalog.criteria.standard);
    sheet.merge_range(1, 0, 1, 8, &text(&line), &formats.plain)?;
    let hint = "浅黄色的百分比可以改（0 到 100，每 5 一档，空着表示未评，不等于 0）；其余各格是公式，随之重算。";
    sheet.merge_range(2, 0, 2, 8, hint, &formats.plain)?;
    sheet.set_row_height(2, 30)?;
    for ((name, width), column) in COLUMNS.iter().zip(0..) {
        sheet.set_column_width(column, *width)?;
        sheet.write_string_with_format(HEADER, column, *name, &formats.header)?;
    }
    Ok(())
}

fn item_row(sheet: &mut Worksheet, formats: &Formats, item: &Item, percent: Option<Percent>, row: u32) -> Result<(), XlsxError> {
    let kind = match item.kind {
        ItemKind::Process => "过程",
        ItemKind::Result => "结果",
    };
    let earned = percent.map(|percent| Points::earned(item.points, percent));
    let (least, most) = (earned.unwrap_or(Points::ZERO), earned.unwrap_or(Points::whole(item.points)));
    let at = row + 1;
    sheet.write_string_with_format(row, 0, item.id.as_str(), &formats.text)?;
    sheet.write_string_with_format(row, 1, text(&item.title), &formats.text)?;
    sheet.write_string_with_format(row, 2, kind, &formats.center)?;
    sheet.write_number_with_format(row, 3, item.points, &formats.number)?;
    match percent {
        Some(percent) => sheet.write_number_with_format(row, 4, percent.value(), &formats.input)?,
        None => sheet.write_blank(row, 4, &formats.input)?,
    };
    let points = earned.map_or_else(|| wording::UNSCORED.to_owned(), |points| points.to_string());
    let cells = [
        (5, format!("IF(E{at}=\"\",\"{}\",D{at}*E{at}/100)", wording::UNSCORED), points),
        (6, format!("IF(E{at}=\"\",0,F{at})"), least.to_string()),
        (7, format!("IF(E{at}=\"\",D{at},F{at})"), most.to_string()),
        (8, format!("IF(E{at}=\"\",1,0)"), u8::from(percent.is_none()).to_string()),
    ];
    for (column, formula, result) in cells {
        sheet.write_formula_with_format(row, column, Formula::new(formula).set_result(result), &formats.number)?;
    }
    Ok(())
}

/// Lets the percents of the items be one of the 21: one rule for all the cells, whose ranges leave the sums out.
fn percent_cells(sheet: &mut Worksheet, layout: &Layout, criteria: &Criteria) -> Result<(), XlsxError> {
    let ranges = criteria.categories.iter().zip(&layout.categories).map(|(category, row)| {
        let first = row + 2;
        format!("E{first}:E{}", first + category.items.len() as u32 - 1)
    });
    let values: Vec<String> = Percent::every().map(|percent| percent.value().to_string()).collect();
    let rule = DataValidation::new()
        .allow_list_strings(&values)?
        .set_multi_range(ranges.collect::<Vec<String>>().join(" "))
        .set_error_title("百分比")?
        .set_error_message("请选 0 到 100 之间 5 的倍数；未评请清空。")?;
    sheet.add_data_validation(HEADER + 1, 4, layout.total, 4, &rule)?;
    Ok(())
}

fn category_row(sheet: &mut Worksheet, formats: &Formats, category: &Category, tally: &Tally, row: u32) -> Result<(), XlsxError> {
    let (first, last) = (row + 2, row + 1 + category.items.len() as u32);
    let sum = |column: char| format!("SUM({column}{first}:{column}{last})");
    sheet.write_string_with_format(row, 0, category.id.as_str(), &formats.sum_text)?;
    sheet.write_string_with_format(row, 1, text(&category.title), &formats.sum_text)?;
    sheet.write_string_with_format(row, 2, "类目", &formats.sum_share)?;
    sums(sheet, formats, row, tally, sum)
}

fn total_row(sheet: &mut Worksheet, formats: &Formats, layout: &Layout, total: &Tally) -> Result<(), XlsxError> {
    let row = layout.total;
    let sum = |column: char| {
        let parts: Vec<String> = layout.categories.iter().map(|row| format!("{column}{}", row + 1)).collect();
        parts.join("+")
    };
    sheet.write_string_with_format(row, 0, "合计", &formats.sum_text)?;
    sheet.write_blank(row, 1, &formats.sum_text)?;
    sheet.write_blank(row, 2, &formats.sum_text)?;
    sums(sheet, formats, row, total, sum)
}

/// The sums of a row. Points have two places at most, so rounding there only removes what floating point adds.
fn sums(
    sheet: &mut Worksheet,
    formats: &Formats,
    row: u32,
    tally: &Tally,
    sum: impl Fn(char) -> String,
) -> Result<(), XlsxError> {
    let at = row + 1;
    let share = if tally.is_complete() { share(tally.earned, tally.worth()) } else { OPEN.to_owned() };
    let cells = [
        (3, sum('D'), tally.worth().to_string(), &formats.sum_number),
        (4, format!("IF(I{at}=0,ROUND(F{at}/D{at}*100,1),\"{OPEN}\")"), share, &formats.sum_share),
        (5, format!("ROUND({},2)", sum('F')), tally.earned.to_string(), &formats.sum_number),
        (6, format!("ROUND({},2)", sum('G')), tally.least().to_string(), &formats.sum_number),
        (7, format!("ROUND({},2)", sum('H')), tally.most().to_string(), &formats.sum_number),
        (8, sum('I'), (tally.items - tally.scored).to_string(), &formats.sum_number),
    ];
    for (column, formula, result, format) in cells {
        sheet.write_formula_with_format(row, column, Formula::new(formula).set_result(result), format)?;
    }
    Ok(())
}

/// What a formula gives that rounds a share in percent to one place; exact, rounded half up.
pub(super) fn share(part: Points, whole: Points) -> String {
    let whole = whole.hundredths().max(1);
    let tenths = (part.hundredths() * 1000 + whole / 2) / whole;
    if tenths.is_multiple_of(10) { format!("{}", tenths / 10) } else { format!("{}.{}", tenths / 10, tenths % 10) }
}

fn check_rows(sheet: &mut Worksheet, formats: &Formats, total: u32, catalog: &Catalog, tally: &Tally) -> Result<(), XlsxError> {
    let line = catalog.scheme.review.shortlist_points;
    let at = total + 1;
    let (reached, open, missed) =
        (format!("达到 {line} 分入围线"), "取决于未评条款".to_owned(), format!("未达到 {line} 分入围线"));
    let result = match scoring::shortlist(&catalog.scheme.review, tally) {
        scoring::Shortlist::Reached => &reached,
        scoring::Shortlist::Open => &open,
        scoring::Shortlist::Missed => &missed,
    };
    let formula = format!("IF(G{at}>={line},\"{reached}\",IF(H{at}>={line},\"{open}\",\"{missed}\"))");
    sheet.write_string_with_format(total + 1, 0, "入围线", &formats.text)?;
    sheet.write_number_with_format(total + 1, 3, line, &formats.number)?;
    for column in [1, 2] {
        sheet.write_blank(total + 1, column, &formats.text)?;
    }
    let formula = Formula::new(formula).set_result(result);
    sheet.merge_range(total + 1, 4, total + 1, 8, "", &formats.center)?;
    sheet.write_formula_with_format(total + 1, 4, formula, &formats.center)?;
    let note = "最低、最高是把未评条款按 0 分和满分计算的两端；自评得分只反映申报单位的自我评价，入围以评审得分为准。";
    sheet.merge_range(total + 2, 0, total + 2, 8, note, &formats.plain)?;
    sheet.set_row_height(total + 2, 30)?;
    Ok(())
}

fn page(sheet: &mut Worksheet, last: u32) -> Result<(), XlsxError> {
    sheet.set_paper_size(9);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_print_area(0, 0, last, 8)?;
    sheet.set_repeat_rows(0, HEADER)?;
    sheet.set_freeze_panes(HEADER + 1, 2)?;
    sheet.set_footer("&C第 &P 页 共 &N 页");
    Ok(())
}
