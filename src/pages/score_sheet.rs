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
    let Some(sheet) = &open.head.sheet else { return Html::default() };
    let total = &overview.totals.total;
    let step = |title: &str, reason: String, route: Route, button: &str| {
        html! {
            <li>
                <span class="grow"><b>{ title }</b><span class="muted small block">{ reason }</span></span>
                <RouteLink class="button" to={route}>{ button }</RouteLink>
            </li>
        }
    };
    html! {
        <div class="page narrow">
            <header class="page-head"><h1>{ "评审员评分表" }</h1>
                <p class="muted">{ "供一位评审员独立评分。里面没有企业的自评分，也没有企业的材料；请对照企业交来的申报材料打分。" }</p></header>
            <section class="card">
                <div class="card-head"><h2>{ format!("{}　{} 年", open.name(), open.head.year) }</h2><span class="muted">{ format!("评审员：{}", sheet.examiner) }</span></div>
                <p class="score"><b>{ total.earned.to_string() }</b><span class="muted">{ format!("/ {}　{}", catalog.criteria.points, range(total)) }</span></p>
                <ol class="next">
                    { step("逐条打分，写优势和改进空间", format!("已评 {} / {} 条", total.scored, total.items), Route::Scoring, "去打分") }
                    { step("导出成绩单，交给合议的记录人", "合议公开之前，别人看不到您的评分".to_owned(), Route::Share, "成绩单") }
                </ol>
            </section>
            <Others />
        </div>
    }
}
