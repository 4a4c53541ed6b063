//! What evidence can prove.

use serde::{Deserialize, Serialize};

use crate::assessment::Assessment;
use crate::catalog::Catalog;
use crate::{FieldId, IndicatorId, ItemId, RequirementId};

/// Something that evidence can prove.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Link {
    /// A scored item of the criteria.
    Item(ItemId),
    /// A requirement of the scheme: a condition, a disqualifier, a procedure.
    Requirement(RequirementId),
    /// An indicator of a result item.
    Indicator(IndicatorId),
    /// A field of the application form.
    Field(FieldId),
}

impl Link {
    /// What it leads to, for people to read: the number and title of an item, the clause and subject of a requirement, the
    /// label of a field, the item and name of an indicator. The id of what is not known.
    #[must_use]
    pub fn name(&self, catalog: &Catalog, assessment: &Assessment) -> String {
        let named = match self {
            Link::Item(id) => catalog.criteria.item(id).map(|item| format!("{id} {}", item.title)),
            Link::Requirement(id) => {
                let found = catalog.scheme.requirements.iter().find(|requirement| requirement.id == *id);
                found.map(|requirement| format!("{}{}", requirement.clause, requirement.subject))
            }
            Link::Field(id) => catalog.form.field(id.as_str()).map(|field| format!("申报表：{}", field.label)),
            Link::Indicator(id) => {
                let found = assessment.indicators.get(id);
                found.map(|indicator| format!("{} 指标：{}", indicator.item, indicator.name))
            }
        };
        named.unwrap_or_else(|| self.id().to_owned())
    }

    /// The id of what it leads to.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Link::Item(id) => id.as_str(),
            Link::Requirement(id) => id.as_str(),
            Link::Indicator(id) => id.as_str(),
            Link::Field(id) => id.as_str(),
        }
    }
}
