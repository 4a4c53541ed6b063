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

/// Whether the entries are under a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protection {
    /// They are stored as they are.
    None,
    /// Each is sealed as [`Sealing`](super::Sealing) does it.
    Password,
}

impl Protection {
    /// The flags of an entry.
    fn flags(self) -> u16 {
        FLAGS | u16::from(self == Protection::Password)
    }

    /// How an entry is stored: as it is, or as its extra field says.
    fn method(self) -> u16 {
        if self == Protection::Password { 99 } else { 0 }
    }

    /// The version that a reader must know.
    fn version(self, is_large: bool) -> u16 {
        match self {
            Protection::Password => VERSION_AES,
            Protection::None if is_large => VERSION_64,
            Protection::None => VERSION,
        }
    }

    /// The size that an entry of that size takes.
    fn packed(self, size: u64) -> u64 {
        if self == Protection::Password { size + super::GROWTH } else { size }
    }

    /// The checksum that the headers carry: none for what is sealed, because it would tell something of the content.
    fn crc(self, entry: &EntryHead) -> u32 {
        if self == Protection::Password { 0 } else { entry.crc32 }
    }

    /// The extra field: the second version, a key of 256 bits, stored as it is.
    fn extra(self) -> &'static [u8] {
        if self == Protection::Password { &[0x01, 0x99, 7, 0, 2, 0, b'A', b'E', 3, 0, 0] } else { &[] }
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
const VERSION_AES: u16 = 51;
/// Made on Unix. Debian's unzip takes names of other hosts for a code page even when the UTF-8 flag is set.
const HOST: u16 = 3 << 8;
/// A plain file that its owner may write and all may read.
const ATTRIBUTES: u32 = 0o100_644 << 16;

/// Lays out an archive of these entries, all of them dated `time`.
#[must_use]
pub fn layout(entries: &[EntryHead], time: DateTime, protection: Protection) -> Layout {
    let stamp = stamp(time);
    let mut layout = Layout { headers: Vec::new(), directory: Vec::new() };
    let mut offset = 0;
    for entry in entries {
        let header = local_header(entry, stamp, protection);
        directory_entry(&mut layout.directory, entry, stamp, offset, protection);
        offset += header.len() as u64 + protection.packed(entry.size);
        layout.headers.push(header);
    }
    end(&mut layout.directory, entries.len() as u64, offset);
    layout
}

/// An archive of entries that are in memory.
#[must_use]
pub fn write(entries: &[Entry], time: DateTime) -> Vec<u8> {
    let heads: Vec<EntryHead> = entries.iter().map(EntryHead::from).collect();
    let layout = layout(&heads, time, Protection::None);
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

fn local_header(entry: &EntryHead, stamp: [u16; 2], protection: Protection) -> Vec<u8> {
    let (size, packed) = (entry.size, protection.packed(entry.size));
    let is_large = packed >= LIMIT;
    let mut header = Vec::new();
    put32(&mut header, 0x0403_4b50);
    put16(&mut header, &[protection.version(is_large), protection.flags(), protection.method(), stamp[0], stamp[1]]);
    put32(&mut header, protection.crc(entry));
    // With the larger fields both sizes stand there, because many readers expect them in pairs.
    let shown = |number: u64| if is_large { LIMIT as u32 } else { number as u32 };
    put32(&mut header, shown(packed));
    put32(&mut header, shown(size));
    let extra = protection.extra();
    put16(&mut header, &[entry.name.len() as u16, (if is_large { 20 } else { 0 }) + extra.len() as u16]);
    header.extend_from_slice(entry.name.as_bytes());
    if is_large {
        put16(&mut header, &[1, 16]);
        put64(&mut header, size);
        put64(&mut header, packed);
    }
    header.extend_from_slice(extra);
    header
}

fn directory_entry(out: &mut Vec<u8>, entry: &EntryHead, stamp: [u16; 2], offset: u64, protection: Protection) {
    let (size, packed, extra) = (entry.size, protection.packed(entry.size), protection.extra());
    let mut large = Vec::new();
    if packed >= LIMIT {
        large.extend([size, packed]);
    }
    if offset >= LIMIT {
        large.push(offset);
    }
    let version = protection.version(!large.is_empty());
    let room = if large.is_empty() { 0 } else { 4 + 8 * large.len() as u16 };
    put32(out, 0x0201_4b50);
    put16(out, &[HOST | version, version, protection.flags(), protection.method(), stamp[0], stamp[1]]);
    put32(out, protection.crc(entry));
    let shown = |number: u64| if packed >= LIMIT { LIMIT as u32 } else { number as u32 };
    put32(out, shown(packed));
    put32(out, shown(size));
    put16(out, &[entry.name.len() as u16, room + extra.len() as u16, 0, 0, 0]);
    put32(out, ATTRIBUTES);
    put32(out, offset.min(LIMIT) as u32);
    out.extend_from_slice(entry.name.as_bytes());
    if !large.is_empty() {
        put16(out, &[1, 8 * large.len() as u16]);
        large.iter().for_each(|&number| put64(out, number));
    }
    out.extend_from_slice(extra);
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
        let layout = layout(&[head("a", 5 << 30), head("b", 1)], noon(), Protection::None);
        assert_eq!(layout.headers[0].len(), 30 + 1 + 20);
        assert_eq!(layout.headers[1].len(), 30 + 1);
        // The offset of the second entry does not fit into 32 bits, nor does the start of the directory.
        assert_eq!(layout.directory.len(), (46 + 1 + 20) + (46 + 1 + 12) + 56 + 20 + 22);
    }

    #[test]
    fn sealed_entries_say_so_and_tell_no_checksum() {
        let head = EntryHead { name: "a".into(), size: LIMIT - 1, crc32: 7 };
        let layout = layout(&[head], noon(), Protection::Password);
        let header = &layout.headers[0];
        assert_eq!(&header[4..10], [51, 0, 1, 8, 99, 0]);
        assert_eq!(&header[14..18], [0; 4]);
        // It grows beyond what the smaller fields hold.
        assert_eq!(header.len(), 30 + 1 + 20 + 11);
        assert_eq!(header[header.len() - 11..], [0x01, 0x99, 7, 0, 2, 0, b'A', b'E', 3, 0, 0]);
    }

    #[test]
    fn many_entries_use_the_large_fields() {
        let heads: Vec<EntryHead> = (0..70_000).map(|at| EntryHead { name: format!("{at:05}"), size: 0, crc32: 0 }).collect();
        let layout = layout(&heads, noon(), Protection::None);
        assert_eq!(layout.directory.len(), 70_000 * (46 + 5) + 56 + 20 + 22);
    }
}
