//! The file of a session, for one story in full and for any.

use std::collections::{BTreeMap, BTreeSet};

use award::calendar::Counted;
use award::envelope::OpenError;
use award::points::Percent;
use award::review::{Choice, Count, Event, KIND, Mark, Notice, Objector, Readings, Session, Source, Stage, Voter, open, write};
use award::scheme::{Phase, SamePrize, ThoseVoting};
use award::scorecard::Role;
use award::{ItemId, ObjectionId};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::given::{self, cases, catalog, percent};
use crate::review_notice::{ORGANISATION, PERSON, answer, answered, at_notice, objected, objection};
use crate::review_story::{
    after, applicant, back_to, ballot, count, day, days, declared, documents, every_item, examiner, fresh, nominated, noticed,
    scored, tally, try_out, voter, voter_id,
};

/// A file of version 1 that uses every key.
const V1: &str = include_str!("../golden/review-v1.json");

/// Everything that can happen, many times out of place.
fn event() -> impl Strategy<Value = Event> {
    let id = || proptest::sample::select(vec!["a", "b"]);
    let stage = proptest::sample::select(vec![Stage::Documents, Stage::Site]);
    let yes = || any::<bool>();
    prop_oneof![
        3 => (1u8..9).prop_map(examiner),
        1 => (1u8..9).prop_map(|number| Event::RemovedExaminer((&*format!("e{number}")).into())),
        1 => (1u8..5).prop_map(|number| Event::ChoseLeader((&*format!("e{number}")).into())),
        2 => id().prop_map(|id| applicant(id, &["quality-award"])),
        4 => (1u8..5, id(), yes()).prop_map(|(number, id, conflict)| declared(number, id, conflict)),
        6 => (stage, id(), 8u8..20).prop_map(|(stage, id, step)| scored(stage, id, every_item(percent(step * 5)))),
        3 => (id(), yes()).prop_map(|(id, main)| nominated(id, main)),
        3 => (id(), yes()).prop_map(|(id, done)| Event::Presented(id.into(), done)),
        3 => (1usize..6).prop_map(voter),
        1 => id().prop_map(|id| Event::Withdrew(id.into(), "退出".into())),
        4 => (0u16..6, 0u16..6).prop_map(|(yes, no)| Event::Counted(count(usize::from(yes + no), &[("a", [yes, no, 0, 0]), ("b", [no, yes, 0, 0])]))),
        1 => Just(Event::Annulled("作废".into())),
        1 => (0usize..6).prop_map(Event::Cancelled),
        1 => id().prop_map(|id| Event::ChangedFormer(id.into(), ["nomination-award".into()].into())),
        1 => id().prop_map(|id| Event::ChoseAmongTied("quality-award".into(), Choice { chosen: [id.into()].into(), reason: "理由".into() })),
        2 => (3u16..8).prop_map(noticed),
        1 => id().prop_map(|id| objected("o1", objection(Objector::Person, Some(id), PERSON))),
        1 => (yes(), 3u16..8).prop_map(|(upheld, days)| answered("o1", answer(upheld, days, ""))),
        1 => Just(Event::Approved(day(20))),
        8 => Just(Event::Advanced),
        1 => Just(Event::SteppedBack("退回".into())),
    ]
}

/// Somewhere in the middle, so that random events reach every step.
fn somewhere() -> impl Strategy<Value = Session> {
    prop_oneof![
        Just(fresh()),
        Just(documents(&["a", "b"])),
        Just(ballot(&[("a", 60, true), ("b", 70, false)], 5)),
        Just(at_notice()),
    ]
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn any_story_is_recorded_and_comes_back(start in somewhere(), events in proptest::collection::vec(event(), 0..40)) {
        let mut state = start;
        for event in events {
            match try_out(&state, event) {
                Ok(next) => {
                    prop_assert_eq!(next.record.len(), state.record.len() + 1);
                    prop_assert_eq!(&next.record[..state.record.len()], &*state.record);
                    state = next;
                }
                Err(refusal) => prop_assert!(!refusal.reason.is_empty()),
            }
            let team = state.examiners.len();
            prop_assert!(team <= 7 && (state.phase == Phase::Team || (3..=7).contains(&team)));
            for outcome in state.outcomes(catalog()).into_iter().flatten() {
                let quota = catalog().scheme.prize(&outcome.prize).map_or(0, |prize| usize::from(prize.quota));
                prop_assert!(outcome.proposed.len() <= quota);
                prop_assert_eq!(usize::from(outcome.vacant) + outcome.proposed.len() - outcome.lost.len(), quota);
            }
        }
        let opened = open(&write(&state)).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(opened.value, state);
    }
}

/// Scores of the document review that were read from a card.
fn read_from_a_card(applicant: &str, scores: BTreeMap<ItemId, Option<Percent>>) -> Event {
    let by = BTreeSet::from(["e2".into(), "e3".into()]);
    let from = Some(Source { role: Role::Document, year: 2025 });
    Event::Scored { stage: Stage::Documents, applicant: applicant.into(), scores, by, from }
}

