//! Judging a rule: its truth, what the truth rests on, and what is missing.

use std::collections::HashSet;

use jiff::civil::Date;

use super::ways::{Ways, alternatives};
use super::{Contradiction, Fact, Finding, Missing, Outcome, Presumed};
use crate::assessment::{Assessment, Choice};
use crate::catalog::Catalog;
use crate::scheme::{Question, Requirement, Rule};
use crate::truth::Truth;
use crate::{AnswerId, ReadingId};

/// What rules are judged by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Facts<'a, 'b> {
    pub(super) catalog: &'a Catalog,
    pub(super) assessment: &'b Assessment,
    /// The day of the application.
    pub(super) on: Date,
    /// From when on nothing else happens; without it everything up to the day must be known.
    pub(super) since: Option<Since>,
    /// A question that is taken to be open, whatever was answered.
    pub(super) open: Option<&'b AnswerId>,
    /// Something missing that is taken to be known, as deciding for or against the leaves that miss it.
    pub(super) supposed: Option<(&'b Missing, bool)>,
}

/// From when on nothing else happens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Since {
    /// The day.
    pub(super) day: Date,
    /// The latest fiscal year that must be known; what later ones bring is presumed.
    pub(super) year: i16,
}

/// What was found about a rule or a part of one.
#[derive(Clone, Debug)]
pub(super) struct Judgement {
    pub(super) truth: Truth,
    pub(super) missing: Vec<Missing>,
    pub(super) basis: Vec<Fact>,
    pub(super) contradictions: Vec<Contradiction>,
    pub(super) presumed: Vec<Presumed>,
}

impl Judgement {
    /// A truth that rests on some facts.
    pub(super) fn known(truth: impl Into<Truth>, basis: Vec<Fact>) -> Judgement {
        Judgement { truth: truth.into(), missing: Vec::new(), basis, contradictions: Vec::new(), presumed: Vec::new() }
    }

    /// Something unknown with what is missing.
    pub(super) fn unknown(missing: Vec<Missing>, basis: Vec<Fact>) -> Judgement {
        Judgement { missing, ..Judgement::known(Truth::Unknown, basis) }
    }

    /// A rule all of whose parts must be true, or, if `decisive` is true, one of them. What decided is kept: of a decisive
    /// part that part alone, else all; while it is unknown, what is missing and what is known.
    fn of_parts(parts: Vec<Judgement>, decisive: Truth) -> Judgement {
        let truths = parts.iter().map(|part| part.truth);
        let truth = if decisive == Truth::False { Truth::all(truths) } else { Truth::any(truths) };
        let mut whole = Judgement::known(truth, Vec::new());
        for part in parts {
            whole.contradictions.extend(part.contradictions);
            if truth != decisive || part.truth == decisive {
                whole.basis.extend(part.basis);
                whole.presumed.extend(part.presumed);
                whole.missing.extend(part.missing);
            }
        }
        whole
    }

    /// Everything once, in the order of its first mention.
    fn once(mut self) -> Judgement {
        keep_first(&mut self.missing);
        keep_first(&mut self.basis);
        keep_first(&mut self.presumed);
        self
    }
}

fn keep_first<T: Clone + Eq + std::hash::Hash>(entries: &mut Vec<T>) {
    let mut seen = HashSet::new();
    entries.retain(|entry| seen.insert(entry.clone()));
}

impl<'a, 'b> Facts<'a, 'b> {
    /// The facts of an assessment on a day.
    pub(super) fn of(catalog: &'a Catalog, assessment: &'b Assessment, on: Date) -> Facts<'a, 'b> {
        Facts { catalog, assessment, on, since: None, open: None, supposed: None }
    }

    /// The same on another day, if nothing else happens until then.
    pub(super) fn later(self, on: Date) -> Facts<'a, 'b> {
        Facts { on, since: Some(Since { day: self.on, year: self.latest_year() }), ..self }
    }

    /// The latest completed fiscal year: that of the form, or a later one that is over on the day of the application.
    pub(super) fn latest_year(&self) -> i16 {
        self.assessment.head.year.max(self.on.year() - 1)
    }

