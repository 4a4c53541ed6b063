//! Statistics of many cards against plain calculations over the same percents.

use award::cohort::{
    Gathering, Protected, Protection, Settings, Spread, Standing, Table, category_spread, extremes, gains, item_statistics,
    ranking, standing, standings, total_spread,
};
use award::points::{Percent, Points};
use award::scoring::{Tally, totals_of};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::arbitrary;
use crate::given::{card, cases, catalog, percent};

/// Of all cards, where everything is shown.
fn free() -> Protection {
    Settings { least_group: 1, ..Settings::default() }.into()
}

/// Of all cards, as they are looked at if nobody asks for anything else.
fn usual() -> Protection {
    Settings::default().into()
}

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
        for statistics in item_statistics(&table, &table.every_row(), &free()) {
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
        let spread = total_spread(&table, &table.every_row(), &free());
        let totals = table.totals.iter().map(|tally| tally.earned.hundredths()).collect();
        prop_assert_eq!(spread.shown().map(numbers), quartiles(totals));
        for (shown, column) in category_spread(&table, &table.every_row(), &free()).iter().zip(&table.categories) {
            let earned = column.earned.iter().flatten().map(|points| points.hundredths()).collect();
            prop_assert_eq!(shown.shown().map(numbers), quartiles(earned));
        }
    }

    #[test]
    fn statistics_do_not_depend_on_the_order((cards, mixed) in vec(arbitrary::card(), 3..8).prop_flat_map(|cards| (Just(cards.clone()), Just(cards).prop_shuffle()))) {
        let (one, other) = (table(&cards), table(&mixed));
        let (rows, protection) = (one.every_row(), usual());
        prop_assert_eq!(item_statistics(&one, &rows, &protection), item_statistics(&other, &rows, &protection));
        prop_assert_eq!(total_spread(&one, &rows, &protection), total_spread(&other, &rows, &protection));
        prop_assert_eq!(extremes(&one, &rows, 5, &protection), extremes(&other, &rows, 5, &protection));
        prop_assert_eq!(gains(&one, &rows, &protection), gains(&other, &rows, &protection));
    }

    #[test]
    fn gains_make_up_what_is_missing(cards in vec(arbitrary::full_card(), 3..6)) {
        let cards: Vec<Vec<Option<Percent>>> = cards.into_iter().map(|card| card.into_iter().map(Some).collect()).collect();
        let table = table(&cards);
        let Protected::Shown(gains) = gains(&table, &table.every_row(), &usual()) else {
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
    let (rows, protection) = (few.every_row(), usual());
    assert_eq!(total_spread(&few, &rows, &protection), Protected::TooFew(2));
    assert!(item_statistics(&few, &rows, &protection).iter().all(|item| item.scores == Protected::TooFew(2)));
    assert!(category_spread(&few, &rows, &protection).iter().all(|category| category.shown().is_none()));
    assert_eq!(extremes(&few, &rows, 5, &protection), Protected::TooFew(2));
    assert_eq!(gains(&few, &rows, &protection), Protected::TooFew(2));
    let enough = flat(&[50, 60, 70]);
    assert_eq!(total_spread(&enough, &enough.every_row(), &protection).shown().map(|spread| spread.count), Some(3));
    assert!(total_spread(&few, &rows, &free()).shown().is_some());
}

#[test]
fn items_scored_by_few_are_protected_in_large_groups() {
    let mut cards = vec![vec![Some(percent(60)); 23]; 4];
    cards[0][2] = None;
    cards[1][2] = None;
    let table = table(&cards);
    let found = item_statistics(&table, &table.every_row(), &usual());
    assert_eq!(found[2].scores, Protected::TooFew(2));
    assert!(found[3].scores.shown().is_some());
    let Protected::Shown(gains) = gains(&table, &table.every_row(), &usual()) else { panic!("four cards") };
    assert!(gains.iter().all(|gain| gain.column != 2) && gains.len() == 22);
}

/// The best and the worst items of a table, at most five of each, and whether equal ones were left out.
fn ends(table: &Table) -> [(Vec<usize>, bool); 2] {
    let Protected::Shown(found) = extremes(table, &table.every_row(), 5, &usual()) else { panic!("enough cards") };
    [found.best, found.worst].map(|end| (end.levels.iter().map(|level| level.column).collect(), end.is_cut))
}

/// Three cards that score only these items, each the same everywhere.
fn thrice(scores: &[(usize, u8)]) -> Table {
    let mut card = vec![None; 23];
    scores.iter().for_each(|(column, value)| card[*column] = Some(percent(*value)));
    table(&[card.clone(), card.clone(), card])
}

#[test]
fn best_and_worst_are_never_the_same_item() {
    assert_eq!(ends(&thrice(&[(4, 80), (7, 40), (9, 45)])), [(vec![4], false), (vec![7], false)]);
    assert_eq!(ends(&thrice(&[(4, 80)])), [(vec![], false), (vec![], false)]);
}

#[test]
fn nothing_is_best_by_the_order_of_the_standard() {
    assert_eq!(ends(&thrice(&[(4, 80), (7, 40), (9, 40)])), [(vec![4], false), (vec![], true)]);
    assert_eq!(ends(&flat(&[60, 60, 60])), [(vec![], true), (vec![], true)]);
    let ladder: Vec<(usize, u8)> = (0..23)
        .map(|at| {
            (
                at,
                if at < 2 {
                    90
                } else if at < 8 {
                    70
                } else {
                    at as u8 / 2 * 5
                },
            )
        })
        .collect();
    assert_eq!(ends(&thrice(&ladder)), [(vec![0, 1], true), (vec![9, 8, 11, 10], true)]);
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
fn lack_supposes_full_scores_where_nothing_is_scored() {
    let review = &catalog().scheme.review;
    let lack = |open| standing(review, &tally(Points::whole(500), open), Settings::default());
    assert_eq!([lack(0), lack(60)], [Standing::Below(Points::whole(100)), Standing::Close(Points::whole(40))]);
}

#[test]
fn equal_totals_share_a_rank_and_open_ones_have_none() {
    let mut cards: Vec<Vec<Option<Percent>>> = [50, 70, 60, 70, 90].map(|value| vec![Some(percent(value)); 23]).to_vec();
    cards[4][0] = None;
    let table = table(&cards);
    let found = ranking(&table, &table.every_row()).into_iter().map(|place| (place.row, place.rank, place.tied));
    assert_eq!(
        found.collect::<Vec<_>>(),
        [(1, Some(1), true), (3, Some(1), true), (2, Some(3), false), (0, Some(4), false), (4, None, false)]
    );
}
