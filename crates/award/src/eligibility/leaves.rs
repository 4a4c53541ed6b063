//! Judging the leaves of rules: details first, then the answer.

use super::days::anniversary;
use super::judging::{Facts, Judgement};
use super::standing::{Counting, is_valid};
use super::ways::Ways;
use super::{Contradiction, Fact, Missing, Presumed};
use crate::amount::Amount;

use crate::applicant;
use crate::assessment::Choice;
use crate::points::Points;
use crate::scheme::{FrontBy, GoodBy, GoodRun, Rule};
use crate::truth::Truth;
use crate::years;
use crate::{AnswerId, CertificateKindId, FieldId, Text};

impl Facts<'_, '_> {
    /// What is found about a leaf.
    pub(super) fn judge_leaf(&self, leaf: &Rule, ways: &Ways) -> Judgement {
        match leaf {
            Rule::All(_) | Rule::Any(_) | Rule::Not(_) => unreachable!("a leaf has no parts"),
            Rule::Ask(question) => self.answer(question),
            Rule::FieldIs { field, one_of } => self.field_is(field, one_of),
            Rule::YearsSince { field, years } => self.years_since(field, *years, ways),
            Rule::ConsecutiveGoodYears { years, ask } => self.good_years(*years, ask.as_ref(), ways),
            Rule::EventWithin { kinds, years, levels, ask } => {
                self.event_within(kinds, Counting { years: *years, levels }, ask.as_ref(), ways)
            }
            Rule::Loss { fields, years, ask } => self.loss(ways.loss_fields.unwrap_or(fields), *years, ask.as_ref()),
            Rule::CertificateValid { kind, ask } => self.certificate(kind, ask.as_ref()),
            Rule::PeriodOver { milestone, ask } => self.period_over(milestone, ask.as_ref()),
            Rule::Ranked { field } => self.ranked(field, ways),
        }
    }

    fn answer(&self, question: &AnswerId) -> Judgement {
        match said(self.said(Some(question))) {
            Truth::Unknown => Judgement::unknown(vec![Missing::Answer(question.clone())], Vec::new()),
            known => Judgement::known(known, vec![Fact::Answer(question.clone())]),
        }
    }

    fn field_is(&self, field: &FieldId, one_of: &[Text]) -> Judgement {
        let text = self.assessment.field(field.as_str());
        if text.trim().is_empty() {
            return Judgement::unknown(vec![Missing::Field(field.clone())], Vec::new());
        }
        Judgement::known(one_of.iter().any(|candidate| **candidate == *text.trim()), vec![Fact::Field(field.clone())])
    }

    /// Of several fields the earliest date counts; a field without a date says that there is none.
    fn years_since(&self, field: &FieldId, years: u8, ways: &Ways) -> Judgement {
        let starts = ways.starts.unwrap_or(std::slice::from_ref(field));
        let dated = starts.iter().filter_map(|field| Some((applicant::date(&self.assessment.field(field.as_str()))?, field)));
        match dated.min() {
            Some((day, field)) => {
                Judgement::known(anniversary(day, years, ways.leap_day) <= self.on, vec![Fact::Field(field.clone())])
            }
            None => {
                Judgement::unknown(starts.first().map(|field| Missing::Field(field.clone())).into_iter().collect(), Vec::new())
            }
        }
    }

    fn ranked(&self, field: &FieldId, ways: &Ways) -> Judgement {
        if ways.front_by == FrontBy::Proof {
            return Judgement::known(false, Vec::new());
        }
        let year = self.latest_year().min(self.since.map_or(i16::MAX, |since| since.year));
        let fact = vec![Fact::Figure(field.clone(), year)];
        let rank = Amount::parse(&self.assessment.field_in(field.as_str(), year));
        match (ways.front_places, rank) {
            (Some((_, Some(places))), Some(rank)) => Judgement::known(rank <= Amount::whole(places.into()), fact),
            (Some((reading, None)), _) => Judgement::unknown(vec![Missing::Reading(reading.clone())], Vec::new()),
            _ => Judgement::unknown(vec![Missing::Figure(field.clone(), year)], Vec::new()),
        }
    }

