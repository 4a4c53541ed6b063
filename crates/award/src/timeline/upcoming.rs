//! What comes next in a round.

use jiff::civil::Date;

use super::rules::{Lasts, Milestone};
use super::{Stage, Timeline};
use crate::scheme::{Rule, Scheme};

/// What falls on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Due {
    /// It has to start on that day at the latest.
    LatestStart,
    /// It is on that day, or starts then.
    Starts,
    /// It ends on that day.
    Ends,
}

/// A day to come.
#[derive(Clone, Debug, PartialEq)]
pub struct Upcoming<'a> {
    /// The day.
    pub day: Date,
    /// What falls on it.
    pub due: Due,
    /// Of which milestone.
    pub milestone: &'a Milestone,
    /// The years without announced calendar that the day rests on.
    pub unannounced: Vec<i16>,
}

impl<'a> Timeline<'a> {
    /// The stages whose period of working days the applicant has to keep, as the scheme's requirements say.
    pub fn to_keep(&self, scheme: &'a Scheme) -> impl Iterator<Item = &Stage<'a>> {
        self.stages.iter().filter(|stage| scheme.requires_period(stage.milestone))
    }

    /// The days from a day on, the nearest first; of a period that is still to be planned, the latest start.
    #[must_use]
    pub fn upcoming(&self, scheme: &'a Scheme, today: Date) -> Vec<Upcoming<'a>> {
        let mut days: Vec<Upcoming> = self.stages.iter().flat_map(known_days).collect();
        days.extend(self.to_keep(scheme).filter_map(latest_start));
        days.retain(|upcoming| upcoming.day >= today);
        days.sort_by_key(|upcoming| (upcoming.day, upcoming.due));
        days
    }
}

impl Scheme {
    /// Whether a requirement is met by keeping a milestone's period of working days.
    #[must_use]
    pub fn requires_period(&self, milestone: &Milestone) -> bool {
        let keeps = |rule: &Rule| matches!(rule, Rule::PeriodOver { milestone: id, .. } if *id == milestone.id);
        self.requirements.iter().any(|requirement| requirement.rule.leaves().into_iter().any(keeps))
    }
}

fn known_days<'a>(stage: &Stage<'a>) -> impl Iterator<Item = Upcoming<'a>> {
    let milestone = stage.milestone;
    let start = stage.start.map(|start| Upcoming { day: start.day, due: Due::Starts, milestone, unannounced: Vec::new() });
    let end = stage.end.filter(|_| milestone.lasts != Lasts::Day).map(|end| Upcoming {
        day: end.day,
        due: Due::Ends,
        milestone,
        unannounced: stage.unannounced().to_vec(),
    });
    start.into_iter().chain(end)
}

fn latest_start<'a>(stage: &Stage<'a>) -> Option<Upcoming<'a>> {
    let latest = stage.room.latest.clone().filter(|_| stage.start.is_none())?;
    let (day, unannounced) = (latest.value, latest.unannounced);
    Some(Upcoming { day, due: Due::LatestStart, milestone: stage.milestone, unannounced })
}
