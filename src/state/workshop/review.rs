//! The review on the desk, and the ballot that is being held in it.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use award::envelope::Opened;
use award::refusal::Refusal;
use award::review::{self, Action, BallotBox, Brought, Event, Head, History, Readings, Session, Source, Stage, Vote};
use award::scorecard;
use award::{ApplicantId, ExaminerId, VoterId};
use wasm_bindgen_futures::spawn_local;

use super::Shared;
use super::awards::unknown;
use super::content::{Content, Kind};
use super::sessions::read_text;
use crate::browser::files::File;
use crate::browser::{clock, page};
use crate::state::Store;

/// A ballot box that is shared by reference only. What it says of itself is how many ballots are in it and whose.
#[derive(Clone)]
pub struct Box {
    /// Nothing once it is closed.
    inside: Rc<RefCell<Option<BallotBox>>>,
    ballots: usize,
}

impl PartialEq for Box {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.inside, &other.inside) && self.ballots == other.ballots
    }
}

impl Box {
    /// How many ballots are in it.
    pub fn ballots(&self) -> usize {
        self.ballots
    }

    /// Whether a voter has handed in a ballot.
    pub fn has_voted(&self, voter: &VoterId) -> bool {
        self.inside.borrow().as_ref().is_some_and(|inside| inside.has_voted(voter))
    }
}

impl Store {
    /// Begins a review.
    pub fn begin_review(&self, title: &str) {
        let catalog = self.state().catalog;
        let head = Head {
            id: page::random_id().as_str().into(),
            scheme: catalog.scheme.id.clone(),
            criteria: catalog.criteria.id.clone(),
            title: title.into(),
            created: clock::local(clock::now()),
        };
        let session = Session::new(head, Readings::of(&catalog.scheme));
        self.put_review(Some(History::new(session)));
    }

    /// Lets something happen in the review.
    ///
    /// # Errors
    /// It is refused; nothing has changed then.
    pub fn review(&self, event: Event) -> Result<(), Refusal> {
        self.review_all(vec![event])
    }

    /// Lets several things happen in the review, all or none; they are taken back as one.
    ///
    /// # Errors
    /// One is refused; nothing has changed then.
    pub fn review_all(&self, events: Vec<Event>) -> Result<(), Refusal> {
        let (catalog, history) = {
            let state = self.state();
            (state.review_award().0, state.workshop.review.clone())
        };
        let Some(history) = history.filter(|_| !events.is_empty()) else { return Ok(()) };
        if self.holds_ballot() {
            return Err(because("正在投票：先计票，或者取消这次投票"));
        }
        let at = clock::local(clock::now());
        let actions: Vec<Action> = events.into_iter().map(|event| Action { at, event }).collect();
        let mut next = (*history.0).clone();
        next.act_all(catalog, &actions)?;
        self.on_desk(|desk| desk.review = Some(next.into()));
        Ok(())
    }

    /// Scores the applicants by the cards of the room, as far as they have no marks, by all who may judge and are not absent.
    /// Applicants for whom nobody is left are named and stay as they are.
    ///
    /// # Errors
    /// One score is refused; nothing has changed then.
    pub fn score_from_room(&self, stage: Stage, absent: &BTreeSet<ExaminerId>) -> Result<(), Refusal> {
        let brought = {
            let state = self.state();
            let Some(history) = &state.workshop.review else { return Ok(()) };
            history.present().scores_from(state.review_award().0, &state.workshop.room.gathering, stage, absent)
        };
        let read = told(&brought, stage);
        self.review_all(brought.cards.into_iter().map(|one| one.event).collect())?;
        match brought.nobody_for.as_slice() {
            [] => self.say(read),
            names => {
                self.complain(format!("{read}没有读入：{}。参加评分的评审员里，没有人可以评，请先勾选。", names.join("、")));
            }
        }
        Ok(())
    }

    /// Whether a ballot is being held.
    pub(super) fn holds_ballot(&self) -> bool {
        self.state().workshop.ballot.is_some()
    }

    /// Takes the last action of the review back.
    pub fn undo_review(&self) {
        if self.holds_ballot() {
            return;
        }
        let (catalog, history) = {
            let state = self.state();
            (state.review_award().0, state.workshop.review.clone())
        };
        let Some(history) = history else { return };
        let mut next = (*history.0).clone();
        if next.undo(catalog, clock::local(clock::now())) {
            self.on_desk(|desk| desk.review = Some(next.into()));
        }
    }

    /// Puts an empty ballot box up.
    ///
    /// # Errors
    /// The review is not at the ballot, or has counted one already.
    pub fn set_up_ballot(&self) -> Result<(), Refusal> {
        let (catalog, history) = {
            let state = self.state();
            (state.review_award().0, state.workshop.review.clone())
        };
        let Some(history) = history else { return Ok(()) };
        let inside = Rc::new(RefCell::new(Some(BallotBox::of(history.present(), catalog)?)));
        self.on_desk(|desk| desk.ballot = Some(Box { inside, ballots: 0 }));
        Ok(())
    }

    /// Puts a ballot into the box, which forgets it.
    ///
    /// # Errors
    /// It is refused; nothing of it is taken.
    pub fn put_ballot(&self, voter: &VoterId, ballot: &BTreeMap<ApplicantId, Vote>) -> Result<(), Refusal> {
        let (catalog, up) = {
            let state = self.state();
            (state.review_award().0, state.workshop.ballot.clone())
        };
        let Some(mut up) = up else { return Ok(()) };
        if let Some(inside) = &mut *up.inside.borrow_mut() {
            inside.put(catalog, voter, ballot)?;
            up.ballots = inside.ballots();
        }
        self.on_desk(|desk| desk.ballot = Some(up));
        Ok(())
    }

