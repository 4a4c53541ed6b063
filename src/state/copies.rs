//! Copies outside of the browser: the file that an assessment is saved to, and its dated backups.
//!
//! Three places can hold an assessment, and each has a status of its own: this browser ([`Keeping`](super::Keeping)), a file
//! that saving writes again and again, and the last backup, which is a file of its own each time. A status says no more than
//! is known: of a download nobody knows whether it was kept; a file that was written was read back.

use std::rc::Rc;

use award::assessment::Assessment;
use dossier::archive::Digest;
use wasm_bindgen_futures::spawn_local;
use yew::AttrValue;

use super::{Award, Keeping, State, Store};
use crate::browser::database::{self, Copied, Database, Extent};
use crate::browser::saving::Target;
use crate::browser::{clock, page};

/// How long after it was begun an assessment without a copy is worth a reminder, in milliseconds.
const WITHOUT_COPY: f64 = 15.0 * 60.0 * 1000.0;

/// What is known of a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// It was read.
    Read,
    /// It was written, read back and compared.
    Written,
    /// It was handed to the browser; whether the person kept it is not known.
    Downloaded,
}

impl Proof {
    const WORDS: [(Proof, &str); 3] = [(Proof::Read, "read"), (Proof::Written, "written"), (Proof::Downloaded, "downloaded")];

    fn word(self) -> &'static str {
        Proof::WORDS.into_iter().find(|(proof, _)| *proof == self).map_or("downloaded", |(_, word)| word)
    }

    /// How it is told beside a moment.
    pub fn told(self) -> &'static str {
        match self {
            Proof::Read => "已打开",
            Proof::Written => "已核对",
            Proof::Downloaded => "已下载，未核对",
        }
    }

    /// The proof of that word; the least if it is none.
    fn of_word(word: &str) -> Proof {
        Proof::WORDS.into_iter().find(|(_, each)| *each == word).map_or(Proof::Downloaded, |(proof, _)| proof)
    }
}

/// A copy in a file.
#[derive(Clone, Debug, PartialEq)]
pub struct FileCopy {
    /// The name of the file.
    pub name: AttrValue,
    /// When it was read, written or handed over, in milliseconds since 1970.
    pub at: f64,
    /// What is known of it.
    pub proof: Proof,
    /// The state that it holds; `None` if that is no state that this page has had.
    pub state: Option<Rc<Assessment>>,
    /// Whether the contents of files that belong to it are known to be missing in it.
    pub lacks_files: bool,
    pub(super) sha256: Rc<str>,
}

/// What is known of the copies that earlier visits noted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Noted {
    /// They are being read.
    #[default]
    Reading,
    /// They are known.
    Known,
    /// They cannot be read, so that nothing is known of copies that this visit has not made itself.
    Unreadable,
}

/// The copies of what is open.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Copies {
    /// The file that saving writes.
    pub file: Option<FileCopy>,
    /// The last backup.
    pub backup: Option<FileCopy>,
    /// What is known of the copies that earlier visits noted.
    pub noted: Noted,
    is_put_off: bool,
}

/// One of the copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    File,
    Backup,
}

/// A file that saving writes, and the assessment that it is of.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Place {
    pub(super) id: String,
    pub(super) target: Target,
}

impl FileCopy {
    /// A copy of a state, as of now. What this page writes without making a package holds no contents of files; of what it has
    /// read, that is not known.
    pub(super) fn of(name: AttrValue, proof: Proof, state: Rc<Assessment>, award: Award) -> FileCopy {
        let sha256 = fingerprint(&state, award);
        let lacks_files = proof != Proof::Read && state.files().count() > 0;
        FileCopy { name, at: clock::now(), proof, state: Some(state), lacks_files, sha256 }
    }

    /// Whether it holds that state.
    pub fn holds(&self, open: &Rc<Assessment>) -> bool {
        self.state.as_ref().is_some_and(|state| Rc::ptr_eq(state, open))
    }

    /// Whether it is known to hold that state and the files that belong to it. A download does not count.
    pub fn keeps(&self, open: &Rc<Assessment>) -> bool {
        self.proof != Proof::Downloaded && !self.lacks_files && self.holds(open)
    }