    /// What is found about a requirement.
    pub(super) fn find(&self, requirement: &'a Requirement) -> Finding<'a> {
        let judgement = self.judge(requirement);
        let (cured_on, presumed) = match outcome(requirement, judgement.truth) {
            Outcome::NotMet => self.cure(requirement).unzip(),
            _ => (None, None),
        };
        Finding {
            requirement,
            outcome: self.shown_outcome(requirement, &judgement),
            concerns: requirement.concerns(self.assessment),
            readings: self.deciding_readings(requirement, &judgement),
            missing: judgement.missing,
            basis: judgement.basis,
            contradictions: judgement.contradictions,
            cured_on,
            presumed: presumed.unwrap_or_default(),
        }
    }

    /// What is found about the rule of a requirement.
    pub(super) fn judge(&self, requirement: &Requirement) -> Judgement {
        self.judge_with(requirement, None)
    }

    /// The outcome of a requirement, judgements of a person not told from other unknowns.
    pub(super) fn outcome(&self, requirement: &Requirement) -> Outcome {
        outcome(requirement, self.judge(requirement).truth)
    }

    fn judge_with(&self, requirement: &Requirement, supposed: Option<(&ReadingId, &str)>) -> Judgement {
        let ways = Ways::of(&self.catalog.scheme, requirement, self.assessment, supposed);
        self.judge_rule(&requirement.rule, &ways).once()
    }

    fn judge_rule(&self, rule: &Rule, ways: &Ways) -> Judgement {
        let parts = |parts: &[Rule]| parts.iter().map(|part| self.judge_rule(part, ways)).collect();
        match rule {
            Rule::All(rules) => Judgement::of_parts(parts(rules), Truth::False),
            Rule::Any(rules) => Judgement::of_parts(parts(rules), Truth::True),
            Rule::Not(part) => {
                let part = self.judge_rule(part, ways);
                Judgement { truth: !part.truth, ..part }
            }
            leaf => self.suppose(self.judge_leaf(leaf, ways)),
        }
    }

    fn suppose(&self, judgement: Judgement) -> Judgement {
        match self.supposed {
            Some((missing, truth)) if judgement.missing.contains(missing) => Judgement::known(truth, judgement.basis),
            _ => judgement,
        }
    }

    /// Whether a requirement waits for the answer to a question, as if it were open.
    pub(super) fn waits_for(&self, requirement: &Requirement, answer: &AnswerId) -> bool {
        let ways = Ways::of(&self.catalog.scheme, requirement, self.assessment, None);
        Facts { open: Some(answer), ..*self }.rule_waits_for(&requirement.rule, answer, &ways)
    }

    fn rule_waits_for(&self, rule: &Rule, answer: &AnswerId, ways: &Ways) -> bool {
        if self.judge_rule(rule, ways).truth.is_known() {
            return false;
        }
        match rule {
            Rule::All(parts) | Rule::Any(parts) => parts.iter().any(|part| self.rule_waits_for(part, answer, ways)),
            Rule::Not(part) => self.rule_waits_for(part, answer, ways),
            leaf => leaf.question() == Some(answer),
        }
    }

    /// What was answered to a question.
    pub(super) fn said(&self, question: Option<&AnswerId>) -> Option<Choice> {
        let question = question.filter(|question| self.open != Some(*question))?;
        self.assessment.answers.get(question).and_then(|answer| answer.choice)
    }

    /// Where everything that is missing is a judgement and its facts are there, the outcome says so.
    fn shown_outcome(&self, requirement: &Requirement, judgement: &Judgement) -> Outcome {
        let is_judgement = |missing: &Missing| match missing {
            Missing::Answer(id) => {
                self.catalog.scheme.question(id).is_some_and(|question| !facts_beside(question, self.assessment).is_empty())
            }
            _ => false,
        };
        match outcome(requirement, judgement.truth) {
            Outcome::Unknown if judgement.missing.iter().all(is_judgement) => Outcome::NeedsJudgement,
            outcome => outcome,
        }
    }

    /// The readings that decide: switched, the rule would come out differently, or details would speak against an answer.
    fn deciding_readings(&self, requirement: &'a Requirement, found: &Judgement) -> Vec<&'a ReadingId> {
        let decides = |id: &&ReadingId| {
            let Some(reading) = self.catalog.scheme.reading(id) else { return false };
            alternatives(reading, self.assessment.switched(id)).iter().any(|other| {
                let otherwise = self.judge_with(requirement, Some((id, other)));
                otherwise.truth != found.truth || otherwise.contradictions != found.contradictions
            })
        };
        requirement.readings.iter().filter(decides).collect()
    }
}

/// The outcome of a requirement whose rule has this truth.
fn outcome(requirement: &Requirement, truth: Truth) -> Outcome {
    let unwanted = Truth::from(requirement.kind.is_unwanted());
    match truth {
        Truth::Unknown => Outcome::Unknown,
        truth if truth == unwanted => Outcome::NotMet,
        _ => Outcome::Met,
    }
}

/// What was entered that helps to judge the answer to a question, and decides nothing by itself.
#[must_use]
pub fn facts_beside(question: &Question, assessment: &Assessment) -> Vec<Fact> {
    let looks_at = &question.looks_at;
    let is_written = |text: &crate::Text| !text.trim().is_empty();
    let mut facts = Vec::new();
    for field in &looks_at.fields {
        facts.extend(assessment.fields.get(field).filter(|text| is_written(text)).map(|_| Fact::Field(field.clone())));
        let years = assessment.series.get(field).into_iter().flatten().filter(|(_, text)| is_written(text));
        facts.extend(years.map(|(year, _)| Fact::Figure(field.clone(), *year)));
    }
    let events = assessment.events.iter().filter(|(_, event)| looks_at.events.contains(&event.kind));
    facts.extend(events.map(|(id, _)| Fact::Event(id.clone())));
    let certificates = assessment.certificates.iter().filter(|(_, one)| looks_at.certificates.contains(&one.kind));
    facts.extend(certificates.map(|(id, _)| Fact::Certificate(id.clone())));
    facts
}
