//! One year: its total, its rating, whether it is closed, and what can be done with it.

use std::rc::Rc;

use award::assessment::{Action, CardAction, Choice, Reopening};
use award::points::Points;
use award::years::{Reached, Year};
use yew::{Callback, Html, Properties, component, html, use_state_eq};

use crate::browser::clock;
use crate::components::{ChoiceButtons, RouteLink, Tag, TextBox, Tone};
use crate::route::Route;
use crate::state::{use_catalog, use_store};

/// Properties of [`YearRow`].
#[derive(Properties, PartialEq)]
pub struct YearRowProps {
    /// The year.
    pub year: Year,
    /// The year before, whose card can be the start of this one's.
    pub before: Option<Year>,
}

/// One year as a row of the table.
#[component]
pub fn YearRow(props: &YearRowProps) -> Html {
    let year = &props.year;
    html! {
        <tr data-closed={year.card.closed.is_some().then_some("yes")}>
            <th scope="row">{ format!("{} 年", year.year) }</th>
            <td><Total year={year.clone()} /></td>
            <td><Rating year={year.clone()} /></td>
            <td><Closing year={year.clone()} /></td>
            <td><Deeds year={year.clone()} before={props.before.clone()} /></td>
        </tr>
    }
}

#[derive(Properties, PartialEq)]
struct YearProps {
    year: Year,
}

/// The total: computed from the items, or as it was reached elsewhere.
#[component]
fn Total(props: &YearProps) -> Html {
    let year = props.year.year;
    let catalog = use_catalog();
    let line = Points::whole(catalog.scheme.review.shortlist_points);
    let store = use_store();
    if let Reached::Scored(tally) = &props.year.reached {
        return html! {
            <p class="year-total"><b class="num">{ tally.earned.to_string() }</b>
                if tally.is_complete() { { standing(tally.earned, line) } }
                else { <span class="muted small">{ format!("已评 {}/{} 条，范围 {}–{}", tally.scored, tally.items, tally.least(), tally.most()) }</span> }
            </p>
        };
    }
    let on_type = store.typing(move |text| Action::Card(year, CardAction::EditedTotal(text)));
    let problem = (props.year.reached == Reached::Unreadable)
        .then(|| format!("应为 0 到 {} 的分数，最多两位小数", catalog.criteria.points));
    let closed = props.year.card.closed.is_some();
    html! {
        <div class="year-total">
            if closed { <b class="num">{ &*props.year.card.recorded_total }</b> }
            else {
                <TextBox id={format!("total-{year}")} label={format!("{year} 年自评总分（在别处评的）")} quiet_label=true value={props.year.card.recorded_total.clone()}
                    {on_type} keyboard="decimal" example="总分，如 612.5" {problem} />
            }
            if let Reached::Recorded(points) = props.year.reached { { standing(points, line) } }
        </div>
    }
}

/// Where a total stands to the line, in a word.
fn standing(total: Points, line: Points) -> Html {
    if total >= line {
        html! { <Tag tone={Tone::Good}>{ format!("达到 {line}") }</Tag> }
    } else {
        html! { <Tag tone={Tone::Open}>{ format!("差 {} 分到 {line}", total.lacks(line)) }</Tag> }
    }
}

#[component]
fn Rating(props: &YearProps) -> Html {
    let year = props.year.year;
    let store = use_store();
    let rating = props.year.card.own_rating;
    if props.year.card.closed.is_some() {
        return html! { <span>{ rating.map_or("未说明", |rating| if rating == Choice::Yes { "是" } else if rating == Choice::No { "否" } else { "不确定" }) }</span> };
    }
    let chosen = match rating {
        Some(Choice::Yes) => "yes",
        Some(Choice::No) => "no",
        Some(Choice::Unsure) | None => "",
    };
    let on_choose = Callback::from(move |value: Option<&'static str>| {
        let rating = value.map(|value| if value == "yes" { Choice::Yes } else { Choice::No });
        store.act(&Action::Card(year, CardAction::RatedYear(rating)));
    });
    html! {
        <ChoiceButtons name={format!("rating-{year}")} label={format!("{year} 年本单位评定为良好")} options={vec![("yes", "是"), ("no", "否")]} {chosen} {on_choose} />
    }
}

