//! What is pasted.

use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Event};

/// The text that a person pastes; empty if it is something else.
pub fn pasted(event: &Event) -> String {
    let data = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
    data.and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default()
}
