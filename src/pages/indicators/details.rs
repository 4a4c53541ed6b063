//! What an indicator rests on: competitor, source, formula and its inputs; and the ways to move and remove it.

use award::assessment::Action;
use award::criteria::ItemKind;
use award::indicator::formula::{Formula, Input, Notation};
use award::indicator::{self, Column, IndicatorAction, Template};
use award::{FieldId, IndicatorId};
use yew::{AttrValue, Callback, Html, Properties, component, html};

use super::row::{TextCell, View};
use crate::components::{Dropdown, RouteLink, TextBox};
use crate::route::field_route;
use crate::state::{use_catalog, use_select, use_store};

/// Properties of [`Details`].
#[derive(Properties, PartialEq)]
pub struct DetailsProps {
    /// The indicator.
    pub id: IndicatorId,
    /// The fiscal years to show.
    pub years: Vec<i16>,
    /// What is known of it.
    pub view: View,
}

/// The texts of an indicator that have no column, its formula, and what can be done to it as a whole.
#[component]
pub fn Details(props: &DetailsProps) -> Html {
    let catalog = use_catalog();
    let template = catalog.indicators.template_of(&props.view.indicator);
    let text = |column: Column, rows: u32| {
        html! { <TextCell id={props.id.clone()} {column} view={props.view.clone()} {rows} has_label=true /> }
    };
    html! {
        <div class="indicator-details">
            if let Some(field) = template.and_then(|template| template.field.as_ref()) {
                <p class="muted small">{ "各年数据与申报表是同一份，在哪边填都一样。" }<RouteLink to={field_route(catalog, field)}>{ "到申报单位查看" }</RouteLink></p>
            }
            if let Some(note) = template.and_then(|template| template.note.as_deref()) { <p class="muted small">{ note }</p> }
            <div class="form-grid">
                { text(Column::Competitor, 1) }
                { text(Column::Source, 1) }
                { text(Column::Formula, 2) }
                { text(Column::Note, 2) }
            </div>
            if let Some((template, formula)) = template.and_then(|template| Some((template, template.compute.as_ref()?))) {
                <Inputs name={props.view.indicator.name.to_string()} {template} {formula} years={props.years.clone()} />
            }
            <Whole id={props.id.clone()} view={props.view.clone()} />
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct WholeProps {
    id: IndicatorId,
    view: View,
}

/// Moving an indicator to another item, and removing it.
#[component]
fn Whole(props: &WholeProps) -> Html {
    let store = use_store();
    let criteria = &use_catalog().criteria;
    let results = criteria.every_item().filter(|item| item.kind == ItemKind::Result);
    let options: Vec<(AttrValue, AttrValue)> =
        results.map(|item| (item.id.to_string().into(), format!("{} {}", item.id, item.title).into())).collect();
    let move_to = {
        let (store, id) = (store.clone(), props.id.clone());
        Callback::from(move |item: String| store.act(&Action::Indicator(IndicatorAction::Moved(id.clone(), (&*item).into()))))
    };
    let remove = {
        let (id, name) = (props.id.clone(), props.view.indicator.name.clone());
        Callback::from(move |_| {
            store.act(&Action::Indicator(IndicatorAction::Removed(id.clone())));
            store.say(format!("已删除指标“{name}”，可以撤销"));
        })
    };
    html! {
        <div class="actions">
            <Dropdown id={format!("indicator-{}-item", props.id)} label="所属条款" {options} chosen={props.view.indicator.item.to_string()} on_choose={move_to} />
            <button type="button" class="ghost" onclick={remove} aria-label={format!("删除这项指标：{}", props.view.indicator.name)}>{ "删除这项指标" }</button>
        </div>
    }
}

#[derive(Properties)]
struct InputsProps {
    name: String,
    template: &'static Template,
    formula: &'static Formula,
    years: Vec<i16>,
}

impl PartialEq for InputsProps {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.template, other.template) && self.years == other.years && self.name == other.name
    }
}