    fn loss(&self, fields: &[FieldId], years: u8, ask: Option<&AnswerId>) -> Judgement {
        let is_negative =
            |field: &FieldId, year: i16| Amount::parse(&self.assessment.field_in(field.as_str(), year)).map(Amount::is_negative);
        // While only an answer tells of losses, nobody knows in which year they were.
        let has_figures =
            |year: i16| years_to(year, years).any(|year| fields.iter().any(|field| is_negative(field, year).is_some()));
        let may_presume = self.since.is_some_and(|since| has_figures(since.year));
        let mut details = Details::default();
        for year in years_to(self.latest_year(), years) {
            for field in fields {
                match is_negative(field, year) {
                    None if may_presume && self.is_presumed(year) => details.presumed.push(Presumed::NoLoss(year)),
                    None => details.missing.push(Missing::Figure(field.clone(), year)),
                    Some(true) => details.deciding.push(Fact::Figure(field.clone(), year)),
                    Some(false) => details.others.push(Fact::Figure(field.clone(), year)),
                }
            }
        }
        self.weigh(details, Truth::True, ask)
    }

    fn good_years(&self, years: u8, ask: Option<&AnswerId>, ways: &Ways) -> Judgement {
        match ways.good_run {
            GoodRun::Latest => self.latest_good_years(years, ask, ways),
            GoodRun::Any => self.any_good_years(years, ask, ways),
        }
    }

    fn latest_good_years(&self, years: u8, ask: Option<&AnswerId>, ways: &Ways) -> Judgement {
        let mut details = Details::default();
        // A good year to come is taken for granted only beside good ones that are recorded.
        let may_presume = years_to(self.latest_year(), years).any(|year| self.is_good(year, ways).is_known());
        for year in years_to(self.latest_year(), years) {
            match self.is_good(year, ways) {
                Truth::Unknown if may_presume && self.is_presumed(year) => details.presumed.push(Presumed::GoodYear(year)),
                Truth::Unknown => details.missing.push(Missing::Card(year)),
                Truth::False => details.deciding.push(Fact::Card(year)),
                Truth::True => details.others.push(Fact::Card(year)),
            }
        }
        self.weigh(details, Truth::False, ask)
    }

    /// Any run of good years up to the latest; years before the recorded ones stay open, so only an answer says no.
    fn any_good_years(&self, years: u8, ask: Option<&AnswerId>, ways: &Ways) -> Judgement {
        const LOOKED_BACK: i16 = 30;
        let latest = self.latest_year();
        let mut run = Vec::new();
        for year in (0..LOOKED_BACK).map(|back| latest.saturating_sub(back)) {
            if self.is_good(year, ways) == Truth::True {
                run.push(Fact::Card(year));
            } else {
                run.clear();
            }
            if run.len() >= usize::from(years) {
                run.reverse();
                return self.against(ask, Choice::No, Judgement::known(true, run));
            }
        }
        self.answer_or(ask, years_to(latest, years).map(Missing::Card).collect())
    }

    /// Whether the self-assessment of a year was good: by the line as soon as the open items no longer matter.
    fn is_good(&self, year: i16, ways: &Ways) -> Truth {
        let Some(card) = self.assessment.cards.get(&year) else { return Truth::Unknown };
        match ways.good_by {
            GoodBy::OwnRating => said(card.own_rating),
            GoodBy::Line => {
                let line = Points::whole(ways.good_line.unwrap_or(self.catalog.scheme.review.shortlist_points));
                match years::reached(&self.catalog.criteria, card).range() {
                    Some((least, _)) if least >= line => Truth::True,
                    Some((_, most)) if most < line => Truth::False,
                    _ => Truth::Unknown,
                }
            }
        }
    }

