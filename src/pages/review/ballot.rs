//! The secret ballot: one voter after the other at this machine. The box adds up and forgets.

use std::collections::BTreeMap;

use award::review::{Event as Happening, Vote};
use award::scheme::{Prize, Scheme};
use award::{ApplicantId, VoterId};
use yew::{AttrValue, Callback, Event, Html, MouseEvent, component, html, use_state, use_state_eq};

use super::outcome::Outcomes;
use super::{Desk, DeskProps};
use crate::browser::page;
use crate::components::{Dropdown, entry};
use crate::state::{BallotBox, use_catalog, use_select};

/// The votes to choose from.
const VOTES: [(&str, &str, Vote); 4] = [
    ("yes", "赞成", Vote::Yes),
    ("no", "反对", Vote::No),
    ("abstain", "弃权", Vote::Abstain),
    ("invalid", "无效", Vote::Invalid),
];

/// The seventh step.
#[component]
pub(super) fn Ballot(props: &DeskProps) -> Html {
    let desk = &props.desk;
    let up = use_select(|state| state.workshop.ballot.clone());
    let set_up = {
        let desk = desk.clone();
        Callback::from(move |_: MouseEvent| {
            desk.answered(desk.store.set_up_ballot());
        })
    };
    let session = desk.session();
    html! {
        <>
            <section class="card">
                <h2>{ "无记名投票" }</h2>
                if session.every_candidate().next().is_none() { <p>{ "没有候选单位，不用投票，可以直接进入下一步。" }</p> }
                else if session.count.is_some() { <Counted desk={desk.clone()} /> }
                else if let Some(up) = up { <Voting desk={desk.clone()} {up} /> }
                else {
                    <p>{ "委员依次在这台机器上投票。票箱只累加票数，投进去就分不出是谁的；投票过程不存进浏览器，中途关闭页面要重新投。" }</p>
                    <div class="actions"><button type="button" class="primary" onclick={set_up}>{ "开始投票" }</button></div>
                }
            </section>
            if session.count.is_some() { <Outcomes desk={desk.clone()} /> }
        </>
    }
}

/// Properties of [`Voting`].
#[derive(yew::Properties, PartialEq)]
struct VotingProps {
    desk: Desk,
    up: BallotBox,
}

/// The list of voters and the ballot of the one whose turn it is.
#[component]
fn Voting(props: &VotingProps) -> Html {
    let scheme = &use_catalog().scheme;
    let (desk, up) = (&props.desk, &props.up);
    let session = desk.session();
    let turn = use_state_eq(|| None::<VoterId>);
    let marks = use_state(BTreeMap::<ApplicantId, Vote>::new);
    let waiting: Vec<_> = session.voters.iter().filter(|(id, _)| !up.has_voted(id)).collect();
    let call = {
        let (turn, marks) = (turn.clone(), marks.clone());
        Callback::from(move |id: String| {
            marks.set(BTreeMap::new());
            turn.set((!id.is_empty()).then(|| id.as_str().into()));
        })
    };
    let hand_in = {
        let (desk, turn, marks) = (desk.clone(), turn.clone(), marks.clone());
        Callback::from(move |_: MouseEvent| {
            let Some(voter) = &*turn else { return };
            if desk.answered(desk.store.put_ballot(voter, &marks)) {
                marks.set(BTreeMap::new());
                turn.set(None);
            }
        })
    };
    let count = {
        let desk = desk.clone();
        Callback::from(move |_: MouseEvent| {
            desk.answered(desk.store.count_ballot());
        })
    };
    let cancel = {
        let desk = desk.clone();
        Callback::from(move |_: MouseEvent| desk.store.discard_ballot())
    };
    let mut options = vec![(AttrValue::Static(""), AttrValue::Static("请选择委员"))];
    options.extend(waiting.iter().map(|(id, voter)| (AttrValue::from(id.to_string()), AttrValue::from(voter.name.to_string()))));
    let chosen = turn.as_ref().map(ToString::to_string).unwrap_or_default();
    html! {
        <>
            <p role="status">{ format!("已收回选票 {} 张，共 {} 人有投票资格", up.ballots(), session.voters.len()) }</p>
            <Dropdown id="ballot-voter" label="现在投票的委员" {options} {chosen} on_choose={call} />
            if let Some(voter) = (*turn).clone() {
                { ballot(scheme, desk, &voter, &marks) }
                <div class="actions"><button type="button" class="primary" onclick={hand_in}>{ "投入票箱" }</button></div>
            }
            <div class="actions">
                <button type="button" onclick={count} disabled={turn.is_some()}>{ "结束投票并计票" }</button>
                <button type="button" class="ghost" onclick={cancel}>{ "取消这次投票" }</button>
            </div>
        </>
    }
}

