//! The sheets with the indicators, with their trends, and with the figures that formulas take: what is computed in the kit is a
//! formula here.

use std::collections::BTreeSet;

use award::FieldId;
use award::assessment::Assessment;
use award::catalog::Catalog;
use award::indicator::formula::{Formula, Input, Notation};
use award::indicator::{self, Indicator, Origin, Role, Template};
use award::order::Gather;

use super::formats::{self, CENTER, HEADER, NUMBER, TEXT};
use super::{FIGURES, FOOT, INDICATORS, TRENDS, text};
use crate::document::Orientation;
use crate::spreadsheet::{At, Cell, Chart, Fit, Kind, Page, Range, Rgb, Row, Scale, Series, Sheet, Value};
use crate::wording;

/// How many charts stand beside each other, and how many below each other on a page.
const BESIDE: usize = 2;
const BELOW: u32 = 4;

/// How many columns a chart is wide, and how many digits each of them.
const COLUMNS: u16 = 4;
const DIGITS: u16 = 8;

/// How many rows of so many points a chart is high, with one to keep it from the next.
const ROWS: u32 = 12;
const POINTS: u16 = 15;

/// What stands in place of a result that cannot be worked out.
const NO_RESULT: &str = "—";

/// The sheet with the indicators, that with their trends if there are some, and that with the figures they are computed from if
/// some are; none without indicators.
pub(super) fn build(catalog: &Catalog, assessment: &Assessment) -> Vec<Sheet> {
    if assessment.indicators.is_empty() {
        return Vec::new();
    }
    let years = indicator::years(catalog, assessment);
    let inputs = inputs(catalog, assessment, &years);
    let (sheet, drawn) = indicators(catalog, assessment, &years, &inputs);
    let mut sheets = vec![sheet];
    if !drawn.is_empty() {
        sheets.push(trends(drawn, &years));
    }
    if !inputs.is_empty() {
        sheets.push(figures(catalog, assessment, &years, &inputs));
    }
    sheets
}

/// The template of an indicator and its formula, if its figure of some year is computed.
fn computing<'a>(
    catalog: &'a Catalog,
    assessment: &Assessment,
    indicator: &Indicator,
    years: &[i16],
) -> Option<(&'a Template, &'a Formula)> {
    let template = catalog.indicators.template_of(indicator)?;
    let is_computed = |year: &i16| indicator::figure(catalog, assessment, indicator, *year).origin == Origin::Computed;
    years.iter().any(is_computed).then_some((template, template.compute.as_ref()?))
}

/// Every figure that a formula of the sheet takes.
fn inputs(catalog: &Catalog, assessment: &Assessment, years: &[i16]) -> Vec<FieldId> {
    let formulas = assessment.indicators.values().filter_map(|each| computing(catalog, assessment, each, years));
    let used: BTreeSet<&FieldId> = formulas.flat_map(|(_, formula)| formula.inputs()).map(|input| &input.field).into_set();
    // In the order of the form, then of the library.
    let fields = catalog.form.every_field().map(|field| &field.id);
    let all = fields.chain(catalog.indicators.inputs.iter().map(|input| &input.id));
    all.filter(|id| used.contains(id)).cloned().collect()
}

/// The sheet with the indicators, and the row and name of each that has a trend.
fn indicators(catalog: &Catalog, assessment: &Assessment, years: &[i16], inputs: &[FieldId]) -> (Sheet, Vec<(u32, String)>) {
    let roles = indicator::roles(years);
    let mut sheet = Sheet::new(INDICATORS, roles.iter().map(|role| width(*role)).collect());
    sheet.push(Row::new(roles.iter().map(|role| Cell::text(role.title(&catalog.indicators), HEADER)).collect()));
    let mut drawn: Vec<(u32, String)> = Vec::new();
    for item in catalog.criteria.every_item() {
        for (_, each) in indicator::by_item(assessment, &item.id) {
            let judged = indicator::judge(catalog, assessment, each);
            if judged.figures.iter().filter(|(_, amount)| amount.is_some()).count() > 1 {
                drawn.push((sheet.next_row() - 1, format!("{} {}", each.item, wording::one_line(&text(&each.name)))));
            }
            let cells = roles.iter().map(|role| cell(catalog, assessment, each, *role, (years, inputs))).collect();
            sheet.push(Row::tall(height(each), cells));
        }
    }
    sheet.frozen = At::new(2, 1);
    let area = Range::new(At::default(), At::new(roles.len() as u16 - 1, sheet.next_row() - 2));
    sheet.page = Page { orientation: Orientation::Landscape, fit: Fit::Width, area: Some(area), head_rows: 1, foot: FOOT };
    (sheet, drawn)
}

