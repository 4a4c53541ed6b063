//! Reading a package that need not fit into the memory: its directory, its documents, and what tells its other files.

use std::collections::HashMap;

use dossier::archive::{self, Directory, Entry, Limits, Listed, Method, ReadError, Unpacking};
use dossier::package::{self, ReadBack, ReadFile};

use crate::browser::digest::{Stop, digest};
use crate::browser::files::{self, Blob, Part};

/// The first bytes of every package.
pub(super) const PACKAGE_START: &[u8] = b"PK";

/// How much of an entry is unpacked at a time, in bytes.
const SLICE: f64 = 4.0 * 1024.0 * 1024.0;
/// How much unpacked content is gathered before the browser is given it, in bytes.
const GATHERED: usize = 16 << 20;

/// A package that was read.
pub struct PackageFile {
    /// What was read of it.
    pub back: ReadBack,
    /// The contents of its files, in the same order; those that were kept in memory too.
    pub contents: Vec<Blob>,
}

/// Reads a package. `known` has the digests of files that were read just before it was put together, by name; those are not
/// read again. `go_on` is told how many more bytes were read and of how many in all, and says whether to go on.
///
/// # Errors
/// It is no sound package, it cannot be read, or `go_on` wanted to stop.
pub async fn read_package(
    file: &Blob,
    known: &HashMap<String, archive::Digest>,
    mut go_on: impl FnMut(u64, u64) -> bool,
) -> Result<PackageFile, Stop> {
    let listed = list(file).await?;
    package::check_kept(&listed).map_err(refused)?;
    let all = listed.iter().map(|entry| entry.size).sum();
    let mut read = PackageFile { back: ReadBack::default(), contents: Vec::new() };
    for entry in &listed {
        let content = place_of(file, entry).await?;
        let (digest, content) = match (package::is_kept(entry), entry.method) {
            (true, _) => {
                let (digest, bytes) = unpack(&content, entry).await?;
                let content = files::blob_of(&[Part::Bytes(&bytes)], "")?;
                read.back.entries.push(Entry { name: entry.name.clone(), bytes });
                (digest, content)
            }
            (false, Method::Stored) if known.contains_key(&entry.name) => (known[&entry.name].clone(), content),
            (false, Method::Stored) => (digest(&content, |more| go_on(more, all)).await?, content),
            (false, Method::Deflated) => unpack_beside(&content, entry).await?,
        };
        if (digest.size, digest.crc32) != (entry.size, entry.crc32) {
            return Err(refused(ReadError::Damaged(entry.name.clone())));
        }
        if !go_on(0, all) {
            return Err(Stop::Cancelled);
        }
        read.back.files.push(ReadFile { name: entry.name.clone(), digest });
        read.contents.push(content);
    }
    Ok(read)
}

/// The text of the save file in a package; nothing else of it is read.
///
/// # Errors
/// It is no package, has no save file, or cannot be read; the message says why.
pub(super) async fn read_save_file(file: &Blob) -> Result<String, String> {
    let read = async {
        let listed = list(file).await?;
        let entry = listed.iter().find(|entry| entry.name == package::SAVE_FILE);
        let entry = entry.ok_or_else(|| "压缩包里没有申报数据，不是本工具导出的申报材料包。原文件没有改动。".to_owned())?;
        let (_, bytes) = unpack(&place_of(file, entry).await?, entry).await?;
        Ok(String::from_utf8(bytes).map_err(|error| error.to_string())?)
    };
    read.await.map_err(|stop| match stop {
        Stop::Failed(reason) => reason,
        Stop::Cancelled => "已取消".to_owned(),
    })
}

async fn list(file: &Blob) -> Result<Vec<Listed>, Stop> {
    let size = file.size() as u64;
    let tail = archive::tail(size);
    let tail = files::bytes_of(file, tail.start as f64, tail.end as f64).await?;
    let directory = Directory::find(&tail, size, Limits::HELD).map_err(refused)?;
    let bytes = files::bytes_of(file, directory.span.start as f64, directory.span.end as f64).await?;
    directory.list(&bytes, Limits::HELD).map_err(refused)
}

/// The packed content of an entry, where it lies.
async fn place_of(file: &Blob, entry: &Listed) -> Result<Blob, Stop> {
    let head = entry.head();
    let head = files::bytes_of(file, head.start as f64, head.end as f64).await?;
    let span = entry.content(&head).map_err(refused)?;
    Ok(files::part_of(file, span.start as f64, span.end as f64)?)
}

/// Unpacks an entry into the memory.
async fn unpack(packed: &Blob, entry: &Listed) -> Result<(archive::Digest, Vec<u8>), Stop> {
    let mut bytes = Vec::new();
    let digest = unpack_into(packed, entry, |piece| bytes.extend_from_slice(piece)).await?;
    Ok((digest, bytes))
}

/// Unpacks an entry and gives it to the browser piece by piece, which puts what is large on the disk.
async fn unpack_beside(packed: &Blob, entry: &Listed) -> Result<(archive::Digest, Blob), Stop> {
    let (mut parts, mut gathered): (Vec<Blob>, Vec<u8>) = (Vec::new(), Vec::new());
    let mut failed = None;
    let mut hand_over = |gathered: &mut Vec<u8>| match files::blob_of(&[Part::Bytes(gathered)], "") {
        Ok(part) => {
            parts.push(part);
            gathered.clear();
        }
        Err(reason) => failed = Some(reason),
    };
    let digest = unpack_into(packed, entry, |piece| {
        gathered.extend_from_slice(piece);
        if gathered.len() >= GATHERED {
            hand_over(&mut gathered);
        }
    })
    .await?;
    hand_over(&mut gathered);
    match failed {
        Some(reason) => Err(Stop::Failed(reason)),
        None => Ok((digest, files::blob_of(&parts.iter().map(Part::Content).collect::<Vec<Part>>(), "")?)),
    }
}

async fn unpack_into(packed: &Blob, entry: &Listed, mut out: impl FnMut(&[u8])) -> Result<archive::Digest, Stop> {
    let (mut unpacking, mut from, size) = (Unpacking::new(entry), 0.0, packed.size());
    while from < size {
        let to = size.min(from + SLICE);
        unpacking.take(&files::bytes_of(packed, from, to).await?, &mut out).map_err(refused)?;
        from = to;
    }
    unpacking.finish().map_err(refused)
}

fn refused(error: ReadError) -> Stop {
    Stop::Failed(error.to_string())
}
