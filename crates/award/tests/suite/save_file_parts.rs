//! A save file kept in parts is the same as the whole, after any number of changes.

use std::collections::BTreeMap;
use std::rc::Rc;

use award::assessment::events::{CertificateChange, EventChange};
use award::assessment::{Action, Assessment, CardAction, ImprovementChange};
use award::history::History;
use award::indicator::{Indicator, IndicatorAction};
use award::points::Percent;
use award::savefile::{changed_parts, join_parts, open, write};
use proptest::prelude::*;

use crate::arbitrary;
use crate::given::{self, blank, cases, entered};

/// What a browser's storage does with parts: one value per path.
#[derive(Clone, Default)]
pub struct Store(BTreeMap<String, String>);

impl Store {
    /// Writes what differs from what it holds.
    pub fn take(&mut self, before: Option<&Assessment>, after: &Assessment) {
        for part in changed_parts(before, after) {
            match part.json {
                Some(json) => self.0.insert(part.path, json),
                None => self.0.remove(&part.path),
            };
        }
    }

    /// What its parts make up.
    pub fn opened(&self) -> Result<Assessment, TestCaseError> {
        let parts = self.0.iter().map(|(path, json)| (&**path, &**json));
        let json = join_parts(parts).map_err(TestCaseError::fail)?;
        let opened = open(&json).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert!(opened.warnings.is_empty());
        Ok(opened.assessment)
    }
}

fn paths(before: Option<&Assessment>, after: &Assessment) -> Vec<String> {
    changed_parts(before, after).into_iter().map(|part| part.path).collect()
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn parts_make_up_the_whole(assessment in arbitrary::assessment()) {
        let mut store = Store::default();
        store.take(None, &assessment);
        prop_assert_eq!(store.opened()?, assessment);
    }

    #[test]
    fn changes_follow_step_by_step(
        start in arbitrary::assessment(), actions in proptest::collection::vec(arbitrary::action(), 1..25),
    ) {
        let mut store = Store::default();
        store.take(None, &start);
        let mut state = start;
        for action in &actions {
            let next = state.apply(action);
            store.take(Some(&state), &next);
            prop_assert_eq!(&store.opened()?, &next, "after {:?}", action);
            state = next;
        }
    }

    #[test]
    fn steps_back_follow_too(
        actions in proptest::collection::vec(arbitrary::action(), 1..25), backs in proptest::collection::vec(any::<bool>(), 1..25),
    ) {
        let mut history = History::new(Rc::new(blank()));
        actions.iter().for_each(|action| history.act(action, 0.0));
        let mut store = Store::default();
        store.take(None, history.present());
        for back in backs {
            let before = history.present().clone();
            if back { history.undo() } else { history.redo() };
            store.take(Some(&before), history.present());
            prop_assert_eq!(&store.opened()?, &**history.present());
        }
    }

    #[test]
    fn same_state_has_no_changed_parts(assessment in arbitrary::assessment()) {
        prop_assert_eq!(paths(Some(&assessment), &assessment.clone()), Vec::<String>::new());
    }
}

#[test]
fn keystroke_changes_one_part() {
    let full = given::after([
        entered("org_name", "甲"),
        Action::Card(given::YEAR, CardAction::Scored("4.1.2".into(), Percent::new(50))),
        Action::EditedProfile("P.1a".into(), "茶".into()),
    ]);
    let changed = |action: Action| paths(Some(&full), &full.apply(&action));
    assert_eq!(changed(entered("org_name", "乙")), ["fields"]);
    assert_eq!(changed(Action::EditedYear("revenue".into(), 2025, "1".into())), ["series"]);
    assert_eq!(changed(Action::NotedAnswer("accident".into(), "无".into())), ["answers"]);
    assert_eq!(
        changed(Action::Card(given::YEAR, CardAction::Scored("4.1.3".into(), Percent::new(0)))),
        ["cards/2025/items/4.1.3"]
    );
    let taken_back = changed(Action::Card(given::YEAR, CardAction::Scored("4.1.2".into(), None)));
    assert_eq!(taken_back, ["cards/2025/items/4.1.2", "cards/2025"], "nothing is left of the card");
    assert_eq!(changed(Action::EditedProfile("P.1a".into(), "".into())), ["profile/P.1a"]);
    assert_eq!(changed(Action::EditedNarrative("4.1.2".into(), "文".into())), ["narratives/4.1.2"]);
    assert_eq!(changed(Action::Aimed("4.1.2".into(), Percent::new(60))), ["targets"]);
    assert_eq!(changed(Action::Card(given::YEAR, CardAction::EditedTotal("600".into()))), ["cards/2025"]);
    assert_eq!(changed(Action::Card(2024, CardAction::EditedTotal("580".into()))), ["cards/2024"]);
    assert_eq!(changed(Action::ChangedEvent("e1".into(), EventChange::Recorded("accident".into()))), ["events"]);
    assert_eq!(changed(Action::ChangedCertificate("c1".into(), CertificateChange::Recorded("licence".into()))), ["certificates"]);
    assert_eq!(changed(Action::SwitchedReading("good-line".into(), "650".into())), ["readings"]);
    let blank = Rc::new(Indicator::blank("4.7.2".into()));
    assert_eq!(changed(Action::Indicator(IndicatorAction::added(vec![("k0001".into(), blank)]))), ["indicators/k0001"]);
    let added = ImprovementChange::Added(Rc::default());
    assert_eq!(changed(Action::Improvement("m0001".into(), added)), ["improvements/m0001"]);
    assert_eq!(changed(given::dated("award", "2026-11-02")), ["round"]);
    assert_eq!(changed(Action::ChangedYear(2024)), ["about"]);
}

#[test]
fn ids_with_slashes_stay_apart() {
    let ids = ["", "/", "a", "a/b", "a~1b", "~", "~0"];
    let scored = |id: &&str| Action::Card(given::YEAR, CardAction::Scored((*id).into(), Percent::new(5)));
    let written = |id: &&str| Action::EditedProfile((*id).into(), (*id).into());
    let state = given::after(ids.iter().map(scored).chain(ids[1..].iter().map(written)));
    let mut store = Store::default();
    store.take(None, &state);
    assert_eq!(store.opened().expect("it opens"), state);
}

#[test]
fn joined_parts_equal_the_written_file() {
    let texts = [Action::EditedProfile("P.1a".into(), "茶".into()), Action::EditedNarrative("4.1.2".into(), "文".into())];
    let state = given::after(texts)
        .apply(&entered("org_name", "甲"))
        .apply(&Action::Card(given::YEAR, CardAction::Scored("4.1.2".into(), Percent::new(50))))
        .apply(&Action::Indicator(IndicatorAction::added(vec![("k/1".into(), Rc::new(Indicator::blank("4.7.2".into())))])));
    let mut store = Store::default();
    store.take(None, &state);
    let joined = join_parts(store.0.iter().map(|(path, json)| (&**path, &**json))).expect("they join");
    let value = |json: &str| serde_json::from_str::<serde_json::Value>(json).expect("JSON");
    assert_eq!(value(&joined), value(&write(&state)));
}

#[test]
fn unfit_parts_are_named() {
    let failure = |parts: &[(&str, &str)]| join_parts(parts.iter().copied()).expect_err("it fails");
    assert!(failure(&[("about", "{")]).starts_with("about: "));
    assert!(failure(&[("items", "1"), ("items/4.1.2", "{}")]).starts_with("items/4.1.2: "));
    assert_eq!(join_parts([]), Ok("null".to_owned()));
}
