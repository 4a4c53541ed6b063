//! Undo and redo against the plainest model: a list of states and a place in it.

use std::rc::Rc;

use award::assessment::{Action, Assessment, CardAction, Choice, ItemText, Place};
use award::history::History;
use award::points::Percent;
use proptest::prelude::*;

use crate::arbitrary;
use crate::given::{YEAR, blank, cases, entered};

/// A pause that ends a run of typing, in milliseconds.
const PAUSE: f64 = 3000.0;

/// The number of steps that can be undone.
const DEPTH: usize = 300;

/// Every state with the place that led to it; states after `at` are undone.
pub struct Model {
    states: Vec<(Assessment, Option<Place>)>,
    at: usize,
    typing: Option<(Place, f64)>,
}

impl Model {
    /// What was just opened.
    pub fn new(start: Assessment) -> Model {
        Model { states: vec![(start, None)], at: 0, typing: None }
    }

    /// The state as it stands.
    pub fn present(&self) -> &Assessment {
        &self.states[self.at].0
    }

    /// Another state takes the place of the present one.
    pub fn replace(&mut self, next: Assessment) {
        self.states.truncate(self.at + 1);
        self.states.push((next, Some(Place::Everything)));
        self.at += 1;
        self.typing = None;
    }

    /// An action at a time in milliseconds.
    pub fn act(&mut self, action: &Action, now: f64) {
        let next = self.states[self.at].0.apply(action);
        if next == self.states[self.at].0 {
            return;
        }
        let place = action.place();
        let continues = action.is_typing()
            && self.typing.as_ref().is_some_and(|(at, last)| *at == place && now >= *last && now - last < PAUSE);
        self.states.truncate(self.at + 1);
        self.typing = action.is_typing().then(|| (place.clone(), now));
        if continues {
            self.states[self.at].0 = next;
            self.forget_idle_step();
        } else {
            self.states.push((next, Some(place)));
            self.at += 1;
        }
        if self.at > DEPTH {
            self.states.remove(0);
            self.at -= 1;
        }
    }

    /// A run of typing that ends where it began is no step.
    fn forget_idle_step(&mut self) {
        if self.states[self.at].0 == self.states[self.at - 1].0 {
            self.states.pop();
            self.at -= 1;
            self.typing = None;
        }
    }

    /// A step back, or forth again.
    pub fn step(&mut self, back: bool) -> Option<Place> {
        let place = if back { self.undoable() } else { self.redoable() }.cloned()?;
        self.at = if back { self.at - 1 } else { self.at + 1 };
        self.typing = None;
        Some(place)
    }

    fn undoable(&self) -> Option<&Place> {
        (self.at > 0).then(|| self.states[self.at].1.as_ref())?
    }

    fn redoable(&self) -> Option<&Place> {
        self.states.get(self.at + 1)?.1.as_ref()
    }
}

/// What a person does: an action after so many milliseconds, an undo, a redo.
#[derive(Clone, Debug)]
pub enum Move {
    Act(Action, f64),
    Undo,
    Redo,
}

/// Typing at two places, with texts that meet again.
fn typing() -> impl Strategy<Value = Action> {
    let texts = proptest::sample::select(vec!["", "云", "云雾"]);
    (proptest::sample::select(vec!["org_name", "patents"]), texts).prop_map(|(field, text)| entered(field, text))
}

/// Something that a person does.
pub fn one_move() -> impl Strategy<Value = Move> {
    let pause = prop_oneof![4 => 0.0..500.0f64, 1 => Just(2999.0), 1 => Just(3000.0), 1 => -50.0..0.0f64];
    let act = prop_oneof![2 => typing(), 1 => arbitrary::action()];
    prop_oneof![
        5 => (act, pause).prop_map(|(action, pause)| Move::Act(action, pause)),
        2 => Just(Move::Undo),
        1 => Just(Move::Redo),
    ]
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    proptest::collection::vec(one_move(), 1..60)
}

/// The history is at the same state, with the same ways back and forth.
pub fn agree(history: &History, model: &Model) -> Result<(), TestCaseError> {
    prop_assert_eq!(&**history.present(), model.present());
    prop_assert_eq!(history.undoable(), model.undoable());
    prop_assert_eq!(history.redoable(), model.redoable());
    Ok(())
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn history_is_a_list_of_states(moves in moves()) {
        let mut history = History::new(Rc::new(blank()));
        let mut model = Model::new(blank());
        let mut now = 0.0;
        for step in moves {
            match step {
                Move::Act(action, pause) => {
                    now += pause;
                    history.act(&action, now);
                    model.act(&action, now);
                }
                Move::Undo => prop_assert_eq!(history.undo(), model.step(true)),
                Move::Redo => prop_assert_eq!(history.redo(), model.step(false)),
            }
            agree(&history, &model)?;
        }
    }

    #[test]
    fn every_undo_shows_something(moves in moves()) {
        let mut history = History::new(Rc::new(blank()));
        let mut now = 0.0;
        for step in moves {
            if let Move::Act(action, pause) = step {
                now += pause;
                history.act(&action, now);
            }
        }
        let end = history.present().clone();
        let mut count = 0;
        while history.undoable().is_some() {
            let before = history.present().clone();
            history.undo();
            prop_assert_ne!(&before, history.present());
            count += 1;
        }
        prop_assert_eq!(&**history.present(), &blank());
        for _ in 0..count {
            history.redo();
        }
        prop_assert_eq!(history.present(), &end);
    }
}

#[test]
fn every_choice_is_a_step() {
    let choices = [
        Action::Answered("accident".into(), Some(Choice::No)),
        Action::Answered("accident".into(), Some(Choice::Yes)),
        Action::Card(YEAR, CardAction::Scored("4.1.2".into(), Percent::new(50))),
        Action::Card(YEAR, CardAction::Scored("4.1.2".into(), Percent::new(55))),
        Action::Card(YEAR, CardAction::RatedFactor("4.1.2".into(), "A".into(), Some("50-65".into()))),
        Action::Card(YEAR, CardAction::RatedFactor("4.1.2".into(), "A".into(), None)),
        Action::ChangedYear(2024),
        Action::ChangedYear(2023),
    ];
    let mut history = History::new(Rc::new(blank()));
    choices.iter().for_each(|choice| history.act(choice, 0.0));
    assert_eq!(std::iter::from_fn(|| history.undo()).count(), choices.len());
}

#[test]
fn typing_anywhere_runs_together() {
    let typed = |text: &'static str| {
        [
            entered("org_name", text),
            Action::EditedYear("revenue".into(), 2025, text.into()),
            Action::NotedAnswer("accident".into(), text.into()),
            Action::Card(YEAR, CardAction::EditedItem("4.1.2".into(), ItemText::Ofis, text.into())),
            Action::EditedNarrative("4.1.2".into(), text.into()),
            Action::EditedProfile("P.1a".into(), text.into()),
        ]
    };
    let mut history = History::new(Rc::new(blank()));
    for (first, second) in typed("云").iter().zip(&typed("云雾")) {
        history.act(first, 0.0);
        history.act(second, 100.0);
    }
    assert_eq!(std::iter::from_fn(|| history.undo()).count(), 6);
}

#[test]
fn oldest_steps_are_forgotten() {
    let mut history = History::new(Rc::new(blank()));
    for number in 0..DEPTH + 5 {
        history.act(&entered("org_name", &number.to_string()), f64::from(u32::try_from(number).expect("few")) * PAUSE);
    }
    let mut count = 0;
    while history.undo().is_some() {
        count += 1;
    }
    assert_eq!((count, &*history.present().name()), (DEPTH, "4"));
}
