//! Laws of the check that hold for the bundled scheme and for any other rule.

use award::assessment::{Action, Assessment, Choice};
use award::eligibility::{self, Check, Finding, Missing, Outcome, Verdict};
use award::scheme::{Requirement, RequirementKind, Rule, Scheme};
use jiff::ToSpan;
use jiff::civil::Date;
use proptest::prelude::*;
use proptest::sample::select;

use crate::arbitrary;
use crate::given::{self, TODAY, answered, cases, catalog, entered, scheme_of};

fn kind() -> impl Strategy<Value = RequirementKind> {
    use RequirementKind::{Condition, Disqualifier, Notice, Procedure};
    select(vec![Condition, Disqualifier, Notice, Procedure])
}

/// The bundled scheme's applicant: an answer to every question and some founding date.
fn applicant() -> impl Strategy<Value = Assessment> {
    (arbitrary::answers(), arbitrary::date_text())
        .prop_map(|(answers, founded)| given::after(answers).apply(&entered("founded", &founded)))
}

/// What a person may add to what is known: a decided answer where none was, a readable date where none was.
fn learn(state: &Assessment, scheme: &Scheme, picks: &[(u8, bool)]) -> Assessment {
    let leaves: Vec<Missing> = scheme.requirements.iter().flat_map(|requirement| leaves(&requirement.rule)).collect();
    picks.iter().fold(state.clone(), |state, (pick, yes)| match leaves.get(usize::from(*pick) % leaves.len().max(1)) {
        Some(leaf) if !is_known(&state, leaf) => state.apply(&decide(leaf, *yes)),
        _ => state,
    })
}

fn leaves(rule: &Rule) -> Vec<Missing> {
    let asks = rule.asks().into_iter().cloned().map(Missing::Answer);
    asks.chain(rule.fields().into_iter().cloned().map(Missing::Field)).collect()
}

fn is_known(state: &Assessment, leaf: &Missing) -> bool {
    match leaf {
        Missing::Answer(id) => matches!(state.answer(id.as_str()).choice, Some(Choice::Yes | Choice::No)),
        Missing::Field(id) => award::applicant::date(&state.field(id.as_str())).is_some(),
    }
}

fn decide(leaf: &Missing, yes: bool) -> Action {
    match leaf {
        Missing::Answer(id) => answered(id.as_str(), Some(if yes { Choice::Yes } else { Choice::No })),
        Missing::Field(id) => entered(id.as_str(), if yes { "1980-01-01" } else { "2026-11-23" }),
    }
}

fn decided(check: &Check) -> Vec<(String, Outcome)> {
    let known = check.findings.iter().filter(|finding| finding.outcome != Outcome::Unknown);
    known.map(|finding| (finding.requirement.id.to_string(), finding.outcome)).collect()
}

fn keeps_what_was_decided(scheme: &Scheme, before: &Assessment, after: &Assessment) -> Result<(), TestCaseError> {
    let (before, after) = (eligibility::check(scheme, before, TODAY), eligibility::check(scheme, after, TODAY));
    for finding in decided(&before) {
        prop_assert!(decided(&after).contains(&finding), "{finding:?} was decided");
    }
    prop_assert!(before.verdict == Verdict::Undecided || before.verdict == after.verdict);
    prop_assert!(before.progress().0 <= after.progress().0);
    Ok(())
}

/// A finding names what is missing exactly while it is unknown, and only what is not known.
fn missing_is_honest(finding: &Finding, state: &Assessment) -> Result<(), TestCaseError> {
    prop_assert_eq!(finding.missing.is_empty(), finding.outcome != Outcome::Unknown);
    let asked = leaves(&finding.requirement.rule);
    for (position, leaf) in finding.missing.iter().enumerate() {
        prop_assert!(!is_known(state, leaf) && asked.contains(leaf));
        prop_assert!(!finding.missing[..position].contains(leaf), "named once");
    }
    Ok(())
}

/// Once everything that a finding misses is known, in whatever way, the finding is decided.
fn missing_is_sufficient(scheme: &Scheme, state: &Assessment, ways: &[bool]) -> Result<(), TestCaseError> {
    for (at, finding) in eligibility::check(scheme, state, TODAY).findings.iter().enumerate() {
        let told = finding.missing.iter().zip(ways.iter().cycle()).map(|(leaf, yes)| decide(leaf, *yes));
        let informed = told.fold(state.clone(), |state, action| state.apply(&action));
        prop_assert_ne!(eligibility::check(scheme, &informed, TODAY).findings[at].outcome, Outcome::Unknown);
    }
    Ok(())
}

