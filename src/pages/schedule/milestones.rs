//! Every milestone with the fields for its days, what follows from them, and what does not fit.

use award::assessment::Action;
use award::catalog::Catalog;
use award::timeline::{Conflict, ConflictKind, Gravity, Lasts, Origin, Round, RoundAction, Stage, Timeline};
use award::{MilestoneId, Text};
use dossier::timeline::days_in_words;
use yew::{AttrValue, Html, component, html};

use super::{readings, use_round, use_timeline};
use crate::components::{ClauseLink, Tag, TextBox, Tone};
use crate::pages::form_field::date_kind;
use crate::state::{Store, use_catalog, use_store};

/// The milestones in their order; what comes after the round stands apart.
#[component]
pub fn Milestones() -> Html {
    let (catalog, store) = (use_catalog(), use_store());
    let (Some(round), Some(timeline)) = (use_round(), use_timeline()) else { return Html::default() };
    let breaches = timeline.conflicts.iter().filter(|conflict| conflict.gravity == Gravity::Breach).count();
    html! {
        <section class="card">
            <div class="card-head">
                <h2>{ "各环节" }</h2>
                <span role="status">
                    if breaches > 0 { <Tag tone={Tone::Bad}>{ format!("{breaches} 处不合要求") }</Tag> }
                    else if !timeline.conflicts.is_empty() { <Tag tone={Tone::Open}>{ format!("{} 处请核对", timeline.conflicts.len()) }</Tag> }
                    else if !round.dates.is_empty() { <Tag tone={Tone::Good}>{ "没有发现冲突" }</Tag> }
                </span>
            </div>
            <ol class="milestones">
                { for timeline.stages.iter().map(|stage| row(catalog, &store, &round, &timeline, stage)) }
            </ol>
        </section>
    }
}

fn row(catalog: &'static Catalog, store: &Store, round: &Round, timeline: &Timeline<'static>, stage: &Stage<'static>) -> Html {
    let milestone = stage.milestone;
    let conflicts: Vec<&Conflict> = timeline.conflicts_of(&milestone.id).collect();
    let trouble = conflicts.iter().map(|conflict| conflict.gravity).min().map(gravity);
    let day = |id: &'static MilestoneId, hint: Option<String>| day_field(catalog, store, round, &conflicts, id, hint);
    html! {
        <li key={milestone.id.to_string()} data-trouble={trouble}>
            <div class="milestone-head">
                <h3>{ &*milestone.name }</h3>
                <span class="muted small">{ &*milestone.actor }</span>
                { for milestone.clauses().map(|clause| html! { <ClauseLink {clause} short=true /> }) }
            </div>
            <div class="milestone-days">
                { day(&milestone.id, derived(stage, true)) }
                if let Some(end) = &milestone.end { { day(end, derived(stage, false)) } }
                <p class="milestone-words">{ days_in_words(stage) }</p>
            </div>
            { for conflicts.iter().map(|conflict| conflict_line(conflict)) }
            if milestone.note.is_some() || !milestone.readings.is_empty() {
                <details>
                    <summary class="small">{ if milestone.readings.is_empty() { "说明" } else { "说明和口径" } }<span class="quiet">{ format!("：{}", milestone.name) }</span></summary>
                    if let Some(note) = &milestone.note { <p class="small">{ &**note }</p> }
                    { readings(catalog, milestone.id.as_str(), &milestone.readings) }
                </details>
            }
        </li>
    }
}

fn gravity(gravity: Gravity) -> &'static str {
    match gravity {
        Gravity::Breach => "breach",
        Gravity::Doubt => "doubt",
    }
}

/// What holds while nothing is entered.
fn derived(stage: &Stage, is_start: bool) -> Option<String> {
    let known = if is_start { stage.start } else { stage.end };
    let day = known.filter(|known| known.origin == Origin::Derived && (is_start || stage.milestone.lasts != Lasts::Day))?.day;
    Some(format!("不填按 {day} 推算"))
}

fn day_field(
    catalog: &'static Catalog,
    store: &Store,
    round: &Round,
    conflicts: &[&Conflict],
    id: &'static MilestoneId,
    hint: Option<String>,
) -> Html {
    let value: AttrValue = round.dates.get(id).cloned().unwrap_or_default().into();
    let is_wrong = |conflict: &&&Conflict| {
        conflict.kind == ConflictKind::NotADate && !value.is_empty() && conflict.message.contains(&*value)
    };
    let problem = conflicts.iter().find(is_wrong).map(|_| AttrValue::Static("写成年月日，如 2026-03-18"));
    let field = catalog.scheme.course.field_of(id);
    let on_type = store.typing(move |text: Text| match field {
        Some(field) => Action::EditedField(field.clone(), text),
        None => Action::Round(RoundAction::Dated(id.clone(), text)),
    });
    let kind = date_kind(&value);
    html! {
        <TextBox id={format!("day-{id}")} label={catalog.scheme.course.day_name(id)} {kind} {value} {on_type} {problem}
            hint={hint.map(AttrValue::from)} />
    }
}

fn conflict_line(conflict: &Conflict) -> Html {
    html! {
        <p class="conflict" data-gravity={gravity(conflict.gravity)}>
            <span aria-hidden="true">{ if conflict.gravity == Gravity::Breach { "✕ " } else { "△ " } }</span>
            { &conflict.message }
            if let Some(reason) = conflict.reason { { &**reason } }
            { " " }<ClauseLink clause={conflict.clause} />
        </p>
    }
}
