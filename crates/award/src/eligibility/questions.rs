//! What is not known, in the order in which answering helps most.

use std::cmp::Reverse;

use jiff::civil::Date;

use super::judging::Facts;
use super::{Check, Finding, Missing, Outcome, application_day};
use crate::assessment::Assessment;
use crate::catalog::Catalog;
use crate::order::Order;
use crate::scheme::Requirement;

/// Something that is not known, with what waits for it.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenQuestion<'a> {
    /// What is not known.
    pub missing: Missing,
    /// The requirements that wait for it, in the regulation's order.
    pub requirements: Vec<&'a Requirement>,
    /// Whether one way in which it may turn out decides a requirement at once.
    pub decides_alone: bool,
}

/// Everything that is not known, the most helpful first:
///
/// 1. what a condition or a disqualifier waits for, before what only a procedure or a notice waits for;
/// 2. what can decide a requirement alone, before what helps only together with something else;
/// 3. what more requirements wait for;
/// 4. what belongs to a requirement that waits for fewer things;
/// 5. the regulation's order.
#[must_use]
pub fn open_questions<'a>(
    catalog: &'a Catalog,
    assessment: &Assessment,
    check: &Check<'a>,
    today: Date,
) -> Vec<OpenQuestion<'a>> {
    let facts = Facts::of(catalog, assessment, application_day(assessment, today));
    let mut entries: Vec<(&Missing, Vec<&Finding<'a>>)> = Vec::new();
    for finding in &check.findings {
        for missing in &finding.missing {
            match entries.iter_mut().find(|(known, _)| *known == missing) {
                Some((_, waiting)) => waiting.push(finding),
                None => entries.push((missing, vec![finding])),
            }
        }
    }
    let mut ranked: Vec<_> = entries.into_iter().map(|(missing, waiting)| rank(&facts, missing, &waiting)).collect();
    ranked.order_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, question)| question).collect()
}

/// What decides the place of a question, the smaller the earlier.
type Rank = (bool, bool, Reverse<usize>, usize);

fn rank<'a>(facts: &Facts, missing: &Missing, waiting: &[&Finding<'a>]) -> (Rank, OpenQuestion<'a>) {
    let decides_alone = waiting.iter().any(|finding| is_enough(facts, missing, finding.requirement));
    let rank = (
        !waiting.iter().any(|finding| finding.decides()),
        !decides_alone,
        Reverse(waiting.len()),
        waiting.iter().map(|finding| finding.missing.len()).min().unwrap_or(0),
    );
    let requirements = waiting.iter().map(|finding| finding.requirement).collect();
    (rank, OpenQuestion { missing: missing.clone(), requirements, decides_alone })
}

fn is_enough(facts: &Facts, missing: &Missing, requirement: &Requirement) -> bool {
    let outcome = |truth| Facts { supposed: Some((missing, truth)), ..*facts }.outcome(requirement);
    [true, false].into_iter().any(|truth| outcome(truth) != Outcome::Unknown)
}
