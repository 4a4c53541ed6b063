//! The review of one company: mock scores of the two reviews, kept as two score cards.

use std::collections::BTreeMap;

use award::assessment::Assessment;
use award::catalog::Catalog;
use award::cohort::{Gathering, file};
use award::points::Percent;
use award::review::{Rehearsal, Stage};
use award::scorecard::{Author, CardItem, Role, Scorecard, Subject, card_id};
use award::{ApplicantId, ItemId};
use yew::AttrValue;

use super::Workshop;
use crate::browser::clock;
use crate::state::{State, Store};

/// The rehearsals by the id of the assessment that each is about.
pub(super) type Rehearsals = BTreeMap<ApplicantId, Rehearsal>;

/// The file of rehearsals: the file of their cards.
pub(super) fn write(catalog: &Catalog, rehearsals: &Rehearsals) -> String {
    let mut gathering = Gathering::new(catalog.criteria.id.clone());
    for (applicant, rehearsal) in rehearsals {
        for stage in [Stage::Documents, Stage::Site] {
            gathering.add(card(catalog, applicant, rehearsal, stage));
        }
    }
    file::write(&gathering)
}

fn card(catalog: &Catalog, applicant: &ApplicantId, rehearsal: &Rehearsal, stage: Stage) -> Scorecard {
    let subject = Subject {
        applicant: applicant.clone(),
        name: "单家模拟评审".into(),
        alias: true,
        county: "".into(),
        industry: "".into(),
        size: "".into(),
        year: clock::today().year(),
    };
    let author = Author { role: stage.role(), name: "".into() };
    let item = |(id, percent): (&ItemId, &Percent)| (id.clone(), CardItem { percent: Some(*percent), ..CardItem::default() });
    Scorecard {
        id: card_id(&subject, &author),
        revised: clock::local(clock::now()),
        scheme: catalog.scheme.id.clone(),
        criteria: catalog.criteria.id.clone(),
        items: rehearsal.scores(stage).iter().map(item).collect(),
        subject,
        author,
    }
}

/// The rehearsals of a file.
///
/// # Errors
/// It cannot be read; the message says why.
pub(super) fn read(text: &str) -> Result<Rehearsals, String> {
    let cards = file::open(text).map_err(|error| error.to_string())?.value;
    let mut rehearsals = Rehearsals::new();
    for card in cards {
        let rehearsal = rehearsals.entry(card.subject.applicant.clone()).or_default();
        match card.author.role {
            Role::Document => rehearsal.documents = card.percents(),
            Role::Site => rehearsal.site = card.percents(),
            Role::Own | Role::Examiner => {}
        }
    }
    Ok(rehearsals)
}

fn key(open: &Assessment) -> ApplicantId {
    open.head.id.as_str().into()
}

impl State {
    /// The rehearsal of the open assessment.
    pub fn rehearsal(&self) -> Rehearsal {
        let Some(own) = self.assessment().map(|open| key(open)) else { return Rehearsal::default() };
        let desk = &self.workshop;
        let all = if self.is_sealed() { &desk.sealed_rehearsals } else { &*desk.rehearsals };
        all.get(&own).cloned().unwrap_or_default()
    }
}

impl Store {
    /// Scores an item of the rehearsal of the open assessment, which itself does not change.
    pub fn rehearse(&self, stage: Stage, item: &ItemId, percent: Option<Percent>) {
        let next = self.state().rehearsal().scored(stage, item, percent);
        self.put_rehearsal(next);
    }

    /// Takes one's own scores for the mock scores of a review, to start from.
    pub fn rehearse_own(&self, stage: Stage) {
        let next = {
            let state = self.state();
            let Some(open) = state.assessment() else { return };
            let card = open.card(open.head.year);
            let own: BTreeMap<ItemId, Percent> =
                card.items.iter().filter_map(|(id, record)| Some((id.clone(), record.percent?))).collect();
            let mut next = state.rehearsal();
            match stage {
                Stage::Documents => next.documents = own,
                Stage::Site => next.site = own,
            }
            next
        };
        self.put_rehearsal(next);
    }

    /// Takes all mock scores of the open assessment away.
    pub fn clear_rehearsal(&self) {
        self.put_rehearsal(Rehearsal::default());
    }

