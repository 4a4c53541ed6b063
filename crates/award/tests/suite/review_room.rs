//! A review of a room of score cards: who comes in, which card scores whom, and the room of forty through all nine steps.

use std::collections::{BTreeMap, BTreeSet};

use award::cohort::{Gathering, sample};
use award::points::Percent;
use award::review::{Action, Event, History, Session, Stage, card_for};
use award::scheme::Phase;
use award::scorecard::{Author, Role, Scorecard, card_id};
use award::scoring::Shortlist;
use award::{ApplicantId, ExaminerId, ItemId, Text};
use jiff::civil::date;

use crate::given::{catalog, percent};
use crate::review_secrecy::without_record;
use crate::review_story::{
    after, applicant, back_to, count, declared, every_item, examiner, fresh, noticed, refused, scored, voter,
};

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
fn room_of_other_criteria_brings_nothing() {
    let own = card("甲", 2025, Role::Own, "", 50);
    let mut other = Gathering::new("gbt19580-2030".into());
    other.add(Scorecard { criteria: "gbt19580-2030".into(), ..own.clone() });
    let state = team_before(&gathered([own]));
    assert!(!state.can_bring_in(&other) && fresh().newcomers(&other).is_empty());
    assert!(state.scores_from(catalog(), &other, Stage::Documents, &BTreeSet::new()).cards.is_empty());
}

#[test]
fn latest_year_goes_first_and_within_it_the_card_of_the_review() {
    let own = [card("甲", 2024, Role::Own, "", 40), card("甲", 2025, Role::Own, "", 50)];
    let others = [card("甲", 2026, Role::Examiner, "张", 90), card("乙", 2026, Role::Own, "", 95)];
    let scored = |room: &Gathering, stage| {
        card_for(room, "甲", stage).and_then(|card| card.percents().into_values().next()).map(Percent::value)
    };
    let both = |room: &Gathering| [Stage::Documents, Stage::Site].map(|stage| scored(room, stage));
    let cards = || own.clone().into_iter().chain(others.clone());
    assert_eq!(both(&gathered(cards())), [Some(50), Some(50)]);
    let agreed = |year| gathered(cards().chain([card("甲", year, Role::Site, "合议", 70)]));
    assert_eq!(both(&agreed(2024)), [Some(50), Some(50)], "what was agreed a year ago does not beat this year's own scores");
    assert_eq!(both(&agreed(2025)), [Some(50), Some(70)]);
    assert_eq!(scored(&gathered([card("甲", 2025, Role::Examiner, "张", 90)]), Stage::Site), None);
}

#[test]
fn record_tells_from_which_card_and_year_scores_were_taken() {
    let room = gathered([card("甲", 2024, Role::Own, "", 50), card("乙", 2025, Role::Document, "合议", 60)]);
    let state = team_before(&room);
    let brought = state.scores_from(catalog(), &room, Stage::Documents, &BTreeSet::new());
    let sources: Vec<String> = brought.sources().iter().map(|(source, count)| format!("{source} {count}")).collect();
    assert_eq!(sources, ["自评成绩单（2024 年） 1", "材料评审合议成绩单（2025 年） 1"]);
    let state = after(&state, brought.cards.into_iter().map(|one| one.event));
    let last: Vec<&str> = state.record.iter().rev().take(2).map(|line| &*line.text).collect();
    assert!(last[1].starts_with("甲材料评审：从自评成绩单（2024 年）读入，4.1.2 评 50%，"), "{last:?}");
    assert!(last[0].starts_with("乙材料评审：从材料评审合议成绩单（2025 年）读入，"), "{last:?}");
    let told = |state: &Session| state.present().map(|(_, one)| one.sources_told(Stage::Documents)).collect::<Vec<_>>();
    let taken = ["材料评审有分数读自自评成绩单（2024 年）", "材料评审有分数读自材料评审合议成绩单（2025 年）"]
        .map(|text| Some(text.to_owned()));
    assert_eq!(told(&state), taken);
    let reopened = award::review::open(&award::review::write(&state)).expect("it opens").value;
    assert_eq!(told(&reopened), taken, "the file tells it, too");
    let alone = after(&state, [scored(Stage::Documents, "00", every_item(percent(55)))]);
    assert_eq!(told(&alone)[0], None);
    assert!(alone.record.last().is_some_and(|line| !line.text.contains("读入")), "what is entered comes from no card");
}

