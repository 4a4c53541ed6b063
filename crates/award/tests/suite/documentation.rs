//! The documents for other programs, tried out.

use std::collections::BTreeSet;

use award::assessment::Choice;
use award::points::Percent;
use award::savefile::open;
use serde_json::Value;

const SAVE_FILE: &str = include_str!("../../../../docs/savefile.md");

/// The blocks of JSON in a document.
fn examples(document: &str) -> Vec<&str> {
    document.split("```json\n").skip(1).filter_map(|rest| rest.split_once("\n```")).map(|(block, _)| block).collect()
}

#[test]
fn documented_example_opens() {
    let examples = examples(SAVE_FILE);
    let [example] = examples.as_slice() else { panic!("{} examples", examples.len()) };
    let opened = open(example).expect("the example is a save file");
    assert_eq!(opened.warnings, []);
    let assessment = opened.assessment;
    assert_eq!(&*assessment.name(), "信阳云雾茶业有限公司");
    assert_eq!(&*assessment.field_in("revenue", 2025), "12000.5");
    assert_eq!(assessment.answer("accident").choice, Some(Choice::No));
    assert_eq!(assessment.item(&"4.1.2".into()).percent, Percent::new(55));
    assert_eq!(&*assessment.card(2024).recorded_total, "587.5");
}

/// The keys of all objects that a schema describes.
fn properties(schema: &Value) -> BTreeSet<&str> {
    let described = schema.get("properties").and_then(Value::as_object);
    let keys = described.into_iter().flat_map(|described| described.keys().map(String::as_str));
    let within: Vec<&Value> = match schema {
        Value::Object(object) => object.values().collect(),
        Value::Array(array) => array.iter().collect(),
        _ => Vec::new(),
    };
    keys.chain(within.into_iter().flat_map(properties)).collect()
}

#[test]
fn every_key_is_documented() {
    let schema = include_str!("../../../../schemas/savefile-v2.schema.json");
    let schema = serde_json::from_str(schema).expect("JSON");
    let keys = properties(&schema);
    assert!(keys.contains("narratives") && keys.contains("trade_secret"), "{keys:?}");
    for key in keys {
        assert!(SAVE_FILE.contains(&format!("`{key}`")), "{key}");
    }
}

#[test]
fn documented_score_card_opens() {
    let document = include_str!("../../../../docs/scorecard.md");
    let examples = examples(document);
    let [example] = examples.as_slice() else { panic!("{} examples", examples.len()) };
    let opened = award::scorecard::open(example).expect("the example is a card");
    assert_eq!(opened.warnings, []);
    assert_eq!(award::scorecard::remarks(crate::given::catalog(), &opened.value), []);
    assert_eq!(opened.value.percent(&"4.1.2".into()), Percent::new(55));
}

#[test]
fn documented_consensus_opens() {
    let document = include_str!("../../../../docs/consensus.md");
    let examples = examples(document);
    let [example] = examples.as_slice() else { panic!("{} examples", examples.len()) };
    let opened = award::consensus::open(example).expect("the example is a consensus");
    assert_eq!((opened.value.decisions.len(), opened.warnings.len()), (1, 0));
}

#[test]
fn documented_review_opens() {
    let document = include_str!("../../../../docs/review.md");
    let examples = examples(document);
    let [example] = examples.as_slice() else { panic!("{} examples", examples.len()) };
    let session = award::review::open(example).expect("the example is a session").value;
    assert_eq!((session.examiners.len(), session.applicants.len(), session.record.len()), (1, 1, 1));
}

/// The names of tests in a document: words in backticks that can only be names of functions.
fn tests_named(document: &str) -> BTreeSet<&str> {
    let words = document.split('`').skip(1).step_by(2);
    words.filter(|word| word.contains('_') && word.chars().all(|each| each.is_alphanumeric() || each == '_')).collect()
}

/// Takes out of `names` what is the name of a function below a folder.
fn forget_found(folder: &std::path::Path, names: &mut BTreeSet<&str>) {
    for entry in std::fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        match path.extension().and_then(std::ffi::OsStr::to_str) {
            None if path.is_dir() => forget_found(&path, names),
            Some("rs" | "py") => {
                let text = std::fs::read_to_string(&path).expect("a source is text");
                names.retain(|name| !["fn", "def"].iter().any(|word| text.contains(&format!("{word} {name}("))));
            }
            _ => {}
        }
    }
}

#[test]
fn every_promise_of_safety_names_tests_that_exist() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut names = tests_named(include_str!("../../../../docs/safety.md"));
    assert!(!names.is_empty());
    ["src", "crates", "tests", "xtask"].iter().for_each(|folder| forget_found(&root.join(folder), &mut names));
    assert_eq!(names, BTreeSet::new(), "these tests are nowhere");
}
