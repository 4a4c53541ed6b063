//! What was decided about documents in version 2 of the save file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::File;
use crate::documents::{self, Margin};
use crate::{PictureId, Text};

/// What was decided about the documents. Everything may be left out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Documents {
    /// The margins of every page in millimetres, if they are not the usual 25.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(range(min = 15, max = 40)))]
    pub margin: Option<u8>,
    /// The most characters that the organisational profile may have, if they are not those of the criteria.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile_limit: Option<u32>,
    /// The most characters that the self-assessment report may have, if they are not the usual 50,000.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report_limit: Option<u32>,
    /// The form that the secretariat issued, if it is to be filled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<OfficialForm>,
    /// What goes where in forms: the fingerprint of a form, then the anchor of a place, then `@field`, `@field/2023`, `@field/-1` (the
    /// year before the one assessed), `=text`, or nothing to leave it empty.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub mappings: BTreeMap<Text, BTreeMap<Text, Text>>,
    /// The pictures in texts by an id that is unique in the file.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub pictures: BTreeMap<PictureId, Picture>,
}

/// The form that the secretariat issued.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OfficialForm {
    /// The file as it was issued.
    pub file: File,
    /// What tells its content from that of other forms.
    pub fingerprint: Text,
}

/// A picture in a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Picture {
    /// Its file: PNG or JPEG.
    pub file: File,
    /// Its width in pixels.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub width: u32,
    /// Its height in pixels.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub height: u32,
}

impl From<&documents::Documents> for Documents {
    fn from(documents: &documents::Documents) -> Self {
        let form =
            |form: &documents::OfficialForm| OfficialForm { file: File::from(&form.file), fingerprint: form.fingerprint.clone() };
        let picture = |picture: &documents::Picture| Picture {
            file: File::from(&picture.file),
            width: picture.width,
            height: picture.height,
        };
        Documents {
            margin: documents.margin.map(Margin::millimetres),
            profile_limit: documents.profile_limit,
            report_limit: documents.report_limit,
            form: documents.form.as_ref().map(form),
            mappings: documents.mappings.clone(),
            pictures: documents.pictures.iter().map(|(id, each)| (id.clone(), picture(each))).collect(),
        }
    }
}

impl Documents {
    /// Whether nothing was decided.
    pub(super) fn is_empty(&self) -> bool {
        *self == Documents::default()
    }

    /// The decisions, without what means nothing: that is told to `warn`.
    pub(super) fn into_documents(self, warn: super::Warn) -> documents::Documents {
        let margin = self.margin.and_then(|millimetres| {
            let margin = Margin::new(millimetres);
            if margin.is_none() {
                warn("documents/margin".to_owned(), millimetres.to_string());
            }
            margin
        });
        let form = self.form.and_then(|form| {
            let file = form.file.into_facts(|| "documents/form/file/sha256".to_owned(), warn)?;
            Some(documents::OfficialForm { file, fingerprint: form.fingerprint })
        });
        let mut pictures = BTreeMap::new();
        for (id, picture) in self.pictures {
            let read = picture.into_picture(&id, warn);
            pictures.extend(read.map(|picture| (id, picture)));
        }
        documents::Documents {
            margin,
            profile_limit: self.profile_limit,
            report_limit: self.report_limit,
            form,
            mappings: self.mappings,
            pictures,
        }
    }
}

impl Picture {
    fn into_picture(self, id: &PictureId, warn: super::Warn) -> Option<documents::Picture> {
        if self.width == 0 || self.height == 0 {
            warn(format!("documents/pictures/{id}"), format!("{}×{}", self.width, self.height));
            return None;
        }
        let file = self.file.into_facts(|| format!("documents/pictures/{id}/file/sha256"), warn)?;
        Some(documents::Picture { file, width: self.width, height: self.height })
    }
}
