//! The part of the address behind `#`: where in the app the person is.

use gloo::events::EventListener;

use super::window;

/// The current place, without `#`.
pub fn current() -> String {
    let hash = window().location().hash().unwrap_or_default();
    hash.trim_start_matches('#').to_owned()
}

/// Goes to a place, as if its link had been followed.
pub fn go(place: &str) {
    // Setting the fragment of a file never leaves the page; the only failure is a fragment that is not allowed, and
    // routes print only plain characters.
    if let Err(thrown) = window().location().set_hash(place) {
        super::page::log(&format!("hash {place}: {}", super::explain(&thrown)));
    }
}

/// Goes to a place without leaving a trace in the history, for a place restored at start.
pub fn restore(place: &str) {
    let outcome = window()
        .history()
        .and_then(|history| history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&format!("#{place}"))));
    if outcome.is_err() {
        go(place);
    }
}

/// Calls back whenever the place changes, for as long as the listener lives.
pub fn on_change(callback: impl Fn() + 'static) -> EventListener {
    EventListener::new(&window(), "hashchange", move |_| callback())
}
