//! Keeps the open assessment in the browser's database: every change, within half a second, one write at a time.

use std::cell::RefCell;
use std::rc::Rc;

use award::assessment::Assessment;
use award::savefile;
use wasm_bindgen_futures::spawn_local;

use super::shelf::{ShelfEntry, title_of};
use super::store::{Interest, Watch};
use super::turns::Standing;
use super::{Keeping, State, Store};
use crate::browser::database::{Database, Extent, Head, Tenure, Unwritten};
use crate::browser::tabs::{self, Word};
use crate::browser::{clock, page, timer};

/// How long after a failed write it is tried again, in milliseconds.
const RETRY: u32 = 10_000;

/// Watches the store and writes what changed. Lives as long as the app.
#[derive(Default)]
struct Keeper {
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
        for listener in page::on_hide(move || hiding.hurry()) {
            listener.forget();
        }
        let leaving = self.clone();
        page::on_leave(move || leaving.would_lose()).forget();
        let again = (keeper.clone(), self.clone());
        timer::every(RETRY, move || again.0.retry(&again.1));
        keeper.look(self);
    }

    /// Has everything written before the page may go away.
    fn hurry(&self) {
        if let Some(database) = self.database() {
            database.hurry();
        }
        self.settle();
    }

    /// Says that everything is kept, if what is open is what the database holds.
    fn know_kept(&self) {
        let saved_at = {
            let state = self.state();
            let unsaid = matches!(state.keeping, Keeping::Pending | Keeping::Failed(_));
            let open = state.assessment().filter(|_| unsaid).map(|open| open.head.id.to_string());
            open.and_then(|id| state.shelf.iter().find(|entry| entry.id == id.as_str()).map(|entry| entry.saved_at))
        };
        if let Some(saved_at) = saved_at {
            self.change(|state| state.keeping = Keeping::Kept(saved_at));
        }
    }

    /// Writes what is open before something else takes its place. The write is queued when this returns, so whatever
    /// reads the database afterwards reads it; what cannot be written is handed to the person as a file.
    pub(super) fn let_go(&self) {
        self.settle();
        let Some(open) = self.state().assessment().cloned() else { return };
        let is_held = is(&self.state().held, &open) || self.state().standing != Standing::Edits;
        let id = open.head.id.to_string();
        // The turn is given back when everything is written.
        let hold = self.take_hold(&id);
        let unkept = self.database().is_none() && !self.state().was_touched();
        if is_held || unkept {
            return;
        }
        // Whole, because a write of another state may be under way, and parts are told from what was held before it.
        let queued = self.database().zip(hold.as_ref()).map(|(database, hold)| whole(&database, &hold.tenure, &open));
        let (store, place) = (self.clone(), self.claims().enter());
        spawn_local(async move {
            let (written, _turn) = match queued {
                Some(queued) => (queued.await, place.await),
                None => {
                    let turn = place.await;
                    (store.write_unclaimed(&open).await, turn)
                }
            };
            drop(hold);
            match written {
                Ok(head) => {
                    store.change(|state| state.put_on_shelf(ShelfEntry::kept(head)));
                    tabs::say(Word::Wrote, &id);
                }
                Err(reason) => store.hand_over(&open, &reason.to_string()),
            }
        });
    }

    /// Says what became of a write of that state, before which the database held another.
    fn note_outcome(&self, open: &Rc<Assessment>, outcome: &Result<Head, Unwritten>, before: Option<Rc<Assessment>>) {
        let lagging = self.is_lagging();
        self.note(|state| {
            if let Ok(head) = outcome {
                state.put_on_shelf(ShelfEntry::kept(head.clone()));
            }
            // Something else may have been opened while this was written; then the outcome is not about it.
            if state.assessment().is_some_and(|now| now.head.id == open.head.id) {
                let current = !lagging && state.assessment().is_some_and(|now| Rc::ptr_eq(now, open));
                state.keeping = match outcome {
                    Ok(head) if current => Keeping::Kept(head.saved_at),
                    Ok(_) => Keeping::Pending,
                    Err(reason) => Keeping::Failed(reason.to_string()),
                };
                match outcome {
                    Ok(_) => {
                        state.set_held(Some(open.clone()));
                        state.notice.take_if(|notice| notice.is_unkept);
                    }
                    Err(_) => state.held = before,
                }
            }
        });
    }

    /// Writes what was never written and is no longer open, in its turn of the queue.
    async fn write_unclaimed(&self, open: &Rc<Assessment>) -> Result<Head, Unwritten> {
        let hold = self.first_claim(open).await?;
        let database = self.database().ok_or_else(|| Unwritten::Failed("本浏览器没有可用的存储".to_owned()))?;
        whole(&database, &hold.tenure, open).await
    }

    /// Queues what is not written yet, because the database is about to go away.
    pub(super) fn write_now(&self) {
        self.settle();
        let Some(open) = self.state().assessment().cloned() else { return };
        let is_held = is(&self.state().held, &open);
        let Some((database, tenure)) = self.database().zip(self.held_tenure(open.head.id.as_str())).filter(|_| !is_held) else {
            return;
        };
        let queued = whole(&database, &tenure, &open);
        let store = self.clone();
        spawn_local(async move {
            match queued.await {
                Ok(_) => store.change(|state| state.set_held(Some(open))),
                Err(reason) => page::log(&reason.to_string()),
            }
        });
    }

    /// Whether leaving the page now would lose something.
    fn would_lose(&self) -> bool {
        self.settle();
        let state = self.state();
        match state.keeping {
            Keeping::Pending => true,
            Keeping::Failed(_) | Keeping::Unavailable(_) | Keeping::Nothing => state.was_touched(),
            Keeping::Starting | Keeping::Idle | Keeping::Kept(_) => false,
        }
    }
}

