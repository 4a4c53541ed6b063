//! Who writes: one page at a time has the turn for an assessment, the others read what it writes and can take over.
//!
//! *No edit is lost without being told.* What is typed in a page is in the state of that page. It leaves that state only by
//! being written, and a write either counts or is refused with [`Unwritten::TurnLost`]. When a page gives its turn up,
//! because another asks, because its lock was stolen or because a write was refused, it first writes what is not written
//! yet; if that is refused, all of its state becomes an assessment of its own on the shelf, or at least a file, and the person
//! is told. From then on the page takes no actions, so nothing new can be lost.

use std::rc::Rc;

use award::assessment::Assessment;
use award::history::History;
use award::savefile::{self, Opened};
use wasm_bindgen_futures::spawn_local;

use super::copies::Copies;
use super::keeper::whole;
use super::shelf::{Origin, ShelfEntry, title_of};
use super::{Keeping, Store};
use crate::browser::database::{Claimed, Database, Extent, Head, Tenure, Unwritten};
use crate::browser::seal::Seal;
use crate::browser::tabs::{self, Word};
use crate::browser::turn::{self, How, Turn};
use crate::browser::{clock, page, session};

/// How long a page that was asked for its turn may take to write and give it up, in milliseconds. A page in the background
/// may sleep; after that its turn is taken from it.
const PATIENCE: u32 = 3000;

/// Whether this page may change what is open.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Standing {
    /// It may.
    Edits,
    /// Another page does; this one shows what that one writes.
    Follows,
    /// An earlier state is shown, of that moment in milliseconds since 1970.
    Looks(f64),
}

/// The right to write an assessment, with the lock that tells other pages.
pub(super) struct Hold {
    /// What the database asks for.
    pub(super) tenure: Tenure,
    pub(super) _turn: Turn,
}

/// Why an assessment cannot be written here.
#[derive(Debug, PartialEq)]
pub(super) enum Refusal {
    /// Another page writes it.
    Elsewhere,
    /// The reason.
    Failed(String),
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Refusal::Elsewhere => f.write_str("它正在另一个标签页里编辑，请先在那里关闭"),
            Refusal::Failed(reason) => f.write_str(reason),
        }
    }
}

/// The assessment that parts of the database make up.
pub(super) fn read(parts: &[(String, String)]) -> Result<Opened, String> {
    let json = savefile::join_parts(parts.iter().map(|(path, json)| (path.as_str(), json.as_str())))?;
    savefile::open(&json).map_err(|error| error.to_string())
}

impl Store {
    /// Listens to what other pages say.
    pub(super) fn listen(&self) {
        let store = self.clone();
        tabs::listen(move |word, id| store.hear(word, id)).forget();
    }

    fn hear(&self, word: Word, id: &str) {
        let (store, id) = (self.clone(), id.to_owned());
        spawn_local(async move {
            match word {
                Word::Wrote => store.see(&id).await,
                Word::Asks => store.give_up_turn(&id).await,
                Word::Wiped => store.database_was_wiped(),
            }
        });
    }

    /// Claims an assessment of the database.
    pub(super) async fn claim(&self, id: &str, how: How) -> Result<(Hold, Claimed), Refusal> {
        let _turn = self.claims().enter().await;
        self.claim_in_turn(id, how).await
    }

    async fn claim_in_turn(&self, id: &str, how: How) -> Result<(Hold, Claimed), Refusal> {
        let database = self.database().ok_or_else(|| Refusal::Failed("本浏览器没有可用的存储".to_owned()))?;
        let (losing, lost) = (self.clone(), id.to_owned());
        let lost = move || spawn_local(async move { losing.give_up_turn(&lost).await });
        let turn = turn::take(id, how, lost).await.ok_or(Refusal::Elsewhere)?;
        let claimed = database.claim(id).await.map_err(Refusal::Failed)?;
        let hold = self.with_known_key(Hold { tenure: claimed.tenure.clone(), _turn: turn }, &claimed);
        Ok((hold, claimed))
    }

