//! Facts and open points in words, the same on the screen and in the documents.

use jiff::civil::Date;

use super::{Fact, Missing, Presumed, Standing, Unclear};
use crate::MilestoneId;
use crate::applicant;
use crate::assessment::events::{Certificate, Event};
use crate::assessment::{Assessment, Choice};
use crate::catalog::Catalog;
use crate::scheme::{Reading, Scheme};
use crate::timeline::timeline_of;
use crate::years::{self, Reached};

impl Fact {
    /// What it is and what was entered: `利润总额 2024 年：-12.5 万元`.
    #[must_use]
    pub fn tell(&self, catalog: &Catalog, assessment: &Assessment) -> String {
        match self {
            Fact::Answer(id) => {
                let question = catalog.scheme.question(id).map(|question| &*question.text).unwrap_or(id.as_str());
                format!("{question}{}", assessment.answer(id.as_str()).choice.map_or("", choice))
            }
            Fact::Field(id) => format!("{}：{}", label(catalog, id.as_str()), excerpt(assessment.field(id.as_str()).trim())),
            Fact::Figure(id, year) => {
                let value = assessment.field_in(id.as_str(), *year);
                let unit = catalog.form.field(id.as_str()).and_then(|field| field.unit.as_deref()).unwrap_or_default();
                format!("{} {year} 年：{} {unit}", label(catalog, id.as_str()), value.trim())
            }
            Fact::Card(year) => format!("{year} 年自评：{}", card(catalog, assessment, *year)),
            Fact::Certificate(id) => {
                assessment.certificates.get(id).map_or_else(String::new, |one| tell_certificate(&catalog.scheme, one))
            }
            Fact::Event(id) => assessment.events.get(id).map_or_else(String::new, |event| tell_event(&catalog.scheme, event)),
            Fact::Day(id) => tell_days(catalog, assessment, id),
        }
    }
}

impl Missing {
    /// What is to be entered: `利润总额 2024 年`.
    #[must_use]
    pub fn tell(&self, catalog: &Catalog, assessment: &Assessment) -> String {
        let scheme = &catalog.scheme;
        match self {
            Missing::Answer(id) => scheme.question(id).map_or_else(|| id.to_string(), |question| question.text.to_string()),
            Missing::Field(id) => format!("填写{}", label(catalog, id.as_str())),
            Missing::Figure(id, year) => format!("填写 {year} 年{}", label(catalog, id.as_str())),
            Missing::Card(year) => format!("{year} 年的自评得分"),
            Missing::Certificate(kind) => {
                format!("登记{}的有效期", scheme.certificate_kind(kind).map_or(kind.as_str(), |kind| &kind.name))
            }
            Missing::Event(id) => {
                let name = assessment.events.get(id).and_then(|event| scheme.event_kind(&event.kind)).map(|kind| &*kind.name);
                format!("补全事件“{}”的日期或等级", name.unwrap_or(id.as_str()))
            }
            Missing::Reading(id) => scheme.reading(id).map_or_else(|| id.to_string(), |reading| format!("填写{}", reading.point)),
            Missing::Day(id) => format!("填写{}", scheme.course.day_name(id)),
            Missing::Calendar(year) => format!("补录 {year} 年的放假安排"),
        }
    }
}

impl Presumed {
    /// What is taken for granted.
    #[must_use]
    pub fn tell(self) -> String {
        match self {
            Presumed::NoLoss(year) => format!("{year} 年不亏损"),
            Presumed::GoodYear(year) => format!("{year} 年自评良好"),
        }
    }
}

impl Standing {
    /// Until when it counts, or why it does not.
    #[must_use]
    pub fn tell(self) -> String {
        match self {
            Standing::Counts(Some(last)) => format!("计入，到 {last} 为止"),
            Standing::Counts(None) => "一直计入".to_owned(),
            Standing::Lapsed(last) => format!("不再计入（计到 {last}）"),
            Standing::Excused(super::Excuse::Overturned) => "不计入：已被推翻".to_owned(),
            Standing::Excused(super::Excuse::Level) => "不计入：这一级别不在条文之列".to_owned(),
            Standing::Unclear(Unclear::Date) => "尚不能判断：缺日期".to_owned(),
            Standing::Unclear(Unclear::SecondDate) => "尚不能判断：缺口径要用的另一个日期".to_owned(),
            Standing::Unclear(Unclear::LastDay) => "尚不能判断：缺结束日期，或注明仍在持续".to_owned(),
            Standing::Unclear(Unclear::Level) => "尚不能判断：缺级别".to_owned(),
        }
    }
}

