//! What applies after the award, dated.

use award::catalog::Catalog;
use award::timeline::{Reminded, Timeline};
use jiff::civil::Date;
use yew::{Html, html};

use super::readings;
use crate::components::{ClauseLink, Tag, Tone};

/// The duties of winners, each with the days between which it applies.
pub fn reminders(catalog: &'static Catalog, timeline: &Timeline<'static>, today: Date) -> Html {
    if timeline.reminders.is_empty() {
        return Html::default();
    }
    html! {
        <section class="card">
            <h2>{ "获奖以后" }</h2>
            <p class="muted small">{ "填了“获奖之日”或“市政府审定并公告”，这里就有起止日期，日历文件里也有提醒。" }</p>
            <ul class="rows reminders">{ for timeline.reminders.iter().map(|reminded| row(catalog, reminded, today)) }</ul>
        </section>
    }
}

fn row(catalog: &'static Catalog, reminded: &Reminded<'static>, today: Date) -> Html {
    let reminder = reminded.reminder;
    let (tone, state) = standing(reminded, today);
    html! {
        <li>
            <div class="grow">
                <strong>{ &*reminder.subject }</strong>
                <p class="small">{ &*reminder.text }</p>
                { readings(catalog, reminder.id.as_str(), &reminder.readings) }
            </div>
            <span class="reminder-days">{ days(catalog, reminded) }</span>
            <Tag {tone}>{ state }</Tag>
            <ClauseLink clause={reminder.clause} short=true />
        </li>
    }
}

fn days(catalog: &Catalog, reminded: &Reminded) -> String {
    let from = catalog.scheme.course.milestone(&reminded.reminder.from).map_or("", |milestone| &*milestone.name);
    match (reminded.from, reminded.until) {
        (None, _) => format!("自{from}起"),
        (Some(day), None) => format!("自 {day} 起"),
        (Some(day), Some(until)) => format!("{day} 至 {until}"),
    }
}

fn standing(reminded: &Reminded, today: Date) -> (Tone, &'static str) {
    match (reminded.from, reminded.until) {
        (None, _) => (Tone::Plain, "日期未定"),
        (Some(from), _) if from > today => (Tone::Plain, "未开始"),
        (_, Some(until)) if until < today => (Tone::Plain, "已期满"),
        _ => (Tone::Open, "适用中"),
    }
}
