//! Numbers as people type them into forms: exact decimals, full-width digits, thousands separators.

use std::fmt;
use std::ops::Add;

/// An exact decimal number with up to four places, such as an amount in 万元.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(i64);

const SCALE: i64 = 10_000;

impl Amount {
    /// A whole number.
    #[must_use]
    pub const fn whole(value: i64) -> Amount {
        Amount(value * SCALE)
    }

    /// Reads what a person typed: `1,234.5`, `１２３４．５`, `-3`. `None` if it is no number or has more than four places.
    #[must_use]
    pub fn parse(text: &str) -> Option<Amount> {
        let plain: String = text.trim().chars().filter_map(plain_digit).collect();
        let (negative, digits) = match plain.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, plain.as_str()),
        };
        let (whole, places) = digits.split_once('.').unwrap_or((digits, ""));
        let is_number = !whole.is_empty() && [whole, places].iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
        if !is_number || places.len() > 4 || whole.len() > 14 {
            return None;
        }
        let value = whole.parse::<i64>().ok()? * SCALE + format!("{places:0<4}").parse::<i64>().ok()?;
        Some(Amount(if negative { -value } else { value }))
    }

    /// Whether it is below zero.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// `self ÷ whole` in percent, rounded to two places; `None` when `whole` is not positive or the result is out of range.
    #[must_use]
    pub fn percent_of(self, whole: Amount) -> Option<Amount> {
        if whole.0 <= 0 {
            return None;
        }
        let scaled = i128::from(self.0) * 10_000 * 2;
        let half_up = (scaled + i128::from(whole.0) * self.0.signum() as i128) / (i128::from(whole.0) * 2);
        i64::try_from(half_up * 100).ok().map(Amount)
    }

    /// The amount in hundredths; `None` if it is finer than that.
    #[must_use]
    pub fn hundredths(self) -> Option<i64> {
        (self.0 % (SCALE / 100) == 0).then_some(self.0 / (SCALE / 100))
    }

    /// Half of it, exact to four places.
    #[must_use]
    pub fn half(self) -> Amount {
        Amount(self.0 / 2)
    }

    /// The number for spreadsheets and pictures.
    #[must_use]
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / SCALE as f64
    }
}

/// The plain form of a character of a number; separators and blanks vanish, anything else stays and fails to parse.
fn plain_digit(character: char) -> Option<char> {
    match character {
        ',' | '，' | ' ' | '\u{3000}' | '_' => None,
        '．' | '。' => Some('.'),
        '－' | '−' | '—' => Some('-'),
        '０'..='９' => char::from_digit(u32::from(character) - u32::from('０'), 10),
        other => Some(other),
    }
}

impl Add for Amount {
    type Output = Amount;
    fn add(self, other: Amount) -> Amount {
        Amount(self.0.saturating_add(other.0))
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, places) = (self.0.abs() / SCALE, self.0.abs() % SCALE);
        if places == 0 {
            return write!(f, "{sign}{whole}");
        }
        write!(f, "{sign}{whole}.{}", format!("{places:04}").trim_end_matches('0'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_type_numbers_in_many_ways() {
        for (typed, read) in [
            ("1234.5", "1234.5"),
            ("1,234.50", "1234.5"),
            ("１２３４．５", "1234.5"),
            (" -3 ", "-3"),
            ("－0.05", "-0.05"),
            ("0", "0"),
        ] {
            assert_eq!(Amount::parse(typed).map(|amount| amount.to_string()).as_deref(), Some(read), "{typed}");
        }
        for bad in ["", "-", "1.2.3", "12万", "1.23456", "abc", "999999999999999"] {
            assert_eq!(Amount::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn percent_rounds_half_away_from_zero() {
        let percent = |part, whole| Amount::whole(part).percent_of(Amount::whole(whole)).map(|amount| amount.to_string());
        assert_eq!(percent(1, 3).as_deref(), Some("33.33"));
        assert_eq!(percent(2, 3).as_deref(), Some("66.67"));
        assert_eq!(percent(-2, 3).as_deref(), Some("-66.67"));
        assert_eq!(percent(1, 0), None);
    }
}
