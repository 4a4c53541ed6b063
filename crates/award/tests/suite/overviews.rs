//! States that stand alike have the same overview, and typing in a report is such a state.

use award::assessment::Action;
use award::overview::{overview, stands_alike};
use proptest::prelude::*;

use crate::arbitrary;
use crate::given::{self, TODAY, blank, cases, catalog};

fn written(item: &str, text: &str) -> Action {
    Action::EditedNarrative(item.into(), text.into())
}

#[test]
fn words_in_a_report_change_nothing_of_an_overview() {
    let before = given::after([written("4.1.2", "茶")]);
    assert!(stands_alike(&before, &before.apply(&written("4.1.2", "茶叶"))));
    assert!(!stands_alike(&before, &before.apply(&written("4.1.2", "　"))), "a text of blanks is none");
    assert!(!stands_alike(&before, &before.apply(&written("4.1.3", "茶"))), "another text is there");
    assert!(!stands_alike(&before, &before.apply(&given::entered("org_name", "甲"))));
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn what_stands_alike_has_one_overview(
        start in proptest::collection::vec(arbitrary::action(), 0..12), more in proptest::collection::vec(arbitrary::action(), 1..4),
    ) {
        let before = start.iter().fold(blank(), |state, action| state.apply(action));
        let after = more.iter().fold(before.clone(), |state, action| state.apply(action));
        if stands_alike(&before, &after) {
            prop_assert_eq!(overview(catalog(), &before, TODAY), overview(catalog(), &after, TODAY));
        }
    }
}
