//! The browser's database: what it holds, and when it really holds it.
//!
//! Three stores in the database `quality-award-kit`: `heads` with one record per assessment (title, when saved, when
//! deleted), `parts` with the parts of each assessment's save file under `[id, path]`, and `files` with the contents of
//! evidence under their hashes. A write is one transaction with strict durability: all of it is there or none. The boot
//! script reads the first two to rescue work after a panic, so the layout is a contract with `src/boot.js`.

mod files;
mod request;

use award::savefile::Part;
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbDatabase, IdbKeyRange, IdbObjectStore, IdbTransaction};

use super::{explain, window};

const NAME: &str = "quality-award-kit";
/// Version 1 had no files.
const VERSION: u32 = 2;
const HEADS: &str = "heads";
const PARTS: &str = "parts";

#[wasm_bindgen]
extern "C" {
    /// A database whose transactions take options; web-sys has them only behind a compiler flag.
    #[wasm_bindgen(extends = IdbDatabase)]
    type Optioned;
    #[wasm_bindgen(method, catch, js_name = transaction)]
    fn optioned_transaction(this: &Optioned, stores: &Array, mode: &str, options: &Object) -> Result<IdbTransaction, JsValue>;
}

#[wasm_bindgen]
extern "C" {
    /// A transaction that can be ended early; web-sys holds the method for deprecated, browsers do not.
    #[wasm_bindgen(extends = IdbTransaction)]
    type Endable;
    #[wasm_bindgen(method, catch)]
    fn commit(this: &Endable) -> Result<(), JsValue>;
}

/// An open database.
#[derive(Clone, Debug, PartialEq)]
pub struct Database(IdbDatabase);

/// What a write replaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// The given parts; every other part stays.
    Changed,
    /// Everything that was there under the id.
    Whole,
}

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
}

impl Database {
    /// Opens the database, creating it the first time. `blocked` is called if a page of an older version is still open; it
    /// has to be closed first.
    ///
    /// # Errors
    /// The browser has no database or refuses it, as in some private modes; the message says why.
    pub async fn open(blocked: impl Fn() + 'static) -> Result<Database, String> {
        let factory = window().indexed_db().map_err(|thrown| explain(&thrown))?.ok_or("IndexedDB is missing")?;
        let request = factory.open_with_u32(NAME, VERSION).map_err(|thrown| explain(&thrown))?;
        let upgrade = |database: &IdbDatabase| {
            let there = database.object_store_names();
            for store in [HEADS, PARTS, files::FILES].into_iter().filter(|store| !there.contains(store)) {
                database.create_object_store(store)?;
            }
            Ok(())
        };
        let database = request::upgrading(&request, upgrade, blocked).await?;
        request::make_way(&database);
        Ok(Database(database))
    }

    /// Every assessment, deleted ones included.
    ///
    /// # Errors
    /// The database cannot be read; the message says why.
    pub async fn heads(&self) -> Result<Vec<Head>, String> {
        let transaction = self.reading(HEADS)?;
        let store = transaction.object_store(HEADS).map_err(|thrown| explain(&thrown))?;
        let keys = request::result(&store.get_all_keys().map_err(|thrown| explain(&thrown))?).await?;
        let values = request::result(&store.get_all().map_err(|thrown| explain(&thrown))?).await?;
        let (keys, values) = (Array::from(&keys), Array::from(&values));
        Ok(keys.iter().zip(values.iter()).filter_map(|(key, value)| head(&key, &value)).collect())
    }

    /// The parts of an assessment's save file.
    ///
    /// # Errors
    /// The database cannot be read; the message says why.
    pub async fn parts(&self, id: &str) -> Result<Vec<(String, String)>, String> {
        let transaction = self.reading(PARTS)?;
        let store = transaction.object_store(PARTS).map_err(|thrown| explain(&thrown))?;
        let range = whole(id)?;
        let keys = request::result(&store.get_all_keys_with_key(&range).map_err(|thrown| explain(&thrown))?).await?;
        let values = request::result(&store.get_all_with_key(&range).map_err(|thrown| explain(&thrown))?).await?;
        let (keys, values) = (Array::from(&keys), Array::from(&values));
        let part = |(key, value): (JsValue, JsValue)| Some((Array::from(&key).get(1).as_string()?, value.as_string()?));
        Ok(keys.iter().zip(values.iter()).filter_map(part).collect())
    }

    /// Writes the head of an assessment and parts of it. The write is queued when this returns, so that whatever is read
    /// later is read after it; the future ends once it is on the disk.
    ///
    /// # Errors
    /// Nothing was written; the message says why.
    pub fn write(&self, head: &Head, parts: &[Part], extent: Extent) -> impl Future<Output = Result<(), String>> + use<> {
        let queued = self.queue(head, parts, extent);
        async move { request::complete(&queued?).await }
    }

