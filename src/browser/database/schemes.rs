//! Scheme files in the database, as text under the id of their scheme.

use wasm_bindgen::JsValue;
use web_sys::IdbObjectStore;

use super::reading::all;
use super::{Database, explain, request};

/// The name of the store.
pub(super) const SCHEMES: &str = "schemes";

impl Database {
    /// Every scheme file: its id and its text.
    ///
    /// # Errors
    /// The database cannot be read; the message says why.
    pub async fn schemes(&self) -> Result<Vec<(String, String)>, String> {
        let store = self.reading(&[SCHEMES])?.object_store(SCHEMES).map_err(|thrown| explain(&thrown))?;
        let pairs = all(&store, &JsValue::UNDEFINED).await?;
        Ok(pairs.into_iter().filter_map(|(key, value)| Some((key.as_string()?, value.as_string()?))).collect())
    }

    /// Keeps a scheme file.
    ///
    /// # Errors
    /// It is not kept; the message says why.
    pub async fn keep_scheme(&self, id: &str, text: &str) -> Result<(), String> {
        self.change_schemes(|store| store.put_with_key(&text.into(), &id.into()).map(drop)).await
    }

    /// Removes a scheme file for good.
    ///
    /// # Errors
    /// It is still there; the message says why.
    pub async fn forget_scheme(&self, id: &str) -> Result<(), String> {
        self.change_schemes(|store| store.delete(&id.into()).map(drop)).await
    }

    async fn change_schemes(&self, change: impl Fn(&IdbObjectStore) -> Result<(), JsValue>) -> Result<(), String> {
        let transaction = self.writing(&[SCHEMES])?;
        transaction.object_store(SCHEMES).and_then(|store| change(&store)).map_err(|thrown| explain(&thrown))?;
        request::complete(&transaction).await
    }
}
