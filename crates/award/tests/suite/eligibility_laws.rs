//! Laws of the check that hold for the bundled scheme and for any other rule.

use std::collections::BTreeMap;

use award::assessment::{Action, Assessment, Choice};
use award::catalog::Catalog;
use award::eligibility::{self, Check, Finding, Missing, Outcome, Verdict};
use award::scheme::{Requirement, RequirementKind, Rule};
use jiff::ToSpan;
use jiff::civil::Date;
use proptest::prelude::*;
use proptest::sample::select;

use crate::arbitrary;
use crate::given::{self, TODAY, answered, cases, catalog, catalog_of, certified, dated, entered, figure, happened};

fn kind() -> impl Strategy<Value = RequirementKind> {
    use RequirementKind::{Condition, Disqualifier, Notice, Procedure};
    select(vec![Condition, Disqualifier, Notice, Procedure])
}

/// The bundled scheme's applicant: an answer to every question, some founding date, some events.
fn applicant() -> impl Strategy<Value = Assessment> {
    (arbitrary::answers(), arbitrary::date_text(), arbitrary::events()).prop_map(|(answers, founded, events)| {
        given::after(answers.into_iter().chain(events)).apply(&entered("founded", &founded))
    })
}

/// What a person may add to what is known: an answer, a date, or a detail where there was none, that agrees with what was
/// said before.
fn learn(state: &Assessment, catalog: &Catalog, picks: &[(u8, bool)]) -> Assessment {
    let leaves: Vec<&Rule> = catalog.scheme.requirements.iter().flat_map(|requirement| requirement.rule.leaves()).collect();
    picks.iter().enumerate().fold(state.clone(), |state, (at, (pick, yes))| {
        let Some(leaf) = leaves.get(usize::from(*pick) % leaves.len().max(1)) else { return state };
        lesson(&state, leaf, *yes, at).iter().fold(state, |state, action| state.apply(action))
    })
}

/// Something that is not known about a leaf yet. `yes` chooses between two ways, unless what was said leaves only one.
fn lesson(state: &Assessment, leaf: &Rule, yes: bool, at: usize) -> Vec<Action> {
    let said = leaf.question().and_then(|question| state.answer(question.as_str()).choice);
    let way = match said {
        Some(Choice::Yes) => true,
        Some(Choice::No) => false,
        Some(Choice::Unsure) | None => yes,
    };
    let id = format!("learned{at}");
    match leaf {
        Rule::EventWithin { kinds, .. } => match kinds.first().and_then(|id| catalog().scheme.event_kind(id)) {
            Some(kind) if kind.lasting || !kind.levels.is_empty() => tell(state, leaf, way),
            _ => kinds
                .iter()
                .flat_map(|kind| happened(&id, kind.as_str(), if way { "2026-11-20" } else { "1990-01-01" }))
                .collect(),
        },
        Rule::Loss { fields, .. } => {
            let open = fields.iter().flat_map(|field| (2020..=2026).map(move |year| (field.as_str(), year)));
            let open = open.filter(|(field, year)| award::amount::Amount::parse(&state.field_in(field, *year)).is_none());
            open.map(|(field, year)| figure(field, year, if way { "-3" } else { "3" })).collect()
        }
        Rule::CertificateValid { kind, .. } if way && !state.certificates.values().any(|one| one.kind == *kind) => {
            certified(&id, kind.as_str(), ("2020-01-01", "2090-01-01")).to_vec()
        }
        Rule::YearsSince { field, .. } if award::applicant::date(&state.field(field.as_str())).is_none() => {
            vec![entered(field.as_str(), if yes { "1980-01-01" } else { "2026-11-23" })]
        }
        Rule::YearsSince { .. } | Rule::CertificateValid { .. } => Vec::new(),
        Rule::PeriodOver { milestone, .. } if !state.round.dates.contains_key(milestone) => {
            vec![dated(milestone.as_str(), if way { "2026-11-02" } else { "2026-11-23" })]
        }
        leaf => tell(state, leaf, yes),
    }
}

