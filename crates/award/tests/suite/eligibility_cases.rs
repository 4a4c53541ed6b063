//! Every requirement of the scheme against the cases in `tests/eligibility`, one file per requirement.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use award::assessment::{Action, Assessment, Choice};
use award::eligibility::{self, Check, Missing, Outcome, Verdict};
use jiff::civil::Date;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::given::{self, answered, catalog, entered};

/// The applicant that every case starts from.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Applicant {
    fields: BTreeMap<String, String>,
    answers: BTreeMap<String, Said>,
}

/// The cases of one requirement.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    requirement: String,
    #[serde(rename = "case")]
    cases: Vec<Case>,
}

/// What differs from the applicant, and what must come of it.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    #[serde(default)]
    fields: BTreeMap<String, String>,
    #[serde(default)]
    answers: BTreeMap<String, Said>,
    /// The application date; the day of [`given::TODAY`] if a case does not need its own.
    on: Option<String>,
    outcome: String,
    verdict: String,
    #[serde(default)]
    missing: Vec<String>,
    cured_on: Option<String>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Said {
    Yes,
    No,
    Unsure,
    Open,
}

impl Said {
    fn choice(self) -> Option<Choice> {
        match self {
            Said::Yes => Some(Choice::Yes),
            Said::No => Some(Choice::No),
            Said::Unsure => Some(Choice::Unsure),
            Said::Open => None,
        }
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

fn read<T: DeserializeOwned>(path: &Path) -> T {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every case file, in the order of their names.
fn files() -> Vec<(String, Cases)> {
    let entries = std::fs::read_dir(folder().join("eligibility")).expect("the folder of the cases");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a file").path()).collect();
    paths.sort();
    paths.iter().map(|path| (path.file_name().unwrap_or_default().display().to_string(), read(path))).collect()
}

fn day(text: &str) -> Date {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn state(applicant: &Applicant, case: &Case) -> Assessment {
    let facts = |fields: &BTreeMap<String, String>, answers: &BTreeMap<String, Said>| -> Vec<Action> {
        let fields = fields.iter().map(|(field, text)| entered(field, text));
        fields.chain(answers.iter().map(|(question, said)| answered(question, said.choice()))).collect()
    };
    let on = case.on.as_deref().map_or(given::TODAY, day);
    let base = facts(&applicant.fields, &applicant.answers);
    let differing = facts(&case.fields, &case.answers);
    given::after(base.into_iter().chain(differing).chain([Action::ChangedApplicationDate(Some(on))]))
}

fn outcome_word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Met => "met",
        Outcome::NotMet => "not_met",
        Outcome::Unknown => "unknown",
    }
}

fn verdict_word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Eligible => "eligible",
        Verdict::NotEligible => "not_eligible",
        Verdict::Undecided => "undecided",
    }
}

fn missing_words(missing: &[Missing]) -> Vec<String> {
    let word = |missing: &Missing| match missing {
        Missing::Answer(id) => format!("answer {id}"),
        Missing::Field(id) => format!("field {id}"),
    };
    missing.iter().map(word).collect()
}

/// What a check says about one requirement, in the words of the case files.
fn told(check: &Check, requirement: &str) -> Option<[String; 4]> {
    let finding = check.findings.iter().find(|finding| finding.requirement.id.as_str() == requirement)?;
    Some([
        outcome_word(finding.outcome).to_owned(),
        verdict_word(check.verdict).to_owned(),
        missing_words(&finding.missing).join(", "),
        finding.cured_on.map(|day| day.to_string()).unwrap_or_default(),
    ])
}

fn failure(applicant: &Applicant, requirement: &str, case: &Case) -> Option<String> {
    let state = state(applicant, case);
    // The application date stands in the assessment; the day of the check must not matter.
    let check = eligibility::check(&catalog().scheme, &state, day("1999-01-01"));
    let Some(told) = told(&check, requirement) else {
        return Some(format!("the scheme has no requirement {requirement}"));
    };
    let expected =
        [case.outcome.clone(), case.verdict.clone(), case.missing.join(", "), case.cured_on.clone().unwrap_or_default()];
    (told != expected).then(|| format!("expected {expected:?}, found {told:?}"))
}

