//! Folders that are dropped on the page: every file in them, however deep.

use std::cell::RefCell;
use std::rc::Rc;

use futures_channel::oneshot;
use js_sys::{Array, AsyncIterator, IteratorNext, Promise};
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DragEvent, File};

use super::{explain, files, settled};

#[wasm_bindgen]
extern "C" {
    /// A thing that is dragged; web-sys has its methods only behind more features than there are methods.
    type Dragged;
    #[wasm_bindgen(method, js_name = webkitGetAsEntry)]
    fn entry(this: &Dragged) -> Option<Entry>;
    #[wasm_bindgen(method, js_name = getAsFile)]
    fn file(this: &Dragged) -> Option<File>;
    /// Throws where browsers do not have it.
    #[wasm_bindgen(method, catch, js_name = getAsFileSystemHandle)]
    fn handle(this: &Dragged) -> Result<Promise, JsValue>;

    /// A file or folder as every browser gives it. Chromium reads none to a page from the disk.
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

    /// A file or folder as Chromium gives it, to pages from the disk, too.
    #[derive(Clone)]
    type Handle;
    #[wasm_bindgen(method, getter)]
    fn kind(this: &Handle) -> String;
    #[wasm_bindgen(method, js_name = getFile)]
    fn file(this: &Handle) -> Promise;
    #[wasm_bindgen(method)]
    fn values(this: &Handle) -> AsyncIterator;
}

/// What was dropped, taken out of the event, which forgets it as soon as it is over.
pub struct Dropped(Vec<Thing>);

/// Something that was dropped, or that lies in it.
enum Thing {
    File(File),
    Asked(Promise),
    Handle(Handle),
    Entry(Entry),
}

/// Takes out what was dropped.
pub fn dropped(event: &DragEvent) -> Dropped {
    let listed = event.data_transfer().and_then(|transfer| js_sys::Reflect::get(&transfer, &"items".into()).ok());
    let items = listed.filter(JsValue::is_object).map(|items| Array::from(&items)).unwrap_or_default();
    let things: Vec<Thing> = items.iter().filter_map(|item| thing(&item.unchecked_into())).collect();
    Dropped(if things.is_empty() { files::dropped(event).into_iter().map(Thing::File).collect() } else { things })
}

fn thing(dragged: &Dragged) -> Option<Thing> {
    match dragged.entry().filter(Entry::is_folder) {
        Some(folder) => Some(dragged.handle().map_or(Thing::Entry(folder), Thing::Asked)),
        None => dragged.file().map(Thing::File),
    }
}

impl Dropped {
    /// Every file, those in folders too, and what could not be read.
    pub async fn files(self) -> (Vec<File>, Vec<String>) {
        let (mut found, mut failed) = (Vec::new(), Vec::new());
        let mut waiting: Vec<Thing> = self.0.into_iter().rev().collect();
        while let Some(thing) = waiting.pop() {
            match opened(thing).await {
                Ok(Opened::File(file)) => found.push(file),
                Ok(Opened::Folder(inside)) => waiting.extend(inside.into_iter().rev()),
                Err(reason) => failed.push(reason),
            }
        }
        (found, failed)
    }
}

/// What a thing turns out to be.
enum Opened {
    File(File),
    Folder(Vec<Thing>),
}

async fn opened(thing: Thing) -> Result<Opened, String> {
    Ok(match thing {
        Thing::File(file) => Opened::File(file),
        Thing::Asked(asked) => Opened::Folder(vec![Thing::Handle(settled(Ok(asked)).await?.unchecked_into())]),
        Thing::Handle(handle) if handle.kind() == "directory" => Opened::Folder(inside_handle(&handle).await?),
        Thing::Handle(handle) => Opened::File(settled(Ok(handle.file())).await?.unchecked_into()),
        Thing::Entry(entry) if entry.is_folder() => Opened::Folder(inside_entry(&entry).await?),
        Thing::Entry(entry) => Opened::File(answered(|done, not_done| entry.file(done, not_done)).await?.unchecked_into()),
    })
}

async fn inside_handle(folder: &Handle) -> Result<Vec<Thing>, String> {
    let (steps, mut inside) = (folder.values(), Vec::new());
    loop {
        let step: IteratorNext = settled(steps.next()).await?.unchecked_into();
        if step.done() {
            return Ok(inside);
        }
        inside.push(Thing::Handle(step.value().unchecked_into()));
    }
}

/// What is in a folder. Browsers give it in portions; an empty one is the end.
async fn inside_entry(folder: &Entry) -> Result<Vec<Thing>, String> {
    let (reader, mut inside) = (folder.reader(), Vec::new());
    loop {
        let portion = Array::from(&answered(|done, not_done| reader.read(done, not_done)).await?);
        if portion.length() == 0 {
            return Ok(inside);
        }
        inside.extend(portion.iter().map(|entry| Thing::Entry(entry.unchecked_into())));
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
    receiver.await.unwrap_or_else(|_| Err("浏览器没有回答".to_owned()))
}

type Sender = Rc<RefCell<Option<oneshot::Sender<Result<JsValue, String>>>>>;

fn answer(sender: &Sender, value: Result<JsValue, String>) {
    if let Some(sender) = sender.borrow_mut().take() {
        // A receiver that is gone no longer wants to know.
        drop(sender.send(value));
    }
}
