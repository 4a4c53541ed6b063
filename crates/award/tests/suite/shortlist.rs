//! The line of 600 points (第十九条), which counts as reached itself.

use std::collections::BTreeMap;

use award::points::{Percent, Points};
use award::scoring::{Shortlist, Tally, shortlist, totals_of};
use proptest::prelude::*;

use crate::arbitrary;
use crate::given::{cases, catalog};

fn percent(value: u8) -> Option<Percent> {
    Some(Percent::new(value).expect("a multiple of five"))
}

/// A card of 60 % everywhere except for some items.
fn card(except: &[(&str, Option<Percent>)]) -> Tally {
    let of = |item: &award::ItemId| except.iter().find(|(id, _)| *id == item.as_str());
    totals_of(&catalog().criteria, |item| of(item).map_or(percent(60), |(_, percent)| *percent)).total
}

fn stands(total: &Tally) -> Shortlist {
    shortlist(&catalog().scheme.review, total)
}

#[test]
fn exactly_six_hundred_is_reached() {
    let total = card(&[]);
    assert_eq!((total.earned, stands(&total)), (Points::whole(600), Shortlist::Reached));
    let mixed = card(&[("4.4.3", percent(50)), ("4.4.5", percent(70))]);
    assert_eq!((mixed.earned, stands(&mixed)), (Points::whole(600), Shortlist::Reached));
}

#[test]
fn a_quarter_point_less_is_missed() {
    // 15 points one step down and 10 points one step up: the closest that a total can come from below.
    let total = card(&[("4.4.3", percent(55)), ("4.4.6", percent(65))]);
    assert_eq!((total.earned.to_string().as_str(), stands(&total)), ("599.75", Shortlist::Missed));
}

#[test]
fn a_quarter_point_more_is_reached() {
    let total = card(&[("4.4.3", percent(65)), ("4.4.6", percent(55))]);
    assert_eq!((total.earned.to_string().as_str(), stands(&total)), ("600.25", Shortlist::Reached));
}

#[test]
fn unscored_items_leave_it_open() {
    assert_eq!(stands(&card(&[("4.4.6", None)])), Shortlist::Open);
    // 50 more points elsewhere reach the line without the open item.
    let enough = card(&[("4.4.6", None), ("4.7.2", percent(100)), ("4.7.3", percent(100))]);
    assert_eq!(stands(&enough), Shortlist::Reached);
}

#[test]
fn line_at_the_top_of_the_range_counts() {
    // 10 points open bring 4 more than the 6 of 60 %; one step down of 80 points takes these 4.
    let open = ("4.4.6", None);
    let total = card(&[open, ("4.7.2", percent(55))]);
    assert_eq!((total.most(), stands(&total)), (Points::whole(600), Shortlist::Open));
    let less = card(&[open, ("4.7.2", percent(55)), ("4.4.3", percent(55)), ("4.4.7", percent(65))]);
    assert_eq!((less.most().to_string().as_str(), stands(&less)), ("599.75", Shortlist::Missed));
}

proptest! {
    #![proptest_config(cases(3000))]

    #[test]
    fn standing_agrees_with_the_ends(card in arbitrary::card()) {
        let criteria = &catalog().criteria;
        let percents: BTreeMap<_, _> = criteria.every_item().map(|item| &item.id).zip(card).collect();
        let reached = |fill: Percent| totals_of(criteria, |id| percents[id].or(Some(fill))).total.earned >= Points::whole(600);
        let total = totals_of(criteria, |id| percents[id]).total;
        let expected = match (reached(Percent::ZERO), reached(Percent::FULL)) {
            (true, _) => Shortlist::Reached,
            (false, true) => Shortlist::Open,
            (false, false) => Shortlist::Missed,
        };
        prop_assert_eq!(stands(&total), expected);
    }
}
