//! The store: one state, changed by named methods, watched by components.

use std::cell::{Cell, Ref, RefCell};
use std::rc::Rc;

use award::Text;
use award::assessment::{Action, Assessment};
use award::catalog::Catalog;
use award::history::History;
use award::overview::{Overview, overview, stands_alike};
use jiff::civil::Date;
use yew::{AttrValue, Callback};

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
use crate::browser::database::{Database, Tenure};
use crate::browser::page::TextField;
use crate::browser::timer::Timeout;
use crate::route::{Route, route_of};

/// How long views may lag behind typing, in milliseconds. Together with the write it stays well below half a second.
const TYPING_LAG: u32 = 400;

/// How long ago a message may be that is about the very step that leads to another screen, in milliseconds.
const SAID_BY_THIS_STEP: f64 = 1000.0;

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

/// A message about what happened.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Notice {
    /// What happened, what is safe, what to do.
    pub text: AttrValue,
    /// Each thing that it is about, if there are many.
    pub details: Vec<AttrValue>,
    /// Whether something went wrong.
    pub is_error: bool,
    /// The deletion that can be taken back.
    pub restore: Option<Restore>,
    /// When it was said, in milliseconds since 1970.
    pub at: f64,
}

/// Something that was deleted and can come back.
#[derive(Clone, Debug, PartialEq)]
pub enum Restore {
    /// The assessment of that id.
    Assessment(String),
    /// A scheme file.
    Scheme(Award),
}

/// What a watcher wants to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interest {
    /// Every change; of typing within [`TYPING_LAG`].
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
    desk: DeskKeeper,
}

/// Typing that the state does not know of yet: where it lies, and the action that it is.
struct Typed {
    field: TextField,
    action: Rc<dyn Fn(Text) -> Action>,
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

