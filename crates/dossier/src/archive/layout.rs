//! The headers of a zip whose entries are stored as they are.
//!
//! Sizes and checksums are known before anything is written, so they stand in the local headers. Archives that leave them
//! to a data descriptor cannot be read by Java's `ZipInputStream` or a piped bsdtar. A caller can put the headers
//! between files that were never in memory.

use jiff::civil::DateTime;

use super::Entry;

/// What the headers say about an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryHead {
    /// Its name, as [`unique`](super::unique) gives it: with `/` between folders, at most 65,535 bytes.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// The CRC-32 of its bytes.
    pub crc32: u32,
}

impl From<&Entry> for EntryHead {
    fn from(entry: &Entry) -> EntryHead {
        EntryHead { name: entry.name.clone(), size: entry.bytes.len() as u64, crc32: crc32fast::hash(&entry.bytes) }
    }
}

/// The bytes around the entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// What stands before each entry.
    pub headers: Vec<Vec<u8>>,
    /// What stands after the last entry.
    pub directory: Vec<u8>,
}

/// From here on a number needs the larger fields of zip64.
const LIMIT: u64 = 0xffff_ffff;
/// From here on a count needs the larger fields of zip64.
const COUNT_LIMIT: u64 = 0xffff;
/// Names are UTF-8.
const FLAGS: u16 = 1 << 11;
/// The version that a reader must know: 2.0, or 4.5 for zip64.
const VERSION: u16 = 20;
const VERSION_64: u16 = 45;
/// Made on Unix. Debian's unzip takes names of other hosts for a code page even when the UTF-8 flag is set.
const HOST: u16 = 3 << 8;
/// A plain file that its owner may write and all may read.
const ATTRIBUTES: u32 = 0o100_644 << 16;

/// Lays out an archive of these entries, all of them dated `time`.
#[must_use]
pub fn layout(entries: &[EntryHead], time: DateTime) -> Layout {
    let stamp = stamp(time);
    let mut layout = Layout { headers: Vec::new(), directory: Vec::new() };
    let mut offset = 0;
    for entry in entries {
        let header = local_header(entry, stamp);
        directory_entry(&mut layout.directory, entry, stamp, offset);
        offset += header.len() as u64 + entry.size;
        layout.headers.push(header);
    }
    end(&mut layout.directory, entries.len() as u64, offset);
    layout
}

/// An archive of entries that are in memory.
#[must_use]
pub fn write(entries: &[Entry], time: DateTime) -> Vec<u8> {
    let heads: Vec<EntryHead> = entries.iter().map(EntryHead::from).collect();
    let layout = layout(&heads, time);
    let mut bytes = Vec::new();
    for (header, entry) in layout.headers.iter().zip(entries) {
        bytes.extend_from_slice(header);
        bytes.extend_from_slice(&entry.bytes);
    }
    bytes.extend_from_slice(&layout.directory);
    bytes
}

/// Time and date as MS-DOS wrote them: two seconds a step, years from 1980 to 2107.
fn stamp(time: DateTime) -> [u16; 2] {
    if time.year() < 1980 {
        return [0, 1 << 5 | 1];
    }
    let year = (time.year().min(2107) - 1980) as u16;
    let clock = (time.hour() as u16) << 11 | (time.minute() as u16) << 5 | (time.second() as u16 / 2);
    [clock, year << 9 | (time.month() as u16) << 5 | time.day() as u16]
}

fn local_header(entry: &EntryHead, stamp: [u16; 2]) -> Vec<u8> {
    let is_large = entry.size >= LIMIT;
    let mut header = Vec::new();
    put32(&mut header, 0x0403_4b50);
    put16(&mut header, &[if is_large { VERSION_64 } else { VERSION }, FLAGS, 0, stamp[0], stamp[1]]);
    put32(&mut header, entry.crc32);
    let size = entry.size.min(LIMIT) as u32;
    put32(&mut header, size);
    put32(&mut header, size);
    put16(&mut header, &[entry.name.len() as u16, if is_large { 20 } else { 0 }]);
    header.extend_from_slice(entry.name.as_bytes());
    if is_large {
        put16(&mut header, &[1, 16]);
        put64(&mut header, entry.size);
        put64(&mut header, entry.size);
    }
    header
}

