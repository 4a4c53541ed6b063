//! Consensus (合议): several examiners have scored one applicant on their own and agree on one percent for each item.
//!
//! Nothing is averaged: an item has a consensus percent when somebody enters one, with its reason and with the names of
//! those who agree, and every change stands in a ledger that only grows. Until the session is opened it shows no card, so
//! that whoever still scores is not led by the others.

mod agreement;
mod applying;
mod collation;
pub mod v1;

pub use agreement::{Meaning, Measure, Moments, Undefined, alpha, icc, meaning};
pub use collation::{FactorRow, ItemCollation, Mark, Merged, agenda};

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use jiff::civil::DateTime;

use crate::catalog::Catalog;
use crate::envelope::{self, Kind, OpenError, Opened};
use crate::points::Percent;
use crate::scorecard::{Author, CardItem, Role, Scorecard, Subject, card_id};
use crate::scoring::{Tally, totals_of};
use crate::{CardId, CriteriaId, ItemId, SchemeId, SessionId, Text};

/// The kind of file that a consensus is kept in.
pub const KIND: Kind = Kind { format: "quality-award-consensus", version: 1, name: "合议文件" };

/// A consensus as far as it has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consensus {
    /// What tells it from others, and what it is about.
    pub head: Head,
    /// Whether the cards are open to all.
    pub opened: bool,
    /// The examiners' cards, by author.
    pub cards: BTreeMap<Text, Rc<Scorecard>>,
    /// What was agreed.
    pub decisions: BTreeMap<ItemId, Rc<Decision>>,
    /// Every change, the first first. It only grows.
    pub ledger: Vec<Rc<Entry>>,
}

/// What a consensus is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its id.
    pub id: SessionId,
    /// The scheme.
    pub scheme: SchemeId,
    /// The edition of the criteria.
    pub criteria: CriteriaId,
    /// The review that the percents are for: document review or site visit.
    pub role: Role,
    /// The applicant.
    pub subject: Subject,
}

/// What was agreed about an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The percent.
    pub percent: Percent,
    /// Why; may be empty only if every examiner had given this percent.
    pub reason: Text,
    /// The examiners who agree, by name. Those who are missing do not.
    pub agreed: BTreeSet<Text>,
    /// What each examiner had given when it was agreed.
    pub basis: BTreeMap<Text, Option<Percent>>,
}

/// Something that somebody did at some time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// When, in local time.
    pub at: DateTime,
    /// Who entered it.
    pub by: Text,
    /// What happened.
    pub event: Event,
}

/// What can happen to a consensus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// An examiner's card came in, or a newer revision of it.
    AddedCard(Rc<Scorecard>),
    /// A card was taken out, for a reason.
    RemovedCard(CardId, Text),
    /// The cards were opened to all.
    Opened,
    /// An item's percent was agreed, or agreed anew.
    Decided {
        /// The item.
        item: ItemId,
        /// The percent.
        percent: Percent,
        /// Why.
        reason: Text,
        /// Who agrees.
        agreed: BTreeSet<Text>,
    },
    /// An agreement was taken back, for a reason.
    Reopened(ItemId, Text),
}

/// A line of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When, in local time.
    pub at: DateTime,
    /// Who entered it.
    pub by: Text,
    /// What happened.
    pub what: Recorded,
}

/// What the ledger tells of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recorded {
    /// A card of this author came in; whether it took the place of an earlier revision.
    AddedCard(Text, bool),
    /// The card of this author was taken out, for a reason.
    RemovedCard(Text, Text),
    /// The cards were opened.
    Opened,
    /// An item was decided.
    Decided {
        /// The item.
        item: ItemId,
        /// What had been agreed before, if anything.
        before: Option<Percent>,
        /// The percent.
        percent: Percent,
        /// Why.
        reason: Text,
        /// Who agreed.
        agreed: BTreeSet<Text>,
    },
    /// An agreement was taken back: the item, the percent that it had, and why.
    Reopened(ItemId, Percent, Text),
}

impl Consensus {
    /// A consensus without cards.
    #[must_use]
    pub fn new(head: Head) -> Consensus {
        Consensus { head, opened: false, cards: BTreeMap::new(), decisions: BTreeMap::new(), ledger: Vec::new() }
    }

    /// The points agreed so far; items without agreement are open.
    #[must_use]
    pub fn tally(&self, catalog: &Catalog) -> Tally {
        totals_of(&catalog.criteria, |item| self.decisions.get(item).map(|decision| decision.percent)).total
    }

    /// Authors whose card tells another name or year than the session does.
    #[must_use]
    pub fn strangers(&self) -> Vec<&Text> {
        let subject = &self.head.subject;
        let strange = |card: &Scorecard| card.subject.name.trim() != subject.name.trim() || card.subject.year != subject.year;
        self.cards.iter().filter(|(_, card)| strange(card)).map(|(author, _)| author).collect()
    }

    /// Items whose agreement rests on other percents than the cards hold today.
    #[must_use]
    pub fn stale(&self) -> Vec<&ItemId> {
        let stale = |(item, decision): &(&ItemId, &Rc<Decision>)| decision.basis != self.basis(item);
        self.decisions.iter().filter(stale).map(|(item, _)| item).collect()
    }

    /// The card of what was agreed, for the review.
    #[must_use]
    pub fn card(&self, revised: DateTime) -> Scorecard {
        let author = Author { role: self.head.role, name: "合议".into() };
        let item = |decision: &Decision| CardItem { percent: Some(decision.percent), ..CardItem::default() };
        Scorecard {
            id: card_id(&self.head.subject, &author),
            revised,
            scheme: self.head.scheme.clone(),
            criteria: self.head.criteria.clone(),
            subject: self.head.subject.clone(),
            author,
            items: self.decisions.iter().map(|(id, decision)| (id.clone(), item(decision))).collect(),
        }
    }

    /// What each examiner gives an item.
    fn basis(&self, item: &ItemId) -> BTreeMap<Text, Option<Percent>> {
        self.cards.iter().map(|(author, card)| (author.clone(), card.percent(item))).collect()
    }
}

/// The file of a consensus.
#[must_use]
pub fn write(consensus: &Consensus) -> String {
    envelope::to_json(&v1::File::from(consensus))
}

/// Reads the file of a consensus.
///
/// # Errors
/// See [`OpenError`]. Nothing is half-read.
pub fn open(json: &str) -> Result<Opened<Consensus>, OpenError> {
    let mut warnings = Vec::new();
    let form: v1::File = envelope::open(json)?;
    let value = form.into_consensus(&mut warnings).map_err(|place| OpenError::Malformed(KIND, place))?;
    Ok(Opened { value, warnings })
}

/// The JSON Schema of the form that [`write`] writes, as it is published.
#[cfg(feature = "schema")]
#[must_use]
pub fn schema() -> String {
    envelope::schema::<v1::File>()
}
