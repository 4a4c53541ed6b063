//! A room, a consensus and a review to write papers about.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use award::catalog::Catalog;
use award::cohort::{self, Gathering, Protection, Settings, Table};
use award::consensus::{self, Consensus};
use award::points::Percent;
use award::review::{self, BallotBox, Declaration, Event, Readings, Session, Stage, Vote, Voter};
use award::scorecard::{Author, Role, Scorecard, card_id};
use award::{ItemId, Text};
use dossier::cohort::View;
use jiff::civil::{DateTime, date};

/// The clock of the papers.
pub fn now() -> DateTime {
    date(2026, 11, 27).at(9, 30, 0, 0)
}

/// The bundled catalog.
pub fn catalog() -> &'static Catalog {
    thread_local! {
        static CATALOG: &'static Catalog = Box::leak(Box::new(schemes::xinyang()));
    }
    CATALOG.with(|catalog| *catalog)
}

/// The sample's cards.
pub struct Room {
    pub gathering: Gathering,
    pub table: Table,
    pub names: Vec<Text>,
    pub rows: Vec<usize>,
    pub protection: Protection,
}

impl Room {
    pub fn of(count: usize) -> Room {
        let mut gathering = Gathering::new(catalog().criteria.id.clone());
        for card in cohort::sample(catalog(), count) {
            gathering.add(card);
        }
        let table = Table::of(&catalog().criteria, &gathering);
        let names = gathering.cards().iter().map(|card| card.subject.name.clone()).collect();
        Room { rows: table.every_row(), gathering, table, names, protection: Settings::default().into() }
    }

    pub fn view(&self) -> View<'_> {
        let Room { gathering, table, names, rows, protection } = self;
        View { catalog: catalog(), gathering, table, rows, group: None, names, protection }
    }
}

/// An examiner's card of the first applicant of the sample room.
fn examined(name: &str, percent: u8) -> Scorecard {
    let mut card = cohort::sample(catalog(), 1).remove(0);
    card.author = Author { role: Role::Examiner, name: name.into() };
    card.id = card_id(&card.subject, &card.author);
    for item in card.items.values_mut() {
        item.percent = Percent::new(percent);
        item.ofis = vec![format!("{name}的意见").into()];
    }
    card
}

/// The consensus after something happened.
pub fn act(state: &Consensus, event: consensus::Event) -> Consensus {
    state.apply(catalog(), &consensus::Action { at: now(), by: "记录员".into(), event }).expect("it is taken")
}

/// A consensus with the cards of two examiners, not opened yet.
pub fn scored_alone() -> Consensus {
    let subject = cohort::sample(catalog(), 1).remove(0).subject;
    let head = consensus::Head {
        id: "c".into(),
        scheme: "xinyang-2022".into(),
        criteria: "gbt19580-2012".into(),
        role: Role::Document,
        subject,
    };
    [("张专家", 50), ("李专家", 70)].into_iter().fold(Consensus::new(head), |state, (name, percent)| {
        act(&state, consensus::Event::AddedCard(Rc::new(examined(name, percent))))
    })
}

/// The same opened, with one item agreed by one of the two.
pub fn agreed() -> Consensus {
    let opened = act(&scored_alone(), consensus::Event::Opened);
    let decided = consensus::Event::Decided {
        item: "4.1.2".into(),
        percent: Percent::new(60).expect("a percent"),
        reason: "现场看了记录".into(),
        agreed: BTreeSet::from(["张专家".into()]),
    };
    act(&opened, decided)
}

/// A session that has counted a ballot of five voters with different votes on two candidates.
pub fn counted() -> Session {
    let head = review::Head {
        id: "r".into(),
        scheme: "xinyang-2022".into(),
        criteria: "gbt19580-2012".into(),
        title: "演练".into(),
        created: now(),
    };
    let act = |state: Session, event| state.apply(catalog(), &review::Action { at: now(), event }).expect("it is taken");
    let mut events: Vec<Event> =
        (0..3).map(|at| Event::AddedExaminer(format!("e{at}").as_str().into(), format!("专家{at}").into())).collect();
    events.push(Event::ChoseLeader("e0".into()));
    let applicants = ["甲茶业", "乙机械"];
    events.extend(applicants.map(|name| Event::AddedApplicant(name.into(), name.into(), BTreeSet::new())));
    events.push(Event::Advanced);
    for at in 0..3 {
        let free = || Declaration { conflict: false, note: "".into() };
        events.extend(applicants.map(|name| Event::Declared(format!("e{at}").as_str().into(), name.into(), free())));
    }
    events.push(Event::Advanced);
    for stage in [Stage::Documents, Stage::Site] {
        for name in applicants {
            let scores: BTreeMap<ItemId, Option<Percent>> =
                catalog().criteria.every_item().map(|item| (item.id.clone(), Percent::new(70))).collect();
            events.push(Event::Scored { stage, applicant: name.into(), scores, by: BTreeSet::from(["e0".into()]), from: None });
        }
        events.push(Event::Advanced);
    }
    events.extend(applicants.map(|name| Event::Nominated(name.into(), Some("quality-award".into()))));
    events.push(Event::Advanced);
    events.extend(applicants.map(|name| Event::Presented(name.into(), true)));
    let voter = |at: u8| Voter { name: format!("委员{at}号").into(), recused: BTreeSet::new() };
    events.extend((0..5).map(|at| Event::AddedVoter(format!("v{at}").as_str().into(), voter(at))));
    events.push(Event::Advanced);
    let session = events.into_iter().fold(Session::new(head, Readings::of(&catalog().scheme)), act);
    let mut ballots = BallotBox::of(&session, catalog()).expect("at the ballot");
    for at in 0..5 {
        let second = if at < 2 { Vote::No } else { Vote::Yes };
        let ballot = BTreeMap::from([("甲茶业".into(), Vote::Yes), ("乙机械".into(), second)]);
        ballots.put(catalog(), &format!("v{at}").as_str().into(), &ballot).expect("a ballot");
    }
    act(session, Event::Counted(ballots.close()))
}
