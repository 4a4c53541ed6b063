//! The course of a round and the announced calendars, broken in every way that the build must notice.

use award::calendar::{AnnouncedYear, Break};
use award::catalog::Catalog;
use award::clause::ClauseRef;
use award::timeline::{Lasts, Milestone};
use jiff::civil::date;

use crate::given::catalog;

/// A change of the bundled catalog makes exactly these defects.
#[track_caller]
fn makes(change: impl FnOnce(&mut Catalog), expected: &[&str]) {
    let mut broken = catalog().clone();
    change(&mut broken);
    let defects: Vec<String> = broken.defects().iter().map(ToString::to_string).collect();
    assert_eq!(defects, expected);
}

fn milestone<'a>(catalog: &'a mut Catalog, id: &str) -> &'a mut Milestone {
    catalog.scheme.course.milestones.iter_mut().find(|one| one.id.as_str() == id).expect("the milestone")
}

fn year(catalog: &mut Catalog, year: i16) -> &mut AnnouncedYear {
    catalog.workdays.years.iter_mut().find(|one| one.year == year).expect("the year")
}

fn spring(catalog: &mut Catalog) -> &mut Break {
    &mut year(catalog, 2026).breaks[1]
}

#[test]
fn milestones_must_make_sense() {
    makes(
        |catalog| milestone(catalog, "plenary").end = Some("award".into()),
        &["milestone “award”：出现了两次", "milestone “plenary”：持续多天的要有最后一天的编号，只有一天的不要"],
    );
    makes(
        |catalog| milestone(catalog, "site_visit").end = None,
        &["milestone “site_visit”：持续多天的要有最后一天的编号，只有一天的不要"],
    );
    makes(
        |catalog| milestone(catalog, "document_review").lasts = Lasts::Window,
        &["milestone “document_review”：按工作日期限计，但它那一条规定了 0 个期限"],
    );
    makes(
        |catalog| milestone(catalog, "award").clause = ClauseRef { article: 37, paragraph: None },
        &["milestone “award”：引用第三十七条，但没有这一条"],
    );
    makes(
        |catalog| milestone(catalog, "award").see.push(ClauseRef { article: 26, paragraph: Some(1) }),
        &["milestone “award”：引用第二十六条（一），但没有这一条"],
    );
    makes(
        |catalog| milestone(catalog, "award").readings.push("award-day".into()),
        &["milestone “award”：写了口径“award-day”，但没有这个口径"],
    );
    for with in ["award", "revocation", "prize"] {
        makes(
            |catalog| milestone(catalog, "award").starts_with = Some(with.into()),
            &[&format!("milestone “award”：随“{with}”开始，但前面没有这个环节")],
        );
    }
}

#[test]
fn orders_must_lead_forward() {
    makes(
        |catalog| catalog.scheme.course.orders[0].later = "announcement".into(),
        &["order “announcement – announcement”：先后写反了"],
    );
    makes(
        |catalog| catalog.scheme.course.orders[2].later = "internal_notice".into(),
        &["order “submission_deadline – internal_notice”：先后写反了"],
    );
    makes(
        |catalog| catalog.scheme.course.orders[0].earlier = "call".into(),
        &["order “call – submission_deadline”：写了不存在的环节"],
    );
    makes(
        |catalog| catalog.scheme.course.orders[0].later = "internal_notice_end".into(),
        &["order “announcement – internal_notice_end”：写了不存在的环节"],
    );
}

#[test]
fn days_are_entered_in_date_fields() {
    makes(
        |catalog| catalog.scheme.course.milestones[1].field = Some("publicity".into()),
        &["milestone “internal_notice”：日期填在栏目“publicity”，但申报表没有这个日期栏目"],
    );
    makes(
        |catalog| catalog.scheme.course.milestones[0].end_field = Some("publicity_end".into()),
        &["milestone “announcement”：没有最后一天的编号，不能有最后一天的栏目"],
    );
}

#[test]
fn reminders_and_wording_must_be_whole() {
    makes(
        |catalog| catalog.scheme.course.reminders[0].from = "prize".into(),
        &["reminder “no_advertising”：从“prize”算起，但没有这个环节"],
    );
    makes(
        |catalog| catalog.scheme.course.reminders[5].second_from = Some("prize".into()),
        &["reminder “ban”：从“prize”算起，但没有这个环节"],
    );
    makes(|catalog| catalog.scheme.course.reminders[1].id = "no_advertising".into(), &["reminder “no_advertising”：出现了两次"]);
    makes(
        |catalog| catalog.scheme.course.reminders[0].clause.article = 0,
        &["reminder “no_advertising”：引用第〇条，但没有这一条"],
    );
    makes(
        |catalog| catalog.scheme.course.wording.too_short = "{name}少 {missing} 天".into(),
        &["wording “too_short”：有位置“{missing”，可用的只有 [\"name\", \"needed\", \"given\", \"lacking\"]"],
    );
    makes(
        |catalog| catalog.scheme.course.wording.unannounced = "{name".into(),
        &["wording “unannounced”：有位置“{name”，可用的只有 [\"name\", \"years\"]"],
    );
}

#[test]
fn years_must_follow_each_other() {
    makes(
        |catalog| drop(catalog.workdays.years.remove(2)),
        &["year “2025”：应为 2024，各年要连续", "year “2026”：应为 2025，各年要连续"],
    );
    let source = "要有通知的文号，和上一年发布的日期";
    makes(|catalog| year(catalog, 2026).document = "".into(), &[&format!("year “2026”：{source}")]);
    makes(|catalog| year(catalog, 2026).issued = date(2026, 1, 1), &[&format!("year “2026”：{source}")]);
    makes(|catalog| year(catalog, 2026).issued = date(2025, 12, 31), &[]);
}

#[test]
fn days_must_be_of_their_year_and_kind() {
    makes(|catalog| spring(catalog).make_up.push(date(2026, 3, 2)), &["year “2026”：2026-03-02 不是周末，不需要调休上班"]);
    makes(|catalog| spring(catalog).make_up.push(date(2026, 2, 21)), &["year “2026”：2026-02-21 既放假又上班，按放假计"]);
    makes(|catalog| spring(catalog).make_up.push(date(2025, 11, 29)), &["year “2026”：2025-11-29 不在这一年，不计入"]);
    makes(|catalog| spring(catalog).make_up.push(date(2025, 12, 27)), &[]);
    makes(|catalog| drop(year(catalog, 2026).breaks.pop()), &["year “2026”：没有国庆节，或天数不够，请核对是否录全"]);
    makes(
        |catalog| spring(catalog).last = date(2026, 2, 14),
        &["year “2026”：“春节”假期的结束早于开始", "year “2026”：没有春节，或天数不够，请核对是否录全"],
    );
    makes(|catalog| year(catalog, 2026).breaks.swap(0, 1), &["year “2026”：“元旦”假期应排在“春节”之后"]);
    makes(
        |catalog| spring(catalog).first = date(2026, 1, 3),
        &[
            "year “2026”：“春节”假期应排在“元旦”之后",
            "year “2026”：2026-01-04 既放假又上班，按放假计",
            "year “2026”：2026-02-14 既放假又上班，按放假计",
        ],
    );
}
