//! The secret ballot: two thirds, quotas, ties, vacancies, and the prize money.

use std::collections::{BTreeMap, BTreeSet};

use award::ApplicantId;
use award::review::{BallotBox, Choice, Event, Payment, PrizeOutcome, Readings, Session, Vote, Voter};
use award::scheme::{Phase, SamePrize, ThoseVoting};

use crate::given::catalog;
use crate::review_story::{
    after, applicant, back_to, ballot, count, declared, every_item, examiner, fresh, nominated, notice, noticed, ranking,
    refused, scored, tally, try_out, voter, voter_id,
};

fn passes(sums: [u16; 4], reading: ThoseVoting) -> bool {
    tally(sums).passes(&catalog().scheme.review, reading)
}

#[test]
fn two_thirds_is_enough_and_nothing_less() {
    for (yes, voting, expected) in [
        (2, 3, true),
        (1, 3, false),
        (14, 21, true),
        (13, 21, false),
        (13, 20, false),
        (14, 20, true),
        (3, 4, true),
        (4, 6, true),
        (3, 5, false),
        (20_000, 30_000, true),
        (19_999, 30_000, false),
        (0, 0, false),
    ] {
        assert_eq!(passes([yes, voting - yes, 0, 0], ThoseVoting::Everyone), expected, "{yes} of {voting}");
    }
}

#[test]
fn reading_decides_about_abstentions() {
    let sums = [13, 5, 2, 1];
    assert_eq!((tally(sums).voting(ThoseVoting::Everyone), tally(sums).voting(ThoseVoting::Decided)), (21, 18));
    assert!(!passes(sums, ThoseVoting::Everyone));
    assert!(passes(sums, ThoseVoting::Decided));
    assert!(!passes([0, 0, 3, 0], ThoseVoting::Decided), "nobody decided");
    assert!(tally([3, 0, 0, 0]).is_unanimous() && !tally([3, 0, 1, 0]).is_unanimous());
}

fn outcome(session: &Session, prize: usize) -> PrizeOutcome {
    session.outcomes(catalog()).expect("counted").swap_remove(prize)
}

fn names(ids: &[ApplicantId]) -> Vec<&str> {
    ids.iter().map(ApplicantId::as_str).collect()
}

#[test]
fn quota_goes_to_the_most_votes() {
    let candidates = [("a", 60, true), ("b", 70, true), ("c", 80, true)];
    let state = after(
        &ballot(&candidates, 9),
        [Event::Counted(count(9, &[("a", [8, 1, 0, 0]), ("b", [7, 2, 0, 0]), ("c", [6, 3, 0, 0])]))],
    );
    let main = outcome(&state, 0);
    assert_eq!((names(&main.passed), names(&main.proposed)), (vec!["a", "b", "c"], vec!["a", "b"]));
    assert_eq!((main.vacant, main.tie, names(&main.behind)), (0, None, vec!["c"]), "who passed without a place is told");
    assert_eq!((outcome(&state, 1).vacant, outcome(&state, 1).proposed.len()), (3, 0), "the other prize stays vacant");
}

#[test]
fn equal_votes_are_ordered_by_total() {
    let candidates = [("a", 60, true), ("b", 70, true), ("c", 80, true)];
    let even = ("a", [7, 2, 0, 0]);
    let state = after(&ballot(&candidates, 9), [Event::Counted(count(9, &[even, ("b", even.1), ("c", even.1)]))]);
    assert_eq!(names(&outcome(&state, 0).proposed), ["c", "b"]);
}

/// Two places, one of them sure, two candidates equal in votes and total.
fn tied() -> Session {
    let candidates = [("a", 60, true), ("b", 60, true), ("c", 80, true), ("d", 60, false)];
    let even = [7, 2, 0, 0];
    after(
        &ballot(&candidates, 9),
        [Event::Counted(count(9, &[("a", even), ("b", even), ("c", [9, 0, 0, 0]), ("d", [5, 4, 0, 0])]))],
    )
}

fn chosen(prize: &str, ids: &[&str], reason: &str) -> Event {
    Event::ChoseAmongTied(prize.into(), Choice { chosen: ids.iter().map(|id| (*id).into()).collect(), reason: reason.into() })
}

