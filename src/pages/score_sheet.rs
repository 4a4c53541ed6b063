//! 评审员评分表: what an examiner does with it.

use yew::{Html, component, html};

use crate::components::RouteLink;
use crate::pages::home::{Others, range};
use crate::route::Route;
use crate::state::{use_assessment, use_catalog, use_overview};

/// The start of an examiner's score sheet, in place of the screens that only an application has.
#[component]
pub fn ScoreSheet() -> Html {
    let catalog = use_catalog();
    let (Some(open), Some(overview)) = (use_assessment(), use_overview()) else { return Html::default() };
    let total = &overview.totals.total;
    let step = |title: &str, reason: &str, links: &[(Route, &'static str)]| {
        html! {
            <li>
                <span class="grow"><b>{ title }</b><span class="muted small block">{ reason }</span></span>
                { for links.iter().map(|(route, name)| html! { <RouteLink class="button" to={route.clone()}>{ *name }</RouteLink> }) }
            </li>
        }
    };
    html! {
        <div class="page narrow">
            <header class="page-head"><h1>{ "评审员评分表" }</h1>
                <p class="muted">{ "按企业的申报另建，供一位评审员独立评分。企业的自评分没有带进来，企业的申报也不会改动。" }</p></header>
            <section class="card">
                <div class="card-head"><h2>{ format!("{}　{} 年", open.name(), open.head.year) }</h2></div>
                <p class="score"><b>{ total.earned.to_string() }</b><span class="muted">{ format!("/ {}　{}", catalog.criteria.points, range(total)) }</span></p>
                <ol class="next">
                    { step("看企业的材料", "改动只留在这份评分表里", &[
                        (Route::Report, "自评报告"), (Route::Indicators, "经营指标"), (Route::Evidence, "证实性材料"),
                    ]) }
                    { step("逐条打分", &format!("已评 {} / {} 条", total.scored, total.items), &[(Route::Scoring, "去打分")]) }
                    { step("导出成绩单，交给合议", "写上您的姓名；合议公开之前，别人看不到您的评分", &[(Route::Share, "成绩单")]) }
                </ol>
                <p class="muted small">{ "评分表不是申报，所以没有资格自查、三年自评、申报日程和申报材料。" }</p>
            </section>
            <Others />
        </div>
    }
}
