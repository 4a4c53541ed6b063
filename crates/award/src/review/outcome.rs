//! Who is proposed for a prize (第五条、第二十一条), who keeps it (第二十二条), and what is paid (第二十六、二十七条).

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::{Count, Session, Tally, Weighted};
use crate::catalog::Catalog;
use crate::order::Order;
use crate::refusal::Refusal;
use crate::scheme::{Phase, Prize, SamePrize};
use crate::{ApplicantId, PrizeId, Text};

/// What the ballot says about one prize.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrizeOutcome {
    /// The prize.
    pub prize: PrizeId,
    /// Those that reached the share of the votes, by share and then by total.
    pub passed: Vec<ApplicantId>,
    /// Those that did not.
    pub failed: Vec<ApplicantId>,
    /// Those that take a place: proposed by the ballot, before anything that happens afterwards.
    pub proposed: Vec<ApplicantId>,
    /// Those that passed and come after the last place, and after a tie about it, by share and then by total. What the order
    /// goes by is a reading.
    pub behind: Vec<ApplicantId>,
    /// Those that votes and total do not tell apart though not all of them have a place.
    pub tie: Option<Tie>,
    /// Proposed ones that lost the prize afterwards. Nobody takes their place.
    pub lost: Vec<ApplicantId>,
    /// The places that stay vacant.
    pub vacant: u8,
}

/// What stands before the names of [`PrizeOutcome::behind`]: that they passed, and what they are ordered by.
pub const BEHIND: &str = "通过但排在名额之后（先比得票比例，再比总得分）：";

/// Candidates that share the last places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// How many places there are for them.
    pub places: usize,
    /// The candidates.
    pub among: BTreeSet<ApplicantId>,
    /// How the committee chose; `None` until it has.
    pub choice: Option<Choice>,
}

/// How the committee chose among candidates that share the last places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The chosen ones.
    pub chosen: BTreeSet<ApplicantId>,
    /// Why.
    pub reason: Text,
}

/// What a winner is paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// The winner.
    pub applicant: ApplicantId,
    /// The prize.
    pub prize: PrizeId,
    /// The prize money in 万元; 0 for a repeated winner.
    pub money: u16,
    /// Whether an earlier prize takes the money away.
    pub repeated: bool,
}

/// A candidate that passed, with what it is ordered by.
struct Standing<'a> {
    id: &'a ApplicantId,
    yes: u64,
    voting: u64,
    total: Option<Weighted>,
}

impl Standing<'_> {
    /// The higher share of votes first, then the higher total. Shares are compared exactly.
    fn order(&self, other: &Standing) -> Ordering {
        (other.yes * self.voting).cmp(&(self.yes * other.voting)).then(other.total.cmp(&self.total))
    }
}

impl Tie {
    /// Whether the committee has still to choose.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.choice.is_none()
    }

    /// Whether a choice is one among these candidates, of no more than there are places.
    fn takes(&self, choice: &Choice) -> bool {
        choice.chosen.is_subset(&self.among) && choice.chosen.len() <= self.places
    }
}

impl Session {
    /// What the ballot says about each prize; `None` until it is counted.
    #[must_use]
    pub fn outcomes(&self, catalog: &Catalog) -> Option<Vec<PrizeOutcome>> {
        let count = self.count.as_ref()?;
        Some(catalog.scheme.prizes.iter().map(|prize| self.outcome(catalog, count, prize)).collect())
    }

    fn outcome(&self, catalog: &Catalog, count: &Count, prize: &Prize) -> PrizeOutcome {
        let own = |id: &ApplicantId| self.applicants.get(id).is_some_and(|one| one.nominated.as_ref() == Some(&prize.id));
        let (passing, failing): (Vec<_>, Vec<_>) = count
            .tallies
            .iter()
            .filter(|(id, _)| own(id))
            .partition(|(_, tally)| tally.passes(&catalog.scheme.review, self.readings.those_voting));
        let mut passed: Vec<Standing> = passing.into_iter().map(|(id, tally)| self.standing(catalog, id, tally)).collect();
        passed.order_by(Standing::order);
        let (mut proposed, mut tie) = places(&passed, usize::from(prize.quota));
        let passed = ids(&passed);
        let is_placed = |id: &&ApplicantId| proposed.contains(id) || tie.as_ref().is_some_and(|tie| tie.among.contains(*id));
        let behind = passed.iter().filter(|id| !is_placed(id)).cloned().collect();
        if let Some(tie) = &mut tie {
            tie.choice = self.choices.get(&prize.id).filter(|choice| tie.takes(choice)).cloned();
            proposed.extend(tie.choice.iter().flat_map(|choice| &choice.chosen).cloned());
        }
        let lost: Vec<ApplicantId> = proposed.iter().filter(|id| self.is_lost(id)).cloned().collect();
        let kept = proposed.len() - lost.len();
        PrizeOutcome {
            prize: prize.id.clone(),
            passed,
            failed: failing.into_iter().map(|(id, _)| id.clone()).collect(),
            vacant: prize.quota.saturating_sub(u8::try_from(kept).unwrap_or(u8::MAX)),
            behind,
            tie,
            proposed,
            lost,
        }
    }

