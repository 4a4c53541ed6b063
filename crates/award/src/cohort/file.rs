//! The file of a cohort (对比文件): the cards that were gathered, so that a room can be opened again at once.

use serde::{Deserialize, Serialize};

use super::Gathering;
use crate::envelope::{self, Form, Kind, OpenError, Opened, Warning};
use crate::scorecard::Scorecard;
use crate::scorecard::v1::Body;
use crate::{CriteriaId, Text};

/// The kind of file that gathered cards are kept in.
pub const KIND: Kind = Kind { format: "quality-award-cohort", version: 1, name: "对比文件" };

/// Gathered score cards of the quality award kit, version 1.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(title = "Cohort"))]
#[serde(deny_unknown_fields)]
pub struct File {
    /// Always `quality-award-cohort`.
    #[cfg_attr(feature = "schema", schemars(extend("const" = KIND.format)))]
    pub format: Text,
    /// Always 1 in this form.
    #[cfg_attr(feature = "schema", schemars(extend("const" = 1)))]
    pub version: u32,
    /// The edition of the criteria that the cards score by.
    pub criteria: CriteriaId,
    /// The cards, in the order in which they came.
    pub cards: Vec<Body>,
}

impl Form for File {
    const KIND: Kind = KIND;

    fn mark(&self) -> (&str, u32) {
        (&self.format, self.version)
    }
}

/// The file of gathered cards.
#[must_use]
pub fn write(gathering: &Gathering) -> String {
    let cards = gathering.cards().iter().map(Body::from).collect();
    envelope::to_json(&File { format: KIND.format.into(), version: 1, criteria: gathering.criteria().clone(), cards })
}

/// Reads the cards of a cohort's file; they are gathered one by one like any others.
///
/// # Errors
/// See [`OpenError`]. Nothing is half-read.
pub fn open(json: &str) -> Result<Opened<Vec<Scorecard>>, OpenError> {
    let file: File = envelope::open(json)?;
    let mut warnings: Vec<Warning> = Vec::new();
    let mut cards = Vec::with_capacity(file.cards.len());
    for (at, body) in file.cards.into_iter().enumerate() {
        let card = body.into_card(&format!("cards/{at}"), &mut warnings);
        cards.push(card.map_err(|place| OpenError::Malformed(KIND, place))?);
    }
    Ok(Opened { value: cards, warnings })
}

/// The JSON Schema of the form that [`write`] writes, as it is published.
#[cfg(feature = "schema")]
#[must_use]
pub fn schema() -> String {
    envelope::schema::<File>()
}
