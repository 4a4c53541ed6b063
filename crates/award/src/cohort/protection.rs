//! Small groups: what concerns too few applicants would tell about one of them.

use super::Group;
use crate::points::Points;

/// How a cohort is looked at. These are the kit's own settings, not the regulation's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The least number of cards that a statistic may rest on.
    pub least_group: usize,
    /// How far below the shortlist line still counts as close to it.
    pub close: Points,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { least_group: 3, close: Points::whole(50) }
    }
}

/// A statistic, or that too few cards are behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Protected<T> {
    /// It may be shown.
    Shown(T),
    /// It rests on so few cards that it is not shown.
    TooFew(usize),
}

impl<T> Protected<T> {
    /// What is to be shown, if so many cards are enough. Nothing can be told of no cards.
    pub(super) fn of(count: usize, settings: Settings, value: impl FnOnce() -> Option<T>) -> Protected<T> {
        if count < settings.least_group {
            return Protected::TooFew(count);
        }
        value().map_or(Protected::TooFew(count), Protected::Shown)
    }

    /// The statistic, if it may be shown.
    #[must_use]
    pub fn shown(&self) -> Option<&T> {
        match self {
            Protected::Shown(value) => Some(value),
            Protected::TooFew(_) => None,
        }
    }
}

/// Which groups may be shown as statistics beside those of all together.
///
/// Hiding a single small group is not enough: the others, taken from the whole, leave it. So the smallest shown groups are
/// hidden as well until the hidden ones together are large enough.
#[must_use]
pub fn shown(groups: &[Group], settings: Settings) -> Vec<bool> {
    let mut shown: Vec<bool> = groups.iter().map(|group| group.rows.len() >= settings.least_group).collect();
    loop {
        let hidden: usize = groups.iter().zip(&shown).filter(|(_, shown)| !**shown).map(|(group, _)| group.rows.len()).sum();
        if hidden == 0 || hidden >= settings.least_group {
            return shown;
        }
        let smallest = (0..groups.len()).filter(|&at| shown[at]).min_by_key(|&at| groups[at].rows.len());
        match smallest {
            Some(at) => shown[at] = false,
            None => return shown,
        }
    }
}