    /// Whether something was typed that views will be told of.
    pub(super) fn is_lagging(&self) -> bool {
        self.0.lagging.borrow().is_some()
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

    /// What a text field calls on every key, so that what it holds becomes an action.
    pub fn typing(&self, action: impl Fn(Text) -> Action + 'static) -> Callback<TextField> {
        let (store, action) = (self.clone(), Rc::new(action));
        Callback::from(move |field| store.type_in(field, action.clone()))
    }

    /// Takes typing. A key costs little more than in a plain page, because a long text is not read on each: the field
    /// holds it until somebody reads the state, and views follow within [`TYPING_LAG`].
    fn type_in(&self, field: TextField, action: Rc<dyn Fn(Text) -> Action>) {
        let elsewhere = self.0.typed.borrow().as_ref().is_some_and(|typed| typed.field != field);
        if elsewhere {
            self.take_typed();
        }
        let is_first = self.0.lagging.borrow().is_none();
        if is_first {
            let store = self.clone();
            *self.0.lagging.borrow_mut() = Some(Timeout::new(TYPING_LAG, move || store.settle()));
            self.0.state.borrow_mut().doubt_kept();
            self.tell(Some(Interest::SaveStatus));
        }
        // After watchers were told, because they would read it.
        *self.0.typed.borrow_mut() = Some(Typed { field, action });
    }

    /// Lets the state follow what was typed.
    fn take_typed(&self) {
        let typed = self.0.typed.borrow_mut().take();
        if let Some(Typed { field, action }) = typed {
            self.take(&action(field.read().into()));
        }
    }

    /// Tells views about typing that they do not know of yet.
    pub fn settle(&self) {
        let lagged = self.0.lagging.borrow_mut().take();
        if lagged.is_some() {
            self.take_typed();
            self.tell(None);
        }
    }

    /// Takes the last step back and goes to where it was.
    pub fn undo(&self) {
        self.step(History::undo, "已撤销");
    }

    /// Takes the last undone step again and goes to where it was.
    pub fn redo(&self) {
        self.step(History::redo, "已重做");
    }

    /// Shows a message.
    pub fn say(&self, text: impl Into<AttrValue>) {
        self.notify(Notice { text: text.into(), ..Notice::default() });
    }

    /// Shows a message about something that went wrong.
    pub fn complain(&self, text: impl Into<AttrValue>) {
        self.notify(Notice { text: text.into(), is_error: true, ..Notice::default() });
    }

    /// Shows a message about many things that are not as they should be.
    pub fn complain_about(&self, text: impl Into<AttrValue>, details: &[String]) {
        let details = details.iter().map(|each| each.clone().into()).collect();
        self.notify(Notice { text: text.into(), details, is_error: true, ..Notice::default() });
    }

    /// Shows a message as of now.
    pub(super) fn notify(&self, notice: Notice) {
        self.change(|state| state.notice = Some(Notice { at: clock::now(), ..notice }));
    }

    /// Takes a message away that asks for nothing, because the person went on; one that was said by that very step stays.
    pub fn let_message_pass(&self) {
        let is_old =
            |notice: &Notice| !notice.is_error && notice.restore.is_none() && clock::now() - notice.at > SAID_BY_THIS_STEP;
        let passes = self.told().notice.as_ref().is_some_and(is_old);
        if passes {
            self.dismiss();
        }
    }

    /// Takes the message away.
    pub fn dismiss(&self) {
        self.change(|state| state.notice = None);
    }

    /// Notices that the day has changed.
    pub fn look_at_clock(&self) {
        let today = clock::today();
        if self.state().today != today {
            self.change(|state| state.today = today);
        }
    }

    /// The database, once it is open.
    pub(super) fn database(&self) -> Option<Database> {
        self.0.database.borrow().clone()
    }

    pub(super) fn set_database(&self, database: Option<Database>) {
        *self.0.database.borrow_mut() = database;
    }

    /// Where raw data can be read from: the database, or one that this version can only look at.
    pub(super) fn archive(&self) -> Option<Database> {
        self.database().or_else(|| self.0.archive.borrow().clone())
    }

    pub(super) fn set_archive(&self, database: Database) {
        *self.0.archive.borrow_mut() = Some(database);
    }

    /// The tenure of that assessment, if this page holds it.
    pub(super) fn held_tenure(&self, id: &str) -> Option<Tenure> {
        self.0.hold.borrow().as_ref().filter(|hold| hold.tenure.id == id).map(|hold| hold.tenure.clone())
    }

    pub(super) fn set_hold(&self, hold: Option<Hold>) {
        *self.0.hold.borrow_mut() = hold;
    }

    /// The hold of that assessment, which this page no longer has then.
    pub(super) fn take_hold(&self, id: &str) -> Option<Hold> {
        self.0.hold.borrow_mut().take_if(|hold| hold.tenure.id == id)
    }

    /// The key that this page knows.
    pub(super) fn unlocked(&self) -> Option<Unlocked> {
        self.0.unlocked.borrow().clone()
    }

    pub(super) fn set_unlocked(&self, unlocked: Option<Unlocked>) {
        *self.0.unlocked.borrow_mut() = unlocked;
    }

    /// Lets the hold of an assessment write under another tenure of it.
    pub(super) fn replace_tenure(&self, tenure: Tenure) {
        if let Some(hold) = self.0.hold.borrow_mut().as_mut().filter(|hold| hold.tenure.id == tenure.id) {
            hold.tenure = tenure;
        }
    }

    /// Whether something else than the keeper writes, so that the keeper waits.
    pub(super) fn is_busy(&self) -> bool {
        self.0.busy.get()
    }

    pub(super) fn set_busy(&self, busy: bool) {
        self.0.busy.set(busy);
    }

    /// Whether the keeper writes at this moment.
    pub(super) fn is_writing(&self) -> bool {
        self.0.writing.get()
    }

    pub(super) fn set_writing(&self, writing: bool) {
        self.0.writing.set(writing);
    }

    /// The file that saving writes.
    pub(super) fn place(&self) -> Option<FilePlace> {
        self.0.place.borrow().clone()
    }

    pub(super) fn set_place(&self, place: Option<FilePlace>) {
        *self.0.place.borrow_mut() = place;
    }

    /// What keeps the desk of workshops.
    pub(super) fn desk_keeper(&self) -> &DeskKeeper {
        &self.0.desk
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

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::rc::Rc;

    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;
    use crate::testing::wait_for;

    fn store() -> Store {
        Store::new(Box::leak(Box::new(schemes::xinyang())))
    }

    fn named(name: &str) -> Action {
        Action::EditedField("org_name".into(), name.into())
    }

    fn type_name(store: &Store, name: &str) {
        store.typing(|text| Action::EditedField("org_name".into(), text)).emit(TextField::holding(name));
    }

    /// How often a watcher with that interest is told, for as long as the watch lives.
    fn counted(store: &Store, interest: Interest) -> (Rc<Cell<u32>>, Watch) {
        let told = Rc::new(Cell::new(0));
        let counter = told.clone();
        (told, store.watch(interest, move |_| counter.set(counter.get() + 1)))
    }

    fn name_in(store: &Store) -> String {
        store.state().assessment().map(|open| open.name().to_string()).unwrap_or_default()
    }

    #[wasm_bindgen_test]
    async fn typing_is_known_at_once_and_told_soon() {
        let store = store();
        store.create();
        let (told, _watch) = counted(&store, Interest::Everything);
        for name in ["云", "云雾", "云雾茶"] {
            type_name(&store, name);
        }
        assert_eq!(name_in(&store), "云雾茶");
        assert_eq!(told.get(), 0);
        wait_for("watchers are told", || told.get() > 0).await;
        assert_eq!(told.get(), 1, "a burst of typing is told once");
    }

    #[wasm_bindgen_test]
    async fn a_write_that_ends_while_somebody_types_starts_no_other() {
        let store = store();
        store.create();
        let (told, _watch) = counted(&store, Interest::Everything);
        type_name(&store, "云");
        let before = store.told().assessment().cloned();
        store.note(|state| state.keeping = Keeping::Pending);
        assert_eq!((store.told().assessment(), told.get()), (before.as_ref(), 0), "neither read nor told");
        wait_for("watchers are told", || told.get() > 0).await;
        assert_eq!(store.told().assessment().map(|open| open.name()), Some("云".into()));
    }

    #[wasm_bindgen_test]
    fn typing_in_two_fields_at_once_keeps_both_and_their_order() {
        let store = store();
        store.create();
        type_name(&store, "云雾茶");
        store.typing(|text| Action::EditedField("org_code".into(), text)).emit(TextField::holding("9141"));
        store.act(&Action::Card(2025, award::assessment::CardAction::Scored("4.1.2".into(), award::points::Percent::new(50))));
        let open = store.state().assessment().cloned().expect("open");
        assert_eq!((&*open.name(), &*open.field("org_code")), ("云雾茶", "9141"));
        store.undo();
        store.undo();
        let open = store.state().assessment().cloned().expect("open");
        assert_eq!((&*open.name(), &*open.field("org_code")), ("云雾茶", ""));
    }

    #[wasm_bindgen_test]
    async fn what_was_entered_is_there_after_a_new_start() {
        let first = store();
        first.keep();
        first.start().await;
        first.create();
        type_name(&first, "信阳云雾茶业㐂");
        let kept = |store: &Store| matches!(store.state().keeping, Keeping::Kept(_)) && name_in(store) == "信阳云雾茶业㐂";
        wait_for("the name is kept", || kept(&first)).await;
        let second = store();
        second.start().await;
        assert_eq!(second.state().assessment(), first.state().assessment());
    }

    #[wasm_bindgen_test]
    async fn a_deleted_assessment_comes_back() {
        let store = store();
        store.keep();
        store.start().await;
        store.create();
        store.act(&named("要删除的单位"));
        let entry = |store: &Store| store.state().on_shelf().into_iter().find(|entry| entry.title == "要删除的单位");
        wait_for("it is on the shelf", || entry(&store).is_some()).await;
        let deleted = entry(&store).expect("on the shelf");
        store.delete(&deleted);
        wait_for("it is gone", || entry(&store).is_none() && store.state().open.is_none()).await;
        store.restore(&deleted.id);
        wait_for("it is open again", || name_in(&store) == "要删除的单位").await;
    }

    #[wasm_bindgen_test]
    fn undo_says_what_it_took_back() {
        let store = store();
        store.create();
        store.act(&named("甲"));
        store.undo();
        assert_eq!(name_in(&store), "");
        assert_eq!(store.state().notice.as_ref().map(|notice| notice.text.to_string()).as_deref(), Some("已撤销：单位名称"));
        store.redo();
        assert_eq!(name_in(&store), "甲");
    }

    #[wasm_bindgen_test]
    async fn switching_right_after_typing_loses_nothing() {
        let store = store();
        store.keep();
        store.start().await;
        store.create();
        let first = store.state().assessment().expect("open").head.id.to_string();
        wait_for("the first is kept", || matches!(store.state().keeping, Keeping::Kept(_))).await;
        type_name(&store, "先写的单位");
        store.create();
        store.open(&first).await;
        assert_eq!(name_in(&store), "先写的单位");
    }

    #[wasm_bindgen_test]
    async fn deleting_right_after_typing_keeps_the_text_in_the_bin() {
        let store = store();
        store.keep();
        store.start().await;
        store.create();
        let id = store.state().assessment().expect("open").head.id.to_string();
        wait_for("it is kept", || matches!(store.state().keeping, Keeping::Kept(_))).await;
        let entry = store.state().on_shelf().into_iter().find(|entry| entry.id == id.as_str()).expect("on the shelf");
        type_name(&store, "最后一个字");
        store.delete(&entry);
        wait_for("it is gone", || store.state().on_shelf().iter().all(|entry| entry.id != id.as_str())).await;
        store.restore(&id);
        wait_for("it is back with its text", || name_in(&store) == "最后一个字").await;
    }

    #[wasm_bindgen_test]
    fn a_status_never_outlives_a_key() {
        let store = store();
        store.create();
        store.change(|state| {
            state.held = state.assessment().cloned();
            state.keeping = Keeping::Kept(0.0);
        });
        let (told, _watch) = counted(&store, Interest::SaveStatus);
        type_name(&store, "云");
        assert_eq!((store.state().keeping.clone(), told.get()), (Keeping::Pending, 1));
    }
}
