//! The browser's database: what it holds, when it really holds it, and who may change it.
//!
//! The stores of the database `quality-award-kit`: `heads` with one record per assessment (title, when saved, when deleted),
//! `parts` with the parts of each assessment's save file under `[id, path]`, `files` with the contents of evidence under
//! their hashes, `tenures`, which tells whose writes count, `revisions` with `values`, which hold earlier states, `copies`,
//! which tells of copies outside of the browser, and `schemes` with scheme files under their ids. The boot script reads the first two to rescue work after a panic, so the
//! layout is a contract with `src/boot.js`.
//!
//! Three things must hold whatever happens, and each is an argument about transactions:
//!
//! - *A kill at any moment leaves the last good state.* A write is one transaction with strict durability. The browser's own
//!   log makes it all or nothing, and it is called complete only once the bytes are on the disk.
//! - *A page that lost its turn changes nothing.* See [`tenure`].
//! - *Nothing is overwritten that was not read.* A page can write only under a tenure, and [`Database::claim`] hands out a
//!   tenure together with everything that lies under the id, read in the same transaction. Whoever finds something that it
//!   did not mean to replace gives the tenure back without writing.

mod copies;
mod desk;
mod files;
mod reading;
mod request;
mod revisions;
mod schemes;
mod tenure;
mod writing;

pub use copies::{Copied, Copies};
pub use desk::{Desk, Record};
pub use files::Shelved;
pub use reading::{Found, Head};
pub use tenure::{Claimed, Tenure};
pub use writing::{Extent, Unwritten, opened_parts};

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbDatabase, IdbKeyRange, IdbTransaction};

use super::window;

const NAME: &str = "quality-award-kit";
/// Version 1 had no files, version 2 no tenures, no revisions, no copies and no schemes.
const VERSION: u32 = 3;
const HEADS: &str = "heads";
const PARTS: &str = "parts";
const STORES: [&str; 8] =
    [HEADS, PARTS, files::FILES, tenure::TENURES, revisions::REVISIONS, revisions::VALUES, copies::COPIES, schemes::SCHEMES];

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
pub struct Database(IdbDatabase, Rc<Haste>);

/// What has to be ended early when the page goes away.
#[derive(Debug, Default, PartialEq)]
struct Haste {
    is_leaving: Cell<bool>,
    under_way: RefCell<Option<IdbTransaction>>,
}

/// Why a database that was open is no longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Another page needs it in another form or removes it.
    MadeWay,
    /// The browser has closed it, as when its data are cleared.
    Closed,
}

/// Why a database does not open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unopened {
    /// A newer version of this product has written it.
    Newer,
    /// The browser has none or refuses it: the reason.
    Failed(String),
}

impl Database {
    /// Opens the database, creating it the first time. `blocked` is called if a page of an older version is still open; it
    /// has to be closed first. `ended` is called if the open database goes away.
    ///
    /// # Errors
    /// It was written by a newer version, the browser has no database or refuses it, as in some private modes.
    pub async fn open(blocked: impl Fn() + 'static, ended: impl Fn(Ended) + Clone + 'static) -> Result<Database, Unopened> {
        let failed = |thrown: JsValue| Unopened::Failed(explain(&thrown));
        let missing = || Unopened::Failed("本浏览器没有 IndexedDB".to_owned());
        let factory = window().indexed_db().map_err(failed)?.ok_or_else(missing)?;
        let request = factory.open_with_u32(NAME, VERSION).map_err(failed)?;
        let upgrade = |database: &IdbDatabase| {
            let there = database.object_store_names();
            for store in STORES.into_iter().filter(|store| !there.contains(store)) {
                let made = database.create_object_store(store)?;
                if store == tenure::TENURES {
                    tenure::make_index(&made)?;
                }
            }
            Ok(())
        };
        let opened = request::upgrading(&request, upgrade, blocked).await;
        let database = opened.map_err(|reason| match reason.starts_with("VersionError") {
            true => Unopened::Newer,
            false => Unopened::Failed(reason),
        })?;
        request::make_way(&database, ended);
        Ok(Database(database, Rc::default()))
    }

