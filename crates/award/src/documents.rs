//! What a person decides about the documents of an application: their layout, the official form that is filled in the place
//! of the built-in one, and the pictures in their texts.
//!
//! The contents of files are kept elsewhere under their hashes, as those of evidence are.

use std::collections::BTreeMap;

use crate::criteria::Criteria;
use crate::evidence::FileFacts;
use crate::{PictureId, Text};

/// Decisions about documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Documents {
    /// The margins of every page; `None` for [`Margin::USUAL`].
    pub margin: Option<Margin>,
    /// The most characters that the organisational profile may have; `None` for what the criteria say.
    pub profile_limit: Option<u32>,
    /// The most characters that the self-assessment report may have; `None` for [`REPORT_LIMIT`].
    pub report_limit: Option<u32>,
    /// The form that the secretariat issued, if it is to be filled.
    pub form: Option<OfficialForm>,
    /// What was decided about forms by their fingerprints. A form that was put aside and comes back finds its decisions again.
    pub mappings: BTreeMap<Text, Decisions>,
    /// The pictures in the texts of the report.
    pub pictures: BTreeMap<PictureId, Picture>,
}

/// What was decided about the places of a form: the anchor of a place, and what goes there. Both are texts of the form filler,
/// which alone knows what they mean.
pub type Decisions = BTreeMap<Text, Text>;

/// The margin of a page in whole millimetres, the same on all sides: 15 to 40.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Margin(u8);

/// The form that the secretariat issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficialForm {
    /// The file as it was issued, not filled.
    pub file: FileFacts,
    /// What tells its content from that of other forms; see [`Documents::mappings`].
    pub fingerprint: Text,
}

/// A picture in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Its file: PNG or JPEG.
    pub file: FileFacts,
    /// Its width in pixels, at least 1.
    pub width: u32,
    /// Its height in pixels, at least 1.
    pub height: u32,
}

/// The characters that a self-assessment report usually may have: between the 30,000 and the 60,000 that other cities set.
pub const REPORT_LIMIT: u32 = 50_000;

impl Margin {
    /// What is set if nobody says otherwise.
    pub const USUAL: Margin = Margin(25);
    /// The narrowest and the widest in millimetres.
    pub const RANGE: std::ops::RangeInclusive<u8> = 15..=40;

    /// A margin of so many millimetres; `None` outside of [`Margin::RANGE`].
    #[must_use]
    pub fn new(millimetres: u8) -> Option<Margin> {
        Margin::RANGE.contains(&millimetres).then_some(Margin(millimetres))
    }

    /// It in millimetres.
    #[must_use]
    pub fn millimetres(self) -> u8 {
        self.0
    }
}

impl Documents {
    /// The margins of every page.
    #[must_use]
    pub fn margin(&self) -> Margin {
        self.margin.unwrap_or(Margin::USUAL)
    }

    /// The most characters that the organisational profile may have.
    #[must_use]
    pub fn profile_limit(&self, criteria: &Criteria) -> u32 {
        self.profile_limit.unwrap_or(criteria.profile.limit)
    }

    /// The most characters that the self-assessment report may have.
    #[must_use]
    pub fn report_limit(&self) -> u32 {
        self.report_limit.unwrap_or(REPORT_LIMIT)
    }

    /// What was decided about the form that is to be filled; nothing without one.
    #[must_use]
    pub fn decisions(&self) -> Decisions {
        let form = self.form.as_ref();
        form.and_then(|form| self.mappings.get(&form.fingerprint)).cloned().unwrap_or_default()
    }

    /// The files that documents are made of: the form, then the pictures by their ids.
    pub fn files(&self) -> impl Iterator<Item = &FileFacts> {
        let form = self.form.iter().map(|form| &form.file);
        form.chain(self.pictures.values().map(|picture| &picture.file))
    }
}

/// Something a person did about documents, named by what happened.
#[derive(Clone, Debug, PartialEq)]
pub enum DocumentsAction {
    /// Other margins were chosen; `None` for the usual ones.
    ChoseMargin(Option<Margin>),
    /// Another limit of the profile was chosen; `None` for the usual one.
    ChoseProfileLimit(Option<u32>),
    /// Another limit of the report was chosen; `None` for the usual one.
    ChoseReportLimit(Option<u32>),
    /// A form was taken to be filled, or put aside.
    TookForm(Option<OfficialForm>),
    /// It was decided what goes into a place of the form that is to be filled, or the decision taken back.
    Decided(Text, Option<Text>),
    /// A text was written for a place of the form that is to be filled; the whole decision, not the text alone.
    Wrote(Text, Text),
    /// A picture was added.
    AddedPicture(PictureId, Picture),
    /// A picture was removed.
    RemovedPicture(PictureId),
}

