//! How inputs are changed. Bytes that change at random mostly die at a checksum or a bracket; so a zip is changed inside of
//! its files, markup element by element and JSON value by value. Every fourth change is libFuzzer's own all the same.

mod archive;
mod dice;
mod json;
mod markup;

use dice::Dice;
use libfuzzer_sys::fuzzer_mutate;

/// Words and elements that mean something to what is fuzzed.
#[derive(Clone, Copy)]
pub struct Vocabulary {
    /// Texts, also of attributes and of JSON.
    pub words: &'static [&'static str],
    /// Elements that may stand anywhere.
    pub elements: &'static [&'static str],
    /// Pairs of tags that may surround an element.
    pub wraps: &'static [(&'static str, &'static str)],
}

/// Changes an input of `size` bytes in its buffer; the size that it has then.
pub fn mutate(buffer: &mut [u8], size: usize, most: usize, seed: u32, vocabulary: Vocabulary) -> usize {
    let mut dice = Dice::new(seed);
    let most = most.min(buffer.len());
    let changed = if dice.roll(4) == 0 { None } else { changed(&buffer[..size], most, &mut dice, vocabulary) };
    match changed {
        Some(bytes) if bytes.len() <= most => {
            buffer[..bytes.len()].copy_from_slice(&bytes);
            bytes.len()
        }
        _ => fuzzer_mutate(buffer, size, most),
    }
}

/// The input changed as what it is; `None` if it is of no kind that is known here.
fn changed(bytes: &[u8], most: usize, dice: &mut Dice, vocabulary: Vocabulary) -> Option<Vec<u8>> {
    if bytes.starts_with(b"PK") {
        return archive::changed(bytes, most, dice, vocabulary);
    }
    let text = std::str::from_utf8(bytes).ok()?;
    match text.trim_start().chars().next()? {
        '<' => Some(markup::changed(text, dice, vocabulary).into_bytes()),
        '{' => json::changed(text, dice, vocabulary).map(String::into_bytes),
        _ => Some(with_words(text, dice, vocabulary)),
    }
}

/// Plain text with a word more, or in the place of some characters.
fn with_words(text: &str, dice: &mut Dice, vocabulary: Vocabulary) -> Vec<u8> {
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let from = dice.roll(places.len());
    let to = (from + dice.roll(4)).min(places.len() - 1);
    [&text[..places[from]], dice.pick(vocabulary.words), &text[places[to]..]].concat().into_bytes()
}

/// Bytes changed by libFuzzer, in a buffer that leaves room to grow.
fn anyhow_changed(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut buffer = bytes.to_vec();
    buffer.resize(bytes.len() + 1 + dice.roll(64), 0);
    let most = buffer.len();
    let size = fuzzer_mutate(&mut buffer, bytes.len(), most);
    buffer.truncate(size);
    buffer
}
