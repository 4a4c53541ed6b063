//! Passwords: an assessment that lies sealed in this browser is opened with its password, gets one, another or none.

use std::collections::BTreeSet;
use std::rc::Rc;

use award::assessment::Assessment;
use award::evidence::ContentHash;
use award::order::Gather;
use award::savefile::{self, Opened};
use wasm_bindgen_futures::spawn_local;
use yew::AttrValue;

use super::contents::{contents_of, place};
use super::shelf::{ShelfEntry, title_of};
use super::turns::{Hold, read};
use super::{Keeping, Noted, State, Store};
use crate::browser::database::{Claimed, Database, Shelved, Tenure, opened_parts};
use crate::browser::seal::{Key, Seal};
use crate::browser::tabs::{self, Word};
use crate::browser::{clock, page, timer};

/// Somebody is asked for a password.
#[derive(Clone, Debug, PartialEq)]
pub struct Asking {
    /// The id of what is to be opened.
    pub id: AttrValue,
    /// When it was saved, in milliseconds since 1970.
    pub saved_at: f64,
    /// Why the last answer did not open it.
    pub refused: Option<AttrValue>,
    /// Whether an answer is being tried.
    pub is_trying: bool,
    seal: Seal,
}

/// The key of the assessment that is open, or was last.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Unlocked {
    pub(super) id: String,
    pub(super) key: Key,
}

impl State {
    /// Whether what is open lies sealed in this browser.
    pub fn is_sealed(&self) -> bool {
        self.assessment().is_some_and(|open| self.contents.seals(open.head.id.as_str()))
    }
}

impl Store {
    /// The key of that assessment, if this page knows it.
    pub(super) fn key_of(&self, id: &str) -> Option<Key> {
        self.unlocked().filter(|unlocked| unlocked.id == id).map(|unlocked| unlocked.key)
    }

    /// What parts of the database make up; they may be sealed.
    pub(super) async fn read_sealed(&self, id: &str, parts: &[(String, String)], seal: Option<&Seal>) -> Result<Opened, String> {
        match (seal, self.key_of(id)) {
            (None, _) => read(parts),
            (Some(seal), Some(key)) if key.parameters() == seal => read(&opened_parts(&key, parts).await?),
            (Some(_), _) => Err("它已加密，没有密码打不开。".to_owned()),
        }
    }

    /// Whether a password has to be asked for before this can be opened; then it is.
    pub(super) fn asks_password(&self, id: &str, seal: Option<&Seal>) -> bool {
        let Some(seal) = seal else { return false };
        if self.key_of(id).is_some_and(|key| key.parameters() == seal) {
            return false;
        }
        let (id, seal) = (AttrValue::from(id.to_owned()), seal.clone());
        self.change(|state| {
            let saved_at = state.shelf.iter().find(|entry| entry.id == id).map_or(0.0, |entry| entry.saved_at);
            state.asking = Some(Asking { id, saved_at, refused: None, is_trying: false, seal });
            if state.keeping == Keeping::Starting {
                state.keeping = Keeping::Idle;
            }
        });
        true
    }

    /// Tries a password on what is asked about, and opens it.
    pub fn unlock(&self, password: String) {
        let asking = self.state().asking.clone().filter(|asking| !asking.is_trying);
        let (store, Some(mut asking)) = (self.clone(), asking) else { return };
        asking.is_trying = true;
        self.change(|state| state.asking = Some(asking.clone()));
        spawn_local(async move {
            let refused = match asking.seal.unlock(&password).await {
                Ok(Some(key)) => {
                    store.set_unlocked(Some(Unlocked { id: asking.id.to_string(), key }));
                    store.change(|state| state.asking = None);
                    return store.open(&asking.id).await;
                }
                Ok(None) => "密码不对。内容没有改动，可以再试。".to_owned(),
                Err(reason) => format!("没有打开：{reason}"),
            };
            store.change(|state| {
                if state.asking.is_some() {
                    state.asking = Some(Asking { refused: Some(refused.into()), is_trying: false, ..asking });
                }
            });
        });
    }

    /// Asks no more; what was asked about stays closed.
    pub fn stop_asking(&self) {
        self.change(|state| state.asking = None);
    }

    /// Seals what is open with a password, or with none from now on. Everything that lies in this browser of it is written
    /// anew: parts, revisions, what is known of copies, and the contents of evidence.
    pub fn seal(&self, password: Option<String>) {
        self.settle();
        let (store, Some(open)) = (self.clone(), self.state().assessment().cloned()) else { return };
        spawn_local(async move {
            store.set_busy(true);
            // A write that is under way is still one under the old key.
            while store.is_writing() {
                timer::pause(20).await;
            }
            let outcome = store.seal_open(&open, password.as_deref()).await;
            if outcome.is_ok() {
                store.seal_rehearsal(open.head.id.as_str(), password.is_some());
            }
            store.set_busy(false);
            // What was entered meanwhile.
            store.change(|_| ());
            match (outcome, password) {
                (Ok(()), Some(_)) => {
                    store.say("已加密：本浏览器里的内容、版本和材料文件都换成密文。请记住密码，忘了没有办法找回。")
                }
                (Ok(()), None) => store.say("已取消密码：本浏览器里的内容不再加密。"),
                (Err(reason), _) => store.complain(format!("密码没有改变：{reason}。原来的内容没有动。")),
            }
        });
    }

