//! Every requirement of the scheme against the cases in `tests/eligibility`, one file per requirement.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use award::assessment::events::{EventChange, EventText};
use award::assessment::{Action, Assessment, CardAction, Choice};
use award::calendar::YearCalendar;
use award::eligibility::{self, Check, Fact, Finding, Missing, Outcome, Presumed, Verdict};
use award::scheme::RequirementKind;
use award::timeline::RoundAction;
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
    /// Figures by field and fiscal year.
    #[serde(default)]
    figures: BTreeMap<String, BTreeMap<String, String>>,
    /// Dated events; they are numbered e1, e2 … in their order.
    #[serde(default)]
    events: Vec<Happened>,
    /// Certificates; they are numbered c1, c2 … in their order.
    #[serde(default)]
    certificates: Vec<Certified>,
    /// The total of the self-assessment by fiscal year.
    #[serde(default)]
    totals: BTreeMap<String, String>,
    /// The organisation's own rating by fiscal year.
    #[serde(default)]
    ratings: BTreeMap<String, Said>,
    /// Readings that are switched.
    #[serde(default)]
    readings: BTreeMap<String, String>,
    /// Days of the round.
    #[serde(default)]
    days: BTreeMap<String, String>,
    /// Days off that were entered by year.
    #[serde(default)]
    days_off: BTreeMap<String, Vec<String>>,
    /// The application date; the day of [`given::TODAY`] if a case does not need its own.
    on: Option<String>,
    outcome: String,
    verdict: String,
    #[serde(default)]
    missing: Vec<String>,
    cured_on: Option<String>,
    /// What the cure takes for granted: `no loss 2026`, `good year 2026`.
    #[serde(default)]
    presumed: Vec<String>,
    /// What the outcome rests on, if the case is about that: `answer accident`, `event e1`, `figure net_profit 2024` …
    rests_on: Option<Vec<String>>,
    /// Answers that details speak against.
    #[serde(default)]
    contradicts: Vec<String>,
    /// The readings that decide, if the case is about that.
    decided_by: Option<Vec<String>>,
    /// Whether it asks anything of the applicant, if the case is about that.
    concerns: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Happened {
    kind: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    until: String,
    #[serde(default)]
    second_date: String,
    #[serde(default)]
    ongoing: bool,
    level: Option<String>,
    #[serde(default)]
    overturned: bool,
}

impl Happened {
    fn actions(&self, id: &str) -> Vec<Action> {
        let text = |which, text: &str| EventChange::Edited(which, text.into());
        let changes = [
            EventChange::Recorded((&*self.kind).into()),
            text(EventText::From, &self.from),
            text(EventText::Until, &self.until),
            text(EventText::SecondDate, &self.second_date),
            EventChange::Continued(self.ongoing),
            EventChange::Ranked(self.level.as_deref().map(Into::into)),
            EventChange::Overturned(self.overturned),
        ];
        changes.map(|change| Action::ChangedEvent(id.into(), change)).to_vec()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Certified {
    kind: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    until: String,
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
    let all = base.into_iter().chain(differing).chain(details(case));
    given::after(all.chain([Action::ChangedApplicationDate(Some(on))]))
}

/// The figures, events, certificates and switched readings of a case.
fn details(case: &Case) -> Vec<Action> {
    let mut actions = Vec::new();
    for (field, years) in &case.figures {
        actions.extend(years.iter().map(|(year, text)| given::figure(field, year.parse().expect("a year"), text)));
    }
    for (number, event) in case.events.iter().enumerate() {
        actions.extend(event.actions(&format!("e{}", number + 1)));
    }
    for (number, one) in case.certificates.iter().enumerate() {
        actions.extend(given::certified(&format!("c{}", number + 1), &one.kind, (&one.from, &one.until)));
    }
    let card = |year: &String, action| Action::Card(year.parse().expect("a year"), action);
    actions.extend(case.totals.iter().map(|(year, text)| card(year, CardAction::EditedTotal((&**text).into()))));
    actions.extend(case.ratings.iter().map(|(year, said)| card(year, CardAction::RatedYear(said.choice()))));
    actions.extend(case.days.iter().map(|(milestone, text)| given::dated(milestone, text)));
    for (year, days) in &case.days_off {
        let days_off = days.iter().map(|text| day(text)).collect();
        let own = YearCalendar { days_off, ..YearCalendar::default() };
        actions.push(Action::Round(RoundAction::Announced(year.parse().expect("a year"), own)));
    }
    actions.extend(case.readings.iter().map(|(reading, text)| Action::SwitchedReading((&**reading).into(), (&**text).into())));
    actions
}

fn outcome_word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Met => "met",
        Outcome::NotMet => "not_met",
        Outcome::Unknown => "unknown",
        Outcome::NeedsJudgement => "needs_judgement",
    }
}

