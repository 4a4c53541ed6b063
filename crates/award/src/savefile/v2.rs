//! Version 2 of the save file: self-assessments by fiscal year, the report's texts apart from them.

mod documents;
mod evidence;
mod improvement;
mod indicator;
mod round;

pub use self::documents::Documents;
pub use self::evidence::{Evidence, File};

use std::collections::BTreeMap;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

pub use self::improvement::Improvement;
pub use self::indicator::Indicator;
pub use self::round::{Calendar, Round};
use crate::assessment::{self, Assessment, Choice};
use crate::order::Gather;
use crate::points::Percent;
use crate::{
    AnswerId, ApplicantId, AssessmentId, BandId, CertificateId, CriteriaId, EventId, EvidenceId, FactorId, FieldId,
    ImprovementId, IndicatorId, ItemId, ReadingId, SchemeId, SectionId, Text,
};

mod circumstances;

pub use circumstances::{Certificate, Event};
pub(super) use circumstances::{certificates, events};

/// A save file of the quality award kit, version 2. Every map may be left out; an id that the kit does not know is kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SaveFile {
    /// Always `quality-award-kit`.
    #[cfg_attr(feature = "schema", schemars(extend("const" = super::FORMAT)))]
    pub format: Text,
    /// Always 2 in this form.
    #[cfg_attr(feature = "schema", schemars(extend("const" = 2)))]
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
    /// The dated events of the eligibility check by an id that is unique in the file.
    #[serde(default)]
    pub events: BTreeMap<EventId, Event>,
    /// Certificates, licences and titles by an id that is unique in the file.
    #[serde(default)]
    pub certificates: BTreeMap<CertificateId, Certificate>,
    /// Readings of the regulation that were switched: reading id, then the id of an option, or a number as typed.
    #[serde(default)]
    pub readings: BTreeMap<ReadingId, Text>,
    /// The self-assessment of each fiscal year.
    #[serde(default)]
    pub cards: BTreeMap<i16, Card>,
    /// The percent that is aimed at by item id, a multiple of 5 from 0 to 100.
    #[serde(default)]
    pub targets: BTreeMap<ItemId, Target>,
    /// The text of each item in the self-assessment report by item id.
    #[serde(default)]
    pub narratives: BTreeMap<ItemId, Text>,
    /// The text of each section of the organisational profile by section id, such as P.1a.
    #[serde(default)]
    pub profile: BTreeMap<SectionId, Text>,
    /// The indicators of the result items by an id that tells each from the others; shown in the order of the ids.
    #[serde(default)]
    pub indicators: BTreeMap<IndicatorId, Indicator>,
    /// What is attached as evidence, by an id that is unique in the file. The files themselves are not in here.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub evidence: BTreeMap<EvidenceId, Evidence>,
    /// What was decided about the documents.
    #[serde(default, skip_serializing_if = "Documents::is_empty")]
    pub documents: Documents,
    /// The improvement plan by an id that is unique in the file; shown in the order of the ids.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub improvements: BTreeMap<ImprovementId, Improvement>,
    /// The days of the round that it applies in, and own calendars of days off.
    #[serde(default, skip_serializing_if = "Round::is_empty")]
    pub round: Round,
    /// The text of the scheme file that it is judged by, if that is none of the kit's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheme_file: Option<Text>,
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
    /// What an examiner scores here, if this is a score sheet and no application.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<ScoreSheet>,
}

/// What an examiner's score sheet is about.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ScoreSheet {
    /// The applicant's id in score cards.
    pub applicant: ApplicantId,
    /// Whether an alias stands in place of the applicant's name.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub alias: bool,
    /// Who scores.
    pub examiner: Text,
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

/// A percent that is aimed at, a multiple of 5 from 0 to 100.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("minimum" = 0, "maximum" = 100, "multipleOf" = 5)))]
#[serde(transparent)]
pub struct Target(pub i64);

