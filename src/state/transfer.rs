//! Assessments from and to files.

use std::rc::Rc;

use award::assessment::Assessment;
use award::savefile::{self, Opened};
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::AttrValue;

use super::shelf::{Origin, title_of};
use super::{FileCopy, Store};
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
}

impl Store {
    /// Opens an assessment from a file: a save file or a package.
    pub fn import(&self, file: File) {
        let store = self.clone();
        spawn_local(async move {
            let name: AttrValue = file.name().into();
            match read(&file).await {
                Ok(received) => store.receive(name, received),
                Err(reason) => store.complain(format!("没有打开“{name}”：{reason}")),
            }
        });
    }

    fn receive(&self, name: AttrValue, received: Received) {
        let Received { assessment, remarks } = received;
        let there = self.state().on_shelf().into_iter().find(|entry| assessment.head.id.as_str() == entry.id.as_str());
        let same = self.state().assessment().is_some_and(|open| **open == assessment);
        match there {
            Some(entry) if !same => {
                let conflict = Conflict { file: name, incoming: Rc::new(assessment), saved_at: entry.saved_at };
                self.change(|state| state.conflict = Some(conflict));
            }
            _ => self.take_in(name, assessment),
        }
        if !remarks.is_empty() {
            self.complain(format!("文件已打开，有 {} 处请留意：{}。", remarks.len(), remarks.join("；")));
        }
    }

    fn take_in(&self, name: AttrValue, assessment: Assessment) {
        let title = title_of(&assessment);
        self.show(assessment, Origin::File(name.clone()));
        self.say(format!("已从“{name}”打开“{title}”"));
        Route::Home.go();
    }

    /// Lets the file's assessment take the place of the one in this browser.
    pub fn replace_by_file(&self) {
        if let Some(conflict) = self.take_conflict() {
            self.take_in(conflict.file, (*conflict.incoming).clone());
        }
    }

    /// Opens the file's assessment beside the one in this browser, as one of its own.
    pub fn open_beside(&self) {
        if let Some(conflict) = self.take_conflict() {
            let mut assessment = (*conflict.incoming).clone();
            assessment.head.id = page::random_id().as_str().into();
            self.take_in(conflict.file, assessment);
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
        self.change(|known| known.file = FileCopy::Downloaded { name, at: clock::now(), state });
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
