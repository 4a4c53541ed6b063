//! Indicators: what is made of them, case by case, and what never fails.

use std::collections::BTreeMap;
use std::rc::Rc;

use award::assessment::{Action, Assessment};
use award::indicator::{self, Column, Direction, Indicator, IndicatorAction, Role};
use award::{FieldId, LibraryId, Text};
use proptest::prelude::*;
use serde::Deserialize;

use crate::arbitrary;
use crate::given::{self, cases, catalog};

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    library: Option<LibraryId>,
    title: Option<Text>,
    #[serde(default)]
    unit: Text,
    better: Option<Direction>,
    #[serde(default)]
    values: BTreeMap<String, Text>,
    #[serde(default)]
    lines: BTreeMap<String, Text>,
    #[serde(default)]
    form: BTreeMap<FieldId, BTreeMap<String, Text>>,
    expect: Expected,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    level: Option<String>,
    trend: Option<String>,
    comparisons: Option<Vec<String>>,
    is_complete: Option<bool>,
    years: Option<Vec<i16>>,
    figures: Option<Vec<String>>,
    doubts: Option<Vec<String>>,
}

fn year(text: &str) -> i16 {
    text.parse().expect("a year")
}

impl Case {
    fn indicator(&self) -> Indicator {
        let template = self.library.as_ref().map(|id| catalog().indicators.template(id).expect("it is in the library"));
        let mut indicator = template.map_or_else(|| Indicator::blank("4.7.2".into()), |template| template.indicator());
        if self.library.is_none() {
            indicator.name = self.title.clone().unwrap_or_else(|| "合格率".into());
            indicator.unit = self.unit.clone();
            indicator.direction = self.better;
        }
        for (at, text) in &self.values {
            indicator.set(Column::Year(year(at)), text);
        }
        for (line, text) in &self.lines {
            let column = match line.as_str() {
                "target" => Column::Target,
                "competitor" => Column::Competitor,
                "competitor_value" => Column::CompetitorValue,
                "average" => Column::Average,
                "benchmark" => Column::Benchmark,
                "source" => Column::Source,
                other => panic!("no line {other}"),
            };
            indicator.set(column, text);
        }
        indicator
    }

    fn state(&self) -> Assessment {
        let figures = self
            .form
            .iter()
            .flat_map(|(field, years)| years.iter().map(|(at, text)| Action::EditedYear(field.clone(), year(at), text.clone())));
        given::after(figures.chain([added([self.indicator()])]))
    }
}

fn added(indicators: impl IntoIterator<Item = Indicator>) -> Action {
    let numbered = indicators.into_iter().enumerate();
    let added = numbered.map(|(at, each)| (format!("k{:04}", at + 1).as_str().into(), Rc::new(each))).collect();
    Action::Indicator(IndicatorAction::added(added))
}

#[test]
fn every_case_is_judged_as_expected() {
    let cases: Cases = toml::from_str(include_str!("../indicators.toml")).expect("the cases");
    for case in cases.case {
        let state = case.state();
        let each = &state.indicators["k0001"];
        let judged = indicator::judge(catalog(), &state, each);
        let doubts: Vec<String> = indicator::doubts(catalog(), &state, each)
            .into_iter()
            .map(|doubt| {
                let column = doubt.column.map_or_else(|| "direction".to_owned(), |column| format!("{column:?}"));
                format!("{column}: {:?}", doubt.problem)
            })
            .collect();
        let compared = judged.comparisons.iter().map(|(against, verdict)| format!("{against:?} {verdict:?}")).collect();
        let years = indicator::years(catalog(), &state);
        let figures = years.iter().map(|year| indicator::figure(catalog(), &state, each, *year).text.to_string()).collect();
        let Expected { level, trend, comparisons, is_complete, years: covered, figures: shown, doubts: doubtful } = case.expect;
        let name = &case.name;
        assert_eq!(level.as_ref().unwrap_or(&format!("{:?}", judged.level)), &format!("{:?}", judged.level), "{name}");
        assert_eq!(trend.as_ref().unwrap_or(&format!("{:?}", judged.trend)), &format!("{:?}", judged.trend), "{name}");
        assert_eq!(comparisons.as_ref().unwrap_or(&compared), &compared, "{name}");
        assert_eq!(is_complete.unwrap_or(judged.is_complete), judged.is_complete, "{name}");
        assert_eq!(covered.as_ref().unwrap_or(&years), &years, "{name}");
        assert_eq!(shown.as_ref().unwrap_or(&figures), &figures, "{name}");
        assert_eq!(doubtful.as_ref().unwrap_or(&doubts), &doubts, "{name}");
    }
}

