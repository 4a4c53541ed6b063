//! The question for the password of a sealed assessment.

use yew::{Callback, Html, SubmitEvent, component, html, use_effect_with, use_node_ref, use_state};

use crate::browser::clock;
use crate::browser::page::{self, TextField};
use crate::components::TextBox;
use crate::state::{Asking, use_select, use_store};

/// Asks for the password of what is to be opened. Nothing is shown before the answer is right.
#[component]
pub fn PasswordDialog() -> Html {
    let asking = use_select(|state| state.asking.clone());
    match asking {
        Some(asking) => html! { <Question {asking} /> },
        None => Html::default(),
    }
}

#[derive(yew::Properties, PartialEq)]
struct QuestionProps {
    asking: Asking,
}

#[component]
fn Question(props: &QuestionProps) -> Html {
    let store = use_store();
    let asking = &props.asking;
    let dialog = use_node_ref();
    use_effect_with(dialog.clone(), |dialog| {
        if let Some(element) = dialog.get() {
            page::open_dialog(&element);
        }
    });
    let password = use_state(String::new);
    let on_type = {
        let password = password.clone();
        Callback::from(move |field: TextField| password.set(field.read()))
    };
    let unlock = {
        let (store, password) = (store.clone(), password.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            store.unlock((*password).clone());
        })
    };
    let stop = {
        let store = store.clone();
        Callback::from(move |_: yew::MouseEvent| store.stop_asking())
    };
    let cancel = Callback::from(move |_: yew::Event| store.stop_asking());
    html! {
        <dialog ref={dialog} class="dialog" aria-labelledby="password-title" oncancel={cancel}>
            <h2 id="password-title">{ "这份申报已加密" }</h2>
            <p>{ format!("保存于 {}。输入密码后打开。", clock::dated(asking.saved_at)) }</p>
            <form onsubmit={unlock}>
                <TextBox id="password" label="密码" kind="password" value={(*password).clone()} {on_type} problem={asking.refused.clone()} />
                <div class="actions">
                    <button type="submit" class="primary" disabled={asking.is_trying}>{ if asking.is_trying { "正在打开…" } else { "打开" } }</button>
                    <button type="button" class="ghost" onclick={stop}>{ "不打开" }</button>
                </div>
            </form>
        </dialog>
    }
}
