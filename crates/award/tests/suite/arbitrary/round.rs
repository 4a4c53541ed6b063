//! Random rounds.

use award::calendar::{DayKind, YearCalendar};
use award::timeline::{Round, RoundAction};
use proptest::collection::{btree_map, btree_set};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::{date_text, day, id, text};
use crate::given;

fn ids() -> Vec<String> {
    let milestones = &given::catalog().scheme.course.milestones;
    let every = milestones.iter().flat_map(|milestone| [Some(&milestone.id), milestone.end.as_ref()]);
    every.flatten().map(ToString::to_string).collect()
}

fn days() -> impl Strategy<Value = YearCalendar> {
    (btree_set(day(), 0..4), btree_set(day(), 0..3)).prop_map(|(days_off, make_up)| YearCalendar { days_off, make_up })
}

/// The days of milestones, and own calendars.
pub fn round() -> impl Strategy<Value = Round> {
    let text = prop_oneof![3 => date_text().prop_map(Into::into), 1 => text()];
    let dates = btree_map(id(ids()).prop_map(|id| (&*id).into()), text, 0..6);
    (dates, btree_map(any::<i16>(), days(), 0..3)).prop_map(|(dates, years)| Round { dates, years })
}

/// Something that a person may do to a round.
pub fn round_action() -> impl Strategy<Value = RoundAction> {
    let few = || id(ids().into_iter().take(3).collect());
    let kind = option::of(select(vec![DayKind::Off, DayKind::MadeUp]));
    prop_oneof![
        3 => (few(), date_text()).prop_map(|(id, text)| RoundAction::Dated((&*id).into(), (&*text).into())),
        1 => (2026i16..2029, days()).prop_map(|(year, calendar)| RoundAction::Announced(year, calendar)),
        2 => (2026i16..2029, day(), kind).prop_map(|(year, day, kind)| RoundAction::Marked(year, day, kind)),
    ]
}
