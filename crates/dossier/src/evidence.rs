//! What documents say about evidence: its catalogue, and which of it holds trade secrets.

pub mod catalogue;
pub mod trade_secrets;

use award::assessment::Assessment;
use award::catalog::Catalog;
use award::clause::chinese_number;
use award::evidence::{Entry, Evidence, Validity, validity};

use crate::document::{Align, Block, Cell, Document, Heading, Inline, Paragraph, Row, Section, Style};
use crate::wording;

/// A document of one table about evidence, on pages that lie on their side.
fn document(catalog: &Catalog, assessment: &Assessment, title: String, blocks: Vec<Block>) -> Document {
    Document {
        title,
        subject: format!("{} 申报材料", catalog.scheme.award),
        author: wording::one_line(&assessment.name()),
        cover: Vec::new(),
        sections: vec![Section::landscape(blocks)],
    }
}

/// The title over a document, and whose it is.
fn head(assessment: &Assessment, title: &str) -> Vec<Block> {
    let applicant = vec![Inline::plain("申报单位："), wording::value(&wording::one_line(&assessment.name()))];
    let mut blocks =
        vec![Block::Heading(Heading::new(1, title)), Block::Paragraph(Paragraph { inlines: applicant, style: Style::Flush })];
    if assessment.head.sample {
        blocks.push(Block::Paragraph(Paragraph::new(Style::Note, wording::SAMPLE)));
    }
    blocks
}

/// The row of a table's names.
fn names<const N: usize>(names: [&str; N]) -> Row {
    Row::new(names.into_iter().map(Cell::label).collect())
}

/// The number and the name of evidence, as two cells.
fn number_and_name(entry: &Entry) -> [Cell; 2] {
    [Cell::text(entry.number.to_string()), Cell::of(wording::value(&wording::one_line(&entry.evidence.name())))]
}

/// The number of pages as it was entered.
fn pages(evidence: &Evidence) -> Cell {
    Cell::of(wording::value(&wording::one_line(&evidence.pages))).align(Align::Center)
}

fn until(evidence: &Evidence) -> String {
    match validity(evidence) {
        Validity::Open => String::new(),
        Validity::Forever => "长期".into(),
        Validity::Until(last) => wording::day(last),
        Validity::Unreadable => wording::one_line(&evidence.valid_until),
    }
}

/// How many pieces and pages there are: 共 12 份；已填页数的 10 份，共 134 页。
fn count(entries: &[Entry]) -> String {
    let counted: Vec<u32> = entries.iter().filter_map(|entry| entry.evidence.page_count()).collect();
    let sum: u64 = counted.iter().copied().map(u64::from).sum();
    match (entries.len(), counted.len()) {
        (all, some) if all == some => format!("共 {all} 份、{sum} 页。"),
        (all, some) => format!("共 {all} 份；其中 {some} 份填了页数，共 {sum} 页。"),
    }
}

/// The parts of a document numbered 一、二、三.
pub(crate) fn part(number: u8, text: &str) -> Block {
    Block::Heading(Heading::numbered(2, format!("{}、", chinese_number(number)), text))
}
