//! The save file: an assessment as versioned JSON that other programs can read and write.
//!
//! The forms in [`v1`] and [`v2`] are the file format and nothing else; the domain never sees them. Each form has a published JSON
//! Schema. A file of a newer version is refused and stays as it is.

mod open;
pub mod v1;
pub mod v2;

pub use open::{OpenError, Opened, Warning, open, trouble_of_mark};

use std::collections::BTreeMap;
use std::rc::Rc;

use serde::Serialize;

use crate::assessment::{Assessment, Card};
use crate::catalog::Catalog;
use crate::documents::Documents;
use crate::evidence::ContentHash;
use crate::order::Order;
use crate::{SchemeId, Text};

/// The version that [`write`] writes.
pub const VERSION: u32 = 2;

/// The mark that tells a save file from other JSON.
pub const FORMAT: &str = "quality-award-kit";

/// The save file of an assessment, indented so that people can read it.
#[must_use]
pub fn write(assessment: &Assessment) -> String {
    to_json(&v2::SaveFile::from(assessment), true)
}

/// The save file of an assessment that carries the scheme file it is judged by, if the kit does not bundle that.
#[must_use]
pub fn write_for(catalog: &Catalog, assessment: &Assessment) -> String {
    to_json(&v2::SaveFile { scheme_file: catalog.source.clone(), ..v2::SaveFile::from(assessment) }, true)
}

/// The JSON Schema of the form that [`write`] writes, as it is published.
#[cfg(feature = "schema")]
#[must_use]
pub fn schema() -> String {
    let mut json = to_json(&schemars::schema_for!(v2::SaveFile), true);
    json.push('\n');
    json
}

/// One part of a save file: a value and its place in the whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The place: a JSON Pointer (RFC 6901) without its leading slash, `cards/2025/items/4.1.2`; empty for the object that all others
    /// are put into.
    pub path: String,
    /// The value as JSON; `None` when it is no longer there.
    pub json: Option<String>,
}

/// The parts of an assessment that differ from an earlier state of it, or all parts if there is none.
///
/// Storing parts instead of the whole keeps the cost of a keystroke independent of how much was entered.
#[must_use]
pub fn changed_parts(before: Option<&Assessment>, after: &Assessment) -> Vec<Part> {
    let mut parts = Vec::new();
    if before.is_none() {
        parts.push(part("", &v2::Mark::default()));
    }
    if before.is_none_or(|before| before.head != after.head) {
        parts.push(part(ABOUT, &v2::About::from(&after.head)));
    }
    if before.is_none_or(|before| !Rc::ptr_eq(&before.fields, &after.fields)) {
        parts.push(part("fields", &*after.fields));
    }
    if before.is_none_or(|before| !Rc::ptr_eq(&before.series, &after.series)) {
        parts.push(part("series", &*after.series));
    }
    if before.is_none_or(|before| !Rc::ptr_eq(&before.answers, &after.answers)) {
        parts.push(part("answers", &v2::answers(after)));
    }
    changed_circumstances(before, after, &mut parts);
    if before.is_none_or(|before| !Rc::ptr_eq(&before.targets, &after.targets)) {
        parts.push(part("targets", &v2::targets(after)));
    }
    changed_cards(before.map(|before| &before.cards), &after.cards, &mut parts);
    changed_entries("narratives", before.map(|before| &before.narratives), &after.narratives, &mut parts);
    changed_entries("profile", before.map(|before| &before.profile), &after.profile, &mut parts);
    let old = before.map(|before| &before.indicators);
    changed("indicators", old, &after.indicators, Rc::ptr_eq, |each| v2::Indicator::from(&**each), &mut parts);
    changed_round(before, after, &mut parts);
    let old = before.map(|before| &before.evidence);
    changed("evidence", old, &after.evidence, Rc::ptr_eq, |each| v2::Evidence::from(&**each), &mut parts);
    changed_documents(before, after, &mut parts);
    let old = before.map(|before| &before.improvements);
    changed("improvements", old, &after.improvements, Rc::ptr_eq, |each| v2::Improvement::from(&**each), &mut parts);
    parts
}

