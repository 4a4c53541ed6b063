//! The made-up room: the same every time, with everything to look at.

use award::cohort::{Arrival, Gathering, Settings, Table, histories, sample, standings};
use award::scorecard::{LIMIT, weigh};

use crate::given::catalog;

#[test]
fn sample_room_is_the_same_every_time_and_has_everything_to_look_at() {
    let cards = sample(catalog(), 40);
    assert_eq!(cards, sample(catalog(), 99));
    assert!(cards.iter().all(|card| weigh(card).bytes <= LIMIT && card.subject.name.ends_with("（示例）")));
    let mut gathering = Gathering::new(catalog().criteria.id.clone());
    assert!(cards.into_iter().all(|card| matches!(gathering.add(card), Arrival::Taken(_))));
    let table = Table::of(&catalog().criteria, &gathering);
    let found = standings(&catalog().scheme.review, &table, &table.every_row(), Settings::default());
    let counts = [found.reached.len(), found.close.len(), found.below.len(), found.open.len()];
    assert!(counts.iter().all(|count| *count > 0), "{counts:?}");
    assert_eq!(histories(&gathering).iter().filter(|history| history.rows.len() > 1).count(), 6);
}
