//! The days off of each year that the round touches: what is announced, what is lacking, and the user's own.

use std::collections::BTreeSet;

use award::assessment::Action;
use award::calendar::{self, Calendar, DayKind, Pasted, YearCalendar};
use award::catalog::Catalog;
use award::timeline::{Round, RoundAction, timeline};
use jiff::civil::Date;
use yew::{AttrValue, Callback, Html, Properties, component, html, use_state_eq};

use super::use_round;
use crate::browser::page::TextField;
use crate::components::{Tag, TextBox, Tone};
use crate::state::{Store, use_catalog, use_select, use_store};

/// The years, each with its source and a way to enter what is lacking.
#[component]
pub fn Calendars() -> Html {
    let catalog = use_catalog();
    let today = use_select(|state| state.today);
    let Some(round) = use_round() else { return Html::default() };
    html! {
        <section class="card">
            <h2>{ "放假安排" }</h2>
            <p class="muted small">{ "工作日按国务院办公厅公布的放假和调休安排计算。没有公布的年份不会当作“只休周末”：凡用到它的日期都会注明。自己录入的随这份申报一起保存。" }</p>
            { for years(catalog, &round, today).into_iter().map(|year| html! { <Year key={year} {year} /> }) }
        </section>
    }
}

/// The years that matter: those of the days, those that are lacking, those of the user's own, and this year.
fn years(catalog: &Catalog, round: &Round, today: Date) -> BTreeSet<i16> {
    let timeline = timeline(catalog, round);
    let known = timeline.stages.iter().flat_map(|stage| [stage.start, stage.end]).flatten().map(|known| known.day.year());
    let mut years: BTreeSet<i16> = known.collect();
    years.extend(timeline.lacking_years());
    years.extend(round.years.keys());
    years.insert(today.year());
    years
}

#[derive(Properties, PartialEq)]
struct YearProps {
    year: i16,
}

/// One year.
#[component]
fn Year(props: &YearProps) -> Html {
    let year = props.year;
    let (catalog, store) = (use_catalog(), use_store());
    let Some(round) = use_round() else { return Html::default() };
    let own = round.years.get(&year).cloned().unwrap_or_default();
    let is_known = Calendar::new(&catalog.workdays, &round.years).is_announced(year);
    html! {
        <details class="calendar-year" open={!is_known || own != YearCalendar::default()}>
            <summary>
                { format!("{year} 年　") }
                <Tag tone={if is_known { Tone::Good } else { Tone::Open }}>{ if is_known { "已有" } else { "尚未录入" } }</Tag>
                <span class="muted small">{ format!("　{}", source(catalog, year, &own)) }</span>
            </summary>
            <Paste {year} />
            <Mark {year} />
            { own_days(&store, year, &own) }
            { for doubts(catalog, year, &own).into_iter().map(|doubt| html! { <p class="warning">{ doubt }</p> }) }
        </details>
    }
}

/// What is doubtful about a calendar of one's own; one that only corrects what is announced need not be whole.
fn doubts(catalog: &Catalog, year: i16, own: &YearCalendar) -> Vec<String> {
    if *own == YearCalendar::default() || catalog.workdays.year(year).is_some() {
        return Vec::new();
    }
    own.doubts(year, &catalog.workdays.festivals).iter().map(award::calendar::Doubt::message).collect()
}

/// Where the days off of a year come from.
fn source(catalog: &Catalog, year: i16, own: &YearCalendar) -> String {
    let entered = format!("自行录入 {} 天放假、{} 天上班", own.days_off.len(), own.make_up.len());
    match (catalog.workdays.year(year), *own == YearCalendar::default()) {
        (Some(announced), true) => format!("{}（{} 发布）", announced.document, announced.issued),
        (Some(announced), false) => format!("{}；{entered}，以录入的为准", announced.document),
        (None, true) => "用到这一年的日期暂按周末推算".to_owned(),
        (None, false) => entered,
    }
}

