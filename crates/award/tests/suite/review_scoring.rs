//! From the team to the candidates: both sides of every refusal, and totals exact at the line.

use std::collections::{BTreeMap, BTreeSet};

use award::points::Points;
use award::review::{Declaration, Event, Ranked, Readings, Rehearsal, Remark, Session, Stage, Weighted, WeightedRange, ranks};
use award::scheme::{Phase, SamePrize, Setting, ThoseVoting};
use award::scoring::{Shortlist, Tally};
use proptest::prelude::*;

use crate::given::{cases, catalog, percent};
use crate::review_story::{
    after, applicant, back_to, declared, documents, every_item, examiner, fresh, nominated, ranking, refused, scored, try_out,
};

fn team(size: u8) -> Session {
    after(&fresh(), (1..=size).map(examiner).chain([Event::ChoseLeader("e1".into()), applicant("甲", &[])]))
}

#[test]
fn team_has_three_to_seven_examiners() {
    refused(&team(2), Event::Advanced, 9, "3–7 人组成，现有 2 人");
    for size in 3..=7 {
        assert_eq!(after(&team(size), [Event::Advanced]).phase, Phase::Recusal);
    }
    refused(&team(7), examiner(8), 9, "最多 7 人");
}

#[test]
fn team_has_one_leader() {
    let leaderless = after(&fresh(), (1..=3).map(examiner).chain([applicant("甲", &[])]));
    refused(&leaderless, Event::Advanced, 9, "组长");
    refused(&leaderless, Event::ChoseLeader("e9".into()), 0, "评审组成员");
    let changed = after(&leaderless, [Event::ChoseLeader("e1".into()), Event::ChoseLeader("e2".into())]);
    let leaders: Vec<_> = changed.examiners.iter().filter(|(_, one)| one.leader).map(|(id, _)| id.as_str()).collect();
    assert_eq!(leaders, ["e2"]);
    let gone = after(&changed, [Event::RemovedExaminer("e2".into()), examiner(4)]);
    refused(&gone, Event::Advanced, 9, "组长");
}

#[test]
fn names_are_needed_and_stand_once() {
    refused(&fresh(), Event::AddedExaminer("e1".into(), " ".into()), 0, "姓名");
    refused(&team(3), examiner(1), 0, "已有");
    refused(&team(3), Event::AddedExaminer("e9".into(), "专家1".into()), 0, "已有");
    refused(&team(3), Event::RemovedExaminer("e9".into()), 0, "没有这个人");
    refused(&fresh(), Event::AddedApplicant("甲".into(), "".into(), BTreeSet::new()), 0, "名称");
    refused(&team(3), applicant("甲", &[]), 0, "已有");
    refused(&team(3), applicant("乙", &["world-cup"]), 0, "没有奖项 world-cup");
    refused(&team(3), Event::RemovedApplicant("乙".into()), 0, "没有这个申报单位");
}

#[test]
fn nobody_to_review_is_no_review() {
    let empty = after(&team(3), [Event::RemovedApplicant("甲".into())]);
    refused(&empty, Event::Advanced, 0, "还没有申报单位");
}

#[test]
fn everyone_declares_about_everybody() {
    let state = after(&team(3), [Event::Advanced, declared(1, "甲", false), declared(2, "甲", true)]);
    refused(&state, Event::Advanced, 10, "专家3还没有申报");
    refused(&state, declared(9, "甲", false), 0, "没有这个人");
    refused(&state, declared(1, "乙", false), 0, "没有这个申报单位");
    assert_eq!(after(&state, [declared(3, "甲", false), Event::Advanced]).phase, Phase::Documents);
}

