//! Public notice, objections, and the way back.

use std::collections::BTreeSet;

use award::calendar::Counted;
use award::review::{Answer, Event, Notice, Objection, Objector, Session, Stage, open, write};
use award::scheme::Phase;

use crate::given::{catalog, percent};
use crate::review_story::{
    after, count, day, days, declared, every_item, examiner, fresh, nominated, notice, noticed, refused, scored, try_out, voter,
};

/// A session at the public notice: a and b proposed, c passed without a place.
pub fn at_notice() -> Session {
    let candidates = [("a", 60, true), ("b", 70, true), ("c", 80, true)];
    notice(&candidates, 9, &[("a", [9, 0, 0, 0]), ("b", [8, 1, 0, 0]), ("c", [7, 2, 0, 0])])
}

/// Parts of an objection.
pub fn parts(ids: &[&str]) -> BTreeSet<award::PartId> {
    ids.iter().map(|id| (*id).into()).collect()
}

/// All that a person's objection comes with.
pub const PERSON: &[&str] = &["evidence", "signature", "phone", "address", "identity"];
/// All that an organisation's objection comes with.
pub const ORGANISATION: &[&str] = &["evidence", "domicile", "phone", "address", "seal"];

/// An objection.
pub fn objection(objector: Objector, against: Option<&str>, given: &[&str]) -> Objection {
    let given = parts(given);
    let against = against.map(Into::into);
    Objection { from: "王某".into(), objector, against, text: "材料不实".into(), received: day(2), given, answer: None }
}

/// An objection is received.
pub fn objected(id: &str, objection: Objection) -> Event {
    Event::Objected(id.into(), objection)
}

/// A written answer.
pub fn answer(upheld: bool, working_days: u16, delay: &str) -> Answer {
    Answer { on: day(9), working_days: days(working_days), upheld, result: "已核查".into(), delay: delay.into() }
}

/// An objection is answered.
pub fn answered(id: &str, answer: Answer) -> Event {
    Event::Answered(id.into(), answer)
}

#[test]
fn notice_lasts_five_working_days() {
    refused(&at_notice(), Event::Advanced, 22, "还没有公示期满");
    refused(&at_notice(), noticed(4), 22, "公示只有 4 个工作日，不得少于 5 个");
    let backwards = Notice { from: day(8), to: day(1), working_days: days(5) };
    refused(&at_notice(), Event::Noticed(backwards), 22, "开始日之前");
    for days in [5, 6] {
        assert_eq!(after(&at_notice(), [noticed(days), Event::Advanced]).phase, Phase::Award);
    }
}

#[test]
fn days_of_an_unannounced_year_say_so() {
    let guessed = |value| Counted { value, unannounced: vec![2026, 2027] };
    let proviso = "（2026、2027 年的放假安排没有公布，暂按周末推算）";
    assert_eq!((guessed(5).proviso(), days(5).proviso()), (proviso.to_owned(), String::new()));
    let noticed = |value| Event::Noticed(Notice { from: day(1), to: day(8), working_days: guessed(value) });
    refused(&at_notice(), noticed(4), 22, &format!("只有 4 个工作日{proviso}，不得少于 5 个"));
    let state = after(&at_notice(), [objected("o1", objection(Objector::Person, Some("a"), PERSON))]);
    let late = |delay: &str| answered("o1", Answer { working_days: guessed(6), ..answer(false, 6, delay) });
    refused(&state, late(""), 24, &format!("已用 6 个工作日{proviso}"));
    let state = after(&state, [late("等待鉴定"), noticed(5)]);
    assert!(state.record.iter().rev().take(2).all(|line| line.text.contains(proviso)), "{:?}", state.record.last());
    let opened = open(&write(&state)).expect("it opens").value;
    assert_eq!(opened, state, "the file keeps the years");
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
    assert!(state.record.last().is_some_and(|line| &*line.text == "2026-12-20 审定"), "no body that another city may not have");
    refused(&state, Event::Advanced, 0, "最后一步");
}

#[test]
fn approval_waits_for_the_end_of_the_notice() {
    let state = after(&at_notice(), [noticed(5), Event::Advanced]);
    for early in [1, 8] {
        refused(&state, Event::Approved(day(early)), 22, "公示到 2026-12-08 全天结束");
    }
    assert_eq!(after(&state, [Event::Approved(day(9))]).approved, Some(day(9)));
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
        let about = if line.text.starts_with("进入：") { line.phase.next() } else { Some(line.phase) };
        assert_eq!(
            line.clause,
            about.and_then(|phase| catalog().scheme.step(phase)).map(|step| step.clauses[0]),
            "{}",
            line.text
        );
        assert!(!line.text.is_empty());
        seen.insert(line.phase);
    }
    assert_eq!(seen.len(), 9);
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
