//! Files of every version ever written: they must open for ever, and the current one is written back byte for byte.

use std::collections::BTreeSet;
use std::rc::Rc;

use award::assessment::events::{CertificateChange, CertificateText, EventChange, EventText};
use award::assessment::{Action, Assessment, CardAction, Choice, Head, ImprovementChange, ItemText, Reopening, ScoreSheet};
use award::calendar::YearCalendar;
use award::catalog::Catalog;
use award::documents::{DocumentsAction, Margin, OfficialForm, Picture};
use award::evidence::{ContentHash, Evidence, EvidenceAction, FileFacts, Link};
use award::indicator::{Column, Indicator, IndicatorAction};
use award::planner::{Improvement, Level};
use award::points::Percent;
use award::savefile::{open, write, write_for};
use award::timeline::RoundAction;
use jiff::civil::date;

use crate::given;

/// A file of version 1 that uses every key, made by hand.
pub const V1: &str = include_str!("../golden/v1.json");

/// A file of version 2 that uses every key, made by hand.
pub const V2: &str = include_str!("../golden/v2.json");

/// What version 1 says.
fn expected() -> Assessment {
    let answer = |id: &str, choice| Action::Answered(id.into(), Some(choice));
    let text = |item: &str, which, text: &str| Action::Card(2025, CardAction::EditedItem(item.into(), which, text.into()));
    let rated = |item: &str, factor: &str, band: &str| {
        Action::Card(2025, CardAction::RatedFactor(item.into(), factor.into(), Some(band.into())))
    };
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
        Action::Card(2025, CardAction::Scored("4.1.2".into(), Percent::new(0))),
        Action::Card(2025, CardAction::Scored("4.4.3".into(), Percent::new(65))),
        rated("4.4.3", "A", "50-65"),
        rated("4.4.3", "D", "50-65"),
        rated("4.4.3", "I", "30-45"),
        rated("4.4.3", "L", "70-85"),
        Action::EditedNarrative("4.4.3".into(), "资金预算按季滚动。🍵".into()),
        text("4.4.3", ItemText::Strengths, "预算闭环\n风险预警"),
        text("4.4.3", ItemText::Ofis, "缺少对比"),
        text("4.4.3", ItemText::Reason, "上年已整改"),
        text("4.4.3", ItemText::Notes, "现场核实"),
        Action::Card(2025, CardAction::Scored("4.7.2".into(), Percent::new(100))),
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
        sheet: None,
    };
    entered.iter().fold(Assessment::empty(head), |state, action| state.apply(action))
}

#[test]
fn version_1_opens_for_ever() {
    let opened = open(V1).expect("it opens");
    assert_eq!(opened.warnings, []);
    assert_eq!(opened.assessment, expected());
    assert_eq!(
        opened.changes,
        [
            "由格式 1 转成格式 2，内容没有增减",
            "3 个条款的评分和文字移到 2025 年度的自评里",
            "1 个条款的报告正文从评分移到自评报告"
        ]
    );
    assert_eq!(open(V2).expect("it opens").changes, [""; 0]);
}

fn events() -> Vec<Action> {
    let change = |id: &str, change| Action::ChangedEvent(id.into(), change);
    let text = |id: &str, which, text: &str| change(id, EventChange::Edited(which, text.into()));
    vec![
        change("e1", EventChange::Recorded("failed_inspection".into())),
        text("e1", EventText::From, "2024-06-12"),
        text("e1", EventText::SecondDate, "2024-04-02"),
        change("e1", EventChange::Ranked(Some("provincial".into()))),
        change("e1", EventChange::Overturned(true)),
        text("e1", EventText::Note, "复检合格，见报告"),
        change("e2", EventChange::Recorded("unlicensed".into())),
        text("e2", EventText::From, "2021-01-01"),
        text("e2", EventText::Until, "2021-03-31"),
        change("e3", EventChange::Recorded("listed_dishonest".into())),
        change("e3", EventChange::Continued(true)),
    ]
}

fn certificate() -> Vec<Action> {
    let change = |change| Action::ChangedCertificate("c1".into(), change);
    let text = |which, text: &str| change(CertificateChange::Edited(which, text.into()));
    vec![
        change(CertificateChange::Recorded("small_giant".into())),
        text(CertificateText::Number, "GXB-2024-0123"),
        text(CertificateText::IssuedBy, "工业和信息化部"),
        text(CertificateText::ValidFrom, "2024年7月1日"),
        text(CertificateText::ValidUntil, "2027-06-30"),
        text(CertificateText::Note, "第六批"),
    ]
}

fn round() -> Vec<Action> {
    let own = YearCalendar { days_off: [date(2027, 1, 1), date(2027, 1, 2)].into(), make_up: [date(2026, 12, 26)].into() };
    vec![
        given::dated("announcement", "2026年11月23日"),
        given::dated("winners_notice_end", "2026-11-30"),
        Action::Round(RoundAction::Announced(2027, own)),
    ]
}

/// An indicator with every text.
fn pass_first() -> Indicator {
    let template = given::catalog().indicators.template(&"pass_first".into()).expect("it is in the library");
    let mut indicator = template.indicator();
    for (column, text) in [
        (Column::Year(2023), "98.01"),
        (Column::Year(2024), "98.37%"),
        (Column::Year(2025), "９８．８８"),
        (Column::Target, "≥98.8"),
        (Column::Competitor, "企业 A"),
        (Column::CompetitorValue, "99.2"),
        (Column::Average, "96.8"),
        (Column::Benchmark, "99.5"),
        (Column::Source, "行业协会质量简报"),
        (Column::Note, "不含委托加工\n含袋泡茶"),
    ] {
        indicator.set(column, &text.into());
    }
    indicator
}

