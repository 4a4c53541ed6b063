//! Prose of the report, as it is typed or pasted, and notices about days off. Reading keeps every word, counts no more
//! characters than there are, and any text makes a report that Word documents are read from again.

#![no_main]

use award::assessment::Action;
use award::calendar;
use award::prose::{self, Block, Span};
use dossier::docx::{self, Pictures, Properties};
use dossier::form::Form;
use dossier::{package, self_assessment_report};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use quality_award_kit_fuzz::given;
use quality_award_kit_fuzz::mutation::{Vocabulary, mutate};

const VOCABULARY: Vocabulary = Vocabulary {
    words: &[
        "# ",
        "## ",
        "#",
        "- ",
        "• ",
        "* ",
        "1. ",
        "2. ",
        "1、",
        "2、",
        "10. ",
        "**",
        "****",
        "[[",
        "]]",
        "[[图:",
        "[[图:p1|图样]]",
        "[[材料:",
        "[[材料:e1]]",
        "[[指标:i1]]",
        "|",
        ":",
        "\t",
        "\n",
        "\r\n",
        "\r",
        "表：",
        "表:",
        "甲\t乙\n丙\t丁\n",
        "　",
        "\u{a0}",
        "\u{feff}",
        "\u{2028}",
        "\u{85}",
        "\u{0}",
        "\u{b}",
        "\u{1b}",
        "\u{fffe}",
        "\u{ffff}",
        "]]>",
        "&<>\"'",
        "𠮷",
        "e\u{301}",
        "👨‍👩‍👧",
        "\u{202e}",
        "1月1日",
        "（周四）",
        "至",
        "3日",
        "放假调休",
        "共3天",
        "2月14日（周六）上班",
        "2026年",
        "1月31日",
        "2月30日",
        "12月31日",
        "13月1日",
        "星期日",
        "补班",
        "99999999999天",
        "-",
        "—",
        "～",
        "起",
        "：",
        "。",
        "、",
        "5月",
    ],
    elements: &[],
    wraps: &[],
};

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| { mutate(data, size, max_size, seed, VOCABULARY) });

fuzz_target!(|text: &str| {
    let blocks = prose::read(text);
    check_words(text, &blocks);
    assert!(prose::characters(text) <= text.chars().count());
    for year in [2026, i16::MIN, i16::MAX] {
        let pasted = calendar::read(text, year, None);
        given::told(pasted.remarks.iter().map(|remark| remark.reason.message()).collect::<Vec<String>>());
    }
    if text.len() < 4096 {
        check_report(text);
    }
});

/// Words stand in the blocks in the order in which they were written; a text without marks loses none.
fn check_words(text: &str, blocks: &[Block]) {
    let mut rest = text.chars();
    let shown = shown(blocks);
    assert!(shown.chars().all(|character| rest.any(|other| other == character)), "{shown:?}");
    if !text.contains(['*', '[', '#', '-', '•', '·', '\t', '表', '.', '、']) {
        let visible = |text: &str| text.chars().filter(|character| !character.is_whitespace()).count();
        assert_eq!(visible(&shown), visible(text));
        assert_eq!(prose::characters(text), visible(text));
    }
    for block in blocks {
        if let Block::Table { rows, .. } = block {
            assert!(rows.len() > 1 && rows.iter().all(|row| row.len() == rows[0].len()));
        }
    }
}

/// The words of blocks; references say none of their own.
fn shown(blocks: &[Block]) -> String {
    let mut words = String::new();
    for block in blocks {
        match block {
            Block::Heading(text) | Block::Picture { caption: text, .. } => words.push_str(text),
            Block::Paragraph(spans) => add(spans, &mut words),
            Block::List { points, .. } => points.iter().for_each(|spans| add(spans, &mut words)),
            Block::Table { caption, rows } => {
                words.push_str(caption);
                rows.iter().flatten().for_each(|spans| add(spans, &mut words));
            }
        }
    }
    words
}

fn add(spans: &[Span], words: &mut String) {
    for span in spans {
        match span {
            Span::Text(text) | Span::Strong(text) => words.push_str(text),
            Span::Reference(_) => {}
        }
    }
}

fn check_report(text: &str) {
    let catalog = given::catalog();
    let Some(item) = catalog.criteria.every_item().next() else { return };
    let assessment = given::empty().apply(&Action::EditedNarrative(item.id.clone(), text.into()));
    let pictures: Pictures = package::figures::ids(catalog, &assessment).into_iter().map(|id| (id, Vec::new())).collect();
    let report = self_assessment_report::build(catalog, &assessment, given::today());
    let bytes = docx::write(&report, &pictures, Properties { created: given::now() }).expect("any text is written");
    let read = Form::read(&bytes).expect("a report is a Word document");
    assert!(!read.blocks().is_empty());
}
