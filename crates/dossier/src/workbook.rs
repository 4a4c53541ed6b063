//! The score workbook (自评评分表): every total is a formula, so that a reader can check it and try other percents.
//!
//! Results are stored beside the formulas, for viewers that do not calculate. Text from users is always written as
//! text: a cell that starts with `=` stays what was typed and is never a formula.

mod categories;
mod formats;
mod notes;
mod opinions;
mod score_sheet;

use award::assessment::Assessment;
use award::catalog::Catalog;
use jiff::civil::DateTime;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::docx::Properties;
use crate::{wording, xml};
use formats::Formats;

/// The name of the sheet with the scores.
pub const SCORES: &str = "评分";
/// The name of the sheet with factors and texts.
pub const OPINIONS: &str = "要素与意见";
/// The name of the sheet with categories and charts.
pub const CATEGORIES: &str = "类目";
/// The name of the sheet that explains the others.
pub const NOTES: &str = "说明";

/// The longest text that a cell holds, in UTF-16 units, with room for the remark that it was cut.
const LONGEST: usize = 32_000;

/// The workbook as an .xlsx file. `now` is by the clock of Beijing.
///
/// # Errors
/// The catalog is larger than a worksheet, or the container could not be written.
pub fn write(catalog: &Catalog, assessment: &Assessment, now: DateTime) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(catalog, assessment, now)?);
    let formats = Formats::new();
    let layout = score_sheet::Layout::new(&catalog.criteria);
    score_sheet::write(workbook.add_worksheet(), &formats, &layout, catalog, assessment)?;
    opinions::write(workbook.add_worksheet(), &formats, catalog, assessment)?;
    categories::write(workbook.add_worksheet(), &formats, &layout, catalog, assessment)?;
    notes::write(workbook.add_worksheet(), &formats, catalog, assessment)?;
    workbook.save_to_buffer()
}

/// The title of the workbook: 信阳市市长质量奖自评评分表.
#[must_use]
pub fn title(catalog: &Catalog) -> String {
    format!("{}自评评分表", catalog.scheme.award)
}

fn properties(catalog: &Catalog, assessment: &Assessment, now: DateTime) -> Result<DocProperties, XlsxError> {
    let time = Properties { created: now }.created_utc();
    // A year outside of the range of spreadsheets can only come from a broken clock; the file is still worth having.
    let year = time.year().clamp(1900, 9999) as u16;
    let created = ExcelDateTime::from_ymd(year, time.month() as u8, time.day() as u8)?;
    let created = created.and_hms(time.hour() as u16, time.minute() as u8, f64::from(time.second()))?;
    Ok(DocProperties::new()
        .set_title(title(catalog))
        .set_subject(format!("{} {}", catalog.criteria.standard, catalog.criteria.title))
        .set_author(text(&wording::one_line(&assessment.name())))
        .set_creation_datetime(&created))
}

/// A text as a cell can hold it: without characters that XML forbids, and cut with a remark when too long.
fn text(text: &str) -> String {
    let allowed = xml::allowed(text.trim());
    let mut units = 0;
    let short: String = allowed
        .chars()
        .take_while(|character| {
            units += character.len_utf16();
            units <= LONGEST
        })
        .collect();
    if short.len() == allowed.len() { short } else { format!("{short}……（过长，全文见自评报告）") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_and_forbidden_text_fits_a_cell() {
        assert_eq!(text("\u{1}茶\u{b}\n"), "茶");
        assert!(text(&"𠮷".repeat(40_000)).encode_utf16().count() < 32_767);
        assert_eq!(text("=cmd|' /C calc'!A0"), "=cmd|' /C calc'!A0");
    }
}
