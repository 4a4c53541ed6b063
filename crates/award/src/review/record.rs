//! The record of a session.

use jiff::civil::DateTime;

use crate::Text;
use crate::clause::ClauseRef;
use crate::scheme::Phase;

/// A line of the record. It never tells a vote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// When, in local time.
    pub at: DateTime,
    /// In which step.
    pub phase: Phase,
    /// The clause that the step is named by.
    pub clause: Option<ClauseRef>,
    /// What happened, in words.
    pub text: Text,
}
