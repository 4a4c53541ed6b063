//! One field of the application form, bound to the open assessment.

use award::applicant;
use award::assessment::Action;
use award::form::{Field, FieldKind};
use yew::{AttrValue, Html, Properties, component, html};

use crate::components::TextBox;
use crate::pages::eligibility::AnswerField;
use crate::state::{use_catalog, use_select, use_store};

/// Properties of [`FormField`].
#[derive(Properties)]
pub struct FormFieldProps {
    /// The field.
    pub field: &'static Field,
}

impl PartialEq for FormFieldProps {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.field, other.field)
    }
}

/// One field of the application form. Fields with a value per year stand in [`YearsTable`].
#[component]
pub fn FormField(props: &FormFieldProps) -> Html {
    let field = props.field;
    match (&field.answer, field.kind) {
        (Some(answer), FieldKind::Answer) => html! { <AnswerField answer={answer.clone()} label={&*field.label} /> },
        (_, FieldKind::Computed) => html! { <ComputedField {field} /> },
        (_, FieldKind::Blank) => html! { <BlankField {field} /> },
        _ => html! { <EnteredField {field} /> },
    }
}

#[component]
fn EnteredField(props: &FormFieldProps) -> Html {
    let field = props.field;
    let store = use_store();
    let (value, problem, stand_in) = use_select(move |state| {
        let Some(open) = state.assessment() else { return Default::default() };
        let value = open.field(field.id.as_str());
        let problem = applicant::problem(field, &value, state.today);
        (value, problem, applicant::stand_in(field, open))
    });
    let on_type = store.typing(move |text| Action::EditedField(field.id.clone(), text));
    let suggestions = suggestions(field.kind, field).map(|_| AttrValue::from(format!("list-{}", field.id)));
    html! {
        <div class={wide(field.kind).then_some("wide")}>
            <TextBox id={format!("field-{}", field.id)} label={&*field.label} value={value.clone()} {on_type} rows={rows(field.kind)}
                kind={input_kind(field.kind, &value)} keyboard={keyboard(field.kind)} hint={field.hint.as_deref().map(AttrValue::Static)}
                problem={problem.map(|problem| AttrValue::from(problem.message()))} example={stand_in.map(AttrValue::from)} unit={field.unit.as_deref().map(AttrValue::Static)}
                suggestions={suggestions.clone()} required={field.required} />
            if let Some(id) = suggestions { <Suggestions {field} {id} /> }
        </div>
    }
}

fn wide(kind: FieldKind) -> bool {
    matches!(kind, FieldKind::LongText)
}

fn rows(kind: FieldKind) -> u32 {
    if kind == FieldKind::LongText { 3 } else { 1 }
}

/// The kind of input for a date that is kept as text.
pub fn date_kind(text: &str) -> &'static str {
    input_kind(FieldKind::Date, text)
}

/// What is doubtful about the date of something that has happened.
pub fn date_problem(text: &str, today: jiff::civil::Date) -> Option<AttrValue> {
    applicant::date_problem(text, today).map(|problem| problem.message().into())
}

/// A date that is not written as a date picker writes it would vanish there, so it stays text. A picker also writes years of
/// more than four digits; it must not turn into text under the fingers.
fn input_kind(kind: FieldKind, text: &str) -> &'static str {
    let mut parts = text.rsplitn(3, '-').map(|part| (part.len(), part.bytes().all(|byte| byte.is_ascii_digit())));
    let is_picked = matches!([parts.next(), parts.next(), parts.next()], [Some((2, true)), Some((2, true)), Some((4..=6, true))]);
    let fits_picker = text.is_empty() || is_picked;
    match kind {
        FieldKind::Date if fits_picker => "date",
        FieldKind::Email => "email",
        FieldKind::Phone | FieldKind::Mobile => "tel",
        _ => "text",
    }
}

fn keyboard(kind: FieldKind) -> Option<AttrValue> {
    match kind {
        FieldKind::Integer | FieldKind::Postcode => Some("numeric".into()),
        FieldKind::Number => Some("decimal".into()),
        _ => None,
    }
}

/// What to choose from; anything else may be typed as well.
fn suggestions(kind: FieldKind, field: &'static Field) -> Option<&'static [award::Text]> {
    match kind {
        FieldKind::Area | FieldKind::Industry => Some(&[]),
        FieldKind::Choice => Some(&field.choices),
        _ => None,
    }
}

#[derive(Properties)]
struct SuggestionsProps {
    field: &'static Field,
    id: AttrValue,
}

impl PartialEq for SuggestionsProps {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.field, other.field)
    }
}

#[component]
fn Suggestions(props: &SuggestionsProps) -> Html {
    let form = &use_catalog().form;
    let options: Vec<String> = match props.field.kind {
        FieldKind::Area => form.areas.iter().map(|area| area.name.to_string()).collect(),
        FieldKind::Industry => form.industries.iter().map(|industry| format!("{} {}", industry.code, industry.name)).collect(),
        _ => props.field.choices.iter().map(ToString::to_string).collect(),
    };
    html! {
        <datalist id={&props.id}>{ for options.into_iter().map(|value| html! { <option {value} /> }) }</datalist>
    }
}

