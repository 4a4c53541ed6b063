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
    makes(|catalog| template(catalog, "csat").item = "4.7.9".into(), &["indicator “csat”：属于条款“4.7.9”，但没有这个条款"]);
    makes(|catalog| template(catalog, "csat").item = "4.1.2".into(), &["indicator “csat”：属于条款“4.1.2”，但它不是结果类条款"]);
}

#[test]
fn ids_must_not_repeat_or_meet_the_form() {
    makes(|catalog| template(catalog, "csat").id = "nps".into(), &["indicator “nps”：出现了两次"]);
    makes(
        |catalog| {
            let mut twice = catalog.indicators.inputs[0].clone();
            twice.id = "revenue".into();
            catalog.indicators.inputs.push(twice);
        },
        &["input “revenue”：与申报表的栏目重名"],
    );
}

#[test]
fn fields_must_have_a_value_per_year() {
    makes(
        |catalog| template(catalog, "csat").field = Some("nowhere".into()),
        &["indicator “csat”：用到栏目“nowhere”，但没有这个栏目"],
    );
    makes(
        |catalog| template(catalog, "csat").field = Some("employees".into()),
        &["indicator “csat”：用到栏目“employees”，但它不是按年填的"],
    );
}

#[test]
fn formulas_take_what_is_entered() {
    makes(
        |catalog| template(catalog, "csat").compute = formula("revenue / nothing"),
        &["indicator “csat”：由“nothing”计算，但没有地方填它"],
    );
    makes(
        |catalog| template(catalog, "csat").compute = formula("profit_tax / revenue"),
        &["indicator “csat”：由“profit_tax”计算，但没有地方填它"],
    );
    makes(|catalog| template(catalog, "revenue").compute = formula("revenue * 2"), &["indicator “revenue”：由自己计算自己"]);
    makes(
        |catalog| template(catalog, "oee").compute = formula("time_rate * performance_rate"),
        &["input “quality_rate”：没有公式用到它"],
    );
}

#[test]
fn computed_fields_follow_from_one_formula() {
    makes(
        |catalog| template(catalog, "asset_contrib").compute = None,
        &["field “asset_contrib”：是计算栏目，却有 0 个指标给出算法"],
    );
    makes(
        |catalog| template(catalog, "roa").field = Some("asset_contrib".into()),
        &["field “asset_contrib”：是计算栏目，却有 2 个指标给出算法"],
    );
}

#[test]
fn shares_and_places_must_make_sense() {
    makes(|catalog| template(catalog, "csat").whole = true, &["indicator “csat”：是占比，单位却不是 % 或 ‰"]);
    makes(|catalog| template(catalog, "csat").places = 5, &["indicator “csat”：小数多于四位"]);
    makes(|catalog| catalog.indicators.jump = 1, &["indicator “jump”：应大于 1"]);
}

#[test]
fn hints_are_about_factors_and_ascend() {
    let steps = "support “Le”：各档应从 0 起递增，最高 100";
    makes(|catalog| catalog.indicators.supports[0].factor = "A".into(), &["support “A”：不是结果类条款的要素"]);
    makes(|catalog| catalog.indicators.supports[0].steps[0].from = 1, &[steps]);
    makes(|catalog| catalog.indicators.supports[0].steps[1].from = 0, &[steps]);
    makes(|catalog| catalog.indicators.supports[0].steps[4].from = 101, &[steps]);
    makes(|catalog| catalog.indicators.supports[0].steps.clear(), &[steps]);
}
