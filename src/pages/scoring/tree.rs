//! The items in their categories, each with how far it is.

use award::ItemId;
use award::criteria::{Category, Item};
use award::points::Percent;
use award::prose::characters;
use award::scoring;
use yew::{Html, Properties, component, html, use_effect_with, use_node_ref};

use crate::components::RouteLink;
use crate::route::Route;
use crate::state::{SharedText, use_catalog, use_is_score_sheet, use_select};

/// What the tree leads to and shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// The scores of a fiscal year.
    Score(i16),
    /// The texts of the report.
    Narrative,
}

/// Properties of [`Tree`].
#[derive(Properties, PartialEq)]
pub struct TreeProps {
    /// The item that is shown; none if something else is.
    #[prop_or_default]
    pub current: Option<ItemId>,
    /// What it leads to.
    pub goal: Goal,
}

/// The items in their categories. On a narrow screen it folds away.
#[component]
pub fn Tree(props: &TreeProps) -> Html {
    let criteria = &use_catalog().criteria;
    let list = use_node_ref();
    use_effect_with((props.current.clone(), list.clone()), |(current, _)| {
        if let Some(id) = current {
            crate::browser::page::reveal(&format!("tree-{id}"));
        }
    });
    html! {
        <nav class="tree" aria-label="评分条款" ref={list}>
            if let Goal::Score(year) = props.goal { <YearSwitch {year} item={props.current.clone()} /> }
            { for criteria.categories.iter().map(|category| html! { <Branch {category} current={props.current.clone()} goal={props.goal} /> }) }
        </nav>
    }
}

#[derive(Properties, PartialEq)]
struct YearSwitchProps {
    year: i16,
    item: Option<ItemId>,
}

/// Leads to the same item of another year.
#[component]
fn YearSwitch(props: &YearSwitchProps) -> Html {
    let is_sheet = use_is_score_sheet();
    let Some(years) = use_select(|state| state.assessment().map(|open| open.years())) else { return Html::default() };
    if is_sheet {
        return Html::default();
    }
    let to = |year: i16| match &props.item {
        Some(item) => Route::CardItem(year, item.clone()),
        None => Route::Card(year),
    };
    html! {
        <p class="year-switch">
            { for years.into_iter().map(|year| html! {
                <RouteLink to={to(year)} is_current={year == props.year} label={format!("{year} 年")}>{ year }</RouteLink>
            }) }
            <RouteLink to={Route::Years}>{ "比较" }</RouteLink>
        </p>
    }
}

#[derive(Properties)]
struct BranchProps {
    category: &'static Category,
    current: Option<ItemId>,
    goal: Goal,
}

impl PartialEq for BranchProps {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.category, other.category) && self.current == other.current && self.goal == other.goal
    }
}

#[component]
fn Branch(props: &BranchProps) -> Html {
    let category = props.category;
    let goal = props.goal;
    let state = use_select(move |state| match goal {
        Goal::Score(year) => {
            let card = state.assessment()?.card(year);
            Some(format!("{} / {}", scoring::tally(&category.items, |item| card.percent(item)).earned, category.points))
        }
        Goal::Narrative => None,
    });
    html! {
        <section>
            <h2 class="tree-category"><span>{ format!("{} {}", category.id, category.title) }</span>if let Some(state) = state { <span>{ state }</span> }</h2>
            { for category.items.iter().map(|item| html! { <Leaf {item} is_current={props.current.as_ref() == Some(&item.id)} {goal} /> }) }
        </section>
    }
}

#[derive(Properties)]
struct LeafProps {
    item: &'static Item,
    is_current: bool,
    goal: Goal,
}

impl PartialEq for LeafProps {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.item, other.item) && self.is_current == other.is_current && self.goal == other.goal
    }
}

/// How far an item is. The text itself, because it is counted only when it has changed.
#[derive(Clone, PartialEq)]
enum Far {
    Percent(Option<Percent>),
    Text(SharedText),
}

impl Far {
    fn shown(self) -> Option<String> {
        match self {
            Far::Percent(percent) => percent.map(|percent| percent.to_string()),
            Far::Text(text) => Some(characters(&text.0)).filter(|&count| count > 0).map(|count| format!("{count} 字")),
        }
    }
}

#[component]
fn Leaf(props: &LeafProps) -> Html {
    let (item, goal) = (props.item, props.goal);
    let state = use_select(move |state| {
        let open = state.assessment()?;
        Some(match goal {
            Goal::Score(year) => Far::Percent(open.card(year).percent(&item.id)),
            Goal::Narrative => Far::Text(SharedText(open.narrative(&item.id))),
        })
    });
    let state = state.and_then(|far| far.shown());
    let (to, missing) = match goal {
        Goal::Score(year) => (Route::CardItem(year, item.id.clone()), "未评"),
        Goal::Narrative => (Route::Narrative(item.id.clone()), "未写"),
    };
    html! {
        <div id={format!("tree-{}", item.id)}>
            <RouteLink {to} is_current={props.is_current}>
                <span class="tree-number">{ item.id.to_string() }</span>
                <span class="grow">{ &*item.title }</span>
                if let Some(state) = state { <small>{ state }</small> } else { <small data-tone="open">{ missing }</small> }
            </RouteLink>
        </div>
    }
}
