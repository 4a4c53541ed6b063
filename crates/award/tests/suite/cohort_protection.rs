//! What is not told of a room, because it would tell about too few applicants; and where one stands among the others.

use award::cohort::{
    Gathering, Group, GroupBy, Position, Protected, Protection, Settings, Table, category_spread, extremes, gains, groups,
    item_statistics, position, total_spread,
};
use award::scorecard::{Author, Role, Scorecard, card_id};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::arbitrary;
use crate::given::{card, cases, catalog, percent};

fn even(applicant: &str, year: i16, value: u8) -> Scorecard {
    card(applicant, year, &[Some(percent(value)); 23])
}

/// The card with one item unscored.
fn gap(mut card: Scorecard) -> Scorecard {
    card.items.remove("4.1.2");
    card
}

fn in_county(county: &str, mut card: Scorecard) -> Scorecard {
    card.subject.county = county.into();
    card
}

fn by(role: Role, mut card: Scorecard) -> Scorecard {
    card.author = Author { role, name: "张".into() };
    card.id = card_id(&card.subject, &card.author);
    card
}

fn room(cards: impl IntoIterator<Item = Scorecard>) -> (Gathering, Table) {
    let mut gathering = Gathering::new(catalog().criteria.id.clone());
    cards.into_iter().for_each(|card| drop(gathering.add(card)));
    let table = Table::of(&catalog().criteria, &gathering);
    (gathering, table)
}

fn usual() -> Protection {
    Settings::default().into()
}

fn counties((gathering, table): &(Gathering, Table), protection: &Protection) -> Vec<Group> {
    groups(gathering, table, &table.every_row(), GroupBy::County, protection)
}

/// Groups of so many applicants.
fn of_sizes(sizes: &[usize], protection: &Protection) -> Vec<bool> {
    let cards = sizes.iter().enumerate().flat_map(|(group, &size)| {
        (0..size).map(move |one| in_county(&format!("{group}"), even(&format!("{group}-{one}"), 2025, 60)))
    });
    counties(&room(cards), protection).iter().map(|group| group.protection.is_some()).collect()
}

#[test]
fn small_groups_are_hidden_and_cannot_be_worked_out() {
    for (sizes, expected) in [
        (&[3, 4][..], &[true, true][..]),
        (&[2, 5, 4], &[false, true, false]),
        (&[2, 1, 4], &[false, false, true]),
        (&[1, 1, 4, 9], &[false, false, false, true]),
        (&[2], &[false]),
        (&[], &[]),
    ] {
        assert_eq!(of_sizes(sizes, &usual()), expected, "{sizes:?}");
    }
    assert_eq!(of_sizes(&[1, 2], &Settings { least_group: 1, ..Settings::default() }.into()), [true, true]);
}

#[test]
fn several_cards_of_one_applicant_count_once() {
    let mut elsewhere = even("另一份数据", 2022, 55);
    elsewhere.subject.name = "甲".into();
    let alone = [even("甲", 2023, 50), even("甲", 2024, 60), even("甲", 2025, 70), elsewhere];
    let (gathering, table) = room(alone.clone());
    let rows = table.every_row();
    assert_eq!(total_spread(&table, &rows, &usual()), Protected::TooFew(1));
    assert!(category_spread(&table, &rows, &usual()).iter().all(|category| *category == Protected::TooFew(1)));
    assert!(item_statistics(&table, &rows, &usual()).iter().all(|item| item.scores == Protected::TooFew(1)));
    assert_eq!(extremes(&table, &rows, 5, &usual()), Protected::TooFew(1));
    assert_eq!(gains(&table, &rows, &usual()), Protected::TooFew(1));
    assert_eq!(position(&gathering, &table, &rows, 0, &usual()), Protected::TooFew(1));
    let others = ["乙", "丙", "丁"].map(|name| in_county("乙县", even(name, 2025, 60)));
    let found = counties(&room(alone.map(|card| in_county("甲县", card)).into_iter().chain(others)), &usual());
    assert!(found.iter().all(|group| group.protection.is_none()), "one applicant, and three that would leave it");
}

/// A county with four complete cards, and one with three of which so many are complete.
fn two_counties(complete: usize) -> (Gathering, Table) {
    let one = (0..4).map(|at| in_county("甲县", even(&format!("甲{at}"), 2025, 60)));
    let other = (0..3).map(|at| {
        let card = in_county("乙县", even(&format!("乙{at}"), 2025, 70));
        if at < complete { card } else { gap(card) }
    });
    room(one.chain(other))
}

