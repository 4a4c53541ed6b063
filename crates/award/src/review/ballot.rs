//! The secret ballot (第二十一条). See the module [`crate::review`] for why nothing here links a voter with a vote.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::Session;
use super::team::clause;
use crate::catalog::Catalog;
use crate::refusal::Refusal;
use crate::scheme::{Phase, Review, ThoseVoting};
use crate::{ApplicantId, Text, VoterId};

/// The least number of ballots of a count: the kit's own rule, because the sums of fewer are the votes themselves.
pub const LEAST_BALLOTS: usize = 3;

/// A member of the committee who may vote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voter {
    /// The name.
    pub name: Text,
    /// The candidates that the voter does not vote on because of a conflict of interest (第十条).
    pub recused: BTreeSet<ApplicantId>,
}

/// What a ballot says about one candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vote {
    /// For (赞成).
    Yes,
    /// Against (反对).
    No,
    /// Neither (弃权).
    Abstain,
    /// Marked in a way that does not count (无效).
    Invalid,
}

/// The votes on one candidate, added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Tally {
    /// Votes for.
    pub yes: u16,
    /// Votes against.
    pub no: u16,
    /// Abstentions.
    pub abstain: u16,
    /// Invalid votes.
    pub invalid: u16,
}

/// The count of a ballot: who has handed in a ballot, and the sums. Nothing ties the two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// Who has handed in a ballot.
    pub handed: BTreeSet<VoterId>,
    /// The votes on each candidate.
    pub tallies: BTreeMap<ApplicantId, Tally>,
}

impl Tally {
    fn add(&mut self, vote: Vote) {
        let place = match vote {
            Vote::Yes => &mut self.yes,
            Vote::No => &mut self.no,
            Vote::Abstain => &mut self.abstain,
            Vote::Invalid => &mut self.invalid,
        };
        *place = place.saturating_add(1);
    }

    /// All votes.
    #[must_use]
    pub fn all(&self) -> u32 {
        [self.yes, self.no, self.abstain, self.invalid].into_iter().map(u32::from).sum()
    }

    /// The number of those voting by a reading.
    #[must_use]
    pub fn voting(&self, reading: ThoseVoting) -> u32 {
        match reading {
            ThoseVoting::Everyone => self.all(),
            ThoseVoting::Decided => u32::from(self.yes) + u32::from(self.no),
        }
    }

    /// Whether it reaches the share of the votes that a prize takes; the share itself is enough. Exact in whole numbers.
    #[must_use]
    pub fn passes(&self, review: &Review, reading: ThoseVoting) -> bool {
        let (part, whole) = review.ballot_share;
        let voting = self.voting(reading);
        voting > 0 && u32::from(self.yes) * u32::from(whole) >= voting * u32::from(part)
    }

    /// Whether all voted alike, so that the sums tell how everybody voted.
    #[must_use]
    pub fn is_unanimous(&self) -> bool {
        [self.yes, self.no, self.abstain, self.invalid].into_iter().filter(|votes| *votes > 0).count() == 1
    }
}

/// A ballot box: takes ballots, adds them up and forgets them. It cannot be looked into, copied, printed or saved.
pub struct BallotBox {
    /// The candidates that each voter may vote on.
    eligible: BTreeMap<VoterId, BTreeSet<ApplicantId>>,
    count: Count,
}

impl BallotBox {
    /// An empty box for the candidates and voters of a session.
    ///
    /// # Errors
    /// The session is not at the ballot, or has counted one already.
    pub fn of(session: &Session, catalog: &Catalog) -> Result<BallotBox, Refusal> {
        session.ready_to_count(catalog)?;
        let candidates: Vec<&ApplicantId> = session.every_candidate().map(|(id, _)| id).collect();
        let eligible = session.voters.iter().map(|(id, voter)| {
            let own = candidates.iter().filter(|candidate| !voter.recused.contains(**candidate));
            (id.clone(), own.map(|candidate| (*candidate).clone()).collect())
        });
        let tallies = candidates.iter().map(|candidate| ((*candidate).clone(), Tally::default())).collect();
        Ok(BallotBox { eligible: eligible.collect(), count: Count { handed: BTreeSet::new(), tallies } })
    }