/// An answer where there was none.
fn tell(state: &Assessment, leaf: &Rule, yes: bool) -> Vec<Action> {
    let open = leaf.question().filter(|question| !is_said(state, question.as_str()));
    open.map(|question| answered(question.as_str(), Some(if yes { Choice::Yes } else { Choice::No }))).into_iter().collect()
}

fn is_said(state: &Assessment, question: &str) -> bool {
    matches!(state.answer(question).choice, Some(Choice::Yes | Choice::No))
}

fn decided(check: &Check) -> Vec<(String, Outcome)> {
    let known = check.findings.iter().filter(|finding| finding.outcome.is_known());
    known.map(|finding| (finding.requirement.id.to_string(), finding.outcome)).collect()
}

fn keeps_what_was_decided(catalog: &Catalog, before: &Assessment, after: &Assessment) -> Result<(), TestCaseError> {
    let (before, after) = (eligibility::check(catalog, before, TODAY), eligibility::check(catalog, after, TODAY));
    for finding in decided(&before) {
        prop_assert!(decided(&after).contains(&finding), "{finding:?} was decided");
    }
    prop_assert!(before.verdict == Verdict::Undecided || before.verdict == after.verdict);
    prop_assert!(before.progress().0 <= after.progress().0);
    Ok(())
}

/// A finding names what is missing exactly while it is unknown, and each thing once.
fn missing_is_honest(finding: &Finding) -> Result<(), TestCaseError> {
    prop_assert_eq!(finding.missing.is_empty(), finding.outcome.is_known());
    for (position, missing) in finding.missing.iter().enumerate() {
        prop_assert!(!finding.missing[..position].contains(missing), "named once");
    }
    Ok(())
}

/// Something that makes a missing thing known, in one of two ways.
fn decide(missing: &Missing, yes: bool) -> Vec<Action> {
    match missing {
        Missing::Answer(id) => vec![answered(id.as_str(), Some(if yes { Choice::Yes } else { Choice::No }))],
        Missing::Field(id) => vec![entered(id.as_str(), if yes { "1980-01-01" } else { "2026-11-23" })],
        Missing::Figure(id, year) => vec![figure(id.as_str(), *year, if yes { "-1" } else { "1" })],
        Missing::Certificate(kind) => {
            certified("decided", kind.as_str(), ("2020-01-01", if yes { "2090-01-01" } else { "2021-01-01" })).to_vec()
        }
        Missing::Event(id) => decide_event(id.as_str(), yes),
        Missing::Day(id) => vec![dated(id.as_str(), if yes { "2026-11-02" } else { "2026-11-23" })],
        Missing::Card(_) | Missing::Reading(_) | Missing::Calendar(_) => Vec::new(),
    }
}

fn decide_event(id: &str, yes: bool) -> Vec<Action> {
    use award::assessment::events::{EventChange, EventText};
    let day = if yes { "2026-11-20" } else { "1990-01-01" };
    let dates = [EventText::From, EventText::Until, EventText::SecondDate].map(|which| EventChange::Edited(which, day.into()));
    // "city" is a level of inspections, "main" one of prizes; to other kinds neither is anything.
    dates.into_iter().map(|change| Action::ChangedEvent(id.into(), change)).collect()
}

/// Once everything that a finding misses is known, in whatever way, the finding is decided; what an event still lacks after
/// its dates, or a certificate beside an unreadable one, is not tried.
fn missing_is_sufficient(catalog: &Catalog, state: &Assessment, ways: &[bool]) -> Result<(), TestCaseError> {
    for (at, finding) in eligibility::check(catalog, state, TODAY).findings.iter().enumerate() {
        let is_tried = |missing: &Missing| match missing {
            Missing::Card(_) | Missing::Reading(_) | Missing::Calendar(_) => false,
            Missing::Event(id) => state
                .events
                .get(id)
                .is_some_and(|event| catalog.scheme.event_kind(&event.kind).is_some_and(|kind| kind.levels.is_empty())),
            Missing::Certificate(kind) => !state.certificates.values().any(|one| one.kind == *kind),
            _ => true,
        };
        if !finding.missing.iter().all(is_tried) {
            continue;
        }
        let told = finding.missing.iter().zip(ways.iter().cycle()).flat_map(|(missing, yes)| decide(missing, *yes));
        let informed = told.fold(state.clone(), |state, action| state.apply(&action));
        let outcome = eligibility::check(catalog, &informed, TODAY).findings[at].outcome;
        prop_assert!(outcome.is_known(), "{}: {:?}", finding.requirement.id, finding.missing);
    }
    Ok(())
}

