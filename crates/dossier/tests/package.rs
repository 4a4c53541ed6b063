//! Whole packages: of nothing, of the sample, and of text that tries to break every format.

use std::rc::Rc;

use award::assessment::{Action, Assessment, CardAction, Choice, Head, ItemText};
use award::catalog::Catalog;
use award::criteria::{Item, ItemKind};
use award::form::FieldKind;
use award::indicator::{Column, Direction, Indicator, IndicatorAction};
use award::points::Percent;
use award::scorecard::{Subject, sheet};
use dossier::archive::{self, Entry};
use dossier::document::Block;
use dossier::docx::Pictures;
use dossier::manifest::Difference;
use dossier::package::{self, Circumstances, Fault, OpenError, Package, Step};
use jiff::civil::{DateTime, date};

/// Text that looks like markup, formulas, fields, and has characters that formats forbid or forget.
const NAUGHTY: &str = "=cmd|' /C calc'!A0\n+1\n-1\n@SUM(1)\n<w:p>&amp;]]>\"'</w:t>\u{0}\u{1}\u{b}\u{1b}\u{fffe}\u{ffff}\n\
    - 㐂䶮𠮷👨‍👩‍👧\u{202e}rtl\tT\r\nPAGE \\* {}%s%n $HOME\u{2028}line\n- 第二点\n\u{301}e\u{301}";

fn now() -> DateTime {
    date(2026, 11, 24).at(9, 30, 0, 0)
}

fn empty() -> Assessment {
    Assessment::empty(Head {
        id: "empty".into(),
        scheme: "xinyang-2022".into(),
        criteria: "gbt19580-2012".into(),
        created: now(),
        year: 2025,
        application_date: None,
        sample: false,
        sheet: None,
    })
}

fn sample() -> Assessment {
    let json = include_str!("../../../samples/yunwu-tea.json");
    award::savefile::open(json).expect("the sample is a save file").assessment
}

/// Every text of an assessment with naughty content, every choice made, every item scored by the lowest step.
fn stuffed(catalog: &Catalog) -> Assessment {
    let text = |long: bool| if long { NAUGHTY.repeat(20) } else { NAUGHTY.to_owned() };
    let mut actions = Vec::new();
    for field in catalog.form.every_field() {
        match field.kind {
            FieldKind::Series => {
                actions.extend([2023, 2024, 2025].map(|year| Action::EditedYear(field.id.clone(), year, text(false).into())));
            }
            kind => actions.push(Action::EditedField(field.id.clone(), text(kind == FieldKind::LongText).into())),
        }
    }
    for question in &catalog.scheme.questions {
        actions.push(Action::Answered(question.id.clone(), Some(Choice::Unsure)));
        actions.push(Action::NotedAnswer(question.id.clone(), text(false).into()));
    }
    for item in catalog.criteria.every_item() {
        actions.push(Action::Card(2025, CardAction::Scored(item.id.clone(), Some(Percent::ZERO))));
        for factor in catalog.criteria.factors(item.kind) {
            actions.push(Action::Card(2025, CardAction::RatedFactor(item.id.clone(), factor.id.clone(), Some("90-100".into()))));
        }
        actions.push(Action::EditedNarrative(item.id.clone(), text(true).into()));
        for which in [ItemText::Strengths, ItemText::Ofis, ItemText::Reason] {
            actions.push(Action::Card(2025, CardAction::EditedItem(item.id.clone(), which, text(true).into())));
        }
    }
    for section in &catalog.criteria.profile.sections {
        actions.push(Action::EditedProfile(section.id.clone(), text(true).into()));
    }
    let results = catalog.criteria.every_item().filter(|item| item.kind == ItemKind::Result);
    let indicators = results.enumerate().map(|(at, item)| (format!("k{at}").as_str().into(), Rc::new(stuffed_indicator(item))));
    actions.push(Action::Indicator(IndicatorAction::added(indicators.collect())));
    actions.iter().fold(empty(), |state, action| state.apply(action))
}

/// An indicator with naughty content in every text, but with enough numbers for a picture.
fn stuffed_indicator(item: &Item) -> Indicator {
    let mut indicator = Indicator { direction: Some(Direction::Higher), ..Indicator::blank(item.id.clone()) };
    for column in [Column::Name, Column::Unit, Column::Formula, Column::Year(2023), Column::Target, Column::Competitor] {
        indicator.set(column, &NAUGHTY.into());
    }
    for column in [Column::CompetitorValue, Column::Average, Column::Benchmark, Column::Source, Column::Note] {
        indicator.set(column, &NAUGHTY.repeat(20).into());
    }
    for (year, text) in [(2021, "-99999999999999.9999"), (2024, "0"), (2025, "99999999999999.9999")] {
        indicator.set(Column::Year(year), &text.into());
    }
    indicator
}

