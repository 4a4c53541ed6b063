//! Bytes as printable text, 23 % larger than they are; base64 makes them 33 % larger.
//!
//! The basE91 encoding of Joachim Henke, in which a pair of characters carries 13 or 14 bits, with `-` in place of `<`, so that
//! the text can neither end a script nor open a comment in HTML. `src/boot.js` decodes it.

/// The characters in the order of their values.
pub const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&()*+,./:;-=>?@[]^_`{|}~\"";

/// The bits of a pair: 13, but 14 where 14 are still below 91 × 91.
const PAIR: u32 = 13;

/// Writes bytes as text.
pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 5 / 4);
    let (mut queue, mut waiting) = (0_u32, 0);
    for &byte in bytes {
        queue |= u32::from(byte) << waiting;
        waiting += 8;
        if waiting > PAIR {
            let low = queue & 0x1fff;
            let (value, taken) = if low > 88 { (low, PAIR) } else { (queue & 0x3fff, PAIR + 1) };
            queue >>= taken;
            waiting -= taken;
            push(&mut text, value % 91);
            push(&mut text, value / 91);
        }
    }
    if waiting > 0 {
        push(&mut text, queue % 91);
        if waiting > 7 || queue > 90 {
            push(&mut text, queue / 91);
        }
    }
    text
}

fn push(text: &mut String, value: u32) {
    text.push(char::from(ALPHABET.as_bytes()[value as usize]));
}

#[cfg(test)]
mod tests {
    use super::{ALPHABET, encode};
    use std::collections::HashSet;

    /// What `src/boot.js` does.
    fn decode(text: &str) -> Vec<u8> {
        let (mut bytes, mut queue, mut waiting, mut first) = (Vec::new(), 0_u32, 0, None);
        for character in text.chars() {
            let value = ALPHABET.find(character).expect("a character of the alphabet") as u32;
            let Some(low) = first.take() else {
                first = Some(value);
                continue;
            };
            let pair = low + value * 91;
            queue |= pair << waiting;
            waiting += if pair & 0x1fff > 88 { 13 } else { 14 };
            while waiting > 7 {
                bytes.push(queue as u8);
                queue >>= 8;
                waiting -= 8;
            }
        }
        bytes.extend(first.map(|last| (queue | last << waiting) as u8));
        bytes
    }

    #[test]
    fn text_is_safe_in_a_script() {
        assert_eq!(ALPHABET.chars().collect::<HashSet<_>>().len(), 91);
        assert!(ALPHABET.chars().all(|character| character.is_ascii_graphic() && !"<\\'".contains(character)));
    }

    #[test]
    fn known_text() {
        // The example of the reference implementation.
        assert_eq!(encode(b"test"), "fPNKd");
        assert_eq!(encode(b""), "");
    }

    #[test]
    fn every_length_and_byte_comes_back() {
        let bytes: Vec<u8> = (0..5000_u32).map(|place| (place.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        for length in (0..64).chain([4999, 5000]) {
            assert_eq!(decode(&encode(&bytes[..length])), &bytes[..length], "{length} bytes");
        }
        for byte in 0..=255 {
            let repeated = vec![byte; 1001];
            assert_eq!(decode(&encode(&repeated)), repeated, "byte {byte}");
        }
        assert!(encode(&bytes).len() < 5000 * 124 / 100);
    }
}
