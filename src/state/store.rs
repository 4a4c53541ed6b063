//! The store: one state, changed by named methods, watched by components.

mod belongings;
mod messages;
#[cfg(test)]
mod tests;
mod typing;

use std::cell::{Cell, Ref, RefCell};
use std::rc::Rc;

use award::assessment::{Action, Assessment};
use award::catalog::Catalog;
use award::history::History;
use award::overview::{Overview, overview, stands_alike};
use jiff::civil::Date;

pub use self::messages::{Notice, Restore};
use self::typing::Typed;
use super::contents::Contents;
use super::copies::{Copies, Place as FilePlace};
use super::offers::Offer;
use super::offline::Carried;
use super::revisions::Revisions;
use super::schemes::{Award, RefusedScheme};
use super::sealing::{Asking, Unlocked};
use super::shelf::ShelfEntry;
use super::taking_in::TakingIn;
use super::transfer::{Conflict, Reading};
use super::turns::{Hold, Standing};
use super::workshop::{DeskKeeper, Workshop};
use crate::browser::clock;
use crate::browser::database::Database;
use crate::browser::queue::Queue;
use crate::browser::timer::Timeout;
use crate::route::{Route, route_of};

/// Everything the app knows.
pub struct State {
    /// The award in force: that of the open assessment, or the one chosen for the next.
    pub catalog: &'static Catalog,
    /// Every award that is known, the bundled one first.
    pub awards: Vec<Award>,
    /// The scheme file that was chosen last, if it was not taken.
    pub refused_scheme: Option<RefusedScheme>,
    /// The current day.
    pub today: Date,
    /// The open assessment with its history.
    pub open: Option<History>,
    /// The state of the open assessment that the database holds, if it holds one.
    pub held: Option<Rc<Assessment>>,
    /// What was held last, also after the database went away.
    pub(super) known: Option<Rc<Assessment>>,
    /// Whether this page may change what is open.
    pub standing: Standing,
    /// Whether this browser holds the open assessment.
    pub keeping: Keeping,
    /// What is known of copies in files.
    pub copies: Copies,
    /// What is known of earlier states of what is open.
    pub revisions: Revisions,
    /// The assessments in this browser.
    pub shelf: Vec<ShelfEntry>,
    /// What happened last, for people to read.
    pub notice: Option<Notice>,
    /// What this page carries inside, about which a question is open.
    pub carried: Option<Carried>,
    /// A password that is waited for.
    pub asking: Option<Asking>,
    /// An import that waits for a decision.
    pub conflict: Option<Conflict>,
    /// The contents of evidence that can be given out.
    pub contents: Contents,
    /// Files offered as evidence, about which a question is open.
    pub offer: Option<Offer>,
    /// Files of evidence that are being taken in.
    pub taking_in: Option<TakingIn>,
    /// A package that is being read.
    pub reading: Option<Reading>,
    /// What lies beside the application: cards of others, a consensus, a review.
    pub workshop: Workshop,
    pub(super) cached: RefCell<Option<Cached>>,
}

/// An overview, and what it is of.
pub(super) struct Cached {
    of: Rc<Assessment>,
    on: Date,
    overview: Rc<Overview<'static>>,
}

/// Whether this browser holds the open assessment as it stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Keeping {
    /// The database is being opened.
    Starting,
    /// Nothing is open.
    Idle,
    /// Something was entered that is not written yet.
    Pending,
    /// Everything is on the disk since that moment.
    Kept(f64),
    /// The last write failed: the reason.
    Failed(String),
    /// This browser keeps nothing: the reason.
    Unavailable(String),
    /// Nothing is kept, because the person wants it so.
    Nothing,
}

/// What a watcher wants to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interest {
    /// Every change; of typing soon after.
    Everything,
    /// Also at once that something was typed, because a status must not say that it is kept.
    SaveStatus,
}

/// What is called on a change.
type Watcher = Rc<dyn Fn(&Store)>;

/// A handle to the one state.
#[derive(Clone)]
pub struct Store(Rc<Inner>);

struct Inner {
    state: RefCell<State>,
    watchers: RefCell<Vec<(u64, Interest, Watcher)>>,
    next_watcher: Cell<u64>,
    typed: RefCell<Option<Typed>>,
    lagging: RefCell<Option<Timeout>>,
    database: RefCell<Option<Database>>,
    /// A database that this version can only look at.
    archive: RefCell<Option<Database>>,
    hold: RefCell<Option<Hold>>,
    place: RefCell<Option<FilePlace>>,
    unlocked: RefCell<Option<Unlocked>>,
    busy: Cell<bool>,
    writing: Cell<bool>,
    claims: Queue,
    desk: DeskKeeper,
}

impl PartialEq for Store {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// A watcher that ends when this is dropped.
pub struct Watch {
    store: Store,
    id: u64,
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.store.0.watchers.borrow_mut().retain(|(id, ..)| *id != self.id);
    }
}

impl State {
    /// The open assessment.
    pub fn assessment(&self) -> Option<&Rc<Assessment>> {
        self.open.as_ref().map(History::present)
    }

    /// Knows what the database holds of what is open.
    pub(super) fn set_held(&mut self, held: Option<Rc<Assessment>>) {
        self.known.clone_from(&held);
        self.held = held;
    }

    /// No longer says that everything is kept.
    fn doubt_kept(&mut self) {
        if matches!(self.keeping, Keeping::Kept(_)) {
            self.keeping = Keeping::Pending;
        }
    }

