//! Another content for one entry of an archive; every other entry keeps its bytes, headers and order.

use std::ops::Range;

use crate::container::{Container, WriteError};

/// Sizes and offsets from here on stand elsewhere, in archives larger than this module is for.
const LARGE: u32 = u32::MAX;

/// Sizes stand behind the data instead of before it.
const SIZES_BEHIND: u16 = 1 << 3;

/// Where the parts of an archive lie.
#[derive(Debug)]
pub(crate) struct Packed {
    entries: Vec<PackedEntry>,
    directory: Range<usize>,
    end: usize,
}

#[derive(Debug)]
struct PackedEntry {
    name: Range<usize>,
    /// Where its row in the directory begins.
    row: usize,
    /// Where its local header begins.
    header: usize,
}

impl Packed {
    /// Finds the parts of an archive that was read before; `None` for one that is built in a way that only archives beyond
    /// four gigabytes need, or that is not whole.
    pub(crate) fn read(bytes: &[u8]) -> Option<Packed> {
        let end = end_record(bytes)?;
        let (count, size, start) = (get16(bytes, end + 10)?, get32(bytes, end + 12)?, get32(bytes, end + 16)?);
        let directory = usize::try_from(start).ok()?..usize::try_from(start.checked_add(size)?).ok()?;
        if count == u16::MAX || start == LARGE || directory.end != end {
            return None;
        }
        let mut entries = Vec::new();
        let mut row = directory.start;
        for _ in 0..count {
            let [name, extra, comment] = [28, 30, 32].map(|at| get16(bytes, row + at).map(usize::from));
            let name = row + 46..row + 46 + name?;
            let header = get32(bytes, row + 42)?;
            if get32(bytes, row)? != 0x0201_4b50 || header == LARGE || name.end > directory.end {
                return None;
            }
            entries.push(PackedEntry { row, header: usize::try_from(header).ok()?, name: name.clone() });
            row = name.end + extra? + comment?;
        }
        (row == directory.end).then_some(Packed { entries, directory, end })
    }

    /// The archive with another content in the entry of that name.
    ///
    /// # Errors
    /// The content cannot be packed. `Ok(None)` if there is no such entry, or its header is not sound.
    pub(crate) fn replace(&self, bytes: &[u8], name: &str, content: &[u8]) -> Result<Option<Vec<u8>>, WriteError> {
        let is_named = |entry: &&PackedEntry| {
            let own = bytes[entry.name.clone()].iter().map(|byte| if *byte == b'\\' { b'/' } else { *byte });
            own.eq(name.bytes())
        };
        let Some(entry) = self.entries.iter().find(is_named) else { return Ok(None) };
        let packed = pack(content, get16(bytes, entry.row + 10) == Some(0))?;
        Ok(packed.and_then(|packed| self.with(bytes, entry, &packed)))
    }

    fn with(&self, bytes: &[u8], entry: &PackedEntry, packed: &Content) -> Option<Vec<u8>> {
        let name = usize::from(get16(bytes, entry.header + 26)?);
        let mut header = bytes.get(entry.header..entry.header + 30 + name)?.to_vec();
        let is_header = get32(&header, 0)? == 0x0403_4b50;
        packed.note(&mut header, 6, 14)?;
        put(&mut header, 28, &[0, 0])?;
        let later = self.entries.iter().map(|each| each.header).filter(|start| *start > entry.header);
        let next = later.min().unwrap_or(self.directory.start);
        let before = bytes.get(..entry.header)?;
        let behind = bytes.get(next..self.directory.start)?;
        let mut out = [before, &header, &packed.data, behind].concat();
        let start = out.len();
        out.extend_from_slice(&bytes[self.directory.start..]);
        let moved = |at: usize| u32::try_from(at + start - self.directory.start).ok();
        for each in &self.entries {
            let row = start + each.row - self.directory.start;
            if each.header > entry.header {
                put(&mut out, row + 42, &moved(each.header)?.to_le_bytes())?;
            }
            if each.row == entry.row {
                packed.note(out.get_mut(row..)?, 8, 16)?;
            }
        }
        put(&mut out, start + self.end - self.directory.start + 16, &moved(self.directory.start)?.to_le_bytes())?;
        is_header.then_some(out)
    }
}

/// What an entry holds, as it is packed.
struct Content {
    data: Vec<u8>,
    crc: u32,
    size: u32,
}