    /// Takes the box down; what is in it is lost, and nobody learns it. That it was there stands in the record.
    pub fn discard_ballot(&self) {
        let Some(up) = self.state().workshop.ballot.clone() else { return };
        self.on_desk(|desk| desk.ballot = None);
        if let Err(refusal) = self.review(Event::Cancelled(up.ballots())) {
            self.complain(refusal.to_string());
        }
    }

    /// Counts the box as a whole.
    ///
    /// # Errors
    /// The count is refused, as one of too few ballots is; the box stays then.
    pub fn count_ballot(&self) -> Result<(), Refusal> {
        let (up, history) = {
            let state = self.state();
            (state.workshop.ballot.clone(), state.workshop.review.clone())
        };
        let Some((up, history)) = up.zip(history) else { return Ok(()) };
        // Asked before it is closed: a closed box cannot be opened again.
        let too_few = up.inside.borrow().as_ref().is_some_and(|inside| !inside.too_few().is_empty());
        if too_few {
            let names: Vec<String> =
                up.inside.borrow().iter().flat_map(BallotBox::too_few).map(|id| history.present().name(id).to_string()).collect();
            let reason =
                format!("对{}投票的不足 {} 人，这样的票数会暴露各人的票；请继续投票", names.join("、"), review::LEAST_BALLOTS);
            return Err(because(&reason));
        }
        let Some(closed) = up.inside.borrow_mut().take() else { return Ok(()) };
        self.on_desk(|desk| desk.ballot = None);
        self.review(Event::Counted(closed.close()))
    }

    /// Scores an applicant by the percents of a card: that of a consensus about this review, or the applicant's own. The card's
    /// name is not looked at: it may be an alias.
    pub fn score_from_file(&self, stage: Stage, applicant: ApplicantId, by: BTreeSet<ExaminerId>, file: File) {
        let store = self.clone();
        spawn_local(async move {
            let outcome = async {
                let Opened { value: card, warnings } =
                    scorecard::open(&read_text(&file).await?).map_err(|error| error.to_string())?;
                if card.criteria != store.state().review_award().0.criteria.id {
                    return Err(format!("准则版本是 {}，与这里的不同", card.criteria));
                }
                stage.accept(&card).map_err(|refusal| refusal.to_string())?;
                let scores = card.percents().into_iter().map(|(item, percent)| (item, Some(percent))).collect();
                let source = Source::of(&card);
                let event = Event::Scored { stage, applicant, scores, by, from: Some(source) };
                store.review(event).map_err(|refusal| refusal.to_string())?;
                let left_out: Vec<String> = warnings.iter().map(ToString::to_string).collect();
                Ok((format!("“{}”的{source}", card.subject.name), left_out))
            };
            match outcome.await {
                Ok((card, left_out)) if left_out.is_empty() => store.say(format!("已读入{card}：{}", file.name())),
                Ok((card, left_out)) => {
                    let text = format!("已读入{card}：{}。有 {} 处没有读入。", file.name(), left_out.len());
                    store.complain_about(text, &left_out);
                }
                Err(reason) => store.complain(format!("没有读入“{}”：{reason}", file.name())),
            }
        });
    }

    /// Opens a review from its file; one that is on the desk gives way to it.
    pub fn open_review(&self, file: File) {
        self.open_session(file, review::open, |store, opened| {
            let head = &opened.head;
            store.state().award_of_review(head).ok_or_else(|| unknown(&head.scheme, &head.criteria))?;
            store.put_review(Some(History::new(opened)));
            Ok(())
        });
    }

    /// Hands the review to the browser as a file. A ballot that is being held is not in it.
    pub fn save_review(&self) {
        let Some(history) = self.state().workshop.review.clone() else { return };
        let name = format!("模拟评审-{}.json", clock::today().strftime("%Y%m%d"));
        self.hand_out_session(&name, &review::write(history.present()));
    }

    /// Takes the review off the desk; it can be taken back.
    pub fn close_review(&self) {
        if self.holds_ballot() {
            return self.complain("正在投票：先计票，或者取消这次投票，再收起。");
        }
        self.put_review(None);
    }

    /// Puts a review on the desk, or nothing. What was there gives way, and with it a ballot that is being held.
    fn put_review(&self, next: Option<History>) {
        self.discard_ballot();
        self.on_desk(|desk| {
            let before = Content::lying(desk, Kind::Review);
            desk.review = next.map(Shared::from);
            desk.put_away(before);
        });
    }
}

/// What was read from the cards of the room, with their years.
fn told(brought: &Brought, stage: Stage) -> String {
    if brought.cards.is_empty() {
        let nothing = format!("对比里没有可以读入的：单位名称要和对比里的一致，已经评了{}的条款不会改。", stage.name());
        return if brought.nobody_for.is_empty() { nothing } else { String::new() };
    }
    let sources: Vec<String> = brought.sources().into_iter().map(|(source, count)| format!("{source} {count} 家")).collect();
    format!("读入了 {} 家：{}。", brought.cards.len(), sources.join("，"))
}

/// Refused by the desk.
fn because(reason: &str) -> Refusal {
    Refusal { clause: None, reason: reason.to_owned() }
}
