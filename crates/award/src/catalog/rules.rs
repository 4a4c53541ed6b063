//! What must be sound about requirements, questions, readings, event kinds and certificate kinds.

use std::collections::BTreeSet;
use std::fmt;

use super::{Catalog, Defects};
use crate::form::FieldKind;
use crate::scheme::{EventKind, Reading, Requirement, Rule, Setting};
use crate::timeline::Lasts;
use crate::{AnswerId, MilestoneId};

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
            self.check_proof(requirement, defects);
            for reading in requirement.readings.iter().filter(|reading| scheme.reading(reading).is_none()) {
                defects.add("requirement", &requirement.id, format!("写了口径“{reading}”，但没有这个口径"));
            }
        }
        self.check_questions(&asked, defects);
        self.check_readings(defects);
        self.check_kinds(defects);
    }

    fn check_proof(&self, requirement: &Requirement, defects: &mut Defects) {
        let Some(question) = &requirement.proof_if_yes else { return };
        if self.scheme.question(question).is_none() {
            defects.add("requirement", &requirement.id, format!("写了问题“{question}”，但没有这个问题"));
        }
        if requirement.proof.is_empty() {
            defects.add("requirement", &requirement.id, "写了什么时候要证明，没有写要什么证明");
        }
    }

    fn check_leaf(&self, requirement: &Requirement, leaf: &Rule, defects: &mut Defects) {
        let mut defect = |message: String| defects.add("requirement", &requirement.id, message);
        if let Some(question) = leaf.question().filter(|question| self.scheme.question(question).is_none()) {
            defect(format!("问到“{question}”，但没有这个问题"));
        }
        match leaf {
            Rule::FieldIs { field, one_of } => {
                if self.form.field(field.as_str()).is_none_or(|field| !field.kind.is_entered() || field.kind == FieldKind::Series)
                {
                    defect(format!("用到栏目“{field}”，申报表里没有这个可填的栏目"));
                }
                if one_of.is_empty() {
                    defect(format!("没有写明栏目“{field}”应是什么"));
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
                    defect("没有写明看哪个栏目是否亏损".to_owned());
                }
                check_years(*years, &mut defect);
            }
            Rule::Ranked { field } => self.check_kind_of_field(field.as_str(), FieldKind::Series, &mut defect),
            Rule::CertificateValid { kind, .. } if self.scheme.certificate_kind(kind).is_none() => {
                defect(format!("要“{kind}”类证书，但没有这类证书"));
            }
            Rule::PeriodOver { milestone, .. } if !self.has_period(milestone) => {
                defect(format!("看环节“{milestone}”的期限，但没有这个按“不少于”工作日计的环节"));
            }
            Rule::EventWithin { kinds, years, levels, .. } => {
                if kinds.is_empty() {
                    defect("没有写明看哪类事件".to_owned());
                }
                years.iter().for_each(|years| check_years(*years, &mut defect));
                let known: Vec<&EventKind> = kinds.iter().filter_map(|kind| self.scheme.event_kind(kind)).collect();
                for kind in kinds.iter().filter(|kind| self.scheme.event_kind(kind).is_none()) {
                    defect(format!("看“{kind}”类事件，但没有这类事件"));
                }
                for level in levels {
                    if !known.iter().any(|kind| kind.levels.iter().any(|candidate| candidate.id == *level)) {
                        defect(format!("看“{level}”级事件，但这些事件没有这个级别"));
                    }
                }
            }
            _ => {}
        }
    }

    /// Whether a milestone lasts at least some working days. That its clause sets them is another matter.
    fn has_period(&self, id: &MilestoneId) -> bool {
        let milestone = self.scheme.course.milestone(id).filter(|milestone| milestone.lasts == Lasts::Window);
        milestone.is_some_and(|milestone| milestone.window(&self.scheme).is_none_or(|window| window.at_least))
    }

    fn check_kind_of_field(&self, field: &str, kind: FieldKind, defect: &mut impl FnMut(String)) {
        let what = if kind == FieldKind::Date { "日期" } else { "按年填的" };
        if self.form.field(field).is_none_or(|field| field.kind != kind) {
            defect(format!("用到栏目“{field}”，申报表里没有这个{what}栏目"));
        }
    }

    fn check_questions(&self, asked: &BTreeSet<&AnswerId>, defects: &mut Defects) {
        for question in &self.scheme.questions {
            if !asked.contains(&question.id) {
                defects.add("question", &question.id, "没有哪一项要求问到它");
            }
            let looks_at = &question.looks_at;
            for field in looks_at.fields.iter().filter(|field| self.form.field(field.as_str()).is_none()) {
                defects.add("question", &question.id, format!("参考栏目“{field}”，但没有这个栏目"));
            }
            for kind in looks_at.events.iter().filter(|kind| self.scheme.event_kind(kind).is_none()) {
                defects.add("question", &question.id, format!("参考“{kind}”类事件，但没有这类事件"));
            }
            for kind in looks_at.certificates.iter().filter(|kind| self.scheme.certificate_kind(kind).is_none()) {
                defects.add("question", &question.id, format!("参考“{kind}”类证书，但没有这类证书"));
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
            defects.add("reading", &reading.id, "没有写明栏目");
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
                defects.add("event_kind", &kind.id, format!("级别“{}”出现了两次", level.id));
            }
            let counts = |requirement: &Requirement| requirement.rule.event_kinds().contains(&&kind.id);
            let is_looked_at = scheme.questions.iter().any(|question| question.looks_at.events.contains(&kind.id));
            if !is_looked_at && !scheme.requirements.iter().any(counts) {
                defects.add("event_kind", &kind.id, "没有哪一项要求或问题用到它");
            }
        }
    }
}

fn check_years(years: u8, defect: &mut impl FnMut(String)) {
    if !(1..=MOST_YEARS).contains(&years) {
        defect(format!("写的是 {years} 年，应为 1 到 {MOST_YEARS} 年"));
    }
}

/// A reading has either a number or options; one of several options is the default, and all of them set the same thing.
fn check_options(reading: &Reading, defects: &mut Defects) {
    let mut defect = |message: &dyn fmt::Display| defects.add("reading", &reading.id, message.to_string());
    let options = &reading.options;
    match &reading.number {
        Some(_) if !options.is_empty() => defect(&"数值和选项只能有一种"),
        Some(number) => {
            let is_within = |value: u16| (number.min..=number.max).contains(&value);
            if number.min > number.max || number.default.is_some_and(|value| !is_within(value)) {
                defect(&"数值应在最小和最大之间");
            }
        }
        None if options.is_empty() => defect(&"既没有选项，也没有数值"),
        None => {}
    }
    let mut ids = BTreeSet::new();
    for option in options.iter().filter(|option| !ids.insert(&option.id)) {
        defect(&format_args!("选项“{}”出现了两次", option.id));
    }
    if options.len() > 1 && options.iter().filter(|option| option.default).count() != 1 {
        defect(&"选项中应恰好有一个默认");
    }
    let aspects = options.iter().filter_map(|option| option.sets.as_ref()).map(Setting::aspect);
    if aspects.collect::<Vec<_>>().windows(2).any(|pair| pair[0] != pair[1]) {
        defect(&"各选项设定的不是同一件事");
    }
}
