//! The eligibility check in the report.

use std::collections::BTreeMap;

use award::assessment::{Assessment, Choice};
use award::catalog::Catalog;
use award::clause::ClauseRef;
use award::eligibility::{
    self, Check, Contradiction, Earliest, Excuse, Fact, Finding, Missing as Lack, OpenQuestion, Outcome, Presumed, Standing,
    Trigger, Verdict,
};
use award::scheme::RequirementKind;
use jiff::civil::Date;
use serde::Serialize;

/// What the check says.
#[derive(Serialize)]
pub(super) struct Eligibility {
    /// `eligible`, `not_eligible` or `undecided`.
    verdict: &'static str,
    /// The requirements that stand against the application.
    blocking: Vec<String>,
    /// The first day on which the applicant could apply if nothing else happens; `null` if time alone does not help.
    earliest: Option<Soonest>,
    /// Every requirement in the regulation's order.
    findings: Vec<Judged>,
    /// What is not known, the most helpful to answer first.
    questions: Vec<Question>,
    /// Every recorded event and what it is held against.
    events: Vec<Held>,
    /// Every open reading with the option, or the number, in force; `null` for a number that is not known.
    readings: BTreeMap<String, Option<String>>,
}

/// The first day on which the applicant could apply.
#[derive(Serialize)]
struct Soonest {
    day: String,
    /// `eligible`, or `undecided` because something is not known.
    verdict: &'static str,
    presumed: Vec<Presumption>,
}

/// What was found about one requirement.
#[derive(Serialize)]
struct Judged {
    /// The id of the requirement.
    requirement: String,
    /// `condition`, `disqualifier`, `procedure` or `notice`; the first two decide the verdict.
    kind: RequirementKind,
    /// The clause: `12(1)`.
    clause: ClauseRef,
    /// `met`, `not_met`, `unknown`, or `needs_judgement` when the facts are there and only a person can judge them.
    outcome: &'static str,
    /// What would have to be known: `{"answer": id}`, `{"figure": [id, year]}` …
    missing: Vec<Place>,
    /// What the outcome rests on, in the same form.
    basis: Vec<Place>,
    /// Answers that details speak against.
    contradictions: Vec<Against>,
    /// The readings that decide here.
    readings: Vec<String>,
    /// The day from which on it is met if nothing else happens.
    cured_on: Option<String>,
    /// What that day takes for granted.
    presumed: Vec<Presumption>,
}

/// Something entered, or to be entered.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Place {
    /// The answer to a question.
    Answer(String),
    /// A field of the form.
    Field(String),
    /// A figure of the form for a fiscal year.
    Figure(String, i16),
    /// The self-assessment of a year.
    Card(i16),
    /// A certificate: what is missing names the kind, what is there its id.
    Certificate(String),
    /// An event.
    Event(String),
    /// The number that a reading leaves open.
    Reading(String),
    /// A day of the round.
    Day(String),
    /// The days off of a year.
    Calendar(i16),
}

/// An answer that details speak against.
#[derive(Serialize)]
struct Against {
    answer: String,
    said: Choice,
    facts: Vec<Place>,
}

/// Something taken for granted about a year to come: `{"no_loss": 2026}`, `{"good_year": 2026}`.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Presumption {
    NoLoss(i16),
    GoodYear(i16),
}

/// Something that is not known.
#[derive(Serialize)]
struct Question {
    missing: Place,
    /// The requirements that wait for it.
    requirements: Vec<String>,
    /// Whether one way in which it may turn out decides a requirement at once.
    decides_alone: bool,
}

/// A recorded event.
#[derive(Serialize)]
struct Held {
    event: String,
    triggers: Vec<HeldAgainst>,
}

/// A requirement that an event is held against.
#[derive(Serialize)]
struct HeldAgainst {
    requirement: String,
    clause: ClauseRef,
    /// `counts`, `lapsed`, `overturned`, `level` (it is not of a level that counts) or `unclear`.
    standing: &'static str,
    /// The last day on which it counts or counted.
    until: Option<String>,
}

impl Eligibility {
    pub(super) fn of(catalog: &Catalog, assessment: &Assessment, check: &Check, today: Date) -> Eligibility {
        let questions = eligibility::open_questions(catalog, assessment, check, today);
        let held = |event| eligibility::triggers(catalog, assessment, event, today).iter().map(HeldAgainst::from).collect();
        Eligibility {
            verdict: verdict_word(check.verdict),
            blocking: check.blocking().map(|finding| finding.requirement.id.to_string()).collect(),
            earliest: eligibility::earliest(catalog, assessment, today).map(Soonest::from),
            findings: check.findings.iter().map(Judged::from).collect(),
            questions: questions.iter().map(Question::from).collect(),
            events: assessment.events.keys().map(|id| Held { event: id.to_string(), triggers: held(id) }).collect(),
            readings: readings(catalog, assessment),
        }
    }
}

