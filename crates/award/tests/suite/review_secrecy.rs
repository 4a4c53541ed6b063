//! No trace of a ballot links a voter with a vote: not the file, not the memory, not what can be taken back.

use award::review::{Action, Count, Event, History, Session, Tally, Vote, write};
use award::scheme::Phase;
use jiff::civil::date;
use proptest::prelude::*;

use crate::given::{cases, catalog};
use crate::review_ballot::{mark, open_box};
use crate::review_story::{ballot, count, examiner, fresh, voter, voter_id};

fn acted(event: Event) -> Action {
    Action { at: date(2026, 12, 1).at(15, 0, 0, 0), event }
}

/// A session in which these voters put these votes on a and b into a box, in this order, with its history.
fn voted(ballots: &[(usize, Vote, Vote)]) -> History {
    let mut history = History::new(ballot(&[("a", 60, true), ("b", 60, false)], 7));
    let mut open = open_box(history.present());
    for (number, a, b) in ballots {
        open.put(catalog(), &voter_id(*number), &mark(&[("a", *a), ("b", *b)])).expect("it is taken");
    }
    history.act(catalog(), &acted(Event::Counted(open.close()))).expect("it is counted");
    history
}

fn taken_back(history: &mut History) -> bool {
    history.undo(catalog(), date(2026, 12, 1).at(15, 5, 0, 0))
}

/// A session as if nothing of it had been recorded.
pub fn without_record(session: &Session) -> Session {
    Session { record: Vec::new(), ..session.clone() }
}

fn vote() -> impl Strategy<Value = Vote> {
    proptest::sample::select(vec![Vote::Yes, Vote::Yes, Vote::No, Vote::Abstain, Vote::Invalid])
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn swapped_votes_leave_no_trace(
        (votes, swapped, order) in proptest::collection::vec((vote(), vote()), 3..=7).prop_flat_map(|votes| {
            let order: Vec<usize> = (1..=votes.len()).collect();
            (Just(votes.clone()), Just(votes).prop_shuffle(), Just(order).prop_shuffle())
        }),
    ) {
        let plain: Vec<_> = votes.iter().zip(1..).map(|((a, b), number)| (number, *a, *b)).collect();
        let other: Vec<_> = order.iter().zip(&swapped).map(|(number, (a, b))| (*number, *a, *b)).collect();
        let (one, two) = (voted(&plain), voted(&other));
        prop_assert_eq!(write(one.present()), write(two.present()));
        prop_assert_eq!(format!("{one:?}"), format!("{two:?}"), "not even in memory");
    }

    #[test]
    fn ballot_patterns_leave_no_trace(votes in proptest::collection::vec((vote(), vote()), 3..=7), shift in 0..7usize) {
        // The same votes on each candidate, but on other pieces of paper.
        let turned = |at: usize| votes[(at + shift) % votes.len()].1;
        let plain: Vec<_> = votes.iter().enumerate().map(|(at, (a, b))| (at + 1, *a, *b)).collect();
        let other: Vec<_> = votes.iter().enumerate().map(|(at, (a, _))| (at + 1, *a, turned(at))).collect();
        prop_assert_eq!(format!("{:?}", voted(&plain)), format!("{:?}", voted(&other)));
    }
}

#[test]
fn annulled_count_leaves_no_sums() {
    let sums = |history: &History| {
        let file = write(history.present());
        file.contains("tallies") || file.contains("handed")
    };
    for undo in [Event::Annulled("重来".into()), Event::SteppedBack("重来".into())] {
        let mut one = voted(&[(1, Vote::Yes, Vote::No), (2, Vote::No, Vote::Abstain), (3, Vote::Abstain, Vote::Yes)]);
        let mut two = voted(&[(1, Vote::No, Vote::No), (2, Vote::No, Vote::No), (3, Vote::No, Vote::Yes)]);
        assert!(sums(&one) && sums(&two));
        for history in [&mut one, &mut two] {
            assert!(!history.can_undo(), "no state before the count is kept");
            history.act(catalog(), &acted(undo.clone())).expect("it is taken");
            assert!(!history.can_undo() && !taken_back(history), "no state with the count is kept");
            assert!(!sums(history));
        }
        assert_eq!(format!("{one:?}"), format!("{two:?}"), "what was counted is gone");
    }
}

