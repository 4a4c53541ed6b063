//! What an action makes of a session, and which actions are refused in which step.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use jiff::civil::{Date, DateTime};

use super::notice::window;
use super::team::{clause, named};
use super::{Answer, Applicant, Choice, Count, Declaration, Notice, Objection, Readings, Record, Session, Source, Stage, Voter};
use crate::catalog::Catalog;
use crate::clause::ClauseRef;
use crate::points::Percent;
use crate::refusal::Refusal;
use crate::scheme::{Phase, SamePrize, ThoseVoting};
use crate::{ApplicantId, ExaminerId, ItemId, ObjectionId, PartId, PrizeId, Text, VoterId};

/// Something that happened in a session at some time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// When, in local time.
    pub at: DateTime,
    /// What happened.
    pub event: Event,
}

/// What can happen in a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// An examiner joined the team.
    AddedExaminer(ExaminerId, Text),
    /// An examiner left the team; what the examiner took part in is void.
    RemovedExaminer(ExaminerId),
    /// An examiner leads the team.
    ChoseLeader(ExaminerId),
    /// An applicant came under review: its name and the prizes that it has won before.
    AddedApplicant(ApplicantId, Text, BTreeSet<PrizeId>),
    /// It became known which prizes an applicant has won before; these, and no others.
    ChangedFormer(ApplicantId, BTreeSet<PrizeId>),
    /// An applicant entered by mistake was taken out.
    RemovedApplicant(ApplicantId),
    /// Other readings of what the regulation leaves open apply.
    ChoseReadings(Readings),
    /// An examiner declared whether there is a conflict of interest with an applicant.
    Declared(ExaminerId, ApplicantId, Declaration),
    /// An applicant left the review, for a reason.
    Withdrew(ApplicantId, Text),
    /// The team scored items of an applicant, or took scores back.
    Scored {
        /// In which review.
        stage: Stage,
        /// The applicant.
        applicant: ApplicantId,
        /// The percents; `None` takes one back.
        scores: BTreeMap<ItemId, Option<Percent>>,
        /// The examiners who gave them.
        by: BTreeSet<ExaminerId>,
        /// The card that they were taken over from; `None` if they were entered one by one.
        from: Option<Source>,
    },
    /// An applicant became a candidate for a prize, or is none any more.
    Nominated(ApplicantId, Option<PrizeId>),
    /// A candidate presented itself, or did not.
    Presented(ApplicantId, bool),
    /// Somebody may vote.
    AddedVoter(VoterId, Voter),
    /// Somebody may not vote any more.
    RemovedVoter(VoterId),
    /// The ballot was counted as a whole.
    Counted(Count),
    /// The ballot that was being held was cancelled with so many ballots in the box. Nothing of them is known or kept.
    Cancelled(usize),
    /// The count was annulled, for a reason.
    Annulled(Text),
    /// The committee chose among candidates that share the last places of a prize.
    ChoseAmongTied(PrizeId, Choice),
    /// The public notice is over.
    Noticed(Notice),
    /// An objection was received.
    Objected(ObjectionId, Objection),
    /// Missing parts of an objection were handed in.
    Supplemented(ObjectionId, BTreeSet<PartId>),
    /// An objection was answered.
    Answered(ObjectionId, Answer),
    /// The government decided on this day.
    Approved(Date),
    /// The next step began.
    Advanced,
    /// The session went back by one step, for a reason. What the left step had decided is taken back.
    SteppedBack(Text),
}

impl Event {
    /// The clause that it goes by: of objections and answers their own, else the first of the step that the session is in after it.
    fn clause(&self, catalog: &Catalog, after: Phase) -> Option<ClauseRef> {
        match self {
            Event::Objected(..) | Event::Supplemented(..) => Some(catalog.scheme.review.objection.clause),
            Event::Answered(..) => window(catalog, false).map(|window| window.clause),
            _ => clause(catalog, after),
        }
    }
}

impl Session {
    /// The session after an action.
    ///
    /// # Errors
    /// The action does not fit; nothing has changed then.
    pub fn apply(&self, catalog: &Catalog, action: &Action) -> Result<Session, Refusal> {
        let mut next = self.clone();
        let text = next.take(catalog, &action.event)?;
        let clause = action.event.clause(catalog, next.phase);
        next.record.push(Rc::new(Record { at: action.at, phase: self.phase, clause, text: text.into() }));
        Ok(next)
    }

