//! Reading many files at once: a pool of readers, progress, and a way to stop.

use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::rc::Rc;

use award::scorecard::Scorecard;
use futures_channel::oneshot;
use wasm_bindgen_futures::spawn_local;
use yew::AttrValue;

use super::incoming::{Brought, bring, bring_all, is_called_json};
use super::room::Told;
use crate::browser::files::File;
use crate::browser::{clock, page};
use crate::state::Store;

/// How many readers there are. One after another, the page would wait for the disk more than twice as long.
const READERS: usize = 12;

/// How many files that are called JSON a reader reads at a time; the page answers between two such runs.
const AT_ONCE: usize = 12;

/// How often progress is told, in milliseconds.
const TOLD_EVERY: f64 = 250.0;

/// Files that are being read.
#[derive(Clone, Debug)]
pub struct Loading {
    /// How many are read.
    pub done: usize,
    /// How many there are.
    pub of: usize,
    is_cancelled: Rc<Cell<bool>>,
}

impl PartialEq for Loading {
    fn eq(&self, other: &Self) -> bool {
        (self.done, self.of) == (other.done, other.of)
    }
}

/// What the readers share.
struct Pool {
    store: Store,
    files: Vec<File>,
    names: Rc<[AttrValue]>,
    next: Cell<usize>,
    done: Cell<usize>,
    told_at: Cell<f64>,
    found: RefCell<Vec<Option<Result<Brought, String>>>>,
    is_cancelled: Rc<Cell<bool>>,
    readers: Cell<usize>,
    ended: RefCell<Option<oneshot::Sender<()>>>,
}

impl Store {
    /// Opens files of score cards, save files and packages beside the cards that are here. The own application is not touched.
    pub fn gather(&self, files: Vec<File>) {
        if files.is_empty() || self.state().workshop.loading.is_some() {
            return;
        }
        let store = self.clone();
        spawn_local(async move { store.gather_now(files).await });
    }

    /// Stops reading; nothing of these files is taken.
    pub fn stop_gathering(&self) {
        if let Some(loading) = &self.state().workshop.loading {
            loading.is_cancelled.set(true);
        }
    }

    async fn gather_now(&self, files: Vec<File>) {
        page::mark("qak-gather start");
        let count = files.len();
        let is_cancelled = Rc::new(Cell::new(false));
        let loading = Loading { done: 0, of: count, is_cancelled: is_cancelled.clone() };
        self.on_desk(|desk| desk.loading = Some(loading));
        let names: Rc<[AttrValue]> = files.iter().map(|file| file.name().into()).collect();
        let found = self.read_all(files, names.clone(), is_cancelled.clone()).await;
        self.on_desk(|desk| desk.loading = None);
        if is_cancelled.get() {
            self.say("已取消，没有加入成绩单。");
            return;
        }
        let (brought, told) = sorted(names.iter().cloned().zip(found.into_iter().flatten()));
        self.take_cards(brought, told);
        page::mark("qak-gather end");
    }

    /// Reads every file, in any order; the results stand in the order of the files.
    async fn read_all(
        &self,
        files: Vec<File>,
        names: Rc<[AttrValue]>,
        is_cancelled: Rc<Cell<bool>>,
    ) -> Vec<Option<Result<Brought, String>>> {
        let (sender, ended) = oneshot::channel();
        let readers = READERS.min(files.len());
        let pool = Rc::new(Pool {
            store: self.clone(),
            found: RefCell::new(files.iter().map(|_| None).collect()),
            files,
            names,
            next: Cell::new(0),
            done: Cell::new(0),
            told_at: Cell::new(clock::now()),
            is_cancelled,
            readers: Cell::new(readers),
            ended: RefCell::new(Some(sender)),
        });
        for _ in 0..readers {
            let pool = pool.clone();
            spawn_local(async move { pool.read().await });
        }
        if ended.await.is_err() {
            page::log("the readers are gone");
        }
        pool.found.take()
    }
}

impl Pool {
    /// Reads files as long as there are some that nobody reads.
    async fn read(&self) {
        let mut bytes = Vec::new();
        while let Some(run) = self.take_next() {
            let files = &self.files[run.clone()];
            let brought = match is_called_json(&self.names[run.start]) {
                true => bring_all(&self.store, files, &mut bytes).await,
                false => vec![bring(&self.store, &files[0]).await],
            };
            self.done.set(self.done.get() + brought.len());
            for (at, brought) in run.zip(brought) {
                self.found.borrow_mut()[at] = Some(brought);
            }
            self.tell();
        }
        self.readers.set(self.readers.get() - 1);
        let last = (self.readers.get() == 0).then(|| self.ended.borrow_mut().take()).flatten();
        if let Some(Err(())) = last.map(|ended| ended.send(())) {
            page::log("nobody waits for the readers");
        }
    }

    /// The next files to read: some that are called JSON, or a single other one, which may be large.
    fn take_next(&self) -> Option<Range<usize>> {
        let at = self.next.get();
        if at >= self.files.len() || self.is_cancelled.get() {
            return None;
        }
        let called_json = self.names[at..].iter().take(AT_ONCE).take_while(|name| is_called_json(name)).count();
        let end = at + called_json.max(1);
        self.next.set(end);
        Some(at..end)
    }

    fn tell(&self) {
        let now = clock::now();
        if now - self.told_at.get() >= TOLD_EVERY {
            self.told_at.set(now);
            let done = self.done.get();
            self.store.on_desk(|desk| {
                if let Some(loading) = &mut desk.loading {
                    loading.done = done;
                }
            });
        }
    }
}

/// What files brought, and what is to be said about them.
fn sorted(found: impl Iterator<Item = (AttrValue, Result<Brought, String>)>) -> (Vec<(AttrValue, Vec<Scorecard>)>, Vec<Told>) {
    let (mut brought, mut told) = (Vec::new(), Vec::new());
    for (file, result) in found {
        match result {
            Ok(Brought { cards, remarks }) => {
                let say = |text| Told { file: file.clone(), text, is_refused: false };
                told.extend(remarks.into_iter().map(say));
                brought.push((file, cards));
            }
            Err(text) => told.push(Told { file, text, is_refused: true }),
        }
    }
    (brought, told)
}
