//! Tables of other programs: workbooks, and text from a clipboard or a .csv. They stay within their limits, they can be taken
//! over as indicators, and what is written as .csv is read again as it was.

#![no_main]

use award::assessment::Action;
use award::indicator::{Mapping, plan};
use dossier::cells::{Block, MOST_COLUMNS, MOST_ROWS, read_workbook, text};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use quality_award_kit_fuzz::given;
use quality_award_kit_fuzz::mutation::{Vocabulary, mutate};

const VOCABULARY: Vocabulary = Vocabulary {
    words: &[
        "\t",
        "\n",
        "\r\n",
        "\r",
        "\"",
        "\"\"",
        ",",
        ";",
        "|",
        "\u{feff}",
        "指标",
        "指标名称",
        "名称",
        "单位",
        "万元",
        "%",
        "2023",
        "2024年",
        "2025",
        "目标",
        "条款",
        "4.7.2",
        "营业收入",
        "12.5%",
        "1,234.50",
        "-0.0",
        "1E308",
        "1e-400",
        "=1+1",
        "'",
        "　",
        "0.00",
        "0.00%",
        "#,##0",
        "yyyy/m/d",
        "General",
        "[$-804]@",
        "[h]:mm:ss",
        "_-* #,##0.00_-",
        "\"年\"",
        "0;[Red]-0;;@",
        "s",
        "b",
        "e",
        "n",
        "str",
        "inlineStr",
        "d",
        "A1",
        "B2",
        "XFD1048576",
        "ZZZZZZZ99999999999",
        "A0",
        "1",
        "0",
        "-1",
        "4294967296",
        "45658",
        "2958465",
        "2958466",
        "59",
        "60",
        "-657435",
        "0.999999999",
        "2025-01-01T00:00:00",
        "_x000D_",
        "_x005F_x000D_",
        "_xD800_",
        "&#10;",
        "&amp;",
        "&bogus;",
        "rId1",
        "/xl/worksheets/sheet1.xml",
        "../xl/sharedStrings.xml",
        "worksheets/sheet1.xml",
        "true",
        "hidden",
    ],
    elements: &[
        "<row/>",
        "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
        "<row r='0'><c r='A0'><v>1</v></c></row>",
        "<c><v>1</v></c>",
        "<c t='s'><v>0</v></c>",
        "<c t='s'><v>99999999999</v></c>",
        "<c t='b'><v>1</v></c>",
        "<c t='e'><v>#DIV/0!</v></c>",
        "<c t='inlineStr'><is><t>甲</t></is></c>",
        "<c s='4294967295'><v>45658.5</v></c>",
        "<c s='1'><f>A1</f><v>1e308</v></c>",
        "<mergeCell ref='A1:XFD1048576'/>",
        "<mergeCell ref='B2:A1'/>",
        "<si><r><t>甲</t></r><rPh><t>x</t></rPh></si>",
        "<xf numFmtId='14'/>",
        "<xf numFmtId='164'/>",
        "<numFmt numFmtId='164' formatCode='0.0000000000000000000000000000000000000000%%%'/>",
        "<numFmt numFmtId='14' formatCode='yyyy'/>",
        "<workbookPr date1904='1'/>",
        "<sheet name='甲' r:id='rId1'/>",
    ],
    wraps: &[("<row>", "</row>"), ("<c>", "</c>"), ("<si>", "</si>"), ("<r>", "</r>"), ("<v>", "</v>"), ("<!--", "-->")],
};

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| { mutate(data, size, max_size, seed, VOCABULARY) });

fuzz_target!(|bytes: &[u8]| {
    match read_workbook(bytes) {
        Ok(sheets) => sheets.iter().for_each(|sheet| check(&sheet.block)),
        Err(problem) => assert!(!problem.to_string().is_empty()),
    }
    let _label = text::Encoding::of(bytes).label();
    check(&text::read(&String::from_utf8_lossy(bytes)));
});

fn check(block: &Block) {
    assert!(block.rows.len() <= MOST_ROWS && block.width() <= MOST_COLUMNS);
    assert_eq!(block.is_empty(), block.width() == 0);
    assert!(block.rows.iter().all(|row| row.last().is_none_or(|cell| !cell.trim().is_empty())), "rows end with a filled cell");
    // Every cell may show one long text; taking all of that over is only slow.
    if block.rows.iter().flatten().map(String::len).sum::<usize>() < 1 << 20 {
        check_intake(block);
        check_written(block);
    }
}

/// Whatever the cells are, they can be planned and taken over.
fn check_intake(block: &Block) {
    let (catalog, sample) = (given::catalog(), given::sample());
    let rows = &block.rows[..block.rows.len().min(40)];
    let guessed = Mapping::guess(rows, sample.head.year);
    let Some(item) = catalog.criteria.every_item().last() else { return };
    for mapping in Mapping::of(&catalog.indicators, rows).into_iter().chain([guessed]) {
        let plan = plan(catalog, sample, rows, &mapping, &item.id);
        let after = sample.apply(&Action::Indicator(plan.action(sample)));
        assert!(after.indicators.len() <= sample.indicators.len() + plan.added());
        let again = award::savefile::open(&award::savefile::write(&after)).expect("what was taken over is kept");
        assert!(again.warnings.is_empty() && again.assessment == after);
    }
}

/// Cells that a spreadsheet takes for text stay the same as .csv.
fn check_written(block: &Block) {
    let is_plain =
        |cell: &String| !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\u{feff}']) && !cell.contains(['\t', ';', '|', '\r']);
    if !block.is_cut && block.rows.iter().flatten().all(is_plain) && block.rows.iter().all(|row| row.len() > 1) {
        assert_eq!(text::read(&text::write(&block.rows)).rows, block.rows);
    }
}
