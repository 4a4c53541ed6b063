//! Taking over blocks of cells: columns found by their headers, rows by their names.

use std::rc::Rc;

use award::assessment::{Action, Assessment};
use award::indicator::{self, Column, Direction, Fate, Indicator, IndicatorAction, Mapping, Plan, Role};
use proptest::prelude::*;

use crate::arbitrary;
use crate::given::{self, cases, catalog};

fn rows(text: &str) -> Vec<Vec<String>> {
    text.lines().map(|line| line.split('|').map(str::to_owned).collect()).collect()
}

fn mapping(text: &str) -> Mapping {
    Mapping::of(&catalog().indicators, &rows(text)).expect("a header")
}

fn plan(state: &Assessment, text: &str) -> Plan {
    indicator::plan(catalog(), state, &rows(text), &mapping(text), &"4.7.2".into())
}

fn take(state: &Assessment, plan: &Plan) -> Assessment {
    state.apply(&Action::Indicator(plan.action(state)))
}

#[test]
fn headers_of_many_kinds_are_read() {
    use Role::{Average, Benchmark, Competitor, CompetitorValue, Direction, Ignored, Item, Name, Source, Target, Unit, Year};
    for (text, roles, head) in [
        ("指标|单位|2023|2024年|2025 年实际|目标", vec![Name, Unit, Year(2023), Year(2024), Year(2025), Target], 1),
        (
            "序号|指标名称|计量单位|2025年目标值|2025年|行业平均水平|数据来源",
            vec![Ignored, Name, Unit, Target, Year(2025), Average, Source],
            1,
        ),
        ("2025 年经营结果||\n条款号|指标名称（关键）|单位\n", vec![Item, Name, Unit], 2),
        ("名称|单位|实际|实际\n|| 2024 | 2025 ", vec![Name, Unit, Year(2024), Year(2025)], 2),
        (
            "指标|方向|竞争对手|竞争对手水平|标杆值|2025年竞争对手值",
            vec![Name, Direction, Competitor, CompetitorValue, Benchmark, Ignored],
            1,
        ),
        ("指标|2025|2025年", vec![Name, Year(2025), Ignored], 1),
    ] {
        assert_eq!(mapping(text), Mapping { roles, head }, "{text}");
    }
}

#[test]
fn blocks_without_header_have_none() {
    for text in ["", "合格率|%|98|99", "指标", "表一|2023–2025"] {
        assert_eq!(Mapping::of(&catalog().indicators, &rows(text)), None, "{text}");
    }
}

#[test]
fn rows_add_change_and_are_left_out() {
    let text = "条款|指标|单位|方向|2024|2025|目标\n4.7.3|顾客满意度|分|越高越好|88.1|89.8|89.5\n|一次检验合格率（%）||| 98.37 |98.88|\n|自定指标|条|望小|3|2|1\n||分|||5|\n";
    let plan = plan(&given::blank(), text);
    assert_eq!((plan.added(), plan.changed(), plan.left_out()), (3, 0, 1));
    let state = take(&given::blank(), &plan);
    let all: Vec<&Rc<Indicator>> = state.indicators.values().collect();
    let [csat, first, own] = all[..] else { panic!("{all:?}") };
    assert_eq!((csat.library.as_ref().map(|id| id.as_str()), csat.item.as_str()), (Some("csat"), "4.7.3"));
    assert_eq!((first.library.as_ref().map(|id| id.as_str()), &*first.unit), (Some("pass_first"), "%"));
    assert_eq!(*first.text(Column::Year(2025)), *"98.88");
    assert_eq!((own.library.as_ref(), own.item.as_str(), own.direction), (None, "4.7.2", Some(Direction::Lower)));

    let again = self::plan(&state, "指标|2025|目标\n顾客满意度|90.2|\n自定指标|2|1\n");
    assert_eq!((again.added(), again.changed(), again.replaced()), (0, 1, 1));
    let changed = take(&state, &again);
    assert_eq!(*changed.indicators["k0001"].text(Column::Year(2025)), *"90.2");
    assert_eq!(*changed.indicators["k0001"].text(Column::Target), *"89.5", "an empty cell changes nothing");
}

#[test]
fn figures_of_the_form_go_there_and_computed_ones_nowhere() {
    let text = "指标|2024|2025\n营业收入|24930|28640\n利税总额|1|2\n";
    let plan = plan(&given::blank(), text);
    let state = take(&given::blank(), &plan);
    assert_eq!(*state.field_in("revenue", 2025), *"28640");
    assert!(state.indicators.values().all(|each| each.values.is_empty()));
    assert_eq!(state.indicators.len(), 2);
}

