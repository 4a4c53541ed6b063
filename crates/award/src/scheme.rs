//! An award scheme (管理办法) as data: clauses, requirements, questions, open readings, numbers.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::assessment::{Assessment, Choice};
use crate::clause::ClauseRef;
use crate::timeline::Course;
use crate::{AnswerId, CertificateKindId, CriteriaId, EventKindId, FieldId, PrizeId, ReadingId, RequirementId, SchemeId, Text};

mod happening;
mod letter;
mod reading;
mod review;
mod rule;

pub use happening::{CertificateKind, EventKind, Level};
pub use letter::{Asked, Letter, LetterKind, Paper};
pub use reading::{
    EventDate, FrontBy, GoodBy, GoodRun, LastingFrom, LeapDay, Levels, NumberReading, NumberSetting, Reading, ReadingOption,
    Recent, SamePrize, Setting, ThoseVoting,
};
pub use review::{ObjectionForm, ObjectionPart, Phase, Review, ReviewStep};
pub use rule::Rule;

/// A regulation that establishes an award.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Scheme {
    /// Its id.
    pub id: SchemeId,
    /// The award's name: 信阳市市长质量奖.
    pub award: Text,
    /// The regulation's title.
    pub title: Text,
    /// The number of the document that publishes it.
    pub document: Text,
    /// Who issued it.
    pub issuer: Text,
    /// The day it was signed.
    #[cfg_attr(feature = "schema", schemars(with = "String", regex(pattern = r"^\d{4}-\d\d-\d\d$")))]
    pub issued: Date,
    /// The edition of the criteria that its review applies.
    pub criteria: CriteriaId,
    /// The rounds, prizes and shares that the regulation sets.
    pub review: Review,
    /// The steps of the review, in order.
    #[serde(rename = "step")]
    pub steps: Vec<ReviewStep>,
    /// What the regulation asks of the materials that are handed in.
    pub materials: Materials,
    /// The prizes, the highest first.
    #[serde(rename = "prize")]
    pub prizes: Vec<Prize>,
    /// Every period of working days.
    #[serde(rename = "window")]
    pub windows: Vec<Window>,
    /// The course of a round.
    pub course: Course,
    /// The chapters in order.
    #[serde(rename = "chapter")]
    pub chapters: Vec<Chapter>,
    /// The clauses in order.
    #[serde(rename = "clause")]
    pub clauses: Vec<Clause>,
    /// What an applicant must fulfil, avoid, do or know, in the regulation's order.
    #[serde(rename = "requirement")]
    pub requirements: Vec<Requirement>,
    /// The questions that requirements ask.
    #[serde(rename = "question")]
    pub questions: Vec<Question>,
    /// Where the regulation leaves something open and how this kit reads it.
    #[serde(rename = "reading")]
    pub readings: Vec<Reading>,
    /// The kinds of dated events that an applicant can record.
    #[serde(rename = "event_kind", default)]
    pub event_kinds: Vec<EventKind>,
    /// The kinds of certificates that an applicant can record.
    #[serde(rename = "certificate_kind", default)]
    pub certificate_kinds: Vec<CertificateKind>,
}

/// What a regulation asks of the materials that are handed in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Materials {
    /// The clause that asks for the form and for written materials, and that keeps state secrets out.
    pub clause: ClauseRef,
    /// What is asked before files are taken in; the answer yes refuses them.
    pub secret_question: Text,
    /// Why they are refused, and what to do instead.
    pub secret_refusal: Text,
    /// How what is a trade secret is marked in a list.
    pub trade_secret_mark: Text,
    /// What has to be handed in, in the regulation's order.
    #[serde(default)]
    pub asked: Vec<Asked>,
    /// The documents of a fixed wording that somebody signs.
    #[serde(rename = "letter", default)]
    pub letters: Vec<Letter>,
}

/// One kind of prize.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Prize {
    /// Its id.
    pub id: PrizeId,
    /// Its name.
    pub name: Text,
    /// How many can be awarded in a round; fewer, or none, are allowed.
    pub quota: u8,
    /// The prize money in 万元.
    pub money: u16,
}

/// A period that the regulation sets in working days.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// The clause that sets it.
    pub clause: ClauseRef,
    /// What it is for.
    pub subject: Text,
    /// Its length in working days.
    pub working_days: u8,
    /// Whether it is the least (at least so many days) or the most (within so many days).
    pub at_least: bool,
}

/// A chapter of the regulation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Chapter {
    /// Its number, from 1.
    pub number: u8,
    /// Its title.
    pub title: Text,
}

/// A clause of the regulation, told in the kit's own words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// Its number, from 1.
    pub number: u8,
    /// The number of its chapter.
    pub chapter: u8,
    /// What it is about, in a few words.
    pub subject: Text,
    /// What it says, one paragraph each.
    pub summary: Vec<Text>,
    /// The numbered paragraphs （一）（二）… if it has any.
    #[serde(default)]
    pub paragraphs: Vec<Text>,
}

/// What kind of thing a requirement is, and with it what its outcome does to the verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RequirementKind {
    /// Must be fulfilled (申报条件).
    Condition,
    /// Must not be the case (否决情形).
    Disqualifier,
    /// To be done before the application is handed in; does not decide the verdict.
    Procedure,
    /// Worth knowing when its rule is the case; decides nothing.
    Notice,
}

impl RequirementKind {
    /// Whether its rule describes what an applicant does not want to be the case.
    #[must_use]
    pub fn is_unwanted(self) -> bool {
        matches!(self, RequirementKind::Disqualifier | RequirementKind::Notice)
    }
}

