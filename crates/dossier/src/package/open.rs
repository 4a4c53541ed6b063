//! Opening a package again: the save file in it, and whether the other files are as they were.

use std::fmt;

use award::assessment::Assessment;
use award::evidence::{ContentHash, FileFacts};
use award::order::Order;
use award::savefile;

use super::{ReadBack, SAVE_FILE};
use crate::archive::{Entry, ReadError};
use crate::manifest::{self, Difference, Sum};

/// An assessment found in a package.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// What the save file holds.
    pub opened: savefile::Opened,
    /// How the files differ from the checksum list; not a reason to refuse them.
    pub differences: Vec<Difference>,
    /// The contents that the assessment refers to and that are in the package: the hash, and the place among the files that were
    /// read.
    pub contents: Vec<(ContentHash, usize)>,
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

/// Opens a package that is in memory, also when it was unpacked and zipped again by other programs.
///
/// # Errors
/// See [`OpenError`].
pub fn open(bytes: &[u8]) -> Result<Opened, OpenError> {
    open_read(&ReadBack::of(bytes).map_err(OpenError::Archive)?)
}

/// Opens what was read of a package.
///
/// # Errors
/// See [`OpenError`].
pub fn open_read(back: &ReadBack) -> Result<Opened, OpenError> {
    let entries = &back.entries;
    let position = entries.iter().position(|entry| file_name(&entry.name) == SAVE_FILE);
    let position = position.or_else(|| entries.iter().position(is_save_file)).ok_or(OpenError::NoSaveFile)?;
    let name = &entries[position].name;
    let json = String::from_utf8_lossy(&entries[position].bytes);
    let opened = savefile::open(&json).map_err(OpenError::SaveFile)?;
    let mut differences = compare(back, &name[..name.len() - file_name(name).len()]);
    let by_content = back.by_content();
    let mut contents = Vec::new();
    for (name, file) in files(&opened.assessment) {
        match by_content.get(file.sha256.as_str()) {
            Some(&place) => contents.push((file.sha256.clone(), place)),
            None => differences.push(Difference::NoContent(name)),
        }
    }
    contents.order_by(Ord::cmp);
    contents.dedup();
    Ok(Opened { opened, differences, contents })
}

/// Every file that an assessment refers to, with what people call it.
fn files(assessment: &Assessment) -> impl Iterator<Item = (String, &FileFacts)> {
    let evidence = assessment.evidence.values().filter_map(|each| Some((each.name().to_string(), each.file.as_ref()?)));
    evidence.chain(assessment.originals().map(|file| (file.name.to_string(), file)))
}

/// How the files in a folder of the package differ from the list there.
fn compare(back: &ReadBack, folder: &str) -> Vec<Difference> {
    let inside = |sum: Sum| Some(Sum { name: sum.name.strip_prefix(folder)?.to_owned(), ..sum });
    let sums: Vec<Sum> = back.sums().into_iter().filter_map(inside).collect();
    let list = back.entries.iter().find(|entry| entry.name.strip_prefix(folder) == Some(manifest::NAME));
    match list {
        Some(list) => manifest::check(&String::from_utf8_lossy(&list.bytes), &sums),
        None => vec![Difference::NoList],
    }
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
