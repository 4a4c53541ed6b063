//! The page itself: its title, its life, its panic.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, MouseEvent};

use super::{document, window};

#[wasm_bindgen]
extern "C" {
    /// Defined by the boot script: shows a page that says the work is safe. The program cannot go on after it.
    #[wasm_bindgen(js_name = qakPanicked)]
    fn panicked(message: &str);
    #[wasm_bindgen(js_namespace = console, js_name = warn)]
    fn warn(message: &str);
}

/// Shows the boot script's page for a program that cannot go on when the program panics.
pub fn show_panics() {
    std::panic::set_hook(Box::new(|panic| panicked(&panic.to_string())));
}

/// Leaves a line for engineers who look at the console.
pub fn log(message: &str) {
    warn(message);
}

/// Marks the first frame that shows what is rendered now, for whoever measures.
pub fn mark_ready() {
    let frame = wasm_bindgen::prelude::Closure::once_into_js(|| mark("qak-ready"));
    if let Err(thrown) = window().request_animation_frame(frame.unchecked_ref()) {
        log(&super::explain(&thrown));
    }
}

/// Marks a moment, for whoever measures.
pub fn mark(name: &str) {
    if let Some(Err(thrown)) = window().performance().map(|performance| performance.mark(name)) {
        log(&super::explain(&thrown));
    }
}

/// The element that the app is mounted on, emptied of the start notice.
pub fn root() -> Element {
    let root = document().get_element_by_id("app").expect("the page shell has #app");
    root.set_inner_html("");
    root
}

/// Sets the title of the page.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Calls back when the page is hidden or left: the last moment at which work can be stored.
pub fn on_hide(callback: impl Fn() + Clone + 'static) -> [EventListener; 2] {
    let again = callback.clone();
    [
        EventListener::new(&document(), "visibilitychange", move |_| {
            if document().visibility_state() == web_sys::VisibilityState::Hidden {
                again();
            }
        }),
        EventListener::new(&window(), "pagehide", move |_| callback()),
    ]
}

/// Asks before the page is left, for as long as the callback says that something would be lost.
pub fn on_leave(would_lose: impl Fn() -> bool + 'static) -> EventListener {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&window(), "beforeunload", options, move |event| {
        if would_lose() {
            event.prevent_default();
        }
    })
}

/// Asks before a click on a link leaves the page. No policy forbids links; an address within the page, and what the page
/// itself gives as a download, asks nothing.
pub fn ask_before_leaving(question: &'static str) -> EventListener {
    let options = EventListenerOptions { phase: gloo::events::EventListenerPhase::Capture, passive: false };
    EventListener::new_with_options(&window(), "click", options, move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let link = target.and_then(|target| target.closest("a[href]").ok().flatten());
        let address = link.and_then(|link| link.get_attribute("href")).unwrap_or_default();
        let stays = address.is_empty() || address.starts_with('#') || address.starts_with("blob:");
        if !stays && !matches!(window().confirm_with_message(&format!("{question}\n{address}")), Ok(true)) {
            event.prevent_default();
        }
    })
}

/// A key chord that the app answers to everywhere.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Chord {
    /// Ctrl+Z
    Undo,
    /// Ctrl+Y or Ctrl+Shift+Z
    Redo,
    /// Ctrl+S
    Save,
}

/// Calls back on a key chord, which then has no other effect.
pub fn on_chord(callback: impl Fn(Chord) + 'static) -> EventListener {
    let options = EventListenerOptions { phase: gloo::events::EventListenerPhase::Capture, passive: false };
    EventListener::new_with_options(&window(), "keydown", options, move |event| {
        if let Some(chord) = event.dyn_ref::<KeyboardEvent>().filter(|event| !is_elsewhere(event)).and_then(chord) {
            event.prevent_default();
            callback(chord);
        }
    })
}

/// Whether a key asks for the next of what is worked on: Ctrl+Enter.
pub fn is_go_on(event: &KeyboardEvent) -> bool {
    event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) && !event.is_composing()
}