    /// What is said behind a copy that lacks the contents of files; nothing behind another.
    pub fn lacking(&self) -> &'static str {
        if self.lacks_files { "，不含材料文件" } else { "" }
    }

    fn noted(&self) -> Copied {
        Copied {
            name: self.name.to_string(),
            at: self.at,
            proof: self.proof.word().to_owned(),
            lacks_files: self.lacks_files,
            sha256: self.sha256.to_string(),
        }
    }

    fn of_note(note: Copied, open: &Rc<Assessment>, now: &str) -> FileCopy {
        let state = (note.sha256 == now).then(|| open.clone());
        FileCopy {
            name: note.name.into(),
            at: note.at,
            proof: Proof::of_word(&note.proof),
            state,
            lacks_files: note.lacks_files,
            sha256: note.sha256.into(),
        }
    }
}

fn fingerprint(state: &Assessment, award: Award) -> Rc<str> {
    Digest::of(award.save_file(state).as_bytes()).sha256.into()
}

impl Copies {
    /// The copies of an assessment that was read from a file; an earlier visit may have noted a backup of it.
    pub(super) fn read_from(name: AttrValue, state: Rc<Assessment>, award: Award) -> Copies {
        Copies { file: Some(FileCopy::of(name, Proof::Read, state, award)), ..Copies::default() }
    }

    fn at(&mut self, which: Which) -> &mut Option<FileCopy> {
        match which {
            Which::File => &mut self.file,
            Which::Backup => &mut self.backup,
        }
    }

    /// Whether one of them keeps that state.
    pub(super) fn keep(&self, open: &Rc<Assessment>) -> bool {
        self.file.iter().chain(&self.backup).any(|copy| copy.keeps(open))
    }
}

impl State {
    /// Whether it is time to say that what is open is in this browser and, as far as is known, nowhere else.
    pub fn lacks_copy(&self) -> bool {
        let Some(open) = self.assessment().filter(|open| !open.head.sample) else { return false };
        let Copies { file: None, backup: None, noted: Noted::Known | Noted::Unreadable, is_put_off: false } = self.copies else {
            return false;
        };
        let begun = clock::moment(open.head.created);
        !(0.0..WITHOUT_COPY).contains(&(clock::now() - begun)) && **open != Assessment::empty(open.head.clone())
    }
}

/// What a save file leaves out: the contents of files, which only a package holds.
pub(super) fn without_files(open: &Assessment) -> String {
    match open.files().count() {
        0 => String::new(),
        count => format!("附件（{count} 个文件）不在里面，要一起带走请“导出申报材料”。"),
    }
}

impl Store {
    /// Learns what an earlier visit, or another page, noted of the copies of what is open.
    pub(super) fn recall_copies(&self) {
        let store = self.clone();
        spawn_local(async move { store.learn_copies().await });
    }

    /// The same, to be waited for.
    pub(super) async fn learn_copies(&self) {
        let Some(open) = self.told().assessment().cloned() else { return };
        let noted = match self.database() {
            Some(database) => self.opened_copies(&database, open.head.id.as_str()).await,
            None => Ok(database::Copies::default()),
        };
        if !self.has_open(open.head.id.as_str()) {
            return;
        }
        match noted {
            Ok(noted) => self.take_noted(&open, noted),
            Err(reason) => {
                self.change(|state| state.copies.noted = Noted::Unreadable);
                self.complain(format!("本浏览器记下的文件和备份读不出来：{reason}。文件本身没有改动，记下的也还在。"));
            }
        }
    }

    /// Takes over what an earlier visit noted, except where this one knows better.
    fn take_noted(&self, open: &Rc<Assessment>, noted: database::Copies) {
        let is_noted = noted.file.is_some() || noted.backup.is_some();
        let award = self.told().award_for(open);
        let now = if is_noted { fingerprint(open, award) } else { Rc::default() };
        // The handle is that of the noted file.
        if let Some(target) = noted.target.filter(|_| self.told().copies.file.is_none()) {
            self.set_place(Some(Place { id: open.head.id.to_string(), target }));
        }
        self.change(|state| {
            let copy = |note: Option<Copied>| note.map(|note| FileCopy::of_note(note, open, &now));
            let known = &mut state.copies;
            known.file = known.file.take().or_else(|| copy(noted.file));
            known.backup = known.backup.take().or_else(|| copy(noted.backup));
            known.noted = Noted::Known;
        });
    }

