//! From step to step: what must be done before the next one, and what is taken back on the way back.

use super::team::{clause, named};
use super::{Applicant, Session, Stage, Tie};
use crate::Text;
use crate::catalog::Catalog;
use crate::refusal::Refusal;
use crate::scheme::Phase;
use crate::scoring::Shortlist;

impl Session {
    /// Whether the step that the session is in is done, so that the next one may begin.
    ///
    /// # Errors
    /// What is still to be done, with its clause.
    pub fn ready(&self, catalog: &Catalog) -> Result<(), Refusal> {
        match self.phase {
            Phase::Team => self.team_ready(catalog),
            Phase::Recusal => self.recusal_ready(catalog),
            Phase::Documents => self.scored(catalog, Stage::Documents),
            // A conflict declared during the site visit voids marks of the documents, too.
            Phase::Site => self.scored(catalog, Stage::Documents).and_then(|()| self.scored(catalog, Stage::Site)),
            Phase::Ranking => self.every_candidate().try_for_each(|(_, applicant)| applicant.shortlisted(catalog)),
            Phase::Presentation => self.presentation_ready(catalog),
            Phase::Ballot => self.ballot_ready(catalog),
            Phase::Notice => self.notice_ready(catalog),
            Phase::Award => Err(Refusal::because("这是最后一步")),
        }
    }

    pub(super) fn advance(&mut self, catalog: &Catalog) -> Result<String, Refusal> {
        self.ready(catalog)?;
        let next = self.phase.next().ok_or_else(|| Refusal::because("这是最后一步"))?;
        self.phase = next;
        Ok(format!("进入：{}", title(catalog, next)))
    }

    pub(super) fn step_back(&mut self, catalog: &Catalog, reason: &Text) -> Result<String, Refusal> {
        let reason = named(reason, "请写明为什么退回上一步")?;
        let previous = self.phase.previous().ok_or_else(|| Refusal::because("这是第一步"))?;
        match self.phase {
            Phase::Ballot => {
                self.count = None;
                self.choices.clear();
            }
            Phase::Notice => self.notice = None,
            Phase::Award => self.approved = None,
            _ => {}
        }
        self.phase = previous;
        Ok(format!("退回：{}。理由：{reason}", title(catalog, previous)))
    }

    /// Whether the session is in one of some steps.
    pub(super) fn expect(&self, catalog: &Catalog, phases: &[Phase]) -> Result<(), Refusal> {
        if phases.contains(&self.phase) {
            return Ok(());
        }
        let names: Vec<Text> = phases.iter().map(|phase| title(catalog, *phase)).collect();
        let reason = format!("现在是“{}”，这件事在“{}”时才能做", title(catalog, self.phase), names.join("”“"));
        Err(Refusal::by(phases.first().and_then(|phase| clause(catalog, *phase)), reason))
    }

    fn team_ready(&self, catalog: &Catalog) -> Result<(), Refusal> {
        let (least, most) = catalog.scheme.review.examiners;
        let own = clause(catalog, Phase::Team);
        let count = self.examiners.len();
        if !(usize::from(least)..=usize::from(most)).contains(&count) {
            return Err(Refusal::by(own, format!("评审组由 {least}–{most} 人组成，现有 {count} 人")));
        }
        if self.examiners.values().filter(|examiner| examiner.leader).count() != 1 {
            return Err(Refusal::by(own, "评审组实行组长负责制，请选一名组长"));
        }
        if self.present().next().is_none() {
            return Err(Refusal::because("还没有申报单位"));
        }
        Ok(())
    }

    fn recusal_ready(&self, catalog: &Catalog) -> Result<(), Refusal> {
        let own = clause(catalog, Phase::Recusal);
        for (id, applicant) in self.present() {
            if let Some((_, examiner)) = self.examiners.iter().find(|(id, _)| !applicant.declarations.contains_key(*id)) {
                let reason = format!("{}还没有申报与{}有没有利害关系", examiner.name, applicant.name);
                return Err(Refusal::by(own, reason));
            }
            if self.judges(id).is_empty() {
                return Err(Refusal::by(own, format!("评审组全体都要回避{}，无法评审", applicant.name)));
            }
        }
        Ok(())
    }

    fn scored(&self, catalog: &Catalog, stage: Stage) -> Result<(), Refusal> {
        for (_, applicant) in self.present() {
            let tally = applicant.tally(catalog, stage);
            if !tally.is_complete() {
                let back = if stage.phase() < self.phase { "，请退回上一步补评" } else { "" };
                let reason = format!("{}{}还有 {} 条没有评分{back}", applicant.name, stage.name(), tally.items - tally.scored);
                return Err(Refusal::by(Some(catalog.scheme.review.itemwise_clause), reason));
            }
        }
        Ok(())
    }

    fn presentation_ready(&self, catalog: &Catalog) -> Result<(), Refusal> {
        let own = clause(catalog, Phase::Presentation);
        if let Some((_, applicant)) = self.every_candidate().find(|(_, applicant)| !applicant.presented) {
            return Err(Refusal::by(own, format!("{}还没有展示和陈述答辩", applicant.name)));
        }
        if self.voters.is_empty() {
            return Err(Refusal::by(own, "还没有投票人名单"));
        }
        Ok(())
    }

    fn ballot_ready(&self, catalog: &Catalog) -> Result<(), Refusal> {
        let own = clause(catalog, Phase::Ballot);
        if self.every_candidate().next().is_none() {
            return Ok(());
        }
        let Some(outcomes) = self.outcomes(catalog) else { return Err(Refusal::by(own, "还没有计票")) };
        match outcomes.iter().find(|outcome| outcome.tie.as_ref().is_some_and(Tie::is_open)) {
            None => Ok(()),
            Some(outcome) => {
                let name = catalog.scheme.prize(&outcome.prize).map(|prize| prize.name.clone()).unwrap_or_default();
                Err(Refusal::by(own, format!("{name}末位并列，超出名额，请评委会选定并写明理由")))
            }
        }
    }

    fn notice_ready(&self, catalog: &Catalog) -> Result<(), Refusal> {
        if self.notice.is_none() {
            return Err(Refusal::by(clause(catalog, Phase::Notice), "拟奖名单还没有公示期满"));
        }
        match self.objections.values().find(|objection| objection.answer.is_none()) {
            None => Ok(()),
            Some(objection) => {
                let reason = format!("{}的异议还没有书面答复", objection.from);
                Err(Refusal::by(Some(catalog.scheme.review.objection.clause), reason))
            }
        }
    }
}

impl Applicant {
    /// Whether its total has reached the shortlist line, which only a complete total or a sure one can.
    pub(super) fn shortlisted(&self, catalog: &Catalog) -> Result<(), Refusal> {
        let review = &catalog.scheme.review;
        let (total, line) = (self.total(catalog), review.shortlist_points);
        let reason = match total.shortlist(review) {
            Shortlist::Reached => return Ok(()),
            Shortlist::Open => format!("{}总得分 {total}，还没有评完，不能确定是否达到 {line} 分，请退回补评", self.name),
            Shortlist::Missed => format!("{}总得分 {total}，未达到 {line} 分，没有入围资格", self.name),
        };
        Err(Refusal::by(Some(review.scoring_clause), reason))
    }
}

fn title(catalog: &Catalog, phase: Phase) -> Text {
    catalog.scheme.step(phase).map(|step| step.title.clone()).unwrap_or_default()
}
