//! Who is above the line, who is close to it, and which items carry most points there.

use award::catalog::Catalog;
use award::cohort::{self, Standing, Standings};
use award::planner;
use award::scheme::Review;
use yew::{Html, component, html};

use super::Look;
use super::files_out::LookProps;
use crate::components::{Tag, Tone};
use crate::state::use_catalog;

/// How many cards of each kind are named.
const NAMED: usize = 30;

/// The rows by where they stand to the line.
#[component]
pub fn StandingsCard(props: &LookProps) -> Html {
    let catalog = use_catalog();
    let look = &props.look;
    let line = catalog.scheme.review.shortlist_points;
    let Standings { reached, close, below, open } =
        cohort::standings(&catalog.scheme.review, &look.room.table, &look.rows, look.settings);
    html! {
        <section class="card">
            <div class="card-head"><h2>{ format!("离 {line} 分") }</h2><span class="muted small">{ spread_words(look) }</span></div>
            <dl class="standings">
                { kind(look, Tone::Good, format!("达到 {line} 分"), &reached) }
                { kind(look, Tone::Open, format!("接近（差 {} 分以内）", look.settings.close), &close) }
                { kind(look, Tone::Plain, "差得较多".to_owned(), &below) }
                { kind(look, Tone::Plain, "未评完，还不能确定".to_owned(), &open) }
            </dl>
            if !close.is_empty() { { nearly(catalog, look, &close) } }
        </section>
    }
}

/// Median and quartiles of the complete totals in words.
pub fn spread_words(look: &Look) -> String {
    match cohort::total_spread(&look.room.table, &look.rows, &look.protection).told() {
        Ok(spread) => format!(
            "完整的 {} 份：总分中位数 {}，四分位 {}–{}",
            spread.count,
            spread.median.points(),
            spread.lower.points(),
            spread.upper.points()
        ),
        Err(reason) => format!("总分完整的{reason}"),
    }
}

fn kind(look: &Look, tone: Tone, name: String, rows: &[usize]) -> Html {
    let more = rows.len().saturating_sub(NAMED);
    html! {
        <div>
            <dt><Tag {tone}>{ name }</Tag><b>{ rows.len() }</b></dt>
            <dd class="small">
                { rows.iter().take(NAMED).map(|&row| look.label(row)).collect::<Vec<_>>().join("、") }
                if more > 0 { { format!(" 等，另有 {more} 份") } }
            </dd>
        </div>
    }
}

/// The close ones, each with the items where a step brings most.
fn nearly(catalog: &'static Catalog, look: &Look, rows: &[usize]) -> Html {
    html! {
        <div class="scroll" tabindex="0" role="group" aria-label="接近入围的单位，可滚动">
            <table aria-label="接近入围的单位">
                <thead><tr><th scope="col">{ "单位" }</th><th scope="col" class="num">{ "还差" }</th><th scope="col">{ "每提高 5% 加分最多的条款" }</th></tr></thead>
                <tbody>
                    { for rows.iter().take(NAMED).map(|&row| {
                        let card = look.room.card(row);
                        let gains = planner::gains(&catalog.criteria, |item| card.percent(item));
                        let best: Vec<String> = gains.iter().take(3).map(|gain| format!("{}（{} 分）", gain.item, gain.step)).collect();
                        html! {
                            <tr><th scope="row">{ look.label(row) }</th>
                                <td class="num">{ lack(&catalog.scheme.review, look, row) }</td><td>{ best.join("、") }</td></tr>
                        }
                    }) }
                </tbody>
            </table>
        </div>
    }
}

/// What a row lacks to the line; of one that is not all scored, what it lacks even with full scores there.
fn lack(review: &Review, look: &Look, row: usize) -> String {
    let tally = &look.room.table.totals[row];
    match cohort::standing(review, tally, look.settings) {
        Standing::Close(lack) | Standing::Below(lack) if tally.is_complete() => format!("{lack} 分"),
        Standing::Close(lack) | Standing::Below(lack) => format!("至少 {lack} 分"),
        Standing::Reached | Standing::Open => String::new(),
    }
}
