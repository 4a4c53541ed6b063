//! Making a package, one document at a time, so that a screen can show progress and stop in between.

use std::fmt;

use award::assessment::Assessment;
use award::catalog::Catalog;
use award::savefile;
use jiff::civil::DateTime;

use super::{Attachment, CATALOGUE, FORM, OVERVIEW, REPORT, SAVE_FILE, TRADE_SECRETS, WORKBOOK, figures, overview};
use crate::archive::{self, Entry, EntryHead, Layout};
use crate::document::{Document, FigureId};
use crate::docx::{self, Pictures, Properties};
use crate::evidence::{catalogue, trade_secrets};
use crate::manifest::{self, Sum};
use crate::{application_form, self_assessment_report, workbook};

/// A finished package: everything of its zip but the contents of attached files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// The name of its file.
    pub file_name: String,
    /// Its documents, also to be taken one by one.
    pub entries: Vec<Entry>,
    /// The files of evidence that stand behind the documents.
    pub attachments: Vec<Attachment>,
    layout: Layout,
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
        let documents = self.entries.iter().map(|entry| Piece::Bytes(&entry.bytes));
        let contents = documents.chain(self.attachments.iter().map(Piece::File));
        let headed = self.layout.headers.iter().zip(contents).flat_map(|(header, content)| [Piece::Bytes(header), content]);
        headed.chain([Piece::Bytes(&self.layout.directory)])
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

/// Why a package could not be made.
#[derive(Debug)]
pub enum BuildError {
    /// A chart was not drawn.
    MissingPicture(FigureId),
    /// A document could not be written.
    Document(docx::WriteError),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BuildError::MissingPicture(id) => write!(f, "图表没有画出来（{id}）。")?,
            BuildError::Document(error) => write!(f, "文档没有写成（{error}）。")?,
        }
        f.write_str("已填的内容都在，请重试；仍不行请先另存数据文件。")
    }
}

impl std::error::Error for BuildError {}

impl From<docx::WriteError> for BuildError {
    fn from(error: docx::WriteError) -> Self {
        BuildError::Document(error)
    }
}

/// One step of making a package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The application form.
    Form,
    /// The self-assessment report.
    Report,
    /// The score workbook.
    Workbook,
    /// The catalogue of evidence.
    Catalogue,
    /// The list of trade secrets.
    TradeSecrets,
    /// The save file.
    SaveFile,
    /// The list of files for people.
    Overview,
    /// The checksum list.
    List,
}

impl Step {
    /// Every step in order.
    pub const ALL: [Step; 8] = [
        Step::Form,
        Step::Report,
        Step::Workbook,
        Step::Catalogue,
        Step::TradeSecrets,
        Step::SaveFile,
        Step::Overview,
        Step::List,
    ];

    /// The name of the file that it makes.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Step::Form => FORM,
            Step::Report => REPORT,
            Step::Workbook => WORKBOOK,
            Step::Catalogue => CATALOGUE,
            Step::TradeSecrets => TRADE_SECRETS,
            Step::Overview => OVERVIEW,
            Step::SaveFile => SAVE_FILE,
            Step::List => manifest::NAME,
        }
    }
}

/// A package being made.
///
/// ```
/// # let catalog = schemes::xinyang();
/// # let assessment = award::assessment::Assessment::empty(award::assessment::Head {
/// #     id: "a".into(), scheme: "xinyang-2022".into(), criteria: "gbt19580-2012".into(),
/// #     created: jiff::civil::date(2026, 11, 24).at(9, 0, 0, 0), year: 2025, application_date: None, sample: false,
/// # });
/// # let now = jiff::civil::date(2026, 11, 24).at(9, 0, 0, 0);
/// # let pictures = dossier::package::figures(&catalog, &assessment).into_iter().map(|figure| (figure.id, Vec::new())).collect();
/// let mut making = dossier::package::Making::new(&catalog, &assessment, now, &pictures, Vec::new())?;
/// while let Some(step) = making.next_step() {
///     println!("{} …", step.name());
///     making.make(step)?;
/// }
/// let package = making.finish();
/// # assert_eq!(package.entries.len(), 8);
/// # Ok::<(), dossier::package::BuildError>(())
/// ```
pub struct Making<'a> {
    catalog: &'a Catalog,
    assessment: &'a Assessment,
    now: DateTime,
    pictures: &'a Pictures,
    attachments: Vec<Attachment>,
    entries: Vec<Entry>,
}

