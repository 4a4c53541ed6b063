//! Taking actions of a session back, but never across a count. The record keeps what was taken back, and says so.

use std::rc::Rc;

use jiff::civil::DateTime;

use super::team::clause;
use super::{Action, Event, Record, Session};
use crate::catalog::Catalog;
use crate::refusal::Refusal;

/// The number of actions that can be taken back.
const DEPTH: usize = 100;

/// A session with the states that led to it.
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    present: Session,
    done: Vec<Done>,
}

/// What can be taken back as one.
#[derive(Clone, Debug, PartialEq)]
struct Done {
    /// The session before.
    before: Session,
    /// The lines that it left in the record.
    lines: Vec<Rc<Record>>,
}

impl History {
    /// The history of a session just opened: nothing to take back.
    #[must_use]
    pub fn new(present: Session) -> History {
        History { present, done: Vec::new() }
    }

    /// The session as it stands.
    #[must_use]
    pub fn present(&self) -> &Session {
        &self.present
    }

    /// Whether an action can be taken back.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Takes an action.
    ///
    /// # Errors
    /// It is refused; nothing has changed then.
    pub fn act(&mut self, catalog: &Catalog, action: &Action) -> Result<(), Refusal> {
        self.act_all(catalog, std::slice::from_ref(action))
    }

    /// Takes several actions, all or none; they are taken back as one. None at all leave nothing to take back.
    ///
    /// # Errors
    /// One of them is refused; nothing has changed then.
    pub fn act_all(&mut self, catalog: &Catalog, actions: &[Action]) -> Result<(), Refusal> {
        if actions.is_empty() {
            return Ok(());
        }
        let mut next = self.present.clone();
        for action in actions {
            next = next.apply(catalog, action)?;
        }
        let before = std::mem::replace(&mut self.present, next);
        if actions.iter().any(|action| seals(&action.event)) {
            self.done.clear();
            return Ok(());
        }
        let lines = self.present.record[before.record.len()..].to_vec();
        self.done.push(Done { before, lines });
        if self.done.len() > DEPTH {
            self.done.remove(0);
        }
        Ok(())
    }

    /// Takes the last action back at some time, in local time; whether there was one. Its lines stay in the record, followed
    /// by one that says that it was taken back.
    pub fn undo(&mut self, catalog: &Catalog, at: DateTime) -> bool {
        let Some(Done { before, lines }) = self.done.pop() else { return false };
        let Session { phase, mut record, .. } = std::mem::replace(&mut self.present, before);
        record.push(Rc::new(Record { at, phase, clause: clause(catalog, phase), text: taken_back(&lines).into() }));
        self.present.record = record;
        true
    }
}

/// That what left these lines was taken back.
fn taken_back(lines: &[Rc<Record>]) -> String {
    match lines {
        [first, .., last] => format!("撤销 {} 项：从“{}”到“{}”", lines.len(), first.text, last.text),
        [only] => format!("撤销：{}", only.text),
        [] => "撤销".to_owned(),
    }
}

/// Whether the states before an action must not be kept: because they hold another count than the states after it, or because
/// what it says cannot be taken back, as the ballots of a cancelled box are gone.
fn seals(event: &Event) -> bool {
    matches!(event, Event::Counted(_) | Event::Cancelled(_) | Event::Annulled(_) | Event::SteppedBack(_))
}