#[test]
fn ties_are_shown_and_decided_by_people() {
    let main = outcome(&tied(), 0);
    let tie = main.tie.expect("a tie");
    assert_eq!((tie.places, &tie.among), (1, &BTreeSet::from(["a".into(), "b".into()])));
    assert_eq!((names(&main.proposed), main.vacant), (vec!["c"], 1));
    refused(&tied(), Event::Advanced, 21, "市长质量奖末位并列");
    refused(&tied(), chosen("quality-award", &["a", "b"], "理由"), 21, "至多 1 个");
    refused(&tied(), chosen("quality-award", &["c"], "理由"), 21, "只能在并列的");
    refused(&tied(), chosen("quality-award", &["a"], " "), 0, "什么理由");
    refused(&tied(), chosen("nomination-award", &["a"], "理由"), 21, "没有需要选定");
    assert!(tie.is_open() && main.behind.is_empty());
    let decided = after(&tied(), [chosen("quality-award", &["b"], "现场评审得分更高")]);
    assert_eq!(names(&outcome(&decided, 0).proposed), ["c", "b"]);
    assert!(outcome(&decided, 0).tie.is_some_and(|tie| !tie.is_open()) && outcome(&decided, 0).behind.is_empty());
    assert_eq!(after(&decided, [Event::Advanced]).phase, Phase::Notice);
    let vacant = after(&tied(), [chosen("quality-award", &[], "都不授予")]);
    assert_eq!(outcome(&vacant, 0).vacant, 1);
    refused(&decided, chosen("quality-award", &["a"], ""), 0, "什么理由");
    let again = after(&decided, [chosen("quality-award", &["a"], "前次点错")]);
    assert_eq!(names(&outcome(&again, 0).proposed), ["c", "a"]);
    let told: Vec<&str> = again.record.iter().rev().take(2).map(|line| &*line.text).collect();
    assert_eq!(told, ["并列单位中改为选定：企业a。理由：前次点错", "并列单位中选定：企业b。理由：现场评审得分更高"]);
}

#[test]
fn choices_count_only_within_a_tie() {
    let choice = |ids: &[&str]| Choice { chosen: ids.iter().map(|id| (*id).into()).collect(), reason: "理由".into() };
    let with = |mut session: Session, prize: &str, ids: &[&str]| {
        session.choices.insert(prize.into(), choice(ids));
        session
    };
    for ids in [&["a", "b"][..], &["c"]] {
        let main = outcome(&with(tied(), "quality-award", ids), 0);
        assert_eq!((names(&main.proposed), main.tie.map(|tie| tie.is_open())), (vec!["c"], Some(true)), "{ids:?}");
    }
    let failed = outcome(&with(tied(), "nomination-award", &["d"]), 1);
    assert_eq!((names(&failed.failed), failed.proposed.len(), failed.tie), (vec!["d"], 0, None), "no tie, no choice");
    let paid = with(tied(), "nomination-award", &["d"]).payments(catalog()).expect("counted");
    assert!(paid.iter().all(|payment| payment.applicant.as_str() != "d"));
}

#[test]
fn rule_of_passing_is_told_as_it_is_read() {
    let review = &catalog().scheme.review;
    let mut session = fresh();
    assert_eq!(session.pass_rule(review), "赞成票达到投票人数的 2/3（含）为通过；交了票的都是投票人，弃权票、无效票也计入");
    session.readings.those_voting = ThoseVoting::Decided;
    assert_eq!(session.pass_rule(review), "赞成票达到投票人数的 2/3（含）为通过；只计赞成票和反对票，弃权票、无效票不计入");
}

#[test]
fn enough_places_need_no_tie() {
    let candidates = [("a", 60, true), ("b", 60, true)];
    let state = after(&ballot(&candidates, 9), [Event::Counted(count(9, &[("a", [7, 2, 0, 0]), ("b", [7, 2, 0, 0])]))]);
    assert_eq!((outcome(&state, 0).proposed.len(), outcome(&state, 0).tie), (2, None));
}

