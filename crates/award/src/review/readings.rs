//! How a session reads what the regulation leaves open (口径), and how that is said.

use std::fmt;

use super::Session;
use crate::scheme::{Phase, Reading, ReadingOption, Review, SamePrize, Scheme, Setting, ThoseVoting};

/// How a session reads what the regulation leaves open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Readings {
    /// Who counts among those voting.
    pub those_voting: ThoseVoting,
    /// Which earlier prize takes the money away.
    pub same_prize: SamePrize,
}

/// A reading as it is in force in a session.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct InForce<'a> {
    /// What is open.
    pub reading: &'a Reading,
    /// How it is read.
    pub option: &'a ReadingOption,
}

impl fmt::Display for InForce<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let InForce { reading, option } = self;
        write!(f, "口径：{}（{}）——{}以秘书处公告为准。", reading.point, reading.clause, option.text)
    }
}

impl Readings {
    /// What the readings of a scheme set as long as nobody chooses otherwise.
    #[must_use]
    pub fn of(scheme: &Scheme) -> Readings {
        let options = scheme.readings.iter().filter_map(|reading| reading.option(None));
        options.filter_map(|option| option.sets.as_ref()).fold(Readings::default(), Readings::with)
    }

    /// These readings with what an option sets; the same if it is about no review.
    #[must_use]
    pub fn with(self, setting: &Setting) -> Readings {
        match setting {
            Setting::ThoseVoting(those_voting) => Readings { those_voting: *those_voting, ..self },
            Setting::SamePrize(same_prize) => Readings { same_prize: *same_prize, ..self },
            _ => self,
        }
    }

    /// Whether these readings are as an option sets them; never if it is about no review.
    #[must_use]
    pub fn are_set_by(self, setting: &Setting) -> bool {
        match setting {
            Setting::ThoseVoting(those_voting) => self.those_voting == *those_voting,
            Setting::SamePrize(same_prize) => self.same_prize == *same_prize,
            _ => false,
        }
    }

    /// The option of a reading that is in force: the chosen one, else the scheme's. `None` for a number.
    #[must_use]
    pub fn option_of(self, reading: &Reading) -> Option<&ReadingOption> {
        let is_set = |option: &&ReadingOption| option.sets.as_ref().is_some_and(|setting| self.are_set_by(setting));
        reading.options.iter().find(is_set).or_else(|| reading.option(None))
    }
}

impl Session {
    /// The readings in force in some steps, in the order of the scheme: those of a clause of the steps, and those that a
    /// milestone of such a clause lists.
    #[must_use]
    pub fn readings_in<'a>(&self, scheme: &'a Scheme, phases: &[Phase]) -> Vec<InForce<'a>> {
        let steps = scheme.steps.iter().filter(|step| phases.contains(&step.phase));
        let clauses: Vec<_> = steps.flat_map(|step| &step.clauses).collect();
        let milestones = || scheme.course.milestones.iter().filter(|milestone| clauses.contains(&&milestone.clause));
        let concerns = |reading: &&Reading| {
            clauses.contains(&&reading.clause) || milestones().any(|milestone| milestone.readings.contains(&reading.id))
        };
        let in_force = |reading| Some(InForce { reading, option: self.readings.option_of(reading)? });
        scheme.readings.iter().filter(concerns).filter_map(in_force).collect()
    }

    /// From how many votes on a candidate has passed, in a sentence, as the session reads it.
    #[must_use]
    pub fn pass_rule(&self, review: &Review) -> String {
        let (part, whole) = review.ballot_share;
        let voting = match self.readings.those_voting {
            ThoseVoting::Everyone => "交了票的都是投票人，弃权票、无效票也计入",
            ThoseVoting::Decided => "只计赞成票和反对票，弃权票、无效票不计入",
        };
        format!("赞成票达到投票人数的 {part}/{whole}（含）为通过；{voting}")
    }
}
