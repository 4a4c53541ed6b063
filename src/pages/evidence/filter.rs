//! What the register shows.

use award::evidence::{Entry, Link, entries_for, expired};
use jiff::civil::Date;
use yew::{AttrValue, Callback, Html, Properties, component, html};

use crate::browser::page;
use crate::state::{State, Whereabouts, use_catalog, use_select};

/// Which evidence the register shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Filter {
    /// All of it.
    All,
    /// What expires before the application.
    Expired,
    /// What proves nothing yet.
    Unlinked,
    /// What has no file here.
    Missing,
    /// What holds trade secrets.
    TradeSecret,
    /// What proves something.
    For(Link),
}

impl Filter {
    /// The filters that are not about one thing, with their names.
    const GENERAL: [(Filter, &'static str); 5] = [
        (Filter::All, "全部"),
        (Filter::Expired, "到申报日已过期"),
        (Filter::Unlinked, "还没有关联"),
        (Filter::Missing, "文件不在本浏览器"),
        (Filter::TradeSecret, "注明商业秘密"),
    ];

    /// Whether it shows an entry, for an application on `on`.
    pub fn shows(&self, entry: &Entry, whereabouts: Option<Whereabouts>, on: Date) -> bool {
        match self {
            Filter::All => true,
            Filter::Expired => expired(entry.evidence, on),
            Filter::Unlinked => entry.evidence.links.is_empty(),
            Filter::Missing => whereabouts != Some(Whereabouts::Stored),
            Filter::TradeSecret => entry.evidence.trade_secret,
            Filter::For(link) => entry.evidence.links.contains(link),
        }
    }

    fn value(&self) -> String {
        match self {
            Filter::All => "all".into(),
            Filter::Expired => "expired".into(),
            Filter::Unlinked => "unlinked".into(),
            Filter::Missing => "missing".into(),
            Filter::TradeSecret => "secret".into(),
            Filter::For(Link::Item(id)) => format!("item/{id}"),
            Filter::For(Link::Requirement(id)) => format!("requirement/{id}"),
            Filter::For(Link::Indicator(id)) => format!("indicator/{id}"),
            Filter::For(Link::Field(id)) => format!("field/{id}"),
        }
    }
}

/// The day that evidence has to reach.
pub fn day_of_application(state: &State) -> Date {
    state.assessment().and_then(|open| open.head.application_date).unwrap_or(state.today)
}

/// Properties of [`FilterList`].
#[derive(Properties, PartialEq)]
pub struct FilterListProps {
    /// What is shown.
    pub chosen: Filter,
    /// Called with what is chosen.
    pub on_choose: Callback<Filter>,
}

/// A list to choose what the register shows, with how much there is of each.
#[component]
pub fn FilterList(props: &FilterListProps) -> Html {
    let catalog = use_catalog();
    let options = use_select(counted);
    let choose = {
        let options = options.clone();
        props.on_choose.reform(move |event: yew::Event| {
            let value = page::choice_of(&event);
            options.iter().find(|(filter, ..)| filter.value() == value).map_or(Filter::All, |(filter, ..)| filter.clone())
        })
    };
    let option = |(filter, name, _): &(Filter, AttrValue, bool)| {
        html! { <option value={filter.value()} selected={*filter == props.chosen}>{ name }</option> }
    };
    let (particular, general): (Vec<_>, Vec<_>) = options.iter().partition(|(.., is_particular)| *is_particular);
    html! {
        <div class="card-head">
            <h2>{ "登记表" }</h2>
            <div class="register-filter">
                <label for="evidence-filter">{ "显示" }</label>
                <select id="evidence-filter" onchange={choose} ~value={props.chosen.value()}>
                    { for general.into_iter().map(option) }
                    if !particular.is_empty() { <optgroup label={format!("按{}和条件", &*catalog.criteria.title)}>{ for particular.into_iter().map(option) }</optgroup> }
                </select>
            </div>
        </div>
    }
}

/// The filters with how much each shows; a filter about one thing only if it shows something.
fn counted(state: &State) -> Vec<(Filter, AttrValue, bool)> {
    let Some(open) = state.assessment() else { return Vec::new() };
    let (catalog, on) = (state.catalog, day_of_application(state));
    let entries = award::evidence::register(catalog, open);
    let count =
        |filter: &Filter| entries.iter().filter(|entry| filter.shows(entry, state.whereabouts(entry.evidence), on)).count();
    let mut options: Vec<(Filter, AttrValue, bool)> = Vec::new();
    for (filter, name) in Filter::GENERAL {
        let text = format!("{name}（{}）", count(&filter));
        options.push((filter, text.into(), false));
    }
    for link in every_link(state) {
        let count = entries_for(&entries, &link).count();
        if count > 0 {
            options.push((Filter::For(link.clone()), format!("{}（{count}）", link.name(catalog, open)).into(), true));
        }
    }
    options
}

/// Every item, requirement and indicator, in order.
pub fn every_link(state: &State) -> impl Iterator<Item = Link> + use<> {
    let indicators = state.assessment().map(|open| open.indicators.keys().cloned().map(Link::Indicator).collect());
    let indicators: Vec<Link> = indicators.unwrap_or_default();
    let items = state.catalog.criteria.every_item().map(|item| Link::Item(item.id.clone()));
    let requirements = state.catalog.scheme.requirements.iter().map(|requirement| Link::Requirement(requirement.id.clone()));
    items.chain(requirements).chain(indicators)
}
