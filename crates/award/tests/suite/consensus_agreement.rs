//! How far examiners agree: what the coefficients are for any order, and where they and their words change.

use award::consensus::{Measure, Undefined, alpha, icc, meaning};
use award::points::Percent;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::arbitrary;
use crate::given::{cases, percent};

fn cards() -> impl Strategy<Value = Vec<Vec<Option<Percent>>>> {
    vec(arbitrary::card(), 2..6)
}

/// Items × examiners.
fn turned(cards: &[Vec<Option<Percent>>]) -> Vec<Vec<Option<Percent>>> {
    (0..23).map(|item| cards.iter().map(|card| card[item]).collect()).collect()
}

fn close(a: Result<f64, Undefined>, b: Result<f64, Undefined>) -> bool {
    match (a, b) {
        (Ok(a), Ok(b)) => (a - b).abs() < 1e-9,
        (a, b) => a == b,
    }
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn agreement_does_not_depend_on_the_order((cards, mixed) in cards().prop_flat_map(|cards| (Just(cards.clone()), Just(cards).prop_shuffle()))) {
        prop_assert!(close(alpha(&turned(&cards)), alpha(&turned(&mixed))));
        prop_assert!(close(icc(&turned(&cards)), icc(&turned(&mixed))));
        let mut items = turned(&cards);
        items.reverse();
        prop_assert!(close(alpha(&items), alpha(&turned(&cards))));
        prop_assert!(close(icc(&items), icc(&turned(&cards))));
    }

    #[test]
    fn perfect_agreement_is_exactly_one(card in arbitrary::full_card(), examiners in 2..8usize) {
        let items: Vec<Vec<Option<Percent>>> = card.iter().map(|percent| vec![Some(*percent); examiners]).collect();
        let varied = card.iter().any(|percent| percent != &card[0]);
        let expected = if varied { Ok(1.0) } else { Err(Undefined::NoVariation) };
        prop_assert_eq!((alpha(&items), icc(&items)), (expected, expected));
    }
}

#[test]
fn too_few_scores_have_no_coefficient() {
    assert_eq!((alpha(&[]), icc(&[])), (Err(Undefined::TooFew), Err(Undefined::TooFew)));
    let single = [vec![Some(percent(40)), None], vec![None, Some(percent(50))]];
    assert_eq!((alpha(&single), icc(&single)), (Err(Undefined::TooFew), Err(Undefined::TooFew)));
    let one_item = [vec![Some(percent(40)), Some(percent(50))]];
    assert!(alpha(&one_item).is_ok());
    assert_eq!(icc(&one_item), Err(Undefined::TooFew));
}

#[test]
fn meanings_change_at_their_thresholds() {
    let alpha = |value| meaning(Measure::Alpha, value);
    assert!(alpha(0.8).contains("可靠") && alpha(0.799).contains("尚可") && alpha(0.667).contains("尚可"));
    assert!(alpha(0.666).contains("不足") && alpha(0.0).contains("不足") && alpha(-0.01).contains("随机"));
    let icc = |value| meaning(Measure::Icc, value);
    assert!(icc(0.9).contains("很好") && icc(0.89).contains("较好") && icc(0.75).contains("较好"));
    assert!(icc(0.74).contains("一般") && icc(0.5).contains("一般") && icc(0.49).contains("差") && icc(-1.0).contains("差"));
}