impl State {
    /// Whether something was entered that no file is known to hold. A download does not count: nobody knows whether it was
    /// kept.
    fn was_touched(&self) -> bool {
        let in_file = self.assessment().is_some_and(|open| self.copies.keep(open));
        !in_file && self.open.as_ref().is_some_and(|history| history.undoable().is_some())
    }
}

impl Keeper {
    /// Tries again what could not be written: what stood in the way may be gone.
    fn retry(self: &Rc<Self>, store: &Store) {
        if self.refused.borrow_mut().take().is_some() {
            self.look(store);
        }
    }

    fn look(self: &Rc<Self>, store: &Store) {
        let Some(database) = store.database().filter(|_| !store.is_writing() && !store.is_busy()) else { return };
        let (open, held) = {
            let state = store.told();
            (state.assessment().filter(|_| state.standing == Standing::Edits).cloned(), state.held.clone())
        };
        let Some(open) = open else { return };
        if is(&held, &open) {
            store.know_kept();
            return;
        }
        if is(&self.refused.borrow(), &open) {
            return;
        }
        store.set_writing(true);
        store.doubt_held();
        let (keeper, store) = (self.clone(), store.clone());
        spawn_local(async move { keeper.write(&store, &database, open, held).await });
    }

    async fn write(self: Rc<Self>, store: &Store, database: &Database, open: Rc<Assessment>, held: Option<Rc<Assessment>>) {
        if store.told().keeping != Keeping::Pending {
            store.note(|state| state.keeping = Keeping::Pending);
        }
        let outcome = match ready(store, &open, held.as_ref()).await {
            Ok(Some(tenure)) => write(database, &tenure, &open, held.as_ref()).await,
            Ok(None) => {
                store.set_writing(false);
                return self.look(store);
            }
            Err(reason) => Err(reason),
        };
        store.set_writing(false);
        *self.refused.borrow_mut() = outcome.is_err().then(|| open.clone());
        let is_first = matches!(store.told().keeping, Keeping::Pending | Keeping::Kept(_));
        store.note_outcome(&open, &outcome, held);
        match outcome {
            Ok(_) => tabs::say(Word::Wrote, open.head.id.as_str()),
            Err(Unwritten::TurnLost) => store.give_up_turn(open.head.id.as_str()).await,
            Err(Unwritten::Failed(reason)) => store.tell_unwritten(&reason, is_first),
        }
        // What views were told while this was written; after a change of nothing but the status nobody else looks.
        self.look(store);
    }
}

/// The tenure to write under, once all is done that comes before a write; `None` if what is open was let go meanwhile: then the
/// latest of it is written already, and nothing may be written after it.
async fn ready(store: &Store, open: &Rc<Assessment>, before: Option<&Rc<Assessment>>) -> Result<Option<Tenure>, Unwritten> {
    let Some(tenure) = store.tenure_of(open).await? else { return Ok(None) };
    if let Some(before) = before {
        store.revise_hourly(before).await;
    }
    Ok(store.held_tenure(&tenure.id).filter(|now| *now == tenure))
}

/// Writes what differs from what the database holds, or everything if it holds nothing of it.
fn write(
    database: &Database,
    tenure: &Tenure,
    open: &Rc<Assessment>,
    held: Option<&Rc<Assessment>>,
) -> impl Future<Output = Result<Head, Unwritten>> + use<> {
    let head = tenure.head(title_of(open), clock::now());
    let parts = savefile::changed_parts(held.map(|held| &**held), open);
    let written = database.write(tenure, &head, &parts, if held.is_some() { Extent::Changed } else { Extent::Whole });
    async move { written.await.map(|()| head) }
}

/// Writes everything, whatever the database holds.
pub(super) fn whole(
    database: &Database,
    tenure: &Tenure,
    open: &Rc<Assessment>,
) -> impl Future<Output = Result<Head, Unwritten>> + use<> {
    write(database, tenure, open, None)
}

fn is(known: &Option<Rc<Assessment>>, open: &Rc<Assessment>) -> bool {
    known.as_ref().is_some_and(|known| Rc::ptr_eq(known, open))
}