/// Where a key leads in a table of fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the field above.
    Up,
    /// To the field below.
    Down,
}

/// Where a key leads in a table of one-line fields: Enter and the arrow down lead down, Shift+Enter and the arrow up lead up.
pub fn step_of(event: &KeyboardEvent) -> Option<Step> {
    let is_chord = event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing();
    let is_input = event.target().is_some_and(|target| target.dyn_ref::<web_sys::HtmlInputElement>().is_some());
    match (event.key().as_str(), event.shift_key()) {
        _ if is_chord || !is_input => None,
        ("Enter", true) | ("ArrowUp", false) => Some(Step::Up),
        ("Enter", false) | ("ArrowDown", false) => Some(Step::Down),
        _ => None,
    }
}

/// The id of the element that an event is about; empty if it has none.
pub fn target_id(event: &Event) -> String {
    event.target().and_then(|target| target.dyn_into::<Element>().ok()).map(|element| element.id()).unwrap_or_default()
}

/// Whether a click is the second or a later one of a quick series.
pub fn is_repeated(event: &MouseEvent) -> bool {
    event.detail() > 1
}

/// Whether a key goes to something that holds nothing of the assessment: a search field, an open dialog.
fn is_elsewhere(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| matches!(element.closest("input[type=search], dialog"), Ok(Some(_))))
}

fn chord(event: &KeyboardEvent) -> Option<Chord> {
    if !(event.ctrl_key() || event.meta_key()) || event.alt_key() || event.is_composing() {
        return None;
    }
    match (event.key().to_ascii_lowercase().as_str(), event.shift_key()) {
        ("z", false) => Some(Chord::Undo),
        ("z", true) | ("y", false) => Some(Chord::Redo),
        ("s", false) => Some(Chord::Save),
        _ => None,
    }
}

/// Puts the focus on the element of that id, if it is there.
pub fn focus(id: &str) {
    let element = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok());
    if let Some(Err(thrown)) = element.map(|element| element.focus()) {
        log(&super::explain(&thrown));
    }
}

/// Puts the focus on the element of that id once what is rendered now is on the page.
pub fn focus_soon(id: String) {
    let frame = wasm_bindgen::prelude::Closure::once_into_js(move || focus(&id));
    if let Err(thrown) = window().request_animation_frame(frame.unchecked_ref()) {
        log(&super::explain(&thrown));
    }
}

