//! The bin: deleting assessments, taking a deletion back, and what is gone for good.

use std::rc::Rc;

use award::assessment::Assessment;
use award::history::History;
use award::savefile::{self, Part};
use wasm_bindgen_futures::spawn_local;

use super::shelf::{CURRENT, ShelfEntry};
use super::store::{Notice, Restore};
use super::turns::Hold;
use super::{Keeping, State, Store};
use crate::browser::database::{Extent, Tenure};
use crate::browser::tabs::{self, Word};
use crate::browser::turn::How;
use crate::browser::{clock, page, session};

/// How long a deleted assessment can be taken back: 30 days in milliseconds.
const BIN_LIFE: f64 = 30.0 * 24.0 * 3600.0 * 1000.0;

/// An assessment that was open, to be opened again as it was.
struct Closed {
    history: History,
    held: Option<Rc<Assessment>>,
    hold: Option<Hold>,
}

impl State {
    /// The deleted assessments, the latest first; each is gone for good 30 days after its deletion.
    pub fn in_bin(&self) -> Vec<ShelfEntry> {
        let mut entries = self.readable(|entry| entry.deleted_at.is_some());
        entries.sort_by(|a, b| b.deleted_at.unwrap_or_default().total_cmp(&a.deleted_at.unwrap_or_default()));
        entries
    }
}

impl Store {
    /// Removes what has been in the bin for too long. What cannot be removed is tried again at the next start.
    pub async fn forget_expired(&self) {
        let expired = |entry: &ShelfEntry| entry.deleted_at.is_some_and(|deleted_at| clock::now() - deleted_at >= BIN_LIFE);
        let in_bin = self.state().in_bin();
        for entry in in_bin.into_iter().filter(expired) {
            if let Err(reason) = self.remove(&entry.id).await {
                page::log(&reason);
            }
        }
    }

    async fn remove(&self, id: &str) -> Result<(), String> {
        let database = self.database().ok_or("本浏览器没有可用的存储")?;
        let (hold, _) = self.claim(id, How::IfFree).await.map_err(|reason| reason.to_string())?;
        database.remove(&hold.tenure).await.map_err(|reason| reason.to_string())?;
        self.change(|state| state.shelf.retain(|other| other.id != id));
        self.forget_rehearsal(id);
        tabs::say(Word::Wrote, id);
        Ok(())
    }

    /// Moves an assessment to the bin, with what was last entered; the message offers to take that back.
    pub fn delete(&self, entry: &ShelfEntry) {
        let (store, entry) = (self.clone(), entry.clone());
        let closed = self.close(&entry.id);
        spawn_local(async move {
            let outcome = match &closed {
                Some(closed) => store.delete_closed(&entry, closed).await,
                None => store.mark(&entry, Some(clock::now())).await,
            };
            match outcome {
                Ok(()) => store.change(|state| {
                    let text = format!("已删除“{}”，30 天内可以恢复", entry.title).into();
                    let restore = Some(Restore::Assessment(entry.id.to_string()));
                    state.notice = Some(Notice { text, restore, at: clock::now(), ..Notice::default() });
                }),
                Err(reason) => {
                    store.reopen(closed);
                    store.complain(format!("没有删除：{reason}"));
                }
            }
        });
    }

    /// Moves what was open to the bin as a whole, with what was last entered.
    async fn delete_closed(&self, entry: &ShelfEntry, closed: &Closed) -> Result<(), String> {
        let parts = savefile::changed_parts(None, closed.history.present());
        match &closed.hold {
            Some(hold) => self.mark_under(&hold.tenure, entry, Some(clock::now()), &parts, Extent::Whole).await,
            None => self.mark(entry, Some(clock::now())).await,
        }
    }

    /// Takes an assessment away from the person, if it is the one that is open, so that nothing writes it any more.
    fn close(&self, id: &str) -> Option<Closed> {
        self.settle();
        let is_open = self.has_open(id);
        let mut closed = None;
        if is_open {
            session::forget(CURRENT);
            self.change(|state| {
                let held = state.held.take();
                closed = state.open.take().map(|history| Closed { history, held, hold: self.take_hold(id) });
                state.keeping = Keeping::Idle;
            });
        }
        closed
    }

    fn reopen(&self, closed: Option<Closed>) {
        if let Some(Closed { history, held, hold }) = closed.filter(|_| self.state().open.is_none()) {
            session::remember(CURRENT, history.present().head.id.as_str());
            self.set_hold(hold);
            self.change(|state| {
                state.open = Some(history);
                state.held = held;
                state.keeping = Keeping::Pending;
            });
        }
    }

    /// Takes a deletion back and opens the assessment.
    pub fn restore(&self, id: &str) {
        let entry = self.state().shelf.iter().find(|entry| entry.id == id).cloned();
        let (store, Some(entry)) = (self.clone(), entry) else { return };
        spawn_local(async move {
            match store.mark(&entry, None).await {
                Ok(()) => {
                    store.say(format!("已恢复“{}”", entry.title));
                    store.choose(entry.id);
                }
                Err(reason) => store.complain(format!("没有恢复：{reason}")),
            }
        });
    }

    /// Removes a deleted assessment for good.
    pub fn purge(&self, entry: &ShelfEntry) {
        let (store, entry) = (self.clone(), entry.clone());
        spawn_local(async move {
            let contents = store.contents_in(&entry.id).await;
            match store.remove(&entry.id).await {
                Ok(()) => store.change(|state| {
                    let text = format!("已彻底删除“{}”，本浏览器里不再有它的内容", entry.title).into();
                    state.notice = Some(Notice { text, at: clock::now(), ..Notice::default() });
                }),
                Err(reason) => store.complain(format!("没有删除：{reason}")),
            }
            store.sweep(contents).await;
        });
    }

    /// Marks an assessment that is not open as deleted or not.
    async fn mark(&self, entry: &ShelfEntry, deleted_at: Option<f64>) -> Result<(), String> {
        let (hold, _) = self.claim(&entry.id, How::IfFree).await.map_err(|reason| reason.to_string())?;
        self.mark_under(&hold.tenure, entry, deleted_at, &[], Extent::Changed).await
    }

    async fn mark_under(
        &self,
        tenure: &Tenure,
        entry: &ShelfEntry,
        deleted_at: Option<f64>,
        parts: &[Part],
        extent: Extent,
    ) -> Result<(), String> {
        let database = self.database().ok_or("本浏览器没有可用的存储")?;
        let written = database.write(tenure, &entry.head(deleted_at), parts, extent).await;
        written.map_err(|reason| reason.to_string())?;
        self.change(|state| state.put_on_shelf(ShelfEntry { deleted_at, ..entry.clone() }));
        tabs::say(Word::Wrote, &entry.id);
        Ok(())
    }
}
