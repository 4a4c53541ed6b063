//! The app: everything of the quality award kit that needs a browser.

use wasm_bindgen::prelude::wasm_bindgen;
use yew::{Html, component, html};

#[component]
fn App() -> Html {
    html! { <h1>{ "市长质量奖自评" }</h1> }
}

/// Starts the app in the element `#app`; called by the boot script once the module is instantiated.
#[wasm_bindgen(start)]
pub fn start() {
    yew::Renderer::<App>::new().render();
}
