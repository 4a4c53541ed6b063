//! The question that comes before evidence is registered: whether it holds state secrets.

use yew::{Callback, Event, Html, Properties, component, html, use_effect_with, use_node_ref};

use super::ClauseLink;
use crate::browser::page;
use crate::state::{Offer, use_catalog, use_select, use_store};

/// Asks about files that were offered as evidence. Nothing of them is read before the answer.
#[component]
pub fn SecretsDialog() -> Html {
    match use_select(|state| state.offer.clone()) {
        Some(offer) => html! { <Question {offer} /> },
        None => Html::default(),
    }
}

#[derive(Properties, PartialEq)]
struct QuestionProps {
    offer: Offer,
}

#[component]
fn Question(props: &QuestionProps) -> Html {
    let store = use_store();
    let materials = &use_catalog().scheme.materials;
    let dialog = use_node_ref();
    use_effect_with(dialog.clone(), |dialog| {
        if let Some(element) = dialog.get() {
            page::open_dialog(&element);
        }
    });
    let answer = |act: fn(&crate::state::Store)| {
        let store = store.clone();
        Callback::from(move |_: yew::MouseEvent| act(&store))
    };
    let cancel = {
        let store = store.clone();
        Callback::from(move |_: Event| store.drop_offer())
    };
    let body = if props.offer.is_refused {
        html! {
            <>
                <p class="warning" role="alert">{ &*materials.secret_refusal }</p>
                <div class="actions"><button type="button" class="primary" onclick={answer(crate::state::Store::drop_offer)}>{ "知道了" }</button></div>
            </>
        }
    } else {
        html! {
            <>
                <p>{ offered(&props.offer) }</p>
                <p><b>{ &*materials.secret_question }</b></p>
                <div class="actions">
                    <button type="button" class="primary" onclick={answer(crate::state::Store::accept_offer)}>{ "不涉及，登记" }</button>
                    <button type="button" onclick={answer(crate::state::Store::refuse_offer)}>{ "涉及" }</button>
                    <button type="button" class="ghost" onclick={answer(crate::state::Store::drop_offer)}>{ "取消" }</button>
                </div>
            </>
        }
    };
    html! {
        <dialog ref={dialog} class="dialog" aria-labelledby="secrets-title" oncancel={cancel}>
            <h2 id="secrets-title">{ if props.offer.is_refused { "没有登记" } else { "登记之前" } }</h2>
            <p class="small">{ "依据" }<ClauseLink clause={materials.clause} /></p>
            { body }
        </dialog>
    }
}

fn offered(offer: &Offer) -> String {
    match offer.files.as_slice() {
        [] => "将登记一份纸质材料。".to_owned(),
        [only] => format!("将登记 1 个文件：{}。", only.name()),
        many => format!("将登记 {} 个文件。", many.len()),
    }
}
