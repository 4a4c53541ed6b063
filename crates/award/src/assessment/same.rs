//! When two assessments are the same.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::Assessment;
use crate::Text;

impl PartialEq for Assessment {
    fn eq(&self, other: &Assessment) -> bool {
        // Taken apart, so that a new part cannot be forgotten here.
        let Assessment {
            head,
            fields,
            series,
            answers,
            events,
            certificates,
            readings,
            cards,
            targets,
            narratives,
            profile,
            indicators,
            evidence,
            documents,
            improvements,
            round,
        } = self;
        *head == other.head
            && *fields == other.fields
            && *series == other.series
            && *answers == other.answers
            && *events == other.events
            && *certificates == other.certificates
            && *readings == other.readings
            && *cards == other.cards
            && *targets == other.targets
            && same_texts(narratives, &other.narratives)
            && same_texts(profile, &other.profile)
            && *indicators == other.indicators
            && *evidence == other.evidence
            && *documents == other.documents
            && *improvements == other.improvements
            && *round == other.round
    }
}

/// Whether two maps hold the same texts. Texts are compared by where they lie first: `Rc<str>` itself always compares by
/// letter, and a report has hundreds of kilobytes that a change elsewhere leaves where they are.
fn same_texts<K: Ord>(one: &BTreeMap<K, Text>, other: &BTreeMap<K, Text>) -> bool {
    let same = |(a, b): ((&K, &Text), (&K, &Text))| a.0 == b.0 && (Rc::ptr_eq(a.1, b.1) || a.1 == b.1);
    one.len() == other.len() && one.iter().zip(other).all(same)
}
