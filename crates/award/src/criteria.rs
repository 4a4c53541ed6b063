//! The criteria (准则): categories, scored items, factors, bands, and the organisational profile.

use serde::{Deserialize, Serialize};

use crate::points::{Percent, Points};
use crate::{BandId, CategoryId, CriteriaId, FactorId, ItemId, SectionId, Text};

/// An edition of the criteria.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Criteria {
    /// Its id.
    pub id: CriteriaId,
    /// The number of the standard: GB/T 19580-2012.
    pub standard: Text,
    /// The number of the guide that belongs to it.
    pub guide: Text,
    /// The title: 卓越绩效评价准则.
    pub title: Text,
    /// The points of all items together.
    pub points: u16,
    /// The number of scored items.
    pub items: u8,
    /// A remark on numbering and sources that users may read.
    pub remark: Text,
    /// The categories in order.
    #[serde(rename = "category")]
    pub categories: Vec<Category>,
    /// What is weighed in a process item: approach, deployment, learning, integration.
    pub process_factors: Vec<Factor>,
    /// What is weighed in a result item: levels, trends, comparisons, integration.
    pub result_factors: Vec<Factor>,
    /// The bands from the lowest to the highest.
    #[serde(rename = "band")]
    pub bands: Vec<Band>,
    /// How a percent is found, for the reader.
    pub scoring_notes: Vec<Text>,
    /// The organisational profile.
    pub profile: Profile,
}

/// A category (类目).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Its number: 4.1.
    pub id: CategoryId,
    /// Its title.
    pub title: Text,
    /// A title of two or three characters for charts.
    pub short: Text,
    /// The points of its items together.
    pub points: u16,
    /// Its items in order.
    #[serde(rename = "item")]
    pub items: Vec<Item>,
}

/// Whether an item asks for a way of working or for figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// A process item (过程条款), weighed by A-D-L-I.
    Process,
    /// A result item (结果条款), weighed by Le-T-C-I.
    Result,
}

/// A scored item (评分条款).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its number: 4.1.2.
    pub id: ItemId,
    /// Its title.
    pub title: Text,
    /// Its points.
    pub points: u16,
    /// Process or result.
    pub kind: ItemKind,
    /// What an examiner looks at.
    pub key_points: Vec<Text>,
    /// Questions that lead to an answer, in the kit's own words.
    pub questions: Vec<Text>,
}

/// A factor of an item (评分要素).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Factor {
    /// Its letters: A, Le.
    pub id: FactorId,
    /// Its name: 方法.
    pub name: Text,
    /// What it asks.
    pub meaning: Text,
}

/// A band (分数段) with what it takes in each factor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Its id: 50-65.
    pub id: BandId,
    /// Its lowest percent.
    pub min: u8,
    /// Its highest percent.
    pub max: u8,
    /// What it takes in each factor of a process item, in their order.
    pub process: Vec<Text>,
    /// What it takes in each factor of a result item, in their order.
    pub result: Vec<Text>,
}

/// The organisational profile (组织概述).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Its title.
    pub title: Text,
    /// The number of characters that it may have by common practice.
    pub limit: u32,
    /// Its sections in order.
    #[serde(rename = "section")]
    pub sections: Vec<Section>,
}

/// A section of the organisational profile.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its id: P.1a.
    pub id: SectionId,
    /// The part it belongs to.
    pub part: Text,
    /// Its title.
    pub title: Text,
    /// Questions that lead to its text.
    pub questions: Vec<Text>,
}

impl Criteria {
    /// Every item in the standard's order.
    pub fn every_item(&self) -> impl DoubleEndedIterator<Item = &Item> {
        self.categories.iter().flat_map(|category| &category.items)
    }

    /// The item of that id.
    #[must_use]
    pub fn item(&self, id: &ItemId) -> Option<&Item> {
        self.every_item().find(|item| item.id == *id)
    }

    /// The factors that an item of that kind is weighed by.
    #[must_use]
    pub fn factors(&self, kind: ItemKind) -> &[Factor] {
        match kind {
            ItemKind::Process => &self.process_factors,
            ItemKind::Result => &self.result_factors,
        }
    }

    /// The band of that id.
    #[must_use]
    pub fn band(&self, id: &BandId) -> Option<&Band> {
        self.bands.iter().find(|band| band.id == *id)
    }

    /// The band that a percent lies in.
    #[must_use]
    pub fn band_of(&self, percent: Percent) -> Option<&Band> {
        self.bands.iter().find(|band| band.holds(percent))
    }

    /// The points of all items together.
    #[must_use]
    pub fn total(&self) -> Points {
        Points::whole(self.points)
    }
}

impl Band {
    /// Whether a percent lies in it.
    #[must_use]
    pub fn holds(&self, percent: Percent) -> bool {
        (self.min..=self.max).contains(&percent.value())
    }

    /// What it takes in each factor of an item of that kind.
    #[must_use]
    pub fn descriptions(&self, kind: ItemKind) -> &[Text] {
        match kind {
            ItemKind::Process => &self.process,
            ItemKind::Result => &self.result,
        }
    }

    /// Its middle in hundredths of a percent: 5750 for 50–65.
    #[must_use]
    pub fn middle(&self) -> u32 {
        (u32::from(self.min) + u32::from(self.max)) * 50
    }

    /// Its ends as shown: 50–65.
    #[must_use]
    pub fn range(&self) -> String {
        format!("{}–{}", self.min, self.max)
    }
}