/// A day named as the cure is the first on which the requirement is met; without one, time alone does not meet it.
fn cure_is_exact(catalog: &Catalog, state: &Assessment) -> Result<(), TestCaseError> {
    let at = |day: Date| eligibility::check(catalog, state, day).findings[0].outcome;
    let check = eligibility::check(catalog, state, TODAY);
    let finding = &check.findings[0];
    match finding.cured_on {
        Some(day) => {
            prop_assert!(day > TODAY && finding.outcome == Outcome::NotMet);
            prop_assert_eq!(at(day.yesterday().expect("a day before")), Outcome::NotMet);
            prop_assert_eq!(at(day), Outcome::Met);
        }
        None if finding.outcome == Outcome::NotMet => {
            prop_assert_ne!(at(TODAY.checked_add(50.years()).expect("a day")), Outcome::Met);
        }
        None => {}
    }
    Ok(())
}

/// A rule that never says "not so many years": such a rule would turn against the applicant as time passes.
fn patient(rule: &Rule) -> bool {
    match rule {
        Rule::All(parts) | Rule::Any(parts) => parts.iter().all(patient),
        Rule::Not(part) => part.fields().is_empty(),
        _ => true,
    }
}

fn outcomes<'a>(check: &Check<'a>) -> BTreeMap<&'a str, Outcome> {
    check.findings.iter().map(|finding| (finding.requirement.id.as_str(), finding.outcome)).collect()
}

