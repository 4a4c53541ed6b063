//! A review session to tell stories with.

use std::collections::{BTreeMap, BTreeSet};

use award::calendar::Counted;
use award::points::Percent;
use award::refusal::Refusal;
use award::review::{Action, Count, Declaration, Event, Head, Notice, Readings, Session, Stage, Tally, Voter};
use award::scheme::Phase;
use award::{ApplicantId, ItemId, VoterId};
use jiff::civil::{Date, date};

use crate::given::{catalog, percent};

/// A day of the stories.
pub fn day(day: i8) -> Date {
    date(2026, 12, day)
}

/// A session in which nothing has happened.
pub fn fresh() -> Session {
    let head = Head {
        id: "review-1".into(),
        scheme: "xinyang-2022".into(),
        criteria: "gbt19580-2012".into(),
        title: "模拟评审".into(),
        created: date(2026, 11, 27).at(9, 0, 0, 0),
    };
    Session::new(head, Readings::of(&catalog().scheme))
}

/// What the session makes of an event.
pub fn try_out(session: &Session, event: Event) -> Result<Session, Refusal> {
    session.apply(catalog(), &Action { at: date(2026, 11, 27).at(10, 0, 0, 0), event })
}

/// The session after events that are all taken.
#[track_caller]
pub fn after(session: &Session, events: impl IntoIterator<Item = Event>) -> Session {
    events.into_iter().fold(session.clone(), |state, event| match try_out(&state, event.clone()) {
        Ok(next) => next,
        Err(refusal) => panic!("{event:?} is refused: {refusal}"),
    })
}

/// An event is refused by a clause (0 for none) with these words.
#[track_caller]
pub fn refused(session: &Session, event: Event, article: u8, words: &str) {
    let refusal = try_out(session, event).expect_err("it is refused");
    assert_eq!(refusal.clause.map_or(0, |clause| clause.article), article, "{refusal}");
    assert!(refusal.reason.contains(words), "{refusal}");
}

/// An examiner joins.
pub fn examiner(number: u8) -> Event {
    Event::AddedExaminer((&*format!("e{number}")).into(), format!("专家{number}").into())
}

/// An applicant comes under review.
pub fn applicant(id: &str, former: &[&str]) -> Event {
    let former = former.iter().map(|prize| (*prize).into()).collect();
    Event::AddedApplicant(id.into(), format!("企业{id}").into(), former)
}

/// An examiner declares.
pub fn declared(examiner: u8, applicant: &str, conflict: bool) -> Event {
    let note = if conflict { "曾任顾问" } else { "" };
    Event::Declared((&*format!("e{examiner}")).into(), applicant.into(), Declaration { conflict, note: note.into() })
}

/// Everything that the team scores with one percent.
pub fn every_item(value: Percent) -> BTreeMap<ItemId, Option<Percent>> {
    catalog().criteria.every_item().map(|item| (item.id.clone(), Some(value))).collect()
}

/// Examiners 2 and 3 score an applicant.
pub fn scored(stage: Stage, applicant: &str, scores: BTreeMap<ItemId, Option<Percent>>) -> Event {
    Event::Scored { stage, applicant: applicant.into(), scores, by: BTreeSet::from(["e2".into(), "e3".into()]), from: None }
}

/// A candidate for the main prize (`true`) or the other one.
pub fn nominated(applicant: &str, main: bool) -> Event {
    let prize = if main { "quality-award" } else { "nomination-award" };
    Event::Nominated(applicant.into(), Some(prize.into()))
}

/// Somebody may vote.
pub fn voter(number: usize) -> Event {
    Event::AddedVoter(voter_id(number), Voter { name: format!("委员{number}").into(), recused: BTreeSet::new() })
}

/// The id of a voter.
pub fn voter_id(number: usize) -> VoterId {
    (&*format!("v{number:02}")).into()
}

/// Sums of a ballot in the order for, against, abstained, invalid.
pub fn tally([yes, no, abstain, invalid]: [u16; 4]) -> Tally {
    Tally { yes, no, abstain, invalid }
}

/// A count in which the first so many voters handed in a ballot.
pub fn count(handed: usize, tallies: &[(&str, [u16; 4])]) -> Count {
    Count {
        handed: (1..=handed).map(voter_id).collect(),
        tallies: tallies.iter().map(|(id, sums)| (ApplicantId::from(*id), tally(*sums))).collect(),
    }
}

/// So many working days of a year whose days off are announced.
pub fn days(value: u16) -> Counted<u16> {
    Counted { value, unannounced: Vec::new() }
}

/// A notice of so many working days.
pub fn noticed(working_days: u16) -> Event {
    Event::Noticed(Notice { from: day(1), to: day(8), working_days: days(working_days) })
}

/// Three examiners, these applicants, no conflict: ready for the document review.
pub fn documents(applicants: &[&str]) -> Session {
    let team = (1..=3).map(examiner).chain([Event::ChoseLeader("e1".into())]);
    let present = applicants.iter().map(|id| applicant(id, &[]));
    let declared = applicants.iter().flat_map(|id| (1..=3).map(|examiner| declared(examiner, id, false)));
    after(&fresh(), team.chain(present).chain([Event::Advanced]).chain(declared).chain([Event::Advanced]))
}

/// The applicants scored with one percent each in both reviews: ready for the ranking.
pub fn ranking(applicants: &[(&str, u8)]) -> Session {
    let ids: Vec<&str> = applicants.iter().map(|(id, _)| *id).collect();
    let all = |stage| applicants.iter().map(move |(id, value)| scored(stage, id, every_item(percent(*value))));
    let steps = all(Stage::Documents).chain([Event::Advanced]).chain(all(Stage::Site)).chain([Event::Advanced]);
    after(&documents(&ids), steps)
}

/// Candidates for the main prize (`true`) or the other one, with their percents, and so many voters: ready for the ballot.
pub fn ballot(candidates: &[(&str, u8, bool)], voters: usize) -> Session {
    let scores: Vec<(&str, u8)> = candidates.iter().map(|(id, value, _)| (*id, *value)).collect();
    let nominations = candidates.iter().map(|(id, _, main)| nominated(id, *main)).chain([Event::Advanced]);
    let present = candidates.iter().map(|(id, ..)| Event::Presented((*id).into(), true));
    let voters = (1..=voters).map(voter);
    after(&ranking(&scores), nominations.chain(present).chain(voters).chain([Event::Advanced]))
}

/// The same, counted, and at the public notice.
pub fn notice(candidates: &[(&str, u8, bool)], voters: usize, tallies: &[(&str, [u16; 4])]) -> Session {
    after(&ballot(candidates, voters), [Event::Counted(count(voters, tallies)), Event::Advanced])
}

/// The session brought back to a step.
pub fn back_to(session: &Session, phase: Phase) -> Session {
    let mut state = session.clone();
    while state.phase > phase {
        state = after(&state, [Event::SteppedBack("重来".into())]);
    }
    state
}
