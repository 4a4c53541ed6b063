//! The only place that touches the browser: storage, files, clock, pictures, the address bar, the clipboard.

pub mod address;
pub mod alone;
pub mod clipboard;
pub mod clock;
pub mod collation;
pub mod copying;
pub mod database;
pub mod digest;
pub mod files;
pub mod folder;
pub mod page;
mod passage;
pub mod picture;
pub mod probe;
pub mod queue;
pub mod saving;
pub mod seal;
pub mod session;
pub mod tabs;
pub mod timer;
pub mod turn;

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Window};

/// The window. The app runs nowhere else.
fn window() -> Window {
    web_sys::window().expect("the app runs in a page")
}

fn document() -> Document {
    window().document().expect("a page has a document")
}

/// What a promise comes to, if it could be made at all.
async fn settled(promise: Result<Promise, JsValue>) -> Result<JsValue, String> {
    let promise = promise.map_err(|thrown| explain(&thrown))?;
    JsFuture::from(promise).await.map_err(|thrown| explain(&thrown))
}

/// What a thrown value says, for people to report.
fn explain(thrown: &JsValue) -> String {
    match thrown.dyn_ref::<web_sys::DomException>() {
        Some(exception) => format!("{}：{}", exception.name(), exception.message()),
        None => thrown.dyn_ref::<js_sys::Error>().map_or_else(|| format!("{thrown:?}"), |error| String::from(error.message())),
    }
}
