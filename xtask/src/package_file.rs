//! A package in a file, read piece by piece: its files of evidence may be larger than the memory.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::ops::Range;

use anyhow::{Result, anyhow};
use dossier::archive::{self, Directory, Entry, Limits, Listed, Unpacking};
use dossier::package::{self, ReadBack, ReadFile};

/// Reads a package.
///
/// # Errors
/// The file cannot be read or is no sound package.
pub fn read(file: &mut File) -> Result<ReadBack> {
    let size = file.metadata()?.len();
    let tail = bytes(file, archive::tail(size))?;
    let directory = Directory::find(&tail, size, Limits::HELD).map_err(refused)?;
    let listed = directory.list(&bytes(file, directory.span.clone())?, Limits::HELD).map_err(refused)?;
    package::check_kept(&listed).map_err(refused)?;
    let mut back = ReadBack::default();
    for entry in &listed {
        let (read, kept) = content(file, entry)?;
        back.files.push(read);
        back.entries.extend(kept);
    }
    Ok(back)
}

fn content(file: &mut File, entry: &Listed) -> Result<(ReadFile, Option<Entry>)> {
    let span = entry.content(&bytes(file, entry.head())?).map_err(refused)?;
    let is_kept = package::is_kept(entry);
    let (mut unpacking, mut kept) = (Unpacking::new(entry), Vec::new());
    file.seek(SeekFrom::Start(span.start))?;
    let (mut left, mut buffer) = (span.end - span.start, vec![0; 1 << 20]);
    while left > 0 {
        let count = left.min(buffer.len() as u64) as usize;
        file.read_exact(&mut buffer[..count])?;
        let keep = |piece: &[u8]| {
            if is_kept {
                kept.extend_from_slice(piece)
            }
        };
        unpacking.take(&buffer[..count], keep).map_err(refused)?;
        left -= count as u64;
    }
    let digest = unpacking.finish().map_err(refused)?;
    let kept = is_kept.then_some(Entry { name: entry.name.clone(), bytes: kept });
    Ok((ReadFile { name: entry.name.clone(), digest }, kept))
}

fn bytes(file: &mut File, span: Range<u64>) -> Result<Vec<u8>> {
    let mut bytes = vec![0; usize::try_from(span.end - span.start)?];
    file.seek(SeekFrom::Start(span.start))?;
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn refused(error: archive::ReadError) -> anyhow::Error {
    anyhow!("{error}")
}
