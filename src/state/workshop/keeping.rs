//! Keeps the desk in the browser's database: each session under its kind, soon after it changed.
//!
//! A session is written as the file that it would be saved to. A ballot that is being held is in none of them. A record is
//! replaced in place, so that of a review only its latest state is there.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use super::Workshop;
use super::content::{Content, Kind, read};
use crate::browser::database::{Desk, Record};
use crate::browser::timer::Timeout;
use crate::browser::{clock, files, page};
use crate::state::Store;

/// How long after a change the desk is written, in milliseconds.
const LAG: u32 = 400;

/// How many cards at most are kept in the browser. The text of more is so large that writing it would be felt; the files that
/// they came in are still there, and all of them can be saved as one.
pub const MOST_KEPT: usize = 2_000;

/// Whether this browser holds what is on the desk.
#[derive(Clone, Debug, PartialEq)]
pub enum DeskKeeping {
    /// Something changed that is not written yet.
    Pending,
    /// Everything is on the disk.
    Kept,
    /// The last write failed: the reason.
    Failed(String),
    /// This page keeps nothing, because somebody wanted it so.
    Nothing,
}

/// A record that cannot be read. It stays as it is until somebody discards it.
#[derive(Clone, Debug, PartialEq)]
pub struct Unreadable {
    /// The kind of session.
    pub kind: Kind,
    /// Why.
    pub reason: String,
    /// What it holds.
    pub text: Rc<str>,
}

/// What the database is known to hold.
#[derive(Default)]
pub struct Keeper {
    desk: RefCell<Option<Desk>>,
    /// Whether what lay there was read, so that it may be written.
    started: Cell<bool>,
    /// When the record of a kind was written, and of what.
    known: RefCell<BTreeMap<Kind, (Option<f64>, Content)>>,
    waiting: RefCell<Option<Timeout>>,
    writing: Cell<bool>,
}

impl Store {
    /// Puts on the desk what lay there at the last visit.
    pub async fn start_desk(&self) {
        let found = match Desk::find().await {
            Ok(found) => found,
            Err(reason) => return self.change(|state| state.workshop.keeping = DeskKeeping::Failed(reason)),
        };
        if let Some(desk) = &found {
            for kind in Kind::ALL {
                self.lay_out(desk, kind).await;
            }
        }
        let keeper = self.desk_keeper();
        *keeper.desk.borrow_mut() = found;
        keeper.started.set(true);
        self.keep_desk();
    }

    /// Clears the desk and keeps nothing of it from then on. What lies in the browser stays; whether nothing does.
    pub(in crate::state) fn leave_desk(&self) -> bool {
        let keeper = self.desk_keeper();
        keeper.started.set(false);
        keeper.waiting.borrow_mut().take();
        if let Some(desk) = keeper.desk.borrow_mut().take() {
            desk.close();
        }
        let is_empty = self.state().workshop.is_bare() && self.state().workshop.unreadable.is_empty();
        self.change(|state| state.workshop = Workshop { keeping: DeskKeeping::Nothing, ..Workshop::new(state.catalog) });
        is_empty
    }

    async fn lay_out(&self, desk: &Desk, kind: Kind) {
        let record = match desk.read(kind.key()).await {
            Ok(Some(record)) => record,
            Ok(None) => return,
            Err(reason) => return self.change(|state| state.workshop.keeping = DeskKeeping::Failed(reason)),
        };
        let read = read(&self.state(), kind, &record.text);
        match read {
            Ok(content) => self.change(|state| content.lay_on(&mut state.workshop)),
            Err(reason) => {
                let unreadable = Unreadable { kind, reason, text: record.text.into() };
                self.change(|state| state.workshop.unreadable.push(unreadable));
            }
        }
        let content = Content::of(&self.state().workshop, kind);
        self.desk_keeper().known.borrow_mut().insert(kind, (Some(record.at), content));
    }

    /// Writes soon what changed on the desk.
    pub(super) fn keep_desk(&self) {
        let keeper = self.desk_keeper();
        if !keeper.started.get() || keeper.writing.get() || keeper.changed(&self.state().workshop).is_none() {
            return;
        }
        if self.state().workshop.keeping == DeskKeeping::Kept {
            self.change(|state| state.workshop.keeping = DeskKeeping::Pending);
        }
        let store = self.clone();
        let timeout = Timeout::new(LAG, move || spawn_local(async move { store.write_desk().await }));
        *keeper.waiting.borrow_mut() = Some(timeout);
    }

