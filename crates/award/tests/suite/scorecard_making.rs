//! What goes into a card is what was chosen, and nothing else.

use std::collections::BTreeSet;

use award::assessment::{Action, Assessment, CardAction, ItemText};
use award::points::Percent;
use award::savefile;
use award::scorecard::{
    Author, Judgement, Lines, Role, Scorecard, Selection, Subject, card_id, lines_of, make, of_every_year, sheet,
};
use jiff::civil::date;

use crate::given::{YEAR, after, catalog, entered};

const SAMPLE: &str = include_str!("../../../../samples/yunwu-tea.json");

fn assessment() -> Assessment {
    let recorded = |action| Action::Card(YEAR, action);
    let text = |which, text: &str| recorded(CardAction::EditedItem("4.1.2".into(), which, text.into()));
    after([
        entered("org_name", "信阳云雾茶业"),
        entered("area", "浉河区"),
        entered("industry", "制造业"),
        entered("size_industry", "其他未列明行业"),
        entered("employees", "612"),
        recorded(CardAction::Scored("4.1.2".into(), Percent::new(60))),
        recorded(CardAction::RatedFactor("4.1.2".into(), "A".into(), Some("50-65".into()))),
        text(ItemText::Strengths, "方向清楚\n\n  双向沟通 \n有台账"),
        text(ItemText::Ofis, "接班计划不足"),
        text(ItemText::Notes, "不外传"),
        Action::EditedNarrative("4.1.2".into(), "正文不外传".into()),
        text(ItemText::Reason, "理由"),
    ])
}

fn card(selection: &Selection) -> Scorecard {
    let assessment = assessment();
    let author = Author { role: Role::Own, name: "".into() };
    let own = assessment.card(YEAR);
    make(catalog(), Subject::of(catalog(), &assessment), author, date(2026, 11, 24).at(9, 0, 0, 0), selection, |item| {
        own.items.get(item).map(|record| Judgement::from(&**record))
    })
}

#[test]
fn nothing_chosen_tells_only_percents() {
    let card = card(&Selection::default());
    assert_eq!(card.items.len(), 1);
    let item = &card.items["4.1.2"];
    assert_eq!((item.percent, item.factors.len(), item.strengths.len(), item.ofis.len()), (Percent::new(60), 0, 0, 0));
    assert_eq!([&*card.subject.county, &*card.subject.industry, &*card.subject.size], ["", "", ""]);
}

#[test]
fn chosen_lines_are_told() {
    let mut strengths = lines([1, 9]);
    let card_of = |strengths: &Lines| card(&Selection { strengths: strengths.clone(), ofis: lines([0]), ..Selection::default() });
    assert_eq!(card_of(&strengths).items["4.1.2"].strengths, ["双向沟通".into()]);
    assert_eq!(card_of(&strengths).items["4.1.2"].ofis, ["接班计划不足".into()]);
    strengths.toggle(&"4.1.2".into(), 1);
    strengths.toggle(&"4.1.2".into(), 2);
    assert_eq!([1, 2, 9].map(|at| strengths.holds(&"4.1.2".into(), at)), [false, true, true]);
    assert_eq!(card_of(&strengths).items["4.1.2"].strengths.len(), 1);
}

fn lines(at: impl IntoIterator<Item = usize>) -> Lines {
    at.into_iter().map(|at| ("4.1.2".into(), at)).collect()
}

#[test]
fn blank_lines_are_none() {
    assert_eq!(lines_of(" 一 \n\n　\n二").collect::<Vec<_>>(), ["一", "二"]);
}

#[test]
fn everything_chosen_tells_no_private_text() {
    let all = Selection { county: true, industry: true, size: true, factors: true, strengths: lines(0..9), ofis: lines(0..9) };
    let card = card(&all);
    assert_eq!([&*card.subject.county, &*card.subject.industry, &*card.subject.size], ["浉河区", "制造业", "大型"]);
    assert_eq!((card.items["4.1.2"].strengths.len(), card.items["4.1.2"].factors.len()), (3, 1));
    let file = award::scorecard::write(&card);
    assert!(!file.contains("不外传") && !file.contains("理由") && !file.contains("612"));
}

