//! Folders that are dropped on the page: every file in them, however deep.

use std::cell::RefCell;
use std::rc::Rc;

use futures_channel::oneshot;
use js_sys::Array;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DragEvent, File};

use super::{explain, files};

#[wasm_bindgen]
extern "C" {
    /// A thing that is dragged; web-sys has its methods only behind more features than there are methods.
    type Dragged;
    #[wasm_bindgen(method, js_name = webkitGetAsEntry)]
    fn entry(this: &Dragged) -> Option<Entry>;

    /// A file or folder.
    #[derive(Clone)]
    type Entry;
    #[wasm_bindgen(method, getter, js_name = isDirectory)]
    fn is_folder(this: &Entry) -> bool;
    #[wasm_bindgen(method)]
    fn file(this: &Entry, found: &JsValue, failed: &JsValue);
    #[wasm_bindgen(method, js_name = createReader)]
    fn reader(this: &Entry) -> Reader;

    type Reader;
    #[wasm_bindgen(method, js_name = readEntries)]
    fn read(this: &Reader, found: &JsValue, failed: &JsValue);
}

/// What was dropped, taken out of the event, which forgets it as soon as it is over.
pub struct Dropped {
    entries: Vec<Entry>,
    files: Vec<File>,
}

/// Takes out what was dropped.
pub fn dropped(event: &DragEvent) -> Dropped {
    let listed = event.data_transfer().and_then(|transfer| js_sys::Reflect::get(&transfer, &"items".into()).ok());
    let items = listed.filter(JsValue::is_object).map(|items| Array::from(&items)).unwrap_or_default();
    let entries = items.iter().filter_map(|item| item.unchecked_into::<Dragged>().entry()).collect();
    Dropped { entries, files: files::dropped(event) }
}

impl Dropped {
    /// Every file, those in folders too, and what could not be read.
    pub async fn files(self) -> (Vec<File>, Vec<String>) {
        if self.entries.is_empty() {
            return (self.files, Vec::new());
        }
        let (mut found, mut failed) = (Vec::new(), Vec::new());
        let mut waiting: Vec<Entry> = self.entries.into_iter().rev().collect();
        while let Some(entry) = waiting.pop() {
            if entry.is_folder() {
                match within(&entry).await {
                    Ok(inside) => waiting.extend(inside.into_iter().rev()),
                    Err(reason) => failed.push(reason),
                }
            } else {
                match answered(|done, not_done| entry.file(done, not_done)).await {
                    Ok(file) => found.push(file.unchecked_into()),
                    Err(reason) => failed.push(reason),
                }
            }
        }
        (found, failed)
    }
}

/// What is in a folder. Browsers give it in portions; an empty one is the end.
async fn within(folder: &Entry) -> Result<Vec<Entry>, String> {
    let (reader, mut inside) = (folder.reader(), Vec::new());
    loop {
        let portion = Array::from(&answered(|done, not_done| reader.read(done, not_done)).await?);
        if portion.length() == 0 {
            return Ok(inside);
        }
        inside.extend(portion.iter().map(JsCast::unchecked_into::<Entry>));
    }
}

/// What a call with two callbacks answers.
async fn answered(call: impl FnOnce(&JsValue, &JsValue)) -> Result<JsValue, String> {
    let (sender, receiver) = oneshot::channel();
    let sender = Rc::new(RefCell::new(Some(sender)));
    let other = sender.clone();
    let done = Closure::once_into_js(move |value: JsValue| answer(&sender, Ok(value)));
    let not_done = Closure::once_into_js(move |thrown: JsValue| answer(&other, Err(explain(&thrown))));
    call(&done, &not_done);
    receiver.await.unwrap_or_else(|_| Err("the browser gave no answer".to_owned()))
}

type Sender = Rc<RefCell<Option<oneshot::Sender<Result<JsValue, String>>>>>;

fn answer(sender: &Sender, value: Result<JsValue, String>) {
    if let Some(sender) = sender.borrow_mut().take() {
        // A receiver that is gone no longer wants to know.
        drop(sender.send(value));
    }
}
