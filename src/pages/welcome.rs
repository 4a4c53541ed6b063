//! What a person sees with nothing open: how to begin, and what is here already.

use yew::{AttrValue, Callback, Html, component, html};

use crate::browser::{clock, files};
use crate::components::{Dropdown, FileButton, RouteLink};
use crate::route::Route;
use crate::state::{Award, Keeping, ShelfEntry, use_catalog, use_select, use_store};

/// The ways to begin, and the assessments of this browser.
#[component]
pub fn Welcome() -> Html {
    let catalog = use_catalog();
    let blocked = use_select(|state| match &state.keeping {
        Keeping::Unavailable(reason) => Some(reason.clone()),
        _ => None,
    });
    html! {
        <div class="page narrow">
            <h1>{ format!("准备申报{}", catalog.scheme.award) }</h1>
            <p class="lead">
                { format!("对照{}逐条判断申报资格，按《{}》{} 分自我评分，填写申报表，导出一套申报材料。", catalog.scheme.document, catalog.criteria.title, catalog.criteria.points) }
            </p>
            <p class="muted">{ "全部在这台电脑上完成：不联网、不上传，内容自动存在本浏览器里。" }</p>
            if let Some(reason) = blocked {
                <p class="warning" role="alert">{ format!("本浏览器现在无法保存内容（{reason}）。可以继续使用，离开前请用“另存为文件”保存。") }</p>
            }
            <Begin />
            <Shelf />
            <Ephemeral />
            <p class="muted small">
                { "先看看办法：" }<RouteLink to={Route::Regulation}>{ &*catalog.scheme.title }</RouteLink>
            </p>
        </div>
    }
}

/// The way to keep nothing in this browser, for computers that others use.
#[component]
fn Ephemeral() -> Html {
    let store = use_store();
    let keeps_nothing = use_select(|state| state.keeping == Keeping::Nothing);
    let start = Callback::from(move |_| store.keep_nothing());
    if keeps_nothing {
        return html! { <p class="warning" role="status">{ "阅后即清：这个页面什么都不存进浏览器，离开前请“另存为文件”。重新打开本文件就恢复自动保存。" }</p> };
    }
    html! {
        <p class="muted small">
            { "在公用电脑上？" }<button type="button" class="ghost" onclick={start}>{ "阅后即清：这次什么都不存" }</button>
            <RouteLink to={Route::Privacy}>{ "隐私和清除本机数据" }</RouteLink>
        </p>
    }
}

#[component]
fn Begin() -> Html {
    let store = use_store();
    let create = {
        let store = store.clone();
        Callback::from(move |_| store.create())
    };
    let sample = {
        let store = store.clone();
        Callback::from(move |_| store.open_sample())
    };
    let drop = Callback::from(move |event: yew::DragEvent| {
        event.prevent_default();
        if let Some(file) = files::dropped(&event).into_iter().next() {
            store.import(file);
        }
    });
    let over = Callback::from(|event: yew::DragEvent| event.prevent_default());
    html! {
        <div class="begin" ondrop={drop} ondragover={over}>
            <section class="card">
                <h2>{ "新的申报" }</h2>
                <p>{ "从资格自查开始，随时可以停下来。" }</p>
                <ChooseAward />
                <button type="button" class="primary" onclick={create}>{ "新建" }</button>
            </section>
            <section class="card">
                <h2>{ "接着以前的" }</h2>
                <p>{ "打开数据文件（.json）或申报材料包（.zip），也可以拖到这里。" }</p>
                <FileButton label="打开文件…" />
            </section>
            <section class="card">
                <h2>{ "先看一个例子" }</h2>
                <p>{ "一家虚构的茶企业，各部分都有内容，可以随便改。" }</p>
                <button type="button" onclick={sample}>{ "载入示例" }</button>
            </section>
        </div>
    }
}

/// Which award the next application is for, once there are several.
#[component]
fn ChooseAward() -> Html {
    let store = use_store();
    let (awards, chosen) = use_select(|state| (state.awards.clone(), Award(state.catalog)));
    if awards.len() < 2 {
        return Html::default();
    }
    let options: Vec<(AttrValue, AttrValue)> =
        awards.iter().map(|award| (award.key().into(), award.0.scheme.award.to_string().into())).collect();
    let choose = Callback::from(move |key: String| store.choose_award(&key));
    html! { <Dropdown id="award" label="奖项" {options} chosen={chosen.key()} on_choose={choose} /> }
}