#[test]
fn places_may_stay_vacant() {
    let state = after(
        &ballot(&[("a", 60, true), ("b", 60, false)], 3),
        [Event::Counted(count(3, &[("a", [1, 2, 0, 0]), ("b", [2, 1, 0, 0])]))],
    );
    assert_eq!((names(&outcome(&state, 0).failed), outcome(&state, 0).vacant, outcome(&state, 1).vacant), (vec!["a"], 2, 2));
    assert_eq!(after(&state, [Event::Advanced]).phase, Phase::Notice);
    let nobody = after(&ranking(&[("a", 55)]), [Event::Advanced, voter(1), Event::Advanced, Event::Advanced]);
    assert_eq!((nobody.phase, nobody.outcomes(catalog())), (Phase::Notice, None));
}

#[test]
fn presentation_comes_before_the_ballot() {
    let state = after(&ranking(&[("a", 60), ("b", 60)]), [nominated("a", true), Event::Advanced]);
    refused(&state, Event::Advanced, 21, "企业a还没有展示");
    refused(&state, Event::Presented("b".into(), true), 0, "不是候选单位");
    let presented = after(&state, [Event::Presented("a".into(), true)]);
    refused(&presented, Event::Advanced, 21, "投票人名单");
    assert_eq!(after(&presented, [voter(1), Event::Advanced]).phase, Phase::Ballot);
    let not = after(&presented, [voter(1), Event::Presented("a".into(), false)]);
    refused(&not, Event::Advanced, 21, "还没有展示");
}

#[test]
fn voters_have_names_and_stand_once() {
    let state = after(&ranking(&[("a", 60)]), [nominated("a", true), Event::Advanced, voter(1)]);
    let named = |id: usize, name: &str, recused: &[&str]| {
        Event::AddedVoter(voter_id(id), Voter { name: name.into(), recused: recused.iter().map(|id| (*id).into()).collect() })
    };
    refused(&state, named(2, "委员1", &[]), 0, "已有委员1");
    refused(&state, named(2, "", &[]), 0, "姓名");
    refused(&state, named(2, "委员2", &["x"]), 0, "没有要回避的");
    refused(&state, Event::RemovedVoter(voter_id(9)), 0, "没有这个人");
    let recused = after(&state, [named(1, "委员1", &["a"])]);
    assert_eq!(recused.voters[&voter_id(1)].recused.len(), 1);
    assert!(after(&state, [Event::RemovedVoter(voter_id(1))]).voters.is_empty());
}

#[test]
fn counts_must_add_up() {
    let state = ballot(&[("a", 60, true), ("b", 60, false)], 4);
    let good = [("a", [3, 1, 0, 0]), ("b", [2, 1, 1, 0])];
    assert!(try_out(&state, Event::Counted(count(4, &good))).is_ok());
    refused(
        &state,
        Event::Counted(count(4, &[("a", [3, 1, 0, 0]), ("b", [2, 1, 0, 0])])),
        21,
        "票数合计 3，应当等于参加投票的 4 人",
    );
    refused(&state, Event::Counted(count(3, &good)), 21, "票数合计 4");
    refused(&state, Event::Counted(count(5, &good)), 21, "不在投票人名单");
    refused(&state, Event::Counted(count(4, &good[..1])), 21, "每个候选单位");
    refused(&state, Event::Counted(count(4, &[good[0], good[1], ("c", [4, 0, 0, 0])])), 21, "每个候选单位");
    refused(&state, Event::Counted(count(2, &[("a", [1, 1, 0, 0]), ("b", [2, 0, 0, 0])])), 21, "不足 3 人");
    assert!(try_out(&state, Event::Counted(count(3, &[("a", [1, 1, 1, 0]), ("b", [2, 0, 0, 1])]))).is_ok());
    refused(&state, Event::Advanced, 21, "还没有计票");
    refused(&state, Event::Annulled("重来".into()), 21, "还没有计票");
}

