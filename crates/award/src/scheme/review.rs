//! The review as the regulation sets it: numbers, steps, and what an objection must come with.

use serde::{Deserialize, Serialize};

use crate::clause::ClauseRef;
use crate::{PartId, Text};

/// The numbers of the review.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// Years from one round to the next.
    pub cycle_years: u8,
    /// The share of the document review in the total, in percent.
    pub document_share: u8,
    /// The share of the site visit in the total, in percent.
    pub site_share: u8,
    /// The points from which on (inclusive) an applicant is shortlisted (入围).
    pub shortlist_points: u16,
    /// The share of the votes that a prize takes, inclusive, as numerator and denominator.
    pub ballot_share: (u8, u8),
    /// The least and the greatest number of examiners in a team.
    pub examiners: (u8, u8),
    /// Years without a new application after a prize was won by fraud and revoked.
    pub ban_years: u8,
    /// Years after the award in which an accident or a grave offence costs the title.
    pub probation_years: u8,
    /// The clause that sets the criteria, the shares and the shortlist line.
    pub scoring_clause: ClauseRef,
    /// The clause that has every item scored on its own.
    pub itemwise_clause: ClauseRef,
    /// The other clauses that set these numbers.
    pub clauses: Vec<ClauseRef>,
    /// What an objection must come with.
    pub objection: ObjectionForm,
}

/// A step of the review.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReviewStep {
    /// Which one.
    pub phase: Phase,
    /// Its name.
    pub title: Text,
    /// The clauses that rule it, the one that it is named by first.
    pub clauses: Vec<ClauseRef>,
    /// What happens in it, in the kit's own words.
    pub says: Text,
}

/// A step of the review, in the order in which they follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// The team of examiners is put together (组成评审组).
    Team,
    /// Conflicts of interest are declared (回避).
    Recusal,
    /// The documents are scored item by item (材料评审).
    Documents,
    /// The sites are scored item by item (现场评审).
    Site,
    /// Totals, ranking and candidates (综合排名).
    Ranking,
    /// Candidates present themselves to the committee (陈述答辩).
    Presentation,
    /// The committee votes by secret ballot (投票).
    Ballot,
    /// The proposed winners are made public, objections are handled (公示).
    Notice,
    /// The government decides, prizes are paid (审定和奖励).
    Award,
}

impl Phase {
    /// Every step in order.
    pub const ALL: [Phase; 9] = [
        Phase::Team,
        Phase::Recusal,
        Phase::Documents,
        Phase::Site,
        Phase::Ranking,
        Phase::Presentation,
        Phase::Ballot,
        Phase::Notice,
        Phase::Award,
    ];

    /// The step after this one.
    #[must_use]
    pub fn next(self) -> Option<Phase> {
        Phase::ALL.get(self as usize + 1).copied()
    }

    /// The step before this one.
    #[must_use]
    pub fn previous(self) -> Option<Phase> {
        (self as usize).checked_sub(1).map(|at| Phase::ALL[at])
    }
}

/// What an objection must come with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ObjectionForm {
    /// The clause that says so.
    pub clause: ClauseRef,
    /// What any objection must come with.
    pub common: Vec<ObjectionPart>,
    /// What a person's objection must come with besides.
    pub person: Vec<ObjectionPart>,
    /// What an organisation's objection must come with besides.
    pub organisation: Vec<ObjectionPart>,
}

/// Something that an objection must come with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ObjectionPart {
    /// Its id.
    pub id: PartId,
    /// Its name.
    pub name: Text,
}
