//! 清除本机数据.

use yew::{Callback, Html, component, html, use_state_eq};

use crate::state::{use_select, use_store};

/// Removes everything of this product from the browser, after a second question.
#[component]
pub fn Wiping() -> Html {
    let store = use_store();
    let asks = use_state_eq(|| false);
    let (count, lacks_copy) = use_select(|state| (state.shelf.len(), state.open.is_some() && state.copies.file.is_none()));
    let set = |value: bool| {
        let asks = asks.clone();
        Callback::from(move |_: yew::MouseEvent| asks.set(value))
    };
    let wipe = {
        let asks = asks.clone();
        Callback::from(move |_: yew::MouseEvent| {
            asks.set(false);
            store.wipe();
        })
    };
    html! {
        <section class="card" aria-labelledby="wiping">
            <h2 id="wiping">{ "清除本机数据" }</h2>
            <p>{ "公用电脑、培训教室用完以后：把本工具在这个浏览器里存的全部内容（申报、版本、已删除的、材料文件、对比和评审、记住的位置）一次删净，并查一遍确实没有了。别的网页的数据不动，已经存成文件的也不动。" }</p>
            if *asks {
                <div role="alert">
                    <p class="warning">{ format!("本浏览器里的 {count} 份申报会全部删除，不能恢复。") }{ if lacks_copy { "打开着的这份还没有另存为文件。" } else { "" } }</p>
                    <div class="actions">
                        <button type="button" onclick={wipe}>{ "确定清除" }</button>
                        <button type="button" onclick={set(false)}>{ "不清除" }</button>
                    </div>
                </div>
            } else {
                <div class="actions"><button type="button" onclick={set(true)}>{ "清除本机数据…" }</button></div>
            }
        </section>
    }
}
