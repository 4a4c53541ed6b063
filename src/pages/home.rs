//! 首页: where the application stands, and what to do next.

mod completeness;
mod next_steps;
mod score;

use std::collections::BTreeSet;
use std::rc::Rc;

use award::assessment::Action;
use award::catalog::Catalog;
use award::clause::ClauseRef;
use award::eligibility::{Outcome, Verdict};
use award::order::{Gather, Order};
use award::overview::Overview;
use award::scheme::RequirementKind;
use yew::{Callback, Html, Properties, component, html};

use self::completeness::Completeness;
pub use self::next_steps::NextSteps;
use self::score::ScoreCard;
pub use self::score::range;
use crate::browser::page::TextField;
use crate::components::{ClauseLink, Dropdown, FileButton, OutcomeTag, RouteLink, TextBox, Tone};
use crate::pages::schedule::NextDeadline;
use crate::pages::{Shelf, Welcome};
use crate::route::Route;
use crate::state::{Standing, use_catalog, use_overview, use_select, use_store};

/// Where the application stands: verdict, score, next steps.
#[component]
pub fn Home() -> Html {
    let Some(overview) = use_overview() else { return html! { <Welcome /> } };
    html! {
        <div class="page">
            <h1 class="quiet">{ "首页" }</h1>
            <div class="hero">
                <VerdictCard overview={overview.clone()} />
                <ScoreCard overview={overview.clone()} />
            </div>
            <Completeness overview={overview.clone()} />
            <NextSteps {overview} />
            <NextDeadline />
            <Round />
            <Others />
        </div>
    }
}

/// Properties of the cards of this screen.
#[derive(Properties, PartialEq)]
pub struct OverviewProps {
    /// Where the application stands.
    pub overview: Rc<Overview<'static>>,
}

/// The verdict in words, and its colour.
pub fn verdict_word(verdict: Verdict) -> (Tone, &'static str) {
    match verdict {
        Verdict::Eligible => (Tone::Good, "可以申报"),
        Verdict::NotEligible => (Tone::Bad, "不得申报"),
        Verdict::Undecided => (Tone::Open, "尚不能判断"),
    }
}

/// The verdict in a sentence.
pub fn verdict_reason(catalog: &Catalog, overview: &Overview) -> String {
    let (known, all) = overview.check.progress();
    let against: Vec<String> = overview.check.blocking().map(|finding| finding.requirement.clause.to_string()).collect();
    match overview.check.verdict {
        Verdict::Eligible => format!("{all} 项全部有结论，没有否决情形{}", still_to_do(overview)),
        Verdict::NotEligible => format!("涉及{}{}", against.join("、"), assumed(catalog, overview)),
        Verdict::Undecided => format!("{all} 项中 {known} 项已有结论，目前没有发现否决情形"),
    }
}

/// What has to be done before the application, which no verdict waits for.
fn still_to_do(overview: &Overview) -> String {
    match overview.check.undone().count() {
        0 => String::new(),
        count => format!("；申报前还有 {count} 件事要办"),
    }
}

/// The readings without which nothing would stand against the application, or not all of it.
fn assumed(catalog: &Catalog, overview: &Overview) -> String {
    let readings = overview.check.readings_against().into_iter();
    let points: Vec<&str> = readings.filter_map(|id| Some(&*catalog.scheme.reading(id)?.point)).collect();
    if points.is_empty() {
        return "，见下面的说明".to_owned();
    }
    format!("；其中按口径认定的是“{}”，办法没有写明，以秘书处公告为准", points.join("”“"))
}

