//! By which award what lies on the desk is judged. Cards, a consensus and a review each name theirs, whatever application is open
//! beside them; what is only about to begin is judged by the award in force.

use award::scorecard::Scorecard;
use award::{CriteriaId, SchemeId, consensus, review};

use super::Room;
use super::content::{Content, Kind};
use crate::state::{Award, State};

/// Why something by an award that is not here cannot be laid out.
pub(super) fn unknown(scheme: &SchemeId, criteria: &CriteriaId) -> String {
    format!("它按另一套办法（{scheme} / {criteria}）评分，请先在“管理办法”里载入办法文件。文件没有改动。")
}

impl State {
    /// The award of the cards side by side.
    pub fn room_award(&self) -> Award {
        self.award_of_room(&self.workshop.room).unwrap_or(Award(self.catalog))
    }

    /// The award of the consensus.
    pub fn consensus_award(&self) -> Award {
        let head = self.workshop.consensus.as_ref().map(|consensus| &consensus.head);
        head.and_then(|head| self.award_of_consensus(head)).unwrap_or(Award(self.catalog))
    }

    /// The award of the review.
    pub fn review_award(&self) -> Award {
        let head = self.workshop.review.as_ref().map(|history| &history.present().head);
        head.and_then(|head| self.award_of_review(head)).unwrap_or(Award(self.catalog))
    }

    /// Whether something on the desk, or put away from it, is judged by an award.
    pub(in crate::state) fn judges_on_desk(&self, award: Award) -> bool {
        let desk = &self.workshop;
        let lying = Kind::ALL.into_iter().map(|kind| Content::lying(desk, kind));
        lying.chain(desk.away.iter().cloned()).any(|each| self.award_of_content(&each) == Some(award))
    }

    fn award_of_content(&self, content: &Content) -> Option<Award> {
        match content {
            Content::Room(room) => self.award_of_room(room),
            Content::Consensus(consensus) => self.award_of_consensus(&consensus.head),
            Content::Review(history) => self.award_of_review(&history.present().head),
            Content::Nothing | Content::Rehearsals(_) | Content::Away(_) => None,
        }
    }

    fn award_of_room(&self, room: &Room) -> Option<Award> {
        room.gathering.cards().first().and_then(|card| self.award_of_card(card))
    }

    pub(super) fn award_of_card(&self, card: &Scorecard) -> Option<Award> {
        self.award_scoring(&card.scheme, &card.criteria)
    }

    pub(super) fn award_of_consensus(&self, head: &consensus::Head) -> Option<Award> {
        self.award_scoring(&head.scheme, &head.criteria)
    }

    /// Only its own: steps, windows and prizes are those of its scheme.
    pub(super) fn award_of_review(&self, head: &review::Head) -> Option<Award> {
        self.award_named(&head.scheme, &head.criteria)
    }

    /// The award of that scheme; else, because scores are by criteria, one with the same criteria, that in force first.
    pub(super) fn award_scoring(&self, scheme: &SchemeId, criteria: &CriteriaId) -> Option<Award> {
        let mut awards = std::iter::once(Award(self.catalog)).chain(self.awards.iter().copied());
        self.award_named(scheme, criteria).or_else(|| awards.find(|award| award.0.criteria.id == *criteria))
    }
}
