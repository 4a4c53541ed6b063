//! Points from percents: by item, by category, in total, with the range that unscored items leave open; and the percent
//! that the ratings of the factors suggest.

use crate::assessment::{Assessment, ItemRecord};
use crate::criteria::{Band, Criteria, Item};
use crate::points::{Percent, Points};
use crate::scheme::Review;
use crate::{CategoryId, ItemId};

/// Points of some items together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// What the scored items earn.
    pub earned: Points,
    /// What the scored items are worth.
    pub scored_worth: Points,
    /// What the unscored items are worth: they may still earn anything from nothing to this.
    pub open: Points,
    /// The number of scored items.
    pub scored: usize,
    /// The number of items.
    pub items: usize,
}

/// The points of a score card.
#[derive(Clone, Debug, PartialEq)]
pub struct Totals {
    /// The points of each item, in the standard's order; `None` while unscored.
    pub items: Vec<(ItemId, Option<Points>)>,
    /// The tally of each category.
    pub categories: Vec<(CategoryId, Tally)>,
    /// The tally of all items.
    pub total: Tally,
}

/// Where a total stands to the shortlist line (入围).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortlist {
    /// Reached, whatever the unscored items earn.
    Reached,
    /// Reached or not, depending on the unscored items.
    Open,
    /// Out of reach, even with every unscored item at its full worth.
    Missed,
}

impl Tally {
    /// The least total that is still possible.
    #[must_use]
    pub fn least(&self) -> Points {
        self.earned
    }

    /// The greatest total that is still possible.
    #[must_use]
    pub fn most(&self) -> Points {
        self.earned + self.open
    }

    /// What all items are worth.
    #[must_use]
    pub fn worth(&self) -> Points {
        self.scored_worth + self.open
    }

    /// Whether every item is scored.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.scored == self.items
    }

    /// The share that the scored items earn of their own worth, in percent; `None` while nothing is scored.
    #[must_use]
    pub fn level(&self) -> Option<u32> {
        (self.scored > 0).then(|| self.earned.share_of(self.scored_worth))
    }

    fn with(mut self, item: &Item, percent: Option<Percent>) -> Tally {
        self.items += 1;
        match percent {
            Some(percent) => {
                self.scored += 1;
                self.earned = self.earned + Points::earned(item.points, percent);
                self.scored_worth = self.scored_worth + Points::whole(item.points);
            }
            None => self.open = self.open + Points::whole(item.points),
        }
        self
    }
}

/// The points of the assessed year.
#[must_use]
pub fn totals(criteria: &Criteria, assessment: &Assessment) -> Totals {
    totals_of(criteria, |item| assessment.item(item).percent)
}

/// The points of any score card, given the percent of each item.
#[must_use]
pub fn totals_of(criteria: &Criteria, percent: impl Fn(&ItemId) -> Option<Percent>) -> Totals {
    let items = criteria
        .every_item()
        .map(|item| (item.id.clone(), percent(&item.id).map(|percent| Points::earned(item.points, percent))))
        .collect();
    let categories = criteria.categories.iter().map(|category| (category.id.clone(), tally(&category.items, &percent))).collect();
    let total = tally(criteria.every_item(), &percent);
    Totals { items, categories, total }
}

/// The points of some items together, given the percent of each.
#[must_use]
pub fn tally<'a>(items: impl IntoIterator<Item = &'a Item>, percent: impl Fn(&ItemId) -> Option<Percent>) -> Tally {
    items.into_iter().fold(Tally::default(), |so_far, item| so_far.with(item, percent(&item.id)))
}

/// Where a tally stands to the shortlist line; the line itself counts as reached.
#[must_use]
pub fn shortlist(review: &Review, total: &Tally) -> Shortlist {
    let line = Points::whole(review.shortlist_points);
    if total.least() >= line {
        Shortlist::Reached
    } else if total.most() >= line {
        Shortlist::Open
    } else {
        Shortlist::Missed
    }
}

/// What the ratings of the factors say about the percent.
#[derive(Clone, Debug, PartialEq)]
pub enum Suggestion<'a> {
    /// These factors are not rated; without all of them there is no suggestion.
    Missing(Vec<&'a str>),
    /// A percent, and how it was found.
    Found(Found<'a>),
}

/// A suggested percent and how it was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found<'a> {
    /// The suggested percent.
    pub percent: Percent,
    /// The factors' names with the bands they were rated by.
    pub ratings: Vec<(&'a str, &'a Band)>,
    /// The mean of the bands' middles, in hundredths of a percent.
    pub mean: u32,
    /// The band whose upper end limits the suggestion, when the mean lies above it.
    pub limited_by: Option<&'a Band>,
}

/// The percent that the ratings of an item's factors suggest.
///
/// The mean of the bands' middles, to the nearest step; but never above the band next to the lowest rating, because an
/// item is judged as a whole and one factor left behind holds the others back. This is the kit's own rule, said so
/// wherever it is shown; the examiner's judgement decides.
#[must_use]
pub fn suggestion<'a>(criteria: &'a Criteria, item: &Item, record: &ItemRecord) -> Suggestion<'a> {
    let factors = criteria.factors(item.kind);
    let rated = |factor: &crate::criteria::Factor| record.factors.get(&factor.id).and_then(|band| position(criteria, band));
    let missing: Vec<&str> = factors.iter().filter(|factor| rated(factor).is_none()).map(|factor| &*factor.name).collect();
    if !missing.is_empty() {
        return Suggestion::Missing(missing);
    }
    let positions: Vec<usize> = factors.iter().filter_map(rated).collect();
    let mean = positions.iter().map(|&at| criteria.bands[at].middle()).sum::<u32>() / positions.len() as u32;
    let lowest = positions.iter().copied().min().unwrap_or(0);
    let ceiling = &criteria.bands[(lowest + 1).min(criteria.bands.len() - 1)];
    let percent = Percent::nearest(mean);
    let limited = percent.value() > ceiling.max;
    Suggestion::Found(Found {
        percent: if limited { Percent::nearest(u32::from(ceiling.max) * 100) } else { percent },
        ratings: factors.iter().zip(&positions).map(|(factor, &at)| (&*factor.name, &criteria.bands[at])).collect(),
        mean,
        limited_by: limited.then_some(ceiling),
    })
}

/// Whether an item's percent differs from what its factors suggest.
#[must_use]
pub fn is_override(criteria: &Criteria, item: &Item, record: &ItemRecord) -> bool {
    match (record.percent, suggestion(criteria, item, record)) {
        (Some(percent), Suggestion::Found(found)) => percent != found.percent,
        _ => false,
    }
}

fn position(criteria: &Criteria, band: &crate::BandId) -> Option<usize> {
    criteria.bands.iter().position(|candidate| candidate.id == *band)
}
