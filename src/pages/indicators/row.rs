//! One indicator as a row of the table, with the details below it.

use std::rc::Rc;

use award::IndicatorId;
use award::assessment::Action;
use award::indicator::{
    self, Column, Direction, Doubt, Edit, Figure, Indicator, IndicatorAction, Judgement, Level, Origin, Trend, Verdict,
};
use dossier::chart;
use dossier::package::figures;
use yew::{AttrValue, Callback, Html, Properties, component, html, use_state_eq};

use super::details::Details;
use super::table::columns;
use crate::components::{Drawing, Dropdown, Tag, TextBox, Tone};
use crate::state::{State, use_select, use_store};

/// The id of the field for a text of an indicator, unique in the page.
pub fn cell_id(id: &IndicatorId, column: Column) -> String {
    let key = match column {
        Column::Name => "name".to_owned(),
        Column::Unit => "unit".to_owned(),
        Column::Formula => "formula".to_owned(),
        Column::Year(year) => year.to_string(),
        Column::Target => "target".to_owned(),
        Column::Competitor => "competitor".to_owned(),
        Column::CompetitorValue => "competitor-value".to_owned(),
        Column::Average => "average".to_owned(),
        Column::Benchmark => "benchmark".to_owned(),
        Column::Source => "source".to_owned(),
        Column::Note => "note".to_owned(),
    };
    format!("indicator-{id}-{key}")
}

/// Properties of [`IndicatorRow`].
#[derive(Properties, PartialEq)]
pub struct IndicatorRowProps {
    /// The indicator.
    pub id: IndicatorId,
    /// The fiscal years to show.
    pub years: Vec<i16>,
}

/// An indicator with everything that a row says about it.
#[derive(Clone, PartialEq)]
pub struct View {
    /// What was entered.
    pub indicator: Rc<Indicator>,
    /// The fiscal years that are shown.
    pub years: Vec<i16>,
    /// What is kept for each year.
    pub kept: Vec<Figure>,
    /// What each year shows.
    pub figures: Vec<Figure>,
    /// What is doubtful.
    pub doubts: Vec<Doubt>,
    /// What the figures say.
    pub judged: Judgement,
    /// Its trend as a line.
    pub trend: chart::Trend,
}

impl View {
    fn of(state: &State, id: &IndicatorId, years: &[i16]) -> Option<View> {
        let (catalog, open) = (state.catalog, state.assessment()?);
        let indicator = open.indicators.get(id)?;
        let judged = indicator::judge(catalog, open, indicator);
        Some(View {
            years: years.to_vec(),
            kept: years.iter().map(|year| indicator::kept(catalog, open, indicator, *year)).collect(),
            figures: years.iter().map(|year| indicator::figure(catalog, open, indicator, *year)).collect(),
            doubts: indicator::doubts(catalog, open, indicator),
            trend: figures::trend(catalog, open, indicator, &judged),
            indicator: indicator.clone(),
            judged,
        })
    }

    /// The place of a year among those that are shown; `None` for other texts.
    fn place(&self, column: Column) -> Option<usize> {
        self.years.iter().position(|year| Column::Year(*year) == column)
    }

    /// What is doubtful about a text.
    pub fn problem(&self, column: Column) -> Option<AttrValue> {
        let doubt = self.doubts.iter().find(|doubt| doubt.column == Some(column))?;
        Some(doubt.problem.message().into())
    }
}

/// An indicator as a row, and its details as another while they are open.
#[component]
pub fn IndicatorRow(props: &IndicatorRowProps) -> Html {
    let view = {
        let (id, years) = (props.id.clone(), props.years.clone());
        use_select(move |state| View::of(state, &id, &years))
    };
    let is_open = use_state_eq(|| false);
    let Some(view) = view else { return Html::default() };
    let columns = columns(&props.years);
    let hidden = view.doubts.iter().filter(|doubt| doubt.column.is_some_and(|column| !columns.contains(&column))).count();
    let toggle = {
        let is_open = is_open.clone();
        Callback::from(move |_| is_open.set(!*is_open))
    };
    let details = format!("indicator-{}-details", props.id);
    html! {
        <tbody>
            <tr>
                <th scope="row"><TextCell id={props.id.clone()} column={Column::Name} view={view.clone()} /></th>
                <td class="unit-cell"><TextCell id={props.id.clone()} column={Column::Unit} view={view.clone()} /></td>
                <td><DirectionCell id={props.id.clone()} view={view.clone()} /></td>
                { for columns[2..].iter().map(|column| html! { <td><TextCell id={props.id.clone()} column={*column} view={view.clone()} /></td> }) }
                <td>{ judgement(&view) }</td>
                <td>
                    <button type="button" class="small" onclick={toggle} aria-expanded={if *is_open { "true" } else { "false" }} aria-controls={details.clone()}
                        aria-label={format!("{}：{}", if *is_open { "收起" } else { "更多" }, view.indicator.name)}>
                        { if *is_open { "收起" } else { "更多" } }
                        if hidden > 0 { <span class="problem">{ format!("（{hidden}）") }</span> }
                    </button>
                </td>
            </tr>
            <tr id={details} hidden={!*is_open}>
                <td colspan={(columns.len() + 3).to_string()}>
                    if *is_open { <Details id={props.id.clone()} years={props.years.clone()} {view} /> }
                </td>
            </tr>
        </tbody>
    }
}

