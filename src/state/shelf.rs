//! The assessments in this browser: the list, opening, creating, deleting and taking a deletion back.

use std::rc::Rc;

use award::assessment::{Assessment, Head as AssessmentHead};
use award::history::History;
use award::order::Order;
use award::savefile::{self, Part};
use wasm_bindgen_futures::spawn_local;
use yew::AttrValue;

use super::store::Notice;
use super::{FileCopy, Keeping, State, Store};
use crate::browser::database::{Database, Extent, Head};
use crate::browser::{clock, page, session};
use crate::route::Route;

/// How long a deleted assessment can be taken back: 30 days in milliseconds.
const BIN_LIFE: f64 = 30.0 * 24.0 * 3600.0 * 1000.0;

/// The key under which the open assessment's id is remembered between visits.
const CURRENT: &str = "current";

/// The sample that 载入示例 opens.
const SAMPLE: &str = include_str!("../../samples/yunwu-tea.json");

/// An assessment on the shelf.
#[derive(Clone, Debug, PartialEq)]
pub struct ShelfEntry {
    /// Its id.
    pub id: AttrValue,
    /// The applicant's name.
    pub title: AttrValue,
    /// When it was last written, in milliseconds since 1970.
    pub saved_at: f64,
    /// When it was deleted, if it was.
    pub deleted_at: Option<f64>,
}

/// Where an assessment that is put in front of the person comes from.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Origin {
    /// The database, which holds it as it is.
    Database,
    /// The database, which holds it in a form of an earlier version: it is written anew as a whole.
    OlderDatabase,
    /// A file of that name.
    File(AttrValue),
    /// Nowhere: it is empty, or the bundled sample.
    Created,
}

/// An assessment that was open, to be opened again as it was.
struct Closed {
    history: History,
    held: Option<Rc<Assessment>>,
}

impl ShelfEntry {
    pub(super) fn kept(head: Head) -> ShelfEntry {
        ShelfEntry { id: head.id.into(), title: head.title.into(), saved_at: head.saved_at, deleted_at: head.deleted_at }
    }

    fn head(&self, deleted_at: Option<f64>) -> Head {
        Head { id: self.id.to_string(), title: self.title.to_string(), saved_at: self.saved_at, deleted_at }
    }
}

/// The title of an assessment: the applicant's name.
pub(super) fn title_of(assessment: &Assessment) -> String {
    let name = assessment.name();
    if name.trim().is_empty() { "未命名单位".to_owned() } else { name.trim().to_owned() }
}

impl State {
    /// The assessments on the shelf, the latest first; deleted ones are not among them.
    pub fn on_shelf(&self) -> Vec<ShelfEntry> {
        let mut entries: Vec<ShelfEntry> = self.shelf.iter().filter(|entry| entry.deleted_at.is_none()).cloned().collect();
        entries.order_by(|a, b| b.saved_at.total_cmp(&a.saved_at));
        entries
    }

    /// The deleted assessments, the latest first; each is gone for good 30 days after its deletion.
    pub fn in_bin(&self) -> Vec<ShelfEntry> {
        let mut entries: Vec<ShelfEntry> = self.shelf.iter().filter(|entry| entry.deleted_at.is_some()).cloned().collect();
        entries.order_by(|a, b| b.deleted_at.unwrap_or_default().total_cmp(&a.deleted_at.unwrap_or_default()));
        entries
    }

    pub(super) fn put_on_shelf(&mut self, entry: ShelfEntry) {
        self.shelf.retain(|other| other.id != entry.id);
        self.shelf.push(entry);
    }
}

impl Store {
    /// Opens the database and with it what was open at the last visit.
    pub async fn start(&self) {
        match self.open_database().await {
            Ok(()) => {
                let last =
                    session::recall(CURRENT).filter(|id| self.state().on_shelf().iter().any(|entry| entry.id == id.as_str()));
                match last {
                    Some(id) => self.open(&id).await,
                    None => self.change(|state| state.keeping = Keeping::Idle),
                }
            }
            Err(reason) => self.change(|state| state.keeping = Keeping::Unavailable(reason)),
        }
    }

    async fn open_database(&self) -> Result<(), String> {
        let waiting = self.clone();
        let opening = Database::open(move || {
            waiting.complain("另一个标签页里还开着旧版本的本工具。请把它关掉，本页随后自动继续；已保存的内容没有改动。");
        });
        let database = opening.await?;
        self.dismiss();
        let (kept, expired) = database
            .heads()
            .await?
            .into_iter()
            .partition::<Vec<Head>, _>(|head| head.deleted_at.is_none_or(|deleted_at| clock::now() - deleted_at < BIN_LIFE));
        for head in expired {
            // What cannot be removed is tried again at the next start; it must not keep the rest from being opened.
            if let Err(reason) = database.remove(&head.id).await {
                page::log(&reason);
            }
        }
        self.start_contents(&database).await;
        self.set_database(database);
        self.change(|state| state.shelf = kept.into_iter().map(ShelfEntry::kept).collect());
        let store = self.clone();
        spawn_local(async move { store.sweep_alone().await });
        Ok(())
    }

    /// Opens an assessment of the shelf.
    pub async fn open(&self, id: &str) {
        let Some(database) = self.database() else { return };
        if self.state().assessment().is_some_and(|open| open.head.id.as_str() == id) {
            return;
        }
        let read = async {
            let parts = database.parts(id).await?;
            let json = savefile::join_parts(parts.iter().map(|(path, json)| (path.as_str(), json.as_str())))?;
            savefile::open(&json).map_err(|error| error.to_string())
        };
        match read.await {
            Ok(opened) if opened.version == savefile::VERSION => self.show(opened.assessment, Origin::Database),
            Ok(opened) => self.show(opened.assessment, Origin::OlderDatabase),
            Err(reason) => {
                self.change(|state| state.keeping = if state.open.is_some() { state.keeping.clone() } else { Keeping::Idle });
                self.complain(format!("这份申报打不开：{reason}数据仍在本浏览器里，没有改动。"));
            }
        }
    }

