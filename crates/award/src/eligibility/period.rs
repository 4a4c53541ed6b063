//! Whether a milestone's period of working days was long enough and is over, by the days of the round.
//!
//! A period is over when the whole of its last day has passed. What rests on a year without announced calendar stays open:
//! counted by weekends alone it might be called full a day too early.

use jiff::civil::Date;

use super::days::next;
use super::judging::{Facts, Judgement};
use super::{Fact, Missing};
use crate::assessment::Choice;
use crate::calendar::{Calendar, Counted};
use crate::timeline::{Milestone, Round, entered, round_of};
use crate::{AnswerId, MilestoneId};

/// What the days of a round say about a period.
enum Period {
    /// Nothing was entered.
    Unsaid,
    /// It cannot be counted without this.
    Unclear(Missing),
    /// It is too short.
    Short,
    /// It is long enough with the end of that day.
    Full(Date),
}

impl Facts<'_, '_> {
    /// Whether the period is over on the day of the application: by its days, else by the answer.
    pub(super) fn period_over(&self, id: &MilestoneId, ask: Option<&AnswerId>) -> Judgement {
        let (truth, contradicted) = match self.period(id) {
            Period::Unsaid => return self.answer_or(ask, vec![Missing::Day(id.clone())]),
            Period::Unclear(missing) => return self.answer_or(ask, vec![missing]),
            Period::Full(last) if last < self.on => (true, Choice::No),
            Period::Full(_) | Period::Short => (false, Choice::Yes),
        };
        self.against(ask, contradicted, Judgement::known(truth, vec![Fact::Day(id.clone())]))
    }

    /// The day on which time alone makes the period full.
    pub(super) fn period_turning_day(&self, id: &MilestoneId) -> Option<Date> {
        match self.period(id) {
            Period::Full(last) => Some(next(last)),
            _ => None,
        }
    }

    fn period(&self, id: &MilestoneId) -> Period {
        let Some(milestone) = self.catalog.scheme.course.milestone(id) else { return Period::Unsaid };
        let round = round_of(self.catalog, self.assessment);
        match entered(&round, id) {
            Some(start) => self.counted_from(milestone, &round, start),
            None if milestone.days().any(|(day, _)| is_written(&round, day)) => Period::Unclear(Missing::Day(id.clone())),
            None => Period::Unsaid,
        }
    }

    fn counted_from(&self, milestone: &Milestone, round: &Round, start: Date) -> Period {
        let calendar = Calendar::new(&self.catalog.workdays, &round.years);
        let needed = milestone.window(&self.catalog.scheme).map_or(0, |window| u16::from(window.working_days));
        let Some(end) = milestone.end.as_ref().filter(|end| is_written(round, end)) else {
            return calendar.end_of(start, needed).map_or(Period::Short, |end| announced(end, Period::Full));
        };
        let Some(last) = entered(round, end) else { return Period::Unclear(Missing::Day(end.clone())) };
        let days = calendar.working_days_between(start, last);
        announced(days, |days| if days >= u32::from(needed) { Period::Full(last) } else { Period::Short })
    }
}

fn is_written(round: &Round, id: &MilestoneId) -> bool {
    round.dates.get(id).is_some_and(|text| !text.trim().is_empty())
}

/// A period that rests on no year without announced calendar.
fn announced<T>(counted: Counted<T>, period: impl FnOnce(T) -> Period) -> Period {
    match counted.unannounced.first() {
        Some(year) => Period::Unclear(Missing::Calendar(*year)),
        None => period(counted.value),
    }
}
