//! The zip that holds a package: written so that large files can be put between its headers, read with suspicion.

mod content;
mod index;
mod layout;
mod lock;
mod names;
mod read;
mod replace;

pub use content::{Checksum, Digest, Digesting, Unpacking, digest_all, hexadecimal};
pub use index::{Directory, Listed, Method, tail};
pub use layout::{EntryHead, Layout, Protection, layout, write};
pub use lock::{GROWTH, Salt, Sealing};
pub use names::{clean, unique};
pub use read::{Limits, ReadError, read, read_only, read_within};
pub(crate) use replace::Packed;

/// A file in an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name, with `/` between folders.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}
