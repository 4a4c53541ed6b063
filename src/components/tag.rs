//! Small words with a meaning: tags, clause references, links between screens.

use award::clause::ClauseRef;
use award::eligibility::Outcome;
use award::scheme::RequirementKind;
use yew::{AttrValue, Callback, Classes, Html, MouseEvent, Properties, classes, component, html};

use crate::browser::page;
use crate::route::Route;

/// What a tag says by its colour; the text always says it too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing in particular.
    #[default]
    Plain,
    /// Good.
    Good,
    /// Open.
    Open,
    /// Blocking.
    Bad,
}

impl Tone {
    fn name(self) -> &'static str {
        match self {
            Tone::Plain => "plain",
            Tone::Good => "good",
            Tone::Open => "open",
            Tone::Bad => "bad",
        }
    }
}

/// Properties of [`Tag`].
#[derive(Properties, PartialEq)]
pub struct TagProps {
    /// Its colour.
    #[prop_or_default]
    pub tone: Tone,
    /// Its text.
    pub children: Html,
}

/// A short word on a tinted ground.
#[component]
pub fn Tag(props: &TagProps) -> Html {
    html! { <span class="tag" data-tone={props.tone.name()}>{ props.children.clone() }</span> }
}

/// Properties of [`OutcomeTag`].
#[derive(Properties, PartialEq)]
pub struct OutcomeTagProps {
    /// The kind of the requirement.
    pub kind: RequirementKind,
    /// Its outcome.
    pub outcome: Outcome,
    /// Whether it asks anything of the applicant.
    pub concerns: bool,
}

/// The outcome of a requirement in one word.
#[component]
pub fn OutcomeTag(props: &OutcomeTagProps) -> Html {
    let (tone, text) = outcome_word(props.kind, props.outcome, props.concerns);
    html! { <Tag {tone}>{ text }</Tag> }
}

/// The outcome of a requirement in one word, and its colour.
pub fn outcome_word(kind: RequirementKind, outcome: Outcome, concerns: bool) -> (Tone, &'static str) {
    match (kind, outcome) {
        (RequirementKind::Condition, Outcome::Met) => (Tone::Good, "符合"),
        (RequirementKind::Condition, Outcome::NotMet) => (Tone::Bad, "不符合"),
        (RequirementKind::Disqualifier, Outcome::Met) => (Tone::Good, "无此情形"),
        (RequirementKind::Disqualifier, Outcome::NotMet) => (Tone::Bad, "有此情形"),
        (RequirementKind::Procedure, Outcome::Met) if !concerns => (Tone::Plain, "不需要"),
        (RequirementKind::Procedure, Outcome::Met) => (Tone::Good, "已办"),
        (RequirementKind::Procedure, _) => (Tone::Open, "待办"),
        (RequirementKind::Notice, Outcome::NotMet) => (Tone::Open, "适用"),
        (RequirementKind::Notice, Outcome::Met) => (Tone::Plain, "不适用"),
        (_, Outcome::Unknown) => (Tone::Open, "待答"),
        (_, Outcome::NeedsJudgement) => (Tone::Open, "待判断"),
    }
}

/// Properties of [`ClauseLink`].
#[derive(Properties, PartialEq)]
pub struct ClauseLinkProps {
    /// The clause.
    pub clause: ClauseRef,
    /// Whether to leave out 第 and 条.
    #[prop_or_default]
    pub short: bool,
}

/// A clause, linked to the regulation.
#[component]
pub fn ClauseLink(props: &ClauseLinkProps) -> Html {
    let text = if props.short { props.clause.short() } else { props.clause.to_string() };
    html! { <RouteLink class="clause" to={Route::Clause(props.clause.article)}>{ text }</RouteLink> }
}

/// Properties of [`RouteLink`].
#[derive(Properties, PartialEq)]
pub struct RouteLinkProps {
    /// Where it leads.
    pub to: Route,
    /// Classes of the link.
    #[prop_or_default]
    pub class: Classes,
    /// What tells it from other links of the same text.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// Whether it is the place that is shown.
    #[prop_or_default]
    pub is_current: bool,
    /// What it does beyond its text, or the keys that do the same.
    #[prop_or_default]
    pub title: Option<AttrValue>,
    /// Its text.
    pub children: Html,
}

/// A link to another place in the app. The second click of a double click does nothing: it would go one place further.
#[component]
pub fn RouteLink(props: &RouteLinkProps) -> Html {
    let onclick = Callback::from(|event: MouseEvent| {
        if page::is_repeated(&event) {
            event.prevent_default();
        }
    });
    html! {
        <a class={classes!(props.class.clone())} href={props.to.href()} aria-label={props.label.clone()} title={props.title.clone()} {onclick}
            aria-current={props.is_current.then_some("page")}>
            { props.children.clone() }
        </a>
    }
}