fn directory_entry(out: &mut Vec<u8>, entry: &EntryHead, stamp: [u16; 2], offset: u64) {
    let mut large = Vec::new();
    if entry.size >= LIMIT {
        large.extend([entry.size, entry.size]);
    }
    if offset >= LIMIT {
        large.push(offset);
    }
    let version = if large.is_empty() { VERSION } else { VERSION_64 };
    let extra = if large.is_empty() { 0 } else { 4 + 8 * large.len() as u16 };
    put32(out, 0x0201_4b50);
    put16(out, &[HOST | version, version, FLAGS, 0, stamp[0], stamp[1]]);
    put32(out, entry.crc32);
    let size = entry.size.min(LIMIT) as u32;
    put32(out, size);
    put32(out, size);
    put16(out, &[entry.name.len() as u16, extra, 0, 0, 0]);
    put32(out, ATTRIBUTES);
    put32(out, offset.min(LIMIT) as u32);
    out.extend_from_slice(entry.name.as_bytes());
    if !large.is_empty() {
        put16(out, &[1, 8 * large.len() as u16]);
        large.iter().for_each(|&number| put64(out, number));
    }
}

/// The records that end a directory of `count` entries which starts at `start`.
fn end(directory: &mut Vec<u8>, count: u64, start: u64) {
    let size = directory.len() as u64;
    if count >= COUNT_LIMIT || start >= LIMIT || size >= LIMIT {
        put32(directory, 0x0606_4b50);
        put64(directory, 44);
        put16(directory, &[HOST | VERSION_64, VERSION_64]);
        put64(directory, 0);
        [count, count, size, start].iter().for_each(|&number| put64(directory, number));
        put32(directory, 0x0706_4b50);
        put32(directory, 0);
        put64(directory, start + size);
        put32(directory, 1);
    }
    put32(directory, 0x0605_4b50);
    let count = count.min(COUNT_LIMIT) as u16;
    put16(directory, &[0, 0, count, count]);
    put32(directory, size.min(LIMIT) as u32);
    put32(directory, start.min(LIMIT) as u32);
    put16(directory, &[0]);
}

fn put16(out: &mut Vec<u8>, numbers: &[u16]) {
    numbers.iter().for_each(|number| out.extend_from_slice(&number.to_le_bytes()));
}

fn put32(out: &mut Vec<u8>, number: u32) {
    out.extend_from_slice(&number.to_le_bytes());
}

fn put64(out: &mut Vec<u8>, number: u64) {
    out.extend_from_slice(&number.to_le_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::read;

    fn noon() -> DateTime {
        jiff::civil::date(2026, 11, 24).at(12, 30, 58, 0)
    }

    fn entry(name: &str, bytes: &[u8]) -> Entry {
        Entry { name: name.into(), bytes: bytes.into() }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let entries = vec![entry("01 申报表.docx", b"one"), entry("证实性材料/执照.pdf", &[7; 5000]), entry("空", b"")];
        assert_eq!(read(&write(&entries, noon())).expect("a sound archive"), entries);
    }

    #[test]
    fn equal_entries_are_equal_archives() {
        let entries = [entry("a", b"1")];
        assert_eq!(write(&entries, noon()), write(&entries, noon()));
        assert_ne!(write(&entries, noon()), write(&entries, jiff::civil::date(2026, 11, 25).at(0, 0, 0, 0)));
    }

    #[test]
    fn dates_stay_in_the_range_of_the_format() {
        assert_eq!(stamp(jiff::civil::date(1970, 1, 1).at(9, 0, 0, 0)), [0, 0x21]);
        assert_eq!(stamp(noon()), [12 << 11 | 30 << 5 | 29, 46 << 9 | 11 << 5 | 24]);
        assert_eq!(stamp(jiff::civil::date(9999, 12, 31).at(0, 0, 0, 0))[1] >> 9, 127);
    }

    #[test]
    fn large_entries_use_the_large_fields() {
        let head = |name: &str, size| EntryHead { name: name.into(), size, crc32: 0 };
        let layout = layout(&[head("a", 5 << 30), head("b", 1)], noon());
        assert_eq!(layout.headers[0].len(), 30 + 1 + 20);
        assert_eq!(layout.headers[1].len(), 30 + 1);
        // The offset of the second entry does not fit into 32 bits, nor does the start of the directory.
        assert_eq!(layout.directory.len(), (46 + 1 + 20) + (46 + 1 + 12) + 56 + 20 + 22);
    }

    #[test]
    fn many_entries_use_the_large_fields() {
        let heads: Vec<EntryHead> = (0..70_000).map(|at| EntryHead { name: format!("{at:05}"), size: 0, crc32: 0 }).collect();
        let layout = layout(&heads, noon());
        assert_eq!(layout.directory.len(), 70_000 * (46 + 5) + 56 + 20 + 22);
    }
}
