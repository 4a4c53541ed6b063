//! Formulas over the figures of a fiscal year, written in the library as `profit_total / cost_total * 100`.

mod parse;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::FieldId;
use crate::amount::Amount;
use crate::ratio::Ratio;

pub use parse::SyntaxError;

/// A formula. Its text names inputs by their ids, `before(x)` is the input `x` of the year before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
pub struct Formula(Term);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Term {
    Number(Amount),
    Input(Input),
    Both(Box<Term>, Sign, Box<Term>),
}

/// An input of a formula.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Input {
    /// The field of the form, or the input of the library.
    pub field: FieldId,
    /// Whether it is the figure of the year before.
    pub is_before: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Plus,
    Minus,
    Times,
    Over,
}

/// How a formula is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// As the library and spreadsheets write it: `+ - * /`.
    Plain,
    /// As people read it: `＋ − × ÷`.
    Chinese,
}

impl Sign {
    fn binds_tightly(self) -> bool {
        matches!(self, Sign::Times | Sign::Over)
    }

    fn written(self, notation: Notation) -> &'static str {
        match (self, notation) {
            (Sign::Plus, Notation::Plain) => " + ",
            (Sign::Minus, Notation::Plain) => " - ",
            (Sign::Times, Notation::Plain) => " * ",
            (Sign::Over, Notation::Plain) => " / ",
            (Sign::Plus, Notation::Chinese) => "＋",
            (Sign::Minus, Notation::Chinese) => "−",
            (Sign::Times, Notation::Chinese) => " × ",
            (Sign::Over, Notation::Chinese) => " ÷ ",
        }
    }
}

impl Formula {
    /// Every input, each once, in the order in which the formula names them.
    #[must_use]
    pub fn inputs(&self) -> Vec<&Input> {
        let mut found = Vec::new();
        self.0.collect(&mut found);
        found
    }

    /// The exact result; `None` if an input is missing, a divisor is not above zero, or the result leaves the range.
    #[must_use]
    pub fn result(&self, figure: &dyn Fn(&Input) -> Option<Amount>) -> Option<Ratio> {
        self.0.result(figure)
    }

    /// What the formula divides by, written in the same way.
    #[must_use]
    pub fn divisors(&self, notation: Notation, name: &dyn Fn(&Input) -> String) -> Vec<String> {
        let mut found = Vec::new();
        self.0.divisors(&mut found);
        let written = |term: &&Term| {
            let mut text = String::new();
            term.write(&mut text, notation, name);
            text
        };
        found.iter().map(written).collect()
    }

    /// The formula with its inputs named by `name`.
    #[must_use]
    pub fn written(&self, notation: Notation, name: &dyn Fn(&Input) -> String) -> String {
        let mut text = String::new();
        self.0.write(&mut text, notation, name);
        text
    }
}

