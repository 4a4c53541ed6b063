//! Self-assessments of several years side by side.

use award::assessment::{Action, Assessment, CardAction};
use award::points::{Percent, Points};
use award::years::{Reached, compare, reached};
use proptest::prelude::*;

use crate::arbitrary;
use crate::given::{self, YEAR, cases, catalog};

fn scored(year: i16, item: &str, percent: u8) -> Action {
    Action::Card(year, CardAction::Scored(item.into(), Percent::new(percent)))
}

fn every_item_scored(year: i16, percent: u8) -> Vec<Action> {
    catalog().criteria.every_item().map(|item| scored(year, item.id.as_str(), percent)).collect()
}

fn aimed(item: &str, percent: u8) -> Action {
    Action::Aimed(item.into(), Percent::new(percent))
}

fn reached_in(state: &Assessment, year: i16) -> Reached {
    reached(&catalog().criteria, &state.card(year))
}

#[test]
fn a_recorded_total_stands_in_for_items() {
    let recorded = |text: &str| reached_in(&given::after([Action::Card(2024, CardAction::EditedTotal(text.into()))]), 2024);
    assert_eq!(recorded("600"), Reached::Recorded(Points::whole(600)));
    assert_eq!(recorded("1000"), Reached::Recorded(Points::whole(1000)));
    assert_eq!(recorded("1000.01"), Reached::Unreadable);
    assert_eq!(recorded("良好"), Reached::Unreadable);
    assert_eq!(recorded(" "), Reached::Nothing);
}

#[test]
fn scored_items_go_before_a_recorded_total() {
    let total = Action::Card(2024, CardAction::EditedTotal("900".into()));
    let some = given::after([total.clone(), scored(2024, "4.1.2", 50)]);
    assert_eq!(reached_in(&some, 2024).total(), None, "not every item is scored");
    let all = given::after(every_item_scored(2024, 60).into_iter().chain([total]));
    assert_eq!(reached_in(&all, 2024).total(), Some(Points::whole(600)));
}

#[test]
fn change_is_what_the_last_year_gained() {
    let state = given::after([scored(2024, "4.1.2", 55), scored(YEAR, "4.1.2", 40), scored(YEAR, "4.1.3", 40)]);
    let comparison = compare(&catalog().criteria, &state);
    let (first, second) = (&comparison.items[0], &comparison.items[1]);
    assert_eq!(first.percents, [None, Percent::new(55), Percent::new(40)]);
    assert_eq!(first.change, Some(-i32::from(first.item.points) * 15));
    assert_eq!(second.change, None, "nothing to compare with");
}

#[test]
fn gap_is_what_the_target_asks_beyond_the_score() {
    let state = given::after([
        scored(YEAR, "4.1.2", 40),
        aimed("4.1.2", 70),
        scored(YEAR, "4.1.3", 60),
        aimed("4.1.3", 50),
        aimed("4.1.4", 50),
    ]);
    let comparison = compare(&catalog().criteria, &state);
    let [first, second, third] = &comparison.items[..3] else { panic!("three items") };
    assert_eq!(first.gap, Some(Points::earned(first.item.points, Percent::new(30).expect("a step"))));
    assert_eq!(second.gap, Some(Points::ZERO), "a target below the score is reached");
    assert_eq!(third.gap, None, "not scored");
}

#[test]
fn aimed_total_needs_a_score_or_a_target_for_each_item() {
    let scores = every_item_scored(YEAR, 50);
    let all = given::after(scores.clone());
    let total = |state: &Assessment| compare(&catalog().criteria, state).aimed_total;
    assert_eq!(total(&all), Some(Points::whole(500)));
    let higher = all.apply(&aimed("4.1.2", 100)).apply(&aimed("4.1.3", 0));
    let gain =
        Points::earned(catalog().criteria.item(&"4.1.2".into()).expect("an item").points, Percent::new(50).expect("a step"));
    assert_eq!(total(&higher), Some(Points::whole(500) + gain));
    let open = given::after(scores.into_iter().skip(1));
    assert_eq!(total(&open), None);
    assert_eq!(total(&open.apply(&aimed("4.1.2", 50))), Some(Points::whole(500)));
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn a_closed_year_stays_as_it_is(
        before in proptest::collection::vec(arbitrary::action(), 0..20), after in proptest::collection::vec(arbitrary::action(), 0..20),
    ) {
        let closing = Action::Card(2024, CardAction::Closed(given::TODAY.at(9, 0, 0, 0)));
        let closed = given::after(before).apply(&closing);
        let opens = |action: &&Action| matches!(action, Action::Card(2024, CardAction::Reopened(_)));
        let later = after.iter().filter(|action| !opens(action)).fold(closed.clone(), |state, action| state.apply(action));
        prop_assert_eq!(later.card(2024), closed.card(2024));
    }

    #[test]
    fn targets_never_touch_scores(actions in proptest::collection::vec(arbitrary::action(), 0..30)) {
        let state = given::after(actions);
        let without = catalog().criteria.every_item().fold(state.clone(), |state, item| state.apply(&Action::Aimed(item.id.clone(), None)));
        let with = compare(&catalog().criteria, &state);
        let bare = compare(&catalog().criteria, &without);
        prop_assert_eq!(&with.years, &bare.years);
        for course in &with.items {
            prop_assert!(course.gap.is_none_or(|gap| gap <= Points::whole(course.item.points)));
        }
    }
}