#[component]
fn ComputedField(props: &FormFieldProps) -> Html {
    let field = props.field;
    let (value, lacking) = use_select(move |state| {
        let Some(open) = state.assessment() else { return Default::default() };
        let id = field.id.as_str();
        (applicant::computed(state.catalog, id, open), applicant::lacking(id, open))
    });
    let long = value.chars().count() > 40;
    html! {
        <div class={long.then_some("wide")}>
            <div class="field">
                <span class="label">{ &*field.label }if let Some(unit) = &field.unit { <span class="unit">{ format!("（{unit}）") }</span> }</span>
                <output class="computed" aria-label={&*field.label}>
                    if value.is_empty() { <span class="muted">{ lacking }</span> } else { { excerpt(&value) } }
                </output>
                if let Some(hint) = &field.hint { <p class="notes">{ &**hint }</p> }
            </div>
        </div>
    }
}

/// The beginning of a long text.
fn excerpt(text: &str) -> String {
    const LENGTH: usize = 160;
    if text.chars().count() <= LENGTH { text.to_owned() } else { text.chars().take(LENGTH).chain("……".chars()).collect() }
}

#[component]
fn BlankField(props: &FormFieldProps) -> Html {
    let field = props.field;
    html! {
        <div class="field">
            <span class="label">{ &*field.label }</span>
            <p class="computed muted">{ "在打印稿上留空，由有关方面填写或盖章" }</p>
            if let Some(hint) = &field.hint { <p class="notes">{ &**hint }</p> }
        </div>
    }
}

/// Properties of [`YearsTable`].
#[derive(Properties)]
pub struct YearsTableProps {
    /// The fields that have a value per year.
    pub fields: Vec<&'static Field>,
    /// What the table shows.
    pub caption: AttrValue,
}

impl PartialEq for YearsTableProps {
    fn eq(&self, other: &Self) -> bool {
        self.fields.len() == other.fields.len() && self.fields.iter().zip(&other.fields).all(|(a, b)| std::ptr::eq(*a, *b))
    }
}

/// A table of fields by fiscal years.
#[component]
pub fn YearsTable(props: &YearsTableProps) -> Html {
    let years = use_select(|state| state.assessment().map(|open| open.years()).unwrap_or_default());
    html! {
        <div class="scroll heads-stay">
            <table class="years">
                <caption class="quiet">{ &props.caption }</caption>
                <thead><tr><th scope="col">{ "指标" }</th><th scope="col">{ "单位" }</th>{ for years.iter().map(|year| html! { <th scope="col">{ format!("{year} 年") }</th> }) }</tr></thead>
                <tbody>{ for props.fields.iter().map(|field| html! { <YearsRow {field} {years} /> }) }</tbody>
            </table>
        </div>
    }
}

#[derive(Properties)]
struct YearsRowProps {
    field: &'static Field,
    years: [i16; 3],
}

impl PartialEq for YearsRowProps {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.field, other.field) && self.years == other.years
    }
}

#[component]
fn YearsRow(props: &YearsRowProps) -> Html {
    let (field, years) = (props.field, props.years);
    html! {
        <tr>
            <th scope="row">
                { &*field.label }
                if field.required { <span class="required" aria-hidden="true" title="必填">{ "＊" }</span> }
                if let Some(hint) = &field.hint { <span class="muted small block">{ &**hint }</span> }
            </th>
            <td class="muted">{ field.unit.as_deref().unwrap_or_default() }</td>
            { for years.into_iter().map(|year| html! { <td><YearCell {field} {year} /></td> }) }
        </tr>
    }
}

#[derive(Properties)]
struct YearCellProps {
    field: &'static Field,
    year: i16,
}

impl PartialEq for YearCellProps {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.field, other.field) && self.year == other.year
    }
}

#[component]
fn YearCell(props: &YearCellProps) -> Html {
    let (field, year) = (props.field, props.year);
    let store = use_store();
    let is_computed = field.kind == FieldKind::ComputedSeries;
    let (value, problem) = use_select(move |state| {
        let Some(open) = state.assessment() else { return Default::default() };
        if is_computed {
            return (applicant::computed_in(state.catalog, field.id.as_str(), year, open), None);
        }
        let problem = applicant::problem_in(state.catalog, field, year, open, state.today);
        (open.field_in(field.id.as_str(), year), problem)
    });
    if is_computed {
        return html! { <output class="computed num" aria-label={format!("{} {year} 年", field.label)}>{ if value.is_empty() { "—" } else { &*value } }</output> };
    }
    let on_type = store.typing(move |text| Action::EditedYear(field.id.clone(), year, text));
    html! {
        <TextBox id={format!("year-{}-{year}", field.id)} label={format!("{} {year} 年", field.label)} quiet_label=true value={value} {on_type}
            keyboard="decimal" problem={problem.map(|problem| AttrValue::from(problem.message()))} />
    }
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    #[wasm_bindgen_test]
    fn a_date_keeps_its_control_while_it_is_typed() {
        for (text, kind) in
            [("", "date"), ("2015-03-18", "date"), ("50318-02-01", "date"), ("2015年3月18日", "text"), ("20150318", "text")]
        {
            assert_eq!(input_kind(FieldKind::Date, text), kind, "{text}");
        }
    }
}
