//! Version 1 of the save file: one self-assessment, its texts beside its percents. It is read and never written.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::v2::{self, About, Answer};
use crate::{AnswerId, BandId, FactorId, FieldId, ItemId, SectionId, Text};

/// A save file of the quality award kit, version 1. Every map may be left out; an id that the kit does not know is kept.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SaveFile {
    /// Always `quality-award-kit`.
    #[cfg_attr(feature = "schema", schemars(extend("const" = super::FORMAT)))]
    pub format: Text,
    /// Always 1 in this form.
    #[cfg_attr(feature = "schema", schemars(extend("const" = 1)))]
    pub version: u32,
    /// Which assessment the file holds.
    pub about: About,
    /// The text of each form field by field id, as typed. Numbers and dates are text too.
    #[serde(default)]
    pub fields: BTreeMap<FieldId, Text>,
    /// The text of each field that has a value per fiscal year: field id, then year.
    #[serde(default)]
    pub series: BTreeMap<FieldId, BTreeMap<i16, Text>>,
    /// The answers of the eligibility check by question id.
    #[serde(default)]
    pub answers: BTreeMap<AnswerId, Answer>,
    /// What was recorded for each item by item id, such as 4.1.2.
    #[serde(default)]
    pub items: BTreeMap<ItemId, Item>,
    /// The text of each section of the organisational profile by section id, such as P.1a.
    #[serde(default)]
    pub profile: BTreeMap<SectionId, Text>,
}

/// What was recorded for an item.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// The percent, a multiple of 5 from 0 to 100; absent while the item is not scored.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 100), extend("multipleOf" = 5)))]
    pub percent: Option<i64>,
    /// The band chosen for each factor: factor id (A, D, L, I, Le, T, C), then band id such as `50-65`.
    #[serde(default)]
    pub factors: BTreeMap<FactorId, BandId>,
    /// The text of the self-assessment report.
    #[serde(default)]
    pub narrative: Text,
    /// Strengths, one a line.
    #[serde(default)]
    pub strengths: Text,
    /// Opportunities for improvement, one a line.
    #[serde(default)]
    pub ofis: Text,
    /// Why the percent differs from what the factors suggest.
    #[serde(default)]
    pub reason: Text,
    /// Notes that go into no document.
    #[serde(default)]
    pub notes: Text,
}

impl SaveFile {
    /// What the way to version 2 changes, for people to read.
    #[must_use]
    pub fn changes(&self) -> Vec<String> {
        let year = self.about.year;
        let narratives = self.items.values().filter(|item| !item.narrative.is_empty()).count();
        let moved = [
            (self.items.len(), format!("个条款的评分和文字移到 {year} 年度的自评里")),
            (narratives, "个条款的报告正文从评分移到自评报告".to_owned()),
        ];
        let told = moved.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}"));
        std::iter::once("由格式 1 转成格式 2，内容没有增减".to_owned()).chain(told).collect()
    }
}

impl From<SaveFile> for v2::SaveFile {
    fn from(file: SaveFile) -> Self {
        let mut narratives = BTreeMap::new();
        let mut items = BTreeMap::new();
        for (id, item) in file.items {
            let (narrative, item) = item.split();
            if !narrative.is_empty() {
                narratives.insert(id.clone(), narrative);
            }
            items.insert(id, item);
        }
        let card = v2::Card { items, ..v2::Card::default() };
        v2::SaveFile {
            format: file.format,
            version: file.version,
            cards: BTreeMap::from([(file.about.year, card)]),
            about: file.about,
            fields: file.fields,
            series: file.series,
            answers: file.answers,
            events: BTreeMap::new(),
            certificates: BTreeMap::new(),
            readings: BTreeMap::new(),
            targets: BTreeMap::new(),
            narratives,
            profile: file.profile,
            indicators: BTreeMap::new(),
            evidence: BTreeMap::new(),
            documents: v2::Documents::default(),
            improvements: BTreeMap::new(),
            round: v2::Round::default(),
            scheme_file: None,
        }
    }
}

impl Item {
    /// The report's text, and what stays in the card of the year.
    fn split(self) -> (Text, v2::Item) {
        let Item { percent, factors, narrative, strengths, ofis, reason, notes } = self;
        (narrative, v2::Item { percent, factors, strengths, ofis, reason, notes })
    }
}
