//! Score cards as files: what is written comes back, what does not fit is refused, what is told is all that is told.

use award::envelope::{OpenError, Warning};
use award::points::Percent;
use award::scorecard::{
    Author, CardItem, KIND, LIMIT, Part, Remark, Role, Scorecard, Subject, contents, open, remarks, weigh, write,
};
use jiff::civil::date;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::arbitrary;
use crate::given::{self, cases, catalog};

/// A file of version 1 that uses every key, made by hand.
const V1: &str = include_str!("../golden/scorecard-v1.json");

/// What it says.
fn expected() -> Scorecard {
    let rated = |pairs: &[(&str, &str)]| pairs.iter().map(|(factor, band)| ((*factor).into(), (*band).into())).collect();
    let percent = |value| CardItem { percent: Percent::new(value), ..CardItem::default() };
    let budget = CardItem {
        factors: rated(&[("A", "50-65"), ("D", "50-65"), ("L", "70-85"), ("I", "30-45")]),
        strengths: vec!["预算按季滚动".into(), "“风险”预警\\有记录".into()],
        ofis: vec!["缺少对比".into()],
        ..percent(65)
    };
    let rated_only = CardItem { factors: rated(&[("Le", "90-100")]), ..CardItem::default() };
    Scorecard {
        id: "yunwu/2025/examiner/评审员甲".into(),
        revised: date(2026, 11, 24).at(9, 30, 0, 0),
        scheme: "xinyang-2022".into(),
        criteria: "gbt19580-2012".into(),
        subject: Subject {
            applicant: "yunwu".into(),
            name: "甲号企业".into(),
            alias: true,
            county: "浉河区".into(),
            industry: "制造业".into(),
            size: "中型".into(),
            year: 2025,
        },
        author: Author { role: Role::Examiner, name: "评审员甲".into() },
        items: [("4.1.2", percent(0)), ("4.4.3", budget), ("4.7.2", rated_only), ("9.9.9", percent(100))]
            .into_iter()
            .map(|(id, item)| (id.into(), item))
            .collect(),
    }
}

fn sound(json: &str) -> Scorecard {
    let opened = open(json).expect("it opens");
    assert_eq!(opened.warnings, []);
    opened.value
}

/// The golden file with a value at a place; `null` takes the place away.
fn with(pointer: &str, value: Value) -> String {
    given::with(V1, pointer, value)
}

fn refused(json: &str) -> OpenError {
    match open(json) {
        Err(error) => error,
        Ok(opened) => panic!("{json} opened as {opened:?}"),
    }
}

#[test]
fn version_1_opens_for_ever() {
    assert_eq!(sound(V1), expected());
    assert_eq!(sound(&format!("\u{feff}{V1}")), expected());
}

#[test]
fn version_1_is_written_back_byte_for_byte() {
    assert_eq!(write(&expected()), V1);
}

#[test]
fn every_truncation_is_refused() {
    for end in (0..V1.len()).filter(|end| V1.is_char_boundary(*end)) {
        assert!(matches!(refused(&V1[..end]), OpenError::NotJson(..)), "{end} bytes");
    }
}

#[test]
fn foreign_files_are_told_apart() {
    for json in ["null", "[]", "{}", "1", &with("/format", json!("quality-award-kit")), &with("/version", json!("1"))] {
        assert_eq!(refused(json), OpenError::Foreign(KIND), "{json}");
    }
    assert!(matches!(refused(&award::savefile::write(&given::blank())), OpenError::Foreign(_)));
}

#[test]
fn newer_versions_are_refused_whatever_they_hold() {
    for json in [with("/version", json!(2)), json!({ "format": KIND.format, "version": 2, "unheard_of": [] }).to_string()] {
        let error = refused(&json);
        assert_eq!(error, OpenError::Newer(KIND, 2));
        assert!(error.to_string().contains("更新版本") && error.to_string().contains("没有改动"));
    }
    assert_eq!(refused(&with("/version", json!(0))), OpenError::Malformed(KIND, "version：0".into()));
}

#[test]
fn unfit_values_are_refused_with_their_place() {
    for (pointer, value) in [
        ("/card", Value::Null),
        ("/card/id", Value::Null),
        ("/card/subject/applicant", Value::Null),
        ("/card/subject/year", json!("2025")),
        ("/card/year", json!(2025)),
        ("/card/role", json!("judge")),
        ("/card/extra", json!(1)),
        ("/card/items", json!([])),
        ("/card/items/4.1.2/percent", json!("50")),
        ("/card/items/4.1.2/percent", json!(62.5)),
        ("/card/items/4.1.2/narrative", json!("文")),
        ("/card/items/4.1.2/strengths", json!("文")),
    ] {
        let error = refused(&with(pointer, value));
        assert!(matches!(&error, OpenError::Malformed(_, place) if place.starts_with("第 1 行第 ")), "{pointer}: {error:?}");
        assert!(error.to_string().contains("没有改动"), "{error}");
    }
    let error = refused(&with("/card/revised", json!("昨天")));
    assert_eq!(error, OpenError::Malformed(KIND, "card/revised：“昨天”不是日期时间".into()));
}

#[test]
fn percents_that_are_none_are_left_out_and_said() {
    for percent in [63, 105, 255, 256, -5] {
        let opened = open(&with("/card/items/4.4.3/percent", json!(percent))).expect("it opens");
        assert_eq!(opened.warnings, [Warning { place: "card/items/4.4.3/percent".into(), value: percent.to_string() }]);
        assert_eq!(opened.value.percent(&"4.4.3".into()), None);
        assert_eq!(opened.value.items["4.4.3"].ofis.len(), 1, "the rest of the item is kept");
    }
}

