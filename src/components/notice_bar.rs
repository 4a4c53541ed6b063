//! What happened last, said once and out of the way.

use yew::{AttrValue, Callback, Html, component, html, use_effect_with};

use crate::browser::timer::Timeout;
use crate::state::{Notice, Restore, use_select, use_store};

/// How long a message stays that asks for nothing, in milliseconds.
const STAY: u32 = 8_000;

/// The message about what happened last. Screen readers hear it; errors and offers stay until they are answered.
#[component]
pub fn NoticeBar() -> Html {
    let store = use_store();
    let notice = use_select(|state| state.notice.clone());
    use_effect_with(notice.clone(), {
        let store = store.clone();
        move |notice| {
            let passing = notice.clone().filter(|notice| !notice.is_error && notice.restore.is_none());
            let timeout = passing.map(|notice| Timeout::new(STAY, move || store.dismiss_only(&notice)));
            move || drop(timeout)
        }
    });
    html! {
        <div class="notices" role="status" aria-live="polite">
            if let Some(notice) = notice { <NoticeBody {notice} /> }
        </div>
    }
}

#[derive(yew::Properties, PartialEq)]
struct NoticeBodyProps {
    notice: Notice,
}

#[component]
fn NoticeBody(props: &NoticeBodyProps) -> Html {
    let store = use_store();
    let dismiss = {
        let store = store.clone();
        Callback::from(move |_| store.dismiss())
    };
    let restore = props.notice.restore.clone().map(|deleted| {
        Callback::from(move |_| match &deleted {
            Restore::Assessment(id) => store.restore(id),
            Restore::Scheme(award) => store.restore_scheme(*award),
        })
    });
    html! {
        <div class="notice" data-tone={if props.notice.is_error { "bad" } else { "plain" }}>
            <div class="grow">
                <p>{ &props.notice.text }</p>
                { details(&props.notice.details) }
            </div>
            if let Some(onclick) = restore { <button type="button" {onclick}>{ "撤销删除" }</button> }
            <button type="button" class="ghost" onclick={dismiss} aria-label="关闭提示">{ "✕" }</button>
        </div>
    }
}

/// What a message is about, thing by thing; a single thing is said at once.
fn details(details: &[AttrValue]) -> Html {
    match details {
        [] => Html::default(),
        [single] => html! { <p class="small">{ single }</p> },
        several => html! {
            <details>
                <summary>{ format!("逐条列出（{}）", several.len()) }</summary>
                <ul class="small notice-details" tabindex="0">{ for several.iter().map(|each| html! { <li>{ each }</li> }) }</ul>
            </details>
        },
    }
}