    fn take(&mut self, catalog: &Catalog, event: &Event) -> Result<String, Refusal> {
        self.expect(catalog, event.phases())?;
        match event {
            Event::AddedExaminer(id, name) => self.add_examiner(catalog, id, name),
            Event::RemovedExaminer(id) => self.remove_examiner(id),
            Event::ChoseLeader(id) => self.choose_leader(id),
            Event::AddedApplicant(id, name, former) => self.add_applicant(catalog, id, name, former),
            Event::ChangedFormer(id, former) => self.change_former(catalog, id, former),
            Event::RemovedApplicant(id) => self.remove_applicant(id),
            Event::ChoseReadings(readings) => self.choose_readings(*readings),
            Event::Declared(examiner, applicant, declaration) => self.declare(examiner, applicant, declaration),
            Event::Withdrew(applicant, reason) => self.withdraw(applicant, reason),
            Event::Scored { stage, applicant, scores, by, from } => {
                self.expect(catalog, &[stage.phase()])?;
                self.score(catalog, *stage, applicant, scores, by, *from)
            }
            Event::Nominated(applicant, prize) => self.nominate(catalog, applicant, prize.as_ref()),
            Event::Presented(applicant, done) => self.present_itself(applicant, *done),
            Event::AddedVoter(id, voter) => self.add_voter(id, voter),
            Event::RemovedVoter(id) => self.remove_voter(id),
            Event::Counted(count) => self.take_count(catalog, count),
            Event::Cancelled(ballots) => self.cancel_ballot(catalog, *ballots),
            Event::Annulled(reason) => self.annul(catalog, reason),
            Event::ChoseAmongTied(prize, choice) => self.choose_among_tied(catalog, prize, choice),
            Event::Noticed(notice) => self.close_notice(catalog, notice),
            Event::Objected(id, objection) => self.object(catalog, id, objection),
            Event::Supplemented(id, parts) => self.supplement(id, parts),
            Event::Answered(id, answer) => self.answer(catalog, id, answer),
            Event::Approved(on) => self.approve(catalog, *on),
            Event::Advanced => self.advance(catalog),
            Event::SteppedBack(reason) => self.step_back(catalog, reason),
        }
    }

    fn add_applicant(
        &mut self,
        catalog: &Catalog,
        id: &ApplicantId,
        name: &Text,
        former: &BTreeSet<PrizeId>,
    ) -> Result<String, Refusal> {
        let name = named(name, "请写申报单位名称")?;
        if self.applicants.contains_key(id) || self.applicants.values().any(|applicant| applicant.name == name) {
            return Err(Refusal::because(format!("名单里已有{name}")));
        }
        prizes(catalog, former)?;
        let text = format!("{name}进入评审");
        self.applicants.insert(id.clone(), Rc::new(Applicant { name, former: former.clone(), ..Applicant::default() }));
        Ok(text)
    }

    fn change_former(&mut self, catalog: &Catalog, id: &ApplicantId, former: &BTreeSet<PrizeId>) -> Result<String, Refusal> {
        let names = prizes(catalog, former)?;
        let applicant = self.applicant_mut(id)?;
        applicant.former = former.clone();
        Ok(format!("{}曾获奖项：{}", applicant.name, if names.is_empty() { "无".to_owned() } else { names.join("、") }))
    }

    fn remove_applicant(&mut self, id: &ApplicantId) -> Result<String, Refusal> {
        let applicant = self.applicants.remove(id).ok_or_else(|| Refusal::because("没有这个申报单位"))?;
        Ok(format!("撤下误录的{}", applicant.name))
    }

    fn choose_readings(&mut self, readings: Readings) -> Result<String, Refusal> {
        self.readings = readings;
        let voting = match readings.those_voting {
            ThoseVoting::Everyone => "交了票的都算投票人",
            ThoseVoting::Decided => "只有投赞成或反对的算投票人",
        };
        let same = match readings.same_prize {
            SamePrize::Same => "曾获同一奖项的不再发奖金",
            SamePrize::Any => "曾获任一奖项的不再发奖金",
        };
        Ok(format!("口径：{voting}；{same}"))
    }

    fn withdraw(&mut self, id: &ApplicantId, reason: &Text) -> Result<String, Refusal> {
        let reason = named(reason, "请写明为什么退出")?;
        let applicant = self.applicant_mut(id)?;
        applicant.withdrawn = Some(reason.clone());
        Ok(format!("{}退出评审：{reason}", applicant.name))
    }

    fn nominate(&mut self, catalog: &Catalog, id: &ApplicantId, prize: Option<&PrizeId>) -> Result<String, Refusal> {
        let Some(prize) = prize else {
            let applicant = self.applicant_mut(id)?;
            applicant.nominated = None;
            return Ok(format!("{}不再列为候选", applicant.name));
        };
        let prize = catalog.scheme.prize(prize).ok_or_else(|| Refusal::because("办法里没有这个奖项"))?;
        let applicant = self.applicant_mut(id)?;
        applicant.shortlisted(catalog)?;
        applicant.nominated = Some(prize.id.clone());
        Ok(format!("{}列为{}候选", applicant.name, prize.name))
    }

