//! Indicators in version 2 of the save file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::indicator::{self, Direction, Lines};
use crate::{ItemId, LibraryId, Text};

/// An indicator of a result item. Numbers are text as typed. The values of one that the application form holds stand in
/// `series`, and so do the inputs of formulas.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// The indicator of the library that it was made from, such as `pass_first`; absent for an own one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub library: Option<LibraryId>,
    /// The result item that it belongs to, such as 4.7.2.
    pub item: ItemId,
    /// Its name.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub name: Text,
    /// Its unit.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub unit: Text,
    /// Which way is better; absent while it is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// How it is worked out, in words.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub formula: Text,
    /// Its values by fiscal year.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<i16, Text>,
    /// The target of the latest year: `98`, `≥98`, `40–60`.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub target: Text,
    /// The name of a competitor.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub competitor: Text,
    /// The value of that competitor.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub competitor_value: Text,
    /// The average of the industry.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub average: Text,
    /// The value of the benchmark.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub benchmark: Text,
    /// Where the figures come from.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub source: Text,
    /// A note.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub note: Text,
}

impl From<&indicator::Indicator> for Indicator {
    fn from(each: &indicator::Indicator) -> Self {
        let lines = each.lines.clone();
        Indicator {
            library: each.library.clone(),
            item: each.item.clone(),
            name: each.name.clone(),
            unit: each.unit.clone(),
            direction: each.direction,
            formula: each.formula.clone(),
            values: each.values.clone(),
            target: lines.target,
            competitor: lines.competitor,
            competitor_value: lines.competitor_value,
            average: lines.average,
            benchmark: lines.benchmark,
            source: lines.source,
            note: lines.note,
        }
    }
}

impl From<Indicator> for indicator::Indicator {
    fn from(form: Indicator) -> Self {
        indicator::Indicator {
            library: form.library,
            item: form.item,
            name: form.name,
            unit: form.unit,
            direction: form.direction,
            formula: form.formula,
            values: form.values,
            lines: Lines {
                target: form.target,
                competitor: form.competitor,
                competitor_value: form.competitor_value,
                average: form.average,
                benchmark: form.benchmark,
                source: form.source,
                note: form.note,
            },
        }
    }
}
