//! Saving to files: in place where the browser lets a page do that, else as a download; backups; what could not be written.

use std::rc::Rc;

use award::assessment::Assessment;
use dossier::archive::Digest;
use dossier::package;
use wasm_bindgen_futures::spawn_local;

use super::Store;
use super::copies::{FileCopy, Place, Proof, Which, without_files};
use super::shelf::title_of;
use crate::browser::saving::{self, Kind, Target};
use crate::browser::{clock, files, page};

impl Store {
    /// Saves what is open to its file: in place where the browser lets a page do that, else as a download.
    pub fn save_to_file(&self) {
        self.save(false);
    }

    /// Saves what is open to another file, which later saves go to as well.
    pub fn save_to_another_file(&self) {
        self.save(true);
    }

    fn save(&self, to_another: bool) {
        self.settle();
        let Some(open) = self.state().assessment().cloned() else { return };
        let name = package::save_file_name(&open, clock::today());
        if !saving::can_choose() {
            return self.download(&name, &open);
        }
        let known = self.place_of(open.head.id.as_str()).filter(|_| !to_another);
        let store = self.clone();
        spawn_local(async move { store.write_file(&name, known, open).await });
    }

    /// Writes a file that is known, or that the person chooses.
    async fn write_file(&self, name: &str, known: Option<Target>, open: Rc<Assessment>) {
        let (is_known, award) = (known.is_some(), self.state().award_for(&open));
        let target = match known {
            Some(target) => target,
            None => match saving::choose(name, Kind::Json).await {
                Ok(Some(target)) => target,
                Ok(None) => return self.say("没有选择保存位置，没有写文件。"),
                Err(reason) => {
                    page::log(&reason);
                    return self.download(name, &open);
                }
            },
        };
        let written = async {
            if is_known {
                self.look_before_writing(&target).await?;
            }
            target.replace(award.save_file(&open).as_bytes()).await
        };
        match written.await {
            Ok(()) => {
                self.set_place(Some(Place { id: open.head.id.to_string(), target: target.clone() }));
                self.say(format!("已保存到文件“{}”，读回来核对过。{}", target.name(), without_files(&open)));
                let copy = FileCopy::of(target.name().into(), Proof::Written, open, award);
                self.note_copy(Which::File, copy);
            }
            Err(reason) => self.complain(format!(
                "没有保存到文件“{}”：{reason}。本浏览器里的内容不受影响；可以在“保存与版本”里另存为新文件。",
                target.name()
            )),
        }
    }

    /// Makes sure that a file may be written and is what this product has written or read there last: what somebody else has
    /// changed is not overwritten.
    async fn look_before_writing(&self, target: &Target) -> Result<(), String> {
        if !target.permit().await? {
            return Err("浏览器没有得到写入许可".to_owned());
        }
        let there = Digest::of(&files::read(&target.content().await?).await?).sha256;
        let known = self.state().copies.file.as_ref().map(|copy| copy.sha256.clone());
        match known {
            Some(known) if *known != *there => Err("文件在别处被改动过，没有覆盖它".to_owned()),
            _ => Ok(()),
        }
    }

    /// Hands what is open to the browser as its file.
    fn download(&self, name: &str, open: &Rc<Assessment>) {
        let award = self.state().award_for(open);
        match files::download(name, "application/json", award.save_file(open).as_bytes()) {
            Ok(()) => {
                self.say_downloaded("数据文件", name, &without_files(open));
                let copy = FileCopy::of(name.to_owned().into(), Proof::Downloaded, open.clone(), award);
                self.note_copy(Which::File, copy);
            }
            Err(reason) => self.complain(format!("没有生成文件：{reason}。本浏览器里的内容不受影响。")),
        }
    }

    /// Makes a backup: a new file with the moment in its name, which nothing writes again.
    pub fn back_up(&self) {
        self.settle();
        let Some(open) = self.state().assessment().cloned() else { return };
        let store = self.clone();
        spawn_local(async move {
            let name = package::backup_name(&open, clock::local(clock::now()));
            let json = store.state().award_for(&open).save_file(&open);
            match back_up(&name, &json).await {
                Ok(Some((name, proof))) => {
                    match proof {
                        Proof::Downloaded => store.say_downloaded("备份", &name, &without_files(&open)),
                        _ => store.say(format!("已备份到“{name}”，读回来核对过。{}", without_files(&open))),
                    }
                    store.backed_up(name.into(), proof, open);
                }
                Ok(None) => store.say("没有选择保存位置，没有备份。"),
                Err(reason) => store.complain(format!("没有备份：{reason}。本浏览器里的内容不受影响。")),
            }
        });
    }

    /// Hands an assessment that could not be written to the browser as a file, so that nothing is lost.
    pub(super) fn hand_over(&self, assessment: &Assessment, reason: &str) {
        let name = package::save_file_name(assessment, clock::today());
        let title = title_of(assessment);
        let json = self.state().award_for(assessment).save_file(assessment);
        match files::download(&name, "application/json", json.as_bytes()) {
            Ok(()) => {
                self.complain(format!("“{title}”没有存进本浏览器（{reason}），已生成数据文件 {name}，请保存好。"));
            }
            Err(again) => self.complain(format!("“{title}”没有存进本浏览器（{reason}），也没有生成文件（{again}）。")),
        }
    }
}

/// Writes a backup to a new file, or hands it to the browser; nothing if the person does not want to. Returns its name.
async fn back_up(name: &str, json: &str) -> Result<Option<(String, Proof)>, String> {
    if saving::can_choose() {
        match saving::choose(name, Kind::Json).await {
            Ok(Some(target)) => {
                target.replace(json.as_bytes()).await?;
                return Ok(Some((target.name(), Proof::Written)));
            }
            Ok(None) => return Ok(None),
            Err(reason) => page::log(&reason),
        }
    }
    files::download(name, "application/json", json.as_bytes())?;
    Ok(Some((name.to_owned(), Proof::Downloaded)))
}
