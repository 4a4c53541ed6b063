//! What if: the check with another date, an event closed, a reading switched. Nothing of it is kept.

use std::collections::{BTreeMap, BTreeSet};

use award::assessment::events::{EventChange, EventText};
use award::assessment::{Action, Assessment};
use award::catalog::Catalog;
use award::eligibility::{self, Check, Finding, tell_event};
use award::scheme::Reading;
use award::{EventId, ReadingId};
use jiff::civil::Date;
use yew::{AttrValue, Callback, Html, UseStateHandle, component, html, use_state_eq};

use super::readings::{chosen, options, switched};
use super::standing::earliest_words;
use crate::browser::page::TextField;
use crate::components::{ClauseLink, Dropdown, Tag, TextBox, outcome_word};
use crate::pages::home::{tone_name, verdict_word};
use crate::state::{use_assessment, use_catalog, use_select};

/// What is supposed.
#[derive(Clone, Debug, Default, PartialEq)]
struct Suppose {
    on: Option<Date>,
    closed: BTreeSet<EventId>,
    readings: BTreeMap<ReadingId, String>,
}

impl Suppose {
    /// What would have to happen for it.
    fn actions(&self, catalog: &Catalog, assessment: &Assessment, today: Date) -> Vec<Action> {
        let on = self.on.unwrap_or(eligibility::application_day(assessment, today));
        let mut actions = vec![Action::ChangedApplicationDate(Some(on))];
        for id in &self.closed {
            let lasts = |kind: &award::EventKindId| catalog.scheme.event_kind(kind).is_some_and(|kind| kind.lasting);
            let ends = assessment.events.get(id).is_some_and(|event| lasts(&event.kind) && event.ongoing);
            let changes = if ends {
                let last = EventChange::Edited(EventText::Until, today.to_string().into());
                vec![EventChange::Continued(false), last]
            } else {
                vec![EventChange::Removed]
            };
            actions.extend(changes.into_iter().map(|change| Action::ChangedEvent(id.clone(), change)));
        }
        let readings = self.readings.iter().filter_map(|(id, option)| Some(switched(catalog.scheme.reading(id)?, option)));
        actions.extend(readings);
        actions
    }
}

/// The panel.
#[component]
pub fn WhatIf() -> Html {
    let suppose = use_state_eq(Suppose::default);
    let clear = {
        let suppose = suppose.clone();
        Callback::from(move |_| suppose.set(Suppose::default()))
    };
    html! {
        <section class="card what-if" aria-label="假设推演">
            <div class="card-head">
                <h2>{ "假设推演" }</h2>
                <span class="muted small">{ "只看结果，不改动已填写的内容" }</span>
                <button type="button" class="ghost small" disabled={*suppose == Suppose::default()} onclick={clear}>{ "清除假设" }</button>
            </div>
            <div class="form-grid">
                <SupposedDay suppose={suppose.clone()} />
                <SupposedReadings suppose={suppose.clone()} />
            </div>
            <SupposedEvents suppose={suppose.clone()} />
            if *suppose != Suppose::default() { <Outcomes suppose={suppose.clone()} /> }
            else { <p class="muted">{ "换一个申报日期、假设一件事已了结，或换一种口径，这里显示结论会怎样变化。" }</p> }
        </section>
    }
}

#[derive(yew::Properties, PartialEq)]
struct SupposeProps {
    suppose: UseStateHandle<Suppose>,
}

#[component]
fn SupposedDay(props: &SupposeProps) -> Html {
    let suppose = props.suppose.clone();
    let on_type = {
        let suppose = suppose.clone();
        Callback::from(move |field: TextField| {
            suppose.set(Suppose { on: award::applicant::date(&field.read()), ..(*suppose).clone() });
        })
    };
    let value = suppose.on.map(|day| day.to_string()).unwrap_or_default();
    html! { <TextBox id="what-if-day" label="假设在这一天申报" kind="date" {value} {on_type} /> }
}

#[component]
fn SupposedReadings(props: &SupposeProps) -> Html {
    let catalog = use_catalog();
    let used = |reading: &&Reading| catalog.scheme.requirements.iter().any(|one| one.readings.contains(&reading.id));
    let readings = catalog.scheme.readings.iter().filter(|reading| reading.options.len() > 1).filter(used);
    html! {
        <details class="wide">
            <summary>{ "假设换一种口径" }</summary>
            <div class="form-grid">{ for readings.map(|reading| html! { <SupposedReading {reading} suppose={props.suppose.clone()} /> }) }</div>
        </details>
    }
}