    fn queue(&self, head: &Head, parts: &[Part], extent: Extent) -> Result<IdbTransaction, String> {
        let transaction = self.writing()?;
        let range = whole(&head.id)?;
        let cleared = match extent {
            Extent::Changed => Ok(()),
            Extent::Whole => transaction.object_store(PARTS).and_then(|store| store.delete(&range)).map(|_| ()),
        };
        match cleared.and_then(|()| queue_write(&transaction, head, parts)) {
            Ok(()) => {
                commit(&transaction);
                Ok(transaction)
            }
            Err(thrown) => {
                abandon(&transaction);
                Err(explain(&thrown))
            }
        }
    }

    /// Removes an assessment for good.
    ///
    /// # Errors
    /// Nothing was removed; the message says why.
    pub async fn remove(&self, id: &str) -> Result<(), String> {
        let transaction = self.writing()?;
        let range = whole(id)?;
        let removed = transaction.object_store(PARTS).and_then(|store| store.delete(&range));
        removed.and_then(|_| transaction.object_store(HEADS)?.delete(&id.into())).map_err(|thrown| explain(&thrown))?;
        request::complete(&transaction).await
    }

    fn reading(&self, store: &str) -> Result<IdbTransaction, String> {
        self.0.transaction_with_str(store).map_err(|thrown| explain(&thrown))
    }

    fn writing(&self) -> Result<IdbTransaction, String> {
        let stores = Array::of2(&HEADS.into(), &PARTS.into());
        let options = Object::new();
        // Without strictness Chromium reports success before the bytes are on the disk.
        Reflect::set(&options, &"durability".into(), &"strict".into())
            .and_then(|_| self.0.unchecked_ref::<Optioned>().optioned_transaction(&stores, "readwrite", &options))
            .map_err(|thrown| explain(&thrown))
    }
}

fn queue_write(transaction: &IdbTransaction, head: &Head, parts: &[Part]) -> Result<(), JsValue> {
    let record = Object::new();
    Reflect::set(&record, &"title".into(), &head.title.as_str().into())?;
    Reflect::set(&record, &"saved_at".into(), &head.saved_at.into())?;
    Reflect::set(&record, &"deleted_at".into(), &head.deleted_at.map_or(JsValue::NULL, JsValue::from))?;
    transaction.object_store(HEADS)?.put_with_key(&record, &head.id.as_str().into())?;
    let store = transaction.object_store(PARTS)?;
    parts.iter().try_for_each(|part| queue_part(&store, &head.id, part))
}

fn queue_part(store: &IdbObjectStore, id: &str, part: &Part) -> Result<(), JsValue> {
    let key = Array::of2(&id.into(), &part.path.as_str().into());
    match &part.json {
        Some(json) => store.put_with_key(&json.as_str().into(), &key)?,
        None => store.delete(&key)?,
    };
    Ok(())
}

/// Ends a transaction now instead of when its requests have answered, so that it is written even if the page goes away
/// before. One that cannot be ended early ends by itself.
fn commit(transaction: &IdbTransaction) {
    if let Err(thrown) = transaction.unchecked_ref::<Endable>().commit() {
        super::page::log(&explain(&thrown));
    }
}

/// Gives a transaction up so that nothing of it is written; one that has ended already needs no giving up.
fn abandon(transaction: &IdbTransaction) {
    if let Err(thrown) = transaction.abort() {
        super::page::log(&explain(&thrown));
    }
}

/// The range of keys of one assessment's parts: an array sorts after every string.
fn whole(id: &str) -> Result<IdbKeyRange, String> {
    let (first, last) = (Array::of1(&id.into()), Array::of2(&id.into(), &Array::new()));
    IdbKeyRange::bound(&first, &last).map_err(|thrown| explain(&thrown))
}

/// The head in a record; none in a record of another form, which stays as it is.
fn head(key: &JsValue, value: &JsValue) -> Option<Head> {
    // Reading fails only in what is no object at all.
    let field = |name: &str| Reflect::get(value, &name.into()).ok();
    Some(Head {
        id: key.as_string()?,
        title: field("title")?.as_string()?,
        saved_at: field("saved_at")?.as_f64()?,
        deleted_at: field("deleted_at")?.as_f64(),
    })
}

/// The database of a request's result.
fn database(result: JsValue) -> Result<IdbDatabase, String> {
    result.dyn_into().map_err(|_| "no database".to_owned())
}
