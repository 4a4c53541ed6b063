//! The items over all cards: best and worst, distribution, and where most points are left.

use award::cohort::{self, Distribution, End, Extremes};
use award::criteria::{Criteria, Item};
use yew::{Html, component, html};

use super::Look;
use super::files_out::LookProps;
use crate::state::use_catalog;

/// How many of the best and of the worst items are listed.
const FEW: usize = 5;

/// The items.
#[component]
pub fn Items(props: &LookProps) -> Html {
    let criteria = &use_catalog().criteria;
    let look = &props.look;
    let (table, rows, protection) = (&look.room.table, &look.rows, &look.protection);
    let statistics = cohort::item_statistics(table, rows, protection);
    let gains = cohort::gains(table, rows, protection);
    html! {
        <section class="card">
            <h2>{ "各条款" }</h2>
            { extremes(criteria, look) }
            <div class="scroll" tabindex="0" role="group" aria-label="各条款分布，可滚动">
                <table class="item-statistics" aria-label="各条款分布">
                    <thead><tr>
                        <th scope="col">{ "条款" }</th><th scope="col" class="num">{ "份数" }</th><th scope="col" class="num">{ "中位数（四分位）" }</th>
                        <th scope="col">{ "分布 0–100%" }</th><th scope="col" class="num">{ "平均失分" }</th>
                    </tr></thead>
                    <tbody>
                        { for criteria.every_item().zip(&statistics).map(|(item, statistic)| {
                            let lost = gains.shown().and_then(|gains| gains.iter().find(|gain| gain.column == statistic.column));
                            let lost = lost.map(|gain| gain.mean().to_string());
                            row(item, statistic.scores.told(), lost)
                        }) }
                    </tbody>
                </table>
            </div>
        </section>
    }
}

fn row(item: &Item, scores: Result<&(Distribution, cohort::Spread), String>, lost: Option<String>) -> Html {
    html! {
        <tr key={item.id.to_string()}>
            <th scope="row">{ format!("{} {}（{} 分）", item.id, item.title, item.points) }</th>
            { match scores {
                Ok((distribution, spread)) => html! { <><td class="num">{ spread.count }</td><td class="num">{ spread.to_string() }</td><td>{ bars(distribution) }</td></> },
                Err(reason) => html! { <td class="muted small" colspan="3">{ format!("评过的{reason}") }</td> },
            } }
            <td class="num">{ lost.unwrap_or_default() }</td>
        </tr>
    }
}

/// How often each percent was given, as bars.
pub fn bars(distribution: &Distribution) -> Html {
    let most = distribution.counts.iter().copied().max().unwrap_or(0).max(1);
    let told: Vec<String> = distribution
        .counts
        .iter()
        .enumerate()
        .filter(|(_, count)| **count > 0)
        .map(|(at, count)| format!("{}% {count} 份", at * 5))
        .collect();
    html! {
        <svg class="bars" viewBox="0 0 84 20" role="img" aria-label={told.join("，")}>
            <line x1="0" y1="19.5" x2="84" y2="19.5" class="axis" />
            { for distribution.counts.iter().enumerate().filter(|(_, count)| **count > 0).map(|(at, count)| {
                let height = (18 * count).div_ceil(most);
                html! { <rect x={(at * 4).to_string()} y={(19 - height).to_string()} width="3" height={height.to_string()} /> }
            }) }
        </svg>
    }
}

fn extremes(criteria: &Criteria, look: &Look) -> Html {
    match cohort::extremes(&look.room.table, &look.rows, FEW, &look.protection).told() {
        Ok(Extremes { best, worst }) => html! {
            <div class="extremes">
                { listed(criteria, html! { <h3>{ "平均得分比例最高的" }</h3> }, best) }
                { listed(criteria, html! { <h3>{ "平均得分比例最低的" }</h3> }, worst) }
            </div>
        },
        Err(reason) => html! { <p class="muted">{ format!("{reason}。") }</p> },
    }
}

/// Items with their mean percent, to a tenth, under a heading.
pub fn listed(criteria: &Criteria, heading: Html, end: &End) -> Html {
    html! {
        <div>
            { heading }
            <ol class="small">
                { for end.levels.iter().filter_map(|level| Some((criteria.every_item().nth(level.column)?, level))).map(|(item, level)| {
                    let tenths = (level.sum * 10 + level.count / 2) / level.count.max(1);
                    html! { <li>{ format!("{} {}：{}.{}%", item.id, item.title, tenths / 10, tenths % 10) }</li> }
                }) }
            </ol>
            if end.is_cut { <p class="muted small">{ if end.levels.is_empty() { "并列的太多，分不出先后。" } else { "再往后并列的太多，没有列出。" } }</p> }
        </div>
    }
}
