//! The improvement plan in version 2 of the save file.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::{Warn, read};
use crate::assessment::ImprovementMap;
use crate::planner::{self, Level};
use crate::{ImprovementId, ItemId, Text};

/// An entry of the improvement plan.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Improvement {
    /// The item that it serves, such as 4.1.2; absent if it serves none in particular.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<ItemId>,
    /// What is to be done.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub text: Text,
    /// Who answers for it.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub owner: Text,
    /// The day by which it is to be done: `2026-12-31`.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = r"^\d{4}-\d\d-\d\d$")))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Text>,
    /// The effort.
    #[serde(default)]
    pub effort: Level,
    /// The effect.
    #[serde(default)]
    pub effect: Level,
    /// Whether it is done.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub done: bool,
    /// Whether it goes into the self-assessment report.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reported: bool,
}

impl From<&planner::Improvement> for Improvement {
    fn from(entry: &planner::Improvement) -> Self {
        let planner::Improvement { item, text, owner, due, effort, effect, done, reported } = entry.clone();
        Improvement { item, text, owner, due: due.map(|due| due.to_string().into()), effort, effect, done, reported }
    }
}

/// The plan in the form of the file.
pub(super) fn form(plan: &ImprovementMap) -> BTreeMap<ImprovementId, Improvement> {
    plan.iter().map(|(id, entry)| (id.clone(), Improvement::from(&**entry))).collect()
}

/// The plan of a file; a day that is none is told.
pub(super) fn plan(forms: BTreeMap<ImprovementId, Improvement>, warn: Warn) -> ImprovementMap {
    let mut plan = ImprovementMap::new();
    for (id, form) in forms {
        let Improvement { item, text, owner, due, effort, effect, done, reported } = form;
        let due = read(due, || format!("improvements/{id}/due"), warn);
        plan.insert(id, Rc::new(planner::Improvement { item, text, owner, due, effort, effect, done, reported }));
    }
    plan
}
