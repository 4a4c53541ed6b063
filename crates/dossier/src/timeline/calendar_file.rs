//! The timeline as a file that calendar programs open (.ics, RFC 5545).
//!
//! Every entry lasts whole days, carries its clause, and keeps its identity from one export to the next, so that a program
//! that knows it brings it up to date instead of adding it again.

use award::catalog::Catalog;
use award::clause::ClauseRef;
use award::timeline::{Origin, Reminded, Stage, Timeline};
use award::{AssessmentId, ReadingId};
use jiff::civil::{Date, DateTime};

use super::content_lines::ContentLines;
use crate::wording;

/// What every entry ends with, because the regulation leaves things open.
const CAVEAT: &str = "各环节日期和要求以秘书处公告为准。";

/// An entry of a calendar.
struct Entry<'a> {
    /// What tells it from the others of its file.
    id: String,
    summary: String,
    first: Date,
    last: Date,
    /// Whether its days were entered, not worked out.
    is_sure: bool,
    paragraphs: Vec<String>,
    alarms: &'a [u8],
}

/// The calendar file of a timeline.
///
/// `assessment` makes the entries' identities, `now` is the wall clock of China; both of the same give the same bytes.
#[must_use]
pub fn calendar_file(catalog: &Catalog, timeline: &Timeline, assessment: &AssessmentId, now: DateTime) -> String {
    let mut entries: Vec<Entry> = timeline.stages.iter().filter_map(|stage| of_stage(catalog, timeline, stage)).collect();
    entries.extend(timeline.reminders.iter().flat_map(|reminded| of_reminder(catalog, timeline, reminded)));
    let stamp = utc(now);
    let mut lines = ContentLines::default();
    lines.component("VCALENDAR", |lines| {
        lines.property("VERSION", "2.0");
        lines.property("PRODID", "-//quality-award-kit//timeline//ZH");
        lines.property("CALSCALE", "GREGORIAN");
        lines.text("X-WR-CALNAME", &format!("{}时间线", catalog.scheme.award));
        for entry in &entries {
            lines.component("VEVENT", |lines| write(lines, entry, assessment, &stamp));
        }
    });
    lines.finish()
}

fn write(lines: &mut ContentLines, entry: &Entry, assessment: &AssessmentId, stamp: &str) {
    lines.text("UID", &format!("{}.{assessment}@quality-award-kit", entry.id));
    lines.property("DTSTAMP", stamp);
    lines.property("DTSTART;VALUE=DATE", &compact(entry.first));
    // The end is the day after the last; beyond the year 9999 there is none, and the entry lasts its first day.
    if let Ok(after) = entry.last.tomorrow() {
        lines.property("DTEND;VALUE=DATE", &compact(after));
    }
    lines.text("SUMMARY", &entry.summary);
    lines.text("DESCRIPTION", &entry.paragraphs.join("\n"));
    lines.property("STATUS", if entry.is_sure { "CONFIRMED" } else { "TENTATIVE" });
    // A day that lasts weeks must not make its owner busy.
    lines.property("TRANSP", "TRANSPARENT");
    for days in entry.alarms {
        lines.component("VALARM", |lines| {
            lines.property("ACTION", "DISPLAY");
            lines.text("DESCRIPTION", &format!("{}（还有 {days} 天）", entry.summary));
            lines.property("TRIGGER", &trigger(*days));
        });
    }
}

