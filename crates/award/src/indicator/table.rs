//! The indicators as a table of texts, which [`plan`](super::plan) takes back.

use super::entry::Indicator;
use super::figure::{figure, years};
use super::intake::Role;
use crate::assessment::Assessment;
use crate::catalog::Catalog;

/// The columns of the table for these fiscal years.
#[must_use]
pub fn roles(years: &[i16]) -> Vec<Role> {
    let mut roles = vec![Role::Item, Role::Name, Role::Unit, Role::Direction];
    roles.extend(years.iter().map(|year| Role::Year(*year)));
    roles.extend(Role::NAMED[4..].iter().copied());
    roles
}

/// Every indicator as a row below a header, item after item in the order of the criteria.
#[must_use]
pub fn table(catalog: &Catalog, assessment: &Assessment) -> Vec<Vec<String>> {
    let roles = roles(&years(catalog, assessment));
    let mut rows = vec![roles.iter().map(|role| role.title(&catalog.indicators)).collect()];
    let row = |indicator: &Indicator| roles.iter().map(|role| cell(catalog, assessment, indicator, *role)).collect();
    for item in catalog.criteria.every_item() {
        rows.extend(super::by_item(assessment, &item.id).map(|(_, indicator)| row(indicator)));
    }
    rows
}

fn cell(catalog: &Catalog, assessment: &Assessment, indicator: &Indicator, role: Role) -> String {
    match role {
        Role::Item => indicator.item.to_string(),
        Role::Direction => indicator.direction.map(|direction| direction.name().to_owned()).unwrap_or_default(),
        Role::Year(year) => figure(catalog, assessment, indicator, year).text.to_string(),
        role => role.column().map(|column| indicator.text(column).to_string()).unwrap_or_default(),
    }
}
