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
            defects.add("input", &input.id, "与申报表的栏目重名");
        }
        let is_used = |template: &Template| {
            template.compute.as_ref().is_some_and(|formula| formula.inputs().iter().any(|used| used.field == input.id))
        };
        if !library.templates.iter().any(is_used) {
            defects.add("input", &input.id, "没有公式用到它");
        }
    }
    computed_fields(catalog, defects);
    if library.jump < 2 {
        defects.add("indicator", &"jump", "应大于 1");
    }
    for support in &library.supports {
        says_something(catalog, support, defects);
    }
    defects.unique("support", library.supports.iter().map(|support| support.factor.as_str()));
}

fn belongs(catalog: &Catalog, template: &Template, defects: &mut Defects) {
    match catalog.criteria.item(&template.item) {
        None => defects.add("indicator", &template.id, format!("属于条款“{}”，但没有这个条款", template.item)),
        Some(item) if item.kind != ItemKind::Result => {
            defects.add("indicator", &template.id, format!("属于条款“{}”，但它不是结果类条款", template.item));
        }
        Some(_) => {}
    }
    if template.whole && !matches!(&*template.unit, "%" | "‰") {
        defects.add("indicator", &template.id, "是占比，单位却不是 % 或 ‰");
    }
    if template.places > 4 {
        defects.add("indicator", &template.id, "小数多于四位");
    }
    let Some(field) = &template.field else { return };
    match catalog.form.field(field.as_str()).map(|field| field.kind) {
        None => defects.add("indicator", &template.id, format!("用到栏目“{field}”，但没有这个栏目")),
        Some(FieldKind::Series | FieldKind::ComputedSeries) => {}
        Some(_) => defects.add("indicator", &template.id, format!("用到栏目“{field}”，但它不是按年填的")),
    }
}

fn is_computable(catalog: &Catalog, template: &Template, defects: &mut Defects) {
    for input in template.compute.iter().flat_map(|formula| formula.inputs()) {
        let kind = catalog.form.field(input.field.as_str()).map(|field| field.kind);
        if kind != Some(FieldKind::Series) && catalog.indicators.input(&input.field).is_none() {
            defects.add("indicator", &template.id, format!("由“{}”计算，但没有地方填它", input.field));
        }
        if template.field.as_ref() == Some(&input.field) {
            defects.add("indicator", &template.id, "由自己计算自己");
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
            defects.add("field", &field.id, format!("是计算栏目，却有 {formulas} 个指标给出算法"));
        }
    }
}

fn says_something(catalog: &Catalog, support: &Support, defects: &mut Defects) {
    if !catalog.criteria.result_factors.iter().any(|factor| factor.id == support.factor) {
        defects.add("support", &support.factor, "不是结果类条款的要素");
    }
    let ascends = support.steps.windows(2).all(|pair| pair[0].from < pair[1].from);
    if !ascends || support.steps.first().is_none_or(|step| step.from != 0) || support.steps.iter().any(|step| step.from > 100) {
        defects.add("support", &support.factor, "各档应从 0 起递增，最高 100");
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
