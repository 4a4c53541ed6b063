//! Files of every version ever written: they must open for ever, and the current one is written back byte for byte.

use award::assessment::{Action, Assessment, Choice, Head, ItemText};
use award::points::Percent;
use award::savefile::{open, write};
use jiff::civil::date;

/// A file of version 1 that uses every key, made by hand.
pub const V1: &str = include_str!("../golden/v1.json");

/// What it says.
fn expected() -> Assessment {
    let answer = |id: &str, choice| Action::Answered(id.into(), Some(choice));
    let text = |item: &str, which, text: &str| Action::EditedItem(item.into(), which, text.into());
    let rated = |item: &str, factor: &str, band: &str| Action::RatedFactor(item.into(), factor.into(), Some(band.into()));
    let entered = [
        Action::EditedField("employees".into(), "612".into()),
        Action::EditedField("founded".into(), "2016年3月18日".into()),
        Action::EditedField("org_name".into(), "信阳云雾𬭎茶业有限公司".into()),
        Action::EditedField("patents".into(), "发明专利 3 件\n“引号”与\\反斜杠\t制表符".into()),
        Action::EditedYear("profit_total".into(), 2023, "-12.5".into()),
        Action::EditedYear("revenue".into(), 2024, "9,800".into()),
        Action::EditedYear("revenue".into(), 2025, "12,000.5".into()),
        answer("accident", Choice::No),
        answer("does_business", Choice::Yes),
        Action::NotedAnswer("does_business".into(), "见营业执照".into()),
        Action::NotedAnswer("loss_made".into(), "等审计报告".into()),
        answer("small_giant", Choice::Unsure),
        Action::Scored("4.1.2".into(), Percent::new(0)),
        Action::Scored("4.4.3".into(), Percent::new(65)),
        rated("4.4.3", "A", "50-65"),
        rated("4.4.3", "D", "50-65"),
        rated("4.4.3", "I", "30-45"),
        rated("4.4.3", "L", "70-85"),
        text("4.4.3", ItemText::Narrative, "资金预算按季滚动。🍵"),
        text("4.4.3", ItemText::Strengths, "预算闭环\n风险预警"),
        text("4.4.3", ItemText::Ofis, "缺少对比"),
        text("4.4.3", ItemText::Reason, "上年已整改"),
        text("4.4.3", ItemText::Notes, "现场核实"),
        Action::Scored("4.7.2".into(), Percent::new(100)),
        rated("4.7.2", "C", "90-100"),
        rated("4.7.2", "Le", "90-100"),
        rated("4.7.2", "T", "0-5"),
        Action::EditedProfile("P.1a".into(), "茶叶种植、加工和销售。".into()),
        Action::EditedProfile("P.2c".into(), "每季度评审。".into()),
    ];
    let head = Head {
        id: "5f3c2a9e-golden".into(),
        scheme: "xinyang-2022".into(),
        criteria: "gbt19580-2012".into(),
        created: date(2026, 11, 24).at(9, 30, 0, 0),
        year: 2025,
        application_date: Some(date(2026, 12, 31)),
        sample: true,
    };
    entered.iter().fold(Assessment::empty(head), |state, action| state.apply(action))
}

#[test]
fn version_1_opens_for_ever() {
    let opened = open(V1).expect("it opens");
    assert_eq!(opened.warnings, []);
    assert_eq!(opened.assessment, expected());
}

#[test]
fn version_1_is_written_back_byte_for_byte() {
    assert_eq!(write(&open(V1).expect("it opens").assessment), V1);
    assert_eq!(write(&expected()), V1);
}
