//! What is known of copies of an assessment outside of the browser.
//!
//! The store `copies` holds a record under the id of an assessment: the file that it is saved to, where the browser has them
//! with a handle to it, and the last dated backup. It holds nothing that was entered but the names of files.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

use super::{Database, explain, request};
use crate::browser::saving::Target;

/// The name of the store.
pub(super) const COPIES: &str = "copies";

/// A copy outside of the browser.
#[derive(Clone, Debug, PartialEq)]
pub struct Copied {
    /// The name of the file.
    pub name: String,
    /// When it was read, written or handed to the browser, in milliseconds since 1970.
    pub at: f64,
    /// The word for what is known of it.
    pub proof: String,
    /// The SHA-256 of the save file of the state that it holds.
    pub sha256: String,
}

/// The copies of an assessment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Copies {
    /// The file that it is saved to.
    pub file: Option<Copied>,
    /// The last dated backup.
    pub backup: Option<Copied>,
    /// The file to write, where the browser lets a page do that.
    pub target: Option<Target>,
}

impl Database {
    /// What is known of the copies of an assessment; nothing if nothing was noted, or in another form.
    ///
    /// # Errors
    /// The database cannot be read; the message says why.
    pub async fn copies(&self, id: &str) -> Result<Copies, String> {
        let store = self.reading(&[COPIES])?.object_store(COPIES).map_err(|thrown| explain(&thrown))?;
        let record = request::result(&store.get(&id.into()).map_err(|thrown| explain(&thrown))?).await?;
        let field = |name: &str| Reflect::get(&record, &name.into()).unwrap_or(JsValue::UNDEFINED);
        if !record.is_object() {
            return Ok(Copies::default());
        }
        Ok(Copies { file: copied(&field("file")), backup: copied(&field("backup")), target: Target::of_record(field("target")) })
    }

    /// Notes what is known of the copies of an assessment.
    ///
    /// # Errors
    /// Nothing was noted; the message says why.
    pub async fn note_copies(&self, id: &str, copies: &Copies) -> Result<(), String> {
        let target = copies.target.as_ref().map_or(JsValue::UNDEFINED, Target::to_record);
        match self.put_copies(id, copies, &target).await {
            // A handle that the database does not take, as in some private modes, is known to this page alone.
            Err(_) if copies.target.is_some() => self.put_copies(id, copies, &JsValue::UNDEFINED).await,
            other => other,
        }
    }

    async fn put_copies(&self, id: &str, copies: &Copies, target: &JsValue) -> Result<(), String> {
        let transaction = self.writing(&[COPIES])?;
        let put = || {
            let record = Object::new();
            Reflect::set(&record, &"file".into(), &record_of(copies.file.as_ref())?)?;
            Reflect::set(&record, &"backup".into(), &record_of(copies.backup.as_ref())?)?;
            Reflect::set(&record, &"target".into(), target)?;
            transaction.object_store(COPIES)?.put_with_key(&record, &id.into()).map(|_| ())
        };
        put().map_err(|thrown: JsValue| explain(&thrown))?;
        request::complete(&transaction).await
    }
}

fn copied(record: &JsValue) -> Option<Copied> {
    record.is_object().then_some(())?;
    let text = |name: &str| Reflect::get(record, &name.into()).ok()?.as_string();
    let at = Reflect::get(record, &"at".into()).ok()?.as_f64()?;
    Some(Copied { name: text("name")?, at, proof: text("proof")?, sha256: text("sha256")? })
}

fn record_of(copied: Option<&Copied>) -> Result<JsValue, JsValue> {
    let Some(copied) = copied else { return Ok(JsValue::NULL) };
    let record = Object::new();
    Reflect::set(&record, &"name".into(), &copied.name.as_str().into())?;
    Reflect::set(&record, &"at".into(), &copied.at.into())?;
    Reflect::set(&record, &"proof".into(), &copied.proof.as_str().into())?;
    Reflect::set(&record, &"sha256".into(), &copied.sha256.as_str().into())?;
    Ok(record.into())
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;
    use crate::browser::page;

    #[wasm_bindgen_test]
    async fn what_is_known_of_copies_comes_back() {
        let (database, id) = (Database::open(|| (), |_| ()).await.expect("a database"), page::random_id());
        assert_eq!(database.copies(&id).await, Ok(Copies::default()));
        let file = Copied { name: "甲.json".into(), at: 1.5, proof: "written".into(), sha256: "ab".into() };
        let copies = Copies { file: Some(file), ..Copies::default() };
        database.note_copies(&id, &copies).await.expect("noted");
        assert_eq!(database.copies(&id).await, Ok(copies));
        let tenure = database.claim(&id).await.expect("claimed").tenure;
        database.remove(&tenure).await.expect("removed");
        assert_eq!(database.copies(&id).await, Ok(Copies::default()));
    }
}
