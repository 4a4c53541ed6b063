//! What is said of the desk: whether this browser holds it, what cannot be read, and what can be taken back.

use yew::{Callback, Html, MouseEvent, Properties, component, html, use_state_eq};

use crate::state::{Award, Content, DeskKeeping, Unreadable, use_catalog, use_select, use_store};

/// By which award the screen is judged, if not by that of the open application, and whether this browser holds what is on the
/// desk.
#[component]
pub fn DeskState() -> Html {
    let catalog = use_catalog();
    let is_other = use_select(move |state| Award(state.catalog) != Award(catalog));
    let award = format!("这里按“{}”评分，与打开的申报所用的办法不同", catalog.scheme.title);
    html! { <>if is_other { <p class="desk-state small">{ award }</p> }<Kept /></> }
}

#[component]
fn Kept() -> Html {
    let (keeping, is_bare) = use_select(|state| (state.workshop.keeping.clone(), state.workshop.is_bare()));
    let (tone, text) = match keeping {
        DeskKeeping::Kept if is_bare => return Html::default(),
        DeskKeeping::Kept => ("good", "已存在本浏览器，与申报分开存放".to_owned()),
        DeskKeeping::Pending => ("open", "正在保存…".to_owned()),
        DeskKeeping::Nothing => ("open", "本页什么也不存；要留下，请存成文件".to_owned()),
        DeskKeeping::Failed(reason) => ("bad", format!("没有存进本浏览器：{reason}")),
    };
    html! { <p class="desk-state small" data-tone={tone}>{ text }</p> }
}

/// What was put away, to be taken back, and what lies in this browser and cannot be read.
#[component]
pub fn PutAwayBar() -> Html {
    let store = use_store();
    let away = use_select(|state| state.workshop.away().to_vec());
    let unreadable = use_select(|state| state.workshop.unreadable.clone());
    html! {
        <>
            { for unreadable.into_iter().map(|one| trouble(&store, one)) }
            if !away.is_empty() {
                <ul class="desk-bar small" aria-label="收起的内容">
                    { for away.iter().enumerate().rev().map(|(at, content)| html! { <Away key={format!("{at} {}", content.title())} content={content.clone()} /> }) }
                </ul>
            }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct AwayProps {
    content: Content,
}

/// Something that was put away: to be taken back, or dropped for good, which is asked twice.
#[component]
fn Away(props: &AwayProps) -> Html {
    let store = use_store();
    let is_asked = use_state_eq(|| false);
    let name = props.content.title();
    let back = {
        let (store, content) = (store.clone(), props.content.clone());
        Callback::from(move |_: MouseEvent| store.take_back(&content))
    };
    let forget = {
        let (is_asked, content) = (is_asked.clone(), props.content.clone());
        Callback::from(move |_: MouseEvent| match *is_asked {
            true => store.drop_away(&content),
            false => is_asked.set(true),
        })
    };
    html! {
        <li>
            <span>{ format!("可恢复：{name}") }</span>
            <button type="button" class="small" onclick={back} aria-label={format!("恢复：{name}")}>{ "恢复" }</button>
            <button type="button" class="small ghost" onclick={forget} aria-label={format!("丢弃：{name}")}>
                { if *is_asked { "确认丢弃，不能再恢复" } else { "丢弃" } }</button>
        </li>
    }
}

fn trouble(store: &crate::state::Store, one: Unreadable) -> Html {
    let (kind, name) = (one.kind, one.kind.name());
    let reason = one.reason.clone();
    let (exporting, discarding) = (store.clone(), store.clone());
    let export = Callback::from(move |_| exporting.export_unreadable(&one));
    let discard = Callback::from(move |_| discarding.discard_unreadable(kind));
    html! {
        <div class="warning">
            <p>{ format!("上次的“{name}”读不出来：{reason} 它原样留在本浏览器里；在处理之前，新的“{name}”不会存进浏览器。") }</p>
            <div class="actions">
                <button type="button" class="small" onclick={export}>{ format!("导出打不开的{name}") }</button>
                <button type="button" class="small" onclick={discard}>{ format!("放弃打不开的{name}") }</button>
            </div>
        </div>
    }
}