#[component]
fn VerdictCard(props: &OverviewProps) -> Html {
    let (catalog, overview) = (use_catalog(), &props.overview);
    let (tone, word) = verdict_word(overview.check.verdict);
    // What needs attention first; what is settled fills the rest.
    let mut findings: Vec<_> = overview.check.deciding().collect();
    findings.order_by_key(|finding| match finding.outcome {
        Outcome::NotMet => 0,
        Outcome::Unknown | Outcome::NeedsJudgement => 1,
        Outcome::Met => 2,
    });
    html! {
        <section class="card">
            <div class="card-head"><h2>{ "申报资格" }</h2><Deciding /></div>
            <p class="verdict"><b data-tone={tone_name(tone)}>{ word }</b><span class="muted">{ verdict_reason(catalog, overview) }</span></p>
            <ul class="rows findings">
                { for findings.into_iter().take(10).map(|finding| html! {
                    <li>
                        <OutcomeTag kind={finding.requirement.kind} outcome={finding.outcome} concerns={finding.concerns} />
                        <RouteLink class="grow" to={Route::Requirement(finding.requirement.id.clone())}>{ &*finding.requirement.subject }</RouteLink>
                        <ClauseLink clause={finding.requirement.clause} short=true />
                    </li>
                }) }
            </ul>
            <p class="card-foot"><RouteLink to={Route::Eligibility}>{ "看全部条件和情形" }</RouteLink></p>
        </section>
    }
}

/// The clauses that decide the verdict, each once.
#[component]
fn Deciding() -> Html {
    let scheme = &use_catalog().scheme;
    let decides = |kind| matches!(kind, RequirementKind::Condition | RequirementKind::Disqualifier);
    let clauses = scheme.requirements.iter().filter(|requirement| decides(requirement.kind));
    let articles: BTreeSet<u8> = clauses.map(|requirement| requirement.clause.article).into_set();
    html! {
        <span class="clause-list">
            { for articles.into_iter().map(|article| html! { <ClauseLink clause={ClauseRef { article, paragraph: None }} /> }) }
        </span>
    }
}

/// The colour of a tone as the style sheet knows it.
pub fn tone_name(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "plain",
        Tone::Good => "good",
        Tone::Open => "open",
        Tone::Bad => "bad",
    }
}

/// The assessed year and the day of the application.
#[component]
fn Round() -> Html {
    let reads = use_select(|state| state.standing != Standing::Edits);
    html! {
        <section class="card round">
            <h2>{ "年度和申报日期" }</h2>
            <fieldset class="usable" role="none" disabled={reads}><div class="form-grid"><RoundFields /></div></fieldset>
        </section>
    }
}

/// The fields for the assessed year and the day of the application.
#[component]
pub fn RoundFields() -> Html {
    let store = use_store();
    let (year, date, today) = use_select(|state| {
        let head = state.assessment().map(|open| open.head.clone());
        (head.as_ref().map_or(0, |head| head.year), head.and_then(|head| head.application_date), state.today)
    });
    let years = (today.year() - 6..=today.year())
        .rev()
        .map(|year| (year.to_string().into(), format!("{year} 年").into()))
        .collect::<Vec<_>>();
    let choose = {
        let store = store.clone();
        Callback::from(move |text: String| {
            if let Ok(year) = text.parse() {
                store.act(&Action::ChangedYear(year));
            }
        })
    };
    let set_date =
        Callback::from(move |field: TextField| store.act(&Action::ChangedApplicationDate(award::applicant::date(&field.read()))));
    html! {
        <>
            <Dropdown id="year" label="自评年度（最近一个完整会计年度）" options={years} chosen={year.to_string()} on_choose={choose} />
            <TextBox id="application-date" label="计划申报日期" kind="date" value={date.map(|date| date.to_string()).unwrap_or_default()}
                on_type={set_date} hint={format!("留空按今天（{today}）计算；三年、有效期都按这一天判断")} />
        </>
    }
}

/// The other assessments of this browser, and how to begin another.
#[component]
pub fn Others() -> Html {
    let store = use_store();
    let create = {
        let store = store.clone();
        Callback::from(move |_| store.create())
    };
    let sample = Callback::from(move |_| store.open_sample());
    html! {
        <>
            <Shelf />
            <div class="actions">
                <button type="button" onclick={create}>{ "新建一份" }</button>
                <FileButton label="打开文件…" />
                <button type="button" class="ghost" onclick={sample}>{ "载入示例" }</button>
            </div>
        </>
    }
}
