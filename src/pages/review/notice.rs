//! The public notice with its working days, and objections with what they must come with.

use std::collections::{BTreeMap, BTreeSet};

use award::calendar::{Calendar, Counted};
use award::catalog::Catalog;
use award::review::{Answer, Event as Happening, Notice, Objection, Objector};
use award::scheme::ObjectionPart;
use award::{ObjectionId, PartId};
use jiff::civil::Date;
use yew::{AttrValue, Callback, Html, MouseEvent, component, html, use_state, use_state_eq};

use super::outcome::Outcomes;
use super::{Desk, DeskProps};
use crate::browser::clock;
use crate::components::{ClauseLink, Dropdown, day_entry, entry, toggled};
use crate::state::use_catalog;

/// The working days after a day up to another.
fn working_days(catalog: &'static Catalog, from: Date, to: Date) -> Counted<u16> {
    let Counted { value, unannounced } = Calendar::new(&catalog.workdays, &BTreeMap::new()).working_days_between(from, to);
    Counted { value: u16::try_from(value).unwrap_or(u16::MAX), unannounced }
}

/// The eighth step.
#[component]
pub(super) fn Noticing(props: &DeskProps) -> Html {
    let desk = &props.desk;
    html! {
        <>
            <Outcomes desk={desk.clone()} />
            <Period desk={desk.clone()} />
            <section class="card">
                <h2>{ "异议" }</h2>
                if desk.session().objections.is_empty() { <p class="muted">{ "没有收到异议。" }</p> }
                { for desk.session().objections.iter().map(|(id, objection)| html! { <Handled key={id.to_string()} desk={desk.clone()} id={id.clone()} objection={(**objection).clone()} /> }) }
                <NewObjection desk={desk.clone()} />
            </section>
        </>
    }
}

#[component]
fn Period(props: &DeskProps) -> Html {
    let catalog = use_catalog();
    let desk = &props.desk;
    let from = use_state_eq(|| clock::today().to_string());
    let to = use_state_eq(String::new);
    let days = award::applicant::date(&from).zip(award::applicant::date(&to));
    let counted = days.map(|(from, to)| working_days(catalog, from, to));
    let close = {
        let desk = desk.clone();
        Callback::from(move |_: MouseEvent| {
            let Some((from, to)) = days else { return };
            desk.act(Happening::Noticed(Notice { from, to, working_days: working_days(catalog, from, to) }));
        })
    };
    html! {
        <section class="card">
            <h2>{ "公示" }</h2>
            if let Some(notice) = &desk.session().notice { <p role="status">{ format!("{} 至 {} 公示，{}", notice.from, notice.to, told(&notice.working_days)) }</p> }
            <div class="inline-form">
                { day_entry("notice-from", "公示开始", &from) }
                { day_entry("notice-to", "公示结束", &to) }
                <button type="button" onclick={close} disabled={days.is_none()}>{ "登记公示期" }</button>
            </div>
            if let Some(counted) = counted { <p class="muted small">{ told(&counted) }</p> }
        </section>
    }
}

/// How many working days were counted, and what that rests on.
fn told(counted: &Counted<u16>) -> String {
    format!("共 {} 个工作日（当日不计）{}。", counted.value, counted.proviso())
}

/// Properties of [`Handled`].
#[derive(yew::Properties, PartialEq)]
struct HandledProps {
    desk: Desk,
    id: ObjectionId,
    objection: Objection,
}

