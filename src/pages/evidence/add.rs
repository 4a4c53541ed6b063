//! Offering files: chosen or dropped. What happens to them is asked elsewhere, before anything is registered.

use std::collections::BTreeSet;

use award::evidence::Link;
use yew::{AttrValue, Callback, DragEvent, Event, Html, Properties, component, html};

use crate::browser::files;
use crate::state::{use_select, use_store};

/// Properties of [`AddFiles`].
#[derive(Properties, PartialEq)]
pub struct AddFilesProps {
    /// What the files prove.
    pub links: BTreeSet<Link>,
    /// What they are for, to tell the button from others.
    #[prop_or_default]
    pub purpose: Option<AttrValue>,
    /// Whether it is the place for adding, with an explanation, and not a small button elsewhere.
    #[prop_or_default]
    pub is_wide: bool,
}

/// A button that offers files as evidence.
#[component]
pub fn AddFiles(props: &AddFilesProps) -> Html {
    let store = use_store();
    let is_busy = use_select(|state| state.taking_in.is_some());
    let chosen = {
        let (store, links) = (store.clone(), props.links.clone());
        Callback::from(move |event: Event| store.offer(files::chosen(&event), links.clone()))
    };
    let name = props.purpose.as_ref().map_or_else(|| "添加文件…".to_owned(), |purpose| format!("添加材料：{purpose}"));
    let button = html! {
        <label class={if props.is_wide { "button primary file-button" } else { "button file-button" }}>
            <input type="file" multiple=true disabled={is_busy} aria-label={name} onchange={chosen} />
            { "添加文件…" }
        </label>
    };
    if !props.is_wide {
        return button;
    }
    let links = props.links.clone();
    let paper = Callback::from(move |_| store.offer_paper(links.clone()));
    html! {
        <section class="card add-files" aria-label="添加材料">
            <p>{ "把文件拖到本页任何地方，或者点右边的按钮，一次可以选很多个。没有电子文件的，登记纸质材料。" }</p>
            { button }
            <button type="button" onclick={paper}>{ "登记纸质材料" }</button>
        </section>
    }
}

/// Properties of [`Drop`].
#[derive(Properties, PartialEq)]
pub struct DropProps {
    /// What dropped files prove.
    pub links: BTreeSet<Link>,
    /// What files can be dropped on.
    pub children: Html,
}

/// A place to drop files on. Without it the browser would leave the page and show the file.
#[component]
pub fn Drop(props: &DropProps) -> Html {
    let store = use_store();
    let links = props.links.clone();
    let drop = Callback::from(move |event: DragEvent| {
        event.prevent_default();
        store.offer(files::dropped(&event), links.clone());
    });
    let over = Callback::from(|event: DragEvent| event.prevent_default());
    html! { <div class="drop" ondrop={drop} ondragover={over}>{ props.children.clone() }</div> }
}
