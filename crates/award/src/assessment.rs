//! An assessment: everything that one applicant has entered for one application, and the actions that change it.
//!
//! Only what people enter is kept. Scores, verdicts and totals are computed from it. Parts that change on their own
//! sit behind an [`Rc`], so that a copy is cheap and an unchanged part is recognised by its address. All of it is `Eq`,
//! because only then does comparing two `Rc`s look at their addresses first.

mod card;
pub mod events;
mod head;
mod improvement;
mod same;

use std::collections::BTreeMap;
use std::rc::Rc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use self::card::{Card, CardAction, CardPlace, ItemRecord, ItemText, ItemTexts, Reopening};
use self::events::{Certificate, CertificateChange, CertificateText, Event, EventChange, EventText};
pub use self::head::{Head, ScoreSheet};
pub use self::improvement::{ImprovementChange, ImprovementMap, ImprovementText, next_improvement};
use crate::documents::{Documents, DocumentsAction, DocumentsPlace};
use crate::evidence::{EvidenceAction, EvidenceMap, EvidencePlace, FileFacts};
use crate::indicator::{Column, Indicator, IndicatorAction};
use crate::points::Percent;
use crate::prose;
use crate::timeline::{Round, RoundAction, RoundPlace};
use crate::{
    AnswerId, CertificateId, EventId, FieldId, ImprovementId, IndicatorId, ItemId, PictureId, ReadingId, SectionId, Text,
};

/// Everything entered for one application.
#[derive(Clone, Debug, Eq)]
pub struct Assessment {
    /// What tells it from every other assessment.
    pub head: Head,
    /// The text of each form field, as typed; never cleaned, so that nothing a person wrote is lost.
    pub fields: Rc<BTreeMap<FieldId, Text>>,
    /// The text of each field that has a value per fiscal year.
    pub series: Rc<BTreeMap<FieldId, BTreeMap<i16, Text>>>,
    /// The answers of the eligibility check.
    pub answers: Rc<BTreeMap<AnswerId, Answer>>,
    /// The dated events.
    pub events: Rc<BTreeMap<EventId, Event>>,
    /// The certificates, licences and titles.
    pub certificates: Rc<BTreeMap<CertificateId, Certificate>>,
    /// The readings that were switched: the id of an option, or a number as typed.
    pub readings: Rc<BTreeMap<ReadingId, Text>>,
    /// The self-assessments by fiscal year. That of [`Head::year`] is the one that the application rests on.
    pub cards: BTreeMap<i16, Rc<Card>>,
    /// The percent that is aimed at for items; never mixed with scores.
    pub targets: Rc<BTreeMap<ItemId, Percent>>,
    /// The text of each item in the self-assessment report (自评报告正文).
    pub narratives: BTreeMap<ItemId, Text>,
    /// The text of each section of the organisational profile.
    pub profile: BTreeMap<SectionId, Text>,
    /// The indicators of the result items, in the order in which they were added.
    pub indicators: BTreeMap<IndicatorId, Rc<Indicator>>,
    /// What is attached as evidence; the contents of files are not in here.
    pub evidence: EvidenceMap,
    /// What was decided about the documents.
    pub documents: Rc<Documents>,
    /// What is to be improved, by whom and until when.
    pub improvements: ImprovementMap,
    /// The days of the round that it applies in, and the user's own calendars.
    pub round: Rc<Round>,
}

/// What an applicant answered to a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The choice; `None` while it is open.
    pub choice: Option<Choice>,
    /// A note: what the answer rests on.
    pub note: Text,
}

/// A choice of the eligibility check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// 是
    Yes,
    /// 否
    No,
    /// 不确定
    Unsure,
}

