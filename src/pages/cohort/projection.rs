//! 投影: one thing at a time, large, driven by the keyboard; names are hidden until they are shown.

use award::catalog::Catalog;
use award::cohort::{self, Protection, Ranked, SortBy};
use award::criteria::Criteria;
use yew::{Callback, Html, KeyboardEvent, MouseEvent, component, html, use_effect_with, use_state_eq};

use super::groups::{GROUPINGS, projected};
use super::items::{bars, listed};
use super::standings::spread_words;
use super::{Look, names, ordered};
use crate::browser::page;
use crate::components::{Drawing, RouteLink};
use crate::route::Route;
use crate::state::{use_catalog, use_select};

/// How many rows of the ranking are shown at a time.
const ROWS: usize = 10;

/// The pages before those of the groupings: overview, radar, best, worst, where points are left.
const FIRST: usize = 5;

/// The pages that do not depend on the number of cards.
const FIXED: usize = FIRST + GROUPINGS;

/// 投影
#[component]
pub fn Projection() -> Html {
    let catalog = use_catalog();
    let room = use_select(|state| state.workshop.room.clone());
    let settings = use_select(|state| state.workshop.settings);
    let at = use_state_eq(|| 0_usize);
    let shows_names = use_state_eq(|| false);
    use_effect_with((), |()| page::focus_soon("projection".to_owned()));
    let look = Look {
        names: names(&room, !*shows_names),
        hides_names: !*shows_names,
        rows: ordered(&room, &SortBy::Total, true),
        group: None,
        protection: Protection::from(settings).into(),
        settings,
        room,
    };
    let pages = FIXED + look.table_items() + look.rows.len().div_ceil(ROWS);
    let current = (*at).min(pages - 1);
    let go = |step: isize| {
        let at = at.clone();
        move || at.set(current.saturating_add_signed(step).min(pages - 1))
    };
    let (back, forth) = (go(-1), go(1));
    let toggle = {
        let shows_names = shows_names.clone();
        move || shows_names.set(!*shows_names)
    };
    let onkeydown = {
        let (back, forth, toggle) = (back.clone(), forth.clone(), toggle.clone());
        Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
            "ArrowRight" | "PageDown" => forth(),
            "ArrowLeft" | "PageUp" => back(),
            "Home" => at.set(0),
            "End" => at.set(pages - 1),
            "n" | "N" => toggle(),
            "Escape" => Route::Cohort.go(),
            _ => {}
        })
    };
    let click = |call: Box<dyn Fn()>| Callback::from(move |_: MouseEvent| call());
    html! {
        <div class="projection" id="projection" tabindex="-1" {onkeydown}>
            <div class="projection-page" aria-live="polite" tabindex="0" role="group" aria-label="投影的一页">
                if look.rows.is_empty() { <h1>{ "还没有成绩单" }</h1> } else { { shown(catalog, &look, current) } }
            </div>
            <div class="projection-bar">
                <button type="button" onclick={click(Box::new(back))} disabled={current == 0}>{ "← 上一页" }</button>
                <span>{ format!("{} / {pages}", current + 1) }</span>
                <button type="button" onclick={click(Box::new(forth))} disabled={current + 1 == pages}>{ "下一页 →" }</button>
                <button type="button" aria-pressed={shows_names.to_string()} onclick={click(Box::new(toggle))} >{ if *shows_names { "隐藏名称（N）" } else { "显示名称（N）" } }</button>
                <RouteLink class="button" to={Route::Cohort}>{ "结束投影（Esc）" }</RouteLink>
            </div>
        </div>
    }
}

impl Look {
    fn table_items(&self) -> usize {
        self.room.table.columns.len()
    }
}

