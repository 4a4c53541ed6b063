//! The workbook of why a score is what it is, where points are to be gained, and the improvement plan (得分与改进).

use std::collections::BTreeMap;

use award::ItemId;
use award::assessment::Assessment;
use award::catalog::Catalog;
use award::explain::{Explanation, HEADINGS, explain, weighted_rows};
use award::planner::{self, Gain, Improvement};
use award::points::{Percent, Points};
use award::review::{Rehearsal, Stage};
use award::scorecard::{Judgement, Scorecard};
use jiff::civil::{Date, DateTime};

use super::formats::{CENTER, HEADER, LONG, NUMBER, PERCENT, SUM_TEXT, TEXT};
use super::{FOOT, text};
use crate::document::Orientation;
use crate::docx::{Properties, WriteError};
use crate::spreadsheet::{self, At, Cell, Fit, Number, Page, Range, Row, Sheet, SheetName, Style, Workbook};
use crate::wording;

/// The widths of the columns of the chain, in digits.
const CHAIN: [u16; 7] = [34, 40, 40, 10, 12, 34, 30];
/// The columns of the gains.
const GAINS: [(&str, u16); 8] = [
    ("条款", 8),
    ("名称", 26),
    ("分值", 8),
    ("得分比例", 10),
    ("每 5% 加分", 11),
    ("最多还能加", 11),
    ("目标", 10),
    ("达到目标加分", 13),
];
/// The columns of the plan.
const PLAN: [(&str, u16); 9] = [
    ("序号", 6),
    ("条款", 8),
    ("措施", 48),
    ("责任人", 16),
    ("完成期限", 13),
    ("投入", 7),
    ("效果", 7),
    ("先后", 8),
    ("状态", 9),
];

/// The workbook as an .xlsx file: the scores of a fiscal year, targets and plan. `now` is by the clock of Beijing.
///
/// # Errors
/// The container could not be written, which only happens when memory runs out.
pub fn write_plan(catalog: &Catalog, assessment: &Assessment, year: i16, now: DateTime) -> Result<Vec<u8>, WriteError> {
    let card = assessment.card(year);
    let explanation = explain(catalog, |item| card.items.get(item).map(|record| Judgement::from(&**record)));
    let title = format!("{}得分与改进", catalog.scheme.award);
    let mut workbook = Workbook::new(title, chain(SheetName::new("分数来历"), &explanation))
        .with(gains(catalog, assessment, |item| card.percent(item)))
        .with(plan(assessment, now.date()));
    workbook.author = text(&wording::one_line(&assessment.name()));
    spreadsheet::write(&workbook, Properties { created: now })
}

/// Why a score card's total is what it is, as an .xlsx file. `name` is what the card's applicant is called, which may be an
/// alias. `now` is by the clock of Beijing.
///
/// # Errors
/// The container could not be written, which only happens when memory runs out.
pub fn write_card(catalog: &Catalog, card: &Scorecard, name: &str, now: DateTime) -> Result<Vec<u8>, WriteError> {
    let explanation = explain(catalog, |item| card.items.get(item).map(Judgement::from));
    let mut workbook =
        Workbook::new(format!("{}分数来历", catalog.scheme.award), chain(SheetName::new("分数来历"), &explanation));
    workbook.author = text(&wording::one_line(name));
    workbook.subject = format!("{} 年 {}", card.subject.year, card.author.role.name());
    spreadsheet::write(&workbook, Properties { created: now })
}

/// What the review of one company comes to, as an .xlsx file: the total, then how the mock scores of both reviews make up
/// theirs. `own` is the percent that the company gives itself. `now` is by the clock of Beijing.
///
/// # Errors
/// The container could not be written, which only happens when memory runs out.
pub fn write_rehearsal(
    catalog: &Catalog,
    rehearsal: &Rehearsal,
    own: &dyn Fn(&ItemId) -> Option<Percent>,
    now: DateTime,
) -> Result<Vec<u8>, WriteError> {
    let none = BTreeMap::new();
    let of = |name, stage: Stage| {
        let scores = rehearsal.scores(stage);
        chain(name, &explain(catalog, |item| scores.get(item).map(|percent| Judgement::of(*percent, &none))))
    };
    let workbook = Workbook::new(format!("{}单家模拟评审", catalog.scheme.award), totals(catalog, rehearsal, own))
        .with(of(SheetName::new("材料评审"), Stage::Documents))
        .with(of(SheetName::new("现场评审"), Stage::Site));
    spreadsheet::write(&workbook, Properties { created: now })
}

/// The total of a rehearsal, and what it is made of.
fn totals(catalog: &Catalog, rehearsal: &Rehearsal, own: &dyn Fn(&ItemId) -> Option<Percent>) -> Sheet {
    let totals = rehearsal.totals(catalog, own);
    let mut sheet = sheet(SheetName::new("总得分"), vec![20, 60], &["项目", "计算"]);
    let own = ["自评（不计入）".to_owned(), format!("{} 分", wording::earned(&totals.own))];
    for row in [own].into_iter().chain(weighted_rows(catalog, &totals.documents, &totals.site)) {
        sheet.push(Row::new(row.iter().map(|cell| Cell::text(text(cell), LONG)).collect()));
    }
    printed(sheet)
}