#[test]
fn what_the_whole_would_leave_of_a_statistic_is_withheld() {
    let room = two_counties(1);
    assert_eq!(total_spread(&room.1, &room.1.every_row(), &usual()).shown().map(|spread| spread.count), Some(5));
    let found = counties(&room, &usual());
    let parts: Vec<(&[usize], &Protection)> =
        found.iter().map(|group| (&*group.rows, group.protection.as_ref().expect("enough applicants"))).collect();
    let totals: Vec<_> = parts.iter().map(|(rows, protection)| total_spread(&room.1, rows, protection)).collect();
    assert_eq!(totals, [Protected::TooFew(1), Protected::Withheld]);
    let (rows, protection) = parts[1];
    let items = item_statistics(&room.1, rows, protection);
    assert_eq!(items[0].scores, Protected::Withheld, "only one card of the other county scores it");
    assert!(items[1].scores.shown().is_some(), "all cards score it");
    assert!(gains(&room.1, rows, protection).shown().is_some_and(|gains| gains.iter().all(|gain| gain.column != 0)));
    assert_eq!(category_spread(&room.1, rows, protection)[0], Protected::Withheld);
    assert_eq!(position(&room.0, &room.1, rows, rows[0], protection), Protected::Withheld);
    let sub = groups(&room.0, &room.1, rows, GroupBy::Year, protection);
    let [year] = sub.as_slice() else { panic!("one year") };
    assert_eq!(year.protection.as_ref(), Some(protection), "what is withheld of a group is withheld of its parts");
}

#[test]
fn statistics_on_which_enough_or_no_others_rest_are_shown() {
    for complete in [0, 3] {
        let room = two_counties(complete);
        let found = counties(&room, &usual());
        let shown = total_spread(&room.1, &found[1].rows, found[1].protection.as_ref().expect("four applicants"));
        assert_eq!(shown.shown().map(|spread| spread.count), Some(4), "{complete}");
    }
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn no_statistic_follows_from_the_others(cards in vec((0..9_u8, 2023..2026_i16, 0..4_u8, arbitrary::card()), 0..24)) {
        let room = room(cards.iter().map(|(who, year, county, percents)| {
            in_county(&county.to_string(), card(&who.to_string(), *year, percents))
        }));
        let table = &room.1;
        // What the statistics of the groups, taken from that of all, leave: nothing, or that of three applicants and more.
        let check = |has: &dyn Fn(usize) -> bool, is_shown: &dyn Fn(&[usize], &Protection) -> bool| {
            let applicants = |rows: &mut dyn Iterator<Item = usize>| table.applicants_of(rows.filter(|row| has(*row)));
            let (shown, hidden): (Vec<Group>, Vec<Group>) = counties(&room, &usual())
                .into_iter()
                .partition(|group| group.protection.as_ref().is_some_and(|protection| is_shown(&group.rows, protection)));
            let left = applicants(&mut hidden.iter().flat_map(|group| group.rows.iter().copied()));
            let is_whole_shown = applicants(&mut (0..table.rows())) >= 3;
            left == 0 || left >= 3 || (!is_whole_shown && shown.is_empty())
        };
        prop_assert!(check(&|row| table.totals[row].is_complete(), &|rows, protection| total_spread(table, rows, protection).shown().is_some()));
        for (at, column) in table.columns.iter().enumerate() {
            let is_shown = |rows: &[usize], protection: &Protection| item_statistics(table, rows, protection)[at].scores.shown().is_some();
            prop_assert!(check(&|row| column.percents[row].is_some(), &is_shown), "{}", column.item);
        }
    }
}

fn stands((gathering, table): &(Gathering, Table), row: usize) -> Protected<Position> {
    position(gathering, table, &table.every_row(), row, &usual())
}

#[test]
fn position_counts_the_others() {
    let names = ["甲", "乙", "丙", "丁", "戊"];
    let five = room(names.into_iter().zip([50, 60, 60, 70, 80]).map(|(name, value)| even(name, 2025, value)));
    assert_eq!(stands(&five, 1), Protected::Shown(Position { below: 1, equal: 1, above: 2 }));
    assert_eq!(stands(&five, 4), Protected::Shown(Position { below: 4, equal: 0, above: 0 }));
    let one_open = room([gap(even("甲", 2025, 60))].into_iter().chain(["乙", "丙", "丁"].map(|name| even(name, 2025, 60))));
    assert_eq!(stands(&one_open, 0), Protected::TooFew(3), "its own total is not known");
    assert_eq!(stands(&one_open, 1), Protected::Shown(Position { below: 0, equal: 2, above: 0 }));
}

#[test]
fn position_takes_one_card_of_each_other_applicant() {
    let own = [even("甲", 2025, 60), even("甲", 2024, 90), by(Role::Examiner, even("甲", 2025, 95))];
    let other = [
        even("乙", 2024, 90),
        even("乙", 2025, 50),
        by(Role::Document, even("乙", 2025, 70)),
        by(Role::Examiner, even("乙", 2025, 40)),
        gap(by(Role::Site, even("乙", 2025, 40))),
    ];
    let third = [even("丙", 2025, 55), by(Role::Examiner, even("丙", 2024, 95))];
    let room = room(own.into_iter().chain(other).chain(third));
    assert_eq!(stands(&room, 0), Protected::Shown(Position { below: 1, equal: 0, above: 1 }));
}

#[test]
fn reasons_are_told() {
    let told = |protected: Protected<()>| protected.told().err();
    assert_eq!(told(Protected::Shown(())), None);
    assert_eq!(told(Protected::TooFew(2)).as_deref(), Some("只有 2 家，不显示统计"));
    assert!(told(Protected::Withheld).is_some_and(|reason| reason.contains("推算")));
}
