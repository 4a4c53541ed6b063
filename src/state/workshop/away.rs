//! What was put away from the desk, to be taken back: nothing that was begun is gone because something else was begun.

use super::content::{Content, Kind};
use super::{Room, Workshop};
use crate::state::{State, Store};

impl State {
    /// The names of what was put away, the latest last.
    pub fn names_away(&self) -> Vec<String> {
        self.workshop.away.iter().map(Content::title).collect()
    }
}

impl Workshop {
    /// Keeps what gave way; nothing leaves nothing.
    pub(super) fn put_away(&mut self, what: Content) {
        if what != Content::Nothing {
            let mut away = (*self.away.0).clone();
            away.push(what);
            self.away = away.into();
        }
    }

    fn take_away(&mut self, at: usize) {
        let mut away = (*self.away.0).clone();
        away.remove(at);
        self.away = away.into();
    }
}

impl Store {
    /// Takes back what was put away; what took its place gives way in turn. `at` counts as in [`State::names_away`].
    pub fn take_back(&self, at: usize) {
        let Some(back) = self.state().workshop.away.get(at).cloned() else { return };
        if self.holds_ballot() && back.kind() == Some(Kind::Review) {
            return self.complain("正在投票：先计票，或者取消这次投票，再恢复。");
        }
        self.on_desk(|desk| {
            let before = back.kind().map_or(Content::Nothing, |kind| Content::lying(desk, kind));
            desk.take_away(at);
            back.lay_on(desk);
            desk.put_away(before);
        });
    }

    /// Drops what was put away for good.
    pub fn drop_away(&self, at: usize) {
        self.on_desk(|desk| desk.take_away(at));
    }

    /// Clears the desk of cards, which can be taken back. Their files stay as they are.
    pub fn clear_room(&self) {
        let catalog = self.state().catalog;
        self.on_desk(|desk| {
            let before = Content::lying(desk, Kind::Room);
            desk.room = Room::empty(catalog).into();
            desk.put_away(before);
        });
    }
}

#[cfg(test)]
mod tests {
    use award::scorecard::{Role, Subject};
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;
    use crate::state::DeskKeeping;
    use crate::testing::wait_for;

    fn about(name: &str) -> Subject {
        Subject {
            applicant: name.into(),
            name: name.into(),
            alias: false,
            county: "".into(),
            industry: "".into(),
            size: "".into(),
            year: 2025,
        }
    }

    #[wasm_bindgen_test]
    async fn what_was_put_away_stays_however_much_follows_and_however_often_the_page_is_opened() {
        let catalog = Box::leak(Box::new(schemes::xinyang()));
        let store = Store::new(catalog);
        store.start_desk().await;
        for name in ["甲", "乙", "丙"] {
            store.begin_consensus(about(name), Role::Document);
        }
        let away = ["合议“甲”", "合议“乙”"];
        assert_eq!(store.state().names_away(), away);
        wait_for("the desk is kept", || store.state().workshop.keeping == DeskKeeping::Kept).await;
        let later = Store::new(catalog);
        later.start_desk().await;
        assert_eq!(later.state().names_away(), away);
        later.take_back(0);
        assert_eq!(later.state().names_away(), ["合议“乙”", "合议“丙”"]);
        assert_eq!(later.state().workshop.consensus.as_ref().map(|it| it.head.subject.name.clone()), Some("甲".into()));
        later.drop_away(0);
        later.close_consensus();
        assert_eq!(later.state().names_away(), ["合议“丙”", "合议“甲”"]);
        later.drop_away(1);
        later.drop_away(0);
        wait_for("the desk is kept", || later.state().workshop.keeping == DeskKeeping::Kept).await;
    }
}
