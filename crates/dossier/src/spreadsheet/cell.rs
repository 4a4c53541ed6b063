//! Rows, cells and what they hold.

use award::amount::Amount;
use award::points::Points;

use super::Style;

/// A row of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its cells from the first column on.
    pub cells: Vec<Cell>,
    /// Its height in points, at most 409; `None` leaves it to the program that opens the file.
    pub height: Option<u16>,
}

impl Row {
    /// A row whose height follows from its text.
    #[must_use]
    pub fn new(cells: Vec<Cell>) -> Row {
        Row { cells, height: None }
    }

    /// A row of that height in points.
    #[must_use]
    pub fn tall(height: u16, cells: Vec<Cell>) -> Row {
        Row { cells, height: Some(height) }
    }
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The formula that gives its value, without the `=`; empty if it has none.
    pub(super) formula: String,
    pub(super) value: Value,
    pub(super) style: Style,
    pub(super) span: u16,
}

/// What a cell shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Blank,
    /// A number.
    Number(Number),
    /// A text. Characters that XML forbids and what lies beyond 32,767 UTF-16 units are left out; a line feed starts another line.
    Text(String),
}

impl Cell {
    /// A cell that shows a value.
    #[must_use]
    pub fn new(value: Value, style: Style) -> Cell {
        Cell { formula: String::new(), value, style, span: 1 }
    }

    /// A cell without content.
    #[must_use]
    pub fn blank(style: Style) -> Cell {
        Cell::new(Value::Blank, style)
    }

    /// A cell with a text.
    pub fn text(text: impl Into<String>, style: Style) -> Cell {
        Cell::new(Value::Text(text.into()), style)
    }

    /// A cell with a number.
    #[must_use]
    pub fn number(number: Number, style: Style) -> Cell {
        Cell::new(Value::Number(number), style)
    }

    /// A cell with a formula, without the `=`, and its result for programs that do not calculate.
    pub fn formula(formula: impl Into<String>, result: Value, style: Style) -> Cell {
        Cell { formula: formula.into(), ..Cell::new(result, style) }
    }

    /// The cell merged with those to its right, so that it covers that many columns; at least one.
    #[must_use]
    pub fn span(self, columns: u16) -> Cell {
        Cell { span: columns.max(1), ..self }
    }
}

/// An exact decimal number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number(String);

impl Number {
    /// A whole number.
    pub fn whole(number: impl Into<u64>) -> Number {
        Number(number.into().to_string())
    }

    /// So many tenths.
    #[must_use]
    pub fn tenths(tenths: u32) -> Number {
        Number::scaled(tenths.into(), 1)
    }

    /// A number with so many decimal places, at most 9, given without its point: 625 with 2 places is 6.25.
    #[must_use]
    pub fn scaled(value: u64, places: u32) -> Number {
        let one = 10_u64.pow(places.min(9));
        let (whole, rest) = (value / one, value % one);
        if rest == 0 {
            return Number(whole.to_string());
        }
        // The digits behind the point, with the zeros before them and without those after them.
        let digits = (one + rest).to_string();
        Number(format!("{whole}.{}", digits[1..].trim_end_matches('0')))
    }

    /// The number as digits.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<Points> for Number {
    fn from(points: Points) -> Number {
        Number(points.to_string())
    }
}

impl From<Amount> for Number {
    fn from(amount: Amount) -> Number {
        Number(amount.to_string())
    }
}

#[cfg(test)]
mod tests {
    use award::points::Percent;

    use super::*;

    #[test]
    fn numbers_are_exact_decimals() {
        let eighty_five = Percent::new(85).expect("a percent");
        for (number, digits) in [
            (Number::whole(0_u16), "0"),
            (Number::whole(u32::MAX), "4294967295"),
            (Number::tenths(0), "0"),
            (Number::tenths(7), "0.7"),
            (Number::tenths(1000), "100"),
            (Number::scaled(5750, 2), "57.5"),
            (Number::scaled(6_000_025, 4), "600.0025"),
            (Number::scaled(5, 2), "0.05"),
            (Number::scaled(0, 4), "0"),
            (Points::earned(45, eighty_five).into(), "38.25"),
            (Points::whole(1000).into(), "1000"),
            (Amount::parse("-0.05").expect("an amount").into(), "-0.05"),
            (Amount::parse("99999999999999.9999").expect("an amount").into(), "99999999999999.9999"),
        ] {
            assert_eq!(number.as_str(), digits);
        }
    }
}
