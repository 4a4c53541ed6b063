//! The application form (申报表) as data: groups of fields, what each holds, and the tables behind its choices.

use serde::{Deserialize, Serialize};

use crate::indicator::formula::Formula;
use crate::labels::Labels;
use crate::{AnswerId, FieldId, GroupId, Text};

/// The fields of an application form in their groups.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// The groups in the order of the form.
    #[serde(rename = "group")]
    pub groups: Vec<Group>,
    /// Counties, districts and zones of the city.
    pub areas: Vec<Area>,
    /// The sections of GB/T 4754.
    pub industries: Vec<Industry>,
    /// Thresholds of enterprise sizes, by industry.
    pub sizes: Vec<SizeRule>,
    /// What figures say about each other.
    #[serde(rename = "comparison", default)]
    pub comparisons: Vec<Comparison>,
    /// Labels of official forms that stand for no field alone. Without them only the synonyms of fields are recognised.
    #[serde(default)]
    pub labels: Labels,
}

/// A group of fields.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Its id.
    pub id: GroupId,
    /// Its title.
    pub title: Text,
    /// What the group is for and where its figures come from.
    #[serde(default)]
    pub remark: Option<Text>,
    /// Its fields in order.
    #[serde(rename = "field")]
    pub fields: Vec<Field>,
}

/// One field of the form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Its id.
    pub id: FieldId,
    /// Its label.
    pub label: Text,
    /// What it holds.
    pub kind: FieldKind,
    /// The unit behind the number.
    #[serde(default)]
    pub unit: Option<Text>,
    /// What to enter and where to find it.
    #[serde(default)]
    pub hint: Option<Text>,
    /// Whether an application is incomplete without it.
    #[serde(default)]
    pub required: bool,
    /// Whether its date may lie in the future, because it can be planned.
    #[serde(default)]
    pub may_lie_ahead: bool,
    /// What to choose from; free text stays possible.
    #[serde(default)]
    pub choices: Vec<Text>,
    /// The question that holds its answer, for [`FieldKind::Answer`].
    #[serde(default)]
    pub answer: Option<AnswerId>,
    /// The field with a value per year whose rank within the trade it holds, for the latest year.
    #[serde(default)]
    pub rank_of: Option<FieldId>,
    /// Labels that official forms use for it and for nothing else.
    #[serde(default)]
    pub synonyms: Vec<Text>,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// A line of text.
    Text,
    /// Several lines of text.
    LongText,
    /// A unified social credit code (统一社会信用代码).
    CreditCode,
    /// A telephone number, fixed or mobile.
    Phone,
    /// A mobile telephone number.
    Mobile,
    /// An electronic mail address.
    Email,
    /// A postcode.
    Postcode,
    /// A web address.
    Url,
    /// A county, district or zone of the city, or free text.
    Area,
    /// An industry section of GB/T 4754, with free text behind it.
    Industry,
    /// One of the field's choices, or free text.
    Choice,
    /// A date.
    Date,
    /// A whole number.
    Integer,
    /// A number in the field's unit.
    Number,
    /// A number per fiscal year, for the latest three.
    Series,
    /// A yes-or-no fact that the eligibility check asks; entered in either place, kept once.
    Answer,
    /// Worked out from other facts.
    Computed,
    /// Worked out from other facts for each of the latest three fiscal years.
    ComputedSeries,
    /// Left blank for others: seal, signature, opinion, file number.
    Blank,
}

impl FieldKind {
    /// Whether the applicant enters it.
    #[must_use]
    pub fn is_entered(self) -> bool {
        !matches!(self, FieldKind::Computed | FieldKind::ComputedSeries | FieldKind::Blank)
    }

    /// Whether it has a value per fiscal year.
    #[must_use]
    pub fn is_by_year(self) -> bool {
        matches!(self, FieldKind::Series | FieldKind::ComputedSeries)
    }
}

/// How a figure of a fiscal year stands to others. One that does not is doubtful.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Comparison {
    /// The field with a value per year beside which the doubt stands.
    pub field: FieldId,
    /// How it stands to the others.
    pub is: Relation,
    /// The others; nothing is compared while one of them is missing.
    pub to: Formula,
    /// What is doubtful otherwise; the result of the formula is added to it.
    pub doubt: Text,
    /// Whether figures that do not fit may be right all the same.
    #[serde(default)]
    pub may_be_right: bool,
}

/// How a figure stands to others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// It is not above them.
    AtMost,
    /// It is the same but for rounding.
    Equal,
}

/// A county, district or zone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// Its name.
    pub name: Text,
    /// Its division code, if it has one of its own.
    #[serde(default)]
    pub code: Option<Text>,
}

/// A section of the national classification of industries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Industry {
    /// Its letter.
    pub code: Text,
    /// Its name.
    pub name: Text,
}

/// The thresholds that make an enterprise large, medium or small, by 统计上大中小微型企业划分办法（2017）.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SizeRule {
    /// The name of the line in the table; also the choice that the applicant makes.
    pub name: Text,
    /// What is measured; every measure must reach the threshold.
    pub measures: Vec<SizeMeasure>,
}

/// One measure of a size rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SizeMeasure {
    /// What is measured.
    pub of: SizeBasis,
    /// From here on large.
    pub large: i64,
    /// From here on medium.
    pub medium: i64,
    /// From here on small; below it micro.
    pub small: i64,
}

/// What a size is measured by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SizeBasis {
    /// Persons employed.
    Employees,
    /// Operating revenue of the latest year in 万元.
    Revenue,
    /// Total assets at the end of the latest year in 万元.
    Assets,
}

impl Form {
    /// Every field in the form's order.
    pub fn every_field(&self) -> impl Iterator<Item = &Field> {
        self.groups.iter().flat_map(|group| &group.fields)
    }

    /// The field of that id.
    #[must_use]
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.every_field().find(|field| field.id.as_str() == id)
    }
}
