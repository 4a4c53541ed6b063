//! Targets as people type them.

use super::entry::Direction;
use super::figure::read;
use crate::amount::Amount;

/// What a target asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A number; its direction follows from the indicator.
    Plain(Amount),
    /// At least that.
    AtLeast(Amount),
    /// At most that.
    AtMost(Amount),
    /// From the first to the second.
    Between(Amount, Amount),
}

const AT_LEAST: [&str; 9] = ["≥", ">=", "＞", ">", "不低于", "不少于", "不小于", "大于", "至少"];
const AT_MOST: [&str; 9] = ["≤", "<=", "＜", "<", "不高于", "不超过", "不大于", "小于", "至多"];

impl Target {
    /// Reads a target as people type it: 98, ≥98, 不高于 45%, 40–60. `None` if it is none of these.
    pub(super) fn read(text: &str, unit: &str) -> Option<Target> {
        let text = text.trim();
        let number = |text: &str| read(text, unit).number();
        if let Some(rest) = AT_LEAST.iter().find_map(|sign| text.strip_prefix(sign)).or_else(|| text.strip_suffix("以上")) {
            return number(rest).map(Target::AtLeast);
        }
        let most = AT_MOST.iter().find_map(|sign| text.strip_prefix(sign));
        if let Some(rest) = most.or_else(|| text.strip_suffix("以下")).or_else(|| text.strip_suffix("以内")) {
            return number(rest).map(Target::AtMost);
        }
        if let Some(number) = number(text) {
            return Some(Target::Plain(number));
        }
        let split = |(at, sign): (usize, &str)| Some((number(&text[..at])?, number(&text[at + sign.len()..])?));
        let signs = ["～", "~", "–", "—", "至", "-"].iter().flat_map(|sign| text.match_indices(sign));
        let (low, high) = signs.filter(|(at, _)| *at > 0).find_map(split)?;
        (low <= high).then_some(Target::Between(low, high))
    }

    /// The number that a figure must reach when higher is better, or must not exceed when lower is better; `None` if the
    /// target asks for the opposite.
    pub(super) fn line(self, direction: Direction) -> Option<Amount> {
        match (self, direction) {
            (Target::Plain(line), Direction::Higher | Direction::Lower)
            | (Target::AtLeast(line), Direction::Higher)
            | (Target::AtMost(line), Direction::Lower) => Some(line),
            (Target::Between(low, _), Direction::Higher) => Some(low),
            (Target::Between(_, high), Direction::Lower) => Some(high),
            _ => None,
        }
    }

    /// How far a figure lies outside; nothing if it lies within. `None` for a plain number, which has no within.
    pub(super) fn distance(self, figure: Amount) -> Option<Amount> {
        let nothing = Amount::whole(0);
        let above = |line: Amount| figure.minus(line).max(nothing);
        let below = |line: Amount| line.minus(figure).max(nothing);
        match self {
            Target::Plain(_) => None,
            Target::AtLeast(line) => Some(below(line)),
            Target::AtMost(line) => Some(above(line)),
            Target::Between(low, high) => Some(below(low).max(above(high))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(text: &str) -> Amount {
        Amount::parse(text).expect("an amount")
    }

    #[test]
    fn targets_are_read_as_people_type_them() {
        for (text, expected) in [
            ("98", Some(Target::Plain(amount("98")))),
            ("98%", Some(Target::Plain(amount("98")))),
            ("≥98", Some(Target::AtLeast(amount("98")))),
            ("不低于 98 %", Some(Target::AtLeast(amount("98")))),
            ("98以上", Some(Target::AtLeast(amount("98")))),
            ("≤45", Some(Target::AtMost(amount("45")))),
            ("45以内", Some(Target::AtMost(amount("45")))),
            ("40-60", Some(Target::Between(amount("40"), amount("60")))),
            ("40%～60%", Some(Target::Between(amount("40"), amount("60")))),
            ("-5—5", Some(Target::Between(amount("-5"), amount("5")))),
            ("-5", Some(Target::Plain(amount("-5")))),
            ("60-40", None),
            ("良好", None),
            ("", None),
        ] {
            assert_eq!(Target::read(text, "%"), expected, "{text}");
        }
    }
}
