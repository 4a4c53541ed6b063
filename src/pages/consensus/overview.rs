//! How far the examiners agree, and the agenda: what is most at stake first.

use award::ItemId;
use award::catalog::Catalog;
use award::consensus::{Consensus, ItemCollation, Measure, agenda};
use award::points::Points;
use yew::{Html, html};

use crate::components::{RouteLink, percent_words};
use crate::route::Route;

/// The coefficients with their meaning in words, and what is agreed so far.
pub(super) fn agreement(catalog: &'static Catalog, consensus: &Consensus) -> Html {
    let tally = consensus.tally(catalog);
    let stale = consensus.stale();
    let values = consensus.agreement(catalog).map(|(alpha, icc)| [(Measure::Alpha, alpha), (Measure::Icc, icc)]);
    html! {
        <section class="card">
            <div class="card-head"><h2>{ "独立评分的一致性" }</h2>
                <span class="muted" role="status">{ format!("已合议 {} / {} 条，{} 分", tally.scored, tally.items, if tally.is_complete() { tally.earned.to_string() } else { format!("{}–{}", tally.least(), tally.most()) }) }</span></div>
            <ul class="small">{ for values.into_iter().flatten().map(|(measure, value)| html! { <li>{ dossier::consensus::told(measure, value) }</li> }) }</ul>
            if !stale.is_empty() {
                <p class="warning">{ format!("{} 合议之后有人换了成绩单，请看是否要重新合议。", stale.iter().map(ToString::to_string).collect::<Vec<_>>().join("、")) }</p>
            }
        </section>
    }
}

/// The items in the order in which to talk about them.
pub(super) fn agenda_table(consensus: &Consensus, items: &[ItemCollation], current: Option<&ItemId>) -> Html {
    html! {
        <section class="card">
            <div class="card-head"><h2>{ "议程" }</h2><span class="muted small">{ "按分歧 × 分值从大到小" }</span></div>
            <div class="scroll">
                <table class="agenda" aria-label="议程">
                    <thead><tr>
                        <th scope="col">{ "条款" }</th>
                        { for consensus.cards.keys().map(|author| html! { <th scope="col" class="num">{ &**author }</th> }) }
                        <th scope="col" class="num">{ "极差" }</th><th scope="col" class="num">{ "标准差" }</th>
                        <th scope="col" class="num">{ "相差（分）" }</th><th scope="col" class="num">{ "合议" }</th>
                    </tr></thead>
                    <tbody>{ for agenda(items).into_iter().map(|at| row(&items[at], current)) }</tbody>
                </table>
            </div>
        </section>
    }
}

fn row(item: &ItemCollation, current: Option<&ItemId>) -> Html {
    let id = &item.item.id;
    let range = item.ends.map_or_else(String::new, |(least, most)| (most.value() - least.value()).to_string());
    let stake = if item.at_stake == Points::ZERO { "—".to_owned() } else { item.at_stake.to_string() };
    html! {
        <tr key={id.to_string()}>
            <th scope="row"><RouteLink to={Route::ConsensusItem(id.clone())} is_current={current == Some(id)}>{ format!("{id} {}", item.item.title) }</RouteLink></th>
            { for item.marks.iter().map(|mark| html! { <td class="num">{ percent_words(mark.percent) }</td> }) }
            <td class="num">{ range }</td>
            <td class="num">{ item.moments.deviation().map_or_else(String::new, |deviation| format!("{deviation:.1}")) }</td>
            <td class="num">{ stake }</td>
            <td class="num"><b>{ item.decision.map_or_else(|| "未定".to_owned(), |decision| decision.percent.to_string()) }</b></td>
        </tr>
    }
}
