//! Where no evidence is yet: a hint, because the regulation does not say what proves an item.

use std::collections::BTreeSet;

use super::Link;
use crate::ItemId;
use crate::assessment::Assessment;
use crate::catalog::Catalog;
use crate::criteria::Item;
use crate::order::Gather;
use crate::scheme::Requirement;

/// What has no evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct Gaps<'a> {
    /// The items without evidence, in the standard's order.
    pub items: Vec<&'a Item>,
    /// The requirements without evidence for which proof is expected, in the regulation's order.
    pub requirements: Vec<&'a Requirement>,
}

impl Gaps<'_> {
    /// The number of gaps.
    #[must_use]
    pub fn count(&self) -> usize {
        self.items.len() + self.requirements.len()
    }
}

/// What has no evidence.
#[must_use]
pub fn gaps<'a>(catalog: &'a Catalog, assessment: &Assessment) -> Gaps<'a> {
    let linked: BTreeSet<&Link> = assessment.evidence.values().flat_map(|each| &each.links).into_set();
    // What proves an indicator proves its item.
    let indicators = assessment.indicators.iter().filter(|(id, _)| linked.contains(&Link::Indicator((*id).clone())));
    let proven: BTreeSet<&ItemId> = indicators.map(|(_, indicator)| &indicator.item).into_set();
    let is_bare = |item: &&Item| !linked.contains(&Link::Item(item.id.clone())) && !proven.contains(&item.id);
    let lacks_proof = |requirement: &&Requirement| {
        requirement.expects_proof(assessment) && !linked.contains(&Link::Requirement(requirement.id.clone()))
    };
    Gaps {
        items: catalog.criteria.every_item().filter(is_bare).collect(),
        requirements: catalog.scheme.requirements.iter().filter(lacks_proof).collect(),
    }
}
