//! Consensus: blind until opened, nothing decided by itself, every change in the ledger, both sides of every refusal.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use award::consensus::{Action, Consensus, Event, Head, KIND, Recorded, agenda, open, write};
use award::envelope::OpenError;
use award::points::{Percent, Points};
use award::scorecard::{Author, CardItem, Role, Scorecard, Subject, card_id};
use award::{ItemId, Text};
use jiff::civil::date;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::Value;

use crate::given::{self, cases, catalog, percent};

/// A file of version 1 that uses every key.
const V1: &str = include_str!("../golden/consensus-v1.json");

fn subject() -> Subject {
    given::card("云雾茶业", 2025, &[]).subject
}

fn fresh() -> Consensus {
    Consensus::new(Head {
        id: "consensus-1".into(),
        scheme: "xinyang-2022".into(),
        criteria: "gbt19580-2012".into(),
        role: Role::Document,
        subject: subject(),
    })
}

/// The card of an examiner with the percents of the first items.
fn card(author: &str, percents: &[Option<u8>]) -> Scorecard {
    let author = Author { role: Role::Examiner, name: author.into() };
    let percents: Vec<Option<Percent>> = percents.iter().map(|value| value.map(percent)).collect();
    Scorecard { id: card_id(&subject(), &author), author, ..given::card("云雾茶业", 2025, &percents) }
}

fn later(card: Scorecard, day: i8) -> Scorecard {
    Scorecard { revised: date(2026, 11, day).at(9, 0, 0, 0), ..card }
}

fn action(event: Event) -> Action {
    Action { at: date(2026, 11, 27).at(14, 0, 0, 0), by: "秘书".into(), event }
}

fn add(card: Scorecard) -> Event {
    Event::AddedCard(Rc::new(card))
}

fn decided(item: &str, value: u8, reason: &str, agreed: &[&str]) -> Event {
    let agreed = agreed.iter().map(|name| Text::from(*name)).collect();
    Event::Decided { item: item.into(), percent: percent(value), reason: reason.into(), agreed }
}

fn after(consensus: &Consensus, events: impl IntoIterator<Item = Event>) -> Consensus {
    events.into_iter().fold(consensus.clone(), |state, event| state.apply(catalog(), &action(event)).expect("it is taken"))
}

#[track_caller]
fn refused(consensus: &Consensus, event: Event, because: &str) {
    let refusal = consensus.apply(catalog(), &action(event)).expect_err("it is refused");
    assert!(refusal.to_string().contains(because), "{refusal}");
}

/// Three examiners, opened: 4.1.2 disputed, 4.1.3 agreed, 4.1.4 not scored by one.
fn opened() -> Consensus {
    let cards = [
        card("张", &[Some(40), Some(60), Some(50)]),
        card("李", &[Some(60), Some(60), None]),
        card("王", &[Some(55), Some(60), Some(60)]),
    ];
    after(&fresh(), cards.map(add).into_iter().chain([Event::Opened]))
}

#[test]
fn cards_stay_closed_until_opened() {
    let closed = after(&fresh(), [add(card("张", &[Some(40)])), add(card("李", &[Some(60)]))]);
    assert_eq!((closed.collation(catalog()), closed.agreement(catalog())), (None, None));
    let open = after(&closed, [Event::Opened]);
    assert_eq!(open.collation(catalog()).map(|items| items.len()), Some(23));
    assert!(open.agreement(catalog()).is_some());
}

#[test]
fn opening_needs_two_cards_and_happens_once() {
    refused(&after(&fresh(), [add(card("张", &[]))]), Event::Opened, "至少要有两位");
    refused(&opened(), Event::Opened, "已经公开");
}

#[test]
fn cards_that_do_not_belong_are_refused() {
    let own = Scorecard { author: Author { role: Role::Own, name: "张".into() }, ..card("张", &[]) };
    refused(&fresh(), add(own), "独立评分");
    refused(&fresh(), add(card(" ", &[])), "写明评分人");
    refused(&fresh(), add(Scorecard { criteria: "gbt19580-2004".into(), ..card("张", &[]) }), "gbt19580-2004");
}

