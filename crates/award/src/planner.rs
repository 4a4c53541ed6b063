//! The way to the shortlist line: where a step brings most, what target percents would come to, and an improvement plan.
//!
//! Targets are never scores: nothing here changes or replaces what was scored.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::catalog::Catalog;
use crate::criteria::Criteria;
use crate::order::Order;
use crate::points::{Percent, Points};
use crate::scoring::{Tally, totals_of};
use crate::{ItemId, Text};

/// What an item can still bring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gain {
    /// The item.
    pub item: ItemId,
    /// Its percent; `None` while it is not scored.
    pub percent: Option<Percent>,
    /// What one step of 5 % brings; nothing at 100 %.
    pub step: Points,
    /// What it leaves up to 100 %; all of it while it is not scored.
    pub left: Points,
}

/// The items by what a step brings, the most first; of equal ones those that leave most, then the standard's order.
#[must_use]
pub fn gains(criteria: &Criteria, percent: impl Fn(&ItemId) -> Option<Percent>) -> Vec<Gain> {
    let mut gains: Vec<Gain> = criteria
        .every_item()
        .map(|item| {
            let percent = percent(&item.id);
            let now = percent.unwrap_or(Percent::ZERO);
            let earned = |percent| Points::earned(item.points, percent);
            let step = now.step(true).map_or(Points::ZERO, |next| earned(next) - earned(now));
            Gain { item: item.id.clone(), percent, step, left: earned(Percent::FULL) - earned(now) }
        })
        .collect();
    gains.order_by_key(|gain| Reverse((gain.step, gain.left)));
    gains
}

/// A way to a goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// The items to raise, from which percent (0 while it is not scored) and to which.
    pub raises: Vec<(ItemId, Percent, Percent)>,
    /// The number of steps of 5 % in all.
    pub steps: usize,
    /// The total at its end.
    pub total: Points,
}

/// A way from some percents to a goal with the fewest steps of 5 %; `None` if even full scores miss it. Items that are not
/// scored count as 0 %.
///
/// Every step of an item brings the same, so taking the largest steps first is best. Whether they are the easiest is for
/// people to say.
#[must_use]
pub fn fewest_steps(criteria: &Criteria, percent: impl Fn(&ItemId) -> Option<Percent>, goal: Points) -> Option<Way> {
    let mut total: Points = totals_of(criteria, &percent).total.earned;
    let mut way = Way { raises: Vec::new(), steps: 0, total };
    for gain in gains(criteria, percent) {
        let from = gain.percent.unwrap_or(Percent::ZERO);
        let mut to = from;
        while total < goal
            && let Some(next) = to.step(true)
        {
            total = total + gain.step;
            way.steps += 1;
            to = next;
        }
        if to > from {
            way.raises.push((gain.item, from, to));
        }
    }
    way.total = total;
    (total >= goal).then_some(way)
}

/// What targets would come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// What is scored today.
    pub now: Tally,
    /// What it would be with the targets in place of the percents of their items.
    pub then: Tally,
    /// What today's total lacks of the shortlist line.
    pub gap_now: Points,
    /// What it would lack then.
    pub gap_then: Points,
    /// What each target would add, in the standard's order.
    pub added: Vec<(ItemId, Points)>,
    /// Items whose target lies below what they have: such a target counts as today's percent.
    pub below: Vec<ItemId>,
}

/// What targets would come to beside the percents of today.
#[must_use]
pub fn outlook(catalog: &Catalog, percent: impl Fn(&ItemId) -> Option<Percent>, targets: &BTreeMap<ItemId, Percent>) -> Outlook {
    let criteria = &catalog.criteria;
    let line = Points::whole(catalog.scheme.review.shortlist_points);
    let then = |item: &ItemId| percent(item).max(targets.get(item).copied());
    let (now_tally, then_tally) = (totals_of(criteria, &percent).total, totals_of(criteria, then).total);
    let (mut added, mut below) = (Vec::new(), Vec::new());
    for item in criteria.every_item() {
        let Some(&target) = targets.get(&item.id) else { continue };
        let now = percent(&item.id).unwrap_or(Percent::ZERO);
        if target < now {
            below.push(item.id.clone());
        } else {
            added.push((item.id.clone(), Points::earned(item.points, target) - Points::earned(item.points, now)));
        }
    }
    Outlook {
        gap_now: now_tally.earned.lacks(line),
        gap_then: then_tally.earned.lacks(line),
        now: now_tally,
        then: then_tally,
        added,
        below,
    }
}

/// How much effort an improvement takes, or how much effect it has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Little (小).
    Low,
    /// Medium (中).
    #[default]
    Medium,
    /// Much (大).
    High,
}

impl Level {
    /// Every level, the lowest first.
    pub const ALL: [Level; 3] = [Level::Low, Level::Medium, Level::High];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Level::Low => "小",
            Level::Medium => "中",
            Level::High => "大",
        }
    }
}

/// An entry of the improvement plan (改进计划).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Improvement {
    /// The item that it serves, if it serves one.
    pub item: Option<ItemId>,
    /// What is to be done.
    pub text: Text,
    /// Who answers for it.
    pub owner: Text,
    /// The day by which it is to be done.
    pub due: Option<Date>,
    /// The effort.
    pub effort: Level,
    /// The effect.
    pub effect: Level,
    /// Whether it is done.
    pub done: bool,
    /// Whether it goes into the self-assessment report.
    pub reported: bool,
}

/// What to think of an improvement by its effort and effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Priority {
    /// More effect than effort (先做).
    First,
    /// As much effect as effort (安排).
    Planned,
    /// Less effect than effort (暂缓).
    Later,
}

impl Priority {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Priority::First => "先做",
            Priority::Planned => "安排",
            Priority::Later => "暂缓",
        }
    }
}

impl Improvement {
    /// What to think of it.
    #[must_use]
    pub fn priority(&self) -> Priority {
        match self.effect.cmp(&self.effort) {
            std::cmp::Ordering::Greater => Priority::First,
            std::cmp::Ordering::Equal => Priority::Planned,
            std::cmp::Ordering::Less => Priority::Later,
        }
    }

    /// Whether its day has passed and it is not done; its day itself is not late.
    #[must_use]
    pub fn is_late(&self, today: Date) -> bool {
        !self.done && self.due.is_some_and(|due| due < today)
    }
}

/// The improvements by effect (rows, high first) and effort (columns, low first): the effort × effect matrix. Each cell holds
/// their numbers in the plan.
#[must_use]
pub fn matrix(plan: &[Improvement]) -> [[Vec<usize>; 3]; 3] {
    let cell = |effect: Level, effort: Level| {
        let fits = |(_, one): &(usize, &Improvement)| one.effect == effect && one.effort == effort;
        plan.iter().enumerate().filter(fits).map(|(at, _)| at).collect()
    };
    let [low, medium, high] = Level::ALL;
    [high, medium, low].map(|effect| [low, medium, high].map(|effort| cell(effect, effort)))
}
