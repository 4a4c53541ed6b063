//! Letters: who needs them, and wording that cannot be filled.

use award::assessment::Choice;
use award::scheme::{Letter, LetterKind};

use crate::catalog_defects::makes;
use crate::given::{self, catalog};

fn letter(kind: LetterKind) -> &'static Letter {
    catalog().scheme.materials.letters.iter().find(|letter| letter.kind == kind).expect("the letter")
}

#[test]
fn recommendations_are_needed_by_whom_the_answers_say() {
    let needs = |kind, answers: &[(&str, Choice)]| {
        let answers = answers.iter().map(|(question, choice)| given::answered(question, Some(*choice)));
        letter(kind).applies(&given::after(answers))
    };
    let (branch, nonprofit) = (LetterKind::BranchRecommendation, LetterKind::NonprofitRecommendation);
    for (kind, answers, is_needed) in [
        (branch, vec![], false),
        (branch, vec![("is_branch", Choice::Yes)], true),
        (branch, vec![("is_branch", Choice::Unsure)], false),
        (nonprofit, vec![], false),
        (nonprofit, vec![("does_business", Choice::No)], true),
        (nonprofit, vec![("does_business", Choice::Yes)], false),
        (LetterKind::Commitment, vec![], true),
        (LetterKind::Notice, vec![], true),
    ] {
        assert_eq!(needs(kind, &answers), is_needed, "{kind:?} {answers:?}");
    }
}

#[test]
fn wording_must_be_filled_by_something() {
    makes(
        |catalog| catalog.scheme.materials.letters[0].paragraphs[0] = "{applicant}于{day}{@no_field}".into(),
        &[
            "letter “申报材料真实性承诺书”：有空格“{day}”，没有内容可填",
            "letter “申报材料真实性承诺书”：有空格“{@no_field}”，没有内容可填",
        ],
    );
}

#[test]
fn letters_depend_on_questions_that_exist() {
    makes(
        |catalog| catalog.scheme.materials.letters[0].if_yes = Some("no_question".into()),
        &["letter “申报材料真实性承诺书”：写了问题“no_question”，但没有这个问题"],
    );
}

#[test]
fn a_kind_of_letter_is_worded_once() {
    makes(
        |catalog| {
            let again = catalog.scheme.materials.letters[0].clone();
            catalog.scheme.materials.letters.push(again);
        },
        &["letter “申报材料真实性承诺书”：同一种文书写了两份"],
    );
}