impl<'a> Making<'a> {
    /// Starts a package. `now` is the clock of Beijing; `pictures` holds a PNG for every one of [`figures`](fn@super::figures);
    /// `attachments` are those of [`enclosures`](fn@super::enclosures) whose content is at hand.
    ///
    /// # Errors
    /// A picture is missing.
    pub fn new(
        catalog: &'a Catalog,
        assessment: &'a Assessment,
        now: DateTime,
        pictures: &'a Pictures,
        attachments: Vec<Attachment>,
    ) -> Result<Making<'a>, BuildError> {
        match figures::ids(catalog, assessment).into_iter().find(|id| !pictures.contains_key(id)) {
            Some(missing) => Err(BuildError::MissingPicture(missing)),
            None => Ok(Making { catalog, assessment, now, pictures, attachments, entries: Vec::new() }),
        }
    }

    /// The step to make next; `None` when everything is made.
    #[must_use]
    pub fn next_step(&self) -> Option<Step> {
        Step::ALL.get(self.entries.len()).copied()
    }

    /// Makes a step, which must be the one that is next.
    ///
    /// # Errors
    /// The document could not be written.
    pub fn make(&mut self, step: Step) -> Result<(), BuildError> {
        let (catalog, assessment, today) = (self.catalog, self.assessment, self.now.date());
        let properties = Properties { created: self.now };
        let word = |document: &Document| docx::write(document, self.pictures, properties);
        let bytes = match step {
            Step::Form => word(&application_form::build(catalog, assessment, today))?,
            Step::Report => word(&self_assessment_report::build(catalog, assessment, today))?,
            Step::Workbook => workbook::write(catalog, assessment, self.now)?,
            Step::Catalogue => word(&catalogue::build(catalog, assessment))?,
            Step::TradeSecrets => word(&trade_secrets::build(catalog, assessment))?,
            Step::SaveFile => savefile::write(assessment).into_bytes(),
            Step::Overview => overview::write(catalog, assessment, self.now, &self.entries, &self.attachments)?,
            Step::List => self.list().into_bytes(),
        };
        self.entries.push(Entry { name: step.name().to_owned(), bytes });
        Ok(())
    }

    /// The checksum list of everything that was made and attached.
    fn list(&self) -> String {
        let attached = |each: &Attachment| Sum { name: each.name.clone(), sha256: each.digest.sha256.clone() };
        let sums = self.entries.iter().map(Sum::from).chain(self.attachments.iter().map(attached));
        manifest::write(&sums.collect::<Vec<Sum>>())
    }

    /// The package of everything that was made.
    #[must_use]
    pub fn finish(self) -> Package {
        let documents = self.entries.iter().map(EntryHead::from);
        let attached = self.attachments.iter().map(|each| EntryHead {
            name: each.name.clone(),
            size: each.digest.size,
            crc32: each.digest.crc32,
        });
        let heads: Vec<EntryHead> = documents.chain(attached).collect();
        Package {
            file_name: super::file_name(self.catalog, self.assessment, self.now.date()),
            layout: archive::layout(&heads, self.now),
            entries: self.entries,
            attachments: self.attachments,
        }
    }
}

/// Makes a package in one go. The same arguments give the same bytes.
///
/// # Errors
/// See [`BuildError`].
pub fn build(
    catalog: &Catalog,
    assessment: &Assessment,
    now: DateTime,
    pictures: &Pictures,
    attachments: Vec<Attachment>,
) -> Result<Package, BuildError> {
    let mut making = Making::new(catalog, assessment, now, pictures, attachments)?;
    while let Some(step) = making.next_step() {
        making.make(step)?;
    }
    Ok(making.finish())
}
