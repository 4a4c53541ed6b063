//! Sums, bounds and ranges of random score cards.

use std::collections::BTreeMap;

use award::ItemId;
use award::assessment::{Action, CardAction};
use award::criteria::{Criteria, Item, ItemKind};
use award::points::{Percent, Points};
use award::scoring::{Tally, Totals, totals, totals_of};
use proptest::prelude::*;

use crate::arbitrary;
use crate::given::{self, cases, catalog};

fn criteria() -> &'static Criteria {
    &catalog().criteria
}

fn items() -> Vec<&'static Item> {
    criteria().every_item().collect()
}

fn score(card: &[Option<Percent>]) -> Totals {
    let percents: BTreeMap<&ItemId, Option<Percent>> =
        criteria().every_item().map(|item| &item.id).zip(card.iter().copied()).collect();
    totals_of(criteria(), |item| percents[item])
}

/// A tally worked out in plain whole numbers: earned, scored worth and open in hundredths, scored, items.
fn by_hand<'a>(rows: impl Iterator<Item = (&'a &'static Item, &'a Option<Percent>)>) -> [u32; 5] {
    rows.fold([0; 5], |[earned, worth, open, scored, all], (item, percent)| {
        let full = u32::from(item.points) * 100;
        match percent {
            Some(percent) => {
                [earned + u32::from(item.points) * u32::from(percent.value()), worth + full, open, scored + 1, all + 1]
            }
            None => [earned, worth, open + full, scored, all + 1],
        }
    })
}

fn numbers(tally: &Tally) -> [u32; 5] {
    let counts = [tally.scored, tally.items].map(|count| u32::try_from(count).expect("few items"));
    [tally.earned.hundredths(), tally.scored_worth.hundredths(), tally.open.hundredths(), counts[0], counts[1]]
}

fn sum<'a>(tallies: impl Iterator<Item = &'a Tally>) -> [u32; 5] {
    tallies.map(numbers).fold([0; 5], |so_far, next| std::array::from_fn(|at| so_far[at] + next[at]))
}

/// Item numbers and points of GB/T 19580-2012, written down a second time so that a slip in the data file shows.
const STANDARD: [(&str, u16); 23] = [
    ("4.1.2", 50),
    ("4.1.3", 30),
    ("4.1.4", 30),
    ("4.2.2", 40),
    ("4.2.3", 50),
    ("4.3.2", 40),
    ("4.3.3", 50),
    ("4.4.2", 60),
    ("4.4.3", 15),
    ("4.4.4", 20),
    ("4.4.5", 15),
    ("4.4.6", 10),
    ("4.4.7", 10),
    ("4.5.2", 50),
    ("4.5.3", 50),
    ("4.6.2", 40),
    ("4.6.3", 40),
    ("4.7.2", 80),
    ("4.7.3", 80),
    ("4.7.4", 80),
    ("4.7.5", 60),
    ("4.7.6", 50),
    ("4.7.7", 50),
];

#[test]
fn items_are_worth_what_the_standard_says() {
    let items: Vec<(&str, u16)> = criteria().every_item().map(|item| (item.id.as_str(), item.points)).collect();
    assert_eq!(items, STANDARD);
    let results = criteria().every_item().filter(|item| item.kind == ItemKind::Result);
    assert!(results.map(|item| item.id.as_str()).eq(STANDARD[17..].iter().map(|(id, _)| *id)));
}

#[test]
fn card_without_scores_is_all_open() {
    let total = score(&[None; 23]).total;
    assert_eq!(numbers(&total), [0, 0, 100_000, 0, 23]);
    assert_eq!((total.least(), total.most(), total.level()), (Points::ZERO, Points::whole(1000), None));
    assert!(!total.is_complete());
}

#[test]
fn full_card_is_one_thousand() {
    let total = score(&[Some(Percent::FULL); 23]).total;
    assert_eq!((total.earned, total.open, total.level()), (Points::whole(1000), Points::ZERO, Some(100)));
    assert!(total.is_complete());
    assert_eq!(criteria().total(), Points::whole(1000));
}

