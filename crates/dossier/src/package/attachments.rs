//! The files that stand behind the documents of a package: evidence, and the originals that documents are made of. Their names,
//! and which of them go in.

use award::EvidenceId;
use award::assessment::Assessment;
use award::catalog::Catalog;
use award::evidence::{Entry, FileFacts, register};

use crate::archive::{self, Digest};

/// The folder of a package that holds the files of evidence.
pub const FOLDER: &str = "证实性材料";

/// The folder of a package that holds what documents are made of, as it was taken in: the official form, pictures.
pub const ORIGINALS: &str = "原件";

/// The longest part of a file name that the title takes, in characters; paths of Windows end at 260.
const LONGEST_TITLE: usize = 60;

/// A file that belongs into a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enclosure {
    /// The evidence; `None` for an original that a document is made of.
    pub evidence: Option<EvidenceId>,
    /// Its number and what it is called, for people.
    pub title: String,
    /// What is known of the file.
    pub file: FileFacts,
    /// Its name in the package: `证实性材料/4.1.2-01 营业执照.pdf`.
    pub name: String,
}

/// A file that goes into a package; its content stays where it is until the package is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// The evidence; `None` for an original that a document is made of.
    pub evidence: Option<EvidenceId>,
    /// Its name in the package, which no other has.
    pub name: String,
    /// What was read of it.
    pub digest: Digest,
}

impl Enclosure {
    /// It as it goes into a package, with what was read of it.
    #[must_use]
    pub fn attached(self, digest: Digest) -> Attachment {
        Attachment { evidence: self.evidence, name: self.name, digest }
    }
}

/// Every file of evidence in the order of the register, then the originals; by names that every system accepts and that differ
/// from each other.
#[must_use]
pub fn enclosures(catalog: &Catalog, assessment: &Assessment) -> Vec<Enclosure> {
    let entries = register(catalog, assessment);
    let filed = entries.iter().filter_map(|entry| Some(enclosed(entry, entry.evidence.file.as_ref()?)));
    let mut enclosures: Vec<Enclosure> = filed.chain(assessment.originals().map(original)).collect();
    let names = archive::unique(enclosures.iter().map(|each| each.name.as_str()));
    enclosures.iter_mut().zip(names).for_each(|(each, name)| each.name = name);
    enclosures
}

fn enclosed(entry: &Entry, file: &FileFacts) -> Enclosure {
    Enclosure {
        evidence: Some(entry.id.clone()),
        title: format!("{} {}", entry.number, entry.evidence.name()),
        file: file.clone(),
        name: name(entry, file),
    }
}

fn original(file: &FileFacts) -> Enclosure {
    let stem = archive::clean(&file.name);
    let ending = ending(&file.name);
    let stem: String = stem.strip_suffix(&ending).unwrap_or(&stem).chars().take(LONGEST_TITLE).collect();
    let name = format!("{ORIGINALS}/{}{ending}", stem.trim_end());
    Enclosure { evidence: None, title: file.name.to_string(), file: file.clone(), name }
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
