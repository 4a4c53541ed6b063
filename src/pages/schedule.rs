//! 申报日程: the days of the round, what follows from them, what does not fit, and what applies after the award.

mod calendars;
mod deadlines;
mod milestones;
mod reminders;

use award::ReadingId;
use award::catalog::Catalog;
use award::scheme::Reading;
use award::timeline::{Round, Timeline, round_of, timeline, timeline_of};
use dossier::chart::Width;
use dossier::timeline::{calendar_file, picture};
use yew::{Callback, Html, component, html};

use self::calendars::Calendars;
use self::deadlines::Deadlines;
pub use self::deadlines::NextDeadline;
use self::milestones::Milestones;
use self::reminders::reminders;
use crate::browser::{clock, files};
use crate::components::Drawing;
use crate::pages::eligibility::Switch;
use crate::state::{Store, use_catalog, use_select, use_store};

/// The open assessment's round.
#[yew::hook]
fn use_round() -> Option<Round> {
    use_select(|state| state.assessment().map(|open| round_of(state.catalog, open)))
}

/// The open assessment's timeline, by its own readings of open points.
#[yew::hook]
fn use_timeline() -> Option<Timeline<'static>> {
    let catalog = use_catalog();
    let readings = use_select(|state| state.assessment().map(|open| open.readings.clone()))?;
    Some(timeline(catalog, &use_round()?).read_by(catalog, &readings))
}

/// 申报日程
#[component]
pub fn Schedule() -> Html {
    let catalog = use_catalog();
    let today = use_select(|state| state.today);
    let (Some(round), Some(timeline)) = (use_round(), use_timeline()) else { return Html::default() };
    html! {
        <div class="page schedule">
            <header class="page-head">
                <h1>{ "申报日程" }</h1>
                <p class="muted">{ "填公告写明的日期，其余按办法的条款和工作日推算；推算的日期只供安排，以秘书处公告为准。" }</p>
            </header>
            <Deadlines />
            <section class="card">
                <div class="card-head"><h2>{ "时间线" }</h2><CalendarFile /></div>
                <div class="scroll" tabindex="0" role="region" aria-label="时间线图"><Drawing chart={picture(catalog, &round, today, Width::SCREEN)} /></div>
            </section>
            <Milestones />
            <Calendars />
            { reminders(catalog, &timeline, today) }
        </div>
    }
}

/// The button that hands the days out to calendar programs.
#[component]
fn CalendarFile() -> Html {
    let store = use_store();
    let is_empty = use_round().is_none_or(|round| round.dates.is_empty());
    let hand_out = Callback::from(move |_| hand_out(&store));
    html! {
        <button type="button" disabled={is_empty} onclick={hand_out} title="手机、Outlook、WPS 等日历都能打开，带提前提醒">{ "下载日历文件（.ics）" }</button>
    }
}

fn hand_out(store: &Store) {
    store.settle();
    let (catalog, open, today) = {
        let state = store.state();
        let Some(open) = state.assessment() else { return };
        (state.catalog, open.clone(), state.today)
    };
    let text = calendar_file(catalog, &timeline_of(catalog, &open), &open.head.id, clock::local(clock::now()));
    let name = dossier::package::calendar_file_name(&open, today);
    match files::download(&name, "text/calendar", text.as_bytes()) {
        Ok(()) => store.say(format!("日历文件已交给浏览器下载：{name}。日期改动后重新下载再导入，同一事项会更新，不会重复。")),
        Err(reason) => store.complain(format!("没有生成文件：{reason}。本浏览器里的内容不受影响。")),
    }
}

/// The open points that decide something at a place of this screen. Those that the eligibility check counts by are switched
/// here or there alike; of others it is said how they are read.
fn readings(catalog: &'static Catalog, place: &str, ids: &'static [ReadingId]) -> Html {
    let scheme = &catalog.scheme;
    let row = |reading: &'static Reading| {
        let is_counted_by = scheme.requirements.iter().any(|requirement| requirement.readings.contains(&reading.id));
        if reading.is_switchable() && is_counted_by {
            return html! { <Switch {reading} place={place.to_owned()} /> };
        }
        let text = reading.option(None).map(|option| &*option.text).unwrap_or_default();
        html! { <><dt>{ &*reading.point }</dt><dd>{ text }<span class="muted small">{ "以秘书处公告为准。" }</span></dd></> }
    };
    let rows: Vec<Html> = ids.iter().filter_map(|id| scheme.reading(id)).map(row).collect();
    if rows.is_empty() {
        Html::default()
    } else {
        html! { <dl class="readings">{ for rows }</dl> }
    }
}
