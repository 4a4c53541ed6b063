//! The improvement plan: what is to be done, by whom, until when, and whether it is worth it.

use std::rc::Rc;

use award::ImprovementId;
use award::assessment::{Action, Assessment, ImprovementChange, ImprovementText, next_improvement};
use award::catalog::Catalog;
use award::planner::{Improvement, Level};
use jiff::civil::Date;
use yew::{AttrValue, Callback, Event, Html, component, html};

use super::matrix::matrix_table;
use crate::browser::page::{self, TextField};
use crate::components::{Dropdown, Tag, TextBox, Tone};
use crate::state::{Store, use_assessment, use_catalog, use_select, use_store};

/// The improvement plan with its matrix.
#[component]
pub fn Improvements() -> Html {
    let (catalog, store) = (use_catalog(), use_store());
    let today = use_select(|state| state.today);
    let Some(open) = use_assessment() else { return Html::default() };
    let add = {
        let store = store.clone();
        Callback::from(move |_| {
            let Some(id) = store.state().assessment().map(|open| next_improvement(&open.improvements)) else { return };
            store.act(&Action::Improvement(id.clone(), ImprovementChange::Added(Rc::default())));
            page::focus_soon(format!("improve-what-{id}"));
        })
    };
    html! {
        <section class="card">
            <div class="card-head"><h2>{ "改进计划" }</h2><span class="muted small">{ summary(&open, today) }</span></div>
            if open.improvements.is_empty() {
                <p>{ "还没有改进措施。按“哪一条最能加分”挑几条，写明做什么、谁负责、何时完成，再看投入和效果决定先后。" }</p>
            }
            { for open.improvements.iter().enumerate().map(|(at, (id, entry))| editor(&store, catalog, at, id, entry, today)) }
            <div class="actions"><button type="button" onclick={add}>{ "添加措施" }</button></div>
            if !open.improvements.is_empty() { { matrix_table(&open.improvements) } }
        </section>
    }
}

fn summary(open: &Assessment, today: Date) -> String {
    let plan = &open.improvements;
    let count = |fits: &dyn Fn(&Improvement) -> bool| plan.values().filter(|entry| fits(entry)).count();
    let (done, late) = (count(&|entry| entry.done), count(&|entry| entry.is_late(today)));
    match plan.len() {
        0 => String::new(),
        all => format!("{all} 项，完成 {done} 项，到期未完成 {late} 项"),
    }
}

/// One entry of the plan.
fn editor(store: &Store, catalog: &'static Catalog, at: usize, id: &ImprovementId, entry: &Rc<Improvement>, today: Date) -> Html {
    let number = at + 1;
    let changed = |change: ImprovementChange| {
        let (store, id) = (store.clone(), id.clone());
        Callback::from(move |_: yew::MouseEvent| store.act(&Action::Improvement(id.clone(), change.clone())))
    };
    html! {
        <fieldset class="improvement" key={id.to_string()} data-done={entry.done.then_some("yes")}>
            <legend>{ format!("措施 {number}") }<Tag tone={tone(entry, today)}>{ state(entry, today) }</Tag></legend>
            { texts(store, id, number, entry) }
            <div class="improvement-facts">
                { item_choice(store, catalog, id, number, entry) }
                { due(store, id, number, entry) }
                { level(store, id, format!("措施 {number} 投入"), entry.effort, ImprovementChange::Effort) }
                { level(store, id, format!("措施 {number} 效果"), entry.effect, ImprovementChange::Effect) }
                { check(store, id, format!("措施 {number} 已完成"), entry.done, ImprovementChange::Done) }
                { check(store, id, format!("措施 {number} 写进自评报告"), entry.reported, ImprovementChange::Reported) }
                <button type="button" class="ghost small" onclick={changed(ImprovementChange::Removed)} aria-label={format!("删除：措施 {number}")}>{ "删除" }</button>
            </div>
        </fieldset>
    }
}

