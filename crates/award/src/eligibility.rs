//! Whether an applicant may apply: each requirement judged from what was entered, and a verdict from all of them.
//!
//! Two kinds of sources answer most rules: details (dated events, figures, score cards, certificates) and what the applicant
//! says to a question. **Details come first:** where they decide, they decide, also against the answer, and the finding shows
//! the contradiction. Where they leave a rule open the answer decides, and where both do the rule is unknown. So knowledge
//! never unsettles: a detail that agrees with what was said changes no outcome, and no detail turns a known rule unknown.
//!
//! Time runs for the applicant: an event counts up to its last counting day and never again, a year once full stays full.
//! An event dated after the application counts too, since it is known.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::assessment::{Action, Assessment, Choice};
use crate::catalog::Catalog;
use crate::order::Gather;
use crate::scheme::{Requirement, RequirementKind};
use crate::{AnswerId, CertificateId, CertificateKindId, EventId, FieldId, MilestoneId, ReadingId};

mod days;
mod earliest;
mod happened;
mod judging;
mod leaves;
mod period;
mod questions;
mod standing;
mod telling;
mod ways;

pub use earliest::{Earliest, earliest};
pub use judging::facts_beside;
pub use questions::{OpenQuestion, open_questions};
pub use standing::{Excuse, Standing, Trigger, Unclear, is_valid, triggers};
pub use telling::{tell_event, tell_reading};

use judging::Facts;

/// The outcome of a requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// A condition is fulfilled, a disqualifier does not apply, a procedure is done.
    Met,
    /// A condition is not fulfilled, a disqualifier applies, a procedure is not done.
    NotMet,
    /// It cannot be said yet.
    Unknown,
    /// The facts are there, but only a person can say what they amount to (前列, 正常运行); unknown until somebody does.
    NeedsJudgement,
}

impl Outcome {
    /// Whether it is decided.
    #[must_use]
    pub fn is_known(self) -> bool {
        matches!(self, Outcome::Met | Outcome::NotMet)
    }
}

/// What was found about one requirement.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding<'a> {
    /// The requirement.
    pub requirement: &'a Requirement,
    /// Its outcome.
    pub outcome: Outcome,
    /// Whether it asks anything of this applicant ([`Requirement::concerns`]): a procedure can be met because it does not.
    pub concerns: bool,
    /// What would have to be known to decide it, in the order in which it is asked.
    pub missing: Vec<Missing>,
    /// What the outcome rests on; while it is unknown, what is known so far.
    pub basis: Vec<Fact>,
    /// Answers that details speak against.
    pub contradictions: Vec<Contradiction>,
    /// The readings that decide here: with another option, or another number, the outcome would differ.
    pub readings: Vec<&'a ReadingId>,
    /// The first day on which it is met if nothing else happens, when it is not met now.
    pub cured_on: Option<Date>,
    /// What that day takes for granted about fiscal years that are not over yet.
    pub presumed: Vec<Presumed>,
}

/// Something that is not known and could decide a requirement.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Missing {
    /// An answer that is open or not sure.
    Answer(AnswerId),
    /// A field that is not filled or not readable.
    Field(FieldId),
    /// A figure of a fiscal year that is not entered or not readable.
    Figure(FieldId, i16),
    /// The self-assessment of a year.
    Card(i16),
    /// A certificate of a kind with its validity, or the answer that there is none.
    Certificate(CertificateKindId),
    /// What a recorded event lacks: a readable date, a level.
    Event(EventId),
    /// The number that a reading leaves open.
    Reading(ReadingId),
    /// A day of the round that is not entered or not readable.
    Day(MilestoneId),
    /// The days off of a year whose calendar is not announced.
    Calendar(i16),
}

/// Something that was entered and that an outcome rests on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// The answer to a question.
    Answer(AnswerId),
    /// A field of the form.
    Field(FieldId),
    /// A figure of the form for a fiscal year.
    Figure(FieldId, i16),
    /// The self-assessment of a year.
    Card(i16),
    /// A certificate.
    Certificate(CertificateId),
    /// An event.
    Event(EventId),
    /// The days of a milestone of the round.
    Day(MilestoneId),
}

/// An answer that details speak against. The details decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// The question.
    pub answer: AnswerId,
    /// What was answered.
    pub said: Choice,
    /// The details.
    pub facts: Vec<Fact>,
}

/// Something taken for granted about a fiscal year that is not over yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Presumed {
    /// That the year brings no loss.
    NoLoss(i16),
    /// That the self-assessment of the year is good.
    GoodYear(i16),
}

/// Whether the applicant may apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// 可以申报: every condition is met and no disqualifier applies.
    Eligible,
    /// 不得申报: a condition is not met or a disqualifier applies.
    NotEligible,
    /// 尚不能判断: nothing stands against it, but something is not known.
    Undecided,
}