#[test]
fn strangers_are_kept_and_said() {
    let said = |card: &Scorecard| remarks(catalog(), card).iter().map(ToString::to_string).collect::<Vec<String>>();
    assert_eq!(said(&expected()), ["有本工具不认识的条款 9.9.9，已保留，不参加计算"]);
    let odd = sound(&with("/card/items", json!({ "4.1.2": { "factors": { "Le": "50-65", "A": "1-2", "D": "50-65" } } })));
    assert_eq!(said(&odd), ["4.1.2 的要素评定 A：1-2 不认识，已保留", "4.1.2 的要素评定 Le：50-65 不认识，已保留"]);
    let other = sound(&with("/card/criteria", json!("gbt19580-2004")));
    assert_eq!(remarks(catalog(), &other), [Remark::Criteria("gbt19580-2004".into())]);
    let other = Scorecard { scheme: "elsewhere".into(), items: [].into(), ..expected() };
    assert_eq!(remarks(catalog(), &other), [Remark::Scheme("elsewhere".into())]);
}

/// Every text and number of a file, but for its mark and what is false.
fn leaves(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(object) => object.values().for_each(|value| leaves(value, found)),
        Value::Array(array) => array.iter().for_each(|value| leaves(value, found)),
        Value::String(text) => found.push(text.clone()),
        Value::Number(number) => found.push(number.to_string()),
        Value::Bool(_) | Value::Null => {}
    }
}

fn told_in_full(card: &Scorecard) -> Result<(), TestCaseError> {
    let file: Value = serde_json::from_str(&write(card)).expect("JSON");
    let mut file_texts = Vec::new();
    leaves(&file["card"], &mut file_texts);
    let preview: String =
        contents(catalog(), card).iter().map(|line| format!("{}\t{}\n", line.label, line.value)).collect::<String>()
            + card.author.role.key();
    for text in file_texts {
        let shown = preview.contains(&text);
        prop_assert!(shown, "{:?} is in the file but not in the preview {:?}", text, preview);
    }
    Ok(())
}

#[test]
fn preview_reads_naturally() {
    let lines = contents(catalog(), &expected());
    let line = |at: usize| (lines[at].label.as_str(), lines[at].value.as_str());
    assert_eq!(line(0), ("化名", "甲号企业"));
    assert_eq!(line(12), ("4.1.2 高层领导的作用 · 得分比例", "0%"));
    assert_eq!(line(14).1, "A 方法：50-65\nD 展开：50-65\nI 整合：30-45\nL 学习：70-85");
    assert_eq!(lines.last().map(|line| line.label.as_str()), Some("9.9.9 · 得分比例"));
    let named = Scorecard { subject: Subject { alias: false, ..expected().subject }, ..expected() };
    assert_eq!(contents(catalog(), &named)[0].label, "单位名称");
}

/// A card with texts of so many characters for each item of the criteria.
fn wordy(characters: usize) -> Scorecard {
    let text = |name: &str| vec![name.repeat(characters).into()];
    let item = CardItem { percent: Percent::new(60), strengths: text("优"), ofis: text("改"), ..CardItem::default() };
    let items = catalog().criteria.every_item().map(|known| (known.id.clone(), item.clone()));
    Scorecard { items: items.collect(), ..expected() }
}

#[test]
fn normal_card_fits_the_limit() {
    let weight = weigh(&wordy(100));
    assert!(weight.bytes <= LIMIT, "{} bytes", weight.bytes);
    assert_eq!(weight.needed, Some(0));
}

#[test]
fn large_card_says_what_to_leave_out() {
    let card = wordy(200);
    let weight = weigh(&card);
    assert!(weight.bytes > LIMIT && weight.savings.is_sorted_by(|a, b| a.bytes >= b.bytes));
    let needed = weight.needed.expect("leaving texts out suffices");
    let after = |count| weight.savings.iter().take(count).fold(card.clone(), |less, saving| less.without(&saving.part));
    assert!(write(&after(needed)).len() <= LIMIT && write(&after(needed - 1)).len() > LIMIT);
    let ofis = Part::Ofis("4.1.2".into());
    let saving = weight.savings.iter().find(|saving| saving.part == ofis).expect("it is named");
    assert_eq!(saving.bytes, weight.bytes - write(&card.without(&ofis)).len());
}

#[test]
fn hopeless_card_says_so() {
    let mut card = expected();
    card.subject.name = "长".repeat(LIMIT).into();
    assert_eq!(weigh(&card).needed, None);
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn any_card_comes_back(card in arbitrary::scorecard()) {
        let json = write(&card);
        let opened = open(&json).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert!(opened.warnings.is_empty());
        prop_assert_eq!(write(&opened.value), json);
        prop_assert_eq!(opened.value, card);
    }

    #[test]
    fn preview_tells_all_that_is_in_the_file(card in arbitrary::scorecard()) {
        told_in_full(&card)?;
    }

    #[test]
    fn savings_suffice_as_counted(card in arbitrary::scorecard()) {
        let weight = weigh(&card);
        prop_assert_eq!(weight.bytes, write(&card).len());
        prop_assert_eq!(weight.needed == Some(0), weight.bytes <= LIMIT);
    }
}
