//! Why a total is what it is (为什么是这个分): factors → band → percent → points → category → total, as data and as rows of text
//! for a table or a file.

use crate::assessment::ItemRecord;
use crate::catalog::Catalog;
use crate::criteria::{Band, Category, Factor, Item};
use crate::points::{Percent, Points, decimal};
use crate::review::{Stage, Weighted, WeightedRange};
use crate::scorecard::Judgement;
use crate::scoring::{Shortlist, Suggestion, Tally, shortlist, suggestion, totals_of};
use crate::{BandId, FactorId, ItemId};

/// A total with everything that it is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation<'a> {
    /// Every item in the standard's order.
    pub items: Vec<ItemChain<'a>>,
    /// Every category with the sum of its items.
    pub categories: Vec<(&'a Category, Tally)>,
    /// The sum of all categories.
    pub total: Tally,
    /// The shortlist line.
    pub line: Points,
    /// What the least possible total lacks of the line.
    pub gap: Points,
    /// Where the total stands to it.
    pub shortlist: Shortlist,
}

/// What the points of one item come from.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemChain<'a> {
    /// The item.
    pub item: &'a Item,
    /// Its factors with the bands they were rated by, in order; `None` where a factor is not rated.
    pub factors: Vec<(&'a Factor, Option<&'a Band>)>,
    /// The percent that the ratings suggest, and how; `None` until all are rated.
    pub suggested: Option<Suggested<'a>>,
    /// The percent that was given; `None` while the item is not scored.
    pub percent: Option<Percent>,
    /// The band that the percent lies in.
    pub band: Option<&'a Band>,
    /// What the percent earns of the item's points.
    pub points: Option<Points>,
    /// Why the percent differs from the suggested one, as the scorer wrote.
    pub reason: String,
}

/// A suggested percent and how it was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Suggested<'a> {
    /// The percent.
    pub percent: Percent,
    /// The mean of the bands' middles, in hundredths of a percent.
    pub mean: u32,
    /// The band whose upper end limits it, when the mean lies above it.
    pub limited_by: Option<&'a Band>,
}

impl ItemChain<'_> {
    /// Whether the percent differs from the suggested one.
    #[must_use]
    pub fn is_override(&self) -> bool {
        self.percent.zip(self.suggested).is_some_and(|(percent, suggested)| percent != suggested.percent)
    }
}

/// Explains the total of what was recorded for the items.
#[must_use]
pub fn explain<'a>(catalog: &'a Catalog, recorded: impl Fn(&ItemId) -> Option<Judgement<'a>>) -> Explanation<'a> {
    let criteria = &catalog.criteria;
    let items: Vec<ItemChain> = criteria.every_item().map(|item| chain(catalog, item, recorded(&item.id))).collect();
    let totals = totals_of(criteria, |id| recorded(id).and_then(|recorded| recorded.percent));
    let categories = criteria.categories.iter().zip(totals.categories).map(|(category, (_, tally))| (category, tally));
    let line = Points::whole(catalog.scheme.review.shortlist_points);
    Explanation {
        items,
        categories: categories.collect(),
        total: totals.total,
        line,
        gap: totals.total.least().lacks(line),
        shortlist: shortlist(&catalog.scheme.review, &totals.total),
    }
}

fn chain<'a>(catalog: &'a Catalog, item: &'a Item, recorded: Option<Judgement<'a>>) -> ItemChain<'a> {
    let criteria = &catalog.criteria;
    let rating = |factor: &Factor| -> Option<&'a Band> { criteria.band(recorded?.factors.get(&factor.id)?) };
    let percent = recorded.and_then(|recorded| recorded.percent);
    ItemChain {
        item,
        factors: criteria.factors(item.kind).iter().map(|factor| (factor, rating(factor))).collect(),
        suggested: recorded.and_then(|recorded| suggested(catalog, item, recorded.factors)),
        percent,
        band: percent.and_then(|percent| criteria.band_of(percent)),
        points: percent.map(|percent| Points::earned(item.points, percent)),
        reason: recorded.map(|recorded| recorded.reason.trim().to_owned()).unwrap_or_default(),
    }
}

