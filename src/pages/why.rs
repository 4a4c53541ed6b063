//! 为什么是这个分: the chain from factors to band to percent to points to category to total.

use award::explain::{Explanation, HEADINGS, explain};
use award::scorecard::Judgement;
use yew::{AttrValue, Callback, Html, Properties, component, html};

use crate::browser::{clock, files};
use crate::components::{Dropdown, RouteLink};
use crate::route::Route;
use crate::state::{Store, use_assessment, use_catalog, use_store};

/// Properties of [`Why`].
#[derive(Properties, PartialEq)]
pub struct WhyProps {
    /// The fiscal year whose total is explained; the assessed one if none.
    #[prop_or_default]
    pub year: Option<i16>,
}

/// 为什么是这个分
#[component]
pub fn Why(props: &WhyProps) -> Html {
    let (catalog, store) = (use_catalog(), use_store());
    let Some(open) = use_assessment() else { return Html::default() };
    let year = props.year.unwrap_or(open.head.year);
    let card = open.card(year);
    let explanation = explain(catalog, |item| card.items.get(item).map(|record| Judgement::from(&**record)));
    let years =
        open.years().iter().map(|year| (AttrValue::from(year.to_string()), format!("{year} 年").into())).collect::<Vec<_>>();
    let choose = Callback::from(|chosen: String| {
        if let Ok(year) = chosen.parse() {
            Route::WhyYear(year).go();
        }
    });
    html! {
        <div class="page why">
            <header class="page-head"><h1>{ "为什么是这个分" }</h1>
                <p class="muted">{ "每个总分都能一步步追到要素：要素评定 → 分数段 → 得分比例 → 得分 → 类目 → 总分。" }</p></header>
            <section class="card">
                <div class="card-head"><h2>{ standing(&explanation) }</h2>
                    <Dropdown id="why-year" label="年度" options={years} chosen={year.to_string()} on_choose={choose} /></div>
                <div class="actions">
                    <button type="button" class="primary" onclick={Callback::from(move |_| export_plan(&store, year))}
                        title="分数来历、提分和改进计划三张表">{ "导出 Excel" }</button>
                    <RouteLink class="button" to={Route::Plan}>{ "怎样提分" }</RouteLink>
                </div>
                { chain(&explanation, Some(year)) }
            </section>
        </div>
    }
}

/// The total in words.
pub fn standing(explanation: &Explanation) -> String {
    let (total, line) = (&explanation.total, explanation.line);
    match (total.is_complete(), explanation.gap == award::points::Points::ZERO) {
        (true, true) => format!("总分 {}，达到 {line} 分入围线", total.earned),
        (true, false) => format!("总分 {}，离 {line} 分入围线差 {} 分", total.earned, explanation.gap),
        (false, _) => {
            format!("已得 {} 分，未评 {} 分待定，范围 {}–{}", total.earned, total.open, total.least(), total.most())
        }
    }
}

/// The chain as a table: the items of a category, its sum, and in the end the total. The items of an own year lead to it.
pub fn chain(explanation: &Explanation, year: Option<i16>) -> Html {
    let rows = explanation.rows();
    let mut ids = explanation.items.iter().map(|chain| &chain.item.id);
    html! {
        <div class="scroll" tabindex="0" role="group" aria-label="分数来历，可滚动">
            <table class="chain" aria-label="分数来历">
                <thead><tr>{ for HEADINGS.map(|name| html! { <th scope="col">{ name }</th> }) }</tr></thead>
                <tbody>
                    { for rows.iter().map(|[name, factors, suggested, percent, band, points, reason]| {
                        // Sums have no percent of their own.
                        if percent.is_empty() {
                            return html! { <tr class="sum"><th scope="row" colspan="5">{ name.clone() }</th><td colspan="2">{ points.clone() }</td></tr> };
                        }
                        let to = ids.next().zip(year).map(|(id, year)| Route::CardItem(year, id.clone()));
                        html! {
                            <tr>
                                <th scope="row">if let Some(to) = to { <RouteLink {to}>{ name.clone() }</RouteLink> } else { { name.clone() } }</th>
                                <td class="small">{ factors.clone() }</td><td class="small">{ suggested.clone() }</td>
                                <td>{ percent.clone() }</td><td>{ band.clone() }</td><td>{ points.clone() }</td><td class="small">{ reason.clone() }</td>
                            </tr>
                        }
                    }) }
                </tbody>
            </table>
        </div>
    }
}

/// Hands the chain, the gains and the plan to the browser as an .xlsx file.
pub fn export_plan(store: &Store, year: i16) {
    store.settle();
    let (catalog, open) = {
        let state = store.state();
        let Some(open) = state.assessment() else { return };
        (state.catalog, open.clone())
    };
    let name = format!("得分与改进-{year}-{}.xlsx", clock::today().strftime("%Y%m%d"));
    let bytes = dossier::workbook::write_plan(catalog, &open, year, clock::local(clock::now()));
    let made = bytes.map_err(|error| error.to_string()).and_then(|bytes| files::download(&name, files::SPREADSHEET, &bytes));
    match made {
        Ok(()) => store.say(format!("已交给浏览器下载：{name}")),
        Err(reason) => store.complain(format!("没有生成文件：{reason}。本浏览器里的内容不受影响。")),
    }
}
