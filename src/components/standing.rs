//! The line that says that what is open cannot be changed here, and how it can; or that there is no copy of it.

use yew::{Callback, Html, component, html};

use crate::browser::clock;
use crate::state::{Noted, Standing, Store, use_select, use_store};

/// Says why nothing can be changed, or that what is open is, as far as is known, kept nowhere but in this browser; nothing while all is well.
#[component]
pub fn StandingBar() -> Html {
    let store = use_store();
    let standing = use_select(|state| state.open.as_ref().map(|_| state.standing));
    let (lacks_copy, noted) = use_select(|state| (state.lacks_copy(), state.copies.noted));
    let on = |act: fn(&Store)| {
        let store = store.clone();
        Callback::from(move |_: yew::MouseEvent| act(&store))
    };
    match standing {
        Some(Standing::Follows) => html! {
            <div class="standing" role="status">
                <p class="grow">{ "这份申报正在另一个标签页里编辑，这里随之更新，只能看。" }</p>
                <button type="button" onclick={on(Store::edit_here)}>{ "改在这里编辑" }</button>
            </div>
        },
        Some(Standing::Looks(at)) => html! {
            <div class="standing" role="status">
                <p class="grow">{ format!("正在看 {} 的版本，只能看，不影响现在的内容。", clock::dated(at)) }</p>
                <button type="button" onclick={on(Store::look_at_present)}>{ "回到现在的内容" }</button>
            </div>
        },
        Some(Standing::Edits) if lacks_copy => html! {
            <div class="standing" role="status">
                <p class="grow">{ match noted {
                    Noted::Unreadable => "不知道这份申报有没有文件副本：本浏览器记下的读不出来。清除浏览数据、重装系统、换浏览器都会让本浏览器里的消失。",
                    Noted::Reading | Noted::Known => "这份申报只在本浏览器里，还没有文件副本。清除浏览数据、重装系统、换浏览器都会让它消失。",
                } }</p>
                <button type="button" onclick={on(Store::save_to_file)}>{ "现在存一份" }</button>
                <button type="button" class="ghost" onclick={on(Store::put_off_copy)}>{ "这次先不" }</button>
            </div>
        },
        None | Some(Standing::Edits) => Html::default(),
    }
}
