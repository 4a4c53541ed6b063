//! The navigation: every screen, with how far it is.

use award::assessment::Assessment;
use award::overview::Overview;
use award::timeline::round_of;
use yew::{Html, Properties, component, html};

use crate::components::RouteLink;
use crate::route::{Route, Screen};
use crate::state::{use_is_score_sheet, use_select};

/// Properties of [`NavBar`].
#[derive(Properties, PartialEq)]
pub struct NavBarProps {
    /// The screen that is shown.
    pub current: Screen,
}

/// The navigation.
#[component]
pub fn NavBar(props: &NavBarProps) -> Html {
    let progress = use_select(|state| {
        let overview = state.overview()?;
        let days = round_of(state.catalog, state.assessment()?).dates.len();
        Some(progress(&overview, state.assessment()?, days))
    });
    let is_sheet = use_is_score_sheet();
    let link = |route: Route, state: Option<&String>| {
        let is_current = route.screen() == props.current;
        html! {
            <RouteLink to={route.clone()} {is_current}>
                { route.screen().name_on(is_sheet) }
                if let Some(state) = state { <small aria-hidden="true">{ state }</small> }
            </RouteLink>
        }
    };
    html! {
        <nav class="nav" id="nav" aria-label="主导航">
            { link(Route::Home, None) }
            if let Some(progress) = progress {
                <div class="nav-caption">{ if is_sheet { "评审员评分表" } else { "申报" } }</div>
                { for progress.iter().filter(|(route, _)| suits(route, is_sheet)).map(|(route, state)| link(route.clone(), Some(state))) }
                { link(Route::Keeping, None) }
                <div class="nav-caption">{ "得分" }</div>
                { for [Route::Why, Route::Plan, Route::Rehearsal, Route::Share].into_iter()
                    .filter(|route| suits(route, is_sheet)).map(|route| link(route, None)) }
            }
            <div class="nav-caption">{ "研讨和评审" }</div>
            { for [Route::Cohort, Route::Consensus, Route::Review].map(|route| link(route, None)) }
            <hr />
            { for [Route::Regulation, Route::Privacy, Route::About].map(|route| link(route, None)) }
        </nav>
    }
}

fn suits(route: &Route, is_sheet: bool) -> bool {
    !is_sheet || route.screen().suits_score_sheet()
}

/// The screens of an application, and how far each is, in a few characters.
fn progress(overview: &Overview, open: &Assessment, days: usize) -> [(Route, String); 9] {
    let (known, questions) = overview.check.progress();
    let (form, total, report) = (&overview.form, &overview.totals.total, &overview.report);
    [
        (Route::Eligibility, format!("{known}/{questions}")),
        (Route::Applicant, format!("{}/{}", form.filled, form.entered)),
        (Route::Scoring, format!("{}/{}", total.scored, total.items)),
        (Route::Years, format!("{}/{}", overview.years.known, overview.years.years)),
        (Route::Indicators, format!("{} 项", overview.indicators)),
        (Route::Report, format!("{}/{}", report.written, report.sections)),
        (Route::Evidence, count(open.evidence.len())),
        (Route::Schedule, count(days)),
        (Route::Package, if overview.next.is_empty() { "完整" } else { "待补" }.to_owned()),
    ]
}

/// How many there are; nothing for none.
fn count(number: usize) -> String {
    if number > 0 { number.to_string() } else { String::new() }
}
