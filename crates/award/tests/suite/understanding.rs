//! Why a score is what it is, and the way to a better one.

use std::collections::BTreeMap;

use award::explain::{HEADINGS, explain, weighted_rows};
use award::planner::{Improvement, Level, Priority, fewest_steps, gains, matrix, outlook};
use award::points::{Percent, Points};
use award::scorecard::Judgement;
use award::scoring::{Shortlist, Tally, totals_of};
use award::{BandId, FactorId, ItemId};
use jiff::civil::date;
use proptest::prelude::*;

use crate::arbitrary;
use crate::given::{cases, catalog, percent};

type Card = BTreeMap<ItemId, (Option<Percent>, BTreeMap<FactorId, BandId>)>;

fn named(percents: &[Option<Percent>]) -> BTreeMap<ItemId, Option<Percent>> {
    catalog().criteria.every_item().map(|item| item.id.clone()).zip(percents.iter().copied()).collect()
}

fn recorded<'a>(card: &'a Card, id: &ItemId) -> Option<Judgement<'a>> {
    let (percent, factors) = card.get(id)?;
    Some(Judgement { percent: *percent, factors, strengths: "", ofis: "", reason: " 证据不足 " })
}

fn rated(bands: [&str; 4]) -> BTreeMap<FactorId, BandId> {
    ["A", "D", "L", "I"].into_iter().zip(bands).map(|(factor, band)| (factor.into(), band.into())).collect()
}

#[test]
fn chain_leads_from_factors_to_total() {
    let card = Card::from([
        ("4.1.2".into(), (Some(percent(50)), rated(["50-65", "70-85", "50-65", "50-65"]))),
        ("4.1.3".into(), (Some(percent(45)), rated(["90-100", "90-100", "30-45", "90-100"]))),
        ("4.1.4".into(), (None, rated(["50-65", "30-45", "", ""]))),
    ]);
    let explanation = explain(catalog(), |id| recorded(&card, id));
    let rows = explanation.rows();
    assert_eq!(rows.len(), 23 + 7 + 1);
    let row = |at: usize| rows[at].each_ref().map(String::as_str);
    assert_eq!(
        row(0),
        [
            "4.1.2 高层领导的作用",
            "方法 50–65，展开 70–85，学习 50–65，整合 50–65",
            "各段中值平均 62.5%，建议 60%",
            "50%",
            "50–65",
            "50 分 × 50% = 25 分",
            "证据不足",
        ]
    );
    assert_eq!(row(1)[2], "各段中值平均 80.62%，受最低要素限制，不超过 65%，建议 65%");
    assert_eq!(
        [row(2)[1], row(2)[2], row(2)[3], row(2)[5]],
        ["方法 50–65，展开 30–45，学习 未评，整合 未评", "", "未评", "未评，30 分待定"]
    );
    assert_eq!([row(3)[0], row(3)[5]], ["4.1 领导 小计", "38.5 分（满分 110），未评 30 分待定"]);
    assert_eq!([row(30)[0], row(30)[5]], ["总分", "38.5 分（满分 1000），未评 920 分待定"]);
    assert!(explanation.items[0].is_override() && explanation.items[1].is_override() && !explanation.items[2].is_override());
    assert_eq!((explanation.gap.to_string().as_str(), explanation.shortlist), ("561.5", Shortlist::Open));
    assert_eq!(HEADINGS.len(), rows[0].len());
}

fn complete(earned: Points) -> Tally {
    Tally { earned, scored: 23, items: 23, scored_worth: Points::whole(1000), ..Tally::default() }
}

