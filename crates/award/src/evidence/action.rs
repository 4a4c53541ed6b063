//! What a person does to evidence.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::{Evidence, EvidenceMap, FileFacts, Link};
use crate::{EvidenceId, Text};

/// Something a person did to the evidence, named by what happened.
#[derive(Clone, Debug, PartialEq)]
pub enum EvidenceAction {
    /// Evidence was added, or took the place of what had its id: all of it in one step.
    Registered(Vec<(EvidenceId, Rc<Evidence>)>),
    /// Evidence was removed.
    Removed(EvidenceId),
    /// A text of it was edited.
    Edited(EvidenceId, EvidenceText, Text),
    /// It was marked as a trade secret, or the mark was taken back.
    MarkedTradeSecret(EvidenceId, bool),
    /// What it proves was chosen.
    Linked(EvidenceId, BTreeSet<Link>),
    /// Another file, or none, was attached to it.
    Attached(EvidenceId, Option<FileFacts>),
    /// These pieces stand under their heading in this order.
    Ordered(Vec<EvidenceId>),
}

/// Which text of a piece of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EvidenceText {
    /// [`Evidence::title`]
    Title,
    /// [`Evidence::issuer`]
    Issuer,
    /// [`Evidence::dated`]
    Dated,
    /// [`Evidence::valid_until`]
    ValidUntil,
    /// [`Evidence::pages`]
    Pages,
    /// [`Evidence::note`]
    Note,
}

/// The place in the evidence that an action changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EvidencePlace {
    /// Which pieces there are, and in which order.
    Register,
    /// One piece: its file, its links, its mark.
    Piece(EvidenceId),
    /// A text of one piece.
    Text(EvidenceId, EvidenceText),
}

impl EvidenceAction {
    /// The place that it changes.
    #[must_use]
    pub fn place(&self) -> EvidencePlace {
        match self {
            EvidenceAction::Registered(_) | EvidenceAction::Removed(_) | EvidenceAction::Ordered(_) => EvidencePlace::Register,
            EvidenceAction::Edited(id, which, _) => EvidencePlace::Text(id.clone(), *which),
            EvidenceAction::MarkedTradeSecret(id, _) | EvidenceAction::Linked(id, _) | EvidenceAction::Attached(id, _) => {
                EvidencePlace::Piece(id.clone())
            }
        }
    }

    /// Whether it is typing.
    #[must_use]
    pub fn is_typing(&self) -> bool {
        matches!(self, EvidenceAction::Edited(..))
    }

    /// Does it. An action on a piece that is not there changes nothing.
    pub(crate) fn apply(&self, evidence: &mut EvidenceMap) {
        let mut change = |id: &EvidenceId, change: &dyn Fn(&mut Evidence)| {
            if let Some(piece) = evidence.get_mut(id) {
                change(Rc::make_mut(piece));
            }
        };
        match self {
            EvidenceAction::Registered(pieces) => evidence.extend(pieces.iter().cloned()),
            EvidenceAction::Removed(id) => {
                evidence.remove(id);
            }
            EvidenceAction::Edited(id, which, text) => change(id, &|piece| *piece.text_mut(*which) = text.clone()),
            EvidenceAction::MarkedTradeSecret(id, is_secret) => change(id, &|piece| piece.trade_secret = *is_secret),
            EvidenceAction::Linked(id, links) => change(id, &|piece| piece.links.clone_from(links)),
            EvidenceAction::Attached(id, file) => change(id, &|piece| piece.file.clone_from(file)),
            EvidenceAction::Ordered(ids) => {
                ids.iter().zip(0..).for_each(|(id, order)| change(id, &|piece| piece.order = order));
            }
        }
    }
}

impl Evidence {
    /// One of the texts.
    #[must_use]
    pub fn text(&self, which: EvidenceText) -> &Text {
        match which {
            EvidenceText::Title => &self.title,
            EvidenceText::Issuer => &self.issuer,
            EvidenceText::Dated => &self.dated,
            EvidenceText::ValidUntil => &self.valid_until,
            EvidenceText::Pages => &self.pages,
            EvidenceText::Note => &self.note,
        }
    }

    fn text_mut(&mut self, which: EvidenceText) -> &mut Text {
        match which {
            EvidenceText::Title => &mut self.title,
            EvidenceText::Issuer => &mut self.issuer,
            EvidenceText::Dated => &mut self.dated,
            EvidenceText::ValidUntil => &mut self.valid_until,
            EvidenceText::Pages => &mut self.pages,
            EvidenceText::Note => &mut self.note,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(actions: &[EvidenceAction]) -> EvidenceMap {
        let mut evidence = EvidenceMap::new();
        actions.iter().for_each(|action| action.apply(&mut evidence));
        evidence
    }

    fn registered(ids: &[&str]) -> EvidenceAction {
        let piece = |(order, id): (usize, &&str)| {
            let evidence = Evidence { title: (*id).into(), order: order as u32, ..Evidence::default() };
            (EvidenceId::from(*id), Rc::new(evidence))
        };
        EvidenceAction::Registered(ids.iter().enumerate().map(piece).collect())
    }

    #[test]
    fn what_is_removed_is_gone() {
        assert_eq!(after(&[registered(&["a"]), EvidenceAction::Removed("a".into())]), EvidenceMap::new());
    }

    #[test]
    fn every_text_is_its_own() {
        let every = [
            EvidenceText::Title,
            EvidenceText::Issuer,
            EvidenceText::Dated,
            EvidenceText::ValidUntil,
            EvidenceText::Pages,
            EvidenceText::Note,
        ];
        for which in every {
            let piece = &after(&[registered(&["a"]), EvidenceAction::Edited("a".into(), which, "文".into())])["a"];
            let texts = every.map(|each| &**piece.text(each) == "文");
            assert_eq!(texts.iter().filter(|&&is| is).count(), 1);
            assert_eq!(&**piece.text(which), "文");
        }
    }

    #[test]
    fn an_order_is_of_those_that_it_names() {
        let ordered = EvidenceAction::Ordered(vec!["c".into(), "x".into(), "a".into()]);
        let evidence = after(&[registered(&["a", "b", "c"]), ordered]);
        assert_eq!(["a", "b", "c"].map(|id| evidence[id].order), [2, 1, 0]);
    }

    #[test]
    fn what_is_not_there_is_left_alone() {
        let there = after(&[registered(&["a"])]);
        for action in [
            EvidenceAction::Removed("x".into()),
            EvidenceAction::Edited("x".into(), EvidenceText::Title, "文".into()),
            EvidenceAction::MarkedTradeSecret("x".into(), true),
            EvidenceAction::Linked("x".into(), BTreeSet::new()),
            EvidenceAction::Attached("x".into(), None),
            EvidenceAction::Ordered(vec!["x".into()]),
        ] {
            assert_eq!(after(&[registered(&["a"]), action]), there);
        }
    }

    #[test]
    fn one_piece_changed_leaves_the_others_where_they_are() {
        let before = after(&[registered(&["a", "b"])]);
        let mut now = before.clone();
        EvidenceAction::MarkedTradeSecret("a".into(), true).apply(&mut now);
        assert!(Rc::ptr_eq(&before["b"], &now["b"]));
        assert!(!Rc::ptr_eq(&before["a"], &now["a"]));
    }
}