fn verdict_word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Eligible => "eligible",
        Verdict::NotEligible => "not_eligible",
        Verdict::Undecided => "undecided",
    }
}

fn missing_word(missing: &Missing) -> String {
    match missing {
        Missing::Answer(id) => format!("answer {id}"),
        Missing::Field(id) => format!("field {id}"),
        Missing::Figure(id, year) => format!("figure {id} {year}"),
        Missing::Card(year) => format!("card {year}"),
        Missing::Certificate(kind) => format!("certificate {kind}"),
        Missing::Event(id) => format!("event {id}"),
        Missing::Reading(id) => format!("reading {id}"),
        Missing::Day(id) => format!("day {id}"),
        Missing::Calendar(year) => format!("calendar {year}"),
    }
}

fn fact_word(fact: &Fact) -> String {
    match fact {
        Fact::Answer(id) => format!("answer {id}"),
        Fact::Field(id) => format!("field {id}"),
        Fact::Figure(id, year) => format!("figure {id} {year}"),
        Fact::Card(year) => format!("card {year}"),
        Fact::Certificate(id) => format!("certificate {id}"),
        Fact::Event(id) => format!("event {id}"),
        Fact::Day(id) => format!("day {id}"),
    }
}

fn presumed_word(presumed: &Presumed) -> String {
    match presumed {
        Presumed::NoLoss(year) => format!("no loss {year}"),
        Presumed::GoodYear(year) => format!("good year {year}"),
    }
}

fn joined(words: impl IntoIterator<Item = String>) -> String {
    words.into_iter().collect::<Vec<String>>().join(", ")
}

/// What a check says about one requirement, in the words of the case files.
fn told(check: &Check, finding: &Finding) -> [String; 9] {
    [
        outcome_word(finding.outcome).to_owned(),
        verdict_word(check.verdict).to_owned(),
        joined(finding.missing.iter().map(missing_word)),
        finding.cured_on.map(|day| day.to_string()).unwrap_or_default(),
        joined(finding.presumed.iter().map(presumed_word)),
        joined(finding.basis.iter().map(fact_word)),
        joined(finding.contradictions.iter().map(|found| found.answer.to_string())),
        joined(finding.readings.iter().map(ToString::to_string)),
        finding.concerns.to_string(),
    ]
}