    fn is_presumed(&self, year: i16) -> bool {
        self.since.is_some_and(|since| year > since.year)
    }

    fn certificate(&self, kind: &CertificateKindId, ask: Option<&AnswerId>) -> Judgement {
        let of_kind = self.assessment.certificates.iter().filter(|(_, certificate)| certificate.kind == *kind);
        let judged: Vec<(Fact, Truth)> =
            of_kind.map(|(id, certificate)| (Fact::Certificate(id.clone()), is_valid(certificate, self.on))).collect();
        let with = |truth: Truth| -> Vec<Fact> {
            judged.iter().filter(|(_, found)| *found == truth).map(|(fact, _)| fact.clone()).collect()
        };
        let (valid, unclear) = (with(Truth::True), with(Truth::Unknown));
        if !valid.is_empty() {
            self.against(ask, Choice::No, Judgement::known(true, valid))
        } else if !unclear.is_empty() {
            Judgement::unknown(vec![Missing::Certificate(kind.clone())], unclear)
        } else if !judged.is_empty() {
            self.against(ask, Choice::Yes, Judgement::known(false, with(Truth::False)))
        } else {
            match (ask, self.said(ask)) {
                (Some(question), Some(Choice::No)) => Judgement::known(false, vec![Fact::Answer(question.clone())]),
                // A yes without a certificate does not say until when it is valid.
                _ => Judgement::unknown(vec![Missing::Certificate(kind.clone())], Vec::new()),
            }
        }
    }

    /// What details amount to: one of them may decide, or all of them together the other way; else the answer does.
    fn weigh(&self, details: Details, decisive: Truth, ask: Option<&AnswerId>) -> Judgement {
        let speaks_against = if decisive == Truth::True { [Choice::No, Choice::Yes] } else { [Choice::Yes, Choice::No] };
        if !details.deciding.is_empty() {
            return self.against(ask, speaks_against[0], Judgement::known(decisive, details.deciding));
        }
        if details.missing.is_empty() {
            let found = Judgement { presumed: details.presumed, ..Judgement::known(!decisive, details.others) };
            return self.against(ask, speaks_against[1], found);
        }
        let mut found = self.answer_or(ask, details.missing);
        if !found.truth.is_known() {
            found.basis = details.others;
        }
        Judgement { presumed: details.presumed, ..found }
    }

    /// The answer to a question; something missing if it is open.
    pub(super) fn answer_or(&self, ask: Option<&AnswerId>, missing: Vec<Missing>) -> Judgement {
        match ask.map(|question| self.answer(question)) {
            Some(answered) if answered.truth.is_known() => answered,
            _ => Judgement::unknown(missing, Vec::new()),
        }
    }

    /// Notes that details speak against an answer, if that is what was answered.
    pub(super) fn against(&self, ask: Option<&AnswerId>, said: Choice, mut found: Judgement) -> Judgement {
        if let Some(answer) = ask.filter(|_| self.said(ask) == Some(said)) {
            let facts = found.basis.clone();
            found.contradictions.push(Contradiction { answer: answer.clone(), said, facts });
        }
        found
    }
}

/// What a choice says.
fn said(choice: Option<Choice>) -> Truth {
    match choice {
        Some(Choice::Yes) => Truth::True,
        Some(Choice::No) => Truth::False,
        Some(Choice::Unsure) | None => Truth::Unknown,
    }
}

/// So many years up to a latest one, the earliest first.
fn years_to(latest: i16, years: u8) -> impl Iterator<Item = i16> {
    (0..i16::from(years)).rev().map(move |back| latest.saturating_sub(back))
}

/// Details of several years.
#[derive(Default)]
struct Details {
    /// Those of which one is enough.
    deciding: Vec<Fact>,
    /// The others.
    others: Vec<Fact>,
    missing: Vec<Missing>,
    presumed: Vec<Presumed>,
}