/// The entry of a milestone: its days, or the latest day on which a period that the applicant is reminded of can start.
fn of_stage<'a>(catalog: &Catalog, timeline: &Timeline, stage: &Stage<'a>) -> Option<Entry<'a>> {
    let milestone = stage.milestone;
    let mut paragraphs: Vec<String> = milestone.note.iter().map(ToString::to_string).collect();
    paragraphs.push(format!("由{}办理，依据{}。", milestone.actor, clauses(milestone.clauses())));
    paragraphs.extend(stage.working_days.iter().map(|days| format!("其间有 {} 个工作日。", days.value)));
    let conflicts =
        timeline.conflicts_of(&milestone.id).map(|conflict| format!("注意：{}（{}）", conflict.message, conflict.clause));
    paragraphs.extend(conflicts);
    paragraphs.extend(readings(catalog, timeline, &milestone.readings));
    paragraphs.push(CAVEAT.to_owned());
    let (id, alarms) = (milestone.id.to_string(), &*milestone.alarms);
    if let Some(start) = stage.start {
        let last = stage.end.map_or(start.day, |end| end.day.max(start.day));
        let is_sure = [Some(start), stage.end].into_iter().flatten().all(|known| known.origin == Origin::Entered);
        return Some(Entry { id, summary: milestone.name.to_string(), first: start.day, last, is_sure, paragraphs, alarms });
    }
    let latest = stage.room.latest.as_ref().filter(|_| stage.is_at_least() && !alarms.is_empty())?;
    if latest.is_provisional() {
        paragraphs.insert(0, format!("注意：{}年的放假安排尚未录入，暂按周末休息推算。", wording::years(&latest.unannounced)));
    }
    let summary = format!("{}最迟从今天开始", milestone.name);
    Some(Entry {
        id: format!("{id}.latest"),
        summary,
        first: latest.value,
        last: latest.value,
        is_sure: false,
        paragraphs,
        alarms,
    })
}

/// The entries of a reminder: the day from which on it applies, and the day that ends it.
fn of_reminder<'a>(catalog: &Catalog, timeline: &Timeline, reminded: &Reminded<'a>) -> Vec<Entry<'a>> {
    let reminder = reminded.reminder;
    let entry = |id: String, summary: String, day: Date, alarms: &'a [u8]| {
        let mut paragraphs = vec![reminder.text.to_string(), format!("依据{}。", reminder.clause)];
        paragraphs.extend(readings(catalog, timeline, &reminder.readings));
        paragraphs.push(CAVEAT.to_owned());
        Entry { id, summary, first: day, last: day, is_sure: true, paragraphs, alarms }
    };
    let id = format!("reminder.{}", reminder.id);
    let from = reminded.from.map(|day| entry(id.clone(), format!("从今天起：{}", reminder.subject), day, &[]));
    let until =
        reminded.until.map(|day| entry(format!("{id}.until"), format!("期满：{}", reminder.subject), day, &reminder.alarms));
    from.into_iter().chain(until).collect()
}

fn readings<'c>(catalog: &'c Catalog, timeline: &'c Timeline, ids: &'c [ReadingId]) -> impl Iterator<Item = String> + 'c {
    let readings = ids.iter().filter_map(|id| catalog.scheme.reading(id));
    readings.filter_map(|reading| {
        let chosen = timeline.readings.get(&reading.id).map(|text| &**text);
        Some(format!("口径：{}——{}", reading.point, reading.option(chosen)?.text))
    })
}

fn clauses(clauses: impl Iterator<Item = ClauseRef>) -> String {
    clauses.map(|clause| clause.to_string()).collect::<Vec<String>>().join("、")
}

/// The time of an alarm: nine in the morning, so many days before an entry that starts at midnight.
fn trigger(days: u8) -> String {
    match days {
        0 => "PT9H".to_owned(),
        1 => "-PT15H".to_owned(),
        days => format!("-P{}DT15H", days - 1),
    }
}

fn compact(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// The moment of a wall clock of China in universal time.
fn utc(now: DateTime) -> String {
    const AHEAD: i8 = 8;
    let (date, hour) = match now.hour() - AHEAD {
        hour @ 0.. => (now.date(), hour),
        hour => (now.date().yesterday().unwrap_or(now.date()), hour + 24),
    };
    format!("{}T{hour:02}{:02}{:02}Z", compact(date), now.minute(), now.second())
}
