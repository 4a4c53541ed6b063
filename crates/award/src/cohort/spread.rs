//! Distributions, median and quartiles, exact.
//!
//! Quartiles are those of the inclusive definition (Hyndman and Fan's type 7, Excel's `QUARTILE.INC`, numpy's default): with
//! n values in order, x₀ … xₙ₋₁, the quartile q = 1, 2, 3 lies at position (n − 1)·q/4, between two neighbours in proportion.
//! For whole numbers it is a whole number of quarters.

use std::fmt;

use crate::points::{Percent, Points, decimal};

/// A number in quarters of its unit: quartiles of whole numbers are always of this kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarters(pub u32);

impl Quarters {
    /// The number for pictures and spreadsheets, in its unit.
    #[must_use]
    pub fn as_f64(self) -> f64 {
        f64::from(self.0) / 4.0
    }

    /// A number of percents as people write it: `57.5`.
    #[must_use]
    pub fn percent(self) -> String {
        decimal(u64::from(self.0) * 25, 100)
    }

    /// A number of hundredths of points as people write points: `600.25`, if need be with four places.
    #[must_use]
    pub fn points(self) -> String {
        decimal(u64::from(self.0) * 25, 10_000)
    }
}

/// The five numbers of a distribution, each in quarters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spread {
    /// How many values there are; at least one.
    pub count: usize,
    /// The least value.
    pub least: Quarters,
    /// The first quartile.
    pub lower: Quarters,
    /// The median.
    pub median: Quarters,
    /// The third quartile.
    pub upper: Quarters,
    /// The greatest value.
    pub greatest: Quarters,
}

impl Spread {
    /// The spread of points in hundredths; `None` of nothing.
    #[must_use]
    pub fn of_points(mut points: Vec<Points>) -> Option<Spread> {
        points.sort_unstable();
        Spread::ordered(points.len(), |at| points[at].hundredths())
    }

    /// The spread of values in order, given the value at each place; `None` of nothing.
    fn ordered(count: usize, value: impl Fn(usize) -> u32) -> Option<Spread> {
        let last = count.checked_sub(1)?;
        let at = |quarter: usize| {
            let (place, part) = (last * quarter / 4, (last * quarter % 4) as u32);
            let here = value(place);
            Quarters(if part == 0 { 4 * here } else { 4 * here + part * (value(place + 1) - here) })
        };
        Some(Spread { count, least: at(0), lower: at(1), median: at(2), upper: at(3), greatest: at(4) })
    }
}

/// How often each of the 21 percents was given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Distribution {
    /// The number of cards with 0 %, 5 %, … 100 %.
    pub counts: [u32; 21],
}

impl Distribution {
    /// The distribution of some percents.
    #[must_use]
    pub fn of(percents: impl Iterator<Item = Percent>) -> Distribution {
        let mut counts = [0; 21];
        percents.for_each(|percent| counts[usize::from(percent.value() / Percent::STEP)] += 1);
        Distribution { counts }
    }

    /// How many percents there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.counts.iter().map(|&count| count as usize).sum()
    }

    /// The sum of the percents; with [`Distribution::count`] the exact mean.
    #[must_use]
    pub fn sum(&self) -> u64 {
        self.counts.iter().zip(Percent::every()).map(|(&count, percent)| u64::from(count) * u64::from(percent.value())).sum()
    }

    /// Median and quartiles in quarters of a percent; `None` of nothing.
    #[must_use]
    pub fn spread(&self) -> Option<Spread> {
        Spread::ordered(self.count(), |at| self.nth(at))
    }

    /// The percent at a place of the order, counted from 0.
    fn nth(&self, at: usize) -> u32 {
        let mut before = 0;
        for (&count, percent) in self.counts.iter().zip(Percent::every()) {
            before += count as usize;
            if at < before {
                return percent.value().into();
            }
        }
        Percent::FULL.value().into()
    }
}

impl fmt::Display for Spread {
    /// Of percents: `50（42.5–57.5）`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}（{}–{}）", self.median.percent(), self.lower.percent(), self.upper.percent())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spread(percents: &[u8]) -> Option<[String; 5]> {
        let spread = Distribution::of(percents.iter().filter_map(|&value| Percent::new(value))).spread()?;
        Some([spread.least, spread.lower, spread.median, spread.upper, spread.greatest].map(Quarters::percent))
    }

    #[test]
    fn quartiles_lie_between_neighbours() {
        for (percents, expected) in [
            (&[60][..], ["60", "60", "60", "60", "60"]),
            (&[50, 55], ["50", "51.25", "52.5", "53.75", "55"]),
            (&[100, 0, 50], ["0", "25", "50", "75", "100"]),
            (&[10, 20, 30, 40], ["10", "17.5", "25", "32.5", "40"]),
            (&[0, 0, 0, 5, 100], ["0", "0", "0", "5", "100"]),
        ] {
            assert_eq!(spread(percents), Some(expected.map(String::from)), "{percents:?}");
        }
        assert_eq!(spread(&[]), None);
    }

    #[test]
    fn points_have_up_to_four_places() {
        let quarters = Spread::of_points(vec![Points::whole(600), Points::earned(15, Percent::FULL)]).expect("two values");
        assert_eq!((quarters.lower.points(), quarters.median.points()), ("161.25".into(), "307.5".into()));
        assert_eq!([Quarters(240_001).points(), Quarters(0).points()], ["600.0025", "0"]);
        assert_eq!(Quarters(3).as_f64(), 0.75);
    }

    #[test]
    fn spread_reads_as_median_with_quartiles() {
        let distribution = Distribution::of([50, 55].into_iter().filter_map(Percent::new));
        assert_eq!(distribution.spread().map(|spread| spread.to_string()).as_deref(), Some("52.5（51.25–53.75）"));
        assert_eq!((distribution.sum(), distribution.count()), (105, 2));
    }
}
