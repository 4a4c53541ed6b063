//! 单家模拟评审: own score, mock document review, mock site visit, and what the total would be.

use award::ItemId;
use award::assessment::Assessment;
use award::catalog::Catalog;
use award::criteria::Criteria;
use award::explain::weighted_rows;
use award::points::Percent;
use award::review::{Rehearsal as Mock, Stage};
use award::scoring::Shortlist;
use yew::{Callback, Html, MouseEvent, component, html};

use super::review::{percent_choice, points};
use crate::browser::{clock, files};
use crate::components::{ClauseLink, Tag, Tone, percent_words};
use crate::state::{Store, use_assessment, use_catalog, use_select, use_store};

/// 单家模拟评审
#[component]
pub fn Rehearsal() -> Html {
    let (catalog, store) = (use_catalog(), use_store());
    let (mock, is_sealed) = use_select(|state| (state.rehearsal(), state.is_sealed()));
    let Some(open) = use_assessment() else { return Html::default() };
    let card = open.card(open.head.year);
    let totals = mock.totals(catalog, |item| card.percent(item));
    let (tone, word) = match totals.shortlist {
        Shortlist::Reached => (Tone::Good, "达到入围线"),
        Shortlist::Open => (Tone::Open, "还不能确定"),
        Shortlist::Missed => (Tone::Plain, "未达到入围线"),
    };
    let start = |stage: Stage| {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| store.rehearse_own(stage))
    };
    let export = {
        let (store, mock, open) = (store.clone(), mock.clone(), open.clone());
        Callback::from(move |_: MouseEvent| hand_out(&store, catalog, &mock, &open))
    };
    let clear = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| store.clear_rehearsal())
    };
    html! {
        <div class="page rehearsal">
            <header class="page-head"><h1>{ "单家模拟评审" }</h1>
                <p class="muted">{ "像评审员那样给自己的材料和现场各打一遍分，看总得分会是多少。自评分数不变，模拟分数与申报分开存放。" }</p>
                if is_sealed { <p class="warning">{ "这份申报有密码，模拟分数不存进浏览器：锁上或关闭本页就没有了。要留下请导出 Excel。" }</p> }</header>
            <section class="card">
                <div class="card-head"><h2>{ "总得分" }</h2><Tag {tone}>{ word }</Tag><ClauseLink clause={catalog.scheme.review.scoring_clause} /></div>
                <table class="outlook" aria-label="总得分">
                    <tbody>
                        <tr><th scope="row">{ "自评（不计入）" }</th><td>{ format!("{} 分", points(&totals.own)) }</td></tr>
                        { for weighted_rows(catalog, &totals.documents, &totals.site).into_iter().map(|[name, text]| html! { <tr><th scope="row">{ name }</th><td>{ text }</td></tr> }) }
                    </tbody>
                </table>
                <div class="actions">
                    <button type="button" onclick={start(Stage::Documents)}>{ "材料评审从自评分数开始" }</button>
                    <button type="button" onclick={start(Stage::Site)}>{ "现场评审从自评分数开始" }</button>
                    <button type="button" onclick={export} title="总得分和两次评审的来历，三张表">{ "导出 Excel" }</button>
                    <button type="button" class="ghost" onclick={clear}>{ "清除模拟分数" }</button>
                </div>
            </section>
            { table(&store, &catalog.criteria, &mock, |item| card.percent(item)) }
        </div>
    }
}

fn hand_out(store: &Store, catalog: &'static Catalog, mock: &Mock, open: &Assessment) {
    let card = open.card(open.head.year);
    let own = |item: &ItemId| card.percent(item);
    let made = dossier::workbook::write_rehearsal(catalog, mock, &own, clock::local(clock::now()));
    let name = format!("单家模拟评审-{}-{}.xlsx", open.head.year, clock::today().strftime("%Y%m%d"));
    store.hand_out(&name, files::SPREADSHEET, made.map_err(|error| error.to_string()));
}

fn table(store: &Store, criteria: &'static Criteria, mock: &Mock, own: impl Fn(&ItemId) -> Option<Percent>) -> Html {
    html! {
        <section class="card">
            <h2>{ "各条款" }</h2>
            <div class="scroll">
                <table class="mark-table" aria-label="模拟评分">
                    <thead><tr><th scope="col">{ "条款" }</th><th scope="col" class="num">{ "分值" }</th><th scope="col" class="num">{ "自评" }</th><th scope="col">{ "材料评审" }</th><th scope="col">{ "现场评审" }</th></tr></thead>
                    <tbody>
                        { for criteria.every_item().map(|item| html! {
                            <tr key={item.id.to_string()}>
                                <th scope="row">{ format!("{} {}", item.id, item.title) }</th><td class="num">{ item.points }</td>
                                <td class="num">{ percent_words(own(&item.id)) }</td>
                                { for [Stage::Documents, Stage::Site].map(|stage| {
                                    let (store, id) = (store.clone(), item.id.clone());
                                    let choose = Callback::from(move |percent: Option<Percent>| store.rehearse(stage, &id, percent));
                                    html! { <td>{ percent_choice(&item.id, stage.name(), mock.scores(stage).get(&item.id).copied(), &choose) }</td> }
                                }) }
                            </tr>
                        }) }
                    </tbody>
                </table>
            </div>
        </section>
    }
}