#[test]
fn team_scores_come_from_no_single_examiner() {
    let accept = |stage: Stage, role| stage.accept(&card("甲", 2025, role, "张专家", 50)).map_err(|refusal| refusal.reason);
    let single = "这是评审员成绩单（2025 年），是张专家一个人的评分，不是评审组的；请先在“合议”里逐条定下，再读入合议成绩单";
    for stage in [Stage::Documents, Stage::Site] {
        assert_eq!(accept(stage, Role::Examiner), Err(single.into()));
        assert_eq!((accept(stage, stage.role()), accept(stage, Role::Own)), (Ok(()), Ok(())));
    }
    let other = "这是材料评审合议成绩单（2025 年），不是现场评审的；请另选现场评审合议成绩单";
    assert_eq!(accept(Stage::Site, Role::Document), Err(other.into()));
    assert!(accept(Stage::Documents, Role::Site).is_err());
}

#[test]
fn cards_score_only_what_is_not_marked() {
    let room = gathered([card("甲", 2025, Role::Own, "", 50)]);
    let state = team_before(&room);
    let first: ItemId = "4.1.2".into();
    let by = ["e2".into()].into();
    let scores = BTreeMap::from([(first.clone(), Some(percent(85)))]);
    let state = after(&state, [Event::Scored { stage: Stage::Documents, applicant: "00".into(), scores, by, from: None }]);
    let brought = state.scores_from(catalog(), &room, Stage::Documents, &BTreeSet::new()).cards;
    assert_eq!(brought.iter().map(|one| (&*one.name, one.source.role)).collect::<Vec<_>>(), [("甲", Role::Own)]);
    let state = after(&state, brought.into_iter().map(|one| one.event));
    let marks = state.applicants[&ApplicantId::from("00")].marks(Stage::Documents);
    assert_eq!((marks.len(), marks[&first].percent.value()), (23, 85));
    assert!(marks.iter().all(|(item, mark)| *item == first || mark.by.len() == 3));
    assert!(state.scores_from(catalog(), &room, Stage::Documents, &BTreeSet::new()).cards.is_empty(), "nothing is left to score");
}

#[test]
fn absent_examiners_score_nobody_and_who_is_left_with_none_is_named() {
    let room = gathered([card("甲", 2025, Role::Own, "", 50), card("乙", 2025, Role::Own, "", 60)]);
    let state = team_before(&room);
    let state = after(&state, [2, 3].map(|number| declared(number, "01", true)));
    let brought = state.scores_from(catalog(), &room, Stage::Documents, &["e1".into()].into());
    assert_eq!(brought.nobody_for, ["乙".into()]);
    let state = after(&state, brought.cards.into_iter().map(|one| one.event));
    let marks = |id: &str| state.applicants[&ApplicantId::from(id)].marks(Stage::Documents);
    let by: BTreeSet<ExaminerId> = ["e2".into(), "e3".into()].into();
    assert_eq!((marks("00").len(), marks("01").len()), (23, 0));
    assert!(marks("00").values().all(|mark| mark.by == by));
}

#[test]
fn several_actions_are_taken_as_one() {
    let at = date(2026, 11, 27).at(10, 0, 0, 0);
    let acted = |event| Action { at, event };
    let mut history = History::new(fresh());
    let refused = history.act_all(catalog(), &[acted(examiner(1)), acted(Event::Advanced)]);
    assert!(refused.is_err() && !history.can_undo() && *history.present() == fresh(), "all or none");
    history.act_all(catalog(), &[1, 2, 3].map(|number| acted(examiner(number)))).expect("they are taken");
    assert_eq!(history.present().examiners.len(), 3);
    assert!(history.undo(catalog(), at) && without_record(history.present()) == fresh(), "as one they are taken back");
    history.act_all(catalog(), &[]).expect("nothing is refused");
    assert!(!history.can_undo(), "nothing is nothing to take back");
}

#[test]
fn room_of_forty_goes_through_the_whole_review() {
    let room = gathered(sample(catalog(), 40));
    let mut state = team_before(&room);
    assert_eq!(state.applicants.len(), 34, "six have cards of two years");
    for stage in [Stage::Documents, Stage::Site] {
        let brought = state.scores_from(catalog(), &room, stage, &BTreeSet::new()).cards;
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