#[test]
fn other_actions_can_be_taken_back() {
    let mut history = History::new(fresh());
    history.act(catalog(), &acted(examiner(1))).expect("it is taken");
    assert!(history.act(catalog(), &acted(Event::Advanced)).is_err());
    assert_eq!(history.present().examiners.len(), 1);
    assert!(taken_back(&mut history) && !taken_back(&mut history));
    assert_eq!(without_record(history.present()), fresh());
}

#[test]
fn what_is_taken_back_stays_in_the_record() {
    let mut history = History::new(fresh());
    history.act(catalog(), &acted(examiner(1))).expect("it is taken");
    history.act_all(catalog(), &[2, 3, 4].map(|number| acted(examiner(number)))).expect("they are taken");
    assert!(taken_back(&mut history));
    history.act(catalog(), &acted(Event::ChoseLeader("e1".into()))).expect("it is taken");
    assert!(taken_back(&mut history) && taken_back(&mut history));
    let told: Vec<&str> = history.present().record.iter().map(|line| &*line.text).collect();
    let expected = [
        "专家1加入评审组",
        "专家2加入评审组",
        "专家3加入评审组",
        "专家4加入评审组",
        "撤销 3 项：从“专家2加入评审组”到“专家4加入评审组”",
        "专家1任评审组组长",
        "撤销：专家1任评审组组长",
        "撤销：专家1加入评审组",
    ];
    assert_eq!(told, expected);
    assert_eq!(without_record(history.present()), fresh());
    let clause = catalog().scheme.step(Phase::Team).map(|step| step.clauses[0]);
    assert!(history.present().record.iter().all(|line| (line.phase, line.clause) == (Phase::Team, clause)));
}

#[test]
fn cancelled_ballots_are_told_by_their_number_alone() {
    let cancelled = |votes: [Vote; 2]| {
        let mut history = History::new(ballot(&[("a", 60, true)], 3));
        history.act(catalog(), &acted(Event::SteppedBack("补一人".into()))).expect("it is taken");
        history.act_all(catalog(), &[voter(4), Event::Advanced].map(acted)).expect("they are taken");
        let mut open = open_box(history.present());
        for (number, vote) in (1..).zip(votes) {
            open.put(catalog(), &voter_id(number), &mark(&[("a", vote)])).expect("it is taken");
        }
        history.act(catalog(), &acted(Event::Cancelled(open.ballots()))).expect("it is taken");
        history
    };
    let (one, two) = (cancelled([Vote::Yes, Vote::No]), cancelled([Vote::No, Vote::No]));
    assert_eq!(format!("{one:?}"), format!("{two:?}"), "how they voted leaves no trace");
    let told = one.present().record.last().map(|line| line.text.to_string());
    assert_eq!(told.as_deref(), Some("取消投票：已收回的 2 张选票没有计票，不保留"));
    assert!(!one.can_undo(), "the ballots are gone: that cannot be taken back");
    assert!(one.present().apply(catalog(), &acted(Event::Counted(count(3, &[("a", [3, 0, 0, 0])])))).is_ok());
    let counted = voted(&[(1, Vote::Yes, Vote::No), (2, Vote::No, Vote::No), (3, Vote::Yes, Vote::Yes)]);
    assert!(counted.present().apply(catalog(), &acted(Event::Cancelled(3))).is_err(), "what is counted is annulled");
}

#[test]
fn count_holds_nothing_but_sets_and_sums() {
    let Count { handed, tallies } = count(3, &[("a", [1, 1, 1, 0])]);
    let Tally { yes, no, abstain, invalid } = tallies["a"];
    assert_eq!((handed.len(), yes + no + abstain + invalid), (3, 3));
}
