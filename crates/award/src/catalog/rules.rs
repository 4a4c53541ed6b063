//! What must be sound about requirements, questions, readings, event kinds and certificate kinds.

use std::collections::BTreeSet;
use std::fmt;

use super::{Catalog, Defects};
use crate::AnswerId;
use crate::form::FieldKind;
use crate::scheme::{EventKind, Reading, Requirement, Rule, Setting};

/// The greatest number of years that a rule may ask for.
const MOST_YEARS: u8 = 50;

impl Catalog {
    pub(super) fn check_requirements(&self, defects: &mut Defects) {
        let scheme = &self.scheme;
        defects.unique("requirement", scheme.requirements.iter().map(|requirement| requirement.id.as_str()));
        defects.unique("question", scheme.questions.iter().map(|question| question.id.as_str()));
        let mut asked = BTreeSet::new();
        for requirement in &scheme.requirements {
            self.check_citation("requirement", &requirement.id, requirement.clause, defects);
            for leaf in requirement.rule.leaves() {
                asked.extend(leaf.question());
                self.check_leaf(requirement, leaf, defects);
            }
            for reading in requirement.readings.iter().filter(|reading| scheme.reading(reading).is_none()) {
                defects.add("requirement", &requirement.id, format!("names reading `{reading}`, which does not exist"));
            }
        }
        self.check_questions(&asked, defects);
        self.check_readings(defects);
        self.check_kinds(defects);
    }

    fn check_leaf(&self, requirement: &Requirement, leaf: &Rule, defects: &mut Defects) {
        let mut defect = |message: String| defects.add("requirement", &requirement.id, message);
        if let Some(question) = leaf.question().filter(|question| self.scheme.question(question).is_none()) {
            defect(format!("asks `{question}`, which does not exist"));
        }
        match leaf {
            Rule::FieldIs { field, one_of } => {
                if self.form.field(field.as_str()).is_none_or(|field| !field.kind.is_entered() || field.kind == FieldKind::Series)
                {
                    defect(format!("reads field `{field}`, which is no text of the form"));
                }
                if one_of.is_empty() {
                    defect(format!("compares field `{field}` with nothing"));
                }
            }
            Rule::YearsSince { field, years } => {
                self.check_kind_of_field(field.as_str(), FieldKind::Date, &mut defect);
                check_years(*years, &mut defect);
            }
            Rule::ConsecutiveGoodYears { years, .. } => check_years(*years, &mut defect),
            Rule::Loss { fields, years, .. } => {
                fields.iter().for_each(|field| self.check_kind_of_field(field.as_str(), FieldKind::Series, &mut defect));
                if fields.is_empty() {
                    defect("looks for a loss in no field".to_owned());
                }
                check_years(*years, &mut defect);
            }
            Rule::Ranked { field } => self.check_kind_of_field(field.as_str(), FieldKind::Series, &mut defect),
            Rule::CertificateValid { kind, .. } if self.scheme.certificate_kind(kind).is_none() => {
                defect(format!("wants a certificate of kind `{kind}`, which does not exist"));
            }
            Rule::EventWithin { kinds, years, levels, .. } => {
                if kinds.is_empty() {
                    defect("counts no kind of events".to_owned());
                }
                years.iter().for_each(|years| check_years(*years, &mut defect));
                let known: Vec<&EventKind> = kinds.iter().filter_map(|kind| self.scheme.event_kind(kind)).collect();
                for kind in kinds.iter().filter(|kind| self.scheme.event_kind(kind).is_none()) {
                    defect(format!("counts events of kind `{kind}`, which does not exist"));
                }
                for level in levels {
                    if !known.iter().any(|kind| kind.levels.iter().any(|candidate| candidate.id == *level)) {
                        defect(format!("counts events of level `{level}`, which none of its kinds has"));
                    }
                }
            }
            _ => {}
        }
    }

    fn check_kind_of_field(&self, field: &str, kind: FieldKind, defect: &mut impl FnMut(String)) {
        let what = if kind == FieldKind::Date { "date" } else { "figure per year" };
        if self.form.field(field).is_none_or(|field| field.kind != kind) {
            defect(format!("reads field `{field}`, which is no {what} of the form"));
        }
    }

