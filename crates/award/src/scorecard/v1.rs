//! Version 1 of the score card's file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Author, CardItem, KIND, Role, Scorecard, Subject};
use crate::envelope::{Form, Kind, Warning};
use crate::id;
use crate::points::Percent;
use crate::{ApplicantId, BandId, CardId, CriteriaId, FactorId, ItemId, SchemeId, Text};

/// A score card of the quality award kit, version 1. An id that the kit does not know is kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(title = "Scorecard"))]
#[serde(deny_unknown_fields)]
pub struct File {
    /// Always `quality-award-scorecard`.
    #[cfg_attr(feature = "schema", schemars(extend("const" = KIND.format)))]
    pub format: Text,
    /// Always 1 in this form.
    #[cfg_attr(feature = "schema", schemars(extend("const" = 1)))]
    pub version: u32,
    /// The card.
    pub card: Body,
}

/// A card as it stands in its own file and inside others.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(title = "Card"))]
#[serde(deny_unknown_fields)]
pub struct Body {
    /// The card's id: the same in all revisions of the card.
    pub id: CardId,
    /// When this revision was made, local time: `2026-11-24T09:30:00`. The later revision of a card counts.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?$")))]
    pub revised: Text,
    /// The award scheme, such as `xinyang-2022`.
    pub scheme: SchemeId,
    /// The edition of the criteria, such as `gbt19580-2012`.
    pub criteria: CriteriaId,
    /// Whom it scores.
    pub subject: SubjectForm,
    /// In which role the author scored.
    pub role: Role,
    /// The author's name.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub author: Text,
    /// The items by item id, such as 4.1.2.
    #[serde(default)]
    pub items: BTreeMap<ItemId, Item>,
}

/// Whom a card scores.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(title = "Subject"))]
#[serde(deny_unknown_fields)]
pub struct SubjectForm {
    /// The applicant: the same on all its cards. Under an alias it must not stand in any other file.
    pub applicant: ApplicantId,
    /// The applicant's name or alias.
    pub name: Text,
    /// Whether the name is an alias.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub alias: bool,
    /// The county or zone; absent if it is not told.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub county: Text,
    /// The industry; absent if it is not told.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub industry: Text,
    /// The size of the enterprise; absent if it is not told.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub size: Text,
    /// The fiscal year that the scores are about.
    pub year: i16,
}

/// What a card holds about one item.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(title = "CardItem"))]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// The percent, a multiple of 5 from 0 to 100; absent while the item is not scored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 100), extend("multipleOf" = 5)))]
    pub percent: Option<i64>,
    /// The band chosen for each factor: factor id (A, D, L, I, Le, T, C), then band id such as `50-65`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub factors: BTreeMap<FactorId, BandId>,
    /// The chosen strengths.
    #[serde(default, deserialize_with = "id::texts", skip_serializing_if = "Vec::is_empty")]
    pub strengths: Vec<Text>,
    /// The chosen opportunities for improvement.
    #[serde(default, deserialize_with = "id::texts", skip_serializing_if = "Vec::is_empty")]
    pub ofis: Vec<Text>,
}

impl Form for File {
    const KIND: Kind = KIND;

    fn mark(&self) -> (&str, u32) {
        (&self.format, self.version)
    }
}

impl From<&Scorecard> for File {
    fn from(card: &Scorecard) -> Self {
        File { format: KIND.format.into(), version: 1, card: Body::from(card) }
    }
}

impl From<&Scorecard> for Body {
    fn from(card: &Scorecard) -> Self {
        Body {
            id: card.id.clone(),
            revised: card.revised.to_string().into(),
            scheme: card.scheme.clone(),
            criteria: card.criteria.clone(),
            subject: SubjectForm::from(&card.subject),
            role: card.author.role,
            author: card.author.name.clone(),
            items: card.items.iter().map(|(id, item)| (id.clone(), Item::from(item))).collect(),
        }
    }
}

impl From<&Subject> for SubjectForm {
    fn from(subject: &Subject) -> Self {
        let Subject { applicant, name, alias, county, industry, size, year } = subject.clone();
        SubjectForm { applicant, name, alias, county, industry, size, year }
    }
}

impl From<SubjectForm> for Subject {
    fn from(form: SubjectForm) -> Self {
        let SubjectForm { applicant, name, alias, county, industry, size, year } = form;
        Subject { applicant, name, alias, county, industry, size, year }
    }
}

impl From<&CardItem> for Item {
    fn from(item: &CardItem) -> Self {
        Item {
            percent: item.percent.map(|percent| percent.value().into()),
            factors: item.factors.clone(),
            strengths: item.strengths.clone(),
            ofis: item.ofis.clone(),
        }
    }
}

impl File {
    /// The card in the file, or the place of what has no meaning.
    pub(super) fn into_card(self, warnings: &mut Vec<Warning>) -> Result<Scorecard, String> {
        self.card.into_card("card", warnings)
    }
}

impl Body {
    /// The card that stands at a place of a file, or the place of what has no meaning.
    pub(crate) fn into_card(self, at: &str, warnings: &mut Vec<Warning>) -> Result<Scorecard, String> {
        let revised = self.revised.parse().map_err(|_| format!("{at}/revised：“{}”不是日期时间", self.revised))?;
        let items = self.items.into_iter().map(|(id, item)| {
            let percent = percent(item.percent, || format!("{at}/items/{id}/percent"), warnings);
            (id, CardItem { percent, factors: item.factors, strengths: item.strengths, ofis: item.ofis })
        });
        Ok(Scorecard {
            id: self.id,
            revised,
            scheme: self.scheme,
            criteria: self.criteria,
            items: items.collect(),
            author: Author { role: self.role, name: self.author },
            subject: self.subject.into(),
        })
    }
}

/// A percent of a file; one that is none is left out and said.
pub(crate) fn percent(value: Option<i64>, place: impl Fn() -> String, warnings: &mut Vec<Warning>) -> Option<Percent> {
    let value = value?;
    let percent = u8::try_from(value).ok().and_then(Percent::new);
    if percent.is_none() {
        warnings.push(Warning { place: place(), value: value.to_string() });
    }
    percent
}
