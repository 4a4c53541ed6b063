//! Taking actions of a session back, but never across a count.

use super::{Action, Event, Session};
use crate::catalog::Catalog;
use crate::refusal::Refusal;

/// The number of actions that can be taken back.
const DEPTH: usize = 100;

/// A session with the states that led to it.
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    present: Session,
    done: Vec<Session>,
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
        self.done.push(before);
        if self.done.len() > DEPTH {
            self.done.remove(0);
        }
        Ok(())
    }

    /// Takes the last action back; whether there was one.
    pub fn undo(&mut self) -> bool {
        let before = self.done.pop();
        let found = before.is_some();
        self.present = before.unwrap_or_else(|| self.present.clone());
        found
    }
}

/// Whether the states before an action must not be kept, because they hold another count than the states after it.
fn seals(event: &Event) -> bool {
    matches!(event, Event::Counted(_) | Event::Annulled(_) | Event::SteppedBack(_))
}