/// The self-assessment of one fiscal year.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// What was recorded for each item by item id, such as 4.1.2.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub items: BTreeMap<ItemId, Item>,
    /// The total of a self-assessment made elsewhere, in points, as typed.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub recorded_total: Text,
    /// Whether the organisation itself rated the year as good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_rating: Option<Choice>,
    /// When the year was closed, local time; absent while it may be edited.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?$")))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Text>,
    /// Every time the closed year was opened again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reopenings: Vec<Reopening>,
}

/// A closed year was opened again.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Reopening {
    /// When, local time.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?$")))]
    pub at: Text,
    /// Why.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub reason: Text,
}

/// What was recorded for an item in one year.
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
            events: events(assessment),
            certificates: certificates(assessment),
            readings: (*assessment.readings).clone(),
            cards: assessment.cards.iter().map(|(year, card)| (*year, Card::from(&**card))).into_map(),
            targets: targets(assessment),
            narratives: assessment.narratives.clone(),
            profile: assessment.profile.clone(),
            indicators: assessment.indicators.iter().map(|(id, each)| (id.clone(), Indicator::from(&**each))).into_map(),
            evidence: evidence::form(&assessment.evidence),
            documents: Documents::from(&*assessment.documents),
            improvements: improvement::form(&assessment.improvements),
            round: Round::from(&*assessment.round),
            scheme_file: None,
        }
    }
}

/// The answers of an assessment in the form of the file.
pub(super) fn answers(assessment: &Assessment) -> BTreeMap<AnswerId, Answer> {
    let form = |answer: &assessment::Answer| Answer { choice: answer.choice, note: answer.note.clone() };
    assessment.answers.iter().map(|(id, answer)| (id.clone(), form(answer))).into_map()
}

/// The targets of an assessment in the form of the file.
pub(super) fn targets(assessment: &Assessment) -> BTreeMap<ItemId, Target> {
    assessment.targets.iter().map(|(id, percent)| (id.clone(), Target(percent.value().into()))).into_map()
}

impl From<assessment::ScoreSheet> for ScoreSheet {
    fn from(assessment::ScoreSheet { applicant, alias, examiner }: assessment::ScoreSheet) -> ScoreSheet {
        ScoreSheet { applicant, alias, examiner }
    }
}

impl From<ScoreSheet> for assessment::ScoreSheet {
    fn from(ScoreSheet { applicant, alias, examiner }: ScoreSheet) -> assessment::ScoreSheet {
        assessment::ScoreSheet { applicant, alias, examiner }
    }
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
            sheet: head.sheet.clone().map(ScoreSheet::from),
        }
    }
}

impl From<&assessment::Card> for Card {
    fn from(card: &assessment::Card) -> Self {
        let items = card.items.iter().map(|(id, record)| (id.clone(), Item::from(&**record))).into_map();
        Card { items, ..Card::about(card) }
    }
}

impl Card {
    /// What is said of the year as a whole, without the items.
    pub(super) fn about(card: &assessment::Card) -> Card {
        let reopening = |reopening: &assessment::Reopening| Reopening {
            at: reopening.at.to_string().into(),
            reason: reopening.reason.clone(),
        };
        Card {
            items: BTreeMap::new(),
            recorded_total: card.recorded_total.clone(),
            own_rating: card.own_rating,
            closed: card.closed.map(|at| at.to_string().into()),
            reopenings: card.reopenings.iter().map(reopening).collect(),
        }
    }
}

impl From<&assessment::ItemRecord> for Item {
    fn from(record: &assessment::ItemRecord) -> Self {
        Item {
            percent: record.percent.map(|percent| percent.value().into()),
            factors: record.factors.clone(),
            strengths: record.texts.strengths.clone(),
            ofis: record.texts.ofis.clone(),
            reason: record.texts.reason.clone(),
            notes: record.texts.notes.clone(),
        }
    }
}

/// Who is told of a value that means nothing: its place, and the value as it stands in the file.
type Warn<'a> = &'a mut dyn FnMut(String, String);

