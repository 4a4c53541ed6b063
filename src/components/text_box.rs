//! A text field with its label, hint and problem: one line or several.

use yew::{AttrValue, Callback, Html, NodeRef, Properties, component, hook, html, use_effect_with, use_mut_ref, use_node_ref};

use crate::browser::page::TextField;

/// Properties of [`TextBox`].
#[derive(Properties, PartialEq)]
pub struct TextBoxProps {
    /// The id of the input, unique in the page.
    pub id: AttrValue,
    /// The label.
    pub label: AttrValue,
    /// The text.
    pub value: AttrValue,
    /// Called on every key with the field, which holds the text.
    pub on_type: Callback<TextField>,
    /// The number of lines; one makes a single-line input.
    #[prop_or(1)]
    pub rows: u32,
    /// The kind of a single-line input.
    #[prop_or(AttrValue::Static("text"))]
    pub kind: AttrValue,
    /// What the on-screen keyboard should offer.
    #[prop_or_default]
    pub keyboard: Option<AttrValue>,
    /// What to enter.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What is doubtful about the text.
    #[prop_or_default]
    pub problem: Option<AttrValue>,
    /// The unit behind the number.
    #[prop_or_default]
    pub unit: Option<AttrValue>,
    /// The id of a list of suggestions.
    #[prop_or_default]
    pub suggestions: Option<AttrValue>,
    /// An example that is shown while the text is empty.
    #[prop_or_default]
    pub example: Option<AttrValue>,
    /// Whether an application is incomplete without it.
    #[prop_or_default]
    pub required: bool,
    /// Whether the label is for screen readers only, because the place says it.
    #[prop_or_default]
    pub quiet_label: bool,
}

/// A text field with its label, hint and problem.
#[component]
pub fn TextBox(props: &TextBoxProps) -> Html {
    let has_notes = props.problem.is_some() || props.hint.is_some();
    let field = use_typing(&props.on_type, props.rows > 1);
    let notes = has_notes.then(|| AttrValue::from(format!("{}-notes", props.id)));
    html! {
        <div class="field">
            <label class={props.quiet_label.then_some("quiet")} for={&props.id}>
                { &props.label }
                if let Some(unit) = &props.unit { <span class="unit">{ format!("（{unit}）") }</span> }
                if props.required { <span class="required" aria-hidden="true" title="必填">{ "＊" }</span> }
            </label>
            { input(props, field, notes.clone()) }
            if let Some(id) = notes { { notes_below(props, id) } }
        </div>
    }
}

/// A reference to a field whose keys go to the latest callback. The listener is renewed only with the field.
#[hook]
fn use_typing(on_type: &Callback<TextField>, has_lines: bool) -> NodeRef {
    let field = use_node_ref();
    let latest = use_mut_ref(Callback::noop);
    latest.borrow_mut().clone_from(on_type);
    use_effect_with((field.clone(), has_lines), move |(field, _)| {
        let listener = field.cast().map(|field| {
            TextField::listen(&field, move |typed| {
                let on_type = latest.borrow().clone();
                on_type.emit(typed);
            })
        });
        move || drop(listener)
    });
    field
}

/// Without it a date picker takes years of six digits.
const LAST_DAY: &str = "9999-12-31";

fn input(props: &TextBoxProps, field: NodeRef, notes: Option<AttrValue>) -> Html {
    // Not in a field with text, where browsers would reconsider its style on every key.
    let example = props.example.clone().filter(|_| props.value.is_empty());
    let invalid = props.problem.is_some().then_some("true");
    if props.rows > 1 {
        return html! {
            <textarea ref={field} id={&props.id} rows={props.rows.to_string()} value={&props.value} placeholder={example}
                aria-invalid={invalid} aria-describedby={notes} aria-required={props.required.then_some("true")} />
        };
    }
    html! {
        <input ref={field} id={&props.id} type={&props.kind} value={&props.value} list={props.suggestions.clone()} autocomplete="off"
            max={(&*props.kind == "date").then_some(LAST_DAY)}
            inputmode={props.keyboard.clone()} placeholder={example} aria-invalid={invalid} aria-describedby={notes}
            aria-required={props.required.then_some("true")} />
    }
}

fn notes_below(props: &TextBoxProps, id: AttrValue) -> Html {
    html! {
        <p class="notes" {id}>
            if let Some(problem) = &props.problem { <span class="problem">{ problem }</span> }
            else if let Some(hint) = &props.hint { { hint } }
        </p>
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;
    use crate::testing::{one, rendered, type_into, wait_for};

    fn props(on_type: Callback<TextField>) -> TextBoxProps {
        TextBoxProps {
            id: "box".into(),
            label: "统一社会信用代码".into(),
            value: "9141".into(),
            on_type,
            rows: 1,
            kind: "text".into(),
            keyboard: None,
            hint: Some("18 位".into()),
            problem: Some("应为 18 位".into()),
            unit: None,
            suggestions: None,
            example: None,
            required: true,
            quiet_label: false,
        }
    }

    #[wasm_bindgen_test]
    async fn a_problem_is_tied_to_its_field() {
        let root = rendered::<TextBox>(props(Callback::noop())).await;
        let input = one(&root, "input");
        assert_eq!(input.get_attribute("aria-invalid").as_deref(), Some("true"));
        let notes = input.get_attribute("aria-describedby").expect("described");
        assert_eq!(one(&root, &format!("#{notes}")).inner_text(), "应为 18 位");
        assert_eq!(one(&root, "label").get_attribute("for").as_deref(), Some("box"));
    }

    #[wasm_bindgen_test]
    async fn every_key_is_reported() {
        let typed = Rc::new(RefCell::new(String::new()));
        let on_type = {
            let typed = typed.clone();
            Callback::from(move |field: TextField| *typed.borrow_mut() = field.read())
        };
        for rows in [1, 4] {
            typed.borrow_mut().clear();
            let root = rendered::<TextBox>(TextBoxProps { rows, ..props(on_type.clone()) }).await;
            type_into(&one(&root, "input, textarea"), "91411500MA9G123408㐂");
            wait_for("the text was reported", || *typed.borrow() == "91411500MA9G123408㐂").await;
        }
    }
}
