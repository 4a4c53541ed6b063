//! The band table as a rubric: choosing a cell rates a factor.

use std::collections::BTreeMap;

use award::criteria::{Band, Criteria, Factor, Item};
use award::{BandId, FactorId};
use yew::{Callback, Event, Html, Properties, component, html};

/// Properties of [`Rubric`].
#[derive(Properties)]
pub struct RubricProps {
    /// The criteria.
    pub criteria: &'static Criteria,
    /// The item that is rated.
    pub item: &'static Item,
    /// The band chosen for each factor.
    pub ratings: BTreeMap<FactorId, BandId>,
    /// The band of the item's percent, if it is scored.
    pub band: Option<BandId>,
    /// Called with the factor and the band that is chosen for it.
    pub on_rate: Callback<(FactorId, BandId)>,
}

impl PartialEq for RubricProps {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.item, other.item)
            && self.ratings == other.ratings
            && self.band == other.band
            && self.on_rate == other.on_rate
    }
}

/// The bands by the factors of an item, as a table of radio buttons: one column a factor.
#[component]
pub fn Rubric(props: &RubricProps) -> Html {
    let factors = props.criteria.factors(props.item.kind);
    html! {
        <div class="rubric scroll">
            <table>
                <thead>
                    <tr>
                        <th scope="col">{ "分数段" }</th>
                        { for factors.iter().map(|factor| html! {
                            <th scope="col" title={&*factor.meaning}>{ format!("{} {}", factor.name, factor.id) }</th>
                        }) }
                    </tr>
                </thead>
                <tbody>{ for props.criteria.bands.iter().rev().map(|band| row(props, factors, band)) }</tbody>
            </table>
        </div>
    }
}

fn row(props: &RubricProps, factors: &'static [Factor], band: &'static Band) -> Html {
    let cells = factors.iter().zip(band.descriptions(props.item.kind));
    html! {
        <tr data-band={(props.band.as_ref() == Some(&band.id)).then_some("chosen")}>
            <th scope="row">{ band.range() }</th>
            { for cells.map(|(factor, text)| cell(props, factor, band, text)) }
        </tr>
    }
}

fn cell(props: &RubricProps, factor: &'static Factor, band: &'static Band, text: &'static str) -> Html {
    let checked = props.ratings.get(&factor.id) == Some(&band.id);
    let onchange = props.on_rate.reform(move |_: Event| (factor.id.clone(), band.id.clone()));
    html! {
        <td>
            <label>
                <input type="radio" name={format!("rubric-{}-{}", props.item.id, factor.id)} {checked} {onchange}
                    aria-label={format!("{} {}：{text}", factor.name, band.range())} />
                <span aria-hidden="true">{ text }</span>
            </label>
        </td>
    }
}
