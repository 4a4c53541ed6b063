//! The scores of document review and site visit, item by item (第十八条).

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};

use super::team::clause;
use super::{Applicant, Session, WeightedRange};
use crate::catalog::Catalog;
use crate::order::Gather;
use crate::points::Percent;
use crate::refusal::Refusal;
use crate::scheme::Phase;
use crate::scorecard::{Role, Scorecard};
use crate::scoring::{Tally, totals_of};
use crate::{ApplicantId, ExaminerId, ItemId};

/// One of the two reviews that are scored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// The document review (材料评审).
    Documents,
    /// The site visit (现场评审).
    Site,
}

/// The team's score of one item: what its members agreed, not a mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The percent.
    pub percent: Percent,
    /// The examiners who gave it.
    pub by: BTreeSet<ExaminerId>,
    /// The card that it was taken over from; none if it was entered.
    pub from: Option<Source>,
}

/// The card that scores were taken over from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// In which role they were given.
    pub role: Role,
    /// The year that they are about.
    pub year: i16,
}

impl Source {
    /// A card as a source.
    #[must_use]
    pub fn of(card: &Scorecard) -> Source {
        Source { role: card.author.role, year: card.subject.year }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self.role {
            Role::Own => "自评成绩单",
            Role::Document => "材料评审合议成绩单",
            Role::Site => "现场评审合议成绩单",
            Role::Examiner => "评审员成绩单",
        };
        write!(f, "{name}（{} 年）", self.year)
    }
}

impl Stage {
    /// The step in which it is scored.
    #[must_use]
    pub fn phase(self) -> Phase {
        match self {
            Stage::Documents => Phase::Documents,
            Stage::Site => Phase::Site,
        }
    }

    /// The role in which its scores stand on a card.
    #[must_use]
    pub fn role(self) -> Role {
        match self {
            Stage::Documents => Role::Document,
            Stage::Site => Role::Site,
        }
    }

    /// Whether the team may start from scores given in a role: those of this review itself, or the applicant's own.
    #[must_use]
    pub fn starts_from(self, role: Role) -> bool {
        [self.role(), Role::Own].contains(&role)
    }

    /// Whether a card may be read as the team's scores of this review.
    ///
    /// # Errors
    /// It tells something else: a single examiner's scores, which are no team's, or those of the other review.
    pub fn accept(self, card: &Scorecard) -> Result<(), Refusal> {
        if self.starts_from(card.author.role) {
            return Ok(());
        }
        let (source, name) = (Source::of(card), self.name());
        let reason = match card.author.role {
            Role::Examiner => format!(
                "这是{source}，是{}一个人的评分，不是评审组的；请先在“合议”里逐条定下，再读入合议成绩单",
                card.author.name.trim()
            ),
            _ => format!("这是{source}，不是{name}的；请另选{name}合议成绩单"),
        };
        Err(Refusal::because(reason))
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Stage::Documents => "材料评审",
            Stage::Site => "现场评审",
        }
    }
}

impl Applicant {
    /// The marks of a review.
    #[must_use]
    pub fn marks(&self, stage: Stage) -> &BTreeMap<ItemId, Mark> {
        match stage {
            Stage::Documents => &self.documents,
            Stage::Site => &self.site,
        }
    }

    /// The examiners who gave any of the marks of a review.
    #[must_use]
    pub fn scored_by(&self, stage: Stage) -> BTreeSet<ExaminerId> {
        self.marks(stage).values().flat_map(|mark| mark.by.iter().cloned()).into_set()
    }

    /// The points of a review; items without a mark are open.
    #[must_use]
    pub fn tally(&self, catalog: &Catalog, stage: Stage) -> Tally {
        totals_of(&catalog.criteria, |item| self.marks(stage).get(item).map(|mark| mark.percent)).total
    }

    /// The cards that marks of a review were taken over from.
    #[must_use]
    pub fn sources(&self, stage: Stage) -> BTreeSet<Source> {
        self.marks(stage).values().filter_map(|mark| mark.from).collect()
    }

    /// Where the marks of a review were taken over from, in words; none if all were entered.
    #[must_use]
    pub fn sources_told(&self, stage: Stage) -> Option<String> {
        let sources: Vec<String> = self.sources(stage).iter().map(ToString::to_string).collect();
        (!sources.is_empty()).then(|| format!("{}有分数读自{}", stage.name(), sources.join("、")))
    }

    /// The total of both reviews by their shares, or the range that is still possible.
    #[must_use]
    pub fn total(&self, catalog: &Catalog) -> WeightedRange {
        let [document, site] = [Stage::Documents, Stage::Site].map(|stage| self.tally(catalog, stage));
        WeightedRange::of(&catalog.scheme.review, &document, &site)
    }
}

impl Session {
    pub(super) fn score(
        &mut self,
        catalog: &Catalog,
        stage: Stage,
        applicant: &ApplicantId,
        scores: &BTreeMap<ItemId, Option<Percent>>,
        by: &BTreeSet<ExaminerId>,
        from: Option<Source>,
    ) -> Result<String, Refusal> {
        let itemwise = Some(catalog.scheme.review.itemwise_clause);
        if let Some(stranger) = scores.keys().find(|item| catalog.criteria.item(item).is_none()) {
            return Err(Refusal::by(itemwise, format!("评审标准里没有条款 {stranger}")));
        }
        if by.is_empty() {
            return Err(Refusal::by(itemwise, format!("请选择参加评分的评审员：{}还没有人可以评", self.name(applicant))));
        }
        self.all_free(catalog, applicant, by)?;
        let judges = self.names(by);
        let applicant = self.applicant_mut(applicant)?;
        let marks = match stage {
            Stage::Documents => &mut applicant.documents,
            Stage::Site => &mut applicant.site,
        };
        for (item, percent) in scores {
            match percent {
                Some(percent) => drop(marks.insert(item.clone(), Mark { percent: *percent, by: by.clone(), from })),
                None => drop(marks.remove(item)),
            }
        }
        let told: Vec<String> = scores.iter().map(|(item, percent)| told(item, *percent)).collect();
        let from = from.map(|source| format!("从{source}读入，")).unwrap_or_default();
        Ok(format!("{}{}：{from}{}；评分人：{judges}", applicant.name, stage.name(), told.join("，")))
    }

    /// The names of some examiners, in the order of the team.
    #[must_use]
    pub fn names(&self, examiners: &BTreeSet<ExaminerId>) -> String {
        let names = examiners.iter().filter_map(|id| self.examiners.get(id)).map(|examiner| &*examiner.name);
        names.collect::<Vec<&str>>().join("、")
    }

    /// Whether all of some examiners may take part in what concerns an applicant.
    fn all_free(&self, catalog: &Catalog, applicant: &ApplicantId, by: &BTreeSet<ExaminerId>) -> Result<(), Refusal> {
        let judges = self.judges(applicant);
        match by.iter().find(|examiner| !judges.contains(examiner)) {
            None => Ok(()),
            Some(other) => {
                let name = self.examiners.get(other).map_or("此人", |examiner| &examiner.name);
                let reason = format!("{name}应当回避或还没有申报利害关系，不能参加{}的评分", self.name(applicant));
                Err(Refusal::by(clause(catalog, Phase::Recusal), reason))
            }
        }
    }
}

fn told(item: &ItemId, percent: Option<Percent>) -> String {
    percent.map_or_else(|| format!("{item} 撤回评分"), |percent| format!("{item} 评 {percent}"))
}