    async fn seal_open(&self, open: &Rc<Assessment>, password: Option<&str>) -> Result<(), String> {
        let id = open.head.id.to_string();
        let database = self.database().ok_or("本浏览器没有可用的存储")?;
        let old = self.held_tenure(&id).ok_or("这份申报还没有存进本浏览器，或正在别处编辑")?;
        if self.told().copies.noted == Noted::Reading {
            self.learn_copies().await;
        }
        let key = match password {
            Some(password) => Some(Key::of(password).await?),
            None => None,
        };
        let new = old.successor(key.clone());
        let hashes = self.all_contents(&database, open, old.key.as_ref()).await?;
        self.seal_contents(&id, &hashes, key.as_ref()).await?;
        let head = new.head(title_of(open), clock::now());
        let parts = savefile::changed_parts(None, open);
        database.seal_anew(&old, &new, &head, &parts).await.map_err(|reason| reason.to_string())?;
        self.write_under(new);
        self.change(|state| {
            state.set_held(Some(open.clone()));
            state.put_on_shelf(ShelfEntry::kept(head));
        });
        // The names of files must not stay behind as they lay there, nor under the key before.
        self.note_copies_anew();
        self.forget_other_contents(&id, hashes).await;
        self.recall_revisions().await;
        // A page that follows must not go on showing what only a password opens.
        tabs::say(Word::Wrote, &id);
        Ok(())
    }

    /// Writes from now on under another tenure, with its key or with none.
    fn write_under(&self, tenure: Tenure) {
        let (id, key) = (tenure.id.clone(), tenure.key.clone());
        self.replace_tenure(tenure);
        self.set_unlocked(key.clone().map(|key| Unlocked { id: id.clone(), key }));
        let sealing = key.map(|key| (id, key));
        self.change(|state| state.contents.seal_with(sealing));
    }

    /// Closes what is open and forgets its key: from then on only the password opens it.
    pub fn lock(&self) {
        self.let_go();
        self.set_unlocked(None);
        self.leave_quietly();
        self.forget_sealed_rehearsals();
        self.change(|state| state.contents.seal_with(None));
        self.say("已锁上：再打开要输入密码。");
    }

    /// The contents that an assessment and its revisions refer to.
    async fn all_contents(
        &self,
        database: &Database,
        open: &Assessment,
        key: Option<&Key>,
    ) -> Result<BTreeSet<ContentHash>, String> {
        let id = open.head.id.as_str();
        let mut hashes = contents_of(open).into_set();
        for revision in database.revisions(id, key).await? {
            let state = database.revision(id, &revision.id, key).await?;
            for (start, find) in savefile::WITH_CONTENTS {
                for (_, json) in state.iter().filter(|(path, _)| path.starts_with(start)) {
                    hashes.extend(find(json)?);
                }
            }
        }
        Ok(hashes)
    }

    /// Copies contents to where they lie under another key, and reads them back.
    async fn seal_contents(&self, id: &str, hashes: &BTreeSet<ContentHash>, key: Option<&Key>) -> Result<(), String> {
        let Some(database) = self.database() else { return Ok(()) };
        for hash in hashes {
            let is_here = self.state().contents.is_stored(hash);
            if !is_here {
                continue;
            }
            let content = self.content(hash).await?;
            let place = place(id, hash, key);
            let content = match (key, &place) {
                (Some(key), Shelved::Sealed(_, name)) => key.seal_content(name, &content).await?,
                _ => content,
            };
            database.keep_content(&place, &content).await?;
            self.change(|state| state.contents.know(place));
        }
        Ok(())
    }

    /// Forgets the copies of contents that lie where they lay under the key before.
    async fn forget_other_contents(&self, id: &str, hashes: BTreeSet<ContentHash>) {
        let sealed = self.state().contents.sealed_elsewhere(id, &hashes);
        if let Some(database) = self.database().filter(|_| !sealed.is_empty())
            && let Err(reason) = database.forget_contents(&sealed).await
        {
            page::log(&reason);
        }
        self.change(|state| state.contents.forget_places(&sealed));
        self.sweep(hashes).await;
    }

    /// The hold on an assessment, with the key by which it is written.
    pub(super) fn with_known_key(&self, hold: Hold, claimed: &Claimed) -> Hold {
        let key = self.key_of(&hold.tenure.id).filter(|key| match &claimed.head {
            Some(head) => head.seal.as_ref() == Some(key.parameters()),
            None => claimed.is_empty,
        });
        Hold { tenure: hold.tenure.with_key(key), ..hold }
    }
}
