//! A password for what lies in this browser.

use yew::{Callback, Html, SubmitEvent, component, html, use_state};

use crate::browser::page::TextField;
use crate::components::{Tag, TextBox, Tone};
use crate::state::{Standing, use_select, use_store};

/// The least number of characters of a password.
const SHORTEST: usize = 6;

/// Sets, changes and removes the password, and locks.
#[component]
pub fn Password() -> Html {
    let store = use_store();
    let (is_sealed, edits) = use_select(|state| (state.is_sealed(), state.standing == Standing::Edits));
    let remove = {
        let store = store.clone();
        Callback::from(move |_| store.seal(None))
    };
    let lock = Callback::from(move |_| store.lock());
    html! {
        <section class="card" aria-labelledby="password-card">
            <h2 id="password-card">{ "密码" }</h2>
            <p>
                if is_sealed { <Tag tone={Tone::Good}>{ "已加密" }</Tag>{ " 本浏览器里的内容、版本、材料文件都是密文，每次打开要输入密码。" } }
                else { <Tag>{ "未加密" }</Tag>{ " 能用这台电脑的人打开浏览器就能看到内容。公用电脑请设密码，或用完清除。" } }
            </p>
            <p class="muted small">{ "用 AES-256-GCM 加密，密钥由密码经 PBKDF2（SHA-256，60 万次）算出，都由浏览器完成。忘了密码没有办法找回；另存的文件、备份和导出的材料不加密。浏览器删掉的旧数据在硬盘上多久被覆盖，由浏览器和系统决定。" }</p>
            if edits {
                <NewPassword {is_sealed} />
                if is_sealed {
                    <div class="actions">
                        <button type="button" onclick={lock}>{ "现在锁上" }</button>
                        <button type="button" class="ghost" onclick={remove}>{ "取消密码" }</button>
                    </div>
                }
            }
        </section>
    }
}

#[derive(yew::Properties, PartialEq)]
struct NewPasswordProps {
    is_sealed: bool,
}

/// A new password, entered twice.
#[component]
fn NewPassword(props: &NewPasswordProps) -> Html {
    let store = use_store();
    let entered = use_state(|| [String::new(), String::new()]);
    let on = |which: usize| {
        let entered = entered.clone();
        Callback::from(move |field: TextField| {
            let mut next = (*entered).clone();
            next[which] = field.read();
            entered.set(next);
        })
    };
    let [first, second] = &*entered;
    let is_short = first.chars().count() < SHORTEST;
    let problem = match () {
        () if !first.is_empty() && is_short => Some(format!("至少 {SHORTEST} 个字符")),
        () if !second.is_empty() && first != second => Some("两次输入的不一样".to_owned()),
        () => None,
    };
    let is_fit = !is_short && first == second;
    let seal = {
        let entered = entered.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if is_fit {
                store.seal(Some(entered[0].clone()));
                entered.set([String::new(), String::new()]);
            }
        })
    };
    let word = if props.is_sealed { "换成这个密码" } else { "加密" };
    html! {
        <form class="naming" onsubmit={seal}>
            <TextBox id="new-password" label="新密码" kind="password" value={first.clone()} on_type={on(0)} problem={problem} />
            <TextBox id="new-password-again" label="再输一次" kind="password" value={second.clone()} on_type={on(1)} />
            <button type="submit" disabled={!is_fit}>{ word }</button>
        </form>
    }
}
