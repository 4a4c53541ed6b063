//! 自评打分: the tree of items, the sheet of one item, and what the total says.

mod item_sheet;
mod side;
mod tree;

use award::ItemId;
use award::criteria::Criteria;
use yew::{Html, Properties, component, html};

use self::item_sheet::ItemSheet;
use self::side::Side;
pub use self::tree::{Goal, Tree};
use crate::state::{use_catalog, use_select};

/// Properties of [`Scoring`].
#[derive(Properties, PartialEq)]
pub struct ScoringProps {
    /// The fiscal year to score; the assessed one if none.
    #[prop_or_default]
    pub year: Option<i16>,
    /// The item to show; the first unscored one if none.
    #[prop_or_default]
    pub at: Option<ItemId>,
}

/// 自评打分
#[component]
pub fn Scoring(props: &ScoringProps) -> Html {
    let criteria = &use_catalog().criteria;
    let wanted_year = props.year;
    let Some(year) = use_select(move |state| wanted_year.or_else(|| Some(state.assessment()?.head.year))) else {
        return Html::default();
    };
    let first_open = use_select(move |state| {
        let card = state.assessment()?.card(year);
        criteria.every_item().find(|item| card.percent(&item.id).is_none()).map(|item| item.id.clone())
    });
    // The item chosen without an address stays while its percent is set.
    let fallback = yew::use_memo(year, |_| first_open);
    let wanted = props.at.clone().or_else(|| (*fallback).clone());
    let Some(item) = wanted.and_then(|id| criteria.item(&id)).or_else(|| criteria.every_item().next()) else {
        return Html::default();
    };
    html! {
        <div class="scoring">
            <Tree current={item.id.clone()} goal={Goal::Score(year)} />
            <ItemSheet {item} {year} key={format!("{year}-{}", item.id)} />
            <Side {year} />
        </div>
    }
}

/// The items before and after an item, in the standard's order.
pub fn neighbours(criteria: &'static Criteria, id: &ItemId) -> (Option<ItemId>, Option<ItemId>) {
    let ids: Vec<&ItemId> = criteria.every_item().map(|item| &item.id).collect();
    let at = ids.iter().position(|candidate| *candidate == id);
    let near = |step: isize| at.and_then(|at| at.checked_add_signed(step)).and_then(|at| ids.get(at)).map(|id| (*id).clone());
    (near(-1), near(1))
}
