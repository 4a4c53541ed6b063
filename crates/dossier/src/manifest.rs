//! The checksum list of a package, in the form that `sha256sum -c` reads.

use std::fmt;

use sha2::{Digest, Sha256};

use crate::archive::Entry;

/// The name of the list in a package.
pub const NAME: &str = "SHA256SUMS.txt";

/// How the entries of a package differ from its list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// A listed file is not there.
    Missing(String),
    /// A file has other content than listed.
    Changed(String),
    /// A file is not listed.
    Unlisted(String),
    /// A line of the list cannot be read; its number, from 1.
    Unreadable(usize),
    /// There is no list.
    NoList,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Difference::Missing(name) => write!(f, "清单里有“{name}”，包里没有这个文件"),
            Difference::Changed(name) => write!(f, "“{name}”在导出之后改动过"),
            Difference::Unlisted(name) => write!(f, "“{name}”不在清单里，是导出之后加入的"),
            Difference::Unreadable(line) => write!(f, "{NAME} 第 {line} 行无法识别"),
            Difference::NoList => write!(f, "没有找到校验清单 {NAME}，无法确认文件是否完整"),
        }
    }
}

/// The SHA-256 of bytes in lower-case hexadecimal digits.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |nibble: u8| char::from(DIGITS[usize::from(nibble)]);
    Sha256::digest(bytes).iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// The list of some entries.
#[must_use]
pub fn write<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> String {
    entries.into_iter().map(|entry| format!("{}  {}\n", sha256(&entry.bytes), entry.name)).collect()
}

/// Compares entries with their list; empty if everything is as listed. The list itself is passed over.
#[must_use]
pub fn check(list: &str, entries: &[Entry]) -> Vec<Difference> {
    let mut differences = Vec::new();
    let mut listed = Vec::new();
    for (position, line) in list.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match parse(line) {
            Some((hash, name)) => {
                listed.push(name);
                differences.extend(compare(entries, name, hash));
            }
            None => differences.push(Difference::Unreadable(position + 1)),
        }
    }
    let unlisted = entries.iter().filter(|entry| entry.name != NAME && !listed.contains(&&*entry.name));
    differences.extend(unlisted.map(|entry| Difference::Unlisted(entry.name.clone())));
    differences
}

/// Hash and name of a line; a star before the name marks binary mode, which makes no difference.
fn parse(line: &str) -> Option<(&str, &str)> {
    let (hash, name) = line.trim_start_matches('\u{feff}').trim_end_matches('\r').split_once(' ')?;
    let name = name.strip_prefix([' ', '*'])?;
    let is_hash = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    (is_hash && !name.is_empty()).then_some((hash, name))
}

fn compare(entries: &[Entry], name: &str, hash: &str) -> Option<Difference> {
    match entries.iter().find(|entry| entry.name == name) {
        None => Some(Difference::Missing(name.to_owned())),
        Some(entry) if !sha256(&entry.bytes).eq_ignore_ascii_case(hash) => Some(Difference::Changed(name.to_owned())),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(name: &str, bytes: &[u8]) -> Entry {
        Entry { name: name.into(), bytes: bytes.into() }
    }

    #[test]
    fn hashes_are_those_of_the_standard() {
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn a_list_fits_what_it_was_written_for() {
        let entries = [entry("01 申报表.docx", b"1"), entry("b", b"2")];
        let list = write(&entries);
        assert_eq!(check(&list, &entries), []);
        assert_eq!(check(&list.replace('\n', "\r\n"), &entries), []);
    }

    #[test]
    fn every_difference_is_named() {
        let list = write(&[entry("a", b"1"), entry("b", b"2")]) + "nonsense\n";
        let entries = [entry("a", b"other"), entry("c", b"3"), entry(NAME, b"")];
        assert_eq!(
            check(&list, &entries),
            [
                Difference::Changed("a".into()),
                Difference::Missing("b".into()),
                Difference::Unreadable(3),
                Difference::Unlisted("c".into()),
            ]
        );
    }
}