/// Something a person did to an assessment, named by what happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// A form field was edited.
    EditedField(FieldId, Text),
    /// A form field was edited for one fiscal year.
    EditedYear(FieldId, i16, Text),
    /// A question was answered, or its answer taken back.
    Answered(AnswerId, Option<Choice>),
    /// The note of an answer was edited.
    NotedAnswer(AnswerId, Text),
    /// Something was done to an event.
    ChangedEvent(EventId, EventChange),
    /// Something was done to a certificate.
    ChangedCertificate(CertificateId, CertificateChange),
    /// An open point is read otherwise: the id of an option, or a number as typed; an empty text for the default.
    SwitchedReading(ReadingId, Text),
    /// Something was done to the card of a fiscal year.
    Card(i16, CardAction),
    /// A percent was aimed at for an item, or the aim taken back.
    Aimed(ItemId, Option<Percent>),
    /// The report's text of an item was edited.
    EditedNarrative(ItemId, Text),
    /// A section of the organisational profile was edited.
    EditedProfile(SectionId, Text),
    /// Something was done to indicators.
    Indicator(IndicatorAction),
    /// Another fiscal year is assessed.
    ChangedYear(i16),
    /// The application is for another day; `None` for the current day.
    ChangedApplicationDate(Option<Date>),
    /// Something happened to the evidence.
    Evidence(EvidenceAction),
    /// Something was decided about the documents.
    Documents(DocumentsAction),
    /// Something was done to the improvement plan.
    Improvement(ImprovementId, ImprovementChange),
    /// Something was said about the round.
    Round(RoundAction),
}

/// The place in an assessment that an action changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A form field.
    Field(FieldId),
    /// A form field for one fiscal year.
    Year(FieldId, i16),
    /// An answer or its note.
    Answer(AnswerId),
    /// An event; its text, if one was edited.
    Event(EventId, Option<EventText>),
    /// A certificate; its text, if one was edited.
    Certificate(CertificateId, Option<CertificateText>),
    /// A reading.
    Reading(ReadingId),
    /// The card of a fiscal year.
    Card(i16, CardPlace),
    /// The percent that is aimed at for an item.
    Target(ItemId),
    /// The report's text of an item.
    Narrative(ItemId),
    /// A section of the profile.
    Profile(SectionId),
    /// An indicator, and which of its texts if it is one.
    Indicator(IndicatorId, Option<Column>),
    /// Several indicators.
    Indicators,
    /// The assessed year or the application date.
    Dates,
    /// The evidence.
    Evidence(EvidencePlace),
    /// The documents.
    Documents(DocumentsPlace),
    /// An entry of the improvement plan; its text, if one was edited.
    Improvement(ImprovementId, Option<ImprovementText>),
    /// The round.
    Round(RoundPlace),
    /// All of it: another state of the assessment took its place.
    Everything,
}

impl Action {
    /// The place that it changes.
    #[must_use]
    pub fn place(&self) -> Place {
        match self {
            Action::EditedField(field, _) => Place::Field(field.clone()),
            Action::EditedYear(field, year, _) => Place::Year(field.clone(), *year),
            Action::Answered(answer, _) | Action::NotedAnswer(answer, _) => Place::Answer(answer.clone()),
            Action::ChangedEvent(event, change) => Place::Event(event.clone(), change.edited()),
            Action::ChangedCertificate(id, change) => Place::Certificate(id.clone(), change.edited()),
            Action::SwitchedReading(reading, _) => Place::Reading(reading.clone()),
            Action::Card(year, action) => Place::Card(*year, action.place()),
            Action::Aimed(item, _) => Place::Target(item.clone()),
            Action::EditedNarrative(item, _) => Place::Narrative(item.clone()),
            Action::EditedProfile(section, _) => Place::Profile(section.clone()),
            Action::Indicator(action) => action.place().map_or(Place::Indicators, |(id, column)| Place::Indicator(id, column)),
            Action::ChangedYear(_) | Action::ChangedApplicationDate(_) => Place::Dates,
            Action::Evidence(action) => Place::Evidence(action.place()),
            Action::Documents(action) => Place::Documents(action.place()),
            Action::Improvement(id, change) => Place::Improvement(id.clone(), change.edited()),
            Action::Round(action) => Place::Round(action.place()),
        }
    }