/// Scrolls the element of that id into view, or the page's content to its top.
pub fn scroll_to(id: Option<&str>) {
    match id.and_then(|id| document().get_element_by_id(id)) {
        Some(element) => element.scroll_into_view(),
        None => {
            if let Some(main) = document().get_element_by_id("main") {
                main.set_scroll_top(0);
            }
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
    }
}

/// How far the element of an event is scrolled down, in pixels.
pub fn scrolled(event: &Event) -> i32 {
    event.target().and_then(|target| target.dyn_into::<Element>().ok()).map_or(0, |element| element.scroll_top())
}

/// What the field of an event holds: the choice of a select, the text of an input.
pub fn choice_of(event: &Event) -> String {
    event.target().map_or_else(String::new, |target| text_in(&target))
}

/// The text that an input, textarea or select holds.
fn text_in(target: &JsValue) -> String {
    if let Some(input) = target.dyn_ref::<web_sys::HtmlInputElement>() {
        return input.value();
    }
    if let Some(area) = target.dyn_ref::<web_sys::HtmlTextAreaElement>() {
        return area.value();
    }
    target.dyn_ref::<web_sys::HtmlSelectElement>().map(web_sys::HtmlSelectElement::value).unwrap_or_default()
}

/// Writes around what is selected in the text area of that id, as if it had been typed, and selects it again.
pub fn write_around(id: &str, before: &str, after: &str) {
    let area = document().get_element_by_id(id).and_then(|element| element.dyn_into::<web_sys::HtmlTextAreaElement>().ok());
    let Some(area) = area else { return };
    let written = (|| {
        let (from, to) = (area.selection_start()?.unwrap_or(0), area.selection_end()?.unwrap_or(0));
        area.set_range_text_with_start_and_end(after, to, to)?;
        area.set_range_text_with_start_and_end(before, from, from)?;
        let moved = before.encode_utf16().count() as u32;
        area.set_selection_range(from + moved, to + moved)?;
        area.focus()?;
        area.dispatch_event(&Event::new("input")?)
    })();
    if let Err(thrown) = written {
        log(&super::explain(&thrown));
    }
}

/// A text field that somebody types in.
#[derive(Clone)]
pub struct TextField(Rc<Typing>);

struct Typing {
    field: JsValue,
    on_type: Box<dyn Fn(TextField)>,
    /// Waits for the next key; none while a key has come that nobody has read yet, and after the listening has ended.
    listener: RefCell<Option<EventListener>>,
    has_ended: Cell<bool>,
}

impl PartialEq for TextField {
    fn eq(&self, other: &TextField) -> bool {
        self.0.field == other.0.field
    }
}

/// Listens to a text field for as long as it lives.
pub struct Listening(TextField);

impl Drop for Listening {
    fn drop(&mut self) {
        self.0.0.has_ended.set(true);
        self.0.0.listener.borrow_mut().take();
    }
}

impl TextField {
    /// Calls back on the first key in a field after its text was last read: the keys that follow change nothing that is
    /// known of it, and cost nothing. Directly at the field: the event delegation of the view library would ask every
    /// element around it.
    pub fn listen(field: &Element, on_type: impl Fn(TextField) + 'static) -> Listening {
        let typing = TextField::of(field.into(), Box::new(on_type));
        typing.wait_for_key();
        Listening(typing)
    }

    fn of(field: JsValue, on_type: Box<dyn Fn(TextField)>) -> TextField {
        TextField(Rc::new(Typing { field, on_type, listener: RefCell::default(), has_ended: Cell::new(false) }))
    }

    fn wait_for_key(&self) {
        let Some(field) = self.0.field.dyn_ref::<Element>().filter(|_| !self.0.has_ended.get()) else { return };
        let typing = Rc::downgrade(&self.0);
        let listener = EventListener::once(field, "input", move |_| {
            if let Some(typing) = typing.upgrade() {
                (typing.on_type)(TextField(typing.clone()));
            }
        });
        *self.0.listener.borrow_mut() = Some(listener);
    }

    /// The text that it holds now, also after it was taken off the page. The next key is told again.
    pub fn read(&self) -> String {
        self.wait_for_key();
        text_in(&self.0.field)
    }

    /// A field off the page that holds a text.
    #[cfg(test)]
    pub fn holding(text: &str) -> TextField {
        let field: web_sys::HtmlTextAreaElement = document().create_element("textarea").expect("an element").unchecked_into();
        field.set_value(text);
        TextField::of(field.into(), Box::new(|_| {}))
    }
}

/// Opens the browser's window for printing.
pub fn print() {
    if let Err(thrown) = window().print() {
        log(&super::explain(&thrown));
    }
}

/// Opens a dialog so that nothing else can be reached while it is open.
pub fn open_dialog(dialog: &JsValue) {
    let dialog = dialog.dyn_ref::<web_sys::HtmlDialogElement>().filter(|dialog| !dialog.open());
    if let Some(Err(thrown)) = dialog.map(web_sys::HtmlDialogElement::show_modal) {
        log(&super::explain(&thrown));
    }
}

/// A new identifier that no other assessment has: 128 random bits.
pub fn random_id() -> String {
    random_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// 128 random bits.
pub fn random_bytes() -> [u8; 16] {
    let mut bytes = [0_u8; 16];
    let filled = window().crypto().and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes));
    if filled.is_err() {
        let pair = [super::clock::now().to_bits(), js_sys::Math::random().to_bits()];
        bytes.copy_from_slice(&[pair[0].to_le_bytes(), pair[1].to_le_bytes()].concat());
    }
    bytes
}

/// Scrolls the element of that id just so far that it is seen.
pub fn reveal(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}