    fn present_itself(&mut self, id: &ApplicantId, done: bool) -> Result<String, Refusal> {
        let applicant = self.applicant_mut(id)?;
        if applicant.nominated.is_none() {
            return Err(Refusal::because(format!("{}不是候选单位", applicant.name)));
        }
        applicant.presented = done;
        Ok(format!("{}{}展示和陈述答辩", applicant.name, if done { "完成" } else { "未完成" }))
    }

    fn add_voter(&mut self, id: &VoterId, voter: &Voter) -> Result<String, Refusal> {
        let name = named(&voter.name, "请写评委会委员姓名")?;
        if self.voters.iter().any(|(other, known)| other != id && known.name == name) {
            return Err(Refusal::because(format!("投票人名单里已有{name}")));
        }
        if voter.recused.iter().any(|applicant| !self.applicants.contains_key(applicant)) {
            return Err(Refusal::because("没有要回避的这个申报单位"));
        }
        let recused: Vec<Text> = voter.recused.iter().map(|applicant| self.name(applicant)).collect();
        let recused = if recused.is_empty() { String::new() } else { format!("，回避{}", recused.join("、")) };
        self.voters.insert(id.clone(), Voter { name: name.clone(), recused: voter.recused.clone() });
        Ok(format!("{name}列入投票人名单{recused}"))
    }

    fn remove_voter(&mut self, id: &VoterId) -> Result<String, Refusal> {
        let voter = self.voters.remove(id).ok_or_else(|| Refusal::because("投票人名单里没有这个人"))?;
        Ok(format!("{}移出投票人名单", voter.name))
    }

    fn approve(&mut self, catalog: &Catalog, on: Date) -> Result<String, Refusal> {
        if let Some(notice) = self.notice.as_ref().filter(|notice| on <= notice.to) {
            let reason = format!("公示到 {} 全天结束，次日起才能审定；请改审定日期", notice.to);
            return Err(Refusal::by(clause(catalog, Phase::Notice), reason));
        }
        self.approved = Some(on);
        Ok(format!("{on} 审定"))
    }

    /// An applicant that has not left the review.
    pub(super) fn applicant_mut(&mut self, id: &ApplicantId) -> Result<&mut Applicant, Refusal> {
        let applicant = self.applicants.get_mut(id).map(Rc::make_mut);
        let applicant = applicant.ok_or_else(|| Refusal::because("没有这个申报单位"))?;
        if applicant.withdrawn.is_some() {
            return Err(Refusal::because(format!("{}已退出评审", applicant.name)));
        }
        Ok(applicant)
    }
}

/// The names of prizes of the scheme.
fn prizes<'a>(catalog: &'a Catalog, ids: &BTreeSet<PrizeId>) -> Result<Vec<&'a str>, Refusal> {
    let name = |id| catalog.scheme.prize(id).map(|prize| &*prize.name);
    ids.iter().map(|id| name(id).ok_or_else(|| Refusal::because(format!("办法里没有奖项 {id}")))).collect()
}

impl Event {
    /// Whether it can happen in a step.
    #[must_use]
    pub fn fits(&self, phase: Phase) -> bool {
        self.phases().contains(&phase)
    }

    /// The steps in which it can happen.
    fn phases(&self) -> &'static [Phase] {
        use Phase::{Award, Ballot, Documents, Notice, Presentation, Ranking, Recusal, Site, Team};
        match self {
            Event::AddedExaminer(..) | Event::RemovedExaminer(_) | Event::ChoseLeader(_) | Event::RemovedApplicant(_) => &[Team],
            Event::AddedApplicant(..) => &[Team, Recusal],
            Event::Declared(..) => &[Recusal, Documents, Site],
            Event::Scored { .. } => &[Documents, Site],
            Event::Nominated(..) => &[Ranking],
            Event::Presented(..) | Event::AddedVoter(..) | Event::RemovedVoter(_) => &[Presentation],
            Event::Counted(_) | Event::Cancelled(_) | Event::Annulled(_) | Event::ChoseAmongTied(..) => &[Ballot],
            Event::Noticed(_) | Event::Objected(..) | Event::Supplemented(..) | Event::Answered(..) => &[Notice],
            Event::Approved(_) => &[Award],
            // Before anybody knows what a reading would change.
            Event::ChoseReadings(_) => &[Team, Recusal, Documents, Site],
            Event::Withdrew(..) => &[Team, Recusal, Documents, Site, Ranking, Presentation, Notice],
            // What was won before decides about money only, and may become known late.
            Event::ChangedFormer(..) | Event::Advanced | Event::SteppedBack(_) => &Phase::ALL,
        }
    }
}
