//! Whether an applicant may apply: each requirement judged from answers and facts, and a verdict from all of them.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::applicant;
use crate::assessment::{Assessment, Choice};
use crate::scheme::{Requirement, RequirementKind, Rule, Scheme};
use crate::truth::Truth;
use crate::{AnswerId, FieldId};

/// The outcome of a requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// A condition is fulfilled, a disqualifier does not apply, a procedure is done.
    Met,
    /// A condition is not fulfilled, a disqualifier applies, a procedure is not done.
    NotMet,
    /// It cannot be said yet.
    Unknown,
}

/// What was found about one requirement.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding<'a> {
    /// The requirement.
    pub requirement: &'a Requirement,
    /// Its outcome.
    pub outcome: Outcome,
    /// What would have to be known to decide it, in the order in which it is asked.
    pub missing: Vec<Missing>,
    /// The day from which on it is met if only time is lacking.
    pub cured_on: Option<Date>,
}

/// Something that is not known and could decide a requirement.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Missing {
    /// An answer that is open or not sure.
    Answer(AnswerId),
    /// A date that is not entered or not readable.
    Field(FieldId),
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

/// Facts that rules are judged by.
#[derive(Clone, Copy, Debug)]
struct Facts<'a> {
    assessment: &'a Assessment,
    on: Date,
}

/// Checks every requirement of a scheme for an application on a day.
///
/// `today` is the day on which the check is made; an application date in the assessment takes its place.
#[must_use]
pub fn check<'a>(scheme: &'a Scheme, assessment: &Assessment, today: Date) -> Check<'a> {
    let facts = Facts { assessment, on: assessment.head.application_date.unwrap_or(today) };
    let findings: Vec<Finding> = scheme.requirements.iter().map(|requirement| facts.find(requirement)).collect();
    Check { verdict: verdict(&findings), findings }
}

/// The verdict that a set of findings amounts to.
#[must_use]
pub fn verdict(findings: &[Finding]) -> Verdict {
    let deciding = || findings.iter().filter(|finding| finding.decides());
    if deciding().any(|finding| finding.outcome == Outcome::NotMet) {
        Verdict::NotEligible
    } else if deciding().all(|finding| finding.outcome == Outcome::Met) {
        Verdict::Eligible
    } else {
        Verdict::Undecided
    }
}

/// Whether the answer to a question could decide a requirement, alone or with others that are still open.
///
/// The answer that was given does not count; everything else that is known does.
#[must_use]
pub fn matters(requirement: &Requirement, answer: &AnswerId, assessment: &Assessment, today: Date) -> bool {
    let facts = Facts { assessment, on: assessment.head.application_date.unwrap_or(today) };
    facts.missing(&requirement.rule, Some(answer)).contains(&Missing::Answer(answer.clone()))
}

impl Check<'_> {
    /// The findings that decide the verdict: conditions and disqualifiers.
    pub fn deciding(&self) -> impl Iterator<Item = &Finding<'_>> {
        self.findings.iter().filter(|finding| finding.decides())
    }

    /// The number of deciding findings that are known, and of all deciding findings.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        let known = self.deciding().filter(|finding| finding.outcome != Outcome::Unknown).count();
        (known, self.deciding().count())
    }
}

impl Finding<'_> {
    /// Whether it decides the verdict.
    #[must_use]
    pub fn decides(&self) -> bool {
        matches!(self.requirement.kind, RequirementKind::Condition | RequirementKind::Disqualifier)
    }
}

impl Facts<'_> {
    fn find<'a>(&self, requirement: &'a Requirement) -> Finding<'a> {
        let outcome = self.outcome(requirement);
        let missing = self.missing(&requirement.rule, None);
        let is_met = |day: &Date| Facts { on: *day, ..*self }.outcome(requirement) == Outcome::Met;
        let cured_on = if outcome == Outcome::NotMet { self.cured_on(&requirement.rule).filter(is_met) } else { None };
        Finding { requirement, outcome, missing, cured_on }
    }

    fn outcome(&self, requirement: &Requirement) -> Outcome {
        let unwanted = Truth::from(requirement.kind.is_unwanted());
        match self.judge(&requirement.rule, None) {
            Truth::Unknown => Outcome::Unknown,
            truth if truth == unwanted => Outcome::NotMet,
            _ => Outcome::Met,
        }
    }

    /// The truth of a rule, as if one question were `open`.
    fn judge(&self, rule: &Rule, open: Option<&AnswerId>) -> Truth {
        match rule {
            Rule::All(parts) => Truth::all(parts.iter().map(|part| self.judge(part, open))),
            Rule::Any(parts) => Truth::any(parts.iter().map(|part| self.judge(part, open))),
            Rule::Not(part) => !self.judge(part, open),
            Rule::Ask(answer) if open == Some(answer) => Truth::Unknown,
            Rule::Ask(answer) => self.answered(answer),
            Rule::YearsSince { field, years } => match self.anniversary(field, *years) {
                Some(day) => (day <= self.on).into(),
                None => Truth::Unknown,
            },
        }
    }

    fn answered(&self, answer: &AnswerId) -> Truth {
        match self.assessment.answers.get(answer).and_then(|answer| answer.choice) {
            Some(Choice::Yes) => Truth::True,
            Some(Choice::No) => Truth::False,
            Some(Choice::Unsure) | None => Truth::Unknown,
        }
    }

    fn anniversary(&self, field: &FieldId, years: u8) -> Option<Date> {
        let date = applicant::date(&self.assessment.field(field.as_str()))?;
        date.checked_add(i32::from(years).years()).ok()
    }

    /// What keeps a rule unknown, as if one question were `open`. Parts that are decided, or that a decided sibling makes
    /// idle, are passed over.
    fn missing(&self, rule: &Rule, open: Option<&AnswerId>) -> Vec<Missing> {
        if self.judge(rule, open).is_known() {
            return Vec::new();
        }
        let mut missing = match rule {
            Rule::All(parts) | Rule::Any(parts) => parts.iter().flat_map(|part| self.missing(part, open)).collect(),
            Rule::Not(part) => self.missing(part, open),
            Rule::Ask(answer) => vec![Missing::Answer(answer.clone())],
            Rule::YearsSince { field, .. } => vec![Missing::Field(field.clone())],
        };
        let mut seen = std::collections::HashSet::new();
        missing.retain(|entry: &Missing| seen.insert(entry.clone()));
        missing
    }

    /// The day on which a false rule becomes true by time alone; `None` if something else is false too.
    fn cured_on(&self, rule: &Rule) -> Option<Date> {
        match rule {
            Rule::All(parts) => {
                let failing: Vec<&Rule> = parts.iter().filter(|part| self.judge(part, None) == Truth::False).collect();
                failing.into_iter().map(|part| self.cured_on(part)).collect::<Option<Vec<Date>>>()?.into_iter().max()
            }
            Rule::Any(parts) => parts.iter().filter_map(|part| self.cured_on(part)).min(),
            Rule::Not(_) | Rule::Ask(_) => None,
            Rule::YearsSince { field, years } => self.anniversary(field, *years),
        }
    }
}
