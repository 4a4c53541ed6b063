//! 资格自查: every requirement with its clause, its questions, the expected proof, and the verdict from all of them.

use std::rc::Rc;

use award::assessment::{Action, Assessment, Choice};
use award::eligibility::{self, Finding, Outcome};
use award::scheme::{Question, Requirement, RequirementKind, Scheme};
use award::{FieldId, RequirementId};
use yew::{AttrValue, Callback, Html, Properties, component, html, use_effect_with, use_memo};

use crate::browser::page;
use crate::components::{ChoiceButtons, ClauseLink, OutcomeTag, TextBox};
use crate::pages::form_field::FormField;
use crate::pages::home::{RoundFields, tone_name, verdict_reason, verdict_word};
use crate::state::{use_assessment, use_catalog, use_overview, use_select, use_store};

/// Properties of [`Eligibility`].
#[derive(Properties, PartialEq)]
pub struct EligibilityProps {
    /// The requirement to show first.
    #[prop_or_default]
    pub at: Option<RequirementId>,
}

/// 资格自查
#[component]
pub fn Eligibility(props: &EligibilityProps) -> Html {
    let catalog = use_catalog();
    let at = props.at.clone();
    use_effect_with(at.clone(), |at| {
        if let Some(id) = at {
            page::scroll_to(Some(&row_id(id)));
        }
    });
    html! {
        <div class="framed">
            <Verdict />
            <div class="page">
                <AboutApplicant />
                { for SECTIONS.iter().map(|&(kind, title, remark)| html! { <Requirements {kind} {title} {remark} at={at.clone()} /> }) }
                <p class="muted small">{ format!("判断依据{}；标有“口径”的地方办法没有写明，以秘书处公告为准。", catalog.scheme.document) }</p>
            </div>
        </div>
    }
}

/// The sections of the screen: the kind of requirement, the title, and what it does to the verdict.
const SECTIONS: [(RequirementKind, &str, &str); 4] = [
    (RequirementKind::Condition, "申报条件", "应当同时符合"),
    (RequirementKind::Disqualifier, "不得申报的情形", "有一种就不得申报"),
    (RequirementKind::Procedure, "申报前要办的事", "不影响能不能申报的判断，交材料前要办完"),
    (RequirementKind::Notice, "提示", "不影响申报"),
];

fn row_id(id: &RequirementId) -> String {
    format!("requirement-{id}")
}

#[component]
fn Verdict() -> Html {
    let Some(overview) = use_overview() else { return Html::default() };
    let (tone, word) = verdict_word(overview.check.verdict);
    let (known, all) = overview.check.progress();
    html! {
        <header class="page-head">
            <h1>{ "资格自查" }</h1>
            <p class="verdict" role="status"><b data-tone={tone_name(tone)}>{ word }</b><span class="muted">{ verdict_reason(&overview) }</span></p>
            <progress max={all.to_string()} value={known.to_string()} aria-label="已有结论的项数">{ format!("{known}/{all}") }</progress>
        </header>
    }
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

#[derive(Properties)]
struct RequirementCardProps {
    requirement: &'static Requirement,
    is_target: bool,
}

impl PartialEq for RequirementCardProps {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.requirement, other.requirement) && self.is_target == other.is_target
    }
}

/// What a card shows of its requirement's finding.
#[derive(Clone, PartialEq)]
struct Found {
    outcome: Outcome,
    cured_on: Option<jiff::civil::Date>,
    mattering: Vec<bool>,
}

#[component]
fn RequirementCard(props: &RequirementCardProps) -> Html {
    let requirement = props.requirement;
    let catalog = use_catalog();
    let found = use_select(move |state| {
        let overview = state.overview()?;
        let finding = overview.check.findings.iter().find(|finding| finding.requirement.id == requirement.id)?;
        Some(found(&catalog.scheme, finding, state.assessment()?, state.today))
    });
    let Some(found) = found else { return Html::default() };
    let questions = own_questions(&catalog.scheme, requirement);
    html! {
        <article class="card requirement" id={row_id(&requirement.id)} data-target={props.is_target.then_some("yes")}>
            <div class="card-head">
                <h3>{ &*requirement.subject }</h3>
                <OutcomeTag kind={requirement.kind} outcome={found.outcome} />
                <ClauseLink clause={requirement.clause} />
            </div>
            <p class="muted">{ &*requirement.meaning }</p>
            <div class="questions">
                { for requirement.rule.fields().into_iter().map(|field| html! { <FactField field={field.clone()} /> }) }
                { for questions.into_iter().zip(&found.mattering).map(|(question, &matters)| html! { <Ask {question} {matters} /> }) }
            </div>
            if let Some(day) = found.cured_on { <p class="hint">{ format!("如无其他变化，{day} 起符合这一项。") }</p> }
            { proof(requirement) }
            { readings(&catalog.scheme, requirement) }
        </article>
    }
}

/// The questions of a requirement that are not asked above all requirements, each once.
fn own_questions(scheme: &'static Scheme, requirement: &'static Requirement) -> Vec<&'static Question> {
    let mut seen = std::collections::BTreeSet::new();
    let asked = requirement.rule.asks().into_iter().filter(|&answer| seen.insert(answer));
    let asked: Vec<_> = asked.filter_map(|answer| scheme.question(answer)).collect();
    asked.into_iter().filter(|question| !question.about_applicant).collect()
}

fn found(scheme: &'static Scheme, finding: &Finding<'static>, assessment: &Rc<Assessment>, today: jiff::civil::Date) -> Found {
    let questions = own_questions(scheme, finding.requirement);
    let mattering = questions.iter().map(|question| eligibility::matters(finding.requirement, &question.id, assessment, today));
    Found { outcome: finding.outcome, cured_on: finding.cured_on, mattering: mattering.collect() }
}

