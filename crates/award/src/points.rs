//! Exact scores: a percent that can only be one of 21 values, points in hundredths, never floating point.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Sub};

use crate::amount::Amount;

/// An examiner's percent for one item: 0, 5, 10 … 100 and nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Percent(u8);

impl Percent {
    /// 0 %.
    pub const ZERO: Percent = Percent(0);
    /// 100 %.
    pub const FULL: Percent = Percent(100);
    /// The step between two percents.
    pub const STEP: u8 = 5;

    /// The percent of that value, if it is one of the 21.
    #[must_use]
    pub fn new(value: u8) -> Option<Percent> {
        (value <= 100 && value.is_multiple_of(Self::STEP)).then_some(Percent(value))
    }

    /// The percent nearest to `hundredths` of a percent, at most 100; the lower one when two are equally near.
    #[must_use]
    pub fn nearest(hundredths: u32) -> Percent {
        let steps = (hundredths.min(10_000) + 249) / 500;
        Percent(steps as u8 * Self::STEP)
    }

    /// All 21 percents from 0 to 100.
    pub fn every() -> impl DoubleEndedIterator<Item = Percent> {
        (0..=20).map(|step| Percent(step * Self::STEP))
    }

    /// The percent one step up or down, if there is one.
    #[must_use]
    pub fn step(self, up: bool) -> Option<Percent> {
        if up { Self::new(self.0 + Self::STEP) } else { self.0.checked_sub(Self::STEP).map(Percent) }
    }

    /// The value from 0 to 100.
    #[must_use]
    pub fn value(self) -> u8 {
        self.0
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}%", self.0)
    }
}

/// Points, exact to a hundredth. Shown without needless zeros: `32.5`, `9.75`, `600`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Points(u32);

impl Points {
    /// No points.
    pub const ZERO: Points = Points(0);

    /// Whole points.
    #[must_use]
    pub const fn whole(points: u16) -> Points {
        Points(points as u32 * 100)
    }

    /// Hundredths of a point.
    #[must_use]
    pub const fn hundredths(self) -> u32 {
        self.0
    }

    /// An amount as points; `None` if it is negative, too large, or finer than a hundredth.
    #[must_use]
    pub fn from_amount(amount: Amount) -> Option<Points> {
        amount.hundredths().and_then(|hundredths| u32::try_from(hundredths).ok()).map(Points)
    }

    /// What a percent of `worth` whole points earns; always exact, because a percent is a multiple of 5.
    #[must_use]
    pub fn earned(worth: u16, percent: Percent) -> Points {
        Points(u32::from(worth) * u32::from(percent.value()))
    }

    /// How much `self` lacks of `goal`; zero if it reaches it.
    #[must_use]
    pub fn lacks(self, goal: Points) -> Points {
        Points(goal.0.saturating_sub(self.0))
    }

    /// The share of `whole` in percent, rounded to the nearest whole number; 0 of nothing is 0.
    #[must_use]
    pub fn share_of(self, whole: Points) -> u32 {
        self.part_of(whole, 100)
    }

    /// The share of `whole` in tenths of a percent, rounded to the nearest; 0 of nothing is 0.
    #[must_use]
    pub fn tenths_of(self, whole: Points) -> u32 {
        self.part_of(whole, 1000)
    }

    /// The share of `whole`, of which there are so many parts, rounded to the nearest part.
    fn part_of(self, whole: Points, parts: u64) -> u32 {
        let doubled = u64::from(self.0) * parts * 2 + u64::from(whole.0);
        let nearest = doubled.checked_div(u64::from(whole.0) * 2).unwrap_or(0);
        nearest.try_into().unwrap_or(u32::MAX)
    }

    /// The mean of `count` amounts, given their sum in hundredths, rounded to the nearest hundredth; nothing of none.
    #[must_use]
    pub fn mean(sum: u64, count: u64) -> Points {
        let nearest = (sum + count / 2).checked_div(count).unwrap_or(0);
        Points(nearest.try_into().unwrap_or(u32::MAX))
    }

    /// The points as a number for spreadsheets and pictures, where exactness no longer matters.
    #[must_use]
    pub fn as_f64(self) -> f64 {
        f64::from(self.0) / 100.0
    }
}

impl Add for Points {
    type Output = Points;
    fn add(self, other: Points) -> Points {
        Points(self.0 + other.0)
    }
}

impl Sub for Points {
    type Output = Points;
    fn sub(self, other: Points) -> Points {
        Points(self.0 - other.0)
    }
}