    /// Whether it is typing, so that a run of such actions at one place is one step to undo.
    #[must_use]
    pub fn is_typing(&self) -> bool {
        match self {
            Action::EditedField(..)
            | Action::EditedYear(..)
            | Action::NotedAnswer(..)
            | Action::SwitchedReading(..)
            | Action::EditedNarrative(..)
            | Action::EditedProfile(..)
            | Action::ChangedApplicationDate(..) => true,
            Action::ChangedEvent(_, change) => change.edited().is_some(),
            Action::ChangedCertificate(_, change) => change.edited().is_some(),
            Action::Card(_, action) => action.is_typing(),
            Action::Indicator(action) => action.is_typing(),
            Action::Evidence(action) => action.is_typing(),
            Action::Documents(action) => action.is_typing(),
            Action::Improvement(_, change) => change.edited().is_some(),
            Action::Round(action) => action.is_typing(),
            Action::Answered(..) | Action::Aimed(..) | Action::ChangedYear(..) => false,
        }
    }
}

impl Assessment {
    /// Whether it is an examiner's score sheet and no application.
    #[must_use]
    pub fn is_score_sheet(&self) -> bool {
        self.head.sheet.is_some()
    }

    /// An assessment with nothing entered.
    #[must_use]
    pub fn empty(head: Head) -> Assessment {
        Assessment {
            head,
            fields: Rc::default(),
            series: Rc::default(),
            answers: Rc::default(),
            events: Rc::default(),
            certificates: Rc::default(),
            readings: Rc::default(),
            cards: BTreeMap::new(),
            targets: Rc::default(),
            narratives: BTreeMap::new(),
            profile: BTreeMap::new(),
            indicators: BTreeMap::new(),
            evidence: EvidenceMap::new(),
            documents: Rc::default(),
            improvements: ImprovementMap::new(),
            round: Rc::default(),
        }
    }

    /// The assessment after an action. The action is not judged: whatever a person enters is kept.
    #[must_use]
    pub fn apply(&self, action: &Action) -> Assessment {
        let mut next = self.clone();
        match action {
            Action::EditedField(field, text) => put(Rc::make_mut(&mut next.fields), field, text),
            Action::EditedYear(field, year, text) => next.edit_year(field, *year, text),
            Action::Answered(answer, choice) => next.answer_mut(answer).choice = *choice,
            Action::NotedAnswer(answer, note) => next.answer_mut(answer).note = note.clone(),
            Action::ChangedEvent(event, change) => change.apply(Rc::make_mut(&mut next.events), event),
            Action::ChangedCertificate(id, change) => change.apply(Rc::make_mut(&mut next.certificates), id),
            Action::SwitchedReading(reading, text) => put(Rc::make_mut(&mut next.readings), reading, text),
            Action::Card(year, action) => next.card_mut(*year).take(action),
            Action::Aimed(item, percent) => next.aim(item, *percent),
            Action::EditedNarrative(item, text) => put(&mut next.narratives, item, text),
            Action::EditedProfile(section, text) => put(&mut next.profile, section, text),
            Action::Indicator(action) => next.do_to_indicators(action),
            Action::ChangedYear(year) => next.head.year = *year,
            Action::ChangedApplicationDate(date) => next.head.application_date = *date,
            Action::Evidence(action) => action.apply(&mut next.evidence),
            Action::Documents(action) => action.apply(Rc::make_mut(&mut next.documents)),
            Action::Improvement(id, change) => change.apply(&mut next.improvements, id),
            Action::Round(action) => action.apply(Rc::make_mut(&mut next.round)),
        }
        next.drop_empty();
        next
    }

    /// The text of a form field; empty if nothing was entered.
    #[must_use]
    pub fn field(&self, field: &str) -> Text {
        self.fields.get(field).cloned().unwrap_or_default()
    }

