//! The eligibility check as a table: what the regulation asks, what was found, and what it rests on.

use award::assessment::Assessment;
use award::catalog::Catalog;
use award::eligibility::{self, Finding, Missing, Outcome, Verdict};
use award::scheme::RequirementKind;
use award::{AnswerId, FieldId};
use jiff::civil::Date;

use crate::document::{Align, Block, Cell, Inline, Lines, Paragraph, Row, Style, Table, Tone};
use crate::wording;

/// The verdict and the table of findings.
pub(super) fn blocks(catalog: &Catalog, assessment: &Assessment, today: Date) -> Vec<Block> {
    let check = eligibility::check(&catalog.scheme, assessment, today);
    let on = wording::day(assessment.head.application_date.unwrap_or(today));
    let (known, all) = check.progress();
    let verdict = match check.verdict {
        Verdict::Eligible => "可以申报".to_owned(),
        Verdict::NotEligible => "不得申报".to_owned(),
        Verdict::Undecided => format!("尚不能判断（{all} 项中 {} 项待定）", all - known),
    };
    let note = format!("按《{}》逐条自查，截至 {on}：{verdict}。资格以秘书处审查为准。", catalog.scheme.title);
    let mut rows = vec![Row::new(["条款", "事项", "结论", "作答与依据"].map(Cell::label).to_vec())];
    let mut kind = None;
    for finding in &check.findings {
        if kind != Some(finding.requirement.kind) {
            kind = Some(finding.requirement.kind);
            rows.push(Row::new(vec![Cell::text(kind_name(finding.requirement.kind)).span(4).tone(Tone::Sum)]));
        }
        rows.push(row(catalog, assessment, finding));
    }
    let table = Table { columns: vec![24, 36, 24, 76], header_rows: 1, lines: Lines::Grid, rows };
    vec![Block::Paragraph(Paragraph::new(Style::Remark, note)), Block::Table(table)]
}

fn kind_name(kind: RequirementKind) -> &'static str {
    match kind {
        RequirementKind::Condition => "申报条件",
        RequirementKind::Disqualifier => "不得申报的情形",
        RequirementKind::Procedure => "申报前的程序",
        RequirementKind::Notice => "提示",
    }
}

fn row(catalog: &Catalog, assessment: &Assessment, finding: &Finding) -> Row {
    let (outcome, requirement) = (finding.outcome, finding.requirement);
    let text = outcome_name(requirement.kind, outcome);
    let outcome = Cell::of(if outcome == Outcome::Unknown { Inline::missing(text) } else { Inline::plain(text) });
    Row::new(vec![
        Cell::text(requirement.clause.short()),
        Cell::text(&*requirement.subject),
        outcome.align(Align::Center),
        Cell::paragraphs(basis(catalog, assessment, finding)),
    ])
}

fn outcome_name(kind: RequirementKind, outcome: Outcome) -> &'static str {
    match (kind, outcome) {
        (_, Outcome::Unknown) => "尚不能判断",
        (RequirementKind::Condition, Outcome::Met) => "符合",
        (RequirementKind::Condition, Outcome::NotMet) => "不符合",
        (RequirementKind::Disqualifier, Outcome::Met) => "无此情形",
        (RequirementKind::Disqualifier, Outcome::NotMet) => "有此情形",
        (RequirementKind::Procedure, Outcome::Met) => "已完成",
        (RequirementKind::Procedure, Outcome::NotMet) => "未完成",
        (RequirementKind::Notice, Outcome::Met) => "不涉及",
        (RequirementKind::Notice, Outcome::NotMet) => "涉及",
    }
}

/// The dates and answers that a finding rests on, then what is missing; questions that no longer matter are passed over.
fn basis(catalog: &Catalog, assessment: &Assessment, finding: &Finding) -> Vec<Paragraph> {
    let rule = &finding.requirement.rule;
    let mut seen = Vec::new();
    let mut paragraphs = Vec::new();
    for field in rule.fields() {
        paragraphs.extend(date(catalog, assessment, field));
    }
    for question in rule.asks() {
        if !seen.contains(&question) {
            seen.push(question);
            paragraphs.extend(answer(catalog, assessment, finding, question));
        }
    }
    paragraphs
}

fn date(catalog: &Catalog, assessment: &Assessment, id: &FieldId) -> Option<Paragraph> {
    let field = catalog.form.field(id.as_str())?;
    let value = wording::value(&wording::field(catalog, field, assessment));
    Some(Paragraph { inlines: vec![Inline::plain(format!("{}：", field.label)), value], style: Style::Cell })
}

fn answer(catalog: &Catalog, assessment: &Assessment, finding: &Finding, id: &AnswerId) -> Option<Paragraph> {
    let question = catalog.scheme.question(id)?;
    let answer = assessment.answer(id.as_str());
    let value = match answer.choice {
        Some(choice) => Inline::strong(wording::choice(choice)),
        None if finding.missing.contains(&Missing::Answer(id.clone())) => Inline::missing(wording::MISSING),
        None => return None,
    };
    let mut inlines = vec![Inline::plain(&*question.text), value];
    if !answer.note.trim().is_empty() {
        inlines.push(Inline::plain(format!("。{}", answer.note.trim())));
    }
    Some(Paragraph { inlines, style: Style::Cell })
}
