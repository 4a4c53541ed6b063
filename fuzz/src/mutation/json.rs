//! JSON with a value changed, which mostly keeps the form that a file must have.

use serde_json::{Value, json};

use super::{Dice, Vocabulary};

pub(super) fn changed(text: &str, dice: &mut Dice, vocabulary: Vocabulary) -> Option<String> {
    let mut whole: Value = serde_json::from_str(text).ok()?;
    for _ in 0..=dice.roll(3) {
        let count = count(&whole);
        let other = nth(&mut whole, &mut dice.roll(count)).cloned().unwrap_or_default();
        let mut wanted = dice.roll(count);
        if let Some(value) = nth(&mut whole, &mut wanted) {
            change(value, other, dice, vocabulary);
        }
    }
    Some(whole.to_string())
}

/// How many values there are, those inside of others too.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(values) => values.iter().map(count).sum(),
        Value::Object(values) => values.values().map(count).sum(),
        _ => 0,
    }
}

/// The value of that number, counted in the order of the text.
fn nth<'a>(value: &'a mut Value, number: &mut usize) -> Option<&'a mut Value> {
    if *number == 0 {
        return Some(value);
    }
    *number -= 1;
    match value {
        Value::Array(values) => values.iter_mut().find_map(|value| nth(value, number)),
        Value::Object(values) => values.values_mut().find_map(|value| nth(value, number)),
        _ => None,
    }
}

fn change(value: &mut Value, other: Value, dice: &mut Dice, vocabulary: Vocabulary) {
    match (dice.roll(8), &mut *value) {
        (0, _) => *value = other,
        (1, Value::Object(values)) => drop(key(values, dice).and_then(|key| values.remove(&key))),
        (2, Value::Object(values)) => drop(values.insert(dice.pick(vocabulary.words).to_owned(), other)),
        (_, Value::Object(values)) => {
            // The same value under another name, as for a year or an item that nobody has.
            if let Some(inside) = key(values, dice).and_then(|key| values.get(&key).cloned()) {
                values.insert(dice.pick(vocabulary.words).to_owned(), inside);
            }
        }
        (1, Value::Array(values)) => drop(values.pop()),
        (2, Value::Array(values)) => values.push(other),
        (_, Value::Array(values)) => values.extend(values.last().cloned()),
        (_, Value::Bool(yes)) => *yes = !*yes,
        (_, Value::Number(_)) => *value = dice_number(dice),
        (_, Value::String(text)) if dice.roll(3) == 0 => text.push_str(dice.pick(vocabulary.words)),
        (_, Value::String(text)) => *text = dice.pick(vocabulary.words).to_owned(),
        (_, Value::Null) => *value = other,
    }
}

fn key(values: &serde_json::Map<String, Value>, dice: &mut Dice) -> Option<String> {
    values.keys().nth(dice.roll(values.len())).cloned()
}

fn dice_number(dice: &mut Dice) -> Value {
    const NUMBERS: [i64; 16] = [0, 1, -1, 2, 5, 99, 100, 105, 255, 1000, 9999, 32_767, -32_768, 65_535, 4_294_967_295, i64::MAX];
    match dice.roll(8) {
        0 => json!(0.5),
        1 => json!(1e300),
        _ => json!(dice.pick(&NUMBERS)),
    }
}
