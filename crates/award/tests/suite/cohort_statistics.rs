//! Statistics of many cards against plain calculations over the same percents.

use award::cohort::{
    Gathering, Position, Protected, Settings, Spread, Standing, Table, category_spread, extremes, gains, item_statistics,
    position, standing, standings, total_spread,
};
use award::points::{Percent, Points};
use award::scoring::{Tally, totals_of};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::arbitrary;
use crate::given::{card, cases, catalog, percent};

const FREE: Settings = Settings { least_group: 1, close: Points::whole(50) };

fn gathering(cards: &[Vec<Option<Percent>>]) -> Gathering {
    let mut gathering = Gathering::new("gbt19580-2012".into());
    for (number, percents) in cards.iter().enumerate() {
        gathering.add(card(&number.to_string(), 2025, percents));
    }
    gathering
}

fn table(cards: &[Vec<Option<Percent>>]) -> Table {
    Table::of(&catalog().criteria, &gathering(cards))
}

/// Cards with the same percent everywhere.
fn flat(values: &[u8]) -> Table {
    table(&values.iter().map(|&value| vec![Some(percent(value)); 23]).collect::<Vec<_>>())
}

/// Quartiles by the definition: interpolated between the sorted values, in quarters.
fn quartiles(mut values: Vec<u32>) -> Option<[u32; 5]> {
    values.sort_unstable();
    let last = values.len().checked_sub(1)?;
    Some([0, 1, 2, 3, 4].map(|quarter| {
        let (low, high) = (last * quarter / 4, (last * quarter).div_ceil(4));
        let part = (last * quarter % 4) as u32;
        (4 - part) * values[low] + part * values[high]
    }))
}

fn numbers(spread: &Spread) -> [u32; 5] {
    [spread.least, spread.lower, spread.median, spread.upper, spread.greatest].map(|quarters| quarters.0)
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn rows_agree_with_scoring(cards in vec(arbitrary::card(), 0..8)) {
        let table = table(&cards);
        prop_assert_eq!(table.rows(), cards.len());
        for (row, percents) in cards.iter().enumerate() {
            let position = |id: &award::ItemId| catalog().criteria.every_item().position(|item| item.id == *id);
            let totals = totals_of(&catalog().criteria, |id| position(id).and_then(|at| percents[at]));
            prop_assert_eq!(table.totals[row], totals.total);
            for (column, (id, tally)) in table.categories.iter().zip(&totals.categories) {
                prop_assert_eq!(&column.category, id);
                prop_assert_eq!(column.earned[row], tally.is_complete().then_some(tally.earned));
            }
        }
    }

    #[test]
    fn item_statistics_agree_with_sorted_values(cards in vec(arbitrary::card(), 0..12)) {
        let table = table(&cards);
        for statistics in item_statistics(&table, &table.every_row(), FREE) {
            let values: Vec<u32> = cards.iter().filter_map(|card| card[statistics.column]).map(|percent| percent.value().into()).collect();
            match statistics.scores.shown() {
                Some((distribution, spread)) => {
                    prop_assert_eq!(Some(numbers(spread)), quartiles(values.clone()));
                    prop_assert_eq!((distribution.count(), distribution.sum()), (values.len(), values.iter().map(|&value| u64::from(value)).sum()));
                }
                None => prop_assert!(values.is_empty()),
            }
        }
    }

    #[test]
    fn totals_agree_with_sorted_values(cards in vec(arbitrary::full_card(), 1..12)) {
        let cards: Vec<Vec<Option<Percent>>> = cards.into_iter().map(|card| card.into_iter().map(Some).collect()).collect();
        let table = table(&cards);
        let spread = total_spread(&table, &table.every_row(), FREE);
        let totals = table.totals.iter().map(|tally| tally.earned.hundredths()).collect();
        prop_assert_eq!(spread.shown().map(numbers), quartiles(totals));
        for (shown, column) in category_spread(&table, &table.every_row(), FREE).iter().zip(&table.categories) {
            let earned = column.earned.iter().flatten().map(|points| points.hundredths()).collect();
            prop_assert_eq!(shown.shown().map(numbers), quartiles(earned));
        }
    }

    #[test]
    fn statistics_do_not_depend_on_the_order((cards, mixed) in vec(arbitrary::card(), 3..8).prop_flat_map(|cards| (Just(cards.clone()), Just(cards).prop_shuffle()))) {
        let (one, other) = (table(&cards), table(&mixed));
        let (rows, settings) = (one.every_row(), Settings::default());
        prop_assert_eq!(item_statistics(&one, &rows, settings), item_statistics(&other, &rows, settings));
        prop_assert_eq!(total_spread(&one, &rows, settings), total_spread(&other, &rows, settings));
        prop_assert_eq!(extremes(&one, &rows, 5, settings), extremes(&other, &rows, 5, settings));
        prop_assert_eq!(gains(&one, &rows, settings), gains(&other, &rows, settings));
    }

    #[test]
    fn gains_make_up_what_is_missing(cards in vec(arbitrary::full_card(), 3..6)) {
        let cards: Vec<Vec<Option<Percent>>> = cards.into_iter().map(|card| card.into_iter().map(Some).collect()).collect();
        let table = table(&cards);
        let Protected::Shown(gains) = gains(&table, &table.every_row(), Settings::default()) else {
            return Err(TestCaseError::fail("three cards are enough"));
        };
        let left: u64 = gains.iter().map(|gain| gain.sum).sum();
        let earned: u64 = table.totals.iter().map(|tally| u64::from(tally.earned.hundredths())).sum();
        prop_assert_eq!(left + earned, 100_000 * cards.len() as u64);
        prop_assert!(gains.is_sorted_by(|a, b| a.sum >= b.sum), "every card scores every item, so the sums decide");
    }

    #[test]
    fn everyone_stands_somewhere(cards in vec(arbitrary::card(), 0..8)) {
        let table = table(&cards);
        let found = standings(&catalog().scheme.review, &table, &table.every_row(), Settings::default());
        let mut all: Vec<usize> = [found.reached, found.close, found.below, found.open].concat();
        all.sort_unstable();
        prop_assert_eq!(all, table.every_row());
    }
}

