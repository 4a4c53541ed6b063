//! The library of indicators, broken in every way that the build must notice.

use award::catalog::Catalog;
use award::indicator::Template;
use award::indicator::formula::Formula;

use crate::given::catalog;

/// A change of the bundled catalog makes exactly these defects.
#[track_caller]
fn makes(change: impl FnOnce(&mut Catalog), expected: &[&str]) {
    let mut broken = catalog().clone();
    change(&mut broken);
    let defects: Vec<String> = broken.defects().iter().map(ToString::to_string).collect();
    assert_eq!(defects, expected);
}

fn template<'a>(catalog: &'a mut Catalog, id: &str) -> &'a mut Template {
    catalog.indicators.templates.iter_mut().find(|one| one.id.as_str() == id).expect("the indicator")
}

fn formula(text: &str) -> Option<Formula> {
    Some(Formula::try_from(text.to_owned()).expect("a formula"))
}

#[test]
fn indicators_belong_to_result_items() {
    makes(
        |catalog| template(catalog, "csat").item = "4.7.9".into(),
        &["indicator `csat`: belongs to item `4.7.9`, which does not exist"],
    );
    makes(
        |catalog| template(catalog, "csat").item = "4.1.2".into(),
        &["indicator `csat`: belongs to item `4.1.2`, which is no result item"],
    );
}

#[test]
fn ids_must_not_repeat_or_meet_the_form() {
    makes(|catalog| template(catalog, "csat").id = "nps".into(), &["indicator `nps`: stands there twice"]);
    makes(
        |catalog| {
            let mut twice = catalog.indicators.inputs[0].clone();
            twice.id = "revenue".into();
            catalog.indicators.inputs.push(twice);
        },
        &["input `revenue`: is a field of the form, too"],
    );
}

#[test]
fn fields_must_have_a_value_per_year() {
    makes(
        |catalog| template(catalog, "csat").field = Some("nowhere".into()),
        &["indicator `csat`: reads field `nowhere`, which does not exist"],
    );
    makes(
        |catalog| template(catalog, "csat").field = Some("employees".into()),
        &["indicator `csat`: reads field `employees`, which has no value per year"],
    );
}

#[test]
fn formulas_take_what_is_entered() {
    makes(
        |catalog| template(catalog, "csat").compute = formula("revenue / nothing"),
        &["indicator `csat`: is computed from `nothing`, which is entered nowhere"],
    );
    makes(
        |catalog| template(catalog, "csat").compute = formula("profit_tax / revenue"),
        &["indicator `csat`: is computed from `profit_tax`, which is entered nowhere"],
    );
    makes(
        |catalog| template(catalog, "revenue").compute = formula("revenue * 2"),
        &["indicator `revenue`: is computed from itself"],
    );
    makes(
        |catalog| template(catalog, "oee").compute = formula("time_rate * performance_rate"),
        &["input `quality_rate`: no formula uses it"],
    );
}

#[test]
fn computed_fields_follow_from_one_formula() {
    makes(
        |catalog| template(catalog, "asset_contrib").compute = None,
        &["field `asset_contrib`: is computed, but 0 indicators say how"],
    );
    makes(
        |catalog| template(catalog, "roa").field = Some("asset_contrib".into()),
        &["field `asset_contrib`: is computed, but 2 indicators say how"],
    );
}

#[test]
fn shares_and_places_must_make_sense() {
    makes(
        |catalog| template(catalog, "csat").whole = true,
        &["indicator `csat`: is a share of a whole, but its unit is neither % nor ‰"],
    );
    makes(|catalog| template(catalog, "csat").places = 5, &["indicator `csat`: has more than four places"]);
    makes(|catalog| catalog.indicators.jump = 1, &["indicator `jump`: must be above one"]);
}

#[test]
fn hints_are_about_factors_and_ascend() {
    let steps = "support `Le`: the steps must ascend from 0 to 100 at most";
    makes(|catalog| catalog.indicators.supports[0].factor = "A".into(), &["support `A`: is no factor of result items"]);
    makes(|catalog| catalog.indicators.supports[0].steps[0].from = 1, &[steps]);
    makes(|catalog| catalog.indicators.supports[0].steps[1].from = 0, &[steps]);
    makes(|catalog| catalog.indicators.supports[0].steps[4].from = 101, &[steps]);
    makes(|catalog| catalog.indicators.supports[0].steps.clear(), &[steps]);
}