    /// The text of a form field for one fiscal year; empty if nothing was entered.
    #[must_use]
    pub fn field_in(&self, field: &str, year: i16) -> Text {
        self.series.get(field).and_then(|years| years.get(&year)).cloned().unwrap_or_default()
    }

    /// The answer to a question; open if nothing was said.
    #[must_use]
    pub fn answer(&self, answer: &str) -> Answer {
        self.answers.get(answer).cloned().unwrap_or_default()
    }

    /// What a reading was switched to; `None` for its default.
    #[must_use]
    pub fn switched(&self, reading: &ReadingId) -> Option<&str> {
        self.readings.get(reading).map(|text| &**text)
    }

    /// The card of a fiscal year; an empty one if nothing was recorded.
    #[must_use]
    pub fn card(&self, year: i16) -> Rc<Card> {
        self.cards.get(&year).cloned().unwrap_or_default()
    }

    /// What was recorded for an item in the assessed year; nothing if it was never touched.
    #[must_use]
    pub fn item(&self, item: &ItemId) -> Rc<ItemRecord> {
        self.cards.get(&self.head.year).map(|card| card.item(item)).unwrap_or_default()
    }

    /// The report's text of an item; empty if nothing was entered.
    #[must_use]
    pub fn narrative(&self, item: &ItemId) -> Text {
        self.narratives.get(item).cloned().unwrap_or_default()
    }

    /// The text of a section of the profile; empty if nothing was entered.
    #[must_use]
    pub fn section(&self, section: &SectionId) -> Text {
        self.profile.get(section).cloned().unwrap_or_default()
    }

    /// The three fiscal years that figures cover, the earliest first.
    #[must_use]
    pub fn years(&self) -> [i16; 3] {
        let year = self.head.year;
        [year.saturating_sub(2), year.saturating_sub(1), year]
    }

    /// The applicant's name; empty while it was not entered.
    #[must_use]
    pub fn name(&self) -> Text {
        self.field("org_name")
    }

    /// Every file whose content belongs to the assessment: of evidence, of the official form, of pictures.
    pub fn files(&self) -> impl Iterator<Item = &FileFacts> {
        let evidence = self.evidence.values().filter_map(|each| each.file.as_ref());
        evidence.chain(self.documents.files())
    }

    /// The files that documents are made of: the official form, then the pictures that a text shows.
    pub fn originals(&self) -> impl Iterator<Item = &FileFacts> {
        let form = self.documents.form.iter().map(|form| &form.file);
        let pictures = self.documents.pictures.iter().filter(move |(id, _)| self.shows(id));
        form.chain(pictures.map(|(_, picture)| &picture.file))
    }

    /// Whether a text of the report shows a picture.
    #[must_use]
    pub fn shows(&self, picture: &PictureId) -> bool {
        let mark = prose::picture_mark(picture, "");
        let mark = mark.trim_end_matches("|]]");
        self.narratives.values().chain(self.profile.values()).any(|text| text.contains(mark))
    }

    fn edit_year(&mut self, field: &FieldId, year: i16, text: &Text) {
        let years = Rc::make_mut(&mut self.series).entry(field.clone()).or_default();
        put(years, &year, text);
    }

    fn do_to_indicators(&mut self, action: &IndicatorAction) {
        action.apply(&mut self.indicators);
        if let IndicatorAction::Took { figures, .. } = action {
            for edit in figures {
                self.edit_year(&edit.field, edit.year, &edit.text);
            }
        }
    }

    fn answer_mut(&mut self, answer: &AnswerId) -> &mut Answer {
        Rc::make_mut(&mut self.answers).entry(answer.clone()).or_default()
    }

    fn card_mut(&mut self, year: i16) -> &mut Card {
        Rc::make_mut(self.cards.entry(year).or_default())
    }

    fn aim(&mut self, item: &ItemId, percent: Option<Percent>) {
        let targets = Rc::make_mut(&mut self.targets);
        match percent {
            Some(percent) => targets.insert(item.clone(), percent),
            None => targets.remove(item),
        };
    }

