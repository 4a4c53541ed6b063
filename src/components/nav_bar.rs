//! The navigation: every screen, with how far it is.

use award::overview::Overview;
use yew::{Html, Properties, component, html};

use crate::components::RouteLink;
use crate::route::{Route, Screen};
use crate::state::use_overview;

/// Properties of [`NavBar`].
#[derive(Properties, PartialEq)]
pub struct NavBarProps {
    /// The screen that is shown.
    pub current: Screen,
}

/// The navigation.
#[component]
pub fn NavBar(props: &NavBarProps) -> Html {
    let overview = use_overview();
    let link = |route: Route| {
        let screen = route.screen();
        let state = overview.as_ref().and_then(|overview| progress(screen, overview));
        html! {
            <RouteLink to={route} is_current={screen == props.current}>
                { screen.name() }
                if let Some(state) = state { <small aria-hidden="true">{ state }</small> }
            </RouteLink>
        }
    };
    html! {
        <nav class="nav" id="nav" aria-label="主导航">
            { link(Route::Home) }
            if overview.is_some() {
                <div class="nav-caption">{ "申报" }</div>
                { for [Route::Eligibility, Route::Applicant, Route::Scoring, Route::Report, Route::Package].map(link) }
            }
            <hr />
            { for [Route::Regulation, Route::About].map(link) }
        </nav>
    }
}

/// How far a screen is, in a few characters.
fn progress(screen: Screen, overview: &Overview) -> Option<String> {
    match screen {
        Screen::Eligibility => {
            let (known, all) = overview.check.progress();
            Some(format!("{known}/{all}"))
        }
        Screen::Applicant => Some(format!("{}/{}", overview.form.filled, overview.form.entered)),
        Screen::Scoring => Some(format!("{}/{}", overview.totals.total.scored, overview.totals.total.items)),
        Screen::Report => Some(format!("{}/{}", overview.report.written, overview.report.sections)),
        Screen::Package => Some(if overview.next.is_empty() { "完整" } else { "待补" }.to_owned()),
        Screen::Home | Screen::Regulation | Screen::About => None,
    }
}
