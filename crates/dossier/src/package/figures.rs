//! The charts of the documents.

use award::assessment::Assessment;
use award::catalog::Catalog;
use award::criteria::Criteria;
use award::points::Points;
use award::scoring::{self, Tally, Totals};

use crate::chart::{self, Bar, Chart, Level, Part, Spoke, Total};
use crate::document::FigureId;
use crate::wording;

mod trends;

pub use trends::{trend, trends_of};

/// The rates of the categories as a radar.
pub const CATEGORIES: FigureId = FigureId::new("category-radar");
/// The total with the shortlist line.
pub const TOTAL: FigureId = FigureId::new("total-bar");
/// The trends of the indicators of an item, one of several.
pub const TRENDS: FigureId = FigureId::new(TRENDS_NAME);
const TRENDS_NAME: &str = "indicator-trends";
/// The percents of the items as bars.
pub const ITEMS: FigureId = FigureId::new("item-bars");

/// The resolution of pictures in documents, in pixels per inch.
const RESOLUTION: u32 = 220;

/// A chart of the documents, to be drawn as a PNG by the caller.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Which chart.
    pub id: FigureId,
    /// What it shows, for its caption.
    pub title: String,
    /// What it shows, in words for those who do not see it.
    pub alt: String,
    /// The SVG.
    pub svg: String,
    /// The width of the PNG in pixels.
    pub width_px: u32,
    /// The height of the PNG in pixels.
    pub height_px: u32,
    /// The width in the document in millimetres.
    pub width_mm: u16,
}

impl Figure {
    /// The height in the document in millimetres, in proportion to the width.
    #[must_use]
    pub fn height_mm(&self) -> u16 {
        (u32::from(self.width_mm) * self.height_px / self.width_px.max(1)) as u16
    }
}

/// The ids of the charts of an assessment's documents.
#[must_use]
pub fn ids(catalog: &Catalog, assessment: &Assessment) -> Vec<FigureId> {
    let trends = (1..=trends::parts(catalog, assessment).len() as u16).map(|number| FigureId::numbered(TRENDS_NAME, number));
    trends.chain([TOTAL, CATEGORIES, ITEMS]).collect()
}

/// The charts of an assessment's documents, in the order in which they stand there.
#[must_use]
pub fn figures(catalog: &Catalog, assessment: &Assessment) -> Vec<Figure> {
    let criteria = &catalog.criteria;
    let totals = scoring::totals(criteria, assessment);
    let [radar_title, total_title, items_title] = ["各类目得分率", "总分构成", "各条款评分百分比"];
    let [radar, sum, bars] = [
        chart::radar(radar_title, &spokes(criteria, &totals), chart::Frame::PAGE),
        chart::total(total_title, &total(catalog, &totals)),
        chart::bars(items_title, &rows(criteria, assessment), &bands(criteria)),
    ];
    let items_alt = format!("{} 个评分条款的百分比，背景为评分的分数段。", criteria.items);
    let mut figures = trends::figures(catalog, assessment);
    figures.extend([
        figure(TOTAL, total_title, wording::standing(catalog, &totals.total), 160, sum),
        figure(CATEGORIES, radar_title, categories_in_words(criteria, &totals), 95, radar),
        figure(ITEMS, items_title, items_alt, 160, bars),
    ]);
    figures
}

pub(super) fn figure(id: FigureId, title: &str, alt: String, width_mm: u16, chart: Chart) -> Figure {
    let width_px = u32::from(width_mm) * RESOLUTION * 10 / 254;
    let height_px = width_px * chart.height / chart.width.max(1);
    Figure { id, title: title.to_owned(), alt, svg: chart.svg, width_px, height_px, width_mm }
}

/// The spokes of the radar: the rate of each category by its full name.
#[must_use]
pub fn spokes(criteria: &Criteria, totals: &Totals) -> Vec<Spoke> {
    let spoke = |(category, (_, tally)): (&award::criteria::Category, &(_, Tally))| Spoke {
        label: category.title.to_string(),
        level: level(tally),
    };
    criteria.categories.iter().zip(&totals.categories).map(spoke).collect()
}

/// The rate of a tally: known, or the range that its unscored items leave open.
fn level(tally: &Tally) -> Level {
    let share = |points: Points| (points.as_f64() / tally.worth().as_f64().max(0.01) * 100.0) as f32;
    if tally.is_complete() { Level::Known(share(tally.earned)) } else { Level::Open(share(tally.least()), share(tally.most())) }
}

/// The bars: the percent of each item, a group for each category.
#[must_use]
pub fn rows(criteria: &Criteria, assessment: &Assessment) -> Vec<Bar> {
    let mut bars = Vec::new();
    for category in &criteria.categories {
        for (position, item) in category.items.iter().enumerate() {
            let percent = assessment.item(&item.id).percent;
            let level = percent.map_or(Level::Open(0.0, 100.0), |percent| Level::Known(f32::from(percent.value())));
            bars.push(Bar { label: format!("{} {}", item.id, item.title), level, starts_group: position == 0 });
        }
    }
    bars
}

/// The ends of the bands of the rubric.
#[must_use]
pub fn bands(criteria: &Criteria) -> Vec<(u8, u8)> {
    criteria.bands.iter().map(|band| (band.min, band.max)).collect()
}

/// The total with its categories by their short names, and the shortlist line.
#[must_use]
pub fn total(catalog: &Catalog, totals: &Totals) -> Total {
    let part = |(category, (_, tally)): (&award::criteria::Category, &(_, Tally))| Part {
        label: category.short.to_string(),
        earned: tally.earned.as_f64() as f32,
    };
    Total {
        parts: catalog.criteria.categories.iter().zip(&totals.categories).map(part).collect(),
        open: totals.total.open.as_f64() as f32,
        worth: f32::from(catalog.criteria.points),
        line: f32::from(catalog.scheme.review.shortlist_points),
        line_name: "入围线".into(),
    }
}

fn categories_in_words(criteria: &Criteria, totals: &Totals) -> String {
    let shares = criteria.categories.iter().zip(&totals.categories);
    let words: Vec<String> =
        shares.map(|(category, (_, tally))| format!("{} {}", category.title, wording::share(tally))).collect();
    words.join("，")
}
