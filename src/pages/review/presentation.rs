//! Presentation and defence, and the list of those who may vote.

use std::collections::BTreeSet;

use award::ApplicantId;
use award::review::{Event as Happening, Voter};
use yew::{Callback, Event, Html, SubmitEvent, component, html, use_state, use_state_eq};

use super::DeskProps;
use crate::components::{entry, toggled};

/// The sixth step.
#[component]
pub(super) fn Presentation(props: &DeskProps) -> Html {
    let desk = &props.desk;
    html! {
        <>
            <section class="card">
                <h2>{ "展示和答辩" }</h2>
                if desk.session().every_candidate().next().is_none() { <p class="muted">{ "没有候选单位。" }</p> }
                { for desk.session().every_candidate().map(|(id, applicant)| {
                    let (acting, id, done) = (desk.clone(), id.clone(), applicant.presented);
                    let onchange = Callback::from(move |_: Event| {
                        acting.act(Happening::Presented(id.clone(), !done));
                    });
                    html! { <label class="tick"><input type="checkbox" checked={done} {onchange} />{ format!("{}已展示和答辩", applicant.name) }</label> }
                }) }
            </section>
            <Voters desk={desk.clone()} />
        </>
    }
}

#[component]
fn Voters(props: &DeskProps) -> Html {
    let desk = &props.desk;
    let session = desk.session();
    let name = use_state_eq(String::new);
    let recused = use_state(BTreeSet::<ApplicantId>::new);
    let add = {
        let (desk, name, recused) = (desk.clone(), name.clone(), recused.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let voter = Voter { name: name.as_str().into(), recused: (*recused).clone() };
            if desk.act(Happening::AddedVoter(desk.next_id().as_str().into(), voter)) {
                name.set(String::new());
                recused.set(BTreeSet::new());
            }
        })
    };
    let told = |voter: &Voter| {
        let names: Vec<String> = voter.recused.iter().map(|id| format!("回避{}", session.name(id))).collect();
        names.join("，")
    };
    html! {
        <section class="card">
            <div class="card-head"><h2>{ "有投票资格的评委会委员" }</h2><span class="muted small">{ format!("{} 人", session.voters.len()) }</span></div>
            <ul class="rows">
                { for session.voters.iter().map(|(id, voter)| html! {
                    <li key={id.to_string()}><b class="grow">{ &*voter.name }</b><span class="muted small">{ told(voter) }</span>
                        <button type="button" class="small ghost" onclick={desk.happening(Happening::RemovedVoter(id.clone()))} aria-label={format!("移出：{}", voter.name)}>{ "移出" }</button></li>
                }) }
            </ul>
            <form class="inline-form" onsubmit={add}>
                { entry("review-voter", "委员姓名", &name) }
                { for session.every_candidate().map(|(id, applicant)| html! {
                    <label class="tick"><input type="checkbox" checked={recused.contains(id)} onchange={toggled(&recused, id)} />{ format!("回避{}", applicant.name) }</label>
                }) }
                <button>{ "列入名单" }</button>
            </form>
        </section>
    }
}
