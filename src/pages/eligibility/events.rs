//! The dated events: what each is held against, and until when it counts.

use award::EventId;
use award::assessment::Action;
use award::assessment::events::{Event, EventChange, EventText, free_id};
use award::eligibility::{Standing, triggers};
use award::order::Order;
use award::scheme::EventKind;
use yew::{AttrValue, Callback, Html, Properties, component, html, use_state_eq};

use super::RecordList;
use crate::components::{ClauseLink, Dropdown, Tag, TextBox, Tone};
use crate::pages::form_field::{date_kind, date_problem};
use crate::state::{use_catalog, use_select, use_store};

/// Properties of the lists of this screen.
#[derive(Properties, PartialEq)]
pub struct ListProps {
    /// Whether the list is what was asked for.
    pub is_target: bool,
}

/// The list of events with the way to add one.
#[component]
pub fn Events(props: &ListProps) -> Html {
    let ids = use_select(|state| {
        let mut ids: Vec<EventId> = state.assessment().map(|open| open.events.keys().cloned().collect()).unwrap_or_default();
        // In the order in which they were entered: sorting by date would move a row away while its date is typed.
        ids.order_by_key(|id| (id.as_str().len(), id.clone()));
        ids
    });
    html! {
        <section class="card records" id={RecordList::Events.id()} aria-label="事件登记" data-target={props.is_target.then_some("yes")}>
            <div class="card-head">
                <h2>{ "事件登记" }</h2>
                <span class="muted small">{ "近三年及更早的事故、抽查、处罚、失信、停产等，逐件登记；何时不再计入由日期算出" }</span>
            </div>
            if ids.is_empty() { <p class="muted">{ "没有登记。确实没有的，在上面各项回答“否”即可。" }</p> }
            { for ids.iter().map(|id| html! { <EventRow key={id.as_str()} id={id.clone()} /> }) }
            <AddEvent />
        </section>
    }
}

