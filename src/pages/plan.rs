//! 提分与改进: what the application lacks of the shortlist line, where a step brings most, targets, and the improvement plan.

mod improvements;
mod matrix;

use award::assessment::{Action, Assessment};
use award::catalog::Catalog;
use award::planner::{Outlook, fewest_steps, gains, outlook};
use award::points::Points;
use award::scoring::Tally;
use yew::{Callback, Html, component, html};

use self::improvements::Improvements;
use super::why::export_plan;
use crate::components::{RouteLink, Target, percent_words};
use crate::route::Route;
use crate::state::{Store, use_assessment, use_catalog, use_store};

/// 提分与改进
#[component]
pub fn Plan() -> Html {
    let (catalog, store) = (use_catalog(), use_store());
    let Some(open) = use_assessment() else { return Html::default() };
    let card = open.card(open.head.year);
    let outlook = outlook(catalog, |item| card.percent(item), &open.targets);
    let (year, line) = (open.head.year, Points::whole(catalog.scheme.review.shortlist_points));
    let export = {
        let store = store.clone();
        Callback::from(move |_| export_plan(&store, year))
    };
    html! {
        <div class="page plan">
            <header class="page-head"><h1>{ "提分与改进" }</h1>
                <p class="muted">{ "目标只是目标，不改变已评的分数。" }</p></header>
            <section class="card">
                <div class="card-head"><h2>{ "离入围线" }</h2><RouteLink to={Route::Why}>{ "为什么是这个分" }</RouteLink></div>
                { standing(&outlook, line) }
                { shortest(&store, catalog, &open) }
                <div class="actions"><button type="button" onclick={export} title="分数来历、提分和改进计划三张表">{ "导出 Excel" }</button></div>
            </section>
            <Improvements />
            { ranked(catalog, &open) }
        </div>
    }
}

/// What is scored today, and what it would be with the targets.
fn standing(outlook: &Outlook, line: Points) -> Html {
    let row = |name: &'static str, tally: &Tally, gap: Points| {
        html! {
            <tr>
                <th scope="row">{ name }</th>
                <td class="num">{ if tally.is_complete() { tally.earned.to_string() } else { format!("{}–{}", tally.least(), tally.most()) } }</td>
                <td class="num">{ if gap == Points::ZERO { "已达到".to_owned() } else { format!("差 {gap} 分") } }</td>
            </tr>
        }
    };
    html! {
        <>
            <table class="outlook" aria-label="现在和目标">
                <thead><tr><th scope="col"><span class="quiet">{ "项目" }</span></th><th scope="col" class="num">{ "总分" }</th><th scope="col" class="num">{ format!("离 {line} 分") }</th></tr></thead>
                <tbody>{ row("现在", &outlook.now, outlook.gap_now) }{ row("目标都达到时", &outlook.then, outlook.gap_then) }</tbody>
            </table>
            if !outlook.below.is_empty() {
                <p class="warning">{ format!("{} 的目标低于现在的得分比例，按现在的算。", outlook.below.iter().map(ToString::to_string).collect::<Vec<_>>().join("、")) }</p>
            }
        </>
    }
}

/// The way to the line with the fewest steps, with buttons that make it the targets.
fn shortest(store: &Store, catalog: &'static Catalog, open: &Assessment) -> Html {
    let card = open.card(open.head.year);
    let line = Points::whole(catalog.scheme.review.shortlist_points);
    let Some(way) = fewest_steps(&catalog.criteria, |item| card.percent(item), line) else { return Html::default() };
    if way.raises.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <p>{ format!("步数最少的走法：{} 步（每步 5%），到 {} 分。哪一步最好走，要你们自己判断。未评的条款按 0 算。", way.steps, way.total) }</p>
            <ul class="rows">
                { for way.raises.into_iter().map(|(item, from, to)| {
                    let title = catalog.criteria.item(&item).map(|item| &*item.title).unwrap_or_default();
                    let text = format!("{item} {title}：{from} → {to}");
                    let (store, is_set) = (store.clone(), open.targets.get(&item) == Some(&to));
                    let label = format!("目标定为 {to}：{item}");
                    let aim = Callback::from(move |_| store.act(&Action::Aimed(item.clone(), Some(to))));
                    html! { <li><span class="grow">{ text }</span><button type="button" class="small" disabled={is_set} onclick={aim} aria-label={label}>{ format!("目标定为 {to}") }</button></li> }
                }) }
            </ul>
        </>
    }
}

/// The items by what a step brings.
fn ranked(catalog: &'static Catalog, open: &Assessment) -> Html {
    let card = open.card(open.head.year);
    html! {
        <section class="card">
            <h2>{ "哪一条最能加分" }</h2>
            <p class="muted small">{ "按每提高 5% 能加的分从多到少排。" }</p>
            <div class="scroll" tabindex="0" role="group" aria-label="各条款加分，可滚动">
                <table class="gain-table" aria-label="各条款加分">
                    <thead><tr>
                        <th scope="col">{ "条款" }</th><th scope="col" class="num">{ "分值" }</th><th scope="col" class="num">{ "得分比例" }</th>
                        <th scope="col" class="num">{ "每 5% 加分" }</th><th scope="col" class="num">{ "最多还能加" }</th><th scope="col">{ "目标" }</th>
                    </tr></thead>
                    <tbody>
                        { for gains(&catalog.criteria, |item| card.percent(item)).into_iter().filter_map(|gain| Some((catalog.criteria.item(&gain.item)?, gain))).map(|(item, gain)| html! {
                            <tr key={item.id.to_string()}>
                                <th scope="row"><RouteLink to={Route::Item(item.id.clone())}>{ format!("{} {}", item.id, item.title) }</RouteLink></th>
                                <td class="num">{ item.points }</td>
                                <td class="num">{ percent_words(gain.percent) }</td>
                                <td class="num">{ gain.step.to_string() }</td>
                                <td class="num">{ gain.left.to_string() }</td>
                                <td><Target item={item.id.clone()} chosen={open.targets.get(&item.id).copied()} /></td>
                            </tr>
                        }) }
                    </tbody>
                </table>
            </div>
        </section>
    }
}
