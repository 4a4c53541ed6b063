//! Applicants that leave the review before its end.

use award::ApplicantId;
use award::review::Event as Happening;
use award::scheme::Phase;
use yew::{AttrValue, Callback, Html, MouseEvent, component, html, use_state_eq};

use super::DeskProps;
use crate::components::{ClauseLink, Dropdown, entry};
use crate::state::use_catalog;

/// Who left, and the form that registers it.
#[component]
pub(super) fn Leaving(props: &DeskProps) -> Html {
    let catalog = use_catalog();
    let desk = &props.desk;
    let session = desk.session();
    let who = use_state_eq(String::new);
    let reason = use_state_eq(String::new);
    let leaving = Happening::Withdrew(ApplicantId::from(who.as_str()), reason.as_str().into());
    if session.applicants.is_empty() || !leaving.fits(session.phase) {
        return Html::default();
    }
    let choose = {
        let who = who.clone();
        Callback::from(move |id: String| who.set(id))
    };
    let leave = {
        let (desk, who, reason) = (desk.clone(), who.clone(), reason.clone());
        Callback::from(move |_: MouseEvent| {
            if desk.act(leaving.clone()) {
                who.set(String::new());
                reason.set(String::new());
            }
        })
    };
    let mut options = vec![(AttrValue::Static(""), AttrValue::Static("请选择单位"))];
    options.extend(session.present().map(|(id, one)| (AttrValue::from(id.to_string()), AttrValue::from(one.name.to_string()))));
    let left: Vec<String> =
        session.applicants.values().filter_map(|one| Some(format!("{}：{}", one.name, one.withdrawn.as_ref()?))).collect();
    let is_named = session.present().any(|(id, _)| id.as_str() == who.as_str());
    html! {
        <section class="card">
            <details>
                <summary>{ format!("退出评审的单位（{} 家）", left.len()) }</summary>
                <ul class="small">{ for left.into_iter().map(|told| html! { <li>{ told }</li> }) }</ul>
                if let Some(step) = catalog.scheme.step(Phase::Notice) {
                    <p class="muted small">{ format!("{}：{} ", step.title, step.says) }{ for step.clauses.iter().map(|clause| html! { <ClauseLink clause={*clause} /> }) }</p>
                }
                <div class="inline-form">
                    <Dropdown id="review-leaving" label="退出的单位" {options} chosen={(*who).clone()} on_choose={choose} />
                    { entry("review-leaving-why", "为什么退出", &reason) }
                    <button type="button" disabled={!is_named} onclick={leave}>{ "登记退出" }</button>
                </div>
            </details>
        </section>
    }
}
