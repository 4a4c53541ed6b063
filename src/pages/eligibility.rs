//! 资格自查: the verdict, every requirement with what it rests on, the dated events and certificates, and a what-if.

mod answers;
mod certificates;
mod events;
mod facts;
mod readings;
mod requirement;
mod standing;
mod what_if;

use award::RequirementId;
use award::eligibility::Finding;
use award::scheme::RequirementKind;
use yew::{Html, Properties, component, html, use_effect_with};

pub use self::answers::AnswerField;
use self::answers::Ask;
use self::certificates::Certificates;
use self::events::Events;
pub use self::facts::wanted;
pub use self::readings::Switch;
use self::requirement::RequirementCard;
use self::standing::Standing;
use self::what_if::WhatIf;
use crate::browser::page;
use crate::components::{RouteLink, outcome_word};
use crate::pages::form_field::FormField;
use crate::pages::home::{RoundFields, tone_name, verdict_reason, verdict_word};
use crate::route::Route;
use crate::state::{use_catalog, use_overview};

/// A list of this screen that is entered here and nowhere else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordList {
    /// The dated events.
    Events,
    /// The certificates.
    Certificates,
}

impl RecordList {
    /// Its id in the page, and in the address.
    pub fn id(self) -> &'static str {
        match self {
            RecordList::Events => "events",
            RecordList::Certificates => "certificates",
        }
    }
}

/// Properties of [`Eligibility`].
#[derive(Properties, PartialEq)]
pub struct EligibilityProps {
    /// The requirement to show first.
    #[prop_or_default]
    pub at: Option<RequirementId>,
    /// The list to show first.
    #[prop_or_default]
    pub list: Option<RecordList>,
}

/// 资格自查
#[component]
pub fn Eligibility(props: &EligibilityProps) -> Html {
    let catalog = use_catalog();
    let at = props.at.clone();
    use_effect_with((at.clone(), props.list), |(at, list)| {
        if let Some(id) = at {
            page::scroll_to(Some(&row_id(id)));
        } else if let Some(list) = list {
            page::scroll_to(Some(list.id()));
        }
    });
    let section = |kind, title, remark| html! { <Requirements {kind} {title} {remark} at={at.clone()} /> };
    html! {
        <div class="framed">
            <Verdict />
            <div class="split">
            <Index at={props.at.clone()} />
            <div class="page">
                <Standing />
                <AboutApplicant />
                { section(RequirementKind::Condition, "申报条件", "应当同时符合") }
                <Certificates is_target={props.list == Some(RecordList::Certificates)} />
                { section(RequirementKind::Disqualifier, "不得申报的情形", "有一种就不得申报") }
                <Events is_target={props.list == Some(RecordList::Events)} />
                { section(RequirementKind::Procedure, "申报前要办的事", "不影响能不能申报的判断，交材料前要办完") }
                { section(RequirementKind::Notice, "提示", "不影响申报") }
                <WhatIf />
                <p class="muted small">{ format!("判断依据{}；标有“口径”的地方办法没有写明，以秘书处公告为准。", catalog.scheme.document) }</p>
            </div>
            </div>
        </div>
    }
}

fn row_id(id: &RequirementId) -> String {
    format!("requirement-{id}")
}

#[component]
fn Verdict() -> Html {
    let catalog = use_catalog();
    let Some(overview) = use_overview() else { return Html::default() };
    let (tone, word) = verdict_word(overview.check.verdict);
    let (known, all) = overview.check.progress();
    html! {
        <header class="page-head">
            <h1>{ "资格自查" }</h1>
            <p class="verdict" role="status"><b data-tone={tone_name(tone)}>{ word }</b><span class="muted">{ verdict_reason(catalog, &overview) }</span></p>
            <progress max={all.to_string()} value={known.to_string()} aria-label="已有结论的项数">{ format!("{known}/{all}") }</progress>
        </header>
    }
}

#[derive(Properties, PartialEq)]
struct IndexProps {
    at: Option<RequirementId>,
}

/// Every requirement with its outcome, to go to.
#[component]
fn Index(props: &IndexProps) -> Html {
    let Some(overview) = use_overview() else { return Html::default() };
    let row = |finding: &Finding| {
        let requirement = finding.requirement;
        let (tone, word) = outcome_word(requirement.kind, finding.outcome, finding.concerns);
        html! {
            <RouteLink to={Route::Requirement(requirement.id.clone())} is_current={props.at.as_ref() == Some(&requirement.id)}>
                <span class="grow one-line" title={requirement.subject.to_string()}>{ &*requirement.subject }</span>
                <small data-tone={tone_name(tone)}>{ word }</small>
            </RouteLink>
        }
    };
    html! { <nav class="side-list" aria-label="条件和情形">{ for overview.check.findings.iter().map(row) }</nav> }
}

/// The questions about what the applicant is; several requirements depend on them.
#[component]
fn AboutApplicant() -> Html {
    let catalog = use_catalog();
    html! {
        <section class="card">
            <div class="card-head"><h2>{ "先说明单位情况" }</h2><span class="muted small">{ "后面的判断要用到" }</span></div>
            <div class="form-grid">
                { for catalog.form.field("org_name").map(|field| html! { <FormField {field} /> }) }
                <RoundFields />
            </div>
            <div class="questions">
                { for catalog.scheme.questions_about_applicant().map(|question| html! { <Ask {question} matters=true /> }) }
            </div>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct RequirementsProps {
    kind: RequirementKind,
    title: &'static str,
    remark: &'static str,
    at: Option<RequirementId>,
}

#[component]
fn Requirements(props: &RequirementsProps) -> Html {
    let catalog = use_catalog();
    let requirements = catalog.scheme.requirements.iter().filter(|requirement| requirement.kind == props.kind);
    html! {
        <section class="requirements">
            <div class="section-head"><h2>{ props.title }</h2><span class="muted small">{ props.remark }</span></div>
            { for requirements.map(|requirement| html! {
                <RequirementCard {requirement} is_target={props.at.as_ref() == Some(&requirement.id)} />
            }) }
        </section>
    }
}