fn pictures(catalog: &Catalog, assessment: &Assessment) -> Pictures {
    package::figures(catalog, assessment).into_iter().map(|figure| (figure.id, b"\x89PNG\r\n\x1a\n".to_vec())).collect()
}

fn made(catalog: &Catalog, assessment: &Assessment) -> Package {
    package::build(catalog, assessment, now(), &pictures(catalog, assessment), Vec::new()).expect("a package")
}

/// The zip of a package without attached files.
fn zip(package: &Package) -> Vec<u8> {
    package.zip(|attachment| Err(attachment.name.clone())).expect("nothing is attached")
}

/// The parts of an office file of a package.
fn parts(package: &Package, name: &str) -> Vec<Entry> {
    let file = package.entries.iter().find(|entry| entry.name == name).expect("the file");
    archive::read(&file.bytes).expect("a container")
}

fn check(assessment: &Assessment) {
    let catalog = schemes::xinyang();
    let package = made(&catalog, assessment);
    let verified = package::verify(&zip(&package), &catalog, assessment).expect("a sound package");
    assert_eq!(
        (verified.files.len(), verified.items, verified.pictures),
        (Step::of(&catalog, assessment).count(), 23, pictures(&catalog, assessment).len())
    );
    let opened = package::open(&zip(&package)).expect("the same again");
    assert_eq!(opened.opened.assessment, *assessment);
    assert_eq!((opened.opened.warnings, opened.differences), (vec![], vec![]));
    assert_eq!(made(&catalog, assessment), package, "the same clock gives the same bytes");
}

#[test]
fn nothing_entered_is_a_package() {
    check(&empty());
}

#[test]
fn the_sample_comes_back() {
    check(&sample());
}

#[test]
fn naughty_text_comes_back() {
    check(&stuffed(&schemes::xinyang()));
}

#[test]
fn naughty_text_is_never_a_formula() {
    let catalog = schemes::xinyang();
    let package = made(&catalog, &stuffed(&catalog));
    for part in parts(&package, package::WORKBOOK) {
        let text = String::from_utf8_lossy(&part.bytes).into_owned();
        for formula in text.split("<f>").skip(1).filter_map(|rest| rest.split("</f>").next()) {
            assert!(!formula.contains("cmd") && !formula.contains("@SUM"), "{formula}");
        }
    }
}

#[test]
fn forbidden_characters_reach_no_part() {
    let catalog = schemes::xinyang();
    let package = made(&catalog, &stuffed(&catalog));
    for name in package.entries.iter().map(|entry| &*entry.name).filter(|name| name.ends_with('x')) {
        for part in parts(&package, name).iter().filter(|part| part.name.ends_with(".xml")) {
            let text = std::str::from_utf8(&part.bytes).expect("UTF-8");
            let forbidden = |c: char| c < ' ' && !matches!(c, '\t' | '\n' | '\r') || matches!(c, '\u{fffe}' | '\u{ffff}');
            assert!(!text.contains(forbidden), "{name} {}", part.name);
            assert!(!text.contains("&#"), "{name} {}", part.name);
        }
    }
    let report = parts(&package, package::REPORT);
    let body = report.iter().find(|part| part.name == "word/document.xml").expect("the body");
    assert!(String::from_utf8_lossy(&body.bytes).contains("㐂䶮𠮷"));
}

#[test]
fn tables_are_as_wide_as_the_text() {
    let catalog = schemes::xinyang();
    let of = Circumstances { today: now().date(), form: None };
    for assessment in [empty(), sample(), stuffed(&catalog)] {
        for step in Step::ALL {
            let Some(document) = package::document(&catalog, &assessment, step, of) else { continue };
            for section in &document.sections {
                for block in &section.blocks {
                    let Block::Table(table) = block else { continue };
                    assert_eq!(table.columns.iter().sum::<u16>(), section.text_width(), "{}: {:?}", step.name(), table.columns);
                }
            }
        }
    }
}

#[test]
fn a_picture_short_is_no_package() {
    let catalog = schemes::xinyang();
    let error = package::build(&catalog, &empty(), now(), &Pictures::new(), Vec::new()).expect_err("no pictures");
    assert!(error.to_string().contains("图表"));
}

/// The package of the sample with its entries changed.
fn changed(change: impl FnOnce(&mut Vec<Entry>)) -> Vec<u8> {
    let mut entries = made(&schemes::xinyang(), &sample()).entries;
    change(&mut entries);
    archive::write(&entries, now())
}

/// Where the save file stands.
const DATA: usize = 8;