    /// Moves the rehearsal of an assessment that got a password out of what is kept, or back when it has none any more.
    pub(in crate::state) fn seal_rehearsal(&self, id: &str, is_sealed: bool) {
        let own = ApplicantId::from(id);
        self.on_desk(|desk| match is_sealed {
            true => {
                if let Some(rehearsal) = desk.rehearsals.get(&own).cloned() {
                    desk.sealed_rehearsals.insert(own.clone(), rehearsal);
                    desk.keep_rehearsal(own, Rehearsal::default());
                }
            }
            false => {
                if let Some(rehearsal) = desk.sealed_rehearsals.remove(&own) {
                    desk.keep_rehearsal(own, rehearsal);
                }
            }
        });
    }

    /// Forgets what lies in the open of applications that have a password, because another page may have sealed them; what is
    /// open here with its password stays in this page.
    pub(in crate::state) fn forget_open_rehearsals(&self) {
        let sealed: Vec<AttrValue> = {
            let state = self.state();
            let with_password = state.shelf.iter().filter(|entry| entry.seal.is_some()).map(|entry| entry.id.clone());
            with_password.filter(|id| state.workshop.rehearsals.contains_key(&ApplicantId::from(id.as_str()))).collect()
        };
        for id in sealed {
            let is_open_here = self.state().contents.seals(&id);
            if is_open_here { self.seal_rehearsal(&id, true) } else { self.forget_rehearsal(&id) }
        }
    }

    /// Forgets the rehearsals of what has a password, because it is locked.
    pub(in crate::state) fn forget_sealed_rehearsals(&self) {
        self.on_desk(|desk| desk.sealed_rehearsals.clear());
    }

    /// Forgets the rehearsal of an assessment that is gone for good.
    pub(in crate::state) fn forget_rehearsal(&self, id: &str) {
        let own = ApplicantId::from(id);
        if self.state().workshop.rehearsals.contains_key(&own) {
            self.on_desk(|desk| desk.keep_rehearsal(own, Rehearsal::default()));
        }
    }

    fn put_rehearsal(&self, next: Rehearsal) {
        let Some(own) = self.state().assessment().map(|open| key(open)) else { return };
        let is_sealed = self.state().is_sealed();
        self.on_desk(|desk| match is_sealed {
            true => put(&mut desk.sealed_rehearsals, own, next),
            false => desk.keep_rehearsal(own, next),
        });
    }
}

impl Workshop {
    pub(super) fn keep_rehearsal(&mut self, own: ApplicantId, next: Rehearsal) {
        let mut rehearsals = (*self.rehearsals.0).clone();
        put(&mut rehearsals, own, next);
        self.rehearsals = rehearsals.into();
    }
}

fn put(rehearsals: &mut Rehearsals, own: ApplicantId, next: Rehearsal) {
    match next == Rehearsal::default() {
        true => drop(rehearsals.remove(&own)),
        false => drop(rehearsals.insert(own, next)),
    }
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;
    use crate::browser::seal::Key;
    use crate::state::ShelfEntry;

    #[wasm_bindgen_test]
    async fn what_another_page_sealed_is_not_left_in_the_open() {
        let store = Store::new(Box::leak(Box::new(schemes::xinyang())));
        let rehearsal = Rehearsal::default().scored(Stage::Site, &"4.1.2".into(), Percent::new(50));
        for id in ["open", "sealed"] {
            store.on_desk(|desk| desk.keep_rehearsal(id.into(), rehearsal.clone()));
        }
        let key = Key::of("信阳毛尖 2026").await.expect("a key");
        let entry = |id: &'static str, seal| ShelfEntry {
            id: id.into(),
            title: id.into(),
            saved_at: 0.0,
            deleted_at: None,
            trouble: None,
            seal,
        };
        store.change(|state| state.shelf = vec![entry("open", None), entry("sealed", Some(key.parameters().clone()))]);
        store.forget_open_rehearsals();
        let left: Vec<ApplicantId> = store.state().workshop.rehearsals.keys().cloned().collect();
        assert_eq!(left, ["open".into()]);
    }
}
