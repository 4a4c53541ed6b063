//! A picture of a text, shown from the contents that this browser keeps.

use std::rc::Rc;

use award::assessment::Action;
use award::documents::DocumentsAction;
use award::evidence::FileFacts;
use award::{PictureId, Text};
use wasm_bindgen_futures::spawn_local;
use yew::{Callback, Html, MouseEvent, Properties, component, html, use_effect_with, use_state_eq};

use crate::browser::files::{self, Address};
use crate::state::{Store, use_select, use_store};

/// Properties of [`PictureView`].
#[derive(Properties, PartialEq)]
pub struct PictureViewProps {
    /// Its file; `None` if the text names a picture that is not there.
    pub file: Option<FileFacts>,
    /// What it shows.
    pub caption: String,
}

/// A picture with its caption.
#[component]
pub fn PictureView(props: &PictureViewProps) -> Html {
    let store = use_store();
    let address = use_state_eq(|| None::<Result<Rc<Address>, String>>);
    use_effect_with(props.file.clone(), {
        let address = address.clone();
        move |file| {
            let file = file.clone();
            spawn_local(async move { address.set(Some(load(&store, file.as_ref()).await)) });
        }
    });
    let caption = &props.caption;
    html! {
        <figure>
            { match &*address {
                None => Html::default(),
                Some(Ok(address)) => html! { <img src={address.as_str().to_owned()} alt={caption.clone()} /> },
                Some(Err(reason)) => html! { <p class="warning">{ reason }</p> },
            } }
            <figcaption class="caption">{ caption }</figcaption>
        </figure>
    }
}

/// The pictures that no text shows any more, to be let go of.
#[component]
pub(super) fn UnusedPictures() -> Html {
    let store = use_store();
    let unused = use_select(|state| {
        let Some(open) = state.assessment() else { return Vec::new() };
        let pictures = open.documents.pictures.iter().filter(|(id, _)| !open.shows(id));
        pictures.map(|(id, picture)| (id.clone(), picture.file.name.clone())).collect()
    });
    if unused.is_empty() {
        return Html::default();
    }
    let row = |(id, name): (PictureId, Text)| {
        let (store, action) = (store.clone(), Action::Documents(DocumentsAction::RemovedPicture(id)));
        let remove = Callback::from(move |_: MouseEvent| store.act(&action));
        html! { <li>{ &*name }<button type="button" class="ghost small" aria-label={format!("删除：{name}")} onclick={remove}>{ "删除" }</button></li> }
    };
    html! {
        <details>
            <summary class="small">{ format!("{} 幅插图已不在正文里，不会放进材料包", unused.len()) }</summary>
            <ul class="small rows">{ for unused.into_iter().map(row) }</ul>
        </details>
    }
}

async fn load(store: &Store, file: Option<&FileFacts>) -> Result<Rc<Address>, String> {
    let file = file.ok_or("这幅图已经不在了")?;
    let content = store.content(&file.sha256).await?;
    let typed = files::blob_of(&[files::Part::Content(&content)], &file.media_type)?;
    Address::of(&typed).map(Rc::new)
}
