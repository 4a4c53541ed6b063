//! Sealing what is kept with a password: AES-256-GCM under a key that PBKDF2 makes of it, both by the browser's own
//! cryptography.
//!
//! The salt and the number of iterations lie beside the data, so that a later version may ask for more and still open it. A
//! key is two: one that seals, and one that gives a sealed thing a name by which it is found again and which tells nobody
//! what it is (a hash that starts with secret bytes of fixed length). Every sealing has random bytes of its own, and is bound
//! to its place: what was sealed for one place does not open at another.

mod base64;

use std::rc::Rc;

use dossier::archive::Digest;
use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, CryptoKey, SubtleCrypto};

use super::queue::{InTurn, Queue};
use super::{explain, files, settled, window};

/// How often PBKDF2 hashes: what OWASP asks for with SHA-256.
const ITERATIONS: u32 = 600_000;

/// The greatest number of iterations that is tried; more would be no data of this product.
const MOST_ITERATIONS: u32 = 50_000_000;

const SALT: usize = 16;
const NONCE: usize = 12;
/// What a sealing adds to a content: its random bytes and its tag.
const ADDED: f64 = 28.0;

/// How much of a large content is sealed at a time, in bytes.
const SLICE: f64 = 4.0 * 1024.0 * 1024.0;

/// The place of what tells whether a password is right.
const CHECK: &str = "check";

/// What lies beside sealed data: all that is needed to open it but the password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    /// How often PBKDF2 hashes.
    pub iterations: u32,
    /// The salt, in base64.
    pub salt: String,
    /// Something sealed, which only the right password opens, in base64.
    pub check: String,
}

/// The key that a password gives.
#[derive(Clone)]
pub struct Key(Rc<Inner>);

struct Inner {
    sealing: CryptoKey,
    naming: [u8; 32],
    seal: Seal,
    queue: Queue,
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key")
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Key {}

fn subtle() -> Result<SubtleCrypto, String> {
    let subtle = window().crypto().map_err(|thrown| explain(&thrown))?.subtle();
    if subtle.is_undefined() { Err("这个浏览器打开本页的方式不支持加密".to_owned()) } else { Ok(subtle) }
}

fn random<const N: usize>() -> Result<[u8; N], String> {
    let mut bytes = [0; N];
    let crypto = window().crypto().map_err(|thrown| explain(&thrown))?;
    crypto.get_random_values_with_u8_array(&mut bytes).map_err(|thrown| explain(&thrown))?;
    Ok(bytes)
}

fn bytes_in(buffer: &JsValue) -> Vec<u8> {
    Uint8Array::new(buffer).to_vec()
}

fn parameters(name: &str, more: &[(&str, JsValue)]) -> Result<Object, String> {
    let object = Object::new();
    let all = [("name", JsValue::from(name))];
    let set = all.iter().chain(more).try_for_each(|(name, value)| Reflect::set(&object, &(*name).into(), value).map(|_| ()));
    set.map(|()| object).map_err(|thrown| explain(&thrown))
}

async fn derive(password: &str, salt: &[u8], iterations: u32) -> Result<(CryptoKey, [u8; 32]), String> {
    let subtle = subtle()?;
    let usages = Array::of1(&"deriveBits".into());
    let secret = Uint8Array::from(password.as_bytes());
    let base = settled(subtle.import_key_with_str("raw", &secret, "PBKDF2", false, &usages)).await?;
    let salt = Uint8Array::from(salt).into();
    let how = parameters("PBKDF2", &[("hash", "SHA-256".into()), ("salt", salt), ("iterations", iterations.into())])?;
    let bits = bytes_in(&settled(subtle.derive_bits_with_object(&how, base.unchecked_ref(), 512)).await?);
    let (sealing, naming) = bits.split_at(32);
    let usages = Array::of2(&"encrypt".into(), &"decrypt".into());
    let sealing = settled(subtle.import_key_with_str("raw", &Uint8Array::from(sealing), "AES-GCM", false, &usages)).await?;
    let naming = naming.try_into().map_err(|_| "no 512 bits".to_owned())?;
    Ok((sealing.unchecked_into(), naming))
}

impl Seal {
    /// The key that a password gives; `None` if it is not the one that sealed.
    ///
    /// # Errors
    /// The browser cannot derive keys, or these are no parameters; the message says why.
    pub async fn unlock(&self, password: &str) -> Result<Option<Key>, String> {
        let salt = base64::decode(&self.salt).filter(|salt| salt.len() >= SALT);
        let salt = salt.filter(|_| (1..=MOST_ITERATIONS).contains(&self.iterations)).ok_or("加密参数读不出来")?;
        let (sealing, naming) = derive(password, &salt, self.iterations).await?;
        let key = Key(Rc::new(Inner { sealing, naming, seal: self.clone(), queue: Queue::default() }));
        let is_right = key.open(CHECK, &self.check).await.is_ok();
        Ok(is_right.then_some(key))
    }
}

impl Key {
    /// A key of a password, with parameters of its own.
    ///
    /// # Errors
    /// The browser has no cryptography for this page; the message says so.
    pub async fn of(password: &str) -> Result<Key, String> {
        let salt: [u8; SALT] = random()?;
        let (sealing, naming) = derive(password, &salt, ITERATIONS).await?;
        let blank = Seal { iterations: ITERATIONS, salt: base64::encode(&salt), check: String::new() };
        let key = Inner { sealing, naming, seal: blank.clone(), queue: Queue::default() };
        let unchecked = Key(Rc::new(key));
        let check = unchecked.seal(CHECK, "").await?;
        let sealing = unchecked.0.sealing.clone();
        Ok(Key(Rc::new(Inner { sealing, naming, seal: Seal { check, ..blank }, queue: Queue::default() })))
    }

