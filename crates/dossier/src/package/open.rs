//! Opening a package again: the save file in it, and whether the other files are as they were.

use std::fmt;

use award::savefile;

use super::SAVE_FILE;
use crate::archive::{self, Entry, ReadError};
use crate::manifest::{self, Difference};

/// An assessment found in a package.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// What the save file holds.
    pub opened: savefile::Opened,
    /// How the files differ from the checksum list; not a reason to refuse them.
    pub differences: Vec<Difference>,
}

/// Why nothing could be opened. The file itself is never touched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenError {
    /// The zip cannot be read.
    Archive(ReadError),
    /// It holds no save file.
    NoSaveFile,
    /// Its save file cannot be read.
    SaveFile(savefile::OpenError),
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OpenError::Archive(error) => error.fmt(f),
            OpenError::NoSaveFile => {
                write!(
                    f,
                    "这个 zip 里没有“{SAVE_FILE}”，不是本工具导出的申报材料。文件没有改动；请选择本工具导出的 zip 或 .json。"
                )
            }
            OpenError::SaveFile(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for OpenError {}

/// Opens the save file of a package, also when the package was unpacked and zipped again by other programs.
///
/// # Errors
/// See [`OpenError`].
pub fn open(bytes: &[u8]) -> Result<Opened, OpenError> {
    let mut entries = archive::read(bytes).map_err(OpenError::Archive)?;
    let position = entries.iter().position(|entry| file_name(&entry.name) == SAVE_FILE);
    let position = position.or_else(|| entries.iter().position(is_save_file)).ok_or(OpenError::NoSaveFile)?;
    let json = String::from_utf8_lossy(&entries[position].bytes);
    let opened = savefile::open(&json).map_err(OpenError::SaveFile)?;
    let folder = entries[position].name.len() - file_name(&entries[position].name).len();
    let folder = entries[position].name[..folder].to_owned();
    entries.retain_mut(|entry| match entry.name.strip_prefix(&*folder) {
        Some(name) => {
            entry.name = name.to_owned();
            true
        }
        None => false,
    });
    let list = entries.iter().find(|entry| entry.name == manifest::NAME);
    let differences = match list {
        Some(list) => manifest::check(&String::from_utf8_lossy(&list.bytes), &entries),
        None => vec![Difference::NoList],
    };
    Ok(Opened { opened, differences })
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Whether an entry is a save file by its content. Windows Explorer writes Chinese names in a code page when it zips, so
/// that the name may be lost.
fn is_save_file(entry: &Entry) -> bool {
    let text = String::from_utf8_lossy(&entry.bytes);
    entry.name.ends_with(".json")
        && !matches!(savefile::open(&text), Err(savefile::OpenError::Foreign | savefile::OpenError::NotJson(_)))
}