/// The text of a notice, what is understood of it, and the button that takes it over.
#[component]
fn Paste(props: &YearProps) -> Html {
    let year = props.year;
    let store = use_store();
    let text = use_state_eq(String::new);
    let on_type = {
        let text = text.clone();
        Callback::from(move |field: TextField| text.set(field.read()))
    };
    let pasted = calendar::read(&text, year, None);
    let take = {
        let (text, calendar) = (text.clone(), pasted.calendar.clone());
        Callback::from(move |_| {
            store.act(&Action::Round(RoundAction::Announced(year, calendar.clone())));
            store.say(format!(
                "已采用 {year} 年的放假安排：{} 天放假、{} 天上班。可以撤销。",
                calendar.days_off.len(),
                calendar.make_up.len()
            ));
            text.set(String::new());
        })
    };
    html! {
        <>
            <TextBox id={format!("notice-{year}")} label={format!("粘贴 {year} 年的放假通知")} rows={4} value={(*text).clone()} {on_type}
                hint="整段粘贴国务院办公厅的通知，或每行写一项，如：1月1日至3日放假；1月4日上班" />
            if !text.trim().is_empty() {
                { understood(&pasted) }
                <div class="actions"><button type="button" class="primary" disabled={pasted.calendar == YearCalendar::default()} onclick={take}>{ format!("采用为 {year} 年的放假安排") }</button></div>
            }
        </>
    }
}

fn understood(pasted: &Pasted) -> Html {
    let span = |first: Date, last: Date| if first == last { first.to_string() } else { format!("{first} 至 {last}") };
    html! {
        <div role="status">
            <ul class="understood">
                { for pasted.understood.iter().map(|each| html! { <li>{ format!("{} {}", span(each.first, each.last), word(each.kind)) }</li> }) }
            </ul>
            { for pasted.remarks.iter().map(|remark| html! {
                <p class="warning">{ format!("第 {} 行“{}”：{}", remark.line, remark.text, remark.reason.message()) }</p>
            }) }
            if pasted.understood.is_empty() && pasted.remarks.is_empty() { <p class="muted">{ "没有认出日期。" }</p> }
        </div>
    }
}

fn word(kind: DayKind) -> &'static str {
    match kind {
        DayKind::Off => "放假",
        DayKind::MadeUp => "上班",
    }
}

/// A day and what it is.
#[component]
fn Mark(props: &YearProps) -> Html {
    let year = props.year;
    let store = use_store();
    let text = use_state_eq(String::new);
    let on_type = {
        let text = text.clone();
        Callback::from(move |field: TextField| text.set(field.read()))
    };
    let day = award::applicant::date(&text);
    let button = |kind: DayKind| {
        let (store, text) = (store.clone(), text.clone());
        let onclick = Callback::from(move |_| {
            if let Some(day) = day {
                store.act(&Action::Round(RoundAction::Marked(year, day, Some(kind))));
                text.set(String::new());
            }
        });
        html! { <button type="button" disabled={day.is_none()} {onclick} aria-label={format!("{year} 年这一天{}", word(kind))}>{ word(kind) }</button> }
    };
    let value: AttrValue = (*text).clone().into();
    html! {
        <div class="mark-day">
            <TextBox id={format!("mark-{year}")} label={format!("{year} 年单独补一天")} kind="date" {value} {on_type} />
            <div class="actions">{ button(DayKind::Off) }{ button(DayKind::MadeUp) }</div>
        </div>
    }
}

/// The user's own days, each with a way to take it out.
fn own_days(store: &Store, year: i16, own: &YearCalendar) -> Html {
    if *own == YearCalendar::default() {
        return Html::default();
    }
    let clear = {
        let store = store.clone();
        Callback::from(move |_| {
            store.act(&Action::Round(RoundAction::Announced(year, YearCalendar::default())));
            store.say(format!("已清除自行录入的 {year} 年放假安排，点“撤销”可以恢复"));
        })
    };
    let row = |kind: DayKind, day: Date| {
        let store = store.clone();
        let onclick = Callback::from(move |_| store.act(&Action::Round(RoundAction::Marked(year, day, None))));
        html! { <li>{ format!("{day} {}", word(kind)) }<button type="button" class="ghost small" {onclick} aria-label={format!("去掉 {day}")}>{ "✕" }</button></li> }
    };
    html! {
        <>
            <ul class="own-days" aria-label={format!("自行录入的 {year} 年")}>
                { for own.days_off.iter().map(|day| row(DayKind::Off, *day)) }
                { for own.make_up.iter().map(|day| row(DayKind::MadeUp, *day)) }
            </ul>
            <div class="actions"><button type="button" class="ghost" onclick={clear}>{ format!("清除自行录入的 {year} 年") }</button></div>
        </>
    }
}
