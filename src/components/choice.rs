//! One out of few: radio buttons drawn as a row, and a drop-down list.

use yew::{AttrValue, Callback, Event, Html, Properties, component, html};

use crate::browser::page;

/// Properties of [`ChoiceButtons`].
#[derive(Properties, PartialEq)]
pub struct ChoiceButtonsProps {
    /// The name of the group, unique in the page.
    pub name: AttrValue,
    /// What the choice is about, for screen readers.
    pub label: AttrValue,
    /// The options: value and text.
    pub options: Vec<(&'static str, &'static str)>,
    /// The value of the chosen option; empty for none.
    pub chosen: &'static str,
    /// Called with the value of the option that is chosen; with nothing when the choice is taken back.
    pub on_choose: Callback<Option<&'static str>>,
}

/// Radio buttons in a row, with a way to take the choice back.
#[component]
pub fn ChoiceButtons(props: &ChoiceButtonsProps) -> Html {
    html! {
        <div class="choices" role="radiogroup" aria-label={&props.label}>
            { for props.options.iter().map(|option| choice(props, option)) }
            // Its place is kept while there is nothing to take back: buttons that move would be hit by the second click.
            <button type="button" class="ghost small" disabled={props.chosen.is_empty()} onclick={props.on_choose.reform(|_| None)}
                aria-label={format!("清除：{}", props.label)}>{ "清除" }</button>
        </div>
    }
}

fn choice(props: &ChoiceButtonsProps, &(value, text): &(&'static str, &'static str)) -> Html {
    let onchange = props.on_choose.reform(move |_: Event| Some(value));
    html! {
        <label data-value={value}>
            <input type="radio" name={&props.name} {value} checked={props.chosen == value} {onchange} />
            <span>{ text }</span>
        </label>
    }
}

/// Properties of [`Dropdown`].
#[derive(Properties, PartialEq)]
pub struct DropdownProps {
    /// The id of the list, unique in the page.
    pub id: AttrValue,
    /// The label.
    pub label: AttrValue,
    /// The options: value and text.
    pub options: Vec<(AttrValue, AttrValue)>,
    /// The value of the chosen option.
    pub chosen: AttrValue,
    /// Called with the value of the option that is chosen.
    pub on_choose: Callback<String>,
    /// Whether the label is for screen readers only, because the place says it.
    #[prop_or_default]
    pub quiet_label: bool,
    /// Whether nothing is chosen that should be.
    #[prop_or_default]
    pub invalid: bool,
}

/// A drop-down list with its label.
#[component]
pub fn Dropdown(props: &DropdownProps) -> Html {
    let onchange = props.on_choose.reform(|event: Event| page::choice_of(&event));
    html! {
        <div class="field inline">
            <label for={&props.id} class={props.quiet_label.then_some("quiet")}>{ &props.label }</label>
            <select id={&props.id} {onchange} aria-invalid={props.invalid.then_some("true")} ~value={props.chosen.to_string()}>
                { for props.options.iter().map(|(value, text)| html! {
                    <option {value} selected={*value == props.chosen}>{ text }</option>
                }) }
            </select>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;
    use crate::testing::{all, one, rendered, wait_for};

    #[wasm_bindgen_test]
    async fn the_way_back_has_its_place_before_anything_is_chosen() {
        let props = ChoiceButtonsProps {
            name: "q".into(),
            label: "问题".into(),
            options: vec![("yes", "是"), ("no", "否")],
            chosen: "",
            on_choose: Callback::noop(),
        };
        let root = rendered::<ChoiceButtons>(props).await;
        assert!(one(&root, "button").has_attribute("disabled"), "it is there, and cannot be used");
    }

    #[wasm_bindgen_test]
    async fn a_choice_can_be_taken_back() {
        let reported = Rc::new(RefCell::new(Vec::new()));
        let on_choose = {
            let reported = reported.clone();
            Callback::from(move |value| reported.borrow_mut().push(value))
        };
        let props = ChoiceButtonsProps {
            name: "q".into(),
            label: "问题".into(),
            options: vec![("yes", "是"), ("no", "否")],
            chosen: "yes",
            on_choose,
        };
        let root = rendered::<ChoiceButtons>(props).await;
        all(&root, "input")[1].click();
        one(&root, "button").click();
        wait_for("both were reported", || reported.borrow().len() == 2).await;
        assert_eq!(*reported.borrow(), [Some("no"), None]);
    }
}