/// What version 2 says: the same and what version 1 had no place for.
fn expected_of_v2() -> Assessment {
    let last = |action| Action::Card(2024, action);
    let reopening = |minute, reason: &str| {
        CardAction::Reopened(Reopening { at: date(2026, 3, 2).at(10, minute, 0, 0), reason: reason.into() })
    };
    let entered = [
        last(CardAction::Scored("4.4.3".into(), Percent::new(55))),
        last(CardAction::EditedTotal("587.5".into())),
        last(CardAction::RatedYear(Some(Choice::Yes))),
        last(CardAction::Closed(date(2026, 3, 1).at(9, 0, 0, 0))),
        last(reopening(15, "审计调整")),
        last(CardAction::Closed(date(2026, 3, 2).at(18, 0, 0, 0))),
        Action::Aimed("4.4.3".into(), Percent::new(70)),
        Action::SwitchedReading("three-years".into(), "calendar-years".into()),
        Action::SwitchedReading("good-line".into(), "650".into()),
        Action::Indicator(IndicatorAction::added(vec![
            ("k0001".into(), Rc::new(pass_first())),
            ("k0002".into(), Rc::new(Indicator::blank("4.7.7".into()))),
        ])),
        Action::Evidence(EvidenceAction::Registered(vec![
            ("e-licence".into(), Rc::new(licence())),
            ("e-paper".into(), Rc::default()),
        ])),
    ];
    let entered = entered.into_iter().chain(events()).chain(certificate()).chain(documents()).chain(improvements());
    let entered = entered.chain(round());
    let applied = entered.collect::<Vec<Action>>().iter().fold(expected(), |state, action| state.apply(action));
    let sheet = ScoreSheet { applicant: "5f3c2a9e".into(), alias: true, examiner: "张专家".into() };
    Assessment { head: Head { sheet: Some(sheet), ..applied.head }, ..applied }
}

/// Decisions about documents that use every key.
fn documents() -> Vec<Action> {
    let file = |name: &str, size, media_type: &str, sha256: &str, modified| FileFacts {
        name: name.into(),
        size,
        media_type: media_type.into(),
        sha256: ContentHash::parse(sha256).expect("a hash"),
        modified,
    };
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    let hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    let form = |fingerprint: &str| OfficialForm {
        file: file("附件2 申报表.docx", 48_211, word, hash, 1_764_032_400_123),
        fingerprint: fingerprint.into(),
    };
    let hash = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";
    let picture = Picture { file: file("检测现场.jpg", 204_800, "image/jpeg", hash, 0), width: 1600, height: 1200 };
    let decided = |anchor: &str, target: &str| DocumentsAction::Decided(anchor.into(), Some(target.into()));
    let actions = vec![
        DocumentsAction::ChoseMargin(Margin::new(28)),
        DocumentsAction::ChoseProfileLimit(Some(4_000)),
        DocumentsAction::ChoseReportLimit(Some(30_000)),
        DocumentsAction::TookForm(Some(form("beef"))),
        decided("0", ""),
        DocumentsAction::TookForm(Some(form("f00d"))),
        decided("2.0.1.0", "@org_name"),
        decided("2.3.2.0", "@revenue/-1"),
        DocumentsAction::Wrote("5:12".into(), "=见附页".into()),
        DocumentsAction::AddedPicture("p1".into(), picture),
    ];
    actions.into_iter().map(Action::Documents).collect()
}

/// An entry of the plan that uses every key, and one that says nothing.
fn improvements() -> Vec<Action> {
    let whole = Improvement {
        item: Some("4.4.3".into()),
        text: "预算执行每月与标杆对比".into(),
        owner: "财务部 李工".into(),
        due: Some(date(2027, 3, 31)),
        effort: Level::Low,
        effect: Level::High,
        done: true,
        reported: true,
    };
    let added = |id: &str, entry| Action::Improvement(id.into(), ImprovementChange::Added(Rc::new(entry)));
    vec![added("m0001", whole), added("m0002", Improvement::default())]
}

/// A piece of evidence that uses every key.
fn licence() -> Evidence {
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    Evidence {
        file: Some(FileFacts {
            name: "营业执照（副本）.pdf".into(),
            size: 5 << 30,
            media_type: "application/pdf".into(),
            sha256: ContentHash::parse(empty).expect("a hash"),
            modified: 1_764_032_400_123,
        }),
        title: "营业执照".into(),
        issuer: "信阳市市场监督管理局".into(),
        dated: "2016年3月18日".into(),
        valid_until: "长期".into(),
        pages: "2".into(),
        trade_secret: true,
        links: BTreeSet::from([
            Link::Item("4.4.3".into()),
            Link::Requirement("established".into()),
            Link::Indicator("revenue-growth".into()),
            Link::Field("founded".into()),
        ]),
        order: 3,
        note: "原件在档案室".into(),
    }
}

#[test]
fn version_2_opens_for_ever() {
    let opened = open(V2).expect("it opens");
    assert_eq!(opened.warnings, []);
    assert_eq!(opened.assessment, expected_of_v2());
}

#[test]
fn the_present_version_is_written_back_byte_for_byte() {
    let opened = open(V2).expect("it opens");
    let catalog = Catalog { source: opened.scheme_file, ..given::catalog().clone() };
    assert_eq!(write_for(&catalog, &opened.assessment), V2);
    assert_eq!(write_for(&catalog, &expected_of_v2()), V2);
}

#[test]
fn an_older_file_is_written_in_the_present_version() {
    let written = write(&open(V1).expect("it opens").assessment);
    let opened = open(&written).expect("it opens again");
    assert_eq!((opened.version, opened.assessment), (award::savefile::VERSION, expected()));
}
