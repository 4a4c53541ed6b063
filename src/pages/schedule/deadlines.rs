//! What comes next, and when the applicant has to start at the latest.

use award::timeline::{Due, Gravity, Lasts, Stage, Timeline, Upcoming};
use jiff::civil::Date;
use yew::{Html, component, html};

use super::use_timeline;
use crate::components::{ClauseLink, RouteLink, Tag, Tone};
use crate::route::Route;
use crate::state::{use_catalog, use_select};

/// How many days to come are shown.
const SHOWN: usize = 5;

/// How many days before a day it is pressing.
const PRESSING: i32 = 7;

/// The days to come, the latest starts, and the years whose days off are not known.
#[component]
pub fn Deadlines() -> Html {
    let catalog = use_catalog();
    let today = use_select(|state| state.today);
    let Some(timeline) = use_timeline() else { return Html::default() };
    let upcoming = timeline.upcoming(&catalog.scheme, today);
    let lacking = timeline.lacking_years();
    html! {
        <section class="card" aria-label="近期日期">
            <h2>{ "接下来的日期" }</h2>
            if upcoming.is_empty() {
                <p class="muted">{ empty(&timeline) }</p>
            } else {
                <ul class="rows deadlines">{ for upcoming.iter().take(SHOWN).map(|day| row(day, today)) }</ul>
            }
            { for timeline.to_keep(&catalog.scheme).filter_map(latest_start) }
            if !lacking.is_empty() {
                <p class="warning">{ format!("{} 年的放假安排还没有录入，有关日期暂按周末休息推算。国务院办公厅一般在上年 11 月公布；公布后在下面“放假安排”里粘贴。", listed(&lacking)) }</p>
            }
        </section>
    }
}

/// The next day to come in a line, for the home page.
#[component]
pub fn NextDeadline() -> Html {
    let catalog = use_catalog();
    let today = use_select(|state| state.today);
    let Some(timeline) = use_timeline() else { return Html::default() };
    let next = timeline.upcoming(&catalog.scheme, today);
    let breaches = timeline.conflicts.iter().filter(|conflict| conflict.gravity == Gravity::Breach).count();
    html! {
        <section class="card" aria-label="最近的期限">
            <div class="card-head"><h2>{ "最近的期限" }</h2><RouteLink to={Route::Schedule}>{ "申报日程" }</RouteLink></div>
            if let Some(day) = next.first() { <ul class="rows deadlines">{ row(day, today) }</ul> }
            else { <p class="muted">{ empty(&timeline) }</p> }
            if breaches > 0 { <p class="warning">{ format!("日程里有 {breaches} 处不合要求，见") }<RouteLink to={Route::Schedule}>{ "日程的说明" }</RouteLink></p> }
        </section>
    }
}

fn empty(timeline: &Timeline) -> &'static str {
    if timeline.stages.iter().any(Stage::is_entered) {
        "填写的日期都已过去。"
    } else {
        "还没有填写日期。公告发布后先填“申报材料提交截止”，内部公示最迟哪天开始随即算出。"
    }
}

fn row(upcoming: &Upcoming, today: Date) -> Html {
    let left = (upcoming.day - today).get_days();
    let what = match upcoming.due {
        Due::LatestStart => "最迟这一天开始",
        Due::Starts if upcoming.milestone.lasts == Lasts::Day => "",
        Due::Starts => "开始",
        Due::Ends => "结束",
    };
    let tone = if left <= PRESSING { Tone::Open } else { Tone::Plain };
    html! {
        <li>
            <b>{ upcoming.day.to_string() }</b>
            <span class="grow">{ format!("{}{}{what}", upcoming.milestone.name, if what.is_empty() { "" } else { "：" }) }{ provisional(&upcoming.unannounced) }</span>
            <Tag {tone}>{ if left == 0 { "今天".to_owned() } else { format!("还有 {left} 天") } }</Tag>
            <ClauseLink clause={upcoming.milestone.clause} short=true />
        </li>
    }
}

/// The latest start of a period that the applicant has to keep before a known day.
fn latest_start(stage: &Stage) -> Option<Html> {
    let latest = stage.room.latest.as_ref()?;
    let (name, window) = (&stage.milestone.name, stage.window?);
    let text = format!(
        "{name}最迟 {} 开始：{}不少于 {} 个工作日，从开始的次日起算，最后一天要过完。",
        latest.value, window.subject, window.working_days
    );
    Some(html! {
        <p class="latest-start"><strong>{ text }</strong>{ provisional(&latest.unannounced) }{ " " }<ClauseLink clause={stage.milestone.clause} /></p>
    })
}

/// What stands behind a day that rests on years without announced calendar.
pub(super) fn provisional(years: &[i16]) -> String {
    if years.is_empty() {
        String::new()
    } else {
        format!("（{} 年放假安排未录入，暂按周末推算）", listed(years))
    }
}

/// Years in a row: `2027、2028`.
pub(super) fn listed(years: &[i16]) -> String {
    years.iter().map(ToString::to_string).collect::<Vec<String>>().join("、")
}
