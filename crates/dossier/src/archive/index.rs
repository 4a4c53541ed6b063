//! The directory of an archive, read from the few bytes that it lies in, so that a large archive need not be in memory.
//!
//! A reader first asks for the [`tail`], finds the [`Directory`] in it, and reads the list of entries from that. Everything
//! in an archive may be a lie: what is listed here has a safe name, lies inside of the archive and overlaps nothing.

use std::collections::HashSet;
use std::ops::Range;

use award::order::Order;

use super::{Limits, ReadError};

/// How far from the end the records that end an archive can start: a comment of 65,535 bytes and three records.
const TAIL: u64 = 65_535 + 22 + 20 + 56;
/// The size of the fixed part of a local header.
pub(super) const HEAD: u64 = 30;
/// The greatest size of a directory in bytes.
const LARGEST_DIRECTORY: u64 = 16 << 20;

/// How the content of an entry is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// As it is.
    Stored,
    /// By deflate.
    Deflated,
}

/// An entry as the directory lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its name, with `/` between folders.
    pub name: String,
    /// How it is packed.
    pub method: Method,
    /// The CRC-32 of its content.
    pub crc32: u32,
    /// The size of its content in bytes.
    pub size: u64,
    /// The size that it is packed to.
    packed: u64,
    /// Where its header starts, and where what follows it starts.
    room: Range<u64>,
}

/// Where the directory lies, and how many entries it lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directory {
    /// The bytes of the archive that it takes.
    pub span: Range<u64>,
    count: u64,
}

/// The bytes of an archive of that size in which its end is described.
#[must_use]
pub fn tail(size: u64) -> Range<u64> {
    size.saturating_sub(TAIL)..size
}

impl Directory {
    /// Finds the directory by the tail of an archive of `size` bytes.
    ///
    /// # Errors
    /// It is no zip or cut off, or there are more entries than allowed.
    pub fn find(tail: &[u8], size: u64, limits: Limits) -> Result<Directory, ReadError> {
        let start = size.checked_sub(tail.len() as u64).ok_or(ReadError::NotAZip)?;
        let end = end_record(tail).ok_or(ReadError::NotAZip)?;
        let record = Fields(&tail[end..]);
        let small = (record.u16(10), record.u32(12), record.u32(16));
        let (count, length, offset, ends_at) = match large_record(tail, end, start) {
            Some(at) => {
                let record = Fields(&tail[at..]);
                (record.u64(32), record.u64(40), record.u64(48), at)
            }
            None => (u64::from(small.0), u64::from(small.1), u64::from(small.2), end),
        };
        // The directory lies right before its end. Office files are zips too: what is left of a package that was cut off
        // could else be taken for the last document in it.
        let span = offset..offset.checked_add(length).ok_or(ReadError::NotAZip)?;
        if span.end != start + ends_at as u64 || length > LARGEST_DIRECTORY {
            return Err(ReadError::NotAZip);
        }
        match usize::try_from(count) {
            Ok(count) if count <= limits.entries => Ok(Directory { span, count: count as u64 }),
            many => Err(ReadError::TooManyEntries(many.unwrap_or(usize::MAX))),
        }
    }

    /// The entries by the bytes of the directory, folders left out, in the order of the directory.
    ///
    /// # Errors
    /// See [`ReadError`]: something is unsafe, too large or damaged.
    pub fn list(&self, bytes: &[u8], limits: Limits) -> Result<Vec<Listed>, ReadError> {
        self.list_only(bytes, limits, &|_| true)
    }

    /// The entries whose names are wanted; the limits of size are for those alone.
    ///
    /// # Errors
    /// See [`ReadError`]: something is unsafe, too large or damaged.
    pub fn list_only(&self, bytes: &[u8], limits: Limits, is_wanted: &dyn Fn(&str) -> bool) -> Result<Vec<Listed>, ReadError> {
        let (mut listed, mut rest) = (Vec::new(), bytes);
        for _ in 0..self.count {
            let (entry, after) = entry(rest)?;
            rest = after;
            listed.push(entry);
        }
        self.fence(&mut listed)?;
        listed.retain(|entry| !entry.name.ends_with('/'));
        check_names(&listed)?;
        listed.retain(|entry| is_wanted(&entry.name));
        check_sizes(&listed, limits)?;
        Ok(listed)
    }

