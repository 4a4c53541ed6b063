//! The contents of evidence: which of them this browser holds, keeping them, giving them out, and forgetting what nothing
//! refers to.

use std::collections::{BTreeMap, BTreeSet};

use award::assessment::Assessment;
use award::evidence::{ContentHash, Evidence};
use award::order::Gather;
use award::savefile;

use super::{State, Store};
use crate::browser::database::Database;
use crate::browser::files::Blob;
use crate::browser::{alone, page};

/// The contents that can be given out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contents {
    /// What the database holds.
    stored: BTreeSet<ContentHash>,
    /// What it does not hold, but the person has given to this page: there until the page is left.
    passing: BTreeMap<ContentHash, Blob>,
}

/// Where the content of a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whereabouts {
    /// In the database.
    Stored,
    /// Only in this page, until it is left.
    Passing,
    /// Not here.
    Missing,
}

impl Contents {
    /// Where the content of that hash is.
    pub fn whereabouts(&self, hash: &ContentHash) -> Whereabouts {
        if self.stored.contains(hash) {
            Whereabouts::Stored
        } else if self.passing.contains_key(hash) {
            Whereabouts::Passing
        } else {
            Whereabouts::Missing
        }
    }

    /// The database is gone, and with it what it held.
    pub(super) fn forget_stored(&mut self) {
        self.stored.clear();
    }
}

impl Store {
    /// Keeps a content in the database, or in this page if the database refuses it. `added` is told what was not here before.
    ///
    /// # Errors
    /// It is only in this page, until that is left; the message says why.
    pub(super) async fn keep_content(
        &self,
        hash: &ContentHash,
        content: &Blob,
        added: &mut Vec<ContentHash>,
    ) -> Result<(), String> {
        let before = self.state().contents.whereabouts(hash);
        if before == Whereabouts::Stored {
            return Ok(());
        }
        let kept = match self.database() {
            Some(database) => database.keep_content(hash.as_str(), content).await,
            None => Err("本浏览器没有可用的存储".to_owned()),
        };
        self.change(|state| match &kept {
            Ok(()) => {
                state.contents.passing.remove(hash);
                state.contents.stored.insert(hash.clone());
            }
            Err(_) => {
                state.contents.passing.insert(hash.clone(), content.clone());
            }
        });
        if before == Whereabouts::Missing {
            added.push(hash.clone());
        }
        kept
    }

    /// The content of that hash.
    ///
    /// # Errors
    /// It is not here or cannot be read; the message says why.
    pub async fn content(&self, hash: &ContentHash) -> Result<Blob, String> {
        let passing = self.state().contents.passing.get(hash).cloned();
        if let Some(content) = passing {
            return Ok(content);
        }
        let database = self.database().ok_or("本浏览器没有可用的存储")?;
        database.content(hash.as_str()).await?.ok_or_else(|| "文件不在本浏览器里".to_owned())
    }

    /// Learns which contents the database holds.
    pub(super) async fn start_contents(&self, database: &Database) {
        match database.contents().await {
            Ok(hashes) => {
                let stored = hashes.iter().filter_map(|hash| ContentHash::parse(hash)).into_set();
                self.change(|state| state.contents.stored = stored);
            }
            Err(reason) => page::log(&reason),
        }
    }

    /// Forgets what an earlier visit has left that nothing refers to; not while another page is open, whose history may.
    pub(super) async fn sweep_alone(&self) {
        let store = self.clone();
        alone::alone(async move {
            let stored = store.state().contents.stored.clone();
            store.sweep(stored).await;
            let Some(database) = store.database() else { return };
            if let Err(reason) = database.forget_ended().await {
                page::log(&reason);
            }
        })
        .await;
        alone::show_presence();
    }

    /// Forgets those of some contents that neither an assessment, nor the bin, nor a revision, nor the history of this page refers to. If
    /// anything cannot be read, nothing is forgotten.
    pub(super) async fn sweep(&self, some: BTreeSet<ContentHash>) {
        let outcome = async {
            let referred = self.referred().await?;
            // What is being taken in is referred to only when all of it is.
            let is_busy = self.state().taking_in.is_some() || self.state().reading.is_some();
            if is_busy { Ok(()) } else { self.forget(some.difference(&referred).cloned().collect()).await }
        };
        if let Err(reason) = outcome.await {
            page::log(&format!("contents: {reason}"));
        }
    }

    /// The contents that the parts of an assessment in the database refer to; none if they cannot be read.
    pub(super) async fn contents_in(&self, id: &str) -> BTreeSet<ContentHash> {
        let Some(database) = self.database() else { return BTreeSet::new() };
        let mut contents = BTreeSet::new();
        for (path, find) in savefile::WITH_CONTENTS {
            let parts = database.parts_under(path).await.unwrap_or_default();
            let own = parts.iter().filter(|(owner, _)| owner == id);
            contents.extend(own.filter_map(|(_, json)| find(json).ok()).flatten());
        }
        contents
    }

    /// Every content that something refers to.
    async fn referred(&self) -> Result<BTreeSet<ContentHash>, String> {
        let database = self.database().ok_or("no database")?;
        let mut referred = BTreeSet::new();
        for (path, find) in savefile::WITH_CONTENTS {
            let open = database.parts_under(path).await?.into_iter().map(|(_, json)| json);
            for json in open.chain(database.revised_under(path).await?) {
                referred.extend(find(&json)?);
            }
        }
        let state = self.state();
        for open in state.open.iter().flat_map(|history| history.states()) {
            referred.extend(contents_of(open));
        }
        if let Some(conflict) = &state.conflict {
            referred.extend(contents_of(&conflict.incoming));
        }
        Ok(referred)
    }

    /// Forgets contents for good.
    ///
    /// # Errors
    /// They are still in the database; the message says why.
    pub(super) async fn forget(&self, hashes: Vec<ContentHash>) -> Result<(), String> {
        self.change(|state| state.contents.passing.retain(|hash, _| !hashes.contains(hash)));
        let stored = self.state().contents.stored.clone();
        let names: Vec<String> = hashes.iter().filter(|hash| stored.contains(*hash)).map(ToString::to_string).collect();
        let Some(database) = self.database().filter(|_| !names.is_empty()) else { return Ok(()) };
        database.forget_contents(&names).await?;
        self.change(|state| state.contents.stored.retain(|hash| !hashes.contains(hash)));
        Ok(())
    }
}

impl State {
    /// Where the content of a file of evidence is; `None` for evidence without a file.
    pub fn whereabouts(&self, evidence: &Evidence) -> Option<Whereabouts> {
        evidence.file.as_ref().map(|file| self.contents.whereabouts(&file.sha256))
    }
}

/// The contents that an assessment refers to.
fn contents_of(assessment: &Assessment) -> impl Iterator<Item = ContentHash> {
    assessment.files().map(|file| file.sha256.clone())
}