/// The sheet with a chart for each of the indicators that are told by their rows; none is cut where a page ends.
fn trends(drawn: Vec<(u32, String)>, years: &[i16]) -> Sheet {
    let columns = COLUMNS * BESIDE as u16;
    let mut sheet = Sheet::new(TRENDS, vec![DIGITS; usize::from(columns)]);
    let rows = drawn.len().div_ceil(BESIDE) as u32 * ROWS;
    // Of their own height, because programs take different ones for rows that do not tell it.
    (0..rows).for_each(|_| sheet.push(Row::tall(POINTS, Vec::new())));
    sheet.charts = drawn.into_iter().enumerate().map(|(at, (row, name))| chart(at, row, name, years)).collect();
    sheet.shown = Some(INDICATORS);
    let area = Range::new(At::default(), At::new(columns - 1, rows - 1));
    sheet.page = Page { fit: Fit::Rows(BELOW * ROWS), area: Some(area), foot: FOOT, ..Page::default() };
    sheet
}

/// The width of a column in digits.
fn width(role: Role) -> u16 {
    match role {
        Role::Name => 22,
        Role::Formula => 30,
        Role::Source | Role::Note => 24,
        Role::Competitor | Role::Direction => 12,
        Role::Item => 8,
        _ => 10,
    }
}

fn height(indicator: &Indicator) -> u16 {
    let long = [Role::Name, Role::Competitor, Role::Formula, Role::Source, Role::Note];
    let texts = long.map(|role| (role.column().map(|column| indicator.text(column)).unwrap_or_default(), width(role)));
    formats::height(texts.iter().map(|(text, width)| (&**text, *width)))
}

fn cell(
    catalog: &Catalog,
    assessment: &Assessment,
    indicator: &Indicator,
    role: Role,
    (years, inputs): (&[i16], &[FieldId]),
) -> Cell {
    match role {
        Role::Item => Cell::text(indicator.item.as_str(), CENTER),
        Role::Direction => Cell::text(indicator.direction.map_or("", |direction| direction.name()), CENTER),
        Role::Year(year) => figure(catalog, assessment, indicator, year, (years, inputs)),
        Role::Target | Role::CompetitorValue | Role::Average | Role::Benchmark => {
            let text = role.column().map(|column| indicator.text(column)).unwrap_or_default();
            number_or_text(&text, &indicator.unit)
        }
        role => Cell::text(text(&role.column().map(|column| indicator.text(column)).unwrap_or_default()), TEXT),
    }
}

fn number_or_text(typed: &str, unit: &str) -> Cell {
    match indicator::read(typed, unit).number() {
        Some(amount) => Cell::number(amount.into(), NUMBER),
        None => Cell::text(text(typed), CENTER),
    }
}

/// The figure of a year: a number, or the formula that gives it.
fn figure(
    catalog: &Catalog,
    assessment: &Assessment,
    each: &Indicator,
    year: i16,
    (years, inputs): (&[i16], &[FieldId]),
) -> Cell {
    let figure = indicator::figure(catalog, assessment, each, year);
    let computing = computing(catalog, assessment, each, years).filter(|_| figure.origin == Origin::Computed);
    let Some((template, formula)) = computing else { return number_or_text(&figure.text, &each.unit) };
    let result = indicator::computed(catalog, assessment, template, year);
    let result = result.map_or_else(|| Value::Text(NO_RESULT.to_owned()), |amount| Value::Number(amount.into()));
    let first = years.first().copied().unwrap_or(year);
    let at = |input: &Input| place(inputs, &input.field, if input.is_before { year - 1 } else { year }, first);
    Cell::formula(guarded(formula, template.places, &at), result, NUMBER)
}

