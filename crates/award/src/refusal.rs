//! Why an action of a session is refused: data for the screen, with the clause it rests on.

use std::fmt;

use crate::clause::ClauseRef;

/// An action that was not taken. The session is as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The clause that forbids it; `None` if it is not the regulation but the kit that does.
    pub clause: Option<ClauseRef>,
    /// The reason in words, and what to do.
    pub reason: String,
}

impl Refusal {
    /// Refused by a clause.
    pub(crate) fn by(clause: Option<ClauseRef>, reason: impl Into<String>) -> Refusal {
        Refusal { clause, reason: reason.into() }
    }

    /// Refused because it makes no sense here.
    pub(crate) fn because(reason: impl Into<String>) -> Refusal {
        Refusal { clause: None, reason: reason.into() }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.clause {
            Some(clause) => write!(f, "{}（{clause}）", self.reason),
            None => f.write_str(&self.reason),
        }
    }
}
