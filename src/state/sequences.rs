//! Random sequences of what a person does, on the store and the browser's own database, against the plainest model: a list of
//! states. The same against parts and files alone, a thousand of them, is `safekeeping.rs` of the domain.

use std::rc::Rc;

use award::assessment::{Action, Assessment, CardAction, Choice};
use award::points::Percent;
use award::savefile;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{Keeping, Store};
use crate::browser::page::TextField;
use crate::testing::wait_for;

/// How many sequences, and of how many deeds each. Every deed waits for a database.
const SEQUENCES: u64 = 25;
const DEEDS: usize = 16;

/// Numbers that look random and are the same again from the same seed (a linear congruential generator).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % limit
    }
}

/// The store on one side, the model on the other: every state since something was opened, and the present place among them.
struct Desk {
    store: Store,
    states: Vec<Assessment>,
    at: usize,
    has_typed: bool,
    files: Vec<String>,
    other: String,
    /// What was done, to be read where it went wrong.
    trail: Vec<usize>,
}

fn open(store: &Store) -> Rc<Assessment> {
    store.state().assessment().cloned().expect("something is open")
}

fn id(store: &Store) -> String {
    open(store).head.id.to_string()
}

async fn kept(store: &Store) {
    wait_for("it is kept", || matches!(store.state().keeping, Keeping::Kept(_))).await;
}

impl Desk {
    async fn new() -> Desk {
        let store = Store::new(Box::leak(Box::new(schemes::xinyang())));
        store.keep();
        store.start().await;
        store.create();
        kept(&store).await;
        let other = id(&store);
        store.create();
        kept(&store).await;
        let mut desk = Desk { store, states: Vec::new(), at: 0, has_typed: false, files: Vec::new(), other, trail: Vec::new() };
        desk.is_opened_as((*open(&desk.store)).clone());
        desk
    }

    fn present(&self) -> &Assessment {
        &self.states[self.at]
    }

    fn is_opened_as(&mut self, state: Assessment) {
        (self.states, self.at, self.has_typed) = (vec![state], 0, false);
    }

    fn goes_on_to(&mut self, next: Assessment) {
        if next != *self.present() {
            self.states.truncate(self.at + 1);
            self.states.push(next);
            self.at += 1;
            self.has_typed = false;
        }
    }

    fn steps_to(&mut self, at: usize) {
        self.has_typed &= at == self.at;
        self.at = at;
    }

    async fn does(&mut self, chance: &mut Chance) {
        let deed = chance.below(12);
        self.trail.push(deed);
        match deed {
            0..3 => self.chooses(chance),
            3 | 4 if !self.has_typed => self.types(chance),
            3..6 => self.undoes(),
            6 => self.redoes(),
            7 => self.files.push(savefile::write(&open(&self.store))),
            8 => self.imports(chance).await,
            9 => self.goes_away_and_comes_back().await,
            10 => self.restores_a_version().await,
            _ => self.deletes_and_takes_back().await,
        }
        assert_eq!(*open(&self.store), *self.present(), "{:?} after {:?}", self.store.state().standing, self.trail);
    }

    fn chooses(&mut self, chance: &mut Chance) {
        let percent = Percent::new(5 * u8::try_from(chance.below(21)).expect("few"));
        let actions = [
            Action::Answered("accident".into(), [Some(Choice::Yes), Some(Choice::No), None][chance.below(3)]),
            Action::Card(2025, CardAction::Scored("4.1.2".into(), percent)),
        ];
        let action = &actions[chance.below(2)];
        self.store.act(action);
        self.goes_on_to(self.present().apply(action));
    }

    /// Two runs of typing in a row would be one or two steps, as time goes; so one follows a deed that changed something.
    fn types(&mut self, chance: &mut Chance) {
        let name = format!("单位 {}㐂", chance.below(1000));
        self.store.typing(|text| Action::EditedField("org_name".into(), text)).emit(TextField::holding(&name));
        self.goes_on_to(self.present().apply(&Action::EditedField("org_name".into(), name.into())));
        self.has_typed = true;
    }

    fn undoes(&mut self) {
        self.store.undo();
        self.steps_to(self.at.saturating_sub(1));
    }

    fn redoes(&mut self) {
        self.store.redo();
        self.steps_to((self.at + 1).min(self.states.len() - 1));
    }

    /// A file of the same assessment takes the place of what is open; one of what is open is opened again.
    async fn imports(&mut self, chance: &mut Chance) {
        let own: Vec<_> = self.files.iter().filter_map(|json| savefile::open(json).ok()).collect();
        let own: Vec<_> = own.into_iter().filter(|opened| opened.assessment.head.id == self.present().head.id).collect();
        let Some(which) = own.len().checked_sub(1).map(|last| chance.below(last + 1)) else { return };
        kept(&self.store).await;
        let opened = own.into_iter().nth(which).expect("one of them");
        let state = opened.assessment.clone();
        let is_same = state == *self.present();
        self.store.receive_copy(0.0, opened).await;
        if is_same {
            self.is_opened_as(state);
        } else {
            self.store.replace_by_file();
            wait_for("the file has taken its place", || *open(&self.store) == state).await;
            self.goes_on_to(state);
        }
        kept(&self.store).await;
    }

    async fn goes_away_and_comes_back(&mut self) {
        let id = id(&self.store);
        self.store.open(&self.other).await;
        self.store.open(&id).await;
        self.is_opened_as(self.present().clone());
    }

    async fn restores_a_version(&mut self) {
        kept(&self.store).await;
        self.store.recall_revisions().await;
        let count = |store: &Store| store.state().revisions.all.as_ref().map_or(0, Vec::len);
        let before = count(&self.store);
        self.store.name_revision("稿".to_owned());
        wait_for("a version is kept", || count(&self.store) > before).await;
        let version = self.store.state().revisions.all.iter().flatten().next_back().expect("a version").id.clone();
        let (old, mut state) = (id(&self.store), self.present().clone());
        self.store.restore_revision(version);
        wait_for("it is an assessment of its own", || id(&self.store) != old).await;
        state.head.id = id(&self.store).as_str().into();
        self.is_opened_as(state);
        kept(&self.store).await;
    }

    async fn deletes_and_takes_back(&mut self) {
        kept(&self.store).await;
        let id = id(&self.store);
        let entry = self.store.state().on_shelf().into_iter().find(|entry| entry.id == id.as_str()).expect("on the shelf");
        self.store.delete(&entry);
        wait_for("it is in the bin", || self.store.state().in_bin().iter().any(|entry| entry.id == id.as_str())).await;
        self.store.restore(&id);
        wait_for("it is open again", || self.store.state().assessment().is_some()).await;
        self.is_opened_as(self.present().clone());
    }
}

#[wasm_bindgen_test]
async fn random_sequences_agree_with_the_model() {
    for seed in 0..SEQUENCES {
        let (mut desk, mut chance) = (Desk::new().await, Chance(seed));
        for _ in 0..DEEDS {
            desk.does(&mut chance).await;
        }
        desk.goes_away_and_comes_back().await;
        assert_eq!(*open(&desk.store), *desk.present(), "sequence {seed}: what the database holds");
    }
}