fn tone(entry: &Improvement, today: Date) -> Tone {
    match (entry.done, entry.is_late(today)) {
        (true, _) => Tone::Good,
        (_, true) => Tone::Open,
        _ => Tone::Plain,
    }
}

fn state(entry: &Improvement, today: Date) -> &'static str {
    match (entry.done, entry.is_late(today)) {
        (true, _) => "已完成",
        (_, true) => "已到期",
        _ => entry.priority().name(),
    }
}

fn texts(store: &Store, id: &ImprovementId, number: usize, entry: &Improvement) -> Html {
    let typing = |which: ImprovementText| {
        let id = id.clone();
        store.typing(move |text| Action::Improvement(id.clone(), ImprovementChange::Edited(which, text)))
    };
    html! {
        <div class="improvement-texts">
            <TextBox id={format!("improve-what-{id}")} label={format!("措施 {number} 做什么")} rows={2} value={entry.text.clone()} on_type={typing(ImprovementText::What)} />
            <TextBox id={format!("improve-owner-{id}")} label={format!("措施 {number} 责任人")} value={entry.owner.clone()} on_type={typing(ImprovementText::Owner)} />
        </div>
    }
}

fn item_choice(store: &Store, catalog: &'static Catalog, id: &ImprovementId, number: usize, entry: &Improvement) -> Html {
    let none = (AttrValue::Static(""), AttrValue::Static("不限条款"));
    let items = catalog
        .criteria
        .every_item()
        .map(|item| (AttrValue::from(item.id.to_string()), AttrValue::from(format!("{} {}", item.id, item.title))));
    let chosen = entry.item.as_ref().map(ToString::to_string).unwrap_or_default();
    let (store, own) = (store.clone(), id.clone());
    let on_choose = Callback::from(move |value: String| {
        let item = (!value.is_empty()).then(|| value.as_str().into());
        store.act(&Action::Improvement(own.clone(), ImprovementChange::Served(item)));
    });
    html! {
        <Dropdown id={format!("improve-item-{id}")} label={format!("措施 {number} 条款")} options={[none].into_iter().chain(items).collect::<Vec<_>>()} {chosen} {on_choose} />
    }
}

fn due(store: &Store, id: &ImprovementId, number: usize, entry: &Improvement) -> Html {
    let (store, own) = (store.clone(), id.clone());
    let on_type = Callback::from(move |field: TextField| {
        let due = award::applicant::date(&field.read());
        store.act(&Action::Improvement(own.clone(), ImprovementChange::Due(due)));
    });
    let value = entry.due.map(|due| due.to_string()).unwrap_or_default();
    html! { <TextBox id={format!("improve-due-{id}")} label={format!("措施 {number} 完成期限")} kind="date" {value} {on_type} /> }
}

fn level(store: &Store, id: &ImprovementId, label: String, chosen: Level, change: fn(Level) -> ImprovementChange) -> Html {
    let options = Level::ALL.map(|level| (AttrValue::Static(level.name()), AttrValue::Static(level.name())));
    let (store, own) = (store.clone(), id.clone());
    let on_choose = Callback::from(move |value: String| {
        if let Some(level) = Level::ALL.into_iter().find(|level| level.name() == value) {
            store.act(&Action::Improvement(own.clone(), change(level)));
        }
    });
    // The label is unique in the page, and so is an id made of it.
    html! { <Dropdown id={label.replace(' ', "-")} {label} options={options.to_vec()} chosen={chosen.name()} {on_choose} /> }
}

fn check(store: &Store, id: &ImprovementId, label: String, checked: bool, change: fn(bool) -> ImprovementChange) -> Html {
    let (store, own) = (store.clone(), id.clone());
    let onchange = Callback::from(move |_: Event| store.act(&Action::Improvement(own.clone(), change(!checked))));
    let shown = label.rsplit(' ').next().unwrap_or_default().to_owned();
    html! { <label class="tick"><input type="checkbox" aria-label={label} {checked} {onchange} />{ shown }</label> }
}