/// How an open point is read as it is switched: the text of its option, or its number.
#[must_use]
pub fn tell_reading(reading: &Reading, assessment: &Assessment) -> String {
    let chosen = assessment.switched(&reading.id);
    match &reading.number {
        Some(number) => {
            let value = number.value(chosen).map_or("未填".to_owned(), |value| format!("{value} {}", number.unit));
            format!("{}：{value}。", number.text)
        }
        None => reading.option(chosen).map(|option| option.text.to_string()).unwrap_or_default(),
    }
}

/// An event in one line: its kind, level and dates.
#[must_use]
pub fn tell_event(scheme: &Scheme, event: &Event) -> String {
    let kind = scheme.event_kind(&event.kind);
    let level = kind.zip(event.level.as_ref()).and_then(|(kind, id)| kind.levels.iter().find(|level| level.id == *id));
    let name = kind.map_or(event.kind.as_str(), |kind| &kind.name);
    let level = level.map(|level| format!("（{}）", level.name)).unwrap_or_default();
    let until = match (kind.is_some_and(|kind| kind.lasting), event.ongoing) {
        (true, true) => " 至今".to_owned(),
        (true, false) => format!(" 至 {}", day(&event.until)),
        _ => String::new(),
    };
    format!("{name}{level}：{}{until}", day(&event.from))
}

/// The days of a milestone in one line: `内部公示：2026-03-18 至 2026-03-25，5 个工作日`.
fn tell_days(catalog: &Catalog, assessment: &Assessment, id: &MilestoneId) -> String {
    let timeline = timeline_of(catalog, assessment);
    let Some(stage) = timeline.stage(id) else { return id.to_string() };
    let name = &stage.milestone.name;
    match (stage.start, stage.end, &stage.working_days) {
        (Some(start), Some(end), Some(days)) => format!("{name}：{} 至 {}，{} 个工作日", start.day, end.day, days.value),
        (Some(start), ..) => format!("{name}：{}", start.day),
        _ => name.to_string(),
    }
}

fn tell_certificate(scheme: &Scheme, certificate: &Certificate) -> String {
    let name = scheme.certificate_kind(&certificate.kind).map_or(certificate.kind.as_str(), |kind| &kind.name);
    let number = certificate.number.trim();
    let number = if number.is_empty() { String::new() } else { format!(" {number}") };
    format!("{name}证书{number}：有效期 {} 至 {}", day(&certificate.valid_from), day(&certificate.valid_until))
}

/// The first line of a text, shortened if it is long.
fn excerpt(text: &str) -> String {
    const LENGTH: usize = 60;
    let line = text.lines().next().unwrap_or_default();
    let is_whole = line.len() == text.len() && line.chars().count() <= LENGTH;
    if is_whole { line.to_owned() } else { line.chars().take(LENGTH).chain("……".chars()).collect() }
}

/// A date as it is counted; what cannot be read as it was typed.
fn day(text: &str) -> String {
    match (applicant::date(text), text.trim()) {
        (Some(date), _) => Date::to_string(&date),
        (None, "") => "（未填日期）".to_owned(),
        (None, text) => text.to_owned(),
    }
}

fn card(catalog: &Catalog, assessment: &Assessment, year: i16) -> String {
    let card = assessment.card(year);
    let points = match years::reached(&catalog.criteria, &card) {
        Reached::Recorded(points) => format!("{points} 分"),
        Reached::Scored(tally) if tally.is_complete() => format!("{} 分", tally.earned),
        Reached::Scored(tally) => format!("{}–{} 分", tally.least(), tally.most()),
        Reached::Nothing | Reached::Unreadable => "没有得分".to_owned(),
    };
    match card.own_rating {
        Some(Choice::Yes) => format!("{points}，自评良好"),
        Some(Choice::No) => format!("{points}，自评不到良好"),
        Some(Choice::Unsure) | None => points,
    }
}

fn label<'a>(catalog: &'a Catalog, id: &'a str) -> &'a str {
    catalog.form.field(id).map_or(id, |field| &field.label)
}

/// A choice in one word.
fn choice(choice: Choice) -> &'static str {
    match choice {
        Choice::Yes => "是",
        Choice::No => "否",
        Choice::Unsure => "不确定",
    }
}