#[test]
fn id_is_the_same_in_every_revision() {
    let subject = Subject::of(catalog(), &assessment());
    let examiner = |name: &str| Author { role: Role::Examiner, name: name.into() };
    assert_eq!(card(&Selection::default()).id.as_str(), "a/2025/self/");
    let ids: BTreeSet<_> = [
        card_id(&subject, &examiner("甲")),
        card_id(&subject, &examiner("乙")),
        card_id(&subject, &Author { role: Role::Site, ..examiner("甲") }),
        card_id(&Subject { year: 2024, ..subject.clone() }, &examiner("甲")),
        card_id(&Subject { name: "化名".into(), ..subject.clone() }, &examiner("甲")),
    ]
    .into();
    assert_eq!(ids.len(), 4, "only the name does not count");
}

#[test]
fn roles_have_names_and_keys() {
    let keys: BTreeSet<&str> = Role::ALL.iter().map(|role| role.key()).collect();
    let names: BTreeSet<&str> = Role::ALL.iter().map(|role| role.name()).collect();
    assert_eq!((keys.len(), names.len()), (4, 4));
    for role in Role::ALL {
        assert_eq!(serde_json::to_value(role).expect("a word"), role.key());
    }
}

#[test]
fn a_save_file_gives_a_card_for_every_scored_year_and_no_texts() {
    let scored = |year, value| Action::Card(year, CardAction::Scored("4.1.2".into(), Percent::new(value)));
    let text = Action::Card(2025, CardAction::EditedItem("4.1.2".into(), ItemText::Ofis, "缺少对比".into()));
    let total = Action::Card(2023, CardAction::EditedTotal("600".into()));
    let open = after([scored(2024, 50), scored(2025, 65), text, total]);
    let cards = of_every_year(catalog(), &open, date(2026, 11, 24).at(9, 0, 0, 0));
    let told: Vec<(i16, Option<Percent>)> = cards.iter().map(|card| (card.subject.year, card.percent(&"4.1.2".into()))).collect();
    assert_eq!(told, [(2024, Percent::new(50)), (2025, Percent::new(65))]);
    assert!(cards.iter().all(|card| card.items.values().all(|item| item.strengths.is_empty() && item.ofis.is_empty())));
    assert_ne!(cards[0].id, cards[1].id);
}

#[test]
fn a_score_sheet_holds_whom_it_is_about_and_nothing_else() {
    let sample = savefile::open(SAMPLE).expect("the sample opens").assessment;
    let hidden = Subject { applicant: "x1".into(), name: "甲号企业".into(), alias: true, ..Subject::of(catalog(), &sample) };
    for subject in [Subject::of(catalog(), &assessment()), Subject::of(catalog(), &sample), hidden] {
        let made = sheet(catalog(), "s".into(), date(2026, 11, 28).at(9, 0, 0, 0), &subject, "张专家".into());
        assert_eq!(Subject::of(catalog(), &made), Subject { size: "".into(), ..subject.clone() });
        let held: Vec<(&str, &str)> = made.fields.iter().map(|(field, text)| (field.as_str(), &**text)).collect();
        assert_eq!(held, [("area", &*subject.county), ("industry", &*subject.industry), ("org_name", &*subject.name)]);
        assert_eq!(made, Assessment { fields: made.fields.clone(), ..Assessment::empty(made.head.clone()) });
    }
}

#[test]
fn scores_of_a_sheet_are_the_examiners() {
    let subject = Subject::of(catalog(), &assessment());
    let made = sheet(catalog(), "s".into(), date(2026, 11, 28).at(9, 0, 0, 0), &subject, "张专家".into());
    let scored = made.apply(&Action::Card(YEAR, CardAction::Scored("4.1.2".into(), Percent::new(45))));
    let cards = of_every_year(catalog(), &scored, date(2026, 11, 28).at(9, 0, 0, 0));
    let told: Vec<_> = cards.iter().map(|card| (card.author.clone(), card.subject.applicant.clone())).collect();
    assert_eq!(told, [(Author { role: Role::Examiner, name: "张专家".into() }, subject.applicant)]);
}