/// A day named as the cure is the first on which the requirement is met; without one, time alone does not meet it.
fn cure_is_exact(scheme: &Scheme, state: &Assessment) -> Result<(), TestCaseError> {
    let at = |day: Date| eligibility::check(scheme, state, day).findings[0].outcome;
    let check = eligibility::check(scheme, state, TODAY);
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
        Rule::Ask(_) | Rule::YearsSince { .. } => true,
    }
}

fn requirement(check: &Check, id: &str) -> Outcome {
    check.findings.iter().find(|finding| finding.requirement.id.as_str() == id).expect("the requirement").outcome
}

fn deciding(requirements: &[Requirement]) -> impl Iterator<Item = (usize, &Requirement)> {
    use RequirementKind::{Condition, Disqualifier};
    requirements.iter().enumerate().filter(|(_, one)| matches!(one.kind, Condition | Disqualifier))
}

proptest! {
    #![proptest_config(cases(600))]

    #[test]
    fn knowledge_never_unsettles(state in applicant(), picks in proptest::collection::vec(any::<(u8, bool)>(), 1..12)) {
        let scheme = &catalog().scheme;
        keeps_what_was_decided(scheme, &state, &learn(&state, scheme, &picks))?;
    }

    #[test]
    fn knowledge_never_unsettles_any_rule(
        rule in arbitrary::rule(), kind in kind(), known in arbitrary::knowledge(),
        picks in proptest::collection::vec(any::<(u8, bool)>(), 1..6),
    ) {
        let (scheme, state) = (scheme_of(kind, rule), given::after(known));
        keeps_what_was_decided(&scheme, &state, &learn(&state, &scheme, &picks))?;
    }

    #[test]
    fn missing_decides(state in applicant(), ways in proptest::collection::vec(any::<bool>(), 1..9)) {
        let scheme = &catalog().scheme;
        for finding in &eligibility::check(scheme, &state, TODAY).findings {
            missing_is_honest(finding, &state)?;
        }
        missing_is_sufficient(scheme, &state, &ways)?;
    }

    #[test]
    fn missing_decides_any_rule(
        rule in arbitrary::rule(), kind in kind(), known in arbitrary::knowledge(),
        ways in proptest::collection::vec(any::<bool>(), 1..9),
    ) {
        let (scheme, state) = (scheme_of(kind, rule), given::after(known));
        missing_is_honest(&eligibility::check(&scheme, &state, TODAY).findings[0], &state)?;
        missing_is_sufficient(&scheme, &state, &ways)?;
    }

    #[test]
    fn time_never_loses_the_three_years(state in applicant(), on in arbitrary::day(), later in 0i64..40_000) {
        let scheme = &catalog().scheme;
        let check = |day: Date| eligibility::check(scheme, &state, day);
        let (before, after) = (check(on), check(on.checked_add(later.days()).expect("a day")));
        if requirement(&before, "established") == Outcome::Met {
            prop_assert_eq!(requirement(&after, "established"), Outcome::Met);
        }
        for (old, new) in before.findings.iter().zip(&after.findings).filter(|(old, _)| old.requirement.rule.fields().is_empty()) {
            prop_assert_eq!(old, new, "only the three years depend on the day");
        }
    }

    #[test]
    fn cure_day_is_the_first(state in applicant()) {
        cure_is_exact(&catalog().scheme, &state)?;
    }

    #[test]
    fn cure_day_is_the_first_for_any_rule(
        rule in arbitrary::rule().prop_filter("patient", patient), kind in kind(), known in arbitrary::knowledge(),
    ) {
        cure_is_exact(&scheme_of(kind, rule), &given::after(known))?;
    }

    #[test]
    fn verdict_is_all_that_decides(state in applicant()) {
        let scheme = &catalog().scheme;
        let check = eligibility::check(scheme, &state, TODAY);
        let outcomes: Vec<Outcome> = deciding(&scheme.requirements).map(|(at, _)| check.findings[at].outcome).collect();
        let expected = if outcomes.contains(&Outcome::NotMet) {
            Verdict::NotEligible
        } else if outcomes.contains(&Outcome::Unknown) {
            Verdict::Undecided
        } else {
            Verdict::Eligible
        };
        prop_assert_eq!(check.verdict, expected);
        prop_assert_eq!(check.progress(), (outcomes.iter().filter(|one| **one != Outcome::Unknown).count(), 14));
    }
}

#[test]
fn unwanted_rules_are_never_cured_by_time() {
    let rule = Rule::Any(vec![Rule::YearsSince { field: "f0".into(), years: 3 }, Rule::Ask("q0".into())]);
    let scheme = scheme_of(RequirementKind::Disqualifier, rule);
    let check = eligibility::check(&scheme, &given::after([entered("f0", "2001-01-01")]), TODAY);
    assert_eq!((check.findings[0].outcome, check.findings[0].cured_on), (Outcome::NotMet, None));
}
