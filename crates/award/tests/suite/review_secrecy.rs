//! No trace of a ballot links a voter with a vote: not the file, not the memory, not what can be taken back.

use award::review::{Action, Count, Event, History, Tally, Vote, write};
use jiff::civil::date;
use proptest::prelude::*;

use crate::given::{cases, catalog};
use crate::review_ballot::{mark, open_box};
use crate::review_story::{ballot, count, examiner, fresh, voter_id};

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
            assert!(!history.can_undo() && !history.undo(), "no state with the count is kept");
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
    assert!(history.undo() && !history.undo());
    assert_eq!(*history.present(), fresh());
}

#[test]
fn count_holds_nothing_but_sets_and_sums() {
    let Count { handed, tallies } = count(3, &[("a", [1, 1, 1, 0])]);
    let Tally { yes, no, abstain, invalid } = tallies["a"];
    assert_eq!((handed.len(), yes + no + abstain + invalid), (3, 3));
}
