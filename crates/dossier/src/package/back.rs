//! What is read back of a package: small files in memory, of all others what tells their content.

use std::collections::HashMap;

use super::attachments::{FOLDER, ORIGINALS};
use crate::archive::{self, Digest, Entry, Limits, Listed, ReadError};
use crate::manifest::Sum;

/// What was read of a package, whether it is in memory or on a disk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadBack {
    /// Every file in order, with what its content was digested to.
    pub files: Vec<ReadFile>,
    /// The files whose content was kept, in order.
    pub entries: Vec<Entry>,
}

/// A file of a package that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadFile {
    /// Its name in the package.
    pub name: String,
    /// What its content was digested to.
    pub digest: Digest,
}

/// The greatest size of a file that is kept in memory, in bytes.
const LARGEST_KEPT: u64 = 64 << 20;

/// Whether the content of an entry is to be kept in memory: everything outside of the folders of evidence and
/// originals that may be a document. What those hold is recognised by its digest.
#[must_use]
pub fn is_kept(entry: &Listed) -> bool {
    let ending = entry.name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let is_enclosed = entry.name.split('/').rev().skip(1).any(|folder| folder == FOLDER || folder == ORIGINALS);
    !is_enclosed && entry.size <= LARGEST_KEPT && matches!(&*ending, "json" | "txt" | "docx" | "xlsx")
}

/// Whether what is to be kept in memory of an archive fits there.
///
/// # Errors
/// It is too large.
pub fn check_kept(listed: &[Listed]) -> Result<(), ReadError> {
    let kept: u64 = listed.iter().filter(|entry| is_kept(entry)).map(|entry| entry.size).sum();
    if kept <= Limits::PACKAGE.size { Ok(()) } else { Err(ReadError::TooLarge) }
}

impl ReadBack {
    /// Reads a package that is in memory.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub fn of(bytes: &[u8]) -> Result<ReadBack, ReadError> {
        let entries = archive::read(bytes)?;
        let files = entries.iter().map(|entry| ReadFile { name: entry.name.clone(), digest: Digest::of(&entry.bytes) });
        Ok(ReadBack { files: files.collect(), entries })
    }

    /// The lines that a checksum list of the files has.
    pub(super) fn sums(&self) -> Vec<Sum> {
        self.files.iter().map(|file| Sum { name: file.name.clone(), sha256: file.digest.sha256.clone() }).collect()
    }

    /// Where the first file of each content stands, by its hash.
    pub(super) fn by_content(&self) -> HashMap<&str, usize> {
        let places = self.files.iter().enumerate().rev();
        places.map(|(place, file)| (&*file.digest.sha256, place)).collect()
    }
}
