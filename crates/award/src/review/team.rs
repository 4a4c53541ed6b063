//! The team of examiners (第九条) and their conflicts of interest (第十条).

use std::collections::BTreeSet;
use std::fmt;

use super::{Applicant, Session};
use crate::catalog::Catalog;
use crate::clause::ClauseRef;
use crate::refusal::Refusal;
use crate::scheme::Phase;
use crate::{ApplicantId, ExaminerId, Text};

/// An examiner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Examiner {
    /// The name.
    pub name: Text,
    /// Whether the examiner leads the team.
    pub leader: bool,
}

/// What an examiner has declared about an applicant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// Whether there is a conflict of interest; then the examiner takes no part in what concerns the applicant.
    pub conflict: bool,
    /// What it is.
    pub note: Text,
}

/// Something to look at that the regulation does not forbid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// So few examiners are left for an applicant after recusals that they would be no team.
    FewLeft(Text, usize),
    /// The leader is recused for an applicant.
    LeaderRecused(Text),
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Remark::FewLeft(name, left) => {
                write!(f, "{name}：回避后只剩 {left} 名评审员，少于评审组的最少人数，办法没有规定怎样处理，请与秘书处商定")
            }
            Remark::LeaderRecused(name) => write!(f, "{name}：组长回避，这一家由其他评审员评审"),
        }
    }
}

impl Session {
    /// The examiners who may take part in what concerns an applicant: those who declared that there is no conflict.
    #[must_use]
    pub fn judges(&self, applicant: &ApplicantId) -> BTreeSet<&ExaminerId> {
        let declarations = self.applicants.get(applicant).map(|applicant| &applicant.declarations);
        let free = |id: &&ExaminerId| declarations.and_then(|all| all.get(*id)).is_some_and(|declaration| !declaration.conflict);
        self.examiners.keys().filter(free).collect()
    }

    /// What is worth looking at after all conflicts are declared.
    #[must_use]
    pub fn remarks(&self, catalog: &Catalog) -> Vec<Remark> {
        let mut remarks = Vec::new();
        for (_, applicant) in self.present() {
            let recused = |id: &ExaminerId| applicant.declarations.get(id).is_some_and(|declaration| declaration.conflict);
            let left = self.examiners.keys().filter(|id| !recused(id)).count();
            if left < usize::from(catalog.scheme.review.examiners.0) && left < self.examiners.len() {
                remarks.push(Remark::FewLeft(applicant.name.clone(), left));
            }
            if self.examiners.iter().any(|(id, examiner)| examiner.leader && recused(id)) {
                remarks.push(Remark::LeaderRecused(applicant.name.clone()));
            }
        }
        remarks
    }

    pub(super) fn add_examiner(&mut self, catalog: &Catalog, id: &ExaminerId, name: &Text) -> Result<String, Refusal> {
        let most = catalog.scheme.review.examiners.1;
        if self.examiners.len() >= usize::from(most) {
            return Err(Refusal::by(clause(catalog, Phase::Team), format!("评审组最多 {most} 人")));
        }
        let name = named(name, "请写评审员姓名")?;
        if self.examiners.contains_key(id) || self.examiners.values().any(|examiner| examiner.name == name) {
            return Err(Refusal::because(format!("评审组里已有{name}")));
        }
        let text = format!("{name}加入评审组");
        self.examiners.insert(id.clone(), Examiner { name, leader: false });
        Ok(text)
    }

    pub(super) fn remove_examiner(&mut self, id: &ExaminerId) -> Result<String, Refusal> {
        let examiner = self.examiners.remove(id).ok_or_else(|| Refusal::because("评审组里没有这个人"))?;
        let mut voided = 0;
        for applicant in self.applicants.values_mut().map(std::rc::Rc::make_mut) {
            applicant.declarations.remove(id);
            voided += applicant.void_marks(id);
        }
        Ok(format!("{}退出评审组{}", examiner.name, voided_text(voided)))
    }

    pub(super) fn choose_leader(&mut self, id: &ExaminerId) -> Result<String, Refusal> {
        let name = self.examiners.get(id).map(|examiner| examiner.name.clone());
        let name = name.ok_or_else(|| Refusal::because("组长要是评审组成员"))?;
        for (other, examiner) in &mut self.examiners {
            examiner.leader = other == id;
        }
        Ok(format!("{name}任评审组组长"))
    }

    pub(super) fn declare(
        &mut self,
        examiner: &ExaminerId,
        applicant: &ApplicantId,
        declaration: &Declaration,
    ) -> Result<String, Refusal> {
        let who = self.examiners.get(examiner).map(|examiner| examiner.name.clone());
        let who = who.ok_or_else(|| Refusal::because("评审组里没有这个人"))?;
        let applicant = self.applicant_mut(applicant)?;
        let before = applicant.declarations.insert(examiner.clone(), declaration.clone());
        if !declaration.conflict {
            return Ok(format!("{who}申报：与{}没有利害关系", applicant.name));
        }
        let note = declaration.note.trim();
        if before.is_some_and(|before| before.conflict) {
            let note = if note.is_empty() { "没有写明" } else { note };
            return Ok(format!("{who}与{}的利害关系：{note}", applicant.name));
        }
        let note = if note.is_empty() { String::new() } else { format!("（{note}）") };
        let voided = applicant.void_marks(examiner);
        Ok(format!("{who}申报：与{}有利害关系{note}，回避{}", applicant.name, voided_text(voided)))
    }
}

impl Applicant {
    /// Takes back every mark that an examiner has taken part in.
    fn void_marks(&mut self, examiner: &ExaminerId) -> usize {
        let before = self.documents.len() + self.site.len();
        self.documents.retain(|_, mark| !mark.by.contains(examiner));
        self.site.retain(|_, mark| !mark.by.contains(examiner));
        before - self.documents.len() - self.site.len()
    }
}

fn voided_text(voided: usize) -> String {
    if voided == 0 { String::new() } else { format!("；其参与的 {voided} 条评分作废，需重新评分") }
}

/// The clause that a step is named by.
pub(super) fn clause(catalog: &Catalog, phase: Phase) -> Option<ClauseRef> {
    catalog.scheme.step(phase).and_then(|step| step.clauses.first().copied())
}

/// A name that must not be blank.
pub(super) fn named(name: &Text, otherwise: &str) -> Result<Text, Refusal> {
    let name = name.trim();
    if name.is_empty() { Err(Refusal::because(otherwise)) } else { Ok(name.into()) }
}
