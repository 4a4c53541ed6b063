//! What `open` refuses, with which error, and what it passes over with a warning.

use award::assessment::Choice;
use award::points::Percent;
use award::savefile::{FORMAT, OpenError, VERSION, Warning, open, write};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::given::{self, cases};
use crate::golden::{V1, V2};

fn minimal() -> Value {
    json!({
        "format": FORMAT,
        "version": VERSION,
        "about": { "id": "a", "scheme": "s", "criteria": "c", "created": "2026-11-24T09:30:00", "year": 2025 },
    })
}

/// The minimal file with a value at a place; `null` takes the place away.
fn with(pointer: &str, value: Value) -> String {
    let mut file = minimal();
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
    let object = file.pointer_mut(parent).and_then(Value::as_object_mut).expect("an object");
    match value {
        Value::Null => object.remove(key),
        value => object.insert(key.to_owned(), value),
    };
    file.to_string()
}

/// The cards of a file with one item.
fn item(record: Value) -> Value {
    json!({ "2025": { "items": { "4.1.2": record } } })
}

fn refused(json: &str) -> OpenError {
    match open(json) {
        Err(error) => error,
        Ok(opened) => panic!("{json} opened as {opened:?}"),
    }
}

fn malformed(json: &str) -> String {
    match refused(json) {
        OpenError::Malformed(place) => place,
        other => panic!("{json}: {other:?}"),
    }
}

#[test]
fn minimal_file_opens() {
    let opened = open(&minimal().to_string()).expect("it opens");
    assert!(opened.warnings.is_empty());
    assert!(opened.assessment.fields.is_empty() && opened.assessment.cards.is_empty());
}

#[test]
fn every_truncation_is_refused() {
    for file in [V1, V2] {
        for end in (0..file.len()).filter(|end| file.is_char_boundary(*end)) {
            assert!(matches!(refused(&file[..end]), OpenError::NotJson(_)), "{end} bytes");
        }
    }
}

#[test]
fn truncation_names_line_and_column() {
    assert_eq!(refused("{\n  \"format\""), OpenError::NotJson("第 2 行第 10 列".into()));
}

#[test]
fn foreign_json_is_told_apart() {
    for json in ["null", "1", "\"quality-award-kit\"", "[]", "{}", "[{\"format\":\"quality-award-kit\",\"version\":1}]"] {
        assert_eq!(refused(json), OpenError::Foreign, "{json}");
    }
    assert_eq!(refused(&with("/format", json!("another-kit"))), OpenError::Foreign);
    assert_eq!(refused(&with("/format", json!(1))), OpenError::Foreign);
    assert_eq!(refused(&with("/format", Value::Null)), OpenError::Foreign);
    assert_eq!(refused(&with("/version", Value::Null)), OpenError::Foreign);
    assert_eq!(refused(&with("/version", json!("1"))), OpenError::Foreign);
}

#[test]
fn newer_version_is_refused_whatever_it_holds() {
    for version in [VERSION + 1, 77, u32::MAX] {
        let json = json!({ "format": FORMAT, "version": version, "unheard_of": [] }).to_string();
        let error = refused(&json);
        assert_eq!(error, OpenError::Newer(version));
        assert!(error.to_string().contains("更新版本") && error.to_string().contains("没有改动"));
    }
}

#[test]
fn version_zero_never_was() {
    assert_eq!(malformed(&with("/version", json!(0))), "version：0");
}

