//! Fields of small forms, whose text only the page knows until the form is sent.

use std::collections::BTreeSet;

use yew::{AttrValue, Callback, Event, Html, UseStateHandle, html};

use super::TextBox;
use crate::browser::page::TextField;

/// A text field whose text is held by the component around it.
pub fn entry(id: impl Into<AttrValue>, label: &'static str, text: &UseStateHandle<String>) -> Html {
    field(id.into(), label, "text", text)
}

/// A field for a day whose text is held by the component around it.
pub fn day_entry(id: impl Into<AttrValue>, label: &'static str, text: &UseStateHandle<String>) -> Html {
    field(id.into(), label, "date", text)
}

fn field(id: AttrValue, label: &'static str, kind: &'static str, text: &UseStateHandle<String>) -> Html {
    let on_type = {
        let text = text.clone();
        Callback::from(move |field: TextField| text.set(field.read()))
    };
    html! { <TextBox {id} {label} {kind} value={(**text).clone()} {on_type} /> }
}

/// What a box does that is ticked while something is a member of a set held by the component around it.
pub fn toggled<T: Ord + Clone + 'static>(set: &UseStateHandle<BTreeSet<T>>, member: &T) -> Callback<Event> {
    let (set, member) = (set.clone(), member.clone());
    Callback::from(move |_| {
        let mut next = (*set).clone();
        if !next.remove(&member) {
            next.insert(member.clone());
        }
        set.set(next);
    })
}
