//! What a person decides: kept by the content of the form, followed where it can be, explained where it cannot.

use dossier::form::{Anchor, FillError, Filled, Form, Mapping, Reason, Target, Values, fill, propose};

use crate::case::values;
use crate::word::{paragraph, table, with_body};

fn form(body: &str) -> Form {
    Form::read(&with_body(body)).expect("a form")
}

/// Fills the only place of a form with a target.
fn decided(form: &Form, target: Target) -> Filled {
    let places = form.places().iter().map(|place| (place.anchor.clone(), target.clone()));
    let mapping = Mapping { form: form.fingerprint().to_owned(), targets: places.collect() };
    fill(form, &mapping, &values()).expect("fills")
}

#[track_caller]
fn writes(body: &str, target: Target, expected: &str) {
    let filled = decided(&form(body), target);
    assert_eq!(filled.filled.iter().map(|each| each.text.as_str()).collect::<Vec<&str>>(), [expected]);
    assert_eq!(filled.not_filled, []);
}

#[track_caller]
fn refuses(body: &str, target: Target, expected: Reason) {
    let filled = decided(&form(body), target);
    assert_eq!(filled.filled, []);
    assert_eq!(filled.not_filled.iter().map(|each| each.reason.clone()).collect::<Vec<Reason>>(), [expected]);
}

#[test]
fn a_decision_is_followed() {
    writes(&table(&["负责人 | "]), Target::Field("top_leader".into()), "吴二");
    writes(&table(&["推荐单位 | "]), Target::Text("市茶产业协会".into()), "市茶产业协会");
    writes(&table(&["申报类别 | □工业企业（制造业） □其他"]), Target::Text("工业".into()), "☑工业企业");
    writes(&paragraph("日期：  年  月  日"), Target::Field("fill_date".into()), "2026年12月9日");
}

#[test]
fn what_stands_there_gives_way_only_to_a_decision() {
    let form = form(&table(&["单位名称 | （请填写全称）"]));
    let proposals = propose(&form, &values());
    let certain = fill(&form, &Mapping::certain(&form, &proposals), &values()).expect("fills");
    assert_eq!(certain.filled, []);
    let filled = decided(&form, Target::Field("org_short".into()));
    let again = Form::read(&filled.bytes).expect("reads");
    let texts: Vec<String> = again.blocks().iter().flat_map(|block| block.paragraphs()).map(|each| each.text()).collect();
    assert_eq!(texts, ["单位名称", "某某茶业"]);
}

#[test]
fn what_cannot_be_written_is_explained() {
    let field = |id: &str| Target::Field(id.into());
    refuses(&table(&["单位名称 | "]), Target::Empty, Reason::LeftEmpty);
    refuses(&table(&["单位名称 | "]), field("report_author"), Reason::NoValue);
    refuses(&table(&["单位名称 | "]), field("no_such_field"), Reason::Unknown);
    refuses(&table(&["单位意见 | "]), field("org_name"), Reason::Reserved);
    refuses(&paragraph("日期：  年  月  日"), field("org_name"), Reason::NotADate("信阳某某茶业股份有限公司".into()));
    refuses(&paragraph("日期：19  年  月  日"), field("fill_date"), Reason::OtherYear(2026));
    refuses(&table(&["规模 | □大型 □小型"]), field("size_class"), Reason::NoOption("中型".into()));
    refuses(&table(&["规模 | ☑大型 □中型"]), field("size_class"), Reason::Occupied("大型".into()));
    let year = Target::FieldIn("revenue".into(), dossier::form::Year::Of(2019));
    refuses(&table(&["营业收入 | "]), year, Reason::NoValueIn(2019));
}

#[test]
fn every_reason_says_something() {
    for reason in [Reason::Locked, Reason::Bound, Reason::TextBoxDiffers, Reason::Entangled, Reason::Undecided("甲".into())] {
        assert!(reason.to_string().chars().count() > 8, "{reason}");
    }
}

#[test]
fn a_mapping_of_another_form_is_refused() {
    let (one, other) = (form(&table(&["单位名称 | "])), form(&table(&["企业名称 | "])));
    let mapping = Mapping::certain(&one, &propose(&one, &values()));
    assert!(matches!(fill(&other, &mapping, &values()), Err(FillError::OtherForm)));
    assert!(fill(&other, &mapping, &values()).expect_err("another form").to_string().contains("另一份"));
}

#[test]
fn a_place_that_is_not_there_is_named() {
    let form = form(&table(&["单位名称 | "]));
    let targets = [(Anchor::new("9.9.9"), Target::Field("org_name".into()))];
    let mapping = Mapping { form: form.fingerprint().to_owned(), targets: targets.into() };
    let filled = fill(&form, &mapping, &values()).expect("fills");
    let unknown: Vec<&str> =
        filled.not_filled.iter().filter(|each| each.reason == Reason::Unknown).map(|each| each.place.as_str()).collect();
    assert_eq!(unknown, ["9.9.9"]);
}

#[test]
fn equal_values_need_no_question() {
    let catalog = schemes::xinyang();
    let sample = award::savefile::open(&crate::case::SAMPLE).expect("the sample").assessment;
    let form = form(&table(&["地址 | "]));
    let ask = |values: &Values| propose(&form, values)[0].found.is_open();
    assert!(ask(&values()), "two addresses");
    assert!(!ask(&Values::new(&catalog, &sample)), "one address");
}

#[test]
fn every_place_is_filled_or_explained() {
    for (_, forms) in crate::case::forms() {
        for (name, form) in &forms {
            let proposals = propose(form, &values());
            let filled = fill(form, &Mapping::certain(form, &proposals), &values()).expect("fills");
            let told = filled.filled.iter().map(|each| &each.place).chain(filled.not_filled.iter().map(|each| &each.place));
            let mut told: Vec<&Anchor> = told.collect();
            let mut all: Vec<&Anchor> = proposals.iter().map(|proposal| &proposal.place).collect();
            told.sort();
            all.sort();
            assert_eq!(told, all, "{name}");
        }
    }
}
