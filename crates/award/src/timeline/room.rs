//! The room that known days leave for those that are not known, by the order that the regulation sets.

use jiff::civil::Date;

use super::rules::{Course, Order};
use super::{Stage, stage};
use crate::calendar::{Calendar, Counted, add_year};

/// The days between which a milestone has to start. Either end is open while nothing bounds it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Room {
    /// The earliest day by those before it.
    pub earliest: Option<Counted<Date>>,
    /// The latest day by those after it: for a period that is at least so long, the latest working day on which it can
    /// start and still be over in time.
    pub latest: Option<Counted<Date>>,
}

/// Finds the room of every stage. Orders lead from stages to later ones, so that one pass each way is enough.
pub(super) fn find(course: &Course, calendar: &Calendar, stages: &mut [Stage]) {
    for at in 0..stages.len() {
        let bounds = bounding(course).filter(|order| order.later == stages[at].milestone.id);
        let earliest =
            bounds.filter_map(|order| first_after(calendar, order, stage(stages, &order.earlier)?)).max_by_key(|day| day.value);
        stages[at].room.earliest = earliest;
    }
    for at in (0..stages.len()).rev() {
        let bounds = bounding(course).filter(|order| order.earlier == stages[at].milestone.id);
        let last =
            bounds.filter_map(|order| last_before(calendar, order, stage(stages, &order.later)?)).min_by_key(|day| day.value);
        stages[at].room.latest = last.and_then(|last| start_for(calendar, &stages[at], last));
    }
}

fn bounding(course: &Course) -> impl Iterator<Item = &Order> {
    course.orders.iter().filter(|order| !order.usual)
}

/// The first day for what comes after a stage.
fn first_after(calendar: &Calendar, order: &Order, earlier: &Stage) -> Option<Counted<Date>> {
    if !earlier.is_binding() {
        return None;
    }
    let last = match earlier.last_for_others() {
        Some(day) => Counted { value: day, unannounced: earlier.unannounced().to_vec() },
        None => end_for(calendar, earlier, earlier.room.earliest.clone()?)?,
    };
    if order.same_day && order.working_days == 0 {
        return Some(last);
    }
    let gap = calendar.end_of(last.value, order.working_days)?;
    Some(joined(&last, Counted { value: gap.value.tomorrow().ok()?, ..gap }))
}

/// The last day for what comes before a stage.
fn last_before(calendar: &Calendar, order: &Order, later: &Stage) -> Option<Counted<Date>> {
    if !later.is_binding() {
        return None;
    }
    let first = match later.start {
        Some(known) => Counted { value: known.day, unannounced: Vec::new() },
        None => later.room.latest.clone()?,
    };
    match (order.same_day, order.working_days) {
        (true, 0) => Some(first),
        (false, 0) => Some(Counted { value: first.value.yesterday().ok()?, ..first }),
        (_, days) => Some(joined(&first, calendar.latest_start(first.value.yesterday().ok()?, days)?)),
    }
}

/// The last day of a stage that starts on a day.
fn end_for(calendar: &Calendar, stage: &Stage, start: Counted<Date>) -> Option<Counted<Date>> {
    match stage.window.filter(|window| window.at_least) {
        Some(window) => Some(joined(&start, calendar.end_of(start.value, u16::from(window.working_days))?)),
        None => Some(start),
    }
}

/// The latest start of a stage that has to be over on a day.
fn start_for(calendar: &Calendar, stage: &Stage, last: Counted<Date>) -> Option<Counted<Date>> {
    match stage.window.filter(|window| window.at_least) {
        Some(window) => Some(joined(&last, calendar.latest_start(last.value, u16::from(window.working_days))?)),
        None => Some(last),
    }
}

/// A day that was counted from another rests on the years of both.
fn joined(base: &Counted<Date>, mut counted: Counted<Date>) -> Counted<Date> {
    base.unannounced.iter().for_each(|year| add_year(&mut counted.unannounced, *year));
    counted
}