fn suggested<'a>(
    catalog: &'a Catalog,
    item: &'a Item,
    factors: &std::collections::BTreeMap<FactorId, BandId>,
) -> Option<Suggested<'a>> {
    let record = ItemRecord { factors: factors.clone(), ..ItemRecord::default() };
    match suggestion(&catalog.criteria, item, &record) {
        Suggestion::Found(found) => Some(Suggested { percent: found.percent, mean: found.mean, limited_by: found.limited_by }),
        Suggestion::Missing(_) => None,
    }
}

/// The headings of [`Explanation::rows`].
pub const HEADINGS: [&str; 7] = ["条款", "要素评定", "要素建议", "得分比例", "所在分数段", "计算", "理由"];

impl Explanation<'_> {
    /// The chain as rows of text in the order in which it is read: the items of a category, its sum, and in the end the total.
    #[must_use]
    pub fn rows(&self) -> Vec<[String; 7]> {
        let mut items = self.items.iter();
        let mut rows = Vec::new();
        for (category, tally) in &self.categories {
            rows.extend(items.by_ref().take(category.items.len()).map(item_row));
            rows.push(sum_row(format!("{} {} 小计", category.id, category.title), tally));
        }
        rows.push(sum_row("总分".to_owned(), &self.total));
        rows
    }
}

fn item_row(chain: &ItemChain) -> [String; 7] {
    let rating = |(factor, band): &(&Factor, Option<&Band>)| {
        format!("{} {}", factor.name, band.map_or_else(|| "未评".to_owned(), Band::range))
    };
    // Nothing is said where nothing is rated, as on a card that tells no ratings.
    let is_rated = chain.factors.iter().any(|(_, band)| band.is_some());
    let factors: Vec<String> = chain.factors.iter().filter(|_| is_rated).map(rating).collect();
    let calculation = chain.percent.zip(chain.points).map_or_else(
        || format!("未评，{} 分待定", chain.item.points),
        |(percent, points)| format!("{} 分 × {percent} = {points} 分", chain.item.points),
    );
    [
        format!("{} {}", chain.item.id, chain.item.title),
        factors.join("，"),
        chain.suggested.map_or_else(String::new, suggested_text),
        chain.percent.map_or_else(|| "未评".to_owned(), |percent| percent.to_string()),
        chain.band.map_or_else(String::new, Band::range),
        calculation,
        chain.reason.clone(),
    ]
}

fn suggested_text(suggested: Suggested) -> String {
    let mean = decimal(suggested.mean.into(), 100);
    let limit = suggested.limited_by.map_or_else(String::new, |band| format!("，受最低要素限制，不超过 {}%", band.max));
    format!("各段中值平均 {mean}%{limit}，建议 {}", suggested.percent)
}

fn sum_row(name: String, tally: &Tally) -> [String; 7] {
    let open = if tally.is_complete() { String::new() } else { format!("，未评 {} 分待定", tally.open) };
    let sum = format!("{} 分（满分 {}）{open}", tally.earned, tally.worth());
    [name, String::new(), String::new(), String::new(), String::new(), sum, String::new()]
}

/// The rows of a review total: what each review gives by its share, and the sum.
#[must_use]
pub fn weighted_rows(catalog: &Catalog, documents: &Tally, site: &Tally) -> [[String; 2]; 3] {
    let review = &catalog.scheme.review;
    let part = |stage: Stage, tally: &Tally| {
        let (share, weighted) = match stage {
            Stage::Documents => (review.document_share, Weighted::of(review, tally.least(), Points::ZERO)),
            Stage::Site => (review.site_share, Weighted::of(review, Points::ZERO, tally.least())),
        };
        [stage.name().to_owned(), format!("{} 分 × {share}% = {weighted} 分", tally.least())]
    };
    let range = WeightedRange::of(review, documents, site);
    let total = match range.total() {
        Some(total) => format!("{total} 分"),
        None => format!("{} 至 {} 分，取决于未评条款", range.least, range.most),
    };
    let standing = match range.shortlist(review) {
        Shortlist::Reached => "达到",
        Shortlist::Open => "尚不能确定是否达到",
        Shortlist::Missed => "未达到",
    };
    let total = format!("{total}，{standing} {} 分入围线", review.shortlist_points);
    [part(Stage::Documents, documents), part(Stage::Site, site), ["评审总得分".to_owned(), total]]
}
