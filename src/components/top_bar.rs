//! The bar at the top: whose application it is, what is saved where, undo, redo, export.

use yew::{AttrValue, Callback, Html, Properties, component, html};

use crate::browser::{clock, files};
use crate::components::RouteLink;
use crate::route::{Route, place_name};
use crate::state::{Award, FileCopy, Keeping, Noted, Proof, State, use_is_score_sheet, use_keeping, use_select, use_store};

/// Properties of [`TopBar`].
#[derive(Properties, PartialEq)]
pub struct TopBarProps {
    /// Called to open or close the navigation on a narrow screen.
    pub on_menu: Callback<()>,
    /// Whether the navigation is open on a narrow screen.
    pub menu_open: bool,
}

/// The bar at the top.
#[component]
pub fn TopBar(props: &TopBarProps) -> Html {
    let (is_open, name) = use_select(|state| (state.open.is_some(), Award(state.catalog).app_name()));
    let is_sheet = use_is_score_sheet();
    html! {
        <header class="top">
            <button type="button" class="menu-button ghost" onclick={props.on_menu.reform(|_| ())} aria-controls="nav"
                aria-expanded={props.menu_open.to_string()}>{ "☰" }<span class="quiet">{ "导航" }</span></button>
            <RouteLink class="brand" to={Route::Home}><span class="seal" aria-hidden="true">{ "质" }</span><span class="brand-name">{ name }</span></RouteLink>
            if is_open {
                <Whose />
                <div class="grow" />
                <Saved />
                <Steps />
                if is_sheet {
                    <RouteLink class="button primary" to={Route::Share}>{ "导出成绩单" }</RouteLink>
                } else {
                    <RouteLink class="button primary" to={Route::Package}>{ "导出申报材料" }</RouteLink>
                }
            }
        </header>
    }
}

#[component]
fn Whose() -> Html {
    let (name, about) = use_select(|state| {
        let Some(open) = state.assessment() else { return Default::default() };
        let (name, year) = (open.name(), open.head.year);
        let name = if name.trim().is_empty() { "未命名单位" } else { &*name };
        // What is cut off where there is little room must not be that it is a score sheet.
        match &open.head.sheet {
            Some(sheet) => (format!("评审员评分表　{name}"), format!("{}　{year} 年", sheet.examiner)),
            None => (name.to_owned(), format!("自评年度 {year}")),
        }
    });
    html! {
        <div class="whose" title={format!("{name}　{about}")}><b>{ name }</b><small>{ about }</small></div>
    }
}

/// The three places that can hold the assessment; never more is said than is known.
#[component]
fn Saved() -> Html {
    let store = use_store();
    let keeping = use_keeping();
    let lines = use_select(|state| [file_line(state), backup_line(state)]);
    let save = Callback::from(move |_| store.save_to_file());
    let (tone, text, title) = browser_line(&keeping);
    html! {
        <div class="saved" aria-live="off">
            <RouteLink to={Route::Keeping} class="kept-places">
                <span data-tone={tone} {title}>{ text }</span>
                { for lines.into_iter().map(|(tone, text, name)| html! { <span data-tone={tone} title={name}>{ text }</span> }) }
            </RouteLink>
            <button type="button" class="ghost" onclick={save} title="Ctrl+S">{ "另存为文件" }</button>
        </div>
    }
}

fn browser_line(keeping: &Keeping) -> (&'static str, String, Option<String>) {
    match keeping {
        Keeping::Starting | Keeping::Idle => ("open", "本浏览器 …".to_owned(), None),
        Keeping::Pending => ("open", "本浏览器 正在保存…".to_owned(), None),
        Keeping::Kept(at) => ("good", format!("本浏览器 已存 {}", clock::short(*at)), None),
        Keeping::Failed(reason) => ("bad", "本浏览器 没有存上，请另存为文件".to_owned(), Some(reason.clone())),
        Keeping::Nothing => {
            ("open", "本浏览器 什么都不存".to_owned(), Some("阅后即清：关掉这个页面，没存成文件的内容就没有了".to_owned()))
        }
        Keeping::Unavailable(reason) => ("bad", "本浏览器 无法保存，请另存为文件".to_owned(), Some(reason.clone())),
    }
}