    /// Where the open assessment stands; computed once for all states of it that stand alike.
    pub fn overview(&self) -> Option<Rc<Overview<'static>>> {
        let assessment = self.assessment()?;
        let mut cached = self.cached.borrow_mut();
        if let Some(known) = &mut *cached
            && known.on == self.today
            && (Rc::ptr_eq(&known.of, assessment) || stands_alike(&known.of, assessment))
        {
            known.of = assessment.clone();
            return Some(known.overview.clone());
        }
        let fresh = Rc::new(overview(self.catalog, assessment, self.today));
        *cached = Some(Cached { of: assessment.clone(), on: self.today, overview: fresh.clone() });
        Some(fresh)
    }
}

impl Store {
    /// A store with nothing open.
    pub fn new(catalog: &'static Catalog) -> Store {
        let state = State {
            catalog,
            awards: vec![Award(catalog)],
            refused_scheme: None,
            today: clock::today(),
            open: None,
            held: None,
            known: None,
            standing: Standing::Edits,
            keeping: Keeping::Starting,
            copies: Copies::default(),
            revisions: Revisions::default(),
            shelf: Vec::new(),
            notice: None,
            carried: None,
            asking: None,
            conflict: None,
            contents: Contents::default(),
            offer: None,
            taking_in: None,
            reading: None,
            workshop: Workshop::new(catalog),
            cached: RefCell::default(),
        };
        Store(Rc::new(Inner {
            state: RefCell::new(state),
            watchers: RefCell::default(),
            next_watcher: Cell::new(0),
            typed: RefCell::default(),
            lagging: RefCell::default(),
            database: RefCell::default(),
            archive: RefCell::default(),
            hold: RefCell::default(),
            place: RefCell::default(),
            unlocked: RefCell::default(),
            busy: Cell::default(),
            writing: Cell::default(),
            claims: Queue::default(),
            desk: DeskKeeper::default(),
        }))
    }

    /// The state with everything typed, to be read and let go before anything changes.
    pub fn state(&self) -> Ref<'_, State> {
        self.take_typed();
        self.0.state.borrow()
    }

    /// The state as views know it: without typing that they will be told of.
    pub(super) fn told(&self) -> Ref<'_, State> {
        self.0.state.borrow()
    }

    /// Watches every change for as long as the result lives.
    pub fn watch(&self, interest: Interest, callback: impl Fn(&Store) + 'static) -> Watch {
        let id = self.0.next_watcher.replace(self.0.next_watcher.get() + 1);
        self.0.watchers.borrow_mut().push((id, interest, Rc::new(callback)));
        Watch { store: self.clone(), id }
    }

    /// Takes an action of the person; views follow at once.
    pub fn act(&self, action: &Action) {
        self.take_typed();
        self.revise_before(action);
        self.take(action);
        self.tell(None);
    }

    /// Takes the last step back and goes to where it was.
    pub fn undo(&self) {
        self.step(History::undo, "已撤销");
    }

    /// Takes the last undone step again and goes to where it was.
    pub fn redo(&self) {
        self.step(History::redo, "已重做");
    }

    /// Notices that the day has changed.
    pub fn look_at_clock(&self) {
        let today = clock::today();
        if self.state().today != today {
            self.change(|state| state.today = today);
        }
    }

    /// Changes the state and tells the watchers.
    pub(super) fn change(&self, change: impl FnOnce(&mut State)) {
        self.take_typed();
        change(&mut self.0.state.borrow_mut());
        self.tell(None);
    }

    /// Changes what is known of the write, not what was entered: while somebody types it neither reads the text nor has
    /// views follow before their time.
    pub(super) fn note(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.0.state.borrow_mut());
        self.tell(self.is_lagging().then_some(Interest::SaveStatus));
    }

    /// No longer knows what the database holds, because a write is under way: an undo may lead back to what it held before.
    pub(super) fn doubt_held(&self) {
        self.0.state.borrow_mut().held = None;
    }

    fn take(&self, action: &Action) {
        let mut state = self.0.state.borrow_mut();
        if state.standing != Standing::Edits {
            let text = "这里只能看，没有改动。要改，请先点上面的按钮。".into();
            state.notice = Some(Notice { text, is_error: true, at: clock::now(), ..Notice::default() });
            return;
        }
        if let Some(history) = &mut state.open {
            history.act(action, clock::now());
            let is_held = state.held.as_ref().zip(state.assessment()).is_some_and(|(held, open)| Rc::ptr_eq(held, open));
            if !is_held {
                state.doubt_kept();
            }
        }
    }

    fn step(&self, step: impl FnOnce(&mut History) -> Option<award::assessment::Place>, done: &str) {
        self.settle();
        if self.told().standing != Standing::Edits {
            return;
        }
        let place = self.0.state.borrow_mut().open.as_mut().and_then(step);
        let Some(place) = place else { return };
        let (target, name) = {
            let state = self.state();
            let Some(open) = state.assessment() else { return };
            (route_of(state.catalog, open, &place), crate::route::place_name(state.catalog, &place))
        };
        self.say(format!("{done}：{name}"));
        if Route::current().screen() != target.screen() || target.is_detail() {
            target.go();
        }
    }

    /// Calls every watcher, or only those with that interest. A watcher may add or end watchers, so the list is copied before.
    fn tell(&self, only: Option<Interest>) {
        let watchers = self.0.watchers.borrow();
        let told = watchers.iter().filter(|(_, interest, _)| only.is_none_or(|only| *interest == only));
        let told: Vec<Watcher> = told.map(|(_, _, callback)| callback.clone()).collect();
        drop(watchers);
        for callback in told {
            callback(self);
        }
    }
}
