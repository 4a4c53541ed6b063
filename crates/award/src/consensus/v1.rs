//! Version 1 of the consensus file.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use super::{Consensus, Head, KIND, Recorded};
use crate::envelope::{Form, Kind, Warning};
use crate::points::Percent;
use crate::scorecard::Role;
use crate::scorecard::v1::{Body, SubjectForm};
use crate::{CriteriaId, ItemId, SchemeId, SessionId, Text};

/// A consensus of the quality award kit, version 1.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(title = "Consensus"))]
#[serde(deny_unknown_fields)]
pub struct File {
    /// Always `quality-award-consensus`.
    #[cfg_attr(feature = "schema", schemars(extend("const" = KIND.format)))]
    pub format: Text,
    /// Always 1 in this form.
    #[cfg_attr(feature = "schema", schemars(extend("const" = 1)))]
    pub version: u32,
    /// What the consensus is about.
    pub about: About,
    /// Whether the cards are open to all.
    pub opened: bool,
    /// The examiners' cards, in any order. An examiner has one.
    pub cards: Vec<Body>,
    /// What was agreed, by item id.
    #[serde(default)]
    pub decisions: BTreeMap<ItemId, Decision>,
    /// Every change, the first first.
    pub ledger: Vec<Entry>,
}

/// What a consensus is about.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct About {
    /// The session's id: any unique text.
    pub id: SessionId,
    /// The award scheme.
    pub scheme: SchemeId,
    /// The edition of the criteria.
    pub criteria: CriteriaId,
    /// What the percents are for: `document` or `site`.
    pub role: Role,
    /// The applicant.
    pub subject: SubjectForm,
}

/// What was agreed about an item.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// The percent.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 100), extend("multipleOf" = 5)))]
    pub percent: u8,
    /// Why.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub reason: Text,
    /// The examiners who agree.
    pub agreed: BTreeSet<Text>,
    /// What each examiner had given when it was agreed; `null` for no score.
    pub basis: BTreeMap<Text, Option<u8>>,
}

/// A line of the ledger.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// When, local time.
    pub at: Text,
    /// Who entered it.
    pub by: Text,
    /// What happened.
    pub what: Change,
}

/// What happened.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Change {
    /// A card came in.
    AddedCard {
        /// Its author.
        author: Text,
        /// Whether it took the place of an earlier revision.
        replaced: bool,
    },
    /// A card was taken out.
    RemovedCard {
        /// Its author.
        author: Text,
        /// Why.
        reason: Text,
    },
    /// The cards were opened to all.
    Opened,
    /// An item was decided.
    Decided {
        /// The item.
        item: ItemId,
        /// What had been agreed before.
        before: Option<u8>,
        /// The percent.
        percent: u8,
        /// Why.
        reason: Text,
        /// Who agreed.
        agreed: BTreeSet<Text>,
    },
    /// An agreement was taken back.
    Reopened {
        /// The item.
        item: ItemId,
        /// The percent that it had.
        before: u8,
        /// Why.
        reason: Text,
    },
}

impl Form for File {
    const KIND: Kind = KIND;

    fn mark(&self) -> (&str, u32) {
        (&self.format, self.version)
    }
}

impl From<&Consensus> for File {
    fn from(consensus: &Consensus) -> Self {
        File {
            format: KIND.format.into(),
            version: 1,
            about: About::from(&consensus.head),
            opened: consensus.opened,
            cards: consensus.cards.values().map(|card| Body::from(&**card)).collect(),
            decisions: consensus.decisions.iter().map(|(id, decision)| (id.clone(), Decision::from(&**decision))).collect(),
            ledger: consensus.ledger.iter().map(|entry| Entry::from(&**entry)).collect(),
        }
    }
}

impl From<&Head> for About {
    fn from(head: &Head) -> Self {
        let Head { id, scheme, criteria, role, subject } = head.clone();
        About { id, scheme, criteria, role, subject: SubjectForm::from(&subject) }
    }
}

