//! The library of indicators as data.

use serde::{Deserialize, Serialize};

use super::entry::{Direction, Indicator};
use super::formula::Formula;
use super::intake::Role;
use crate::{FactorId, FieldId, ItemId, LibraryId, Text};

/// What there is to choose from, and how figures are judged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Library {
    /// How many times larger a value is than its neighbour when its unit is doubtful.
    pub jump: u16,
    /// Words in the name of a rate that may well lie above 100 %.
    pub unbounded: Vec<Text>,
    /// How other tables name what an indicator has.
    #[serde(rename = "column")]
    pub columns: Vec<ColumnName>,
    /// What is said about the figures of an item, one for each factor.
    #[serde(rename = "support")]
    pub supports: Vec<Support>,
    /// The indicators in the order of the items.
    #[serde(rename = "indicator")]
    pub templates: Vec<Template>,
    /// What formulas need that the application form does not ask for.
    #[serde(rename = "input")]
    pub inputs: Vec<Input>,
}

/// An indicator to choose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// Its id.
    pub id: LibraryId,
    /// The result item that it belongs to.
    pub item: ItemId,
    /// Its name.
    pub name: Text,
    /// Its unit.
    #[serde(default)]
    pub unit: Text,
    /// Which way is better; `None` if the person must say what is meant.
    #[serde(default)]
    pub better: Option<Direction>,
    /// How it is worked out, in words.
    pub formula: Text,
    /// The field of the application form that holds its values.
    #[serde(default)]
    pub field: Option<FieldId>,
    /// How it is worked out.
    #[serde(default)]
    pub compute: Option<Formula>,
    /// The places of a computed value.
    #[serde(default = "two")]
    pub places: u8,
    /// Whether it is a share of a whole, which lies between nothing and everything.
    #[serde(default)]
    pub whole: bool,
    /// What to mind.
    #[serde(default)]
    pub note: Option<Text>,
    /// Other names of it.
    #[serde(default)]
    pub synonyms: Vec<Text>,
}

fn two() -> u8 {
    2
}

/// A figure that formulas need and the application form does not ask for. It is kept per fiscal year beside the fields of the
/// form that have a value per year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Its id.
    pub id: FieldId,
    /// Its name.
    pub name: Text,
    /// Its unit.
    #[serde(default)]
    pub unit: Text,
}

/// What is said about the figures of an item in one factor of the rubric.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Support {
    /// The factor.
    pub factor: FactorId,
    /// What is counted.
    pub measure: Measure,
    /// What is said from which share on, ascending from 0.
    pub steps: Vec<Step>,
    /// What the figures cannot tell.
    #[serde(default)]
    pub remark: Option<Text>,
}

/// How other tables name what an indicator has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ColumnName {
    /// What the column holds.
    pub role: Role,
    /// Its names; the first is the one that is written.
    pub names: Vec<Text>,
}

/// What is counted about the indicators of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Those that reach their target.
    Level,
    /// Those whose trend is favourable.
    Trend,
    /// Those that are better than what they are compared with.
    Comparison,
    /// Those that are written in full.
    Completeness,
}

/// What is said from a share on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The least share of the indicators in percent.
    pub from: u8,
    /// What is said.
    pub text: Text,
}

impl Library {
    /// The indicator of that id.
    #[must_use]
    pub fn template(&self, id: &LibraryId) -> Option<&Template> {
        self.templates.iter().find(|template| template.id == *id)
    }

    /// The input of that id.
    #[must_use]
    pub fn input(&self, id: &FieldId) -> Option<&Input> {
        self.inputs.iter().find(|input| input.id == *id)
    }

    /// The template that an indicator was made from, if it is known here.
    #[must_use]
    pub fn template_of(&self, indicator: &Indicator) -> Option<&Template> {
        self.template(indicator.library.as_ref()?)
    }

    /// The template with that name or synonym, whatever blanks stand in it and whatever stands in brackets behind it.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&Template> {
        let sought = plain(name);
        let is_it = |template: &&Template| {
            !sought.is_empty() && (plain(&template.name) == sought || template.synonyms.iter().any(|name| plain(name) == sought))
        };
        self.templates.iter().find(is_it)
    }
}

/// A name without blanks, without what stands in brackets at its end, and with small letters.
pub(super) fn plain(name: &str) -> String {
    let bare = name.trim();
    let bare = match bare.rfind(['（', '(']) {
        Some(start) if start > 0 && bare.ends_with(['）', ')']) => &bare[..start],
        _ => bare,
    };
    bare.chars().filter(|character| !character.is_whitespace()).flat_map(char::to_lowercase).collect()
}

impl Template {
    /// An indicator made from it, without figures.
    #[must_use]
    pub fn indicator(&self) -> Indicator {
        Indicator {
            library: Some(self.id.clone()),
            item: self.item.clone(),
            name: self.name.clone(),
            unit: self.unit.clone(),
            direction: self.better,
            formula: self.formula.clone(),
            ..Indicator::blank(self.item.clone())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn names_are_compared_without_ornament() {
        for (name, bare) in [
            (" 出厂（成品）合格率 ", "出厂（成品）合格率"),
            ("营业收入（万元）", "营业收入"),
            ("营业收入 (万元)", "营业收入"),
            ("设备综合效率 OEE", "设备综合效率oee"),
            ("（合计）", "（合计）"),
        ] {
            assert_eq!(plain(name), bare);
        }
    }
}