#[component]
fn AddEvent() -> Html {
    let (store, catalog) = (use_store(), use_catalog());
    let kinds = &catalog.scheme.event_kinds;
    let first = kinds.first().map(|kind| kind.id.to_string()).unwrap_or_default();
    let chosen = use_state_eq(|| AttrValue::from(first));
    let options = kinds.iter().map(|kind| (kind.id.to_string().into(), AttrValue::Static(&kind.name))).collect::<Vec<_>>();
    let choose = {
        let chosen = chosen.clone();
        Callback::from(move |value: String| chosen.set(value.into()))
    };
    let add = {
        let chosen = chosen.clone();
        Callback::from(move |_| {
            let id = store.state().assessment().map(|open| free_id(&open.events, "e"));
            if let Some(id) = id {
                store.act(&Action::ChangedEvent(id, EventChange::Recorded((&**chosen).into())));
            }
        })
    };
    html! {
        <div class="add-record">
            <Dropdown id="add-event-kind" label="登记一件" {options} chosen={(*chosen).clone()} on_choose={choose} />
            <button type="button" onclick={add}>{ "登记" }</button>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct EventRowProps {
    id: EventId,
}

/// What a row shows besides what was entered: a requirement, its clause, and where the event stands there.
type Held = Vec<(&'static str, award::clause::ClauseRef, Standing)>;

#[component]
fn EventRow(props: &EventRowProps) -> Html {
    let (catalog, id) = (use_catalog(), props.id.clone());
    let shown = use_select(move |state| {
        let open = state.assessment()?;
        let event = open.events.get(&id)?.clone();
        let held = triggers(catalog, open, &id, state.today).into_iter();
        let held: Held =
            held.map(|trigger| (&*trigger.requirement.subject, trigger.requirement.clause, trigger.standing)).collect();
        Some((event, held))
    });
    let Some((event, held)) = shown else { return Html::default() };
    let kind = catalog.scheme.event_kind(&event.kind);
    let name = kind.map_or_else(|| event.kind.to_string(), |kind| kind.name.to_string());
    html! {
        <section class="record" aria-label={name.clone()}>
            <div class="card-head">
                <h3>{ &name }</h3>
                <Remove id={props.id.clone()} {name} />
            </div>
            if let Some(hint) = kind.and_then(|kind| kind.hint.as_deref()) { <p class="muted small">{ hint }</p> }
            <div class="record-fields">
                { kind.map(|kind| html! { <KindFields id={props.id.clone()} {kind} event={event.clone()} /> }) }
                <div class="wide"><EventTextBox id={props.id.clone()} which={EventText::Note} label="说明和依据" value={event.note.clone()} /></div>
            </div>
            { standing(&held) }
        </section>
    }
}

/// What the event is held against.
fn standing(held: &Held) -> Html {
    if held.is_empty() {
        return html! { <p class="muted small">{ "只供判断，不直接构成不得申报的情形。" }</p> };
    }
    html! {
        <ul class="held">
            { for held.iter().map(|(subject, clause, standing)| html! {
                <li><ClauseLink clause={*clause} short=true />{ *subject }<Tag tone={tone(*standing)}>{ standing.tell() }</Tag></li>
            }) }
        </ul>
    }
}

fn tone(standing: Standing) -> Tone {
    match standing {
        Standing::Counts(_) => Tone::Bad,
        Standing::Unclear(_) => Tone::Open,
        Standing::Lapsed(_) | Standing::Excused(_) => Tone::Plain,
    }
}

#[derive(Properties, PartialEq)]
struct RemoveProps {
    id: EventId,
    name: String,
}

#[component]
fn Remove(props: &RemoveProps) -> Html {
    let (store, id, name) = (use_store(), props.id.clone(), props.name.clone());
    let remove = Callback::from(move |_| {
        store.act(&Action::ChangedEvent(id.clone(), EventChange::Removed));
        store.say(format!("已删除“{name}”，可以用“撤销”恢复"));
    });
    html! { <button type="button" class="ghost small" onclick={remove} aria-label={format!("删除：{}", props.name)}>{ "删除" }</button> }
}

#[derive(Properties)]
struct KindFieldsProps {
    id: EventId,
    kind: &'static EventKind,
    event: Event,
}

impl PartialEq for KindFieldsProps {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && std::ptr::eq(self.kind, other.kind) && self.event == other.event
    }
}

/// The fields that the kind of the event has.
#[component]
fn KindFields(props: &KindFieldsProps) -> Html {
    let (kind, event) = (props.kind, &props.event);
    let text = |which, label: &'static str| {
        html! { <EventTextBox id={props.id.clone()} {which} {label} value={event.text(which).clone()} is_date=true /> }
    };
    html! {
        <>
            { text(EventText::From, &kind.date) }
            if kind.lasting && !event.ongoing { { text(EventText::Until, "结束日期") } }
            if let Some(second) = &kind.second_date { { text(EventText::SecondDate, second) } }
            if !kind.levels.is_empty() { <LevelField id={props.id.clone()} {kind} event={event.clone()} /> }
            if kind.lasting {
                <Check id={props.id.clone()} label="仍在持续" checked={event.ongoing} change={EventChange::Continued(!event.ongoing)} />
            }
            if let Some(label) = kind.overturned_by.as_deref() {
                <Check id={props.id.clone()} {label} checked={event.overturned} change={EventChange::Overturned(!event.overturned)} />
            }
        </>
    }
}

#[component]
fn LevelField(props: &KindFieldsProps) -> Html {
    let (store, id) = (use_store(), props.id.clone());
    let mut options = vec![(AttrValue::default(), AttrValue::Static("（请选择）"))];
    options.extend(props.kind.levels.iter().map(|level| (level.id.to_string().into(), AttrValue::Static(&level.name))));
    let chosen = props.event.level.as_ref().map(|level| AttrValue::from(level.to_string())).unwrap_or_default();
    let choose = Callback::from(move |value: String| {
        let level = (!value.is_empty()).then(|| value.as_str().into());
        store.act(&Action::ChangedEvent(id.clone(), EventChange::Ranked(level)));
    });
    html! { <Dropdown id={format!("event-{}-level", props.id)} label="级别" {options} {chosen} on_choose={choose} /> }
}

#[derive(Properties, PartialEq)]
struct CheckProps {
    id: EventId,
    label: &'static str,
    checked: bool,
    change: EventChange,
}

#[component]
fn Check(props: &CheckProps) -> Html {
    let (store, id, change) = (use_store(), props.id.clone(), props.change.clone());
    let onchange = Callback::from(move |_| store.act(&Action::ChangedEvent(id.clone(), change.clone())));
    html! { <label class="check"><input type="checkbox" checked={props.checked} {onchange} />{ props.label }</label> }
}

#[derive(Properties, PartialEq)]
struct EventTextBoxProps {
    id: EventId,
    which: EventText,
    label: &'static str,
    value: award::Text,
    #[prop_or_default]
    is_date: bool,
}

#[component]
fn EventTextBox(props: &EventTextBoxProps) -> Html {
    let (id, which) = (props.id.clone(), props.which);
    let on_type = use_store().typing(move |text| Action::ChangedEvent(id.clone(), EventChange::Edited(which, text)));
    let today = use_select(|state| state.today);
    let kind = if props.is_date { date_kind(&props.value) } else { "text" };
    let problem = props.is_date.then(|| date_problem(&props.value, today)).flatten();
    html! {
        <TextBox id={format!("event-{}-{which:?}", props.id)} label={props.label} value={props.value.clone()} {on_type} {kind}
            {problem} />
    }
}
