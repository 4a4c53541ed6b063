//! A session in the form of the file.

use std::collections::BTreeMap;

use super::{About, Answer, Applicant, Choice, Count, Declaration, Examiner, File, Mark, Notice, Objection, Record, Voter};
use crate::Text;
use crate::calendar::Counted;
use crate::review::{self, KIND, Readings, Session};

impl From<&Session> for File {
    fn from(session: &Session) -> Self {
        let Readings { those_voting, same_prize } = session.readings;
        let review::Head { id, scheme, criteria, title, created } = session.head.clone();
        let count = session.count.as_ref();
        File {
            format: KIND.format.into(),
            version: KIND.version,
            about: About { id, scheme, criteria, title, created: text(created), those_voting, same_prize },
            phase: session.phase,
            examiners: each(&session.examiners, |one| Examiner { name: one.name.clone(), leader: one.leader }),
            applicants: each(&session.applicants, |one| Applicant::from(&**one)),
            voters: each(&session.voters, |one| Voter { name: one.name.clone(), recused: one.recused.clone() }),
            count: count.map(|one| Count { handed: one.handed.clone(), tallies: one.tallies.clone() }),
            choices: each(&session.choices, |one| Choice { chosen: one.chosen.clone(), reason: one.reason.clone() }),
            notice: session.notice.as_ref().map(Notice::from),
            objections: each(&session.objections, |one| Objection::from(&**one)),
            approved: session.approved.map(text),
            record: session.record.iter().map(|one| Record::from(&**one)).collect(),
        }
    }
}

impl From<&review::Applicant> for Applicant {
    fn from(applicant: &review::Applicant) -> Self {
        let mark = |mark: &review::Mark| Mark { percent: mark.percent.value(), by: mark.by.clone(), from: mark.from };
        let declaration = |one: &review::Declaration| Declaration { conflict: one.conflict, note: one.note.clone() };
        Applicant {
            name: applicant.name.clone(),
            former: applicant.former.clone(),
            withdrawn: applicant.withdrawn.clone(),
            declarations: each(&applicant.declarations, declaration),
            documents: each(&applicant.documents, mark),
            site: each(&applicant.site, mark),
            nominated: applicant.nominated.clone(),
            presented: applicant.presented,
        }
    }
}

impl From<&review::Notice> for Notice {
    fn from(notice: &review::Notice) -> Self {
        let Counted { value: working_days, unannounced } = notice.working_days.clone();
        Notice { from: text(notice.from), to: text(notice.to), working_days, unannounced }
    }
}

impl From<&review::Objection> for Objection {
    fn from(objection: &review::Objection) -> Self {
        let review::Objection { from, objector, against, text: says, received, given, answer } = objection.clone();
        let answer = answer.map(|one| {
            let review::Answer { on, working_days, upheld, result, delay } = one;
            let Counted { value: working_days, unannounced } = working_days;
            Answer { on: text(on), working_days, unannounced, upheld, result, delay }
        });
        Objection { from, objector, against, text: says, received: text(received), given, answer }
    }
}

impl From<&review::Record> for Record {
    fn from(record: &review::Record) -> Self {
        Record { at: text(record.at), phase: record.phase, clause: record.clause, text: record.text.clone() }
    }
}

fn each<K: Clone + Ord, A, B>(map: &BTreeMap<K, A>, form: impl Fn(&A) -> B) -> BTreeMap<K, B> {
    map.iter().map(|(id, one)| (id.clone(), form(one))).collect()
}

fn text(value: impl std::fmt::Display) -> Text {
    value.to_string().into()
}
