//! What is written comes back, whatever it is.

use std::rc::Rc;

use award::assessment::{Assessment, Card};
use award::savefile::{open, write};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::arbitrary;
use crate::given::{self, cases, entered};

fn comes_back(assessment: &Assessment) -> Result<(), TestCaseError> {
    let json = write(assessment);
    let opened = open(&json).map_err(|error| TestCaseError::fail(error.to_string()))?;
    prop_assert_eq!(&opened.assessment, assessment);
    prop_assert!(opened.warnings.is_empty());
    prop_assert_eq!(write(&opened.assessment), json);
    Ok(())
}

/// What version 1 has a place for: of the cards that of the assessed year, of its item records those of items, texts of the
/// report only beside a record.
fn within_version_1(assessment: &Assessment) -> Assessment {
    let year = assessment.head.year;
    let items = assessment.cards.values().next().map(|card| card.items.clone()).unwrap_or_default();
    let mut narratives = assessment.narratives.clone();
    narratives.retain(|id, text| items.contains_key(id) && !text.is_empty());
    Assessment {
        fields: assessment.fields.clone(),
        series: assessment.series.clone(),
        answers: assessment.answers.clone(),
        cards: [(year, Rc::new(Card { items, ..Card::default() }))].into(),
        narratives,
        profile: assessment.profile.clone(),
        ..Assessment::empty(assessment.head.clone())
    }
}

/// The file of version 1 for what that has a place for: the texts of the report beside the percents.
fn written_as_version_1(assessment: &Assessment) -> String {
    let mut file: Value = serde_json::from_str(&write(assessment)).expect("JSON");
    let mut items = file["cards"][assessment.head.year.to_string()]["items"].take();
    if let (Value::Object(items), Value::Object(narratives)) = (&mut items, file["narratives"].take()) {
        narratives.into_iter().for_each(|(id, text)| items[&id]["narrative"] = text);
    }
    let mut first = json!({ "format": file["format"], "version": 1, "about": file["about"], "items": items });
    for part in ["fields", "series", "answers", "profile"] {
        first[part] = file[part].take();
    }
    if let Value::Object(parts) = &mut first {
        parts.retain(|_, part| !part.is_null());
    }
    first.to_string()
}

proptest! {
    #![proptest_config(cases(250))]

    #[test]
    fn any_file_of_version_1_comes_back(assessment in arbitrary::assessment()) {
        let expected = within_version_1(&assessment);
        let opened = open(&written_as_version_1(&expected)).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(&opened.assessment, &expected);
        prop_assert!(opened.warnings.is_empty());
        prop_assert_eq!(opened.version, 1);
        comes_back(&opened.assessment)?;
    }

    #[test]
    fn any_assessment_comes_back(assessment in arbitrary::assessment()) {
        comes_back(&assessment)?;
    }

    #[test]
    fn any_history_comes_back(actions in proptest::collection::vec(arbitrary::action(), 0..40)) {
        comes_back(&given::after(actions))?;
    }
}

#[test]
fn huge_text_comes_back() {
    let text = "质量📊\"\\\u{1}".repeat(300_000);
    let assessment = given::after([entered("patents", &text)]);
    assert_eq!(open(&write(&assessment)).expect("it opens").assessment, assessment);
}

#[test]
fn byte_order_mark_is_passed_over() {
    let assessment = given::after([entered("org_name", "\u{feff}甲")]);
    let opened = open(&format!("\u{feff}{}", write(&assessment))).expect("it opens");
    assert_eq!(opened.assessment, assessment);
}

#[test]
fn file_is_plain_indented_json() {
    let json = write(&given::after([entered("org_name", "信阳")]));
    assert!(json.starts_with("{\n  \"format\": \"quality-award-kit\",\n  \"version\": 2,\n"));
    assert!(json.contains("\"org_name\": \"信阳\""), "Chinese stays readable");
}