/// What was decided about documents; no part if that is nothing.
fn changed_documents(before: Option<&Assessment>, after: &Assessment, parts: &mut Vec<Part>) {
    let (old, new) = (before.map(|before| &before.documents), &after.documents);
    let is_same = old.is_some_and(|old| Rc::ptr_eq(old, new));
    if is_same || old.is_none_or(|old| **old == Documents::default()) && **new == Documents::default() {
        return;
    }
    let json = (**new != Documents::default()).then(|| to_json(&v2::Documents::from(&**new), false));
    parts.push(Part { path: "documents".to_owned(), json });
}

/// Events, certificates and switched readings.
fn changed_circumstances(before: Option<&Assessment>, after: &Assessment, parts: &mut Vec<Part>) {
    if before.is_none_or(|before| !Rc::ptr_eq(&before.events, &after.events)) {
        parts.push(part("events", &v2::events(after)));
    }
    if before.is_none_or(|before| !Rc::ptr_eq(&before.certificates, &after.certificates)) {
        parts.push(part("certificates", &v2::certificates(after)));
    }
    if before.is_none_or(|before| !Rc::ptr_eq(&before.readings, &after.readings)) {
        parts.push(part("readings", &*after.readings));
    }
}

/// A round that says nothing is left out, as in the file.
fn changed_round(before: Option<&Assessment>, after: &Assessment, parts: &mut Vec<Part>) {
    let is_same = before.map_or(after.round.is_empty(), |before| Rc::ptr_eq(&before.round, &after.round));
    if !is_same {
        let round = v2::Round::from(&*after.round);
        let json = (!after.round.is_empty()).then(|| to_json(&round, false));
        parts.push(Part { path: "round".to_owned(), json });
    }
}

/// A card is kept as what is said of the year, and an entry for each item, so that a key in a text writes that item alone.
fn changed_cards(before: Option<&BTreeMap<i16, Rc<Card>>>, after: &BTreeMap<i16, Rc<Card>>, parts: &mut Vec<Part>) {
    for (year, card) in after {
        let old = before.and_then(|before| before.get(year));
        if old.is_some_and(|old| Rc::ptr_eq(old, card)) {
            continue;
        }
        let path = format!("cards/{year}");
        let about = to_json(&v2::Card::about(card), false);
        if old.is_none_or(|old| to_json(&v2::Card::about(old), false) != about) {
            parts.push(Part { path: path.clone(), json: Some(about) });
        }
        let place = format!("{path}/items");
        changed(&place, old.map(|old| &old.items), &card.items, Rc::ptr_eq, |record| v2::Item::from(&**record), parts);
    }
    for (year, card) in before.into_iter().flatten().filter(|(year, _)| !after.contains_key(year)) {
        let path = format!("cards/{year}");
        changed(
            &format!("{path}/items"),
            Some(&card.items),
            &BTreeMap::new(),
            Rc::ptr_eq,
            |record| v2::Item::from(&**record),
            parts,
        );
        parts.push(Part { path, json: None });
    }
}

/// A text a part.
fn changed_entries<K: Ord + AsRef<str>>(
    map: &str,
    before: Option<&BTreeMap<K, Text>>,
    after: &BTreeMap<K, Text>,
    parts: &mut Vec<Part>,
) {
    changed(map, before, after, Rc::ptr_eq, Text::clone, parts);
}

