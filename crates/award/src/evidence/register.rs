//! The register: every piece of evidence in its order with its number, both worked out anew each time.

use std::collections::BTreeMap;
use std::fmt;
use std::rc::Rc;

use super::{Evidence, Link};
use crate::assessment::Assessment;
use crate::catalog::Catalog;
use crate::clause::ClauseRef;
use crate::order::{Gather, Order};
use crate::{EvidenceId, ItemId};

/// A piece of evidence with its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// Its number.
    pub number: Number,
    /// Its id.
    pub id: &'a EvidenceId,
    /// The record.
    pub evidence: &'a Rc<Evidence>,
}

/// The number of a piece of evidence: `4.1.2-01`, `12.1-01`, `其他-01`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Number {
    home: Home,
    /// Its place under that heading, from 1.
    place: usize,
}

/// The heading under which evidence stands: the first item that it proves in the standard's order, else the first clause,
/// else none. The order of the variants is the order of the register.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Home {
    /// An item and its position in the standard.
    Item(usize, ItemId),
    Clause(ClauseRef),
    Nothing,
}

impl Number {
    /// Whether another number stands under the same heading.
    #[must_use]
    pub fn shares_heading(&self, other: &Number) -> bool {
        self.home == other.home
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.home {
            Home::Item(_, item) => write!(f, "{item}")?,
            Home::Clause(ClauseRef { article, paragraph: Some(paragraph) }) => write!(f, "{article}.{paragraph}")?,
            Home::Clause(clause) => write!(f, "{}", clause.article)?,
            Home::Nothing => f.write_str("其他")?,
        }
        write!(f, "-{:02}", self.place)
    }
}

/// Every piece of evidence in the order of the register: by item, then by clause, then what proves nothing yet; under the
/// same heading by [`Evidence::order`], then by id.
#[must_use]
pub fn register<'a>(catalog: &Catalog, assessment: &'a Assessment) -> Vec<Entry<'a>> {
    let homes = Homes::new(catalog, assessment);
    let mut sorted: Vec<(Home, u32, &EvidenceId, &Rc<Evidence>)> =
        assessment.evidence.iter().map(|(id, each)| (homes.of(each), each.order, id, each)).collect();
    sorted.order_by(|a, b| (&a.0, a.1, a.2).cmp(&(&b.0, b.1, b.2)));
    let mut entries: Vec<Entry<'a>> = Vec::with_capacity(sorted.len());
    for (home, _, id, each) in sorted {
        let before = entries.last().filter(|last| last.number.home == home).map_or(0, |last| last.number.place);
        entries.push(Entry { number: Number { home, place: before + 1 }, id, evidence: each });
    }
    entries
}

/// The entries that prove something, in the order of the register.
pub fn entries_for<'e, 'a>(entries: &'e [Entry<'a>], link: &'e Link) -> impl Iterator<Item = &'e Entry<'a>> {
    entries.iter().filter(move |entry| entry.evidence.links.contains(link))
}

/// The headings of links, looked up once for all evidence.
struct Homes<'a> {
    catalog: &'a Catalog,
    assessment: &'a Assessment,
    items: BTreeMap<&'a str, usize>,
}

impl<'a> Homes<'a> {
    fn new(catalog: &'a Catalog, assessment: &'a Assessment) -> Homes<'a> {
        let items = catalog.criteria.every_item().enumerate().map(|(position, item)| (item.id.as_str(), position));
        Homes { catalog, assessment, items: items.into_map() }
    }

    fn of(&self, evidence: &Evidence) -> Home {
        evidence.links.iter().filter_map(|link| self.home(link)).min().unwrap_or(Home::Nothing)
    }

    /// The heading of a link; none for one to something that the catalog does not know.
    fn home(&self, link: &Link) -> Option<Home> {
        let scheme = &self.catalog.scheme;
        match link {
            Link::Item(item) => self.item(item),
            Link::Indicator(id) => self.item(&self.assessment.indicators.get(id)?.item),
            Link::Requirement(id) => {
                scheme.requirements.iter().find(|requirement| requirement.id == *id).map(|found| Home::Clause(found.clause))
            }
            Link::Field(id) => {
                self.catalog.form.field(id.as_str())?;
                let reader = scheme.requirements.iter().find(|requirement| requirement.rule.fields().contains(&id));
                Some(Home::Clause(reader.map_or(scheme.materials.clause, |requirement| requirement.clause)))
            }
        }
    }

    fn item(&self, item: &ItemId) -> Option<Home> {
        self.items.get(item.as_str()).map(|&position| Home::Item(position, item.clone()))
    }
}
