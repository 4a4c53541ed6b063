//! What is proposed for each place of the test forms.

use dossier::form::{Form, Mapping, Match, Place, PlaceKind, Proposal, Reserved, fill, propose};

use crate::case::{Case, Expected, forms, values};

/// The kind of a place in the words of the cases.
fn kind(place: &Place) -> &'static str {
    match place.kind {
        PlaceKind::Text => "text",
        PlaceKind::Date => "date",
        PlaceKind::Choice(_) => "choice",
        PlaceKind::YearCell(_) => "year",
        PlaceKind::YearHeading(_) => "year-heading",
        PlaceKind::Reserved(Reserved::Opinion) => "opinion",
        PlaceKind::Reserved(Reserved::Seal) => "seal",
        PlaceKind::Reserved(Reserved::Signature) => "signature",
        PlaceKind::Reserved(Reserved::Date) => "signed-date",
    }
}

fn found(found: &Match) -> (&'static str, Vec<String>) {
    match found {
        Match::Certain(target) => ("certain", vec![target.to_string()]),
        Match::Doubtful(targets) => ("doubtful", targets.iter().map(ToString::to_string).collect()),
        Match::None => ("none", Vec::new()),
        Match::Reserved => ("reserved", Vec::new()),
        Match::Occupied => ("occupied", Vec::new()),
    }
}

/// What a form gives for a proposal, in the words of the cases.
fn told(form: &Form, proposal: &Proposal, filled: &[(String, String)]) -> Expected {
    let place = form.place(&proposal.place).expect("a place for every proposal");
    let (found, targets) = found(&proposal.found);
    let text = filled.iter().find(|(anchor, _)| *anchor == proposal.place.to_string()).map(|(_, text)| text.clone());
    Expected { label: place.label.clone(), found: found.to_owned(), targets, kind: kind(place).to_owned(), text }
}

fn differences(case: &Case, name: &str, form: &Form) -> Vec<String> {
    let proposals = propose(form, &values());
    let done = fill(form, &Mapping::certain(form, &proposals), &values()).expect("fills");
    let filled: Vec<(String, String)> = done.filled.iter().map(|each| (each.place.to_string(), each.text.clone())).collect();
    let told: Vec<Expected> = proposals.iter().map(|proposal| told(form, proposal, &filled)).collect();
    let mut differences = Vec::new();
    for number in 0..told.len().max(case.places.len()) {
        let (is, expected) = (told.get(number), case.places.get(number));
        if is != expected {
            let reason = proposals.get(number).map(|proposal| proposal.reason.as_str()).unwrap_or_default();
            differences.push(format!("{name} {number}:\n  expected {expected:?}\n  found    {is:?} {reason}"));
        }
    }
    differences
}

#[test]
fn every_place_is_proposed_as_expected() {
    let forms = forms();
    let all = forms.iter().flat_map(|(case, forms)| forms.iter().flat_map(move |(name, form)| differences(case, name, form)));
    let all: Vec<String> = all.collect();
    assert!(all.is_empty(), "{} differences:\n{}", all.len(), all.join("\n"));
}