#[test]
fn every_case_comes_out() {
    let applicant: Applicant = read(&folder().join("applicant.toml"));
    let mut failures = Vec::new();
    for (file, cases) in files() {
        for case in &cases.cases {
            if let Some(failure) = failure(&applicant, &cases.requirement, case) {
                failures.push(format!("{file}: {}: {failure}", case.name));
            }
        }
    }
    assert!(failures.is_empty(), "{} cases failed:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn every_requirement_has_cases() {
    let files = files();
    let covered: BTreeMap<&str, BTreeSet<&str>> =
        files.iter().map(|(_, cases)| (&*cases.requirement, cases.cases.iter().map(|case| &*case.outcome).collect())).collect();
    for (file, cases) in &files {
        assert_eq!(*file, format!("{}.toml", cases.requirement), "a file is named by its requirement");
    }
    let all = BTreeSet::from(["met", "not_met", "unknown"]);
    for requirement in &catalog().scheme.requirements {
        assert_eq!(covered.get(requirement.id.as_str()), Some(&all), "outcomes that cases of {} reach", requirement.id);
    }
}

#[test]
fn cases_use_questions_that_exist() {
    let applicant: Applicant = read(&folder().join("applicant.toml"));
    let cases = files();
    let said = cases.iter().flat_map(|(_, cases)| &cases.cases).flat_map(|case| case.answers.keys());
    for question in said.chain(applicant.answers.keys()) {
        assert!(catalog().scheme.question(&(&**question).into()).is_some(), "{question}");
    }
}

#[test]
fn starting_applicant_may_apply() {
    let applicant: Applicant = read(&folder().join("applicant.toml"));
    let state = state(&applicant, &Case::default());
    let check = eligibility::check(&catalog().scheme, &state, given::TODAY);
    assert_eq!(check.verdict, Verdict::Eligible);
    assert!(check.findings.iter().all(|finding| finding.outcome == Outcome::Met));
    assert_eq!(check.progress(), (14, 14));
}

#[test]
fn county_inspections_are_not_asked() {
    let question = catalog().scheme.question(&"inspection_failed".into()).expect("the question");
    assert!(question.text.contains("国家、省、市级") && !question.text.contains('县'));
    let asked = catalog().scheme.questions.iter().filter(|question| question.text.contains("抽查")).count();
    assert_eq!(asked, 1, "no second question asks about inspections");
}

#[test]
fn re_inspection_is_a_reading_not_a_question() {
    let scheme = &catalog().scheme;
    let requirement = scheme.requirements.iter().find(|one| one.id.as_str() == "failed_inspection").expect("it is there");
    assert!(requirement.readings.iter().any(|reading| reading.as_str() == "re-inspection"));
    let mentions = scheme.questions.iter().filter(|question| question.text.contains("复查") || question.text.contains("复检"));
    assert_eq!(mentions.count(), 0);
}

#[test]
fn application_date_replaces_the_current_day() {
    let applicant: Applicant = read(&folder().join("applicant.toml"));
    let young = entered("founded", "2024-06-01");
    let base = applicant.answers.iter().map(|(question, said)| answered(question, said.choice())).chain([young]);
    let planned = given::after(base);
    let verdict = |state: &Assessment, today: &str| eligibility::check(&catalog().scheme, state, day(today)).verdict;
    assert_eq!(verdict(&planned, "2027-05-31"), Verdict::NotEligible);
    assert_eq!(verdict(&planned, "2027-06-01"), Verdict::Eligible);
    let dated = planned.apply(&Action::ChangedApplicationDate(Some(day("2027-06-01"))));
    assert_eq!(verdict(&dated, "2026-11-24"), Verdict::Eligible);
}