#[test]
fn statistics_need_three_cards() {
    let few = flat(&[50, 60]);
    let (rows, settings) = (few.every_row(), Settings::default());
    assert_eq!(total_spread(&few, &rows, settings), Protected::TooFew(2));
    assert!(item_statistics(&few, &rows, settings).iter().all(|item| item.scores == Protected::TooFew(2)));
    assert!(category_spread(&few, &rows, settings).iter().all(|category| category.shown().is_none()));
    assert_eq!(extremes(&few, &rows, 5, settings), Protected::TooFew(2));
    assert_eq!(gains(&few, &rows, settings), Protected::TooFew(2));
    assert_eq!(position(&few, &rows, 0, settings), Protected::TooFew(2));
    let enough = flat(&[50, 60, 70]);
    assert_eq!(total_spread(&enough, &enough.every_row(), settings).shown().map(|spread| spread.count), Some(3));
    assert!(total_spread(&few, &rows, FREE).shown().is_some());
}

#[test]
fn items_scored_by_few_are_protected_in_large_groups() {
    let mut cards = vec![vec![Some(percent(60)); 23]; 4];
    cards[0][2] = None;
    cards[1][2] = None;
    let table = table(&cards);
    let found = item_statistics(&table, &table.every_row(), Settings::default());
    assert_eq!(found[2].scores, Protected::TooFew(2));
    assert!(found[3].scores.shown().is_some());
    let Protected::Shown(gains) = gains(&table, &table.every_row(), Settings::default()) else { panic!("four cards") };
    assert!(gains.iter().all(|gain| gain.column != 2) && gains.len() == 22);
}

#[test]
fn best_and_worst_are_never_the_same_item() {
    let mut cards = vec![vec![None; 23]; 3];
    for card in &mut cards {
        card[4] = Some(percent(80));
        card[7] = Some(percent(40));
        card[9] = Some(percent(40));
    }
    let table = table(&cards);
    let Protected::Shown(found) = extremes(&table, &table.every_row(), 5, Settings::default()) else { panic!("three cards") };
    assert_eq!(found.best.iter().map(|level| level.column).collect::<Vec<_>>(), [4]);
    assert_eq!(found.worst.iter().map(|level| level.column).collect::<Vec<_>>(), [9]);
    let even = flat(&[60, 60, 60]);
    let Protected::Shown(found) = extremes(&even, &even.every_row(), 5, Settings::default()) else { panic!("three cards") };
    assert_eq!(found.best.iter().map(|level| level.column).collect::<Vec<_>>(), [0, 1, 2, 3, 4]);
    assert_eq!(found.worst.iter().map(|level| level.column).collect::<Vec<_>>(), [22, 21, 20, 19, 18]);
}

fn tally(earned: Points, open: u16) -> Tally {
    Tally { earned, open: Points::whole(open), scored: 1, items: if open == 0 { 1 } else { 2 }, ..Tally::default() }
}

#[test]
fn closeness_has_two_edges() {
    let review = &catalog().scheme.review;
    let stands = |tally: Tally| standing(review, &tally, Settings::default());
    let twentieth = Points::earned(1, percent(5));
    let whole = Points::whole;
    assert_eq!(stands(tally(whole(600), 0)), Standing::Reached);
    assert_eq!(stands(tally(whole(600) - twentieth, 0)), Standing::Close(twentieth));
    assert_eq!(stands(tally(whole(550), 0)), Standing::Close(whole(50)));
    assert_eq!(stands(tally(whole(550) - twentieth, 0)), Standing::Below(whole(50) + twentieth));
    assert_eq!(stands(tally(whole(550), 50)), Standing::Open);
    assert_eq!(stands(tally(whole(550) - twentieth, 50)), Standing::Close(twentieth));
    assert_eq!(stands(tally(whole(600), 400)), Standing::Reached);
}

#[test]
fn position_counts_the_others() {
    let table = flat(&[50, 60, 60, 70, 80]);
    let rows = table.every_row();
    let stands = |row| position(&table, &rows, row, Settings::default());
    assert_eq!(stands(1), Protected::Shown(Position { below: 1, equal: 1, above: 2 }));
    assert_eq!(stands(4), Protected::Shown(Position { below: 4, equal: 0, above: 0 }));
    let mut cards = vec![vec![Some(percent(60)); 23]; 4];
    cards[0][0] = None;
    let gap = self::table(&cards);
    assert_eq!(position(&gap, &gap.every_row(), 0, Settings::default()), Protected::TooFew(3));
    assert_eq!(
        position(&gap, &gap.every_row(), 1, Settings::default()),
        Protected::Shown(Position { below: 0, equal: 2, above: 0 })
    );
}
