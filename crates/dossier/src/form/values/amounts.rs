//! Figures in the unit of the form.

use award::amount::Amount;
use award::form::Field;

use crate::form::words::Unit;

/// A figure in the unit that the form names. Money is converted exactly; a figure in another unit, or where the form names none,
/// takes its own unit with it.
pub(super) fn in_unit(text: &str, field: &Field, asked: Option<Unit>) -> String {
    let (Some(own), Some(amount)) = (field.unit.as_deref(), Amount::parse(text)) else {
        return text.to_owned();
    };
    match asked {
        Some(unit) if unit.as_str() == own => text.to_owned(),
        Some(unit) => match unit.power_over(own) {
            Some(power) => shifted(&amount.to_string(), power),
            None => format!("{text}{own}"),
        },
        None => format!("{text}{own}"),
    }
}

/// A decimal number times a power of ten, exactly.
fn shifted(number: &str, power: i8) -> String {
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("-", digits));
    let (whole, places) = digits.split_once('.').unwrap_or((digits, ""));
    let all: String = [whole, places].concat();
    let point = i32::try_from(whole.len()).unwrap_or_default() + i32::from(power);
    let before = usize::try_from(point).unwrap_or_default();
    let zeros = "0".repeat(usize::try_from(-point).unwrap_or_default());
    let all = format!("{zeros}{all}{}", "0".repeat(before.saturating_sub(all.len())));
    let (whole, places) = all.split_at(before);
    let (whole, places) = (whole.trim_start_matches('0'), places.trim_end_matches('0'));
    let whole = if whole.is_empty() { "0" } else { whole };
    if places.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{places}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shifting_is_exact() {
        for (number, power, expected) in [
            ("28640", -4, "2.864"),
            ("28640.5", 4, "286405000"),
            ("0.05", 4, "500"),
            ("5", -4, "0.0005"),
            ("-12.5", 1, "-125"),
            ("0", 4, "0"),
            ("100", -2, "1"),
        ] {
            assert_eq!(shifted(number, power), expected, "{number} {power}");
        }
    }
}
