//! A look at a file: pictures and texts. Everything else is opened by the programs of the computer.

use award::evidence::FileFacts;
use wasm_bindgen_futures::spawn_local;
use yew::{AttrValue, Callback, Html, Properties, UseStateHandle, component, html, use_state};

use std::rc::Rc;

use crate::browser::files::{self, Address};
use crate::state::{Store, use_store};

/// How much of a text is shown, in bytes.
const SHOWN: u64 = 64 << 10;

/// Properties of [`Preview`].
#[derive(Properties, PartialEq)]
pub struct PreviewProps {
    /// The file.
    pub file: FileFacts,
}

/// What is shown of a file.
#[derive(Clone, PartialEq)]
enum Look {
    /// Nothing was asked for.
    Nothing,
    /// A picture, under the address that lives as long as it is shown.
    Picture(Rc<Address>),
    /// The beginning of a text.
    Text(AttrValue),
    /// It cannot be shown; the message says why.
    Failed(String),
}

/// What a file can be shown as.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Picture,
    Text,
    Other,
}

/// A button that shows a file, and the file.
#[component]
pub fn Preview(props: &PreviewProps) -> Html {
    let store = use_store();
    let look = use_state(|| Look::Nothing);
    let kind = kind(&props.file);
    if kind == Kind::Other {
        return html! { <p class="muted small">{ "图片和文本可以在这里预览；PDF、Word 等请下载后用电脑上的程序打开。" }</p> };
    }
    let show = {
        let (file, look) = (props.file.clone(), look.clone());
        Callback::from(move |_| spawn_local(load(store.clone(), file.clone(), kind, look.clone())))
    };
    match &*look {
        Look::Nothing => html! { <button type="button" onclick={show}>{ "预览" }</button> },
        Look::Picture(address) => {
            html! { <img class="preview" src={address.as_str().to_owned()} alt={format!("预览：{}", props.file.name)} /> }
        }
        Look::Text(text) => {
            html! { <pre class="preview" tabindex="0" role="region" aria-label={format!("预览：{}", props.file.name)}>{ text }</pre> }
        }
        Look::Failed(reason) => html! { <p class="warning" role="alert">{ format!("不能预览：{reason}") }</p> },
    }
}

async fn load(store: Store, file: FileFacts, kind: Kind, look: UseStateHandle<Look>) {
    look.set(match looked(&store, &file, kind).await {
        Ok(found) => found,
        Err(reason) => Look::Failed(reason),
    });
}

async fn looked(store: &Store, file: &FileFacts, kind: Kind) -> Result<Look, String> {
    let content = store.content(&file.sha256).await?;
    if kind == Kind::Picture {
        // What comes out of a package has no media type, without which browsers do not draw every kind of picture.
        let typed = files::blob_of(&[files::Part::Content(&content)], media_type(file))?;
        return Address::of(&typed).map(|address| Look::Picture(Rc::new(address)));
    }
    let bytes = files::bytes_of(&content, 0.0, SHOWN.min(file.size) as f64).await?;
    let mut text = files::text_of(&bytes);
    if file.size > SHOWN {
        text.push_str("\n……（只显示开头）");
    }
    Ok(Look::Text(text.into()))
}

fn ending(file: &FileFacts) -> String {
    file.name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default()
}

fn kind(file: &FileFacts) -> Kind {
    match &*ending(file) {
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "bmp" | "svg" => Kind::Picture,
        "txt" | "csv" | "md" | "json" | "xml" | "log" => Kind::Text,
        _ => Kind::Other,
    }
}

fn media_type(file: &FileFacts) -> &'static str {
    match &*ending(file) {
        "png" => "image/png",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "bmp" => "image/bmp",
        "svg" => "image/svg+xml",
        _ => "image/jpeg",
    }
}
