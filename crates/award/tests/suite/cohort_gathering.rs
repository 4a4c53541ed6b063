//! Cards that come in: duplicates, revisions, strangers; groups, order and histories of what is there.

use award::cohort::{Arrival, Gathering, GroupBy, Settings, SortBy, Table, change, groups, histories, sort};
use award::scorecard::{Author, Role, Scorecard, Subject, write};
use jiff::civil::date;
use proptest::prelude::*;

use crate::arbitrary;
use crate::given::{card, cases, catalog, percent};

fn gathered(cards: impl IntoIterator<Item = Scorecard>) -> Gathering {
    let mut gathering = Gathering::new("gbt19580-2012".into());
    cards.into_iter().for_each(|card| drop(gathering.add(card)));
    gathering
}

fn sixty(applicant: &str) -> Scorecard {
    card(applicant, 2025, &[Some(percent(60)); 23])
}

fn revised(card: Scorecard, day: i8) -> Scorecard {
    Scorecard { revised: date(2026, 11, day).at(9, 0, 0, 0), ..card }
}

fn renamed(mut card: Scorecard, name: &str) -> Scorecard {
    card.subject.name = name.into();
    card
}

fn told(mut card: Scorecard, change: impl FnOnce(&mut Subject)) -> Scorecard {
    change(&mut card.subject);
    card
}

#[test]
fn arrivals_are_told_apart() {
    let mut gathering = gathered([sixty("甲"), sixty("乙")]);
    let foreign = Scorecard { criteria: "gbt19580-2004".into(), ..sixty("丙") };
    for (card, expected) in [
        (sixty("乙"), Arrival::Duplicate(1)),
        (revised(sixty("乙"), 25), Arrival::Duplicate(1)),
        (revised(renamed(sixty("乙"), "乙一"), 26), Arrival::Newer(1)),
        (sixty("乙"), Arrival::Older(1)),
        (revised(renamed(sixty("乙"), "乙二"), 26), Arrival::Clash(1)),
        (card("乙", 2024, &[]), Arrival::Taken(2)),
        (foreign, Arrival::OtherCriteria("gbt19580-2004".into())),
        (Scorecard { scheme: "elsewhere".into(), ..sixty("丁") }, Arrival::Taken(3)),
    ] {
        let arrival = gathering.add(card);
        assert_eq!(arrival, expected);
        assert!(!arrival.message().is_empty());
    }
    assert_eq!(gathering.cards().len(), 4);
}

#[test]
fn removed_card_leaves_no_gap() {
    let mut gathering = gathered(["甲", "乙", "丙"].map(sixty));
    let id = sixty("乙").id;
    assert_eq!(gathering.remove(&id), Some(sixty("乙")));
    assert_eq!(gathering.remove(&id), None);
    assert_eq!(gathering.add(sixty("丙")), Arrival::Duplicate(1));
    assert_eq!(gathering.add(sixty("乙")), Arrival::Taken(2));
}

#[test]
fn twins_are_noticed_but_kept() {
    let twin = Scorecard { id: "another".into(), ..sixty("甲") };
    let different = Scorecard { id: "third".into(), ..card("甲", 2025, &[Some(percent(55))]) };
    let blank = |id: &str| Scorecard { id: id.into(), ..card("空", 2025, &[]) };
    let gathering = gathered([sixty("甲"), different, sixty("乙"), twin, blank("x"), blank("y")]);
    assert_eq!(gathering.twins(), [vec![0, 3]]);
    assert_eq!(gathering.cards().len(), 6);
}

fn cards_sorted(gathering: &Gathering) -> Vec<String> {
    let mut files: Vec<String> = gathering.cards().iter().map(write).collect();
    files.sort();
    files
}

/// Cards of few applicants, so that revisions and clashes are frequent.
fn crowd() -> impl Strategy<Value = Vec<Scorecard>> {
    let one = (0..4u8, 20..23i8, arbitrary::card().prop_map(|card| card[..3].to_vec()))
        .prop_map(|(who, day, percents)| revised(card(&who.to_string(), 2025, &percents), day));
    proptest::collection::vec(one, 0..12)
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn order_of_arrival_does_not_matter((cards, mixed) in crowd().prop_flat_map(|cards| (Just(cards.clone()), Just(cards).prop_shuffle()))) {
        prop_assert_eq!(cards_sorted(&gathered(cards)), cards_sorted(&gathered(mixed)));
    }

    #[test]
    fn two_rooms_make_one(one in crowd(), other in crowd()) {
        let merged = gathered(gathered(one.clone()).cards().iter().chain(gathered(other.clone()).cards()).cloned());
        prop_assert_eq!(cards_sorted(&merged), cards_sorted(&gathered(one.into_iter().chain(other))));
    }

    #[test]
    fn gathering_twice_changes_nothing(cards in crowd()) {
        let mut gathering = gathered(cards);
        let before = gathering.clone();
        for card in before.cards() {
            prop_assert!(matches!(gathering.add(card.clone()), Arrival::Duplicate(_)));
        }
        prop_assert_eq!(gathering, before);
    }
}

