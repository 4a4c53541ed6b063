//! The sheet with the ratings of the factors and the texts of each item.

use award::assessment::Assessment;
use award::catalog::Catalog;
use award::criteria::{Criteria, Item};
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::formats::Formats;
use super::{OPINIONS, text};
use crate::{measure, wording};

/// The widths of the columns with texts, in digits; a Chinese character is two wide.
const TEXTS: [f64; 3] = [48.0, 48.0, 32.0];

/// Writes the sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    formats: &Formats,
    catalog: &Catalog,
    assessment: &Assessment,
) -> Result<(), XlsxError> {
    let criteria = &catalog.criteria;
    let factors = criteria.process_factors.len().max(criteria.result_factors.len()) as u16;
    sheet.set_name(OPINIONS)?;
    header(sheet, formats, criteria, factors)?;
    for (item, row) in criteria.every_item().zip(1..) {
        item_row(sheet, formats, criteria, item, assessment, (row, factors))?;
    }
    sheet.set_paper_size(9);
    sheet.set_landscape();
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_print_area(0, 0, u32::from(criteria.items), factors + 5)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_freeze_panes(1, 2)?;
    sheet.set_footer("&C第 &P 页 共 &N 页");
    Ok(())
}

fn header(sheet: &mut Worksheet, formats: &Formats, criteria: &Criteria, factors: u16) -> Result<(), XlsxError> {
    let mut columns = vec![("条款".to_owned(), 8.0), ("名称".to_owned(), 22.0)];
    for place in 0..usize::from(factors) {
        let names =
            [&criteria.process_factors, &criteria.result_factors].map(|factors| factors.get(place).map(|each| &*each.name));
        let mut names: Vec<&str> = names.into_iter().flatten().collect();
        names.dedup();
        columns.push((names.join("/"), 11.0));
    }
    columns.extend(
        [("百分比", 9.0), ("优势", TEXTS[0]), ("改进空间", TEXTS[1]), ("调整理由", TEXTS[2])]
            .map(|(name, width)| (name.to_owned(), width)),
    );
    for ((name, width), column) in columns.into_iter().zip(0..) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(0, column, name, &formats.header)?;
    }
    Ok(())
}

fn item_row(
    sheet: &mut Worksheet,
    formats: &Formats,
    criteria: &Criteria,
    item: &Item,
    assessment: &Assessment,
    (row, factors): (u32, u16),
) -> Result<(), XlsxError> {
    let record = assessment.item(&item.id);
    sheet.write_string_with_format(row, 0, item.id.as_str(), &formats.text)?;
    sheet.write_string_with_format(row, 1, text(&item.title), &formats.text)?;
    for (place, column) in (0..usize::from(factors)).zip(2..) {
        let factor = criteria.factors(item.kind).get(place);
        let band = factor.and_then(|factor| record.factors.get(&factor.id)).and_then(|band| criteria.band(band));
        let rating = band.map_or_else(|| wording::UNSCORED.to_owned(), |band| format!("{}%", band.range()));
        sheet.write_string_with_format(row, column, if factor.is_some() { rating } else { String::new() }, &formats.center)?;
    }
    match record.percent {
        Some(percent) => sheet.write_number_with_format(row, factors + 2, percent.value(), &formats.percent)?,
        None => sheet.write_string_with_format(row, factors + 2, wording::UNSCORED, &formats.center)?,
    };
    let texts = [&record.texts.strengths, &record.texts.ofis, &record.texts.reason];
    let mut lines = 1;
    for ((each, width), column) in texts.into_iter().zip(TEXTS).zip(factors + 3..) {
        lines = lines.max(measure::lines(each.trim(), width as f32 / 2.0 - 1.0, 0.0));
        sheet.write_string_with_format(row, column, text(each), &formats.long)?;
    }
    // Spreadsheets do not fit the height of a row to text that a file brings along; 409 points is the most they allow.
    sheet.set_row_height(row, (lines as f64 * 15.0 + 6.0).min(409.0))?;
    Ok(())
}