    /// The tenure under which what is open is written, claimed if there is none yet; `None` if it was let go meanwhile, because
    /// then whoever let it go writes it.
    pub(super) async fn tenure_of(&self, open: &Rc<Assessment>) -> Result<Option<Tenure>, Unwritten> {
        let id = open.head.id.as_str();
        if let Some(tenure) = self.held_tenure(id) {
            return Ok(Some(tenure));
        }
        let _turn = self.claims().enter().await;
        let waits = |store: &Store| store.has_open(id) && store.held_tenure(id).is_none();
        if !waits(self) {
            return Ok(None);
        }
        let hold = self.first_claim(open).await;
        if !waits(self) {
            return Ok(None);
        }
        let hold = hold?;
        let tenure = hold.tenure.clone();
        self.set_hold(Some(hold));
        Ok(Some(tenure))
    }

    /// Claims what this page has never written, in its turn of the queue. It must find nothing there, what this page knows to
    /// be there, or the same, as when a file is opened again that was deleted.
    pub(super) async fn first_claim(&self, open: &Rc<Assessment>) -> Result<Hold, Unwritten> {
        let id = open.head.id.as_str();
        let (hold, claimed) = match self.claim_in_turn(id, How::IfFree).await {
            Ok(claimed) => claimed,
            Err(Refusal::Elsewhere) => return Err(Unwritten::TurnLost),
            Err(Refusal::Failed(reason)) => return Err(Unwritten::Failed(reason)),
        };
        let known = self.told().known.clone();
        let seal = claimed.head.as_ref().and_then(|head| head.seal.as_ref());
        let there = self.read_sealed(id, &claimed.parts, seal).await;
        let is_known =
            there.is_ok_and(|there| there.assessment == **open || known.is_some_and(|known| there.assessment == *known));
        if !claimed.is_empty && !is_known {
            return Err(Unwritten::Failed("本浏览器里有编号相同的另一份内容（可能在“已删除”里），没有覆盖它".to_owned()));
        }
        Ok(hold)
    }

    /// Whether that assessment is the one that is open.
    pub(super) fn has_open(&self, id: &str) -> bool {
        self.told().assessment().is_some_and(|open| open.head.id.as_str() == id)
    }

    /// Shows an assessment that another page writes.
    pub(super) async fn follow(&self, id: &str) {
        let Some(database) = self.database() else { return };
        let seal = self.seal_of(id);
        if self.asks_password(id, seal.as_ref()) {
            return;
        }
        let opened = match database.parts(id).await {
            Ok(parts) => self.read_sealed(id, &parts, seal.as_ref()).await,
            Err(reason) => Err(reason),
        };
        match opened {
            Ok(opened) => self.show(opened.assessment, Origin::Database, None),
            Err(reason) => self.set_aside(id, &reason),
        }
    }

    /// Lets this page write what it follows.
    pub fn edit_here(&self) {
        let id = self.state().assessment().map(|open| open.head.id.to_string());
        let (store, Some(id)) = (self.clone(), id) else { return };
        spawn_local(async move {
            tabs::say(Word::Asks, &id);
            let claimed = match store.claim(&id, How::Within(PATIENCE)).await {
                Err(Refusal::Elsewhere) => store.claim(&id, How::Steal).await,
                other => other,
            };
            let opened = match claimed {
                Ok((hold, claimed)) => {
                    let seal = claimed.head.as_ref().and_then(|head| head.seal.as_ref());
                    let opened = store.read_sealed(&id, &claimed.parts, seal).await;
                    opened.map(|opened| (hold, opened)).map_err(Refusal::Failed)
                }
                Err(refusal) => Err(refusal),
            };
            match opened {
                Ok((hold, opened)) => {
                    store.show(opened.assessment, Origin::Database, Some(hold));
                    store.say("已改在这个标签页里编辑，另一个标签页只能看。");
                }
                Err(reason) => store.complain(format!("没有接过来：{reason}")),
            }
        });
    }

