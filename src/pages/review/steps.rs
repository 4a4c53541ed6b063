//! The nine steps with their clauses, the way on and back, the files, and the record.

use award::review::{Event, Session};
use award::scheme::Phase;
use dossier::document::Document;
use dossier::docx::{self, Pictures, Properties};
use yew::{Callback, Html, MouseEvent, component, html, use_state_eq};

use super::{Desk, DeskProps};
use crate::browser::{clock, files};
use crate::components::{ClauseLink, entry};
use crate::state::{Store, use_catalog};

/// The steps.
#[component]
pub(super) fn Steps(props: &DeskProps) -> Html {
    let catalog = use_catalog();
    let desk = &props.desk;
    let session = desk.session();
    let current = session.phase;
    let says = catalog.scheme.step(current);
    html! {
        <section class="card">
            <div class="card-head"><h2>{ &*session.head.title }</h2></div>
            <ol class="steps-line" aria-label="评审步骤">
                { for Phase::ALL.iter().filter_map(|phase| catalog.scheme.step(*phase)).map(|step| {
                    let state = match step.phase.cmp(&current) {
                        std::cmp::Ordering::Less => "done",
                        std::cmp::Ordering::Equal => "current",
                        std::cmp::Ordering::Greater => "later",
                    };
                    html! {
                        <li data-state={state} aria-current={(state == "current").then_some("step")}>
                            <span>{ &*step.title }</span>
                            <small>{ for step.clauses.iter().map(|clause| html! { <ClauseLink clause={*clause} /> }) }</small>
                        </li>
                    }
                }) }
            </ol>
            if let Some(step) = says { <p>{ &*step.says }</p> }
            if current.next().is_some() && let Err(refusal) = session.ready(catalog) { <p class="muted small">{ format!("进入下一步之前：{refusal}") }</p> }
            <Ways desk={desk.clone()} />
        </section>
    }
}

/// On, back, undo, and what can be taken along.
#[component]
fn Ways(props: &DeskProps) -> Html {
    let catalog = use_catalog();
    let desk = &props.desk;
    let session = desk.session();
    let reason = use_state_eq(String::new);
    let asked = use_state_eq(|| false);
    let ask = {
        let asked = asked.clone();
        Callback::from(move |_: MouseEvent| asked.set(!*asked))
    };
    let back = {
        let (desk, reason, asked) = (desk.clone(), reason.clone(), asked.clone());
        Callback::from(move |_: MouseEvent| {
            if desk.act(Event::SteppedBack(reason.as_str().into())) {
                reason.set(String::new());
                asked.set(false);
            }
        })
    };
    let calling = |call: fn(&Store)| {
        let store = desk.store.clone();
        Callback::from(move |_: MouseEvent| call(&store))
    };
    let report = {
        let desk = desk.clone();
        Callback::from(move |_: MouseEvent| {
            hand_out(&desk, Some(dossier::review::report(catalog, desk.session(), clock::today())))
        })
    };
    let minutes = {
        let desk = desk.clone();
        Callback::from(move |_: MouseEvent| hand_out(&desk, dossier::review::minutes(catalog, desk.session(), clock::today())))
    };
    html! {
        <>
            <div class="actions">
                <button type="button" class="primary" onclick={desk.happening(Event::Advanced)} disabled={session.phase.next().is_none()}>{ "进入下一步" }</button>
                <button type="button" onclick={ask} disabled={session.phase.previous().is_none()}>{ "退回上一步…" }</button>
                <button type="button" onclick={calling(Store::undo_review)} disabled={!desk.history.can_undo()}>{ "撤销刚才这一项" }</button>
                <span class="grow"></span>
                <button type="button" onclick={calling(Store::save_review)}>{ "存成文件" }</button>
                <button type="button" onclick={report}>{ "导出评审报告（Word）" }</button>
                <button type="button" onclick={minutes} disabled={session.count.is_none()}>{ "导出投票纪要（Word）" }</button>
                <button type="button" class="ghost" onclick={calling(Store::close_review)}>{ "收起" }</button>
            </div>
            if *asked {
                <div class="inline-form">{ entry("review-back", "为什么退回上一步", &reason) }
                    <button type="button" onclick={back}>{ "退回" }</button></div>
            }
        </>
    }
}

fn hand_out(desk: &Desk, document: Option<Document>) {
    let Some(document) = document else { return };
    let name = format!("{}-{}.docx", document.title, clock::today().strftime("%Y%m%d"));
    let bytes = docx::write(&document, &Pictures::new(), Properties { created: clock::local(clock::now()) });
    desk.store.hand_out(&name, files::DOCUMENT, bytes.map_err(|error| error.to_string()));
}

/// What has happened, the latest first.
pub(super) fn record(session: &Session) -> Html {
    html! {
        <section class="card">
            <div class="card-head"><h2>{ "过程记录" }</h2><span class="muted small">{ "不记谁投了什么票" }</span></div>
            <ol class="log small" reversed=true tabindex="0" aria-label="过程记录">
                { for session.record.iter().rev().map(|record| html! {
                    <li><span class="muted">{ record.at.strftime("%m-%d %H:%M　").to_string() }</span>{ &*record.text }
                        if let Some(clause) = record.clause { { "　" }<ClauseLink {clause} /> }</li>
                }) }
            </ol>
        </section>
    }
}
