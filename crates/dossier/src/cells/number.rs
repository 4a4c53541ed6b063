//! Numbers of spreadsheets as their readers see them. Files hold them in binary floating point, written with up to 17 digits:
//! 0.98499999999999999 is 0.985.

/// How many digits of a number mean something.
const DIGITS: usize = 15;

/// The most places that are kept of a number whose format does not say how many.
const PLACES: i32 = 4;

/// A number of a file, times ten to the power of `shift`, with so many places; `None` for what is no number.
pub(super) fn plain(written: &str, shift: i32, places: Option<u8>) -> Option<String> {
    let (mantissa, exponent) = written.split_once(['e', 'E']).unwrap_or((written, "0"));
    let (is_negative, mantissa) = match mantissa.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, mantissa),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let exponent: i32 = exponent.strip_prefix('+').unwrap_or(exponent).parse().ok()?;
    let is_number = !(whole.is_empty() && fraction.is_empty())
        && [whole, fraction].iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    if !is_number || written.len() > 40 || !(-60..=60).contains(&exponent) {
        return None;
    }
    let mut digits: Vec<u8> = whole.bytes().chain(fraction.bytes()).map(|byte| byte - b'0').collect();
    // The number of digits before the point; may be negative.
    let mut point = whole.len() as i32 + exponent + shift;
    let zeros = digits.iter().take_while(|digit| **digit == 0).count();
    digits.drain(..zeros);
    point -= zeros as i32;
    round(&mut digits, &mut point, DIGITS as i32);
    let kept = point + places.map_or(PLACES, i32::from);
    round(&mut digits, &mut point, kept);
    Some(laid_out(&digits, point, is_negative))
}

/// Keeps so many digits; a half goes up.
fn round(digits: &mut Vec<u8>, point: &mut i32, keep: i32) {
    let Ok(keep) = usize::try_from(keep) else { return digits.clear() };
    if digits.len() <= keep {
        return;
    }
    let goes_up = digits[keep] >= 5;
    digits.truncate(keep);
    if !goes_up {
        return;
    }
    for digit in digits.iter_mut().rev() {
        if *digit < 9 {
            *digit += 1;
            return;
        }
        *digit = 0;
    }
    digits.insert(0, 1);
    *point += 1;
}

fn laid_out(digits: &[u8], point: i32, is_negative: bool) -> String {
    let digit = |at: i32| usize::try_from(at).ok().and_then(|at| digits.get(at)).map_or('0', |digit| char::from(b'0' + digit));
    let mut text: String = (0..point).map(digit).collect();
    if text.is_empty() {
        text.push('0');
    }
    let fraction: String = (point..digits.len() as i32).map(digit).collect();
    let fraction = fraction.trim_end_matches('0');
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(fraction);
    }
    if is_negative && text.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) {
        text.insert(0, '-');
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::plain;

    #[test]
    fn numbers_are_as_their_readers_see_them() {
        for (written, shift, places, expected) in [
            ("98.5", 0, None, Some("98.5")),
            ("0.98499999999999999", 2, None, Some("98.5")),
            ("0.98499999999999999", 2, Some(0), Some("99")),
            ("12000", 0, None, Some("12000")),
            ("1.2E+4", 0, None, Some("12000")),
            ("1.2E-3", 0, None, Some("0.0012")),
            ("14.601234567", 0, None, Some("14.6012")),
            ("14.601234567", 0, Some(2), Some("14.6")),
            ("-0.00001", 0, None, Some("0")),
            ("-0.05", 0, None, Some("-0.05")),
            ("9.99999", 0, Some(2), Some("10")),
            ("0.999996", 0, None, Some("1")),
            ("0.5", 0, Some(0), Some("1")),
            ("0.04", 0, Some(0), Some("0")),
            ("0", 0, None, Some("0")),
            ("007", 0, None, Some("7")),
            (".5", 0, None, Some("0.5")),
            ("", 0, None, None),
            (".", 0, None, None),
            ("1e999999999", 0, None, None),
            ("NaN", 0, None, None),
            ("1,5", 0, None, None),
        ] {
            assert_eq!(plain(written, shift, places).as_deref(), expected, "{written} {shift} {places:?}");
        }
    }

    proptest! {
        #[test]
        fn amounts_come_back_from_floating_point(units in -9_999_999_999_i64..9_999_999_999) {
            let amount = format!("{}{}.{:04}", if units < 0 { "-" } else { "" }, units.abs() / 10_000, units.abs() % 10_000);
            let stored: f64 = amount.parse().expect("a number");
            let expected = award::amount::Amount::parse(&amount).expect("an amount").to_string();
            prop_assert_eq!(plain(&format!("{stored:.17e}"), 0, None), Some(expected.clone()));
            prop_assert_eq!(plain(&stored.to_string(), 0, None), Some(expected));
        }

        #[test]
        fn anything_is_read_without_a_panic(text in "[-+.eE0-9]{0,30}", shift in 0..3, places in proptest::option::of(0_u8..40)) {
            plain(&text, shift, places);
        }
    }
}
