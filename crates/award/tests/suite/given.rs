//! What tests start from.

use award::assessment::events::{CertificateChange, CertificateText, EventChange, EventText};
use award::assessment::{Action, Assessment, Choice, Head};
use award::catalog::Catalog;
use award::points::Percent;
use award::scheme::{CertificateKind, EventKind, Requirement, RequirementKind, Rule};
use award::scorecard::{Author, CardItem, Role, Scorecard, Subject, card_id};
use award::timeline::RoundAction;
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
        sheet: None,
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

/// Everything that an enterprise which may apply has said: the applicant of the case files.
pub fn eligible() -> Vec<Action> {
    #[derive(serde::Deserialize)]
    struct Applicant {
        fields: std::collections::BTreeMap<String, String>,
        answers: std::collections::BTreeMap<String, Choice>,
    }
    let applicant: Applicant = toml::from_str(include_str!("../applicant.toml")).expect("the applicant of the cases");
    let fields = applicant.fields.iter().map(|(field, text)| entered(field, text));
    fields.chain(applicant.answers.iter().map(|(question, choice)| answered(question, Some(*choice)))).collect()
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

/// A catalog whose scheme has a single requirement and nothing else to judge.
pub fn catalog_of(kind: RequirementKind, rule: Rule) -> Catalog {
    let requirement = Requirement { kind, rule, readings: Vec::new(), ..catalog().scheme.requirements[0].clone() };
    with_requirement(requirement)
}

/// A catalog whose scheme has only this requirement. Event kinds `k0` to `k3` and certificate kinds `c0` to `c3` are known.
pub fn with_requirement(requirement: Requirement) -> Catalog {
    let mut bare = catalog().clone();
    bare.scheme.requirements = vec![requirement];
    bare.scheme.clauses.clear();
    bare.scheme.questions.clear();
    let kinds = (0..4).map(|number| EventKind { id: (&*format!("k{number}")).into(), ..catalog().scheme.event_kinds[6].clone() });
    bare.scheme.event_kinds.extend(kinds);
    let kinds = (0..4).map(|number| CertificateKind { id: (&*format!("c{number}")).into(), name: "证书".into(), hint: None });
    bare.scheme.certificate_kinds.extend(kinds);
    bare
}

/// An event of a kind with the date of the event.
pub fn happened(id: &str, kind: &str, from: &str) -> [Action; 2] {
    let change = |change| Action::ChangedEvent(id.into(), change);
    [change(EventChange::Recorded(kind.into())), change(EventChange::Edited(EventText::From, from.into()))]
}

/// A certificate of a kind with its first and last day.
pub fn certified(id: &str, kind: &str, (from, until): (&str, &str)) -> [Action; 3] {
    let change = |change| Action::ChangedCertificate(id.into(), change);
    [
        change(CertificateChange::Recorded(kind.into())),
        change(CertificateChange::Edited(CertificateText::ValidFrom, from.into())),
        change(CertificateChange::Edited(CertificateText::ValidUntil, until.into())),
    ]
}

/// A day of the round, entered where the bundled scheme has it entered.
pub fn dated(milestone: &str, text: &str) -> Action {
    let id = milestone.into();
    match catalog().scheme.course.field_of(&id) {
        Some(field) => entered(field.as_str(), text),
        None => Action::Round(RoundAction::Dated(id, text.into())),
    }
}

/// A figure of the form for a fiscal year.
pub fn figure(field: &str, year: i16, text: &str) -> Action {
    Action::EditedYear(field.into(), year, text.into())
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
