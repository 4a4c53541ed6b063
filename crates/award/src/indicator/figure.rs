//! The figure of an indicator for a fiscal year: typed, held by the application form, or computed.

use std::rc::Rc;

use super::entry::{Column, Indicator};
use super::formula;
use super::library::Template;
use crate::amount::Amount;
use crate::assessment::Assessment;
use crate::catalog::Catalog;
use crate::form::FieldKind;
use crate::{FieldId, IndicatorId, ItemId, Text};

/// The number of fiscal years that an indicator covers at most.
const MOST_YEARS: i16 = 5;

/// The number of fiscal years that an indicator covers at least.
const LEAST_YEARS: i16 = 3;

/// A figure and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The text; empty if there is none.
    pub text: Text,
    /// Where it comes from.
    pub origin: Origin,
}

/// Where a figure comes from, or would be entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The indicator itself.
    Typed,
    /// A field that the application form or a formula has, too: it is asked once.
    Field(FieldId),
    /// A formula.
    Computed,
}

/// What a text says as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Nothing, or a sign that there is nothing.
    Blank,
    /// A number.
    Number(Amount),
    /// A number with more than four places.
    TooFine,
    /// No number.
    Unread,
}

impl Reading {
    /// The number, if it is one.
    #[must_use]
    pub fn number(self) -> Option<Amount> {
        match self {
            Reading::Number(amount) => Some(amount),
            _ => None,
        }
    }
}

/// Whether a text is empty or a sign that there is nothing.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    matches!(text.trim(), "" | "-" | "—" | "——" | "–" | "/" | "／" | "\\" | "无" | "不适用" | "N/A" | "n/a")
}

/// Reads a number as people type it, with or without its unit behind it.
#[must_use]
pub fn read(text: &str, unit: &str) -> Reading {
    let text = text.trim();
    if is_blank(text) {
        return Reading::Blank;
    }
    let per_cent = if unit == "%" { "％" } else { "\u{0}" };
    let bare = [unit.trim(), per_cent].iter().find_map(|unit| text.strip_suffix(unit).filter(|_| !unit.is_empty()));
    let bare = bare.unwrap_or(text).trim();
    if let Some(amount) = Amount::parse(bare) {
        return Reading::Number(amount);
    }
    let is_fine = bare.rfind(['.', '．']).is_some_and(|point| {
        let (whole, places) = bare.split_at(point);
        let places = places.trim_start_matches(['.', '．']);
        places.chars().count() > 4 && Amount::parse(whole).is_some() && places.chars().all(char::is_numeric)
    });
    if is_fine { Reading::TooFine } else { Reading::Unread }
}

/// What is typed as the figure of an indicator for a fiscal year, and where it is kept.
#[must_use]
pub fn kept(catalog: &Catalog, assessment: &Assessment, indicator: &Indicator, year: i16) -> Figure {
    let field = catalog.indicators.template_of(indicator).and_then(|template| template.field.as_ref());
    let kind = field.and_then(|field| catalog.form.field(field.as_str())).map(|field| field.kind);
    match (field, kind) {
        (Some(_), Some(FieldKind::ComputedSeries)) => Figure { text: Text::default(), origin: Origin::Computed },
        (Some(field), Some(FieldKind::Series)) => {
            Figure { text: assessment.field_in(field.as_str(), year), origin: Origin::Field(field.clone()) }
        }
        _ => Figure { text: indicator.text(Column::Year(year)), origin: Origin::Typed },
    }
}

/// The figure of an indicator for a fiscal year: what is typed, or else what its formula gives.
#[must_use]
pub fn figure(catalog: &Catalog, assessment: &Assessment, indicator: &Indicator, year: i16) -> Figure {
    let kept = kept(catalog, assessment, indicator, year);
    if !kept.text.trim().is_empty() {
        return kept;
    }
    let template = catalog.indicators.template_of(indicator);
    match template.and_then(|template| computed(catalog, assessment, template, year)) {
        Some(amount) => Figure { text: amount.to_string().into(), origin: Origin::Computed },
        None => kept,
    }
}

/// What the formula of a template gives for a fiscal year; `None` if it has none, an input is missing, or a divisor is not
/// above zero.
#[must_use]
pub fn computed(catalog: &Catalog, assessment: &Assessment, template: &Template, year: i16) -> Option<Amount> {
    let input = |input: &formula::Input| input_figure(catalog, assessment, input, year);
    template.compute.as_ref()?.result(&input)?.rounded(template.places)
}

/// The figure of a formula's input for a fiscal year.
#[must_use]
pub fn input_figure(catalog: &Catalog, assessment: &Assessment, input: &formula::Input, year: i16) -> Option<Amount> {
    let year = if input.is_before { year.checked_sub(1)? } else { year };
    let unit = catalog.indicators.input(&input.field).map_or("", |input| &input.unit);
    read(&assessment.field_in(input.field.as_str(), year), unit).number()
}

/// The fiscal years that indicators cover, the earliest first: three, or up to five if figures go back so far.
#[must_use]
pub fn years(catalog: &Catalog, assessment: &Assessment) -> Vec<i16> {
    let latest = assessment.head.year;
    let has_figure =
        |year: i16| assessment.indicators.values().any(|indicator| !is_blank(&figure(catalog, assessment, indicator, year).text));
    let back = (LEAST_YEARS..MOST_YEARS).rev().find(|&back| latest.checked_sub(back).is_some_and(has_figure));
    let first = latest.saturating_sub(back.unwrap_or(LEAST_YEARS - 1));
    (first..=latest).collect()
}

/// The indicators of an item in the order in which they were added.
pub fn by_item<'a>(assessment: &'a Assessment, item: &'a ItemId) -> impl Iterator<Item = (&'a IndicatorId, &'a Rc<Indicator>)> {
    assessment.indicators.iter().filter(move |(_, indicator)| indicator.item == *item)
}

/// An id that the assessment does not have yet, the next in order; `more` ids further on for several at once.
#[must_use]
pub fn next_id(assessment: &Assessment, more: usize) -> IndicatorId {
    let number = |id: &IndicatorId| id.as_str().strip_prefix('k').and_then(|number| number.parse::<u32>().ok());
    let last = assessment.indicators.keys().filter_map(number).max().unwrap_or(0);
    let next = u64::from(last) + 1 + more as u64;
    IndicatorId::from(&*format!("k{next:04}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_typed() {
        let number = |text: &str| Amount::parse(text).map_or(Reading::Unread, Reading::Number);
        for (text, unit, expected) in [
            ("98.5", "%", number("98.5")),
            ("98.5%", "%", number("98.5")),
            ("98.5 ％", "%", number("98.5")),
            ("1,234 万元", "万元", number("1234")),
            ("98.5%", "‰", Reading::Unread),
            ("98.5%", "", Reading::Unread),
            ("约 98", "%", Reading::Unread),
            ("A 级", "级", Reading::Unread),
            ("0.98765", "%", Reading::TooFine),
            ("1.98765.4", "%", Reading::Unread),
            ("-0.12345", "", Reading::TooFine),
            ("0.1234", "", number("0.1234")),
            ("", "%", Reading::Blank),
            (" — ", "%", Reading::Blank),
            ("无", "起", Reading::Blank),
            ("0", "起", number("0")),
            ("%", "%", Reading::Unread),
        ] {
            assert_eq!(read(text, unit), expected, "{text} in {unit}");
        }
    }
}
