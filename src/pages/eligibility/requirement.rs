//! One requirement: its outcome, its questions, what the outcome rests on, the expected proof, and the readings.

use std::collections::BTreeSet;
use std::rc::Rc;

use award::assessment::{Assessment, Choice};
use award::catalog::Catalog;
use award::eligibility::{self, Fact, Finding, Missing, Outcome};
use award::evidence::Link;
use award::order::Gather;
use award::scheme::{Question, Requirement, Rule};
use award::{FieldId, ReadingId};
use jiff::civil::Date;
use yew::{Html, Properties, component, html};

use super::answers::Ask;
use super::facts::{self, Told, told, wanted};
use super::readings::Readings;
use super::row_id;
use crate::components::{ClauseLink, OutcomeTag};
use crate::pages::evidence::ShortList;
use crate::pages::form_field::FormField;
use crate::state::{use_catalog, use_select};

/// Properties of [`RequirementCard`].
#[derive(Properties)]
pub struct RequirementCardProps {
    /// The requirement.
    pub requirement: &'static Requirement,
    /// Whether it is the one that was asked for.
    pub is_target: bool,
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
    concerns: bool,
    cure: Option<String>,
    /// The questions to show, each with whether its answer could decide.
    questions: Vec<(&'static award::AnswerId, bool)>,
    basis: Vec<Told>,
    /// What helps to judge its questions.
    beside: Vec<Told>,
    missing: Vec<Told>,
    contradictions: Vec<String>,
    deciding: Vec<ReadingId>,
}

/// One requirement.
#[component]
pub fn RequirementCard(props: &RequirementCardProps) -> Html {
    let requirement = props.requirement;
    let catalog = use_catalog();
    let found = use_select(move |state| {
        let overview = state.overview()?;
        let finding = overview.check.findings.iter().find(|finding| finding.requirement.id == requirement.id)?;
        Some(found(catalog, finding, state.assessment()?, state.today))
    });
    let Some(found) = found else { return Html::default() };
    let questions = found.questions.iter().filter_map(|(id, matters)| Some((catalog.scheme.question(id)?, *matters)));
    html! {
        <article class="card requirement" id={row_id(&requirement.id)} data-target={props.is_target.then_some("yes")}>
            <div class="card-head">
                <h3>{ &*requirement.subject }</h3>
                <OutcomeTag kind={requirement.kind} outcome={found.outcome} concerns={found.concerns} />
                <ClauseLink clause={requirement.clause} />
            </div>
            <p class="muted">{ &*requirement.meaning }</p>
            <div class="questions">
                { for fields(requirement).into_iter().map(|field| html! { <FactField field={field.clone()} /> }) }
                { for questions.map(|(question, matters)| html! { <Ask {question} {matters} /> }) }
            </div>
            { for found.contradictions.iter().map(|text| html! { <p class="warning">{ text }</p> }) }
            { facts::list("依据：", &found.basis) }
            { facts::list("供判断：", &found.beside) }
            { facts::list("还需要：", &found.missing) }
            if let Some(cure) = &found.cure { <p class="hint">{ cure }</p> }
            { proof(requirement) }
            <ShortList link={Link::Requirement(requirement.id.clone())} />
            <Readings {requirement} deciding={found.deciding.clone()} />
        </article>
    }
}

/// The fields that are entered in the card itself: those with a single value.
fn fields(requirement: &'static Requirement) -> BTreeSet<&'static FieldId> {
    requirement.rule.fields().into_iter().into_set()
}

fn found(catalog: &'static Catalog, finding: &Finding<'static>, assessment: &Rc<Assessment>, today: Date) -> Found {
    let requirement = finding.requirement;
    let shown_elsewhere = |fact: &&Fact| match fact {
        Fact::Answer(_) => false,
        Fact::Field(field) => !requirement.rule.fields().contains(&field),
        _ => true,
    };
    let asked = |missing: &&Missing| match missing {
        Missing::Answer(_) => false,
        Missing::Field(field) => !requirement.rule.fields().contains(&field),
        _ => true,
    };
    let contradiction = |found: &eligibility::Contradiction| {
        let facts: Vec<String> = found.facts.iter().map(|fact| fact.tell(catalog, assessment)).collect();
        contradiction_text(catalog, &found.answer, found.said, finding.outcome, &facts.join("；"))
    };
    Found {
        outcome: finding.outcome,
        concerns: finding.concerns,
        cure: cure(finding),
        questions: questions(catalog, requirement, assessment, today),
        basis: finding.basis.iter().filter(shown_elsewhere).map(|fact| told(catalog, assessment, fact)).collect(),
        beside: beside(catalog, requirement, assessment),
        missing: finding.missing.iter().filter(asked).map(|one| wanted(catalog, assessment, one, &requirement.id)).collect(),
        contradictions: finding.contradictions.iter().map(contradiction).collect(),
        deciding: finding.readings.iter().map(|&id| id.clone()).collect(),
    }
}

/// What was entered that helps to judge the questions of a requirement, each once.
fn beside(catalog: &Catalog, requirement: &Requirement, assessment: &Assessment) -> Vec<Told> {
    let questions = requirement.rule.asks().into_iter().filter_map(|id| catalog.scheme.question(id));
    let facts: BTreeSet<Fact> = questions.flat_map(|question| eligibility::facts_beside(question, assessment)).into_set();
    facts.iter().map(|fact| told(catalog, assessment, fact)).collect()
}

/// The questions of a requirement that are not asked above all requirements, each once. One that only stands in for figures,
/// score cards or days of the round is shown while they leave it open, or when it was answered.
fn questions(
    catalog: &'static Catalog,
    requirement: &'static Requirement,
    assessment: &Assessment,
    today: Date,
) -> Vec<(&'static award::AnswerId, bool)> {
    let mut seen = BTreeSet::new();
    let mut shown = Vec::new();
    for leaf in requirement.rule.leaves() {
        let Some(question) = leaf.question().and_then(|id| catalog.scheme.question(id)) else { continue };
        if question.about_applicant || !seen.insert(&question.id) {
            continue;
        }
        let matters = eligibility::matters(catalog, requirement, &question.id, assessment, today);
        if matters || !stands_in(leaf) || is_answered(question, assessment) {
            shown.push((&question.id, matters));
        }
    }
    shown
}

fn stands_in(leaf: &Rule) -> bool {
    matches!(
        leaf,
        Rule::Loss { .. } | Rule::ConsecutiveGoodYears { .. } | Rule::CertificateValid { .. } | Rule::PeriodOver { .. }
    )
}

fn is_answered(question: &Question, assessment: &Assessment) -> bool {
    assessment.answer(question.id.as_str()).choice.is_some()
}

fn contradiction_text(catalog: &Catalog, answer: &award::AnswerId, said: Choice, outcome: Outcome, facts: &str) -> String {
    let question = catalog.scheme.question(answer).map_or("", |question| &*question.text);
    let said = if said == Choice::Yes { "是" } else { "否" };
    let advice = match outcome {
        Outcome::NotMet if said == "是" => "如没有登记以外的情况，请改答“否”；有的请登记。",
        _ => "按登记的内容判断，请核对后更正作答。",
    };
    format!("“{question}”作答为“{said}”，与登记的内容不一致：{facts}。{advice}")
}

/// From when on time alone cures it, and what that takes for granted.
pub fn cure(finding: &Finding) -> Option<String> {
    let day = finding.cured_on?;
    let presumed: Vec<String> = finding.presumed.iter().map(|presumed| presumed.tell()).collect();
    let condition = if presumed.is_empty() { String::new() } else { format!("，前提是{}", presumed.join("、")) };
    Some(format!("如无其他变化，{day} 起符合这一项{condition}。"))
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
