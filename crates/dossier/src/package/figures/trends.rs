//! The trends of the indicators, item by item.

use award::ItemId;
use award::assessment::Assessment;
use award::catalog::Catalog;
use award::indicator::{self, Against, Indicator, Judgement};

use super::{Figure, TRENDS_NAME, figure};
use crate::chart::{self, Other, Point, Trend};
use crate::document::FigureId;
use crate::wording;

/// How many trends stand in one picture.
const MOST: usize = 12;

/// The least number of figures that is worth a picture.
const LEAST: usize = 2;

/// The trends of an item that one picture shows.
pub(super) struct Part {
    item: ItemId,
    /// Which of several pictures of the item it is, and their number.
    place: (usize, usize),
    trends: Vec<Trend>,
    alt: String,
}

/// What each picture of trends shows, in the order of the items.
pub(super) fn parts(catalog: &Catalog, assessment: &Assessment) -> Vec<Part> {
    let mut parts = Vec::new();
    for item in catalog.criteria.every_item() {
        let indicators = indicator::by_item(assessment, &item.id);
        let judged: Vec<(&Indicator, Judgement)> = indicators
            .map(|(_, each)| (&**each, indicator::judge(catalog, assessment, each)))
            .filter(|(_, judged)| is_drawn(judged))
            .collect();
        let count = judged.len().div_ceil(MOST);
        for (at, chunk) in judged.chunks(MOST).enumerate() {
            let trends = chunk.iter().map(|(each, judged)| trend(catalog, assessment, each, judged)).collect();
            let words: Vec<String> = chunk
                .iter()
                .map(|(each, judged)| format!("{}：{}", wording::one_line(&each.name), judged.trend.name()))
                .collect();
            parts.push(Part { item: item.id.clone(), place: (at, count), trends, alt: words.join("；") });
        }
    }
    parts
}

fn is_drawn(judged: &Judgement) -> bool {
    judged.figures.iter().filter(|(_, amount)| amount.is_some()).count() >= LEAST
}

/// The pictures.
pub(super) fn figures(catalog: &Catalog, assessment: &Assessment) -> Vec<Figure> {
    let picture = |(at, part): (usize, Part)| {
        let item = catalog.criteria.item(&part.item).map_or("", |item| &item.title);
        let place = if part.place.1 > 1 { format!("（{}/{}）", part.place.0 + 1, part.place.1) } else { String::new() };
        let title = format!("{item}主要指标趋势{place}");
        let chart = chart::trends(&title, &part.trends);
        figure(FigureId::numbered(TRENDS_NAME, at as u16 + 1), &title, part.alt, 160, chart)
    };
    parts(catalog, assessment).into_iter().enumerate().map(picture).collect()
}

/// The ids of the pictures of an item.
#[must_use]
pub fn trends_of(catalog: &Catalog, assessment: &Assessment, item: &ItemId) -> Vec<FigureId> {
    let parts = parts(catalog, assessment);
    let numbers = parts.iter().enumerate().filter(|(_, part)| part.item == *item).map(|(at, _)| at as u16 + 1);
    numbers.map(|number| FigureId::numbered(TRENDS_NAME, number)).collect()
}

/// The trend of an indicator as it is drawn.
#[must_use]
pub fn trend(catalog: &Catalog, assessment: &Assessment, indicator: &Indicator, judged: &Judgement) -> Trend {
    let point = |(year, amount): &(i16, Option<award::amount::Amount>)| {
        let text = indicator::figure(catalog, assessment, indicator, *year).text;
        Point {
            year: year.to_string(),
            value: amount.map(|amount| (amount.as_f64() as f32, wording::grouped(&wording::one_line(&text)))),
        }
    };
    let target = wording::one_line(&indicator.lines.target);
    let line = indicator::read(&target, &indicator.unit).number();
    let other = |against: &Against| {
        let value = indicator::read(&indicator.text(against.column()), &indicator.unit).number()?;
        Some(Other { name: against.name(), value: value.as_f64() as f32 })
    };
    let unit = wording::one_line(&indicator.unit);
    let name = wording::one_line(&indicator.name);
    Trend {
        label: if unit.is_empty() { name } else { format!("{name}（{unit}）") },
        points: judged.figures.iter().map(point).collect(),
        target: line.map(|line| (line.as_f64() as f32, wording::grouped(&target))),
        others: Against::ALL.iter().filter_map(other).collect(),
    }
}
