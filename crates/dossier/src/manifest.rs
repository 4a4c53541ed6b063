//! The checksum list of a package, in the form that `sha256sum -c` reads.

use std::collections::{HashMap, HashSet};
use std::fmt;

use crate::archive::{Digest, Entry};

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
    /// The content of a piece of evidence is not there; the number and name of the evidence.
    NoContent(String),
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Difference::Missing(name) => write!(f, "清单里有“{name}”，包里没有这个文件"),
            Difference::Changed(name) => write!(f, "“{name}”在导出之后改动过"),
            Difference::Unlisted(name) => write!(f, "“{name}”不在清单里，是导出之后加入的"),
            Difference::Unreadable(line) => write!(f, "{NAME} 第 {line} 行无法识别"),
            Difference::NoContent(name) => write!(f, "证实性材料“{name}”的文件不在包里"),
            Difference::NoList => write!(f, "没有找到校验清单 {NAME}，无法确认文件是否完整"),
        }
    }
}

/// A file and the hash of its content, as a line of the list has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// Its name in the package.
    pub name: String,
    /// The SHA-256 of its content in lower-case hexadecimal digits.
    pub sha256: String,
}

impl From<&Entry> for Sum {
    fn from(entry: &Entry) -> Sum {
        Sum { name: entry.name.clone(), sha256: Digest::of(&entry.bytes).sha256 }
    }
}

/// The list of some files.
#[must_use]
pub fn write(sums: &[Sum]) -> String {
    sums.iter().map(|sum| format!("{}  {}\n", sum.sha256, sum.name)).collect()
}

/// Compares files with their list; empty if everything is as listed. The list itself is passed over.
#[must_use]
pub fn check(list: &str, sums: &[Sum]) -> Vec<Difference> {
    let mut differences = Vec::new();
    let mut listed = HashSet::new();
    let there: HashMap<&str, &str> = sums.iter().map(|sum| (&*sum.name, &*sum.sha256)).collect();
    for (position, line) in list.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match parse(line) {
            Some((hash, name)) => {
                listed.insert(name);
                differences.extend(compare(&there, name, hash));
            }
            None => differences.push(Difference::Unreadable(position + 1)),
        }
    }
    let unlisted = sums.iter().filter(|sum| sum.name != NAME && !listed.contains(&*sum.name));
    differences.extend(unlisted.map(|sum| Difference::Unlisted(sum.name.clone())));
    differences
}

/// Hash and name of a line; a star before the name marks binary mode, which makes no difference.
fn parse(line: &str) -> Option<(&str, &str)> {
    let (hash, name) = line.trim_start_matches('\u{feff}').trim_end_matches('\r').split_once(' ')?;
    let name = name.strip_prefix([' ', '*'])?;
    let is_hash = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    (is_hash && !name.is_empty()).then_some((hash, name))
}

fn compare(there: &HashMap<&str, &str>, name: &str, hash: &str) -> Option<Difference> {
    match there.get(name) {
        None => Some(Difference::Missing(name.to_owned())),
        Some(found) if !found.eq_ignore_ascii_case(hash) => Some(Difference::Changed(name.to_owned())),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(name: &str, bytes: &[u8]) -> Sum {
        Sum::from(&Entry { name: name.into(), bytes: bytes.into() })
    }

    #[test]
    fn a_list_fits_what_it_was_written_for() {
        let sums = [sum("01 申报表.docx", b"1"), sum("b", b"2")];
        let list = write(&sums);
        assert_eq!(check(&list, &sums), []);
        assert_eq!(check(&list.replace('\n', "\r\n"), &sums), []);
    }

    #[test]
    fn every_difference_is_named() {
        let list = write(&[sum("a", b"1"), sum("b", b"2")]) + "nonsense\n";
        let sums = [sum("a", b"other"), sum("c", b"3"), sum(NAME, b"")];
        assert_eq!(
            check(&list, &sums),
            [
                Difference::Changed("a".into()),
                Difference::Missing("b".into()),
                Difference::Unreadable(3),
                Difference::Unlisted("c".into()),
            ]
        );
    }
}
