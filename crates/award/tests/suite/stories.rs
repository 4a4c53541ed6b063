//! Random stories of editing, undoing, saving, importing, restoring and crashing, against a model that keeps whole copies.

use std::collections::BTreeMap;
use std::rc::Rc;

use award::assessment::{Action, Assessment};
use award::history::History;
use award::savefile::{self, changed_parts, join_parts};
use proptest::prelude::*;

use crate::arbitrary;
use crate::given::{blank, cases};

/// Longer than any pause in typing, in milliseconds, so that every action is a step of its own.
const PAUSE: f64 = 10_000.0;

#[derive(Clone, Debug)]
enum Event {
    Act(Action),
    Undo,
    Redo,
    /// What changed since the last saving is written to the database.
    Save,
    /// What is saved is kept as a revision.
    Revise,
    /// The revision takes the place of what is open.
    Restore,
    /// A file takes the place of what is open.
    Import(Box<Assessment>),
    /// The page is gone; what is in the database is opened.
    Crash,
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        8 => arbitrary::action().prop_map(Event::Act),
        3 => Just(Event::Undo),
        2 => Just(Event::Redo),
        4 => Just(Event::Save),
        1 => Just(Event::Revise),
        1 => Just(Event::Restore),
        1 => arbitrary::assessment().prop_map(|state| Event::Import(Box::new(state))),
        1 => Just(Event::Crash),
    ]
}

/// The real thing: a history, a database of parts, what it is known to hold, and a revision.
struct Real {
    history: History,
    database: BTreeMap<String, String>,
    held: Rc<Assessment>,
    revision: BTreeMap<String, String>,
    now: f64,
}

/// Whole copies of every state.
struct Model {
    done: Vec<Assessment>,
    present: Assessment,
    undone: Vec<Assessment>,
    saved: Assessment,
    revision: Assessment,
}

fn opened(parts: &BTreeMap<String, String>) -> Assessment {
    let json = join_parts(parts.iter().map(|(path, json)| (path.as_str(), json.as_str()))).expect("parts that fit");
    savefile::open(&json).expect("a save file").assessment
}

impl Real {
    fn begin() -> Real {
        let start = Rc::new(blank());
        let mut real = Real {
            history: History::new(start.clone()),
            database: BTreeMap::new(),
            held: start,
            revision: BTreeMap::new(),
            now: 0.0,
        };
        real.write(None);
        real.revision = real.database.clone();
        real
    }

    fn write(&mut self, held: Option<&Assessment>) {
        let present = self.history.present().clone();
        for part in changed_parts(held, &present) {
            match part.json {
                Some(json) => self.database.insert(part.path, json),
                None => self.database.remove(&part.path),
            };
        }
        self.held = present;
    }

    fn take(&mut self, event: &Event) {
        self.now += PAUSE;
        match event {
            Event::Act(action) => self.history.act(action, self.now),
            Event::Undo => {
                self.history.undo();
            }
            Event::Redo => {
                self.history.redo();
            }
            Event::Save => self.write(Some(&self.held.clone())),
            Event::Revise => self.revision = self.database.clone(),
            Event::Restore => self.history.replace(Rc::new(opened(&self.revision))),
            Event::Import(state) => self.history.replace(Rc::new((**state).clone())),
            Event::Crash => {
                self.held = Rc::new(opened(&self.database));
                self.history = History::new(self.held.clone());
            }
        }
    }
}

impl Model {
    fn begin() -> Model {
        Model { done: Vec::new(), present: blank(), undone: Vec::new(), saved: blank(), revision: blank() }
    }

    fn step(&mut self, next: Assessment) {
        self.done.push(std::mem::replace(&mut self.present, next));
        self.undone.clear();
    }

    fn take(&mut self, event: &Event) {
        match event {
            Event::Act(action) => {
                let next = self.present.apply(action);
                if next != self.present {
                    self.step(next);
                }
            }
            Event::Undo => {
                if let Some(before) = self.done.pop() {
                    self.undone.push(std::mem::replace(&mut self.present, before));
                }
            }
            Event::Redo => {
                if let Some(after) = self.undone.pop() {
                    self.done.push(std::mem::replace(&mut self.present, after));
                }
            }
            Event::Save => self.saved = self.present.clone(),
            Event::Revise => self.revision = self.saved.clone(),
            Event::Restore => self.step(self.revision.clone()),
            Event::Import(state) => self.step((**state).clone()),
            Event::Crash => {
                self.present = self.saved.clone();
                self.done.clear();
                self.undone.clear();
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(1000))]

    #[test]
    fn a_story_ends_where_its_model_does(events in proptest::collection::vec(event(), 0..40)) {
        let (mut real, mut model) = (Real::begin(), Model::begin());
        for event in &events {
            real.take(event);
            model.take(event);
            prop_assert_eq!(&**real.history.present(), &model.present);
            prop_assert_eq!(&opened(&real.database), &model.saved);
        }
    }
}
