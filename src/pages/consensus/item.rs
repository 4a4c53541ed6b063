//! One item: what every examiner gives and writes, side by side, and what is agreed.

use std::collections::BTreeSet;

use award::catalog::Catalog;
use award::consensus::{Consensus, Event as Happening, FactorRow, ItemCollation, Merged, agenda};
use award::points::Percent;
use award::{ItemId, Text};
use yew::{Callback, Html, MouseEvent, Properties, component, html, use_state, use_state_eq};

use super::Desk;
use crate::components::{PercentScale, RouteLink, entry, percent_words, toggled};
use crate::route::Route;
use crate::state::{Shared, use_catalog};

/// The id of the panel's element, to scroll to.
pub(super) const PANEL: &str = "consensus-item";

/// Properties of [`ItemPanel`].
#[derive(Properties, PartialEq)]
pub(super) struct ItemPanelProps {
    pub consensus: Shared<Consensus>,
    pub desk: Desk,
    pub id: ItemId,
}

/// The panel of an item.
#[component]
pub(super) fn ItemPanel(props: &ItemPanelProps) -> Html {
    let catalog = use_catalog();
    let items = props.consensus.collation(catalog).unwrap_or_default();
    let Some(found) = items.iter().find(|item| item.item.id == props.id) else { return Html::default() };
    let item = found.item;
    html! {
        <section class="card" id={PANEL} aria-label={format!("合议 {}", item.id)}>
            <h2>{ format!("{} {}（{} 分）", item.id, item.title, item.points) }</h2>
            { side_by_side(catalog, found) }
            { merged("优势", &found.strengths) }
            { merged("改进空间", &found.ofis) }
            if let Some(decision) = found.decision {
                <p class="decided"><b>{ format!("合议 {}", decision.percent) }</b>
                    { format!("　同意：{}", decision.agreed.iter().map(|name| &**name).collect::<Vec<_>>().join("、")) }
                    if !decision.reason.is_empty() { { format!("　理由：{}", decision.reason) } }</p>
                { next_item(&items, found) }
            }
            <Decide consensus={props.consensus.clone()} desk={props.desk.clone()} id={props.id.clone()} />
        </section>
    }
}

/// The way to what is to be talked about next.
fn next_item(items: &[ItemCollation], current: &ItemCollation) -> Html {
    let mut open = agenda(items).into_iter().map(|at| &items[at]).filter(|item| item.decision.is_none());
    let Some(next) = open.find(|item| item.item.id != current.item.id).map(|found| found.item) else { return Html::default() };
    html! { <p>{ "下一条：" }<RouteLink to={Route::ConsensusItem(next.id.clone())}>{ format!("{} {}", next.id, next.title) }</RouteLink></p> }
}

fn side_by_side(catalog: &Catalog, found: &ItemCollation) -> Html {
    let band = |row: &FactorRow, at: usize| {
        let band = row.bands[at].and_then(|id| catalog.criteria.band(id));
        band.map_or_else(|| "—".to_owned(), |band| format!("{}%", band.range()))
    };
    html! {
        <div class="scroll">
            <table aria-label="各人评分">
                <thead><tr><th scope="col">{ "评审员" }</th>
                    { for found.factors.iter().map(|row| html! { <th scope="col" class="num">{ format!("{}{}", row.factor.name, if row.differs { "（不同）" } else { "" }) }</th> }) }
                    <th scope="col" class="num">{ "得分比例" }</th></tr></thead>
                <tbody>
                    { for found.marks.iter().enumerate().map(|(at, mark)| html! {
                        <tr><th scope="row">{ &**mark.author }</th>
                            { for found.factors.iter().map(|row| html! { <td class="num">{ band(row, at) }</td> }) }
                            <td class="num"><b>{ percent_words(mark.percent) }</b></td></tr>
                    }) }
                </tbody>
            </table>
        </div>
    }
}

fn merged(name: &'static str, texts: &[Merged]) -> Html {
    if texts.is_empty() {
        return Html::default();
    }
    html! {
        <><h3>{ name }</h3>
        <ul class="small">
            { for texts.iter().map(|text| {
                let authors = text.authors.iter().map(|author| &***author).collect::<Vec<_>>().join("、");
                html! { <li>{ text.text.to_owned() }<span class="muted">{ format!("（{authors}）") }</span></li> }
            }) }
        </ul></>
    }
}

/// The form that agrees on a percent, or takes an agreement back.
#[component]
fn Decide(props: &ItemPanelProps) -> Html {
    let (consensus, id) = (&props.consensus, &props.id);
    let before = consensus.decisions.get(id);
    let percent = use_state_eq(|| before.map(|decision| decision.percent));
    let reason = use_state_eq(String::new);
    let examiners: BTreeSet<Text> = consensus.cards.keys().cloned().collect();
    // Who did not agree last time is not made to agree by deciding anew.
    let agreed = use_state(|| before.map_or_else(|| examiners.clone(), |decision| decision.agreed.clone()));
    let on_choose = {
        let percent = percent.clone();
        Callback::from(move |chosen: Percent| percent.set(Some(chosen)))
    };
    let decide = {
        let (desk, id, percent, reason) = (props.desk.clone(), id.clone(), *percent, reason.clone());
        // A card may have been withdrawn while the panel was open.
        let agreed: BTreeSet<Text> = agreed.intersection(&examiners).cloned().collect();
        Callback::from(move |_: MouseEvent| {
            let Some(percent) = percent else { return };
            let event = Happening::Decided { item: id.clone(), percent, reason: reason.as_str().into(), agreed: agreed.clone() };
            if desk.act(event) {
                reason.set(String::new());
            }
        })
    };
    let reopen = {
        let (desk, id, reason) = (props.desk.clone(), id.clone(), reason.clone());
        Callback::from(move |_: MouseEvent| {
            if desk.act(Happening::Reopened(id.clone(), reason.as_str().into())) {
                reason.set(String::new());
            }
        })
    };
    html! {
        <div class="decide">
            <PercentScale name={format!("consensus-{id}")} label={format!("{id} 合议比例")} percent={*percent} {on_choose} />
            { entry(format!("consensus-reason-{id}"), "理由", &reason) }
            <fieldset class="ticks"><legend>{ "同意的评审员（不同意的请去掉）" }</legend>
                { for examiners.iter().map(|name| html! {
                    <label class="tick"><input type="checkbox" checked={agreed.contains(name)} onchange={toggled(&agreed, name)} />{ &**name }</label>
                }) }
            </fieldset>
            <div class="actions">
                <button type="button" class="primary" disabled={percent.is_none()} onclick={decide}>{ if before.is_some() { "改为这个比例" } else { "定为合议结果" } }</button>
                if before.is_some() { <button type="button" onclick={reopen}>{ "撤回合议结果" }</button> }
            </div>
        </div>
    }
}
