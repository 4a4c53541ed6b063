//! Whether what a file holds is something that a session can come to. Recusals and the ballot are judged when something
//! happens; a file must not get round them.

use std::collections::BTreeSet;

use crate::ExaminerId;
use crate::review::{Count, LEAST_BALLOTS, Session, Stage};
use crate::scheme::Phase;

impl Session {
    /// Whether a session of a file is sound as far as that can be told without its scheme; else the place that is not.
    pub(super) fn sound(&self) -> Result<(), String> {
        self.sound_marks()?;
        if let Some(count) = &self.count {
            self.sound_count(count)?;
        }
        self.sound_choices()
    }

    /// Marks must be of examiners who declared that there is no conflict of interest.
    fn sound_marks(&self) -> Result<(), String> {
        for (id, applicant) in &self.applicants {
            let judges = self.judges(id);
            for stage in [Stage::Documents, Stage::Site] {
                let is_sound = |by: &BTreeSet<ExaminerId>| !by.is_empty() && by.iter().all(|one| judges.contains(one));
                if let Some((item, _)) = applicant.marks(stage).iter().find(|(_, mark)| !is_sound(&mark.by)) {
                    return Err(format!("applicants/{id}/{item}：评分的人不在评审组、应当回避或没有申报利害关系"));
                }
            }
        }
        Ok(())
    }

    /// A count must be of voters and candidates that are there, add up, and not be of so few ballots that it tells the votes.
    fn sound_count(&self, count: &Count) -> Result<(), String> {
        if self.phase < Phase::Ballot {
            return Err("count：还没有到投票的步骤".into());
        }
        let nominated = |id| self.applicants.get(id).is_some_and(|applicant| applicant.nominated.is_some());
        let known = count.handed.iter().all(|voter| self.voters.contains_key(voter)) && count.tallies.keys().all(nominated);
        if !known {
            return Err("count：投票人或候选单位不在名单里".into());
        }
        if self.every_candidate().any(|(id, _)| !count.tallies.contains_key(id)) {
            return Err("count/tallies：有候选单位没有计票".into());
        }
        for (candidate, tally) in &count.tallies {
            let ballots = self.ballots_on(count, candidate);
            if tally.all() as usize != ballots {
                return Err(format!("count/tallies/{candidate}：票数与投票人数不符"));
            }
            if ballots < LEAST_BALLOTS {
                return Err(format!("count/tallies/{candidate}：投票的不足 {LEAST_BALLOTS} 人"));
            }
        }
        Ok(())
    }

    /// Choices must be among the counted candidates for the prize. Whether there is a tie about it takes the scheme; a choice
    /// without one has no effect.
    fn sound_choices(&self) -> Result<(), String> {
        for (prize, choice) in &self.choices {
            let is_counted = |id| self.count.as_ref().is_some_and(|count| count.tallies.contains_key(id));
            let is_candidate = |id| self.applicants.get(id).is_some_and(|applicant| applicant.nominated.as_ref() == Some(prize));
            if !choice.chosen.iter().all(|id| is_counted(id) && is_candidate(id)) {
                return Err(format!("choices/{prize}：选定的不是这个奖项计过票的候选单位"));
            }
        }
        Ok(())
    }
}
