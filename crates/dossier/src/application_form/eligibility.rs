//! The eligibility check as a table: what the regulation asks, what was found, and what it rests on.

use award::AnswerId;
use award::assessment::Assessment;
use award::catalog::Catalog;
use award::eligibility::{self, Fact, Finding, Missing, Outcome, Verdict};
use award::scheme::RequirementKind;
use jiff::civil::Date;

use crate::document::{Align, Block, Cell, Inline, Lines, Paragraph, Row, Style, Table, Tone};
use crate::wording;

/// The verdict and the table of findings.
pub(super) fn blocks(catalog: &Catalog, assessment: &Assessment, today: Date) -> Vec<Block> {
    let check = eligibility::check(catalog, assessment, today);
    let on = wording::day(eligibility::application_day(assessment, today));
    let (known, all) = check.progress();
    let verdict = match check.verdict {
        Verdict::Eligible => "可以申报".to_owned(),
        Verdict::NotEligible => "不得申报".to_owned(),
        Verdict::Undecided => format!("尚不能判断（{all} 项中 {} 项待定）", all - known),
    };
    let note = format!("按《{}》逐条自查，截至 {on}：{verdict}。资格以秘书处审查为准。", catalog.scheme.title);
    let mut rows = vec![Row::new(["条款", "事项", "结论", "作答与依据"].map(Cell::label).to_vec())];
    let mut kind = None;
    let is_worth_a_row = |finding: &&Finding| finding.requirement.kind != RequirementKind::Notice || finding.outcome.is_known();
    for finding in check.findings.iter().filter(is_worth_a_row) {
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
    let requirement = finding.requirement;
    Row::new(vec![
        Cell::text(requirement.clause.short()),
        Cell::text(&*requirement.subject),
        outcome_cell(finding),
        Cell::paragraphs(basis(catalog, assessment, finding)),
    ])
}

/// The outcome of a finding in a word, shaded while it is open.
pub(crate) fn outcome_cell(finding: &Finding) -> Cell {
    let text = outcome_name(finding.requirement.kind, finding.outcome, finding.concerns);
    Cell::of(if finding.outcome.is_known() { Inline::plain(text) } else { Inline::missing(text) }).align(Align::Center)
}

fn outcome_name(kind: RequirementKind, outcome: Outcome, concerns: bool) -> &'static str {
    match (kind, outcome) {
        (_, Outcome::Unknown) => "尚不能判断",
        (_, Outcome::NeedsJudgement) => "待判断",
        (RequirementKind::Condition, Outcome::Met) => "符合",
        (RequirementKind::Condition, Outcome::NotMet) => "不符合",
        (RequirementKind::Disqualifier, Outcome::Met) => "无此情形",
        (RequirementKind::Disqualifier, Outcome::NotMet) => "有此情形",
        (RequirementKind::Procedure, Outcome::Met) if !concerns => "不需要",
        (RequirementKind::Procedure, Outcome::Met) => "已完成",
        (RequirementKind::Procedure, Outcome::NotMet) => "未完成",
        (RequirementKind::Notice, Outcome::Met) => "不涉及",
        (RequirementKind::Notice, Outcome::NotMet) => "涉及",
    }
}

/// What a finding rests on, what else was answered, what is missing, and how open points were read where that decides.
fn basis(catalog: &Catalog, assessment: &Assessment, finding: &Finding) -> Vec<Paragraph> {
    let plain = |text: String| Paragraph { inlines: vec![Inline::plain(text)], style: Style::Cell };
    let mut paragraphs = Vec::new();
    for fact in &finding.basis {
        match fact {
            Fact::Answer(id) => paragraphs.extend(answer(catalog, assessment, id)),
            fact => paragraphs.push(plain(fact.tell(catalog, assessment))),
        }
    }
    for question in finding.requirement.rule.asks() {
        if !finding.basis.contains(&Fact::Answer(question.clone()))
            && !finding.missing.contains(&Missing::Answer(question.clone()))
        {
            paragraphs.extend(answer(catalog, assessment, question));
        }
    }
    for missing in &finding.missing {
        let inlines = vec![Inline::plain(missing.tell(catalog, assessment)), Inline::missing(missing_mark(missing, assessment))];
        paragraphs.push(Paragraph { inlines, style: Style::Cell });
    }
    paragraphs.extend(finding.contradictions.iter().map(|found| {
        let facts: Vec<String> = found.facts.iter().map(|fact| fact.tell(catalog, assessment)).collect();
        let said = wording::choice(found.said);
        plain(format!("注意：作答为“{said}”，与登记的内容不一致（{}）。", facts.join("；")))
    }));
    let readings = finding.readings.iter().filter_map(|id| catalog.scheme.reading(id));
    paragraphs.extend(readings.map(|reading| {
        plain(format!("口径：{}{}以秘书处公告为准。", one_clause(&reading.point), eligibility::tell_reading(reading, assessment)))
    }));
    paragraphs.extend(cure(finding).map(plain));
    paragraphs
}

fn one_clause(point: &str) -> String {
    format!("{point}——")
}

/// What was said instead, when that is not enough to decide.
fn missing_mark(missing: &Missing, assessment: &Assessment) -> &'static str {
    match missing {
        Missing::Answer(id) => assessment.answer(id.as_str()).choice.map_or(wording::MISSING, wording::choice),
        _ => wording::MISSING,
    }
}

fn cure(finding: &Finding) -> Option<String> {
    let day = wording::day(finding.cured_on?);
    let presumed: Vec<String> = finding.presumed.iter().map(|presumed| presumed.tell()).collect();
    let condition = if presumed.is_empty() { String::new() } else { format!("，前提是{}", presumed.join("、")) };
    Some(format!("如无其他变化，{day}起符合这一项{condition}。"))
}

fn answer(catalog: &Catalog, assessment: &Assessment, id: &AnswerId) -> Option<Paragraph> {
    let question = catalog.scheme.question(id)?;
    let answer = assessment.answer(id.as_str());
    let mut inlines = vec![Inline::plain(&*question.text), Inline::strong(wording::choice(answer.choice?))];
    if !answer.note.trim().is_empty() {
        inlines.push(Inline::plain(format!("。{}", answer.note.trim())));
    }
    Some(Paragraph { inlines, style: Style::Cell })
}