/// The assessments of this browser, to open and to delete.
#[component]
pub fn Shelf() -> Html {
    let entries = use_select(|state| state.on_shelf());
    let bin = use_select(|state| state.in_bin());
    let open = use_select(|state| state.assessment().map(|open| open.head.id.to_string()));
    if entries.is_empty() && bin.is_empty() {
        return html! { <SetAside /> };
    }
    html! {
        <>
        <section class="card shelf">
            <h2>{ "本浏览器里的申报" }</h2>
            <ul class="rows">
                { for entries.into_iter().map(|entry| {
                    let is_open = open.as_deref() == Some(entry.id.as_str());
                    let key = entry.id.to_string();
                    html! { <ShelfRow {key} {entry} {is_open} /> }
                }) }
            </ul>
            if !bin.is_empty() {
                <details>
                    <summary class="muted">{ format!("已删除 {} 份，30 天内可以恢复", bin.len()) }</summary>
                    <ul class="rows">{ for bin.into_iter().map(|entry| {
                        let key = entry.id.to_string();
                        html! { <BinRow {key} {entry} /> }
                    }) }</ul>
                </details>
            }
        </section>
        <SetAside />
        </>
    }
}

/// What lies in this browser and cannot be opened: never hidden, never changed, and can be taken away as it is.
#[component]
fn SetAside() -> Html {
    let store = use_store();
    let entries = use_select(|state| state.set_aside());
    if entries.is_empty() {
        return Html::default();
    }
    html! {
        <section class="card shelf" aria-labelledby="set-aside">
            <h2 id="set-aside">{ "打不开的数据" }</h2>
            <p>{ "原样留在本浏览器里，不会被改动或覆盖。请导出一份，连同本工具的版本一起交给能处理的人。" }</p>
            <ul class="rows">
                { for entries.into_iter().map(|entry| {
                    let (store, key, title) = (store.clone(), entry.id.to_string(), entry.title.clone());
                    let why = entry.trouble.clone();
                    let export = Callback::from(move |_| store.export_raw(&entry));
                    html! {
                        <li {key}>
                            <span class="grow"><b>{ &title }</b><span class="muted small">{ "　" }{ why }</span></span>
                            <button type="button" onclick={export} aria-label={format!("原样导出：{title}")}>{ "原样导出" }</button>
                        </li>
                    }
                }) }
            </ul>
        </section>
    }
}

#[derive(yew::Properties, PartialEq)]
struct BinRowProps {
    entry: ShelfEntry,
}

/// A deleted assessment: to take back, or to remove for good as on a computer that others use.
#[component]
fn BinRow(props: &BinRowProps) -> Html {
    let store = use_store();
    let entry = &props.entry;
    let restore = {
        let (store, id) = (store.clone(), entry.id.clone());
        Callback::from(move |_| store.restore(&id))
    };
    let purge = {
        let entry = entry.clone();
        Callback::from(move |_| store.purge(&entry))
    };
    html! {
        <li>
            <span class="grow">{ &entry.title }<span class="muted small">{ format!("　删除于 {}", clock::dated(entry.deleted_at.unwrap_or_default())) }</span></span>
            <button type="button" onclick={restore} aria-label={format!("恢复：{}", entry.title)}>{ "恢复" }</button>
            <button type="button" class="ghost" onclick={purge} aria-label={format!("彻底删除：{}", entry.title)}>{ "彻底删除" }</button>
        </li>
    }
}

#[derive(yew::Properties, PartialEq)]
struct ShelfRowProps {
    entry: ShelfEntry,
    is_open: bool,
}

#[component]
fn ShelfRow(props: &ShelfRowProps) -> Html {
    let store = use_store();
    let entry = &props.entry;
    let open = {
        let (store, id) = (store.clone(), entry.id.clone());
        Callback::from(move |_| store.choose(id.clone()))
    };
    let delete = {
        let entry = entry.clone();
        Callback::from(move |_| store.delete(&entry))
    };
    html! {
        <li>
            <span class="grow"><b>{ &entry.title }</b><span class="muted small">{ format!("　保存于 {}", clock::dated(entry.saved_at)) }</span></span>
            if props.is_open {
                <span class="tag" data-tone="good">{ "已打开" }</span>
            } else {
                <button type="button" onclick={open} aria-label={format!("打开：{}", entry.title)}>{ "打开" }</button>
            }
            <button type="button" class="ghost" onclick={delete} aria-label={format!("删除：{}", entry.title)}>{ "删除" }</button>
        </li>
    }
}