    async fn write_desk(&self) {
        let keeper = self.desk_keeper();
        if !keeper.started.get() {
            return;
        }
        keeper.writing.set(true);
        let outcome = self.write_changes().await;
        keeper.writing.set(false);
        if !keeper.started.get() {
            return;
        }
        self.change(|state| {
            state.workshop.keeping = match outcome {
                Ok(()) => DeskKeeping::Kept,
                Err(reason) => DeskKeeping::Failed(reason),
            };
        });
    }

    async fn write_changes(&self) -> Result<(), String> {
        let keeper = self.desk_keeper();
        let known = keeper.desk.borrow().clone();
        let desk = match known {
            Some(desk) => desk,
            None => Desk::open().await?,
        };
        *keeper.desk.borrow_mut() = Some(desk.clone());
        loop {
            let next = keeper.changed(&self.state().workshop);
            let Some((kind, content)) = next else { return Ok(()) };
            self.write_kind(&desk, kind, content).await?;
        }
    }

    async fn write_kind(&self, desk: &Desk, kind: Kind, content: Content) -> Result<(), String> {
        let keeper = self.desk_keeper();
        let known = keeper.known.borrow().get(&kind).and_then(|(at, _)| *at);
        let at = clock::now();
        let record = content.text(self.state().catalog).map(|text| Record { at, text });
        let next = record.as_ref().map(|record| record.at);
        if !desk.write(kind.key(), known, record).await? {
            return Err(format!("另一个标签页也在改“{}”，这里的没有存进浏览器，请存成文件", kind.name()));
        }
        keeper.known.borrow_mut().insert(kind, (next, content));
        Ok(())
    }

    /// Hands a record that cannot be read to the browser as it is.
    pub fn export_unreadable(&self, unreadable: &Unreadable) {
        let name = format!("打不开的{}-{}.json", unreadable.kind.name(), clock::today().strftime("%Y%m%d"));
        match files::download(&name, "application/json", unreadable.text.as_bytes()) {
            Ok(()) => self.say(format!("已交给浏览器下载：{name}")),
            Err(reason) => self.complain(format!("没有生成文件：{reason}。浏览器里的内容没有改动。")),
        }
    }

    /// Gives a record up that cannot be read; from then on it is written again.
    pub fn discard_unreadable(&self, kind: Kind) {
        self.on_desk(|desk| desk.unreadable.retain(|other| other.kind != kind));
    }

    /// Asks before the page is left while the desk holds what this browser does not.
    pub fn guard_desk(&self) {
        let store = self.clone();
        page::on_leave(move || {
            let state = store.state();
            let desk = &state.workshop;
            (desk.keeping != DeskKeeping::Kept && !desk.is_bare()) || desk.ballot.is_some()
        })
        .forget();
    }
}

impl Workshop {
    /// Whether nothing lies on the desk that is to be kept.
    pub fn is_bare(&self) -> bool {
        Kind::ALL.into_iter().all(|kind| Content::of(self, kind) == Content::Nothing)
    }
}

impl Keeper {
    /// A kind that differs from what the database holds. What cannot be read there is not overwritten.
    fn changed(&self, desk: &Workshop) -> Option<(Kind, Content)> {
        let known = self.known.borrow();
        let writable = Kind::ALL.into_iter().filter(|kind| desk.unreadable.iter().all(|other| other.kind != *kind));
        let mut contents = writable.map(|kind| (kind, Content::of(desk, kind)));
        contents.find(|(kind, content)| match known.get(kind) {
            Some((at, known)) => known != content || (at.is_some() && *content == Content::Nothing),
            None => *content != Content::Nothing,
        })
    }
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;
    use crate::testing::wait_for;

    async fn started() -> Store {
        let store = Store::new(Box::leak(Box::new(schemes::xinyang())));
        store.start_desk().await;
        store
    }

    async fn kept(store: &Store) {
        wait_for("the desk is kept", || store.state().workshop.keeping == DeskKeeping::Kept).await;
    }

    #[wasm_bindgen_test]
    async fn the_desk_is_as_it_was_and_no_page_overwrites_another() {
        let first = started().await;
        first.clear_room();
        first.open_sample_room();
        kept(&first).await;
        let second = started().await;
        assert_eq!(second.state().workshop.room.gathering, first.state().workshop.room.gathering);
        second.clear_room();
        kept(&second).await;
        let id = first.state().workshop.room.card(0).id.clone();
        first.remove_card(&id);
        let failed = || matches!(first.state().workshop.keeping, DeskKeeping::Failed(_));
        wait_for("the other page is noticed", failed).await;
        assert_eq!(started().await.state().workshop.room.len(), 0, "what the other page wrote stays");
        assert_eq!(first.state().workshop.room.len(), 39, "what is here stays here");
    }
}