#[test]
fn wrong_types_are_refused_with_their_place() {
    let place = |pointer: &str, value: Value| {
        let json = with(pointer, value);
        let message = malformed(&json);
        assert!(message.starts_with("第 1 行第 "), "{json}: {message}");
    };
    place("/fields", json!([]));
    place("/fields", json!({ "employees": 612 }));
    place("/series", json!({ "revenue": "1" }));
    place("/series", json!({ "revenue": { "去年": "1" } }));
    place("/series", json!({ "revenue": { "40000": "1" } }));
    place("/answers", json!({ "accident": "no" }));
    place("/answers", json!({ "accident": { "choice": "maybe" } }));
    place("/answers", json!({ "accident": { "choice": true } }));
    place("/cards", json!({ "去年": {} }));
    place("/cards", item(json!({ "percent": "50" })));
    place("/cards", item(json!({ "percent": 62.5 })));
    place("/cards", item(json!({ "factors": ["A"] })));
    place("/cards", json!({ "2025": { "recorded_total": 600 } }));
    place("/cards", json!({ "2025": { "own_rating": "good" } }));
    place("/cards", json!({ "2025": { "reopenings": [{ "reason": "无时间" }] } }));
    place("/targets", json!({ "4.1.2": "50" }));
    place("/narratives", json!({ "4.1.2": 1 }));
    place("/profile", json!({ "P.1a": ["茶"] }));
    place("/indicators", json!({ "k1": {} }));
    place("/indicators", json!({ "k1": { "item": "4.7.2", "values": { "去年": "1" } } }));
    place("/indicators", json!({ "k1": { "item": "4.7.2", "values": { "2025": 1 } } }));
    place("/indicators", json!({ "k1": { "item": "4.7.2", "direction": "up" } }));
    place("/about", json!("a"));
    place("/about/year", json!("2025"));
    place("/about/year", json!(40_000));
    place("/about/created", json!(20_261_124));
    place("/about/sample", json!("no"));
}

#[test]
fn incomplete_and_unknown_keys_are_refused() {
    for key in ["/about", "/about/id", "/about/scheme", "/about/criteria", "/about/created", "/about/year"] {
        assert!(malformed(&with(key, Value::Null)).contains(key.rsplit('/').next().unwrap_or_default()), "{key}");
    }
    for key in ["/ballots", "/about/author"] {
        assert!(malformed(&with(key, json!({}))).contains(&key[key.rfind('/').unwrap_or(0) + 1..]), "{key}");
    }
    assert!(malformed(&with("/indicators", json!({ "k1": { "item": "4.7.2", "level": "good" } }))).contains("level"));
    assert!(malformed(&with("/cards", item(json!({ "score": 50 })))).contains("score"));
    assert!(malformed(&with("/answers", json!({ "accident": { "answer": "no" } }))).contains("answer"));
}

#[test]
fn creation_time_must_be_one() {
    assert_eq!(malformed(&with("/about/created", json!("昨天"))), "about/created：“昨天”不是日期时间");
}

#[test]
fn meaningless_values_are_left_out_with_a_warning() {
    for percent in [63, 1, 101, 105, 255, 256, 1000, -5] {
        let opened = open(&with("/cards", item(json!({ "percent": percent, "notes": "文" })))).expect("it opens");
        let warning = Warning { place: "cards/2025/items/4.1.2/percent".into(), value: percent.to_string() };
        assert_eq!(warning.to_string(), format!("cards/2025/items/4.1.2/percent 的值“{percent}”无效，已略过"));
        assert_eq!(opened.warnings, [warning]);
        let record = opened.assessment.item(&"4.1.2".into());
        assert_eq!((record.percent, &*record.texts.notes), (None, "文"), "the rest of the item is kept");
        let opened = open(&with("/targets", json!({ "4.1.2": percent, "4.1.3": 50 }))).expect("it opens");
        assert_eq!(opened.warnings, [Warning { place: "targets/4.1.2".into(), value: percent.to_string() }]);
        assert_eq!(opened.assessment.targets.len(), 1);
    }
    let opened = open(&with("/about/application_date", json!("2026-02-30"))).expect("it opens");
    assert_eq!(opened.warnings, [Warning { place: "about/application_date".into(), value: "2026-02-30".into() }]);
    assert_eq!(opened.assessment.head.application_date, None);
    let times = json!({ "2025": { "closed": "去年底", "reopenings": [{ "at": "昨天", "reason": "误关" }] } });
    let opened = open(&with("/cards", times)).expect("it opens");
    let places: Vec<&str> = opened.warnings.iter().map(|warning| &*warning.place).collect();
    assert_eq!(places, ["cards/2025/reopenings", "cards/2025/closed"]);
    assert_eq!(opened.assessment.card(2025).closed, None, "a year whose closing cannot be read may be edited");
}

