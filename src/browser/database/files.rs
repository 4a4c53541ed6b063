//! The contents of files in the database, each once under its hash.
//!
//! The store `files` holds a blob per content, which browsers keep on the disk. WebKit keeps no blobs in a window that
//! remembers nothing, and yet calls the write complete; so every write is read back, and what is not there is kept as bytes.

use js_sys::{Array, ArrayBuffer};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use super::writing::said_plainly;
use super::{Database, PARTS, commit, request};
use crate::browser::{explain, files};

/// The name of the store.
pub(super) const FILES: &str = "files";

/// The greatest size of a content that is kept as bytes, in bytes: reading it back needs as much memory.
const LARGEST_BYTES: f64 = 64.0 * 1024.0 * 1024.0;

impl Database {
    /// The hashes of all contents.
    ///
    /// # Errors
    /// The database cannot be read; the message says why.
    pub async fn contents(&self) -> Result<Vec<String>, String> {
        let store = self.reading(&[FILES])?.object_store(FILES).map_err(|thrown| explain(&thrown))?;
        let keys = request::result(&store.get_all_keys().map_err(|thrown| explain(&thrown))?).await?;
        Ok(Array::from(&keys).iter().filter_map(|key| key.as_string()).collect())
    }

    /// The content of that hash; `None` if it is not there.
    ///
    /// # Errors
    /// The database cannot be read; the message says why.
    pub async fn content(&self, hash: &str) -> Result<Option<Blob>, String> {
        let store = self.reading(&[FILES])?.object_store(FILES).map_err(|thrown| explain(&thrown))?;
        let found = request::result(&store.get(&hash.into()).map_err(|thrown| explain(&thrown))?).await?;
        if let Some(bytes) = found.dyn_ref::<ArrayBuffer>() {
            return files::blob(&Array::of1(bytes), "").map(Some);
        }
        Ok(found.dyn_into().ok())
    }

    /// Keeps a content, and reads it back.
    ///
    /// # Errors
    /// It is not kept, and nothing of it is left; the message says why.
    pub async fn keep_content(&self, hash: &str, content: &Blob) -> Result<(), String> {
        self.put(hash, content).await?;
        if self.is_whole(hash, content).await {
            return Ok(());
        }
        if content.size() <= LARGEST_BYTES {
            let bytes = JsFuture::from(content.array_buffer()).await.map_err(|thrown| explain(&thrown))?;
            self.put(hash, &bytes).await?;
            if self.is_whole(hash, content).await {
                return Ok(());
            }
        }
        self.forget_contents(&[hash.to_owned()]).await?;
        Err("浏览器没有留下文件内容（常见于无痕窗口）".to_owned())
    }

    /// Removes contents for good.
    ///
    /// # Errors
    /// Nothing was removed; the message says why.
    pub async fn forget_contents(&self, hashes: &[String]) -> Result<(), String> {
        let transaction = self.writing(&[FILES])?;
        let store = transaction.object_store(FILES).map_err(|thrown| explain(&thrown))?;
        for hash in hashes {
            store.delete(&hash.as_str().into()).map_err(|thrown| explain(&thrown))?;
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

    async fn put(&self, hash: &str, content: &JsValue) -> Result<(), String> {
        let transaction = self.writing(&[FILES])?;
        let put = transaction.object_store(FILES).and_then(|store| store.put_with_key(content, &hash.into()));
        put.map_err(|thrown| explain(&thrown))?;
        commit(&transaction);
        request::complete(&transaction).await.map_err(|reason| said_plainly(&reason))
    }

    /// Whether the content of that hash has the size that it should, and its last byte can be read.
    async fn is_whole(&self, hash: &str, content: &Blob) -> bool {
        let Ok(Some(kept)) = self.content(hash).await else { return false };
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

    #[wasm_bindgen_test]
    async fn a_content_is_kept_once_and_forgotten() {
        let database = Database::open(|| (), |_| ()).await.expect("a database");
        for _ in 0..2 {
            database.keep_content("hash-of-test", &blob("证明")).await.expect("kept");
        }
        let found = database.contents().await.expect("read");
        assert_eq!(found.iter().filter(|hash| *hash == "hash-of-test").count(), 1);
        let kept = database.content("hash-of-test").await.expect("read").expect("there");
        assert_eq!(files::bytes_of(&kept, 0.0, kept.size()).await.expect("bytes"), "证明".as_bytes());
        database.forget_contents(&["hash-of-test".to_owned()]).await.expect("removed");
        assert!(database.content("hash-of-test").await.expect("read").is_none());
    }

    #[wasm_bindgen_test]
    async fn an_empty_file_is_kept_too() {
        let database = Database::open(|| (), |_| ()).await.expect("a database");
        database.keep_content("hash-of-nothing", &blob("")).await.expect("kept");
        assert!(database.content("hash-of-nothing").await.expect("read").is_some());
        database.forget_contents(&["hash-of-nothing".to_owned()]).await.expect("removed");
    }
}