    /// Another page wrote something: the list follows, and what this page shows if it is that.
    async fn see(&self, id: &str) {
        self.read_shelf().await;
        let follows = |store: &Store| store.told().standing == Standing::Follows && store.has_open(id);
        let Some(database) = self.database().filter(|_| follows(self)) else { return };
        let parts = database.parts(id).await;
        if !follows(self) {
            return;
        }
        match parts {
            Ok(parts) if parts.is_empty() || self.told().is_deleted(id) => self.leave("另一个标签页删除了这份申报。"),
            Ok(parts) => match self.read_sealed(id, &parts, self.seal_of(id).as_ref()).await {
                Ok(opened) => self.show_as_followed(opened.assessment),
                Err(reason) => self.leave(&format!("另一个标签页改了密码或内容：{reason}")),
            },
            Err(reason) => page::log(&reason),
        }
    }

    fn show_as_followed(&self, assessment: Assessment) {
        let open = Rc::new(assessment);
        self.change(|state| {
            let saved_at = state.shelf.iter().find(|entry| entry.id == open.head.id.as_str()).map(|entry| entry.saved_at);
            state.set_held(Some(open.clone()));
            state.keeping = saved_at.map_or(Keeping::Pending, Keeping::Kept);
            state.open = Some(History::new(open));
            state.copies = Copies::default();
        });
        self.recall_copies();
    }

    /// Takes what is open away, because it is no longer there.
    fn leave(&self, message: &str) {
        self.leave_quietly();
        self.complain(message.to_owned());
    }

    /// Takes what is open away.
    pub(super) fn leave_quietly(&self) {
        session::forget(super::shelf::CURRENT);
        self.change(|state| {
            state.open = None;
            state.held = None;
            state.copies = Copies::default();
            state.keeping = Keeping::Idle;
        });
    }

    /// How an assessment of the shelf is sealed.
    fn seal_of(&self, id: &str) -> Option<Seal> {
        self.told().shelf.iter().find(|entry| entry.id == id).and_then(|entry| entry.seal.clone())
    }

    /// Writes what is not written yet, lets another page write from now on, and follows it.
    pub(super) async fn give_up_turn(&self, id: &str) {
        self.settle();
        let hold = self.take_hold(id);
        let Some(hold) = hold else { return };
        self.change(|state| state.standing = Standing::Follows);
        let (open, held) = (self.state().assessment().cloned(), self.state().held.clone());
        let unwritten = open.filter(|open| !held.is_some_and(|held| Rc::ptr_eq(&held, open)));
        let is_safe = match (&unwritten, self.database()) {
            (Some(open), Some(database)) => match whole(&database, &hold.tenure, open).await {
                Ok(_) => true,
                Err(reason) => {
                    self.keep_beside(&database, open, &reason).await;
                    false
                }
            },
            _ => true,
        };
        drop(hold);
        tabs::say(Word::Wrote, id);
        self.see(id).await;
        if is_safe {
            self.say("另一个标签页接管了这份申报；这里的内容都已存上，现在只能看。");
        }
    }

    /// Makes what could not be written an assessment of its own, so that nothing is lost.
    async fn keep_beside(&self, database: &Database, open: &Assessment, reason: &Unwritten) {
        let mut copy = open.clone();
        copy.head.id = page::random_id().as_str().into();
        let title = format!("{}（另一个标签页没存上的改动）", title_of(&copy));
        let key = self.key_of(open.head.id.as_str());
        let kept = async {
            let tenure = database.claim(copy.head.id.as_str()).await?.tenure.with_key(key);
            let head = tenure.head(title, clock::now());
            database.write(&tenure, &head, &savefile::changed_parts(None, &copy), Extent::Whole).await?;
            Ok::<Head, Unwritten>(head)
        };
        match kept.await {
            Ok(head) => {
                self.change(|state| state.put_on_shelf(ShelfEntry::kept(head.clone())));
                self.complain(format!("{reason}，这里最后的改动没来得及存进去，已另存为“{}”，在首页可以打开。", head.title));
            }
            Err(again) => self.hand_over(open, &again.to_string()),
        }
    }
}
