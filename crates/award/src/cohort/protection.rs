//! Small groups: what concerns too few applicants would tell about one of them.

use super::Table;
use crate::points::Points;

/// How a cohort is looked at. These are the kit's own settings, not the regulation's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The least number of applicants that a statistic may rest on.
    pub least_group: usize,
    /// How far below the shortlist line still counts as close to it.
    pub close: Points,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { least_group: 3, close: Points::whole(50) }
    }
}

/// A statistic, or why it is not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Protected<T> {
    /// It may be shown.
    Shown(T),
    /// It rests on so few applicants that it is not shown.
    TooFew(usize),
    /// It rests on enough applicants, but with what else is shown it would tell about too few others.
    Withheld,
}

impl<T> Protected<T> {
    /// The statistic, if it may be shown.
    #[must_use]
    pub fn shown(&self) -> Option<&T> {
        self.told().ok()
    }

    /// The statistic, or why it is not shown, for people.
    ///
    /// # Errors
    /// It may not be shown.
    pub fn told(&self) -> Result<&T, String> {
        match self {
            Protected::Shown(value) => Ok(value),
            Protected::TooFew(count) => Err(format!("只有 {count} 家，不显示统计")),
            Protected::Withheld => Err("不显示统计，否则能推算出别的单位".to_owned()),
        }
    }
}

/// What of a card a statistic is worked out from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// That there is a card.
    Cards,
    /// Its total, if it is complete.
    Total,
    /// What it earns in a category, if that is complete; given the number of its column.
    Category(usize),
    /// Its percent of an item, if it scores it; given the number of its column.
    Item(usize),
}

impl Measure {
    /// Everything of a card that statistics are worked out from, beside that there is one.
    fn every(table: &Table) -> impl Iterator<Item = Measure> {
        let categories = (0..table.categories.len()).map(Measure::Category);
        [Measure::Total].into_iter().chain(categories).chain((0..table.columns.len()).map(Measure::Item))
    }

    /// The rows among some that have it.
    fn rows(self, table: &Table, rows: &[usize]) -> Vec<usize> {
        let has = |row: usize| match self {
            Measure::Cards => true,
            Measure::Total => table.totals[row].is_complete(),
            Measure::Category(at) => table.categories[at].earned[row].is_some(),
            Measure::Item(at) => table.columns[at].percents[row].is_some(),
        };
        rows.iter().copied().filter(|&row| has(row)).collect()
    }
}

/// What statistics of some cards may be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Protection {
    /// The least number of applicants that a statistic may rest on.
    least: usize,
    /// What is not shown even if enough applicants are behind it.
    withheld: Vec<Measure>,
}

impl From<Settings> for Protection {
    /// Of all cards together.
    fn from(settings: Settings) -> Protection {
        Protection { least: settings.least_group, withheld: Vec::new() }
    }
}

impl Protection {
    /// A statistic of the rows that have a measure, if it may be shown. Nothing can be told of no cards.
    pub(super) fn guard<T>(
        &self,
        table: &Table,
        rows: &[usize],
        measure: Measure,
        value: impl FnOnce(&[usize]) -> Option<T>,
    ) -> Protected<T> {
        let used = measure.rows(table, rows);
        let count = table.applicants_of(used.iter().copied());
        if count < self.least {
            Protected::TooFew(count)
        } else if self.withheld.contains(&measure) {
            Protected::Withheld
        } else {
            value(&used).map_or(Protected::TooFew(count), Protected::Shown)
        }
    }

    /// What may be shown of each of some groups beside what is shown of all of them together; `None` where nothing may.
    pub(super) fn beside(&self, table: &Table, groups: &[Vec<usize>]) -> Vec<Option<Protection>> {
        let are_shown = self.are_shown(table, groups, Measure::Cards, vec![true; groups.len()]);
        let mut found: Vec<Option<Protection>> = are_shown.iter().map(|is_shown| is_shown.then(|| self.clone())).collect();
        for measure in Measure::every(table).filter(|measure| !self.withheld.contains(measure)) {
            let told = self.are_shown(table, groups, measure, are_shown.clone());
            for (own, _) in found.iter_mut().zip(told).filter(|(_, is_told)| !is_told) {
                own.iter_mut().for_each(|own| own.withheld.push(measure));
            }
        }
        found
    }

    /// Which of the groups that may be shown tell about a measure.
    ///
    /// Hiding a single small group is not enough: the others, taken from the whole, leave it. So the smallest shown groups are
    /// hidden as well until the hidden ones together have enough applicants.
    fn are_shown(&self, table: &Table, groups: &[Vec<usize>], measure: Measure, mut shown: Vec<bool>) -> Vec<bool> {
        let used: Vec<Vec<usize>> = groups.iter().map(|rows| measure.rows(table, rows)).collect();
        let sizes: Vec<usize> = used.iter().map(|rows| table.applicants_of(rows.iter().copied())).collect();
        for (is_shown, size) in shown.iter_mut().zip(&sizes) {
            *is_shown &= *size >= self.least;
        }
        loop {
            let hidden = used.iter().zip(&shown).filter(|(_, is_shown)| !**is_shown).flat_map(|(rows, _)| rows.iter().copied());
            let count = table.applicants_of(hidden);
            if count == 0 || count >= self.least {
                return shown;
            }
            match (0..groups.len()).filter(|&at| shown[at]).min_by_key(|&at| sizes[at]) {
                Some(smallest) => shown[smallest] = false,
                None => return shown,
            }
        }
    }
}
