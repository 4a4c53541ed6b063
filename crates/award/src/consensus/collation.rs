//! What the examiners say about each item, side by side, and which items to talk about first.

use super::{Consensus, Decision, Moments, Undefined, alpha, icc};
use crate::catalog::Catalog;
use crate::criteria::{Factor, Item};
use crate::order::Order;
use crate::points::{Percent, Points};
use crate::scorecard::CardItem;
use crate::{BandId, Text};

/// What all examiners say about one item. Examiners stand in the same order everywhere.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemCollation<'a> {
    /// The item.
    pub item: &'a Item,
    /// What each examiner gives.
    pub marks: Vec<Mark<'a>>,
    /// The lowest and the highest percent; `None` while nobody has scored it.
    pub ends: Option<(Percent, Percent)>,
    /// Count, sum and squares of the percents; the standard deviation follows from them.
    pub moments: Moments,
    /// The points between the lowest and the highest percent: disagreement × points.
    pub at_stake: Points,
    /// The ratings of the item's factors.
    pub factors: Vec<FactorRow<'a>>,
    /// The strengths with those who wrote them.
    pub strengths: Vec<Merged<'a>>,
    /// The opportunities for improvement with those who wrote them.
    pub ofis: Vec<Merged<'a>>,
    /// What was agreed, if anything.
    pub decision: Option<&'a Decision>,
}

/// What one examiner gives an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark<'a> {
    /// The examiner.
    pub author: &'a Text,
    /// The percent; `None` if the examiner has not scored it.
    pub percent: Option<Percent>,
}

/// The ratings of one factor.
#[derive(Clone, Debug, PartialEq)]
pub struct FactorRow<'a> {
    /// The factor.
    pub factor: &'a Factor,
    /// The band that each examiner chose.
    pub bands: Vec<Option<&'a BandId>>,
    /// Whether two examiners chose different bands.
    pub differs: bool,
}

/// A text with everyone who wrote it, word for word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged<'a> {
    /// The text.
    pub text: &'a str,
    /// Its authors.
    pub authors: Vec<&'a Text>,
}

impl ItemCollation<'_> {
    /// How many examiners have not scored it.
    #[must_use]
    pub fn missing(&self) -> usize {
        self.marks.iter().filter(|mark| mark.percent.is_none()).count()
    }
}

impl Consensus {
    /// Every item as the examiners see it, in the standard's order; `None` until the cards are opened.
    #[must_use]
    pub fn collation<'a>(&'a self, catalog: &'a Catalog) -> Option<Vec<ItemCollation<'a>>> {
        self.opened.then(|| catalog.criteria.every_item().map(|item| self.collate(catalog, item)).collect())
    }

    /// Krippendorff's alpha and the ICC over all items; `None` until the cards are opened.
    #[must_use]
    pub fn agreement(&self, catalog: &Catalog) -> Option<(Result<f64, Undefined>, Result<f64, Undefined>)> {
        let percents = |item: &Item| self.cards.values().map(|card| card.percent(&item.id)).collect();
        let items: Vec<Vec<Option<Percent>>> = catalog.criteria.every_item().map(percents).collect();
        self.opened.then(|| (alpha(&items), icc(&items)))
    }

    fn collate<'a>(&'a self, catalog: &'a Catalog, item: &'a Item) -> ItemCollation<'a> {
        let marks: Vec<Mark> = self.cards.iter().map(|(author, card)| Mark { author, percent: card.percent(&item.id) }).collect();
        let percents = || marks.iter().filter_map(|mark| mark.percent);
        let ends = percents().min().zip(percents().max());
        let earned = |percent| Points::earned(item.points, percent);
        ItemCollation {
            item,
            ends,
            moments: Moments::of(percents()),
            at_stake: ends.map_or(Points::ZERO, |(least, most)| earned(most) - earned(least)),
            factors: catalog.criteria.factors(item.kind).iter().map(|factor| self.factor_row(item, factor)).collect(),
            strengths: self.merged(item, |told| &told.strengths),
            ofis: self.merged(item, |told| &told.ofis),
            decision: self.decisions.get(&item.id).map(|decision| &**decision),
            marks,
        }
    }

    fn factor_row<'a>(&'a self, item: &Item, factor: &'a Factor) -> FactorRow<'a> {
        let cards = self.cards.values();
        let bands: Vec<Option<&BandId>> =
            cards.map(|card| card.items.get(&item.id).and_then(|told| told.factors.get(&factor.id))).collect();
        let mut chosen = bands.iter().flatten();
        let first = chosen.next();
        FactorRow { factor, differs: chosen.any(|band| Some(band) != first), bands }
    }

    fn merged<'a>(&'a self, item: &Item, texts: impl Fn(&'a CardItem) -> &'a Vec<Text>) -> Vec<Merged<'a>> {
        let mut merged: Vec<Merged> = Vec::new();
        for (author, card) in &self.cards {
            for text in card.items.get(&item.id).into_iter().flat_map(&texts).map(|text| text.trim()) {
                match merged.iter_mut().find(|known| known.text == text) {
                    Some(known) if known.authors.contains(&author) => {}
                    Some(known) => known.authors.push(author),
                    None => merged.push(Merged { text, authors: vec![author] }),
                }
            }
        }
        merged
    }
}

/// The numbers of the items in the order in which to talk about them: what is most at stake first (disagreement × points),
/// then what most examiners have not scored, then the standard's order.
#[must_use]
pub fn agenda(items: &[ItemCollation]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..items.len()).collect();
    order.order_by_key(|&at| std::cmp::Reverse((items[at].at_stake, items[at].missing())));
    order
}