#[test]
fn newer_card_takes_the_place_of_the_older() {
    let first = after(&fresh(), [add(later(card("张", &[Some(40)]), 25))]);
    refused(&first, add(later(card("张", &[Some(45)]), 25)), "同样新或更新");
    refused(&first, add(later(card("张", &[Some(45)]), 24)), "同样新或更新");
    let second = after(&first, [add(later(card("张", &[Some(45)]), 26))]);
    assert_eq!(second.cards.len(), 1);
    assert_eq!(second.ledger[1].what, Recorded::AddedCard("张".into(), true));
}

#[test]
fn removed_card_needs_a_reason() {
    let id = card("张", &[]).id;
    refused(&opened(), Event::RemovedCard(id.clone(), " ".into()), "为什么撤下");
    refused(&opened(), Event::RemovedCard("nobody".into(), "误加".into()), "没有这份成绩单");
    let less = after(&opened(), [Event::RemovedCard(id, "误加".into())]);
    assert_eq!(less.cards.keys().map(|name| &**name).collect::<Vec<_>>(), ["李", "王"]);
}

#[test]
fn collation_shows_examiners_side_by_side() {
    let mut one = card("张", &[Some(40)]);
    let mut two = card("李", &[Some(60)]);
    let texts = |texts: &[&str]| texts.iter().map(|text| Text::from(*text)).collect::<Vec<_>>();
    let rated = |band: &str| BTreeMap::from([("A".into(), band.into()), ("D".into(), "50-65".into())]);
    let item = |value, band, strengths: &[&str]| CardItem {
        percent: Some(percent(value)),
        factors: rated(band),
        strengths: texts(strengths),
        ofis: texts(&["缺少对比"]),
    };
    one.items.insert("4.1.2".into(), item(40, "30-45", &["方向清楚", "双向沟通", "方向清楚"]));
    two.items.insert("4.1.2".into(), item(60, "50-65", &["双向沟通 "]));
    let consensus = after(&fresh(), [add(one), add(two), Event::Opened]);
    let items = consensus.collation(catalog()).expect("opened");
    let first = &items[0];
    let marks: Vec<_> = first.marks.iter().map(|mark| (&**mark.author, mark.percent.map(Percent::value))).collect();
    assert_eq!(marks, [("张", Some(40)), ("李", Some(60))]);
    assert_eq!((first.ends, first.at_stake), (Some((percent(40), percent(60))), Points::whole(10)));
    assert_eq!(first.factors.iter().map(|row| row.differs).collect::<Vec<_>>(), [true, false, false, false]);
    let strengths: Vec<_> = first.strengths.iter().map(|merged| (merged.text, merged.authors.len())).collect();
    assert_eq!(strengths, [("方向清楚", 1), ("双向沟通", 2)]);
    assert_eq!(first.ofis[0].authors.len(), 2);
    assert_eq!((items[1].ends, items[1].missing(), items[1].at_stake), (None, 2, Points::ZERO));
}

#[test]
fn agenda_begins_where_most_is_at_stake() {
    let high = card("张", &[Some(40), Some(60), Some(50), Some(70), Some(50)]);
    let low = card("李", &[Some(60), Some(60), None, Some(45), Some(70)]);
    let consensus = after(&fresh(), [add(high), add(low), Event::Opened]);
    let items = consensus.collation(catalog()).expect("opened");
    let order: Vec<&str> = agenda(&items).into_iter().take(5).map(|at| items[at].item.id.as_str()).collect();
    // 20 % of 50, 25 % of 40 and 20 % of 50 points are 10 points each; then the items that both have not scored.
    assert_eq!(order[..3], ["4.1.2", "4.2.2", "4.2.3"]);
    assert_eq!(order[3], "4.3.2");
}

#[test]
fn nothing_is_decided_by_itself() {
    let tally = opened().tally(catalog());
    assert_eq!((tally.scored, tally.earned), (0, Points::ZERO));
    assert!(opened().decisions.is_empty());
}