#[test]
fn review_total_is_explained_by_its_shares() {
    let whole = |points| complete(Points::whole(points));
    let rows = |document: Tally, site: Tally| weighted_rows(catalog(), &document, &site).map(|row| row[1].clone());
    assert_eq!(rows(whole(650), whole(580)), ["650 分 × 30% = 195 分", "580 分 × 70% = 406 分", "601 分，达到 600 分入围线"]);
    assert_eq!(rows(whole(650), whole(570))[2], "594 分，未达到 600 分入围线");
    let open = Tally { open: Points::whole(20), scored: 22, ..whole(570) };
    assert_eq!(rows(whole(650), open)[2], "594 至 608 分，取决于未评条款，尚不能确定是否达到 600 分入围线");
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn parts_of_an_explanation_add_up(percents in arbitrary::card()) {
        let card: Card = named(&percents).into_iter().map(|(id, percent)| (id, (percent, BTreeMap::new()))).collect();
        let explanation = explain(catalog(), |id| recorded(&card, id));
        let items: Points = explanation.items.iter().filter_map(|chain| chain.points).sum();
        let categories: Points = explanation.categories.iter().map(|(_, tally)| tally.earned).sum();
        prop_assert_eq!((items, categories), (explanation.total.earned, explanation.total.earned));
        for chain in &explanation.items {
            prop_assert_eq!(chain.band.is_some(), chain.percent.is_some());
            prop_assert!(chain.percent.zip(chain.band).is_none_or(|(percent, band)| band.holds(percent)));
        }
        prop_assert_eq!(explanation.gap, explanation.total.earned.lacks(explanation.line));
    }

    #[test]
    fn steps_and_rests_are_those_of_the_points(percents in arbitrary::card()) {
        let percents = named(&percents);
        let found = gains(&catalog().criteria, |id| percents[id]);
        prop_assert!(found.is_sorted_by(|a, b| (a.step, a.left) >= (b.step, b.left)));
        let total = totals_of(&catalog().criteria, |id| percents[id]).total;
        let left: Points = found.iter().map(|gain| gain.left).sum();
        prop_assert_eq!(left + total.earned, Points::whole(1000));
        for gain in &found {
            let worth = catalog().criteria.item(&gain.item).expect("an item").points;
            let expected = if gain.percent == Some(Percent::FULL) { Points::ZERO } else { Points::earned(worth, percent(5)) };
            prop_assert_eq!(gain.step, expected);
        }
    }

    #[test]
    fn way_reaches_the_goal_with_no_step_too_many(percents in arbitrary::card(), goal in 0u16..=1000) {
        let percents = named(&percents);
        let goal = Points::whole(goal);
        let way = fewest_steps(&catalog().criteria, |id| percents[id], goal).expect("1000 points are always possible");
        let raised: BTreeMap<&ItemId, Percent> = way.raises.iter().map(|(id, _, to)| (id, *to)).collect();
        let total = totals_of(&catalog().criteria, |id| raised.get(id).copied().or(percents[id])).total.earned;
        prop_assert_eq!(total, way.total);
        prop_assert!(total >= goal);
        let steps: usize = way.raises.iter().map(|(_, from, to)| usize::from(to.value() - from.value()) / 5).sum();
        prop_assert_eq!(steps, way.steps);
        // The largest steps, as many as there are, in falling order: one fewer misses the goal.
        let mut all: Vec<Points> = Vec::new();
        for gain in gains(&catalog().criteria, |id| percents[id]) {
            let rest = usize::from(100 - gain.percent.map_or(0, Percent::value)) / 5;
            all.extend(std::iter::repeat_n(gain.step, rest));
        }
        all.sort_unstable_by(|a, b| b.cmp(a));
        let now = totals_of(&catalog().criteria, |id| percents[id]).total.earned;
        if let Some(fewer) = steps.checked_sub(1) {
            prop_assert!(now + all[..fewer].iter().copied().sum() < goal);
        }
    }

    #[test]
    fn outlook_never_falls_and_never_touches_scores(percents in arbitrary::card(), aims in arbitrary::card()) {
        let percents = named(&percents);
        let targets: BTreeMap<ItemId, Percent> = named(&aims).into_iter().filter_map(|(id, aim)| Some((id, aim?))).collect();
        let found = outlook(catalog(), |id| percents[id], &targets);
        let added: Points = found.added.iter().map(|(_, points)| *points).sum();
        prop_assert_eq!(found.now.earned + added, found.then.earned);
        prop_assert_eq!(found.now, totals_of(&catalog().criteria, |id| percents[id]).total);
        prop_assert_eq!(found.added.len() + found.below.len(), targets.len());
        prop_assert!(found.gap_then <= found.gap_now);
    }
}

#[test]
fn goal_beyond_all_points_has_no_way() {
    let none = |_: &ItemId| None;
    assert_eq!(fewest_steps(&catalog().criteria, none, Points::whole(1001)), None);
    let way = fewest_steps(&catalog().criteria, |_| Some(percent(60)), Points::whole(600)).expect("reached");
    assert_eq!((way.steps, way.raises.len()), (0, 0));
}

#[test]
fn priorities_follow_effort_and_effect() {
    let one = |effort, effect| Improvement { effort, effect, ..Improvement::default() };
    let plan = [
        one(Level::Low, Level::High),
        one(Level::High, Level::Low),
        one(Level::Medium, Level::Medium),
        one(Level::Low, Level::High),
    ];
    assert_eq!(
        plan.each_ref().map(Improvement::priority),
        [Priority::First, Priority::Later, Priority::Planned, Priority::First]
    );
    let cells = matrix(&plan);
    assert_eq!((&cells[0][0], &cells[2][2], &cells[1][1]), (&vec![0, 3], &vec![1], &vec![2]));
    assert_eq!(cells.iter().flatten().map(Vec::len).sum::<usize>(), 4);
    assert_eq!([Priority::First.name(), Level::High.name()], ["先做", "大"]);
}

#[test]
fn improvement_is_late_after_its_day() {
    let due = Improvement { due: Some(date(2026, 12, 31)), ..Improvement::default() };
    assert!(!due.is_late(date(2026, 12, 31)) && due.is_late(date(2027, 1, 1)));
    assert!(!Improvement { done: true, ..due }.is_late(date(2027, 1, 1)));
    assert!(!Improvement::default().is_late(date(2027, 1, 1)));
}