#[test]
fn second_count_needs_the_first_annulled() {
    let counted = after(&ballot(&[("a", 60, true)], 3), [Event::Counted(count(3, &[("a", [3, 0, 0, 0])]))]);
    refused(&counted, Event::Counted(count(3, &[("a", [2, 1, 0, 0])])), 21, "作废");
    refused(&counted, Event::Annulled("".into()), 0, "为什么作废");
    let annulled = after(&counted, [Event::Annulled("票箱没有封好".into())]);
    assert_eq!(annulled.count, None);
    assert!(try_out(&annulled, Event::Counted(count(3, &[("a", [2, 1, 0, 0])]))).is_ok());
}

/// What a ballot says.
pub fn mark(votes: &[(&str, Vote)]) -> BTreeMap<ApplicantId, Vote> {
    votes.iter().map(|(id, vote)| ((*id).into(), *vote)).collect()
}

/// A ballot box for a session.
pub fn open_box(session: &Session) -> BallotBox {
    BallotBox::of(session, catalog()).expect("a box")
}

#[test]
fn box_takes_one_ballot_of_each_voter() {
    let mut ballots = open_box(&ballot(&[("a", 60, true), ("b", 60, false)], 3));
    let mut put = |number, votes: &[(&str, Vote)]| {
        ballots.put(catalog(), &voter_id(number), &mark(votes)).map_err(|refusal| refusal.to_string())
    };
    assert_eq!(put(1, &[("a", Vote::Yes), ("b", Vote::No)]), Ok(()));
    assert_eq!(put(1, &[("a", Vote::No)]), Err("已经投过票，一人只投一次（第二十一条）".into()));
    assert_eq!(put(9, &[("a", Vote::No)]), Err("不在投票人名单里，不能投票（第二十一条）".into()));
    assert_eq!(put(2, &[("x", Vote::No)]), Err("票上有不是候选单位或应当回避的单位（第十条）".into()));
    assert_eq!(put(2, &[("a", Vote::Invalid)]), Ok(()));
    assert!(ballots.has_voted(&voter_id(2)) && !ballots.has_voted(&voter_id(3)));
    assert_eq!(ballots.ballots(), 2);
    let count = ballots.close();
    assert_eq!((count.tallies["a"], count.tallies["b"]), (tally([1, 0, 0, 1]), tally([0, 1, 1, 0])));
}

#[test]
fn box_opens_only_at_the_ballot() {
    assert!(BallotBox::of(&ranking(&[("a", 60)]), catalog()).is_err());
    let counted = after(&ballot(&[("a", 60, true)], 3), [Event::Counted(count(3, &[("a", [3, 0, 0, 0])]))]);
    assert!(BallotBox::of(&counted, catalog()).is_err());
}

#[test]
fn recused_voters_do_not_vote_on_their_candidate() {
    let state = back_to(&ballot(&[("a", 60, true), ("b", 60, true)], 4), Phase::Presentation);
    let recused = Voter { name: "委员1".into(), recused: BTreeSet::from(["a".into()]) };
    let state = after(&state, [Event::AddedVoter(voter_id(1), recused), Event::Advanced]);
    let mut ballots = open_box(&state);
    assert!(ballots.put(catalog(), &voter_id(1), &mark(&[("a", Vote::Yes)])).is_err());
    assert!(!ballots.has_voted(&voter_id(1)), "nothing of a refused ballot is taken");
    for number in 1..=4 {
        let own = if number == 1 { mark(&[("b", Vote::Yes)]) } else { mark(&[("a", Vote::Yes), ("b", Vote::Yes)]) };
        ballots.put(catalog(), &voter_id(number), &own).expect("it is taken");
    }
    let count = ballots.close();
    assert_eq!((count.tallies["a"].all(), count.tallies["b"].all()), (3, 4));
    assert!(try_out(&state, Event::Counted(count)).is_ok());
    refused(&state, Event::Counted(self::count(3, &[("a", [2, 0, 0, 0]), ("b", [3, 0, 0, 0])])), 21, "不足 3 人");
}

