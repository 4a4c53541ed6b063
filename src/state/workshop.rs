//! The desk of workshops and reviews: score cards of others, a consensus, a review. It lies beside the own application and
//! never touches it: nothing here is an action of the assessment, and it is kept in a database of its own.
//!
//! A ballot box lives nowhere else than here: it is neither saved nor copied, see [`award::review`].

mod awards;
mod away;
mod content;
mod incoming;
mod keeping;
mod loading;
mod rehearsal;
mod review;
mod room;
mod sessions;

use std::collections::BTreeMap;
use std::ops::Deref;
use std::rc::Rc;

use award::ApplicantId;
use award::catalog::Catalog;
use award::cohort::Settings;
use award::consensus::Consensus;
use award::review::{History, Rehearsal};

pub use self::content::Content;
pub(super) use self::keeping::Keeper as DeskKeeper;
pub use self::keeping::{DeskKeeping, MOST_KEPT, Unreadable};
pub use self::loading::Loading;
pub use self::review::Box as BallotBox;
pub use self::room::{Room, Told};
use super::{State, Store};

/// A part of the state that is compared by where it lies, because it is large and never changes in place.
#[derive(Debug)]
pub struct Shared<T>(pub Rc<T>);

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Shared(self.0.clone())
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> From<T> for Shared<T> {
    fn from(value: T) -> Self {
        Shared(Rc::new(value))
    }
}

/// What is on the desk.
pub struct Workshop {
    /// The cards side by side.
    pub room: Shared<Room>,
    /// How the room is looked at.
    pub settings: Settings,
    /// Files that are being read.
    pub loading: Option<Loading>,
    /// The consensus.
    pub consensus: Option<Shared<Consensus>>,
    /// The review.
    pub review: Option<Shared<History>>,
    /// The ballot that is being held.
    pub ballot: Option<BallotBox>,
    /// The reviews of one company, by the id of its assessment.
    pub rehearsals: Shared<BTreeMap<ApplicantId, Rehearsal>>,
    /// Those of assessments that have a password. They are kept nowhere: the desk lies in the open.
    pub sealed_rehearsals: BTreeMap<ApplicantId, Rehearsal>,
    /// What gave way to something else, the latest last, until it is taken back or dropped.
    away: Shared<Vec<Content>>,
    /// Whether this browser holds what is on the desk.
    pub keeping: DeskKeeping,
    /// What lies in this browser and cannot be read.
    pub unreadable: Vec<Unreadable>,
}

impl Workshop {
    /// An empty desk.
    pub fn new(catalog: &Catalog) -> Workshop {
        Workshop {
            room: Room::empty(catalog).into(),
            settings: Settings::default(),
            loading: None,
            consensus: None,
            review: None,
            ballot: None,
            rehearsals: BTreeMap::new().into(),
            sealed_rehearsals: BTreeMap::new(),
            away: Vec::new().into(),
            keeping: DeskKeeping::Kept,
            unreadable: Vec::new(),
        }
    }
}

impl Store {
    /// Changes what is on the desk.
    fn on_desk(&self, change: impl FnOnce(&mut Workshop)) {
        self.change(|state: &mut State| change(&mut state.workshop));
        self.keep_desk();
    }
}