fn proof(requirement: &'static Requirement) -> Html {
    if requirement.proof.is_empty() {
        return Html::default();
    }
    html! {
        <details>
            <summary>{ "需要什么证明" }</summary>
            <ul>{ for requirement.proof.iter().map(|proof| html! { <li>{ &**proof }</li> }) }</ul>
        </details>
    }
}

fn readings(scheme: &'static Scheme, requirement: &'static Requirement) -> Html {
    let readings: Vec<_> = requirement.readings.iter().filter_map(|id| scheme.reading(id)).collect();
    if readings.is_empty() {
        return Html::default();
    }
    html! {
        <details>
            <summary>{ "口径（办法没有写明的地方）" }</summary>
            <dl class="readings">
                { for readings.into_iter().map(|reading| html! {
                    <><dt>{ &*reading.point }</dt><dd>{ &*reading.reading }{ "以秘书处公告为准。" }</dd></>
                }) }
            </dl>
        </details>
    }
}

#[derive(Properties, PartialEq)]
struct FactFieldProps {
    field: FieldId,
}

/// A field of the form that a requirement reads; entered here or there, kept once.
#[component]
fn FactField(props: &FactFieldProps) -> Html {
    let catalog = use_catalog();
    match catalog.form.field(props.field.as_str()) {
        Some(field) => html! { <div class="question"><FormField {field} /></div> },
        None => Html::default(),
    }
}

#[derive(Properties)]
struct AskProps {
    question: &'static Question,
    matters: bool,
}

impl PartialEq for AskProps {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.question, other.question) && self.matters == other.matters
    }
}

/// A question with its answer and its note.
#[component]
fn Ask(props: &AskProps) -> Html {
    let store = use_store();
    let question = props.question;
    let answer = use_select(move |state| state.assessment().map(|open| open.answer(question.id.as_str())).unwrap_or_default());
    let choose = {
        let store = store.clone();
        Callback::from(move |value: Option<&'static str>| {
            store.act(&Action::Answered(question.id.clone(), value.and_then(choice_of)))
        })
    };
    let note = store.typing(move |text| Action::NotedAnswer(question.id.clone(), text));
    // Only as it is first shown: a note that becomes empty must not fold away under the fingers.
    let has_note = *use_memo((), |()| !answer.note.is_empty());
    // What was answered is never called idle: it may be what decides.
    let idle = !props.matters && !matches!(answer.choice, Some(Choice::Yes | Choice::No));
    html! {
        <div class="question" data-idle={idle.then_some("yes")}>
            <div class="question-row">
                <div class="grow">
                    <span>{ &*question.text }</span>
                    if idle { <span class="muted small">{ "　这一项已有结论，可以不答" }</span> }
                    if let Some(hint) = &question.hint { <span class="muted small block">{ &**hint }</span> }
                </div>
                <AnswerButtons name={format!("answer-{}", question.id)} label={AttrValue::from(question.text.clone())} choice={answer.choice} {choose} />
            </div>
            <details class="note" open={has_note}>
                <summary>{ "备注" }</summary>
                <TextBox id={format!("note-{}", question.id)} label={format!("备注：{}", question.text)} quiet_label=true
                    value={answer.note.clone()} on_type={note} example="依据、文件名称、经办人（写进申报表的资格自查表）" />
            </details>
        </div>
    }
}

/// Properties of [`AnswerButtons`].
#[derive(Properties, PartialEq)]
pub struct AnswerButtonsProps {
    /// The name of the group, unique in the page.
    pub name: AttrValue,
    /// The question.
    pub label: AttrValue,
    /// The choice.
    pub choice: Option<Choice>,
    /// Called with the value that is chosen.
    pub choose: Callback<Option<&'static str>>,
}

/// 是, 否, 不确定.
#[component]
pub fn AnswerButtons(props: &AnswerButtonsProps) -> Html {
    let options = vec![("yes", "是"), ("no", "否"), ("unsure", "不确定")];
    let chosen = match props.choice {
        Some(Choice::Yes) => "yes",
        Some(Choice::No) => "no",
        Some(Choice::Unsure) => "unsure",
        None => "",
    };
    html! { <ChoiceButtons name={&props.name} label={&props.label} {options} {chosen} on_choose={&props.choose} /> }
}

/// The choice behind the value of a button.
pub fn choice_of(value: &'static str) -> Option<Choice> {
    match value {
        "yes" => Some(Choice::Yes),
        "no" => Some(Choice::No),
        "unsure" => Some(Choice::Unsure),
        _ => None,
    }
}

/// The open assessment's answer can be given in the form as well.
#[derive(Properties, PartialEq)]
pub struct AnswerFieldProps {
    /// The question whose answer it is.
    pub answer: award::AnswerId,
    /// The label of the field.
    pub label: AttrValue,
}

/// A yes-or-no fact of the form: the same answer as in the eligibility check.
#[component]
pub fn AnswerField(props: &AnswerFieldProps) -> Html {
    let store = use_store();
    let choice = use_assessment().and_then(|open| open.answer(props.answer.as_str()).choice);
    let answer = props.answer.clone();
    let choose = Callback::from(move |value: Option<&'static str>| {
        store.act(&Action::Answered(answer.clone(), value.and_then(choice_of)))
    });
    html! {
        <div class="field">
            <span class="label">{ &props.label }</span>
            <AnswerButtons name={format!("form-answer-{}", props.answer)} label={&props.label} {choice} {choose} />
        </div>
    }
}
