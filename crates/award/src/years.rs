//! Self-assessments of several fiscal years side by side: what each reached, what rose and fell, and how far the targets are.

use std::rc::Rc;

use crate::amount::Amount;
use crate::assessment::{Assessment, Card};
use crate::criteria::{Criteria, Item};
use crate::points::{Percent, Points};
use crate::scoring::{self, Tally, Totals};

/// What the self-assessment of a year reached.
#[derive(Clone, Debug, PartialEq)]
pub enum Reached {
    /// Nothing was recorded.
    Nothing,
    /// Items were scored here.
    Scored(Tally),
    /// The total of a self-assessment made elsewhere.
    Recorded(Points),
    /// A total was entered that is no number of points from 0 to what the criteria are worth.
    Unreadable,
}

impl Reached {
    /// The total, once it is certain: every item is scored, or a total was recorded.
    #[must_use]
    pub fn total(&self) -> Option<Points> {
        match self {
            Reached::Scored(tally) => tally.is_complete().then_some(tally.earned),
            Reached::Recorded(points) => Some(*points),
            Reached::Nothing | Reached::Unreadable => None,
        }
    }

    /// The least and the greatest total that are possible; `None` if nothing is known.
    #[must_use]
    pub fn range(&self) -> Option<(Points, Points)> {
        match self {
            Reached::Scored(tally) => Some((tally.least(), tally.most())),
            Reached::Recorded(points) => Some((*points, *points)),
            Reached::Nothing | Reached::Unreadable => None,
        }
    }
}

/// One fiscal year of an assessment.
#[derive(Clone, Debug, PartialEq)]
pub struct Year {
    /// The fiscal year.
    pub year: i16,
    /// What was recorded.
    pub card: Rc<Card>,
    /// What it reached.
    pub reached: Reached,
    /// The points of its items and categories.
    pub totals: Totals,
}

/// An item over the years.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemCourse<'a> {
    /// The item.
    pub item: &'a Item,
    /// Its percent in each year.
    pub percents: Vec<Option<Percent>>,
    /// Its points in the last year minus those in the year before, in hundredths; `None` unless both are scored.
    pub change: Option<i32>,
    /// The percent that is aimed at.
    pub target: Option<Percent>,
    /// The points that the last year lacks of the target; `None` without a target or a score.
    pub gap: Option<Points>,
}

/// Several years side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison<'a> {
    /// The years, the earliest first; the last is the assessed one.
    pub years: Vec<Year>,
    /// Every item, in the standard's order.
    pub items: Vec<ItemCourse<'a>>,
    /// What the total becomes if every target is reached and every other item stays as it is; `None` while an item has neither.
    pub aimed_total: Option<Points>,
}

/// What a card reached.
#[must_use]
pub fn reached(criteria: &Criteria, card: &Card) -> Reached {
    let tally = scoring::totals_of(criteria, |item| card.percent(item)).total;
    if tally.scored > 0 {
        return Reached::Scored(tally);
    }
    match card.recorded_total.trim() {
        "" => Reached::Nothing,
        text => points(text).filter(|points| *points <= tally.worth()).map_or(Reached::Unreadable, Reached::Recorded),
    }
}

/// The three years that the application covers side by side.
#[must_use]
pub fn compare<'a>(criteria: &'a Criteria, assessment: &Assessment) -> Comparison<'a> {
    let years: Vec<Year> = assessment.years().into_iter().map(|year| year_of(criteria, assessment, year)).collect();
    let items: Vec<ItemCourse> = criteria.every_item().map(|item| course(item, &years, assessment)).collect();
    let aimed_total = items.iter().map(aimed).sum::<Option<Points>>();
    Comparison { years, items, aimed_total }
}

fn year_of(criteria: &Criteria, assessment: &Assessment, year: i16) -> Year {
    let card = assessment.card(year);
    let totals = scoring::totals_of(criteria, |item| card.percent(item));
    Year { year, reached: reached(criteria, &card), totals, card }
}

fn course<'a>(item: &'a Item, years: &[Year], assessment: &Assessment) -> ItemCourse<'a> {
    let percents: Vec<Option<Percent>> = years.iter().map(|year| year.card.percent(&item.id)).collect();
    let earned = |percent: Percent| Points::earned(item.points, percent);
    let change = match percents[..] {
        [.., Some(before), Some(now)] => Some(earned(now).hundredths() as i32 - earned(before).hundredths() as i32),
        _ => None,
    };
    let target = assessment.targets.get(&item.id).copied();
    let now = percents.last().copied().flatten();
    let gap = now.zip(target).map(|(now, target)| earned(now).lacks(earned(target)));
    ItemCourse { item, percents, change, target, gap }
}

/// The points of an item if its target is reached. A target below the score takes nothing away.
fn aimed(course: &ItemCourse) -> Option<Points> {
    let now = course.percents.last().copied().flatten();
    now.max(course.target).map(|percent| Points::earned(course.item.points, percent))
}

/// Points as people type them, to a hundredth.
fn points(text: &str) -> Option<Points> {
    let amount = Amount::parse(text.trim_end_matches('分'))?;
    Points::from_amount(amount)
}

#[cfg(test)]
mod tests {
    use super::points;

    #[test]
    fn recorded_totals_are_read_to_a_hundredth() {
        for (typed, read) in [
            ("612.5", Some("612.5")),
            ("612.25", Some("612.25")),
            ("６１２分", Some("612")),
            ("0", Some("0")),
            ("612.125", None),
            ("-1", None),
            ("良好", None),
        ] {
            assert_eq!(points(typed).map(|points| points.to_string()).as_deref(), read, "{typed}");
        }
    }
}
