//! The three places that can hold the assessment, each with what is known of it.

use award::assessment::Assessment;
use std::rc::Rc;
use yew::{Callback, Html, component, html};

use crate::browser::{clock, saving};
use crate::components::{Tag, Tone};
use crate::state::{FileCopy, Keeping, Noted, Store, use_assessment, use_keeping, use_select, use_store};

/// The three places.
#[component]
pub fn Places() -> Html {
    let store = use_store();
    let keeping = use_keeping();
    let copies = use_select(|state| state.copies.clone());
    let Some(open) = use_assessment() else { return Html::default() };
    let on = |act: fn(&Store)| {
        let store = store.clone();
        Callback::from(move |_: yew::MouseEvent| act(&store))
    };
    let in_place = saving::can_choose();
    html! {
        <section class="card">
            <h2>{ "存在哪里" }</h2>
            <ul class="rows">
                { row("本浏览器", browser(&keeping), Html::default()) }
                { row("文件", copies.file.as_ref().map_or_else(|| nothing(copies.noted, "还没有另存过"), |copy| file(copy, &open)), html! {
                    <>
                        <button type="button" class="primary" onclick={on(Store::save_to_file)} title="Ctrl+S">{ if in_place && copies.file.is_some() { "保存" } else { "另存为文件…" } }</button>
                        if in_place && copies.file.is_some() { <button type="button" onclick={on(Store::save_to_another_file)}>{ "另存为新文件…" }</button> }
                    </>
                }) }
                { row("备份", copies.backup.as_ref().map_or_else(|| nothing(copies.noted, "还没有备份"), |copy| file(copy, &open)), html! {
                    <button type="button" onclick={on(Store::back_up)}>{ "现在备份" }</button>
                }) }
            </ul>
            <p class="muted small">
                { if in_place {
                    "“文件”是一直往里写的那一份，Ctrl+S 写完会读回来核对；“备份”每次是一个带日期时间的新文件，之后不再改动。导出申报材料包也算备份。"
                } else {
                    "这个浏览器只能下载：页面不知道下载的文件留没留下，请到下载文件夹确认。“备份”每次是一个带日期时间的新文件。导出申报材料包也算备份。"
                } }
            </p>
        </section>
    }
}

fn row(place: &str, (tone, word, details): (Tone, &'static str, String), actions: Html) -> Html {
    html! {
        <li class="place">
            <b>{ place }</b>
            <span class="grow"><Tag {tone}>{ word }</Tag>{ " " }{ details }</span>
            { actions }
        </li>
    }
}

/// A place of which nothing is noted.
fn nothing(noted: Noted, words: &str) -> (Tone, &'static str, String) {
    match noted {
        Noted::Known => (Tone::Open, "没有", words.to_owned()),
        Noted::Reading => (Tone::Open, "…", String::new()),
        Noted::Unreadable => (Tone::Bad, "不知道", "本浏览器记下的读不出来，没有被改动。再存一份就有新的记录".to_owned()),
    }
}

fn browser(keeping: &Keeping) -> (Tone, &'static str, String) {
    match keeping {
        Keeping::Starting | Keeping::Idle | Keeping::Pending => (Tone::Open, "正在保存", String::new()),
        Keeping::Kept(at) => (Tone::Good, "已存", format!("最后保存于 {}，自动保存", clock::dated(*at))),
        Keeping::Failed(reason) => (Tone::Bad, "没有存上", format!("{reason}。内容还在这个页面里，请另存为文件")),
        Keeping::Nothing => (Tone::Open, "什么都不存", "阅后即清：关掉这个页面，没存成文件的内容就没有了".to_owned()),
        Keeping::Unavailable(reason) => (Tone::Bad, "无法保存", format!("{reason}。内容只在这个页面里，请另存为文件")),
    }
}

fn file(copy: &FileCopy, open: &Rc<Assessment>) -> (Tone, &'static str, String) {
    let tone = if copy.keeps(open) { Tone::Good } else { Tone::Open };
    let later = if copy.holds(open) { "，与现在的内容相同" } else { "，之后又有改动" };
    (tone, copy.proof.told(), format!("{}（{}）{}{later}", copy.name, clock::dated(copy.at), copy.lacking()))
}
