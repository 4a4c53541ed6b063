//! The assessments in this browser: the list, opening and creating.

use std::rc::Rc;

use award::assessment::{Assessment, Head as AssessmentHead};
use award::catalog::Catalog;
use award::history::History;
use award::order::Order;
use award::revision::Occasion;
use award::savefile::{self, Opened};
use award::scorecard::{self, Subject};
use wasm_bindgen_futures::spawn_local;
use yew::AttrValue;

use super::aside::entry_of;
use super::copies::Copies;
use super::revisions::Revisions;
use super::turns::{Hold, Refusal, Standing};
use super::{Award, Keeping, State, Store};
use crate::browser::database::{Claimed, Database, Head, Unopened};
use crate::browser::seal::Seal;
use crate::browser::turn::How;
use crate::browser::{clock, page, session};
use crate::route::Route;

/// The key under which the open assessment's id is remembered between visits.
pub(super) const CURRENT: &str = "current";

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
    /// Why it cannot be opened, if so; then nothing of it is changed.
    pub trouble: Option<AttrValue>,
    /// How it is sealed; `None` if it is not.
    pub seal: Option<Seal>,
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
    /// The revisions: what was kept at that moment, in milliseconds since 1970.
    Revision(f64),
    /// Nowhere: it is empty, or the bundled sample.
    Created,
}

/// How long a page waits at its start for the turn to write what was open in its tab, in milliseconds: after a reload it meets
/// the lock of the page that it was a moment ago, and that goes only with that page.
const OWN_LOCK: u32 = 2_000;

impl ShelfEntry {
    pub(super) fn kept(head: Head) -> ShelfEntry {
        let (id, title) = (head.id.into(), head.title.into());
        ShelfEntry { id, title, saved_at: head.saved_at, deleted_at: head.deleted_at, trouble: None, seal: head.seal }
    }

    pub(super) fn head(&self, deleted_at: Option<f64>) -> Head {
        Head {
            id: self.id.to_string(),
            title: self.title.to_string(),
            saved_at: self.saved_at,
            deleted_at,
            seal: self.seal.clone(),
        }
    }
}

/// The title of an assessment: the applicant's name, and which score sheet it is if it is one.
pub(super) fn title_of(assessment: &Assessment) -> String {
    let name = assessment.name();
    let name = if name.trim().is_empty() { "未命名单位" } else { name.trim() };
    match &assessment.head.sheet {
        Some(sheet) => format!("{name}（{} 年评审员评分表，{}）", assessment.head.year, sheet.examiner),
        None => name.to_owned(),
    }
}

impl State {
    /// The assessments on the shelf, the latest first; deleted ones are not among them.
    pub fn on_shelf(&self) -> Vec<ShelfEntry> {
        let mut entries = self.readable(|entry| entry.deleted_at.is_none());
        entries.order_by(|a, b| b.saved_at.total_cmp(&a.saved_at));
        entries
    }

    /// Those of the database that can be read.
    pub(super) fn readable(&self, is_meant: impl Fn(&ShelfEntry) -> bool) -> Vec<ShelfEntry> {
        self.shelf.iter().filter(|entry| entry.trouble.is_none() && is_meant(entry)).cloned().collect()
    }

    /// Whether that assessment is in the bin or gone.
    pub(super) fn is_deleted(&self, id: &str) -> bool {
        !self.shelf.iter().any(|entry| entry.id == id && entry.deleted_at.is_none())
    }

    pub(super) fn put_on_shelf(&mut self, entry: ShelfEntry) {
        self.shelf.retain(|other| other.id != entry.id);
        self.shelf.push(entry);
    }
}

impl Store {
    /// Opens the database and with it what was open at the last visit.
    pub async fn start(&self) {
        self.listen();
        let waiting = matches!(self.open_database().await, Ok(())).then(|| session::recall(CURRENT)).flatten();
        let last = waiting.filter(|id| self.state().on_shelf().iter().any(|entry| entry.id == id.as_str()));
        if let Some(id) = last.filter(|_| self.state().open.is_none()) {
            let claimed = self.claim(&id, How::Within(OWN_LOCK)).await;
            // Somebody who waited may have begun something else.
            if self.state().open.is_none() {
                self.open_claimed(&id, claimed).await;
            }
        }
        self.look_at_carried();
    }

