//! 自评报告: the organisational profile and the text of each item.

mod marks;
mod pictures;
mod preview;
mod writing;

pub use self::pictures::PictureView;

use award::assessment::Action;
use award::criteria::{Item, Section};
use award::overview::lengths;
use award::prose::{characters, outline};
use award::{ItemId, SectionId, Text};
use yew::{Html, Properties, component, html, use_effect_with};

use self::writing::Writing;
use crate::browser::page;
use crate::components::RouteLink;
use crate::pages::scoring::{Goal, Tree, neighbours};
use crate::route::Route;
use crate::state::{SharedText, use_catalog, use_select, use_store};

/// A part of the report.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// A section of the organisational profile.
    Section(SectionId),
    /// An item of the criteria.
    Item(ItemId),
}

/// Properties of [`Report`].
#[derive(Properties, PartialEq)]
pub struct ReportProps {
    /// The part to show; the first section of the profile if none.
    #[prop_or_default]
    pub at: Option<Part>,
}

/// 自评报告
#[component]
pub fn Report(props: &ReportProps) -> Html {
    let criteria = &use_catalog().criteria;
    let section = match &props.at {
        Some(Part::Item(_)) => None,
        Some(Part::Section(id)) => criteria.profile.sections.iter().find(|section| section.id == *id),
        None => criteria.profile.sections.first(),
    };
    let item = match &props.at {
        Some(Part::Item(id)) => criteria.item(id).or_else(|| criteria.every_item().next()),
        _ => None,
    };
    html! {
        <div class="split">
            <div class="side-list">
                <ProfileList current={section.map(|section| section.id.clone())} />
                <ReportLength />
                <Tree current={item.map(|item| item.id.clone())} goal={Goal::Narrative} />
            </div>
            <div class="page">
                if let Some(section) = section { <SectionText {section} key={section.id.to_string()} /> }
                if let Some(item) = item { <ItemNarrative {item} key={item.id.to_string()} /> }
            </div>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct ProfileListProps {
    current: Option<SectionId>,
}

#[component]
fn ProfileList(props: &ProfileListProps) -> Html {
    let profile = &use_catalog().criteria.profile;
    let texts = use_select(|state| {
        let sections = &state.catalog.criteria.profile.sections;
        let Some(open) = state.assessment() else { return Vec::new() };
        sections.iter().map(|section| SharedText(open.section(&section.id))).collect()
    });
    let lengths: Vec<usize> = texts.iter().map(|text| characters(&text.0)).collect();
    let total: usize = lengths.iter().sum();
    let limit = use_select(|state| state.assessment().map(|open| open.documents.profile_limit(&state.catalog.criteria)));
    let limit = limit.unwrap_or(profile.limit);
    let over = total > limit as usize;
    html! {
        <nav class="tree" aria-label={&*profile.title}>
            <h2 class="tree-category"><span>{ &*profile.title }</span><span data-tone={over.then_some("open")}>{ format!("{total} / {limit} 字") }</span></h2>
            { for profile.sections.iter().zip(lengths).map(|(section, length)| html! {
                <RouteLink to={Route::Section(section.id.clone())} is_current={props.current.as_ref() == Some(&section.id)}>
                    <span class="grow">{ &*section.title }</span>
                    if length > 0 { <small>{ format!("{length} 字") }</small> } else { <small data-tone="open">{ "未写" }</small> }
                </RouteLink>
            }) }
        </nav>
    }
}

/// How long the texts of all items are together, and how long they may be.
#[component]
fn ReportLength() -> Html {
    let (length, limit) = use_select(|state| {
        let open = state.assessment();
        open.map_or((0, 0), |open| (lengths(state.catalog, open).report, open.documents.report_limit()))
    });
    let over = length > limit as usize;
    html! {
        <p class="tree-category" title="条款正文、优势和改进空间，不计空格和图表">
            <span>{ "自评报告" }</span><span data-tone={over.then_some("open")}>{ format!("{length} / {limit} 字") }</span>
        </p>
    }
}

#[derive(Properties)]
struct SectionTextProps {
    section: &'static Section,
}

impl PartialEq for SectionTextProps {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.section, other.section)
    }
}

#[component]
fn SectionText(props: &SectionTextProps) -> Html {
    let section = props.section;
    let profile = &use_catalog().criteria.profile;
    let store = use_store();
    let value =
        use_select(move |state| state.assessment().map(|open| SharedText(open.section(&section.id)))).unwrap_or_default().0;
    let on_type = store.typing(move |text| Action::EditedProfile(section.id.clone(), text));
    use_effect_with((), |()| page::scroll_to(None));
    html! {
        <>
            <header class="page-head"><h1>{ format!("{} · {}", profile.title, section.title) }</h1>
                <p class="muted">{ format!("{}。全部小节合计一般不超过 {} 字（不计空格），以公告为准。", section.part, profile.limit) }</p></header>
            <Writing id={format!("section-{}", section.id)} title={&*section.title} {value} {on_type} questions={&section.questions[..]} />
        </>
    }
}

#[derive(Properties)]
struct ItemNarrativeProps {
    item: &'static Item,
}

impl PartialEq for ItemNarrativeProps {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.item, other.item)
    }
}

#[component]
fn ItemNarrative(props: &ItemNarrativeProps) -> Html {
    let item = props.item;
    let store = use_store();
    let text = use_select(move |state| state.assessment().map(|open| SharedText(open.narrative(&item.id))));
    let value = text.unwrap_or_default().0;
    let on_type = store.typing(move |text| Action::EditedNarrative(item.id.clone(), text));
    use_effect_with((), |()| page::scroll_to(None));
    let criteria = &use_catalog().criteria;
    let (before, after) = neighbours(criteria, &item.id);
    html! {
        <>
            <header class="page-head">
                <h1>{ format!("{} {}", item.id, item.title) }</h1>
                <p class="muted">{ format!("{} 分。评审员看：{}", item.points, item.key_points.join(" · ")) }</p>
            </header>
            <Writing id={format!("narrative-{}", item.id)} title={&*item.title} {value} {on_type} questions={&item.questions[..]}
                outline={outline(criteria, item)} />
            <Recorded {item} />
            <div class="actions spread">
                if let Some(id) = before { <RouteLink class="button" to={Route::Narrative(id.clone())}>{ format!("← {id}") }</RouteLink> } else { <span /> }
                <RouteLink class="button" to={Route::Item(item.id.clone())}>{ "给这一条打分" }</RouteLink>
                if let Some(id) = after { <RouteLink class="button" to={Route::Narrative(id.clone())}>{ format!("{id} →") }</RouteLink> } else { <span /> }
            </div>
        </>
    }
}

/// The strengths and improvements that were recorded with the score: they stand in the report below the text.
#[component]
fn Recorded(props: &ItemNarrativeProps) -> Html {
    let item = props.item;
    let (SharedText(strengths), SharedText(ofis)) = use_select(move |state| {
        let record = state.assessment().map(|open| open.item(&item.id)).unwrap_or_default();
        (SharedText(record.texts.strengths.clone()), SharedText(record.texts.ofis.clone()))
    });
    let listed = |title: &'static str, text: &Text| {
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        html! { <><h3>{ title }</h3><ul>{ for lines.map(|line| html! { <li>{ line.trim() }</li> }) }</ul></> }
    };
    if strengths.trim().is_empty() && ofis.trim().is_empty() {
        return Html::default();
    }
    html! {
        <details>
            <summary>{ "打分时记下的优势和改进空间（会列在正文后面）" }</summary>
            { listed("优势", &strengths) }
            { listed("改进空间", &ofis) }
        </details>
    }
}
