//! Public notice, objections, the way back, and the file of a session.

use std::collections::BTreeSet;

use award::ObjectionId;
use award::envelope::OpenError;
use award::review::{
    Answer, Choice, Count, Event, KIND, Mark, Notice, Objection, Objector, Readings, SamePrize, Session, Stage, ThoseVoting,
    Voter, open, write,
};
use award::scheme::Phase;
use proptest::prelude::*;
use serde_json::Value;

use crate::given::{cases, catalog, percent};
use crate::review_story::{
    after, applicant, back_to, ballot, count, day, declared, documents, every_item, examiner, fresh, nominated, notice, noticed,
    refused, scored, tally, try_out, voter, voter_id,
};

/// A file of version 1 that uses every key.
const V1: &str = include_str!("../golden/review-v1.json");

fn at_notice() -> Session {
    let candidates = [("a", 60, true), ("b", 70, true), ("c", 80, true)];
    notice(&candidates, 9, &[("a", [9, 0, 0, 0]), ("b", [8, 1, 0, 0]), ("c", [7, 2, 0, 0])])
}

fn parts(ids: &[&str]) -> BTreeSet<award::PartId> {
    ids.iter().map(|id| (*id).into()).collect()
}

const PERSON: &[&str] = &["evidence", "signature", "phone", "address", "identity"];
const ORGANISATION: &[&str] = &["evidence", "domicile", "phone", "address", "seal"];

fn objection(objector: Objector, against: Option<&str>, given: &[&str]) -> Objection {
    let given = parts(given);
    let against = against.map(Into::into);
    Objection { from: "王某".into(), objector, against, text: "材料不实".into(), received: day(2), given, answer: None }
}

fn objected(id: &str, objection: Objection) -> Event {
    Event::Objected(id.into(), objection)
}

fn answer(upheld: bool, working_days: u16, delay: &str) -> Answer {
    Answer { on: day(9), working_days, upheld, result: "已核查".into(), delay: delay.into() }
}

fn answered(id: &str, answer: Answer) -> Event {
    Event::Answered(id.into(), answer)
}

#[test]
fn notice_lasts_five_working_days() {
    refused(&at_notice(), Event::Advanced, 22, "还没有公示期满");
    refused(&at_notice(), noticed(4), 22, "公示只有 4 个工作日，不得少于 5 个");
    let backwards = Notice { from: day(8), to: day(1), working_days: 5 };
    refused(&at_notice(), Event::Noticed(backwards), 22, "开始日之前");
    for days in [5, 6] {
        assert_eq!(after(&at_notice(), [noticed(days), Event::Advanced]).phase, Phase::Award);
    }
}

