//! The team of examiners, the applicants, and the readings that the session goes by.

use std::collections::BTreeSet;

use award::review::Event as Happening;
use award::scheme::{Prize, Reading, Scheme, Setting};
use award::{ApplicantId, PrizeId};
use yew::{AttrValue, Callback, Event, Html, MouseEvent, SubmitEvent, component, html, use_state, use_state_eq};

use super::{Desk, DeskProps};
use crate::components::{Dropdown, Tag, Tone, entry, toggled};
use crate::state::{use_catalog, use_select};

/// The first step.
#[component]
pub(super) fn Team(props: &DeskProps) -> Html {
    html! {
        <>
            <Examiners desk={props.desk.clone()} />
            <Applicants desk={props.desk.clone()} />
            <ReadingChoice desk={props.desk.clone()} />
        </>
    }
}

#[component]
fn Examiners(props: &DeskProps) -> Html {
    let review = &use_catalog().scheme.review;
    let desk = &props.desk;
    let name = use_state_eq(String::new);
    let add = {
        let (desk, name) = (desk.clone(), name.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if desk.act(Happening::AddedExaminer(desk.next_id().as_str().into(), name.as_str().into())) {
                name.set(String::new());
            }
        })
    };
    let (least, most) = review.examiners;
    html! {
        <section class="card">
            <div class="card-head"><h2>{ "评审组" }</h2><span class="muted small">{ format!("{least}–{most} 人，设一名组长；现有 {} 人", desk.session().examiners.len()) }</span></div>
            <ul class="rows">
                { for desk.session().examiners.iter().map(|(id, examiner)| html! {
                    <li key={id.to_string()}><b class="grow">{ &*examiner.name }</b>
                        if examiner.leader { <Tag tone={Tone::Good}>{ "组长" }</Tag> }
                        else { <button type="button" class="small" onclick={desk.happening(Happening::ChoseLeader(id.clone()))} aria-label={format!("任组长：{}", examiner.name)}>{ "任组长" }</button> }
                        <button type="button" class="small ghost" onclick={desk.happening(Happening::RemovedExaminer(id.clone()))} aria-label={format!("退出：{}", examiner.name)}>{ "退出" }</button></li>
                }) }
            </ul>
            <form class="inline-form" onsubmit={add}>{ entry("review-examiner", "评审员姓名", &name) }<button>{ "加入评审组" }</button></form>
        </section>
    }
}

#[component]
fn Applicants(props: &DeskProps) -> Html {
    let scheme = &use_catalog().scheme;
    let desk = &props.desk;
    let name = use_state_eq(String::new);
    let former = use_state(BTreeSet::<PrizeId>::new);
    let add = {
        let (desk, name, former) = (desk.clone(), name.clone(), former.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let event = Happening::AddedApplicant(desk.next_id().as_str().into(), name.as_str().into(), (*former).clone());
            if desk.act(event) {
                name.set(String::new());
                former.set(BTreeSet::new());
            }
        })
    };
    let room = use_select(|state| state.workshop.room.clone());
    let newcomers = desk.session().newcomers(&room.gathering);
    let bring = {
        let (desk, newcomers) = (desk.clone(), newcomers.clone());
        Callback::from(move |_: MouseEvent| {
            let first = desk.next_id();
            let came = newcomers.iter().enumerate().map(|(at, name)| {
                Happening::AddedApplicant(format!("{first}-{at:05}").as_str().into(), name.clone(), BTreeSet::new())
            });
            desk.act_all(came.collect());
        })
    };
    html! {
        <section class="card">
            <h2>{ "申报单位" }</h2>
            <ul class="rows">
                { for desk.session().applicants.iter().map(|(id, applicant)| html! {
                    <li key={id.to_string()}><b class="grow">{ &*applicant.name }</b>{ former_prizes(scheme, desk, id) }
                        <button type="button" class="small ghost" onclick={desk.happening(Happening::RemovedApplicant(id.clone()))} aria-label={format!("撤下：{}", applicant.name)}>{ "撤下" }</button></li>
                }) }
            </ul>
            <form class="inline-form" onsubmit={add}>
                { entry("review-applicant", "申报单位名称", &name) }
                { for scheme.prizes.iter().map(|prize| html! {
                    <label class="tick"><input type="checkbox" checked={former.contains(&prize.id)} onchange={toggled(&former, &prize.id)} />{ format!("曾获{}", prize.name) }</label>
                }) }
                <button>{ "加入申报单位" }</button>
            </form>
            if !newcomers.is_empty() {
                <div class="actions"><button type="button" onclick={bring} title="按名称，每家一次；曾获奖项请在各行勾选">{ format!("加入多家对比里的 {} 家", newcomers.len()) }</button></div>
            }
        </section>
    }
}

/// The prizes that an applicant has won before, to be ticked: a repeated winner is paid nothing.
pub(super) fn former_prizes(scheme: &'static Scheme, desk: &Desk, id: &ApplicantId) -> Html {
    let Some(applicant) = desk.session().applicants.get(id) else { return Html::default() };
    let tick = |prize: &'static Prize| {
        let onchange = {
            let (desk, id, mut former) = (desk.clone(), id.clone(), applicant.former.clone());
            if !former.remove(&prize.id) {
                former.insert(prize.id.clone());
            }
            Callback::from(move |_: Event| {
                desk.act(Happening::ChangedFormer(id.clone(), former.clone()));
            })
        };
        let text = format!("曾获{}", prize.name);
        html! {
            <label class="tick small"><input type="checkbox" checked={applicant.former.contains(&prize.id)} {onchange}
                aria-label={format!("{text}：{}", applicant.name)} />{ text.clone() }</label>
        }
    };
    html! { <>{ for scheme.prizes.iter().map(tick) }</> }
}

/// What the regulation leaves open about a review.
#[component]
fn ReadingChoice(props: &DeskProps) -> Html {
    let scheme = &use_catalog().scheme;
    let desk = &props.desk;
    let about = |reading: &&Reading| {
        reading.options.iter().any(|option| matches!(option.sets, Some(Setting::ThoseVoting(_) | Setting::SamePrize(_))))
    };
    html! {
        <section class="card">
            <div class="card-head"><h2>{ "口径" }</h2><span class="muted small">{ "办法没有写明的，先约定" }</span></div>
            { for scheme.readings.iter().filter(about).map(|reading| {
                let options = reading.options.iter().map(|option| (AttrValue::from(option.id.to_string()), AttrValue::from(option.text.to_string())));
                let chosen = reading.options.iter().find(|option| option.sets.as_ref().is_some_and(|sets| desk.session().readings.are_set_by(sets)));
                let choose = {
                    let desk = desk.clone();
                    Callback::from(move |id: String| {
                        let sets = reading.options.iter().find(|option| option.id.as_str() == id).and_then(|option| option.sets.as_ref());
                        if let Some(sets) = sets {
                            desk.act(Happening::ChoseReadings(desk.session().readings.with(sets)));
                        }
                    })
                };
                html! { <Dropdown id={format!("reading-{}", reading.id)} label={reading.point.to_string()} options={options.collect::<Vec<_>>()}
                    chosen={chosen.map(|option| option.id.to_string()).unwrap_or_default()} on_choose={choose} /> }
            }) }
        </section>
    }
}
