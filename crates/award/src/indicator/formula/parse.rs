//! Reading formulas.

use std::fmt;

use super::{Formula, Input, Sign, Term};
use crate::amount::Amount;

/// How deep brackets may stand in each other.
const DEPTH: usize = 24;

/// The length of the longest formula in bytes. Its terms hang on each other, so it bounds their depth too.
const LONGEST: usize = 1000;

/// Why a text is no formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// What was expected.
    expected: &'static str,
    /// The text from where it was expected.
    at: String,
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "公式里“{}”处应有{}", self.at, self.expected)
    }
}

impl std::error::Error for SyntaxError {}

impl TryFrom<String> for Formula {
    type Error = SyntaxError;

    fn try_from(text: String) -> Result<Formula, SyntaxError> {
        let mut reader = Reader { rest: &text, depth: 0 };
        if text.len() > LONGEST {
            return Err(reader.error("更短的公式"));
        }
        let term = reader.sum()?;
        if reader.rest.trim_start().is_empty() { Ok(Formula(term)) } else { Err(reader.error("运算符")) }
    }
}

struct Reader<'a> {
    rest: &'a str,
    depth: usize,
}

impl<'a> Reader<'a> {
    fn error(&self, expected: &'static str) -> SyntaxError {
        SyntaxError { expected, at: self.rest.trim_start().chars().take(20).collect() }
    }

    /// Whether that character comes next, which is then read.
    fn takes(&mut self, character: char) -> bool {
        let rest = self.rest.trim_start().strip_prefix(character);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn sum(&mut self) -> Result<Term, SyntaxError> {
        let mut term = self.product()?;
        loop {
            let sign = if self.takes('+') {
                Sign::Plus
            } else if self.takes('-') {
                Sign::Minus
            } else {
                return Ok(term);
            };
            term = Term::Both(Box::new(term), sign, Box::new(self.product()?));
        }
    }

    fn product(&mut self) -> Result<Term, SyntaxError> {
        let mut term = self.factor()?;
        loop {
            let sign = if self.takes('*') {
                Sign::Times
            } else if self.takes('/') {
                Sign::Over
            } else {
                return Ok(term);
            };
            term = Term::Both(Box::new(term), sign, Box::new(self.factor()?));
        }
    }

    fn factor(&mut self) -> Result<Term, SyntaxError> {
        if self.takes('(') {
            if self.depth == DEPTH {
                return Err(self.error("更少的括号"));
            }
            self.depth += 1;
            let term = self.sum()?;
            self.depth -= 1;
            return if self.takes(')') { Ok(term) } else { Err(self.error("“)”")) };
        }
        let word = self.word();
        if word.starts_with(|first: char| first.is_ascii_digit()) {
            return Amount::parse(word).map(Term::Number).ok_or_else(|| self.error("至多四位小数的数"));
        }
        if word == "before" && self.takes('(') {
            let field = self.word();
            let is_name = field.starts_with(|first: char| first.is_ascii_lowercase());
            return if is_name && self.takes(')') { Ok(input(field, true)) } else { Err(self.error("输入项和“)”")) };
        }
        if word.is_empty() { Err(self.error("数或输入项")) } else { Ok(input(word, false)) }
    }

    /// A number or a name; empty if neither comes next.
    fn word(&mut self) -> &'a str {
        let rest = self.rest.trim_start();
        let is_part =
            |character: char| character.is_ascii_lowercase() || character.is_ascii_digit() || matches!(character, '_' | '.');
        let end = rest.find(|character| !is_part(character)).unwrap_or(rest.len());
        self.rest = &rest[end..];
        &rest[..end]
    }
}

fn input(field: &str, is_before: bool) -> Term {
    Term::Input(Input { field: field.into(), is_before })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_are_named_with_their_place() {
        for (text, message) in [
            ("", "公式里“”处应有数或输入项"),
            ("a +", "公式里“”处应有数或输入项"),
            ("a b", "公式里“b”处应有运算符"),
            ("(a", "公式里“”处应有“)”"),
            ("a)", "公式里“)”处应有运算符"),
            ("before(2)", "公式里“)”处应有输入项和“)”"),
            ("1.23456", "公式里“”处应有至多四位小数的数"),
            ("利润", "公式里“利润”处应有数或输入项"),
        ] {
            assert_eq!(Formula::try_from(text.to_owned()).expect_err(text).to_string(), message, "{text}");
        }
    }

    #[test]
    fn brackets_end_somewhere() {
        let nested = |depth| format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
        assert!(Formula::try_from(nested(DEPTH)).is_ok());
        assert!(Formula::try_from(nested(DEPTH + 1)).is_err());
        assert!(Formula::try_from("(".repeat(1_000_000)).is_err());
        assert!(Formula::try_from(format!("a{}", "+a".repeat(1_000_000))).is_err());
    }
}
