//! Assessments from and to files.

use std::cell::Cell;
use std::collections::HashMap;
use std::rc::Rc;

use award::assessment::Assessment;
use award::catalog::Catalog;
use award::evidence::{ContentHash, FileFacts};
use award::revision::Occasion;
use award::savefile::{self, Opened};
use dossier::package;
use wasm_bindgen_futures::spawn_local;
use yew::AttrValue;

use super::Store;
use super::contents::Whereabouts;
use super::copies::Copies;
use super::reading::{PACKAGE_START, PackageFile, read_package};
use super::shelf::{Origin, title_of};
use super::turns::Standing;
use crate::browser::digest::Stop;
use crate::browser::files::{Blob, File};
use crate::browser::{files, page};
use crate::route::Route;

/// The greatest size of a save file, which is read into memory, in bytes.
const LARGEST: f64 = 400.0 * 1024.0 * 1024.0;

/// A package that is being read and compared with its list.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The name of the file.
    pub file: AttrValue,
    /// How many bytes are read.
    pub bytes: u64,
    /// How many bytes there are; 0 while that is not known.
    pub of_bytes: u64,
    cancelled: Rc<Cell<bool>>,
}

impl PartialEq for Reading {
    fn eq(&self, other: &Self) -> bool {
        (self.bytes, self.of_bytes, &self.file) == (other.bytes, other.of_bytes, &other.file)
    }
}

/// A file whose assessment is in this browser already, in another state.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// The name of the file.
    pub file: AttrValue,
    /// What the file holds.
    pub incoming: Rc<Assessment>,
    /// When the assessment in this browser was last written, in milliseconds since 1970.
    pub saved_at: f64,
    /// When the file was last changed, in milliseconds since 1970.
    pub modified_at: f64,
    /// What is worth knowing about the file.
    remarks: Vec<String>,
    /// The contents of evidence in the file.
    contents: Vec<(ContentHash, Blob)>,
    /// How many files were compared with the list of the package.
    compared: usize,
}

impl Store {
    /// Opens an assessment from a file: a save file or a package.
    pub fn import(&self, file: File) {
        if self.state().reading.is_some() {
            return;
        }
        let store = self.clone();
        spawn_local(async move {
            let name: AttrValue = file.name().into();
            let read = store.read(&file).await;
            store.change(|state| state.reading = None);
            match read {
                Ok(received) => store.receive(name, file.last_modified(), received).await,
                Err(Stop::Cancelled) => store.say(format!("已取消，没有打开“{name}”。")),
                Err(Stop::Failed(reason)) => store.complain(format!("没有打开“{name}”：{reason}")),
            }
        });
    }

    /// Stops reading a package.
    pub fn stop_reading(&self) {
        if let Some(reading) = &self.state().reading {
            reading.cancelled.set(true);
        }
    }

    async fn read(&self, file: &File) -> Result<Received, Stop> {
        if files::bytes_of(file, 0.0, 2.0).await? == PACKAGE_START {
            return self.read_package(file).await;
        }
        if file.size() > LARGEST {
            return Err(Stop::Failed("文件超过 400 MB，不像是本工具的数据文件。".to_owned()));
        }
        let bytes = files::read(file).await?;
        let text = std::str::from_utf8(&bytes)
            .map_err(|_| Stop::Failed("这不是本工具的数据文件（不是 UTF-8 文本）。原文件没有改动。".to_owned()))?;
        savefile::open(text).map(Received::from).map_err(|error| Stop::Failed(error.to_string()))
    }

