//! The check list (申报材料检查清单): what the regulation asks for and where in the package it is.

use award::assessment::Assessment;
use award::catalog::Catalog;
use award::eligibility::{self, Finding};
use award::evidence::{Entry, Link, entries_for, register};
use award::scheme::{Asked, RequirementKind};
use jiff::civil::Date;

use crate::application_form::outcome_cell;
use crate::document::{Block, Cell, Document, Heading, Inline, Lines, Paragraph, Row, Section, Style, Table};
use crate::evidence::part;
use crate::package::{FormFilled, Planned, paper_name};
use crate::wording;

/// The title: 申报材料检查清单.
pub const TITLE: &str = "申报材料检查清单";

/// Builds the check list. `planned` are the files of the package; `form` is what came of the form that the secretariat issued.
#[must_use]
pub fn build(
    catalog: &Catalog,
    assessment: &Assessment,
    today: Date,
    planned: &[Planned],
    form: Option<&FormFilled>,
) -> Document {
    let mut blocks = vec![Block::Heading(Heading::new(1, TITLE)), intro(catalog, assessment)];
    if assessment.head.sample {
        blocks.push(Block::Paragraph(Paragraph::new(Style::Note, wording::SAMPLE)));
    }
    blocks.push(part(1, "要提交的材料"));
    blocks.push(Block::Table(materials(catalog, planned)));
    blocks.push(part(2, "申报条件、不得申报的情形和程序"));
    blocks.push(Block::Table(requirements(catalog, assessment, today)));
    if let Some(form) = form {
        blocks.push(part(3, "官方表格中没有填的地方"));
        blocks.extend(left(form));
    }
    Document {
        title: TITLE.to_owned(),
        subject: format!("{} 申报材料", catalog.scheme.award),
        author: wording::one_line(&assessment.name()),
        cover: Vec::new(),
        sections: vec![Section::landscape(blocks)],
    }
}

fn intro(catalog: &Catalog, assessment: &Assessment) -> Block {
    let text = format!(
        "　按《{}》（{}）逐条列出要求和对应的文件，供提交前自查；当届公告另有要求的，以公告为准。",
        catalog.scheme.title, catalog.scheme.document
    );
    let inlines = vec![Inline::plain("申报单位："), wording::value(&wording::one_line(&assessment.name())), Inline::plain(text)];
    Block::Paragraph(Paragraph { inlines, style: Style::Flush })
}

fn heads(names: [&str; 4]) -> Row {
    Row::new(names.map(Cell::label).to_vec())
}

fn materials(catalog: &Catalog, planned: &[Planned]) -> Table {
    let mut rows = vec![heads(["条款", "要求", "材料包中的文件", "还缺什么"])];
    rows.extend(catalog.scheme.materials.asked.iter().map(|asked| material(asked, planned)));
    Table { columns: vec![26, 84, 60, 77], header_rows: 1, lines: Lines::Grid, rows }
}

fn material(asked: &Asked, planned: &[Planned]) -> Row {
    let name = paper_name(asked.paper);
    let file = planned.iter().find(|file| file.name == name);
    let lacking = match file {
        None => vec![Paragraph::new(Style::Cell, "按现在的作答，本单位不需要")],
        Some(file) if file.missing.is_empty() => vec![Paragraph::new(Style::Cell, "内容已齐，打印后签字、盖章")],
        Some(file) => file.missing.iter().map(|text| missing(text)).collect(),
    };
    let place = file.map_or("—", |file| file.name);
    Row::new(vec![Cell::text(asked.clause.short()), Cell::text(&*asked.what), Cell::text(place), Cell::paragraphs(lacking)])
}

fn missing(text: &str) -> Paragraph {
    Paragraph { inlines: vec![Inline::missing(text)], style: Style::Cell }
}

fn requirements(catalog: &Catalog, assessment: &Assessment, today: Date) -> Table {
    let check = eligibility::check(catalog, assessment, today);
    let entries = register(catalog, assessment);
    let mut rows = vec![Row::new(["条款", "事项", "可用的证明", "自查结论", "证实性材料"].map(Cell::label).to_vec())];
    let asked = check.findings.iter().filter(|finding| finding.requirement.kind != RequirementKind::Notice);
    rows.extend(asked.map(|finding| requirement(assessment, finding, &entries)));
    Table { columns: vec![24, 55, 65, 24, 79], header_rows: 1, lines: Lines::Grid, rows }
}

fn requirement(assessment: &Assessment, finding: &Finding, entries: &[Entry]) -> Row {
    let requirement = finding.requirement;
    let link = Link::Requirement(requirement.id.clone());
    let numbers: Vec<String> =
        entries_for(entries, &link).map(|entry| format!("{} {}", entry.number, entry.evidence.name())).collect();
    let numbers = match numbers.as_slice() {
        [] if requirement.expects_proof(assessment) => Cell::of(Inline::missing("没有关联材料")),
        [] => Cell::text("—"),
        some => Cell::paragraphs(some.iter().map(|text| Paragraph::new(Style::Cell, wording::one_line(text))).collect()),
    };
    let proofs = requirement.proof.iter().map(|text| Paragraph::new(Style::Cell, &**text)).collect();
    Row::new(vec![
        Cell::text(requirement.clause.short()),
        Cell::text(&*requirement.subject),
        Cell::paragraphs(proofs),
        outcome_cell(finding),
        numbers,
    ])
}

/// The places of the official form that are not filled, and why.
fn left(form: &FormFilled) -> Vec<Block> {
    let said = format!("填了 {} 处；下列 {} 处没有填，请逐处核对。", form.filled, form.not_filled.len());
    let mut rows = vec![Row::new(["栏目", "原因"].map(Cell::label).to_vec())];
    rows.extend(form.not_filled.iter().map(|left| {
        Row::new(vec![Cell::text(wording::one_line(left.name())), Cell::text(wording::one_line(&left.reason.to_string()))])
    }));
    let table = Table { columns: vec![100, 147], header_rows: 1, lines: Lines::Grid, rows };
    let remark = Block::Paragraph(Paragraph::new(Style::Remark, said));
    if form.not_filled.is_empty() { vec![remark] } else { vec![remark, Block::Table(table)] }
}
