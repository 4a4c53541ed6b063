//! The question about the data that a copy of the page carries inside.

use yew::{Callback, Html, SubmitEvent, component, html, use_effect_with, use_node_ref, use_state};

use crate::browser::clock;
use crate::browser::page::{self, TextField};
use crate::components::TextBox;
use crate::state::{Carried, use_select, use_store};

/// Says whose data this page carries, and asks whether to open them. Nothing is mixed before the answer.
#[component]
pub fn CarriedDialog() -> Html {
    let carried = use_select(|state| state.carried.clone());
    match carried {
        Some(carried) => html! { <Question {carried} /> },
        None => Html::default(),
    }
}

#[derive(yew::Properties, PartialEq)]
struct QuestionProps {
    carried: Carried,
}

#[component]
fn Question(props: &QuestionProps) -> Html {
    let store = use_store();
    let carried = &props.carried;
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
    let open = {
        let (store, password) = (store.clone(), password.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            store.open_carried((*password).clone());
        })
    };
    let leave = {
        let store = store.clone();
        Callback::from(move |_: yew::MouseEvent| store.leave_carried())
    };
    let cancel = Callback::from(move |_: yew::Event| store.leave_carried());
    let made = clock::dated(carried.made_at);
    html! {
        <dialog ref={dialog} class="dialog" aria-labelledby="carried-title" oncancel={cancel}>
            <h2 id="carried-title">{ "这个文件里带着内容" }</h2>
            if let Some(title) = &carried.title {
                <p>{ format!("这是一份离线副本（做于 {made}），里面是“{title}”的申报。打开后会存进本浏览器；本浏览器里若已有这份申报，会再问怎么处理。") }</p>
            } else {
                <p>{ format!("这是一份离线副本（做于 {made}），里面有一份加密的申报，输入密码后才知道是谁的。") }</p>
            }
            <form onsubmit={open}>
                if carried.title.is_none() {
                    <TextBox id="carried-password" label="密码" kind="password" value={(*password).clone()} {on_type} problem={carried.refused.clone()} />
                } else if let Some(reason) = &carried.refused {
                    <p class="warning" role="alert">{ reason }</p>
                }
                <div class="actions">
                    <button type="submit" class="primary">{ "打开副本里的内容" }</button>
                    <button type="button" class="ghost" onclick={leave}>{ "先不打开" }</button>
                </div>
            </form>
        </dialog>
    }
}
