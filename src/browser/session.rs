//! Where the person was: remembered under keys of this product only, in this tab and between visits.
//!
//! A tab returns to its own place, and a new tab to the last place of any. Losing it costs a click, so a browser that
//! refuses storage is not worth a word here; the work itself is kept by [`database`](super::database), which says when it
//! fails. No key and no value holds anything that was entered.

use std::cell::Cell;

use web_sys::Storage;

use super::window;

const PREFIX: &str = "quality-award-kit/";

thread_local! {
    static SILENT: Cell<bool> = const { Cell::new(false) };
}

/// Remembers nothing from now on, as long as this page lives.
pub fn fall_silent() {
    SILENT.set(true);
}

fn between_visits() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

fn of_this_tab() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

fn stores() -> impl Iterator<Item = Storage> {
    [of_this_tab(), between_visits()].into_iter().flatten()
}

fn full(key: &str) -> String {
    format!("{PREFIX}{key}")
}

/// The remembered value: of this tab, else of the last visit.
pub fn recall(key: &str) -> Option<String> {
    stores().find_map(|storage| storage.get_item(&full(key)).ok().flatten())
}

/// Remembers a value.
pub fn remember(key: &str, value: &str) {
    let kept = stores().filter(|_| !SILENT.get());
    kept.for_each(|storage| set(&storage, key, value));
}

/// Forgets a value.
pub fn forget(key: &str) {
    for storage in stores() {
        if let Err(thrown) = storage.remove_item(&full(key)) {
            super::page::log(&format!("session {key}: {}", super::explain(&thrown)));
        }
    }
}

/// Forgets everything of this product.
pub fn forget_all() {
    for key in keys() {
        forget(&key);
    }
}

/// The keys of this product that are there.
pub fn keys() -> Vec<String> {
    stores().flat_map(|storage| keys_in(&storage)).collect()
}

fn keys_in(storage: &Storage) -> Vec<String> {
    let count = storage.length().unwrap_or_default();
    let keys = (0..count).filter_map(|at| storage.key(at).ok().flatten());
    keys.filter_map(|key| Some(key.strip_prefix(PREFIX)?.to_owned())).collect()
}

/// Sets a value that other pages see at once.
pub(super) fn share(key: &str, value: &str) {
    if let Some(storage) = between_visits().filter(|_| !SILENT.get()) {
        set(&storage, key, value);
    }
}

/// Whether a key of the browser's storage is that of this product.
pub(super) fn is(full: &str, key: &str) -> bool {
    full.strip_prefix(PREFIX) == Some(key)
}

fn set(storage: &Storage, key: &str, value: &str) {
    if let Err(thrown) = storage.set_item(&full(key), value) {
        super::page::log(&format!("session {key}: {}", super::explain(&thrown)));
    }
}
