//! Whatever somebody does, in whatever order: what is open, what the browser holds, what lies in files and in revisions is what
//! the plainest model says, a list of copies.

use std::rc::Rc;

use award::assessment::Assessment;
use award::history::History;
use award::savefile::{open, write};
use proptest::prelude::*;

use crate::given::{blank, cases};
use crate::history::{Model, Move, agree, one_move};
use crate::save_file_parts::Store;

/// What somebody does, with numbers that choose among what is there.
#[derive(Clone, Debug)]
enum Deed {
    Works(Move),
    /// What changed is written to the browser's database.
    IsKept,
    /// The page starts anew; what was not written is gone.
    StartsAnew,
    SavesFile,
    /// A file takes the place of what is open; before that a revision is kept.
    Imports(usize),
    KeepsRevision,
    /// A revision becomes an assessment of its own.
    Restores(usize),
    Switches(usize),
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        10 => one_move().prop_map(Deed::Works),
        3 => Just(Deed::IsKept),
        1 => Just(Deed::StartsAnew),
        1 => Just(Deed::SavesFile),
        1 => any::<usize>().prop_map(Deed::Imports),
        1 => Just(Deed::KeepsRevision),
        1 => any::<usize>().prop_map(Deed::Restores),
        1 => any::<usize>().prop_map(Deed::Switches),
    ]
}

/// An assessment on the shelf: its parts in the database, what they were written from, and what the model says they are.
#[derive(Default)]
struct Shelved {
    store: Store,
    held: Option<Rc<Assessment>>,
    model: Option<Assessment>,
}

/// The product's parts on one side, the model on the other.
struct Desk {
    history: History,
    model: Model,
    shelf: Vec<Shelved>,
    at: usize,
    files: Vec<(String, Assessment)>,
    revisions: Vec<(Store, Assessment)>,
    now: f64,
}

impl Desk {
    fn new() -> Desk {
        Desk {
            history: History::new(Rc::new(blank())),
            model: Model::new(blank()),
            shelf: vec![Shelved::default()],
            at: 0,
            files: Vec::new(),
            revisions: Vec::new(),
            now: 0.0,
        }
    }

    fn does(&mut self, deed: Deed) -> Result<(), TestCaseError> {
        match deed {
            Deed::Works(step) => self.works(step)?,
            Deed::IsKept => self.keep(),
            Deed::StartsAnew => self.open(self.at)?,
            Deed::SavesFile => self.files.push((write(self.history.present()), self.model.present().clone())),
            Deed::Imports(which) => self.import(which)?,
            Deed::KeepsRevision => self.keep_revision(),
            Deed::Restores(which) => self.restore(which)?,
            Deed::Switches(which) => {
                self.keep();
                self.open(which % self.shelf.len())?;
            }
        }
        agree(&self.history, &self.model)
    }

    fn works(&mut self, step: Move) -> Result<(), TestCaseError> {
        match step {
            Move::Act(action, pause) => {
                self.now += pause;
                self.history.act(&action, self.now);
                self.model.act(&action, self.now);
            }
            Move::Undo => prop_assert_eq!(self.history.undo(), self.model.step(true)),
            Move::Redo => prop_assert_eq!(self.history.redo(), self.model.step(false)),
        }
        Ok(())
    }

    fn keep(&mut self) {
        let (shelved, present) = (&mut self.shelf[self.at], self.history.present().clone());
        shelved.store.take(shelved.held.as_deref(), &present);
        shelved.held = Some(present);
        shelved.model = Some(self.model.present().clone());
    }

    /// Opens what the database holds; what was never written is as it was begun.
    fn open(&mut self, at: usize) -> Result<(), TestCaseError> {
        self.at = at;
        let shelved = &mut self.shelf[at];
        let there = if shelved.held.is_some() { shelved.store.opened()? } else { blank() };
        let there = Rc::new(there);
        shelved.held = shelved.held.is_some().then(|| there.clone());
        self.history = History::new(there);
        self.model = Model::new(shelved.model.clone().unwrap_or_else(blank));
        Ok(())
    }

    fn import(&mut self, which: usize) -> Result<(), TestCaseError> {
        let Some(count) = self.files.len().checked_sub(1) else { return Ok(()) };
        self.keep_revision();
        let (json, expected) = &self.files[which % (count + 1)];
        let opened = open(json).map_err(|error| TestCaseError::fail(error.to_string()))?;
        self.history.replace(Rc::new(opened.assessment));
        self.model.replace(expected.clone());
        Ok(())
    }

    fn keep_revision(&mut self) {
        let mut store = Store::default();
        store.take(None, self.history.present());
        self.revisions.push((store, self.model.present().clone()));
    }

    fn restore(&mut self, which: usize) -> Result<(), TestCaseError> {
        let Some(count) = self.revisions.len().checked_sub(1) else { return Ok(()) };
        self.keep();
        let (store, expected) = &self.revisions[which % (count + 1)];
        self.history = History::new(Rc::new(store.opened()?));
        self.model = Model::new(expected.clone());
        self.shelf.push(Shelved::default());
        self.at = self.shelf.len() - 1;
        self.keep();
        Ok(())
    }

    /// Everything that lies anywhere is what the model says, whatever was done since it was put there.
    fn agrees_everywhere(&self) -> Result<(), TestCaseError> {
        for shelved in &self.shelf {
            if let Some(expected) = &shelved.model {
                prop_assert_eq!(&shelved.store.opened()?, expected);
            }
        }
        for (json, expected) in &self.files {
            let opened = open(json).map_err(|error| TestCaseError::fail(error.to_string()))?;
            prop_assert_eq!(&opened.assessment, expected);
        }
        for (store, expected) in &self.revisions {
            prop_assert_eq!(&store.opened()?, expected);
        }
        Ok(())
    }
}

proptest! {
    #![proptest_config(cases(1000))]

    #[test]
    fn a_thousand_sequences_agree_with_the_model(deeds in proptest::collection::vec(deed(), 1..40)) {
        let mut desk = Desk::new();
        for deed in deeds {
            desk.does(deed)?;
        }
        desk.agrees_everywhere()?;
    }
}