/// A session whose file has every key.
fn eventful() -> Session {
    let mut state = fresh();
    state.readings = Readings { those_voting: ThoseVoting::Decided, same_prize: SamePrize::Any };
    state = after(
        &state,
        [
            examiner(1),
            examiner(2),
            examiner(3),
            Event::ChoseLeader("e1".into()),
            applicant("a", &["nomination-award"]),
            applicant("b", &[]),
        ],
    );
    let declarations = [(1, "a", true), (2, "a", false), (3, "a", false), (1, "b", false), (2, "b", false), (3, "b", false)];
    let declarations = declarations.map(|(number, id, conflict)| declared(number, id, conflict));
    state = after(&state, [Event::Advanced].into_iter().chain(declarations).chain([Event::Advanced]));
    state = after(&state, [Event::Withdrew("b".into(), "自愿退出".into())]);
    state = after(&state, [read_from_a_card("a", every_item(percent(65))), Event::Advanced]);
    state = after(&state, [scored(Stage::Site, "a", every_item(percent(65))), Event::Advanced]);
    state =
        after(&state, [nominated("a", true), Event::Advanced, Event::Presented("a".into(), true), voter(1), voter(2), voter(3)]);
    let recused = Voter { name: "委员4".into(), recused: BTreeSet::from(["a".into()]) };
    state = after(&state, [Event::AddedVoter(voter_id(4), recused), Event::Advanced]);
    state = after(&state, [Event::Counted(count(4, &[("a", [2, 1, 0, 0])])), Event::Advanced]);
    let complaint = objection(Objector::Organisation, Some("a"), ORGANISATION);
    let over = Notice { from: day(1), to: day(8), working_days: Counted { value: 5, unannounced: vec![2027] } };
    let handled = [objected("o1", complaint), answered("o1", answer(false, 6, "等待鉴定"))];
    state = after(&state, handled.into_iter().chain([Event::Noticed(over), Event::Advanced]));
    state = after(&state, [Event::Approved(day(20))]);
    state.choices.insert("quality-award".into(), Choice { chosen: BTreeSet::from(["a".into()]), reason: "理由".into() });
    state
}

#[test]
fn version_1_opens_for_ever() {
    let opened = open(V1).expect("it opens");
    assert_eq!(write(&eventful()), V1);
    assert_eq!((opened.value, opened.warnings), (eventful(), vec![]));
}

#[test]
fn unfit_files_are_refused() {
    let with = |pointer: &str, value: Value| given::with(V1, pointer, value);
    let refusal = |json: &str| open(json).expect_err("refused");
    assert_eq!(refusal(&with("/version", 2.into())), OpenError::Newer(KIND, 2));
    assert_eq!(refusal(&with("/format", "quality-award-kit".into())), OpenError::Foreign(KIND));
    for (pointer, value, place) in [
        ("/about/created", "昨天".into(), "about/created"),
        ("/applicants/a/site/4.1.2/percent", 51.into(), "applicants/a/4.1.2"),
        ("/notice/to", "昨天".into(), "notice"),
        ("/objections/o1/received", "昨天".into(), "objections/o1"),
        ("/objections/o1/answer/on", "昨天".into(), "objections/o1"),
        ("/approved", "昨天".into(), "approved"),
        ("/record/3/at", "昨天".into(), "record/3"),
        ("/count/handed", Value::from(vec!["nobody"]), "count"),
        ("/count/tallies/a/yes", 3.into(), "count/tallies/a"),
        ("/count/tallies/b", json!({ "yes": 3, "no": 0, "abstain": 0, "invalid": 0 }), "count"),
        ("/phase", "site".into(), "count"),
        ("/phase", "supper".into(), "第 1 行"),
        ("/applicants/a/site/4.1.2/by", json!(["e1", "e2"]), "applicants/a/4.1.2：评分的人不在评审组、应当回避"),
        ("/applicants/a/documents/4.7.7/by", json!(["e9"]), "applicants/a/4.7.7"),
        ("/applicants/a/documents/4.7.7/by", json!([]), "applicants/a/4.7.7"),
        ("/choices/quality-award/chosen", json!(["b"]), "choices/quality-award"),
        ("/choices/nomination-award", json!({ "chosen": ["a"], "reason": "理由" }), "choices/nomination-award"),
    ] {
        assert!(matches!(refusal(&with(pointer, value)), OpenError::Malformed(_, told) if told.starts_with(place)), "{pointer}");
    }
}

#[test]
fn counts_that_tell_the_votes_or_leave_somebody_out_are_refused() {
    let place = |json: &str| open(json).expect_err("refused").to_string();
    let few = given::with(V1, "/count/handed", json!(["v01", "v02"]));
    let few = given::with(&few, "/count/tallies/a", json!({ "yes": 2, "no": 0, "abstain": 0, "invalid": 0 }));
    assert!(place(&few).contains("count/tallies/a：投票的不足 3 人"), "{}", place(&few));
    assert!(place(&given::with(V1, "/count/tallies", json!({}))).contains("count/tallies：有候选单位没有计票"));
}

#[test]
fn days_without_years_are_of_announced_ones() {
    let without = given::with(V1, "/notice/unannounced", Value::Null);
    let told = |json: &str| open(json).expect("it opens").value.notice.map(|notice| notice.working_days);
    assert_eq!(told(&without), Some(days(5)));
    assert_ne!(told(V1), told(&without));
}

#[test]
fn file_says_no_more_than_the_session() {
    let state = eventful();
    let Count { tallies, .. } = state.count.clone().expect("counted");
    assert_eq!(tallies["a"], tally([2, 1, 0, 0]));
    let Mark { by, .. } = &state.applicants["a"].site["4.1.2"];
    assert_eq!(by.len(), 2);
    assert!(state.objections.contains_key(&ObjectionId::from("o1")));
    assert_eq!(back_to(&state, Phase::Team).applicants.len(), 2);
}
