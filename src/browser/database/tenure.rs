//! Whose writes count: of all pages that have an assessment open, only the last that claimed it.
//!
//! A page writes under a tenure, a random name that it gets by claiming. The store `tenures` holds under the id of an
//! assessment the tenure that counts, and one mark for every tenure: under `[id, tenure]` that it has ended, or under
//! `[id, tenure, 1]` that it writes. An index says that there is only one.
//!
//! *Argument.* A claim is one transaction that marks the tenure before it as ended, puts its own in its place and reads
//! everything under the id. A write is one transaction that marks its own tenure as one that writes. A second mark of a
//! tenure is refused, and a request that fails ends its transaction with nothing written. Transactions that change the
//! same store run one after the other. So a write of the page before either comes before the claim, and then the claim has
//! read it; or it comes after, and then nothing of it is written and its page is told. No lock, message or clock is part of
//! this argument: those only make it rare. Marking instead of reading first lets a write be ended early, so that it is on
//! its way when a page that goes away no longer gets answers.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{IdbIndexParameters, IdbObjectStore, IdbTransaction};

use super::reading::{head, parts_in};
use super::{Database, HEADS, Head, PARTS, abandon, explain, request};
use crate::browser::page;
use crate::browser::seal::Key;

/// What a sealed assessment is called where it is not open.
pub const SEALED_TITLE: &str = "加密的申报";

/// The name of the store.
pub(super) const TENURES: &str = "tenures";

/// The name of the index, and of what a mark is about.
const TENURE: &str = "tenure";

/// The right to write an assessment, until somebody else claims it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tenure {
    /// The assessment's id.
    pub id: String,
    name: String,
    /// What seals all that is written; `None` if nothing does.
    pub key: Option<Key>,
}

/// A tenure, and all that lay under the id when it began.
#[derive(Clone, Debug, PartialEq)]
pub struct Claimed {
    /// The tenure.
    pub tenure: Tenure,
    /// The head; `None` if there is none or it cannot be read.
    pub head: Option<Head>,
    /// The parts.
    pub parts: Vec<(String, String)>,
    /// Whether nothing at all lay there.
    pub is_empty: bool,
}

impl Tenure {
    /// The same with another key.
    #[must_use]
    pub fn with_key(&self, key: Option<Key>) -> Tenure {
        Tenure { key, ..self.clone() }
    }

    /// Another tenure of the same assessment, which counts once [`Tenure::hand_over`] has been written.
    #[must_use]
    pub fn successor(&self, key: Option<Key>) -> Tenure {
        Tenure { id: self.id.clone(), name: page::random_id(), key }
    }

    /// Ends this tenure in favour of another, together with what else a transaction does.
    pub(super) fn hand_over(&self, transaction: &IdbTransaction, next: &Tenure) -> Result<(), JsValue> {
        replace(&transaction.object_store(TENURES)?, Some(self.name.clone()), next)
    }

    /// The head to be written for an assessment of that title: of a sealed one it tells no title.
    #[must_use]
    pub fn head(&self, title: String, saved_at: f64) -> Head {
        let seal = self.key.as_ref().map(|key| key.parameters().clone());
        let title = if seal.is_some() { SEALED_TITLE.to_owned() } else { title };
        Head { id: self.id.clone(), title, saved_at, deleted_at: None, seal }
    }

    /// Makes a transaction fail if this tenure has ended.
    pub(super) fn guard(&self, transaction: &IdbTransaction) -> Result<(), JsValue> {
        let store = transaction.object_store(TENURES)?;
        store.put_with_key(&mark(&self.id, &self.name)?, &writes(&self.id, &self.name)).map(|_| ())
    }

    /// Marks it as ended, together with what else a transaction does.
    pub(super) fn end(&self, transaction: &IdbTransaction) -> Result<(), JsValue> {
        let store = transaction.object_store(TENURES)?;
        store.delete(&self.id.as_str().into())?;
        mark_ended(&store, &self.id, &self.name)
    }
}

impl Database {
    /// Claims an assessment: the tenure before this one ends.
    ///
    /// # Errors
    /// Nothing has changed; the message says why.
    pub async fn claim(&self, id: &str) -> Result<Claimed, String> {
        let transaction = self.writing(&[HEADS, PARTS, TENURES])?;
        let store = |name| transaction.object_store(name).map_err(|thrown| explain(&thrown));
        let (heads, parts, tenures) = (store(HEADS)?, store(PARTS)?, store(TENURES)?);
        let tenure = Tenure { id: id.to_owned(), name: page::random_id(), key: None };
        let before = request::result(&tenures.get(&id.into()).map_err(|thrown| explain(&thrown))?).await?;
        if let Err(thrown) = replace(&tenures, before.as_string(), &tenure) {
            abandon(&transaction);
            return Err(explain(&thrown));
        }
        let value = request::result(&heads.get(&id.into()).map_err(|thrown| explain(&thrown))?).await?;
        let parts = parts_in(&parts, id).await?;
        request::complete(&transaction).await?;
        let is_empty = value.is_undefined() && parts.is_empty();
        Ok(Claimed { tenure, head: head(&id.into(), &value), parts, is_empty })
    }

    /// Forgets the marks of tenures that have ended. Only while no other page is open that could hold one of them.
    ///
    /// # Errors
    /// Nothing was forgotten; the message says why.
    pub async fn forget_ended(&self) -> Result<(), String> {
        let transaction = self.writing(&[TENURES])?;
        let store = transaction.object_store(TENURES).map_err(|thrown| explain(&thrown))?;
        // Every key that is a list comes after every text.
        let lists = web_sys::IdbKeyRange::lower_bound(&Array::new()).map_err(|thrown| explain(&thrown))?;
        store.delete(&lists).map_err(|thrown| explain(&thrown))?;
        request::complete(&transaction).await
    }
}