    fn check_questions(&self, asked: &BTreeSet<&AnswerId>, defects: &mut Defects) {
        for question in &self.scheme.questions {
            if !asked.contains(&question.id) {
                defects.add("question", &question.id, "no requirement asks it");
            }
            let looks_at = &question.looks_at;
            for field in looks_at.fields.iter().filter(|field| self.form.field(field.as_str()).is_none()) {
                defects.add("question", &question.id, format!("looks at field `{field}`, which does not exist"));
            }
            for kind in looks_at.events.iter().filter(|kind| self.scheme.event_kind(kind).is_none()) {
                defects.add("question", &question.id, format!("looks at events of kind `{kind}`, which does not exist"));
            }
            for kind in looks_at.certificates.iter().filter(|kind| self.scheme.certificate_kind(kind).is_none()) {
                defects.add("question", &question.id, format!("looks at certificates of kind `{kind}`, which does not exist"));
            }
        }
    }

    fn check_readings(&self, defects: &mut Defects) {
        defects.unique("reading", self.scheme.readings.iter().map(|reading| reading.id.as_str()));
        for reading in &self.scheme.readings {
            self.check_citation("reading", &reading.id, reading.clause, defects);
            check_options(reading, defects);
            for setting in reading.options.iter().filter_map(|option| option.sets.as_ref()) {
                self.check_setting(reading, setting, defects);
            }
        }
    }

    fn check_setting(&self, reading: &Reading, setting: &Setting, defects: &mut Defects) {
        let (fields, kind) = match setting {
            Setting::Start(fields) => (fields, FieldKind::Date),
            Setting::LossFields(fields) => (fields, FieldKind::Series),
            _ => return,
        };
        if fields.is_empty() {
            defects.add("reading", &reading.id, "names no field");
        }
        for field in fields {
            self.check_kind_of_field(field.as_str(), kind, &mut |message| defects.add("reading", &reading.id, message));
        }
    }

    fn check_kinds(&self, defects: &mut Defects) {
        let scheme = &self.scheme;
        defects.unique("event_kind", scheme.event_kinds.iter().map(|kind| kind.id.as_str()));
        defects.unique("certificate_kind", scheme.certificate_kinds.iter().map(|kind| kind.id.as_str()));
        for kind in &scheme.event_kinds {
            let mut levels = BTreeSet::new();
            for level in kind.levels.iter().filter(|level| !levels.insert(&level.id)) {
                defects.add("event_kind", &kind.id, format!("has level `{}` twice", level.id));
            }
            let counts = |requirement: &Requirement| requirement.rule.event_kinds().contains(&&kind.id);
            let is_looked_at = scheme.questions.iter().any(|question| question.looks_at.events.contains(&kind.id));
            if !is_looked_at && !scheme.requirements.iter().any(counts) {
                defects.add("event_kind", &kind.id, "no requirement counts it and no question looks at it");
            }
        }
    }
}

fn check_years(years: u8, defect: &mut impl FnMut(String)) {
    if !(1..=MOST_YEARS).contains(&years) {
        defect(format!("asks for {years} years; it must be 1 to {MOST_YEARS}"));
    }
}

/// A reading has either a number or options; one of several options is the default, and all of them set the same thing.
fn check_options(reading: &Reading, defects: &mut Defects) {
    let mut defect = |message: &dyn fmt::Display| defects.add("reading", &reading.id, message.to_string());
    let options = &reading.options;
    match &reading.number {
        Some(_) if !options.is_empty() => defect(&"has both a number and options"),
        Some(number) => {
            let is_within = |value: u16| (number.min..=number.max).contains(&value);
            if number.min > number.max || number.default.is_some_and(|value| !is_within(value)) {
                defect(&"the number must lie between the least and the greatest");
            }
        }
        None if options.is_empty() => defect(&"has neither options nor a number"),
        None => {}
    }
    let mut ids = BTreeSet::new();
    for option in options.iter().filter(|option| !ids.insert(&option.id)) {
        defect(&format_args!("has option `{}` twice", option.id));
    }
    if options.len() > 1 && options.iter().filter(|option| option.default).count() != 1 {
        defect(&"needs exactly one default among its options");
    }
    let aspects = options.iter().filter_map(|option| option.sets.as_ref()).map(Setting::aspect);
    if aspects.collect::<Vec<_>>().windows(2).any(|pair| pair[0] != pair[1]) {
        defect(&"its options set different things");
    }
}