    /// Opens the database. While an older page is in the way, and if it does not open at all, the work goes on in memory.
    pub(super) async fn open_database(&self) -> Result<(), String> {
        let (waiting, ending) = (self.clone(), self.clone());
        let blocked = move || {
            waiting.change(|state| state.keeping = Keeping::Unavailable("另一个标签页里还开着旧版本的本工具".to_owned()));
            waiting.complain("另一个标签页里还开着旧版本的本工具。请把它关掉，本页随后自动保存；已保存的内容没有改动。");
        };
        let database = match Database::open(blocked, move |ended| ending.database_ended(ended)).await {
            Ok(database) => database,
            Err(Unopened::Newer) => {
                self.look_at_newer().await;
                return Err("newer".to_owned());
            }
            Err(Unopened::Failed(reason)) => {
                self.change(|state| state.keeping = Keeping::Unavailable(reason.clone()));
                return Err(reason);
            }
        };
        self.start_contents(&database).await;
        self.start_schemes(&database).await;
        self.set_database(Some(database));
        self.read_shelf().await;
        self.change(|state| {
            if !matches!(state.keeping, Keeping::Failed(_)) {
                state.keeping = if state.open.is_some() { Keeping::Pending } else { Keeping::Idle };
            }
        });
        let store = self.clone();
        spawn_local(async move { store.sweep_alone().await });
        Ok(())
    }

    /// Reads what lies in the database, readable or not.
    pub(super) async fn read_shelf(&self) {
        let Some(database) = self.database() else { return };
        match database.found().await {
            Ok(found) => {
                self.change(|state| state.shelf = found.into_iter().map(entry_of).collect());
                self.forget_open_rehearsals();
            }
            Err(reason) => self.complain(format!("本浏览器里的申报列不出来：{reason}。数据没有改动。")),
        }
    }

    /// Opens an assessment of the shelf: to be edited, or to be read if another page edits it.
    pub async fn open(&self, id: &str) {
        if !self.has_open(id) {
            let claimed = self.claim(id, How::IfFree).await;
            self.open_claimed(id, claimed).await;
        }
    }

    async fn open_claimed(&self, id: &str, claimed: Result<(Hold, Claimed), Refusal>) {
        match claimed {
            Ok((hold, claimed)) => {
                let seal = claimed.head.as_ref().and_then(|head| head.seal.as_ref());
                if self.asks_password(id, seal) {
                    return;
                }
                match self.read_sealed(id, &claimed.parts, seal).await {
                    Ok(opened) => self.show_claimed(opened, hold, &claimed.parts).await,
                    Err(reason) => self.set_aside(id, &reason),
                }
            }
            Err(Refusal::Elsewhere) => self.follow(id).await,
            Err(Refusal::Failed(reason)) => self.complain(format!("这份申报现在打不开：{reason}。数据没有改动。")),
        }
    }

    /// Shows what this page may write. What had to be left out, or brought into the form of today, is told and kept as it was.
    async fn show_claimed(&self, opened: Opened, hold: Hold, parts: &[(String, String)]) {
        let Opened { assessment, warnings, version, changes, .. } = opened;
        let id = assessment.head.id.to_string();
        self.show(assessment, Store::origin_of(version), Some(hold));
        if version == savefile::VERSION && warnings.is_empty() {
            return;
        }
        let kept = self.revise_parts(&id, parts, Occasion::BeforeMigration, "").await;
        let mut remarks: Vec<String> = changes.into_iter().chain(warnings.iter().map(ToString::to_string)).collect();
        remarks.push(match kept {
            Ok(()) => "转换前的内容已作为一个版本保留，见“保存与版本”".to_owned(),
            Err(reason) => format!("转换前的内容没有作为版本保留：{reason}"),
        });
        self.complain_about(
            format!("这份申报由格式 {version} 转成格式 {}，有 {} 处请留意。", savefile::VERSION, remarks.len()),
            &remarks,
        );
    }

    /// Opens an assessment of the shelf and goes to the home page.
    pub fn choose(&self, id: AttrValue) {
        let store = self.clone();
        spawn_local(async move {
            store.open(&id).await;
            Route::Home.go();
        });
    }