impl Sum for Points {
    fn sum<I: Iterator<Item = Points>>(parts: I) -> Points {
        parts.fold(Points::ZERO, Add::add)
    }
}

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&decimal(self.0.into(), 100))
    }
}

/// `value ÷ scale` without needless zeros; `scale` is a power of ten.
pub(crate) fn decimal(value: u64, scale: u64) -> String {
    let (whole, rest) = (value / scale, value % scale);
    if rest == 0 {
        return whole.to_string();
    }
    let places = (scale + rest).to_string();
    format!("{whole}.{}", places[1..].trim_end_matches('0'))
}

/// A change of points, given in hundredths, with its sign: `+5`, `−0.25`, `0`.
#[must_use]
pub fn signed(hundredths: i64) -> String {
    let sign = match hundredths {
        0 => "",
        ..0 => "−",
        _ => "+",
    };
    format!("{sign}{}", decimal(hundredths.unsigned_abs(), 100))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_holds_only_steps() {
        let held: Vec<u8> = (0..=255).filter(|&value| Percent::new(value).is_some()).collect();
        assert_eq!(held, (0..=20).map(|step| step * 5).collect::<Vec<u8>>());
    }

    #[test]
    fn nearest_percent_prefers_the_lower() {
        for (hundredths, expected) in
            [(0, 0), (250, 0), (251, 5), (5750, 55), (5751, 60), (6000, 60), (10_000, 100), (99_999, 100)]
        {
            assert_eq!(Percent::nearest(hundredths).value(), expected, "{hundredths}");
        }
    }

    #[test]
    fn points_print_without_needless_zeros() {
        let printed = |worth, percent| Points::earned(worth, Percent(percent)).to_string();
        assert_eq!(printed(50, 65), "32.5");
        assert_eq!(printed(15, 65), "9.75");
        assert_eq!(printed(80, 75), "60");
        assert_eq!(Points(1205).to_string(), "12.05");
    }

    #[test]
    fn shares_round_to_the_nearest() {
        let share = |part, whole| Points(part).share_of(Points(whole));
        assert_eq!([share(0, 0), share(50, 0), share(0, 7), share(1, 3), share(2, 3), share(7, 7)], [0, 0, 0, 33, 67, 100]);
        assert_eq!([share(1, 200), share(3, 200), share(1, 201)], [1, 2, 0]);
    }

    #[test]
    fn tenths_round_to_the_nearest() {
        let tenths = |part, whole| Points(part).tenths_of(Points(whole));
        assert_eq!([tenths(0, 0), tenths(1, 3), tenths(2, 3), tenths(7, 7), tenths(1, 2000)], [0, 333, 667, 1000, 1]);
    }

    #[test]
    fn shares_of_the_largest_amounts_are_exact() {
        let most = Points(u32::MAX);
        assert_eq!((most.share_of(most), most.tenths_of(most)), (100, 1000));
        assert_eq!((Points(u32::MAX / 2).tenths_of(most), most.share_of(Points(1))), (500, u32::MAX));
    }

    #[test]
    fn means_round_to_the_nearest() {
        let mean = |sum, count| Points::mean(sum, count).to_string();
        assert_eq!([mean(2997, 3), mean(2998, 3), mean(1, 2), mean(0, 0)], ["9.99", "9.99", "0.01", "0"]);
        assert_eq!(Points::mean(u64::MAX / 2, 1), Points(u32::MAX));
    }

    #[test]
    fn changes_show_their_direction() {
        assert_eq!([500, -25, 0, 1205].map(signed), ["+5", "−0.25", "0", "+12.05"]);
    }

    #[test]
    fn gap_ends_at_the_goal() {
        let goal = Points::whole(600);
        assert_eq!(Points(59_975).lacks(goal), Points(25));
        assert_eq!([Points(60_000).lacks(goal), Points(60_025).lacks(goal)], [Points::ZERO; 2]);
        assert_eq!(Points(60_025) - goal, Points(25));
    }

    #[test]
    fn pictures_get_plain_numbers() {
        assert_eq!(Points(975).as_f64().to_string(), "9.75");
        assert_eq!(Percent(65).to_string(), "65%");
    }

    #[test]
    fn stepping_stops_at_the_ends() {
        assert_eq!(Percent::FULL.step(true), None);
        assert_eq!(Percent::ZERO.step(false), None);
        assert_eq!(Percent(45).step(true), Some(Percent(50)));
    }
}