#[test]
fn former_prizes_can_be_entered_later() {
    let former = |ids: &[&str]| Event::ChangedFormer("a".into(), ids.iter().map(|id| (*id).into()).collect());
    let state = winners([&[], &[], &[]], Readings::default());
    let repeated = after(&state, [former(&["quality-award"])]);
    assert_eq!(paid(&repeated.payments(catalog()).expect("counted"))[0], ("a", 0, true));
    assert!(repeated.record.last().is_some_and(|line| &*line.text == "企业a曾获奖项：市长质量奖"));
    let cleared = after(&repeated, [former(&[])]);
    assert_eq!(paid(&cleared.payments(catalog()).expect("counted"))[0], ("a", 30, false));
    assert!(cleared.record.last().is_some_and(|line| &*line.text == "企业a曾获奖项：无"));
    refused(&state, former(&["world-cup"]), 0, "没有奖项 world-cup");
    refused(&state, Event::ChangedFormer("x".into(), BTreeSet::new()), 0, "没有这个申报单位");
}

fn paid(payments: &[Payment]) -> Vec<(&str, u16, bool)> {
    payments.iter().map(|payment| (payment.applicant.as_str(), payment.money, payment.repeated)).collect()
}

/// Winners a and b of the main prize, c of the other one; what each has won before; up to the public notice.
fn winners(former: [&[&str]; 3], readings: Readings) -> Session {
    let ids = ["a", "b", "c"];
    let team = (1..=3).map(examiner).chain([Event::ChoseLeader("e1".into()), Event::ChoseReadings(readings)]);
    let present = ids.iter().zip(former).map(|(id, former)| applicant(id, former));
    let declarations = ids.iter().flat_map(|id| (1..=3).map(|number| declared(number, id, false)));
    let scores =
        |stage| ids.iter().map(move |id| scored(stage, id, every_item(crate::given::percent(60)))).chain([Event::Advanced]);
    let state = after(&fresh(), team.chain(present).chain([Event::Advanced]).chain(declarations).chain([Event::Advanced]));
    let state = after(&state, scores(award::review::Stage::Documents).chain(scores(award::review::Stage::Site)));
    let state = after(&state, [nominated("a", true), nominated("b", true), nominated("c", false), Event::Advanced]);
    let state = after(&state, ids.iter().map(|id| Event::Presented((*id).into(), true)).chain((1..=3).map(voter)));
    let all = [3, 0, 0, 0];
    after(&state, [Event::Advanced, Event::Counted(count(3, &[("a", all), ("b", all), ("c", all)])), Event::Advanced])
}

#[test]
fn repeated_winners_get_no_money() {
    let former: [&[&str]; 3] = [&["quality-award"], &["nomination-award"], &[]];
    let same = winners(former, Readings::default());
    assert_eq!(paid(&same.payments(catalog()).expect("counted")), [("a", 0, true), ("b", 30, false), ("c", 10, false)]);
    let any = winners(former, Readings { same_prize: SamePrize::Any, ..Readings::default() });
    assert_eq!(paid(&any.payments(catalog()).expect("counted")), [("a", 0, true), ("b", 0, true), ("c", 10, false)]);
    assert_eq!(fresh().payments(catalog()), None);
}

#[test]
fn who_leaves_after_the_ballot_is_not_replaced() {
    let candidates = [("a", 60, true), ("b", 70, true), ("c", 80, true)];
    let state = notice(&candidates, 9, &[("a", [9, 0, 0, 0]), ("b", [8, 1, 0, 0]), ("c", [7, 2, 0, 0])]);
    let left = after(&state, [Event::Withdrew("a".into(), "自愿放弃".into())]);
    let main = outcome(&left, 0);
    assert_eq!((names(&main.lost), main.vacant, names(&main.passed)), (vec!["a"], 1, vec!["a", "b", "c"]));
    assert_eq!(paid(&left.payments(catalog()).expect("counted")), [("b", 30, false)]);
    assert_eq!(after(&left, [noticed(5), Event::Advanced]).phase, Phase::Award);
}

#[test]
fn count_is_kept_while_only_the_notice_is_left() {
    let state = notice(&[("a", 60, true)], 3, &[("a", [3, 0, 0, 0])]);
    assert!(back_to(&state, Phase::Ballot).count.is_some());
    assert_eq!(back_to(&state, Phase::Presentation).count, None);
}