#[test]
fn decision_needs_opened_cards_an_item_a_reason_and_names() {
    let closed = after(&fresh(), [add(card("张", &[Some(40)])), add(card("李", &[Some(60)]))]);
    refused(&closed, decided("4.1.2", 50, "取中", &["张"]), "先公开");
    refused(&opened(), decided("9.9.9", 50, "取中", &["张"]), "没有条款 9.9.9");
    refused(&opened(), decided("4.1.2", 50, "取中", &[]), "同意这个比例");
    refused(&opened(), decided("4.1.2", 50, "取中", &["赵"]), "赵没有交成绩单");
    refused(&opened(), decided("4.1.2", 50, " ", &["张"]), "为什么定这个比例");
    refused(&opened(), decided("4.1.3", 65, "", &["张"]), "为什么定这个比例");
    refused(&opened(), decided("4.1.4", 50, "", &["张"]), "为什么定这个比例");
    let agreed =
        after(&opened(), [decided("4.1.3", 60, "", &["张", "李", "王"]), decided("4.1.2", 50, "证据不足", &["张", "王"])]);
    assert_eq!(agreed.tally(catalog()).earned, Points::whole(43));
    assert_eq!(agreed.decisions["4.1.2"].agreed, BTreeSet::from(["张".into(), "王".into()]));
}

#[test]
fn whoever_writes_must_be_named() {
    let nameless = Action { by: " ".into(), ..action(add(card("张", &[]))) };
    assert!(fresh().apply(catalog(), &nameless).expect_err("refused").reason.contains("记录人"));
}

#[test]
fn reopening_needs_a_decision_and_a_reason() {
    refused(&opened(), Event::Reopened("4.1.2".into(), "再议".into()), "还没有合议结果");
    let agreed = after(&opened(), [decided("4.1.2", 50, "证据不足", &["张"])]);
    refused(&agreed, Event::Reopened("4.1.2".into(), "".into()), "为什么重新合议");
    let reopened = after(&agreed, [Event::Reopened("4.1.2".into(), "新证据".into())]);
    assert!(reopened.decisions.is_empty());
    let last = reopened.ledger.last().expect("a line");
    assert_eq!(last.what, Recorded::Reopened("4.1.2".into(), percent(50), "新证据".into()));
}

#[test]
fn decision_says_what_it_rested_on() {
    let agreed = after(&opened(), [decided("4.1.2", 50, "证据不足", &["张"])]);
    assert!(agreed.stale().is_empty());
    let changed = after(&agreed, [add(later(card("李", &[Some(65), Some(60)]), 26))]);
    assert_eq!(changed.stale(), [&ItemId::from("4.1.2")]);
    let anew = after(&changed, [decided("4.1.2", 55, "李重新评分", &["张", "李"])]);
    assert!(anew.stale().is_empty());
    let Recorded::Decided { before, .. } = &anew.ledger.last().expect("a line").what else { panic!("a decision") };
    assert_eq!(*before, Some(percent(50)));
}

#[test]
fn strangers_are_named() {
    let mut other = card("赵", &[]);
    other.subject.year = 2024;
    let consensus = after(&opened(), [add(other)]);
    assert_eq!(consensus.strangers(), [&Text::from("赵")]);
}

#[test]
fn agreed_percents_become_a_card() {
    let consensus = after(&opened(), [decided("4.1.3", 60, "", &["张"])]);
    let card = consensus.card(date(2026, 11, 28).at(9, 0, 0, 0));
    assert_eq!(
        (card.author.role, card.percent(&"4.1.3".into()), card.percent(&"4.1.2".into())),
        (Role::Document, Percent::new(60), None)
    );
}