impl Content {
    /// Writes checksum and sizes into a header, whose flags and sums stand at these places.
    fn note(&self, header: &mut [u8], flags: usize, sums: usize) -> Option<()> {
        let set = get16(header, flags)? & !SIZES_BEHIND;
        put(header, flags, &set.to_le_bytes())?;
        let packed = u32::try_from(self.data.len()).ok()?;
        for (place, number) in [self.crc, packed, self.size].into_iter().enumerate() {
            put(header, sums + 4 * place, &number.to_le_bytes())?;
        }
        Some(())
    }
}

/// Packs a content as an archive would, or takes it as it is.
fn pack(content: &[u8], is_stored: bool) -> Result<Option<Content>, WriteError> {
    if is_stored {
        let size = u32::try_from(content.len()).ok();
        return Ok(size.map(|size| Content { data: content.to_vec(), crc: crc32fast::hash(content), size }));
    }
    let mut container = Container::new();
    container.part("a", content)?;
    Ok(only_entry(&container.finish()?))
}

/// The content of an archive of one entry.
fn only_entry(bytes: &[u8]) -> Option<Content> {
    let packed = Packed::read(bytes)?;
    let entry = packed.entries.first()?;
    let [name, extra] = [26, 28].map(|at| get16(bytes, entry.header + at).map(usize::from));
    let start = entry.header + 30 + name? + extra?;
    let length = usize::try_from(get32(bytes, entry.row + 20)?).ok()?;
    let data = bytes.get(start..start + length)?.to_vec();
    Some(Content { data, crc: get32(bytes, entry.row + 16)?, size: get32(bytes, entry.row + 24)? })
}

/// Where the record that ends the archive begins: the last whose comment ends with the file.
fn end_record(bytes: &[u8]) -> Option<usize> {
    let last = bytes.len().checked_sub(22)?;
    let ends = |at: &usize| {
        let comment = get16(bytes, at + 20).map(usize::from);
        get32(bytes, *at) == Some(0x0605_4b50) && comment.is_some_and(|comment| at + 22 + comment == bytes.len())
    };
    (last.saturating_sub(usize::from(u16::MAX))..=last).rev().find(ends)
}

fn get16(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn get32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn put(bytes: &mut [u8], at: usize, value: &[u8]) -> Option<()> {
    bytes.get_mut(at..at + value.len())?.copy_from_slice(value);
    Some(())
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use super::*;
    use crate::archive::read;

    fn made(method: zip::CompressionMethod) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default().compression_method(method);
        for name in ["first", "word/main.xml", "last"] {
            zip.start_file(name, options).expect("starts");
            zip.write_all(name.repeat(50).as_bytes()).expect("writes");
        }
        zip.set_comment("表格").expect("short enough");
        zip.finish().expect("ends").into_inner()
    }

    fn replaced(bytes: &[u8], content: &[u8]) -> Option<Vec<u8>> {
        Packed::read(bytes)?.replace(bytes, "word/main.xml", content).expect("packs")
    }

    #[test]
    fn one_entry_changes_and_the_others_stay() {
        for method in [zip::CompressionMethod::Stored, zip::CompressionMethod::Deflated] {
            let before = made(method);
            for content in [&b""[..], b"short", "长".repeat(3000).as_bytes()] {
                let after = replaced(&before, content).expect("replaces");
                let entries = read(&after).expect("reads");
                assert_eq!(
                    entries.iter().map(|entry| entry.name.as_str()).collect::<Vec<&str>>(),
                    ["first", "word/main.xml", "last"]
                );
                assert_eq!(entries[1].bytes, content);
                assert_eq!(entries[2].bytes, "last".repeat(50).as_bytes());
                assert!(after.ends_with("表格".as_bytes()));
                let first = before.windows(4).skip(1).position(|window| window == b"PK\x03\x04").expect("a second header") + 1;
                assert_eq!(before[..first], after[..first]);
            }
        }
    }

    #[test]
    fn what_is_not_there_is_not_replaced() {
        let bytes = made(zip::CompressionMethod::Deflated);
        let packed = Packed::read(&bytes).expect("an archive");
        assert!(packed.replace(&bytes, "word/other.xml", b"").expect("packs").is_none());
        assert!(Packed::read(b"PK").is_none());
    }

    #[test]
    fn damage_is_no_panic() {
        let bytes = made(zip::CompressionMethod::Deflated);
        for at in 0..bytes.len() {
            for value in [0, 0xff, bytes[at] ^ 1] {
                let mut damaged = bytes.clone();
                damaged[at] = value;
                if let Some(after) = replaced(&damaged, b"content") {
                    assert!(after.len() < 2 * bytes.len());
                }
            }
            assert!(replaced(&bytes[..at], b"content").is_none());
        }
    }
}