    /// Gives every entry the room up to the next one, in which its content must lie.
    fn fence(&self, listed: &mut [Listed]) -> Result<(), ReadError> {
        let mut order: Vec<usize> = (0..listed.len()).collect();
        order.order_by_key(|&at| std::cmp::Reverse(listed[at].room.start));
        let mut next = self.span.start;
        for at in order {
            let entry = &mut listed[at];
            entry.room.end = next;
            next = entry.room.start;
            let least = entry.room.start.checked_add(HEAD).and_then(|start| start.checked_add(entry.packed));
            if least.is_none_or(|least| least > entry.room.end) {
                return Err(ReadError::Damaged(entry.name.clone()));
            }
        }
        Ok(())
    }
}

impl Listed {
    /// The bytes of the archive that tell where the content starts.
    #[must_use]
    pub fn head(&self) -> Range<u64> {
        self.room.start..self.room.start + HEAD
    }

    /// The bytes of the archive that hold the packed content, by the bytes of the [`head`](Listed::head).
    ///
    /// # Errors
    /// It does not lie where it should.
    pub fn content(&self, head: &[u8]) -> Result<Range<u64>, ReadError> {
        let damaged = || ReadError::Damaged(self.name.clone());
        if head.len() as u64 != HEAD || Fields(head).u32(0) != 0x0403_4b50 {
            return Err(damaged());
        }
        let names = u64::from(Fields(head).u16(26)) + u64::from(Fields(head).u16(28));
        let start = self.room.start + HEAD + names;
        let span = start..start + self.packed;
        if span.end <= self.room.end { Ok(span) } else { Err(damaged()) }
    }
}

/// Little-endian numbers at fixed places; zero beyond the end.
struct Fields<'a>(&'a [u8]);

impl Fields<'_> {
    fn bytes<const N: usize>(&self, at: usize) -> [u8; N] {
        self.0.get(at..at + N).and_then(|bytes| bytes.try_into().ok()).unwrap_or([0; N])
    }

    fn u16(&self, at: usize) -> u16 {
        u16::from_le_bytes(self.bytes(at))
    }

    fn u32(&self, at: usize) -> u32 {
        u32::from_le_bytes(self.bytes(at))
    }

    fn u64(&self, at: usize) -> u64 {
        u64::from_le_bytes(self.bytes(at))
    }
}

/// Where the record starts that ends the archive: its comment reaches exactly to the end.
fn end_record(tail: &[u8]) -> Option<usize> {
    let last = tail.len().checked_sub(22)?;
    (0..=last).rev().find(|&at| {
        let record = Fields(&tail[at..]);
        record.u32(0) == 0x0605_4b50 && at + 22 + usize::from(record.u16(20)) == tail.len()
    })
}

/// Where the larger record of zip64 starts, if the one at `end` has one before it.
fn large_record(tail: &[u8], end: usize, start: u64) -> Option<usize> {
    let locator = Fields(tail.get(end.checked_sub(20)?..end)?);
    if locator.u32(0) != 0x0706_4b50 {
        return None;
    }
    let at = usize::try_from(locator.u64(8).checked_sub(start)?).ok()?;
    let is_there = at.checked_add(56)? <= end && Fields(&tail[at..]).u32(0) == 0x0606_4b50;
    is_there.then_some(at)
}

/// The first entry of a directory, and what follows it.
fn entry(bytes: &[u8]) -> Result<(Listed, &[u8]), ReadError> {
    let record = Fields(bytes);
    let lengths = [28, 30, 32].map(|at| usize::from(record.u16(at)));
    let ends = [46 + lengths[0], 46 + lengths[0] + lengths[1], 46 + lengths.iter().sum::<usize>()];
    if bytes.len() < ends[2] || record.u32(0) != 0x0201_4b50 {
        return Err(ReadError::NotAZip);
    }
    let name = decoded(&bytes[46..ends[0]]);
    if record.u16(8) & 1 != 0 {
        return Err(ReadError::Encrypted);
    }
    let method = match record.u16(10) {
        0 => Method::Stored,
        8 => Method::Deflated,
        _ => return Err(ReadError::Damaged(name)),
    };
    let [size, packed, start] = large_numbers(&record, &bytes[ends[0]..ends[1]]);
    if method == Method::Stored && size != packed {
        return Err(ReadError::Damaged(name));
    }
    Ok((Listed { name, method, crc32: record.u32(16), size, packed, room: start..start }, &bytes[ends[2]..]))
}

/// Size, packed size and place, each from the extra field if its own field is full.
fn large_numbers(record: &Fields, extra: &[u8]) -> [u64; 3] {
    let mut large = large_field(extra);
    [24, 20, 42].map(|at| match record.u32(at) {
        u32::MAX if large.len() >= 8 => {
            let number = Fields(large).u64(0);
            large = &large[8..];
            number
        }
        small => u64::from(small),
    })
}

