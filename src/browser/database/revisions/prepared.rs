//! A revision on its way into the database: in the open, or sealed before the transaction begins, which would not wait.

use award::revision::Revision;
use dossier::archive::Digest;
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::IdbTransaction;

use super::{REVISIONS, VALUES, pair};
use crate::browser::seal::Key;

/// A revision as it is written.
pub(in super::super) struct Prepared {
    revision: Revision,
    /// Paths, the names of values, and the values; a value that lies there already may be left as it is.
    parts: Vec<(String, String, String)>,
}

/// A revision as it is written under a key or under none.
pub(in super::super) async fn prepare(
    key: Option<&Key>,
    revision: &Revision,
    state: &[(String, String)],
) -> Result<Prepared, String> {
    let (mut revision, mut parts) = (revision.clone(), Vec::new());
    let Some(key) = key else {
        let plain = |(path, value): &(String, String)| (path.clone(), Digest::of(value.as_bytes()).sha256, value.clone());
        return Ok(Prepared { revision, parts: state.iter().map(plain).collect() });
    };
    revision.name = key.seal(&revision.id, &revision.name).await?;
    for (path, value) in state {
        let (name, whole) = (key.name_of(path), format!("{path}\n{value}"));
        parts.push((name.clone(), key.name_of(&whole), key.seal(&name, &whole).await?));
    }
    Ok(Prepared { revision, parts })
}

/// Writes a revision as part of a transaction.
pub(in super::super) fn add(transaction: &IdbTransaction, id: &str, prepared: &Prepared) -> Result<(), JsValue> {
    let (revisions, values) = (transaction.object_store(REVISIONS)?, transaction.object_store(VALUES)?);
    let (revision, parts) = (&prepared.revision, Array::new());
    for (path, hash, value) in &prepared.parts {
        values.put_with_key(&value.as_str().into(), &pair(id, hash))?;
        parts.push(&Array::of2(&path.as_str().into(), &hash.as_str().into()));
    }
    let record = Object::new();
    let fields: [(&str, JsValue); 4] = [
        ("at", revision.at.into()),
        ("occasion", revision.occasion.word().into()),
        ("name", revision.name.as_str().into()),
        ("parts", parts.into()),
    ];
    fields.iter().try_for_each(|(name, value)| Reflect::set(&record, &(*name).into(), value).map(|_| ()))?;
    revisions.put_with_key(&record, &pair(id, &revision.id)).map(|_| ())
}
