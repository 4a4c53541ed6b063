//! The total of document review and site visit, exact.

use std::fmt;

use crate::points::Points;
use crate::scheme::Review;
use crate::scoring::{Shortlist, Tally};

/// A review total in ten-thousandths of a point: hundredths of a point times percent, so that nothing is ever rounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Weighted(u32);

/// The totals that are still possible while something is not scored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeightedRange {
    /// The least.
    pub least: Weighted,
    /// The greatest.
    pub most: Weighted,
}

impl Weighted {
    /// The total of two reviews by their shares.
    #[must_use]
    pub fn of(review: &Review, document: Points, site: Points) -> Weighted {
        Weighted(document.hundredths() * u32::from(review.document_share) + site.hundredths() * u32::from(review.site_share))
    }

    /// The shortlist line.
    #[must_use]
    pub fn line(review: &Review) -> Weighted {
        Weighted(u32::from(review.shortlist_points) * 10_000)
    }

    /// How much it lacks of another total; zero if it reaches it.
    #[must_use]
    pub fn lacks(self, goal: Weighted) -> Weighted {
        Weighted(goal.0.saturating_sub(self.0))
    }
}

impl WeightedRange {
    /// The range that two tallies leave open.
    #[must_use]
    pub fn of(review: &Review, document: &Tally, site: &Tally) -> WeightedRange {
        WeightedRange {
            least: Weighted::of(review, document.least(), site.least()),
            most: Weighted::of(review, document.most(), site.most()),
        }
    }

    /// The total, once nothing is open.
    #[must_use]
    pub fn total(self) -> Option<Weighted> {
        (self.least == self.most).then_some(self.least)
    }

    /// Where it stands to the shortlist line; the line itself counts as reached.
    #[must_use]
    pub fn shortlist(self, review: &Review) -> Shortlist {
        let line = Weighted::line(review);
        if self.least >= line {
            Shortlist::Reached
        } else if self.most >= line {
            Shortlist::Open
        } else {
            Shortlist::Missed
        }
    }
}

impl fmt::Display for WeightedRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.total() {
            Some(total) => total.fmt(f),
            None => write!(f, "{}–{}", self.least, self.most),
        }
    }
}

impl fmt::Display for Weighted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / 10_000, self.0 % 10_000);
        if rest == 0 {
            return write!(f, "{whole}");
        }
        write!(f, "{whole}.{}", format!("{rest:04}").trim_end_matches('0'))
    }
}