#[test]
fn every_problem_says_something() {
    let cases: Cases = toml::from_str(include_str!("../indicators.toml")).expect("the cases");
    for case in cases.case {
        let state = case.state();
        for doubt in indicator::doubts(catalog(), &state, &state.indicators["k0001"]) {
            assert!(doubt.problem.message().chars().count() > 3, "{doubt:?}");
        }
    }
}

#[test]
fn names_must_be_given_and_differ_within_an_item() {
    let named = |name: &str, item: &str| Indicator {
        name: name.into(),
        direction: Some(Direction::Higher),
        ..Indicator::blank(item.into())
    };
    let state = given::after([added([named("甲", "4.7.2"), named(" 甲", "4.7.2"), named("甲", "4.7.3"), named(" ", "4.7.2")])]);
    let problems: Vec<Vec<indicator::Problem>> = state
        .indicators
        .values()
        .map(|each| indicator::doubts(catalog(), &state, each).into_iter().map(|doubt| doubt.problem).collect())
        .collect();
    use indicator::Problem::{NoName, Twice};
    assert_eq!(problems, [vec![Twice], vec![Twice], vec![], vec![NoName]]);
}

/// An indicator with these figures from 2023 on, a target and an average.
fn of(figures: [&str; 3], target: &str, average: &str) -> Indicator {
    let mut indicator = Indicator {
        name: figures.join("/").as_str().into(),
        direction: Some(Direction::Higher),
        ..Indicator::blank("4.7.2".into())
    };
    for (year, text) in (2023..).zip(figures) {
        indicator.set(Column::Year(year), &text.into());
    }
    indicator.set(Column::Target, &target.into());
    indicator.set(Column::Average, &average.into());
    indicator.set(Column::Source, &"协会".into());
    indicator
}

/// The sentence of each factor for some indicators of one item, up to the first mark.
fn supported(indicators: Vec<Indicator>) -> Vec<(String, String)> {
    let state = given::after([added(indicators)]);
    let arguments = indicator::support(catalog(), &state, &"4.7.2".into());
    arguments.iter().map(|argument| (format!("{} {}", argument.factor, argument.text), argument.grounds.clone())).collect()
}

#[test]
fn support_follows_the_share_of_indicators() {
    let good = || of(["1", "2", "3"], "3", "2");
    let bad = || of(["3", "2", "1"], "2", "2");
    assert_eq!(supported(vec![]), []);
    let texts = |indicators| supported(indicators).into_iter().map(|(text, _)| text).collect::<Vec<String>>();
    let steps = |factor: &str| {
        let support = catalog().indicators.supports.iter().find(|support| support.factor.as_str() == factor).expect("it");
        support.steps.iter().map(|step| format!("{factor} {}", step.text)).collect::<Vec<String>>()
    };
    for (count, all, step) in [(0, 3, 0), (1, 101, 1), (39, 100, 1), (2, 5, 2), (69, 100, 2), (7, 10, 3), (99, 100, 3), (2, 2, 4)]
    {
        let indicators = (0..all).map(|at| if at < count { good() } else { bad() }).collect();
        for (text, factor) in texts(indicators).iter().zip(["Le", "T", "C"]) {
            assert_eq!(*text, steps(factor)[step], "{count} of {all}");
        }
    }
}

#[test]
fn grounds_name_what_speaks_against() {
    let found = supported(vec![of(["1", "2", "3"], "3", "2"), of(["3", "2", "1"], "2", "2"), of(["1", "", "1"], "", "")]);
    let grounds: Vec<&str> = found.iter().map(|(_, grounds)| grounds.as_str()).collect();
    assert_eq!(
        grounds,
        [
            "3 个指标，2 个有目标，1 个达到；未达目标 1 个：“3/2/1”。",
            "3 个指标，2 个满三年，1 个有利；没有变好 1 个：“3/2/1”。",
            "3 个指标，2 个有对比，1 个较好；有不如对比对象的 1 个：“3/2/1”。",
            "3 个指标，2 个写全；没有写全 1 个：“1//1”。",
        ]
    );
}

#[test]
fn comparison_lost_anywhere_is_not_good() {
    let compared = |average: &str, benchmark: &str| {
        let mut indicator = of(["1", "2", "3"], "3", average);
        indicator.set(Column::Benchmark, &benchmark.into());
        supported(vec![indicator]).swap_remove(2).1
    };
    assert_eq!(compared("2", ""), "1 个指标，1 个有对比，1 个较好。");
    assert_eq!(compared("2", "2"), "1 个指标，1 个有对比，1 个较好。");
    assert_eq!(compared("2", "3"), "1 个指标，1 个有对比，1 个较好。", "what is equal takes nothing away");
    assert_eq!(compared("3", "3"), "1 个指标，1 个有对比，0 个较好。", "nor does it add");
    assert_eq!(compared("2", "4"), "1 个指标，1 个有对比，0 个较好；有不如对比对象的 1 个：“1/2/3”。");
    assert_eq!(compared("4", "4"), "1 个指标，1 个有对比，0 个较好；有不如对比对象的 1 个：“1/2/3”。");
}