    /// Opens an assessment of the shelf and goes to the home page.
    pub fn choose(&self, id: AttrValue) {
        let store = self.clone();
        spawn_local(async move {
            store.open(&id).await;
            Route::Home.go();
        });
    }

    /// Creates an assessment with nothing entered.
    pub fn create(&self) {
        let (scheme, criteria) = {
            let state = self.state();
            (state.catalog.scheme.id.clone(), state.catalog.criteria.id.clone())
        };
        let head = AssessmentHead {
            id: page::random_id().as_str().into(),
            scheme,
            criteria,
            created: clock::local(clock::now()),
            year: clock::today().year() - 1,
            application_date: None,
            sample: false,
        };
        self.show(Assessment::empty(head), Origin::Created);
        Route::Eligibility.go();
    }

    /// Opens the sample; a sample that is on the shelf already is opened as it is there.
    pub fn open_sample(&self) {
        match savefile::open(SAMPLE) {
            Ok(opened) if self.state().on_shelf().iter().any(|entry| entry.id == opened.assessment.head.id.as_str()) => {
                self.choose(opened.assessment.head.id.to_string().into());
            }
            Ok(opened) => {
                self.show(opened.assessment, Origin::Created);
                Route::Home.go();
            }
            Err(error) => self.complain(error.to_string()),
        }
    }

    /// Puts an assessment in front of the person.
    pub(super) fn show(&self, assessment: Assessment, origin: Origin) {
        self.let_go();
        session::remember(CURRENT, assessment.head.id.as_str());
        page::scroll_to(None);
        let open = Rc::new(assessment);
        self.change(|state| {
            let saved_at = state.shelf.iter().find(|entry| entry.id == open.head.id.as_str()).map(|entry| entry.saved_at);
            state.held = (origin == Origin::Database).then(|| open.clone());
            state.keeping = match (&state.keeping, &state.held, saved_at) {
                (Keeping::Unavailable(reason), ..) => Keeping::Unavailable(reason.clone()),
                (_, Some(_), Some(saved_at)) => Keeping::Kept(saved_at),
                _ => Keeping::Pending,
            };
            state.file = match origin {
                Origin::File(name) => FileCopy::Read { name, state: open.clone() },
                Origin::Database | Origin::OlderDatabase | Origin::Created => FileCopy::None,
            };
            state.open = Some(History::new(open));
        });
    }

    /// Moves an assessment to the bin, with what was last entered; the message offers to take that back.
    pub fn delete(&self, entry: &ShelfEntry) {
        let (store, entry) = (self.clone(), entry.clone());
        let closed = self.close(&entry.id);
        spawn_local(async move {
            let whole = closed.as_ref().map(|closed| savefile::changed_parts(None, closed.history.present()));
            let outcome = match &whole {
                Some(parts) => store.mark(&entry, Some(clock::now()), parts, Extent::Whole).await,
                None => store.mark(&entry, Some(clock::now()), &[], Extent::Changed).await,
            };
            match outcome {
                Ok(()) => store.change(|state| {
                    let text = format!("已删除“{}”，30 天内可以恢复", entry.title).into();
                    let restore = Some(entry.id.to_string());
                    state.notice = Some(Notice { text, restore, at: clock::now(), ..Notice::default() });
                }),
                Err(reason) => {
                    store.reopen(closed);
                    store.complain(format!("没有删除：{reason}"));
                }
            }
        });
    }

    /// Takes an assessment away from the person, if it is the one that is open, so that nothing writes it any more.
    fn close(&self, id: &str) -> Option<Closed> {
        self.settle();
        let is_open = self.state().assessment().is_some_and(|open| open.head.id.as_str() == id);
        let mut closed = None;
        if is_open {
            session::forget(CURRENT);
            self.change(|state| {
                let held = state.held.take();
                closed = state.open.take().map(|history| Closed { history, held });
                state.keeping = Keeping::Idle;
            });
        }
        closed
    }

    fn reopen(&self, closed: Option<Closed>) {
        if let Some(Closed { history, held }) = closed.filter(|_| self.state().open.is_none()) {
            session::remember(CURRENT, history.present().head.id.as_str());
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
            match store.mark(&entry, None, &[], Extent::Changed).await {
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
            let removed = match store.database() {
                Some(database) => database.remove(&entry.id).await,
                None => Err("本浏览器没有可用的存储".to_owned()),
            };
            match removed {
                Ok(()) => store.change(|state| {
                    state.shelf.retain(|other| other.id != entry.id);
                    let text = format!("已彻底删除“{}”，本浏览器里不再有它的内容", entry.title).into();
                    state.notice = Some(Notice { text, at: clock::now(), ..Notice::default() });
                }),
                Err(reason) => store.complain(format!("没有删除：{reason}")),
            }
            store.sweep(contents).await;
        });
    }

    async fn mark(&self, entry: &ShelfEntry, deleted_at: Option<f64>, parts: &[Part], extent: Extent) -> Result<(), String> {
        let database = self.database().ok_or("本浏览器没有可用的存储")?;
        database.write(&entry.head(deleted_at), parts, extent).await?;
        self.change(|state| state.put_on_shelf(ShelfEntry { deleted_at, ..entry.clone() }));
        Ok(())
    }
}
