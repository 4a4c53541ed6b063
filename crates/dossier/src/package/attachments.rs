//! The files of evidence in a package: their names, and which of them go in.

use award::EvidenceId;
use award::assessment::Assessment;
use award::catalog::Catalog;
use award::evidence::{Entry, FileFacts, register};

use crate::archive::{self, Digest};

/// The folder of a package that holds the files of evidence.
pub const FOLDER: &str = "证实性材料";

/// The longest part of a file name that the title takes, in characters; paths of Windows end at 260.
const LONGEST_TITLE: usize = 60;

/// A file of evidence that belongs into a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enclosure {
    /// The evidence.
    pub id: EvidenceId,
    /// Its number and what it is called, for people.
    pub title: String,
    /// What is known of the file.
    pub file: FileFacts,
    /// Its name in the package: `证实性材料/4.1.2-01 营业执照.pdf`.
    pub name: String,
}

/// A file of evidence that goes into a package; its content stays where it is until the package is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// The evidence.
    pub id: EvidenceId,
    /// Its name in the package.
    pub name: String,
    /// What was read of it.
    pub digest: Digest,
}

/// Every file of evidence in the order of the register, by names that every system accepts and that differ from each other.
#[must_use]
pub fn enclosures(catalog: &Catalog, assessment: &Assessment) -> Vec<Enclosure> {
    let entries = register(catalog, assessment);
    let filed: Vec<(&Entry, &FileFacts)> =
        entries.iter().filter_map(|entry| Some((entry, entry.evidence.file.as_ref()?))).collect();
    let names: Vec<String> = filed.iter().map(|(entry, file)| name(entry, file)).collect();
    let names = archive::unique(names.iter().map(String::as_str));
    let enclosure = |((entry, file), name): ((&Entry, &FileFacts), String)| Enclosure {
        id: entry.id.clone(),
        title: format!("{} {}", entry.number, entry.evidence.name()),
        file: file.clone(),
        name,
    };
    filed.into_iter().zip(names).map(enclosure).collect()
}

fn name(entry: &Entry, file: &FileFacts) -> String {
    let title: String = archive::clean(&entry.evidence.name()).chars().take(LONGEST_TITLE).collect();
    let ending = ending(&file.name);
    let title = title.strip_suffix(&ending).unwrap_or(&title).trim_end();
    format!("{FOLDER}/{} {title}{ending}", entry.number)
}

/// The ending of a file's name with its dot; empty if it has none.
fn ending(name: &str) -> String {
    match archive::clean(name).rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && ending.chars().count() <= 10 => format!(".{ending}"),
        _ => String::new(),
    }
}