impl Term {
    fn collect<'a>(&'a self, found: &mut Vec<&'a Input>) {
        match self {
            Term::Number(_) => {}
            Term::Input(input) if found.contains(&input) => {}
            Term::Input(input) => found.push(input),
            Term::Both(left, _, right) => {
                left.collect(found);
                right.collect(found);
            }
        }
    }

    fn result(&self, figure: &dyn Fn(&Input) -> Option<Amount>) -> Option<Ratio> {
        match self {
            Term::Number(number) => Some((*number).into()),
            Term::Input(input) => figure(input).map(Ratio::from),
            Term::Both(left, sign, right) => {
                let (left, right) = (left.result(figure)?, right.result(figure)?);
                match sign {
                    Sign::Plus => left.plus(right),
                    Sign::Minus => left.minus(right),
                    Sign::Times => left.times(right),
                    Sign::Over => left.over(right),
                }
            }
        }
    }

    fn divisors<'a>(&'a self, found: &mut Vec<&'a Term>) {
        if let Term::Both(left, sign, right) = self {
            left.divisors(found);
            right.divisors(found);
            if *sign == Sign::Over && !matches!(**right, Term::Number(_)) {
                found.push(right);
            }
        }
    }

    fn write(&self, text: &mut String, notation: Notation, name: &dyn Fn(&Input) -> String) {
        match self {
            Term::Number(number) => text.push_str(&number.to_string()),
            Term::Input(input) => text.push_str(&name(input)),
            Term::Both(left, sign, right) => {
                // Left to right: only a looser sign needs brackets on the left, an equal one also on the right.
                let is_looser =
                    |term: &Term| matches!(term, Term::Both(_, inner, _) if sign.binds_tightly() && !inner.binds_tightly());
                let is_equal =
                    |term: &Term| matches!(term, Term::Both(_, inner, _) if inner.binds_tightly() == sign.binds_tightly());
                left.bracketed(text, notation, name, is_looser(left));
                text.push_str(sign.written(notation));
                right.bracketed(text, notation, name, is_looser(right) || is_equal(right));
            }
        }
    }

    fn bracketed(&self, text: &mut String, notation: Notation, name: &dyn Fn(&Input) -> String, needs_brackets: bool) {
        let (open, close) = match notation {
            Notation::Plain => ("(", ")"),
            Notation::Chinese => ("（", "）"),
        };
        if needs_brackets {
            text.push_str(open);
        }
        self.write(text, notation, name);
        if needs_brackets {
            text.push_str(close);
        }
    }
}

impl fmt::Display for Formula {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |input: &Input| if input.is_before { format!("before({})", input.field) } else { input.field.to_string() };
        f.write_str(&self.written(Notation::Plain, &name))
    }
}

impl From<Formula> for String {
    fn from(formula: Formula) -> String {
        formula.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn formula(text: &str) -> Formula {
        Formula::try_from(text.to_owned()).expect("a formula")
    }

    #[test]
    fn formulas_are_written_as_they_were_read() {
        for text in [
            "a",
            "a + b - c",
            "a - (b - c)",
            "(a + b) * c / d",
            "a / (b * c)",
            "a / ((before(b) + b) / 2) * 100",
            "a + 0.8 * b",
            "a - b / c",
        ] {
            assert_eq!(formula(text).to_string(), text);
        }
        assert_eq!(formula(" ( ( a ) ) + ( b*c )").to_string(), "a + b * c");
    }

    #[test]
    fn people_read_names_and_familiar_signs() {
        let named = |input: &Input| if input.is_before { "上年权益".to_owned() } else { "权益".to_owned() };
        assert_eq!(
            formula("(e - before(e)) / before(e) * 100").written(Notation::Chinese, &named),
            "（权益−上年权益） ÷ 上年权益 × 100"
        );
    }

    #[test]
    fn results_are_exact() {
        let figure = |input: &Input| match (input.field.as_str(), input.is_before) {
            ("a", false) => Amount::parse("10"),
            ("a", true) => Amount::parse("8"),
            ("b", _) => Amount::parse("3"),
            ("zero", _) => Amount::parse("0"),
            _ => None,
        };
        for (text, expected) in [
            ("a + b * 2", Some("16")),
            ("a / b * 3", Some("10")),
            ("(a - before(a)) / before(a) * 100", Some("25")),
            ("a - b - 1", Some("6")),
            ("a / zero", None),
            ("a / (zero - b)", None),
            ("a + missing", None),
        ] {
            let result = formula(text).result(&figure).and_then(|ratio| ratio.rounded(2));
            assert_eq!(result.map(|amount| amount.to_string()).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn inputs_are_named_once() {
        let formula = formula("a / ((before(b) + b) / 2) * a");
        let inputs: Vec<String> =
            formula.inputs().iter().map(|input| format!("{}{}", input.field, if input.is_before { "-" } else { "" })).collect();
        assert_eq!(inputs, ["a", "b-", "b"]);
    }
}
