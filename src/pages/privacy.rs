//! 隐私: what keeps everything on this computer, shown and tried, and what no page can promise.

mod wiping;

use wasm_bindgen_futures::spawn_local;
use yew::{Callback, Html, component, html, use_state};

use self::wiping::Wiping;
use crate::browser::probe::{self, Attempt};
use crate::components::{Tag, Tone};

/// 隐私
#[component]
pub fn Privacy() -> Html {
    html! {
        <div class="page narrow">
            <header class="page-head"><h1>{ "隐私" }</h1></header>
            <p class="lead">{ "填写的内容只在这台电脑上：不联网，不上传，没有统计，没有更新检查。下面的每一条都可以自己核对。" }</p>
            <Requests />
            <Trial />
            <Policy />
            <Limits />
            <Wiping />
        </div>
    }
}

/// What the browser lists as asked for.
#[component]
fn Requests() -> Html {
    let known = use_state(probe::requested);
    let again = {
        let known = known.clone();
        Callback::from(move |_| known.set(probe::requested()))
    };
    html! {
        <section class="card">
            <h2>{ "浏览器的记录" }</h2>
            <p>{ "浏览器自己记着这个页面请求过哪些地址（Performance 接口），本工具改不了这份记录：" }</p>
            { match known.as_deref() {
                Some([]) => html! { <p role="status"><Tag tone={Tone::Good}>{ "0 个请求" }</Tag>{ " 打开以来没有请求过任何地址。" }</p> },
                Some(all) => html! {
                    <div role="status">
                        <p><Tag tone={Tone::Bad}>{ format!("{} 个请求", all.len()) }</Tag>{ " 不应该有。请不要填写涉密内容，并把下面的地址告诉提供这个文件的人：" }</p>
                        <ul>{ for all.iter().map(|address| html! { <li><code>{ address }</code></li> }) }</ul>
                    </div>
                },
                None => html! { <p role="status"><Tag tone={Tone::Open}>{ "看不到" }</Tag>{ " 这个浏览器不提供这份记录。" }</p> },
            } }
            <div class="actions"><button type="button" onclick={again}>{ "再看一次" }</button></div>
        </section>
    }
}

/// A request on demand.
#[component]
fn Trial() -> Html {
    let outcome = use_state(|| None);
    let start = {
        let outcome = outcome.clone();
        Callback::from(move |_| {
            let outcome = outcome.clone();
            spawn_local(async move { outcome.set(Some(probe::attempt().await)) });
        })
    };
    let (tone, word, text) = match &*outcome {
        None => (Tone::Plain, "还没有试", String::new()),
        Some(Attempt::Blocked(directive)) => (Tone::Good, "已拦截", format!("浏览器按 {directive} 拦下了这个请求，没有发出去。")),
        Some(Attempt::Failed(reason)) => {
            (Tone::Open, "没有连上", format!("请求失败（{reason}），但浏览器没有说是安全策略拦下的。"))
        }
        Some(Attempt::Answered) => {
            (Tone::Bad, "没有拦住", "请求得到了回应：安全策略没有起作用，请不要用这个浏览器填写。".to_owned())
        }
    };
    html! {
        <section class="card">
            <h2>{ "当场试一次" }</h2>
            <p>{ "让页面试着请求一个不存在的地址，看浏览器拦不拦。" }</p>
            <p role="status"><Tag {tone}>{ word }</Tag>{ " " }{ text }</p>
            <div class="actions"><button type="button" onclick={start}>{ "试着联网" }</button></div>
        </section>
    }
}

/// The policy in force.
#[component]
fn Policy() -> Html {
    let policy = probe::policy();
    let meaning = |directive: &str| match directive {
        "default-src" => "没有单独写明的一律禁止（含嵌入网页、字体、媒体、后台线程）",
        "script-src" => "只运行这个文件里的脚本，按校验值认",
        "style-src" => "只用这个文件里的样式，按校验值认",
        "img-src" => "图片只能来自页面自己",
        "connect-src" => "不连接任何地址",
        "form-action" => "表单不能提交到任何地方",
        "base-uri" => "不能改变地址的起点",
        _ => "",
    };
    let rows = policy.split(';').filter_map(|each| each.trim().split_once(' '));
    html! {
        <section class="card">
            <h2>{ "生效的安全策略" }</h2>
            <p>{ "写在这个文件里（Content-Security-Policy），由浏览器执行，打开之后页面自己也放宽不了：" }</p>
            <div class="scroll" tabindex="0" role="group" aria-label="安全策略，可滚动"><table class="policy">
                <thead><tr><th scope="col">{ "规则" }</th><th scope="col">{ "取值" }</th><th scope="col">{ "意思" }</th></tr></thead>
                <tbody>{ for rows.map(|(name, value)| html! {
                    <tr><th scope="row"><code>{ name }</code></th><td class="anywhere"><code>{ value }</code></td><td>{ meaning(name) }</td></tr>
                }) }</tbody>
            </table></div>
        </section>
    }
}

/// What no page can promise.
#[component]
fn Limits() -> Html {
    html! {
        <section class="card">
            <h2>{ "策略管不到的" }</h2>
            <ul>
                <li>{ "链接：安全策略不禁止点链接打开别的网页。本工具自己没有外部链接；万一有，会先问，不会自己跳走。" }</li>
                <li>{ "空连接：浏览器可能在策略拦下提交表单、内嵌网页之前，先向对方建立一个空连接，其中没有任何内容。本工具两样都没有。" }</li>
                <li>{ "浏览器扩展、输入法、翻译和拼写检查：它们能看到页面内容，有的会联网。填写商业秘密前请在浏览器里关掉。" }</li>
                <li>{ "浏览器自己的同步、崩溃报告，以及下载文件夹、网盘对文件的自动上传。" }</li>
                <li>{ "能用这台电脑的人：不设密码的内容，同一台电脑上的人打开浏览器就能看到。公用电脑请用完清除。" }</li>
            </ul>
        </section>
    }
}