fn file_line(state: &State) -> PlaceLine {
    let Some((copy, open)) = state.copies.file.as_ref().zip(state.assessment()) else {
        return absent(state, "文件", "尚未另存");
    };
    let at = clock::short(copy.at);
    let (tone, text) = match copy.proof {
        proof if !copy.holds(open) => ("open", format!("文件 {at} {}，之后又有改动", proof.told())),
        Proof::Read => ("good", "文件 与打开时相同".to_owned()),
        Proof::Written => (if copy.keeps(open) { "good" } else { "open" }, format!("文件 已写入并核对 {at}{}", copy.lacking())),
        Proof::Downloaded => ("open", format!("文件 已交给浏览器下载 {at}")),
    };
    (tone, text.into(), Some(name_and_day(copy)))
}

fn backup_line(state: &State) -> PlaceLine {
    let Some((copy, open)) = state.copies.backup.as_ref().zip(state.assessment()) else {
        return absent(state, "备份", "还没有");
    };
    let tone = if copy.keeps(open) { "good" } else { "open" };
    let later = if copy.holds(open) { "" } else { "，之后又有改动" };
    let text = format!("备份 {} {}{}{later}", clock::short(copy.at), copy.proof.told(), copy.lacking());
    (tone, text.into(), Some(name_and_day(copy)))
}

/// A place of which nothing is noted; while the notes are being read nothing is said.
fn absent(state: &State, place: &str, words: &str) -> PlaceLine {
    match state.copies.noted {
        Noted::Known => ("open", format!("{place} {words}").into(), None),
        Noted::Reading => ("open", format!("{place} …").into(), None),
        Noted::Unreadable => ("bad", format!("{place} 记录读不出来").into(), None),
    }
}

fn name_and_day(copy: &FileCopy) -> AttrValue {
    format!("{}，{} {}", copy.name, clock::dated(copy.at), copy.proof.told()).into()
}

/// A place: its tone, what is known of it, and the file with its moment.
type PlaceLine = (&'static str, AttrValue, Option<AttrValue>);

#[component]
fn Steps() -> Html {
    let store = use_store();
    let (undo, redo) = use_select(|state| {
        let name = |place: Option<&award::assessment::Place>| place.map(|place| place_name(state.catalog, place));
        let history = state.open.as_ref();
        (name(history.and_then(|history| history.undoable())), name(history.and_then(|history| history.redoable())))
    });
    let back = {
        let store = store.clone();
        Callback::from(move |_| store.undo())
    };
    let forth = Callback::from(move |_| store.redo());
    let title = |word: &str, name: &Option<String>| name.as_ref().map(|name| format!("{word}：{name}"));
    html! {
        <div class="steps">
            <button type="button" class="ghost" disabled={undo.is_none()} title={title("撤销（Ctrl+Z）", &undo)} onclick={back}>{ "撤销" }</button>
            <button type="button" class="ghost" disabled={redo.is_none()} title={title("重做（Ctrl+Y）", &redo)} onclick={forth}>{ "重做" }</button>
        </div>
    }
}

/// Properties of [`FileButton`].
#[derive(Properties, PartialEq)]
pub struct FileButtonProps {
    /// The text on it.
    pub label: AttrValue,
}

/// A button that opens an assessment from a file.
#[component]
pub fn FileButton(props: &FileButtonProps) -> Html {
    let store = use_store();
    let onchange = Callback::from(move |event: yew::Event| {
        if let Some(file) = files::chosen(&event).into_iter().next() {
            store.import(file);
        }
    });
    html! {
        <label class="button file-button">
            <input type="file" accept=".json,.zip,application/json,application/zip" {onchange} />
            { &props.label }
        </label>
    }
}