/// The formula with its inputs by fiscal year, and with the figures of the latest in it.
#[component]
fn Inputs(props: &InputsProps) -> Html {
    let (template, formula) = (props.template, props.formula);
    let catalog = use_catalog();
    let latest = props.years.last().copied().unwrap_or_default();
    let worked = use_select(move |state| {
        state.assessment().and_then(|open| {
            let figure = |input: &Input| indicator::input_figure(state.catalog, open, input, latest);
            let result = indicator::computed(state.catalog, open, template, latest)?;
            let written =
                formula.written(Notation::Chinese, &|input| figure(input).map(|figure| figure.to_string()).unwrap_or_default());
            Some(format!("{latest} 年：{written} ＝ {result}"))
        })
    });
    let name = |input: &Input| {
        let name = label(catalog, &input.field);
        if input.is_before { format!("上年{name}") } else { name }
    };
    let mut fields: Vec<&FieldId> = formula.inputs().iter().map(|input| &input.field).collect();
    fields.dedup();
    let reaches_back = formula.inputs().iter().any(|input| input.is_before);
    let first = props.years.first().copied().unwrap_or_default();
    let years: Vec<i16> = reaches_back.then(|| first.saturating_sub(1)).into_iter().chain(props.years.iter().copied()).collect();
    html! {
        <div class="formula">
            <p><b>{ format!("{} ＝ {}", template.name, formula.written(Notation::Chinese, &name)) }</b></p>
            if let Some(worked) = worked { <p class="muted small">{ worked }</p> }
            <table class="years">
                <caption class="quiet">{ format!("{}的计算数据", props.name) }</caption>
                <thead><tr><th scope="col">{ "数据" }</th><th scope="col">{ "单位" }</th>{ for years.iter().map(|year| html! { <th scope="col">{ format!("{year} 年") }</th> }) }</tr></thead>
                <tbody>{ for fields.into_iter().map(|field| html! {
                    <tr>
                        <th scope="row">{ label(catalog, field) }</th>
                        <td class="muted">{ unit(catalog, field) }</td>
                        { for years.iter().map(|&year| html! { <td><InputCell id={props.name.clone()} field={field.clone()} {year} /></td> }) }
                    </tr>
                }) }</tbody>
            </table>
        </div>
    }
}

fn label(catalog: &'static award::catalog::Catalog, field: &FieldId) -> String {
    let form = catalog.form.field(field.as_str()).map(|field| &field.label);
    form.or_else(|| catalog.indicators.input(field).map(|input| &input.name)).map(ToString::to_string).unwrap_or_default()
}

fn unit(catalog: &'static award::catalog::Catalog, field: &FieldId) -> String {
    let form = catalog.form.field(field.as_str()).and_then(|field| field.unit.as_ref());
    form.or_else(|| catalog.indicators.input(field).map(|input| &input.unit)).map(ToString::to_string).unwrap_or_default()
}

#[derive(Properties, PartialEq)]
struct InputCellProps {
    /// Tells the field from others for the same figure: indicators share their inputs.
    id: String,
    field: FieldId,
    year: i16,
}

#[component]
fn InputCell(props: &InputCellProps) -> Html {
    let store = use_store();
    let catalog = use_catalog();
    let (field, year) = (props.field.clone(), props.year);
    let value = {
        let field = field.clone();
        use_select(move |state| state.assessment().map(|open| open.field_in(field.as_str(), year)).unwrap_or_default())
    };
    let problem = indicator::input_problem(&value, &unit(catalog, &field)).map(|problem| AttrValue::from(problem.message()));
    let on_type = {
        let field = field.clone();
        store.typing(move |text| Action::EditedYear(field.clone(), year, text))
    };
    html! {
        <TextBox id={format!("input-{}-{field}-{year}", props.id)} label={format!("{} {year} 年", label(catalog, &field))} quiet_label=true {value} {on_type}
            keyboard="decimal" {problem} />
    }
}
