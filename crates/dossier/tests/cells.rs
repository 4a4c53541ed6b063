//! Reading workbooks of other programs, sound and damaged, and those that this kit writes.

use std::io::{Cursor, Read, Write};

use award::assessment::{Action, Assessment};
use award::indicator::{self, Mapping, Role};
use dossier::cells::{self, Problem, Sheet};
use proptest::prelude::*;

/// A workbook with every kind of cell, written by openpyxl, which calculates nothing.
const OPENPYXL: &[u8] = include_bytes!("workbooks/openpyxl.xlsx");

/// The same, opened and saved by LibreOffice.
const LIBREOFFICE: &[u8] = include_bytes!("workbooks/libreoffice.xlsx");

fn sheets(bytes: &[u8]) -> Vec<Sheet> {
    cells::read_workbook(bytes).expect("a workbook")
}

/// What people see on the first sheet. The first two of `results` are those of the formulas. The last is the text `_x0041_`, which
/// LibreOffice protects when it writes and openpyxl does not, so that it stands for a letter.
fn expected(results: [&str; 3]) -> Vec<Vec<String>> {
    let title = "2025 年经营结果指标";
    let rows: [&[&str]; 7] = [
        &[title; 7],
        &["条款", "指标", "单位", "2023", "2024年", "2025-12-31", "目标"],
        &["4.7.2", "一次交验合格率", "%", "98.01%", "98.37%", "98.88%", "98.8%"],
        &["4.7.2", "营业收入\n（合并）", "万元", "21860", "24930.5", "28640", "≥28000"],
        &["4.7.2", "总资产贡献率", "%", results[0], results[1], "", "16"],
        &["4.7.3", "顾客满意度", " 分 ", "86.8", "88.1", "89.7999", "<90 & \"优\""],
        &["4.7.7", "审计日期", "", "2024-03-01", "是", "#N/A", results[2]],
    ];
    rows.iter().map(|row| row.iter().map(ToString::to_string).collect()).collect()
}

#[test]
fn workbooks_of_other_programs_show_what_people_see() {
    for (bytes, results) in [(OPENPYXL, ["", "", "A"]), (LIBREOFFICE, ["14.6", "14.6", "_x0041_"])] {
        let sheets = sheets(bytes);
        let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        assert_eq!(names, ["指标", "第三 张"], "a sheet without cells is left out");
        assert_eq!(sheets[0].block.rows, expected(results));
        assert_eq!(sheets[1].block.rows, [vec![], vec![], vec![String::new(), "只有一格".to_owned()]]);
    }
}

#[test]
fn their_headers_are_understood() {
    let catalog = schemes::xinyang();
    let mapping = Mapping::of(&catalog.indicators, &sheets(LIBREOFFICE)[0].block.rows).expect("a header");
    use Role::{Item, Name, Target, Unit, Year};
    assert_eq!(mapping, Mapping { roles: vec![Item, Name, Unit, Year(2023), Year(2024), Year(2025), Target], head: 2 });
}

