//! What is read from an assessment and from the criteria.

use award::applicant;
use award::assessment::{Action, CardAction, ItemText};
use award::criteria::ItemKind;
use award::overview::{Step, overview};
use award::points::Percent;

use crate::given::{self, catalog};

#[test]
fn every_text_of_an_item_is_read_back() {
    let texts = [ItemText::Strengths, ItemText::Ofis, ItemText::Reason, ItemText::Notes];
    let state = given::after(
        texts.map(|which| Action::Card(given::YEAR, CardAction::EditedItem("4.1.2".into(), which, format!("{which:?}").into()))),
    );
    for which in texts {
        assert_eq!(**state.item(&"4.1.2".into()).texts.get(which), format!("{which:?}"));
    }
    assert_eq!(state.item(&"4.1.3".into()).texts, award::assessment::ItemTexts::default());
}

#[test]
fn each_year_has_a_card_of_its_own() {
    let scored = |year, percent| Action::Card(year, CardAction::Scored("4.1.2".into(), Percent::new(percent)));
    let state = given::after([scored(2024, 40), scored(given::YEAR, 55)]);
    let percents = [2023, 2024, 2025].map(|year| state.card(year).percent(&"4.1.2".into()));
    assert_eq!(percents, [None, Percent::new(40), Percent::new(55)]);
    let earlier = state.apply(&Action::ChangedYear(2024));
    assert_eq!([&state, &earlier].map(|state| state.item(&"4.1.2".into()).percent), [Percent::new(55), Percent::new(40)]);
}

#[test]
fn sections_and_series_are_read_back() {
    let state =
        given::after([Action::EditedProfile("P.1a".into(), "茶".into()), Action::EditedYear("revenue".into(), 2024, "1".into())]);
    assert_eq!([&*state.section(&"P.1a".into()), &*state.section(&"P.1b".into())], ["茶", ""]);
    assert_eq!([2023, 2024, 2025].map(|year| state.field_in("revenue", year).to_string()), ["", "1", ""]);
}

#[test]
fn figures_cover_the_three_latest_years() {
    assert_eq!(given::blank().years(), [2023, 2024, 2025]);
    assert_eq!(given::after([Action::ChangedYear(2020)]).years(), [2018, 2019, 2020]);
    assert_eq!(given::after([Action::ChangedYear(i16::MIN)]).years(), [i16::MIN; 3]);
}

#[test]
fn items_and_bands_are_found_by_id() {
    let criteria = &catalog().criteria;
    for item in criteria.every_item() {
        assert_eq!(criteria.item(&item.id), Some(item));
    }
    for band in &criteria.bands {
        assert_eq!(criteria.band(&band.id), Some(band));
    }
    assert_eq!((criteria.item(&"4.1".into()), criteria.band(&"50".into())), (None, None));
}

#[test]
fn every_percent_has_its_band() {
    let criteria = &catalog().criteria;
    let ends = [(0, 5), (10, 25), (30, 45), (50, 65), (70, 85), (90, 100)];
    for percent in Percent::every() {
        let end = ends.iter().find(|(min, max)| (*min..=*max).contains(&percent.value())).expect("a band");
        assert_eq!(criteria.band_of(percent).map(|band| (band.min, band.max)), Some(*end));
        assert_eq!(criteria.bands.iter().filter(|band| band.holds(percent)).count(), 1);
    }
}

#[test]
fn bands_describe_the_factors_of_either_kind() {
    for band in &catalog().criteria.bands {
        assert_eq!(band.descriptions(ItemKind::Process), band.process);
        assert_eq!(band.descriptions(ItemKind::Result), band.result);
        assert_ne!(band.process, band.result);
    }
}

