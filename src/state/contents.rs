//! The contents of evidence: which of them this browser holds, keeping them, giving them out, and forgetting what nothing
//! refers to.

use std::collections::{BTreeMap, BTreeSet};

use award::assessment::Assessment;
use award::evidence::{ContentHash, Evidence};
use award::order::Gather;
use award::savefile;

use super::{State, Store};
use crate::browser::database::{Database, Shelved};
use crate::browser::files::Blob;
use crate::browser::seal::Key;
use crate::browser::{alone, page};

/// The contents that can be given out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contents {
    /// Where in the database contents lie.
    stored: BTreeSet<Shelved>,
    /// What it does not hold, but the person has given to this page: there until the page is left.
    passing: BTreeMap<ContentHash, Blob>,
    /// The id and the key of what is open, if that is sealed.
    sealing: Option<(String, Key)>,
}

/// Where a content of an assessment lies in the database: sealed if the assessment is.
pub(super) fn place(id: &str, hash: &ContentHash, key: Option<&Key>) -> Shelved {
    match key {
        Some(key) => Shelved::Sealed(id.to_owned(), key.name_of(&format!("file {}", hash.as_str()))),
        None => Shelved::Plain(hash.as_str().to_owned()),
    }
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
        if self.is_stored(hash) {
            Whereabouts::Stored
        } else if self.passing.contains_key(hash) {
            Whereabouts::Passing
        } else {
            Whereabouts::Missing
        }
    }

    /// Whether the database holds the content of that hash for what is open.
    pub(super) fn is_stored(&self, hash: &ContentHash) -> bool {
        self.stored.contains(&self.place(hash))
    }

    /// Where the content of that hash lies, or would lie, for what is open.
    fn place(&self, hash: &ContentHash) -> Shelved {
        match &self.sealing {
            Some((id, key)) => place(id, hash, Some(key)),
            None => place("", hash, None),
        }
    }

    /// Another assessment is open, or under another key.
    pub(super) fn seal_with(&mut self, sealing: Option<(String, Key)>) {
        self.sealing = sealing;
    }

    /// Whether what is open has that id and is sealed.
    pub(super) fn seals(&self, id: &str) -> bool {
        self.sealing.as_ref().is_some_and(|(sealed, _)| sealed == id)
    }

    /// Knows that a content lies somewhere.
    pub(super) fn know(&mut self, place: Shelved) {
        self.stored.insert(place);
    }

    /// Where sealed contents of an assessment lie that are not where they lie for it now.
    pub(super) fn sealed_elsewhere(&self, id: &str, hashes: &BTreeSet<ContentHash>) -> Vec<Shelved> {
        let now: BTreeSet<Shelved> = hashes.iter().map(|hash| self.place(hash)).collect();
        let own = |place: &&Shelved| matches!(place, Shelved::Sealed(owner, _) if owner == id);
        self.stored.iter().filter(own).filter(|place| !now.contains(*place)).cloned().collect()
    }

    /// Knows that contents lie nowhere any more.
    pub(super) fn forget_places(&mut self, places: &[Shelved]) {
        self.stored.retain(|place| !places.contains(place));
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
        let place = self.state().contents.place(hash);
        let kept = self.shelve(&place, content).await;
        self.change(|state| match &kept {
            Ok(()) => {
                state.contents.passing.remove(hash);
                state.contents.stored.insert(place);
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

    /// Puts a content into the database, sealed if its place is for sealed ones.
    async fn shelve(&self, place: &Shelved, content: &Blob) -> Result<(), String> {
        let database = self.database().ok_or("本浏览器没有可用的存储")?;
        let sealing = self.state().contents.sealing.clone();
        match (place, sealing) {
            (Shelved::Sealed(_, name), Some((_, key))) => {
                database.keep_content(place, &key.seal_content(name, content).await?).await
            }
            _ => database.keep_content(place, content).await,
        }
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
        let (place, sealing) = {
            let state = self.state();
            (state.contents.place(hash), state.contents.sealing.clone())
        };
        let content = database.content(&place).await?.ok_or("文件不在本浏览器里")?;
        match (&place, sealing) {
            (Shelved::Sealed(_, name), Some((_, key))) => key.open_content(name, &content).await,
            _ => Ok(content),
        }
    }

    /// Learns which contents the database holds.
    pub(super) async fn start_contents(&self, database: &Database) {
        match database.contents().await {
            Ok(places) => self.change(|state| state.contents.stored = places.into_iter().into_set()),
            Err(reason) => page::log(&reason),
        }
    }

    /// Forgets what an earlier visit has left that nothing refers to; not while another page is open, whose history may.
    pub(super) async fn sweep_alone(&self) {
        let store = self.clone();
        alone::alone(async move {
            let plain = |place: &Shelved| match place {
                Shelved::Plain(hash) => ContentHash::parse(hash),
                Shelved::Sealed(..) => None,
            };
            let stored = store.state().contents.stored.iter().filter_map(plain).collect();
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
            let unneeded = some.difference(&referred).map(|hash| place("", hash, None)).collect();
            if is_busy { Ok(()) } else { self.forget_places(unneeded).await }
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
        // A sealed assessment has contents of its own.
        let open = state.open.iter().filter(|_| state.contents.sealing.is_none());
        for open in open.flat_map(|history| history.states()) {
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
        let places = hashes.iter().map(|hash| self.state().contents.place(hash)).collect();
        self.forget_places(places).await
    }

    async fn forget_places(&self, places: Vec<Shelved>) -> Result<(), String> {
        let stored = self.state().contents.stored.clone();
        let there: Vec<Shelved> = places.into_iter().filter(|place| stored.contains(place)).collect();
        let Some(database) = self.database().filter(|_| !there.is_empty()) else { return Ok(()) };
        database.forget_contents(&there).await?;
        self.change(|state| state.contents.forget_places(&there));
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
pub(super) fn contents_of(assessment: &Assessment) -> impl Iterator<Item = ContentHash> {
    assessment.files().map(|file| file.sha256.clone())
}
