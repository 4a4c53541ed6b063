//! The review of the regulation, played through (模拟评审): from the team of examiners to the prize money.
//!
//! A [`Session`] is changed only by [`Session::apply`], which judges every action and answers a refused one with its clause.
//! Every step can be stepped back. Every action leaves a line in the record, and so does taking one back: lines are added and
//! never taken out. Only ballots in a box leave none, until the box is counted or cancelled; if the page is closed before,
//! nothing tells of it. Numbers, clauses and names of the steps come from the scheme.
//!
//! # Secrecy of the ballot
//!
//! Nothing that is kept links a voter with a vote:
//!
//! - The session holds who has handed in a ballot as a set, and for each candidate four sums. There is no list of ballots, so
//!   there is no order, and no ballot as a whole, whose pattern could be recognised.
//! - All sums of a ballot arrive in one action, [`Event::Counted`], with one time. No state of the session, no line of the
//!   record and no step of an undo history lies between two voters, so no two states differ by one vote.
//! - While voters vote, a [`BallotBox`] adds up. It cannot be looked into, copied, printed or saved; it is closed into a count,
//!   or cancelled ([`Event::Cancelled`]): then the record tells how many ballots were in it, and nobody learns their sums.
//! - There is never a second count beside the first: a count must be annulled before another one, and with it its sums are
//!   gone, from the session and, because such an action empties [`History`], from the steps that could be undone. The record
//!   tells that there was a count and how many ballots it had, no sums. Otherwise two counts with one voter more would tell
//!   how that voter voted.
//! - A count of fewer than [`LEAST_BALLOTS`] ballots is refused, because sums of one or two votes are the votes themselves.
//!
//! What remains: sums in which all voted alike tell how everybody voted ([`Tally::is_unanimous`]), as on paper; and whoever
//! keeps copies of the file from before and after an annulled count can compare them.

mod applying;
mod ballot;
mod history;
mod notice;
mod outcome;
mod phases;
mod ranking;
mod readings;
mod record;
mod rehearsal;
mod room;
mod scores;
mod team;
pub mod v1;
mod weighted;

pub use applying::{Action, Event};
pub use ballot::{BallotBox, Count, LEAST_BALLOTS, Tally, Vote, Voter};
pub use history::History;
pub use notice::{Answer, Notice, Objection, Objector};
pub use outcome::{BEHIND, Choice, Payment, PrizeOutcome, Tie};
pub use ranking::{Ranked, ranks};
pub use readings::{InForce, Readings};
pub use record::Record;
pub use rehearsal::{Rehearsal, RehearsalTotals};
pub use room::{Brought, FromCard, card_for};
pub use scores::{Mark, Source, Stage};
pub use team::{Declaration, Examiner, Remark};
pub use weighted::{Weighted, WeightedRange};

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use jiff::civil::{Date, DateTime};

use crate::envelope::{self, Kind, OpenError, Opened};
use crate::scheme::Phase;
use crate::{ApplicantId, CriteriaId, ExaminerId, ItemId, ObjectionId, PrizeId, SchemeId, SessionId, Text, VoterId};

/// The kind of file that a review session is kept in.
pub const KIND: Kind = Kind { format: "quality-award-review", version: 1, name: "模拟评审文件" };

/// A review session as far as it has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// What tells it from others.
    pub head: Head,
    /// How it reads what the regulation leaves open.
    pub readings: Readings,
    /// The step that it is in.
    pub phase: Phase,
    /// The team.
    pub examiners: BTreeMap<ExaminerId, Examiner>,
    /// The applicants under review.
    pub applicants: BTreeMap<ApplicantId, Rc<Applicant>>,
    /// The members of the committee who may vote.
    pub voters: BTreeMap<VoterId, Voter>,
    /// The count of the ballot.
    pub count: Option<Count>,
    /// How the committee chose among candidates that votes and scores do not tell apart.
    pub choices: BTreeMap<PrizeId, Choice>,
    /// The public notice, once it is over.
    pub notice: Option<Notice>,
    /// Objections.
    pub objections: BTreeMap<ObjectionId, Rc<Objection>>,
    /// The day on which the government decided.
    pub approved: Option<Date>,
    /// What has happened, the first first.
    pub record: Vec<Rc<Record>>,
}

/// What tells a session from others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its id.
    pub id: SessionId,
    /// The scheme that it plays through.
    pub scheme: SchemeId,
    /// The edition of the criteria.
    pub criteria: CriteriaId,
    /// Its title.
    pub title: Text,
    /// When it was created, in local time.
    pub created: DateTime,
}

/// An applicant under review.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applicant {
    /// Its name or alias.
    pub name: Text,
    /// The prizes that it has won before.
    pub former: BTreeSet<PrizeId>,
    /// Why it left the review, if it did.
    pub withdrawn: Option<Text>,
    /// What each examiner has declared.
    pub declarations: BTreeMap<ExaminerId, Declaration>,
    /// The scores of the document review.
    pub documents: BTreeMap<ItemId, Mark>,
    /// The scores of the site visit.
    pub site: BTreeMap<ItemId, Mark>,
    /// The prize that it is a candidate for.
    pub nominated: Option<PrizeId>,
    /// Whether it has presented itself to the committee.
    pub presented: bool,
}

impl Session {
    /// A session in which nothing has happened.
    #[must_use]
    pub fn new(head: Head, readings: Readings) -> Session {
        Session {
            head,
            readings,
            phase: Phase::Team,
            examiners: BTreeMap::new(),
            applicants: BTreeMap::new(),
            voters: BTreeMap::new(),
            count: None,
            choices: BTreeMap::new(),
            notice: None,
            objections: BTreeMap::new(),
            approved: None,
            record: Vec::new(),
        }
    }

    /// The applicants that have not left the review.
    pub fn present(&self) -> impl Iterator<Item = (&ApplicantId, &Applicant)> {
        self.applicants.iter().map(|(id, applicant)| (id, &**applicant)).filter(|(_, applicant)| applicant.withdrawn.is_none())
    }

    /// The candidates for a prize that have not left the review.
    pub fn candidates<'a>(&'a self, prize: &'a PrizeId) -> impl Iterator<Item = (&'a ApplicantId, &'a Applicant)> {
        self.present().filter(move |(_, applicant)| applicant.nominated.as_ref() == Some(prize))
    }

    /// All candidates that have not left the review.
    pub fn every_candidate(&self) -> impl Iterator<Item = (&ApplicantId, &Applicant)> {
        self.present().filter(|(_, applicant)| applicant.nominated.is_some())
    }

    /// The name of an applicant.
    #[must_use]
    pub fn name(&self, id: &ApplicantId) -> Text {
        self.applicants.get(id).map(|applicant| applicant.name.clone()).unwrap_or_default()
    }
}

/// The file of a session.
#[must_use]
pub fn write(session: &Session) -> String {
    envelope::to_json(&v1::File::from(session))
}

/// Reads the file of a session.
///
/// # Errors
/// See [`OpenError`]. Nothing is half-read: what was decided is not passed over when it means nothing.
pub fn open(json: &str) -> Result<Opened<Session>, OpenError> {
    let form: v1::File = envelope::open(json)?;
    let value = form.into_session().map_err(|place| OpenError::Malformed(KIND, place))?;
    Ok(Opened { value, warnings: Vec::new() })
}

/// The JSON Schema of the form that [`write`] writes, as it is published.
#[cfg(feature = "schema")]
#[must_use]
pub fn schema() -> String {
    envelope::schema::<v1::File>()
}