fn sheet(name: SheetName, columns: Vec<u16>, headings: &[&str]) -> Sheet {
    let mut sheet = Sheet::new(name, columns);
    sheet.push(Row::new(headings.iter().map(|name| Cell::text(*name, HEADER)).collect()));
    sheet.frozen = At::new(0, 1);
    sheet
}

/// The sheet with its rows as they are printed: lying, as wide as the paper, the head on every page.
fn printed(mut sheet: Sheet) -> Sheet {
    let last = At::new(sheet.columns.len() as u16 - 1, sheet.rows().len() as u32 - 1);
    let area = Some(Range::new(At::default(), last));
    sheet.page = Page { orientation: Orientation::Landscape, fit: Fit::Width, area, head_rows: 1, foot: FOOT };
    sheet
}

/// The chain from factors to total, a line for each item and each sum.
fn chain(name: SheetName, explanation: &Explanation) -> Sheet {
    let mut sheet = sheet(name, CHAIN.to_vec(), &HEADINGS);
    for row in explanation.rows() {
        let is_sum = row[3].is_empty();
        let style = if is_sum { SUM_TEXT } else { LONG };
        sheet.push(Row::new(row.iter().map(|cell| Cell::text(text(cell), style)).collect()));
    }
    printed(sheet)
}

/// The items by what a step brings, with the targets.
fn gains(catalog: &Catalog, assessment: &Assessment, percent: impl Fn(&ItemId) -> Option<Percent>) -> Sheet {
    let (names, widths): (Vec<&str>, Vec<u16>) = GAINS.into_iter().unzip();
    let mut sheet = sheet(SheetName::new("提分"), widths, &names);
    for gain in planner::gains(&catalog.criteria, percent) {
        sheet.push(gain_row(catalog, assessment, &gain));
    }
    printed(sheet)
}

fn gain_row(catalog: &Catalog, assessment: &Assessment, gain: &Gain) -> Row {
    let item = catalog.criteria.item(&gain.item);
    let (title, worth) = item.map_or(("", 0), |item| (&*item.title, item.points));
    let target = assessment.targets.get(&gain.item).copied();
    let percent = |percent: Option<Percent>, otherwise: &str| match percent {
        Some(percent) => Cell::number(Number::whole(percent.value()), PERCENT),
        None => Cell::text(otherwise, CENTER),
    };
    let now = Points::earned(worth, gain.percent.unwrap_or(Percent::ZERO));
    let added = target.map(|target| Points::earned(worth, target)).filter(|then| *then >= now).map(|then| then - now);
    Row::new(vec![
        Cell::text(gain.item.as_str(), TEXT),
        Cell::text(text(title), TEXT),
        Cell::number(Number::whole(worth), NUMBER),
        percent(gain.percent, wording::UNSCORED),
        points(Some(gain.step)),
        points(Some(gain.left)),
        percent(target, "未定"),
        points(added),
    ])
}

fn points(points: Option<Points>) -> Cell {
    points.map_or_else(|| Cell::blank(NUMBER), |points| Cell::number(points.into(), NUMBER))
}

/// The improvement plan, in the order in which it was entered.
fn plan(assessment: &Assessment, today: Date) -> Sheet {
    let (names, widths): (Vec<&str>, Vec<u16>) = PLAN.into_iter().unzip();
    let mut sheet = sheet(SheetName::new("改进计划"), widths, &names);
    for (at, entry) in assessment.improvements.values().enumerate() {
        let cells = told(at, entry, today).into_iter().zip(styles());
        sheet.push(Row::new(cells.map(|(cell, style)| Cell::text(text(&cell), style)).collect()));
    }
    printed(sheet)
}

fn styles() -> [Style; 9] {
    [CENTER, TEXT, LONG, TEXT, CENTER, CENTER, CENTER, CENTER, CENTER]
}

/// An entry of the plan as texts: number, item, what, owner, day, effort, effect, priority, state.
pub(crate) fn told(at: usize, entry: &Improvement, today: Date) -> [String; 9] {
    let state = match (entry.done, entry.is_late(today)) {
        (true, _) => "已完成",
        (false, true) => "已到期",
        (false, false) => "进行中",
    };
    [
        (at + 1).to_string(),
        entry.item.as_ref().map(ToString::to_string).unwrap_or_default(),
        entry.text.trim().to_owned(),
        wording::one_line(&entry.owner),
        entry.due.map(|due| due.to_string()).unwrap_or_default(),
        entry.effort.name().to_owned(),
        entry.effect.name().to_owned(),
        entry.priority().name().to_owned(),
        state.to_owned(),
    ]
}
