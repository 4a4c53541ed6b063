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
use crate::browser::database::{Desk, Ended, Record};
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
    /// Something of the desk is not written: what, and why.
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
        let found = match Desk::find(self.on_end()).await {
            Ok(found) => found,
            Err(reason) => return self.desk_failed(reason),
        };
        if let Some(desk) = &found {
            for kind in Kind::ALL {
                self.lay_out(desk, kind).await;
            }
        }
        let keeper = self.desk_keeper();
        *keeper.desk.borrow_mut() = found;
        keeper.started.set(true);
        self.forget_open_rehearsals();
        self.keep_desk();
    }

    /// Clears the desk and keeps nothing of it from then on. What lies in the browser stays; whether nothing does.
    pub(in crate::state) fn leave_desk(&self) -> bool {
        self.stop_desk();
        let is_empty = self.state().workshop.is_bare() && self.state().workshop.unreadable.is_empty();
        self.change(|state| state.workshop = Workshop { keeping: DeskKeeping::Nothing, ..Workshop::new(state.catalog) });
        is_empty
    }

    /// Keeps nothing of the desk from then on, because another page has removed all that lay in this browser. What is on the
    /// desk stays on it.
    pub(in crate::state) fn desk_was_wiped(&self) {
        if !self.desk_keeper().started.get() {
            return;
        }
        self.stop_desk();
        self.desk_failed("本机数据已在另一个标签页里清除，本页不再保存".to_owned());
    }

    fn stop_desk(&self) {
        let keeper = self.desk_keeper();
        keeper.started.set(false);
        keeper.waiting.borrow_mut().take();
        if let Some(desk) = keeper.desk.borrow_mut().take() {
            desk.close();
        }
    }

    /// What is done when the database goes away: one that the browser closed is opened anew for the next write.
    fn on_end(&self) -> impl Fn(Ended) + Clone + use<> {
        let store = self.clone();
        move |ended| match ended {
            Ended::MadeWay => store.desk_was_wiped(),
            Ended::Closed => {
                store.desk_keeper().desk.borrow_mut().take();
                if !store.state().workshop.is_bare() {
                    store.write_desk_soon();
                }
            }
        }
    }

    fn desk_failed(&self, reason: String) {
        self.change(|state| state.workshop.keeping = DeskKeeping::Failed(reason));
    }

    async fn lay_out(&self, desk: &Desk, kind: Kind) {
        let record = match desk.read(kind.key()).await {
            Ok(Some(record)) => record,
            Ok(None) => return,
            Err(reason) => return self.desk_failed(reason),
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
        if !keeper.started.get() || keeper.writing.get() || keeper.changed(&self.state().workshop, &[]).is_none() {
            return;
        }
        if self.state().workshop.keeping == DeskKeeping::Kept {
            self.change(|state| state.workshop.keeping = DeskKeeping::Pending);
        }
        self.write_desk_soon();
    }

    fn write_desk_soon(&self) {
        let store = self.clone();
        let timeout = Timeout::new(LAG, move || spawn_local(async move { store.write_desk().await }));
        *self.desk_keeper().waiting.borrow_mut() = Some(timeout);
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
        let desk = self.open_desk().await?;
        // What cannot be written of one kind keeps no other from being written.
        let (mut failed, mut reasons) = (Vec::new(), Vec::new());
        loop {
            let next = self.desk_keeper().changed(&self.state().workshop, &failed);
            let Some((kind, content)) = next else { break };
            if let Err(reason) = self.write_kind(&desk, kind, content).await {
                failed.push(kind);
                reasons.push(format!("{}（{reason}）", kind.name()));
            }
        }
        if reasons.is_empty() { Ok(()) } else { Err(reasons.join("；")) }
    }

    async fn open_desk(&self) -> Result<Desk, String> {
        let keeper = self.desk_keeper();
        let open = keeper.desk.borrow().clone();
        if let Some(desk) = open {
            return Ok(desk);
        }
        let desk = Desk::open(self.on_end()).await?;
        // The browser may have cleared what was known to lie there.
        let known: Vec<Kind> = keeper.known.borrow().keys().copied().collect();
        for kind in known {
            if desk.read(kind.key()).await?.is_none() {
                keeper.known.borrow_mut().remove(&kind);
            }
        }
        *keeper.desk.borrow_mut() = Some(desk.clone());
        Ok(desk)
    }

    async fn write_kind(&self, desk: &Desk, kind: Kind, content: Content) -> Result<(), String> {
        let keeper = self.desk_keeper();
        let known = keeper.known.borrow().get(&kind).and_then(|(at, _)| *at);
        let at = clock::now();
        let record = content.text(self.state().catalog).map(|text| Record { at, text });
        let next = record.as_ref().map(|record| record.at);
        if !desk.write(kind.key(), known, record).await? {
            return Err("另一个标签页里也改了，请把这里的存成文件".to_owned());
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
            (desk.keeping != DeskKeeping::Kept && !desk.is_bare()) || desk.ballot.is_some() || !desk.sealed_rehearsals.is_empty()
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
    /// A kind that differs from what the database holds, none of `failed`. What cannot be read there is not overwritten.
    fn changed(&self, desk: &Workshop, failed: &[Kind]) -> Option<(Kind, Content)> {
        let known = self.known.borrow();
        let is_readable = |kind: &Kind| desk.unreadable.iter().all(|other| other.kind != *kind);
        let writable = Kind::ALL.into_iter().filter(|kind| is_readable(kind) && !failed.contains(kind));
        let mut contents = writable.map(|kind| (kind, Content::of(desk, kind)));
        contents.find(|(kind, content)| match known.get(kind) {
            Some((at, known)) => known != content || (at.is_some() && *content == Content::Nothing),
            None => *content != Content::Nothing,
        })
    }
}

#[cfg(test)]
mod tests {
    use award::ApplicantId;
    use award::points::Percent;
    use award::review::{Rehearsal, Stage};
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;
    use crate::testing::{wait_for, wait_until};

    async fn started() -> Store {
        let store = Store::new(Box::leak(Box::new(schemes::xinyang())));
        store.start_desk().await;
        store
    }

    fn rehearsal() -> Rehearsal {
        Rehearsal::default().scored(Stage::Site, &"4.1.2".into(), Percent::new(50))
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
        first.on_desk(|desk| desk.keep_rehearsal("甲".into(), rehearsal()));
        let is_there = async || started().await.state().workshop.rehearsals.contains_key(&ApplicantId::from("甲"));
        wait_until("the other kind is kept", is_there).await;
    }

    #[wasm_bindgen_test]
    async fn a_desk_that_the_browser_cleared_is_written_anew_and_one_that_a_page_removed_is_not() {
        let store = started().await;
        store.on_desk(|desk| desk.keep_rehearsal("乙".into(), rehearsal()));
        kept(&store).await;
        let beside = Desk::open(|_| ()).await.expect("a database");
        let there = beside.read("rehearsals").await.expect("it is read").expect("it is there");
        assert_eq!(beside.write("rehearsals", Some(there.at), None).await, Ok(true));
        store.on_end()(Ended::Closed);
        let is_there = async || beside.read("rehearsals").await.expect("it is read").is_some();
        wait_until("the desk is written anew", is_there).await;
        beside.close();
        Desk::erase().await.expect("it is removed");
        let stopped = || matches!(store.state().workshop.keeping, DeskKeeping::Failed(_));
        wait_for("the removal to be noticed", stopped).await;
        store.on_desk(|desk| desk.keep_rehearsal("丁".into(), rehearsal()));
        assert_eq!(Desk::find(|_| ()).await, Ok(None), "nothing is written back");
    }
}