#[test]
fn recused_examiners_do_not_score() {
    let state = after(
        &team(3),
        [Event::Advanced, declared(1, "甲", false), declared(2, "甲", true), declared(3, "甲", false), Event::Advanced],
    );
    let by = |names: &[&str]| Event::Scored {
        stage: Stage::Documents,
        applicant: "甲".into(),
        scores: BTreeMap::from([("4.1.2".into(), Some(percent(60)))]),
        by: names.iter().map(|name| (*name).into()).collect(),
        from: None,
    };
    refused(&state, by(&["e1", "e2"]), 10, "专家2应当回避");
    refused(&state, by(&["e9"]), 10, "应当回避");
    refused(&state, by(&[]), 18, "企业甲还没有人可以评");
    assert!(try_out(&state, by(&["e1", "e3"])).is_ok());
    assert_eq!(state.judges(&"甲".into()).len(), 2);
    let remarks: Vec<String> = state.remarks(catalog()).iter().map(ToString::to_string).collect();
    assert_eq!(remarks, ["企业甲：回避后只剩 2 名评审员，少于评审组的最少人数，办法没有规定怎样处理，请与秘书处商定"]);
}

#[test]
fn recused_leader_is_remarked() {
    let state = after(&team(4), [Event::Advanced, declared(1, "甲", true)]);
    assert_eq!(state.remarks(catalog()), [Remark::LeaderRecused("企业甲".into())]);
    assert_eq!(team(4).remarks(catalog()), []);
}