#[test]
fn objection_says_what_it_lacks() {
    let form = &catalog().scheme.review.objection;
    let lacks = |objector, given: &[&str]| {
        let objection = objection(objector, None, given);
        objection.lacks(form).iter().map(|part| part.name.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(lacks(Objector::Person, &[]), ["相应证明", "本人签名", "联系电话", "通讯地址", "身份证明"]);
    assert_eq!(lacks(Objector::Organisation, &[]), ["相应证明", "住所", "联系电话", "通讯地址", "单位公章"]);
    assert_eq!(lacks(Objector::Organisation, PERSON), ["住所", "单位公章"]);
    assert!(lacks(Objector::Person, PERSON).is_empty() && lacks(Objector::Organisation, ORGANISATION).is_empty());
    let received = after(&at_notice(), [objected("o1", objection(Objector::Person, None, &PERSON[..4]))]);
    assert!(received.record.last().is_some_and(|line| line.text.ends_with("还缺身份证明")));
}

#[test]
fn objections_are_registered_once_and_about_somebody() {
    let state = after(&at_notice(), [objected("o1", objection(Objector::Person, Some("a"), PERSON))]);
    refused(&state, objected("o1", objection(Objector::Person, None, PERSON)), 0, "已经登记");
    refused(&state, objected("o2", objection(Objector::Person, Some("x"), PERSON)), 0, "没有这个申报单位");
    refused(
        &state,
        objected("o2", Objection { from: " ".into(), ..objection(Objector::Person, None, PERSON) }),
        0,
        "提出异议的人",
    );
    refused(&state, answered("o9", answer(false, 5, "")), 0, "没有登记");
    refused(&state, Event::Supplemented("o9".into(), parts(PERSON)), 0, "没有登记");
}

#[test]
fn incomplete_objection_cannot_be_upheld() {
    let state = after(&at_notice(), [objected("o1", objection(Objector::Person, Some("a"), &PERSON[1..]))]);
    refused(&state, answered("o1", answer(true, 5, "")), 23, "还缺相应证明");
    assert!(try_out(&state, answered("o1", answer(false, 5, ""))).is_ok());
    let complete = after(&state, [Event::Supplemented("o1".into(), parts(&["evidence"]))]);
    assert!(try_out(&complete, answered("o1", answer(true, 5, ""))).is_ok());
}

#[test]
fn objection_is_answered_in_writing_within_five_working_days() {
    let state = after(&at_notice(), [objected("o1", objection(Objector::Organisation, Some("a"), ORGANISATION))]);
    refused(&after(&state, [noticed(5)]), Event::Advanced, 23, "还没有书面答复");
    refused(&state, answered("o1", answer(false, 6, "")), 24, "5 个工作日内审查答复，已用 6 个");
    refused(&state, answered("o1", Answer { result: "".into(), ..answer(false, 5, "") }), 24, "书面告知");
    refused(&state, answered("o1", Answer { on: day(1), ..answer(false, 0, "") }), 24, "收到异议之前");
    for (days, delay) in [(0, ""), (5, ""), (6, "等待鉴定")] {
        let done = after(&state, [answered("o1", answer(false, days, delay)), noticed(5), Event::Advanced]);
        assert_eq!(done.phase, Phase::Award);
        assert_eq!(done.record[state.record.len()].text.contains("超期"), days > 5);
    }
}

#[test]
fn upheld_objection_costs_the_prize_and_nobody_moves_up() {
    let state = after(&at_notice(), [objected("o1", objection(Objector::Person, Some("a"), PERSON))]);
    let main = |session: &Session| session.outcomes(catalog()).expect("counted").swap_remove(0);
    let rejected = after(&state, [answered("o1", answer(false, 5, ""))]);
    assert_eq!((main(&rejected).lost.len(), main(&rejected).vacant), (0, 0));
    let upheld = after(&state, [answered("o1", answer(true, 5, ""))]);
    assert_eq!((main(&upheld).lost, main(&upheld).vacant), (vec!["a".into()], 1));
    let winners: Vec<_> = upheld.payments(catalog()).expect("counted").into_iter().map(|payment| payment.applicant).collect();
    assert_eq!(winners, ["b".into()], "c passed, but is not put in a's place");
}

#[test]
fn approval_ends_the_review() {
    let state = after(&at_notice(), [noticed(5), Event::Advanced, Event::Approved(day(20))]);
    assert_eq!(state.approved, Some(day(20)));
    refused(&state, Event::Advanced, 0, "最后一步");
}

#[test]
fn every_step_can_be_stepped_back() {
    let end = after(&at_notice(), [noticed(5), Event::Advanced, Event::Approved(day(20))]);
    refused(&end, Event::SteppedBack("".into()), 0, "为什么退回");
    let mut state = end.clone();
    for phase in Phase::ALL.into_iter().rev().skip(1) {
        state = after(&state, [Event::SteppedBack("复核".into())]);
        assert_eq!(state.phase, phase);
    }
    refused(&state, Event::SteppedBack("复核".into()), 0, "第一步");
    assert_eq!((state.approved, state.notice, state.count), (None, None, None));
    assert_eq!(state.applicants["a"].site.len(), 23, "what was entered is kept");
    assert_eq!(state.record.len(), end.record.len() + 8, "the way back is recorded too");
    assert!(state.record.last().is_some_and(|line| line.text.ends_with("理由：复核")));
}

#[test]
fn every_line_of_the_record_names_its_clause() {
    let end = after(&at_notice(), [noticed(5), Event::Advanced, Event::Approved(day(20))]);
    let mut seen = BTreeSet::new();
    for line in &end.record {
        assert_eq!(line.clause, catalog().scheme.step(line.phase).map(|step| step.clauses[0]));
        assert!(!line.text.is_empty());
        seen.insert(line.phase);
    }
    assert_eq!(seen.len(), 9);
}

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

#[test]
fn events_out_of_their_step_are_refused_with_it() {
    let late = after(&at_notice(), [noticed(5), Event::Advanced]);
    for (event, article) in [
        (examiner(1), 9),
        (declared(1, "a", true), 10),
        (scored(Stage::Site, "a", every_item(percent(60))), 18),
        (nominated("a", true), 20),
        (Event::Presented("a".into(), true), 21),
        (voter(1), 21),
        (Event::Counted(count(3, &[])), 21),
        (noticed(5), 22),
        (Event::Withdrew("a".into(), "退出".into()), 9),
    ] {
        refused(&late, event, article, "现在是“审定、公告和奖励”");
    }
    refused(&fresh(), Event::Approved(day(20)), 22, "现在是“组成评审组”");
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
    for stage in [Stage::Documents, Stage::Site] {
        state = after(&state, [scored(stage, "a", every_item(percent(65))), Event::Advanced]);
    }
    state =
        after(&state, [nominated("a", true), Event::Advanced, Event::Presented("a".into(), true), voter(1), voter(2), voter(3)]);
    let recused = Voter { name: "委员4".into(), recused: BTreeSet::from(["a".into()]) };
    state = after(&state, [Event::AddedVoter(voter_id(4), recused), Event::Advanced]);
    state = after(&state, [Event::Counted(count(4, &[("a", [2, 1, 0, 0])])), Event::Advanced]);
    let complaint = objection(Objector::Organisation, Some("a"), ORGANISATION);
    state = after(&state, [objected("o1", complaint), answered("o1", answer(false, 6, "等待鉴定")), noticed(5), Event::Advanced]);
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
    let with = |pointer: &str, value: Value| {
        let mut file: Value = serde_json::from_str(V1).expect("JSON");
        *file.pointer_mut(pointer).expect("a place") = value;
        file.to_string()
    };
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
        ("/phase", "supper".into(), "第 1 行"),
    ] {
        assert!(matches!(refusal(&with(pointer, value)), OpenError::Malformed(_, told) if told.starts_with(place)), "{pointer}");
    }
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