/// The result of the check.
#[derive(Clone, Debug, PartialEq)]
pub struct Check<'a> {
    /// The verdict.
    pub verdict: Verdict,
    /// A finding for every requirement, in the regulation's order.
    pub findings: Vec<Finding<'a>>,
}

/// The day for which an assessment is judged: its application date, else the current day.
#[must_use]
pub fn application_day(assessment: &Assessment, today: Date) -> Date {
    assessment.head.application_date.unwrap_or(today)
}

/// Checks every requirement of a scheme for an application on a day.
///
/// `today` is the day on which the check is made; an application date in the assessment takes its place. A procedure is judged
/// as of today at the latest: what is planned until the application is not done.
#[must_use]
pub fn check<'a>(catalog: &'a Catalog, assessment: &Assessment, today: Date) -> Check<'a> {
    let day = application_day(assessment, today);
    let (facts, done) = (Facts::of(catalog, assessment, day), Facts::of(catalog, assessment, day.min(today)));
    let findings = catalog.scheme.requirements.iter().map(|requirement| match requirement.kind {
        RequirementKind::Procedure => done.find(requirement),
        RequirementKind::Condition | RequirementKind::Disqualifier | RequirementKind::Notice => facts.find(requirement),
    });
    let findings: Vec<Finding> = findings.collect();
    Check { verdict: verdict(&findings), findings }
}

/// The check of an assessment as some actions would leave it: another date, an event closed, a reading switched. The
/// assessment itself stays as it is. It is made as on the day of the application, with all that is planned until then.
#[must_use]
pub fn what_if<'a>(catalog: &'a Catalog, assessment: &Assessment, today: Date, actions: &[Action]) -> (Assessment, Check<'a>) {
    let supposed = actions.iter().fold(assessment.clone(), |state, action| state.apply(action));
    let check = check(catalog, &supposed, application_day(&supposed, today));
    (supposed, check)
}

/// The verdict that a set of findings amounts to.
#[must_use]
pub fn verdict(findings: &[Finding]) -> Verdict {
    verdict_of(findings.iter().filter(|finding| finding.decides()).map(|finding| finding.outcome))
}

fn verdict_of(deciding: impl Iterator<Item = Outcome>) -> Verdict {
    deciding.fold(Verdict::Eligible, |so_far, outcome| match (so_far, outcome) {
        (Verdict::NotEligible, _) | (_, Outcome::NotMet) => Verdict::NotEligible,
        (so_far, Outcome::Met) => so_far,
        _ => Verdict::Undecided,
    })
}

/// Whether the answer to a question could decide a requirement, alone or with others that are still open.
///
/// The answer that was given does not count; everything else that is known does.
#[must_use]
pub fn matters(catalog: &Catalog, requirement: &Requirement, answer: &AnswerId, assessment: &Assessment, today: Date) -> bool {
    let facts = Facts::of(catalog, assessment, application_day(assessment, today));
    facts.waits_for(requirement, answer)
}

impl Check<'_> {
    /// The findings that decide the verdict: conditions and disqualifiers.
    pub fn deciding(&self) -> impl Iterator<Item = &Finding<'_>> {
        self.findings.iter().filter(|finding| finding.decides())
    }

    /// The findings that stand against the application.
    pub fn blocking(&self) -> impl Iterator<Item = &Finding<'_>> {
        self.deciding().filter(|finding| finding.outcome == Outcome::NotMet)
    }

    /// The procedures that are not done, which no verdict waits for.
    pub fn undone(&self) -> impl Iterator<Item = &Finding<'_>> {
        let procedures = self.findings.iter().filter(|finding| finding.requirement.kind == RequirementKind::Procedure);
        procedures.filter(|finding| finding.outcome != Outcome::Met)
    }

    /// The readings without which not all of what stands against the application would.
    #[must_use]
    pub fn readings_against(&self) -> BTreeSet<&ReadingId> {
        self.blocking().flat_map(|finding| finding.readings.iter().copied()).into_set()
    }

    /// The number of deciding findings that are known, and of all deciding findings.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        let known = self.deciding().filter(|finding| finding.outcome.is_known()).count();
        (known, self.deciding().count())
    }
}

impl Finding<'_> {
    /// Whether it decides the verdict.
    #[must_use]
    pub fn decides(&self) -> bool {
        self.requirement.kind.decides()
    }
}

impl RequirementKind {
    /// Whether requirements of this kind decide the verdict.
    #[must_use]
    pub fn decides(self) -> bool {
        matches!(self, RequirementKind::Condition | RequirementKind::Disqualifier)
    }
}
