//! The password of a package: chosen twice, with what it means to forget it.

use yew::{Callback, Event, Html, MouseEvent, Properties, component, html, use_effect_with, use_node_ref, use_state};

use super::run::Way;
use crate::browser::page::{self, TextField};
use crate::browser::saving;
use crate::components::TextBox;

/// The fewest characters of a password.
const SHORTEST: usize = 8;

/// Properties of [`PasswordDialog`].
#[derive(Properties, PartialEq)]
pub(super) struct PasswordDialogProps {
    /// Called with the password and the way that the package goes.
    pub on_go: Callback<(Way, String)>,
    /// Called when the person wants none.
    pub on_close: Callback<()>,
}

/// Asks for a password before a package is exported under it.
#[component]
pub(super) fn PasswordDialog(props: &PasswordDialogProps) -> Html {
    let dialog = use_node_ref();
    use_effect_with(dialog.clone(), |dialog| {
        if let Some(element) = dialog.get() {
            page::open_dialog(&element);
        }
    });
    let (first, second) = (use_state(String::new), use_state(String::new));
    let typed = |state: &yew::UseStateHandle<String>| {
        let state = state.clone();
        Callback::from(move |field: TextField| state.set(field.read()))
    };
    let problem = problem(&first, &second);
    let go = |way: Way| {
        let password = (*first).clone();
        props.on_go.reform(move |_: MouseEvent| (way, password.clone()))
    };
    let cancel = props.on_close.reform(|_: Event| ());
    html! {
        <dialog ref={dialog} class="dialog" aria-labelledby="password-title" oncancel={cancel}>
            <h2 id="password-title">{ "给材料包设密码" }</h2>
            <p><b>{ "密码忘了就打不开，谁也找不回来：" }</b>{ "本工具不保存密码。没有密码也能看到包里的文件名。用 7-Zip、WinRAR、Bandizip 打开；Windows 资源管理器自带的解压打不开。" }</p>
            <TextBox id="password" label="密码" kind="password" value={(*first).clone()} on_type={typed(&first)} hint="至少 8 个字符，请记在可靠的地方" />
            <TextBox id="password-again" label="再输一遍" kind="password" value={(*second).clone()} on_type={typed(&second)} problem={problem} />
            <div class="actions">
                <button type="button" class="primary" disabled={problem.is_some()} onclick={go(Way::Downloaded)}>{ "加密导出" }</button>
                if saving::can_choose() {
                    <button type="button" disabled={problem.is_some()} onclick={go(Way::Written)}>{ "加密并选择保存位置…" }</button>
                }
                <button type="button" class="ghost" onclick={props.on_close.reform(|_: MouseEvent| ())}>{ "取消" }</button>
            </div>
        </dialog>
    }
}

/// Why a password cannot be taken yet.
fn problem(first: &str, second: &str) -> Option<&'static str> {
    if first.chars().count() < SHORTEST {
        Some("密码至少 8 个字符")
    } else if first != second {
        Some("两次输入的不一样")
    } else {
        None
    }
}
