//! What lies on the desk of workshops, in a database of its own: it is no part of an application, and whatever becomes of the
//! one leaves the other as it is.
//!
//! One store with a record per kind of session: when it was written, and the text of its file. A record is replaced in
//! place, and only by a page that knows what it replaces.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbDatabase, IdbFactory, IdbObjectStore, IdbTransaction};

use super::{Ended, Optioned, explain, request};
use crate::browser::window;

const NAME: &str = "quality-award-kit-desk";
const SESSIONS: &str = "sessions";

/// An open database of the desk.
#[derive(Clone, Debug, PartialEq)]
pub struct Desk(IdbDatabase);

/// A record of the desk.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// When it was written, in milliseconds since 1970; tells it from what another page writes.
    pub at: f64,
    /// The text of the file.
    pub text: String,
}

impl Desk {
    /// Opens the database, creating it the first time. `ended` is told when it goes away.
    ///
    /// # Errors
    /// The browser has no database or refuses it; the message says why.
    pub async fn open(ended: impl Fn(Ended) + Clone + 'static) -> Result<Desk, String> {
        let request = factory()?.open_with_u32(NAME, 1).map_err(|thrown| explain(&thrown))?;
        let upgrade = |database: &IdbDatabase| database.create_object_store(SESSIONS).map(|_| ());
        let opened = request::upgrading(&request, upgrade, || ()).await?;
        Ok(Desk::of(opened, ended))
    }

    /// Opens the database if there is one. Looking makes none. `ended` is told when it goes away.
    ///
    /// # Errors
    /// The browser has no database or refuses it; the message says why.
    pub async fn find(ended: impl Fn(Ended) + Clone + 'static) -> Result<Option<Desk>, String> {
        let request = factory()?.open(NAME).map_err(|thrown| explain(&thrown))?;
        Ok(request::looking(&request).await?.map(|opened| Desk::of(opened, ended)))
    }

    /// Removes the database from the browser, and makes sure that it is gone.
    ///
    /// # Errors
    /// It is still there; the message says why.
    pub async fn erase() -> Result<(), String> {
        let request = factory()?.delete_database(NAME).map_err(|thrown| explain(&thrown))?;
        request::result(&request).await?;
        match Desk::find(|_| ()).await? {
            Some(desk) => {
                desk.close();
                Err("清除之后又被另一个标签页建了起来".to_owned())
            }
            None => Ok(()),
        }
    }

    /// Closes it; what was queued is still written.
    pub fn close(&self) {
        self.0.close();
    }

    /// A database that gives way as soon as another page wants to remove it.
    fn of(opened: IdbDatabase, ended: impl Fn(Ended) + Clone + 'static) -> Desk {
        request::make_way(&opened, ended);
        Desk(opened)
    }

    /// The record of a kind, if there is one.
    ///
    /// # Errors
    /// The database cannot be read; the message says why.
    pub async fn read(&self, kind: &str) -> Result<Option<Record>, String> {
        let transaction = self.0.transaction_with_str(SESSIONS).map_err(|thrown| explain(&thrown))?;
        let store = store(&transaction)?;
        record(&store, kind).await
    }

    /// Writes the record of a kind, or takes it away. `known` is when the record was written that this page knows of; one that
    /// another page has written since stays. True once it is on the disk, false if another page was there.
    ///
    /// # Errors
    /// Nothing was written; the message says why.
    pub async fn write(&self, kind: &str, known: Option<f64>, next: Option<Record>) -> Result<bool, String> {
        let transaction = self.writing()?;
        let store = store(&transaction)?;
        if record(&store, kind).await?.map(|there| there.at) != known {
            return Ok(false);
        }
        let key = JsValue::from(kind);
        let queued = match next {
            Some(Record { at, text }) => store.put_with_key(&Array::of2(&at.into(), &text.as_str().into()), &key),
            None => store.delete(&key),
        };
        queued.map_err(|thrown| explain(&thrown))?;
        request::complete(&transaction).await.map(|()| true)
    }

    fn writing(&self) -> Result<IdbTransaction, String> {
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into())
            .and_then(|_| {
                self.0.unchecked_ref::<Optioned>().optioned_transaction(&Array::of1(&SESSIONS.into()), "readwrite", &options)
            })
            .map_err(|thrown| explain(&thrown))
    }
}

fn factory() -> Result<IdbFactory, String> {
    window().indexed_db().map_err(|thrown| explain(&thrown))?.ok_or_else(|| "本浏览器没有 IndexedDB".to_owned())
}

fn store(transaction: &IdbTransaction) -> Result<IdbObjectStore, String> {
    transaction.object_store(SESSIONS).map_err(|thrown| explain(&thrown))
}

async fn record(store: &IdbObjectStore, kind: &str) -> Result<Option<Record>, String> {
    let found = request::result(&store.get(&kind.into()).map_err(|thrown| explain(&thrown))?).await?;
    // There is no array of nothing: asking for one throws.
    if !Array::is_array(&found) {
        return Ok(None);
    }
    let pair = Array::from(&found);
    Ok(pair.get(0).as_f64().zip(pair.get(1).as_string()).map(|(at, text)| Record { at, text }))
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    fn holding(at: f64, text: &str) -> Option<Record> {
        Some(Record { at, text: text.to_owned() })
    }

    #[wasm_bindgen_test]
    async fn a_record_is_replaced_only_by_who_knows_it() {
        let desk = Desk::open(|_| ()).await.expect("a database");
        assert_eq!(desk.read("trial").await, Ok(None));
        assert_eq!(desk.write("trial", None, holding(1.0, "甲")).await, Ok(true));
        assert_eq!(desk.write("trial", None, holding(2.0, "乙")).await, Ok(false), "somebody was there");
        assert_eq!(desk.write("trial", Some(1.0), holding(2.0, "丙")).await, Ok(true));
        assert_eq!(desk.read("trial").await, Ok(holding(2.0, "丙")));
        assert_eq!(desk.write("trial", Some(2.0), None).await, Ok(true));
        assert_eq!(desk.read("trial").await, Ok(None));
    }
}
