//! Evidence in version 2 of the save file. The contents of its files are not in there, only what finds them again.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::evidence::{self, ContentHash, EvidenceMap, Link};
use crate::order::Gather;
use crate::{EvidenceId, Text};

/// A piece of evidence.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// The file; absent for what there is only on paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<File>,
    /// What it is.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub title: Text,
    /// Who issued it.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub issuer: Text,
    /// The day it bears, as typed.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub dated: Text,
    /// The last day on which it is valid, as typed.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub valid_until: Text,
    /// The number of its pages, as typed.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub pages: Text,
    /// Whether it holds trade secrets.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub trade_secret: bool,
    /// What it proves: each an object with one key `item`, `requirement`, `indicator` or `field` and an id.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub links: BTreeSet<Link>,
    /// Its place among the others under the same heading.
    #[serde(default)]
    pub order: u32,
    /// A note that goes into no document.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub note: Text,
}

/// What is known of a file without its content.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct File {
    /// Its name as it was on the disk.
    pub name: Text,
    /// Its size in bytes.
    pub size: u64,
    /// Its media type, such as `application/pdf`.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub media_type: Text,
    /// The SHA-256 of its content in hexadecimal digits.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = r"^[0-9A-Fa-f]{64}$")))]
    pub sha256: Text,
    /// When it was last changed, in milliseconds since 1970.
    #[serde(default)]
    pub modified: i64,
}

impl From<&evidence::Evidence> for Evidence {
    fn from(evidence: &evidence::Evidence) -> Self {
        Evidence {
            file: evidence.file.as_ref().map(File::from),
            title: evidence.title.clone(),
            issuer: evidence.issuer.clone(),
            dated: evidence.dated.clone(),
            valid_until: evidence.valid_until.clone(),
            pages: evidence.pages.clone(),
            trade_secret: evidence.trade_secret,
            links: evidence.links.clone(),
            order: evidence.order,
            note: evidence.note.clone(),
        }
    }
}

impl From<&evidence::FileFacts> for File {
    fn from(file: &evidence::FileFacts) -> Self {
        File {
            name: file.name.clone(),
            size: file.size,
            media_type: file.media_type.clone(),
            sha256: file.sha256.as_str().into(),
            modified: file.modified,
        }
    }
}

impl File {
    /// What is known of the file; nothing if its hash is none, which is told to `warn` with its place.
    pub(super) fn into_facts(self, place: impl Fn() -> String, warn: super::Warn) -> Option<evidence::FileFacts> {
        let sha256 = ContentHash::parse(&self.sha256);
        if sha256.is_none() {
            warn(place(), self.sha256.to_string());
        }
        Some(evidence::FileFacts {
            name: self.name,
            size: self.size,
            media_type: self.media_type,
            sha256: sha256?,
            modified: self.modified,
        })
    }
}

impl Evidence {
    /// The evidence, without a file whose hash is none: that is told to `warn`.
    fn into_evidence(self, id: &EvidenceId, warn: super::Warn) -> evidence::Evidence {
        let file = self.file.and_then(|file| file.into_facts(|| format!("evidence/{id}/file/sha256"), warn));
        evidence::Evidence {
            file,
            title: self.title,
            issuer: self.issuer,
            dated: self.dated,
            valid_until: self.valid_until,
            pages: self.pages,
            trade_secret: self.trade_secret,
            links: self.links,
            order: self.order,
            note: self.note,
        }
    }
}

/// The evidence of an assessment in the form of the file.
pub(super) fn form(evidence: &EvidenceMap) -> BTreeMap<EvidenceId, Evidence> {
    evidence.iter().map(|(id, each)| (id.clone(), Evidence::from(&**each))).into_map()
}

/// The evidence in a file.
pub(super) fn read(evidence: BTreeMap<EvidenceId, Evidence>, warn: super::Warn) -> EvidenceMap {
    let piece = |(id, each): (EvidenceId, Evidence)| {
        let read = each.into_evidence(&id, warn);
        (id, Rc::new(read))
    };
    evidence.into_iter().map(piece).into_map()
}
