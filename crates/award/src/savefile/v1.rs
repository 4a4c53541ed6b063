//! Version 1 of the save file.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::assessment::{self, Assessment, Choice};
use crate::{AnswerId, AssessmentId, BandId, CriteriaId, FactorId, FieldId, ItemId, SchemeId, SectionId, Text};

/// A save file of the quality award kit, version 1. Every map may be left out; an id that the kit does not know is kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SaveFile {
    /// Always `quality-award-kit`.
    #[cfg_attr(feature = "schema", schemars(extend("const" = super::FORMAT)))]
    pub format: Text,
    /// Always 1 in this form.
    #[cfg_attr(feature = "schema", schemars(extend("const" = 1)))]
    pub version: u32,
    /// Which assessment the file holds.
    pub about: About,
    /// The text of each form field by field id, as typed. Numbers and dates are text too.
    #[serde(default)]
    pub fields: BTreeMap<FieldId, Text>,
    /// The text of each field that has a value per fiscal year: field id, then year.
    #[serde(default)]
    pub series: BTreeMap<FieldId, BTreeMap<i16, Text>>,
    /// The answers of the eligibility check by question id.
    #[serde(default)]
    pub answers: BTreeMap<AnswerId, Answer>,
    /// What was recorded for each item by item id, such as 4.1.2.
    #[serde(default)]
    pub items: BTreeMap<ItemId, Item>,
    /// The text of each section of the organisational profile by section id, such as P.1a.
    #[serde(default)]
    pub profile: BTreeMap<SectionId, Text>,
}

/// What tells a save file from other JSON.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Mark {
    format: &'static str,
    version: u32,
}

impl Default for Mark {
    fn default() -> Self {
        Mark { format: super::FORMAT, version: super::VERSION }
    }
}

/// Which assessment a save file holds.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct About {
    /// The assessment's id: any text that is unique; a file with the same id replaces the assessment after asking.
    pub id: AssessmentId,
    /// The award scheme, such as `xinyang-2022`.
    pub scheme: SchemeId,
    /// The edition of the criteria, such as `gbt19580-2012`.
    pub criteria: CriteriaId,
    /// When it was created, local time: `2026-11-24T09:30:00`.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?$")))]
    pub created: Text,
    /// The latest completed fiscal year, the last of the three that figures cover.
    pub year: i16,
    /// The day of the application, `2026-12-31`, if it is not meant to be the current day.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = r"^\d{4}-\d\d-\d\d$")))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application_date: Option<Text>,
    /// Whether it is the fictional sample.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sample: bool,
}

/// An answer of the eligibility check.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The choice, if one was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choice: Option<Choice>,
    /// A note.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub note: Text,
}

/// What was recorded for an item.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// The percent, a multiple of 5 from 0 to 100; absent while the item is not scored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 100), extend("multipleOf" = 5)))]
    pub percent: Option<i64>,
    /// The band chosen for each factor: factor id (A, D, L, I, Le, T, C), then band id such as `50-65`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub factors: BTreeMap<FactorId, BandId>,
    /// The text of the self-assessment report.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub narrative: Text,
    /// Strengths, one a line.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub strengths: Text,
    /// Opportunities for improvement, one a line.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub ofis: Text,
    /// Why the percent differs from what the factors suggest.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub reason: Text,
    /// Notes that go into no document.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub notes: Text,
}

impl From<&Assessment> for SaveFile {
    fn from(assessment: &Assessment) -> Self {
        SaveFile {
            format: super::FORMAT.into(),
            version: super::VERSION,
            about: About::from(&assessment.head),
            fields: (*assessment.fields).clone(),
            series: (*assessment.series).clone(),
            answers: answers(assessment),
            items: assessment.items.iter().map(|(id, record)| (id.clone(), Item::from(&**record))).collect(),
            profile: assessment.profile.clone(),
        }
    }
}

/// The answers of an assessment in the form of the file.
pub(super) fn answers(assessment: &Assessment) -> BTreeMap<AnswerId, Answer> {
    let form = |answer: &assessment::Answer| Answer { choice: answer.choice, note: answer.note.clone() };
    assessment.answers.iter().map(|(id, answer)| (id.clone(), form(answer))).collect()
}

impl From<&assessment::Head> for About {
    fn from(head: &assessment::Head) -> Self {
        About {
            id: head.id.clone(),
            scheme: head.scheme.clone(),
            criteria: head.criteria.clone(),
            created: head.created.to_string().into(),
            year: head.year,
            application_date: head.application_date.map(|date| date.to_string().into()),
            sample: head.sample,
        }
    }
}

impl From<&assessment::ItemRecord> for Item {
    fn from(record: &assessment::ItemRecord) -> Self {
        Item {
            percent: record.percent.map(|percent| percent.value().into()),
            factors: record.factors.clone(),
            narrative: record.texts.narrative.clone(),
            strengths: record.texts.strengths.clone(),
            ofis: record.texts.ofis.clone(),
            reason: record.texts.reason.clone(),
            notes: record.texts.notes.clone(),
        }
    }
}

impl SaveFile {
    /// The assessment in the file, except for what is not of the domain: that is told to `warn` with its place.
    pub(super) fn into_assessment(self, mut warn: impl FnMut(String, String)) -> Result<Assessment, String> {
        let head = self.about.into_head(&mut warn)?;
        let items = self.items.into_iter().map(|(id, item)| {
            let record = item.into_record(&id, &mut warn);
            (id, Rc::new(record))
        });
        let items = items.collect();
        let answers = self.answers.into_iter();
        let answers = answers.map(|(id, answer)| (id, assessment::Answer { choice: answer.choice, note: answer.note })).collect();
        Ok(Assessment {
            head,
            fields: Rc::new(self.fields),
            series: Rc::new(self.series),
            answers: Rc::new(answers),
            items,
            profile: self.profile,
        })
    }
}

impl About {
    fn into_head(self, warn: &mut impl FnMut(String, String)) -> Result<assessment::Head, String> {
        let created = self.created.parse().map_err(|_| format!("about/created：“{}”不是日期时间", self.created))?;
        let application_date = self.application_date.and_then(|text| match text.parse() {
            Ok(date) => Some(date),
            Err(_) => {
                warn("about/application_date".into(), text.to_string());
                None
            }
        });
        Ok(assessment::Head {
            id: self.id,
            scheme: self.scheme,
            criteria: self.criteria,
            created,
            year: self.year,
            application_date,
            sample: self.sample,
        })
    }
}

impl Item {
    fn into_record(self, id: &ItemId, warn: &mut impl FnMut(String, String)) -> assessment::ItemRecord {
        let percent = self.percent.and_then(|value| {
            let percent = u8::try_from(value).ok().and_then(crate::points::Percent::new);
            if percent.is_none() {
                warn(format!("items/{id}/percent"), value.to_string());
            }
            percent
        });
        assessment::ItemRecord {
            percent,
            factors: self.factors,
            texts: assessment::ItemTexts {
                narrative: self.narrative,
                strengths: self.strengths,
                ofis: self.ofis,
                reason: self.reason,
                notes: self.notes,
            },
        }
    }
}