/// Everything that can happen, some of it refused.
fn event() -> impl Strategy<Value = Event> {
    let name = || proptest::sample::select(vec!["张", "李", "王", "赵"]);
    let item = || proptest::sample::select(vec!["4.1.2", "4.1.3", "9.9.9"]);
    let percents = vec((0u8..=20).prop_map(|step| Some(step * 5)), 0..4);
    prop_oneof![
        4 => (name(), percents, 20..27i8).prop_map(|(name, percents, day)| add(later(card(name, &percents), day))),
        1 => name().prop_map(|name| Event::RemovedCard(card(name, &[]).id, "误加".into())),
        2 => Just(Event::Opened),
        4 => (item(), 0u8..=20, name(), name()).prop_map(|(item, step, a, b)| decided(item, step * 5, "理由", &[a, b])),
        1 => item().prop_map(|item| Event::Reopened(item.into(), "再议".into())),
    ]
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn ledger_only_grows(events in vec(event(), 0..30)) {
        let mut state = fresh();
        for event in events {
            if let Ok(next) = state.apply(catalog(), &action(event)) {
                prop_assert_eq!(next.ledger.len(), state.ledger.len() + 1);
                prop_assert_eq!(&next.ledger[..state.ledger.len()], &*state.ledger);
                state = next;
            }
        }
        let opened = open(&write(&state)).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(opened.value, state);
    }

}

/// A consensus in which everything has happened once.
fn eventful() -> Consensus {
    let mut first = card("张", &[Some(40), Some(60)]);
    let facts = &mut first.subject;
    (facts.alias, facts.county, facts.industry, facts.size) = (true, "浉河区".into(), "制造业".into(), "中型".into());
    let item = first.items.get_mut("4.1.2").expect("scored");
    item.factors.insert("A".into(), "30-45".into());
    (item.strengths, item.ofis) = (vec!["方向清楚".into()], vec!["接班计划不足".into()]);
    let mut state = fresh();
    state.head.subject = Subject { name: "甲号企业".into(), ..first.subject.clone() };
    after(
        &state,
        [
            add(first),
            add(card("李", &[Some(60)])),
            add(card("王", &[])),
            Event::RemovedCard(card("王", &[]).id, "误加".into()),
            Event::Opened,
            decided("4.1.2", 50, "现场证据不足", &["张", "李"]),
            decided("4.1.2", 55, "补交了台账", &["李"]),
            decided("4.1.3", 60, "李未评，张的证据充分", &["张"]),
            Event::Reopened("4.1.3".into(), "李补评".into()),
        ],
    )
}

#[test]
fn version_1_opens_for_ever() {
    let opened = open(V1).expect("it opens");
    assert_eq!(write(&eventful()), V1);
    assert_eq!((opened.value, opened.warnings), (eventful(), vec![]));
}

#[test]
fn unfit_files_are_refused() {
    let with = |pointer: &str, value: Value| given::with(V1, pointer, value);
    let refusal = |json: &str| open(json).expect_err("refused");
    assert_eq!(refusal(&with("/version", 2.into())), OpenError::Newer(KIND, 2));
    assert_eq!(refusal(&with("/format", "quality-award-scorecard".into())), OpenError::Foreign(KIND));
    for (pointer, value, place) in [
        ("/decisions/4.1.2/percent", 51.into(), "decisions/4.1.2"),
        ("/decisions/4.1.2/basis/张", 51.into(), "decisions/4.1.2"),
        ("/ledger/0/at", "昨天".into(), "ledger/0"),
        ("/ledger/5/what/decided/percent", 51.into(), "ledger/5"),
        ("/cards/1/author", "张".into(), "cards/1"),
        ("/cards/0/revised", "昨天".into(), "cards/0/revised"),
    ] {
        assert!(matches!(refusal(&with(pointer, value)), OpenError::Malformed(_, told) if told.starts_with(place)), "{pointer}");
    }
}

#[test]
fn at_stake_is_the_range_in_points() {
    let consensus = opened();
    let items = consensus.collation(catalog()).expect("opened");
    let stakes: Vec<String> = items.iter().take(3).map(|item| item.at_stake.to_string()).collect();
    assert_eq!(stakes, ["10", "0", "3"]);
    assert_eq!(items[0].moments.deviation().map(|value| (value * 1000.0).round()), Some(10408.0));
}
