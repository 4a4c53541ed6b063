//! A scheme that was made up, as a file: every document is made of it, and nothing of the bundled one is in them. Days of the
//! round as either scheme has them entered.

use std::rc::Rc;

use award::assessment::{Action, Assessment, CardAction, Head, ItemText};
use award::catalog::Catalog;
use award::criteria::ItemKind;
use award::evidence::{Evidence, EvidenceAction, Link};
use award::form::FieldKind;
use award::indicator::{Column, Direction, Indicator, IndicatorAction};
use award::points::Percent;
use award::timeline::{RoundAction, timeline};
use dossier::archive;
use dossier::chart::Width;
use dossier::docx::Pictures;
use dossier::form::{Form, Mapping, Values, fill, propose};
use dossier::package::{self, Circumstances, Step};
use dossier::timeline::{calendar_file, picture};
use jiff::civil::{DateTime, date};

const FILE: &str = include_str!("../../award/tests/schemes/qingshan-2025.json");

fn now() -> DateTime {
    date(2026, 11, 24).at(9, 30, 0, 0)
}

fn catalog() -> Catalog {
    Catalog::read(FILE, &schemes::xinyang().workdays).expect("it is sound")
}

/// An applicant with something in every field, item, section and list, and days of the round.
fn applicant(catalog: &Catalog) -> Assessment {
    let head = Head {
        id: "q".into(),
        scheme: catalog.scheme.id.clone(),
        criteria: catalog.criteria.id.clone(),
        created: now(),
        year: 2025,
        application_date: None,
        sample: false,
        sheet: None,
    };
    let mut actions = Vec::new();
    for field in catalog.form.every_field() {
        match field.kind {
            FieldKind::Series => actions.push(Action::EditedYear(field.id.clone(), 2025, "12".into())),
            FieldKind::Date => actions.push(Action::EditedField(field.id.clone(), "2019-05-06".into())),
            _ => actions.push(Action::EditedField(field.id.clone(), "青山一厂".into())),
        }
    }
    for item in catalog.criteria.every_item() {
        let card = |action| Action::Card(2025, action);
        actions.push(card(CardAction::Scored(item.id.clone(), Percent::new(70))));
        actions.push(card(CardAction::EditedItem(item.id.clone(), ItemText::Strengths, "有青山的特点".into())));
        actions.push(Action::EditedNarrative(item.id.clone(), "青山一厂的做法。".into()));
    }
    for section in &catalog.criteria.profile.sections {
        actions.push(Action::EditedProfile(section.id.clone(), "青山一厂概况。".into()));
    }
    for item in catalog.criteria.every_item().filter(|item| item.kind == ItemKind::Result) {
        let mut indicator = Indicator { direction: Some(Direction::Higher), ..Indicator::blank(item.id.clone()) };
        for (column, text) in [(Column::Name, "合格率"), (Column::Year(2024), "90"), (Column::Year(2025), "95")] {
            indicator.set(column, &text.into());
        }
        actions.push(Action::Indicator(IndicatorAction::added(vec![(item.id.as_str().into(), Rc::new(indicator))])));
        let links = [Link::Item(item.id.clone())].into();
        let evidence = Evidence { title: "检验记录".into(), trade_secret: true, links, ..Evidence::default() };
        actions.push(Action::Evidence(EvidenceAction::Registered(vec![(item.id.as_str().into(), Rc::new(evidence))])));
    }
    actions.push(Action::Round(RoundAction::Dated("submission_deadline".into(), "2026-12-31".into())));
    actions.push(Action::Round(RoundAction::Dated("decision".into(), "2027-03-01".into())));
    actions.iter().fold(Assessment::empty(head), |state, action| state.apply(action))
}

fn pictures(catalog: &Catalog, assessment: &Assessment) -> Pictures {
    package::figures(catalog, assessment).into_iter().map(|figure| (figure.id, b"\x89PNG\r\n\x1a\n".to_vec())).collect()
}

/// The text of every part of every file in a package.
fn texts(package: &package::Package) -> Vec<(String, String)> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut texts = Vec::new();
    for file in &package.entries {
        match archive::read(&file.bytes) {
            Ok(parts) => texts.extend(parts.into_iter().map(|part| (format!("{}/{}", file.name, part.name), text(&part.bytes)))),
            Err(_) => texts.push((file.name.clone(), text(&file.bytes))),
        }
    }
    texts
}

