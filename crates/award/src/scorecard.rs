//! A score card (成绩单): the scores of one applicant as they travel, with no more than was chosen to be told.
//!
//! A card is a copy. Opening one never changes an assessment. Whose it is may be hidden behind an alias; then its
//! [`ApplicantId`] must be one of its own as well, because the id of the assessment would tell.

mod contents;
mod making;
mod sheet;
mod size;
pub mod v1;

pub use contents::{Line, Remark, contents, remarks};
pub use making::{Judgement, Lines, Selection, lines_of, make, of_every_year};
pub use sheet::sheet;
pub use size::{LIMIT, Part, Saving, Weight, weigh};

use std::collections::BTreeMap;

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use crate::catalog::Catalog;
use crate::envelope::{self, Kind, OpenError, Opened};
use crate::points::Percent;
use crate::{ApplicantId, BandId, CardId, CriteriaId, FactorId, ItemId, SchemeId, Text, applicant, assessment::Assessment};

/// The kind of file that a card travels in.
pub const KIND: Kind = Kind { format: "quality-award-scorecard", version: 1, name: "成绩单" };

/// A score card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scorecard {
    /// Its id, the same in all its revisions: see [`card_id`].
    pub id: CardId,
    /// When this revision was made, in local time. Of two revisions the later one counts.
    pub revised: DateTime,
    /// The scheme that the applicant applies under.
    pub scheme: SchemeId,
    /// The edition of the criteria that it scores by; cards of different editions cannot be compared.
    pub criteria: CriteriaId,
    /// Whom it scores.
    pub subject: Subject,
    /// Who scored.
    pub author: Author,
    /// What was recorded for each item, unknown ones included.
    pub items: BTreeMap<ItemId, CardItem>,
}

/// Whom a card scores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The same on all cards of the applicant; under an alias, one that no other file of the applicant holds.
    pub applicant: ApplicantId,
    /// The applicant's name or alias.
    pub name: Text,
    /// Whether the name is an alias (化名).
    pub alias: bool,
    /// The county or zone (所在县区); empty if it is not told.
    pub county: Text,
    /// The industry (所属行业); empty if it is not told.
    pub industry: Text,
    /// The size (企业规模: 大型, 中型, 小型, 微型); empty if it is not told.
    pub size: Text,
    /// The fiscal year that the scores are about.
    pub year: i16,
}

/// Who scored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// In which role.
    pub role: Role,
    /// The name; may be empty on a self-assessment.
    pub name: Text,
}

/// In which role somebody scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The applicant itself (自评).
    #[serde(rename = "self")]
    Own,
    /// The team in the document review (材料评审).
    Document,
    /// The team in the site visit (现场评审).
    Site,
    /// One examiner alone, before the team's consensus (评审员独立评分).
    Examiner,
}

impl Role {
    /// Every role.
    pub const ALL: [Role; 4] = [Role::Own, Role::Document, Role::Site, Role::Examiner];

    /// Its name for people.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Role::Own => "自评",
            Role::Document => "材料评审",
            Role::Site => "现场评审",
            Role::Examiner => "评审员独立评分",
        }
    }

    /// Its name in files and ids.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Role::Own => "self",
            Role::Document => "document",
            Role::Site => "site",
            Role::Examiner => "examiner",
        }
    }
}

/// What a card holds about one item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardItem {
    /// The percent; `None` while it is not scored, which is not the same as 0.
    pub percent: Option<Percent>,
    /// The band chosen for each factor.
    pub factors: BTreeMap<FactorId, BandId>,
    /// The chosen strengths (优势).
    pub strengths: Vec<Text>,
    /// The chosen opportunities for improvement (改进空间).
    pub ofis: Vec<Text>,
}

impl Author {
    /// Who gave the scores of an assessment: the examiner of a score sheet, else the applicant itself, without a name.
    #[must_use]
    pub fn of(assessment: &Assessment) -> Author {
        match &assessment.head.sheet {
            Some(sheet) => Author { role: Role::Examiner, name: sheet.examiner.clone() },
            None => Author { role: Role::Own, name: Text::default() },
        }
    }
}

impl Subject {
    /// The applicant of an assessment under its own name, and of a score sheet under the name that stands there.
    #[must_use]
    pub fn of(catalog: &Catalog, assessment: &Assessment) -> Subject {
        let sheet = assessment.head.sheet.as_ref();
        Subject {
            applicant: sheet.map_or_else(|| assessment.head.id.as_str().into(), |sheet| sheet.applicant.clone()),
            name: assessment.name(),
            alias: sheet.is_some_and(|sheet| sheet.alias),
            county: assessment.field("area"),
            industry: assessment.field("industry"),
            size: applicant::computed(catalog, "size_class", assessment),
            year: assessment.head.year,
        }
    }
}

impl Scorecard {
    /// The percents of all scored items, for a review or a rehearsal.
    #[must_use]
    pub fn percents(&self) -> BTreeMap<ItemId, Percent> {
        self.items.iter().filter_map(|(id, item)| Some((id.clone(), item.percent?))).collect()
    }

    /// The percent of an item.
    #[must_use]
    pub fn percent(&self, item: &ItemId) -> Option<Percent> {
        self.items.get(item).and_then(|item| item.percent)
    }
}

/// The id of the card for a subject and an author: made of what stays the same in every revision, so that two ways of
/// getting one card (its file, or the assessment's save file) give one id.
#[must_use]
pub fn card_id(subject: &Subject, author: &Author) -> CardId {
    let Author { role, name } = author;
    (&*format!("{}/{}/{}/{name}", subject.applicant, subject.year, role.key())).into()
}

/// The file of a card, without blanks because cards are many and small.
#[must_use]
pub fn write(card: &Scorecard) -> String {
    envelope::to_json(&v1::File::from(card))
}

/// Reads the file of a card.
///
/// # Errors
/// See [`OpenError`]. Nothing is half-read: either a card comes back or an error does.
pub fn open(json: &str) -> Result<Opened<Scorecard>, OpenError> {
    let mut warnings = Vec::new();
    let form: v1::File = envelope::open(json)?;
    let value = form.into_card(&mut warnings).map_err(|place| OpenError::Malformed(KIND, place))?;
    Ok(Opened { value, warnings })
}

/// The JSON Schema of the form that [`write`] writes, as it is published.
#[cfg(feature = "schema")]
#[must_use]
pub fn schema() -> String {
    envelope::schema::<v1::File>()
}
