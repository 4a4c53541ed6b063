//! Writing a file to a place that the person chose, where the browser lets a page do that, and reading it back.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, DomException};

use super::files::{self, Part};
use super::{explain, page, settled, window};

#[wasm_bindgen]
extern "C" {
    /// A file that the person chose; web-sys has only a part of it.
    #[derive(Clone, Debug, PartialEq)]
    type Handle;
    #[wasm_bindgen(method, catch, js_name = createWritable)]
    fn create_writable(this: &Handle) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = getFile)]
    fn get_file(this: &Handle) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, getter)]
    fn name(this: &Handle) -> String;
    /// Not every browser that has handles has it.
    #[wasm_bindgen(method, getter)]
    fn remove(this: &Handle) -> Option<Function>;
    #[wasm_bindgen(method, catch, js_name = requestPermission)]
    fn request_permission(this: &Handle, options: &Object) -> Result<Promise, JsValue>;

    #[derive(Clone)]
    type Writable;
    #[wasm_bindgen(method, catch)]
    fn write(this: &Writable, part: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn close(this: &Writable) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn abort(this: &Writable) -> Result<Promise, JsValue>;
}

/// A file that the person chose to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct Target(Handle);

/// What a file that is to be chosen holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A package.
    Zip,
    /// A save file.
    Json,
}

/// A file being written. What is at its place changes only when it is closed.
pub struct Writing {
    handle: Handle,
    stream: Writable,
}

fn picker() -> Option<Function> {
    // Reading fails only in what is no object.
    Reflect::get(&window(), &"showSaveFilePicker".into()).ok()?.dyn_into().ok()
}

/// Whether this browser lets a person choose where a page writes.
pub fn can_choose() -> bool {
    picker().is_some()
}

/// Asks the person where to write a file of that kind; `None` if the person does not want to. Only while a click is fresh.
///
/// # Errors
/// The browser does not ask; the message says why.
pub async fn choose(name: &str, kind: Kind) -> Result<Option<Target>, String> {
    let picker = picker().ok_or("本浏览器不能选择保存位置")?;
    let asked = options(name, kind).and_then(|options| picker.call1(&window(), &options)).map_err(|thrown| explain(&thrown))?;
    match JsFuture::from(Promise::from(asked)).await {
        Ok(handle) => Ok(Some(Target(handle.unchecked_into()))),
        Err(thrown) if is_abort(&thrown) => Ok(None),
        Err(thrown) => Err(explain(&thrown)),
    }
}

fn options(name: &str, kind: Kind) -> Result<Object, JsValue> {
    let (options, accepted, accept) = (Object::new(), Object::new(), Object::new());
    let (media_type, ending) = match kind {
        Kind::Zip => ("application/zip", ".zip"),
        Kind::Json => ("application/json", ".json"),
    };
    Reflect::set(&accept, &media_type.into(), &Array::of1(&ending.into()))?;
    Reflect::set(&accepted, &"accept".into(), &accept)?;
    Reflect::set(&options, &"types".into(), &Array::of1(&accepted))?;
    Reflect::set(&options, &"suggestedName".into(), &name.into())?;
    Ok(options)
}

fn is_abort(thrown: &JsValue) -> bool {
    thrown.dyn_ref::<DomException>().is_some_and(|exception| exception.name() == "AbortError")
}

impl Target {
    /// The name that the person chose.
    pub fn name(&self) -> String {
        self.0.name()
    }

    /// The file that a record of the database holds.
    pub(super) fn of_record(value: JsValue) -> Option<Target> {
        value.is_object().then(|| Target(value.unchecked_into()))
    }

    /// It as the database keeps it.
    pub(super) fn to_record(&self) -> JsValue {
        self.0.clone().into()
    }

    /// Asks the person whether this page may write it, if the browser wants that anew, as after a new start. Only while a
    /// click or a key is fresh.
    ///
    /// # Errors
    /// The browser does not ask; the message says why.
    pub async fn permit(&self) -> Result<bool, String> {
        let options = Object::new();
        Reflect::set(&options, &"mode".into(), &"readwrite".into()).map_err(|thrown| explain(&thrown))?;
        Ok(settled(self.0.request_permission(&options)).await? == "granted")
    }

    /// What is at its place now.
    ///
    /// # Errors
    /// It cannot be read, as when it was moved; the message says why.
    pub async fn content(&self) -> Result<Blob, String> {
        settled(self.0.get_file()).await?.dyn_into().map_err(|_| "no file".to_owned())
    }

    /// Writes bytes, and reads them back.
    ///
    /// # Errors
    /// What is at its place is not what was to be written; the message says why.
    pub async fn replace(&self, bytes: &[u8]) -> Result<(), String> {
        let writing = self.write().await?;
        if let Err(reason) = writing.write(Part::Bytes(bytes)).await {
            writing.abort().await;
            return Err(reason);
        }
        let there = files::read(&writing.close().await?).await?;
        if there == bytes { Ok(()) } else { Err("写完读回来的内容与写的不一样".to_owned()) }
    }

    /// Starts to write.
    ///
    /// # Errors
    /// The browser refuses; the message says why.
    pub async fn write(&self) -> Result<Writing, String> {
        let stream = settled(self.0.create_writable()).await?;
        Ok(Writing { handle: self.0.clone(), stream: stream.unchecked_into() })
    }

    /// Takes the empty file away that choosing a new name has made. A file with content is not ours and stays.
    pub async fn discard(&self) {
        let is_empty = match settled(self.0.get_file()).await {
            Ok(file) => file.dyn_ref::<Blob>().is_some_and(|file| file.size() == 0.0),
            Err(_) => false,
        };
        if is_empty {
            self.remove().await;
        }
    }

    /// Takes the file away, where the browser lets a page do that.
    pub async fn remove(&self) {
        let Some(remove) = self.0.remove() else { return };
        let removed = remove.call0(&self.0).map(Promise::from);
        if let Err(reason) = settled(removed).await {
            page::log(&reason);
        }
    }
}

impl Writing {
    /// Writes the next part: bytes or a content that stays where it is.
    ///
    /// # Errors
    /// It is not written, as on a full disk; the message says why.
    pub async fn write(&self, part: Part<'_>) -> Result<(), String> {
        settled(self.stream.write(&part.into())).await.map(|_| ())
    }

    /// Ends: the file is at its place. Returns it to be read back.
    ///
    /// # Errors
    /// It is not there; the message says why.
    pub async fn close(self) -> Result<Blob, String> {
        settled(self.stream.close()).await?;
        settled(self.handle.get_file()).await?.dyn_into().map_err(|_| "no file".to_owned())
    }

    /// Gives it up: what is at its place stays as it was.
    pub async fn abort(self) {
        if let Err(reason) = settled(self.stream.abort()).await {
            page::log(&reason);
        }
    }
}
