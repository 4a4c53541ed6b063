//! The sheet with the categories and their charts.

use award::assessment::Assessment;
use award::catalog::Catalog;
use award::criteria::Criteria;
use award::points::Points;
use award::scoring::{self, Tally};
use rust_xlsxwriter::{
    Chart, ChartAxisLabelPosition, ChartFormat, ChartLegendPosition, ChartLine, ChartSolidFill, ChartType, Color, Formula,
    Worksheet, XlsxError,
};

use super::formats::Formats;
use super::score_sheet::{Layout, share};
use super::{CATEGORIES, SCORES, text};

const COLUMNS: [(&str, f64); 8] = [
    ("类目", 8.0),
    ("名称", 22.0),
    ("分值", 9.0),
    ("已得分", 10.0),
    ("未评分值", 10.0),
    ("最高可得", 10.0),
    ("得分率（最低）", 15.0),
    ("得分率（最高）", 15.0),
];

/// The width of a chart in pixels.
const CHART: u32 = 362;

/// Writes the sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    formats: &Formats,
    layout: &Layout,
    catalog: &Catalog,
    assessment: &Assessment,
) -> Result<(), XlsxError> {
    let criteria = &catalog.criteria;
    let totals = scoring::totals(criteria, assessment);
    sheet.set_name(CATEGORIES)?;
    for ((name, width), column) in COLUMNS.iter().zip(0..) {
        sheet.set_column_width(column, *width)?;
        sheet.write_string_with_format(0, column, *name, &formats.header)?;
    }
    for (((category, (_, tally)), &source), row) in
        criteria.categories.iter().zip(&totals.categories).zip(&layout.categories).zip(1..)
    {
        sheet.write_string_with_format(row, 0, category.id.as_str(), &formats.text)?;
        sheet.write_string_with_format(row, 1, text(&category.title), &formats.text)?;
        numbers(sheet, formats, (row, source), tally)?;
    }
    let last = criteria.categories.len() as u32;
    sheet.insert_chart(last + 2, 0, &radar(criteria, last))?;
    sheet.insert_chart_with_offset(last + 2, 0, &points(criteria, last), CHART + 6, 0)?;
    sheet.set_paper_size(9);
    sheet.set_landscape();
    sheet.set_print_fit_to_pages(1, 1);
    sheet.set_print_area(0, 0, last + 23, 7)?;
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

/// The numbers of a category, each from its row of the score sheet.
fn numbers(sheet: &mut Worksheet, formats: &Formats, (row, source): (u32, u32), tally: &Tally) -> Result<(), XlsxError> {
    let at = row + 1;
    let of = |column: char| format!("'{SCORES}'!{column}{}", source + 1);
    let share = |points: Points| share(points, tally.worth());
    let cells = [
        (2, of('D'), tally.worth().to_string(), &formats.number),
        (3, of('G'), tally.least().to_string(), &formats.number),
        (4, format!("F{at}-D{at}"), tally.open.to_string(), &formats.number),
        (5, of('H'), tally.most().to_string(), &formats.number),
        (6, format!("ROUND(D{at}/C{at}*100,1)"), share(tally.least()), &formats.share),
        (7, format!("ROUND(F{at}/C{at}*100,1)"), share(tally.most()), &formats.share),
    ];
    for (column, formula, result, format) in cells {
        sheet.write_formula_with_format(row, column, Formula::new(formula).set_result(result), format)?;
    }
    Ok(())
}

/// The rates as a radar. Two lines, the least and the most that is possible: they part where something is not scored.
fn radar(criteria: &Criteria, last: u32) -> Chart {
    let mut chart = Chart::new(ChartType::RadarWithMarkers);
    for (column, colour) in [(7, 0x9a_67_00), (6, 0x2b_65_a8)] {
        let mut line = ChartLine::new();
        line.set_color(Color::RGB(colour)).set_width(2.0);
        chart
            .add_series()
            .set_name((CATEGORIES, 0, column))
            .set_categories((CATEGORIES, 1, 1, last, 1))
            .set_values((CATEGORIES, 1, column, last, column))
            .set_format(ChartFormat::new().set_line(&line));
    }
    chart.title().set_name("类目得分率（%）");
    chart.y_axis().set_min(0).set_max(100).set_major_unit(20);
    chart.legend().set_position(ChartLegendPosition::Bottom);
    chart.set_alt_text(format!("{}个类目得分率的雷达图", criteria.categories.len()));
    chart.set_width(CHART).set_height(400);
    chart
}

/// The points as stacked bars: earned, then still open.
fn points(criteria: &Criteria, last: u32) -> Chart {
    let mut chart = Chart::new(ChartType::BarStacked);
    for (column, colour) in [(3, 0x2b_65_a8), (4, 0xe0_c0_80)] {
        let mut fill = ChartSolidFill::new();
        fill.set_color(Color::RGB(colour));
        chart
            .add_series()
            .set_name((CATEGORIES, 0, column))
            .set_categories((CATEGORIES, 1, 1, last, 1))
            .set_values((CATEGORIES, 1, column, last, column))
            .set_format(ChartFormat::new().set_solid_fill(&fill));
    }
    chart.title().set_name("类目得分");
    // Bars grow from the bottom. Reversed, the first category stands at the top, and the numbers would go there too.
    chart.y_axis().set_reverse();
    chart.x_axis().set_min(0).set_label_position(ChartAxisLabelPosition::High);
    chart.legend().set_position(ChartLegendPosition::Bottom);
    chart.set_alt_text(format!("{}个类目已得分和未评分值的条形图", criteria.categories.len()));
    chart.set_width(CHART).set_height(400);
    chart
}
