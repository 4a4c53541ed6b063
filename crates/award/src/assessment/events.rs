//! Dated events and certificates as they are entered, and what a person can do to them.
//!
//! Dates are text as typed; `applicant::date` reads them. An event knows nothing of rules: what it triggers and until when
//! it counts follows from the scheme.

use std::collections::BTreeMap;

use crate::{CertificateId, CertificateKindId, EventId, EventKindId, LevelId, Text};

/// Something that happened, or a state that lasted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its kind.
    pub kind: EventKindId,
    /// The date of the event; for a state that lasts, its first day.
    pub from: Text,
    /// The last day of a state that lasts.
    pub until: Text,
    /// The other date that its kind has, such as that of the sampling.
    pub second_date: Text,
    /// Whether a state that lasts still goes on.
    pub ongoing: bool,
    /// Its level.
    pub level: Option<LevelId>,
    /// Whether it was taken back as if it had never been (异议成立、复检合格).
    pub overturned: bool,
    /// What happened, and what proves it.
    pub note: Text,
}

/// Which text of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EventText {
    /// [`Event::from`]
    From,
    /// [`Event::until`]
    Until,
    /// [`Event::second_date`]
    SecondDate,
    /// [`Event::note`]
    Note,
}

/// What a person did to an event.
#[derive(Clone, Debug, PartialEq)]
pub enum EventChange {
    /// It was recorded with a kind, or its kind was changed.
    Recorded(EventKindId),
    /// A text was edited.
    Edited(EventText, Text),
    /// A level was chosen, or taken back.
    Ranked(Option<LevelId>),
    /// It was said whether it still goes on.
    Continued(bool),
    /// It was said whether it was taken back.
    Overturned(bool),
    /// It was removed from the list.
    Removed,
}

/// A certificate, licence or title with its validity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// Its kind.
    pub kind: CertificateKindId,
    /// Its number.
    pub number: Text,
    /// Who issued it.
    pub issued_by: Text,
    /// The first day on which it is valid.
    pub valid_from: Text,
    /// The last day on which it is valid.
    pub valid_until: Text,
    /// A note.
    pub note: Text,
}

/// Which text of a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CertificateText {
    /// [`Certificate::number`]
    Number,
    /// [`Certificate::issued_by`]
    IssuedBy,
    /// [`Certificate::valid_from`]
    ValidFrom,
    /// [`Certificate::valid_until`]
    ValidUntil,
    /// [`Certificate::note`]
    Note,
}

/// What a person did to a certificate.
#[derive(Clone, Debug, PartialEq)]
pub enum CertificateChange {
    /// It was recorded with a kind, or its kind was changed.
    Recorded(CertificateKindId),
    /// A text was edited.
    Edited(CertificateText, Text),
    /// It was removed from the list.
    Removed,
}

impl Event {
    /// An event of a kind with nothing else said.
    #[must_use]
    pub fn of(kind: EventKindId) -> Event {
        Event {
            kind,
            from: Text::default(),
            until: Text::default(),
            second_date: Text::default(),
            ongoing: false,
            level: None,
            overturned: false,
            note: Text::default(),
        }
    }

    /// One of its texts.
    #[must_use]
    pub fn text(&self, which: EventText) -> &Text {
        match which {
            EventText::From => &self.from,
            EventText::Until => &self.until,
            EventText::SecondDate => &self.second_date,
            EventText::Note => &self.note,
        }
    }

    fn text_mut(&mut self, which: EventText) -> &mut Text {
        match which {
            EventText::From => &mut self.from,
            EventText::Until => &mut self.until,
            EventText::SecondDate => &mut self.second_date,
            EventText::Note => &mut self.note,
        }
    }
}

impl Certificate {
    /// A certificate of a kind with nothing else said.
    #[must_use]
    pub fn of(kind: CertificateKindId) -> Certificate {
        let empty = Text::default;
        Certificate { kind, number: empty(), issued_by: empty(), valid_from: empty(), valid_until: empty(), note: empty() }
    }

    /// One of its texts.
    #[must_use]
    pub fn text(&self, which: CertificateText) -> &Text {
        match which {
            CertificateText::Number => &self.number,
            CertificateText::IssuedBy => &self.issued_by,
            CertificateText::ValidFrom => &self.valid_from,
            CertificateText::ValidUntil => &self.valid_until,
            CertificateText::Note => &self.note,
        }
    }

    fn text_mut(&mut self, which: CertificateText) -> &mut Text {
        match which {
            CertificateText::Number => &mut self.number,
            CertificateText::IssuedBy => &mut self.issued_by,
            CertificateText::ValidFrom => &mut self.valid_from,
            CertificateText::ValidUntil => &mut self.valid_until,
            CertificateText::Note => &mut self.note,
        }
    }
}

impl EventChange {
    /// The text that it edits, if it edits one.
    #[must_use]
    pub fn edited(&self) -> Option<EventText> {
        match self {
            EventChange::Edited(which, _) => Some(*which),
            _ => None,
        }
    }

    /// Makes the change in a list. A change of an event that is not there does nothing, except for recording it.
    pub(super) fn apply(&self, events: &mut BTreeMap<EventId, Event>, id: &EventId) {
        match self {
            EventChange::Recorded(kind) => {
                events.entry(id.clone()).or_insert_with(|| Event::of(kind.clone())).kind = kind.clone();
            }
            EventChange::Removed => {
                events.remove(id);
            }
            change => {
                if let Some(event) = events.get_mut(id) {
                    change.edit(event);
                }
            }
        }
    }

    fn edit(&self, event: &mut Event) {
        match self {
            EventChange::Edited(which, text) => *event.text_mut(*which) = text.clone(),
            EventChange::Ranked(level) => event.level.clone_from(level),
            EventChange::Continued(ongoing) => event.ongoing = *ongoing,
            EventChange::Overturned(overturned) => event.overturned = *overturned,
            EventChange::Recorded(_) | EventChange::Removed => {}
        }
    }
}

impl CertificateChange {
    /// The text that it edits, if it edits one.
    #[must_use]
    pub fn edited(&self) -> Option<CertificateText> {
        match self {
            CertificateChange::Edited(which, _) => Some(*which),
            _ => None,
        }
    }

    /// Makes the change in a list. Editing a certificate that is not there does nothing.
    pub(super) fn apply(&self, certificates: &mut BTreeMap<CertificateId, Certificate>, id: &CertificateId) {
        match self {
            CertificateChange::Recorded(kind) => {
                certificates.entry(id.clone()).or_insert_with(|| Certificate::of(kind.clone())).kind = kind.clone();
            }
            CertificateChange::Removed => {
                certificates.remove(id);
            }
            CertificateChange::Edited(which, text) => {
                if let Some(certificate) = certificates.get_mut(id) {
                    *certificate.text_mut(*which) = text.clone();
                }
            }
        }
    }
}

/// An id that no entry of a list has yet: the prefix and the first free number.
#[must_use]
pub fn free_id<K: for<'a> From<&'a str> + Ord, V>(entries: &BTreeMap<K, V>, prefix: &str) -> K {
    let ids = (1..=entries.len() + 1).map(|number| K::from(&*format!("{prefix}{number}")));
    ids.into_iter().find(|id| !entries.contains_key(id)).unwrap_or_else(|| K::from(prefix))
}
