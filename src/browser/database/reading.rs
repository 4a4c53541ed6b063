//! What the database holds: heads, parts, and what is set aside because it cannot be read.

use std::collections::{BTreeMap, BTreeSet};

use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::IdbObjectStore;

use super::{Database, HEADS, PARTS, explain, request, whole};
use crate::browser::seal::Seal;

/// What the database knows of an assessment without reading it.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// The assessment's id.
    pub id: String,
    /// The title it was saved under.
    pub title: String,
    /// When it was saved, in milliseconds since 1970.
    pub saved_at: f64,
    /// When it was deleted, if it was.
    pub deleted_at: Option<f64>,
    /// How its parts are sealed; `None` if they are not.
    pub seal: Option<Seal>,
}

/// Something that lies under an id.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The id.
    pub id: String,
    /// Its head; `None` if there is none or it is of another form.
    pub head: Option<Head>,
    /// The part that says what the others are of; `None` if it is missing.
    pub mark: Option<String>,
}

/// The path of the part that says what the others are of.
const MARK: &str = "";

impl Database {
    /// Everything that lies under some id, whether it can be read or not, so that nothing is ever hidden.
    ///
    /// # Errors
    /// The database cannot be read; the message says why.
    pub async fn found(&self) -> Result<Vec<Found>, String> {
        let transaction = self.reading(&[HEADS, PARTS])?;
        let store = |name| transaction.object_store(name).map_err(|thrown| explain(&thrown));
        let (heads, parts) = (store(HEADS)?, store(PARTS)?);
        let mut known: BTreeMap<String, Option<Head>> = BTreeMap::new();
        for (key, value) in all(&heads, &JsValue::UNDEFINED).await? {
            // A key that is no text is none of ours, and nothing that this program does touches it.
            if let Some(id) = key.as_string() {
                known.insert(id, head(&key, &value));
            }
        }
        let keys = request::result(&parts.get_all_keys().map_err(|thrown| explain(&thrown))?).await?;
        let owners: BTreeSet<String> = Array::from(&keys).iter().filter_map(|key| Array::from(&key).get(0).as_string()).collect();
        for id in owners {
            known.entry(id).or_insert(None);
        }
        let mut found = Vec::new();
        for (id, head) in known {
            let key = Array::of2(&id.as_str().into(), &MARK.into());
            let mark = request::result(&parts.get(&key).map_err(|thrown| explain(&thrown))?).await?.as_string();
            found.push(Found { id, head, mark });
        }
        Ok(found)
    }

    /// The parts of an assessment's save file.
    ///
    /// # Errors
    /// The database cannot be read; the message says why.
    pub async fn parts(&self, id: &str) -> Result<Vec<(String, String)>, String> {
        let transaction = self.reading(&[PARTS])?;
        parts_in(&transaction.object_store(PARTS).map_err(|thrown| explain(&thrown))?, id).await
    }

    /// Everything that lies under an id, as it is, as JSON: for what this program cannot read.
    ///
    /// # Errors
    /// The database cannot be read; the message says why.
    pub async fn raw(&self, id: &str) -> Result<String, String> {
        let transaction = self.reading(&[HEADS, PARTS])?;
        let store = |name| transaction.object_store(name).map_err(|thrown| explain(&thrown));
        let (heads, parts) = (store(HEADS)?, store(PARTS)?);
        let head = request::result(&heads.get(&id.into()).map_err(|thrown| explain(&thrown))?).await?;
        let pairs = all(&parts, &whole(id)?.into()).await?;
        let entries: Array = pairs.into_iter().map(|(key, value)| Array::of2(&Array::from(&key).get(1), &value)).collect();
        let whole = Object::new();
        let fields = [("format", "quality-award-kit-raw".into()), ("id", id.into()), ("head", head), ("parts", entries.into())];
        let set = fields.iter().try_for_each(|(name, value)| Reflect::set(&whole, &(*name).into(), value).map(|_| ()));
        let json = set.and_then(|()| JSON::stringify_with_replacer_and_space(&whole, &JsValue::NULL, &2.into()));
        json.map(String::from).map_err(|thrown| explain(&thrown))
    }
}

/// The parts of an assessment, in the order of their paths. A part that is no text is given as an empty one, which no
/// reader takes for JSON: what cannot be read is never left out in silence.
pub(super) async fn parts_in(store: &IdbObjectStore, id: &str) -> Result<Vec<(String, String)>, String> {
    let part =
        |(key, value): (JsValue, JsValue)| Some((Array::from(&key).get(1).as_string()?, value.as_string().unwrap_or_default()));
    Ok(all(store, &whole(id)?.into()).await?.into_iter().filter_map(part).collect())
}

/// Keys and values of a store, or of a range of it.
pub(super) async fn all(store: &IdbObjectStore, range: &JsValue) -> Result<Vec<(JsValue, JsValue)>, String> {
    let asked = store.get_all_keys_with_key(range).and_then(|keys| Ok((keys, store.get_all_with_key(range)?)));
    let (keys, values) = asked.map_err(|thrown| explain(&thrown))?;
    // The requests answer in their order, so when the second has, both have.
    let values = Array::from(&request::result(&values).await?);
    let keys = Array::from(&keys.result().map_err(|thrown| explain(&thrown))?);
    Ok(keys.iter().zip(values.iter()).collect())
}

/// The head in a record; none in a record of another form, which stays as it is.
pub(super) fn head(key: &JsValue, value: &JsValue) -> Option<Head> {
    // Reading fails only in what is no object at all.
    let field = |name: &str| Reflect::get(value, &name.into()).ok();
    value.is_object().then_some(())?;
    Some(Head {
        id: key.as_string()?,
        title: field("title")?.as_string()?,
        saved_at: field("saved_at")?.as_f64()?,
        deleted_at: match field("deleted_at")? {
            none if none.is_null() || none.is_undefined() => None,
            other => Some(other.as_f64()?),
        },
        seal: match field("seal")? {
            none if none.is_null() || none.is_undefined() => None,
            other => Some(seal(&other)?),
        },
    })
}

/// The parameters in a record.
fn seal(record: &JsValue) -> Option<Seal> {
    record.is_object().then_some(())?;
    let field = |name: &str| Reflect::get(record, &name.into()).ok();
    Some(Seal {
        iterations: field("iterations")?.as_f64()? as u32,
        salt: field("salt")?.as_string()?,
        check: field("check")?.as_string()?,
    })
}

/// The record of a head.
pub(super) fn record(head: &Head) -> Result<JsValue, JsValue> {
    let record = Object::new();
    Reflect::set(&record, &"title".into(), &head.title.as_str().into())?;
    Reflect::set(&record, &"saved_at".into(), &head.saved_at.into())?;
    Reflect::set(&record, &"deleted_at".into(), &head.deleted_at.map_or(JsValue::NULL, JsValue::from))?;
    if let Some(seal) = &head.seal {
        let parameters = Object::new();
        Reflect::set(&parameters, &"iterations".into(), &seal.iterations.into())?;
        Reflect::set(&parameters, &"salt".into(), &seal.salt.as_str().into())?;
        Reflect::set(&parameters, &"check".into(), &seal.check.as_str().into())?;
        Reflect::set(&record, &"seal".into(), &parameters)?;
    }
    Ok(record.unchecked_into())
}
