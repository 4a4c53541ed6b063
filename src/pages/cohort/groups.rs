//! The cards in groups: by county, industry, size, year, role. Small groups are not told.

use std::rc::Rc;

use award::Text;
use award::cohort::{self, Group, GroupBy, Settings};
use award::scheme::Review;
use yew::{AttrValue, Callback, Html, MouseEvent, Properties, component, html, use_state_eq};

use super::Look;
use crate::components::Dropdown;
use crate::state::{Room, use_catalog};

const WAYS: [(&str, &str, GroupBy); 5] = [
    ("county", "县区", GroupBy::County),
    ("industry", "行业", GroupBy::Industry),
    ("size", "规模", GroupBy::Size),
    ("year", "年度", GroupBy::Year),
    ("role", "评分性质", GroupBy::Role),
];

/// A group that alone is looked at.
#[derive(Clone, PartialEq)]
pub struct Only {
    by: GroupBy,
    label: Text,
}

impl Only {
    /// Its rows in the order of some rows; `None` if there is no such group, or one too small to be told.
    pub fn rows(&self, room: &Room, every: &[usize], settings: Settings) -> Option<Rc<[usize]>> {
        let groups = cohort::groups(&room.gathering, every, self.by);
        let shown = cohort::shown(&groups, settings);
        let found = groups.into_iter().zip(shown).find(|(group, is_shown)| *is_shown && group.label == self.label);
        found.map(|(group, _)| group.rows.into())
    }
}

/// What is looked at, and the way back to all.
pub fn only_bar(only: &Only, count: usize, on_only: &Callback<Option<Only>>) -> Html {
    let all = on_only.reform(|_: MouseEvent| None);
    html! { <p class="desk-bar" role="status">{ format!("只看“{}”的 {count} 份：下面的统计和导出的表、反馈都只按这一组。", named(&only.label)) }<button type="button" class="small" onclick={all}>{ "显示全部" }</button></p> }
}

fn named(label: &Text) -> &str {
    if label.is_empty() { "（没有写）" } else { label }
}

/// Properties of [`Groups`].
#[derive(Properties, PartialEq)]
pub struct GroupsProps {
    /// What is looked at: all groups, also when only one is looked at elsewhere.
    pub look: Look,
    /// Called with the group that alone is to be looked at.
    pub on_only: Callback<Option<Only>>,
}

/// The groups.
#[component]
pub fn Groups(props: &GroupsProps) -> Html {
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
                        <th scope="col"><span class="quiet">{ "只看一组" }</span></th>
                    </tr></thead>
                    <tbody>{ for groups.iter().zip(shown).map(|(group, is_shown)| {
                        let only = Only { by, label: group.label.clone() };
                        let choose = props.on_only.reform(move |_: MouseEvent| Some(only.clone()));
                        row(review, look, group, is_shown.then_some(choose))
                    }) }</tbody>
                </table>
            </div>
            <p class="muted small">{ "份数太少的组不显示；只藏一组，别的组相减就能推出来，所以必要时连同最小的别组一起藏。" }</p>
        </section>
    }
}

/// A group, with what chooses it if it is told.
fn row(review: &Review, look: &Look, group: &Group, choose: Option<Callback<MouseEvent>>) -> Html {
    let label = named(&group.label).to_owned();
    let Some(choose) = choose else {
        return html! { <tr key={label.clone()}><th scope="row">{ label }</th><td class="muted small" colspan="5">{ "份数太少，不显示" }</td></tr> };
    };
    let spread = cohort::total_spread(&look.room.table, &group.rows, look.settings);
    let reached = cohort::standings(review, &look.room.table, &group.rows, look.settings).reached.len();
    html! {
        <tr key={label.clone()}>
            <th scope="row">{ label.clone() }</th><td class="num">{ group.rows.len() }</td>
            if let Some(spread) = spread.shown() {
                <td class="num">{ spread.median.points() }</td><td class="num">{ format!("{}–{}", spread.lower.points(), spread.upper.points()) }</td>
            } else { <td class="muted small" colspan="2">{ "评完的太少" }</td> }
            <td class="num">{ reached }</td>
            <td><button type="button" class="small ghost" onclick={choose} aria-label={format!("只看：{label}")}>{ "只看" }</button></td>
        </tr>
    }
}
