//! Reading an archive that anybody may have made.

use std::fmt;

use super::Entry;
use super::content::Unpacking;
use super::index::{self, Directory, Listed};

/// How much an archive may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The greatest number of entries.
    pub entries: usize,
    /// The greatest size of all entries together in bytes, unpacked.
    pub size: u64,
    /// How many times larger than packed an entry may be, if it is larger than a million bytes.
    pub ratio: u64,
}

impl Limits {
    /// What may be read into memory.
    pub const PACKAGE: Limits = Limits { entries: 5000, size: 256 << 20, ratio: 500 };
    /// What a package may hold whose files stay where they are.
    pub const HELD: Limits = Limits { entries: 20_000, size: 64 << 30, ratio: 500 };
}

/// Why an archive is not read. The file itself is never touched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// It is no zip, or cut off.
    NotAZip,
    /// It asks for a password.
    Encrypted,
    /// It has more entries than allowed.
    TooManyEntries(usize),
    /// It unpacks to more than allowed.
    TooLarge,
    /// An entry's name points out of the archive.
    UnsafeName(String),
    /// Two entries have the same name.
    Duplicate(String),
    /// An entry cannot be unpacked or does not have its checksum.
    Damaged(String),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReadError::NotAZip => f.write_str("这个文件不是完整的 zip，可能没有下载完或已损坏。")?,
            ReadError::Encrypted => f.write_str("这个 zip 设了密码，本工具打不开。请先解压，再选择其中的 .json 数据文件。")?,
            ReadError::TooManyEntries(count) => write!(f, "这个 zip 里有 {count} 个文件，不像是本工具导出的申报材料。")?,
            ReadError::TooLarge => f.write_str("这个 zip 解压后过大，不像是本工具导出的申报材料，为安全起见没有打开。")?,
            ReadError::UnsafeName(name) => write!(f, "这个 zip 里的文件名“{name}”指向别的位置，为安全起见没有打开。")?,
            ReadError::Duplicate(name) => write!(f, "这个 zip 里有两个同名文件“{name}”，无法判断用哪一个。")?,
            ReadError::Damaged(name) => write!(f, "zip 里的“{name}”已损坏，校验不符。")?,
        }
        f.write_str("已保存的内容和原文件都没有改动，请换一份副本再试。")
    }
}

impl std::error::Error for ReadError {}

/// Reads every file of an archive within [`Limits::PACKAGE`].
///
/// # Errors
/// See [`ReadError`].
pub fn read(bytes: &[u8]) -> Result<Vec<Entry>, ReadError> {
    read_within(bytes, Limits::PACKAGE)
}

/// Reads every file of an archive within limits. Folders are left out.
///
/// # Errors
/// See [`ReadError`].
pub fn read_within(bytes: &[u8], limits: Limits) -> Result<Vec<Entry>, ReadError> {
    read_only(bytes, limits, &|_| true)
}

/// Reads those files of an archive whose names are wanted, within limits; the others are not unpacked. Folders are left out.
///
/// # Errors
/// See [`ReadError`].
pub fn read_only(bytes: &[u8], limits: Limits, is_wanted: &dyn Fn(&str) -> bool) -> Result<Vec<Entry>, ReadError> {
    let size = bytes.len() as u64;
    let part = |span: std::ops::Range<u64>| bytes.get(span.start as usize..span.end as usize).ok_or(ReadError::NotAZip);
    let directory = Directory::find(part(index::tail(size))?, size, limits)?;
    let listed = directory.list_only(part(directory.span.clone())?, limits, is_wanted)?;
    listed.into_iter().map(|entry| unpack(part(entry.content(part(entry.head())?)?)?, entry)).collect()
}

fn unpack(packed: &[u8], entry: Listed) -> Result<Entry, ReadError> {
    let mut unpacking = Unpacking::new(&entry);
    let mut bytes = Vec::new();
    unpacking.take(packed, |piece| bytes.extend_from_slice(piece))?;
    unpacking.finish()?;
    Ok(Entry { name: entry.name, bytes })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::write;
    use std::io::{Cursor, Write};

    fn check(entries: &[(&str, &[u8])], expected: ReadError) {
        let entries: Vec<Entry> =
            entries.iter().map(|(name, bytes)| Entry { name: (*name).into(), bytes: (*bytes).into() }).collect();
        let archive = write(&entries, jiff::civil::date(2026, 1, 1).at(0, 0, 0, 0));
        let limits = Limits { entries: 3, size: 1000, ratio: 10 };
        assert_eq!(read_within(&archive, limits), Err(expected));
    }

    #[test]
    fn what_is_not_ours_is_refused() {
        check(&[("../x", b"")], ReadError::UnsafeName("../x".into()));
        check(&[("/etc/x", b"")], ReadError::UnsafeName("/etc/x".into()));
        check(&[("a\\..\\x", b"")], ReadError::UnsafeName("a/../x".into()));
        check(&[("C:x", b"")], ReadError::UnsafeName("C:x".into()));
        check(&[("a", b""), ("b", b""), ("c", b""), ("d", b"")], ReadError::TooManyEntries(4));
        check(&[("a", &[0; 600]), ("b", &[0; 600])], ReadError::TooLarge);
        check(&[("A.txt", b""), ("a.TXT", b"")], ReadError::Duplicate("a.TXT".into()));
        check(&[("a", b""), ("a", b"")], ReadError::Duplicate("a".into()));
        assert_eq!(read(b"no zip at all"), Err(ReadError::NotAZip));
        assert_eq!(read(b""), Err(ReadError::NotAZip));
    }

    fn deflated(bytes: &[u8]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("a", zip::write::SimpleFileOptions::default()).expect("starts");
        zip.write_all(bytes).expect("writes");
        zip.finish().expect("ends").into_inner()
    }

    #[test]
    fn a_bomb_is_refused_before_it_is_unpacked() {
        assert_eq!(read(&deflated(&vec![0; 5_000_000])), Err(ReadError::TooLarge));
    }

    #[test]
    fn damage_anywhere_is_an_error_or_no_difference() {
        let whole = deflated("卓越绩效".repeat(50).as_bytes());
        let expected = read(&whole).expect("a sound archive");
        for length in 0..whole.len() {
            assert!(read(&whole[..length]).is_err(), "cut to {length}");
        }
        for position in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[position] ^= 0x20;
            if let Ok(entries) = read(&damaged) {
                assert_eq!(entries[0].bytes, expected[0].bytes, "byte {position}");
            }
        }
    }
}
