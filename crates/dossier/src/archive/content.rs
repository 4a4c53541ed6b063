//! The content of files and entries, which comes in pieces: counted, checked, unpacked.

use std::io;

use flate2::{Decompress, FlushDecompress, Status};
use sha2::{Digest as _, Sha256};

use super::ReadError;
use super::index::{Listed, Method};

/// What tells a content from others, and what headers and lists say about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digest {
    /// Its size in bytes.
    pub size: u64,
    /// Its CRC-32.
    pub crc32: u32,
    /// Its SHA-256 in lower-case hexadecimal digits.
    pub sha256: String,
}

/// A content being digested.
#[derive(Clone, Default)]
pub struct Digesting {
    size: u64,
    crc32: crc32fast::Hasher,
    sha256: Sha256,
}

impl Digesting {
    /// Takes the next piece.
    pub fn take(&mut self, piece: &[u8]) {
        self.size += piece.len() as u64;
        self.crc32.update(piece);
        self.sha256.update(piece);
    }

    /// The digest of all pieces.
    #[must_use]
    pub fn finish(self) -> Digest {
        Digest { size: self.size, crc32: self.crc32.finalize(), sha256: hexadecimal(&self.sha256.finalize()) }
    }
}

impl Digest {
    /// The digest of a content that is in memory.
    #[must_use]
    pub fn of(content: &[u8]) -> Digest {
        let mut digesting = Digesting::default();
        digesting.take(content);
        digesting.finish()
    }
}

/// The checksum that headers carry, of pieces whose SHA-256 somebody else computes.
#[derive(Clone, Default)]
pub struct Checksum(crc32fast::Hasher);

impl Checksum {
    /// Takes the next piece.
    pub fn take(&mut self, piece: &[u8]) {
        self.0.update(piece);
    }

    /// The CRC-32 of all pieces.
    #[must_use]
    pub fn finish(self) -> u32 {
        self.0.finalize()
    }
}

/// Bytes in lower-case hexadecimal digits.
#[must_use]
pub fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |nibble: u8| char::from(DIGITS[usize::from(nibble)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// An entry being unpacked. It gives out no more than the directory announced.
pub struct Unpacking<'a> {
    entry: &'a Listed,
    inflate: Option<Decompress>,
    buffer: Vec<u8>,
    digesting: Digesting,
    has_ended: bool,
}

impl<'a> Unpacking<'a> {
    /// Starts to unpack an entry.
    #[must_use]
    pub fn new(entry: &'a Listed) -> Unpacking<'a> {
        let is_packed = entry.method == Method::Deflated;
        Unpacking {
            entry,
            inflate: is_packed.then(|| Decompress::new(false)),
            buffer: if is_packed { vec![0; 64 << 10] } else { Vec::new() },
            digesting: Digesting::default(),
            has_ended: !is_packed,
        }
    }

    /// Takes the next piece of the packed content and gives out what it unpacks to.
    ///
    /// # Errors
    /// It is damaged or larger than announced.
    pub fn take(&mut self, mut packed: &[u8], mut out: impl FnMut(&[u8])) -> Result<(), ReadError> {
        let Some(mut inflate) = self.inflate.take() else {
            self.count(packed.len())?;
            self.digesting.take(packed);
            out(packed);
            return Ok(());
        };
        loop {
            let before = (inflate.total_in(), inflate.total_out());
            let status = inflate.decompress(packed, &mut self.buffer, FlushDecompress::None).map_err(|_| self.damaged())?;
            packed = &packed[(inflate.total_in() - before.0) as usize..];
            let given = (inflate.total_out() - before.1) as usize;
            self.count(given)?;
            self.digesting.take(&self.buffer[..given]);
            out(&self.buffer[..given]);
            self.has_ended |= status == Status::StreamEnd;
            if self.has_ended && !packed.is_empty() {
                return Err(self.damaged());
            }
            if self.has_ended || (packed.is_empty() && given < self.buffer.len()) {
                break;
            }
            if given == 0 && inflate.total_in() == before.0 {
                return Err(self.damaged());
            }
        }
        self.inflate = Some(inflate);
        Ok(())
    }

    /// Ends, and compares the content with what the directory says of it.
    ///
    /// # Errors
    /// It is damaged.
    pub fn finish(self) -> Result<Digest, ReadError> {
        let damaged = self.damaged();
        let (entry, has_ended, digest) = (self.entry, self.has_ended, self.digesting.finish());
        let is_whole = has_ended && digest.size == entry.size && digest.crc32 == entry.crc32;
        if is_whole { Ok(digest) } else { Err(damaged) }
    }

    fn count(&self, more: usize) -> Result<(), ReadError> {
        if self.digesting.size + more as u64 > self.entry.size { Err(ReadError::TooLarge) } else { Ok(()) }
    }

    fn damaged(&self) -> ReadError {
        ReadError::Damaged(self.entry.name.clone())
    }
}

/// Everything that a reader gives, digested.
///
/// # Errors
/// The reader's own.
pub fn digest_all(mut reader: impl io::Read) -> io::Result<Digest> {
    let (mut digesting, mut buffer) = (Digesting::default(), vec![0; 1 << 20]);
    loop {
        match reader.read(&mut buffer)? {
            0 => return Ok(digesting.finish()),
            count => digesting.take(&buffer[..count]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_those_of_the_standards() {
        let digest = Digest::of(b"123456789");
        assert_eq!((digest.size, digest.crc32), (9, 0xcbf4_3926));
        assert_eq!(Digest::of(b"abc").sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn pieces_digest_to_the_same_as_the_whole() {
        let bytes: Vec<u8> = (0..3_000_000_u32).map(|at| (at.wrapping_mul(at) >> 7) as u8).collect();
        for length in [1 << 20, 999_983, 3_000_000] {
            let (mut digesting, mut checksum) = (Digesting::default(), Checksum::default());
            for piece in bytes.chunks(length) {
                digesting.take(piece);
                checksum.take(piece);
            }
            assert_eq!(digesting.finish(), Digest::of(&bytes));
            assert_eq!(checksum.finish(), Digest::of(&bytes).crc32);
        }
        assert_eq!(digest_all(&*bytes).expect("memory is readable"), Digest::of(&bytes));
    }
}