    fn standing<'a>(&self, catalog: &Catalog, id: &'a ApplicantId, tally: &Tally) -> Standing<'a> {
        let total = self.applicants.get(id).and_then(|applicant| applicant.total(catalog).total());
        Standing { id, yes: tally.yes.into(), voting: tally.voting(self.readings.those_voting).into(), total }
    }

    /// Whether a proposed winner lost the prize: it left, or an objection against it was upheld.
    fn is_lost(&self, id: &ApplicantId) -> bool {
        let left = self.applicants.get(id).is_none_or(|applicant| applicant.withdrawn.is_some());
        left || self.objections.values().any(|objection| objection.upheld_against(id))
    }

    /// What each winner is paid, in the order of the prizes; `None` until the ballot is counted.
    #[must_use]
    pub fn payments(&self, catalog: &Catalog) -> Option<Vec<Payment>> {
        let mut payments = Vec::new();
        for (outcome, prize) in self.outcomes(catalog)?.iter().zip(&catalog.scheme.prizes) {
            for id in outcome.proposed.iter().filter(|id| !outcome.lost.contains(id)) {
                let former = self.applicants.get(id).map(|applicant| applicant.former.clone()).unwrap_or_default();
                let repeated = match self.readings.same_prize {
                    SamePrize::Same => former.contains(&prize.id),
                    SamePrize::Any => !former.is_empty(),
                };
                let money = if repeated { 0 } else { prize.money };
                payments.push(Payment { applicant: id.clone(), prize: prize.id.clone(), money, repeated });
            }
        }
        Some(payments)
    }

    pub(super) fn choose_among_tied(&mut self, catalog: &Catalog, prize: &PrizeId, choice: &Choice) -> Result<String, Refusal> {
        let ballot = super::team::clause(catalog, Phase::Ballot);
        let reason = super::team::named(&choice.reason, "请写明按什么理由选定")?;
        let outcomes = self.outcomes(catalog).unwrap_or_default();
        let tie = outcomes.into_iter().find(|outcome| outcome.prize == *prize).and_then(|outcome| outcome.tie);
        let tie = tie.ok_or_else(|| Refusal::by(ballot, "这个奖项没有需要选定的并列单位"))?;
        if !tie.takes(choice) {
            let reason = format!("只能在并列的 {} 个单位中选定至多 {} 个", tie.among.len(), tie.places);
            return Err(Refusal::by(ballot, reason));
        }
        let names: Vec<Text> = choice.chosen.iter().map(|id| self.name(id)).collect();
        let names = if names.is_empty() { "无".to_owned() } else { names.join("、") };
        self.choices.insert(prize.clone(), Choice { reason: reason.clone(), ..choice.clone() });
        Ok(format!("并列单位中{}：{names}。理由：{reason}", if tie.is_open() { "选定" } else { "改为选定" }))
    }
}

/// Who of those that passed has a place for sure, and who shares the last ones.
fn places(passed: &[Standing], quota: usize) -> (Vec<ApplicantId>, Option<Tie>) {
    let (Some(last), Some(next)) = (quota.checked_sub(1).and_then(|at| passed.get(at)), passed.get(quota)) else {
        return (ids(&passed[..quota.min(passed.len())]), None);
    };
    if last.order(next) != Ordering::Equal {
        return (ids(&passed[..quota]), None);
    }
    let first = passed.iter().position(|standing| standing.order(last) == Ordering::Equal).unwrap_or(0);
    let equal = passed[first..].iter().take_while(|standing| standing.order(last) == Ordering::Equal).count();
    let among = ids(&passed[first..first + equal]).into_iter().collect();
    (ids(&passed[..first]), Some(Tie { places: quota - first, among, choice: None }))
}

fn ids(standings: &[Standing]) -> Vec<ApplicantId> {
    standings.iter().map(|standing| standing.id.clone()).collect()
}
