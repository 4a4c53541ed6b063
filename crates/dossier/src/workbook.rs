//! The score workbook (自评评分表): every total is a formula, so that a reader can check it and try other percents.
//!
//! Results are stored beside the formulas, for viewers that do not calculate. Text from users is always written as
//! text: a cell that starts with `=` stays what was typed and is never a formula.

mod categories;
mod course;
pub(crate) mod formats;
mod indicators;
mod notes;
mod opinions;
mod plan;
mod score_sheet;

pub(crate) use plan::told as told_improvement;
pub use plan::{write_card, write_plan, write_rehearsal};

use award::assessment::Assessment;
use award::catalog::Catalog;
use jiff::civil::DateTime;

use crate::docx::{Properties, WriteError};
use crate::spreadsheet::{self, Sheet, SheetName, Workbook};
use crate::{wording, xml};

/// The sheet with the scores.
const SCORES: SheetName = SheetName::new("评分");
/// The sheet with factors and texts.
const OPINIONS: SheetName = SheetName::new("要素与意见");
/// The sheet with categories and charts.
const CATEGORIES: SheetName = SheetName::new("类目");
/// The sheet with the three years and the targets.
const COURSE: SheetName = SheetName::new("三年和目标");
/// The sheet with the indicators.
const INDICATORS: SheetName = SheetName::new("指标");
/// The sheet with the trends of the indicators.
const TRENDS: SheetName = SheetName::new("指标趋势");
/// The sheet with the figures that formulas of indicators take.
const FIGURES: SheetName = SheetName::new("指标数据");
/// The sheet that explains the others.
const NOTES: SheetName = SheetName::new("说明");

/// The line at the foot of printed pages.
const FOOT: &str = "&C第 &P 页 共 &N 页";

/// The longest text that a cell holds, in UTF-16 units, with room for the remark that it was cut.
const LONGEST: usize = 32_000;

/// The workbook as an .xlsx file. `now` is by the clock of Beijing.
///
/// # Errors
/// The container could not be written, which only happens when memory runs out.
pub fn write(catalog: &Catalog, assessment: &Assessment, now: DateTime) -> Result<Vec<u8>, WriteError> {
    spreadsheet::write(&build(catalog, assessment), Properties { created: now })
}

/// The indicators alone as an .xlsx file; an empty table if there are none. `now` is by the clock of Beijing.
///
/// # Errors
/// The container could not be written, which only happens when memory runs out.
pub fn write_indicators(catalog: &Catalog, assessment: &Assessment, now: DateTime) -> Result<Vec<u8>, WriteError> {
    let mut sheets = indicators::build(catalog, assessment).into_iter();
    let first = sheets.next().unwrap_or_else(|| Sheet::new(INDICATORS, Vec::new()));
    let mut workbook = sheets.fold(Workbook::new(format!("{}经营指标", catalog.scheme.award), first), Workbook::with);
    workbook.author = text(&wording::one_line(&assessment.name()));
    spreadsheet::write(&workbook, Properties { created: now })
}

/// The workbook, before it is laid out.
#[must_use]
pub fn build(catalog: &Catalog, assessment: &Assessment) -> Workbook {
    let (scores, layout) = score_sheet::build(catalog, assessment);
    let mut workbook = Workbook::new(title(catalog), scores)
        .with(opinions::build(catalog, assessment))
        .with(categories::build(catalog, assessment, &layout))
        .with(course::build(catalog, assessment, &layout));
    for sheet in indicators::build(catalog, assessment) {
        workbook = workbook.with(sheet);
    }
    workbook = workbook.with(notes::build(catalog, assessment));
    workbook.subject = format!("{} {}", catalog.criteria.standard, catalog.criteria.title);
    workbook.author = text(&wording::one_line(&assessment.name()));
    workbook
}

/// The title of the workbook: 信阳市市长质量奖自评评分表.
#[must_use]
pub fn title(catalog: &Catalog) -> String {
    format!("{}自评评分表", catalog.scheme.award)
}

/// A text as a cell can hold it: without characters that XML forbids, and cut with a remark when too long.
pub(crate) fn text(text: &str) -> String {
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