#[test]
fn hints_never_change_a_score() {
    let scored =
        Action::Card(given::YEAR, award::assessment::CardAction::Scored("4.7.2".into(), award::points::Percent::new(60)));
    let before = given::after([scored]);
    let after = before.apply(&added([of(["3", "2", "1"], "9", "9")]));
    let criteria = &catalog().criteria;
    assert_eq!(award::scoring::totals(criteria, &before), award::scoring::totals(criteria, &after));
    assert_eq!(before.item(&"4.7.2".into()), after.item(&"4.7.2".into()));
}

#[test]
fn every_formula_of_the_library_gives_a_result() {
    for template in &catalog().indicators.templates {
        let Some(formula) = &template.compute else { continue };
        let inputs = formula
            .inputs()
            .into_iter()
            .flat_map(|input| [2024, 2025].map(|year| Action::EditedYear(input.field.clone(), year, "7".into())));
        let state = given::after(inputs);
        assert!(indicator::computed(catalog(), &state, template, 2025).is_some(), "{}", template.id);
        assert_eq!(indicator::computed(catalog(), &given::blank(), template, 2025), None, "{}", template.id);
    }
}

#[test]
fn ids_follow_each_other() {
    let state = given::after([added([of(["1", "2", "3"], "", ""), of(["1", "2", "3"], "", "")])]);
    assert_eq!(indicator::next_id(&given::blank(), 0), "k0001".into());
    assert_eq!(indicator::next_id(&state, 0), "k0003".into());
    assert_eq!(indicator::next_id(&state, 2), "k0005".into());
    let gone = state.apply(&Action::Indicator(IndicatorAction::Removed("k0001".into())));
    assert_eq!(indicator::next_id(&gone, 0), "k0003".into());
}

#[test]
fn what_is_done_to_nothing_changes_nothing() {
    let edit = indicator::Edit { id: "k0009".into(), column: Column::Name, text: "甲".into() };
    for action in [
        IndicatorAction::Edited(edit),
        IndicatorAction::Directed("k0009".into(), None),
        IndicatorAction::Moved("k0009".into(), "4.7.3".into()),
        IndicatorAction::Removed("k0009".into()),
    ] {
        assert_eq!(given::after([Action::Indicator(action)]), given::blank());
    }
}

#[test]
fn figures_of_the_form_are_changed_in_one_step_with_the_rest() {
    let figures = vec![indicator::SeriesEdit { field: "revenue".into(), year: 2025, text: "28640".into() }];
    let added = vec![("k0001".into(), Rc::new(of(["1", "2", "3"], "", "")))];
    let state = given::after([Action::Indicator(IndicatorAction::Took { added, edits: Vec::new(), figures })]);
    assert_eq!((state.indicators.len(), &*state.field_in("revenue", 2025)), (1, "28640"));
}

#[test]
fn every_role_but_years_has_a_title() {
    for role in Role::NAMED {
        assert!(!role.title(&catalog().indicators).is_empty(), "{role:?}");
    }
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn anything_is_judged_without_a_panic(assessment in arbitrary::assessment()) {
        let mut shown = 0;
        for item in catalog().criteria.every_item() {
            let count = indicator::by_item(&assessment, &item.id).count();
            let arguments = indicator::support(catalog(), &assessment, &item.id);
            prop_assert_eq!(arguments.is_empty(), count == 0);
            shown += count;
        }
        let years = indicator::years(catalog(), &assessment);
        for each in assessment.indicators.values() {
            prop_assert_eq!(indicator::judge(catalog(), &assessment, each).figures.len(), years.len());
            prop_assert!(indicator::doubts(catalog(), &assessment, each).iter().all(|doubt| !doubt.problem.message().is_empty()));
        }
        prop_assert_eq!(indicator::table(catalog(), &assessment).len(), shown + 1);
    }

    #[test]
    fn better_figures_never_weaken_the_support(figures in proptest::collection::vec((1i64..100, 1i64..100, 1i64..100), 1..6), raise in 1i64..50) {
        let state = |raise: i64| {
            let each = |(a, b, c): &(i64, i64, i64)| of([&a.to_string(), &b.to_string(), &(c + raise).to_string()], "50", "50");
            given::after([added(figures.iter().map(each))])
        };
        let steps = |state: &Assessment| -> Vec<usize> {
            indicator::support(catalog(), state, &"4.7.2".into())
                .iter()
                .zip(&catalog().indicators.supports)
                .map(|(argument, support)| support.steps.iter().position(|step| &*step.text == argument.text).expect("a step"))
                .collect()
        };
        for (before, after) in steps(&state(0)).iter().zip(steps(&state(raise))) {
            prop_assert!(*before <= after);
        }
    }
}