/// The page of that number.
fn shown(catalog: &'static Catalog, look: &Look, at: usize) -> Html {
    let criteria = &catalog.criteria;
    match at {
        0 => overview(catalog, look),
        1 => {
            html! { <><h1>{ "各类目得分率" }</h1><div class="projection-radar"><Drawing chart={dossier::cohort::overlay(&look.view(catalog), &[])} /></div></> }
        }
        2 | 3 => extremes(criteria, look, at == 2),
        4 => gains(criteria, look),
        _ if at < FIXED => projected(&catalog.scheme.review, look, at - FIRST),
        _ if at < FIXED + look.table_items() => item(criteria, look, at - FIXED),
        _ => ranking(look, at - FIXED - look.table_items()),
    }
}

fn overview(catalog: &Catalog, look: &Look) -> Html {
    let review = &catalog.scheme.review;
    let found = cohort::standings(review, &look.room.table, &look.rows, look.settings);
    let line = review.shortlist_points;
    html! {
        <>
            <h1>{ format!("{} 份成绩单", look.rows.len()) }</h1>
            <p class="projection-figure">{ format!("{} 份达到 {line} 分，{} 份接近", found.reached.len(), found.close.len()) }</p>
            <p>{ spread_words(look) }</p>
        </>
    }
}

/// Why a statistic is not shown.
fn hidden(reason: String) -> Html {
    html! { <h1>{ reason }</h1> }
}

fn extremes(criteria: &Criteria, look: &Look, best: bool) -> Html {
    match cohort::extremes(&look.room.table, &look.rows, 5, &look.protection).told() {
        Err(reason) => hidden(reason),
        Ok(found) => {
            let (title, end) =
                if best { ("做得最好的条款", &found.best) } else { ("最需要改进的条款", &found.worst) };
            html! { <><h1>{ title }</h1>{ listed(criteria, html! { <h2>{ "平均得分比例" }</h2> }, end) }</> }
        }
    }
}

fn gains(criteria: &Criteria, look: &Look) -> Html {
    match cohort::gains(&look.room.table, &look.rows, &look.protection).told() {
        Err(reason) => hidden(reason),
        Ok(gains) => html! {
            <>
                <h1>{ "丢分最多的条款" }</h1>
                <ol>
                    { for gains.iter().take(5).filter_map(|gain| Some((criteria.every_item().nth(gain.column)?, gain))).map(|(item, gain)| html! {
                        <li>{ format!("{} {}：平均丢 {} 分", item.id, item.title, gain.mean()) }</li>
                    }) }
                </ol>
            </>
        },
    }
}

fn item(criteria: &Criteria, look: &Look, column: usize) -> Html {
    let statistics = cohort::item_statistics(&look.room.table, &look.rows, &look.protection);
    let (Some(item), Some(found)) = (criteria.every_item().nth(column), statistics.get(column)) else { return Html::default() };
    html! {
        <>
            <h1>{ format!("{} {}", item.id, item.title) }</h1>
            { match found.scores.told() {
                Err(reason) => hidden(reason),
                Ok((distribution, spread)) => html! {
                    <><p class="projection-figure">{ format!("中位数 {}%", spread.median.percent()) }</p>
                    <p>{ format!("一半在 {}%–{}% 之间，最低 {}%，最高 {}%", spread.lower.percent(), spread.upper.percent(), spread.least.percent(), spread.greatest.percent()) }</p>
                    { bars(distribution) }</>
                },
            } }
        </>
    }
}

fn ranking(look: &Look, part: usize) -> Html {
    let places = cohort::ranking(&look.room.table, &look.rows);
    html! {
        <>
            <h1>{ "总分" }</h1>
            <table aria-label="总分">
                <tbody>
                    { for places.iter().skip(part * ROWS).take(ROWS).map(|place| html! {
                        <tr><td class="num">{ rank(place) }</td><th scope="row">{ look.label(place.row) }</th><td class="num">{ look.total(place.row) }</td></tr>
                    }) }
                </tbody>
            </table>
        </>
    }
}

fn rank(place: &Ranked) -> String {
    match place.rank {
        Some(rank) if place.tied => format!("{rank}（并列）"),
        Some(rank) => rank.to_string(),
        None => "未评完".to_owned(),
    }
}
