//! What a person does to the improvement plan (改进计划).

use std::collections::BTreeMap;
use std::rc::Rc;

use jiff::civil::Date;

use crate::planner::{Improvement, Level};
use crate::{ImprovementId, ItemId, Text};

/// The improvement plan; shown in the order of the ids.
pub type ImprovementMap = BTreeMap<ImprovementId, Rc<Improvement>>;

/// Something that is done to an entry of the plan.
#[derive(Clone, Debug, PartialEq)]
pub enum ImprovementChange {
    /// It was added, or all of it replaced.
    Added(Rc<Improvement>),
    /// A text of it was edited.
    Edited(ImprovementText, Text),
    /// It serves another item, or none.
    Served(Option<ItemId>),
    /// It is due on another day; `None` for no day.
    Due(Option<Date>),
    /// The effort was judged.
    Effort(Level),
    /// The effect was judged.
    Effect(Level),
    /// It is done, or not yet.
    Done(bool),
    /// It goes into the self-assessment report, or does not.
    Reported(bool),
    /// It was removed.
    Removed,
}

/// Which text of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ImprovementText {
    /// [`Improvement::text`]
    What,
    /// [`Improvement::owner`]
    Owner,
}

impl ImprovementChange {
    /// The text that is edited, if one is.
    #[must_use]
    pub fn edited(&self) -> Option<ImprovementText> {
        match self {
            ImprovementChange::Edited(which, _) => Some(*which),
            _ => None,
        }
    }

    /// Does it. What is done to an entry that is not there makes none.
    pub(super) fn apply(&self, plan: &mut ImprovementMap, id: &ImprovementId) {
        match self {
            ImprovementChange::Added(entry) => drop(plan.insert(id.clone(), entry.clone())),
            ImprovementChange::Removed => drop(plan.remove(id)),
            _ => {
                if let Some(entry) = plan.get_mut(id) {
                    self.change(Rc::make_mut(entry));
                }
            }
        }
    }

    fn change(&self, entry: &mut Improvement) {
        match self {
            ImprovementChange::Edited(ImprovementText::What, text) => entry.text = text.clone(),
            ImprovementChange::Edited(ImprovementText::Owner, text) => entry.owner = text.clone(),
            ImprovementChange::Served(item) => entry.item = item.clone(),
            ImprovementChange::Due(due) => entry.due = *due,
            ImprovementChange::Effort(level) => entry.effort = *level,
            ImprovementChange::Effect(level) => entry.effect = *level,
            ImprovementChange::Done(done) => entry.done = *done,
            ImprovementChange::Reported(reported) => entry.reported = *reported,
            ImprovementChange::Added(_) | ImprovementChange::Removed => {}
        }
    }
}

/// An id that no entry has, later than all that the kit has given.
#[must_use]
pub fn next_improvement(plan: &ImprovementMap) -> ImprovementId {
    let number = |id: &ImprovementId| id.as_str().strip_prefix('m')?.parse::<u32>().ok();
    let last = plan.keys().filter_map(number).max().unwrap_or(0);
    (&*format!("m{:04}", last.saturating_add(1))).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_follow_each_other_and_leave_foreign_ones_alone() {
        let mut plan = ImprovementMap::new();
        assert_eq!(next_improvement(&plan).as_str(), "m0001");
        for id in ["m0007", "m0002", "mes-17", "x"] {
            plan.insert(id.into(), Rc::default());
        }
        assert_eq!(next_improvement(&plan).as_str(), "m0008");
    }

    #[test]
    fn nothing_comes_of_a_change_to_nothing() {
        let mut plan = ImprovementMap::new();
        ImprovementChange::Done(true).apply(&mut plan, &"m0001".into());
        assert!(plan.is_empty());
        ImprovementChange::Added(Rc::default()).apply(&mut plan, &"m0001".into());
        ImprovementChange::Done(true).apply(&mut plan, &"m0001".into());
        assert!(plan["m0001"].done);
        ImprovementChange::Removed.apply(&mut plan, &"m0001".into());
        assert!(plan.is_empty());
    }
}