    /// What has to lie beside what it seals.
    pub fn parameters(&self) -> &Seal {
        &self.0.seal
    }

    /// Seals a text for a place; in base64.
    ///
    /// # Errors
    /// The browser fails; the message says why.
    pub async fn seal(&self, place: &str, text: &str) -> Result<String, String> {
        Ok(base64::encode(&self.seal_bytes(place, text.as_bytes()).await?))
    }

    /// Opens what was sealed for that place.
    ///
    /// # Errors
    /// It was sealed with another key or for another place, or it was changed.
    pub async fn open(&self, place: &str, sealed: &str) -> Result<String, String> {
        let bytes = base64::decode(sealed).ok_or("加密的内容已损坏")?;
        String::from_utf8(self.open_bytes(place, &bytes).await?).map_err(|_| "加密的内容已损坏".to_owned())
    }

    /// The name of something at a place, which tells nobody what it is and is the same every time.
    pub fn name_of(&self, text: &str) -> String {
        Digest::of(&[&self.0.naming, text.as_bytes()].concat()).sha256
    }

    /// Seals a content of any size, slice by slice.
    ///
    /// # Errors
    /// It cannot be read, or the browser fails; the message says why.
    pub async fn seal_content(&self, place: &str, content: &Blob) -> Result<Blob, String> {
        let (sealed, mut from) = (Array::new(), 0.0);
        while from < content.size() || from == 0.0 {
            let slice = files::bytes_of(content, from, (from + SLICE).min(content.size())).await?;
            let bytes = self.seal_bytes(&slice_place(place, from), &slice).await?;
            sealed.push(&Uint8Array::from(&bytes[..]));
            from += SLICE;
        }
        files::blob(&sealed, "")
    }

    /// Opens a sealed content.
    ///
    /// # Errors
    /// It was sealed with another key or for another place, or it was changed.
    pub async fn open_content(&self, place: &str, sealed: &Blob) -> Result<Blob, String> {
        let (content, mut from, mut at) = (Array::new(), 0.0, 0.0);
        while at < sealed.size() {
            let to = (at + SLICE + ADDED).min(sealed.size());
            let bytes = files::bytes_of(sealed, at, to).await?;
            let slice = self.open_bytes(&slice_place(place, from), &bytes).await?;
            content.push(&Uint8Array::from(&slice[..]));
            (from, at) = (from + SLICE, to);
        }
        files::blob(&content, "")
    }

    /// Waits for all who came before. Sealing ends in any order, and what was entered later must not be written earlier.
    pub async fn in_turn(&self) -> InTurn {
        self.0.queue.enter().await
    }

    async fn seal_bytes(&self, place: &str, bytes: &[u8]) -> Result<Vec<u8>, String> {
        let nonce: [u8; NONCE] = random()?;
        let how = gcm(&nonce, place)?;
        let sealed = settled(subtle()?.encrypt_with_object_and_u8_array(&how, &self.0.sealing, bytes)).await?;
        Ok([&nonce[..], &bytes_in(&sealed)].concat())
    }

    async fn open_bytes(&self, place: &str, sealed: &[u8]) -> Result<Vec<u8>, String> {
        let (nonce, rest) = sealed.split_at_checked(NONCE).ok_or("加密的内容不完整")?;
        let how = gcm(nonce, place)?;
        let opened = settled(subtle()?.decrypt_with_object_and_u8_array(&how, &self.0.sealing, rest)).await;
        opened.map(|opened| bytes_in(&opened)).map_err(|_| "密码不对，或加密的内容已损坏".to_owned())
    }
}

fn gcm(nonce: &[u8], place: &str) -> Result<Object, String> {
    let place = Uint8Array::from(place.as_bytes()).into();
    parameters("AES-GCM", &[("iv", Uint8Array::from(nonce).into()), ("additionalData", place)])
}

fn slice_place(place: &str, from: f64) -> String {
    format!("{place}@{from}")
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    #[wasm_bindgen_test]
    async fn only_the_right_password_opens_and_only_at_its_place() {
        let key = Key::of("茶叶 2026").await.expect("a key");
        let sealed = key.seal("fields", "甲公司").await.expect("sealed");
        assert!(key.parameters().iterations >= 600_000 && !sealed.contains('甲'));
        assert_ne!(key.seal("fields", "甲公司").await.expect("sealed"), sealed, "never the same twice");
        let seal = key.parameters().clone();
        assert!(seal.unlock("茶叶2026").await.expect("derived").is_none());
        let again = seal.unlock("茶叶 2026").await.expect("derived").expect("the right password");
        assert_eq!(again.open("fields", &sealed).await.as_deref(), Ok("甲公司"));
        assert_eq!(again.name_of("fields"), key.name_of("fields"));
        assert!(again.open("profile", &sealed).await.is_err());
        assert!(again.open("fields", &sealed[4..]).await.is_err());
    }

    #[wasm_bindgen_test]
    async fn contents_of_every_size_come_back() {
        let key = Key::of("p").await.expect("a key");
        for size in [0, 1, SLICE as usize, SLICE as usize + 1] {
            let content = files::blob_of(&[files::Part::Bytes(&vec![7; size])], "").expect("a blob");
            let sealed = key.seal_content("f", &content).await.expect("sealed");
            let opened = key.open_content("f", &sealed).await.expect("opened");
            assert_eq!(files::read(&opened).await.expect("read"), vec![7; size]);
            assert!(key.open_content("g", &sealed).await.is_err());
        }
    }
}
