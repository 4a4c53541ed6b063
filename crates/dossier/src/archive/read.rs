//! Reading an archive that anybody may have made.

use std::collections::HashSet;
use std::fmt;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::read::{ArchiveOffset, Config};
use zip::result::ZipError;

use super::Entry;

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
    /// What a package of this kit stays within.
    pub const PACKAGE: Limits = Limits { entries: 5000, size: 256 << 20, ratio: 500 };
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
    // Office files are zips too. Without a fixed start, what is left of a package that was cut off would be taken for the
    // last document in it.
    let config = Config { archive_offset: ArchiveOffset::Known(0) };
    let mut archive = ZipArchive::with_config(config, Cursor::new(bytes)).map_err(|_| ReadError::NotAZip)?;
    if archive.len() > limits.entries {
        return Err(ReadError::TooManyEntries(archive.len()));
    }
    if archive.has_duplicate_names() {
        return Err(ReadError::Duplicate(String::new()));
    }
    let mut seen = HashSet::new();
    let mut left = limits.size;
    let mut entries = Vec::new();
    for position in 0..archive.len() {
        let Some(entry) = entry(&mut archive, position, (left, limits.ratio), is_wanted)? else { continue };
        if !seen.insert(entry.name.to_lowercase()) {
            return Err(ReadError::Duplicate(entry.name));
        }
        left -= entry.bytes.len() as u64;
        entries.push(entry);
    }
    Ok(entries)
}

/// One entry; `None` for a folder, and for what is not wanted.
fn entry(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    position: usize,
    (left, ratio): (u64, u64),
    is_wanted: &dyn Fn(&str) -> bool,
) -> Result<Option<Entry>, ReadError> {
    let mut file = archive.by_index(position).map_err(|error| match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => ReadError::Encrypted,
        _ => ReadError::Damaged(format!("第 {} 个文件", position + 1)),
    })?;
    let name = match file.name() {
        Ok(name) => name.replace('\\', "/"),
        Err(_) => return Err(ReadError::Damaged(format!("第 {} 个文件", position + 1))),
    };
    if is_unsafe(&name) {
        return Err(ReadError::UnsafeName(name));
    }
    if name.ends_with('/') || !is_wanted(&name) {
        return Ok(None);
    }
    let (size, packed) = (file.size(), file.compressed_size());
    if size > left || (size > 1_000_000 && size / packed.max(1) > ratio) {
        return Err(ReadError::TooLarge);
    }
    let mut bytes = Vec::new();
    // The declared size may be a lie: never more than what is left is unpacked.
    let unpacked = Read::by_ref(&mut file).take(left + 1).read_to_end(&mut bytes);
    match unpacked {
        Ok(_) if bytes.len() as u64 > left => Err(ReadError::TooLarge),
        Ok(_) => Ok(Some(Entry { name, bytes })),
        Err(_) => Err(ReadError::Damaged(name)),
    }
}

fn is_unsafe(name: &str) -> bool {
    let is_drive = name.as_bytes().get(1) == Some(&b':');
    name.is_empty() || name.starts_with('/') || is_drive || name.contains('\0') || name.split('/').any(|part| part == "..")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::write;
    use std::io::Write;

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
        check(&[("a", b""), ("a", b"")], ReadError::Duplicate(String::new()));
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