/// The place in the decisions about documents that an action changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocumentsPlace {
    /// Margins and limits.
    Layout,
    /// Which form is to be filled.
    Form,
    /// A place of the form.
    Blank(Text),
    /// The pictures.
    Pictures,
}

impl DocumentsAction {
    /// The place that it changes.
    #[must_use]
    pub fn place(&self) -> DocumentsPlace {
        match self {
            DocumentsAction::ChoseMargin(_) | DocumentsAction::ChoseProfileLimit(_) | DocumentsAction::ChoseReportLimit(_) => {
                DocumentsPlace::Layout
            }
            DocumentsAction::TookForm(_) => DocumentsPlace::Form,
            DocumentsAction::Decided(anchor, _) | DocumentsAction::Wrote(anchor, _) => DocumentsPlace::Blank(anchor.clone()),
            DocumentsAction::AddedPicture(..) | DocumentsAction::RemovedPicture(_) => DocumentsPlace::Pictures,
        }
    }

    /// Whether it is typing.
    #[must_use]
    pub fn is_typing(&self) -> bool {
        matches!(self, DocumentsAction::Wrote(..))
    }

    /// Does it. A decision without a form changes nothing.
    pub(crate) fn apply(&self, documents: &mut Documents) {
        match self {
            DocumentsAction::ChoseMargin(margin) => documents.margin = *margin,
            DocumentsAction::ChoseProfileLimit(limit) => documents.profile_limit = *limit,
            DocumentsAction::ChoseReportLimit(limit) => documents.report_limit = *limit,
            DocumentsAction::TookForm(form) => documents.form.clone_from(form),
            DocumentsAction::Decided(anchor, target) => documents.decide(anchor, target.as_ref()),
            DocumentsAction::Wrote(anchor, target) => documents.decide(anchor, Some(target)),
            DocumentsAction::AddedPicture(id, picture) => {
                documents.pictures.insert(id.clone(), picture.clone());
            }
            DocumentsAction::RemovedPicture(id) => {
                documents.pictures.remove(id);
            }
        }
    }
}

impl Documents {
    /// Keeps or forgets a decision about the form that is to be filled.
    fn decide(&mut self, anchor: &Text, target: Option<&Text>) {
        let Some(form) = &self.form else { return };
        let decisions = self.mappings.entry(form.fingerprint.clone()).or_default();
        match target {
            Some(target) => decisions.insert(anchor.clone(), target.clone()),
            None => decisions.remove(anchor),
        };
        self.mappings.retain(|_, decisions| !decisions.is_empty());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::tests_of_files::file;

    fn form(digit: &str) -> OfficialForm {
        OfficialForm { file: file(digit), fingerprint: digit.into() }
    }

    fn after(actions: &[DocumentsAction]) -> Documents {
        let mut documents = Documents::default();
        actions.iter().for_each(|action| action.apply(&mut documents));
        documents
    }

    #[test]
    fn a_margin_leaves_room_for_text_and_printers() {
        let found: Vec<Option<u8>> = [14, 15, 40, 41].map(|each| Margin::new(each).map(Margin::millimetres)).to_vec();
        assert_eq!(found, [None, Some(15), Some(40), None]);
        assert!(Margin::RANGE.contains(&Margin::USUAL.millimetres()));
    }

    #[test]
    fn decisions_belong_to_their_form() {
        let decided = |target: &str| DocumentsAction::Decided("3.0.1".into(), Some(target.into()));
        let took = |digit| DocumentsAction::TookForm(Some(form(digit)));
        let documents = after(&[took("a"), decided("@org_name"), took("b"), decided("")]);
        assert_eq!(documents.decisions()["3.0.1"], "".into());
        let documents = after(&[took("a"), decided("@org_name"), took("b"), decided(""), took("a")]);
        assert_eq!(documents.decisions()["3.0.1"], "@org_name".into());
    }

    #[test]
    fn a_decision_needs_a_form() {
        assert_eq!(after(&[DocumentsAction::Decided("1".into(), Some("=文".into()))]), Documents::default());
    }

    #[test]
    fn taking_back_equals_never_deciding() {
        let took = DocumentsAction::TookForm(Some(form("a")));
        let back = [
            took.clone(),
            DocumentsAction::Wrote("1".into(), "=文".into()),
            DocumentsAction::Decided("1".into(), None),
            DocumentsAction::ChoseMargin(Margin::new(20)),
            DocumentsAction::ChoseMargin(None),
        ];
        assert_eq!(after(&back), after(&[took]));
    }
}