#[test]
fn every_document_is_made_of_it() {
    let catalog = catalog();
    let assessment = applicant(&catalog);
    let made = package::build(&catalog, &assessment, now(), &pictures(&catalog, &assessment), Vec::new()).expect("a package");
    let zip = made.zip(|attachment| Err(attachment.name.clone())).expect("nothing is attached");
    let verified = package::verify(&zip, &catalog, &assessment).expect("a sound package");
    assert_eq!((verified.files.len(), verified.items), (made.entries.len(), catalog.criteria.every_item().count()));
    assert!(made.file_name.contains("青山市质量创新奖"), "{}", made.file_name);
    let named = |name: &str| made.entries.iter().any(|entry| entry.name.contains(name));
    assert!(named("承诺书") && named("公示") && !named("推荐意见"), "its letters and no others");
    for (name, text) in texts(&made) {
        for bundled in ["信阳", "市长质量奖", "19580", "xinyang"] {
            assert!(!text.contains(bundled), "{name} speaks of {bundled}");
        }
    }
}

#[test]
fn its_package_brings_it_along() {
    let catalog = catalog();
    let assessment = applicant(&catalog);
    let made = package::build(&catalog, &assessment, now(), &pictures(&catalog, &assessment), Vec::new()).expect("a package");
    let zip = made.zip(|attachment| Err(attachment.name.clone())).expect("nothing is attached");
    let opened = package::open(&zip).expect("it opens").opened;
    assert_eq!((opened.assessment, opened.scheme_file.as_deref()), (assessment.clone(), Some(FILE)));
    // A package that says it needs the file and lacks it is no sound one.
    let bundled = Catalog { source: None, ..catalog };
    assert_eq!(package::verify(&zip, &bundled, &assessment).map(|_| ()), Err(package::Fault::Data));
}

/// The text of the notice within the organisation.
fn notice(catalog: &Catalog, assessment: &Assessment) -> String {
    let circumstances = Circumstances { today: date(2026, 11, 24), form: None };
    let document = package::document(catalog, assessment, Step::Notice, circumstances).expect("the notice");
    format!("{:?}", document.sections)
}

#[test]
fn notice_has_the_days_of_the_round() {
    let catalog = schemes::xinyang();
    let head = Head { scheme: catalog.scheme.id.clone(), criteria: catalog.criteria.id.clone(), ..applicant(&catalog).head };
    let blank = Assessment::empty(head);
    assert!(notice(&catalog, &blank).contains("____年__月__日"));
    let start = |day: &str| blank.apply(&Action::EditedField("publicity_start".into(), day.into()));
    // The last of the five working days is counted, the day after the start being the first.
    let counted = notice(&catalog, &start("2026-03-02"));
    assert!(counted.contains("2026年3月2日") && counted.contains("2026年3月9日"), "{counted}");
    assert!(!counted.contains("____年__月__日"), "{counted}");
    // A last day that rests on a year without announced calendar is not sure enough to be printed.
    let unsure = notice(&catalog, &start("2026-12-30"));
    assert!(unsure.contains("2026年12月30日") && unsure.contains("____年__月__日"), "{unsure}");
    let entered = start("2026-12-30").apply(&Action::EditedField("publicity_end".into(), "2027-01-08".into()));
    assert!(notice(&catalog, &entered).contains("2027年1月8日"));
}

#[test]
fn its_round_is_drawn_and_dated() {
    let catalog = catalog();
    let assessment = applicant(&catalog);
    // Its form asks for no days of the notice: they stand in the round. Seven working days after Monday 2 March.
    let noticed = assessment.apply(&Action::Round(RoundAction::Dated("internal_notice".into(), "2026-03-02".into())));
    let letter = notice(&catalog, &noticed);
    assert!(letter.contains("2026年3月2日") && letter.contains("2026年3月11日"), "{letter}");
    let chart = picture(&catalog, &assessment.round, date(2026, 11, 24), Width::SCREEN);
    assert!(chart.svg.contains("内部公示") && chart.svg.contains("区政府公布"), "{}", chart.svg);
    let round = timeline(&catalog, &assessment.round);
    // Seven working days end on Wednesday 30 December if they start on Monday 21 December.
    let latest = round.stage(&"internal_notice".into()).and_then(|stage| stage.room.latest.clone()).expect("it has to be over");
    assert_eq!(latest.value, date(2026, 12, 21));
    let text = calendar_file(&catalog, &round, &"q".into(), now());
    assert!(text.contains("DTSTART;VALUE=DATE:20261221") && text.contains("DTSTART;VALUE=DATE:20270301"), "{text}");
    assert!(!text.contains("信阳"), "{text}");
}

#[test]
fn official_forms_are_filled_by_its_fields() {
    let catalog = catalog();
    let assessment = applicant(&catalog);
    let form = Form::read(include_bytes!("forms/grid.docx")).expect("a form");
    let values = Values::new(&catalog, &assessment);
    let filled = fill(&form, &Mapping::certain(&form, &propose(&form, &values)), &values).expect("it is filled");
    assert!(filled.filled.iter().any(|place| place.text == "青山一厂"), "the applicant's name has its place");
}