    /// Opens a database of a newer version, to be looked at and never written.
    ///
    /// # Errors
    /// The browser refuses it; the message says why.
    pub async fn open_newer() -> Result<Database, String> {
        let factory = window().indexed_db().map_err(|thrown| explain(&thrown))?.ok_or("本浏览器没有 IndexedDB")?;
        let request = factory.open(NAME).map_err(|thrown| explain(&thrown))?;
        let opened = database(request::result(&request).await?)?;
        request::make_way(&opened, |_| ());
        Ok(Database(opened, Rc::default()))
    }

    /// Ends the write of an assessment that is under way, and the next as soon as it is queued, because the page may be going
    /// away: browsers give up what has not ended then. Only then, because a transaction that is ended early is less safe:
    /// Firefox writes the rest of one in which a request has failed, unless that is the last request.
    pub fn hurry(&self) {
        self.1.is_leaving.set(true);
        if let Some(transaction) = self.1.under_way.take() {
            commit(&transaction);
        }
    }

    /// Closes it; what was queued is still written.
    pub fn close(&self) {
        self.0.close();
    }

    /// Removes the database of this product from the browser, once every page has closed it, and makes sure that it is gone.
    ///
    /// # Errors
    /// It is still there; the message says why.
    pub async fn erase() -> Result<(), String> {
        let factory = window().indexed_db().map_err(|thrown| explain(&thrown))?.ok_or("本浏览器没有 IndexedDB")?;
        let request = factory.delete_database(NAME).map_err(|thrown| explain(&thrown))?;
        request::result(&request).await?;
        match Database::is_there().await? {
            true => Err("清除之后又被另一个标签页建了起来".to_owned()),
            false => Ok(()),
        }
    }

    /// Whether the browser holds a database of this product. Looking makes none.
    ///
    /// # Errors
    /// The browser cannot tell; the message says why.
    pub async fn is_there() -> Result<bool, String> {
        let factory = window().indexed_db().map_err(|thrown| explain(&thrown))?.ok_or("本浏览器没有 IndexedDB")?;
        let request = factory.open(NAME).map_err(|thrown| explain(&thrown))?;
        match request::looking(&request).await? {
            Some(opened) => {
                opened.close();
                Ok(true)
            }
            None => Ok(false),
        }
    }

    fn reading(&self, stores: &[&str]) -> Result<IdbTransaction, String> {
        let stores: Array = stores.iter().map(|store| JsValue::from(*store)).collect();
        self.0.transaction_with_str_sequence(&stores).map_err(|thrown| explain(&thrown))
    }

    fn writing(&self, stores: &[&str]) -> Result<IdbTransaction, String> {
        let stores: Array = stores.iter().map(|store| JsValue::from(*store)).collect();
        let options = Object::new();
        // Without strictness Chromium reports success before the bytes are on the disk.
        Reflect::set(&options, &"durability".into(), &"strict".into())
            .and_then(|_| self.0.unchecked_ref::<Optioned>().optioned_transaction(&stores, "readwrite", &options))
            .map_err(|thrown| explain(&thrown))
    }
}

/// Ends a transaction now instead of when its requests have answered, so that it is written even if the page goes away
/// before. One that cannot be ended early ends by itself, or has ended.
fn commit(transaction: &IdbTransaction) {
    let ended = transaction.unchecked_ref::<Endable>().commit().map_err(|thrown| explain(&thrown));
    if let Err(reason) = ended
        && !reason.starts_with("InvalidStateError")
    {
        super::page::log(&reason);
    }
}

/// Gives a transaction up so that nothing of it is written; one that has ended already needs no giving up.
fn abandon(transaction: &IdbTransaction) {
    if let Err(thrown) = transaction.abort() {
        super::page::log(&explain(&thrown));
    }
}

/// What a thrown value says; the most frequent reason in plain words.
fn explain(thrown: &JsValue) -> String {
    let reason = super::explain(thrown);
    if reason.contains("Quota") { "浏览器的存储空间不够".to_owned() } else { reason }
}

/// The range of keys of one assessment: an array sorts after every string.
fn whole(id: &str) -> Result<IdbKeyRange, String> {
    let (first, last) = (Array::of1(&id.into()), Array::of2(&id.into(), &Array::new()));
    IdbKeyRange::bound(&first, &last).map_err(|thrown| explain(&thrown))
}

/// The database of a request's result.
fn database(result: JsValue) -> Result<IdbDatabase, String> {
    result.dyn_into().map_err(|_| "no database".to_owned())
}
