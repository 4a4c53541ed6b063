//! What is there to take over, and what it would change.

use award::indicator::{Change, Fate, Mapping, Plan, PlannedRow, Role};
use award::order::Order;
use yew::{AttrValue, Callback, Html, Properties, UseStateHandle, component, html};

use super::Source;
use crate::components::{Dropdown, Tag, Tone};
use crate::state::use_catalog;

/// How many rows of the block are shown.
const SHOWN_ROWS: usize = 6;

/// How many indicators are shown with their changes.
const SHOWN_CHANGES: usize = 60;

/// Properties of [`Preview`].
#[derive(Properties, PartialEq)]
pub struct PreviewProps {
    /// What there is.
    pub source: UseStateHandle<Source>,
    /// What it would change.
    pub plan: Plan,
    /// The fiscal years that a column may hold.
    pub years: Vec<i16>,
}

/// The first rows with what each column holds, and what would change.
#[component]
pub fn Preview(props: &PreviewProps) -> Html {
    let source = &props.source;
    let Some(block) = source.block() else { return Html::default() };
    html! {
        <>
            if let Some(mapping) = &source.mapping {
                <Columns source={source.clone()} mapping={mapping.clone()} years={props.years.clone()} />
            } else {
                <p class="muted">{ format!("{} 行 {} 列，从选中的单元格起依次填入。", block.rows.len(), block.width()) }</p>
            }
            if block.is_cut { <p class="warning">{ "内容太多，只取了前 5000 行、前 200 列。" }</p> }
            <p role="status"><b>{ format!("将{}", summary(&props.plan)) }</b></p>
            <ul class="rows planned">{ for props.plan.rows.iter().take(SHOWN_CHANGES).map(planned) }</ul>
            if props.plan.rows.len() > SHOWN_CHANGES { <p class="muted small">{ format!("另有 {} 行没有列出。", props.plan.rows.len() - SHOWN_CHANGES) }</p> }
        </>
    }
}

/// What a plan does, in numbers.
pub fn summary(plan: &Plan) -> String {
    let part = |count: usize, text: &str| (count > 0).then(|| text.replace('#', &count.to_string()));
    let parts = [
        part(plan.added(), "新增 # 项"),
        part(plan.changed(), "更新 # 项"),
        part(plan.replaced(), "替换 # 处已有内容"),
        part(plan.left_out(), "略过 # 行"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { "没有变化".to_owned() } else { parts.join("，") }
}

fn planned(row: &PlannedRow) -> Html {
    let (tone, what) = match &row.fate {
        Fate::Adds(indicator) if indicator.library.is_some() => (Tone::Good, "新增（指标库）"),
        Fate::Adds(_) => (Tone::Good, "新增"),
        Fate::Changes(_) if row.changes.iter().any(Change::is_effective) => (Tone::Open, "更新"),
        Fate::Changes(_) => (Tone::Plain, "不变"),
        Fate::LeftOut => (Tone::Plain, "略过"),
    };
    let changes: Vec<String> = row.changes.iter().filter(|change| change.is_effective()).map(change).collect();
    html! {
        <li>
            <Tag {tone}>{ what }</Tag>
            <span>{ format!("{} {}", row.item, row.name) }<span class="muted small block">{ changes.join("；") }</span></span>
        </li>
    }
}

fn change(change: &Change) -> String {
    let before = if change.replaces() { format!("（原 {}）", change.before) } else { String::new() };
    format!("{} {}{before}", change.column.name(), change.text)
}

#[derive(Properties, PartialEq)]
struct ColumnsProps {
    source: UseStateHandle<Source>,
    mapping: Mapping,
    years: Vec<i16>,
}

/// The first rows of the block; over each column what it holds.
#[component]
fn Columns(props: &ColumnsProps) -> Html {
    let library = &use_catalog().indicators;
    let Some(block) = props.source.block() else { return Html::default() };
    let named = |role: Role| (AttrValue::from(role.title(library)), AttrValue::from(role.title(library)));
    let told = props.mapping.roles.iter().filter(|role| matches!(role, Role::Year(_))).copied();
    let mut years: Vec<Role> = props.years.iter().map(|year| Role::Year(*year)).chain(told).collect();
    years.order_by_key(|role| role.title(library));
    years.dedup();
    let roles: Vec<Role> = Role::NAMED.into_iter().chain(years).collect();
    let mut options: Vec<(AttrValue, AttrValue)> = vec![("".into(), "不取".into())];
    options.extend(roles.iter().map(|role| named(*role)));
    let choose = |column: usize| {
        let (source, mapping, roles) = (props.source.clone(), props.mapping.clone(), roles.clone());
        Callback::from(move |title: String| {
            let role = roles.iter().copied().find(|role| role.title(library) == title).unwrap_or(Role::Ignored);
            source.set(Source { mapping: Some(mapping.with(column, role)), ..(*source).clone() });
        })
    };
    let role = |column: usize| props.mapping.roles.get(column).copied().unwrap_or(Role::Ignored);
    html! {
        <div class="scroll">
            <table class="intake-columns">
                <caption class="quiet">{ "要导入的表格" }</caption>
                <thead><tr>{ for (0..block.width()).map(|column| html! {
                    <th scope="col"><Dropdown id={format!("intake-column-{column}")} label={format!("第 {} 列是", column + 1)} quiet_label=true
                        options={options.clone()} chosen={role(column).title(library)} on_choose={choose(column)} /></th>
                }) }</tr></thead>
                <tbody>{ for block.rows.iter().take(SHOWN_ROWS.max(props.mapping.head + 2)).enumerate().map(|(at, cells)| html! {
                    <tr class={(at < props.mapping.head).then_some("muted")}>{ for (0..block.width()).map(|column| html! {
                        <td>{ cells.get(column).cloned().unwrap_or_default() }</td>
                    }) }</tr>
                }) }</tbody>
            </table>
            if block.rows.len() > SHOWN_ROWS { <p class="muted small">{ format!("共 {} 行。", block.rows.len()) }</p> }
        </div>
    }
}
