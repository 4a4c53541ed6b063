//! Exact fractions, for formulas over amounts: nothing is rounded before the result is.

use crate::amount::{Amount, SCALE};

/// A fraction in lowest terms with a denominator above zero. What leaves the range of 128 bits is no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ratio {
    numerator: i128,
    denominator: i128,
}

impl From<Amount> for Ratio {
    fn from(amount: Amount) -> Ratio {
        Ratio::reduced(amount.units().into(), SCALE.into())
    }
}

impl Ratio {
    /// The denominator must be above zero.
    fn reduced(numerator: i128, denominator: i128) -> Ratio {
        let divisor = greatest_common_divisor(numerator.unsigned_abs(), denominator.unsigned_abs());
        let divisor = i128::try_from(divisor).unwrap_or(1);
        Ratio { numerator: numerator / divisor, denominator: denominator / divisor }
    }

    /// The sum.
    #[must_use]
    pub fn plus(self, other: Ratio) -> Option<Ratio> {
        let left = self.numerator.checked_mul(other.denominator)?;
        let right = other.numerator.checked_mul(self.denominator)?;
        Some(Ratio::reduced(left.checked_add(right)?, self.denominator.checked_mul(other.denominator)?))
    }

    /// The difference.
    #[must_use]
    pub fn minus(self, other: Ratio) -> Option<Ratio> {
        self.plus(Ratio { numerator: other.numerator.checked_neg()?, ..other })
    }

    /// The product.
    #[must_use]
    pub fn times(self, other: Ratio) -> Option<Ratio> {
        let numerator = self.numerator.checked_mul(other.numerator)?;
        Some(Ratio::reduced(numerator, self.denominator.checked_mul(other.denominator)?))
    }

    /// The quotient; none for a divisor that is not above zero, because no figure of a business is a share of nothing or of a
    /// loss.
    #[must_use]
    pub fn over(self, other: Ratio) -> Option<Ratio> {
        if other.numerator <= 0 {
            return None;
        }
        self.times(Ratio { numerator: other.denominator, denominator: other.numerator })
    }

    /// The nearest amount with so many places, at most four; halves go away from zero.
    #[must_use]
    pub fn rounded(self, places: u8) -> Option<Amount> {
        let step = 10_i128.pow(4 - u32::from(places.min(4)));
        let doubled = self.numerator.checked_mul(i128::from(SCALE) / step)?.checked_mul(2)?;
        let steps = (doubled.checked_add(self.denominator * doubled.signum())?) / self.denominator.checked_mul(2)?;
        i64::try_from(steps.checked_mul(step)?).ok().map(Amount::of_units)
    }
}

fn greatest_common_divisor(mut a: u128, mut b: u128) -> u128 {
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(text: &str) -> Ratio {
        Amount::parse(text).expect("an amount").into()
    }

    #[test]
    fn halves_go_away_from_zero() {
        for (part, whole, places, expected) in [
            ("1", "3", 2, "0.33"),
            ("2", "3", 2, "0.67"),
            ("1", "8", 2, "0.13"),
            ("-1", "8", 2, "-0.13"),
            ("-2", "3", 4, "-0.6667"),
            ("5", "2", 0, "3"),
            ("-5", "2", 0, "-3"),
            ("0", "7", 2, "0"),
        ] {
            let result = ratio(part).over(ratio(whole)).and_then(|ratio| ratio.rounded(places));
            assert_eq!(result.map(|amount| amount.to_string()).as_deref(), Some(expected), "{part} / {whole}");
        }
    }

    #[test]
    fn nothing_is_a_share_of_nothing_or_of_a_loss() {
        for whole in ["0", "-1"] {
            assert_eq!(ratio("1").over(ratio(whole)), None, "{whole}");
        }
    }

    #[test]
    fn what_is_too_large_is_no_result() {
        let large = ratio("99999999999999");
        let larger = large.times(large).and_then(|square| square.times(large));
        assert_eq!(larger, None);
        assert_eq!(large.times(large).and_then(|square| square.rounded(2)), None);
        assert_eq!(Ratio::reduced(i128::MAX / 4, 1).rounded(0), None);
    }
}
