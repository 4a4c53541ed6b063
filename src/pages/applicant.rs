//! 申报单位: the fields of the application form, group by group.

use award::GroupId;
use award::applicant::{Filling, filling};
use award::form::{Field, Group};
use yew::{Html, Properties, component, html};

use crate::components::{RouteLink, Tag, Tone};
use crate::pages::form_field::{FormField, YearsTable};
use crate::route::Route;
use crate::state::{use_catalog, use_select};

/// Properties of [`Applicant`].
#[derive(Properties, PartialEq)]
pub struct ApplicantProps {
    /// The group to show; the first if none.
    #[prop_or_default]
    pub at: Option<GroupId>,
}

/// 申报单位
#[component]
pub fn Applicant(props: &ApplicantProps) -> Html {
    let groups = &use_catalog().form.groups;
    let position = props.at.as_ref().and_then(|id| groups.iter().position(|group| group.id == *id)).unwrap_or(0);
    let Some(group) = groups.get(position) else { return Html::default() };
    html! {
        <div class="split">
            <nav class="side-list" aria-label="申报表分组">
                { for groups.iter().map(|entry| html! { <GroupLink group={entry} is_current={entry.id == group.id} /> }) }
            </nav>
            <div class="page">
                <header class="page-head"><h1>{ "申报单位" }</h1><p class="muted">{ "填一次，写进申报表；有疑问的地方只提示，不拦截。带＊的是必填。" }</p></header>
                <GroupForm {group} key={group.id.to_string()} />
                <Neighbours before={position.checked_sub(1).map(|at| &groups[at])} after={groups.get(position + 1)} />
            </div>
        </div>
    }
}

#[derive(Properties)]
struct GroupLinkProps {
    group: &'static Group,
    is_current: bool,
}

impl PartialEq for GroupLinkProps {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.group, other.group) && self.is_current == other.is_current
    }
}

#[component]
fn GroupLink(props: &GroupLinkProps) -> Html {
    let group = props.group;
    let filling = use_group_filling(group);
    html! {
        <RouteLink to={Route::Group(group.id.clone())} is_current={props.is_current}>
            <span class="grow">{ &*group.title }</span>
            if filling.entered > 0 {
                <small aria-hidden="true" data-tone={(filling.required_missing > 0).then_some("open")}>{ format!("{}/{}", filling.filled, filling.entered) }</small>
            }
        </RouteLink>
    }
}

#[yew::hook]
fn use_group_filling(group: &'static Group) -> Filling {
    use_select(move |state| state.assessment().map(|open| filling(state.catalog, &group.fields, open)).unwrap_or_default())
}

#[derive(Properties)]
struct GroupFormProps {
    group: &'static Group,
}

impl PartialEq for GroupFormProps {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.group, other.group)
    }
}

#[component]
fn GroupForm(props: &GroupFormProps) -> Html {
    let group = props.group;
    let filling = use_group_filling(group);
    let doubts = use_select(move |state| {
        state.assessment().map_or(0, |open| award::applicant::doubts(state.catalog, &group.fields, open, state.today).len())
    });
    let (by_year, single): (Vec<&'static Field>, Vec<&'static Field>) =
        group.fields.iter().partition(|field| field.kind.is_by_year());
    html! {
        <section class="card">
            <div class="card-head">
                <h2>{ &*group.title }</h2>
                if filling.required_missing > 0 { <Tag tone={Tone::Open}>{ format!("还有 {} 个必填", filling.required_missing) }</Tag> }
                else if filling.entered > 0 { <Tag tone={Tone::Good}>{ "必填完整" }</Tag> }
                if doubts > 0 { <Tag tone={Tone::Open}>{ format!("{doubts} 处需要核对") }</Tag> }
            </div>
            if let Some(remark) = &group.remark { <p class="muted">{ &**remark }</p> }
            <div class="form-grid">{ for single.into_iter().map(|field| html! { <FormField {field} key={field.id.to_string()} /> }) }</div>
            if !by_year.is_empty() { <YearsTable fields={by_year} caption={&*group.title} /> }
        </section>
    }
}

#[derive(Properties)]
struct NeighboursProps {
    before: Option<&'static Group>,
    after: Option<&'static Group>,
}

impl PartialEq for NeighboursProps {
    fn eq(&self, other: &Self) -> bool {
        let id = |group: &Option<&'static Group>| group.map(|group| group.id.clone());
        id(&self.before) == id(&other.before) && id(&self.after) == id(&other.after)
    }
}

#[component]
fn Neighbours(props: &NeighboursProps) -> Html {
    html! {
        <div class="actions spread">
            if let Some(group) = props.before { <RouteLink class="button" to={Route::Group(group.id.clone())}>{ format!("← {}", group.title) }</RouteLink> } else { <span /> }
            if let Some(group) = props.after { <RouteLink class="button" to={Route::Group(group.id.clone())}>{ format!("{} →", group.title) }</RouteLink> }
        </div>
    }
}
