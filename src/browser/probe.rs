//! What the browser itself says of the network: the policy of this page, what it has asked for, and what becomes of an
//! attempt.

use std::cell::RefCell;
use std::rc::Rc;

use futures_channel::oneshot;
use gloo::events::EventListener;
use js_sys::Reflect;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::timer::Timeout;
use super::{document, explain, window};

/// An address that no network has: even a browser without the policy would reach nobody.
const NOWHERE: &str = "https://quality-award-kit.invalid/";

/// How long after an attempt the browser may take to say that the policy stopped it, in milliseconds.
const PATIENCE: u32 = 2000;

/// What became of an attempt to reach the network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// The policy stopped it: the part of it that did.
    Blocked(String),
    /// It failed, but nobody says that the policy stopped it: the reason.
    Failed(String),
    /// It got an answer.
    Answered,
}

/// The policy in force, as it stands in the page.
pub fn policy() -> String {
    let meta = document().query_selector("meta[http-equiv='Content-Security-Policy']").ok().flatten();
    meta.and_then(|meta| meta.get_attribute("content")).unwrap_or_default()
}

/// The addresses that the browser lists as asked for by this page; `None` if it keeps no list. What comes out of the page
/// itself is none.
pub fn requested() -> Option<Vec<String>> {
    let entries = window().performance()?.get_entries_by_type("resource");
    let name = |entry: JsValue| Reflect::get(&entry, &"name".into()).ok()?.as_string();
    let is_inside = |name: &String| ["data:", "blob:"].iter().any(|scheme| name.starts_with(scheme));
    Some(entries.iter().filter_map(name).filter(|name| !is_inside(name)).collect())
}

/// Tries to reach the network.
pub async fn attempt() -> Attempt {
    let (sender, stopped_by) = oneshot::channel();
    let sender = Rc::new(RefCell::new(Some(sender)));
    let late = sender.clone();
    let _listener = EventListener::new(&document(), "securitypolicyviolation", move |event| {
        let field = |name: &str| Reflect::get(event, &name.into()).ok()?.as_string();
        let is_ours = field("blockedURI").is_some_and(|address| NOWHERE.starts_with(address.trim_end_matches('/')));
        if let Some(sender) = sender.borrow_mut().take_if(|_| is_ours) {
            // Whoever no longer listens has had its answer.
            drop(sender.send(field("effectiveDirective").unwrap_or_default()));
        }
    });
    let outcome = JsFuture::from(window().fetch_with_str(NOWHERE)).await;
    let Err(thrown) = outcome else { return Attempt::Answered };
    let _patience = Timeout::new(PATIENCE, move || drop(late.borrow_mut().take()));
    match stopped_by.await {
        Ok(directive) => Attempt::Blocked(directive),
        Err(oneshot::Canceled) => Attempt::Failed(explain(&thrown)),
    }
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    #[wasm_bindgen_test]
    async fn without_policy_nothing_is_said_to_be_blocked() {
        assert_eq!(policy(), "");
        assert!(matches!(attempt().await, Attempt::Failed(_)));
    }
}