impl From<&super::Decision> for Decision {
    fn from(decision: &super::Decision) -> Self {
        Decision {
            percent: decision.percent.value(),
            reason: decision.reason.clone(),
            agreed: decision.agreed.clone(),
            basis: decision.basis.iter().map(|(name, percent)| (name.clone(), percent.map(Percent::value))).collect(),
        }
    }
}

impl From<&super::Entry> for Entry {
    fn from(entry: &super::Entry) -> Self {
        let what = match entry.what.clone() {
            Recorded::AddedCard(author, replaced) => Change::AddedCard { author, replaced },
            Recorded::RemovedCard(author, reason) => Change::RemovedCard { author, reason },
            Recorded::Opened => Change::Opened,
            Recorded::Decided { item, before, percent, reason, agreed } => {
                Change::Decided { item, before: before.map(Percent::value), percent: percent.value(), reason, agreed }
            }
            Recorded::Reopened(item, before, reason) => Change::Reopened { item, before: before.value(), reason },
        };
        Entry { at: entry.at.to_string().into(), by: entry.by.clone(), what }
    }
}

impl File {
    /// The consensus in the file, or the place of what has no meaning.
    ///
    /// What a session decided is not passed over when it means nothing: a ledger with a hole is none.
    pub(super) fn into_consensus(self, warnings: &mut Vec<Warning>) -> Result<Consensus, String> {
        let mut consensus = Consensus { opened: self.opened, ..Consensus::new(self.about.into_head()) };
        for (at, body) in self.cards.into_iter().enumerate() {
            let card = body.into_card(&format!("cards/{at}"), warnings)?;
            let author = card.author.name.trim().into();
            if consensus.cards.insert(author, Rc::new(card)).is_some() {
                return Err(format!("cards/{at}：一位评审员有两份成绩单"));
            }
        }
        for (id, decision) in self.decisions {
            let decision = decision.into_decision().ok_or_else(|| format!("decisions/{id}：比例不是 5 的倍数"))?;
            consensus.decisions.insert(id, Rc::new(decision));
        }
        for (at, entry) in self.ledger.into_iter().enumerate() {
            let entry = entry.into_entry().ok_or_else(|| format!("ledger/{at}：时间或比例无效"))?;
            consensus.ledger.push(Rc::new(entry));
        }
        Ok(consensus)
    }
}

impl About {
    fn into_head(self) -> Head {
        let About { id, scheme, criteria, role, subject } = self;
        Head { id, scheme, criteria, role, subject: subject.into() }
    }
}

impl Decision {
    fn into_decision(self) -> Option<super::Decision> {
        let known = |(name, percent): (Text, Option<u8>)| match percent {
            Some(value) => Some((name, Some(Percent::new(value)?))),
            None => Some((name, None)),
        };
        Some(super::Decision {
            percent: Percent::new(self.percent)?,
            reason: self.reason,
            agreed: self.agreed,
            basis: self.basis.into_iter().map(known).collect::<Option<_>>()?,
        })
    }
}

impl Entry {
    fn into_entry(self) -> Option<super::Entry> {
        let at: DateTime = self.at.parse().ok()?;
        let what = match self.what {
            Change::AddedCard { author, replaced } => Recorded::AddedCard(author, replaced),
            Change::RemovedCard { author, reason } => Recorded::RemovedCard(author, reason),
            Change::Opened => Recorded::Opened,
            Change::Decided { item, before, percent, reason, agreed } => {
                let before = match before {
                    Some(value) => Some(Percent::new(value)?),
                    None => None,
                };
                Recorded::Decided { item, before, percent: Percent::new(percent)?, reason, agreed }
            }
            Change::Reopened { item, before, reason } => Recorded::Reopened(item, Percent::new(before)?, reason),
        };
        Some(super::Entry { at, by: self.by, what })
    }
}
