//! The public notice (第二十二条) and objections (第二十三、二十四条).

use std::collections::BTreeSet;
use std::rc::Rc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Session;
use super::team::{clause, named};
use crate::calendar::Counted;
use crate::catalog::Catalog;
use crate::clause::ClauseRef;
use crate::refusal::Refusal;
use crate::scheme::{ObjectionForm, ObjectionPart, Phase, Window};
use crate::{ApplicantId, ObjectionId, PartId, Text};

/// A public notice that is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
    /// The working days that it lasted, with the years whose days off were not known.
    pub working_days: Counted<u16>,
}

/// Who objects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Objector {
    /// A person (个人).
    Person,
    /// An organisation (单位).
    Organisation,
}

/// An objection (异议).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objection {
    /// Who objects.
    pub from: Text,
    /// Whether that is a person or an organisation.
    pub objector: Objector,
    /// The applicant that it is about, if it is about one.
    pub against: Option<ApplicantId>,
    /// What it says.
    pub text: Text,
    /// The day on which it was received.
    pub received: Date,
    /// What it came with.
    pub given: BTreeSet<PartId>,
    /// What became of it.
    pub answer: Option<Answer>,
}

/// What became of an objection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The day of the written answer.
    pub on: Date,
    /// The working days from receipt to the answer, with the years whose days off were not known.
    pub working_days: Counted<u16>,
    /// Whether it was upheld (异议成立).
    pub upheld: bool,
    /// The written answer.
    pub result: Text,
    /// Why it took longer than allowed; empty if it did not.
    pub delay: Text,
}

impl Objection {
    /// What it still has to come with.
    #[must_use]
    pub fn lacks<'a>(&self, form: &'a ObjectionForm) -> Vec<&'a ObjectionPart> {
        let own = match self.objector {
            Objector::Person => &form.person,
            Objector::Organisation => &form.organisation,
        };
        form.common.iter().chain(own).filter(|part| !self.given.contains(&part.id)).collect()
    }

    pub(super) fn upheld_against(&self, applicant: &ApplicantId) -> bool {
        self.against.as_ref() == Some(applicant) && self.answer.as_ref().is_some_and(|answer| answer.upheld)
    }
}

/// Working days in words, with what they rest on.
fn told(days: &Counted<u16>) -> String {
    format!("{} 个工作日{}", days.value, days.proviso())
}

/// The period of working days that one of the clauses of the notice sets.
pub(super) fn window(catalog: &Catalog, at_least: bool) -> Option<&Window> {
    let step = catalog.scheme.step(Phase::Notice)?;
    step.clauses.iter().filter_map(|clause| catalog.scheme.window(*clause)).find(|window| window.at_least == at_least)
}

impl Session {
    pub(super) fn close_notice(&mut self, catalog: &Catalog, notice: &Notice) -> Result<String, Refusal> {
        let own = clause(catalog, Phase::Notice);
        if notice.to < notice.from {
            return Err(Refusal::by(own, "公示结束日在开始日之前"));
        }
        let days = told(&notice.working_days);
        if let Some(window) = window(catalog, true).filter(|window| notice.working_days.value < u16::from(window.working_days)) {
            return Err(Refusal::by(Some(window.clause), format!("公示只有 {days}，不得少于 {} 个", window.working_days)));
        }
        self.notice = Some(notice.clone());
        Ok(format!("{} 至 {} 公示，共 {days}", notice.from, notice.to))
    }

    pub(super) fn object(&mut self, catalog: &Catalog, id: &ObjectionId, objection: &Objection) -> Result<String, Refusal> {
        let form = &catalog.scheme.review.objection;
        let from = named(&objection.from, "请写明提出异议的人或单位")?;
        if self.objections.contains_key(id) {
            return Err(Refusal::because("这份异议已经登记"));
        }
        if objection.against.as_ref().is_some_and(|against| !self.applicants.contains_key(against)) {
            return Err(Refusal::because("没有这个申报单位"));
        }
        let lacks: Vec<&str> = objection.lacks(form).into_iter().map(|part| &*part.name).collect();
        let lacks = if lacks.is_empty() { String::new() } else { format!("；还缺{}", lacks.join("、")) };
        self.objections.insert(id.clone(), Rc::new(Objection { answer: None, ..objection.clone() }));
        Ok(format!("{} 收到{from}的异议{lacks}", objection.received))
    }

    pub(super) fn supplement(&mut self, id: &ObjectionId, parts: &BTreeSet<PartId>) -> Result<String, Refusal> {
        let objection = self.objection_mut(id)?;
        objection.given.extend(parts.iter().cloned());
        Ok(format!("{}补充异议材料", objection.from))
    }

    pub(super) fn answer(&mut self, catalog: &Catalog, id: &ObjectionId, answer: &Answer) -> Result<String, Refusal> {
        let form = &catalog.scheme.review.objection;
        let limit = window(catalog, false);
        let own: Option<ClauseRef> = limit.map(|window| window.clause);
        let objection = self.objection_mut(id)?;
        let lacks: Vec<&str> = objection.lacks(form).into_iter().map(|part| &*part.name).collect();
        if answer.upheld && !lacks.is_empty() {
            return Err(Refusal::by(Some(form.clause), format!("异议材料还缺{}，补齐后才能认定成立", lacks.join("、"))));
        }
        if answer.result.trim().is_empty() {
            return Err(Refusal::by(own, "处理结果要书面告知，请写明答复"));
        }
        if answer.on < objection.received {
            return Err(Refusal::by(own, "答复日在收到异议之前"));
        }
        let late = limit.filter(|window| answer.working_days.value > u16::from(window.working_days));
        if let Some(window) = late.filter(|_| answer.delay.trim().is_empty()) {
            let days = told(&answer.working_days);
            let reason = format!("应当自收到之日起 {} 个工作日内审查答复，已用 {days}；请写明超期原因", window.working_days);
            return Err(Refusal::by(own, reason));
        }
        objection.answer = Some(answer.clone());
        let verdict = if answer.upheld { "成立" } else { "不成立" };
        let late = late.map_or_else(String::new, |_| format!("；超期，原因：{}", answer.delay));
        let days = told(&answer.working_days);
        Ok(format!("{} 书面答复{}：异议{verdict}，用 {days}{late}", answer.on, objection.from))
    }

    fn objection_mut(&mut self, id: &ObjectionId) -> Result<&mut Objection, Refusal> {
        let objection = self.objections.get_mut(id).map(Rc::make_mut);
        objection.ok_or_else(|| Refusal::because("没有登记这份异议"))
    }
}
