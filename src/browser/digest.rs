//! What tells the content of a file: its hash and its checksum, read so that a large file does not fill the memory.

use dossier::archive::{Checksum, Digest, Digesting, hexadecimal};
use js_sys::Uint8Array;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, SubtleCrypto};

use super::passage::{Passage, ROOM};
use super::{explain, files, window};

/// How much of a file is read at a time where the browser cannot read into a given buffer, in bytes.
const SLICE: f64 = 4.0 * 1024.0 * 1024.0;

/// Why something that takes its time ended early.
#[derive(Clone, Debug, PartialEq)]
pub enum Stop {
    /// The person wanted it to.
    Cancelled,
    /// It failed; the message says why.
    Failed(String),
}

impl From<String> for Stop {
    fn from(reason: String) -> Stop {
        Stop::Failed(reason)
    }
}

/// Reads a content to its end and digests it. `go_on` is told how many more bytes were read and says whether to go on.
///
/// # Errors
/// It cannot be read, or `go_on` wanted to stop.
pub async fn digest(blob: &Blob, mut go_on: impl FnMut(u64) -> bool) -> Result<Digest, Stop> {
    match (Passage::of(blob), subtle()) {
        (Some(passage), Some(subtle)) if blob.size() <= f64::from(ROOM) => {
            let digest = at_once(passage, &subtle).await?;
            if go_on(digest.size) { Ok(digest) } else { Err(Stop::Cancelled) }
        }
        (Some(passage), _) => in_passing(passage, &mut go_on).await,
        (None, _) => in_slices(blob, &mut go_on).await,
    }
}

/// The hashing of the browser; pages from the disk have it, pages from plain http do not. It is faster than that of the
/// program but takes a content only as a whole.
fn subtle() -> Option<SubtleCrypto> {
    let subtle = window().crypto().ok()?.subtle();
    (!subtle.is_undefined()).then_some(subtle)
}

/// Digests a content that fits into the buffer.
async fn at_once(mut passage: Passage, subtle: &SubtleCrypto) -> Result<Digest, String> {
    let mut size = 0;
    while size < ROOM {
        match passage.read(size).await? {
            0 => break,
            more => size += more,
        }
    }
    let bytes = passage.bytes(size);
    let hashed = subtle.digest_with_str_and_buffer_source("SHA-256", &bytes).map_err(|thrown| explain(&thrown))?;
    let mut checksum = Checksum::default();
    each_piece(&bytes, |piece| checksum.take(piece));
    let hash = JsFuture::from(hashed).await.map_err(|thrown| explain(&thrown))?;
    let sha256 = hexadecimal(&Uint8Array::new(&hash).to_vec());
    Ok(Digest { size: u64::from(size), crc32: checksum.finish(), sha256 })
}

async fn in_passing(mut passage: Passage, go_on: &mut impl FnMut(u64) -> bool) -> Result<Digest, Stop> {
    let mut digesting = Digesting::default();
    loop {
        let count = passage.read(0).await?;
        if count == 0 {
            return Ok(digesting.finish());
        }
        each_piece(&passage.bytes(count), |piece| digesting.take(piece));
        if !go_on(u64::from(count)) {
            return Err(Stop::Cancelled);
        }
    }
}

async fn in_slices(blob: &Blob, go_on: &mut impl FnMut(u64) -> bool) -> Result<Digest, Stop> {
    let (mut digesting, mut from, size) = (Digesting::default(), 0.0, blob.size());
    while from < size {
        let to = size.min(from + SLICE);
        digesting.take(&files::bytes_of(blob, from, to).await?);
        if !go_on((to - from) as u64) {
            return Err(Stop::Cancelled);
        }
        from = to;
    }
    Ok(digesting.finish())
}

/// Brings bytes from outside of the program's memory into it, a few at a time.
fn each_piece(bytes: &Uint8Array, mut take: impl FnMut(&[u8])) {
    const PIECE: u32 = 256 * 1024;
    let (mut piece, length) = (vec![0; PIECE as usize], bytes.length());
    for from in (0..length).step_by(PIECE as usize) {
        let to = length.min(from + PIECE);
        let part = &mut piece[..(to - from) as usize];
        bytes.subarray(from, to).copy_to(part);
        take(part);
    }
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    fn noise(length: usize) -> Vec<u8> {
        (0..length as u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect()
    }

    async fn check(length: usize) {
        let bytes = noise(length);
        let blob = files::blob_of(&[files::Part::Bytes(&bytes)], "").expect("a blob");
        let mut told = 0;
        let digest = digest(&blob, |more| {
            told += more;
            true
        });
        assert_eq!(digest.await, Ok(Digest::of(&bytes)), "{length} bytes");
        assert_eq!(told, length as u64);
        assert_eq!(in_slices(&blob, &mut |_| true).await, Ok(Digest::of(&bytes)), "{length} bytes in slices");
    }

    #[wasm_bindgen_test]
    async fn small_and_large_files_are_digested_alike() {
        for length in [0, 1, 256 * 1024, 256 * 1024 + 1, ROOM as usize, ROOM as usize + 1] {
            check(length).await;
        }
    }

    #[wasm_bindgen_test]
    async fn a_person_can_stop_it() {
        let blob = files::blob_of(&[files::Part::Bytes(&vec![0; 20 << 20])], "").expect("a blob");
        assert_eq!(digest(&blob, |_| false).await, Err(Stop::Cancelled));
        assert_eq!(digest(&blob, |_| true).await.map(|digest| digest.size), Ok(20 << 20), "the next reading has a buffer");
    }
}
