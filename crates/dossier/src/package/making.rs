//! Making a package, one document at a time, so that a screen can show progress and stop in between.

use std::fmt;

use award::assessment::Assessment;
use award::catalog::Catalog;
use award::savefile;
use jiff::civil::DateTime;

use super::{FORM, REPORT, SAVE_FILE, WORKBOOK, figures};
use crate::archive::{self, Entry};
use crate::document::FigureId;
use crate::docx::{self, Pictures, Properties};
use crate::{application_form, manifest, self_assessment_report, workbook};

/// A finished package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// The name of its file.
    pub file_name: String,
    /// Its files, also to be taken one by one.
    pub entries: Vec<Entry>,
    /// The zip.
    pub bytes: Vec<u8>,
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
    /// The save file.
    SaveFile,
    /// The checksum list.
    List,
}

impl Step {
    /// Every step in order.
    pub const ALL: [Step; 5] = [Step::Form, Step::Report, Step::Workbook, Step::SaveFile, Step::List];

    /// The name of the file that it makes.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Step::Form => FORM,
            Step::Report => REPORT,
            Step::Workbook => WORKBOOK,
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
/// let mut making = dossier::package::Making::new(&catalog, &assessment, now, &pictures)?;
/// while let Some(step) = making.next_step() {
///     println!("{} …", step.name());
///     making.make(step)?;
/// }
/// let package = making.finish();
/// # assert_eq!(package.entries.len(), 5);
/// # Ok::<(), dossier::package::BuildError>(())
/// ```
pub struct Making<'a> {
    catalog: &'a Catalog,
    assessment: &'a Assessment,
    now: DateTime,
    pictures: &'a Pictures,
    entries: Vec<Entry>,
}

impl<'a> Making<'a> {
    /// Starts a package. `now` is the clock of Beijing; `pictures` holds a PNG for every one of [`figures`](fn@super::figures).
    ///
    /// # Errors
    /// A picture is missing.
    pub fn new(
        catalog: &'a Catalog,
        assessment: &'a Assessment,
        now: DateTime,
        pictures: &'a Pictures,
    ) -> Result<Making<'a>, BuildError> {
        match figures::ids(catalog, assessment).into_iter().find(|id| !pictures.contains_key(id)) {
            Some(missing) => Err(BuildError::MissingPicture(missing)),
            None => Ok(Making { catalog, assessment, now, pictures, entries: Vec::new() }),
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
        let bytes = match step {
            Step::Form => docx::write(&application_form::build(catalog, assessment, today), self.pictures, properties)?,
            Step::Report => docx::write(&self_assessment_report::build(catalog, assessment, today), self.pictures, properties)?,
            Step::Workbook => workbook::write(catalog, assessment, self.now)?,
            Step::SaveFile => savefile::write(assessment).into_bytes(),
            Step::List => manifest::write(&self.entries).into_bytes(),
        };
        self.entries.push(Entry { name: step.name().to_owned(), bytes });
        Ok(())
    }

    /// The package of everything that was made.
    #[must_use]
    pub fn finish(self) -> Package {
        Package {
            file_name: super::file_name(self.catalog, self.assessment, self.now.date()),
            bytes: archive::write(&self.entries, self.now),
            entries: self.entries,
        }
    }
}

/// Makes a package in one go. The same arguments give the same bytes.
///
/// # Errors
/// See [`BuildError`].
pub fn build(catalog: &Catalog, assessment: &Assessment, now: DateTime, pictures: &Pictures) -> Result<Package, BuildError> {
    let mut making = Making::new(catalog, assessment, now, pictures)?;
    while let Some(step) = making.next_step() {
        making.make(step)?;
    }
    Ok(making.finish())
}
