//! What is known of copies of an assessment outside of the browser.
//!
//! The store `copies` holds a record under the id of an assessment: the file that it is saved to, where the browser has them
//! with a handle to it, and the last dated backup. It holds nothing that was entered but the names of files.

use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::{Database, Extent, explain, request};
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
    /// Whether it is a backup without the contents of files that belong to it; records of before this was noted say nothing.
    pub lacks_files: bool,
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

    /// Notes what is known of the copies of an assessment: everything, or only what is given. The file comes with its handle.
    ///
    /// # Errors
    /// What was noted before is noted still; the message says why.
    pub async fn note_copies(&self, id: &str, copies: &Copies, extent: Extent) -> Result<(), String> {
        match self.put_copies(id, copies, extent).await {
            // A handle that the database does not take, as in some private modes, is known to this page alone.
            Err(_) if copies.target.is_some() => self.put_copies(id, &Copies { target: None, ..copies.clone() }, extent).await,
            other => other,
        }
    }

    async fn put_copies(&self, id: &str, copies: &Copies, extent: Extent) -> Result<(), String> {
        let transaction = self.writing(&[COPIES])?;
        let store = transaction.object_store(COPIES).map_err(|thrown| explain(&thrown))?;
        // What this version cannot read in it stays, too: it is taken over as it is.
        let before = match extent {
            Extent::Whole => JsValue::UNDEFINED,
            Extent::Changed => request::result(&store.get(&id.into()).map_err(|thrown| explain(&thrown))?).await?,
        };
        let record = before.dyn_into::<Object>().unwrap_or_else(|_| Object::new());
        let put = || {
            if let Some(file) = &copies.file {
                Reflect::set(&record, &"file".into(), &record_of(file)?)?;
                Reflect::set(&record, &"target".into(), &copies.target.as_ref().map_or(JsValue::UNDEFINED, Target::to_record))?;
            }
            if let Some(backup) = &copies.backup {
                Reflect::set(&record, &"backup".into(), &record_of(backup)?)?;
            }
            store.put_with_key(&record, &id.into()).map(|_| ())
        };
        put().map_err(|thrown: JsValue| explain(&thrown))?;
        request::complete(&transaction).await
    }
}

fn copied(record: &JsValue) -> Option<Copied> {
    record.is_object().then_some(())?;
    let text = |name: &str| Reflect::get(record, &name.into()).ok()?.as_string();
    let at = Reflect::get(record, &"at".into()).ok()?.as_f64()?;
    let lacks_files = Reflect::get(record, &"lacks_files".into()).ok()?.is_truthy();
    Some(Copied { name: text("name")?, at, proof: text("proof")?, lacks_files, sha256: text("sha256")? })
}

fn record_of(copied: &Copied) -> Result<JsValue, JsValue> {
    let record = Object::new();
    Reflect::set(&record, &"name".into(), &copied.name.as_str().into())?;
    Reflect::set(&record, &"at".into(), &copied.at.into())?;
    Reflect::set(&record, &"proof".into(), &copied.proof.as_str().into())?;
    Reflect::set(&record, &"lacks_files".into(), &copied.lacks_files.into())?;
    Reflect::set(&record, &"sha256".into(), &copied.sha256.as_str().into())?;
    Ok(record.into())
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;
    use crate::browser::page;

    async fn database() -> Database {
        Database::open(|| (), |_| ()).await.expect("a database")
    }

    fn copy(name: &str) -> Option<Copied> {
        Some(Copied { name: name.into(), at: 1.5, proof: "written".into(), lacks_files: true, sha256: "ab".into() })
    }

    #[wasm_bindgen_test]
    async fn what_is_known_of_copies_comes_back() {
        let (database, id) = (database().await, page::random_id());
        assert_eq!(database.copies(&id).await, Ok(Copies::default()));
        let copies = Copies { file: copy("甲.json"), ..Copies::default() };
        database.note_copies(&id, &copies, Extent::Changed).await.expect("noted");
        assert_eq!(database.copies(&id).await, Ok(copies));
        let tenure = database.claim(&id).await.expect("claimed").tenure;
        database.remove(&tenure).await.expect("removed");
        assert_eq!(database.copies(&id).await, Ok(Copies::default()));
    }

    #[wasm_bindgen_test]
    async fn a_note_of_one_copy_leaves_the_other() {
        let (database, id) = (database().await, page::random_id());
        for copies in [
            Copies { file: copy("甲.json"), ..Copies::default() },
            Copies { backup: copy("甲.zip"), ..Copies::default() },
            Copies { backup: copy("乙.zip"), ..Copies::default() },
        ] {
            database.note_copies(&id, &copies, Extent::Changed).await.expect("noted");
        }
        let both = Copies { file: copy("甲.json"), backup: copy("乙.zip"), target: None };
        assert_eq!(database.copies(&id).await, Ok(both));
        let whole = Copies { backup: copy("丙.zip"), ..Copies::default() };
        database.note_copies(&id, &whole, Extent::Whole).await.expect("noted");
        assert_eq!(database.copies(&id).await, Ok(whole));
    }

    #[wasm_bindgen_test]
    async fn a_note_leaves_what_it_cannot_read() {
        let (database, id) = (database().await, page::random_id());
        let record = Object::new();
        Reflect::set(&record, &"file".into(), &"of another form".into()).expect("set");
        let transaction = database.writing(&[COPIES]).expect("a transaction");
        transaction.object_store(COPIES).expect("the store").put_with_key(&record, &id.as_str().into()).expect("put");
        request::complete(&transaction).await.expect("written");
        let copies = Copies { backup: copy("甲.zip"), ..Copies::default() };
        database.note_copies(&id, &copies, Extent::Changed).await.expect("noted");
        let store = database.reading(&[COPIES]).expect("a transaction").object_store(COPIES).expect("the store");
        let kept = request::result(&store.get(&id.as_str().into()).expect("asked")).await.expect("read");
        let file = Reflect::get(&kept, &"file".into()).expect("an object");
        assert_eq!((file.as_string().as_deref(), database.copies(&id).await), (Some("of another form"), Ok(copies)));
    }
}
