//! The cards in groups: by county, industry, size, year, role. Small groups are not told.

use std::rc::Rc;

use award::Text;
use award::cohort::{self, Group, GroupBy, Protection, Settings};
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
    /// What it is called: by what the cards are grouped, and which group it is.
    pub fn name(&self) -> String {
        let way = WAYS.iter().find(|(.., by)| *by == self.by).map_or("", |(_, name, _)| *name);
        format!("{way}：{}", named(&self.label))
    }

    /// Its rows in the order of some rows, with what may be told of them; `None` if there is no such group, or one too small to
    /// be told.
    pub fn group(&self, room: &Room, every: &[usize], settings: Settings) -> Option<(Rc<[usize]>, Rc<Protection>)> {
        let groups = cohort::groups(&room.gathering, &room.table, every, self.by, &settings.into());
        let found = groups.into_iter().find(|group| group.label == self.label)?;
        Some((found.rows.into(), found.protection?.into()))
    }
}

/// What is looked at, what follows it and what does not, and the way back to all.
pub fn only_bar(only: &Only, count: usize, on_only: &Callback<Option<Only>>) -> Html {
    let all = on_only.reform(|_: MouseEvent| None);
    let told = format!(
        "只看“{}”的 {count} 份：从离入围线多远到各条款，还有导出的 Excel、CSV 和反馈，只按这一组。“分组”“逐年变化”“投影”和“存成一个文件”仍是全部。",
        only.name()
    );
    html! { <p class="desk-bar" role="status">{ told }<button type="button" class="small" onclick={all}>{ "显示全部" }</button></p> }
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
    let groups = of(look, by);
    let choose = {
        let way = way.clone();
        Callback::from(move |key: String| way.set(key))
    };
    html! {
        <section class="card">
            <div class="card-head"><h2>{ "分组" }</h2>
                <Dropdown id="cohort-group" label="按" options={WAYS.map(|(key, name, _)| (AttrValue::Static(key), AttrValue::Static(name))).to_vec()}
                    chosen={(*way).clone()} on_choose={choose} /></div>
            <div class="scroll" tabindex="0" role="group" aria-label="分组统计，可滚动">
                <table aria-label="分组统计">
                    <thead><tr>
                        { heads() }
                        <th scope="col"><span class="quiet">{ "只看一组" }</span></th>
                    </tr></thead>
                    <tbody>{ for groups.iter().map(|group| {
                        let only = Only { by, label: group.label.clone() };
                        let choose = props.on_only.reform(move |_: MouseEvent| Some(only.clone()));
                        let button = html! { <button type="button" class="small ghost" onclick={choose} aria-label={format!("只看：{}", named(&group.label))}>{ "只看" }</button> };
                        row(review, look, group, Some(button))
                    }) }</tbody>
                </table>
            </div>
            <p class="muted small">{ "家数太少的组不显示（一家有几份也算一家）；只藏一组，别的组相减就能推出来，所以必要时连同最小的别组一起藏。把不同的分法（如县区和行业）交叉对照能推出什么，这里不管。" }</p>
        </section>
    }
}

/// What is looked at in groups.
fn of(look: &Look, by: GroupBy) -> Vec<Group> {
    cohort::groups(&look.room.gathering, &look.room.table, &look.rows, by, &look.protection)
}

/// A group as far as it may be told, with what chooses it where it can be chosen.
fn row(review: &Review, look: &Look, group: &Group, choose: Option<Html>) -> Html {
    let label = named(&group.label).to_owned();
    let Some(protection) = &group.protection else {
        let rest = if choose.is_some() { "5" } else { "4" };
        return html! { <tr key={label.clone()}><th scope="row">{ label }</th><td class="muted small" colspan={rest}>{ "家数太少，不显示" }</td></tr> };
    };
    let spread = cohort::total_spread(&look.room.table, &group.rows, protection);
    let reached = cohort::standings(review, &look.room.table, &group.rows, look.settings).reached.len();
    html! {
        <tr key={label.clone()}>
            <th scope="row">{ label }</th><td class="num">{ group.rows.len() }</td>
            { match spread.told() {
                Ok(spread) => html! { <><td class="num">{ spread.median.points() }</td><td class="num">{ format!("{}–{}", spread.lower.points(), spread.upper.points()) }</td></> },
                Err(reason) => html! { <td class="muted small" colspan="2">{ format!("评完的{reason}") }</td> },
            } }
            <td class="num">{ reached }</td>
            { for choose.map(|choose| html! { <td>{ choose }</td> }) }
        </tr>
    }
}

/// The heads of the columns that tell of a group.
fn heads() -> Html {
    html! {
        <>
            <th scope="col">{ "组" }</th><th scope="col" class="num">{ "份数" }</th><th scope="col" class="num">{ "总分中位数" }</th>
            <th scope="col" class="num">{ "四分位" }</th><th scope="col" class="num">{ "达到入围线" }</th>
        </>
    }
}

/// How many ways there are of grouping the cards.
pub const GROUPINGS: usize = WAYS.len();

/// The groups of one way, large, to be looked at only.
pub fn projected(review: &Review, look: &Look, way: usize) -> Html {
    let (_, name, by) = WAYS[way];
    html! {
        <>
            <h1>{ format!("按{name}分组") }</h1>
            <table aria-label={format!("按{name}分组")}>
                <thead><tr>{ heads() }</tr></thead>
                <tbody>{ for of(look, by).iter().map(|group| row(review, look, group, None)) }</tbody>
            </table>
        </>
    }
}
