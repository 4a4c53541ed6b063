//! What goes into one place: a field, a text of its own, nothing, or what is proposed.

use award::Text;
use award::assessment::Action;
use award::catalog::Catalog;
use award::documents::DocumentsAction;
use award::form::{Field, FieldKind};
use dossier::form::{Line, Place, PlaceKind, Target, Year};
use yew::{AttrValue, Callback, Html, Properties, component, html};

use super::Known;
use crate::components::{Dropdown, TextBox};
use crate::state::{use_catalog, use_select, use_store};

/// Properties of [`Chooser`].
#[derive(Properties, PartialEq)]
pub(super) struct ChooserProps {
    /// The form.
    pub form: Known,
    /// The place.
    pub line: Line,
}

/// The value of an option that takes a decision back; no target reads like that.
const PROPOSED: &str = "?";

/// The value of the option for a text of its own.
const OWN: &str = "=";

/// An option: its value and its text.
type Choice = (AttrValue, AttrValue);

/// What goes into one place.
#[component]
pub(super) fn Chooser(props: &ChooserProps) -> Html {
    let (store, catalog) = (use_store(), use_catalog());
    let year = use_select(|state| state.assessment().map_or(0, |open| open.head.year));
    let (line, place) = (&props.line, &props.form.0.places()[props.line.place]);
    let anchor: Text = place.anchor.as_str().into();
    let chosen = chosen(line, place);
    let on_choose = {
        let (store, anchor) = (store.clone(), anchor.clone());
        Callback::from(move |value: String| {
            let target = (value != PROPOSED).then(|| value.as_str().into());
            store.act(&Action::Documents(DocumentsAction::Decided(anchor.clone(), target)));
        })
    };
    let own = match (&line.target, &place.kind) {
        (Some(Target::Text(_)), PlaceKind::Choice(_)) => None,
        (Some(Target::Text(text)), _) if line.is_decided => Some(text.clone()),
        _ => None,
    };
    let on_type = {
        let anchor = anchor.clone();
        store.typing(move |text| Action::Documents(DocumentsAction::Wrote(anchor.clone(), format!("={text}").into())))
    };
    let hint = (place.kind == PlaceKind::Date).then_some(AttrValue::Static("如 2026-03-18"));
    let options = options(catalog, year, line, place);
    html! {
        <div class="chooser">
            if !line.because.is_empty() { <p class="small muted">{ &line.because }</p> }
            if let Err(reason) = &line.written { if line.target.is_some() { <p class="small">{ reason.to_string() }</p> } }
            <Dropdown id={format!("target-{}", line.place)} label="填什么" {options} {chosen} {on_choose} />
            if let Some(text) = own {
                <TextBox id={format!("own-{}", line.place)} label="自己写的内容" value={text} {on_type} {hint} />
            }
        </div>
    }
}

/// The value of the option that counts.
fn chosen(line: &Line, place: &Place) -> AttrValue {
    match &line.target {
        Some(Target::Text(_)) if line.is_decided && !matches!(place.kind, PlaceKind::Choice(_)) => OWN.into(),
        Some(target) if line.is_decided => target.to_string().into(),
        _ => PROPOSED.into(),
    }
}

/// Everything that may be chosen: the proposal, nothing, a text, the candidates, then every field.
fn options(catalog: &Catalog, year: i16, line: &Line, place: &Place) -> Vec<Choice> {
    let proposed = match line.target.as_ref().filter(|_| !line.is_decided) {
        Some(target) => format!("按建议：{}", title(catalog, year, target)).into(),
        None => AttrValue::Static("按建议（拿不准的不填）"),
    };
    let mut options = vec![(PROPOSED.into(), proposed), (AttrValue::Static(""), "留空，不填".into())];
    match &place.kind {
        PlaceKind::Choice(choices) => options.extend(choices.iter().map(|choice| ticked(&choice.label))),
        _ => options.push((OWN.into(), "自己写…".into())),
    }
    let candidates =
        line.candidates().iter().chain(&line.target).filter(|target| !matches!(target, Target::Text(_) | Target::Empty));
    for target in candidates.cloned().chain(catalog.form.every_field().flat_map(targets)) {
        let value = AttrValue::from(target.to_string());
        if !options.iter().any(|(known, _)| *known == value) {
            options.push((value, title(catalog, year, &target).into()));
        }
    }
    options
}

fn ticked(label: &str) -> Choice {
    (Target::Text(label.to_owned()).to_string().into(), format!("勾选“{label}”").into())
}

/// The targets that a field offers: its value, or its value of each of three years.
fn targets(field: &Field) -> Vec<Target> {
    match field.kind {
        FieldKind::Blank => Vec::new(),
        FieldKind::Series | FieldKind::ComputedSeries => {
            (0..3).rev().map(|back| Target::FieldIn(field.id.clone(), Year::Back(back))).collect()
        }
        _ => vec![Target::Field(field.id.clone())],
    }
}

/// What a target is called.
fn title(catalog: &Catalog, year: i16, target: &Target) -> String {
    let label =
        |id: &award::FieldId| catalog.form.field(id.as_str()).map_or_else(|| id.to_string(), |field| field.label.to_string());
    match target {
        Target::Empty => "留空".to_owned(),
        Target::Text(text) => text.clone(),
        Target::Field(id) => label(id),
        Target::FieldIn(id, of) => format!("{}（{} 年）", label(id), of.number(year)),
    }
}
