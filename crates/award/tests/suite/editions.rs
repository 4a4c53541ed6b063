//! From GB/T 19580-2004 to 2012: everything moves at once, nothing is lost, and what stayed behind is told.

use std::collections::BTreeSet;

use award::assessment::{Action, Assessment, CardAction, ItemText};
use award::edition::Edition;
use award::points::Percent;
use proptest::prelude::*;

use crate::given::{YEAR, blank, cases, catalog};

fn edition() -> Edition {
    schemes::editions().into_iter().find(|edition| edition.id.as_str() == "gbt19580-2004").expect("the edition of 2004")
}

fn by_2004(actions: impl IntoIterator<Item = Action>) -> Assessment {
    let mut start = blank();
    start.head.criteria = "gbt19580-2004".into();
    actions.into_iter().fold(start, |state, action| state.apply(&action))
}

fn strengths(item: &str, text: &str) -> Action {
    Action::Card(YEAR, CardAction::EditedItem(item.into(), ItemText::Strengths, text.into()))
}

fn narrative(item: &str, text: &str) -> Action {
    Action::EditedNarrative(item.into(), text.into())
}

#[test]
fn the_edition_is_whole_and_leads_to_what_there_is() {
    let edition = edition();
    assert_eq!(edition.items.iter().map(|row| row.points).sum::<u16>(), 1000);
    assert_eq!(edition.items.iter().map(|row| &row.from).collect::<BTreeSet<_>>().len(), edition.items.len());
    let reached: BTreeSet<_> = edition.items.iter().flat_map(|row| &row.to).collect();
    let all: BTreeSet<_> =
        catalog().criteria.categories.iter().flat_map(|category| &category.items).map(|item| &item.id).collect();
    assert_eq!(reached, all, "every item of 2012 has somewhere to come from");
}

#[test]
fn numbers_that_mean_something_else_now_do_not_mix() {
    let before = by_2004([narrative("4.1.1", "领导"), narrative("4.1.2", "责任"), narrative("4.2.2", "部署")]);
    let (after, _) = edition().bring(&before);
    assert_eq!(&*after.narrative(&"4.1.2".into()), "领导");
    assert_eq!(&*after.narrative(&"4.1.4".into()), "责任");
    assert_eq!(&*after.narrative(&"4.2.3".into()), "部署");
    assert_eq!(&*after.narrative(&"4.2.2".into()), "");
    assert_eq!(after.head.criteria.as_str(), "gbt19580-2012");
}

#[test]
fn the_report_tells_moved_split_and_left_behind() {
    let scored = Action::Card(YEAR, CardAction::Scored("4.1.1".into(), Percent::new(50)));
    let before = by_2004([strengths("4.1.1", "甲"), scored, strengths("4.1.2", "乙"), narrative("9.9", "丙")]);
    let (after, moved) = edition().bring(&before);
    let told: Vec<String> = moved.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "原 4.1.1 组织的领导 拆分为 4.1.2、4.1.3：1 处内容，文字都放在 4.1.2，请分开；1 个评分没有带过来，请按新版重新评",
            "原 4.1.2 社会责任 → 4.1.4：1 处内容",
            "原 9.9  没有对应的条款，留在原文件里：1 处内容",
        ]
    );
    assert_eq!(after.item(&"4.1.2".into()).percent, None);
}

#[test]
fn items_that_were_joined_keep_both_texts() {
    let (after, _) = edition().bring(&by_2004([narrative("4.4.4", "信息"), narrative("4.6.2", "知识")]));
    assert_eq!(&*after.narrative(&"4.4.4".into()), "信息\n知识");
}

#[test]
fn the_total_of_a_year_that_was_scored_stays() {
    let all: Vec<_> = edition().items.iter().map(|row| row.from.clone()).collect();
    let score = |item: &award::ItemId| Action::Card(YEAR, CardAction::Scored(item.clone(), Percent::new(55)));
    let (after, _) = edition().bring(&by_2004(all.iter().map(score)));
    assert_eq!(&*after.card(YEAR).recorded_total, "550");
    let (after, _) = edition().bring(&by_2004(all[1..].iter().map(score)));
    assert_eq!(&*after.card(YEAR).recorded_total, "");
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn no_text_is_lost(chosen in proptest::collection::btree_set(0_usize..22, 0..22)) {
        let items: Vec<_> = edition().items.iter().map(|row| row.from.clone()).collect();
        let text = |at: usize| format!("[{at}]");
        let actions = chosen.iter().flat_map(|at| [narrative(items[*at].as_str(), &text(*at)), strengths(items[*at].as_str(), &text(*at))]);
        let (after, moved) = edition().bring(&by_2004(actions));
        let narratives: String = after.narratives.values().map(|text| text.to_string()).collect();
        let cards = after.card(YEAR);
        let strengths: String = cards.items.values().map(|record| record.texts.strengths.to_string()).collect();
        for at in 0..22 {
            let count = usize::from(chosen.contains(&at));
            prop_assert_eq!(narratives.matches(&text(at)).count(), count);
            prop_assert_eq!(strengths.matches(&text(at)).count(), count);
        }
        prop_assert_eq!(moved.len(), chosen.len());
    }
}
