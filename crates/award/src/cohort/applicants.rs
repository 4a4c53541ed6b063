//! Which cards are about one applicant.

use std::collections::BTreeMap;

use crate::ApplicantId;
use crate::scorecard::Scorecard;

/// The number of each card's applicant, counted from 0 in the order of first cards.
///
/// Cards belong to one applicant if they share its id, or the same real name. Aliases tie nothing together.
pub(super) fn numbered(cards: &[Scorecard]) -> Vec<usize> {
    let applicants = Applicants::of(cards);
    let mut numbers: BTreeMap<ApplicantId, usize> = BTreeMap::new();
    let number = |card: &Scorecard| {
        let next = numbers.len();
        *numbers.entry(applicants.root(&card.subject.applicant)).or_insert(next)
    };
    cards.iter().map(number).collect()
}

/// Which ids mean one applicant.
struct Applicants(BTreeMap<ApplicantId, ApplicantId>);

impl Applicants {
    fn of(cards: &[Scorecard]) -> Applicants {
        let mut applicants = Applicants(BTreeMap::new());
        let mut named: BTreeMap<&str, &ApplicantId> = BTreeMap::new();
        let real = cards.iter().map(|card| &card.subject).filter(|subject| !subject.alias && !subject.name.trim().is_empty());
        for subject in real {
            let first = *named.entry(subject.name.trim()).or_insert(&subject.applicant);
            applicants.join(first, &subject.applicant);
        }
        applicants
    }

    fn join(&mut self, one: &ApplicantId, other: &ApplicantId) {
        let (one, other) = (self.root(one), self.root(other));
        if one != other {
            self.0.insert(other, one);
        }
    }

    fn root(&self, id: &ApplicantId) -> ApplicantId {
        let mut root = id;
        while let Some(parent) = self.0.get(root) {
            root = parent;
        }
        root.clone()
    }
}
