//! A review of a room of score cards: who comes in, which card scores whom, and the room of forty through all nine steps.

use std::collections::BTreeMap;

use award::cohort::{Gathering, sample};
use award::points::Percent;
use award::review::{Action, Event, History, Session, Stage, card_for};
use award::scheme::Phase;
use award::scorecard::{Author, Role, Scorecard, card_id};
use award::scoring::Shortlist;
use award::{ApplicantId, ItemId, Text};
use jiff::civil::date;

use crate::given::{catalog, percent};
use crate::review_story::{after, applicant, back_to, count, examiner, fresh, noticed, refused, voter};

fn gathered(cards: impl IntoIterator<Item = Scorecard>) -> Gathering {
    let mut gathering = Gathering::new(catalog().criteria.id.clone());
    for card in cards {
        gathering.add(card);
    }
    gathering
}

/// A card in which every item has one percent.
fn card(name: &str, year: i16, role: Role, author: &str, value: u8) -> Scorecard {
    let mut card = sample(catalog(), 1).remove(0);
    card.subject.name = name.into();
    card.subject.year = year;
    card.author = Author { role, name: author.into() };
    card.id = format!("{}{name}", card_id(&card.subject, &card.author)).as_str().into();
    card.items.values_mut().for_each(|item| item.percent = Some(percent(value)));
    card
}

/// A team of three without conflicts, and the applicants of a room: ready for the document review.
fn team_before(gathering: &Gathering) -> Session {
    let team = (1..=3).map(examiner).chain([Event::ChoseLeader("e1".into())]);
    let state = after(&fresh(), team);
    let names = state.newcomers(gathering).into_iter().enumerate();
    let came = names.map(|(at, name)| Event::AddedApplicant(format!("{at:02}").as_str().into(), name, [].into()));
    let state = after(&state, came.chain([Event::Advanced]));
    let free: Vec<Event> = (1..=3).flat_map(|number| state.undeclared(&format!("e{number}").as_str().into())).collect();
    after(&state, free.into_iter().chain([Event::Advanced]))
}

#[test]
fn names_come_in_once() {
    let cards = [card(" 甲", 2024, Role::Own, "", 50), card("甲", 2025, Role::Own, "", 50), card(" ", 2025, Role::Own, "", 50)];
    let room = gathered(cards.into_iter().chain([card("企业b", 2025, Role::Own, "", 50)]));
    let names: [Text; 2] = ["甲".into(), "企业b".into()];
    assert_eq!(fresh().newcomers(&room), names);
    assert_eq!(after(&fresh(), [applicant("b", &[])]).newcomers(&room), names[..1]);
}

#[test]
fn card_of_the_review_goes_before_own_scores_and_later_years_before_earlier() {
    let own = [card("甲", 2024, Role::Own, "", 40), card("甲", 2025, Role::Own, "", 50)];
    let others = [card("甲", 2026, Role::Examiner, "张", 90), card("乙", 2026, Role::Own, "", 95)];
    let scored = |room: &Gathering, stage| {
        card_for(room, "甲", stage).and_then(|card| card.percents().into_values().next()).map(Percent::value)
    };
    let alone = gathered(own.clone().into_iter().chain(others.clone()));
    assert_eq!([Stage::Documents, Stage::Site].map(|stage| scored(&alone, stage)), [Some(50), Some(50)]);
    let agreed = gathered(own.into_iter().chain(others).chain([card("甲", 2023, Role::Site, "合议", 70)]));
    assert_eq!([Stage::Documents, Stage::Site].map(|stage| scored(&agreed, stage)), [Some(50), Some(70)]);
    assert_eq!(scored(&gathered([card("甲", 2025, Role::Examiner, "张", 90)]), Stage::Site), None);
}

#[test]
fn cards_score_only_what_is_not_marked() {
    let room = gathered([card("甲", 2025, Role::Own, "", 50)]);
    let state = team_before(&room);
    let first: ItemId = "4.1.2".into();
    let by = ["e2".into()].into();
    let scores = BTreeMap::from([(first.clone(), Some(percent(85)))]);
    let state = after(&state, [Event::Scored { stage: Stage::Documents, applicant: "00".into(), scores, by }]);
    let brought = state.scores_from(catalog(), &room, Stage::Documents);
    assert_eq!(brought.iter().map(|one| (&*one.name, one.role)).collect::<Vec<_>>(), [("甲", Role::Own)]);
    let state = after(&state, brought.into_iter().map(|one| one.event));
    let marks = state.applicants[&ApplicantId::from("00")].marks(Stage::Documents);
    assert_eq!((marks.len(), marks[&first].percent.value()), (23, 85));
    assert!(marks.iter().all(|(item, mark)| *item == first || mark.by.len() == 3));
    assert!(state.scores_from(catalog(), &room, Stage::Documents).is_empty(), "nothing is left to score");
}