#[component]
fn Closing(props: &YearProps) -> Html {
    let card = &props.year.card;
    let said = |at: &jiff::civil::DateTime| format!("{} {:02}:{:02}", at.date(), at.hour(), at.minute());
    html! {
        <>
            if let Some(at) = &card.closed { <Tag tone={Tone::Good}>{ "已锁定" }</Tag><span class="muted small">{ format!(" {}", said(at)) }</span> }
            else { <Tag>{ "可修改" }</Tag> }
            if !card.reopenings.is_empty() {
                <details class="small">
                    <summary>{ format!("重新打开过 {} 次", card.reopenings.len()) }</summary>
                    <ul>{ for card.reopenings.iter().map(|reopening| html! { <li>{ format!("{}：{}", said(&reopening.at), reopening.reason) }</li> }) }</ul>
                </details>
            }
        </>
    }
}

/// Scoring, starting from the year before, closing and opening again.
#[component]
fn Deeds(props: &YearRowProps) -> Html {
    let store = use_store();
    let year = props.year.year;
    let asked = use_state_eq(|| false);
    let act = |action: CardAction| {
        let store = store.clone();
        move |_| store.act(&Action::Card(year, action.clone()))
    };
    let copied = props.before.as_ref().filter(|before| !before.card.items.is_empty() && props.year.card.items.is_empty());
    let close = {
        let store = store.clone();
        move |_| store.act(&Action::Card(year, CardAction::Closed(clock::local(clock::now()))))
    };
    let ask = {
        let asked = asked.clone();
        move |_| asked.set(true)
    };
    let done = {
        let asked = asked.clone();
        Callback::from(move |()| asked.set(false))
    };
    let score = if props.year.card.closed.is_some() { "查看" } else { "打分" };
    html! {
        <div class="actions">
            <RouteLink class="button small" to={Route::Card(year)} label={format!("{score} {year} 年")}>{ score }</RouteLink>
            if props.year.card.closed.is_some() {
                if *asked { <Reason {year} on_done={done} /> }
                else { <button type="button" class="small" onclick={ask} aria-label={format!("重新打开 {year} 年")}>{ "重新打开…" }</button> }
            } else {
                if let Some(before) = copied {
                    <button type="button" class="small" onclick={act(CardAction::Copied(Rc::clone(&before.card)))}>{ format!("从 {} 年复制", before.year) }</button>
                }
                if props.year.reached.total().is_some() {
                    <button type="button" class="small" onclick={close} aria-label={format!("锁定 {year} 年")} title="锁定后不会被误改，需要时可以说明原因重新打开">{ "锁定" }</button>
                }
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct ReasonProps {
    year: i16,
    on_done: Callback<()>,
}

/// Asks why a closed year is opened again; it is kept with the year.
#[component]
fn Reason(props: &ReasonProps) -> Html {
    let store = use_store();
    let reason = use_state_eq(award::Text::default);
    let year = props.year;
    let on_type = {
        let reason = reason.clone();
        Callback::from(move |field: crate::browser::page::TextField| reason.set(field.read().into()))
    };
    let reopen = {
        let (reason, done) = (reason.clone(), props.on_done.clone());
        move |_| {
            let reopening = Reopening { at: clock::local(clock::now()), reason: reason.trim().into() };
            store.act(&Action::Card(year, CardAction::Reopened(reopening)));
            done.emit(());
        }
    };
    html! {
        <>
            <TextBox id={format!("reopen-{year}")} label={format!("重新打开 {year} 年的原因")} value={(*reason).clone()} {on_type} />
            <button type="button" class="small primary" onclick={reopen} disabled={reason.trim().is_empty()}>{ "重新打开" }</button>
            <button type="button" class="small ghost" onclick={props.on_done.reform(|_| ())}>{ "取消" }</button>
        </>
    }
}
