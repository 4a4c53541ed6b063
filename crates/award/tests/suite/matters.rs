//! Whether a question matters, against trying out every way in which the rest may turn out.

use award::assessment::{Action, Assessment, Choice};
use award::catalog::Catalog;
use award::eligibility::{self, Outcome, matters};
use award::scheme::{RequirementKind, Rule};
use award::{AnswerId, FieldId};
use proptest::prelude::*;

use crate::arbitrary;
use crate::given::{self, TODAY, answered, cases, catalog, catalog_of, entered};

/// Every state in which the unknown questions and dates of a rule, except for one question, are known.
fn completions(rule: &Rule, except: &AnswerId, state: &Assessment) -> Vec<Assessment> {
    let questions = rule.asks().into_iter().filter(|question| *question != except && !is_said(state, question));
    let dates = rule.fields().into_iter().filter(|field| !is_dated(state, field));
    let ways = questions.map(|question| [Choice::Yes, Choice::No].map(|choice| answered(question.as_str(), Some(choice))));
    let ways = ways.chain(dates.map(|field| ["1980-01-01", "2026-11-23"].map(|day| entered(field.as_str(), day))));
    ways.fold(vec![state.clone()], |states, [one, other]| {
        states.iter().flat_map(|state| [state.apply(&one), state.apply(&other)]).collect()
    })
}

fn is_said(state: &Assessment, question: &AnswerId) -> bool {
    matches!(state.answer(question.as_str()).choice, Some(Choice::Yes | Choice::No))
}

fn is_dated(state: &Assessment, field: &FieldId) -> bool {
    award::applicant::date(&state.field(field.as_str())).is_some()
}

/// Whether there is a way for the rest to turn out in which the requirement waits for this question.
fn waits(catalog: &Catalog, at: usize, question: &AnswerId, state: &Assessment) -> bool {
    let open = Action::Answered(question.clone(), None);
    let outcome = |state: &Assessment| eligibility::check(catalog, state, TODAY).findings[at].outcome;
    completions(&catalog.scheme.requirements[at].rule, question, state)
        .iter()
        .any(|state| outcome(&state.apply(&open)) == Outcome::Unknown)
}

fn every_choice() -> [Option<Choice>; 3] {
    [Some(Choice::Yes), Some(Choice::No), None]
}

/// Every combination of yes, no and open for some questions.
fn combinations(questions: &[&AnswerId]) -> Vec<Assessment> {
    questions.iter().fold(vec![given::blank()], |states, question| {
        let with = |state: &Assessment| every_choice().map(|choice| state.apply(&answered(question.as_str(), choice)));
        states.iter().flat_map(with).collect()
    })
}

#[test]
fn matters_agrees_with_trying_everything() {
    for requirement in &catalog().scheme.requirements {
        let alone = catalog_of(requirement.kind, requirement.rule.clone());
        let mut questions = requirement.rule.asks();
        questions.sort_unstable();
        questions.dedup();
        for state in combinations(&questions) {
            for question in &questions {
                let claimed = matters(catalog(), requirement, question, &state, TODAY);
                assert_eq!(claimed, waits(&alone, 0, question, &state), "{}: {question} in {:?}", requirement.id, state.answers);
            }
        }
    }
}

#[test]
fn every_question_matters_at_first() {
    for requirement in &catalog().scheme.requirements {
        for question in requirement.rule.asks() {
            assert!(matters(catalog(), requirement, question, &given::blank(), TODAY), "{}: {question}", requirement.id);
        }
    }
}

#[test]
fn settled_questions_do_not_matter() {
    let matters = |requirement: &str, question: &str, said: &[(&str, Choice)]| {
        let requirement = catalog().scheme.requirements.iter().find(|one| one.id.as_str() == requirement).expect("it");
        let state = given::after(said.iter().map(|(question, choice)| answered(question, Some(*choice))));
        matters(catalog(), requirement, &question.into(), &state, TODAY)
    };
    assert!(!matters("quality_level", "small_giant", &[("good_three_years", Choice::Yes)]));
    assert!(!matters("quality_level", "good_two_years", &[("small_giant", Choice::No)]));
    assert!(matters("quality_level", "good_two_years", &[("small_giant", Choice::Unsure)]));
    assert!(!matters("performance", "social_contribution", &[("does_business", Choice::Yes)]));
    assert!(!matters("performance", "rank_revenue", &[("does_business", Choice::No)]));
    assert!(!matters("performance", "rank_revenue", &[("rank_profit_tax", Choice::Yes), ("does_business", Choice::Yes)]));
    assert!(!matters("loss", "loss_made", &[("does_business", Choice::No)]));
    assert!(!matters("parent_recommendation", "parent_recommended", &[("is_branch", Choice::No)]));
    assert!(!matters("dishonesty", "listed_dishonest", &[("serious_dishonesty", Choice::No)]));
    assert!(matters("dishonesty", "listed_dishonest", &[("serious_dishonesty", Choice::Unsure)]));
    assert!(!matters("established", "accident", &[]), "a question of another requirement");
}

#[test]
fn answer_already_given_is_not_taken_into_account() {
    let requirement = catalog().scheme.requirements.iter().find(|one| one.id.as_str() == "accident").expect("it");
    for choice in every_choice() {
        let state = given::after([answered("accident", choice)]);
        assert!(matters(catalog(), requirement, &"accident".into(), &state, TODAY), "{choice:?}");
    }
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn matters_agrees_for_rules_without_repetition(rule in arbitrary::read_once_rule(), known in arbitrary::knowledge()) {
        let catalog = catalog_of(RequirementKind::Condition, rule);
        let state = given::after(known);
        for question in catalog.scheme.requirements[0].rule.asks() {
            let claimed = matters(&catalog, &catalog.scheme.requirements[0], question, &state, TODAY);
            prop_assert_eq!(claimed, waits(&catalog, 0, question, &state), "{}", question);
        }
    }

    #[test]
    fn what_is_missing_matters(rule in arbitrary::rule(), known in arbitrary::knowledge()) {
        let catalog = catalog_of(RequirementKind::Condition, rule);
        let state = given::after(known);
        let requirement = &catalog.scheme.requirements[0];
        for missing in &eligibility::check(&catalog, &state, TODAY).findings[0].missing {
            if let eligibility::Missing::Answer(question) = missing {
                prop_assert!(matters(&catalog, requirement, question, &state, TODAY), "{}", question);
            }
        }
    }
}
