//! Routing and wiring: the store, the frame around every screen, the screen of the current route.

use wasm_bindgen_futures::spawn_local;
use yew::{ContextProvider, Html, component, html, use_effect_with, use_memo, use_state_eq};

use crate::browser::{address, page, session, timer};
use crate::components::{
    CarriedDialog, ConflictDialog, NavBar, NoticeBar, PasswordDialog, SecretsDialog, StandingBar, Tasks, TopBar,
};
use crate::pages;
use crate::route::{Route, Screen};
use crate::state::{Award, Keeping, Standing, State, Store, use_is_score_sheet, use_select, use_store};

/// The key under which the last place is remembered between visits.
const PLACE: &str = "place";

/// The whole app.
#[component]
pub fn App() -> Html {
    let store = use_memo((), |()| Store::new(Box::leak(Box::new(schemes::xinyang()))));
    use_effect_with((), {
        let store = (*store).clone();
        move |()| begin(store)
    });
    html! {
        <ContextProvider<Store> context={(*store).clone()}>
            <Frame />
        </ContextProvider<Store>>
    }
}

/// Returns to where the person was, unless the address names a place. Before the first rendering, because a place
/// restored is not announced.
pub fn restore_place() {
    if address::current().is_empty()
        && let Some(place) = session::recall(PLACE)
    {
        address::restore(&place);
    }
}

/// Opens what was open, and answers the keys that work everywhere.
fn begin(store: Store) {
    store.keep();
    let keys = store.clone();
    page::on_chord(move |chord| match chord {
        page::Chord::Undo => keys.undo(),
        page::Chord::Redo => keys.redo(),
        page::Chord::Save => keys.save_to_file(),
    })
    .forget();
    page::ask_before_leaving("这个链接会离开本工具，打开别的网页。要打开吗？").forget();
    let clock = store.clone();
    timer::every(60_000, move || clock.look_at_clock());
    store.guard_desk();
    spawn_local(async move {
        store.start().await;
        store.start_desk().await;
        // With what lies of it on the desk, which has to be there first.
        store.forget_expired().await;
    });
}

/// The route of the address, followed as it changes.
#[yew::hook]
fn use_route() -> Route {
    let route = use_state_eq(Route::current);
    use_effect_with((), {
        let route = route.clone();
        move |()| {
            route.set(Route::current());
            let listener = address::on_change(move || {
                let next = Route::current();
                session::remember(PLACE, &next.path());
                route.set(next);
            });
            move || drop(listener)
        }
    });
    (*route).clone()
}

#[component]
fn Frame() -> Html {
    let route = use_route();
    let store = use_store();
    let menu = use_state_eq(|| false);
    let award = use_select(|state| Award(state.catalog));
    let started = use_select(|state| state.keeping != Keeping::Starting);
    let is_sheet = use_is_score_sheet();
    use_effect_with(started, |&started| {
        if started {
            page::mark_ready();
        }
    });
    use_effect_with((route.clone(), award, is_sheet), {
        let menu = menu.clone();
        move |(route, award, is_sheet)| {
            menu.set(false);
            store.settle();
            store.let_message_pass();
            page::set_title(&format!("{} · {}", route.screen().name_on(*is_sheet), award.app_name()));
            if !route.is_detail() {
                page::scroll_to(None);
            }
        }
    });
    let toggle = {
        let menu = menu.clone();
        yew::Callback::from(move |()| menu.set(!*menu))
    };
    html! {
        <div class="app" key={award.key()} data-menu={menu.then_some("open")}>
            <a class="skip" href="#main" onclick={skip}>{ "跳到内容" }</a>
            <TopBar on_menu={toggle} menu_open={*menu} />
            <NavBar current={route.screen()} />
            <main id="main" class="main" tabindex="-1" data-screen={screen_key(route.screen())}>
                if started { <StandingBar /><Sheet {route} /> }
            </main>
            <Tasks />
            <NoticeBar />
            <ConflictDialog />
            <SecretsDialog />
            <PasswordDialog />
            <CarriedDialog />
        </div>
    }
}

/// The link that keyboards reach first: to the content, without changing the address.
fn skip(event: yew::MouseEvent) {
    event.prevent_default();
    page::focus("main");
}

fn screen_key(screen: Screen) -> &'static str {
    match screen {
        Screen::Home => "home",
        Screen::Eligibility => "eligibility",
        Screen::Applicant => "applicant",
        Screen::Scoring => "scoring",
        Screen::Years => "years",
        Screen::Indicators => "indicators",
        Screen::Report => "report",
        Screen::Evidence => "evidence",
        Screen::Schedule => "schedule",
        Screen::Package => "package",
        Screen::Keeping => "keeping",
        Screen::Why => "why",
        Screen::Plan => "plan",
        Screen::Share => "share",
        Screen::Rehearsal => "rehearsal",
        Screen::Cohort => "cohort",
        Screen::Consensus => "consensus",
        Screen::Review => "review",
        Screen::Regulation => "regulation",
        Screen::Privacy => "privacy",
        Screen::About => "about",
    }
}