#[test]
fn record_tells_what_a_conflict_is() {
    let noted = |note: &str| Event::Declared("e1".into(), "甲".into(), Declaration { conflict: true, note: note.into() });
    let state = after(&team(3), [Event::Advanced, noted(""), noted(" 曾任顾问 "), noted(""), declared(2, "甲", true)]);
    let told: Vec<&str> = state.record.iter().rev().take(4).map(|line| &*line.text).collect();
    let expected = [
        "专家2申报：与企业甲有利害关系（曾任顾问），回避",
        "专家1与企业甲的利害关系：没有写明",
        "专家1与企业甲的利害关系：曾任顾问",
        "专家1申报：与企业甲有利害关系，回避",
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_team_of_recused_examiners_cannot_review() {
    let all = (1..=3).map(|examiner| declared(examiner, "甲", true));
    refused(&after(&team(3), [Event::Advanced].into_iter().chain(all)), Event::Advanced, 10, "全体都要回避");
}

#[test]
fn late_conflict_voids_what_the_examiner_scored() {
    let state = after(&documents(&["甲", "乙"]), ["甲", "乙"].map(|id| scored(Stage::Documents, id, every_item(percent(60)))));
    let late = after(&state, [declared(2, "甲", true)]);
    assert_eq!((late.applicants["甲"].documents.len(), late.applicants["乙"].documents.len()), (0, 23));
    assert!(late.record.last().is_some_and(|line| line.text.contains("23 条评分作废")));
    refused(&late, Event::Advanced, 18, "企业甲材料评审还有 23 条没有评分");
    let gone = after(&back_to(&state, Phase::Team), [Event::RemovedExaminer("e3".into())]);
    assert!(gone.applicants.values().all(|one| one.documents.is_empty() && one.declarations.len() == 2));
}

#[test]
fn conflict_during_the_site_visit_sends_back_to_the_documents() {
    let at_site = after(&documents(&["甲"]), [scored(Stage::Documents, "甲", every_item(percent(60))), Event::Advanced]);
    let rescored = after(&at_site, [scored(Stage::Site, "甲", every_item(percent(60))), declared(2, "甲", true)]);
    let by_third = |stage| Event::Scored {
        stage,
        applicant: "甲".into(),
        scores: every_item(percent(60)),
        by: BTreeSet::from(["e3".into()]),
        from: None,
    };
    let rescored = after(&rescored, [by_third(Stage::Site)]);
    refused(&rescored, Event::Advanced, 18, "企业甲材料评审还有 23 条没有评分，请退回上一步补评");
    let done = after(&back_to(&rescored, Phase::Documents), [by_third(Stage::Documents), Event::Advanced, Event::Advanced]);
    assert_eq!(done.phase, Phase::Ranking);
}

#[test]
fn record_tells_who_scored() {
    let state =
        after(&documents(&["甲"]), [scored(Stage::Documents, "甲", BTreeMap::from([("4.1.2".into(), Some(percent(60)))]))]);
    let told = state.record.last().map(|line| line.text.to_string());
    assert_eq!(told.as_deref(), Some("企业甲材料评审：4.1.2 评 60%；评分人：专家2、专家3"));
    assert_eq!(state.applicants["甲"].scored_by(Stage::Documents), BTreeSet::from(["e2".into(), "e3".into()]));
    assert!(state.applicants["甲"].scored_by(Stage::Site).is_empty());
}

#[test]
fn every_item_is_scored_in_its_review() {
    let state = documents(&["甲"]);
    refused(&state, scored(Stage::Site, "甲", every_item(percent(60))), 18, "现场评审");
    refused(&state, scored(Stage::Documents, "甲", BTreeMap::from([("9.9.9".into(), None)])), 18, "没有条款 9.9.9");
    let mut all = every_item(percent(60));
    all.insert("4.7.7".into(), None);
    let short = after(&state, [scored(Stage::Documents, "甲", all)]);
    refused(&short, Event::Advanced, 18, "还有 1 条没有评分");
    let rest = BTreeMap::from([("4.7.7".into(), Some(percent(0)))]);
    assert_eq!(after(&short, [scored(Stage::Documents, "甲", rest), Event::Advanced]).phase, Phase::Site);
}

#[test]
fn nobody_leaves_during_the_vote_and_after_the_award() {
    let left = Event::Withdrew("甲".into(), "放弃".into());
    let closed: Vec<Phase> = Phase::ALL.into_iter().filter(|phase| !left.fits(*phase)).collect();
    assert_eq!(closed, [Phase::Ballot, Phase::Award]);
}

#[test]
fn who_left_is_not_scored_and_not_waited_for() {
    let left = after(&documents(&["甲", "乙"]), [Event::Withdrew("乙".into(), "自愿退出".into())]);
    refused(&left, scored(Stage::Documents, "乙", every_item(percent(60))), 0, "已退出");
    refused(&documents(&["甲"]), Event::Withdrew("甲".into(), " ".into()), 0, "为什么退出");
    assert_eq!(after(&left, [scored(Stage::Documents, "甲", every_item(percent(60))), Event::Advanced]).phase, Phase::Site);
}

#[test]
fn readings_are_chosen_before_they_matter() {
    let other = Event::ChoseReadings(Readings { those_voting: ThoseVoting::Decided, ..Readings::default() });
    assert_eq!(after(&fresh(), [other.clone()]).readings.those_voting, ThoseVoting::Decided);
    refused(&ranking(&[("甲", 60)]), other, 9, "才能做");
}

#[test]
fn readings_in_force_are_told_with_their_clauses() {
    let told = |session: &Session, phases: &[Phase]| -> Vec<String> {
        session.readings_in(&catalog().scheme, phases).iter().map(ToString::to_string).collect()
    };
    let usual = told(&fresh(), &[Phase::Ballot]);
    let quota = "口径：达到三分之二的多于名额（第五条）——办法没有规定。本工具按得票比例";
    assert!(usual.iter().any(|line| line.starts_with(quota) && line.ends_with("以秘书处公告为准。")), "{usual:?}");
    let everyone = "口径：弃权票、无效票算不算“投票人数”（第二十一条）——算：交了票的都是投票人。以秘书处公告为准。";
    let decided = "口径：弃权票、无效票算不算“投票人数”（第二十一条）——不算：只算投赞成或反对的有效票。以秘书处公告为准。";
    assert!(usual.contains(&everyone.to_owned()) && !usual.contains(&decided.to_owned()), "{usual:?}");
    let readings = Readings { those_voting: ThoseVoting::Decided, same_prize: SamePrize::Any };
    let other = after(&fresh(), [Event::ChoseReadings(readings)]);
    assert!(told(&other, &[Phase::Ballot]).contains(&decided.to_owned()));
    let money = told(&other, &[Phase::Award]);
    assert!(money.iter().any(|line| line.contains("——两个奖项任一都算。")), "{money:?}");
    assert!(told(&fresh(), &[Phase::Notice]).iter().any(|line| line.contains("放假安排没有公布")), "milestones list theirs");
    assert_eq!(told(&fresh(), &[]), [""; 0]);
}

#[test]
fn readings_come_from_the_scheme() {
    let mut scheme = catalog().scheme.clone();
    assert_eq!(Readings::of(&scheme), Readings::default());
    for reading in scheme.readings.iter_mut().filter(|reading| ["those-voting", "same-prize"].contains(&reading.id.as_str())) {
        reading.options.iter_mut().for_each(|option| option.default = !option.default);
    }
    let other = Readings { those_voting: ThoseVoting::Decided, same_prize: SamePrize::Any };
    assert_eq!(Readings::of(&scheme), other);
    assert_eq!(other.with(&Setting::SamePrize(SamePrize::Same)), Readings { same_prize: SamePrize::Same, ..other });
    assert_eq!(other.with(&Setting::AnniversaryCounts(true)), other);
}

/// Points in steps of five hundredths, as percents of whole points always are.
fn points(hundredths: u16) -> Points {
    Points::whole(hundredths / 100) + Points::earned(1, percent(u8::try_from(hundredths % 100).expect("below 100")))
}

fn complete(earned: Points) -> Tally {
    Tally { earned, scored: 23, items: 23, ..Tally::default() }
}

fn total(document: u16, site: u16) -> WeightedRange {
    WeightedRange::of(&catalog().scheme.review, &complete(points(document)), &complete(points(site)))
}

#[test]
fn six_hundred_is_met_exactly_or_not() {
    for (document, site, shown, expected) in [
        (60_000, 60_000, "600", Shortlist::Reached),
        (59_955, 60_005, "599.9", Shortlist::Missed),
        (59_985, 60_005, "599.99", Shortlist::Missed),
        (59_995, 60_000, "599.985", Shortlist::Missed),
        (60_000, 59_995, "599.965", Shortlist::Missed),
        (59_965, 60_015, "600", Shortlist::Reached),
        (60_005, 60_000, "600.015", Shortlist::Reached),
        (0, 65_535, "458.745", Shortlist::Missed),
    ] {
        let document_site = total(document / 5 * 5, site / 5 * 5);
        assert_eq!(
            (document_site.least.to_string().as_str(), document_site.shortlist(&catalog().scheme.review)),
            (shown, expected)
        );
    }
}

#[test]
fn open_items_leave_the_total_open() {
    let open = Tally { open: Points::whole(10), ..complete(points(59_500)) };
    let review = &catalog().scheme.review;
    let range = WeightedRange::of(review, &open, &complete(points(60_000)));
    assert_eq!((range.least.to_string().as_str(), range.most.to_string().as_str(), range.total()), ("598.5", "601.5", None));
    assert_eq!(range.shortlist(review), Shortlist::Open);
    assert_eq!(range.least.lacks(Weighted::line(review)).to_string(), "1.5");
    assert_eq!(range.most.lacks(Weighted::line(review)).to_string(), "0");
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn line_agrees_with_whole_numbers(document in 11_800u16..12_200, site in 11_800u16..12_200) {
        let reached = total(document * 5, site * 5).shortlist(&catalog().scheme.review) == Shortlist::Reached;
        prop_assert_eq!(reached, 3 * u32::from(document) + 7 * u32::from(site) >= 120_000);
    }

    #[test]
    fn ranks_count_those_before(mut values in proptest::collection::vec(0u8..6, 0..12)) {
        values.sort_unstable_by(|a, b| b.cmp(a));
        for (value, (rank, tied)) in values.iter().zip(ranks(&values)) {
            prop_assert_eq!(rank, 1 + values.iter().filter(|other| *other > value).count());
            prop_assert_eq!(tied, values.iter().filter(|other| *other == value).count() > 1);
        }
    }
}

fn told(ranked: &[Ranked]) -> Vec<(&str, Option<usize>, bool)> {
    ranked.iter().map(|one| (one.applicant.as_str(), one.rank, one.tied)).collect()
}

#[test]
fn ties_share_their_rank() {
    let state = ranking(&[("a", 60), ("b", 70), ("c", 60), ("d", 55)]);
    let ranked = state.ranking(catalog());
    assert_eq!(told(&ranked), [("b", Some(1), false), ("a", Some(2), true), ("c", Some(2), true), ("d", Some(4), false)]);
    assert_eq!(ranked[3].shortlist, Shortlist::Missed);
}

#[test]
fn unscored_applicants_have_no_rank() {
    let state = after(&documents(&["a", "b"]), [scored(Stage::Documents, "a", every_item(percent(60)))]);
    assert_eq!(told(&state.ranking(catalog())), [("a", None, false), ("b", None, false)]);
    let left = after(&ranking(&[("a", 60), ("b", 70)]), [Event::Withdrew("b".into(), "退出".into())]);
    assert_eq!(told(&left.ranking(catalog())), [("a", Some(1), false)]);
}

#[test]
fn only_shortlisted_applicants_become_candidates() {
    let state = ranking(&[("a", 60), ("b", 55)]);
    refused(&state, nominated("b", true), 19, "总得分 550，未达到 600 分");
    refused(&state, Event::Nominated("a".into(), Some("world-cup".into())), 0, "没有这个奖项");
    refused(&state, nominated("x", true), 0, "没有这个申报单位");
    let candidate = after(&state, [nominated("a", false)]);
    assert_eq!(candidate.every_candidate().count(), 1);
    assert_eq!(after(&candidate, [Event::Nominated("a".into(), None)]).every_candidate().count(), 0);
}

#[test]
fn open_total_is_not_said_to_have_missed_the_line() {
    let most = BTreeMap::from([("4.7.7".into(), None)]);
    let mut state = back_to(&ranking(&[("a", 60)]), Phase::Site);
    state = after(&state, [scored(Stage::Site, "a", most)]);
    state.phase = Phase::Ranking;
    refused(&state, nominated("a", true), 19, "，还没有评完，不能确定是否达到 600 分，请退回补评");
    let refusal = try_out(&state, nominated("a", true)).expect_err("open");
    assert!(!refusal.reason.contains("未达到"), "{refusal}");
}

#[test]
fn a_quarter_point_decides_about_candidacy() {
    // One step of 10 points up and one of 15 down in the site visit: 0.7 × 0.25 points less than 600.
    let below = BTreeMap::from([("4.4.6".into(), Some(percent(65))), ("4.4.3".into(), Some(percent(55)))]);
    let at_site = back_to(&ranking(&[("a", 60)]), Phase::Site);
    let missed = after(&at_site, [scored(Stage::Site, "a", below), Event::Advanced]);
    refused(&missed, nominated("a", true), 19, "总得分 599.825");
}

#[test]
fn lowered_scores_take_the_candidacy_back() {
    let candidate = after(&ranking(&[("a", 60)]), [nominated("a", true)]);
    let lower = BTreeMap::from([("4.7.2".into(), Some(percent(55)))]);
    let rescored = after(&back_to(&candidate, Phase::Site), [scored(Stage::Site, "a", lower), Event::Advanced]);
    refused(&rescored, Event::Advanced, 19, "未达到 600 分");
}

#[test]
fn rehearsal_shows_what_the_total_would_be() {
    let every = |value| catalog().criteria.every_item().map(|item| (item.id.clone(), percent(value))).collect::<BTreeMap<_, _>>();
    let rehearsal = Rehearsal { documents: every(70), site: every(55) };
    let totals = rehearsal.totals(catalog(), |_| Some(percent(65)));
    assert_eq!(
        (totals.own.earned, totals.total.total().map(|total| total.to_string())),
        (Points::whole(650), Some("595".into()))
    );
    assert_eq!(totals.shortlist, Shortlist::Missed);
    let open = rehearsal.scored(Stage::Site, &"4.7.2".into(), None).scored(Stage::Documents, &"4.1.2".into(), Some(percent(75)));
    assert_eq!((open.scores(Stage::Site).len(), open.scores(Stage::Documents)["4.1.2"]), (22, percent(75)));
    let totals = open.totals(catalog(), |_| None);
    assert_eq!((totals.total.total(), totals.shortlist, totals.own.scored), (None, Shortlist::Open, 0));
}