#[test]
fn a_file_without_a_hash_is_left_out() {
    let file = |sha256: &str| json!({ "a": { "title": "营业执照", "file": { "name": "a.pdf", "size": 1, "sha256": sha256 } } });
    let opened = open(&with("/evidence", file("12ab"))).expect("it opens");
    assert_eq!(opened.warnings, [Warning { place: "evidence/a/file/sha256".into(), value: "12ab".into() }]);
    assert_eq!((&*opened.assessment.evidence["a"].title, &opened.assessment.evidence["a"].file), ("营业执照", &None));
    let opened = open(&with("/evidence", file(&"AB".repeat(32)))).expect("it opens");
    let kept = opened.assessment.evidence["a"].file.as_ref().map(|file| file.sha256.to_string());
    assert_eq!((opened.warnings, kept), (vec![], Some("ab".repeat(32))));
}

#[test]
fn every_percent_of_the_scale_opens() {
    for percent in Percent::every() {
        let opened = open(&with("/cards", item(json!({ "percent": percent.value() })))).expect("it opens");
        assert_eq!((opened.assessment.item(&"4.1.2".into()).percent, opened.warnings.len()), (Some(percent), 0));
    }
}

#[test]
fn unknown_ids_are_kept() {
    let mut file = minimal();
    file["answers"] = json!({ "of_the_future": { "choice": "unsure" } });
    file["cards"] = json!({ "2025": { "items": { "9.9.9": { "percent": 5, "factors": { "X": "none" } } } } });
    let opened = open(&file.to_string()).expect("it opens");
    assert_eq!(opened.assessment.answer("of_the_future").choice, Some(Choice::Unsure));
    assert_eq!(open(&write(&opened.assessment)).expect("it opens again").assessment, opened.assessment);
}

#[test]
fn error_messages_say_that_the_file_is_safe() {
    for error in [refused("{"), refused(&with("/version", json!(VERSION + 1))), refused(&with("/fields", json!([])))] {
        assert!(error.to_string().contains("没有改动"), "{error}");
    }
}

/// A small damage to a text: some characters replaced, taken away, doubled or added.
fn damage(text: &str, wounds: &[(usize, u8, char)]) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for (at, kind, character) in wounds {
        let at = at % characters.len().max(1);
        match kind % 4 {
            _ if characters.is_empty() => characters.push(*character),
            0 => characters[at] = *character,
            1 => drop(characters.remove(at)),
            2 => characters.insert(at, characters[at]),
            _ => characters.insert(at, *character),
        }
    }
    characters.into_iter().collect()
}

fn likely_character() -> impl Strategy<Value = char> {
    prop_oneof![
        proptest::sample::select("{}[]\":,0123456789-.eE\\untf \n\u{feff}\0省".chars().collect::<Vec<_>>()),
        any::<char>()
    ]
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn random_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(open(&String::from_utf8_lossy(&bytes)).is_err());
    }

    #[test]
    fn damaged_file_opens_or_says_why(
        wounds in proptest::collection::vec((any::<usize>(), any::<u8>(), likely_character()), 1..4),
    ) {
        for file in [V1, V2] {
            damaged_opens_or_says_why(&damage(file, &wounds))?;
        }
    }
}

fn damaged_opens_or_says_why(json: &str) -> Result<(), TestCaseError> {
    match open(json) {
        Ok(opened) => {
            let again = open(&write(&opened.assessment)).map_err(|error| TestCaseError::fail(error.to_string()))?;
            prop_assert_eq!(again.assessment, opened.assessment);
        }
        Err(error) => prop_assert!(!error.to_string().is_empty()),
    }
    Ok(())
}

#[test]
fn deeply_nested_json_is_refused() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(matches!(refused(&deep), OpenError::NotJson(_)));
}

#[test]
fn blank_assessment_is_not_a_warning() {
    assert_eq!(open(&write(&given::blank())).expect("it opens").warnings, []);
}
