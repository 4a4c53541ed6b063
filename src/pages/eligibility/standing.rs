//! Where the application stands: what stands against it, what to answer first, and from when on it is possible.

use award::catalog::Catalog;
use award::eligibility::{self, Earliest, Verdict};
use award::overview::Overview;
use jiff::civil::Date;
use yew::{Html, component, html};

use super::facts::{Told, wanted};
use super::requirement::cure;
use crate::components::{ClauseLink, RouteLink};
use crate::route::Route;
use crate::state::{use_catalog, use_overview, use_select};

/// How many open questions are named; the rest is counted.
const SHOWN: usize = 5;

/// What is known about time and about open questions.
#[derive(Clone, PartialEq)]
struct Ahead {
    on: Date,
    earliest: Option<Earliest>,
    questions: Vec<Told>,
}

/// Reasons, open questions, earliest day.
#[component]
pub fn Standing() -> Html {
    let catalog = use_catalog();
    let ahead = use_select(move |state| {
        let (open, overview) = (state.assessment()?, state.overview()?);
        Some(Ahead {
            on: eligibility::application_day(open, state.today),
            earliest: eligibility::earliest(catalog, open, state.today),
            questions: questions(catalog, &overview, open, state.today),
        })
    });
    let (Some(overview), Some(ahead)) = (use_overview(), ahead) else { return Html::default() };
    html! {
        <section class="card conclusion">
            <h2>{ "结论和理由" }</h2>
            <p>{ earliest_text(&ahead) }</p>
            { blocking(&overview) }
            { open_questions(&ahead.questions) }
        </section>
    }
}

fn questions(catalog: &Catalog, overview: &Overview, open: &award::assessment::Assessment, today: Date) -> Vec<Told> {
    let questions = eligibility::open_questions(catalog, open, &overview.check, today);
    let deciding = questions.iter().filter(|question| question.requirements.iter().any(|one| one.kind.decides()));
    let waiting = deciding.filter_map(|question| Some((question, question.requirements.first()?)));
    waiting.map(|(question, requirement)| wanted(catalog, open, &question.missing, &requirement.id)).collect()
}

/// When the application is possible if nothing else happens.
pub fn earliest_words(earliest: Option<&Earliest>, on: Date) -> String {
    let Some(earliest) = earliest else {
        return "等待不能解决：有的情形不会随时间消失，见下面各项。".to_owned();
    };
    let presumed: Vec<String> = earliest.presumed.iter().map(|presumed| presumed.tell()).collect();
    let condition = if presumed.is_empty() { String::new() } else { format!("（前提是{}）", presumed.join("、")) };
    match (earliest.verdict, earliest.day == on) {
        (Verdict::Eligible, true) => format!("按 {on} 申报，条件全部符合{condition}。"),
        (Verdict::Eligible, false) => format!("如无其他变化，最早 {} 可以申报{condition}。", earliest.day),
        (_, true) => format!("目前没有发现不能申报的情形{condition}；下面几项答完才有结论。"),
        (_, false) => format!("已知的问题到 {} 消除{condition}；还有几项没有答，答完才能确定最早日期。", earliest.day),
    }
}

fn earliest_text(ahead: &Ahead) -> String {
    earliest_words(ahead.earliest.as_ref(), ahead.on)
}

fn blocking(overview: &Overview<'static>) -> Html {
    let rows = overview.check.blocking().map(|finding| {
        html! {
            <li>
                <span class="grow">
                    <RouteLink to={Route::Requirement(finding.requirement.id.clone())}>{ &*finding.requirement.subject }</RouteLink>
                    if let Some(cure) = cure(finding) { <span class="muted small block">{ cure }</span> }
                </span>
                <ClauseLink clause={finding.requirement.clause} short=true />
            </li>
        }
    });
    let rows: Vec<Html> = rows.collect();
    if rows.is_empty() {
        return Html::default();
    }
    html! { <><h3>{ "不能申报的原因" }</h3><ul class="rows">{ for rows }</ul></> }
}

fn open_questions(questions: &[Told]) -> Html {
    if questions.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <h3>{ "先回答这些，最快得出结论" }</h3>
            <ol class="rows">
                { for questions.iter().take(SHOWN).map(|told| html! { <li><RouteLink to={told.route.clone()}>{ &*told.text }</RouteLink></li> }) }
            </ol>
            if questions.len() > SHOWN { <p class="muted small">{ format!("之后还有 {} 处", questions.len() - SHOWN) }</p> }
        </>
    }
}
