//! What differs between two states of an assessment, place by place.

use std::collections::{BTreeMap, BTreeSet};

use crate::Text;
use crate::assessment::{Assessment, Card, CardPlace, ItemRecord, ItemText, Place};
use crate::documents::{Documents, DocumentsPlace};
use crate::evidence::EvidencePlace;
use crate::points::Percent;
use crate::timeline::RoundPlace;
use crate::{FactorId, ItemId};

/// A place at which two states differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The place.
    pub place: Place,
    /// What stood there, if it is a text or a percent; empty if there was nothing.
    pub before: Text,
    /// What stands there, likewise.
    pub after: Text,
}

/// The places at which two states of an assessment differ, in the order of its parts; none if and only if they are the
/// same, except for what tells one assessment from another (its id).
#[must_use]
pub fn differences(before: &Assessment, after: &Assessment) -> Vec<Difference> {
    let mut found = Vec::new();
    heads(before, after, &mut found);
    texts(&before.fields, &after.fields, |id| Place::Field(id.clone()), &mut found);
    for id in differing(&before.series, &after.series) {
        let nothing = BTreeMap::new();
        let years = |state: &Assessment| state.series.get(&id).unwrap_or(&nothing).clone();
        let known = found.len();
        texts(&years(before), &years(after), |year| Place::Year(id.clone(), *year), &mut found);
        // A field that is there without years differs from none, too.
        if found.len() == known {
            found.push(bare(Place::Field(id)));
        }
    }
    places(&before.answers, &after.answers, |id| Place::Answer(id.clone()), &mut found);
    places(&before.events, &after.events, |id| Place::Event(id.clone(), None), &mut found);
    places(&before.certificates, &after.certificates, |id| Place::Certificate(id.clone(), None), &mut found);
    texts(&before.readings, &after.readings, |id| Place::Reading(id.clone()), &mut found);
    for year in differing(&before.cards, &after.cards) {
        cards(year, &before.card(year), &after.card(year), &mut found);
    }
    for item in differing(&before.targets, &after.targets) {
        let (old, new) = (before.targets.get(&item).copied(), after.targets.get(&item).copied());
        found.push(Difference { place: Place::Target(item), before: percent(old), after: percent(new) });
    }
    texts(&before.narratives, &after.narratives, |id| Place::Narrative(id.clone()), &mut found);
    texts(&before.profile, &after.profile, |id| Place::Profile(id.clone()), &mut found);
    places(&before.indicators, &after.indicators, |id| Place::Indicator(id.clone(), None), &mut found);
    places(&before.evidence, &after.evidence, |id| Place::Evidence(EvidencePlace::Piece(id.clone())), &mut found);
    documents(&before.documents, &after.documents, &mut found);
    places(&before.improvements, &after.improvements, |id| Place::Improvement(id.clone(), None), &mut found);
    texts(&before.round.dates, &after.round.dates, |id| Place::Round(RoundPlace::Day(id.clone())), &mut found);
    places(&before.round.years, &after.round.years, |year| Place::Round(RoundPlace::Calendar(*year)), &mut found);
    found
}

fn documents(before: &Documents, after: &Documents, found: &mut Vec<Difference>) {
    let layout = |documents: &Documents| (documents.margin, documents.profile_limit, documents.report_limit);
    let differs = [
        (layout(before) != layout(after), DocumentsPlace::Layout),
        (before.form != after.form || before.mappings != after.mappings, DocumentsPlace::Form),
        (before.pictures != after.pictures, DocumentsPlace::Pictures),
    ];
    found.extend(differs.into_iter().filter(|(differs, _)| *differs).map(|(_, place)| bare(Place::Documents(place))));
}

fn heads(before: &Assessment, after: &Assessment, found: &mut Vec<Difference>) {
    let (old, new) = (&before.head, &after.head);
    let dates = |head: &crate::assessment::Head| {
        let day = head.application_date.map_or_else(String::new, |day| format!("，{day}"));
        Text::from(format!("{}{day}", head.year))
    };
    if (old.year, old.application_date) != (new.year, new.application_date) {
        found.push(Difference { place: Place::Dates, before: dates(old), after: dates(new) });
    }
    let rest = |head: &crate::assessment::Head| {
        (head.scheme.clone(), head.criteria.clone(), head.created, head.sample, head.sheet.clone())
    };
    if rest(old) != rest(new) {
        found.push(bare(Place::Everything));
    }
}