/// The entries of a map that differ, and those that are gone.
fn changed<K: Ord + AsRef<str>, V, F: Serialize>(
    map: &str,
    before: Option<&BTreeMap<K, V>>,
    after: &BTreeMap<K, V>,
    same: fn(&V, &V) -> bool,
    form: fn(&V) -> F,
    parts: &mut Vec<Part>,
) {
    for (id, value) in after {
        if !before.and_then(|before| before.get(id)).is_some_and(|old| same(old, value)) {
            parts.push(part(&place(map, id.as_ref()), &form(value)));
        }
    }
    let gone = before.into_iter().flat_map(BTreeMap::keys).filter(|id| !after.contains_key(*id));
    parts.extend(gone.map(|id| Part { path: place(map, id.as_ref()), json: None }));
}

/// Finds the contents that a part refers to. It fails for a part that is none of this version, because then nobody can say what
/// it refers to.
pub type ContentsIn = fn(&str) -> Result<Vec<ContentHash>, String>;

/// The parts that refer to contents of files: how their paths start, and how the contents are found.
pub const WITH_CONTENTS: [(&str, ContentsIn); 2] = [("evidence/", evidence_contents), ("documents", documents_contents)];

fn evidence_contents(part: &str) -> Result<Vec<ContentHash>, String> {
    let evidence: v2::Evidence = serde_json::from_str(part).map_err(|error| error.to_string())?;
    hashes(evidence.file.iter())
}

fn documents_contents(part: &str) -> Result<Vec<ContentHash>, String> {
    let documents: v2::Documents = serde_json::from_str(part).map_err(|error| error.to_string())?;
    let form = documents.form.iter().map(|form| &form.file);
    hashes(form.chain(documents.pictures.values().map(|picture| &picture.file)))
}

fn hashes<'a>(files: impl Iterator<Item = &'a v2::File>) -> Result<Vec<ContentHash>, String> {
    files.map(|file| ContentHash::parse(&file.sha256).ok_or_else(|| "no hash".to_owned())).collect()
}

/// The path of the part that tells which assessment it is.
pub const ABOUT: &str = "about";

/// The scheme by which the assessment of such a part is judged; `None` if the part is none of this version.
#[must_use]
pub fn scheme_in(about: &str) -> Option<SchemeId> {
    serde_json::from_str::<v2::About>(about).ok().map(|about| about.scheme)
}

/// Puts parts together again to the JSON of a save file.
///
/// # Errors
/// A part is no JSON or has no place in the others; the message names its path.
pub fn join_parts<'a>(parts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<String, String> {
    let mut parts: Vec<(&str, &str)> = parts.into_iter().collect();
    parts.order_by_key(|part| *part);
    let mut whole = serde_json::Value::Null;
    for (path, json) in parts {
        let value: serde_json::Value = serde_json::from_str(json).map_err(|error| format!("{path}: {error}"))?;
        let mut place = &mut whole;
        for step in steps(path) {
            let object = match place {
                serde_json::Value::Object(object) => object,
                empty @ serde_json::Value::Null => {
                    *empty = serde_json::json!({});
                    empty.as_object_mut().ok_or_else(|| format!("{path}: no object"))?
                }
                _ => return Err(format!("{path}: no object")),
            };
            place = object.entry(step).or_insert(serde_json::Value::Null);
        }
        *place = value;
    }
    Ok(whole.to_string())
}

/// The place of an entry of a map. An id may be any text, also one with slashes.
fn place(map: &str, id: &str) -> String {
    format!("{map}/{}", id.replace('~', "~0").replace('/', "~1"))
}

/// The keys that lead to a place.
fn steps(path: &str) -> impl Iterator<Item = String> {
    let path = (!path.is_empty()).then_some(path);
    path.into_iter().flat_map(|path| path.split('/')).map(|step| step.replace("~1", "/").replace("~0", "~"))
}

fn part(path: &str, value: &impl Serialize) -> Part {
    Part { path: path.to_owned(), json: Some(to_json(value, false)) }
}

fn to_json(value: &impl Serialize, indented: bool) -> String {
    let json = if indented { serde_json::to_string_pretty(value) } else { serde_json::to_string(value) };
    json.expect("the forms of the save file have string keys and no failing parts")
}
