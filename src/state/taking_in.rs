//! Taking files in as evidence: read, kept under their hashes, and entered in one step.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use award::EvidenceId;
use award::assessment::Action;
use award::evidence::{ContentHash, Evidence, EvidenceAction, FileFacts, Link, next_order, of_content};
use wasm_bindgen_futures::spawn_local;
use yew::AttrValue;

use super::Store;
use crate::browser::digest::{Stop, digest};
use crate::browser::files::File;
use crate::browser::page;

/// Files being taken in.
#[derive(Clone, Debug)]
pub struct TakingIn {
    /// The name of the file that is read.
    pub name: AttrValue,
    /// How many files are done.
    pub files: usize,
    /// How many files there are.
    pub of_files: usize,
    /// How many bytes are read.
    pub bytes: u64,
    /// How many bytes there are.
    pub of_bytes: u64,
    cancelled: Rc<Cell<bool>>,
}

impl PartialEq for TakingIn {
    fn eq(&self, other: &Self) -> bool {
        (self.files, self.bytes, &self.name) == (other.files, other.bytes, &other.name)
    }
}

/// A file that was read.
struct Taken {
    facts: FileFacts,
    /// Why it is not in the database, if it is not.
    refused: Option<String>,
}

impl Store {
    /// Takes files in as evidence for something. A file whose content is there already only gets the links.
    pub(super) fn take_in(&self, files: Vec<File>, links: BTreeSet<Link>) {
        self.take_in_then(files, move |store, taken| store.register(taken, &links));
    }

    /// Takes a file in for a piece that is registered.
    pub(super) fn take_in_for(&self, files: Vec<File>, id: EvidenceId) {
        self.take_in_then(files, move |store, taken| {
            for Taken { facts, refused } in taken {
                let name = facts.name.clone();
                store.act(&Action::Evidence(EvidenceAction::Attached(id.clone(), Some(facts))));
                store.tell_registered(1, 0, &refused.map(|reason| (name, reason)).into_iter().collect::<Vec<_>>());
            }
        });
    }

    fn take_in_then(&self, files: Vec<File>, then: impl FnOnce(&Store, Vec<Taken>) + 'static) {
        let is_busy = self.state().taking_in.is_some();
        let assessment = self.state().assessment().map(|open| open.head.id.clone());
        let (Some(id), false) = (assessment, is_busy) else { return };
        let store = self.clone();
        spawn_local(async move {
            let cancelled = Rc::new(Cell::new(false));
            let mut added = Vec::new();
            let taken = store.read_files(&files, &cancelled, &mut added).await;
            let is_same = store.state().assessment().is_some_and(|open| open.head.id == id);
            match taken {
                Ok(taken) if is_same => then(&store, taken),
                Ok(_) => store.give_up(added, "已换到另一份申报，没有登记刚才的文件。").await,
                Err(Stop::Cancelled) => store.give_up(added, "已取消，没有登记文件。").await,
                Err(Stop::Failed(reason)) => store.give_up(added, &format!("没有登记文件：{reason}")).await,
            }
            store.change(|state| state.taking_in = None);
        });
    }

    /// Stops taking files in.
    pub fn stop_taking_in(&self) {
        if let Some(taking_in) = &self.state().taking_in {
            taking_in.cancelled.set(true);
        }
    }

    /// Reads every file and keeps its content; `added` tells what the database did not hold before.
    async fn read_files(
        &self,
        files: &[File],
        cancelled: &Rc<Cell<bool>>,
        added: &mut Vec<ContentHash>,
    ) -> Result<Vec<Taken>, Stop> {
        let mut progress = TakingIn {
            name: AttrValue::default(),
            files: 0,
            of_files: files.len(),
            bytes: 0,
            of_bytes: files.iter().map(|file| file.size() as u64).sum(),
            cancelled: cancelled.clone(),
        };
        let mut taken = Vec::new();
        for file in files {
            progress.name = file.name().into();
            self.change(|state| state.taking_in = Some(progress.clone()));
            let read = digest(file, |more| {
                progress.bytes += more;
                self.change(|state| state.taking_in = Some(progress.clone()));
                !cancelled.get()
            });
            let digest = read.await.map_err(|stop| about(stop, &file.name()))?;
            let sha256 = ContentHash::parse(&digest.sha256).ok_or_else(|| Stop::Failed("no hash".into()))?;
            let refused = self.keep_content(&sha256, file, added).await.err();
            taken.push(Taken { facts: facts(file, digest.size, sha256), refused });
            progress.files += 1;
        }
        Ok(taken)
    }

    /// Enters files that were read, as one step.
    fn register(&self, taken: Vec<Taken>, links: &BTreeSet<Link>) {
        let Some(open) = self.state().assessment().cloned() else { return };
        let mut pieces: BTreeMap<EvidenceId, Rc<Evidence>> = BTreeMap::new();
        let (mut order, mut known, mut refused) = (next_order(&open.evidence), 0, Vec::new());
        for Taken { facts, refused: reason } in taken {
            refused.extend(reason.map(|reason| (facts.name.clone(), reason)));
            let there = of_content(&pieces, &facts.sha256).or_else(|| of_content(&open.evidence, &facts.sha256));
            let there = there.map(|(id, piece)| (id.clone(), piece.clone()));
            match there {
                Some((id, piece)) => {
                    let mut more = (*piece).clone();
                    more.links.extend(links.iter().cloned());
                    pieces.insert(id, Rc::new(more));
                    known += 1;
                }
                None => {
                    let piece = Evidence::of_file(facts, links.clone(), order);
                    pieces.insert(page::random_id().as_str().into(), Rc::new(piece));
                    order += 1;
                }
            }
        }
        let new = pieces.len();
        self.act(&Action::Evidence(EvidenceAction::Registered(pieces.into_iter().collect())));
        self.tell_registered(new, known, &refused);
    }

    fn tell_registered(&self, pieces: usize, known: usize, refused: &[(award::Text, String)]) {
        let same =
            if known > 0 { format!("；其中 {known} 个与已登记的内容相同，没有重复存") } else { String::new() };
        match refused {
            [] => self.say(format!("已登记 {pieces} 份证实性材料{same}")),
            [(name, reason), rest @ ..] => {
                let more = if rest.is_empty() { String::new() } else { format!("等 {} 个文件", rest.len() + 1) };
                self.complain(format!(
                    "已登记 {pieces} 份证实性材料{same}，但“{name}”{more}没有存进本浏览器（{reason}）。关闭页面前请导出申报材料包，\
                     或者保留原文件，下次再添加。"
                ));
            }
        }
    }

    /// Leaves nothing of files whose taking in was given up.
    async fn give_up(&self, added: Vec<ContentHash>, message: &str) {
        if let Err(reason) = self.forget(added).await {
            page::log(&reason);
        }
        self.complain(message.to_owned());
    }
}

/// What is known of a file that was read.
pub(super) fn facts(file: &File, size: u64, sha256: ContentHash) -> FileFacts {
    FileFacts { name: file.name().into(), size, media_type: file.type_().into(), sha256, modified: file.last_modified() as i64 }
}

fn about(stop: Stop, name: &str) -> Stop {
    match stop {
        Stop::Failed(reason) => Stop::Failed(format!("“{name}”读不出来（{reason}）")),
        Stop::Cancelled => Stop::Cancelled,
    }
}
