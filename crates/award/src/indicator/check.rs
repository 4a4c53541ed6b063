//! What the build checks about the library.

use crate::catalog::{Catalog, Defects};
use crate::criteria::ItemKind;
use crate::form::{Field, FieldKind};

use super::library::{Library, Support, Template};

/// Notes everything that is wrong with the library of a catalog.
pub(crate) fn check(catalog: &Catalog, defects: &mut Defects) {
    let library = &catalog.indicators;
    defects.unique("indicator", library.templates.iter().map(|template| template.id.as_str()));
    defects.unique("input", library.inputs.iter().map(|input| input.id.as_str()));
    for template in &library.templates {
        belongs(catalog, template, defects);
        is_computable(catalog, template, defects);
    }
    for input in &library.inputs {
        if catalog.form.field(input.id.as_str()).is_some() {
            defects.add("input", &input.id, "is a field of the form, too");
        }
        let is_used = |template: &Template| {
            template.compute.as_ref().is_some_and(|formula| formula.inputs().iter().any(|used| used.field == input.id))
        };
        if !library.templates.iter().any(is_used) {
            defects.add("input", &input.id, "no formula uses it");
        }
    }
    computed_fields(catalog, defects);
    if library.jump < 2 {
        defects.add("indicator", &"jump", "must be above one");
    }
    for support in &library.supports {
        says_something(catalog, support, defects);
    }
    defects.unique("support", library.supports.iter().map(|support| support.factor.as_str()));
}

fn belongs(catalog: &Catalog, template: &Template, defects: &mut Defects) {
    match catalog.criteria.item(&template.item) {
        None => defects.add("indicator", &template.id, format!("belongs to item `{}`, which does not exist", template.item)),
        Some(item) if item.kind != ItemKind::Result => {
            defects.add("indicator", &template.id, format!("belongs to item `{}`, which is no result item", template.item));
        }
        Some(_) => {}
    }
    if template.whole && !matches!(&*template.unit, "%" | "‰") {
        defects.add("indicator", &template.id, "is a share of a whole, but its unit is neither % nor ‰");
    }
    if template.places > 4 {
        defects.add("indicator", &template.id, "has more than four places");
    }
    let Some(field) = &template.field else { return };
    match catalog.form.field(field.as_str()).map(|field| field.kind) {
        None => defects.add("indicator", &template.id, format!("reads field `{field}`, which does not exist")),
        Some(FieldKind::Series | FieldKind::ComputedSeries) => {}
        Some(_) => defects.add("indicator", &template.id, format!("reads field `{field}`, which has no value per year")),
    }
}

fn is_computable(catalog: &Catalog, template: &Template, defects: &mut Defects) {
    for input in template.compute.iter().flat_map(|formula| formula.inputs()) {
        let kind = catalog.form.field(input.field.as_str()).map(|field| field.kind);
        if kind != Some(FieldKind::Series) && catalog.indicators.input(&input.field).is_none() {
            defects.add("indicator", &template.id, format!("is computed from `{}`, which is entered nowhere", input.field));
        }
        if template.field.as_ref() == Some(&input.field) {
            defects.add("indicator", &template.id, "is computed from itself");
        }
    }
}

/// A computed field of the form that has a value per year follows from exactly one formula.
fn computed_fields(catalog: &Catalog, defects: &mut Defects) {
    let computed = |field: &&Field| field.kind == FieldKind::ComputedSeries;
    for field in catalog.form.every_field().filter(computed) {
        let computes = |template: &&Template| template.field.as_ref() == Some(&field.id) && template.compute.is_some();
        let formulas = catalog.indicators.templates.iter().filter(computes).count();
        if formulas != 1 {
            defects.add("field", &field.id, format!("is computed, but {formulas} indicators say how"));
        }
    }
}

fn says_something(catalog: &Catalog, support: &Support, defects: &mut Defects) {
    if !catalog.criteria.result_factors.iter().any(|factor| factor.id == support.factor) {
        defects.add("support", &support.factor, "is no factor of result items");
    }
    let ascends = support.steps.windows(2).all(|pair| pair[0].from < pair[1].from);
    if !ascends || support.steps.first().is_none_or(|step| step.from != 0) || support.steps.iter().any(|step| step.from > 100) {
        defects.add("support", &support.factor, "the steps must ascend from 0 to 100 at most");
    }
}

impl Library {
    /// The template whose formula gives a computed field of the form.
    #[must_use]
    pub fn computing(&self, field: &str) -> Option<&Template> {
        self.templates
            .iter()
            .find(|template| template.compute.is_some() && template.field.as_ref().is_some_and(|own| own.as_str() == field))
    }
}