/// One requirement of the regulation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// Its id.
    pub id: RequirementId,
    /// Its kind.
    pub kind: RequirementKind,
    /// The clause that sets it.
    pub clause: ClauseRef,
    /// What it is about, in a few words.
    pub subject: Text,
    /// What it means for an applicant, in plain words.
    pub meaning: Text,
    /// What proof is expected.
    #[serde(default)]
    pub proof: Vec<Text>,
    /// The question whose answer yes calls for the proof, as does an event that the rule looks at; without one every applicant
    /// should have it.
    #[serde(default)]
    pub proof_if_yes: Option<AnswerId>,
    /// The readings that decide something here.
    #[serde(default)]
    pub readings: Vec<ReadingId>,
    /// When it is the case. For a disqualifier: when it applies.
    pub rule: Rule,
}

impl Requirement {
    /// Whether an applicant should have proof, as far as that was answered and recorded.
    #[must_use]
    pub fn expects_proof(&self, assessment: &Assessment) -> bool {
        let is_yes = |question: &AnswerId| assessment.answer(question.as_str()).choice == Some(Choice::Yes);
        let is_called_for = self.proof_if_yes.as_ref().is_none_or(is_yes) || self.is_recorded(assessment);
        !self.proof.is_empty() && is_called_for
    }

    /// Whether it asks anything of an applicant: not when the question that calls for its proof is answered no and nothing is
    /// recorded. An independent entity needs no recommendation of a parent.
    #[must_use]
    pub fn concerns(&self, assessment: &Assessment) -> bool {
        let is_no = |question: &AnswerId| assessment.answer(question.as_str()).choice == Some(Choice::No);
        !self.proof_if_yes.as_ref().is_some_and(is_no) || self.is_recorded(assessment)
    }

    /// Whether an event was recorded of a kind that the rule looks at.
    fn is_recorded(&self, assessment: &Assessment) -> bool {
        let leaves = self.rule.leaves();
        let mut kinds = leaves.iter().filter_map(|leaf| match leaf {
            Rule::EventWithin { kinds, .. } => Some(kinds),
            _ => None,
        });
        kinds.any(|kinds| assessment.events.values().any(|event| kinds.contains(&event.kind)))
    }
}

/// A question with the answers yes, no and not sure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The id under which its answer is kept.
    pub id: AnswerId,
    /// The question in plain words.
    pub text: Text,
    /// What to look at when answering.
    #[serde(default)]
    pub hint: Option<Text>,
    /// Whether it is about what the applicant is, and is asked once before all requirements.
    #[serde(default)]
    pub about_applicant: bool,
    /// What the kit knows that helps to judge, when the answer is a judgement.
    #[serde(default)]
    pub looks_at: LooksAt,
}

/// Facts that are shown beside a question and decide nothing by themselves: a rank says nothing about 前列, a stoppage
/// nothing about 正常运行, before a person has judged it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct LooksAt {
    /// Fields of the form, with or without a value per year.
    pub fields: Vec<FieldId>,
    /// Kinds of events.
    pub events: Vec<EventKindId>,
    /// Kinds of certificates.
    pub certificates: Vec<CertificateKindId>,
}

impl Scheme {
    /// The clause of that number.
    #[must_use]
    pub fn clause(&self, number: u8) -> Option<&Clause> {
        self.clauses.iter().find(|clause| clause.number == number)
    }

    /// The question of that id.
    #[must_use]
    pub fn question(&self, id: &AnswerId) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == *id)
    }

    /// The reading of that id.
    #[must_use]
    pub fn reading(&self, id: &ReadingId) -> Option<&Reading> {
        self.readings.iter().find(|reading| reading.id == *id)
    }

    /// The requirement of that id.
    #[must_use]
    pub fn requirement(&self, id: &str) -> Option<&Requirement> {
        self.requirements.iter().find(|requirement| requirement.id.as_str() == id)
    }

    /// The event kind of that id.
    #[must_use]
    pub fn event_kind(&self, id: &EventKindId) -> Option<&EventKind> {
        self.event_kinds.iter().find(|kind| kind.id == *id)
    }

    /// The certificate kind of that id.
    #[must_use]
    pub fn certificate_kind(&self, id: &CertificateKindId) -> Option<&CertificateKind> {
        self.certificate_kinds.iter().find(|kind| kind.id == *id)
    }

    /// A step of the review; a checked scheme has every one.
    #[must_use]
    pub fn step(&self, phase: Phase) -> Option<&ReviewStep> {
        self.steps.iter().find(|step| step.phase == phase)
    }

    /// The prize of that id.
    #[must_use]
    pub fn prize(&self, id: &PrizeId) -> Option<&Prize> {
        self.prizes.iter().find(|prize| prize.id == *id)
    }

    /// The period of working days that a clause sets.
    #[must_use]
    pub fn window(&self, clause: ClauseRef) -> Option<&Window> {
        self.windows.iter().find(|window| window.clause == clause)
    }

    /// The questions about what the applicant is.
    pub fn questions_about_applicant(&self) -> impl Iterator<Item = &Question> {
        self.questions.iter().filter(|question| question.about_applicant)
    }

    /// The requirements that cite a clause or one of its paragraphs.
    pub fn citing(&self, article: u8) -> impl Iterator<Item = &Requirement> {
        self.requirements.iter().filter(move |requirement| requirement.clause.article == article)
    }
}
