//! The app: everything of the quality award kit that needs a browser.

mod app;
mod browser;
mod components;
mod pages;
mod route;
mod state;
#[cfg(test)]
mod testing;

#[cfg(test)]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

/// Starts the app in the element `#app`; called by the boot script once the module is instantiated.
#[cfg_attr(not(test), wasm_bindgen::prelude::wasm_bindgen(start))]
#[cfg_attr(test, allow(dead_code))]
pub fn start() {
    browser::page::show_panics();
    app::restore_place();
    let root = browser::page::root();
    yew::Renderer::<app::App>::with_root(root).render();
}
