//! The question that a file raises whose assessment is in this browser already.

use yew::{Callback, Html, component, html, use_effect_with, use_node_ref};

use crate::browser::{clock, page};
use crate::state::{Conflict, Store, use_select, use_store};

/// Asks what to do with a file whose assessment is here already in another state. Nothing happens before the answer.
#[component]
pub fn ConflictDialog() -> Html {
    let conflict = use_select(|state| state.conflict.clone());
    match conflict {
        Some(conflict) => html! { <Question {conflict} /> },
        None => Html::default(),
    }
}

#[derive(yew::Properties, PartialEq)]
struct QuestionProps {
    conflict: Conflict,
}

#[component]
fn Question(props: &QuestionProps) -> Html {
    let store = use_store();
    let dialog = use_node_ref();
    use_effect_with(dialog.clone(), |dialog| {
        if let Some(element) = dialog.get() {
            page::open_dialog(&element);
        }
    });
    let on = |answer: fn(&Store)| {
        let store = store.clone();
        Callback::from(move |_| answer(&store))
    };
    let cancel = {
        let store = store.clone();
        Callback::from(move |_: yew::Event| store.drop_conflict())
    };
    html! {
        <dialog ref={dialog} class="dialog" aria-labelledby="conflict-title" oncancel={cancel}>
            <h2 id="conflict-title">{ "本浏览器里已有同一份申报" }</h2>
            <p>{ format!("“{}”（文件的修改时间 {}）与本浏览器里的内容（最后保存于 {}）不同。现在还没有替换任何内容；替换后可以撤销。", props.conflict.file, clock::dated(props.conflict.modified_at), clock::dated(props.conflict.saved_at)) }</p>
            <div class="actions">
                <button type="button" class="primary" onclick={on(Store::open_beside)}>{ "两份都留，另开一份" }</button>
                <button type="button" onclick={on(Store::replace_by_file)}>{ "用文件替换" }</button>
                <button type="button" class="ghost" onclick={on(Store::drop_conflict)}>{ "取消" }</button>
            </div>
        </dialog>
    }
}
