//! The papers of a review: the report of the examiners (评审报告, 第二十条) and the minutes of the vote (投票纪要, 第二十一条).

mod minutes;
mod report;

pub use minutes::build as minutes;
pub use report::build as report;

use award::catalog::Catalog;
use award::review::Session;
use award::scheme::Phase;

use crate::document::{Align, Block, Cell, Heading, Paragraph, Style};

fn line(style: Style, text: impl Into<String>) -> Block {
    Block::Paragraph(Paragraph::new(style, text))
}

fn heading(number: &str, text: &str) -> Block {
    Block::Heading(Heading::numbered(1, number, text))
}

fn centred(text: impl Into<String>) -> Cell {
    Cell::text(text).align(Align::Center)
}

/// The clauses of a step, as they stand behind a heading.
fn clauses(catalog: &Catalog, phase: Phase) -> String {
    let clauses = catalog.scheme.step(phase).map(|step| step.clauses.as_slice()).unwrap_or_default();
    let clauses: Vec<String> = clauses.iter().map(ToString::to_string).collect();
    if clauses.is_empty() { String::new() } else { format!("（{}）", clauses.join("、")) }
}

/// The readings in force in the steps of a paper, as far as the session has come.
fn readings(catalog: &Catalog, session: &Session, phases: &[Phase]) -> Vec<Block> {
    let reached: Vec<Phase> = phases.iter().copied().filter(|phase| *phase <= session.phase).collect();
    let readings = session.readings_in(&catalog.scheme, &reached);
    if readings.is_empty() {
        return Vec::new();
    }
    let lines = readings.iter().map(|reading| line(Style::Flush, reading.to_string()));
    let title = Block::Heading(Heading::new(1, "办法没有写明的，按下列口径"));
    std::iter::once(title).chain(lines).collect()
}

/// What every paper of a session says that was played through.
fn remark(session: &Session) -> Block {
    line(Style::Note, format!("模拟评审“{}”的记录，供培训和自查使用，不是评委会的正式文件。", session.head.title))
}
