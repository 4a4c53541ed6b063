//! The one-company form of the review: what the examiners might give, beside one's own score.

use std::collections::BTreeMap;

use super::{Stage, WeightedRange};
use crate::ItemId;
use crate::catalog::Catalog;
use crate::points::Percent;
use crate::scoring::{Shortlist, Tally, totals_of};

/// The mock scores of one company. Its own score stays in the assessment and is only read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rehearsal {
    /// The mock scores of the document review.
    pub documents: BTreeMap<ItemId, Percent>,
    /// The mock scores of the site visit.
    pub site: BTreeMap<ItemId, Percent>,
}

/// What a rehearsal comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RehearsalTotals {
    /// One's own score.
    pub own: Tally,
    /// The mock document review.
    pub documents: Tally,
    /// The mock site visit.
    pub site: Tally,
    /// The total by the shares of the two, or the range that is still possible.
    pub total: WeightedRange,
    /// Where that stands to the shortlist line.
    pub shortlist: Shortlist,
}

impl Rehearsal {
    /// The scores of one of the reviews.
    #[must_use]
    pub fn scores(&self, stage: Stage) -> &BTreeMap<ItemId, Percent> {
        match stage {
            Stage::Documents => &self.documents,
            Stage::Site => &self.site,
        }
    }

    /// The rehearsal after an item was scored, or its score taken back.
    #[must_use]
    pub fn scored(&self, stage: Stage, item: &ItemId, percent: Option<Percent>) -> Rehearsal {
        let mut next = self.clone();
        let scores = match stage {
            Stage::Documents => &mut next.documents,
            Stage::Site => &mut next.site,
        };
        match percent {
            Some(percent) => drop(scores.insert(item.clone(), percent)),
            None => drop(scores.remove(item)),
        }
        next
    }

    /// What it comes to beside one's own percents.
    #[must_use]
    pub fn totals(&self, catalog: &Catalog, own: impl Fn(&ItemId) -> Option<Percent>) -> RehearsalTotals {
        let tally = |scores: &BTreeMap<ItemId, Percent>| totals_of(&catalog.criteria, |item| scores.get(item).copied()).total;
        let (documents, site) = (tally(&self.documents), tally(&self.site));
        let total = WeightedRange::of(&catalog.scheme.review, &documents, &site);
        let own = totals_of(&catalog.criteria, own).total;
        RehearsalTotals { own, documents, site, total, shortlist: total.shortlist(&catalog.scheme.review) }
    }
}
