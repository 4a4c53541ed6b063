//! Keeps the open assessment in the browser's database: every change, within half a second, one write at a time.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use award::assessment::Assessment;
use award::savefile;
use wasm_bindgen_futures::spawn_local;

use super::shelf::{ShelfEntry, title_of};
use super::store::{Interest, Watch};
use super::{FileCopy, Keeping, Store};
use crate::browser::database::{Database, Head};
use crate::browser::{clock, page};

/// Watches the store and writes what changed. Lives as long as the app.
#[derive(Default)]
struct Keeper {
    writing: Cell<bool>,
    /// The state whose write failed; it is not tried again before something changes.
    refused: RefCell<Option<Rc<Assessment>>>,
    watch: RefCell<Option<Watch>>,
}

impl Store {
    /// Starts to keep whatever is open, now and later, and to write at once when the page is hidden.
    pub fn keep(&self) {
        let keeper = Rc::new(Keeper::default());
        let watching = keeper.clone();
        *keeper.watch.borrow_mut() = Some(self.watch(Interest::Everything, move |store| watching.look(store)));
        let hiding = self.clone();
        for listener in page::on_hide(move || hiding.settle()) {
            listener.forget();
        }
        let leaving = self.clone();
        page::on_leave(move || leaving.would_lose()).forget();
        keeper.look(self);
    }

    /// Whether leaving the page now would lose something.
    fn would_lose(&self) -> bool {
        self.settle();
        let state = self.state();
        let Some(open) = state.assessment() else { return false };
        let in_file = match &state.file {
            FileCopy::None => false,
            FileCopy::Read { state, .. } | FileCopy::Downloaded { state, .. } => Rc::ptr_eq(state, open),
        };
        let entered = state.open.as_ref().is_some_and(|history| history.undoable().is_some());
        match state.keeping {
            Keeping::Pending => true,
            Keeping::Failed(_) | Keeping::Unavailable(_) => entered && !in_file,
            Keeping::Starting | Keeping::Idle | Keeping::Kept(_) => false,
        }
    }
}

impl Keeper {
    fn look(self: &Rc<Self>, store: &Store) {
        let Some(database) = store.database().filter(|_| !self.writing.get()) else { return };
        let (open, held) = {
            let state = store.state();
            (state.assessment().cloned(), state.held.clone())
        };
        let Some(open) = open else { return };
        if is(&held, &open) || is(&self.refused.borrow(), &open) {
            return;
        }
        self.writing.set(true);
        let (keeper, store) = (self.clone(), store.clone());
        spawn_local(async move { keeper.write(&store, &database, open, held).await });
    }

    async fn write(self: Rc<Self>, store: &Store, database: &Database, open: Rc<Assessment>, held: Option<Rc<Assessment>>) {
        store.change(|state| state.keeping = Keeping::Pending);
        let head = Head { id: open.head.id.to_string(), title: title_of(&open), saved_at: clock::now(), deleted_at: None };
        let parts = savefile::changed_parts(held.as_deref(), &open);
        let outcome = match held {
            Some(_) => database.write(&head, &parts).await,
            None => database.replace(&head, &parts).await,
        };
        self.writing.set(false);
        *self.refused.borrow_mut() = outcome.is_err().then(|| open.clone());
        store.change(|state| {
            if outcome.is_ok() {
                state.put_on_shelf(ShelfEntry::kept(head.clone()));
            }
            // Something else may have been opened while this was written; then the outcome is not about it.
            if state.assessment().is_some_and(|now| now.head.id == open.head.id) {
                let current = state.assessment().is_some_and(|now| Rc::ptr_eq(now, &open));
                state.keeping = match &outcome {
                    Ok(()) if current => Keeping::Kept(head.saved_at),
                    Ok(()) => Keeping::Pending,
                    Err(reason) => Keeping::Failed(reason.clone()),
                };
                if outcome.is_ok() {
                    state.held = Some(open.clone());
                }
            }
        });
    }
}

fn is(known: &Option<Rc<Assessment>>, open: &Rc<Assessment>) -> bool {
    known.as_ref().is_some_and(|known| Rc::ptr_eq(known, open))
}