#[derive(yew::Properties, PartialEq)]
struct CurrentPageProps {
    route: Route,
}

/// The screen, of which nothing can be changed while another page does. What does not change the assessment stays usable.
#[component]
fn Sheet(props: &CurrentPageProps) -> Html {
    let reads = use_select(|state| state.open.is_some() && state.standing != Standing::Edits);
    let route = props.route.clone();
    let screen = route.screen();
    let award = use_select(move |state| award_of(screen, state));
    html! {
        <fieldset class="usable" role="none" disabled={reads && screen.edits()}>
            <ContextProvider<Award> context={award}><CurrentPage key={award.key()} {route} /></ContextProvider<Award>>
        </fieldset>
    }
}

/// The award by which a screen is judged: what lies on the desk of workshops names its own.
fn award_of(screen: Screen, state: &State) -> Award {
    match screen {
        Screen::Cohort => state.room_award(),
        Screen::Consensus => state.consensus_award(),
        Screen::Review => state.review_award(),
        _ => Award(state.catalog),
    }
}

#[component]
fn CurrentPage(props: &CurrentPageProps) -> Html {
    let (is_open, is_sheet) = (use_select(|state| state.open.is_some()), use_is_score_sheet());
    if props.route.screen().needs_assessment() && !is_open {
        return html! { <pages::Welcome /> };
    }
    if is_sheet && !props.route.screen().suits_score_sheet() {
        return html! { <pages::ScoreSheet /> };
    }
    match props.route.clone() {
        // A sheet has one year.
        Route::Card(_) if is_sheet => html! { <pages::Scoring /> },
        Route::CardItem(_, id) if is_sheet => html! { <pages::Scoring at={Some(id)} /> },
        Route::Home => html! { <pages::Home /> },
        Route::Eligibility => html! { <pages::Eligibility /> },
        Route::Requirement(id) => html! { <pages::Eligibility at={Some(id)} /> },
        Route::Records(list) => html! { <pages::Eligibility list={Some(list)} /> },
        Route::Applicant => html! { <pages::Applicant /> },
        Route::Group(id) => html! { <pages::Applicant at={Some(id)} /> },
        Route::Scoring => html! { <pages::Scoring /> },
        Route::Item(id) => html! { <pages::Scoring at={Some(id)} /> },
        Route::Card(year) => html! { <pages::Scoring year={Some(year)} /> },
        Route::CardItem(year, id) => html! { <pages::Scoring year={Some(year)} at={Some(id)} /> },
        Route::Years => html! { <pages::Years /> },
        Route::Indicators => html! { <pages::Indicators /> },
        Route::ItemIndicators(id) => html! { <pages::Indicators at={Some(id)} /> },
        Route::Report => html! { <pages::Report /> },
        Route::Section(id) => html! { <pages::Report at={Some(pages::Part::Section(id))} /> },
        Route::Narrative(id) => html! { <pages::Report at={Some(pages::Part::Item(id))} /> },
        Route::Evidence => html! { <pages::Evidence /> },
        Route::Piece(id) => html! { <pages::Evidence at={Some(id)} /> },
        Route::Schedule => html! { <pages::Schedule /> },
        Route::Package => html! { <pages::Package /> },
        Route::OfficialForm => html! { <pages::OfficialForm /> },
        Route::Print(step) => html! { <pages::Print {step} /> },
        Route::Keeping => html! { <pages::Keeping /> },
        Route::Why => html! { <pages::Why /> },
        Route::WhyYear(year) => html! { <pages::Why year={Some(year)} /> },
        Route::Plan => html! { <pages::Plan /> },
        Route::Share => html! { <pages::Share /> },
        Route::Rehearsal => html! { <pages::Rehearsal /> },
        Route::Cohort => html! { <pages::Cohort /> },
        Route::Projection => html! { <pages::Projection /> },
        Route::Consensus => html! { <pages::Consensus /> },
        Route::ConsensusItem(id) => html! { <pages::Consensus at={Some(id)} /> },
        Route::Review => html! { <pages::Review /> },
        Route::Regulation => html! { <pages::Regulation /> },
        Route::Clause(number) => html! { <pages::Regulation at={Some(number)} /> },
        Route::Privacy => html! { <pages::Privacy /> },
        Route::About => html! { <pages::About /> },
    }
}