#[test]
fn mistakes_are_asked_to_be_checked_and_what_may_be_right_is_only_counted() {
    let (catalog, today) = (catalog(), given::TODAY);
    // The check character of the code does not fit, as in some early codes; a mobile number has no letters.
    let state = given::after([
        given::entered("uscc", "91411500MA9G123409"),
        given::entered("contact_mobile", "1393760123x"),
        Action::EditedYear("revenue".into(), 2024, "约三千".into()),
    ]);
    let doubts = applicant::doubts(catalog, catalog.form.every_field(), &state, today);
    let places: Vec<(&str, Option<i16>)> = doubts.iter().map(|(field, year, _)| (field.id.as_str(), *year)).collect();
    assert_eq!(places, [("uscc", None), ("contact_mobile", None), ("revenue", Some(2024))]);
    let asked: Vec<String> = overview(catalog, &state, today)
        .next
        .into_iter()
        .filter_map(|step| match step {
            Step::Check(_, fields) => Some(fields.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")),
            _ => None,
        })
        .collect();
    assert_eq!(asked, ["contact_mobile", "revenue"]);
}

/// Figures by field and year, as they are typed.
type Figures = &'static [(&'static str, i16, &'static str)];

/// What is doubtful about a figure of 2025 beside others: the field, the figures, the words.
const FIGURES: &[(&str, Figures, Option<&str>)] = &[
    ("net_profit", &[("net_profit", 2025, "100"), ("profit_total", 2025, "100")], None),
    ("net_profit", &[("net_profit", 2025, "100.01"), ("profit_total", 2025, "100")], Some("高于利润总额，请核对（100）")),
    ("net_profit", &[("net_profit", 2025, "-5"), ("profit_total", 2025, "-8")], Some("高于利润总额，请核对（-8）")),
    ("net_profit", &[("net_profit", 2025, "100"), ("profit_total", 2024, "50")], None),
    ("net_profit", &[("net_profit", 2025, "约 100"), ("profit_total", 2025, "50")], Some("请只写数字，单位已在栏目名中")),
    ("debt_ratio", &[("debt_ratio", 2025, "39.7"), ("asset_total", 2025, "29560"), ("equity_end", 2025, "17830")], None),
    ("debt_ratio", &[("debt_ratio", 2025, "39.6820"), ("asset_total", 2025, "29560"), ("equity_end", 2025, "17830")], None),
    (
        "debt_ratio",
        &[("debt_ratio", 2025, "41.3"), ("asset_total", 2025, "29560"), ("equity_end", 2025, "17830")],
        Some("与年末资产、所有者权益算出的不一致，请核对（39.68）"),
    ),
    ("debt_ratio", &[("debt_ratio", 2025, "41.3"), ("asset_total", 2025, "0"), ("equity_end", 2025, "0")], None),
    ("debt_ratio", &[("debt_ratio", 2025, "41.3"), ("asset_total", 2025, "29560")], None),
    ("asset_begin", &[("asset_begin", 2025, "26720"), ("asset_total", 2024, "26720.4")], None),
    (
        "asset_begin",
        &[("asset_begin", 2025, "26720"), ("asset_total", 2024, "26700")],
        Some("与上年的年末资产总额不一致，请核对（26700）"),
    ),
    ("asset_begin", &[("asset_begin", 2025, "26720"), ("asset_total", 2025, "26700")], None),
];

#[test]
fn figures_are_looked_at_beside_each_other() {
    for (field, figures, expected) in FIGURES {
        let typed = figures.iter().map(|(field, year, text)| Action::EditedYear((*field).into(), *year, (*text).into()));
        let (catalog, state) = (catalog(), given::after(typed));
        let found =
            applicant::problem_in(catalog, catalog.form.field(field).expect("the field"), given::YEAR, &state, given::TODAY);
        assert_eq!(found.map(|problem| problem.message().into_owned()).as_deref(), *expected, "{figures:?}");
    }
}

#[test]
fn the_sample_has_figures_that_fit() {
    let sample = award::savefile::open(include_str!("../../../../samples/yunwu-tea.json")).expect("the sample").assessment;
    assert_eq!(applicant::doubts(catalog(), catalog().form.every_field(), &sample, given::TODAY), []);
}

#[test]
fn registered_evidence_stands_for_the_list_of_it() {
    let catalog = catalog();
    let field = catalog.form.field("evidence_list").expect("the field");
    let blank = given::blank();
    assert_eq!(applicant::stand_in(field, &blank), None);
    assert!(!applicant::is_filled(catalog, field, &blank));
    let piece = std::rc::Rc::new(award::evidence::Evidence::default());
    let state = given::after([Action::Evidence(award::evidence::EvidenceAction::Registered(vec![("e1".into(), piece)]))]);
    assert_eq!(applicant::stand_in(field, &state).as_deref(), Some("已登记 1 份，见《证实性材料目录》"));
    assert!(applicant::is_filled(catalog, field, &state));
    let other = catalog.form.field("honors").expect("the field");
    assert_eq!(applicant::stand_in(other, &state), None);
}

#[test]
fn an_empty_result_says_what_is_lacking() {
    for (typed, field, says) in [
        (vec![], "org_code", "自动得出，所需栏目还没填"),
        (vec![given::entered("uscc", "91411500MA9G12340")], "org_code", "统一社会信用代码有误，核对后自动得出"),
        (vec![given::entered("area", "某新区")], "region_code", "所填县区没有单独的行政区划代码"),
        (vec![], "selfeval_total", "全部条款评完后自动得出"),
    ] {
        let state = given::after(typed);
        assert_eq!(applicant::computed(catalog(), field, &state), "".into(), "{field}");
        assert_eq!(applicant::lacking(field, &state), says, "{field}");
    }
}
