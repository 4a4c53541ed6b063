//! An indicator as it is entered, and what a person does to it.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::{FieldId, IndicatorId, ItemId, LibraryId, Text};

/// An indicator as it was entered. Numbers are texts as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// The indicator of the library that it was made from; `None` for an own one.
    pub library: Option<LibraryId>,
    /// The result item that it belongs to.
    pub item: ItemId,
    /// Its name.
    pub name: Text,
    /// Its unit.
    pub unit: Text,
    /// Which way is better; `None` while it is not said.
    pub direction: Option<Direction>,
    /// How it is worked out, in words.
    pub formula: Text,
    /// The value of each fiscal year, unless the application form holds them.
    pub values: BTreeMap<i16, Text>,
    /// The other texts.
    pub lines: Lines,
}

/// What an indicator is measured by, and where that comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    /// The target of the latest year.
    pub target: Text,
    /// The name of a competitor.
    pub competitor: Text,
    /// The value of that competitor.
    pub competitor_value: Text,
    /// The average of the industry.
    pub average: Text,
    /// The value of the benchmark (标杆).
    pub benchmark: Text,
    /// Where the figures come from.
    pub source: Text,
    /// A note.
    pub note: Text,
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// 越高越好
    Higher,
    /// 越低越好
    Lower,
    /// 在区间内为好
    Range,
    /// 文字，不比大小
    Text,
}

impl Direction {
    /// Every direction.
    pub const ALL: [Direction; 4] = [Direction::Higher, Direction::Lower, Direction::Range, Direction::Text];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Direction::Higher => "越高越好",
            Direction::Lower => "越低越好",
            Direction::Range => "区间为好",
            Direction::Text => "文字，不比大小",
        }
    }
}

/// A text of an indicator, as a column of a table holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// [`Indicator::name`]
    Name,
    /// [`Indicator::unit`]
    Unit,
    /// [`Indicator::formula`]
    Formula,
    /// The value of a fiscal year.
    Year(i16),
    /// [`Lines::target`]
    Target,
    /// [`Lines::competitor`]
    Competitor,
    /// [`Lines::competitor_value`]
    CompetitorValue,
    /// [`Lines::average`]
    Average,
    /// [`Lines::benchmark`]
    Benchmark,
    /// [`Lines::source`]
    Source,
    /// [`Lines::note`]
    Note,
}

impl Column {
    /// Its name.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Column::Name => "指标".to_owned(),
            Column::Unit => "单位".to_owned(),
            Column::Formula => "计算方法".to_owned(),
            Column::Year(year) => format!("{year} 年"),
            Column::Target => "目标".to_owned(),
            Column::Competitor => "竞争对手".to_owned(),
            Column::CompetitorValue => "竞争对手值".to_owned(),
            Column::Average => "行业平均".to_owned(),
            Column::Benchmark => "标杆".to_owned(),
            Column::Source => "数据出处".to_owned(),
            Column::Note => "说明".to_owned(),
        }
    }
}

impl Indicator {
    /// An own indicator of an item with nothing entered.
    #[must_use]
    pub fn blank(item: ItemId) -> Indicator {
        Indicator {
            library: None,
            item,
            name: Text::default(),
            unit: Text::default(),
            direction: None,
            formula: Text::default(),
            values: BTreeMap::new(),
            lines: Lines::default(),
        }
    }

    /// One of its texts; empty if nothing was entered. A year that the application form holds is empty here.
    #[must_use]
    pub fn text(&self, column: Column) -> Text {
        match column {
            Column::Name => self.name.clone(),
            Column::Unit => self.unit.clone(),
            Column::Formula => self.formula.clone(),
            Column::Year(year) => self.values.get(&year).cloned().unwrap_or_default(),
            Column::Target => self.lines.target.clone(),
            Column::Competitor => self.lines.competitor.clone(),
            Column::CompetitorValue => self.lines.competitor_value.clone(),
            Column::Average => self.lines.average.clone(),
            Column::Benchmark => self.lines.benchmark.clone(),
            Column::Source => self.lines.source.clone(),
            Column::Note => self.lines.note.clone(),
        }
    }

