//! The score on the home page: total, range, the shortlist line, categories.

use award::points::Points;
use award::scoring::{Shortlist, Tally};
use yew::{Html, component, html};

use super::OverviewProps;
use crate::components::{CategoryBar, ClauseLink};
use crate::state::use_catalog;

/// The total with its range and the shortlist line, and the points of each category.
#[component]
pub fn ScoreCard(props: &OverviewProps) -> Html {
    let catalog = use_catalog();
    let totals = &props.overview.totals;
    let line = catalog.scheme.review.shortlist_points;
    html! {
        <section class="card">
            <div class="card-head"><h2>{ "自评得分" }</h2><ClauseLink clause={catalog.scheme.review.scoring_clause} /></div>
            <p class="score"><b>{ totals.total.earned.to_string() }</b><span class="muted">{ format!("/ {}　", catalog.criteria.points) }{ range(&totals.total) }</span></p>
            <ScoreLine tally={totals.total} {line} />
            <p class="small muted">{ standing(props.overview.shortlist, &totals.total, line) }</p>
            <table class="categories">
                <thead><tr><th scope="col">{ "类目" }</th><th scope="col"><span class="quiet">{ "得分比例" }</span></th><th scope="col" class="num">{ "得分" }</th></tr></thead>
                <tbody>
                    { for catalog.criteria.categories.iter().zip(&totals.categories).map(|(category, (_, tally))| html! {
                        <tr>
                            <th scope="row">{ format!("{} {}", category.id, category.title) }</th>
                            <td><CategoryBar tally={*tally} /></td>
                            <td class="num">{ format!("{} / {}", tally.earned, category.points) }</td>
                        </tr>
                    }) }
                </tbody>
            </table>
        </section>
    }
}

/// What the unscored items leave open, in words.
pub fn range(tally: &Tally) -> String {
    match tally.items - tally.scored {
        0 => "全部条款已评".to_owned(),
        unscored => format!("{unscored} 项未评，最终在 {}–{}", tally.least(), tally.most()),
    }
}

/// Where the total stands to the shortlist line, in words.
pub fn standing(shortlist: Shortlist, tally: &Tally, line: u16) -> String {
    match shortlist {
        Shortlist::Reached => format!("自评达到 {line} 分（含）的入围线；能否入围以评审得分为准。"),
        Shortlist::Open => {
            format!("离 {line} 分入围线还差 {} 分，未评条款还有 {} 分。", tally.earned.lacks(Points::whole(line)), tally.open)
        }
        Shortlist::Missed => {
            format!("未评条款全部满分也不到 {line} 分入围线，还差 {} 分。", tally.most().lacks(Points::whole(line)))
        }
    }
}

#[derive(yew::Properties, PartialEq)]
struct ScoreLineProps {
    tally: Tally,
    line: u16,
}

/// The total as a bar: earned, open, and the line.
#[component]
fn ScoreLine(props: &ScoreLineProps) -> Html {
    let worth = props.tally.worth().hundredths().max(1);
    let x = |points: Points| (points.hundredths() * 1000 / worth).to_string();
    let line = x(Points::whole(props.line));
    html! {
        <svg class="score-line" viewBox="-10 -6 1020 84" role="img" aria-label={format!("得分 {}，入围线 {}", props.tally.earned, props.line)}>
            <rect class="ground" x="0" y="24" width="1000" height="26" rx="5" />
            <rect class="open" x="0" y="24" width={x(props.tally.most())} height="26" rx="5" />
            <rect class="earned" x="0" y="24" width={x(props.tally.earned)} height="26" rx="5" />
            <line class="goal" x1={line.clone()} x2={line.clone()} y1="18" y2="56" />
            <text class="goal" x={line} y="13" text-anchor="middle">{ format!("入围 {}", props.line) }</text>
            <text x="0" y="70">{ "0" }</text>
            <text x="1000" y="70" text-anchor="end">{ props.tally.worth().to_string() }</text>
        </svg>
    }
}
