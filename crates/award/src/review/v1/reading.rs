//! A session from the form of the file. What was decided is not passed over when it means nothing.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::str::FromStr;

use super::{About, Answer, Applicant, Declaration, File, Mark, Notice, Objection, Record};
use crate::calendar::Counted;
use crate::points::Percent;
use crate::review::{self, Readings, Session};
use crate::{ApplicantId, ExaminerId, ItemId, ObjectionId};

impl File {
    /// The session in the file, or the place of what has no meaning.
    pub(in crate::review) fn into_session(self) -> Result<Session, String> {
        let About { id, scheme, criteria, title, created, those_voting, same_prize } = self.about;
        let created = value(&created, || "about/created".into())?;
        let head = review::Head { id, scheme, criteria, title, created };
        let mut session = Session::new(head, Readings { those_voting, same_prize });
        session.phase = self.phase;
        session.examiners = each(self.examiners, |_, one| Ok(review::Examiner { name: one.name, leader: one.leader }))?;
        session.applicants = each(self.applicants, |id, one| one.into_applicant(id).map(Rc::new))?;
        session.voters = each(self.voters, |_, one| Ok(review::Voter { name: one.name, recused: one.recused }))?;
        session.count = self.count.map(|one| review::Count { handed: one.handed, tallies: one.tallies });
        session.choices = each(self.choices, |_, one| Ok(review::Choice { chosen: one.chosen, reason: one.reason }))?;
        session.notice = self.notice.map(Notice::into_notice).transpose()?;
        session.objections = each(self.objections, |id, one| one.into_objection(id).map(Rc::new))?;
        session.approved = self.approved.map(|day| value(&day, || "approved".into())).transpose()?;
        let record = self.record.into_iter().enumerate().map(|(at, one)| one.into_record(at).map(Rc::new));
        session.record = record.collect::<Result<_, String>>()?;
        session.sound()?;
        Ok(session)
    }
}

impl Applicant {
    fn into_applicant(self, id: &ApplicantId) -> Result<review::Applicant, String> {
        let marks = |marks: BTreeMap<ItemId, Mark>| {
            each(marks, |item, mark| {
                let percent = Percent::new(mark.percent);
                let percent = percent.ok_or_else(|| format!("applicants/{id}/{item}：{} 不是 5 的倍数", mark.percent))?;
                Ok(review::Mark { percent, by: mark.by, from: mark.from })
            })
        };
        let declaration = |_: &ExaminerId, one: Declaration| Ok(review::Declaration { conflict: one.conflict, note: one.note });
        Ok(review::Applicant {
            name: self.name,
            former: self.former,
            withdrawn: self.withdrawn,
            declarations: each(self.declarations, declaration)?,
            documents: marks(self.documents)?,
            site: marks(self.site)?,
            nominated: self.nominated,
            presented: self.presented,
        })
    }
}

impl Notice {
    fn into_notice(self) -> Result<review::Notice, String> {
        let day = |text: &str| value(text, || "notice".into());
        let working_days = Counted { value: self.working_days, unannounced: self.unannounced };
        Ok(review::Notice { from: day(&self.from)?, to: day(&self.to)?, working_days })
    }
}

impl Objection {
    fn into_objection(self, id: &ObjectionId) -> Result<review::Objection, String> {
        let day = |text: &str| value(text, || format!("objections/{id}"));
        let answer = |one: Answer| {
            let Answer { on, working_days, unannounced, upheld, result, delay } = one;
            let working_days = Counted { value: working_days, unannounced };
            Ok::<_, String>(review::Answer { on: day(&on)?, working_days, upheld, result, delay })
        };
        Ok(review::Objection {
            received: day(&self.received)?,
            answer: self.answer.map(answer).transpose()?,
            from: self.from,
            objector: self.objector,
            against: self.against,
            text: self.text,
            given: self.given,
        })
    }
}

impl Record {
    fn into_record(self, at: usize) -> Result<review::Record, String> {
        let time = value(&self.at, || format!("record/{at}"))?;
        Ok(review::Record { at: time, phase: self.phase, clause: self.clause, text: self.text })
    }
}

fn each<K: Ord + Clone, A, B>(map: BTreeMap<K, A>, read: impl Fn(&K, A) -> Result<B, String>) -> Result<BTreeMap<K, B>, String> {
    map.into_iter().map(|(id, one)| read(&id, one).map(|one| (id, one))).collect()
}

/// A date or time of the file.
fn value<T: FromStr>(text: &str, place: impl Fn() -> String) -> Result<T, String> {
    text.parse().map_err(|_| format!("{}：“{text}”不是日期或时间", place()))
}
