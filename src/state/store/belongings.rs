//! What a page holds that is no state: nothing on the screen follows from it.

use super::Store;
use crate::browser::database::{Database, Tenure};
use crate::browser::queue::Queue;
use crate::state::copies::Place as FilePlace;
use crate::state::sealing::Unlocked;
use crate::state::turns::Hold;
use crate::state::workshop::DeskKeeper;

impl Store {
    /// The database, once it is open.
    pub(in crate::state) fn database(&self) -> Option<Database> {
        self.0.database.borrow().clone()
    }

    pub(in crate::state) fn set_database(&self, database: Option<Database>) {
        *self.0.database.borrow_mut() = database;
    }

    /// Where raw data can be read from: the database, or one that this version can only look at.
    pub(in crate::state) fn archive(&self) -> Option<Database> {
        self.database().or_else(|| self.0.archive.borrow().clone())
    }

    pub(in crate::state) fn set_archive(&self, database: Database) {
        *self.0.archive.borrow_mut() = Some(database);
    }

    /// The tenure of that assessment, if this page holds it.
    pub(in crate::state) fn held_tenure(&self, id: &str) -> Option<Tenure> {
        self.0.hold.borrow().as_ref().filter(|hold| hold.tenure.id == id).map(|hold| hold.tenure.clone())
    }

    pub(in crate::state) fn set_hold(&self, hold: Option<Hold>) {
        *self.0.hold.borrow_mut() = hold;
    }

    /// The queue of claims, and of what must be over before the next: within this page they come one after the other, because
    /// a second one of the same assessment would take the first for another page's.
    pub(in crate::state) fn claims(&self) -> &Queue {
        &self.0.claims
    }

    /// The hold of that assessment, which this page no longer has then.
    pub(in crate::state) fn take_hold(&self, id: &str) -> Option<Hold> {
        self.0.hold.borrow_mut().take_if(|hold| hold.tenure.id == id)
    }

    /// The key that this page knows.
    pub(in crate::state) fn unlocked(&self) -> Option<Unlocked> {
        self.0.unlocked.borrow().clone()
    }

    pub(in crate::state) fn set_unlocked(&self, unlocked: Option<Unlocked>) {
        *self.0.unlocked.borrow_mut() = unlocked;
    }

    /// Lets the hold of an assessment write under another tenure of it.
    pub(in crate::state) fn replace_tenure(&self, tenure: Tenure) {
        if let Some(hold) = self.0.hold.borrow_mut().as_mut().filter(|hold| hold.tenure.id == tenure.id) {
            hold.tenure = tenure;
        }
    }

    /// Whether something else than the keeper writes, so that the keeper waits.
    pub(in crate::state) fn is_busy(&self) -> bool {
        self.0.busy.get()
    }

    pub(in crate::state) fn set_busy(&self, busy: bool) {
        self.0.busy.set(busy);
    }

    /// Whether the keeper writes at this moment.
    pub(in crate::state) fn is_writing(&self) -> bool {
        self.0.writing.get()
    }

    pub(in crate::state) fn set_writing(&self, writing: bool) {
        self.0.writing.set(writing);
    }

    /// The file that saving writes.
    pub(in crate::state) fn place(&self) -> Option<FilePlace> {
        self.0.place.borrow().clone()
    }

    pub(in crate::state) fn set_place(&self, place: Option<FilePlace>) {
        *self.0.place.borrow_mut() = place;
    }

    /// What keeps the desk of workshops.
    pub(in crate::state) fn desk_keeper(&self) -> &DeskKeeper {
        &self.0.desk
    }
}
