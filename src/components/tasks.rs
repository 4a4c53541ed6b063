//! What takes its time wherever the person is: files being taken in, a package being read. Each can be stopped.

use yew::{AttrValue, Callback, Html, component, html};

use super::bytes::in_words;
use crate::state::{Reading, TakingIn, use_select, use_store};

/// A package below that size is read before anybody could stop it, in bytes.
const SHOWN_FROM: u64 = 20 << 20;

/// The bars of everything that takes its time.
#[component]
pub fn Tasks() -> Html {
    let store = use_store();
    let taking_in = use_select(|state| state.taking_in.clone());
    let reading = use_select(|state| state.reading.clone()).filter(|reading| reading.of_bytes >= SHOWN_FROM);
    if taking_in.is_none() && reading.is_none() {
        return Html::default();
    }
    let stop_taking_in = {
        let store = store.clone();
        Callback::from(move |_| store.stop_taking_in())
    };
    let stop_reading = Callback::from(move |_| store.stop_reading());
    html! {
        <div class="tasks">
            if let Some(TakingIn { name, files, of_files, bytes, of_bytes, .. }) = taking_in {
                { bar("登记证实性材料", format!("正在读取 {}/{of_files}：{name}", (files + 1).min(of_files)), bytes, of_bytes, stop_taking_in) }
            }
            if let Some(Reading { file, bytes, of_bytes, .. }) = reading {
                { bar("打开申报材料包", format!("正在逐个核对：{file}"), bytes, of_bytes, stop_reading) }
            }
        </div>
    }
}

fn bar(label: &'static str, text: String, done: u64, of: u64, stop: Callback<yew::MouseEvent>) -> Html {
    let amount = AttrValue::from(format!("{} / {}", in_words(done), in_words(of)));
    html! {
        <div class="task">
            <span class="grow task-text">{ text }</span>
            <span class="muted small">{ amount }</span>
            <progress max={of.to_string()} value={done.to_string()} aria-label={label} />
            <button type="button" onclick={stop} aria-label={format!("取消：{label}")}>{ "取消" }</button>
        </div>
    }
}
