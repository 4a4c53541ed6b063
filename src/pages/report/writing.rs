//! A long text with what it needs: marks, pictures, references, its count, a preview, and the questions that lead to it.

use award::Text;
use award::prose::characters;
use yew::{Callback, Html, Properties, component, html, use_state_eq};

use super::marks::Marks;
use super::pictures::UnusedPictures;
use super::preview::Preview;
use crate::browser::page::TextField;
use crate::components::TextBox;

/// Properties of [`Writing`].
#[derive(Properties, PartialEq)]
pub(super) struct WritingProps {
    /// The id of the text area.
    pub id: String,
    /// What it is about.
    pub title: &'static str,
    /// The text.
    pub value: Text,
    /// Called on every key.
    pub on_type: Callback<TextField>,
    /// What to think of before writing.
    pub questions: &'static [Text],
    /// An outline that is offered while nothing is written; none if empty.
    #[prop_or_default]
    pub outline: String,
}

/// A long text with its count, and the questions that lead to it beside it.
#[component]
pub(super) fn Writing(props: &WritingProps) -> Html {
    let is_shown = use_state_eq(|| false);
    let toggle = {
        let is_shown = is_shown.clone();
        Callback::from(move |_| is_shown.set(!*is_shown))
    };
    let outline = if props.value.trim().is_empty() { props.outline.clone() } else { String::new() };
    html! {
        <div class="writing">
            <div class="card">
                <Marks id={props.id.clone()} {outline} />
                <TextBox id={props.id.clone()} label={format!("{} 正文", props.title)} value={props.value.clone()} on_type={&props.on_type} rows=20
                    example="一行一段。写清做法、时间、范围、数据和改进的例子。" />
                <div class="actions spread">
                    <p class="muted small" role="status">{ format!("{} 字（不计空格）", characters(&props.value)) }</p>
                    <button type="button" class="small" onclick={toggle} aria-expanded={is_shown.to_string()}>{ "预览" }</button>
                </div>
                if *is_shown { <Preview text={props.value.clone()} /> }
                <UnusedPictures />
            </div>
            <aside class="card">
                <h2>{ "写之前想一想" }</h2>
                <ol class="questions-list">{ for props.questions.iter().map(|question| html! { <li>{ &**question }</li> }) }</ol>
                <details>
                    <summary>{ "怎样排版" }</summary>
                    <ul class="small">
                        <li>{ "# 加空格开头：小标题" }</li>
                        <li>{ "- 加空格开头：列表；1. 2. 依次开头：编号列表" }</li>
                        <li>{ "**两边各两个星号**：加粗" }</li>
                        <li>{ "从 Excel、WPS 表格复制后直接粘贴：表格；上一行写“表：名称”就有表题" }</li>
                        <li>{ "材料和指标的引用，编号变了会自动跟着变" }</li>
                    </ul>
                </details>
            </aside>
        </div>
    }
}
