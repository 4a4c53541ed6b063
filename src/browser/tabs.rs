//! What the pages of this product say to each other: through the storage event, which every engine has from the disk.
//!
//! A word holds the id of an assessment and nothing that was entered. It is a hint and never more: whoever hears it reads
//! the database, and whoever misses it loses nothing, because writes are guarded by tenures.

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::StorageEvent;

use super::{page, session, window};

/// The key that pages listen to.
const KEY: &str = "word";

/// What a page says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// Something of that assessment was written or removed.
    Wrote,
    /// This page wants to write that assessment.
    Asks,
    /// Everything of this product was removed from the browser.
    Wiped,
}

const WORDS: [(Word, &str); 3] = [(Word::Wrote, "wrote"), (Word::Asks, "asks"), (Word::Wiped, "wiped")];

/// Says a word about an assessment to all other pages. The random end makes every word differ from the last, because only
/// a change is an event.
pub fn say(word: Word, id: &str) {
    let (_, name) = WORDS.into_iter().find(|(each, _)| *each == word).unwrap_or(WORDS[0]);
    session::share(KEY, &format!("{name} {} {id}", page::random_id()));
}

/// Calls back on every word of another page.
pub fn listen(heard: impl Fn(Word, &str) + 'static) -> EventListener {
    EventListener::new(&window(), "storage", move |event| {
        let Some(event) = event.dyn_ref::<StorageEvent>().filter(|event| event.key().is_some_and(|key| session::is(&key, KEY)))
        else {
            return;
        };
        let said = event.new_value().unwrap_or_default();
        let mut pieces = said.splitn(3, ' ');
        let (name, id) = (pieces.next().unwrap_or_default(), pieces.nth(1).unwrap_or_default());
        if let Some((word, _)) = WORDS.into_iter().find(|(_, each)| *each == name) {
            heard(word, id);
        }
    })
}
