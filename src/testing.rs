//! What the tests of this crate share: a place to render into, and waiting for a condition.

use gloo::timers::future::TimeoutFuture;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, HtmlTextAreaElement};
use yew::{BaseComponent, Renderer};

/// How often a condition is looked at before it is given up: 5 seconds in all.
const LOOKS: u32 = 500;

/// Renders a component into a fresh element of the page.
pub async fn rendered<C: BaseComponent>(props: C::Properties) -> Element {
    let document = web_sys::window().expect("a window").document().expect("a document");
    let root = document.create_element("div").expect("an element");
    document.body().expect("a body").append_child(&root).expect("appended");
    Renderer::<C>::with_root_and_props(root.clone(), props).render();
    wait_for("something is rendered", || root.first_child().is_some()).await;
    root
}

/// Waits until a condition holds; fails with its description if it never does.
pub async fn wait_for(description: &str, mut holds: impl FnMut() -> bool) {
    wait_until(description, async || holds()).await;
}

/// Waits until a condition holds that takes time to look at; fails with its description if it never does.
pub async fn wait_until(description: &str, mut holds: impl AsyncFnMut() -> bool) {
    for _ in 0..LOOKS {
        if holds().await {
            return;
        }
        TimeoutFuture::new(10).await;
    }
    panic!("never: {description}");
}

/// The elements inside `root` that a selector finds.
pub fn all(root: &Element, selector: &str) -> Vec<HtmlElement> {
    let list = root.query_selector_all(selector).expect("a selector");
    (0..list.length()).filter_map(|at| list.get(at)?.dyn_into().ok()).collect()
}

/// The first element inside `root` that a selector finds.
pub fn one(root: &Element, selector: &str) -> HtmlElement {
    all(root, selector).into_iter().next().unwrap_or_else(|| panic!("no {selector} in {}", root.inner_html()))
}

/// Types a text into a field, as a browser reports it.
pub fn type_into(field: &HtmlElement, text: &str) {
    if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        input.set_value(text);
    } else if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
        area.set_value(text);
    }
    let options = web_sys::EventInit::new();
    options.set_bubbles(true);
    let event = Event::new_with_event_init_dict("input", &options).expect("an event");
    field.dispatch_event(&event).expect("dispatched");
}
