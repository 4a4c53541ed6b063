//! 经营指标: the indicators of the result items, item by item, in a table to type and paste into.

mod details;
mod exchange;
mod intake;
mod library;
mod row;
mod table;

use std::rc::Rc;

use award::assessment::Action;
use award::criteria::{Item, ItemKind};
use award::indicator::{self, Column, Indicator, IndicatorAction};
use award::{IndicatorId, ItemId};
use yew::{AttrValue, Callback, Html, Properties, UseStateHandle, component, html, use_state_eq};

use self::exchange::Exchange;
use self::intake::{Intake, Pasted};
use self::library::LibraryDialog;
use self::table::IndicatorTable;
use crate::browser::page;
use crate::components::{Dropdown, RouteLink, SupportPanel, Tag, Tone};
use crate::route::Route;
use crate::state::{use_catalog, use_select, use_store};

/// The numbers of fiscal years to choose from.
const SPANS: [usize; 3] = [3, 4, 5];

/// Properties of [`Indicators`].
#[derive(Properties, PartialEq)]
pub struct IndicatorsProps {
    /// The result item to show; the first if none.
    #[prop_or_default]
    pub at: Option<ItemId>,
}

/// What is open over the page.
#[derive(Clone, PartialEq)]
enum Open {
    Nothing,
    Library,
    Intake(Option<Pasted>),
}

/// 经营指标
#[component]
pub fn Indicators(props: &IndicatorsProps) -> Html {
    let criteria = &use_catalog().criteria;
    let items: Vec<&'static Item> = criteria.every_item().filter(|item| item.kind == ItemKind::Result).collect();
    let wanted = props.at.as_ref().and_then(|id| items.iter().find(|item| item.id == *id));
    let Some(&item) = wanted.or(items.first()) else { return Html::default() };
    html! {
        <div class="page indicators">
            <header class="page-head">
                <h1>{ "经营指标" }</h1>
                <p class="muted">{ "三年以上的数据、目标和对比，写进自评报告和评分表；有疑问的地方只提示，不拦截。" }</p>
            </header>
            <nav class="item-tabs" aria-label="结果条款">
                { for items.iter().map(|&entry| html! { <ItemLink item={entry} is_current={entry.id == item.id} /> }) }
            </nav>
            <ItemPart {item} key={item.id.to_string()} />
        </div>
    }
}

#[derive(Properties)]
struct ItemProps {
    item: &'static Item,
    #[prop_or_default]
    is_current: bool,
}

impl PartialEq for ItemProps {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.item, other.item) && self.is_current == other.is_current
    }
}

#[component]
fn ItemLink(props: &ItemProps) -> Html {
    let item = props.item;
    let count = use_select(move |state| state.assessment().map_or(0, |open| indicator::by_item(open, &item.id).count()));
    html! {
        <RouteLink to={Route::ItemIndicators(item.id.clone())} is_current={props.is_current}>
            <span>{ format!("{} {}", item.id, item.title) }</span>
            <small aria-hidden="true" data-tone={(count == 0).then_some("open")}>{ count }</small>
        </RouteLink>
    }
}

/// The indicators of one item.
#[component]
fn ItemPart(props: &ItemProps) -> Html {
    let item = props.item;
    let open = use_state_eq(|| Open::Nothing);
    let span = use_state_eq(|| SPANS[0]);
    let years = use_years(*span);
    let (ids, doubts) = use_select(move |state| {
        let Some(open) = state.assessment() else { return Default::default() };
        let mine = || indicator::by_item(open, &item.id);
        let ids: Vec<IndicatorId> = mine().map(|(id, _)| id.clone()).collect();
        let doubts: usize = mine().map(|(_, each)| indicator::doubts(state.catalog, open, each).len()).sum();
        (ids, doubts)
    });
    let paste = {
        let open = open.clone();
        Callback::from(move |pasted| open.set(Open::Intake(Some(pasted))))
    };
    html! {
        <>
            <section class="card">
                <div class="card-head">
                    <h2>{ format!("{} {}（{} 分）", item.id, item.title, item.points) }</h2>
                    if doubts > 0 { <Tag tone={Tone::Open}>{ format!("{doubts} 处需要核对") }</Tag> }
                    <Spans {span} shown={years.len()} />
                </div>
                <p class="muted small">{ item.key_points.join(" · ") }</p>
                <Actions open={open.clone()} {item} is_empty={ids.is_empty()} />
                if !ids.is_empty() { <IndicatorTable {item} {ids} years={years.clone()} on_paste={paste} /> }
            </section>
            <section class="card"><SupportPanel {item} /></section>
            { dialog(&open, item, &years) }
        </>
    }
}

