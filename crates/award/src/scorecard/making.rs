//! Making a card: what an applicant or examiner recorded, less what was not chosen to be told.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use jiff::civil::DateTime;

use super::{Author, CardItem, Scorecard, Subject, card_id};
use crate::assessment::{Assessment, Card, ItemRecord};
use crate::catalog::Catalog;
use crate::points::Percent;
use crate::{BandId, FactorId, ItemId, Text};

/// What was recorded for one item, wherever it is kept.
#[derive(Clone, Copy, Debug)]
pub struct Judgement<'a> {
    /// The percent; `None` while it is not scored.
    pub percent: Option<Percent>,
    /// The band chosen for each factor.
    pub factors: &'a BTreeMap<FactorId, BandId>,
    /// Strengths, one a line.
    pub strengths: &'a str,
    /// Opportunities for improvement, one a line.
    pub ofis: &'a str,
    /// Why the percent differs from what the factors suggest.
    pub reason: &'a str,
}

impl<'a> From<&'a ItemRecord> for Judgement<'a> {
    fn from(record: &'a ItemRecord) -> Self {
        let ItemRecord { percent, factors, texts } = record;
        Judgement { percent: *percent, factors, strengths: &texts.strengths, ofis: &texts.ofis, reason: &texts.reason }
    }
}

impl<'a> From<&'a CardItem> for Judgement<'a> {
    /// What a card tells: percent and ratings. Its texts are lists, and a judgement of a card needs none.
    fn from(item: &'a CardItem) -> Self {
        Judgement { percent: item.percent, factors: &item.factors, strengths: "", ofis: "", reason: "" }
    }
}

impl<'a> Judgement<'a> {
    /// A percent without anything beside it; `factors` are no ratings.
    #[must_use]
    pub fn of(percent: Percent, factors: &'a BTreeMap<FactorId, BandId>) -> Judgement<'a> {
        Judgement { percent: Some(percent), factors, strengths: "", ofis: "", reason: "" }
    }
}

/// What goes into a card. Percents always do; without them it would be no score card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Whether the county is told.
    pub county: bool,
    /// Whether the industry is told.
    pub industry: bool,
    /// Whether the size is told.
    pub size: bool,
    /// Whether the ratings of the factors are told.
    pub factors: bool,
    /// Which strengths are told.
    pub strengths: Lines,
    /// Which opportunities for improvement are told.
    pub ofis: Lines,
}

/// Which lines are told: the item, and the number among the [`lines_of`] its text, counted from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines(BTreeSet<(ItemId, usize)>);

impl Lines {
    /// Whether a line is told.
    #[must_use]
    pub fn holds(&self, item: &ItemId, at: usize) -> bool {
        self.0.contains(&(item.clone(), at))
    }

    /// Tells a line, or no longer.
    pub fn toggle(&mut self, item: &ItemId, at: usize) {
        let line = (item.clone(), at);
        if !self.0.remove(&line) {
            self.0.insert(line);
        }
    }

    fn of(&self, item: &ItemId, text: &str) -> Vec<Text> {
        lines_of(text).enumerate().filter(|(at, _)| self.holds(item, *at)).map(|(_, line)| line.into()).collect()
    }
}

impl FromIterator<(ItemId, usize)> for Lines {
    fn from_iter<I: IntoIterator<Item = (ItemId, usize)>>(lines: I) -> Lines {
        Lines(lines.into_iter().collect())
    }
}

/// The lines of a text of strengths or improvements, without the blank ones.
pub fn lines_of(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// The cards of every year of an assessment in which something was scored, the earliest first: all that its percents and
/// ratings tell, and none of its texts, because nobody has chosen which of them to tell.
#[must_use]
pub fn of_every_year(catalog: &Catalog, assessment: &Assessment, revised: DateTime) -> Vec<Scorecard> {
    let selection = Selection { county: true, industry: true, size: true, factors: true, ..Selection::default() };
    let scored = assessment.cards.iter().filter(|(_, card)| card.items.values().any(|record| record.percent.is_some()));
    let make = |(year, card): (&i16, &Rc<Card>)| {
        let subject = Subject { year: *year, ..Subject::of(catalog, assessment) };
        let recorded = |item: &ItemId| card.items.get(item).map(|record| Judgement::from(&**record));
        Scorecard {
            scheme: assessment.head.scheme.clone(),
            criteria: assessment.head.criteria.clone(),
            ..make(catalog, subject, Author::of(assessment), revised, &selection, recorded)
        }
    };
    scored.map(make).collect()
}

/// Makes a card of what was recorded for the items of the catalog's criteria. Items without anything stay out.
#[must_use]
pub fn make<'a>(
    catalog: &Catalog,
    subject: Subject,
    author: Author,
    revised: DateTime,
    selection: &Selection,
    recorded: impl Fn(&ItemId) -> Option<Judgement<'a>>,
) -> Scorecard {
    let items = catalog.criteria.every_item().filter_map(|item| {
        let told = told(selection, &item.id, recorded(&item.id)?);
        (told != CardItem::default()).then(|| (item.id.clone(), told))
    });
    let items = items.collect();
    let id = card_id(&subject, &author);
    let subject = trimmed(subject, selection);
    Scorecard { id, revised, scheme: catalog.scheme.id.clone(), criteria: catalog.criteria.id.clone(), subject, author, items }
}

fn told(selection: &Selection, item: &ItemId, recorded: Judgement) -> CardItem {
    CardItem {
        percent: recorded.percent,
        factors: if selection.factors { recorded.factors.clone() } else { BTreeMap::new() },
        strengths: selection.strengths.of(item, recorded.strengths),
        ofis: selection.ofis.of(item, recorded.ofis),
    }
}

fn trimmed(mut subject: Subject, selection: &Selection) -> Subject {
    for (told, text) in [
        (selection.county, &mut subject.county),
        (selection.industry, &mut subject.industry),
        (selection.size, &mut subject.size),
    ] {
        if !told {
            *text = Text::default();
        }
    }
    subject
}
