//! When time alone helps: the first day on which a requirement is met, and on which the applicant could apply.

use jiff::civil::Date;

use super::days::{anniversary, new_years, next};
use super::judging::Facts;
use super::standing::{Counting, Standing};
use super::ways::Ways;
use super::{Outcome, Presumed, Verdict, application_day, verdict_of};
use crate::applicant;
use crate::assessment::Assessment;
use crate::catalog::Catalog;
use crate::order::Order;
use crate::scheme::{Requirement, Rule};

/// The first day on which an applicant could apply if nothing else happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earliest {
    /// The day.
    pub day: Date,
    /// The verdict on that day: eligible, or undecided because something is not known.
    pub verdict: Verdict,
    /// What is taken for granted about fiscal years that are not over yet.
    pub presumed: Vec<Presumed>,
}

/// The first day from the application day on, on which an applicant could apply if nothing else happens: no new event, no
/// loss in a year to come, a good self-assessment in a year to come, and states that go on still going on.
///
/// While something is not known it is the first day on which nothing known stands against the application. `None` if time
/// alone does not help. Between two days on which something lapses or becomes full nothing changes, so only those days are
/// tried, each with the whole check.
#[must_use]
pub fn earliest(catalog: &Catalog, assessment: &Assessment, today: Date) -> Option<Earliest> {
    let facts = Facts::of(catalog, assessment, application_day(assessment, today));
    let deciding: Vec<&Requirement> =
        catalog.scheme.requirements.iter().filter(|requirement| requirement.kind.decides()).collect();
    let mut days: Vec<Date> = deciding.iter().flat_map(|requirement| facts.turning_days(requirement)).collect();
    days.push(facts.on);
    days.order_by_key(|day| *day);
    days.dedup();
    let tried = days.into_iter().map(|day| facts.on_day(&deciding, day));
    let mut possible: Vec<Earliest> = tried.filter(|tried| tried.verdict != Verdict::NotEligible).collect();
    let eligible = possible.iter().position(|tried| tried.verdict == Verdict::Eligible).unwrap_or(0);
    (!possible.is_empty()).then(|| possible.swap_remove(eligible))
}

impl Facts<'_, '_> {
    fn on_day(&self, deciding: &[&Requirement], day: Date) -> Earliest {
        let facts = if day > self.on { self.later(day) } else { *self };
        let mut presumed: Vec<Presumed> = Vec::new();
        let outcomes: Vec<Outcome> = deciding
            .iter()
            .map(|requirement| {
                presumed.extend(facts.judge(requirement).presumed);
                facts.outcome(requirement)
            })
            .collect();
        presumed.order_by_key(|each| *each);
        presumed.dedup();
        Earliest { day, verdict: verdict_of(outcomes.into_iter()), presumed }
    }

    /// The first later day on which a requirement is met, and what that takes for granted.
    pub(super) fn cure(&self, requirement: &Requirement) -> Option<(Date, Vec<Presumed>)> {
        let mut days = self.turning_days(requirement);
        days.order_by_key(|day| *day);
        let day = days.into_iter().find(|day| self.later(*day).outcome(requirement) == Outcome::Met)?;
        Some((day, self.later(day).judge(requirement).presumed))
    }

    /// The later days on which the outcome of a requirement may change by time alone.
    fn turning_days(&self, requirement: &Requirement) -> Vec<Date> {
        let ways = Ways::of(&self.catalog.scheme, requirement, self.assessment, None);
        let leaves = requirement.rule.leaves();
        let mut days: Vec<Date> = leaves.into_iter().flat_map(|leaf| self.leaf_turning_days(leaf, &ways)).collect();
        days.retain(|day| *day > self.on);
        days
    }

    fn leaf_turning_days(&self, leaf: &Rule, ways: &Ways) -> Vec<Date> {
        let date = |text: &str| applicant::date(text);
        match leaf {
            Rule::YearsSince { field, years } => {
                let fields = ways.starts.unwrap_or(std::slice::from_ref(field)).iter();
                let days = fields.filter_map(|field| date(&self.assessment.field(field.as_str())));
                days.map(|day| anniversary(day, *years, ways.leap_day)).collect()
            }
            Rule::Loss { years, .. } | Rule::ConsecutiveGoodYears { years, .. } => new_years(self.on, *years).collect(),
            Rule::CertificateValid { kind, .. } => {
                let of_kind = self.assessment.certificates.values().filter(|certificate| certificate.kind == *kind);
                of_kind
                    .flat_map(|certificate| [date(&certificate.valid_from), date(&certificate.valid_until).map(next)])
                    .flatten()
                    .collect()
            }
            Rule::EventWithin { kinds, years, levels, .. } => {
                let counting = Counting { years: *years, levels };
                let events = self.assessment.events.values().filter(|event| kinds.contains(&event.kind));
                let standings = events.filter_map(|event| {
                    Some(counting.standing(self.catalog.scheme.event_kind(&event.kind)?, event, ways, self.on))
                });
                standings
                    .filter_map(|standing| match standing {
                        Standing::Counts(Some(last)) => Some(next(last)),
                        _ => None,
                    })
                    .collect()
            }
            Rule::PeriodOver { milestone, .. } => self.period_turning_day(milestone).into_iter().collect(),
            _ => Vec::new(),
        }
    }
}