    /// Creates an assessment with nothing entered, judged by the award in force.
    pub fn create(&self) {
        let catalog = self.state().catalog;
        self.create_by(Award(catalog));
    }

    /// Creates an assessment with nothing entered.
    pub fn create_by(&self, award: Award) {
        let (scheme, criteria) = (award.0.scheme.id.clone(), award.0.criteria.id.clone());
        let head = AssessmentHead {
            id: page::random_id().as_str().into(),
            scheme,
            criteria,
            created: clock::local(clock::now()),
            year: clock::today().year() - 1,
            application_date: None,
            sample: false,
            sheet: None,
        };
        self.show(Assessment::empty(head), Origin::Created, None);
        Route::Eligibility.go();
    }

    /// Makes an examiner's score sheet about an applicant, or opens the one that the examiner has.
    pub fn create_score_sheet(&self, catalog: &'static Catalog, subject: &Subject, examiner: &str) {
        self.settle();
        let id = page::random_id().as_str().into();
        let sheet = scorecard::sheet(catalog, id, clock::local(clock::now()), subject, examiner.trim().into());
        let title = title_of(&sheet);
        let is_open = self.state().assessment().is_some_and(|open| title_of(open) == title);
        let there = self.state().on_shelf().into_iter().find(|entry| entry.title == title.as_str());
        match there {
            _ if is_open => Route::Home.go(),
            Some(entry) => self.choose(entry.id),
            None => {
                self.show(sheet, Origin::Created, None);
                Route::Home.go();
            }
        }
    }

    /// Opens the sample; a sample that is on the shelf already is opened as it is there.
    pub fn open_sample(&self) {
        match savefile::open(SAMPLE) {
            Ok(opened) if self.state().on_shelf().iter().any(|entry| entry.id == opened.assessment.head.id.as_str()) => {
                self.choose(opened.assessment.head.id.to_string().into());
            }
            Ok(mut opened) => {
                if self.is_set_aside(opened.assessment.head.id.as_str()) {
                    opened.assessment.head.id = page::random_id().as_str().into();
                }
                self.show(opened.assessment, Origin::Created, None);
                Route::Home.go();
            }
            Err(error) => self.complain(error.to_string()),
        }
    }

    /// Puts an assessment in front of the person. One of the database without a hold is followed.
    pub(super) fn show(&self, assessment: Assessment, origin: Origin, hold: Option<Hold>) {
        let award = self.state().award_of(&assessment.head);
        let Some(award) = award else { return self.lack_scheme(&assessment.head) };
        self.let_go();
        let standing = match origin {
            Origin::Revision(at) => Standing::Looks(at),
            Origin::Database | Origin::OlderDatabase if hold.is_none() => Standing::Follows,
            _ => Standing::Edits,
        };
        self.set_hold(hold);
        let sealing = self.key_of(assessment.head.id.as_str()).map(|key| (assessment.head.id.to_string(), key));
        session::remember(CURRENT, assessment.head.id.as_str());
        page::scroll_to(None);
        let open = Rc::new(assessment);
        self.change(|state| {
            if Award(state.catalog) != award {
                state.put_in_force(award);
            }
            let saved_at = state.shelf.iter().find(|entry| entry.id == open.head.id.as_str()).map(|entry| entry.saved_at);
            state.standing = standing;
            state.set_held((origin == Origin::Database || standing != Standing::Edits).then(|| open.clone()));
            state.revisions = Revisions::default();
            state.contents.seal_with(sealing);
            state.keeping = match (&state.keeping, &state.held, saved_at) {
                (Keeping::Unavailable(_) | Keeping::Nothing, ..) => state.keeping.clone(),
                (_, Some(_), Some(saved_at)) => Keeping::Kept(saved_at),
                _ => Keeping::Pending,
            };
            state.copies = match &origin {
                Origin::File(name) => Copies::read_from(name.clone(), open.clone(), award),
                _ => Copies::default(),
            };
            state.open = Some(History::new(open));
        });
        self.set_place(None);
        if let Origin::File(_) = origin {
            self.note_file();
        }
        self.recall_copies();
    }
}
