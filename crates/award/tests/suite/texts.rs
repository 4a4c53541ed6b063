//! The texts of the report: how long they are, and which pictures they show.

use award::assessment::{Action, CardAction, ItemText};
use award::documents::{DocumentsAction, Picture};
use award::evidence::{ContentHash, FileFacts};
use award::overview::{Lengths, lengths};
use award::prose::{self, Reference};

use crate::given::{self, catalog};

fn picture(name: &str) -> Picture {
    let sha256 = ContentHash::parse("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855").expect("a hash");
    let file = FileFacts { name: name.into(), size: 1, media_type: "image/png".into(), sha256, modified: 0 };
    Picture { file, width: 4, height: 3 }
}

#[test]
fn only_pictures_that_a_text_shows_are_originals() {
    let added = |id: &str| Action::Documents(DocumentsAction::AddedPicture(id.into(), picture(id)));
    let mark = prose::picture_mark(&"p1".into(), "图样");
    let assessment =
        given::after([added("p1"), added("p11"), added("p2"), Action::EditedNarrative("4.1.2".into(), mark.as_str().into())]);
    let names: Vec<String> = assessment.originals().map(|file| file.name.to_string()).collect();
    assert_eq!(names, ["p1"]);
    assert_eq!(assessment.files().count(), 3, "the others can still be brought back");
}

#[test]
fn lengths_count_what_readers_see() {
    let texts = [
        Action::EditedProfile("P.1a".into(), "# 概况\n主营 毛尖".into()),
        Action::EditedNarrative("4.1.2".into(), "**首席**质量官".into()),
        Action::Card(given::blank().head.year, CardAction::EditedItem("4.1.2".into(), ItemText::Strengths, "一 二".into())),
        Action::Card(given::blank().head.year, CardAction::EditedItem("4.1.2".into(), ItemText::Notes, "不算".into())),
    ];
    assert_eq!(lengths(catalog(), &given::after(texts)), Lengths { profile: 6, report: 7 });
}

#[test]
fn references_follow_what_they_lead_to() {
    let gone = Reference::Evidence("e1".into());
    assert_eq!(gone.name(catalog(), &given::blank()), None);
    let indicator =
        award::indicator::Indicator { name: " 合格率 ".into(), ..award::indicator::Indicator::blank("4.7.2".into()) };
    let added = award::indicator::IndicatorAction::added(vec![("k1".into(), std::rc::Rc::new(indicator))]);
    let assessment = given::after([Action::Indicator(added)]);
    assert_eq!(Reference::Indicator("k1".into()).name(catalog(), &assessment).as_deref(), Some("4.7.2“合格率”"));
}
