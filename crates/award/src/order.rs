//! Sorting and gathering that are compiled once.
//!
//! The standard library compiles its sort anew for each type that is sorted and, unseen, for each map or set that is
//! collected: three kilobytes of wasm each time. Here only places are sorted, of which there is one type.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Sorting a slice so that equal elements keep their order.
pub trait Order<T> {
    /// Sorts by a comparison.
    fn order_by(&mut self, compare: impl FnMut(&T, &T) -> Ordering);

    /// Sorts by a key, which is asked for at each comparison.
    fn order_by_key<K: Ord>(&mut self, mut key: impl FnMut(&T) -> K) {
        self.order_by(|one, other| key(one).cmp(&key(other)));
    }
}

impl<T> Order<T> for [T] {
    fn order_by(&mut self, mut compare: impl FnMut(&T, &T) -> Ordering) {
        let mut goals = goals(self.len(), &mut |one, other| compare(&self[one], &self[other]));
        for at in 0..self.len() {
            while goals[at] != at {
                let goal = goals[at];
                self.swap(at, goal);
                goals.swap(at, goal);
            }
        }
    }
}

/// Where each of `count` elements belongs.
fn goals(count: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|&one, &other| compare(one, other));
    let mut goals = vec![0; count];
    for (goal, from) in order.into_iter().enumerate() {
        goals[from] = goal;
    }
    goals
}

/// Gathering what an iterator gives, one by one. Of equal keys the last counts.
pub trait Gather: Iterator + Sized {
    /// Into a map.
    fn into_map<K: Ord, V>(self) -> BTreeMap<K, V>
    where
        Self: Iterator<Item = (K, V)>,
    {
        let mut map = BTreeMap::new();
        self.for_each(|(key, value)| {
            map.insert(key, value);
        });
        map
    }

    /// Into a set.
    fn into_set(self) -> BTreeSet<Self::Item>
    where
        Self::Item: Ord,
    {
        let mut set = BTreeSet::new();
        self.for_each(|each| {
            set.insert(each);
        });
        set
    }
}

impl<I: Iterator> Gather for I {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn orders_as_a_stable_sort_does(keys in proptest::collection::vec(0_u8..20, 0..60)) {
            let mut ours: Vec<(u8, usize)> = keys.into_iter().enumerate().map(|(at, key)| (key, at)).collect();
            let mut theirs = ours.clone();
            ours.order_by_key(|(key, _)| *key);
            theirs.sort_by_key(|(key, _)| *key);
            prop_assert_eq!(ours, theirs);
        }

        #[test]
        fn gathers_as_collecting_does(pairs in proptest::collection::vec((0_u8..20, 0_u8..9), 0..60)) {
            prop_assert_eq!(pairs.iter().copied().into_map(), pairs.iter().copied().collect::<BTreeMap<_, _>>());
            prop_assert_eq!(pairs.iter().into_set(), pairs.iter().collect::<BTreeSet<_>>());
        }
    }
}