fn deciding(requirements: &[Requirement]) -> impl Iterator<Item = (usize, &Requirement)> {
    requirements.iter().enumerate().filter(|(_, one)| one.kind.decides())
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn knowledge_never_unsettles(state in applicant(), picks in proptest::collection::vec(any::<(u8, bool)>(), 1..12)) {
        keeps_what_was_decided(catalog(), &state, &learn(&state, catalog(), &picks))?;
    }

    #[test]
    fn knowledge_never_unsettles_any_rule(
        rule in arbitrary::rule(), kind in kind(), known in arbitrary::knowledge(),
        picks in proptest::collection::vec(any::<(u8, bool)>(), 1..6),
    ) {
        let (catalog, state) = (catalog_of(kind, rule), given::after(known));
        keeps_what_was_decided(&catalog, &state, &learn(&state, &catalog, &picks))?;
    }

    #[test]
    fn details_against_an_answer_are_shown(
        kind in kind(), known in arbitrary::knowledge(), day in arbitrary::day(), which in 0u8..4,
    ) {
        let (catalog, state) = (catalog_of(kind, arbitrary::event_leaf(which)), given::after(known));
        let more = happened("more", &format!("k{which}"), &day.to_string());
        let after = more.iter().fold(state.clone(), |state, action| state.apply(action));
        let check = |state: &Assessment| eligibility::check(&catalog, state, TODAY);
        let (before, after) = (check(&state), check(&after));
        if before.findings[0].outcome != after.findings[0].outcome && before.findings[0].outcome.is_known() {
            prop_assert!(!after.findings[0].contradictions.is_empty(), "what changes the outcome is shown");
        }
    }

    #[test]
    fn missing_decides(state in applicant(), ways in proptest::collection::vec(any::<bool>(), 1..9)) {
        for finding in &eligibility::check(catalog(), &state, TODAY).findings {
            missing_is_honest(finding)?;
        }
        missing_is_sufficient(catalog(), &state, &ways)?;
    }

    #[test]
    fn missing_decides_any_rule(
        rule in arbitrary::rule(), kind in kind(), known in arbitrary::knowledge(),
        ways in proptest::collection::vec(any::<bool>(), 1..9),
    ) {
        let (catalog, state) = (catalog_of(kind, rule), given::after(known));
        missing_is_honest(&eligibility::check(&catalog, &state, TODAY).findings[0])?;
        missing_is_sufficient(&catalog, &state, &ways)?;
    }

    #[test]
    fn time_never_loses_the_three_years(state in applicant(), on in arbitrary::day(), later in 0i64..40_000) {
        let check = |day: Date| outcomes(&eligibility::check(catalog(), &state, day))["established"];
        if check(on) == Outcome::Met {
            prop_assert_eq!(check(on.checked_add(later.days()).expect("a day")), Outcome::Met);
        }
    }

    #[test]
    fn events_only_help_by_ageing(
        state in applicant(), readings in arbitrary::switched_readings(), on in arbitrary::day(), later in 0i64..4_000,
    ) {
        let state = readings.iter().fold(state, |state, action| state.apply(action));
        let check = |day: Date| eligibility::check(catalog(), &state, day);
        let (before, after) = (check(on), check(on.checked_add(later.days()).expect("a day")));
        for (old, new) in before.findings.iter().zip(&after.findings) {
            let rule = &old.requirement.rule;
            let by_events = !rule.event_kinds().is_empty() && rule.event_kinds().len() == rule.leaves().len();
            if by_events && old.outcome != Outcome::NotMet {
                prop_assert_eq!(old.outcome, new.outcome, "{}", old.requirement.id);
            }
        }
    }

    #[test]
    fn cure_day_is_the_first(state in applicant()) {
        cure_is_exact(catalog(), &state)?;
    }

    #[test]
    fn cure_day_is_the_first_for_any_rule(
        rule in arbitrary::plain_rule().prop_filter("patient", patient), kind in kind(), known in arbitrary::knowledge(),
    ) {
        cure_is_exact(&catalog_of(kind, rule), &given::after(known))?;
    }

    /// The cure of an event is the first day on which it no longer counts, once the yes that meant it is taken back.
    #[test]
    fn cure_day_of_events_is_the_first(which in 0u8..4, days in proptest::collection::vec(-1500i64..200, 1..3)) {
        let catalog = catalog_of(RequirementKind::Disqualifier, arbitrary::event_leaf(which));
        let kind = format!("k{which}");
        let events = days.iter().enumerate().flat_map(|(at, days)| {
            happened(&format!("e{at}"), &kind, &TODAY.checked_add(days.days()).expect("a day").to_string())
        });
        let state = given::after(events.chain([answered(&format!("ek{which}"), Some(Choice::Yes))]));
        let told = state.apply(&answered(&format!("ek{which}"), Some(Choice::No)));
        let at = |day: Date| eligibility::check(&catalog, &told, day).findings[0].outcome;
        let check = eligibility::check(&catalog, &state, TODAY);
        match check.findings[0].cured_on {
            Some(day) => {
                prop_assert_eq!((at(day.yesterday().expect("a day")), at(day)), (Outcome::NotMet, Outcome::Met));
            }
            None => prop_assert_eq!(at(TODAY), Outcome::Met, "a yes without an event that counts has no cure"),
        }
    }

    /// The earliest day is the first on which the check says so: not the day before, nor any other of the days before.
    #[test]
    fn earliest_day_is_the_first(
        events in arbitrary::dated_events(), founded in -1400i64..0, others in proptest::collection::vec(0i64..1100, 6),
    ) {
        let founded = TODAY.checked_add(founded.days()).expect("a day").to_string();
        let state = given::eligible().iter().chain(&events).fold(given::blank(), |state, action| state.apply(action));
        let state = state.apply(&entered("founded", &founded));
        let eligible = |day: Date| eligibility::check(catalog(), &state, day).verdict == Verdict::Eligible;
        let found = eligibility::earliest(catalog(), &state, TODAY).expect("time cures all of it");
        prop_assert!(eligible(found.day) && found.verdict == Verdict::Eligible && found.presumed.is_empty());
        let days = others.iter().map(|days| TODAY.checked_add(days.days()).expect("a day"));
        let before = days.chain(found.day.yesterday().ok()).filter(|day| (TODAY..found.day).contains(day));
        for day in before {
            prop_assert!(!eligible(day), "{day} is earlier");
        }
    }

    #[test]
    fn what_if_leaves_the_record_alone(state in applicant(), readings in arbitrary::switched_readings(), day in arbitrary::day()) {
        let before = state.clone();
        let mut actions = readings;
        actions.push(Action::ChangedApplicationDate(Some(day)));
        let (supposed, check) = eligibility::what_if(catalog(), &state, TODAY, &actions);
        prop_assert_eq!(&before, &state);
        prop_assert_eq!(check, eligibility::check(catalog(), &supposed, day));
    }

    /// The order of open questions: what decides the verdict first, what decides a requirement alone before what does not.
    #[test]
    fn open_questions_come_in_order(state in applicant()) {
        let check = eligibility::check(catalog(), &state, TODAY);
        let questions = eligibility::open_questions(catalog(), &state, &check, TODAY);
        let rank = |question: &eligibility::OpenQuestion| {
            (!question.requirements.iter().any(|one| one.kind.decides()), !question.decides_alone)
        };
        prop_assert!(questions.is_sorted_by_key(rank));
        for finding in &check.findings {
            for missing in &finding.missing {
                let found: Vec<_> = questions.iter().filter(|question| question.missing == *missing).collect();
                prop_assert!(found.len() == 1 && found[0].requirements.contains(&finding.requirement));
            }
        }
    }

    #[test]
    fn verdict_is_all_that_decides(state in applicant()) {
        let check = eligibility::check(catalog(), &state, TODAY);
        let found: Vec<Outcome> = deciding(&catalog().scheme.requirements).map(|(at, _)| check.findings[at].outcome).collect();
        let expected = if found.contains(&Outcome::NotMet) {
            Verdict::NotEligible
        } else if found.iter().all(|outcome| *outcome == Outcome::Met) {
            Verdict::Eligible
        } else {
            Verdict::Undecided
        };
        prop_assert_eq!(check.verdict, expected);
        prop_assert_eq!(check.progress(), (found.iter().filter(|one| one.is_known()).count(), 14));
    }

    #[test]
    fn what_rests_is_there(state in applicant()) {
        for finding in &eligibility::check(catalog(), &state, TODAY).findings {
            for fact in &finding.basis {
                let is_there = match fact {
                    eligibility::Fact::Answer(id) => is_said(&state, id.as_str()),
                    eligibility::Fact::Field(id) => !state.field(id.as_str()).is_empty(),
                    eligibility::Fact::Figure(id, year) => !state.field_in(id.as_str(), *year).is_empty(),
                    eligibility::Fact::Event(id) => state.events.contains_key(id),
                    eligibility::Fact::Certificate(id) => state.certificates.contains_key(id),
                    eligibility::Fact::Card(_) => true,
                    eligibility::Fact::Day(id) => state.round.dates.contains_key(id),
                };
                prop_assert!(is_there, "{}: {fact:?}", finding.requirement.id);
            }
        }
    }
}

#[test]
fn unwanted_rules_are_never_cured_by_time() {
    let rule = Rule::Any(vec![Rule::YearsSince { field: "f0".into(), years: 3 }, Rule::Ask("q0".into())]);
    let catalog = catalog_of(RequirementKind::Disqualifier, rule);
    let check = eligibility::check(&catalog, &given::after([entered("f0", "2001-01-01")]), TODAY);
    assert_eq!((check.findings[0].outcome, check.findings[0].cured_on), (Outcome::NotMet, None));
}