fn replace(tenures: &IdbObjectStore, before: Option<String>, after: &Tenure) -> Result<(), JsValue> {
    if let Some(before) = before {
        mark_ended(tenures, &after.id, &before)?;
    }
    tenures.put_with_key(&after.name.as_str().into(), &after.id.as_str().into()).map(|_| ())
}

/// Lets the store refuse a second mark of a tenure.
pub(super) fn make_index(tenures: &IdbObjectStore) -> Result<(), JsValue> {
    let unique = IdbIndexParameters::new();
    unique.set_unique(true);
    tenures.create_index_with_str_and_optional_parameters(TENURE, TENURE, &unique).map(|_| ())
}

fn mark_ended(tenures: &IdbObjectStore, id: &str, name: &str) -> Result<(), JsValue> {
    tenures.delete(&writes(id, name))?;
    tenures.put_with_key(&mark(id, name)?, &ended(id, name)).map(|_| ())
}

/// The mark of a tenure, by which it is refused a second one.
fn mark(id: &str, name: &str) -> Result<JsValue, JsValue> {
    let mark = Object::new();
    Reflect::set(&mark, &TENURE.into(), &ended(id, name))?;
    Ok(mark.into())
}

/// Where it is marked that a tenure has ended.
fn ended(id: &str, name: &str) -> JsValue {
    Array::of2(&id.into(), &name.into()).into()
}

/// Where it is marked that a tenure writes.
fn writes(id: &str, name: &str) -> JsValue {
    Array::of3(&id.into(), &name.into(), &1.into()).into()
}

#[cfg(test)]
mod tests {
    use award::savefile::Part;
    use js_sys::Function;
    use wasm_bindgen::JsCast;
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::super::{Extent, Unwritten};
    use super::*;

    async fn database() -> Database {
        Database::open(|| (), |_| ()).await.expect("a database")
    }

    fn part(text: &str) -> Vec<Part> {
        vec![Part { path: "fields".into(), json: Some(text.into()) }]
    }

    fn head_of(id: &str) -> Head {
        Head { id: id.into(), title: "甲".into(), saved_at: 1.0, deleted_at: None, seal: None }
    }

    #[wasm_bindgen_test]
    async fn a_tenure_that_has_ended_writes_nothing() {
        let (database, id) = (database().await, page::random_id());
        let first = database.claim(&id).await.expect("claimed");
        assert!(first.is_empty);
        for text in ["1", "2"] {
            database.write(&first.tenure, &head_of(&id), &part(text), Extent::Changed).await.expect("written");
        }
        let second = database.claim(&id).await.expect("claimed");
        assert_eq!(second.parts, [("fields".to_owned(), "2".to_owned())]);
        let late = database.write(&first.tenure, &head_of(&id), &part("3"), Extent::Changed).await;
        assert_eq!(late, Err(Unwritten::TurnLost));
        database.hurry();
        let late = database.write(&first.tenure, &head_of(&id), &part("3"), Extent::Whole).await;
        assert_eq!(late, Err(Unwritten::TurnLost), "also if it is ended early");
        assert_eq!(database.parts(&id).await.expect("read"), second.parts);
        database.write(&second.tenure, &head_of(&id), &part("4"), Extent::Whole).await.expect("written");
    }

    /// Lets the put after so many under an id fail, as on a full disk, until what is returned is called.
    fn fail_put(id: &str, after: u32) -> Function {
        let patch = "const real = IDBObjectStore.prototype.put;
            IDBObjectStore.prototype.put = function (value, key) {
                if ([].concat(key)[0] !== id || --after >= 0) return real.call(this, value, key);
                throw new DOMException('The disk is full.', 'QuotaExceededError');
            };
            return () => { IDBObjectStore.prototype.put = real; };";
        let patched = Function::new_with_args("id, after", patch).call2(&JsValue::NULL, &id.into(), &after.into());
        patched.expect("patched").unchecked_into()
    }

    #[wasm_bindgen_test]
    async fn a_claim_that_fails_leaves_the_tenure_before() {
        let (database, id) = (database().await, page::random_id());
        let first = database.claim(&id).await.expect("claimed").tenure;
        database.write(&first, &head_of(&id), &part("0"), Extent::Whole).await.expect("written");
        // A claim puts the end of the tenure before, and its own.
        for (after, text) in [(0, "1"), (1, "2")] {
            let mend = fail_put(&id, after);
            let refused = database.claim(&id).await;
            mend.call0(&JsValue::NULL).expect("mended");
            assert!(refused.is_err(), "a claim of {after} puts");
            database.write(&first, &head_of(&id), &part(text), Extent::Changed).await.expect("the tenure before still counts");
        }
        let claimed = database.claim(&id).await.expect("claimed");
        assert_eq!(claimed.parts, [("fields".to_owned(), "2".to_owned())]);
    }

    #[wasm_bindgen_test]
    async fn a_removed_assessment_is_not_written_again() {
        let (database, id) = (database().await, page::random_id());
        let claimed = database.claim(&id).await.expect("claimed");
        database.write(&claimed.tenure, &head_of(&id), &part("1"), Extent::Whole).await.expect("written");
        database.remove(&claimed.tenure).await.expect("removed");
        let late = database.write(&claimed.tenure, &head_of(&id), &part("2"), Extent::Whole).await;
        assert_eq!(late, Err(Unwritten::TurnLost));
        assert!(database.claim(&id).await.expect("claimed").is_empty);
    }
}
