//! The contents of files in the database, each once under its hash; those of a sealed assessment are its own.
//!
//! The store `files` holds a blob per content, which browsers keep on the disk. WebKit keeps no blobs in a window that
//! remembers nothing, and yet calls the write complete; so every write is read back, and what is not there is kept as bytes.

use js_sys::{Array, ArrayBuffer};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use super::{Database, PARTS, explain, request};
use crate::browser::files;

/// The name of the store.
pub(super) const FILES: &str = "files";

/// The greatest size of a content that is kept as bytes, in bytes: reading it back needs as much memory.
const LARGEST_BYTES: f64 = 64.0 * 1024.0 * 1024.0;

/// Where a content lies.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shelved {
    /// Under its hash, for all assessments.
    Plain(String),
    /// Sealed, under the id of its assessment and a name that tells nothing.
    Sealed(String, String),
}

impl Shelved {
    fn key(&self) -> JsValue {
        match self {
            Shelved::Plain(hash) => hash.as_str().into(),
            Shelved::Sealed(id, name) => Array::of2(&id.as_str().into(), &name.as_str().into()).into(),
        }
    }

    fn of_key(key: &JsValue) -> Option<Shelved> {
        match key.as_string() {
            Some(hash) => Some(Shelved::Plain(hash)),
            None => Some(Shelved::Sealed(Array::from(key).get(0).as_string()?, Array::from(key).get(1).as_string()?)),
        }
    }
}

impl Database {
    /// Where contents lie.
    ///
    /// # Errors
    /// The database cannot be read; the message says why.
    pub async fn contents(&self) -> Result<Vec<Shelved>, String> {
        let store = self.reading(&[FILES])?.object_store(FILES).map_err(|thrown| explain(&thrown))?;
        let keys = request::result(&store.get_all_keys().map_err(|thrown| explain(&thrown))?).await?;
        Ok(Array::from(&keys).iter().filter_map(|key| Shelved::of_key(&key)).collect())
    }

    /// The content at that place, as it lies there; `None` if it is not there.
    ///
    /// # Errors
    /// The database cannot be read; the message says why.
    pub async fn content(&self, place: &Shelved) -> Result<Option<Blob>, String> {
        let store = self.reading(&[FILES])?.object_store(FILES).map_err(|thrown| explain(&thrown))?;
        let found = request::result(&store.get(&place.key()).map_err(|thrown| explain(&thrown))?).await?;
        if let Some(bytes) = found.dyn_ref::<ArrayBuffer>() {
            return files::blob(&Array::of1(bytes), "").map(Some);
        }
        Ok(found.dyn_into().ok())
    }

    /// Keeps a content, and reads it back. WebKit takes no files from pages on disk, so that bytes are tried next.
    ///
    /// # Errors
    /// It is not kept, and nothing of it is left; the message says why.
    pub async fn keep_content(&self, place: &Shelved, content: &Blob) -> Result<(), String> {
        let as_file = self.put(place, content).await;
        if as_file.is_ok() && self.is_whole(place, content).await {
            return Ok(());
        }
        if content.size() > LARGEST_BYTES {
            as_file?;
        } else {
            let bytes = JsFuture::from(content.array_buffer()).await.map_err(|thrown| explain(&thrown))?;
            self.put(place, &bytes).await?;
            if self.is_whole(place, content).await {
                return Ok(());
            }
        }
        self.forget_contents(std::slice::from_ref(place)).await?;
        Err("浏览器没有留下文件内容（常见于无痕窗口）".to_owned())
    }

    /// Removes contents for good.
    ///
    /// # Errors
    /// Nothing was removed; the message says why.
    pub async fn forget_contents(&self, places: &[Shelved]) -> Result<(), String> {
        let transaction = self.writing(&[FILES])?;
        let store = transaction.object_store(FILES).map_err(|thrown| explain(&thrown))?;
        for place in places {
            store.delete(&place.key()).map_err(|thrown| explain(&thrown))?;
        }
        request::complete(&transaction).await
    }

    /// The parts of every assessment, deleted ones included, whose path starts so; the id of the assessment with each.
    ///
    /// # Errors
    /// The database cannot be read; the message says why.
    pub async fn parts_under(&self, path: &str) -> Result<Vec<(String, String)>, String> {
        let store = self.reading(&[PARTS])?.object_store(PARTS).map_err(|thrown| explain(&thrown))?;
        let keys = request::result(&store.get_all_keys().map_err(|thrown| explain(&thrown))?).await?;
        let mut requests = Vec::new();
        for key in Array::from(&keys).iter() {
            let pair = Array::from(&key);
            let (Some(id), Some(place)) = (pair.get(0).as_string(), pair.get(1).as_string()) else { continue };
            if place.starts_with(path) {
                requests.push((id, store.get(&key).map_err(|thrown| explain(&thrown))?));
            }
        }
        // The requests answer in their order, so when the last one has, all have: one waiting keeps the transaction alive.
        let mut parts = Vec::new();
        if let Some((_, last)) = requests.last() {
            request::result(last).await?;
        }
        for (id, answered) in requests {
            let value = answered.result().map_err(|thrown| explain(&thrown))?;
            parts.push((id, value.as_string().unwrap_or_default()));
        }
        Ok(parts)
    }

    async fn put(&self, place: &Shelved, content: &JsValue) -> Result<(), String> {
        let transaction = self.writing(&[FILES])?;
        let put = transaction.object_store(FILES).and_then(|store| store.put_with_key(content, &place.key()));
        put.map_err(|thrown| explain(&thrown))?;
        request::complete(&transaction).await
    }

    /// Whether the content at that place has the size that it should, and its last byte can be read.
    async fn is_whole(&self, place: &Shelved, content: &Blob) -> bool {
        let Ok(Some(kept)) = self.content(place).await else { return false };
        let size = content.size();
        kept.size() == size && (size == 0.0 || files::bytes_of(&kept, size - 1.0, size).await.is_ok_and(|last| last.len() == 1))
    }
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    fn blob(text: &str) -> Blob {
        files::blob_of(&[files::Part::Bytes(text.as_bytes())], "text/plain").expect("a blob")
    }

    fn plain(name: &str) -> Shelved {
        Shelved::Plain(name.to_owned())
    }

    #[wasm_bindgen_test]
    async fn a_content_is_kept_once_and_forgotten() {
        let database = Database::open(|| (), |_| ()).await.expect("a database");
        let place = plain("hash-of-test");
        for _ in 0..2 {
            database.keep_content(&place, &blob("证明")).await.expect("kept");
        }
        let found = database.contents().await.expect("read");
        assert_eq!(found.iter().filter(|each| **each == place).count(), 1);
        let kept = database.content(&place).await.expect("read").expect("there");
        assert_eq!(files::bytes_of(&kept, 0.0, kept.size()).await.expect("bytes"), "证明".as_bytes());
        database.forget_contents(std::slice::from_ref(&place)).await.expect("removed");
        assert!(database.content(&place).await.expect("read").is_none());
    }

    #[wasm_bindgen_test]
    async fn an_empty_file_is_kept_too() {
        let database = Database::open(|| (), |_| ()).await.expect("a database");
        let place = Shelved::Sealed("a".into(), "name".into());
        database.keep_content(&place, &blob("")).await.expect("kept");
        assert!(database.contents().await.expect("read").contains(&place));
        assert!(database.content(&place).await.expect("read").is_some());
        database.forget_contents(std::slice::from_ref(&place)).await.expect("removed");
        assert!(!database.contents().await.expect("read").contains(&place));
    }
}
