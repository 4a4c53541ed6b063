//! Assessments from and to files.

use std::rc::Rc;

use award::assessment::Assessment;
use award::savefile::{self, Opened};
use wasm_bindgen_futures::spawn_local;
use yew::AttrValue;

use super::shelf::{Origin, title_of};
use super::{FileCopy, Store};
use crate::browser::files::File;
use crate::browser::{clock, files, page};
use crate::route::Route;

/// The greatest size of a file that is read into memory, in bytes.
const LARGEST: f64 = 400.0 * 1024.0 * 1024.0;

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
}

impl Store {
    /// Opens an assessment from a file: a save file or a package.
    pub fn import(&self, file: File) {
        let store = self.clone();
        spawn_local(async move {
            let name: AttrValue = file.name().into();
            match read(&file).await {
                Ok(received) => store.receive(name, file.last_modified(), received),
                Err(reason) => store.complain(format!("没有打开“{name}”：{reason}")),
            }
        });
    }

    fn receive(&self, name: AttrValue, modified_at: f64, received: Received) {
        let Received { assessment, remarks } = received;
        let catalog = self.state().catalog;
        let (scheme, criteria) = (&catalog.scheme.id, &catalog.criteria.id);
        if assessment.head.scheme != *scheme || assessment.head.criteria != *criteria {
            let other = format!("{} / {}", assessment.head.scheme, assessment.head.criteria);
            self.complain(format!(
                "没有打开“{name}”：它按另一套办法或准则（{other}）填写，本工具内置的是 {scheme} / {criteria}。文件没有改动。"
            ));
            return;
        }
        let there = self.state().on_shelf().into_iter().find(|entry| assessment.head.id.as_str() == entry.id.as_str());
        let same = self.state().assessment().is_some_and(|open| **open == assessment);
        match there {
            Some(entry) if !same => {
                let incoming = Rc::new(assessment);
                let saved_at = entry.saved_at;
                let conflict = Conflict { file: name, incoming, saved_at, modified_at, remarks };
                self.change(|state| state.conflict = Some(conflict));
            }
            _ => self.take_in(name, assessment, &remarks),
        }
    }

    fn take_in(&self, name: AttrValue, assessment: Assessment, remarks: &[String]) {
        self.show(assessment.clone(), Origin::File(name.clone()));
        self.tell_opened(&name, &assessment, remarks);
    }

    fn tell_opened(&self, name: &str, assessment: &Assessment, remarks: &[String]) {
        let title = title_of(assessment);
        if remarks.is_empty() {
            self.say(format!("已从“{name}”打开“{title}”"));
        } else {
            self.complain(format!("已从“{name}”打开“{title}”，有 {} 处请留意：{}。", remarks.len(), remarks.join("；")));
        }
        Route::Home.go();
    }

    /// Lets the file's assessment take the place of the one in this browser; undo brings that back.
    pub fn replace_by_file(&self) {
        let Some(conflict) = self.take_conflict() else { return };
        let store = self.clone();
        spawn_local(async move {
            store.open(conflict.incoming.head.id.as_str()).await;
            store.settle();
            store.change(|state| {
                if let Some(history) =
                    state.open.as_mut().filter(|history| history.present().head.id == conflict.incoming.head.id)
                {
                    history.replace(conflict.incoming.clone());
                    state.file = FileCopy::Read { name: conflict.file.clone(), state: conflict.incoming.clone() };
                }
            });
            store.tell_opened(&conflict.file, &conflict.incoming, &conflict.remarks);
        });
    }

    /// Opens the file's assessment beside the one in this browser, as one of its own.
    pub fn open_beside(&self) {
        if let Some(conflict) = self.take_conflict() {
            let mut assessment = (*conflict.incoming).clone();
            assessment.head.id = page::random_id().as_str().into();
            self.take_in(conflict.file, assessment, &conflict.remarks);
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

    /// Hands the open assessment to the browser as a save file.
    pub fn save_to_file(&self) {
        self.settle();
        let Some(open) = self.state().assessment().cloned() else { return };
        let name = dossier::package::save_file_name(&open, clock::today());
        let saved = files::download(&name, "application/json", savefile::write(&open).as_bytes());
        match saved {
            Ok(()) => self.downloaded(name.into(), open, "数据文件"),
            Err(reason) => self.complain(format!("没有生成文件：{reason}。本浏览器里的内容不受影响。")),
        }
    }

    /// Hands an assessment that could not be written to the browser as a file, so that nothing is lost.
    pub(super) fn hand_over(&self, assessment: &Assessment, reason: &str) {
        let name = dossier::package::save_file_name(assessment, clock::today());
        match files::download(&name, "application/json", savefile::write(assessment).as_bytes()) {
            Ok(()) => self
                .complain(format!("“{}”没有存进本浏览器（{reason}），已生成数据文件 {name}，请保存好。", title_of(assessment))),
            Err(again) => {
                self.complain(format!("“{}”没有存进本浏览器（{reason}），也没有生成文件（{again}）。", title_of(assessment)))
            }
        }
    }

    /// Notes that a file with everything in it was handed to the browser.
    pub fn downloaded(&self, name: AttrValue, state: Rc<Assessment>, what: &str) {
        let text = format!("{what}已交给浏览器下载：{name}。请到下载文件夹确认，重要时再打开核对一次。");
        self.change(|known| {
            if known.assessment().is_some_and(|open| open.head.id == state.head.id) {
                known.file = FileCopy::Downloaded { name, at: clock::now(), state };
            }
        });
        self.say(text);
    }
}

/// What a file holds, and what is worth knowing about it.
struct Received {
    assessment: Assessment,
    remarks: Vec<String>,
}

impl From<Opened> for Received {
    fn from(opened: Opened) -> Self {
        Received { assessment: opened.assessment, remarks: opened.warnings.iter().map(ToString::to_string).collect() }
    }
}

async fn read(file: &File) -> Result<Received, String> {
    if file.size() > LARGEST {
        return Err("文件超过 400 MB，不像是本工具的数据文件。".to_owned());
    }
    let bytes = files::read(file).await?;
    if bytes.starts_with(b"PK") {
        let package = dossier::package::open(&bytes).map_err(|error| error.to_string())?;
        let mut received = Received::from(package.opened);
        received.remarks.extend(package.differences.iter().map(ToString::to_string));
        return Ok(received);
    }
    let text =
        std::str::from_utf8(&bytes).map_err(|_| "这不是本工具的数据文件（不是 UTF-8 文本）。原文件没有改动。".to_owned())?;
    savefile::open(text).map(Received::from).map_err(|error| error.to_string())
}