/// The content of the zip64 field among extra fields; empty if there is none.
fn large_field(mut extra: &[u8]) -> &[u8] {
    while extra.len() >= 4 {
        let (id, length) = (Fields(extra).u16(0), usize::from(Fields(extra).u16(2)));
        let Some(content) = extra.get(4..4 + length) else { break };
        if id == 1 {
            return content;
        }
        extra = &extra[4 + length..];
    }
    &[]
}

/// A name as text. What is no UTF-8 is in a code page that nobody names; it stays different from others, and ASCII stays.
fn decoded(name: &[u8]) -> String {
    let text = String::from_utf8(name.to_vec()).unwrap_or_else(|_| name.iter().map(|&byte| char::from(byte)).collect());
    text.replace('\\', "/")
}

fn check_names(listed: &[Listed]) -> Result<(), ReadError> {
    let mut seen = HashSet::new();
    for entry in listed {
        if is_unsafe(&entry.name) {
            return Err(ReadError::UnsafeName(entry.name.clone()));
        }
        if !seen.insert(entry.name.to_lowercase()) {
            return Err(ReadError::Duplicate(entry.name.clone()));
        }
    }
    Ok(())
}

fn check_sizes(listed: &[Listed], limits: Limits) -> Result<(), ReadError> {
    let mut left = limits.size;
    for entry in listed {
        let is_bomb = entry.size > 1_000_000 && entry.size / entry.packed.max(1) > limits.ratio;
        left = left.checked_sub(entry.size).filter(|_| !is_bomb).ok_or(ReadError::TooLarge)?;
    }
    Ok(())
}

fn is_unsafe(name: &str) -> bool {
    let is_drive = name.as_bytes().get(1) == Some(&b':');
    name.is_empty() || name.starts_with('/') || is_drive || name.contains('\0') || name.split('/').any(|part| part == "..")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::{EntryHead, Protection, layout};

    /// The directory of an archive whose contents are nowhere.
    fn listed(entries: &[EntryHead], limits: Limits) -> Result<Vec<Listed>, ReadError> {
        let layout = layout(entries, jiff::civil::date(2026, 11, 24).at(9, 0, 0, 0), Protection::None);
        let headers: u64 = layout.headers.iter().map(|header| header.len() as u64).sum();
        let size = headers + entries.iter().map(|entry| entry.size).sum::<u64>() + layout.directory.len() as u64;
        let tail = &layout.directory[layout.directory.len().saturating_sub(TAIL as usize)..];
        let directory = Directory::find(tail, size, limits)?;
        let length = (directory.span.end - directory.span.start) as usize;
        directory.list(&layout.directory[..length], limits)
    }

    fn head(name: &str, size: u64) -> EntryHead {
        EntryHead { name: name.into(), size, crc32: 7 }
    }

    #[test]
    fn an_archive_of_many_gigabytes_is_read_by_its_end() {
        let entries = [head("a", 5 << 30), head("证实性材料/乙", 1), head("c", 6 << 30)];
        let listed = listed(&entries, Limits::HELD).expect("a directory");
        assert_eq!(
            listed.iter().map(|entry| (&*entry.name, entry.size)).collect::<Vec<_>>(),
            [("a", 5 << 30), ("证实性材料/乙", 1), ("c", 6 << 30)]
        );
        assert_eq!(listed[2].head().start, (5 << 30) + 1 + (30 + 1 + 20) + (30 + "证实性材料/乙".len() as u64));
    }

    #[test]
    fn many_entries_are_counted_before_they_are_read() {
        let entries: Vec<EntryHead> = (0..70_000).map(|at| head(&format!("{at}"), 0)).collect();
        assert_eq!(listed(&entries, Limits::HELD), Err(ReadError::TooManyEntries(70_000)));
        let limits = Limits { entries: 70_000, ..Limits::HELD };
        assert_eq!(listed(&entries, limits).map(|listed| listed.len()), Ok(70_000));
    }

    #[test]
    fn a_content_outside_of_its_room_is_refused() {
        let listed = listed(&[head("a", 10), head("b", 10)], Limits::HELD).expect("a directory");
        let mut local =
            layout(&[head("a", 10)], jiff::civil::date(2026, 11, 24).at(9, 0, 0, 0), Protection::None).headers[0][..30].to_vec();
        assert_eq!(listed[0].content(&local), Ok(31..41));
        local[28] = 1;
        assert_eq!(listed[0].content(&local), Err(ReadError::Damaged("a".into())));
        assert_eq!(listed[0].content(&[0; 30]), Err(ReadError::Damaged("a".into())));
    }
}
