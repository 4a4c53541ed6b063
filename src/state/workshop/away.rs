//! What was put away from the desk, to be taken back: nothing that was begun is gone because something else was begun.

use super::content::{Content, Kind};
use super::{Room, Workshop};
use crate::state::Store;

impl Workshop {
    /// What was put away, the latest last.
    pub fn away(&self) -> &[Content] {
        &self.away
    }

    /// Keeps what gave way; nothing leaves nothing.
    pub(super) fn put_away(&mut self, what: Content) {
        if what != Content::Nothing {
            let mut away = (*self.away.0).clone();
            away.push(what);
            self.away = away.into();
        }
    }

    /// Lets go of something that was put away, which is known by itself and not by its place: whether it was still there.
    fn let_go(&mut self, what: &Content) -> bool {
        let rest: Vec<Content> = self.away.iter().filter(|each| *each != what).cloned().collect();
        let was_there = rest.len() < self.away.len();
        self.away = rest.into();
        was_there
    }
}

impl Store {
    /// Takes back what was put away; what took its place gives way in turn.
    pub fn take_back(&self, back: &Content) {
        if self.holds_ballot() && back.kind() == Some(Kind::Review) {
            return self.complain("正在投票：先计票，或者取消这次投票，再恢复。");
        }
        self.on_desk(|desk| {
            let before = back.kind().map_or(Content::Nothing, |kind| Content::lying(desk, kind));
            if desk.let_go(back) {
                back.clone().lay_on(desk);
                desk.put_away(before);
            }
        });
    }

    /// Drops what was put away for good.
    pub fn drop_away(&self, what: &Content) {
        self.on_desk(|desk| {
            desk.let_go(what);
        });
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
        let names = |store: &Store| store.state().workshop.away().iter().map(Content::title).collect::<Vec<String>>();
        let at = |store: &Store, at: usize| store.state().workshop.away()[at].clone();
        let away = ["合议“甲”", "合议“乙”"];
        assert_eq!(names(&store), away);
        wait_for("the desk is kept", || store.state().workshop.keeping == DeskKeeping::Kept).await;
        let later = Store::new(catalog);
        later.start_desk().await;
        assert_eq!(names(&later), away);
        later.take_back(&at(&later, 0));
        assert_eq!(names(&later), ["合议“乙”", "合议“丙”"]);
        assert_eq!(later.state().workshop.consensus.as_ref().map(|it| it.head.subject.name.clone()), Some("甲".into()));
        let second = at(&later, 0);
        later.drop_away(&second);
        // A button that is pressed once more before it is gone drops nothing else.
        later.drop_away(&second);
        later.take_back(&second);
        assert_eq!(names(&later), ["合议“丙”"]);
        later.close_consensus();
        assert_eq!(names(&later), ["合议“丙”", "合议“甲”"]);
        later.drop_away(&at(&later, 1));
        later.drop_away(&at(&later, 0));
        wait_for("the desk is kept", || later.state().workshop.keeping == DeskKeeping::Kept).await;
    }
}
