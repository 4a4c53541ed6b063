//! An assessment: everything that one applicant has entered for one application, and the actions that change it.
//!
//! Only what people enter is kept. Scores, verdicts and totals are computed from it. Parts that change on their own
//! sit behind an [`Rc`], so that a copy is cheap and an unchanged part is recognised by its address. All of it is `Eq`,
//! because only then does comparing two `Rc`s look at their addresses first.

use std::collections::BTreeMap;
use std::rc::Rc;

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use crate::points::Percent;
use crate::{AnswerId, AssessmentId, BandId, CriteriaId, FactorId, FieldId, ItemId, SchemeId, SectionId, Text};

/// Everything entered for one application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// What tells it from every other assessment.
    pub head: Head,
    /// The text of each form field, as typed; never cleaned, so that nothing a person wrote is lost.
    pub fields: Rc<BTreeMap<FieldId, Text>>,
    /// The text of each field that has a value per fiscal year.
    pub series: Rc<BTreeMap<FieldId, BTreeMap<i16, Text>>>,
    /// The answers of the eligibility check.
    pub answers: Rc<BTreeMap<AnswerId, Answer>>,
    /// What was recorded for each item of the criteria.
    pub items: BTreeMap<ItemId, Rc<ItemRecord>>,
    /// The text of each section of the organisational profile.
    pub profile: BTreeMap<SectionId, Text>,
}

/// What tells an assessment from others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its id.
    pub id: AssessmentId,
    /// The scheme it applies under.
    pub scheme: SchemeId,
    /// The edition of the criteria that it scores by.
    pub criteria: CriteriaId,
    /// When it was created, in local time.
    pub created: DateTime,
    /// The latest completed fiscal year: the year that is assessed, the last of the three that figures cover.
    pub year: i16,
    /// The day of the application, if it is not meant to be the current day.
    pub application_date: Option<Date>,
    /// Whether it is the fictional sample.
    pub sample: bool,
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

/// What was recorded for one item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemRecord {
    /// The percent; `None` while it is not scored, which is not the same as 0.
    pub percent: Option<Percent>,
    /// The band chosen for each factor.
    pub factors: BTreeMap<FactorId, BandId>,
    /// The texts.
    pub texts: ItemTexts,
}

/// The texts of an item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemTexts {
    /// The text of the self-assessment report (自评报告正文).
    pub narrative: Text,
    /// Strengths (优势), one a line.
    pub strengths: Text,
    /// Opportunities for improvement (改进空间), one a line.
    pub ofis: Text,
    /// Why the percent differs from what the factors suggest.
    pub reason: Text,
    /// Notes that stay in the kit and go into no document.
    pub notes: Text,
}

/// Which text of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ItemText {
    /// [`ItemTexts::narrative`]
    Narrative,
    /// [`ItemTexts::strengths`]
    Strengths,
    /// [`ItemTexts::ofis`]
    Ofis,
    /// [`ItemTexts::reason`]
    Reason,
    /// [`ItemTexts::notes`]
    Notes,
}

impl ItemTexts {
    /// One of the texts.
    #[must_use]
    pub fn get(&self, which: ItemText) -> &Text {
        match which {
            ItemText::Narrative => &self.narrative,
            ItemText::Strengths => &self.strengths,
            ItemText::Ofis => &self.ofis,
            ItemText::Reason => &self.reason,
            ItemText::Notes => &self.notes,
        }
    }

    fn get_mut(&mut self, which: ItemText) -> &mut Text {
        match which {
            ItemText::Narrative => &mut self.narrative,
            ItemText::Strengths => &mut self.strengths,
            ItemText::Ofis => &mut self.ofis,
            ItemText::Reason => &mut self.reason,
            ItemText::Notes => &mut self.notes,
        }
    }
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
    /// A percent was chosen, or taken back.
    Scored(ItemId, Option<Percent>),
    /// A factor was rated by a band, or its rating taken back.
    RatedFactor(ItemId, FactorId, Option<BandId>),
    /// A text of an item was edited.
    EditedItem(ItemId, ItemText, Text),
    /// A section of the organisational profile was edited.
    EditedProfile(SectionId, Text),
    /// Another fiscal year is assessed.
    ChangedYear(i16),
    /// The application is for another day; `None` for the current day.
    ChangedApplicationDate(Option<Date>),
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
    /// The percent of an item.
    Percent(ItemId),
    /// A factor of an item.
    Factor(ItemId, FactorId),
    /// A text of an item.
    Item(ItemId, ItemText),
    /// A section of the profile.
    Profile(SectionId),
    /// The assessed year or the application date.
    Dates,
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
            Action::Scored(item, _) => Place::Percent(item.clone()),
            Action::RatedFactor(item, factor, _) => Place::Factor(item.clone(), factor.clone()),
            Action::EditedItem(item, which, _) => Place::Item(item.clone(), *which),
            Action::EditedProfile(section, _) => Place::Profile(section.clone()),
            Action::ChangedYear(_) | Action::ChangedApplicationDate(_) => Place::Dates,
        }
    }

    /// Whether it is typing, so that a run of such actions at one place is one step to undo.
    #[must_use]
    pub fn is_typing(&self) -> bool {
        matches!(
            self,
            Action::EditedField(..)
                | Action::EditedYear(..)
                | Action::NotedAnswer(..)
                | Action::EditedItem(..)
                | Action::EditedProfile(..)
                | Action::ChangedApplicationDate(..)
        )
    }
}

