//! Gathered cards as a file: what is written comes back, what does not fit is refused.

use award::cohort::file::{KIND, open, write};
use award::cohort::{Arrival, Gathering};
use award::envelope::{OpenError, format_of};
use proptest::prelude::*;

use crate::arbitrary;
use crate::given::{cases, catalog};

/// A file of version 1, made by hand.
const V1: &str = include_str!("../golden/cohort-v1.json");

#[test]
fn version_1_opens_for_ever_and_is_written_back() {
    let opened = open(V1).expect("it opens");
    assert_eq!(opened.warnings, []);
    let mut gathering = Gathering::new(catalog().criteria.id.clone());
    let arrivals: Vec<Arrival> = opened.value.into_iter().map(|card| gathering.add(card)).collect();
    assert_eq!(arrivals, [Arrival::Taken(0), Arrival::Taken(1)]);
    assert_eq!(write(&gathering), V1.trim_end());
}

#[test]
fn formats_are_told_apart() {
    for (json, format) in [
        (V1, Some(KIND.format)),
        ("\u{feff}{\"version\":9,\"format\":\"quality-award-kit\",\"more\":[]}", Some("quality-award-kit")),
        ("{\"format\":\"x\"}", None),
        ("[]", None),
        ("{", None),
        ("", None),
    ] {
        assert_eq!(format_of(json).as_deref(), format, "{json}");
    }
}

#[test]
fn what_does_not_fit_is_refused() {
    let newer = V1.replacen("\"version\":1", "\"version\":2", 1);
    assert_eq!(open(&newer), Err(OpenError::Newer(KIND, 2)));
    let bad = V1.replacen("2026-11-24T09:30:00", "gestern", 1);
    assert_eq!(open(&bad), Err(OpenError::Malformed(KIND, "cards/0/revised：“gestern”不是日期时间".into())));
    assert!(matches!(open("{\"format\":\"quality-award-scorecard\",\"version\":1}"), Err(OpenError::Foreign(_))));
    assert!(matches!(open(&V1[..V1.len() / 2]), Err(OpenError::NotJson(..))));
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn gathered_cards_come_back(cards in proptest::collection::vec(arbitrary::scorecard(), 0..5)) {
        let mut gathering = Gathering::new("any".into());
        for card in cards {
            gathering.add(award::scorecard::Scorecard { criteria: "any".into(), ..card });
        }
        let opened = open(&write(&gathering)).expect("it opens");
        prop_assert_eq!(&opened.value[..], gathering.cards());
    }
}
