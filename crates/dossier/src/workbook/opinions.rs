//! The sheet with the ratings of the factors and the texts of each item.

use award::assessment::Assessment;
use award::catalog::Catalog;
use award::criteria::{Criteria, Item};

use super::formats::{CENTER, HEADER, LONG, PERCENT, TEXT, height};
use super::{FOOT, OPINIONS, text};
use crate::document::Orientation;
use crate::spreadsheet::{At, Cell, Fit, Number, Page, Range, Row, Sheet};
use crate::wording;

/// The widths of the columns with texts, in digits; a Chinese character is two wide.
const TEXTS: [u16; 3] = [48, 48, 32];

/// Builds the sheet.
pub(super) fn build(catalog: &Catalog, assessment: &Assessment) -> Sheet {
    let criteria = &catalog.criteria;
    let factors = criteria.process_factors.len().max(criteria.result_factors.len());
    let (names, widths): (Vec<String>, Vec<u16>) = columns(criteria, factors).into_iter().unzip();
    let mut sheet = Sheet::new(OPINIONS, widths);
    sheet.push(Row::new(names.into_iter().map(|name| Cell::text(name, HEADER)).collect()));
    for item in criteria.every_item() {
        sheet.push(item_row(criteria, item, assessment, factors));
    }
    let last = At::new(factors as u16 + 5, u32::from(criteria.items));
    sheet.page = Page {
        orientation: Orientation::Landscape,
        fit: Fit::Width,
        area: Some(Range::new(At::default(), last)),
        head_rows: 1,
        foot: FOOT,
    };
    sheet.frozen = At::new(2, 1);
    sheet
}

/// The names and widths of the columns.
fn columns(criteria: &Criteria, factors: usize) -> Vec<(String, u16)> {
    let mut columns = vec![("条款".to_owned(), 8), ("名称".to_owned(), 22)];
    for place in 0..factors {
        let names =
            [&criteria.process_factors, &criteria.result_factors].map(|factors| factors.get(place).map(|each| &*each.name));
        let mut names: Vec<&str> = names.into_iter().flatten().collect();
        names.dedup();
        columns.push((names.join("/"), 11));
    }
    let [strengths, chances, reason] = TEXTS;
    let rest = [("百分比", 9), ("优势", strengths), ("改进空间", chances), ("调整理由", reason)];
    columns.extend(rest.map(|(name, width)| (name.to_owned(), width)));
    columns
}

fn item_row(criteria: &Criteria, item: &Item, assessment: &Assessment, factors: usize) -> Row {
    let record = assessment.item(&item.id);
    let mut cells = vec![Cell::text(item.id.as_str(), TEXT), Cell::text(text(&item.title), TEXT)];
    for place in 0..factors {
        let factor = criteria.factors(item.kind).get(place);
        let band = factor.and_then(|factor| record.factors.get(&factor.id)).and_then(|band| criteria.band(band));
        let rating = band.map_or_else(|| wording::UNSCORED.to_owned(), |band| format!("{}%", band.range()));
        cells.push(if factor.is_some() { Cell::text(rating, CENTER) } else { Cell::blank(CENTER) });
    }
    cells.push(match record.percent {
        Some(percent) => Cell::number(Number::whole(percent.value()), PERCENT),
        None => Cell::text(wording::UNSCORED, CENTER),
    });
    let texts = [&record.texts.strengths, &record.texts.ofis, &record.texts.reason];
    cells.extend(texts.map(|each| Cell::text(text(each), LONG)));
    Row::tall(height(texts.into_iter().map(|text| &**text).zip(TEXTS)), cells)
}