    async fn read_package(&self, file: &File) -> Result<Received, Stop> {
        let cancelled = Rc::new(Cell::new(false));
        let mut reading = Reading { file: file.name().into(), bytes: 0, of_bytes: 0, cancelled: cancelled.clone() };
        let nothing_known = HashMap::new();
        let read = read_package(file, &nothing_known, |more, all| {
            (reading.bytes, reading.of_bytes) = (reading.bytes + more, all);
            self.change(|state| state.reading = Some(reading.clone()));
            !cancelled.get()
        });
        let PackageFile { back, contents } = read.await?;
        let package = package::open_read(&back).map_err(|error| Stop::Failed(error.to_string()))?;
        let mut received = Received::from(package.opened);
        received.remarks.extend(package.differences.iter().map(ToString::to_string));
        received.compared = back.files.len();
        let content = |(hash, place): (ContentHash, usize)| Some((hash, contents.get(place)?.clone()));
        received.contents = package.contents.into_iter().filter_map(content).collect();
        Ok(received)
    }

    async fn receive(&self, name: AttrValue, modified_at: f64, received: Received) {
        let received = brought_to_today(received, self.bundled().0);
        let assessment = &received.assessment;
        let carried = match received.scheme_file.as_deref() {
            Some(text) => self.take_carried(&assessment.head, text).await,
            None => Ok(None),
        };
        let carried = match carried {
            Ok(remark) => remark,
            Err(faults) => {
                return self.complain_about(format!("没有打开“{name}”：它带的办法文件有问题。文件没有改动。"), &faults);
            }
        };
        if self.state().award_of(&assessment.head).is_none() {
            return self.lack_scheme(&assessment.head);
        }
        let there = self.state().on_shelf().into_iter().find(|entry| assessment.head.id.as_str() == entry.id.as_str());
        let same = self.state().assessment().is_some_and(|open| **open == *assessment);
        let Received { mut assessment, mut remarks, contents, compared, scheme_file: _ } = received;
        remarks.extend(carried);
        if self.is_set_aside(assessment.head.id.as_str()) {
            assessment.head.id = page::random_id().as_str().into();
            remarks.push("本浏览器里有编号相同、但打不开的数据，没有覆盖它：这一份另外保存".to_owned());
        }
        let incoming = Rc::new(assessment);
        let saved_at = there.as_ref().map_or(0.0, |entry| entry.saved_at);
        let conflict = Conflict { file: name, incoming, saved_at, modified_at, remarks, contents, compared };
        match there {
            Some(_) if !same => self.change(|state| state.conflict = Some(conflict)),
            _ => self.take_over(conflict),
        }
    }

    /// Opens what a copy of the page carries.
    pub(super) async fn receive_copy(&self, made_at: f64, opened: Opened) {
        self.receive("离线副本".into(), made_at, Received::from(opened)).await;
    }

    /// Opens what a file holds.
    fn take_over(&self, from: Conflict) {
        self.show((*from.incoming).clone(), Origin::File(from.file.clone()), None);
        self.finish_opening(from);
    }

    /// Keeps the contents of evidence that came with a file, then tells what was opened.
    fn finish_opening(&self, from: Conflict) {
        Route::Home.go();
        let store = self.clone();
        spawn_local(async move {
            let (mut added, mut refused) = (Vec::new(), Vec::new());
            for (hash, content) in &from.contents {
                refused.extend(store.keep_content(hash, content, &mut added).await.err());
            }
            let mut remarks = from.remarks.clone();
            if let Some(reason) = refused.first() {
                remarks.push(format!("{} 个证实性材料文件没有存进本浏览器（{reason}），关闭页面前请保留这个包", refused.len()));
            }
            remarks.extend(store.missing_files(&from));
            store.tell_opened(&from, &remarks);
        });
    }

    /// That files are not in this browser, and how they come here. What a package lacks was said when it was read.
    fn missing_files(&self, from: &Conflict) -> Option<String> {
        let state = self.state();
        let is_missing = |file: &&FileFacts| state.contents.whereabouts(&file.sha256) == Whereabouts::Missing;
        let count = from.incoming.files().filter(is_missing).count();
        let is_package = from.compared > 0;
        (count > 0 && !is_package)
            .then(|| format!("{count} 个附件的文件不在本浏览器：数据文件里没有附件，打开当时导出的申报材料包就能取回"))
    }

