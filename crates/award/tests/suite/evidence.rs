//! The register of evidence: numbers, their order, and what has no evidence.

use std::collections::BTreeSet;
use std::rc::Rc;

use award::assessment::events::Event;
use award::assessment::{Action, Assessment, Choice, Place};
use award::evidence::{
    ContentHash, Evidence, EvidenceAction, EvidenceMap, EvidencePlace, EvidenceText, FileFacts, Link, entries_for, gaps,
    next_order, of_content, register,
};
use award::history::History;
use award::indicator::{Indicator, IndicatorAction};
use proptest::prelude::*;

use crate::arbitrary;
use crate::given::{after, answered, blank, cases, catalog};

fn piece(order: u32, links: &[Link]) -> Evidence {
    Evidence { order, links: links.iter().cloned().collect(), ..Evidence::default() }
}

fn map(pieces: &[(&str, Evidence)]) -> EvidenceMap {
    pieces.iter().map(|(id, piece)| ((*id).into(), Rc::new(piece.clone()))).collect()
}

fn item(id: &str) -> Link {
    Link::Item(id.into())
}

fn requirement(id: &str) -> Link {
    Link::Requirement(id.into())
}

/// An assessment with evidence and an indicator of item 4.7.3.
fn with(evidence: &EvidenceMap) -> Assessment {
    let mut state = after([Action::Indicator(IndicatorAction::added(vec![(
        "k0001".into(),
        Rc::new(Indicator { name: "顾客满意度".into(), ..Indicator::blank("4.7.3".into()) }),
    )]))]);
    state.evidence.clone_from(evidence);
    state
}

/// The numbers of the register in its order, each with the id that has it.
fn numbers(evidence: &EvidenceMap) -> Vec<String> {
    register(catalog(), &with(evidence)).iter().map(|entry| format!("{} {}", entry.number, entry.id)).collect()
}

fn check(pieces: &[(&str, Evidence)], expected: &[&str]) {
    assert_eq!(numbers(&map(pieces)), expected);
}

#[test]
fn the_first_item_in_the_standards_order_gives_the_number() {
    check(
        &[("a", piece(0, &[item("4.7.2"), item("4.3.2")])), ("b", piece(1, &[item("4.1.2")])), ("c", piece(2, &[item("4.3.2")]))],
        &["4.1.2-01 b", "4.3.2-01 a", "4.3.2-02 c"],
    );
}

#[test]
fn an_item_comes_before_a_clause() {
    check(
        &[
            ("a", piece(0, &[requirement("established")])),
            ("b", piece(1, &[requirement("established"), item("4.7.7")])),
            ("c", piece(2, &[])),
        ],
        &["4.7.7-01 b", "12.1-01 a", "其他-01 c"],
    );
}

#[test]
fn clauses_count_as_the_regulation_does() {
    check(
        &[
            ("a", piece(0, &[requirement("internal_notice")])),
            ("b", piece(1, &[requirement("loss")])),
            ("c", piece(2, &[requirement("performance"), requirement("loss")])),
            // A field that a requirement reads stands with its clause, every other field with the clause of the form.
            ("d", piece(3, &[Link::Field("founded".into())])),
            ("e", piece(4, &[Link::Field("org_name".into())])),
        ],
        &["12.1-01 d", "12.4-01 c", "13.5-01 b", "15-01 e", "16-01 a"],
    );
}

#[test]
fn an_indicator_stands_with_its_item() {
    let proof = [("a", piece(0, &[Link::Indicator("k0001".into())])), ("b", piece(1, &[item("4.7.3")]))];
    check(&proof, &["4.7.3-01 a", "4.7.3-02 b"]);
    let (bare, proven) = (with(&EvidenceMap::new()), with(&map(&proof[..1])));
    assert_eq!(gaps(catalog(), &bare).count(), gaps(catalog(), &proven).count() + 1);
    assert_eq!(Link::Indicator("k0001".into()).name(catalog(), &bare), "4.7.3 指标：顾客满意度");
    assert_eq!(Link::Indicator("k0002".into()).name(catalog(), &bare), "k0002");
}

#[test]
fn what_is_not_known_gives_no_number() {
    check(
        &[
            ("a", piece(0, &[item("9.9.9"), requirement("x"), Link::Field("x".into()), Link::Indicator("x".into())])),
            ("b", piece(0, &[item("9.9.9"), item("4.1.2")])),
        ],
        &["4.1.2-01 b", "其他-01 a"],
    );
}

#[test]
fn order_and_then_the_id_decide_under_a_heading() {
    let links = [item("4.1.2")];
    check(
        &[("a", piece(2, &links)), ("b", piece(1, &links)), ("c", piece(1, &links)), ("d", piece(0, &links))],
        &["4.1.2-01 d", "4.1.2-02 b", "4.1.2-03 c", "4.1.2-04 a"],
    );
    let many: EvidenceMap = (0..100).map(|at| (format!("{at:03}").as_str().into(), Rc::new(piece(at, &links)))).collect();
    assert_eq!(numbers(&many)[99], "4.1.2-100 099");
}