#[derive(yew::Properties)]
struct SupposedReadingProps {
    reading: &'static Reading,
    suppose: UseStateHandle<Suppose>,
}

impl PartialEq for SupposedReadingProps {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.reading, other.reading) && self.suppose == other.suppose
    }
}

#[component]
fn SupposedReading(props: &SupposedReadingProps) -> Html {
    let (reading, suppose) = (props.reading, props.suppose.clone());
    let in_force = use_select(move |state| chosen(reading, state.assessment().and_then(|open| open.switched(&reading.id))));
    let shown = suppose.readings.get(&reading.id).map_or(in_force, |option| AttrValue::from(option.clone()));
    let choose = Callback::from(move |option: String| {
        let mut next = (*suppose).clone();
        next.readings.insert(reading.id.clone(), option);
        suppose.set(next);
    });
    html! { <Dropdown id={format!("what-if-{}", reading.id)} label={&*reading.point} options={options(reading)} chosen={shown} on_choose={choose} /> }
}

#[component]
fn SupposedEvents(props: &SupposeProps) -> Html {
    let catalog = use_catalog();
    let events = use_select(move |state| {
        let open = state.assessment()?;
        let told = open.events.iter().map(|(id, event)| (id.clone(), tell_event(&catalog.scheme, event), event.ongoing));
        Some(told.collect::<Vec<(EventId, String, bool)>>())
    });
    let row = |(id, text, ongoing): (EventId, String, bool)| {
        let (suppose, toggled) = (props.suppose.clone(), id.clone());
        let onchange = Callback::from(move |_| {
            let mut next = (*suppose).clone();
            if !next.closed.remove(&toggled) {
                next.closed.insert(toggled.clone());
            }
            suppose.set(next);
        });
        let what = if ongoing { "假设今天结束" } else { "假设不计入" };
        html! {
            <label class="check"><input type="checkbox" checked={props.suppose.closed.contains(&id)} {onchange} />{ format!("{what}：{text}") }</label>
        }
    };
    html! { <div class="checks">{ for events.unwrap_or_default().into_iter().map(row) }</div> }
}

/// What would come of it, and what would change.
#[component]
fn Outcomes(props: &SupposeProps) -> Html {
    let catalog = use_catalog();
    let today = use_select(|state| state.today);
    let Some(open) = use_assessment() else { return Html::default() };
    let actions = props.suppose.actions(catalog, &open, today);
    let before = eligibility::check(catalog, &open, today);
    let (supposed, after) = eligibility::what_if(catalog, &open, today, &actions);
    let (tone, word) = verdict_word(after.verdict);
    let earliest = eligibility::earliest(catalog, &supposed, today);
    let on = eligibility::application_day(&supposed, today);
    html! {
        <div class="supposed" role="status">
            <p class="verdict"><span>{ "假设之下：" }</span><b data-tone={tone_name(tone)}>{ word }</b></p>
            <p>{ earliest_words(earliest.as_ref(), on) }</p>
            { changes(&before, &after) }
        </div>
    }
}

fn changes(before: &Check<'static>, after: &Check<'static>) -> Html {
    let pairs = before.findings.iter().zip(&after.findings).filter(|(old, new)| old.outcome != new.outcome);
    let rows: Vec<Html> = pairs.map(|(old, new)| change(old, new)).collect();
    if rows.is_empty() {
        return html! { <p class="muted">{ "各项结论都不变。" }</p> };
    }
    html! { <ul class="rows">{ for rows }</ul> }
}

fn change(old: &Finding<'static>, new: &Finding<'static>) -> Html {
    let requirement = old.requirement;
    let tag = |found: &Finding| {
        let (tone, text) = outcome_word(requirement.kind, found.outcome, found.concerns);
        html! { <Tag {tone}>{ text }</Tag> }
    };
    html! {
        <li>
            <span class="grow">{ &*requirement.subject }</span>
            { tag(old) }<span aria-label="变为">{ "→" }</span>{ tag(new) }
            <ClauseLink clause={requirement.clause} short=true />
        </li>
    }
}
