//! What the ballot says: sums, who is proposed, vacancies, ties that the committee must settle.

use std::collections::BTreeSet;

use award::review::{BEHIND, Choice, Event as Happening, PrizeOutcome, Tie};
use award::scheme::{Phase, Prize};
use award::{ApplicantId, PrizeId};
use yew::{Callback, Html, MouseEvent, component, html, use_state, use_state_eq};

use super::{Desk, DeskProps};
use crate::components::{Tag, Tone, entry, toggled};
use crate::state::use_catalog;

/// The sums and what follows from them.
#[component]
pub(super) fn Outcomes(props: &DeskProps) -> Html {
    let catalog = use_catalog();
    let desk = &props.desk;
    let session = desk.session();
    let Some((count, outcomes)) = session.count.as_ref().zip(session.outcomes(catalog)) else { return Html::default() };
    let review = &catalog.scheme.review;
    html! {
        <section class="card">
            <div class="card-head"><h2>{ "计票结果" }</h2><span class="muted small">{ session.pass_rule(review) }</span></div>
            <div class="scroll" tabindex="0" role="group" aria-label="计票结果，可滚动">
                <table aria-label="计票结果">
                    <thead><tr><th scope="col">{ "候选单位" }</th>{ for ["赞成", "反对", "弃权", "无效"].map(|name| html! { <th scope="col" class="num">{ name }</th> }) }<th scope="col">{ "结果" }</th></tr></thead>
                    <tbody>
                        { for count.tallies.iter().map(|(id, tally)| {
                            let passes = tally.passes(review, session.readings.those_voting);
                            html! {
                                <tr key={id.to_string()}><th scope="row">{ &*session.name(id) }</th>
                                    { for [tally.yes, tally.no, tally.abstain, tally.invalid].map(|votes| html! { <td class="num">{ votes }</td> }) }
                                    <td><Tag tone={if passes { Tone::Good } else { Tone::Plain }}>{ if passes { "通过" } else { "未通过" } }</Tag></td></tr>
                            }
                        }) }
                    </tbody>
                </table>
            </div>
            { for outcomes.iter().zip(&catalog.scheme.prizes).map(|(outcome, prize)| told(desk, outcome, prize)) }
            { for session.readings_in(&catalog.scheme, &[Phase::Ballot]).iter().map(|reading| html! { <p class="muted small">{ reading.to_string() }</p> }) }
        </section>
    }
}

/// The names of some applicants.
fn names<'a>(desk: &Desk, ids: impl Iterator<Item = &'a ApplicantId>) -> String {
    let names: Vec<String> = ids.map(|id| desk.session().name(id).to_string()).collect();
    if names.is_empty() { "无".to_owned() } else { names.join("、") }
}

fn told(desk: &Desk, outcome: &PrizeOutcome, prize: &'static Prize) -> Html {
    let names = |ids: &[ApplicantId]| names(desk, ids.iter());
    html! {
        <>
            <p><b>{ format!("{}（名额 {}）：", prize.name, prize.quota) }</b>{ names(&outcome.proposed) }
                if outcome.vacant > 0 { { format!("；空缺 {}", outcome.vacant) } }
                if !outcome.lost.is_empty() { { format!("；其中失去资格、不递补：{}", names(&outcome.lost)) } }</p>
            if !outcome.behind.is_empty() { <p>{ format!("{BEHIND}{}", names(&outcome.behind)) }</p> }
            if let Some(tie) = &outcome.tie { { tied(desk, tie, prize) } }
        </>
    }
}

/// How a tie was settled, or what settles it. While the committee is together it may choose again, for a reason.
fn tied(desk: &Desk, tie: &Tie, prize: &'static Prize) -> Html {
    let settle =
        html! { <Settle desk={desk.clone()} prize={prize.id.clone()} name={prize.name.to_string()} tie={tie.clone()} /> };
    let Some(choice) = &tie.choice else { return settle };
    let chosen = names(desk, choice.chosen.iter());
    html! {
        <>
            <p>{ format!("末位并列，评委会选定：{chosen}。理由：{}", choice.reason) }</p>
            if desk.session().phase == Phase::Ballot { <details><summary class="small">{ "改选" }</summary>{ settle }</details> }
        </>
    }
}

/// Properties of [`Settle`].
#[derive(yew::Properties, PartialEq)]
struct SettleProps {
    desk: Desk,
    prize: PrizeId,
    name: String,
    tie: Tie,
}

/// The committee chooses among candidates that votes and total do not tell apart.
#[component]
fn Settle(props: &SettleProps) -> Html {
    let chosen = use_state(BTreeSet::<ApplicantId>::new);
    let reason = use_state_eq(String::new);
    let settle = {
        let (desk, prize, chosen, reason) = (props.desk.clone(), props.prize.clone(), chosen.clone(), reason.clone());
        Callback::from(move |_: MouseEvent| {
            let choice = Choice { chosen: (*chosen).clone(), reason: reason.as_str().into() };
            desk.act(Happening::ChoseAmongTied(prize.clone(), choice));
        })
    };
    html! {
        <fieldset class="ticks">
            <legend>{ format!("{}末位并列，只有 {} 个名额，请评委会选定", props.name, props.tie.places) }</legend>
            { for props.tie.among.iter().map(|id| html! {
                <label class="tick"><input type="checkbox" checked={chosen.contains(id)} onchange={toggled(&chosen, id)} />{ &*props.desk.session().name(id) }</label>
            }) }
            { entry(format!("tie-{}", props.prize), "按什么理由选定", &reason) }
            <button type="button" onclick={settle}>{ "选定" }</button>
        </fieldset>
    }
}