/// The formula of a spreadsheet; without a result where the kit has none: with a figure missing or a divisor not above zero.
fn guarded(formula: &Formula, places: u8, at: &dyn Fn(&Input) -> String) -> String {
    let inputs = formula.inputs();
    let cells: Vec<String> = inputs.iter().map(|input| at(input)).collect();
    let mut conditions = vec![format!("COUNT({})={}", cells.join(","), cells.len())];
    conditions.extend(formula.divisors(Notation::Plain, at).iter().map(|divisor| format!("({divisor})>0")));
    let result = formula.written(Notation::Plain, at);
    // Nested, because AND works out every condition, also on texts.
    let open: String = conditions.iter().map(|condition| format!("IF({condition},")).collect();
    let close = format!(",\"{NO_RESULT}\")").repeat(conditions.len());
    format!("{open}ROUND({result},{places}){close}")
}

/// How a formula names a figure on the sheet of figures, which begins with the year before the first.
fn place(inputs: &[FieldId], field: &FieldId, year: i16, first: i16) -> String {
    let row = inputs.iter().position(|input| input == field).unwrap_or(0) as u32 + 1;
    let column = u16::try_from(year - first + 1).unwrap_or(0) + 2;
    format!("{}!{}", FIGURES.quoted(), At::new(column, row))
}

/// The sheet with the figures that formulas take, with one year more before the first.
fn figures(catalog: &Catalog, assessment: &Assessment, years: &[i16], inputs: &[FieldId]) -> Sheet {
    let before = years.first().map(|first| first.saturating_sub(1));
    let years: Vec<i16> = before.into_iter().chain(years.iter().copied()).collect();
    let mut columns = vec![30, 10];
    columns.extend(years.iter().map(|_| 14));
    let mut sheet = Sheet::new(FIGURES, columns);
    let mut header = vec![Cell::text("数据", HEADER), Cell::text("单位", HEADER)];
    header.extend(years.iter().map(|year| Cell::text(format!("{year} 年"), HEADER)));
    sheet.push(Row::new(header));
    for id in inputs {
        let (name, unit) = named(catalog, id);
        let mut cells = vec![Cell::text(text(&name), TEXT), Cell::text(text(&unit), CENTER)];
        let figure = |year: &i16| {
            let input = Input { field: id.clone(), is_before: false };
            match indicator::input_figure(catalog, assessment, &input, *year) {
                Some(amount) => Cell::number(amount.into(), NUMBER),
                None => Cell::blank(NUMBER),
            }
        };
        cells.extend(years.iter().map(figure));
        sheet.push(Row::new(cells));
    }
    sheet.frozen = At::new(1, 1);
    sheet.page = Page { orientation: Orientation::Portrait, head_rows: 1, foot: FOOT, ..Page::default() };
    sheet
}

/// The name and unit of a figure.
fn named(catalog: &Catalog, id: &FieldId) -> (String, String) {
    match (catalog.form.field(id.as_str()), catalog.indicators.input(id)) {
        (Some(field), _) => (field.label.to_string(), field.unit.as_deref().unwrap_or_default().to_owned()),
        (None, Some(input)) => (input.name.to_string(), input.unit.to_string()),
        (None, None) => (id.to_string(), String::new()),
    }
}

/// The trend of the indicator in a row, one of a grid of charts.
fn chart(at: usize, row: u32, name: String, years: &[i16]) -> Chart {
    // Before the years stand item, name, unit and direction.
    let columns = (4, 3 + years.len() as u16);
    let (left, top) = ((at % BESIDE) as u16 * COLUMNS, (at / BESIDE) as u32 * ROWS);
    Chart {
        kind: Kind::Lines,
        description: format!("{name}的趋势"),
        title: name,
        names: Range::new(At::new(columns.0, 0), At::new(columns.1, 0)),
        series: vec![Series {
            name: At::new(1, row),
            numbers: Range::new(At::new(columns.0, row), At::new(columns.1, row)),
            colour: Rgb(0x2b_65_a8),
        }],
        scale: Scale::default(),
        place: Range::new(At::new(left, top), At::new(left + COLUMNS - 1, top + ROWS - 2)),
    }
}
