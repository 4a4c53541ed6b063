//! The papers of workshops and reviews: what they hold, and what they must never tell.

mod given;

use std::io::{Cursor, Read};
use std::rc::Rc;

use award::assessment::{Action, Assessment, CardAction, ImprovementChange, ImprovementMap};
use award::calendar::Counted;
use award::cohort;
use award::consensus;
use award::planner::Improvement;
use award::points::{Percent, Points};
use award::review::{Answer, Choice, Event, Notice, Objection, Objector, Rehearsal, Session, Tally};
use award::scheme::ThoseVoting;
use award::scorecard::Role;
use award::scoring::{self, Shortlist};
use dossier::document::Document;
use dossier::docx::{self, Properties};
use dossier::{cells, workbook};
use jiff::civil::date;

use self::given::{Room, act, agreed, catalog, counted, now, scored_alone};

fn sample() -> Assessment {
    award::savefile::open(include_str!("../../../../samples/yunwu-tea.json")).expect("the sample").assessment
}

/// Everything that a document says, as its main part.
fn words(document: &Document) -> String {
    let bytes = docx::write(document, &docx::Pictures::new(), Properties { created: now() }).expect("a document");
    part(bytes, "word/document.xml")
}

fn part(bytes: Vec<u8>, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a container");
    let mut text = String::new();
    archive.by_name(name).expect("the part").read_to_string(&mut text).expect("text");
    text
}

fn sheet<'a>(sheets: &'a [cells::Sheet], name: &str) -> &'a cells::Block {
    &sheets.iter().find(|sheet| sheet.name == name).unwrap_or_else(|| panic!("no sheet {name}")).block
}

#[test]
fn workbook_of_a_room_holds_every_card_and_the_statistics() {
    let room = Room::of(40);
    let bytes = dossier::cohort::workbook(&room.view(), now()).expect("a workbook");
    let sheets = cells::read_workbook(&bytes).expect("it opens");
    assert_eq!(sheets.iter().map(|sheet| sheet.name.as_str()).collect::<Vec<_>>(), ["总表", "条款", "类目", "分组"]);
    let cards = sheet(&sheets, "总表");
    for (at, card) in room.gathering.cards().iter().enumerate() {
        assert_eq!(cards.at(at + 1, 0), &*card.subject.name);
        assert_eq!(cards.at(at + 1, 6), room.table.totals[at].earned.to_string());
    }
    let median = &cohort::item_statistics(&room.table, &room.rows, &room.protection)[0];
    let (_, spread) = median.scores.shown().expect("enough cards");
    assert_eq!(sheet(&sheets, "条款").at(1, 6), spread.median.percent());
}