    /// Keeps for later visits which file what is open was read from.
    pub(super) fn note_file(&self) {
        self.keep_noted(Extent::Changed, Some(Which::File));
    }

    /// Keeps all that is known of copies anew, as under another key: of what was noted before nothing is left.
    pub(super) fn note_copies_anew(&self) {
        self.keep_noted(Extent::Whole, None);
    }

    /// Keeps for later visits what is known of one copy, or of all.
    fn keep_noted(&self, extent: Extent, only: Option<Which>) {
        let Some((database, id)) = self.database().zip(self.told().assessment().map(|open| open.head.id.to_string())) else {
            return;
        };
        let (store, key) = (self.clone(), self.key_of(&id));
        let mut noted = {
            let mut copies = self.told().copies.clone();
            let mut note =
                |which| copies.at(which).as_ref().filter(|_| only.is_none_or(|only| only == which)).map(FileCopy::noted);
            // A handle holds the name of its file.
            let target = self.place_of(&id).filter(|_| key.is_none());
            database::Copies { file: note(Which::File), backup: note(Which::Backup), target }
        };
        spawn_local(async move {
            let outcome = async {
                for copy in noted.file.iter_mut().chain(&mut noted.backup) {
                    if let Some(key) = &key {
                        copy.name = key.seal("copy", &copy.name).await?;
                    }
                }
                database.note_copies(&id, &noted, extent).await
            };
            if let Err(reason) = outcome.await {
                store.say_unnoted(&reason);
            }
        });
    }

    /// Says that a later visit will not know of a copy. Where nothing else can be written either, that is said already.
    fn say_unnoted(&self, reason: &str) {
        page::log(reason);
        if !matches!(self.told().keeping, Keeping::Failed(_)) {
            self.complain(format!(
                "没能记下文件和备份的状态（{reason}）。文件本身不受影响；下次打开时，这里显示的可能是旧的状态。"
            ));
        }
    }

    /// What was noted of copies, with the names of their files.
    async fn opened_copies(&self, database: &Database, id: &str) -> Result<database::Copies, String> {
        let mut noted = database.copies(id).await?;
        if let Some(key) = self.key_of(id) {
            for copy in noted.file.iter_mut().chain(&mut noted.backup) {
                copy.name = key.open("copy", &copy.name).await?;
            }
        }
        Ok(noted)
    }

    /// Says no more in this visit that there is no copy.
    pub fn put_off_copy(&self) {
        self.change(|state| state.copies.is_put_off = true);
    }

    /// Notes that a package was made, with or without some files that belong to it, and says of a download what is not known.
    pub fn backed_up_as(&self, name: AttrValue, proof: Proof, state: Rc<Assessment>, lacks_files: bool) {
        if proof == Proof::Downloaded {
            self.say_downloaded("申报材料包", &name, "");
        }
        let award = self.state().award_for(&state);
        self.note_copy(Which::Backup, FileCopy { lacks_files, ..FileCopy::of(name, proof, state, award) });
    }

    /// Notes a backup without the contents of files.
    pub(super) fn backed_up(&self, name: AttrValue, proof: Proof, state: Rc<Assessment>) {
        let award = self.state().award_for(&state);
        self.note_copy(Which::Backup, FileCopy::of(name, proof, state, award));
    }

    pub(super) fn say_downloaded(&self, what: &str, name: &str, remark: &str) {
        self.say(format!("{what}已交给浏览器下载：{name}。请到下载文件夹确认，重要时再打开核对一次。{remark}"));
    }

    /// Notes a copy of what is open; one of something else is not its copy.
    pub(super) fn note_copy(&self, which: Which, copy: FileCopy) {
        let id = copy.state.as_ref().map(|state| state.head.id.clone());
        let is_open = self.state().assessment().map(|open| open.head.id.clone()) == id;
        if is_open {
            self.change(|state| *state.copies.at(which) = Some(copy));
            self.keep_noted(Extent::Changed, Some(which));
        }
    }

    pub(super) fn place_of(&self, id: &str) -> Option<Target> {
        self.place().filter(|place| place.id == id).map(|place| place.target)
    }
}