#[test]
fn what_is_no_workbook_is_told_apart() {
    assert_eq!(cells::read_workbook(b""), Err(Problem::NotAWorkbook));
    assert_eq!(cells::read_workbook(b"PK no zip"), Err(Problem::NotAWorkbook));
    assert_eq!(cells::read_workbook(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Err(Problem::OldOrLocked));
    let document = zipped(&[("word/document.xml", b"<w/>".to_vec())]);
    assert_eq!(cells::read_workbook(&document), Err(Problem::NotAWorkbook));
    let broken = zipped(&[("xl/workbook.xml", b"<workbook><sheets>".to_vec()), ("xl/styles.xml", b"<a></b>".to_vec())]);
    assert_eq!(cells::read_workbook(&broken), Err(Problem::Damaged("xl/styles.xml".into())));
    let entities = zipped(&[("xl/workbook.xml", b"<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>".to_vec())]);
    assert_eq!(cells::read_workbook(&entities), Err(Problem::Damaged("xl/workbook.xml".into())));
    for problem in [Problem::NotAWorkbook, Problem::OldOrLocked, Problem::TooLarge, Problem::Damaged("x".into())] {
        assert!(problem.to_string().contains('。'), "{problem}");
    }
}

#[test]
fn large_parts_that_nobody_needs_are_not_unpacked() {
    let mut parts = unzipped(OPENPYXL);
    parts.push(("xl/media/image1.bmp".to_owned(), vec![7; 100 << 20]));
    let parts: Vec<(&str, Vec<u8>)> = parts.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
    assert_eq!(sheets(&zipped(&parts)), sheets(OPENPYXL));
}

#[test]
fn merged_cells_cannot_fill_the_memory() {
    let mut merged = String::new();
    for _ in 0..2000 {
        merged.push_str("<mergeCell ref=\"A1:GR5000\"/>");
    }
    let text = "茶".repeat(30_000);
    let sheet = format!(
        "<s><row r=\"1\"><c r=\"A1\" t=\"str\"><v>{text}</v></c></row><row r=\"5000\"><c r=\"GR5000\"><v>1</v></c></row>{merged}</s>"
    );
    let bytes = zipped(&[
        ("xl/workbook.xml", br#"<w><sheet name="a" id="1"/></w>"#.to_vec()),
        ("xl/_rels/workbook.xml.rels", br#"<r><Relationship Id="1" Target="worksheets/sheet1.xml"/></r>"#.to_vec()),
        ("xl/worksheets/sheet1.xml", sheet.into_bytes()),
    ]);
    let block = &sheets(&bytes)[0].block;
    assert!(block.is_cut);
    assert_eq!(block.at(4999, 199), "1");
}

#[test]
fn one_text_in_every_cell_cannot_fill_the_memory() {
    let text = "茶".repeat(1_000_000);
    let cells = "<c t=\"s\"><v>0</v></c>".repeat(200);
    let bytes = zipped(&[
        ("xl/workbook.xml", br#"<w><sheet name="a" id="1"/></w>"#.to_vec()),
        ("xl/_rels/workbook.xml.rels", br#"<r><Relationship Id="1" Target="worksheets/sheet1.xml"/></r>"#.to_vec()),
        ("xl/sharedStrings.xml", format!("<s><si><t>{text}</t></si></s>").into_bytes()),
        ("xl/worksheets/sheet1.xml", format!("<s>{}</s>", format!("<row>{cells}</row>").repeat(1000)).into_bytes()),
    ]);
    let block = &sheets(&bytes)[0].block;
    assert!(block.is_cut);
    assert_eq!(block.at(0, 0), text);
    let taken: usize = block.rows.iter().flatten().map(String::len).sum();
    assert!(taken < 200 << 20, "{taken}");
}

#[test]
fn a_part_is_one_sheet_however_often_it_is_listed() {
    let sheet = |at: usize| format!("<sheet name=\"{at}\" id=\"1\"/>");
    let bytes = zipped(&[
        ("xl/workbook.xml", format!("<w>{}</w>", (0..5000).map(sheet).collect::<String>()).into_bytes()),
        ("xl/_rels/workbook.xml.rels", br#"<r><Relationship Id="1" Target="worksheets/sheet1.xml"/></r>"#.to_vec()),
        ("xl/worksheets/sheet1.xml", br#"<s><row r="5000"><c r="GR5000"><v>1</v></c></row></s>"#.to_vec()),
    ]);
    let names: Vec<String> = sheets(&bytes).into_iter().map(|sheet| sheet.name).collect();
    assert_eq!(names, ["0"]);
}

/// The sample, whose indicators are taken.
fn sample() -> Assessment {
    let json = include_str!("../../../samples/yunwu-tea.json");
    award::savefile::open(json).expect("the sample is a save file").assessment
}

#[test]
fn exported_workbooks_come_back() {
    let catalog = schemes::xinyang();
    let sample = sample();
    let now = jiff::civil::date(2026, 11, 24).at(9, 30, 0, 0);
    let bytes = dossier::workbook::write_indicators(&catalog, &sample, now).expect("it is written");
    let sheets = sheets(&bytes);
    let block = &sheets[0].block;
    let mapping = Mapping::of(&catalog.indicators, &block.rows).expect("a header");
    let mut bare = sample.clone();
    bare.indicators.clear();
    let plan = indicator::plan(&catalog, &bare, &block.rows, &mapping, &"4.7.2".into());
    let again = bare.apply(&Action::Indicator(plan.action(&bare)));
    assert_eq!(again.indicators.len(), sample.indicators.len());
    let figures = |state: &Assessment| -> Vec<_> {
        state
            .indicators
            .values()
            .map(|each| (each.name.clone(), each.item.clone(), indicator::judge(&catalog, state, each)))
            .collect()
    };
    let (mut before, mut after) = (figures(&sample), figures(&again));
    before.sort_by(|a, b| (&a.1, &a.0).cmp(&(&b.1, &b.0)));
    after.sort_by(|a, b| (&a.1, &a.0).cmp(&(&b.1, &b.0)));
    assert_eq!(before, after);
}

#[test]
fn exported_text_comes_back() {
    let catalog = schemes::xinyang();
    let sample = sample();
    let table = indicator::table(&catalog, &sample);
    assert_eq!(cells::text::read(&cells::text::write(&table)).rows.len(), table.len());
    let read = cells::text::read(&cells::text::write(&table));
    for (row, cells) in table.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            assert_eq!(read.at(row, column), cell, "row {row}, column {column}");
        }
    }
}

fn zipped(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("starts");
        zip.write_all(bytes).expect("writes");
    }
    zip.finish().expect("ends").into_inner()
}

fn unzipped(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    (0..archive.len())
        .map(|at| {
            let mut entry = archive.by_index(at).expect("an entry");
            let mut content = Vec::new();
            entry.read_to_end(&mut content).expect("it unpacks");
            (entry.name().expect("a name").to_string(), content)
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_files_are_errors_and_no_panic(
        which in proptest::bool::ANY,
        places in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in proptest::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = if which { OPENPYXL } else { LIBREOFFICE }.to_vec();
        for (place, byte) in places {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(sheets) = cells::read_workbook(&bytes) {
            prop_assert!(sheets.iter().all(|sheet| sheet.block.rows.len() <= cells::MOST_ROWS));
        }
    }

    /// Damage behind the checksums: the parts are changed before they are packed.
    #[test]
    fn damaged_parts_are_errors_and_no_panic(
        which in proptest::bool::ANY,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), prop::sample::select(vec![
            "<", ">", "\"", "&#0;", "&amp", "\u{0}", "99999999999", "-1", "A0", "ZZZZ9", "e308", "<c r=\"XFD1048576\"><v>1</v></c>", "t=\"s\"", "]]>", "",
        ])), 1..5),
    ) {
        let mut parts = unzipped(if which { OPENPYXL } else { LIBREOFFICE });
        for (part, place, text) in changes {
            let at = part.index(parts.len());
            let content = &mut parts[at].1;
            let place = place.index(content.len().max(1));
            let end = (place + text.len()).min(content.len());
            content.splice(place..end, text.bytes());
        }
        let parts: Vec<(&str, Vec<u8>)> = parts.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
        if let Ok(sheets) = cells::read_workbook(&zipped(&parts)) {
            prop_assert!(sheets.iter().all(|sheet| sheet.block.width() <= cells::MOST_COLUMNS));
        }
    }
}
