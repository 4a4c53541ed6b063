//! What tests start from.

use award::assessment::{Action, Assessment, Choice, Head};
use award::catalog::Catalog;
use award::points::Percent;
use award::scheme::{Requirement, RequirementKind, Rule, Scheme};
use award::scorecard::{Author, CardItem, Role, Scorecard, Subject, card_id};
use jiff::civil::{Date, date};
use proptest::test_runner::{Config, RngAlgorithm, RngSeed};
use serde_json::Value;

/// The day on which tests look at an assessment.
pub const TODAY: Date = date(2026, 11, 24);

/// The assessed year of a blank assessment.
pub const YEAR: i16 = 2025;

/// The bundled catalog.
pub fn catalog() -> &'static Catalog {
    thread_local! {
        static CATALOG: &'static Catalog = Box::leak(Box::new(schemes::xinyang()));
    }
    CATALOG.with(|catalog| *catalog)
}

/// An assessment with nothing entered.
pub fn blank() -> Assessment {
    Assessment::empty(Head {
        id: "a".into(),
        scheme: "xinyang-2022".into(),
        criteria: "gbt19580-2012".into(),
        created: date(2026, 11, 24).at(9, 0, 0, 0),
        year: YEAR,
        application_date: None,
        sample: false,
    })
}

/// A blank assessment after some actions.
pub fn after(actions: impl IntoIterator<Item = Action>) -> Assessment {
    actions.into_iter().fold(blank(), |state, action| state.apply(&action))
}

/// An answer to a question.
pub fn answered(question: &str, choice: Option<Choice>) -> Action {
    Action::Answered(question.into(), choice)
}

/// A text in a form field.
pub fn entered(field: &str, text: &str) -> Action {
    Action::EditedField(field.into(), text.into())
}

/// A text of JSON with a value at a place; `null` takes the place away.
pub fn with(json: &str, pointer: &str, value: Value) -> String {
    let mut file: Value = serde_json::from_str(json).expect("JSON");
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
    match (file.pointer_mut(parent).expect("a place"), value) {
        (Value::Object(object), Value::Null) => drop(object.remove(key)),
        (Value::Object(object), value) => drop(object.insert(key.to_owned(), value)),
        (other, _) => panic!("{pointer} does not lie in an object but in {other}"),
    }
    file.to_string()
}

/// A percent that is one.
pub fn percent(value: u8) -> Percent {
    Percent::new(value).expect("a multiple of five")
}

/// A self-assessed card of an applicant, with a percent for each item or none.
pub fn card(applicant: &str, year: i16, percents: &[Option<Percent>]) -> Scorecard {
    let subject = Subject {
        applicant: applicant.into(),
        name: applicant.into(),
        alias: false,
        county: "".into(),
        industry: "".into(),
        size: "".into(),
        year,
    };
    let author = Author { role: Role::Own, name: "".into() };
    let items = catalog().criteria.every_item().zip(percents);
    let items = items
        .filter_map(|(item, percent)| Some((item.id.clone(), CardItem { percent: Some((*percent)?), ..CardItem::default() })));
    Scorecard {
        id: card_id(&subject, &author),
        revised: date(2026, 11, 24).at(9, 0, 0, 0),
        scheme: "xinyang-2022".into(),
        criteria: "gbt19580-2012".into(),
        subject,
        author,
        items: items.collect(),
    }
}

/// A scheme with a single requirement and nothing else to judge.
pub fn scheme_of(kind: RequirementKind, rule: Rule) -> Scheme {
    let scheme = &catalog().scheme;
    let requirement = Requirement { kind, rule, ..scheme.requirements[0].clone() };
    let mut bare = Scheme { requirements: vec![requirement], clauses: Vec::new(), questions: Vec::new(), ..scheme.clone() };
    bare.readings.clear();
    bare
}

/// So many cases of a property, the same in every run.
pub fn cases(cases: u32) -> Config {
    Config {
        cases,
        failure_persistence: None,
        rng_algorithm: RngAlgorithm::XorShift,
        rng_seed: RngSeed::Fixed(19580),
        ..Config::default()
    }
}