/// An objection: what it lacks, and its answer.
#[component]
fn Handled(props: &HandledProps) -> Html {
    let catalog = use_catalog();
    let (desk, id, objection) = (&props.desk, &props.id, &props.objection);
    let [on, result, delay] = [use_state_eq(|| clock::today().to_string()), use_state_eq(String::new), use_state_eq(String::new)];
    let upheld = use_state_eq(|| "no".to_owned());
    let lacks = objection.lacks(&catalog.scheme.review.objection);
    let supplement = |part: &PartId| desk.happening(Happening::Supplemented(id.clone(), [part.clone()].into()));
    let answer = {
        let (desk, id, received) = (desk.clone(), id.clone(), objection.received);
        let (on, result, delay, upheld) = (on.clone(), result.clone(), delay.clone(), upheld.clone());
        Callback::from(move |_: MouseEvent| {
            let Some(on) = award::applicant::date(&on) else { return };
            let working_days = working_days(catalog, received, on);
            let (result, delay) = (result.as_str().into(), delay.as_str().into());
            desk.act(Happening::Answered(id.clone(), Answer { on, working_days, upheld: *upheld == "yes", result, delay }));
        })
    };
    let took = award::applicant::date(&on).map(|on| working_days(catalog, objection.received, on));
    let choose = {
        let upheld = upheld.clone();
        Callback::from(move |value: String| upheld.set(value))
    };
    let against = objection.against.as_ref().map(|id| format!("对{}", desk.session().name(id))).unwrap_or_default();
    html! {
        <div class="objection">
            <p><b>{ format!("{} {}{against}的异议", objection.received, objection.from) }</b>{ format!("：{}", objection.text) }</p>
            if !lacks.is_empty() {
                <ul class="rows small">
                    { for lacks.iter().map(|part| html! { <li><span>{ format!("还缺：{}", part.name) }</span><button type="button" class="small" onclick={supplement(&part.id)} aria-label={format!("已补：{}", part.name)}>{ "已补" }</button></li> }) }
                </ul>
            }
            if let Some(answer) = &objection.answer {
                <p role="status">{ format!("{} 书面答复，{}异议{}。{}", answer.on, told(&answer.working_days), if answer.upheld { "成立" } else { "不成立" }, answer.result) }</p>
            } else {
                <div class="inline-form">
                    { day_entry(format!("answer-on-{id}"), "答复日期", &on) }
                    <Dropdown id={format!("answer-upheld-{id}")} label="审查结论" options={vec![("no".into(), "不成立".into()), ("yes".into(), "成立".into())]} chosen={(*upheld).clone()} on_choose={choose} />
                    { entry(format!("answer-result-{id}"), "书面答复", &result) }
                    { entry(format!("answer-delay-{id}"), "超期原因（超期才填）", &delay) }
                    <button type="button" onclick={answer}>{ "登记答复" }</button>
                </div>
                if let Some(took) = took { <p class="muted small">{ told(&took) }</p> }
            }
        </div>
    }
}

/// The form that registers an objection.
#[component]
fn NewObjection(props: &DeskProps) -> Html {
    let catalog = use_catalog();
    let form = &catalog.scheme.review.objection;
    let desk = &props.desk;
    let [from, text, received] =
        [use_state_eq(String::new), use_state_eq(String::new), use_state_eq(|| clock::today().to_string())];
    let objector = use_state_eq(|| Objector::Person);
    let against = use_state_eq(String::new);
    let given = use_state(BTreeSet::<PartId>::new);
    let own = if *objector == Objector::Person { &form.person } else { &form.organisation };
    let add = {
        let (desk, given, objector, against) = (desk.clone(), given.clone(), *objector, against.clone());
        let (from, text, received) = (from.clone(), text.clone(), received.clone());
        Callback::from(move |_: MouseEvent| {
            let Some(received) = award::applicant::date(&received) else { return };
            let against = (!against.is_empty()).then(|| against.as_str().into());
            let objection = Objection {
                from: from.as_str().into(),
                objector,
                against,
                text: text.as_str().into(),
                received,
                given: (*given).clone(),
                answer: None,
            };
            if desk.act(Happening::Objected(desk.next_id().as_str().into(), objection)) {
                from.set(String::new());
                text.set(String::new());
                given.set(BTreeSet::new());
            }
        })
    };
    let who = {
        let objector = objector.clone();
        Callback::from(move |value: String| {
            objector.set(if value == "person" { Objector::Person } else { Objector::Organisation })
        })
    };
    let about = {
        let against = against.clone();
        Callback::from(move |value: String| against.set(value))
    };
    let mut subjects = vec![(AttrValue::Static(""), AttrValue::Static("不针对某一家"))];
    subjects.extend(
        desk.session()
            .applicants
            .iter()
            .map(|(id, applicant)| (AttrValue::from(id.to_string()), AttrValue::from(applicant.name.to_string()))),
    );
    html! {
        <details>
            <summary>{ "登记异议" }</summary>
            <p class="small muted">{ "提出异议要附的材料 " }<ClauseLink clause={form.clause} /></p>
            <div class="inline-form">
                { entry("objection-from", "提出人", &from) }
                <Dropdown id="objection-who" label="是" options={vec![("person".into(), "个人".into()), ("organisation".into(), "单位".into())]}
                    chosen={if *objector == Objector::Person { "person" } else { "organisation" }} on_choose={who} />
                <Dropdown id="objection-against" label="针对" options={subjects} chosen={(*against).clone()} on_choose={about} />
                { entry("objection-text", "异议内容", &text) }
                { day_entry("objection-received", "收到日期", &received) }
            </div>
            <fieldset class="ticks"><legend>{ "附来的材料" }</legend>{ for form.common.iter().chain(own).map(|part| part_check(part, &given)) }</fieldset>
            <div class="actions"><button type="button" onclick={add}>{ "登记这份异议" }</button></div>
        </details>
    }
}

fn part_check(part: &'static ObjectionPart, given: &yew::UseStateHandle<BTreeSet<PartId>>) -> Html {
    let (checked, onchange) = (given.contains(&part.id), toggled(given, &part.id));
    html! { <label class="tick"><input type="checkbox" {checked} {onchange} />{ &*part.name }</label> }
}
