//! What the labels of a form stand for, by the labels of the catalog.

use std::collections::BTreeMap;

use award::FieldId;
use award::form::{Field, Form};
use award::labels::{Period, SharedLabel, plain};

use crate::form::words::{Unit, brackets, without_brackets};
use crate::form::year::{self, Heading};

/// The least number of characters of a known label that is looked for inside of another.
const INSIDE: usize = 3;

/// The labels of a catalog, ready to be looked up.
pub(super) struct Vocabulary<'a> {
    form: &'a Form,
    known: BTreeMap<String, Sense<'a>>,
    strangers: Vec<String>,
    own: Vec<String>,
    hints: Vec<String>,
    qualifiers: Vec<String>,
    generic: Vec<String>,
    others: Vec<String>,
}

/// What a label stands for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Sense<'a> {
    /// One field.
    Field(&'a Field),
    /// A field of the person that it stands behind.
    Shared(&'a SharedLabel),
    /// Perhaps one of these fields; and why it is not sure.
    Similar(&'a [FieldId], &'a str),
    /// Both ends of a period.
    Period(&'a Period),
    /// A person of whom no field tells.
    Stranger,
}

/// What a label means.
#[derive(Clone, Debug)]
pub(super) struct Meaning<'a> {
    pub sense: Sense<'a>,
    /// The year that stands in front of it.
    pub year: Option<Heading>,
    /// What makes the meaning doubtful.
    pub doubt: Option<String>,
}

/// A person that a label names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Person<'a> {
    /// The person of a field.
    Known(&'a FieldId),
    /// Perhaps the person of a field.
    Perhaps(&'a FieldId),
    /// Somebody of whom no field tells.
    Stranger,
}

impl<'a> Vocabulary<'a> {
    pub(super) fn new(form: &'a Form) -> Vocabulary<'a> {
        let mut known = BTreeMap::new();
        for field in form.every_field() {
            for label in [&field.label].into_iter().chain(&field.synonyms) {
                known.insert(plain(label), Sense::Field(field));
            }
        }
        let labels = &form.labels;
        let strangers = labels.strangers.iter().filter(|label| label.chars().count() > 1).map(|label| (label, Sense::Stranger));
        let shared =
            labels.shared.iter().flat_map(|row| names(&row.name, &row.also).map(move |label| (label, Sense::Shared(row))));
        let similar = labels
            .similar
            .iter()
            .flat_map(|row| names(&row.name, &row.also).map(move |label| (label, Sense::Similar(&row.fields, &row.because))));
        let periods =
            labels.periods.iter().flat_map(|row| names(&row.name, &row.also).map(move |label| (label, Sense::Period(row))));
        for (label, sense) in strangers.chain(shared).chain(similar).chain(periods) {
            known.insert(plain(label), sense);
        }
        let [strangers, own, hints, qualifiers, generic, others] =
            [&labels.strangers, &labels.own, &labels.hints, &labels.qualifiers, &labels.generic, &labels.others]
                .map(|words| words.iter().map(|word| plain(word)).collect());
        Vocabulary { form, known, strangers, own, hints, qualifiers, generic, others }
    }

    /// What a label means; `None` for a label that nobody knows.
    pub(super) fn meaning(&self, label: &str) -> Option<Meaning<'a>> {
        let label = plain(label);
        if let Some(found) = self.exact(&label) {
            return Some(found);
        }
        if let Some((heading, rest)) = year::in_front(&label)
            && let Some(found) = self.exact(rest)
        {
            return Some(Meaning { year: Some(heading), ..found });
        }
        if let Some(found) = year::three_in_front(&label).and_then(|rest| self.exact(rest)) {
            return Some(found);
        }
        if self.is_stranger(&without_brackets(&label)) {
            return Some(Meaning { sense: Sense::Stranger, year: None, doubt: None });
        }
        self.inside(&label)
    }

    /// What two labels say together, in either order, if that is a label: `营业收入` and `市内同行业排名`.
    pub(super) fn together(&self, one: &str, other: &str) -> Option<Meaning<'a>> {
        let (one, other) = (without_brackets(&plain(one)), without_brackets(&plain(other)));
        let sense = [format!("{one}{other}"), format!("{other}{one}")].iter().find_map(|both| self.known.get(both));
        sense.map(|sense| Meaning { sense: *sense, year: None, doubt: None })
    }

    /// The meaning of a plain label as it is, without what its brackets add, or without the word for the applicant before it.
    fn exact(&self, label: &str) -> Option<Meaning<'a>> {
        let certain = |sense: &Sense<'a>| Meaning { sense: *sense, year: None, doubt: None };
        if let Some(sense) = self.known.get(label) {
            return Some(certain(sense));
        }
        let bare = without_brackets(label);
        let found = self.known.get(&bare).or_else(|| self.known.get(self.without_own(&bare)?))?;
        let foreign = brackets(label).find(|inner| !self.is_hint(inner));
        let doubt = foreign.map(|inner| format!("括号中的“{inner}”可能改变了所问的内容"));
        Some(Meaning { doubt, ..certain(found) })
    }

    fn without_own<'b>(&self, label: &'b str) -> Option<&'b str> {
        let own = self.own.iter().filter_map(|word| label.strip_prefix(word.as_str()));
        own.map(|rest| rest.trim_start_matches(['的', ':'])).filter(|rest| !rest.is_empty()).min_by_key(|rest| rest.len())
    }

    /// Whether what stands in brackets changes nothing.
    fn is_hint(&self, inner: &str) -> bool {
        inner.is_empty()
            || Unit::read(inner).is_some()
            || Unit::within(inner).is_some()
            || self.hints.iter().any(|hint| inner.contains(hint.as_str()))
    }

    /// The longest known label inside a label, as something to ask about.
    fn inside(&self, label: &str) -> Option<Meaning<'a>> {
        let fits = |known: &str| known.chars().count() >= INSIDE && label.contains(known);
        let fields = self.known.iter().filter(|(known, sense)| fits(known) && !matches!(sense, Sense::Stranger));
        let (known, sense) = fields.max_by_key(|(known, _)| known.len())?;
        let behind = label.rsplit_once(known.as_str()).map(|(_, behind)| without_brackets(behind)).unwrap_or_default();
        if self.qualifiers.iter().any(|word| behind.contains(word.as_str())) {
            return None;
        }
        Some(Meaning { sense: *sense, year: None, doubt: Some(format!("只是与“{known}”相近")) })
    }

    /// The person that a label names.
    pub(super) fn person(&self, label: &str) -> Option<Person<'a>> {
        let people = &self.form.labels.people;
        let label = plain(label);
        let known = match self.exact(&label) {
            Some(Meaning { sense: Sense::Field(field), doubt: None, .. }) => {
                return people.iter().find(|id| **id == field.id).map(Person::Known);
            }
            Some(Meaning { sense: Sense::Shared(_) | Sense::Period(_), .. }) => return None,
            Some(Meaning { sense: Sense::Similar(fields, _), .. }) => {
                let person = fields.iter().find_map(|id| people.iter().find(|person| *person == id));
                person.map(Person::Perhaps)
            }
            _ => None,
        };
        known.or_else(|| self.is_stranger(&without_brackets(&label)).then_some(Person::Stranger))
    }

    /// Whether a plain label ends like the name of a person.
    fn is_stranger(&self, label: &str) -> bool {
        self.strangers.iter().any(|word| label.ends_with(word.as_str()))
    }

    /// Whether a label stands for a field, and for no other.
    pub(super) fn is_field(&self, label: &str) -> bool {
        self.exact(&plain(label)).is_some_and(|found| matches!(found.sense, Sense::Field(_) | Sense::Shared(_)))
    }

    /// Whether a heading adds nothing to a label.
    pub(super) fn is_generic(&self, heading: &str) -> bool {
        let heading = without_brackets(&plain(heading));
        heading.is_empty() || self.generic.contains(&heading)
    }

    /// The word by which a heading puts what is under it into other hands.
    pub(super) fn others(&self, heading: &str) -> Option<&str> {
        let heading = plain(heading);
        self.others.iter().find(|word| heading.contains(word.as_str())).map(String::as_str)
    }

    /// The field of an id.
    pub(super) fn field(&self, id: &FieldId) -> Option<&'a Field> {
        self.form.field(id.as_str())
    }
}

fn names<'a>(name: &'a award::Text, also: &'a [award::Text]) -> impl Iterator<Item = &'a award::Text> {
    [name].into_iter().chain(also)
}
