//! The sheet that explains the others.

use award::assessment::Assessment;
use award::catalog::Catalog;

use super::formats::{PLAIN, TITLE};
use super::{CATEGORIES, COURSE, FIGURES, INDICATORS, NOTES, OPINIONS, SCORES, TRENDS, text, title};
use crate::document::Orientation;
use crate::spreadsheet::{Cell, Page, Row, Sheet};
use crate::wording;

/// Builds the sheet.
pub(super) fn build(catalog: &Catalog, assessment: &Assessment) -> Sheet {
    let (scheme, criteria) = (&catalog.scheme, &catalog.criteria);
    let mut lines = vec![
        format!("申报单位：{}", wording::value(&wording::one_line(&assessment.name())).text),
        format!("依据：《{}》（{}）；{}《{}》", scheme.title, scheme.document, criteria.standard, criteria.title),
        format!("“{SCORES}”：各条款的百分比和得分。改浅黄色的百分比，得分、类目小计和合计随之重算。"),
        format!("“{OPINIONS}”：各条款评分要素所在的分数段、优势、改进空间，以及百分比与要素建议不同时的理由。"),
        format!("“{COURSE}”：三个年度各条款的百分比、目标、比上年的变化和距目标的差距；附总分趋势图。"),
        format!("“{CATEGORIES}”：各类目的得分和得分率，附雷达图和条形图；两条线分开的地方有未评条款。"),
        format!(
            "“{INDICATORS}”：结果条款的指标、目标和对比；趋势图在“{TRENDS}”。算出来的数是公式，取自“{FIGURES}”。没有填指标时没有这些表。"
        ),
        "未评不等于 0：未评条款计入“最低”时按 0 分，计入“最高”时按满分。".to_owned(),
        format!(
            "总分达到 {} 分（含）才有入围资格，按材料评审 {}%、现场评审 {}% 计算；本表是自我评价，不代替评审。",
            scheme.review.shortlist_points, scheme.review.document_share, scheme.review.site_share
        ),
    ];
    lines.extend(criteria.scoring_notes.iter().map(ToString::to_string));
    let mut sheet = Sheet::new(NOTES, vec![100]);
    sheet.push(Row::new(vec![Cell::text(title(catalog), TITLE)]));
    for line in lines {
        sheet.push(Row::new(vec![Cell::text(text(&line), PLAIN)]));
    }
    sheet.page = Page { orientation: Orientation::Landscape, ..Page::default() };
    sheet
}