fn failure(applicant: &Applicant, requirement: &str, case: &Case) -> Option<String> {
    let state = state(applicant, case);
    // The application date stands in the assessment; a day of the check after it must not matter.
    let check = eligibility::check(catalog(), &state, day("2099-01-01"));
    let Some(finding) = check.findings.iter().find(|finding| finding.requirement.id.as_str() == requirement) else {
        return Some(format!("the scheme has no requirement {requirement}"));
    };
    let told = told(&check, finding);
    let list = |words: &[String]| words.join(", ");
    let expected = [
        case.outcome.clone(),
        case.verdict.clone(),
        list(&case.missing),
        case.cured_on.clone().unwrap_or_default(),
        list(&case.presumed),
        case.rests_on.as_deref().map_or(told[5].clone(), list),
        list(&case.contradicts),
        case.decided_by.as_deref().map_or(told[7].clone(), list),
        case.concerns.map_or(told[8].clone(), |concerns| concerns.to_string()),
    ];
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
    for requirement in &catalog().scheme.requirements {
        let reached = covered.get(requirement.id.as_str());
        let all = ["met", "not_met", "unknown"].iter().all(|outcome| reached.is_some_and(|reached| reached.contains(outcome)));
        assert!(all, "outcomes that cases of {} reach: {reached:?}", requirement.id);
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
    let check = eligibility::check(catalog(), &state, given::TODAY);
    assert_eq!(check.verdict, Verdict::Eligible);
    let others = check.findings.iter().filter(|finding| finding.requirement.kind != RequirementKind::Notice);
    assert!(others.into_iter().all(|finding| finding.outcome == Outcome::Met));
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
    let verdict = |state: &Assessment, today: &str| eligibility::check(catalog(), state, day(today)).verdict;
    assert_eq!(verdict(&planned, "2027-05-31"), Verdict::NotEligible);
    assert_eq!(verdict(&planned, "2027-06-01"), Verdict::Eligible);
    let dated = planned.apply(&Action::ChangedApplicationDate(Some(day("2027-06-01"))));
    assert_eq!(verdict(&dated, "2026-11-24"), Verdict::Eligible);
}

#[test]
fn what_is_planned_until_the_application_is_not_done() {
    let notice = [entered("publicity_start", "2026-11-30"), entered("publicity_end", "2026-12-07")];
    let dated = [Action::ChangedApplicationDate(Some(day("2026-12-09"))), answered("internal_notice_done", Some(Choice::No))];
    let state = given::after(given::eligible().into_iter().chain(notice).chain(dated));
    let is_notice = |finding: &&Finding| finding.requirement.id.as_str() == "internal_notice";
    let told = |check: &Check| check.findings.iter().find(is_notice).map(|finding| (finding.outcome, finding.cured_on));
    let on = |today: &str| told(&eligibility::check(catalog(), &state, day(today)));
    assert_eq!(on("2026-11-24"), Some((Outcome::NotMet, Some(day("2026-12-08")))));
    assert_eq!(on("2026-12-07"), Some((Outcome::NotMet, Some(day("2026-12-08")))));
    assert_eq!(on("2026-12-08"), Some((Outcome::Met, None)));
    let (_, supposed) = eligibility::what_if(catalog(), &state, day("2026-11-24"), &[]);
    assert_eq!(told(&supposed), Some((Outcome::Met, None)));
}

/// What a check of the starting applicant finds after some more actions.
fn found<T>(more: impl IntoIterator<Item = Action>, ask: impl Fn(&Check) -> T) -> T {
    let day = Action::ChangedApplicationDate(Some(given::TODAY));
    let state = given::after(given::eligible().into_iter().chain([day]).chain(more));
    ask(&eligibility::check(catalog(), &state, given::TODAY))
}

#[test]
fn what_is_undone_is_told_and_decides_nothing() {
    let undone = |choice| {
        found([answered("internal_notice_done", choice)], |check| {
            let ids = check.undone().map(|finding| finding.requirement.id.to_string());
            (check.verdict, ids.collect::<Vec<String>>())
        })
    };
    assert_eq!(undone(Some(Choice::Yes)), (Verdict::Eligible, vec![]));
    for choice in [Some(Choice::No), Some(Choice::Unsure), None] {
        assert_eq!(undone(choice), (Verdict::Eligible, vec!["internal_notice".to_owned()]), "{choice:?}");
    }
}

#[test]
fn readings_against_are_those_of_what_blocks() {
    let happened =
        |kind: &str, from: &str| [EventChange::Recorded(kind.into()), EventChange::Edited(EventText::From, from.into())];
    let event = |id: &str, kind: &str, from: &str| happened(kind, from).map(|change| Action::ChangedEvent(id.into(), change));
    let against = |more: Vec<Action>| {
        found(more, |check| check.readings_against().into_iter().map(ToString::to_string).collect::<Vec<String>>())
    };
    let anniversary = event("e1", "accident", "2023-11-24");
    let counts = Action::SwitchedReading("anniversary-day".into(), "counts".into());
    assert_eq!(against(vec![]), [""; 0]);
    assert_eq!(against(anniversary.to_vec()), [""; 0], "what a reading lets pass stands against nothing");
    let read: Vec<Action> = anniversary.into_iter().chain([counts]).collect();
    assert_eq!(against(read.clone()), ["anniversary-day"]);
    let open = answered("accident", None);
    let twice: Vec<Action> = read.into_iter().chain(event("e2", "accident", "2025-06-01")).chain([open]).collect();
    assert_eq!(against(twice), [""; 0], "a second accident stands against it however the first is read");
}