/// The ballot of a voter: every candidate, prize by prize; from some the voter may be recused.
fn ballot(
    scheme: &'static Scheme,
    desk: &Desk,
    voter: &VoterId,
    marks: &yew::UseStateHandle<BTreeMap<ApplicantId, Vote>>,
) -> Html {
    let session = desk.session();
    let is_recused = |id: &ApplicantId| session.voters.get(voter).is_some_and(|voter| voter.recused.contains(id));
    let of_prize = |prize: &'static Prize| {
        let own = session.every_candidate().filter(|(_, applicant)| applicant.nominated.as_ref() == Some(&prize.id));
        own.map(move |(id, applicant)| (prize, id, applicant))
    };
    html! {
        <table class="ballot" aria-label="选票"><tbody>
            { for scheme.prizes.iter().flat_map(of_prize).map(|(prize, id, applicant)| {
                let prize = format!("{}（名额 {}）", prize.name, prize.quota);
                if is_recused(id) {
                    return html! { <tr><th scope="row">{ &*applicant.name }</th><td>{ prize }</td><td class="muted">{ "回避，不投" }</td></tr> };
                }
                let marked = marks.get(id).copied();
                let onchange = {
                    let (marks, id) = (marks.clone(), id.clone());
                    Callback::from(move |event: Event| {
                        let value = page::choice_of(&event);
                        let mut next = (*marks).clone();
                        match VOTES.into_iter().find(|(key, ..)| *key == value) {
                            Some((.., vote)) => drop(next.insert(id.clone(), vote)),
                            None => drop(next.remove(&id)),
                        }
                        marks.set(next);
                    })
                };
                let value = VOTES.into_iter().find(|(.., vote)| Some(*vote) == marked).map_or("", |(key, ..)| key);
                html! {
                    <tr><th scope="row">{ &*applicant.name }</th><td>{ prize }</td>
                        <td><select aria-label={format!("{} 选票", applicant.name)} {onchange} ~value={value}>
                            <option value="" selected={marked.is_none()}>{ "未填（按弃权）" }</option>
                            { for VOTES.map(|(key, name, vote)| html! { <option value={key} selected={marked == Some(vote)}>{ name }</option> }) }
                        </select></td></tr>
                }
            }) }
        </tbody></table>
    }
}

/// What was counted, and how to annul it.
#[component]
fn Counted(props: &DeskProps) -> Html {
    let desk = &props.desk;
    let reason = use_state_eq(String::new);
    let annul = {
        let (desk, reason) = (desk.clone(), reason.clone());
        Callback::from(move |_: MouseEvent| {
            desk.act(Happening::Annulled(reason.as_str().into()));
        })
    };
    let session = desk.session();
    let Some(count) = &session.count else { return Html::default() };
    let unanimous = count.tallies.values().any(award::review::Tally::is_unanimous);
    html! {
        <>
            <p role="status">{ format!("已计票：有投票资格 {} 人，收回选票 {} 张", session.voters.len(), count.handed.len()) }</p>
            if unanimous { <p class="muted small">{ "有单位的票完全一致，和纸质投票一样，这样的票数本身就说明了每个人怎么投的。" }</p> }
            <details>
                <summary class="small">{ "计票有误，作废重投" }</summary>
                <div class="inline-form">{ entry("ballot-annul", "为什么作废", &reason) }<button type="button" onclick={annul}>{ "作废这次计票" }</button></div>
            </details>
        </>
    }
}