#[test]
fn groups_follow_what_is_told() {
    let in_county = |name: &str, county: &str| told(sixty(name), |subject| subject.county = county.into());
    let gathering =
        gathered([in_county("甲", "浉河区"), in_county("乙", ""), in_county("丙", "光山县"), in_county("丁", " 浉河区 ")]);
    let table = Table::of(&catalog().criteria, &gathering);
    let groups = |rows: &[usize], by| groups(&gathering, &table, rows, by, &Settings::default().into());
    let found: Vec<_> = groups(&[0, 1, 2, 3], GroupBy::County).into_iter().map(|group| (group.label, group.rows)).collect();
    let expected = [("光山县", vec![2]), ("浉河区", vec![0, 3]), ("", vec![1])];
    assert_eq!(found, expected.map(|(label, rows)| (label.into(), rows)));
    for by in [GroupBy::Industry, GroupBy::Size, GroupBy::Year, GroupBy::Role] {
        assert_eq!(groups(&[0, 2], by).len(), 1, "{by:?}");
    }
    assert_eq!(&*groups(&[0], GroupBy::Role)[0].label, "自评");
}

fn sorted(gathering: &Gathering, by: &SortBy, descending: bool) -> Vec<usize> {
    let table = Table::of(&catalog().criteria, gathering);
    let mut rows = table.every_row();
    sort(gathering, &table, &mut rows, by, descending);
    rows
}

#[test]
fn rows_are_ordered_with_the_untold_last() {
    let first = |name: &str, value: Option<u8>| card(name, 2025, &[value.map(percent)]);
    let mut gathering = gathered([first("b", Some(50)), first("a", None), first("d", Some(70)), first("c", Some(50))]);
    for (by, up, down) in [
        (SortBy::Item(0), [0, 3, 2, 1], [2, 0, 3, 1]),
        (SortBy::Total, [0, 3, 2, 1], [2, 0, 3, 1]),
        (SortBy::Name, [1, 0, 3, 2], [2, 3, 0, 1]),
        (SortBy::Rank([3, 2, 1, 0].into()), [3, 2, 1, 0], [0, 1, 2, 3]),
        (SortBy::Category(0), [0, 1, 2, 3], [0, 1, 2, 3]),
        (SortBy::Item(99), [0, 1, 2, 3], [0, 1, 2, 3]),
        (SortBy::County, [0, 1, 2, 3], [0, 1, 2, 3]),
        (SortBy::Year, [0, 1, 2, 3], [0, 1, 2, 3]),
    ] {
        assert_eq!(sorted(&gathering, &by, false), up, "{by:?}");
        assert_eq!(sorted(&gathering, &by, true), down, "{by:?}");
    }
    gathering.add(told(first("e", None), |subject| (subject.industry, subject.size) = ("制造业".into(), "大型".into())));
    assert_eq!(sorted(&gathering, &SortBy::Industry, false), [4, 0, 1, 2, 3]);
    assert_eq!(sorted(&gathering, &SortBy::Size, true), [4, 0, 1, 2, 3]);
    let leading = card("f", 2025, &[Some(percent(40)); 3]);
    gathering.add(leading);
    assert_eq!(sorted(&gathering, &SortBy::Category(0), false)[0], 5);
}

#[test]
fn years_of_one_applicant_belong_together() {
    let named = |id: &str, name: &str, year| renamed(card(id, year, &[Some(percent(60)); 23]), name);
    let alias = |id: &str, name: &str, year| told(named(id, name, year), |subject| subject.alias = true);
    let gathering = gathered([
        named("1", "云雾茶业", 2025),
        named("2", "云雾茶业", 2023),
        named("2", "云雾茶业股份", 2024),
        alias("3", "云雾茶业", 2022),
        alias("4", "甲号", 2022),
        alias("4", "甲号", 2023),
    ]);
    let found = histories(&gathering);
    let rows: Vec<&[usize]> = found.iter().map(|history| &*history.rows).collect();
    assert_eq!(rows, [&[1, 2, 0][..], &[3], &[4, 5]]);
    assert_eq!((&*found[0].name, found[0].role), ("云雾茶业", Role::Own));
}

#[test]
fn examiners_have_histories_of_their_own() {
    let by = |role, name: &str| Scorecard { id: name.into(), author: Author { role, name: name.into() }, ..sixty("甲") };
    let gathering = gathered([
        by(Role::Examiner, "张"),
        by(Role::Examiner, "李"),
        by(Role::Own, "王"),
        by(Role::Own, "赵"),
        by(Role::Site, ""),
    ]);
    let found = histories(&gathering);
    assert_eq!(found.iter().map(|history| history.rows.len()).collect::<Vec<_>>(), [1, 1, 2, 1]);
    assert_eq!(&*found[1].author, "李");
}

#[test]
fn change_needs_both_cards() {
    let mut later = [Some(percent(60)); 23];
    later[0] = Some(percent(70));
    let mut gap = later;
    gap[1] = None;
    let gathering = gathered([sixty("甲"), card("甲", 2026, &later), card("甲", 2027, &gap)]);
    let table = Table::of(&catalog().criteria, &gathering);
    let up = change(&table, 0, 1);
    assert_eq!((up.total, up.items[0].1, up.items[1].1), (Some(500), Some(10), Some(0)));
    let open = change(&table, 1, 2);
    assert_eq!((open.total, open.items[0].1, open.items[1].1), (None, Some(0), None));
    assert_eq!(change(&table, 1, 0).total, Some(-500));
}
