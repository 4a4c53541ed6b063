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
        &[
            "milestone `award`: stands there twice",
            "milestone `plenary`: has an id for its last day if and only if it lasts longer than a day",
        ],
    );
    makes(
        |catalog| milestone(catalog, "site_visit").end = None,
        &["milestone `site_visit`: has an id for its last day if and only if it lasts longer than a day"],
    );
    makes(
        |catalog| milestone(catalog, "document_review").lasts = Lasts::Window,
        &["milestone `document_review`: lasts a window, but its clause sets 0"],
    );
    makes(
        |catalog| milestone(catalog, "award").clause = ClauseRef { article: 37, paragraph: None },
        &["milestone `award`: cites 第三十七条, which does not exist"],
    );
    makes(
        |catalog| milestone(catalog, "award").see.push(ClauseRef { article: 26, paragraph: Some(1) }),
        &["milestone `award`: cites 第二十六条（一）, which does not exist"],
    );
    makes(
        |catalog| milestone(catalog, "award").readings.push("award-day".into()),
        &["milestone `award`: names reading `award-day`, which does not exist"],
    );
    for with in ["award", "revocation", "prize"] {
        makes(
            |catalog| milestone(catalog, "award").starts_with = Some(with.into()),
            &[&format!("milestone `award`: starts with `{with}`, which is no milestone before it")],
        );
    }
}

#[test]
fn orders_must_lead_forward() {
    makes(
        |catalog| catalog.scheme.course.orders[0].later = "announcement".into(),
        &["order `announcement – announcement`: leads back: the milestones stand the other way round"],
    );
    makes(
        |catalog| catalog.scheme.course.orders[2].later = "internal_notice".into(),
        &["order `submission_deadline – internal_notice`: leads back: the milestones stand the other way round"],
    );
    makes(
        |catalog| catalog.scheme.course.orders[0].earlier = "call".into(),
        &["order `call – submission_deadline`: names a milestone that does not exist"],
    );
    makes(
        |catalog| catalog.scheme.course.orders[0].later = "internal_notice_end".into(),
        &["order `announcement – internal_notice_end`: names a milestone that does not exist"],
    );
}

#[test]
fn reminders_and_wording_must_be_whole() {
    makes(
        |catalog| catalog.scheme.course.reminders[0].from = "prize".into(),
        &["reminder `no_advertising`: counts from `prize`, which does not exist"],
    );
    makes(
        |catalog| catalog.scheme.course.reminders[1].id = "no_advertising".into(),
        &["reminder `no_advertising`: stands there twice"],
    );
    makes(
        |catalog| catalog.scheme.course.reminders[0].clause.article = 0,
        &["reminder `no_advertising`: cites 第〇条, which does not exist"],
    );
    makes(
        |catalog| catalog.scheme.course.wording.too_short = "{name}少 {missing} 天".into(),
        &["wording `too_short`: has a place `{missing`, but only [\"name\", \"needed\", \"given\", \"lacking\"] are filled"],
    );
    makes(
        |catalog| catalog.scheme.course.wording.unannounced = "{name".into(),
        &["wording `unannounced`: has a place `{name`, but only [\"name\", \"years\"] are filled"],
    );
}

#[test]
fn years_must_follow_each_other() {
    makes(
        |catalog| drop(catalog.workdays.years.remove(2)),
        &[
            "year `2025`: should be 2024, because years follow each other",
            "year `2026`: should be 2025, because years follow each other",
        ],
    );
    let source = "needs the number of its notice and the day in the year before on which it was issued";
    makes(|catalog| year(catalog, 2026).document = "".into(), &[&format!("year `2026`: {source}")]);
    makes(|catalog| year(catalog, 2026).issued = date(2026, 1, 1), &[&format!("year `2026`: {source}")]);
    makes(|catalog| year(catalog, 2026).issued = date(2025, 12, 31), &[]);
}

#[test]
fn days_must_be_of_their_year_and_kind() {
    makes(
        |catalog| spring(catalog).make_up.push(date(2026, 3, 2)),
        &["year `2026`: 2026-03-02 is made up, but is no weekend day"],
    );
    makes(|catalog| spring(catalog).make_up.push(date(2026, 2, 21)), &["year `2026`: 2026-02-21 is both off and made up"]);
    makes(|catalog| spring(catalog).make_up.push(date(2025, 11, 29)), &["year `2026`: 2025-11-29 is no day of that year"]);
    makes(|catalog| spring(catalog).make_up.push(date(2025, 12, 27)), &[]);
    makes(|catalog| drop(year(catalog, 2026).breaks.pop()), &["year `2026`: has fewer than 3 days off for 国庆节"]);
    makes(
        |catalog| spring(catalog).last = date(2026, 2, 14),
        &["year `2026`: break 春节 ends before it starts", "year `2026`: has fewer than 3 days off for 春节"],
    );
    makes(|catalog| year(catalog, 2026).breaks.swap(0, 1), &["year `2026`: break 元旦 does not follow 春节"]);
    makes(
        |catalog| spring(catalog).first = date(2026, 1, 3),
        &[
            "year `2026`: break 春节 does not follow 元旦",
            "year `2026`: 2026-01-04 is both off and made up",
            "year `2026`: 2026-02-14 is both off and made up",
        ],
    );
}
