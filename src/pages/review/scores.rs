//! Document review and site visit: item by item, what the team has agreed.

use std::collections::{BTreeMap, BTreeSet};

use award::criteria::Criteria;
use award::points::{Percent, Points};
use award::review::{Event as Happening, Stage};
use award::{ApplicantId, ExaminerId, ItemId};
use yew::{AttrValue, Callback, Event, Html, MouseEvent, Properties, component, html, use_state, use_state_eq};

use super::Desk;
use crate::browser::{files, page};
use crate::components::{Dropdown, toggled};
use crate::state::{use_catalog, use_select};

/// Properties of [`Scores`].
#[derive(Properties, PartialEq)]
pub(super) struct ScoresProps {
    pub desk: Desk,
    pub stage: Stage,
}

/// The third and the fourth step.
#[component]
pub(super) fn Scores(props: &ScoresProps) -> Html {
    let catalog = use_catalog();
    let (desk, stage) = (&props.desk, props.stage);
    let session = desk.session();
    let wanted = use_state_eq(|| None::<ApplicantId>);
    let room = use_select(|state| state.workshop.room.clone());
    let absent = use_state(BTreeSet::<ExaminerId>::new);
    let shown = wanted.as_ref().filter(|id| session.present().any(|(other, _)| other == *id)).cloned();
    let Some(id) = shown.or_else(|| session.present().next().map(|(id, _)| id.clone())) else { return Html::default() };
    let choose = {
        let wanted = wanted.clone();
        Callback::from(move |id: String| wanted.set(Some(id.as_str().into())))
    };
    let options = session.present().map(|(id, applicant)| {
        let tally = applicant.tally(catalog, stage);
        (AttrValue::from(id.to_string()), AttrValue::from(format!("{}（{}/{}）", applicant.name, tally.scored, tally.items)))
    });
    let by: BTreeSet<ExaminerId> = session.judges(&id).into_iter().filter(|judge| !absent.contains(*judge)).cloned().collect();
    let import = {
        let (desk, id, by) = (desk.clone(), id.clone(), by.clone());
        Callback::from(move |event: Event| {
            if let Some(file) = files::chosen(&event).into_iter().next() {
                desk.store.score_from_file(stage, id.clone(), by.clone(), file);
            }
        })
    };
    let from_room = {
        let (desk, absent) = (desk.clone(), absent.clone());
        Callback::from(move |_: MouseEvent| {
            desk.answered(desk.store.score_from_room(stage, &absent));
        })
    };
    html! {
        <section class="card">
            <div class="card-head"><h2>{ stage.name() }</h2>
                <Dropdown id="review-applicant-choice" label="申报单位" options={options.collect::<Vec<_>>()} chosen={id.to_string()} on_choose={choose} /></div>
            <fieldset class="ticks"><legend>{ "参加评分的评审员（应回避的不在其中）" }</legend>
                { for session.judges(&id).into_iter().filter_map(|judge| Some((judge, session.examiners.get(judge)?))).map(|(judge, examiner)| html! {
                    <label class="tick"><input type="checkbox" checked={by.contains(judge)} onchange={toggled(&absent, judge)} />{ &*examiner.name }</label>
                }) }
            </fieldset>
            <div class="actions">
                <label class="button file-button"><input type="file" accept=".json,application/json" onchange={import} />{ "从合议成绩单读入…" }</label>
                if session.can_bring_in(&room.gathering) { <button type="button" onclick={from_room} title="所有单位一次读入：名称相同、年度最近的成绩单，同一年度先用合议成绩单，没有的用自评成绩单代替；已评的不改">{ "各家从多家对比读入" }</button> }
            </div>
            if let Some(told) = session.applicants.get(&id).and_then(|applicant| applicant.sources_told(stage)) { <p class="muted small">{ told }</p> }
            { table(&catalog.criteria, desk, stage, &id, &by) }
        </section>
    }
}

fn table(criteria: &'static Criteria, desk: &Desk, stage: Stage, id: &ApplicantId, by: &BTreeSet<ExaminerId>) -> Html {
    let Some(applicant) = desk.session().applicants.get(id) else { return Html::default() };
    let marks = applicant.marks(stage);
    html! {
        <div class="scroll">
            <table class="mark-table" aria-label={format!("{}{}", applicant.name, stage.name())}>
                <thead><tr><th scope="col">{ "条款" }</th><th scope="col" class="num">{ "分值" }</th><th scope="col">{ "得分比例" }</th><th scope="col" class="num">{ "得分" }</th></tr></thead>
                <tbody>
                    { for criteria.every_item().map(|item| {
                        let percent = marks.get(&item.id).map(|mark| mark.percent);
                        let score = {
                            let (desk, id, by, item) = (desk.clone(), id.clone(), by.clone(), item.id.clone());
                            Callback::from(move |percent: Option<Percent>| {
                                let scores = BTreeMap::from([(item.clone(), percent)]);
                                desk.act(Happening::Scored { stage, applicant: id.clone(), scores, by: by.clone(), from: None });
                            })
                        };
                        html! {
                            <tr key={item.id.to_string()}><th scope="row">{ format!("{} {}", item.id, item.title) }</th><td class="num">{ item.points }</td>
                                <td>{ percent_choice(&item.id, stage.name(), percent, &score) }</td>
                                <td class="num">{ percent.map(|percent| Points::earned(item.points, percent).to_string()).unwrap_or_default() }</td></tr>
                        }
                    }) }
                </tbody>
            </table>
        </div>
    }
}

/// A list of percents for an item.
pub(in crate::pages) fn percent_choice(
    item: &ItemId,
    of: &str,
    chosen: Option<Percent>,
    on_choose: &Callback<Option<Percent>>,
) -> Html {
    let onchange = on_choose.reform(|event: Event| page::choice_of(&event).parse().ok().and_then(Percent::new));
    let value = chosen.map_or_else(String::new, |percent| percent.value().to_string());
    html! {
        <select aria-label={format!("{item} {of}")} {onchange} ~value={value}>
            <option value="" selected={chosen.is_none()}>{ "未评" }</option>
            { for Percent::every().map(|percent| html! {
                <option value={percent.value().to_string()} selected={chosen == Some(percent)}>{ percent.to_string() }</option>
            }) }
        </select>
    }
}
