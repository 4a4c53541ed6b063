//! Where the person was: remembered between visits in the local storage, under keys of this product only.
//!
//! Losing it costs a click, so a browser that refuses storage is not worth a word here; the work itself is kept by
//! [`database`](super::database), which says when it fails.

use web_sys::Storage;

use super::window;

const PREFIX: &str = "quality-award-kit/";

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// The remembered value.
pub fn recall(key: &str) -> Option<String> {
    storage()?.get_item(&format!("{PREFIX}{key}")).ok().flatten()
}

/// Remembers a value.
pub fn remember(key: &str, value: &str) {
    if let Some(Err(thrown)) = storage().map(|storage| storage.set_item(&format!("{PREFIX}{key}"), value)) {
        super::page::log(&format!("session {key}: {}", super::explain(&thrown)));
    }
}

/// Forgets a value.
pub fn forget(key: &str) {
    if let Some(Err(thrown)) = storage().map(|storage| storage.remove_item(&format!("{PREFIX}{key}"))) {
        super::page::log(&format!("session {key}: {}", super::explain(&thrown)));
    }
}
