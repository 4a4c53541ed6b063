//! The timeline as a picture.

use award::calendar::{self, Calendar, Counted, Workday};
use award::catalog::Catalog;
use award::timeline::{Gravity, Known, Lasts, Origin, Round, Stage, Timeline, timeline};
use jiff::civil::Date;

use crate::chart::{self, Chart, Extent, Lane, Trouble, Width};
use crate::wording::day_of_year;

/// In a longer stretch single days off are too narrow to be seen.
const MOST_DAYS: usize = 366;

/// The picture of a round.
#[must_use]
pub fn picture(catalog: &Catalog, round: &Round, today: Date, width: Width) -> Chart {
    chart::timeline(&format!("{}时间线", catalog.scheme.award), &lanes(catalog, round), today, width)
}

/// A lane for every milestone of a round that comes in every round or is known.
#[must_use]
pub fn lanes(catalog: &Catalog, round: &Round) -> Vec<Lane> {
    let calendar = Calendar::new(&catalog.workdays, &round.years);
    let timeline = timeline(catalog, round);
    let is_shown = |stage: &&Stage| !stage.milestone.afterwards && (!stage.milestone.if_any || stage.start.is_some());
    timeline.stages.iter().filter(is_shown).map(|stage| lane(&calendar, &timeline, stage)).collect()
}

fn lane(calendar: &Calendar, timeline: &Timeline, stage: &Stage) -> Lane {
    let milestone = stage.milestone;
    let clauses: Vec<String> = milestone.clauses().map(|clause| clause.to_string()).collect();
    Lane {
        label: milestone.name.to_string(),
        detail: format!("{} · {}", clauses.join("、"), milestone.actor),
        extent: extent(calendar, stage),
        value: days_in_words(stage),
        trouble: trouble(timeline, stage),
    }
}

fn extent(calendar: &Calendar, stage: &Stage) -> Extent {
    let is_sure = |known: Known| known.origin == Origin::Entered;
    match (stage.start, stage.end) {
        (Some(start), Some(end)) if stage.milestone.lasts != Lasts::Day && end.day >= start.day => {
            let days = calendar::days(start.day, end.day).take(MOST_DAYS);
            let off = days.filter(|day| is_idle(calendar, *day)).collect();
            Extent::Bar { from: start.day, to: end.day, is_sure: is_sure(start) && is_sure(end), off }
        }
        (Some(start), _) => Extent::Day { day: start.day, is_sure: is_sure(start) },
        (None, _) => Extent::Open(counted(&stage.room.earliest), counted(&stage.room.latest)),
    }
}

/// Whether nobody works on a day, as far as it is known.
fn is_idle(calendar: &Calendar, day: Date) -> bool {
    match calendar.day(day) {
        Workday::Working => false,
        Workday::Off => true,
        Workday::Unannounced => calendar::is_weekend(day),
    }
}

fn counted(day: &Option<Counted<Date>>) -> Option<Date> {
    day.as_ref().map(|day| day.value)
}

/// The days of a stage in words, or the room that others leave for them.
#[must_use]
pub fn days_in_words(stage: &Stage) -> String {
    let Some(start) = stage.start else { return room(stage) };
    let guess = if start.origin == Origin::Derived { "（推算）" } else { "" };
    let first = day_of_year(start.day);
    match (stage.milestone.lasts, stage.end) {
        (Lasts::Day, _) => format!("{first}{guess}"),
        (_, None) => format!("{first}起，结束日未定"),
        (_, Some(end)) => {
            let last = day_of_year(end.day);
            let days = stage.working_days.as_ref().map_or(0, |days| days.value);
            let end_is_guess = if end.origin == Origin::Derived { "（推算）" } else { "" };
            format!("{first}{guess}至{last}{end_is_guess}，{days} 个工作日{}", provisional(stage.unannounced()))
        }
    }
}

/// The room that others leave for a stage, in words.
fn room(stage: &Stage) -> String {
    let from =
        stage.room.earliest.as_ref().map(|day| format!("不早于{}{}", day_of_year(day.value), provisional(&day.unannounced)));
    let to = stage.room.latest.as_ref().map(|day| {
        let start = if stage.is_at_least() { "开始" } else { "" };
        format!("不晚于{}{start}{}", day_of_year(day.value), provisional(&day.unannounced))
    });
    let bounds: Vec<String> = from.into_iter().chain(to).collect();
    if bounds.is_empty() { "日期未定".to_owned() } else { format!("日期未定：{}", bounds.join("，")) }
}

/// What stands behind a day that rests on years without announced calendar.
fn provisional(years: &[i16]) -> &'static str {
    if years.is_empty() { "" } else { "（暂按周末推算）" }
}

/// The gravest conflict of a stage, and how many more there are.
fn trouble(timeline: &Timeline, stage: &Stage) -> Option<Trouble> {
    let conflicts = || timeline.conflicts_of(&stage.milestone.id);
    let gravest = conflicts().min_by_key(|conflict| conflict.gravity)?;
    let others = conflicts().count() - 1;
    let more = if others > 0 { format!("（另有 {others} 项）") } else { String::new() };
    Some(Trouble { is_breach: gravest.gravity == Gravity::Breach, message: format!("{}{more}", gravest.message) })
}