#[test]
fn several_actions_are_taken_as_one() {
    let acted = |event| Action { at: date(2026, 11, 27).at(10, 0, 0, 0), event };
    let mut history = History::new(fresh());
    let refused = history.act_all(catalog(), &[acted(examiner(1)), acted(Event::Advanced)]);
    assert!(refused.is_err() && !history.can_undo() && *history.present() == fresh(), "all or none");
    history.act_all(catalog(), &[1, 2, 3].map(|number| acted(examiner(number)))).expect("they are taken");
    assert_eq!(history.present().examiners.len(), 3);
    assert!(history.undo() && *history.present() == fresh(), "as one they are taken back");
}

#[test]
fn room_of_forty_goes_through_the_whole_review() {
    let room = gathered(sample(catalog(), 40));
    let mut state = team_before(&room);
    assert_eq!(state.applicants.len(), 34, "six have cards of two years");
    for stage in [Stage::Documents, Stage::Site] {
        let brought = state.scores_from(catalog(), &room, stage);
        state = after(&state, brought.into_iter().map(|one| one.event));
        let unfinished = |state: &Session| {
            let open = state.present().find(|(_, one)| !one.tally(catalog(), stage).is_complete());
            open.map(|(id, _)| id.clone())
        };
        if stage == Stage::Documents {
            refused(&state, Event::Advanced, 18, "没有评分");
        }
        while let Some(id) = unfinished(&state) {
            state = after(&state, [Event::Withdrew(id, "材料不齐".into())]);
        }
        state = after(&state, [Event::Advanced]);
    }
    assert_eq!(state.present().count(), 31);
    let ranking = state.ranking(catalog());
    let shortlisted: Vec<_> = ranking.iter().filter(|one| one.shortlist == Shortlist::Reached).collect();
    assert!(shortlisted.len() > 5 && ranking.iter().any(|one| one.shortlist == Shortlist::Missed));
    let missed = ranking.iter().find(|one| one.shortlist == Shortlist::Missed).expect("one below the line");
    refused(&state, Event::Nominated(missed.applicant.clone(), Some("quality-award".into())), 19, "没有入围资格");

    let ids: Vec<&ApplicantId> = shortlisted.iter().take(5).map(|one| &one.applicant).collect();
    let prize = |at: usize| if at < 2 { "quality-award" } else { "nomination-award" };
    let nominated = ids.iter().enumerate().map(|(at, id)| Event::Nominated((*id).clone(), Some(prize(at).into())));
    let presented = ids.iter().map(|id| Event::Presented((*id).clone(), true));
    let state = after(&state, nominated.chain([Event::Advanced]).chain(presented));
    let state = after(&state, (1..=21).map(voter).chain([Event::Advanced]));
    let sums = [[14, 7, 0, 0], [13, 8, 0, 0], [21, 0, 0, 0], [14, 0, 7, 0], [0, 0, 0, 21]];
    let tallies: Vec<(&str, [u16; 4])> = ids.iter().map(|id| id.as_str()).zip(sums).collect();
    let state = after(&state, [Event::Counted(count(21, &tallies)), Event::Advanced]);
    let outcomes = state.outcomes(catalog()).expect("counted");
    let kept: Vec<(usize, u8)> = outcomes.iter().map(|one| (one.proposed.len(), one.vacant)).collect();
    assert_eq!(kept, [(1, 1), (2, 1)], "14 of 21 pass, 13 do not; places stay vacant");

    let state = after(&state, [Event::Withdrew(ids[2].clone(), "放弃".into()), noticed(5), Event::Advanced]);
    let outcomes = state.outcomes(catalog()).expect("counted");
    assert_eq!((outcomes[1].lost.len(), outcomes[1].vacant), (1, 2), "nobody moves up");
    let money: u32 = state.payments(catalog()).expect("counted").iter().map(|payment| u32::from(payment.money)).sum();
    assert_eq!(money, 30 + 10);
    assert_eq!(back_to(&state, Phase::Team).count, None);
}
