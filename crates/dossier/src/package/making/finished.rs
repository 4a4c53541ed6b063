//! A finished package and its pieces.

use award::assessment::Assessment;
use award::catalog::Catalog;
use jiff::civil::DateTime;

use crate::archive::{self, Digest, Entry, EntryHead, Layout, Protection};
use crate::form::{self, Draft, FillError, Filled, Form, NotFilled, Values};
use crate::package::{Attachment, ReadBack, ReadFile};

/// A finished package: everything of its zip but the contents of attached files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// The name of its file.
    pub file_name: String,
    /// Its documents, also to be taken one by one.
    pub entries: Vec<Entry>,
    /// The files that stand behind the documents.
    pub attachments: Vec<Attachment>,
    /// What came of the form that the secretariat issued, if it was filled.
    pub form: Option<FormFilled>,
    pub(super) heads: Vec<EntryHead>,
    pub(super) time: DateTime,
    pub(super) layout: Layout,
}

/// What came of filling the form that the secretariat issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormFilled {
    /// How many places were filled.
    pub filled: usize,
    /// The places that were not, and why, in the order of the document.
    pub not_filled: Vec<NotFilled>,
}

impl FormFilled {
    /// Fills a form as an assessment decides about it: the filled file, and what came of it.
    ///
    /// # Errors
    /// See [`FillError`].
    pub fn of(form: &Form, catalog: &Catalog, assessment: &Assessment) -> Result<(Vec<u8>, FormFilled), FillError> {
        let values = Values::new(catalog, assessment);
        let draft = Draft::new(form, &values, &assessment.documents.decisions());
        let Filled { bytes, filled, not_filled } = form::fill(form, &draft.mapping, &values)?;
        Ok((bytes, FormFilled { filled: filled.len(), not_filled }))
    }
}

/// A piece of a zip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Bytes as they are.
    Bytes(&'a [u8]),
    /// The content of an attached file.
    File(&'a Attachment),
}

impl Package {
    /// The pieces of the zip one after the other.
    pub fn pieces(&self) -> impl Iterator<Item = Piece<'_>> {
        let headed =
            self.layout.headers.iter().zip(self.contents()).flat_map(|(header, content)| [Piece::Bytes(header), content]);
        headed.chain([Piece::Bytes(&self.layout.directory)])
    }

    /// The contents of the zip one after the other, without what stands around them.
    pub fn contents(&self) -> impl Iterator<Item = Piece<'_>> {
        let documents = self.entries.iter().map(|entry| Piece::Bytes(&entry.bytes));
        documents.chain(self.attachments.iter().map(Piece::File))
    }

    /// What stands around the contents if each is sealed under a password.
    #[must_use]
    pub fn locked(&self) -> Layout {
        archive::layout(&self.heads, self.time, Protection::Password)
    }

    /// What its receiver reads of it, from what it is made of.
    #[must_use]
    pub fn read_back(&self) -> ReadBack {
        let made = self.entries.iter().map(|entry| ReadFile { name: entry.name.clone(), digest: Digest::of(&entry.bytes) });
        let attached = self.attachments.iter().map(|each| ReadFile { name: each.name.clone(), digest: each.digest.clone() });
        ReadBack { files: made.chain(attached).collect(), entries: self.entries.clone() }
    }

    /// The size of the zip in bytes.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.pieces().map(|piece| piece.size()).sum()
    }

    /// The zip in memory, its attached files read by `content`.
    ///
    /// # Errors
    /// Those of `content`.
    pub fn zip<E>(&self, mut content: impl FnMut(&Attachment) -> Result<Vec<u8>, E>) -> Result<Vec<u8>, E> {
        let mut bytes = Vec::new();
        for piece in self.pieces() {
            match piece {
                Piece::Bytes(some) => bytes.extend_from_slice(some),
                Piece::File(attachment) => bytes.extend_from_slice(&content(attachment)?),
            }
        }
        Ok(bytes)
    }
}

impl Piece<'_> {
    /// Its size in bytes.
    #[must_use]
    pub fn size(&self) -> u64 {
        match self {
            Piece::Bytes(bytes) => bytes.len() as u64,
            Piece::File(attachment) => attachment.digest.size,
        }
    }
}
