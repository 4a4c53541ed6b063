//! The sheet that explains the others.

use award::assessment::Assessment;
use award::catalog::Catalog;
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::formats::Formats;
use super::{CATEGORIES, NOTES, OPINIONS, SCORES, text, title};
use crate::wording;

/// Writes the sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    formats: &Formats,
    catalog: &Catalog,
    assessment: &Assessment,
) -> Result<(), XlsxError> {
    let (scheme, criteria) = (&catalog.scheme, &catalog.criteria);
    let mut lines = vec![
        format!("申报单位：{}", wording::value(&wording::one_line(&assessment.name())).text),
        format!("依据：《{}》（{}）；{}《{}》", scheme.title, scheme.document, criteria.standard, criteria.title),
        format!("“{SCORES}”：各条款的百分比和得分。改浅黄色的百分比，得分、类目小计和合计随之重算。"),
        format!("“{OPINIONS}”：各条款评分要素所在的分数段、优势、改进空间，以及百分比与要素建议不同时的理由。"),
        format!("“{CATEGORIES}”：各类目的得分和得分率，附雷达图和条形图；两条线分开的地方有未评条款。"),
        "未评不等于 0：未评条款计入“最低”时按 0 分，计入“最高”时按满分。".to_owned(),
        format!(
            "总分达到 {} 分（含）才有入围资格，按材料评审 {}%、现场评审 {}% 计算；本表是自我评价，不代替评审。",
            scheme.review.shortlist_points, scheme.review.document_share, scheme.review.site_share
        ),
    ];
    lines.extend(criteria.scoring_notes.iter().map(ToString::to_string));
    sheet.set_name(NOTES)?;
    sheet.set_column_width(0, 100)?;
    sheet.write_string_with_format(0, 0, title(catalog), &formats.title)?;
    for (line, row) in lines.into_iter().zip(1..) {
        sheet.write_string_with_format(row, 0, text(&line), &formats.plain)?;
    }
    sheet.set_paper_size(9);
    sheet.set_landscape();
    sheet.set_print_fit_to_pages(1, 0);
    Ok(())
}
