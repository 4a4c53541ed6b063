//! The table and heat map: applicants × items. Only the rows in sight are drawn.

use std::collections::BTreeSet;

use award::CardId;
use award::cohort::SortBy;
use award::criteria::Criteria;
use award::points::Percent;
use yew::{Callback, Event, Html, MouseEvent, Properties, component, html, use_state_eq};

use super::Look;
use crate::browser::page;
use crate::state::use_catalog;

/// The height of a row in pixels, as the style sheet sets it.
const ROW: usize = 28;

/// How many rows are drawn: more than fit on a screen, so that a little scrolling draws nothing.
const DRAWN: usize = 64;

/// By how many rows the drawn part moves at once.
const STRIDE: usize = 16;

/// Properties of [`Grid`].
#[derive(Properties, PartialEq)]
pub struct GridProps {
    /// What is looked at.
    pub look: Look,
    /// The order, and whether it is falling.
    pub order: (SortBy, bool),
    /// The chosen cards.
    pub chosen: BTreeSet<CardId>,
    /// Called with the column to order by.
    pub on_sort: Callback<SortBy>,
    /// Called with the card that is chosen, or not any more.
    pub on_choose: Callback<CardId>,
}

/// The table.
#[component]
pub fn Grid(props: &GridProps) -> Html {
    let criteria = &use_catalog().criteria;
    let first = use_state_eq(|| 0_usize);
    let onscroll = {
        let first = first.clone();
        Callback::from(move |event: Event| {
            let row = page::scrolled(&event) as usize / ROW;
            // One stride above what is in sight.
            first.set((row / STRIDE).saturating_sub(1) * STRIDE);
        })
    };
    let look = &props.look;
    let all = look.rows.len();
    let first = (*first).min(all.saturating_sub(1) / STRIDE * STRIDE);
    let end = all.min(first + DRAWN);
    html! {
        <section class="card">
            <div class="card-head"><h2>{ "得分表" }</h2><span class="muted small">{ "颜色越浓得分比例越高；点表头排序；选中几家，与表里各家比较。" }</span></div>
            <div class="grid-scroll" {onscroll} tabindex="0" role="group" aria-label="得分表，可滚动">
                <table class="grid" aria-label="得分表" aria-rowcount={(all + 1).to_string()}>
                    { head(props, criteria) }
                    <tbody>
                        { spacer(first) }
                        { for (first..end).map(|at| row(props, at)) }
                        { spacer(all - end) }
                    </tbody>
                </table>
            </div>
        </section>
    }
}

/// The room of rows that are not drawn.
fn spacer(rows: usize) -> Html {
    if rows == 0 {
        return Html::default();
    }
    html! { <tr class="spacer" aria-hidden="true"><td colspan="99" ~style={format!("height: {}px", rows * ROW)}></td></tr> }
}

fn head(props: &GridProps, criteria: &Criteria) -> Html {
    let mut columns = vec![
        ("单位".to_owned(), None, SortBy::Name),
        ("县区".to_owned(), None, SortBy::County),
        ("行业".to_owned(), None, SortBy::Industry),
        ("规模".to_owned(), None, SortBy::Size),
        ("年度".to_owned(), None, SortBy::Year),
        ("总分".to_owned(), None, SortBy::Total),
    ];
    let items = criteria.every_item().enumerate();
    columns.extend(
        items.map(|(at, item)| (item.id.to_string(), Some(format!("{}（{} 分）", item.title, item.points)), SortBy::Item(at))),
    );
    html! {
        <thead><tr>
            <th scope="col"><span class="quiet">{ "选中" }</span></th>
            { for columns.into_iter().map(|(name, title, by)| sort_head(props, name, title, by)) }
        </tr></thead>
    }
}

fn sort_head(props: &GridProps, name: String, title: Option<String>, by: SortBy) -> Html {
    let (own, descending) = (props.order.0 == by, props.order.1);
    let sorted = own.then_some(if descending { "descending" } else { "ascending" });
    let arrow = match sorted {
        Some("descending") => " ▼",
        Some(_) => " ▲",
        None => "",
    };
    let onclick = props.on_sort.reform(move |_: MouseEvent| by.clone());
    html! { <th scope="col" aria-sort={sorted}><button type="button" class="sort" {onclick} {title}>{ name }<span aria-hidden="true">{ arrow }</span></button></th> }
}

fn row(props: &GridProps, at: usize) -> Html {
    let look = &props.look;
    let row = look.rows[at];
    let (card, tally) = (look.room.card(row), &look.room.table.totals[row]);
    let subject = &card.subject;
    let id = card.id.clone();
    let checked = props.chosen.contains(&id);
    let full = !checked && props.chosen.len() >= super::CHOSEN;
    let onchange = props.on_choose.reform(move |_: Event| id.clone());
    let total = if tally.is_complete() { tally.earned.to_string() } else { format!("{}…", tally.earned) };
    let name = look.names[row].to_string();
    html! {
        <tr key={card.id.to_string()} aria-rowindex={(at + 2).to_string()}>
            <td><input type="checkbox" aria-label={format!("选中 {name} {}", subject.year)} {checked} disabled={full} {onchange} /></td>
            <th scope="row" title={name.clone()}>{ name }</th>
            <td>{ &*subject.county }</td><td title={subject.industry.to_string()}>{ &*subject.industry }</td><td>{ &*subject.size }</td><td>{ subject.year }</td>
            <td class="num"><b>{ total }</b></td>
            { for look.room.table.columns.iter().map(|column| heat(column.percents[row])) }
        </tr>
    }
}

/// A percent on a ground that is the stronger the higher it is.
fn heat(percent: Option<Percent>) -> Html {
    match percent {
        Some(percent) => html! { <td class="heat" data-heat={(percent.value() / 10).to_string()}>{ percent.value() }</td> },
        None => html! { <td class="heat" data-heat="none">{ "—" }</td> },
    }
}