    /// Sets one of its texts.
    pub fn set(&mut self, column: Column, text: &Text) {
        let place = match column {
            Column::Name => &mut self.name,
            Column::Unit => &mut self.unit,
            Column::Formula => &mut self.formula,
            Column::Year(year) => return crate::assessment::put(&mut self.values, &year, text),
            Column::Target => &mut self.lines.target,
            Column::Competitor => &mut self.lines.competitor,
            Column::CompetitorValue => &mut self.lines.competitor_value,
            Column::Average => &mut self.lines.average,
            Column::Benchmark => &mut self.lines.benchmark,
            Column::Source => &mut self.lines.source,
            Column::Note => &mut self.lines.note,
        };
        place.clone_from(text);
    }
}

/// A change of one text of an indicator that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The indicator.
    pub id: IndicatorId,
    /// Which of its texts.
    pub column: Column,
    /// The text.
    pub text: Text,
}

/// A change of a figure that the form or the inputs of formulas hold for a fiscal year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeriesEdit {
    /// The field.
    pub field: FieldId,
    /// The fiscal year.
    pub year: i16,
    /// The text.
    pub text: Text,
}

/// Something a person did to indicators. What is done to one that is not there changes nothing.
#[derive(Clone, Debug, PartialEq)]
pub enum IndicatorAction {
    /// A text was edited.
    Edited(Edit),
    /// Which way is better was chosen, or taken back.
    Directed(IndicatorId, Option<Direction>),
    /// It was moved to another item.
    Moved(IndicatorId, ItemId),
    /// It was removed.
    Removed(IndicatorId),
    /// A block of cells was taken over: indicators added, texts and figures changed, all in one step.
    Took {
        /// The indicators added.
        added: Vec<(IndicatorId, Rc<Indicator>)>,
        /// The texts changed.
        edits: Vec<Edit>,
        /// The figures changed that the form holds.
        figures: Vec<SeriesEdit>,
    },
}

impl IndicatorAction {
    /// Indicators were added.
    #[must_use]
    pub fn added(added: Vec<(IndicatorId, Rc<Indicator>)>) -> IndicatorAction {
        IndicatorAction::Took { added, edits: Vec::new(), figures: Vec::new() }
    }

    /// The indicator that it is about and the text of it, if it is about one.
    #[must_use]
    pub fn place(&self) -> Option<(IndicatorId, Option<Column>)> {
        match self {
            IndicatorAction::Edited(edit) => Some((edit.id.clone(), Some(edit.column))),
            IndicatorAction::Directed(id, _) | IndicatorAction::Moved(id, _) | IndicatorAction::Removed(id) => {
                Some((id.clone(), None))
            }
            IndicatorAction::Took { .. } => None,
        }
    }

    /// Whether it is typing.
    #[must_use]
    pub fn is_typing(&self) -> bool {
        matches!(self, IndicatorAction::Edited(_))
    }

    /// Does it to the indicators; figures of the form are left to the caller.
    pub fn apply(&self, indicators: &mut BTreeMap<IndicatorId, Rc<Indicator>>) {
        let mut change = |id: &IndicatorId, change: &mut dyn FnMut(&mut Indicator)| {
            if let Some(indicator) = indicators.get_mut(id) {
                change(Rc::make_mut(indicator));
            }
        };
        match self {
            IndicatorAction::Edited(edit) => change(&edit.id, &mut |indicator| indicator.set(edit.column, &edit.text)),
            IndicatorAction::Directed(id, direction) => change(id, &mut |indicator| indicator.direction = *direction),
            IndicatorAction::Moved(id, item) => change(id, &mut |indicator| indicator.item.clone_from(item)),
            IndicatorAction::Removed(id) => {
                indicators.remove(id);
            }
            IndicatorAction::Took { added, edits, .. } => {
                for edit in edits {
                    change(&edit.id, &mut |indicator| indicator.set(edit.column, &edit.text));
                }
                indicators.extend(added.iter().cloned());
            }
        }
    }
}