#[test]
fn a_changed_document_is_found() {
    let bytes = changed(|entries| entries[0].bytes.push(0));
    let difference = Difference::Changed(package::FORM.into());
    assert_eq!(package::open(&bytes).expect("the data is whole").differences, vec![difference.clone()]);
    assert_eq!(package::verify(&bytes, &schemes::xinyang(), &sample()), Err(Fault::Checksum(difference)));
}

#[test]
fn a_file_that_is_gone_is_found() {
    let bytes = changed(|entries| {
        entries.remove(1);
    });
    assert_eq!(package::open(&bytes).expect("the data is whole").differences, [Difference::Missing(package::REPORT.into())]);
    assert_eq!(package::verify(&bytes, &schemes::xinyang(), &sample()), Err(Fault::Files));
}

#[test]
fn other_data_is_found() {
    let catalog = schemes::xinyang();
    let package = made(&catalog, &sample());
    assert_eq!(package::verify(&zip(&package), &catalog, &empty()), Err(Fault::Data));
}

#[test]
fn a_package_zipped_again_in_a_folder_opens() {
    let bytes = changed(|entries| entries.iter_mut().for_each(|entry| entry.name = format!("申报材料/{}", entry.name)));
    let opened = package::open(&bytes).expect("the save file is found");
    assert_eq!(opened.opened.assessment, sample());
    assert_eq!(opened.differences, []);
}

#[test]
fn a_save_file_with_a_lost_name_opens() {
    let bytes = changed(|entries| entries[DATA].name = "╔ъ▒и╩¤╛▌.json".into());
    assert_eq!(package::open(&bytes).expect("the save file is found").opened.assessment, sample());
}

#[test]
fn what_is_no_package_is_refused() {
    let foreign = archive::write(&[Entry { name: "a.json".into(), bytes: b"{}".to_vec() }], now());
    assert_eq!(package::open(&foreign), Err(OpenError::NoSaveFile));
    let cut = zip(&made(&schemes::xinyang(), &sample()));
    for length in [0, 100, cut.len() / 2, cut.len() - 1] {
        assert!(matches!(package::open(&cut[..length]), Err(OpenError::Archive(_))), "{length}");
    }
    let newer = changed(|entries| {
        entries[DATA].bytes = br#"{"format":"quality-award-kit","version":99}"#.to_vec();
    });
    let error = package::open(&newer).expect_err("a newer version");
    assert!(error.to_string().contains("更新版本"), "{error}");
}

#[test]
fn file_names_suit_windows() {
    let catalog = schemes::xinyang();
    let named = |name: &str| {
        let assessment = empty().apply(&Action::EditedField("org_name".into(), Rc::from(name)));
        package::file_name(&catalog, &assessment, now().date())
    };
    assert_eq!(named("信阳毛尖集团"), "信阳毛尖集团-信阳市市长质量奖申报材料-20261124.zip");
    assert_eq!(named(""), "未命名单位-信阳市市长质量奖申报材料-20261124.zip");
    assert_eq!(named("a/b\\c:d\u{0}"), "a／b＼c：d-信阳市市长质量奖申报材料-20261124.zip");
    assert_eq!(named(&"长".repeat(300)).chars().count(), 40 + 26);
}

#[test]
fn files_of_a_score_sheet_are_told_from_those_of_the_application() {
    let application = empty().apply(&Action::EditedField("org_name".into(), "甲".into()));
    let names = |open: &Assessment| {
        let day = now().date();
        [package::save_file_name(open, day), package::backup_name(open, now()), package::page_name("自评", Some(open), day)]
    };
    assert_eq!(names(&application), ["甲-申报数据-20261124.json", "甲-备份-20261124-0930.json", "自评-甲-20261124.html"]);
    let subject = Subject::of(&schemes::xinyang(), &application);
    let sheet = sheet(&schemes::xinyang(), "s".into(), now(), &subject, "张/专家".into());
    assert_eq!(
        names(&sheet),
        [
            "甲-评审员评分表-张／专家-20261124.json",
            "甲-评审员评分表-张／专家-备份-20261124-0930.json",
            "自评-甲-评审员评分表-张／专家-20261124.html"
        ]
    );
}

#[test]
fn what_is_missing_is_said_before_export() {
    let catalog = schemes::xinyang();
    let planned = package::contents(&catalog, &empty(), now().date());
    let names: Vec<&str> = planned.iter().map(|file| file.name).collect();
    let made: Vec<String> = made(&catalog, &empty()).entries.into_iter().map(|entry| entry.name).collect();
    assert_eq!(names, made);
    assert!(planned[0].missing.iter().any(|each| each.starts_with("必填栏目还有")), "{:?}", planned[0].missing);
    assert!(planned[2].missing.iter().any(|each| each == "23 个条款未评，共 1000 分"));
}