impl Assessment {
    /// An assessment with nothing entered.
    #[must_use]
    pub fn empty(head: Head) -> Assessment {
        Assessment {
            head,
            fields: Rc::default(),
            series: Rc::default(),
            answers: Rc::default(),
            items: BTreeMap::new(),
            profile: BTreeMap::new(),
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
            Action::Scored(item, percent) => next.item_mut(item).percent = *percent,
            Action::RatedFactor(item, factor, Some(band)) => {
                next.item_mut(item).factors.insert(factor.clone(), band.clone());
            }
            Action::RatedFactor(item, factor, None) => {
                next.item_mut(item).factors.remove(factor);
            }
            Action::EditedItem(item, which, text) => *next.item_mut(item).texts.get_mut(*which) = text.clone(),
            Action::EditedProfile(section, text) => put(&mut next.profile, section, text),
            Action::ChangedYear(year) => next.head.year = *year,
            Action::ChangedApplicationDate(date) => next.head.application_date = *date,
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

    /// What was recorded for an item; nothing if it was never touched.
    #[must_use]
    pub fn item(&self, item: &ItemId) -> Rc<ItemRecord> {
        self.items.get(item).cloned().unwrap_or_default()
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

    fn edit_year(&mut self, field: &FieldId, year: i16, text: &Text) {
        let years = Rc::make_mut(&mut self.series).entry(field.clone()).or_default();
        put(years, &year, text);
    }

    fn answer_mut(&mut self, answer: &AnswerId) -> &mut Answer {
        Rc::make_mut(&mut self.answers).entry(answer.clone()).or_default()
    }

    fn item_mut(&mut self, item: &ItemId) -> &mut ItemRecord {
        Rc::make_mut(self.items.entry(item.clone()).or_default())
    }

    /// Removes entries that say nothing, so that an entry taken back equals one never made.
    fn drop_empty(&mut self) {
        if self.series.values().any(BTreeMap::is_empty) {
            Rc::make_mut(&mut self.series).retain(|_, years| !years.is_empty());
        }
        if self.answers.values().any(|answer| *answer == Answer::default()) {
            Rc::make_mut(&mut self.answers).retain(|_, answer| *answer != Answer::default());
        }
        self.items.retain(|_, record| **record != ItemRecord::default());
    }
}

/// Puts a text at a key; an empty text removes the key.
fn put<K: Clone + Ord>(map: &mut BTreeMap<K, Text>, key: &K, text: &Text) {
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
        })
    }

    #[test]
    fn taking_back_equals_never_entering() {
        let entered = [
            Action::EditedField("org_name".into(), "甲".into()),
            Action::EditedYear("revenue".into(), 2025, "1".into()),
            Action::Answered("a".into(), Some(Choice::No)),
            Action::Scored("4.1.2".into(), Percent::new(0)),
            Action::RatedFactor("4.1.2".into(), "A".into(), Some("50-65".into())),
            Action::EditedItem("4.1.2".into(), ItemText::Ofis, "无".into()),
            Action::EditedProfile("P.1a".into(), "茶".into()),
        ];
        let taken_back = [
            Action::EditedField("org_name".into(), "".into()),
            Action::EditedYear("revenue".into(), 2025, "".into()),
            Action::Answered("a".into(), None),
            Action::Scored("4.1.2".into(), None),
            Action::RatedFactor("4.1.2".into(), "A".into(), None),
            Action::EditedItem("4.1.2".into(), ItemText::Ofis, "".into()),
            Action::EditedProfile("P.1a".into(), "".into()),
        ];
        let full = entered.iter().fold(blank(), |state, action| state.apply(action));
        assert_ne!(full, blank());
        assert_eq!(taken_back.iter().fold(full, |state, action| state.apply(action)), blank());
    }

    #[test]
    fn untouched_parts_keep_their_address() {
        let before = blank().apply(&Action::Scored("4.1.2".into(), Percent::new(50)));
        let after = before.apply(&Action::Scored("4.1.3".into(), Percent::new(50)));
        assert!(Rc::ptr_eq(&before.item(&"4.1.2".into()), &after.item(&"4.1.2".into())));
        assert!(Rc::ptr_eq(&before.fields, &after.fields));
    }
}
