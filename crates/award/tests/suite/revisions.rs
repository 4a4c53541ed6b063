//! What differs between two states: everything that differs is named, and nothing else.

use award::assessment::{Action, CardAction, CardPlace, Place};
use award::points::Percent;
use award::revision::{Difference, changed_part, differences};
use proptest::prelude::*;

use crate::arbitrary;
use crate::given::{after, blank, cases, entered};

#[test]
fn differences_name_places_and_both_texts() {
    let before = after([entered("org_name", "甲")]);
    let scored = Action::Card(2025, CardAction::Scored("4.1.2".into(), Percent::new(65)));
    let later = before.apply(&entered("org_name", "乙")).apply(&scored);
    let difference = |place, before: &str, after: &str| Difference { place, before: before.into(), after: after.into() };
    assert_eq!(
        differences(&before, &later),
        [
            difference(Place::Field("org_name".into()), "甲", "乙"),
            difference(Place::Card(2025, CardPlace::Percent("4.1.2".into())), "", "65%"),
        ]
    );
}

#[test]
fn the_id_is_no_difference() {
    let (before, mut after) = (blank(), blank());
    after.head.id = "another".into();
    assert_eq!(differences(&before, &after), []);
}

#[test]
fn a_change_is_cut_out_of_long_texts() {
    let long = |middle: &str| format!("{}{middle}{}", "前".repeat(40), "后".repeat(40));
    let part = |middle: &str| format!("…{}{middle}{}…", "前".repeat(16), "后".repeat(16));
    assert_eq!(changed_part(&long("甲"), &long("乙丙")), (part("甲"), part("乙丙")));
    assert_eq!(changed_part("", "新"), (String::new(), "新".to_owned()));
    assert_eq!(changed_part("和和", "和"), ("和和".to_owned(), "和".to_owned()));
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn no_difference_means_the_same(before in arbitrary::assessment(), after in arbitrary::assessment()) {
        let mut renamed = after.clone();
        renamed.head.id = before.head.id.clone();
        prop_assert_eq!(differences(&before, &after).is_empty(), before == renamed);
        prop_assert_eq!(differences(&after, &after), []);
    }

    #[test]
    fn a_cut_keeps_texts_apart(before in ".{0,60}", after in ".{0,60}") {
        let (old, new) = changed_part(&before, &after);
        prop_assert_eq!(old == new, before == after);
    }

    #[test]
    fn an_action_that_changes_something_is_a_difference(before in arbitrary::assessment(), action in arbitrary::action()) {
        let after = before.apply(&action);
        prop_assert_eq!(differences(&before, &after).is_empty(), before == after);
    }
}
