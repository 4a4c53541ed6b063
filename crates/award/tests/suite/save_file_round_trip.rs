//! What is written comes back, whatever it is.

use award::assessment::Assessment;
use award::savefile::{open, write};
use proptest::prelude::*;

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

proptest! {
    #![proptest_config(cases(250))]

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