    fn tell_opened(&self, from: &Conflict, remarks: &[String]) {
        let (name, title) = (&from.file, title_of(&from.incoming));
        match (remarks, from.compared) {
            ([], 0) => self.say(format!("已从“{name}”打开“{title}”")),
            ([], count) => self.say(format!("已从“{name}”打开“{title}”；包里 {count} 个文件都与校验清单一致")),
            _ => self.complain_about(format!("已从“{name}”打开“{title}”，有 {} 处请留意。", remarks.len()), remarks),
        }
    }

    /// Lets the file's assessment take the place of the one in this browser; undo brings that back.
    pub fn replace_by_file(&self) {
        let Some(conflict) = self.take_conflict() else { return };
        let store = self.clone();
        spawn_local(async move {
            store.open(conflict.incoming.head.id.as_str()).await;
            store.settle();
            if store.state().standing != Standing::Edits {
                store.complain("没有替换：这份申报正在另一个标签页里编辑。请先点“改在这里编辑”，再打开文件。");
                return;
            }
            let before = store.state().assessment().cloned();
            if let Some(before) = before.filter(|_| store.database().is_some())
                && let Err(reason) = store.revise(&before, Occasion::BeforeImport, "").await
            {
                store.complain(format!("没有替换：替换前的内容没能作为版本保留（{reason}）。"));
                return;
            }
            store.change(|state| {
                if let Some(history) =
                    state.open.as_mut().filter(|history| history.present().head.id == conflict.incoming.head.id)
                {
                    history.replace(conflict.incoming.clone());
                    let award = state.award_for(&conflict.incoming);
                    state.copies = Copies::read_from(conflict.file.clone(), conflict.incoming.clone(), award);
                }
            });
            store.note_file();
            store.recall_copies();
            store.finish_opening(conflict);
        });
    }

    /// Opens the file's assessment beside the one in this browser, as one of its own.
    pub fn open_beside(&self) {
        if let Some(mut conflict) = self.take_conflict() {
            Rc::make_mut(&mut conflict.incoming).head.id = page::random_id().as_str().into();
            self.take_over(conflict);
        }
    }

    /// Leaves everything as it is.
    pub fn drop_conflict(&self) {
        self.take_conflict();
    }

    fn take_conflict(&self) -> Option<Conflict> {
        let conflict = self.state().conflict.clone();
        self.change(|state| state.conflict = None);
        conflict
    }
}

/// What was received, by the edition of the criteria that is bundled, if it is by an earlier one. It gets an id of its own:
/// what it comes from stays as it is.
fn brought_to_today(received: Received, catalog: &Catalog) -> Received {
    let editions = schemes::editions();
    let earlier = editions.iter().find(|edition| edition.id == received.assessment.head.criteria);
    let Some(edition) = earlier.filter(|edition| edition.successor == catalog.criteria.id) else { return received };
    let (mut assessment, moved) = edition.bring(&received.assessment);
    assessment.head.id = page::random_id().as_str().into();
    let mut remarks = vec![format!(
        "原来按 {} 填写，已转成 {}，另存为一份新的申报，原文件没有改动",
        edition.standard, catalog.criteria.standard
    )];
    remarks.extend(moved.iter().map(ToString::to_string));
    remarks.extend(received.remarks);
    Received { assessment, remarks, ..received }
}

/// What a file holds, and what is worth knowing about it.
struct Received {
    assessment: Assessment,
    remarks: Vec<String>,
    contents: Vec<(ContentHash, Blob)>,
    compared: usize,
    scheme_file: Option<award::Text>,
}

impl From<Opened> for Received {
    fn from(opened: Opened) -> Self {
        let remarks = opened.changes.into_iter().chain(opened.warnings.iter().map(ToString::to_string)).collect();
        Received { assessment: opened.assessment, remarks, contents: Vec::new(), compared: 0, scheme_file: opened.scheme_file }
    }
}
