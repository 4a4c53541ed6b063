//! The ranking by total (第二十条). Equal totals share a rank; nothing breaks them silently.

use super::{Session, WeightedRange};
use crate::ApplicantId;
use crate::catalog::Catalog;
use crate::order::Order;
use crate::scoring::Shortlist;

/// An applicant's place in the ranking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranked {
    /// The applicant.
    pub applicant: ApplicantId,
    /// Its rank, from 1; equal totals have the same, and the next rank counts them all. `None` while it is not fully scored.
    pub rank: Option<usize>,
    /// Whether another applicant has the same total.
    pub tied: bool,
    /// The total, or the range that is still possible.
    pub total: WeightedRange,
    /// Where it stands to the shortlist line.
    pub shortlist: Shortlist,
}

impl Session {
    /// The applicants by total, the highest first, equal ones by id; those not fully scored last.
    #[must_use]
    pub fn ranking(&self, catalog: &Catalog) -> Vec<Ranked> {
        let mut totals: Vec<(ApplicantId, WeightedRange)> =
            self.present().map(|(id, applicant)| (id.clone(), applicant.total(catalog))).collect();
        totals.order_by_key(|(_, range)| std::cmp::Reverse(range.total()));
        let values: Vec<_> = totals.iter().filter_map(|(_, range)| range.total()).collect();
        let ranks = ranks(&values);
        let ranked = totals.into_iter().enumerate().map(|(at, (applicant, total))| Ranked {
            applicant,
            rank: ranks.get(at).map(|(rank, _)| *rank),
            tied: ranks.get(at).is_some_and(|(_, tied)| *tied),
            shortlist: total.shortlist(&catalog.scheme.review),
            total,
        });
        ranked.collect()
    }
}

/// The rank of each of some values in falling order, from 1, and whether it shares it: 9, 7, 7, 3 have 1, 2, 2, 4.
pub fn ranks<T: PartialEq>(falling: &[T]) -> Vec<(usize, bool)> {
    let rank = |value: &T| {
        let first = falling.iter().position(|other| other == value).unwrap_or(0);
        (first + 1, falling.iter().filter(|other| *other == value).count() > 1)
    };
    falling.iter().map(rank).collect()
}