#[test]
fn card_of_zeros_is_scored() {
    let total = score(&[Some(Percent::ZERO); 23]).total;
    assert_eq!(numbers(&total), [0, 100_000, 0, 23, 23]);
    assert_eq!(total.level(), Some(0));
    assert!(total.is_complete());
}

proptest! {
    #![proptest_config(cases(3000))]

    #[test]
    fn total_is_the_sum_of_its_parts(card in arbitrary::card()) {
        let totals = score(&card);
        let items = items();
        prop_assert_eq!(numbers(&totals.total), by_hand(items.iter().zip(&card)));
        prop_assert_eq!(numbers(&totals.total), sum(totals.categories.iter().map(|(_, tally)| tally)));
        let earned: Points = totals.items.iter().filter_map(|(_, points)| *points).sum();
        prop_assert_eq!(earned, totals.total.earned);
        for (category, tally) in &totals.categories {
            let inside = items.iter().zip(&card).filter(|(item, _)| item.id.as_str().starts_with(&format!("{category}.")));
            prop_assert_eq!(numbers(tally), by_hand(inside), "{}", category);
        }
    }

    #[test]
    fn items_stand_in_order_and_zero_is_not_open(card in arbitrary::card()) {
        let totals = score(&card);
        prop_assert_eq!(totals.items.len(), card.len());
        for ((item, (id, points)), percent) in items().iter().zip(&totals.items).zip(&card) {
            prop_assert_eq!(&item.id, id);
            prop_assert_eq!(*points, percent.map(|percent| Points::earned(item.points, percent)));
        }
    }

    #[test]
    fn totals_stay_within_bounds(card in arbitrary::card()) {
        let total = score(&card).total;
        prop_assert!(Points::ZERO <= total.least() && total.least() <= total.most());
        prop_assert!(total.most() <= Points::whole(1000));
        prop_assert_eq!(total.worth(), Points::whole(1000));
        prop_assert_eq!(total.earned.hundredths() % 25, 0, "points come in quarters");
        prop_assert!(total.level().is_none_or(|level| level <= 100));
        prop_assert_eq!(total.is_complete(), card.iter().all(Option::is_some));
    }

    #[test]
    fn ends_of_the_range_are_reachable(card in arbitrary::card(), rest in arbitrary::full_card()) {
        let total = score(&card).total;
        let completed = |fill: &dyn Fn(usize) -> Percent| {
            let card: Vec<Option<Percent>> = card.iter().enumerate().map(|(at, percent)| percent.or(Some(fill(at)))).collect();
            score(&card).total.earned
        };
        prop_assert_eq!(completed(&|_| Percent::ZERO), total.least());
        prop_assert_eq!(completed(&|_| Percent::FULL), total.most());
        let any = completed(&|at| rest[at]);
        prop_assert!(total.least() <= any && any <= total.most());
    }

    #[test]
    fn one_step_up_adds_its_worth(card in arbitrary::full_card(), pick in 0usize..23) {
        let Some(higher) = card[pick].step(true) else { return Ok(()) };
        let mut raised = card.clone();
        raised[pick] = higher;
        let of = |card: &[Percent]| score(&card.iter().copied().map(Some).collect::<Vec<_>>());
        let (before, after) = (of(&card), of(&raised));
        let step = u32::from(items()[pick].points) * u32::from(Percent::STEP);
        prop_assert_eq!(after.total.earned.hundredths(), before.total.earned.hundredths() + step);
        let changed = before.categories.iter().zip(&after.categories).filter(|(old, new)| old != new);
        prop_assert_eq!(changed.count(), 1);
    }

    #[test]
    fn assessment_scores_like_its_card(card in arbitrary::card()) {
        let scored = items().iter().zip(&card).map(|(item, percent)| Action::Card(given::YEAR, CardAction::Scored(item.id.clone(), *percent))).collect::<Vec<_>>();
        let stray = Action::Card(given::YEAR, CardAction::Scored("9.9.9".into(), Some(Percent::FULL)));
        let assessment = given::after(scored.into_iter().chain([stray]));
        prop_assert_eq!(totals(criteria(), &assessment), score(&card));
    }
}
