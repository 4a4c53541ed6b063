//! Evidence (证实性材料): what is attached to conditions, items, indicators and form fields.
//!
//! An [`Evidence`] is the record that people enter, with the facts of its file; the content of the file is kept elsewhere
//! under its hash. Numbers, expiry and gaps follow from the records and are never stored.

mod action;
mod age;
mod gaps;
mod hash;
mod link;
mod register;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::{EvidenceId, Text};

pub use action::{EvidenceAction, EvidencePlace, EvidenceText};
pub use age::{Doubt, Validity, doubts, expired, validity};
pub use gaps::{Gaps, gaps};
pub use hash::ContentHash;
pub use link::Link;
pub use register::{Entry, Number, entries_for, register};

/// Every piece of evidence of an assessment.
pub type EvidenceMap = BTreeMap<EvidenceId, Rc<Evidence>>;

/// A piece of evidence: a document that proves something, on file or on paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// The file; `None` for what there is only on paper.
    pub file: Option<FileFacts>,
    /// What it is: 营业执照.
    pub title: Text,
    /// Who issued it.
    pub issuer: Text,
    /// The day it bears, as typed.
    pub dated: Text,
    /// The last day on which it is valid, as typed; also 长期.
    pub valid_until: Text,
    /// The number of its pages, as typed.
    pub pages: Text,
    /// Whether it holds trade secrets, which are to be marked.
    pub trade_secret: bool,
    /// What it proves.
    pub links: BTreeSet<Link>,
    /// Its place among the others under the same heading; equal places are told apart by the id.
    pub order: u32,
    /// A note that goes into no document.
    pub note: Text,
}

/// What is known of a file without its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileFacts {
    /// Its name as it was on the disk.
    pub name: Text,
    /// Its size in bytes.
    pub size: u64,
    /// Its media type as the browser named it; may be empty.
    pub media_type: Text,
    /// The hash of its content, which finds it again.
    pub sha256: ContentHash,
    /// When it was last changed, in milliseconds since 1970.
    pub modified: i64,
}

impl Evidence {
    /// Evidence of a file that nothing is entered for yet: its title is the file's name without the ending.
    #[must_use]
    pub fn of_file(file: FileFacts, links: BTreeSet<Link>, order: u32) -> Evidence {
        let title = match file.name.rsplit_once('.') {
            Some((stem, _)) if !stem.trim().is_empty() => stem.trim().into(),
            _ => file.name.clone(),
        };
        Evidence { file: Some(file), title, links, order, ..Evidence::default() }
    }

    /// What it is called: its title, else its file's name, else nothing.
    #[must_use]
    pub fn name(&self) -> Text {
        match (self.title.trim(), &self.file) {
            ("", Some(file)) => file.name.clone(),
            (title, _) => title.into(),
        }
    }
}

/// The place after all others, for evidence that is added.
#[must_use]
pub fn next_order(evidence: &EvidenceMap) -> u32 {
    evidence.values().map(|each| each.order.saturating_add(1)).max().unwrap_or(0)
}

/// The evidence whose file has that content, the first by id.
#[must_use]
pub fn of_content<'a>(evidence: &'a EvidenceMap, hash: &ContentHash) -> Option<(&'a EvidenceId, &'a Rc<Evidence>)> {
    evidence.iter().find(|(_, each)| each.file.as_ref().is_some_and(|file| file.sha256 == *hash))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_gives_its_evidence_a_title() {
        for (name, title) in [("营业执照.pdf", "营业执照"), ("年报.v2.docx", "年报.v2"), (".pdf", ".pdf"), ("README", "README")]
        {
            let file = FileFacts { name: name.into(), ..tests_of_files::file("a") };
            assert_eq!(&*Evidence::of_file(file, BTreeSet::new(), 0).title, title);
        }
    }

    #[test]
    fn evidence_without_a_title_is_called_by_its_file() {
        let mut evidence = Evidence::of_file(tests_of_files::file("a"), BTreeSet::new(), 0);
        evidence.title = " ".into();
        assert_eq!(&*evidence.name(), "a.pdf");
        assert_eq!(&*Evidence::default().name(), "");
    }
}

#[cfg(test)]
pub(crate) mod tests_of_files {
    use super::{ContentHash, FileFacts};

    /// A file whose content is told apart by a hexadecimal digit.
    pub(crate) fn file(digit: &str) -> FileFacts {
        FileFacts {
            name: format!("{digit}.pdf").into(),
            size: 1000,
            media_type: "application/pdf".into(),
            sha256: ContentHash::parse(&digit.repeat(64)).expect("a hash"),
            modified: 0,
        }
    }
}
