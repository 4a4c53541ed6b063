//! The cards in groups: by county, industry, size, year, role. Small groups are not told.

use award::cohort::{self, Group, GroupBy};
use award::scheme::Review;
use yew::{AttrValue, Callback, Html, component, html, use_state_eq};

use super::Look;
use super::files_out::LookProps;
use crate::components::Dropdown;
use crate::state::use_catalog;

const WAYS: [(&str, &str, GroupBy); 5] = [
    ("county", "县区", GroupBy::County),
    ("industry", "行业", GroupBy::Industry),
    ("size", "规模", GroupBy::Size),
    ("year", "年度", GroupBy::Year),
    ("role", "评分性质", GroupBy::Role),
];

/// The groups.
#[component]
pub fn Groups(props: &LookProps) -> Html {
    let review = &use_catalog().scheme.review;
    let way = use_state_eq(|| "county".to_owned());
    let look = &props.look;
    let by = WAYS.into_iter().find(|(key, ..)| *key == *way).map_or(GroupBy::County, |(.., by)| by);
    let groups = cohort::groups(&look.room.gathering, &look.rows, by);
    let shown = cohort::shown(&groups, look.settings);
    let choose = {
        let way = way.clone();
        Callback::from(move |key: String| way.set(key))
    };
    html! {
        <section class="card">
            <div class="card-head"><h2>{ "分组" }</h2>
                <Dropdown id="cohort-group" label="按" options={WAYS.map(|(key, name, _)| (AttrValue::Static(key), AttrValue::Static(name))).to_vec()}
                    chosen={(*way).clone()} on_choose={choose} /></div>
            <div class="scroll">
                <table aria-label="分组统计">
                    <thead><tr>
                        <th scope="col">{ "组" }</th><th scope="col" class="num">{ "份数" }</th><th scope="col" class="num">{ "总分中位数" }</th>
                        <th scope="col" class="num">{ "四分位" }</th><th scope="col" class="num">{ "达到入围线" }</th>
                    </tr></thead>
                    <tbody>{ for groups.iter().zip(shown).map(|(group, is_shown)| row(review, look, group, is_shown)) }</tbody>
                </table>
            </div>
            <p class="muted small">{ "份数太少的组不显示；只藏一组，别的组相减就能推出来，所以必要时连同最小的别组一起藏。" }</p>
        </section>
    }
}

fn row(review: &Review, look: &Look, group: &Group, is_shown: bool) -> Html {
    let label = if group.label.is_empty() { "（没有写）".to_owned() } else { group.label.to_string() };
    if !is_shown {
        return html! { <tr key={label.clone()}><th scope="row">{ label }</th><td class="muted small" colspan="4">{ "份数太少，不显示" }</td></tr> };
    }
    let spread = cohort::total_spread(&look.room.table, &group.rows, look.settings);
    let reached = cohort::standings(review, &look.room.table, &group.rows, look.settings).reached.len();
    html! {
        <tr key={label.clone()}>
            <th scope="row">{ label }</th><td class="num">{ group.rows.len() }</td>
            if let Some(spread) = spread.shown() {
                <td class="num">{ spread.median.points() }</td><td class="num">{ format!("{}–{}", spread.lower.points(), spread.upper.points()) }</td>
            } else { <td class="muted small" colspan="2">{ "评完的太少" }</td> }
            <td class="num">{ reached }</td>
        </tr>
    }
}