fn readings(catalog: &Catalog, assessment: &Assessment) -> BTreeMap<String, Option<String>> {
    let in_force = |reading: &award::scheme::Reading| {
        let chosen = assessment.switched(&reading.id);
        match &reading.number {
            Some(number) => number.value(chosen).map(|value| value.to_string()),
            None => reading.option(chosen).map(|option| option.id.to_string()),
        }
    };
    catalog.scheme.readings.iter().map(|reading| (reading.id.to_string(), in_force(reading))).collect()
}

impl From<Earliest> for Soonest {
    fn from(earliest: Earliest) -> Soonest {
        Soonest {
            day: earliest.day.to_string(),
            verdict: verdict_word(earliest.verdict),
            presumed: earliest.presumed.into_iter().map(Presumption::from).collect(),
        }
    }
}

impl From<&Finding<'_>> for Judged {
    fn from(finding: &Finding) -> Judged {
        Judged {
            requirement: finding.requirement.id.to_string(),
            kind: finding.requirement.kind,
            clause: finding.requirement.clause,
            outcome: outcome_word(finding.outcome),
            missing: finding.missing.iter().map(Place::from).collect(),
            basis: finding.basis.iter().map(Place::from).collect(),
            contradictions: finding.contradictions.iter().map(Against::from).collect(),
            readings: finding.readings.iter().map(ToString::to_string).collect(),
            cured_on: finding.cured_on.map(|day| day.to_string()),
            presumed: finding.presumed.iter().copied().map(Presumption::from).collect(),
        }
    }
}

impl From<&Contradiction> for Against {
    fn from(found: &Contradiction) -> Against {
        Against { answer: found.answer.to_string(), said: found.said, facts: found.facts.iter().map(Place::from).collect() }
    }
}

impl From<Presumed> for Presumption {
    fn from(presumed: Presumed) -> Presumption {
        match presumed {
            Presumed::NoLoss(year) => Presumption::NoLoss(year),
            Presumed::GoodYear(year) => Presumption::GoodYear(year),
        }
    }
}

impl From<&OpenQuestion<'_>> for Question {
    fn from(question: &OpenQuestion) -> Question {
        Question {
            missing: (&question.missing).into(),
            requirements: question.requirements.iter().map(|requirement| requirement.id.to_string()).collect(),
            decides_alone: question.decides_alone,
        }
    }
}

impl From<&Trigger<'_>> for HeldAgainst {
    fn from(trigger: &Trigger) -> HeldAgainst {
        let (standing, until) = match trigger.standing {
            Standing::Counts(last) => ("counts", last),
            Standing::Lapsed(last) => ("lapsed", Some(last)),
            Standing::Excused(Excuse::Overturned) => ("overturned", None),
            Standing::Excused(Excuse::Level) => ("level", None),
            Standing::Unclear(_) => ("unclear", None),
        };
        HeldAgainst {
            requirement: trigger.requirement.id.to_string(),
            clause: trigger.requirement.clause,
            standing,
            until: until.map(|day| day.to_string()),
        }
    }
}

impl From<&Lack> for Place {
    fn from(lack: &Lack) -> Place {
        match lack {
            Lack::Answer(id) => Place::Answer(id.to_string()),
            Lack::Field(id) => Place::Field(id.to_string()),
            Lack::Figure(id, year) => Place::Figure(id.to_string(), *year),
            Lack::Card(year) => Place::Card(*year),
            Lack::Certificate(kind) => Place::Certificate(kind.to_string()),
            Lack::Event(id) => Place::Event(id.to_string()),
            Lack::Reading(id) => Place::Reading(id.to_string()),
            Lack::Day(id) => Place::Day(id.to_string()),
            Lack::Calendar(year) => Place::Calendar(*year),
        }
    }
}

impl From<&Fact> for Place {
    fn from(fact: &Fact) -> Place {
        match fact {
            Fact::Answer(id) => Place::Answer(id.to_string()),
            Fact::Field(id) => Place::Field(id.to_string()),
            Fact::Figure(id, year) => Place::Figure(id.to_string(), *year),
            Fact::Card(year) => Place::Card(*year),
            Fact::Certificate(id) => Place::Certificate(id.to_string()),
            Fact::Event(id) => Place::Event(id.to_string()),
            Fact::Day(id) => Place::Day(id.to_string()),
        }
    }
}

fn verdict_word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Eligible => "eligible",
        Verdict::NotEligible => "not_eligible",
        Verdict::Undecided => "undecided",
    }
}

fn outcome_word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Met => "met",
        Outcome::NotMet => "not_met",
        Outcome::Unknown => "unknown",
        Outcome::NeedsJudgement => "needs_judgement",
    }
}