#[test]
fn what_proves_something_is_found_by_it() {
    let evidence = map(&[("a", piece(0, &[item("4.1.2"), item("4.1.3")])), ("b", piece(1, &[item("4.1.3")]))]);
    let state = with(&evidence);
    let entries = register(catalog(), &state);
    let found = |link: Link| entries_for(&entries, &link).map(|entry| entry.number.to_string()).collect::<Vec<_>>();
    assert_eq!(found(item("4.1.3")), ["4.1.2-01", "4.1.3-01"]);
    assert_eq!(found(item("4.1.4")), [""; 0]);
}

#[test]
fn gaps_are_what_nothing_is_linked_to() {
    let catalog = catalog();
    let (items, expecting) = (
        catalog.criteria.every_item().count(),
        catalog.scheme.requirements.iter().filter(|each| !each.proof.is_empty() && each.proof_if_yes.is_none()).count(),
    );
    let nothing = gaps(catalog, &blank());
    assert_eq!((nothing.items.len(), nothing.requirements.len()), (items, expecting));
    let some = map(&[("a", piece(0, &[item("4.1.2"), requirement("established")]))]);
    assert_eq!(gaps(catalog, &with(&some)).count(), items + expecting - 2);
    // No proof is expected that trade secrets are marked, so it is no gap.
    let marked = map(&[("a", piece(0, &[requirement("trade_secrets_marked")]))]);
    assert_eq!(gaps(catalog, &with(&marked)).count(), items + expecting);
}

#[test]
fn what_only_some_applicants_prove_is_a_gap_for_them_alone() {
    let is_gap = |choice| {
        let branch = after([answered("is_branch", choice)]);
        gaps(catalog(), &branch).requirements.iter().any(|each| each.id.as_str() == "parent_recommendation")
    };
    let choices = [None, Some(Choice::No), Some(Choice::Unsure), Some(Choice::Yes)];
    assert_eq!(choices.map(is_gap), [false, false, false, true]);
}

#[test]
fn what_was_recorded_is_to_be_proven_whatever_was_answered() {
    let denied = answered("title_revoked", Some(Choice::No));
    let is_gap = |state: &Assessment| gaps(catalog(), state).requirements.iter().any(|each| each.id.as_str() == "revoked_title");
    let state = after([denied]);
    assert!(!is_gap(&state));
    let events = Rc::new([("e1".into(), Event::of("title_revoked".into()))].into());
    assert!(is_gap(&Assessment { events, ..state }));
}

#[test]
fn the_same_content_is_found_by_its_hash() {
    let hash = ContentHash::parse(&"a".repeat(64)).expect("a hash");
    let file = FileFacts { name: "执照.pdf".into(), size: 1, media_type: "".into(), sha256: hash.clone(), modified: -1 };
    let evidence = map(&[("a", piece(0, &[])), ("b", Evidence::of_file(file, BTreeSet::new(), 1))]);
    assert_eq!(of_content(&evidence, &hash).map(|(id, _)| id.as_str()), Some("b"));
    assert_eq!(of_content(&evidence, &ContentHash::parse(&"b".repeat(64)).expect("a hash")), None);
    assert_eq!((next_order(&evidence), next_order(&EvidenceMap::new())), (2, 0));
}

#[test]
fn actions_reach_the_evidence_and_can_be_undone() {
    let registered = EvidenceAction::Registered(vec![("a".into(), Rc::new(piece(0, &[])))]);
    let mut history = History::new(Rc::new(blank()));
    history.act(&Action::Evidence(registered), 0.0);
    for (at, title) in [(100.0, "营"), (200.0, "营业"), (300.0, "营业执照")] {
        history.act(&Action::Evidence(EvidenceAction::Edited("a".into(), EvidenceText::Title, title.into())), at);
    }
    assert_eq!(&*history.present().evidence["a"].title, "营业执照");
    assert_eq!(history.undo(), Some(Place::Evidence(EvidencePlace::Text("a".into(), EvidenceText::Title))));
    assert_eq!(&*history.present().evidence["a"].title, "", "a run of typing is one step");
    assert_eq!(history.undo(), Some(Place::Evidence(EvidencePlace::Register)));
    assert_eq!(*history.present(), Rc::new(blank()));
    assert_eq!(history.states().filter(|state| !state.evidence.is_empty()).count(), 2, "what undo took is still reachable");
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn every_piece_has_a_number_of_its_own(evidence in arbitrary::evidence()) {
        let state = with(&evidence);
        let entries = register(catalog(), &state);
        prop_assert_eq!(entries.len(), evidence.len());
        let numbers: BTreeSet<String> = entries.iter().map(|entry| entry.number.to_string()).collect();
        prop_assert_eq!(numbers.len(), evidence.len());
        prop_assert!(entries.is_sorted_by(|a, b| a.number < b.number));
    }

    #[test]
    fn actions_never_disturb_the_rest(actions in proptest::collection::vec(arbitrary::evidence_action(), 0..20)) {
        let state = after(actions.into_iter().map(Action::Evidence));
        prop_assert_eq!(Assessment { evidence: EvidenceMap::new(), ..state }, blank());
    }
}