#[test]
fn many_columns_are_printed_large_and_long_texts_have_high_rows() {
    let room = Room::of(40);
    let bytes = dossier::cohort::workbook(&room.view(), now()).expect("a workbook");
    let cards = part(bytes.clone(), "xl/worksheets/sheet1.xml");
    assert!(cards.contains(r#"paperSize="8""#), "31 columns are too small on A4");
    assert!(part(bytes, "xl/worksheets/sheet2.xml").contains(r#"paperSize="9""#));
    let heights = |text: &str| {
        let rows = room.gathering.cards().iter().enumerate().filter(|(_, card)| &*card.subject.industry == text);
        let mut heights: Vec<&str> = rows
            .map(|(at, _)| {
                let row = cards.split(&format!(r#"<row r="{}" ht=""#, at + 2)).nth(1).expect("a row of its own height");
                row.split('"').next().unwrap_or_default()
            })
            .collect();
        heights.dedup();
        heights
    };
    assert_eq!((heights("制造业"), heights("电力、热力、燃气及水生产和供应业")), (vec!["21"], vec!["36"]));
}

#[test]
fn cells_of_a_room_are_those_of_the_workbook() {
    let room = Room::of(12);
    let rows = dossier::cohort::cells(&room.view());
    let read = cells::text::read(&cells::text::write(&rows));
    assert_eq!((rows.len(), rows[0].len()), (13, 8 + 23));
    assert_eq!(read.at(5, 0), &*room.names[4]);
}

#[test]
fn small_rooms_tell_no_statistics() {
    let room = Room::of(2);
    let sheets = cells::read_workbook(&dossier::cohort::workbook(&room.view(), now()).expect("a workbook")).expect("it opens");
    assert_eq!(sheet(&sheets, "条款").at(1, 3), "不显示");
    assert_eq!(sheet(&sheets, "条款").at(1, 6), "");
    assert!(words(&dossier::cohort::feedback(&room.view(), 0, now().date())).contains("全组总分完整的只有 2 家，不显示统计"));
}

#[test]
fn feedback_names_nobody_else() {
    let room = Room::of(40);
    for row in [0, 17, 39] {
        let own = &*room.names[row];
        let text = words(&dossier::cohort::feedback(&room.view(), row, now().date()));
        assert!(text.contains(own));
        let others = room.names.iter().filter(|name| ***name != *own);
        for other in others {
            assert!(!text.contains(&**other), "{other} in the feedback for {own}");
        }
    }
}

#[test]
fn workbook_says_that_it_holds_single_cards() {
    let sheets = cells::read_workbook(&dossier::cohort::workbook(&Room::of(40).view(), now()).expect("a workbook"));
    let sheets = sheets.expect("it opens");
    let groups = sheet(&sheets, "分组");
    assert!(groups.at(groups.rows.len() - 1, 0).contains("“总表”列有每份成绩单的分数"));
}

#[test]
fn feedback_takes_nothing_unscored_for_nothing() {
    let room = Room::of(40);
    let text = |row| words(&dossier::cohort::feedback(&room.view(), row, now().date()));
    let mut told = [0; 4];
    for (row, tally) in room.table.totals.iter().enumerate() {
        let (kind, expected) = match (tally.is_complete(), scoring::shortlist(&catalog().scheme.review, tally)) {
            (_, Shortlist::Reached) => (0, "，达到 600 分。".to_owned()),
            (true, _) => (1, format!("，离 600 分差 {} 分。", tally.earned.lacks(Points::whole(600)))),
            (false, Shortlist::Open) => (2, "，能否达到 600 分取决于未评条款。".to_owned()),
            (false, _) => (3, format!("，未评条款即使得满分，离 600 分也差 {} 分。", tally.most().lacks(Points::whole(600)))),
        };
        assert!(text(row).contains(&expected), "{expected}");
        told[kind] += 1;
    }
    assert!(told[..3].iter().all(|count| *count > 0), "{told:?}");
}

#[test]
fn feedback_compares_with_other_applicants_not_with_cards() {
    let room = Room::of(40);
    let text = words(&dossier::cohort::feedback(&room.view(), 0, now().date()));
    let numbers =
        text.split("其他单位各取最近年度的一份完整成绩单，").nth(1).and_then(|rest| rest.split('。').next()).expect("told");
    let count: usize = numbers.split('，').filter_map(|part| part.split(' ').next()?.parse::<usize>().ok()).sum();
    let complete = room.rows.iter().copied().filter(|&row| room.table.totals[row].is_complete());
    assert_eq!(count, room.table.applicants_of(complete) - 1, "{numbers}");
}

#[test]
fn feedback_tells_in_which_role_was_scored() {
    let text = |role| {
        let mut room = Room::of(8);
        let mut card = room.gathering.cards()[0].clone();
        (card.id, card.author.role) = ("other".into(), role);
        room.gathering.add(card);
        room.table = cohort::Table::of(&catalog().criteria, &room.gathering);
        room.rows = room.table.every_row();
        room.names.push("甲".into());
        words(&dossier::cohort::feedback(&room.view(), 8, now().date()))
    };
    assert!(text(Role::Site).contains("由现场评审成绩单与全组成绩单对比得出"));
    assert!(text(Role::Own).contains("由自评成绩单与全组成绩单对比得出"));
}

#[test]
fn papers_of_one_group_name_it() {
    let room = Room::of(40);
    let part = dossier::cohort::View { rows: &room.rows[..9], group: Some("规模：大型"), ..room.view() };
    let of_group = words(&dossier::cohort::feedback(&part, 0, now().date()));
    assert!(of_group.contains("“规模：大型”组 9 份完整成绩单") && !of_group.contains("全组"), "{of_group}");
    assert!(words(&dossier::cohort::feedback(&room.view(), 0, now().date())).contains("全组 36 份完整成绩单"));
    let titles = |view| self::part(dossier::cohort::workbook(&view, now()).expect("a workbook"), "docProps/core.xml");
    assert!(titles(part).contains("多家对比（规模：大型）") && titles(room.view()).contains("多家对比<"));
}

#[test]
fn plan_goes_into_the_workbook_and_where_wanted_into_the_report() {
    let entry = |text: &str, reported| {
        Rc::new(Improvement { text: text.into(), reported, item: Some("4.4.3".into()), ..Improvement::default() })
    };
    let added = |id: &str, entry| Action::Improvement(id.into(), ImprovementChange::Added(entry));
    let without_plan = Assessment { improvements: ImprovementMap::new(), ..sample() };
    let open =
        without_plan.apply(&added("m0001", entry("=每月与标杆对比", true))).apply(&added("m0002", entry("内部讨论", false)));
    let bytes = workbook::write_plan(catalog(), &open, 2025, now()).expect("a workbook");
    let sheets = cells::read_workbook(&bytes).expect("it opens");
    assert_eq!(sheets.iter().map(|sheet| sheet.name.as_str()).collect::<Vec<_>>(), ["分数来历", "提分", "改进计划"]);
    let plan = sheet(&sheets, "改进计划");
    assert_eq!([plan.at(1, 2), plan.at(2, 2)], ["=每月与标杆对比", "内部讨论"]);
    assert_eq!(sheet(&sheets, "分数来历").rows.len(), 23 + 7 + 2);
    let report = words(&dossier::self_assessment_report::build(catalog(), &open, now().date()));
    assert!(report.contains("改进计划") && report.contains("每月与标杆对比") && !report.contains("内部讨论"));
    let without = words(&dossier::self_assessment_report::build(catalog(), &without_plan, now().date()));
    assert!(!without.contains("四、改进计划"));
}

#[test]
fn total_of_a_card_is_told_from_its_percents() {
    let mut card = cohort::sample(catalog(), 1).remove(0);
    card.items.get_mut("4.1.2").expect("scored").factors = [("A".into(), "50-65".into())].into();
    let bytes = workbook::write_card(catalog(), &card, "甲茶业", now()).expect("a workbook");
    let sheets = cells::read_workbook(&bytes).expect("it opens");
    let chain = sheet(&sheets, "分数来历");
    assert_eq!(chain.rows.len(), 23 + 7 + 2);
    let own = card.percent(&"4.1.2".into()).expect("scored");
    assert_eq!([chain.at(1, 3), chain.at(2, 1)], [&*own.to_string(), ""], "what is not rated is not told");
    assert!(chain.at(1, 1).contains("50–65"));
}

#[test]
fn rehearsal_becomes_a_workbook_of_both_reviews() {
    let percent = |value| Percent::new(value).expect("a step of five");
    let all = |value| catalog().criteria.every_item().map(|item| (item.id.clone(), percent(value))).collect();
    let rehearsal = Rehearsal { documents: all(60), site: all(65) };
    let bytes = workbook::write_rehearsal(catalog(), &rehearsal, &|_| Some(percent(70)), now()).expect("a workbook");
    let sheets = cells::read_workbook(&bytes).expect("it opens");
    assert_eq!(sheets.iter().map(|sheet| sheet.name.as_str()).collect::<Vec<_>>(), ["总得分", "材料评审", "现场评审"]);
    let totals = sheet(&sheets, "总得分");
    assert_eq!(totals.at(1, 1), "700 分");
    assert_eq!(totals.at(2, 1), "600 分 × 30% = 180 分");
    assert!(totals.at(4, 1).starts_with("635 分，达到 600"), "{}", totals.at(4, 1));
    assert_eq!([sheet(&sheets, "材料评审").at(1, 3), sheet(&sheets, "现场评审").at(1, 3)], ["60%", "65%"]);
}

#[test]
fn record_of_a_consensus_waits_for_the_opening_and_tells_all() {
    let state = scored_alone();
    assert_eq!(dossier::consensus::build(catalog(), &state, now().date()), None);
    let state = agreed();
    let text = words(&dossier::consensus::build(catalog(), &state, now().date()).expect("opened"));
    for told in [
        "合议比例 60%",
        "现场看了记录",
        "没有同意：李专家",
        "张专家的意见",
        "公开各人评分",
        "Krippendorff",
        "张专家签字：",
        "李专家签字：",
    ] {
        assert!(text.contains(told), "{told}");
    }
    assert!(!text.contains("换过成绩单"));
}

#[test]
fn record_of_a_consensus_tells_what_an_agreement_rested_on_when_cards_have_changed_since() {
    let state = agreed();
    let card = state.cards.values().next().expect("a card").clone();
    let withdrawn = act(&state, consensus::Event::RemovedCard(card.id.clone(), "交错了".into()));
    let text = words(&dossier::consensus::build(catalog(), &withdrawn, now().date()).expect("opened"));
    let given = card.percent(&"4.1.2".into()).expect("scored");
    assert!(text.contains(&format!("合议之后换过成绩单，商定时各人给的是：{} {given}", card.author.name)), "{text}");
}

#[test]
fn minutes_of_a_vote_name_no_voter() {
    let session = counted();
    let text = words(&dossier::review::minutes(catalog(), &session, now().date()).expect("counted"));
    for told in ["收回选票 5 张", "拟奖名单", "监票人签字：", "甲茶业", "未通过", "空缺"] {
        assert!(text.contains(told), "{told}");
    }
    assert!(!text.contains("委员0号") && !text.contains("委员4号"), "a voter is named");
    let uncounted = Session { count: None, ..session };
    assert_eq!(dossier::review::minutes(catalog(), &uncounted, now().date()), None);
}

/// The session after something happened.
fn then(session: &Session, event: Event) -> Session {
    session.apply(catalog(), &award::review::Action { at: now(), event }).expect("it is taken")
}

#[test]
fn minutes_state_the_rule_that_the_result_follows() {
    let mut session = counted();
    let told = |session: &Session| words(&dossier::review::minutes(catalog(), session, now().date()).expect("counted"));
    let everyone = told(&session);
    session.readings.those_voting = ThoseVoting::Decided;
    let decided = told(&session);
    for (text, own, others) in
        [(&everyone, "弃权票、无效票也计入", "弃权票、无效票不计入"), (&decided, "弃权票、无效票不计入", "弃权票、无效票也计入")]
    {
        assert!(text.contains(own) && !text.contains(others), "{own}");
        assert!(text.contains("口径：达到三分之二的多于名额（第五条）"), "the order is a reading");
    }
    assert!(everyone.contains("——算：交了票的都是投票人。") && decided.contains("——不算：只算投赞成或反对的有效票。"));
}

#[test]
fn minutes_name_who_passed_without_a_place() {
    let mut crowded = catalog().clone();
    crowded.scheme.prizes[0].quota = 1;
    let mut session = counted();
    let tallies = &mut session.count.as_mut().expect("counted").tallies;
    tallies.insert("乙机械".into(), Tally { yes: 4, no: 1, ..Tally::default() });
    let text = words(&dossier::review::minutes(&crowded, &session, now().date()).expect("counted"));
    assert!(text.contains("通过但排在名额之后（先比得票比例，再比总得分）：乙机械。"), "{text}");
    assert!(!words(&dossier::review::minutes(catalog(), &session, now().date()).expect("counted")).contains("排在名额之后"));
    let tally = tallies_alike(&session);
    let choice = Choice { chosen: ["乙机械".into()].into(), reason: "现场得分高".into() };
    let settled = Session { choices: [(crowded.scheme.prizes[0].id.clone(), choice)].into(), ..tally };
    let text = words(&dossier::review::minutes(&crowded, &settled, now().date()).expect("counted"));
    assert!(text.contains("末位并列，评委会选定：乙机械，理由：现场得分高。") && !text.contains("排在名额之后"));
}

/// The session with the same sums for both candidates.
fn tallies_alike(session: &Session) -> Session {
    let mut session = session.clone();
    for tally in session.count.as_mut().expect("counted").tallies.values_mut() {
        *tally = Tally { yes: 4, no: 1, ..Tally::default() };
    }
    session
}

#[test]
fn minutes_say_which_years_are_guessed() {
    let guessed = |value| Counted { value, unannounced: vec![2031] };
    let session = then(&counted(), Event::Advanced);
    let day = |day| date(2031, 3, day);
    let objection = Objection {
        from: "王某".into(),
        objector: Objector::Person,
        against: None,
        text: "材料不实".into(),
        received: day(4),
        given: [].into(),
        answer: None,
    };
    let session = then(&session, Event::Objected("o1".into(), objection));
    let answer = Answer { on: day(7), working_days: guessed(3), upheld: false, result: "已核查".into(), delay: "".into() };
    let session = then(&session, Event::Answered("o1".into(), answer));
    let notice = Notice { from: day(3), to: day(14), working_days: guessed(9) };
    let session = then(&session, Event::Noticed(notice));
    let session = then(&then(&session, Event::Advanced), Event::Approved(day(20)));
    let text = words(&dossier::review::minutes(catalog(), &session, now().date()).expect("counted"));
    let proviso = "（2031 年的放假安排没有公布，暂按周末推算）";
    for told in [
        format!("公示，共 9 个工作日{proviso}"),
        format!("书面答复，用 3 个工作日{proviso}：异议不成立"),
        "2031年3月20日 审定。".to_owned(),
        "口径：什么是“同类奖项”（第二十七条）".to_owned(),
    ] {
        assert!(text.contains(&told), "{told}");
    }
    assert!(!text.contains("常务会议"), "another city may have no such body");
}

#[test]
fn report_names_who_scored_and_no_others() {
    let text = words(&dossier::review::report(catalog(), &counted(), now().date()));
    assert!(text.contains("材料评审评分人：专家0；现场评审评分人：专家0。总得分 700。"), "the others were absent");
    assert!(text.contains("口径：多名评审员的分数怎样合成（第十九条）"));
    assert!(!text.contains("同类奖项"), "what the vote and the award go by stands in the minutes");
}

#[test]
fn report_of_a_review_tells_team_ranking_and_items() {
    let text = words(&dossier::review::report(catalog(), &counted(), now().date()));
    for told in ["专家0（组长）", "没有人需要回避", "1（并列）", "甲茶业逐条评分", "700", "过程记录"]
    {
        assert!(text.contains(told), "{told}");
    }
}

#[test]
fn the_same_arguments_give_the_same_bytes() {
    let room = Room::of(40);
    let write = || dossier::cohort::workbook(&room.view(), now()).expect("a workbook");
    assert_eq!(write(), write());
    let scored = Action::Card(2025, CardAction::Scored("4.1.2".into(), Percent::new(50)));
    let open = sample().apply(&scored);
    let plan = || workbook::write_plan(catalog(), &open, 2025, now()).expect("a workbook");
    assert_eq!(plan(), plan());
}