impl SaveFile {
    /// The assessment in the file, except for what is not of the domain: that is told to `warn` with its place.
    pub(super) fn into_assessment(self, warn: Warn) -> Result<Assessment, String> {
        let head = self.about.into_head(warn)?;
        let answers = self.answers.into_iter();
        let answers =
            answers.map(|(id, answer)| (id, assessment::Answer { choice: answer.choice, note: answer.note })).into_map();
        let mut cards = BTreeMap::new();
        for (year, card) in self.cards {
            cards.insert(year, Rc::new(card.into_card(&format!("cards/{year}"), warn)));
        }
        let mut targets = BTreeMap::new();
        for (id, Target(value)) in self.targets {
            if let Some(percent) = percent(value, || format!("targets/{id}"), warn) {
                targets.insert(id, percent);
            }
        }
        Ok(Assessment {
            head,
            fields: Rc::new(self.fields),
            series: Rc::new(self.series),
            answers: Rc::new(answers),
            events: Rc::new(self.events.into_iter().map(|(id, event)| (id, event.into())).into_map()),
            certificates: Rc::new(self.certificates.into_iter().map(|(id, certificate)| (id, certificate.into())).into_map()),
            readings: Rc::new(self.readings),
            cards,
            targets: Rc::new(targets),
            narratives: self.narratives,
            profile: self.profile,
            indicators: self.indicators.into_iter().map(|(id, form)| (id, Rc::new(form.into()))).into_map(),
            evidence: evidence::read(self.evidence, warn),
            documents: Rc::new(self.documents.into_documents(warn)),
            improvements: improvement::plan(self.improvements, warn),
            round: Rc::new(self.round.into_round(warn)),
        })
    }
}

impl About {
    fn into_head(self, warn: Warn) -> Result<assessment::Head, String> {
        let created = self.created.parse().map_err(|_| format!("about/created：“{}”不是日期时间", self.created))?;
        let application_date = read(self.application_date, || "about/application_date".to_owned(), warn);
        Ok(assessment::Head {
            id: self.id,
            scheme: self.scheme,
            criteria: self.criteria,
            created,
            year: self.year,
            application_date,
            sample: self.sample,
            sheet: self.sheet.map(assessment::ScoreSheet::from),
        })
    }
}

impl Card {
    fn into_card(self, place: &str, warn: Warn) -> assessment::Card {
        let mut items = BTreeMap::new();
        for (id, item) in self.items {
            let record = item.into_record(|| format!("{place}/items/{id}/percent"), warn);
            items.insert(id, Rc::new(record));
        }
        let mut reopenings = Vec::new();
        for Reopening { at, reason } in self.reopenings {
            let at = read(Some(at), || format!("{place}/reopenings"), warn);
            reopenings.extend(at.map(|at| assessment::Reopening { at, reason }));
        }
        assessment::Card {
            items,
            recorded_total: self.recorded_total,
            own_rating: self.own_rating,
            closed: read(self.closed, || format!("{place}/closed"), warn),
            reopenings,
        }
    }
}

impl Item {
    fn into_record(self, place: impl Fn() -> String, warn: Warn) -> assessment::ItemRecord {
        assessment::ItemRecord {
            percent: self.percent.and_then(|value| percent(value, place, warn)),
            factors: self.factors,
            texts: assessment::ItemTexts { strengths: self.strengths, ofis: self.ofis, reason: self.reason, notes: self.notes },
        }
    }
}

/// A date or time in a text; one that cannot be read is told.
fn read<T: std::str::FromStr>(text: Option<Text>, place: impl Fn() -> String, warn: Warn) -> Option<T> {
    let text = text?;
    let value = text.parse().ok();
    if value.is_none() {
        warn(place(), text.to_string());
    }
    value
}

fn percent(value: i64, place: impl Fn() -> String, warn: Warn) -> Option<Percent> {
    let percent = u8::try_from(value).ok().and_then(Percent::new);
    if percent.is_none() {
        warn(place(), value.to_string());
    }
    percent
}