    /// Removes entries that say nothing, so that an entry taken back equals one never made.
    fn drop_empty(&mut self) {
        if self.series.values().any(BTreeMap::is_empty) {
            Rc::make_mut(&mut self.series).retain(|_, years| !years.is_empty());
        }
        if self.answers.values().any(|answer| *answer == Answer::default()) {
            Rc::make_mut(&mut self.answers).retain(|_, answer| *answer != Answer::default());
        }
        self.cards.retain(|_, card| **card != Card::default());
    }
}

/// Puts a text at a key; an empty text removes the key.
pub(crate) fn put<K: Clone + Ord>(map: &mut BTreeMap<K, Text>, key: &K, text: &Text) {
    if text.is_empty() {
        map.remove(key);
    } else {
        map.insert(key.clone(), text.clone());
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// An assessment with nothing entered, for tests of other modules too.
    pub(crate) fn blank() -> Assessment {
        Assessment::empty(Head {
            id: "a".into(),
            scheme: "xinyang-2022".into(),
            criteria: "gbt19580-2012".into(),
            created: jiff::civil::date(2026, 11, 24).at(9, 0, 0, 0),
            year: 2025,
            application_date: None,
            sample: false,
            sheet: None,
        })
    }

    #[test]
    fn taking_back_equals_never_entering() {
        let entered = [
            Action::EditedField("org_name".into(), "甲".into()),
            Action::EditedYear("revenue".into(), 2025, "1".into()),
            Action::Answered("a".into(), Some(Choice::No)),
            Action::Card(2025, CardAction::Scored("4.1.2".into(), Percent::new(0))),
            Action::Card(2025, CardAction::RatedFactor("4.1.2".into(), "A".into(), Some("50-65".into()))),
            Action::Card(2025, CardAction::EditedItem("4.1.2".into(), ItemText::Ofis, "无".into())),
            Action::Card(2024, CardAction::EditedTotal("580".into())),
            Action::Card(2024, CardAction::RatedYear(Some(Choice::Yes))),
            Action::Aimed("4.1.2".into(), Percent::new(0)),
            Action::EditedNarrative("4.1.2".into(), "文".into()),
            Action::EditedProfile("P.1a".into(), "茶".into()),
        ];
        let taken_back = [
            Action::EditedField("org_name".into(), "".into()),
            Action::EditedYear("revenue".into(), 2025, "".into()),
            Action::Answered("a".into(), None),
            Action::Card(2025, CardAction::Scored("4.1.2".into(), None)),
            Action::Card(2025, CardAction::RatedFactor("4.1.2".into(), "A".into(), None)),
            Action::Card(2025, CardAction::EditedItem("4.1.2".into(), ItemText::Ofis, "".into())),
            Action::Card(2024, CardAction::EditedTotal("".into())),
            Action::Card(2024, CardAction::RatedYear(None)),
            Action::Aimed("4.1.2".into(), None),
            Action::EditedNarrative("4.1.2".into(), "".into()),
            Action::EditedProfile("P.1a".into(), "".into()),
        ];
        let full = entered.iter().fold(blank(), |state, action| state.apply(action));
        assert_ne!(full, blank());
        assert_eq!(taken_back.iter().fold(full, |state, action| state.apply(action)), blank());
    }

    #[test]
    fn untouched_parts_keep_their_address() {
        let scored = |year, item: &str| Action::Card(year, CardAction::Scored(item.into(), Percent::new(50)));
        let before = blank().apply(&scored(2025, "4.1.2")).apply(&scored(2024, "4.1.2"));
        let after = before.apply(&scored(2025, "4.1.3"));
        assert!(Rc::ptr_eq(&before.item(&"4.1.2".into()), &after.item(&"4.1.2".into())));
        assert!(Rc::ptr_eq(&before.card(2024), &after.card(2024)));
        assert!(Rc::ptr_eq(&before.fields, &after.fields));
    }
}