    /// Takes a ballot. A candidate that it does not mark counts as an abstention.
    ///
    /// # Errors
    /// The voter may not vote, has voted, or marks a candidate that is none or from which the voter is recused. Nothing of
    /// the ballot is taken then.
    pub fn put(&mut self, catalog: &Catalog, voter: &VoterId, ballot: &BTreeMap<ApplicantId, Vote>) -> Result<(), Refusal> {
        let ballot_clause = clause(catalog, Phase::Ballot);
        let Some(own) = self.eligible.get(voter) else {
            return Err(Refusal::by(ballot_clause, "不在投票人名单里，不能投票"));
        };
        if self.count.handed.contains(voter) {
            return Err(Refusal::by(ballot_clause, "已经投过票，一人只投一次"));
        }
        if ballot.keys().any(|candidate| !own.contains(candidate)) {
            return Err(Refusal::by(clause(catalog, Phase::Recusal), "票上有不是候选单位或应当回避的单位"));
        }
        for candidate in own {
            let vote = ballot.get(candidate).copied().unwrap_or(Vote::Abstain);
            self.count.tallies.entry(candidate.clone()).or_default().add(vote);
        }
        self.count.handed.insert(voter.clone());
        Ok(())
    }

    /// How many ballots are in it.
    #[must_use]
    pub fn ballots(&self) -> usize {
        self.count.handed.len()
    }

    /// Whether a voter has handed in a ballot.
    #[must_use]
    pub fn has_voted(&self, voter: &VoterId) -> bool {
        self.count.handed.contains(voter)
    }

    /// The candidates with so few ballots that the count would be refused. It follows from who has voted and who is recused,
    /// and tells nothing of the votes.
    #[must_use]
    pub fn too_few(&self) -> Vec<&ApplicantId> {
        let tallies = self.count.tallies.iter();
        tallies.filter(|(_, tally)| (tally.all() as usize) < LEAST_BALLOTS).map(|(candidate, _)| candidate).collect()
    }

    /// Closes the ballot: what is to be given to the session.
    #[must_use]
    pub fn close(self) -> Count {
        self.count
    }
}

impl Session {
    /// Whether a ballot can be held.
    pub(super) fn ready_to_count(&self, catalog: &Catalog) -> Result<(), Refusal> {
        self.expect(catalog, &[Phase::Ballot])?;
        if self.count.is_some() {
            return Err(Refusal::by(clause(catalog, Phase::Ballot), "已经计票；要重新投票，先把这次计票作废并写明理由"));
        }
        Ok(())
    }

    pub(super) fn take_count(&mut self, catalog: &Catalog, count: &Count) -> Result<String, Refusal> {
        self.ready_to_count(catalog)?;
        let ballot = clause(catalog, Phase::Ballot);
        if count.handed.iter().any(|voter| !self.voters.contains_key(voter)) {
            return Err(Refusal::by(ballot, "有人不在投票人名单里"));
        }
        if !count.tallies.keys().eq(self.every_candidate().map(|(id, _)| id)) {
            return Err(Refusal::by(ballot, "每个候选单位都要有计票结果，也只能有候选单位的"));
        }
        for (candidate, tally) in &count.tallies {
            let name = self.name(candidate);
            let ballots = self.ballots_on(count, candidate);
            if tally.all() as usize != ballots {
                return Err(Refusal::by(ballot, format!("{name}的票数合计 {}，应当等于参加投票的 {ballots} 人", tally.all())));
            }
            if ballots < LEAST_BALLOTS {
                let reason = format!("对{name}投票的只有 {ballots} 人，不足 {LEAST_BALLOTS} 人时票数会暴露各人的票");
                return Err(Refusal::by(ballot, reason));
            }
        }
        let text = format!("计票：有投票资格 {} 人，收回选票 {} 张", self.voters.len(), count.handed.len());
        self.count = Some(count.clone());
        Ok(text)
    }

    /// How many of those who handed in a ballot may vote on a candidate.
    pub(super) fn ballots_on(&self, count: &Count, candidate: &ApplicantId) -> usize {
        let may = |voter: &&VoterId| self.voters.get(*voter).is_some_and(|voter| !voter.recused.contains(candidate));
        count.handed.iter().filter(may).count()
    }

    pub(super) fn cancel_ballot(&self, catalog: &Catalog, ballots: usize) -> Result<String, Refusal> {
        self.ready_to_count(catalog)?;
        Ok(format!("取消投票：已收回的 {ballots} 张选票没有计票，不保留"))
    }

    pub(super) fn annul(&mut self, catalog: &Catalog, reason: &Text) -> Result<String, Refusal> {
        let reason = super::team::named(reason, "请写明为什么作废")?;
        if self.count.take().is_none() {
            return Err(Refusal::by(clause(catalog, Phase::Ballot), "还没有计票"));
        }
        self.choices.clear();
        Ok(format!("计票作废，票数不保留：{reason}"))
    }
}