#[test]
fn the_same_name_twice_is_two_indicators() {
    let state = take(&given::blank(), &plan(&given::blank(), "指标|2025\n甲|1\n甲|2\n"));
    assert_eq!(state.indicators.len(), 2);
    let again = take(&state, &plan(&state, "指标|2025\n甲|3\n甲|4\n甲|5\n"));
    let figures: Vec<String> = again.indicators.values().map(|each| each.text(Column::Year(2025)).to_string()).collect();
    assert_eq!(figures, ["3", "4", "5"]);
}

#[test]
fn blocks_fill_cells_where_they_fall() {
    let named = |name: &str| Rc::new(Indicator { name: name.into(), ..Indicator::blank("4.7.2".into()) });
    let added = vec![("k0001".into(), named("甲")), ("k0002".into(), named("乙"))];
    let state = given::after([Action::Indicator(IndicatorAction::added(added))]);
    let ids = ["k0001".into(), "k0002".into()];
    let columns = [Column::Name, Column::Unit, Column::Year(2024), Column::Year(2025)];
    let fill = |block: &str, row: usize, column: usize| {
        indicator::fill(catalog(), &state, &rows(block), (&ids[row..], &columns[column..]), &"4.7.2".into())
    };
    let figures = take(&state, &fill("1|2|3\n4|5", 0, 2));
    let texts = |state: &Assessment, column| -> Vec<String> {
        state.indicators.values().map(|each| each.text(column).to_string()).collect()
    };
    assert_eq!(
        (texts(&figures, Column::Year(2024)), texts(&figures, Column::Year(2025))),
        (vec!["1".into(), "4".into()], vec!["2".into(), "5".into()])
    );

    let below = fill("1\n2\n3", 1, 3);
    assert_eq!((below.changed(), below.added(), below.left_out()), (1, 0, 2), "figures without a name are left out");
    let named = fill("乙二|%|1|2\n丙|%|3|4", 1, 0);
    assert_eq!((named.changed(), named.added()), (1, 1));
    assert_eq!(texts(&take(&state, &named), Column::Name), ["甲", "乙二", "丙"]);
    let emptied = take(
        &figures,
        &indicator::fill(catalog(), &figures, &[vec![String::new(), "9".into()]], (&ids, &columns[2..]), &"4.7.2".into()),
    );
    assert_eq!(texts(&emptied, Column::Year(2024))[0], "", "an empty cell of a spreadsheet empties");
}

#[test]
fn exported_tables_come_back() {
    let json = include_str!("../../../../samples/yunwu-tea.json");
    let sample = award::savefile::open(json).expect("it opens").assessment;
    let table = indicator::table(catalog(), &sample);
    let mapping = Mapping::of(&catalog().indicators, &table).expect("a header");
    assert!(!mapping.roles.contains(&Role::Ignored));
    let same = indicator::plan(catalog(), &sample, &table, &mapping, &"4.7.2".into());
    assert_eq!((same.added(), same.changed(), same.left_out()), (0, 0, 0), "taking it back changes nothing");

    let mut bare = sample.clone();
    bare.indicators.clear();
    let plan = indicator::plan(catalog(), &bare, &table, &mapping, &"4.7.2".into());
    assert!(plan.rows.iter().all(|row| matches!(row.fate, Fate::Adds(_))));
    let again = take(&bare, &plan);
    assert_eq!(indicator::table(catalog(), &again), table);
    assert_eq!(again.series, sample.series);
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn any_block_is_taken_without_a_panic(
        assessment in arbitrary::assessment(),
        block in proptest::collection::vec(proptest::collection::vec("[指标单位目标甲乙 0-9年%.|-]{0,8}", 0..6), 0..6),
    ) {
        let known = Mapping::of(&catalog().indicators, &block);
        for mapping in [known.unwrap_or_else(|| Mapping::guess(&block, 2025)), Mapping::guess(&block, i16::MIN)] {
            let plan = indicator::plan(catalog(), &assessment, &block, &mapping, &"4.7.2".into());
            let after = assessment.apply(&Action::Indicator(plan.action(&assessment)));
            prop_assert_eq!(after.indicators.len(), assessment.indicators.len() + plan.added());
        }
        let ids: Vec<award::IndicatorId> = assessment.indicators.keys().cloned().collect();
        let plan = indicator::fill(catalog(), &assessment, &block, (&ids, &[Column::Name, Column::Year(2025)]), &"4.7.2".into());
        let after = assessment.apply(&Action::Indicator(plan.action(&assessment)));
        prop_assert_eq!(after.indicators.len(), assessment.indicators.len() + plan.added());
    }
}
