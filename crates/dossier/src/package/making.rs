//! Making a package, one document at a time, so that a screen can show progress and stop in between.

mod error;
mod finished;
mod step;

use award::assessment::Assessment;
use award::catalog::Catalog;
use award::savefile;
use jiff::civil::DateTime;

pub use error::BuildError;
pub use finished::{FormFilled, Package, Piece};
pub use step::Step;

use super::papers::{self, Circumstances};
use super::{Attachment, figures, overview};
use crate::archive::{self, Entry, EntryHead, Protection};
use crate::docx::{self, Pictures, Properties};
use crate::form::Form;
use crate::manifest::{self, Sum};
use crate::workbook;

/// A package being made.
///
/// ```
/// # let catalog = schemes::xinyang();
/// # let assessment = award::assessment::Assessment::empty(award::assessment::Head {
/// #     id: "a".into(), scheme: "xinyang-2022".into(), criteria: "gbt19580-2012".into(),
/// #     created: jiff::civil::date(2026, 11, 24).at(9, 0, 0, 0), year: 2025, application_date: None, sample: false,
/// #     sheet: None,
/// # });
/// # let now = jiff::civil::date(2026, 11, 24).at(9, 0, 0, 0);
/// # let pictures = dossier::package::figures(&catalog, &assessment).into_iter().map(|figure| (figure.id, Vec::new())).collect();
/// let mut making = dossier::package::Making::new(&catalog, &assessment, now, &pictures, Vec::new())?;
/// while let Some(step) = making.next_step() {
///     println!("{} …", step.name());
///     making.make(step)?;
/// }
/// let package = making.finish();
/// # assert_eq!(package.entries.len(), 11);
/// # Ok::<(), dossier::package::BuildError>(())
/// ```
pub struct Making<'a> {
    catalog: &'a Catalog,
    assessment: &'a Assessment,
    now: DateTime,
    pictures: &'a Pictures,
    attachments: Vec<Attachment>,
    issued: Option<&'a [u8]>,
    form: Option<FormFilled>,
    steps: Vec<Step>,
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
            None => Ok(Making {
                catalog,
                assessment,
                now,
                pictures,
                attachments,
                issued: None,
                form: None,
                steps: Step::of(catalog, assessment).collect(),
                entries: Vec::new(),
            }),
        }
    }

    /// The same with the content of [`Documents::form`](award::documents::Documents::form), which is filled in the place of the
    /// built-in form. It has to be among the attachments too.
    #[must_use]
    pub fn filling(self, issued: Option<&'a [u8]>) -> Making<'a> {
        Making { issued, ..self }
    }

    /// Every step in order.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The step to make next; `None` when everything is made.
    #[must_use]
    pub fn next_step(&self) -> Option<Step> {
        self.steps.get(self.entries.len()).copied()
    }

    /// Makes a step, which must be the one that is next.
    ///
    /// # Errors
    /// The document could not be written.
    pub fn make(&mut self, step: Step) -> Result<(), BuildError> {
        let (catalog, assessment) = (self.catalog, self.assessment);
        let bytes = match (step, self.issued) {
            (Step::Form, Some(issued)) => self.filled(issued)?,
            (Step::Workbook, _) => workbook::write(catalog, assessment, self.now)?,
            (Step::SaveFile, _) => savefile::write_for(catalog, assessment).into_bytes(),
            (Step::Overview, _) => overview::write(catalog, assessment, self.now, &self.entries, &self.attachments)?,
            (Step::List, _) => self.list().into_bytes(),
            (paper, _) => self.paper(paper)?,
        };
        self.entries.push(Entry { name: step.name().to_owned(), bytes });
        Ok(())
    }

    /// A document on pages.
    fn paper(&self, step: Step) -> Result<Vec<u8>, BuildError> {
        let circumstances = Circumstances { today: self.now.date(), form: self.form.as_ref() };
        let document = papers::document(self.catalog, self.assessment, step, circumstances);
        let written = document.map(|document| docx::write(&document, self.pictures, Properties { created: self.now }));
        Ok(written.transpose()?.unwrap_or_default())
    }

    /// The form that the secretariat issued, filled as it was decided.
    fn filled(&mut self, issued: &[u8]) -> Result<Vec<u8>, BuildError> {
        let (bytes, form) = FormFilled::of(&Form::read(issued)?, self.catalog, self.assessment)?;
        self.form = Some(form);
        Ok(bytes)
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
            layout: archive::layout(&heads, self.now, Protection::None),
            heads,
            time: self.now,
            entries: self.entries,
            attachments: self.attachments,
            form: self.form,
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