fn cards(year: i16, before: &Card, after: &Card, found: &mut Vec<Difference>) {
    for item in differing(&before.items, &after.items) {
        items(&item, &before.item(&item), &after.item(&item), |place| Place::Card(year, place), found);
    }
    let about = |card: &Card| Card { items: BTreeMap::new(), ..card.clone() };
    let is_told = found.iter().any(|each| matches!(&each.place, Place::Card(told, _) if *told == year));
    // A card that is there with nothing in it differs from none, too.
    if about(before) != about(after) || !is_told {
        let (before, after) = (before.recorded_total.clone(), after.recorded_total.clone());
        found.push(Difference { place: Place::Card(year, CardPlace::Whole), before, after });
    }
}

fn items(
    item: &ItemId,
    before: &ItemRecord,
    after: &ItemRecord,
    place: impl Fn(CardPlace) -> Place,
    found: &mut Vec<Difference>,
) {
    let known = found.len();
    if before.percent != after.percent {
        let place = place(CardPlace::Percent(item.clone()));
        found.push(Difference { place, before: percent(before.percent), after: percent(after.percent) });
    }
    let factor = |id: &FactorId| place(CardPlace::Factor(item.clone(), id.clone()));
    for id in differing(&before.factors, &after.factors) {
        let band = |record: &ItemRecord| record.factors.get(&id).map_or_else(Text::default, |band| band.as_str().into());
        found.push(Difference { place: factor(&id), before: band(before), after: band(after) });
    }
    for which in [ItemText::Strengths, ItemText::Ofis, ItemText::Reason, ItemText::Notes] {
        let (old, new) = (before.texts.get(which), after.texts.get(which));
        if old != new {
            let place = place(CardPlace::Text(item.clone(), which));
            found.push(Difference { place, before: old.clone(), after: new.clone() });
        }
    }
    // A record that is there with nothing in it differs from none, too.
    if found.len() == known {
        found.push(bare(place(CardPlace::Percent(item.clone()))));
    }
}

/// What stands around a change so that it can be read, in characters.
const AROUND: usize = 16;

/// The part of two texts in which they differ, with a little of what both have around it; `…` where something was left out.
#[must_use]
pub fn changed_part(before: &str, after: &str) -> (String, String) {
    let (before, after): (Vec<char>, Vec<char>) = (before.chars().collect(), after.chars().collect());
    let same = before.iter().zip(&after).take_while(|(a, b)| a == b).count();
    let (old, new) = (&before[same..], &after[same..]);
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let (from, spared) = (same.saturating_sub(AROUND), tail.saturating_sub(AROUND));
    let cut = |text: &[char]| {
        let middle: String = text[from..text.len() - spared].iter().collect();
        format!("{}{middle}{}", if from > 0 { "…" } else { "" }, if spared > 0 { "…" } else { "" })
    };
    (cut(&before), cut(&after))
}

fn percent(percent: Option<Percent>) -> Text {
    percent.map_or_else(Text::default, |percent| format!("{}%", percent.value()).into())
}

fn bare(place: Place) -> Difference {
    Difference { place, before: Text::default(), after: Text::default() }
}

/// The keys whose values differ, those included that only one of the maps has.
fn differing<K: Ord + Clone, V: PartialEq>(before: &BTreeMap<K, V>, after: &BTreeMap<K, V>) -> BTreeSet<K> {
    let keys = before.keys().chain(after.keys());
    keys.filter(|key| before.get(key) != after.get(key)).cloned().collect()
}

fn places<K: Ord + Clone, V: PartialEq>(
    before: &BTreeMap<K, V>,
    after: &BTreeMap<K, V>,
    place: impl Fn(&K) -> Place,
    found: &mut Vec<Difference>,
) {
    found.extend(differing(before, after).iter().map(|key| bare(place(key))));
}

fn texts<K: Ord + Clone>(
    before: &BTreeMap<K, Text>,
    after: &BTreeMap<K, Text>,
    place: impl Fn(&K) -> Place,
    found: &mut Vec<Difference>,
) {
    let text = |map: &BTreeMap<K, Text>, key: &K| map.get(key).cloned().unwrap_or_default();
    let keys = differing(before, after);
    found.extend(keys.iter().map(|key| Difference { place: place(key), before: text(before, key), after: text(after, key) }));
}
