//! Random improvement plans, and what may be done to them.

use std::rc::Rc;

use award::assessment::{Action, ImprovementChange, ImprovementMap, ImprovementText};
use award::planner::{Improvement, Level};
use proptest::collection::btree_map;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::{day, id, item_ids, text};

fn ids() -> Vec<String> {
    ["m0001", "m0002", "m0003"].map(String::from).to_vec()
}

fn level() -> impl Strategy<Value = Level> {
    select(Level::ALL.to_vec())
}

fn entry() -> impl Strategy<Value = Rc<Improvement>> {
    let item = option::of(id(item_ids()).prop_map(|id| (&*id).into()));
    (item, text(), text(), option::of(day()), level(), level(), any::<bool>(), any::<bool>()).prop_map(
        |(item, text, owner, due, effort, effect, done, reported)| {
            Rc::new(Improvement { item, text, owner, due, effort, effect, done, reported })
        },
    )
}

/// A plan of a few entries.
pub fn plan() -> impl Strategy<Value = ImprovementMap> {
    btree_map(id(ids()).prop_map(|id| (&*id).into()), entry(), 0..4)
}

/// Something done to one of a few entries.
pub fn action() -> impl Strategy<Value = Action> {
    let change = prop_oneof![
        3 => entry().prop_map(ImprovementChange::Added),
        2 => text().prop_map(|text| ImprovementChange::Edited(ImprovementText::What, text)),
        1 => text().prop_map(|text| ImprovementChange::Edited(ImprovementText::Owner, text)),
        1 => option::of(id(item_ids())).prop_map(|id| ImprovementChange::Served(id.map(|id| (&*id).into()))),
        1 => option::of(day()).prop_map(ImprovementChange::Due),
        1 => level().prop_map(ImprovementChange::Effort),
        1 => level().prop_map(ImprovementChange::Effect),
        1 => any::<bool>().prop_map(ImprovementChange::Done),
        1 => any::<bool>().prop_map(ImprovementChange::Reported),
        1 => Just(ImprovementChange::Removed),
    ];
    (id(ids()), change).prop_map(|(id, change)| Action::Improvement((&*id).into(), change))
}
