//! Identifiers: one type each, so that an item's id cannot stand where a field's id is asked.

use std::borrow::Borrow;
use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

use serde::{Deserialize, Deserializer, Serialize, de};

/// The longest id that is shared, in bytes: those of criteria and rubrics, which every score card holds hundreds of times.
const SHARED: usize = 16;

/// How many ids are remembered to be shared.
const REMEMBERED: usize = 256;

thread_local! {
    static REMEMBERED_IDS: RefCell<[Option<Rc<str>>; REMEMBERED]> = const { RefCell::new([const { None }; REMEMBERED]) };
}

/// An id that was read, sharing its text with an equal one that was read not long before: thousands of score cards would
/// otherwise hold millions of copies.
fn shared(text: &str) -> Rc<str> {
    if text.len() > SHARED {
        return text.into();
    }
    let place = text.bytes().fold(0_usize, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into())) % REMEMBERED;
    REMEMBERED_IDS.with_borrow_mut(|remembered| match &remembered[place] {
        Some(id) if **id == *text => id.clone(),
        _ => remembered[place].insert(text.into()).clone(),
    })
}

/// Reads a text straight into its place. The way through a `String` that serde takes would copy each twice.
struct Straight(fn(&str) -> Rc<str>);

impl de::Visitor<'_> for Straight {
    type Value = Rc<str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Rc<str>, E> {
        Ok(self.0(text))
    }
}

/// Reads texts, each straight into its place.
pub(crate) fn texts<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Rc<str>>, D::Error> {
    struct Text(Rc<str>);

    impl<'de> Deserialize<'de> for Text {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_str(Straight(|text| text.into())).map(Text)
        }
    }

    let texts: Vec<Text> = Vec::deserialize(deserializer)?;
    Ok(texts.into_iter().map(|text| text.0).collect())
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(transparent)]
        pub struct $name(Rc<str>);

        impl $name {
            /// The id as it stands in data files and save files.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str(Straight(shared)).map(Self)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.into())
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// One assessment, unique on this machine and across save files.
    AssessmentId;
    /// An award scheme (管理办法), such as `xinyang-2022`.
    SchemeId;
    /// An edition of the criteria (准则), such as `gbt19580-2012`.
    CriteriaId;
    /// A category (类目) of the criteria, such as `4.1`.
    CategoryId;
    /// A scored item (评分条款) of the criteria, such as `4.1.2`.
    ItemId;
    /// A factor of an item (评分要素), such as `A` or `Le`.
    FactorId;
    /// A band (分数段) of the rubric, such as `50-65`.
    BandId;
    /// A section of the organisational profile (组织概述), such as `P.1a`.
    SectionId;
    /// A requirement of the scheme: a condition, a disqualifier, a procedure.
    RequirementId;
    /// A question of the eligibility check whose answer is stored under this id.
    AnswerId;
    /// An open reading (口径) of the regulation.
    ReadingId;
    /// A field of the application form (申报表).
    FieldId;
    /// An indicator (指标) of an assessment.
    IndicatorId;
    /// An indicator of the library, such as `pass_first`.
    LibraryId;
    /// A group of fields of the application form.
    GroupId;
    /// A day of a round that can be entered: a milestone, or the last day of one that lasts.
    MilestoneId;
    /// A reminder for the time after the award.
    ReminderId;
    /// A kind of dated event (事故, 抽查不合格 …) of the scheme.
    EventKindId;
    /// A level of an event kind (国家级, 县级 …).
    LevelId;
    /// One recorded event, unique in its assessment.
    EventId;
    /// A kind of certificate of the scheme.
    CertificateKindId;
    /// One recorded certificate, unique in its assessment.
    CertificateId;
    /// One way to read an open point of the regulation.
    OptionId;
    /// An applicant on score cards: the same on all its cards, and nothing that tells who it is.
    ApplicantId;
    /// A score card (成绩单), the same in all its revisions.
    CardId;
    /// A session in which people decide together: a consensus or a review.
    SessionId;
    /// An examiner (评审员) of a review session.
    ExaminerId;
    /// A member of the committee (评委会委员) that votes in a review session.
    VoterId;
    /// A prize (奖项) of the scheme.
    PrizeId;
    /// An objection (异议) in a review session.
    ObjectionId;
    /// Something that an objection must come with.
    PartId;
    /// A piece of evidence (证实性材料), unique in its assessment.
    EvidenceId;
    /// A picture in a text of the report.
    PictureId;
    /// An entry of the improvement plan (改进计划), unique in its assessment.
    ImprovementId;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_what_was_read_whatever_was_read_before() {
        // More than are remembered, so that they take each other's places.
        let ids: Vec<String> = (0..4 * REMEMBERED).map(|number| format!("4.{}.{number}", number % 7)).collect();
        for id in ids.iter().chain(&ids).chain([&String::new(), &"一".repeat(SHARED)]) {
            let read: ItemId = serde_json::from_str(&format!("{id:?}")).expect("an id");
            assert_eq!(read.as_str(), id);
        }
    }

    #[test]
    fn equal_ids_share_their_text() {
        let [one, other]: [BandId; 2] = serde_json::from_str(r#"["50-65", "50-65"]"#).expect("ids");
        assert!(Rc::ptr_eq(&one.0, &other.0));
    }
}
