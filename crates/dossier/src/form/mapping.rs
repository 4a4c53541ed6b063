//! What a person has decided about a form: which place takes what.

use std::collections::BTreeMap;
use std::fmt;

use award::FieldId;

use crate::form::Form;
use crate::form::content::Anchor;
use crate::form::propose::{Match, Proposal};
use crate::form::year::Year;

/// What goes into a place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// Nothing: the place is left as it is.
    Empty,
    /// The value of a field.
    Field(FieldId),
    /// The value of a field in a fiscal year.
    FieldIn(FieldId, Year),
    /// Text that was written for this place.
    Text(String),
}

/// Which place of a form takes what. It belongs to forms of one content and says nothing about values, so that it serves
/// every applicant who gets this form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// The fingerprint of the form.
    pub form: String,
    /// What was decided. A place that is not in it is open.
    pub targets: BTreeMap<Anchor, Target>,
}

impl Mapping {
    /// What is certain without asking anybody. Places that are left to others are in no mapping: they cannot be filled.
    #[must_use]
    pub fn certain(form: &Form, proposals: &[Proposal]) -> Mapping {
        let mut mapping = Mapping { form: form.fingerprint().to_owned(), targets: BTreeMap::new() };
        for proposal in proposals {
            if let Match::Certain(target) = &proposal.found {
                mapping.targets.insert(proposal.place.clone(), target.clone());
            }
        }
        mapping
    }
}

impl Target {
    /// The target that a text from [`Display`](fmt::Display) stands for; `None` for any other text.
    #[must_use]
    pub fn read(text: &str) -> Option<Target> {
        if text.is_empty() {
            return Some(Target::Empty);
        }
        if let Some(text) = text.strip_prefix('=') {
            return Some(Target::Text(text.to_owned()));
        }
        let field = text.strip_prefix('@')?;
        let Some((field, year)) = field.split_once('/') else {
            return Some(Target::Field(field.into()));
        };
        let year = match year.strip_prefix('-') {
            Some(back) => Year::Back(back.parse().ok()?),
            None => Year::Of(year.parse().ok()?),
        };
        Some(Target::FieldIn(field.into(), year))
    }
}

/// As files keep it: empty, `@field`, `@field/2023`, `@field/-1` for the year before the one assessed, `=text`.
impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Target::Empty => Ok(()),
            Target::Field(field) => write!(f, "@{field}"),
            Target::FieldIn(field, Year::Of(year)) => write!(f, "@{field}/{year}"),
            Target::FieldIn(field, Year::Back(back)) => write!(f, "@{field}/-{back}"),
            Target::Text(text) => write!(f, "={text}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_survive_as_text() {
        for target in [
            Target::Empty,
            Target::Field("org_name".into()),
            Target::FieldIn("revenue".into(), Year::Of(2023)),
            Target::FieldIn("revenue".into(), Year::Back(2)),
            Target::Text("@信阳/茶".to_owned()),
            Target::Text(String::new()),
        ] {
            assert_eq!(Target::read(&target.to_string()), Some(target));
        }
        for text in ["org_name", "@revenue/", "@revenue/x", "@revenue/-x", "@revenue/99999"] {
            assert_eq!(Target::read(text), None, "{text}");
        }
    }
}