/// Properties of [`TextCell`].
#[derive(Properties, PartialEq)]
pub struct TextCellProps {
    /// The indicator.
    pub id: IndicatorId,
    /// Which of its texts.
    pub column: Column,
    /// What is known of it.
    pub view: View,
    /// The number of lines.
    #[prop_or(1)]
    pub rows: u32,
    /// Whether the label is seen.
    #[prop_or_default]
    pub has_label: bool,
}

/// A text of an indicator as a field; a computed figure is only shown.
#[component]
pub fn TextCell(props: &TextCellProps) -> Html {
    let store = use_store();
    let (view, column) = (&props.view, props.column);
    let label = if props.has_label { column.name() } else { format!("{} {}", view.indicator.name, column.name()) };
    let at = view.place(column);
    let kept = at.map(|at| view.kept[at].clone());
    let shown = at.map(|at| view.figures[at].clone());
    if kept.as_ref().is_some_and(|kept| kept.origin == Origin::Computed) {
        let text = shown.map(|shown| shown.text).filter(|text| !text.is_empty());
        return html! { <output class="computed num" id={cell_id(&props.id, column)} aria-label={label}>{ text.as_deref().unwrap_or("—") }</output> };
    }
    let field = match kept.as_ref().map(|kept| &kept.origin) {
        Some(Origin::Field(field)) => Some(field.clone()),
        _ => None,
    };
    let on_type = {
        let (id, field) = (props.id.clone(), field.clone());
        store.typing(move |text| match (&field, column) {
            (Some(field), Column::Year(year)) => Action::EditedYear(field.clone(), year, text),
            _ => Action::Indicator(IndicatorAction::Edited(Edit { id: id.clone(), column, text })),
        })
    };
    let value = kept.map_or_else(|| view.indicator.text(column), |kept| kept.text);
    let computed = shown.filter(|shown| shown.origin == Origin::Computed && !shown.text.is_empty());
    let example = computed.map(|shown| AttrValue::from(format!("算得 {}", shown.text)));
    let keyboard = (!matches!(column, Column::Name | Column::Unit) && !props.has_label).then_some("decimal");
    html! {
        <TextBox id={cell_id(&props.id, column)} {label} quiet_label={!props.has_label} {value} {on_type} rows={props.rows}
            {keyboard} {example} problem={view.problem(column)} />
    }
}

#[derive(Properties, PartialEq)]
struct DirectionCellProps {
    id: IndicatorId,
    view: View,
}

#[component]
fn DirectionCell(props: &DirectionCellProps) -> Html {
    let store = use_store();
    let direction = props.view.indicator.direction;
    let mut options: Vec<(AttrValue, AttrValue)> = vec![("".into(), "请选择".into())];
    options.extend(Direction::ALL.map(|direction| (AttrValue::Static(direction.name()), AttrValue::Static(direction.name()))));
    let choose = {
        let id = props.id.clone();
        Callback::from(move |name: String| {
            let chosen = Direction::ALL.into_iter().find(|direction| direction.name() == name);
            store.act(&Action::Indicator(IndicatorAction::Directed(id.clone(), chosen)));
        })
    };
    html! {
        <Dropdown id={format!("indicator-{}-direction", props.id)} label={format!("{} 方向", props.view.indicator.name)} quiet_label=true {options}
            chosen={direction.map_or("", Direction::name)} invalid={direction.is_none()} on_choose={choose} />
    }
}

/// The trend as a line, and what the figures say in words.
fn judgement(view: &View) -> Html {
    let judged = &view.judged;
    let has_line = view.trend.points.iter().filter(|point| point.value.is_some()).count() > 1;
    let compared = judged.comparisons.iter().map(|(against, verdict)| {
        let tone = match verdict {
            Verdict::Better => Tone::Good,
            Verdict::Equal => Tone::Plain,
            Verdict::Worse => Tone::Open,
        };
        html! { <Tag {tone}>{ format!("{}{}", verdict.name(), against.name()) }</Tag> }
    });
    html! {
        <div class="judged">
            if has_line { <Drawing chart={chart::spark(&format!("{}的趋势", view.indicator.name), &view.trend)} /> }
            <div class="tags">
                if judged.trend != Trend::Unknown { <Tag tone={if judged.trend.is_favourable() { Tone::Good } else { Tone::Open }}>{ judged.trend.name() }</Tag> }
                if let Some(tone) = level_tone(judged.level) { <Tag {tone}>{ judged.level.name() }</Tag> }
                { for compared }
            </div>
        </div>
    }
}

fn level_tone(level: Level) -> Option<Tone> {
    match level {
        Level::NoTarget => None,
        Level::Unknown => Some(Tone::Plain),
        Level::Reached => Some(Tone::Good),
        Level::Missed => Some(Tone::Open),
    }
}