/// The fiscal years to show: as many as are wanted, and all that have figures.
#[yew::hook]
fn use_years(span: usize) -> Vec<i16> {
    use_select(move |state| {
        let Some(open) = state.assessment() else { return Vec::new() };
        let filled = indicator::years(state.catalog, open);
        let latest = open.head.year;
        let first = latest.saturating_sub(span.max(filled.len()) as i16 - 1);
        (first..=latest).collect()
    })
}

/// What lies over the page, if anything does.
fn dialog(open: &UseStateHandle<Open>, item: &'static Item, years: &[i16]) -> Html {
    let on_close = {
        let open = open.clone();
        Callback::from(move |()| open.set(Open::Nothing))
    };
    match &**open {
        Open::Nothing => Html::default(),
        Open::Library => html! { <LibraryDialog {item} {on_close} /> },
        Open::Intake(pasted) => html! { <Intake {item} years={years.to_vec()} pasted={pasted.clone()} {on_close} /> },
    }
}

#[derive(Properties)]
struct ActionsProps {
    open: UseStateHandle<Open>,
    item: &'static Item,
    is_empty: bool,
}

impl PartialEq for ActionsProps {
    fn eq(&self, other: &Self) -> bool {
        self.open == other.open && std::ptr::eq(self.item, other.item) && self.is_empty == other.is_empty
    }
}

/// The ways to more indicators, and to files with them; without any, what to do first.
#[component]
fn Actions(props: &ActionsProps) -> Html {
    let store = use_store();
    let item = props.item;
    let opens = |what: Open| {
        let open = props.open.clone();
        Callback::from(move |_| open.set(what.clone()))
    };
    let add = Callback::from(move |_| {
        let id = store.state().assessment().map(|open| indicator::next_id(open, 0));
        if let Some(id) = id {
            let blank = Rc::new(Indicator::blank(item.id.clone()));
            store.act(&Action::Indicator(IndicatorAction::added(vec![(id.clone(), blank)])));
            page::focus_soon(row::cell_id(&id, Column::Name));
        }
    });
    html! {
        <>
            if props.is_empty {
                <p>{ "这一条还没有指标。从指标库选几项最省事；已有 Excel、WPS 表格的，复制单元格粘贴或导入文件，也可以自己加。" }</p>
            }
            <div class="actions">
                <button type="button" class={props.is_empty.then_some("primary")} onclick={opens(Open::Library)}>{ "从指标库添加…" }</button>
                <button type="button" onclick={add}>{ "自己加一项" }</button>
                <button type="button" onclick={opens(Open::Intake(None))}>{ "粘贴或导入表格…" }</button>
                <Exchange />
            </div>
        </>
    }
}

#[derive(Properties, PartialEq)]
struct SpansProps {
    span: UseStateHandle<usize>,
    shown: usize,
}

/// How many fiscal years are shown; those with figures always are.
#[component]
fn Spans(props: &SpansProps) -> Html {
    let options = SPANS.map(|span| (AttrValue::from(span.to_string()), AttrValue::from(format!("近 {span} 年"))));
    let choose = {
        let span = props.span.clone();
        Callback::from(move |text: String| {
            if let Ok(chosen) = text.parse() {
                span.set(chosen);
            }
        })
    };
    html! { <Dropdown id="indicator-years" label="显示年度" options={options.to_vec()} chosen={props.shown.to_string()} on_choose={choose} /> }
}
