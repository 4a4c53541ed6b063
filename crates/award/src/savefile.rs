//! The save file: an assessment as versioned JSON that other programs can read and write.
//!
//! The forms in [`v1`] are the file format and nothing else; the domain never sees them. Each form has a published JSON
//! Schema. A file of a newer version is refused and stays as it is.

mod open;
pub mod v1;

pub use open::{OpenError, Opened, Warning, open};

use std::rc::Rc;

use serde::Serialize;

use crate::assessment::Assessment;

/// The version that [`write`] writes.
pub const VERSION: u32 = 1;

/// The mark that tells a save file from other JSON.
pub const FORMAT: &str = "quality-award-kit";

/// The save file of an assessment, indented so that people can read it.
#[must_use]
pub fn write(assessment: &Assessment) -> String {
    to_json(&v1::SaveFile::from(assessment), true)
}

/// The JSON Schema of the form that [`write`] writes, as it is published.
#[cfg(feature = "schema")]
#[must_use]
pub fn schema() -> String {
    let mut json = to_json(&schemars::schema_for!(v1::SaveFile), true);
    json.push('\n');
    json
}

/// One part of a save file: a value and its place in the whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The place: a JSON Pointer (RFC 6901) without its leading slash, `items/4.1.2`; empty for the object that all others
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
        parts.push(part("", Some(&v1::Mark::default())));
    }
    if before.is_none_or(|before| before.head != after.head) {
        parts.push(part("about", Some(&v1::About::from(&after.head))));
    }
    if before.is_none_or(|before| !Rc::ptr_eq(&before.fields, &after.fields)) {
        parts.push(part("fields", Some(&*after.fields)));
    }
    if before.is_none_or(|before| !Rc::ptr_eq(&before.series, &after.series)) {
        parts.push(part("series", Some(&*after.series)));
    }
    if before.is_none_or(|before| !Rc::ptr_eq(&before.answers, &after.answers)) {
        parts.push(part("answers", Some(&v1::answers(after))));
    }
    for (id, record) in &after.items {
        if before.and_then(|before| before.items.get(id)).is_none_or(|old| !Rc::ptr_eq(old, record)) {
            parts.push(part(&place("items", id.as_str()), Some(&v1::Item::from(&**record))));
        }
    }
    for (id, text) in &after.profile {
        if before.and_then(|before| before.profile.get(id)).is_none_or(|old| !Rc::ptr_eq(old, text)) {
            parts.push(part(&place("profile", id.as_str()), Some(text)));
        }
    }
    if let Some(before) = before {
        let gone_items = before.items.keys().filter(|id| !after.items.contains_key(*id));
        let gone_items = gone_items.map(|id| place("items", id.as_str()));
        let gone_sections = before.profile.keys().filter(|id| !after.profile.contains_key(*id));
        let gone_sections = gone_sections.map(|id| place("profile", id.as_str()));
        parts.extend(gone_items.chain(gone_sections).map(|path| Part { path, json: None }));
    }
    parts
}

/// Puts parts together again to the JSON of a save file.
///
/// # Errors
/// A part is no JSON or has no place in the others; the message names its path.
pub fn join_parts<'a>(parts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<String, String> {
    let mut parts: Vec<(&str, &str)> = parts.into_iter().collect();
    parts.sort_unstable();
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

fn part(path: &str, value: Option<&impl Serialize>) -> Part {
    Part { path: path.to_owned(), json: value.map(|value| to_json(value, false)) }
}

fn to_json(value: &impl Serialize, indented: bool) -> String {
    let json = if indented { serde_json::to_string_pretty(value) } else { serde_json::to_string(value) };
    json.expect("the forms of the save file have string keys and no failing parts")
}
