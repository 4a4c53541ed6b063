//! The timeline of a round: what follows from entered days, the room for the others, and what does not fit.

use award::assessment::Action;
use award::calendar::YearCalendar;
use award::catalog::Catalog;
use award::timeline::{
    Conflict, ConflictKind, Gravity, Lasts, Origin, Round, RoundAction, Stage, Timeline, round_of, timeline, timeline_of,
};
use jiff::civil::{Date, date};
use proptest::prelude::*;

use crate::given::{self, cases, catalog};

/// A round with these texts.
fn round(dates: &[(&str, &str)]) -> Round {
    Round { dates: dates.iter().map(|(id, text)| ((*id).into(), (*text).into())).collect(), ..Round::default() }
}

fn line(dates: &[(&str, &str)]) -> Timeline<'static> {
    timeline(catalog(), &round(dates))
}

fn stage<'t>(line: &'t Timeline<'static>, id: &str) -> &'t Stage<'static> {
    line.stage(&id.into()).expect("the stage")
}

fn days(line: &Timeline<'static>, id: &str) -> (Option<Date>, Option<Date>) {
    let stage = stage(line, id);
    (stage.start.map(|known| known.day), stage.end.map(|known| known.day))
}

fn latest(line: &Timeline<'static>, id: &str) -> Option<Date> {
    stage(line, id).room.latest.as_ref().map(|day| day.value)
}

fn earliest(line: &Timeline<'static>, id: &str) -> Option<Date> {
    stage(line, id).room.earliest.as_ref().map(|day| day.value)
}

fn kinds(line: &Timeline) -> Vec<(String, ConflictKind)> {
    line.conflicts.iter().map(|conflict| (conflict.milestone.id.to_string(), conflict.kind)).collect()
}

/// The only conflict of a round.
#[track_caller]
fn only(dates: &[(&str, &str)]) -> Conflict<'static> {
    let line = line(dates);
    let [conflict] = line.conflicts.as_slice() else { panic!("{:#?}", line.conflicts) };
    conflict.clone()
}

#[track_caller]
fn fits(dates: &[(&str, &str)]) {
    assert_eq!(line(dates).conflicts, [], "{dates:?}");
}

/// A round of 2026 in which everything fits, across 劳动节.
const SOUND: [(&str, &str); 17] = [
    ("announcement", "2026-03-02"),
    ("internal_notice", "2026年3月16日"),
    ("internal_notice_end", "2026/3/23"),
    ("submission_deadline", "2026-03-31"),
    ("acceptance_notice", "2026-04-13"),
    ("acceptance_notice_end", "2026-04-20"),
    ("document_review", "2026-04-21"),
    ("document_review_end", "2026-04-24"),
    ("site_visit", "2026-05-06"),
    ("site_visit_end", "2026-05-08"),
    ("review_presentation", "2026-05-08"),
    ("plenary", "2026-05-20"),
    ("winners_notice", "2026-05-21"),
    ("winners_notice_end", "2026-05-28"),
    ("decision", "2026-06-08"),
    ("winners_objection", "2026-05-25"),
    ("winners_objection_end", "2026-06-01"),
];

#[test]
fn nothing_entered_is_nothing_known() {
    let line = line(&[]);
    assert_eq!(line.stages.len(), catalog().scheme.course.milestones.len());
    assert!(line.stages.iter().all(|stage| stage.start.is_none() && stage.end.is_none()));
    assert!(line.reminders.iter().all(|reminded| reminded.from.is_none() && reminded.until.is_none()));
    assert_eq!((line.conflicts.as_slice(), line.unannounced()), (&[][..], vec![]));
}

#[test]
fn sound_round_has_no_conflict() {
    fits(&SOUND);
    let line = line(&SOUND);
    assert_eq!(days(&line, "internal_notice"), (Some(date(2026, 3, 16)), Some(date(2026, 3, 23))));
    assert_eq!(stage(&line, "internal_notice").working_days.as_ref().map(|days| days.value), Some(5));
    assert_eq!(stage(&line, "site_visit").working_days.as_ref().map(|days| days.value), Some(2));
    assert_eq!(stage(&line, "plenary").start.map(|known| known.origin), Some(Origin::Entered));
}

#[test]
fn window_ends_where_its_clause_says() {
    let line = line(&[("internal_notice", "2026-02-11"), ("acceptance_notice", "2026-04-30")]);
    assert_eq!(days(&line, "internal_notice"), (Some(date(2026, 2, 11)), Some(date(2026, 2, 25))));
    assert_eq!(stage(&line, "internal_notice").end.map(|known| known.origin), Some(Origin::Derived));
    // The made-up Saturday 9 May is the fourth working day after the break.
    assert_eq!(days(&line, "acceptance_notice").1, Some(date(2026, 5, 11)));
}

#[test]
fn internal_notice_starts_in_time_for_the_deadline() {
    let latest = |deadline: &str| latest(&line(&[("submission_deadline", deadline)]), "internal_notice");
    // The fifth working day has to pass before the deadline's day begins.
    assert_eq!(latest("2026-03-10"), Some(date(2026, 3, 2)));
    assert_eq!(latest("2026-03-11"), Some(date(2026, 3, 3)));
    assert_eq!(latest("2026-03-09"), Some(date(2026, 2, 28)), "a made-up Saturday");
    assert_eq!(latest("2026-02-26"), Some(date(2026, 2, 11)), "across Spring Festival");
    assert_eq!(latest("2026-02-25"), Some(date(2026, 2, 10)));
    assert_eq!(latest("2024-03-01"), Some(date(2024, 2, 22)), "before a leap day");
    assert_eq!(latest("2023-01-04"), Some(date(2022, 12, 26)), "across the year end");
    fits(&[("internal_notice", "2026-03-02"), ("submission_deadline", "2026-03-10")]);
    assert_eq!(only(&[("internal_notice", "2026-03-03"), ("submission_deadline", "2026-03-10")]).kind, ConflictKind::OutOfOrder);
}

#[test]
fn conflict_says_what_and_why() {
    let conflict = only(&[("internal_notice", "2026-03-03"), ("submission_deadline", "2026-03-10")]);
    assert_eq!(conflict.milestone.id.as_str(), "submission_deadline");
    assert_eq!(
        conflict.message,
        "申报材料提交截止是2026年3月10日（周二），应在内部公示之后；内部公示到2026年3月10日（周二）才结束。"
    );
    assert_eq!((conflict.clause.to_string(), conflict.gravity), ("第十六条".to_owned(), Gravity::Breach));
    assert!(conflict.reason.is_some_and(|reason| reason.contains("最后一个工作日过完才算满")));
}

#[test]
fn window_too_short_says_by_how_much() {
    for (end, lacking) in [("2026-03-06", Some(1)), ("2026-03-08", Some(1)), ("2026-03-03", Some(4)), ("2026-03-09", None)] {
        let dates = [("internal_notice", "2026-03-02"), ("internal_notice_end", end)];
        let expected: Vec<ConflictKind> = lacking.map(ConflictKind::TooShort).into_iter().collect();
        assert_eq!(line(&dates).conflicts.iter().map(|conflict| conflict.kind).collect::<Vec<_>>(), expected, "{end}");
    }
    let conflict = only(&[("winners_notice", "2026-03-02"), ("winners_notice_end", "2026-03-05")]);
    assert_eq!(conflict.message, "拟奖名单公示只有 3 个工作日，应不少于 5 个，还差 2 个。");
    assert_eq!(conflict.clause.to_string(), "第二十二条");
}

#[test]
fn objection_is_answered_within_its_window() {
    let line = line(&[("acceptance_objection", "2026-03-05")]);
    assert_eq!(days(&line, "acceptance_objection"), (Some(date(2026, 3, 5)), Some(date(2026, 3, 12))));
    fits(&[("acceptance_objection", "2026-03-05"), ("acceptance_objection_end", "2026-03-12")]);
    let late = only(&[("acceptance_objection", "2026-03-05"), ("acceptance_objection_end", "2026-03-13")]);
    assert_eq!((late.kind, late.clause.to_string()), (ConflictKind::TooLong(1), "第二十四条".to_owned()));
    assert_eq!(late.message, "受理公示的异议审查（如有）用了 6 个工作日，应在 5 个以内，超出 1 个。");
}

#[test]
fn objection_that_may_come_is_shown_and_binds_nothing() {
    let dates = [("winners_notice", "2026-05-21"), ("decision", "2026-05-29")];
    let line = line(&dates);
    assert_eq!(days(&line, "winners_objection"), (Some(date(2026, 5, 28)), Some(date(2026, 6, 4))));
    assert_eq!(stage(&line, "winners_objection").start.map(|known| known.origin), Some(Origin::Derived));
    assert_eq!(line.conflicts, []);
    let entered = only(&[dates[0], dates[1], ("winners_objection", "2026-05-28"), ("winners_objection_end", "2026-06-02")]);
    assert_eq!((entered.kind, entered.gravity), (ConflictKind::OutOfOrder, Gravity::Doubt));
}

#[test]
fn order_is_held_on_both_sides_of_the_day() {
    let orders: [(&str, &str, &str, &str); 5] = [
        ("announcement", "2026-03-02", "submission_deadline", "2026-03-03"),
        ("submission_deadline", "2026-03-31", "acceptance_notice", "2026-04-01"),
        ("acceptance_notice", "2026-04-13", "document_review", "2026-04-21"),
        ("acceptance_notice", "2026-04-13", "site_visit", "2026-04-21"),
        ("winners_notice", "2026-05-21", "decision", "2026-05-29"),
    ];
    for (earlier, first, later, next) in orders {
        fits(&[(earlier, first), (later, next)]);
        let day: Date = next.parse().expect("a date");
        let before = day.yesterday().expect("a day").to_string();
        let line = line(&[(earlier, first), (later, &before)]);
        assert!(kinds(&line).contains(&(later.to_owned(), ConflictKind::OutOfOrder)), "{later} on {before}");
    }
    fits(&[("plenary", "2026-05-20"), ("winners_notice", "2026-05-20")]);
    assert_eq!(only(&[("plenary", "2026-05-20"), ("winners_notice", "2026-05-19")]).kind, ConflictKind::OutOfOrder);
}

#[test]
fn what_is_only_usual_is_a_doubt() {
    let conflict = only(&[("document_review", "2026-05-06"), ("site_visit", "2026-05-06")]);
    assert_eq!((conflict.kind, conflict.gravity), (ConflictKind::OutOfOrder, Gravity::Doubt));
}

#[test]
fn presentation_stands_in_both_places() {
    let course = &catalog().scheme.course;
    let places: Vec<String> = course
        .milestones
        .iter()
        .filter(|milestone| milestone.name.contains("陈述答辩"))
        .map(|milestone| milestone.clauses().map(|clause| clause.to_string()).collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(places, ["第十八条 第二十一条", "第二十一条 第十八条 第二十条"]);
    fits(&[("review_presentation", "2026-05-20"), ("plenary", "2026-05-20")]);
    assert_eq!(only(&[("review_presentation", "2026-05-21"), ("plenary", "2026-05-20")]).clause.to_string(), "第十八条");
}

#[test]
fn room_is_left_by_both_sides() {
    let line = line(&[("plenary", "2026-05-08"), ("decision", "2026-05-20")]);
    assert_eq!(earliest(&line, "winners_notice"), Some(date(2026, 5, 8)));
    assert_eq!(latest(&line, "winners_notice"), Some(date(2026, 5, 12)));
    assert_eq!(line.conflicts, []);
    assert_eq!(latest(&line, "site_visit"), Some(date(2026, 5, 7)));
    // What comes before an unknown stage is bound through it.
    assert_eq!(latest(&line, "acceptance_notice"), Some(date(2026, 4, 24)));
    assert_eq!(latest(&line, "submission_deadline"), Some(date(2026, 4, 23)));
    assert_eq!(latest(&line, "internal_notice"), Some(date(2026, 4, 15)));
    assert_eq!(earliest(&line, "announcement"), None);
}

#[test]
fn no_room_is_a_conflict() {
    fits(&[("plenary", "2026-05-08"), ("decision", "2026-05-15")]);
    let conflict = only(&[("plenary", "2026-05-08"), ("decision", "2026-05-14")]);
    assert_eq!((conflict.milestone.id.as_str(), conflict.kind), ("winners_notice", ConflictKind::NoRoom));
    assert_eq!(conflict.message, "拟奖名单公示排不下：最早2026年5月8日（周五）开始，最迟2026年5月7日（周四）就要开始。");
    // A notice put up on Saturday the 16th is over when one of Friday the 15th is.
    fits(&[("plenary", "2026-05-16"), ("decision", "2026-05-25")]);
    assert_eq!(only(&[("plenary", "2026-05-16"), ("decision", "2026-05-22")]).kind, ConflictKind::NoRoom);
}

#[test]
fn start_on_a_day_off_is_a_doubt() {
    for (day, is_doubt) in [("2026-05-05", true), ("2026-05-06", false), ("2026-05-09", false), ("2026-05-10", true)] {
        let line = line(&[("submission_deadline", day)]);
        let expected = if is_doubt { vec![("submission_deadline".to_owned(), ConflictKind::DayOff)] } else { vec![] };
        assert_eq!(kinds(&line), expected, "{day}");
    }
    let conflict = only(&[("submission_deadline", "2026-05-03")]);
    assert_eq!(conflict.message, "申报材料提交截止的2026年5月3日（周日）是休息日，请核对；下一个工作日是2026年5月6日（周三）。");
    assert_eq!(conflict.gravity, Gravity::Doubt);
    fits(&[("site_visit", "2026-05-09"), ("site_visit_end", "2026-05-10")]);
}

#[test]
fn unannounced_year_is_said() {
    let line = line(&[("internal_notice", "2026-12-28")]);
    assert_eq!(days(&line, "internal_notice").1, Some(date(2027, 1, 4)));
    assert_eq!((line.unannounced(), kinds(&line)), (vec![2027], vec![("internal_notice".into(), ConflictKind::Unannounced)]));
    assert_eq!(line.conflicts[0].message, "内部公示：2027 年的放假安排尚未录入，暂按周末休息推算，公布后请补录再核对。");
    fits(&[("internal_notice", "2026-12-24")]);
    let planned = self::line(&[("submission_deadline", "2027-01-06")]);
    let latest = stage(&planned, "internal_notice").room.latest.clone().expect("a latest start");
    assert_eq!((latest.value, latest.unannounced), (date(2026, 12, 29), vec![2027]));
    assert_eq!(only(&[("decision", "2027-03-01")]).kind, ConflictKind::Unannounced);
}

#[test]
fn own_year_settles_what_was_provisional() {
    let mut round = round(&[("internal_notice", "2026-12-28")]);
    let days_off = [date(2027, 1, 1), date(2027, 1, 2), date(2027, 1, 3)];
    round.years.insert(2027, YearCalendar { days_off: days_off.into(), ..YearCalendar::default() });
    let line = timeline(catalog(), &round);
    assert_eq!(line.conflicts, []);
    assert_eq!(days(&line, "internal_notice").1, Some(date(2027, 1, 5)));
}

#[test]
fn what_is_no_date_is_said() {
    for text in ["下周", "2026-02-30", "2026", "1926-03-02", "2100-01-01", "{day}"] {
        let conflict = only(&[("announcement", text)]);
        assert_eq!(conflict.kind, ConflictKind::NotADate, "{text}");
        assert!(conflict.message.contains(text), "{}", conflict.message);
    }
    fits(&[("announcement", " ")]);
    fits(&[("not_of_this_scheme", "?")]);
    for day in ["2000-01-03", "2099-12-31"] {
        assert_eq!(only(&[("announcement", day)]).kind, ConflictKind::Unannounced);
    }
    let both = line(&[("internal_notice", "?"), ("internal_notice_end", "!")]);
    assert_eq!(both.conflicts.len(), 2);
}

#[test]
fn end_before_start_is_said_once() {
    for id in ["internal_notice", "document_review"] {
        let end = format!("{id}_end");
        let line = line(&[(id, "2026-03-03"), (&end, "2026-03-02")]);
        assert_eq!(kinds(&line), [(id.to_owned(), ConflictKind::EndsBeforeStart)]);
        assert!(line.conflicts[0].message.contains("最后一天2026年3月2日（周一）早于第一天2026年3月3日（周二）"));
    }
}

#[test]
fn award_follows_the_decision_until_it_is_entered() {
    let award = |dates: &[(&str, &str)]| days(&line(dates), "award").0;
    assert_eq!(award(&[("decision", "2026-06-08")]), Some(date(2026, 6, 8)));
    assert_eq!(award(&[("decision", "2026-06-08"), ("award", "2026-06-30")]), Some(date(2026, 6, 30)));
    assert_eq!(only(&[("decision", "2026-06-08"), ("award", "2026-06-05")]).kind, ConflictKind::OutOfOrder);
}

#[test]
fn days_of_the_form_are_days_of_the_round() {
    let in_round = Action::Round(RoundAction::Dated("internal_notice".into(), "2026-02-02".into()));
    let blank = given::blank().apply(&in_round);
    assert_eq!(round_of(catalog(), &blank).dates.len(), 0, "the form asks for it, and there it is not");
    let state = blank.apply(&given::entered("publicity_start", "2026-03-02"));
    let line = timeline_of(catalog(), &state);
    assert_eq!(days(&line, "internal_notice"), (Some(date(2026, 3, 2)), Some(date(2026, 3, 9))));
    let state = state.apply(&given::entered("publicity_end", "2026-03-06")).apply(&given::dated("award", "2026-06-08"));
    assert_eq!(kinds(&timeline_of(catalog(), &state)), [("internal_notice".to_owned(), ConflictKind::TooShort(1))]);
    let read = state.apply(&Action::SwitchedReading("ban-start".into(), "award".into()));
    assert_eq!(timeline_of(catalog(), &read).readings, *read.readings);
}

#[test]
fn reminders_are_dated_from_the_award() {
    let dated = |dates: &[(&str, &str)], id: &str| {
        let line = line(dates);
        let reminded = line.reminders.into_iter().find(|one| one.reminder.id.as_str() == id).expect("the reminder");
        (reminded.from, reminded.until)
    };
    let award = [("decision", "2024-02-29")];
    assert_eq!(dated(&award, "probation"), (Some(date(2024, 2, 29)), Some(date(2027, 2, 28))));
    assert_eq!(dated(&[("award", "2026-06-08")], "probation"), (Some(date(2026, 6, 8)), Some(date(2029, 6, 8))));
    for open in ["no_advertising", "prize_money", "sharing", "no_second_money"] {
        assert_eq!(dated(&award, open), (Some(date(2024, 2, 29)), None));
    }
    assert_eq!(dated(&award, "ban"), (None, None));
    let revoked = [award[0], ("revocation", "2026-03-02")];
    assert_eq!(dated(&revoked, "ban"), (Some(date(2026, 3, 2)), Some(date(2031, 3, 2))));
    // Read the other way, the years count from the award; nothing is banned before the revocation all the same.
    let chosen = [("ban-start".into(), "award".into())].into();
    let ban = |dates: &[(&str, &str)]| {
        let line = line(dates).read_by(catalog(), &chosen);
        line.reminders.into_iter().find(|one| one.reminder.id.as_str() == "ban").map(|one| (one.from, one.until))
    };
    assert_eq!(ban(&revoked), Some((Some(date(2026, 3, 2)), Some(date(2029, 2, 28)))));
    assert_eq!(ban(&award), Some((None, None)));
    let clauses: Vec<u8> = catalog().scheme.course.reminders.iter().map(|reminder| reminder.clause.article).collect();
    assert_eq!(clauses, [32, 28, 30, 34, 27, 33]);
}

/// Another city's course: three working days between two milestones, another window, and both years changed.
fn elsewhere() -> &'static Catalog {
    let mut other = catalog().clone();
    other.scheme.windows[0].working_days = 7;
    other.scheme.review.probation_years = 2;
    let order = other.scheme.course.orders.iter_mut().find(|order| order.earlier.as_str() == "submission_deadline");
    order.expect("the order").working_days = 3;
    assert_eq!(other.defects(), []);
    Box::leak(Box::new(other))
}

#[test]
fn other_numbers_of_a_scheme_are_followed() {
    let line = |dates: &[(&str, &str)]| timeline(elsewhere(), &round(dates));
    assert_eq!(days(&line(&[("internal_notice", "2026-03-02")]), "internal_notice").1, Some(date(2026, 3, 11)));
    // Tuesday to Thursday lie between Monday and Friday.
    let dates = |notice| [("submission_deadline", "2026-03-02"), ("acceptance_notice", notice)];
    assert_eq!(line(&dates("2026-03-06")).conflicts, []);
    let tight = line(&dates("2026-03-05"));
    assert_eq!(kinds(&tight), [("acceptance_notice".to_owned(), ConflictKind::GapTooShort(1))]);
    assert_eq!(
        tight.conflicts[0].message,
        "受理名单公示是2026年3月5日（周四），距申报材料提交截止结束（2026年3月2日（周一））只有 2 个工作日，应满 3 个。"
    );
    assert_eq!(earliest(&line(&dates("")[..1]), "acceptance_notice"), Some(date(2026, 3, 6)));
    assert_eq!(latest(&line(&[("acceptance_notice", "2026-03-06")]), "submission_deadline"), Some(date(2026, 3, 2)));
    let award = line(&[("award", "2026-06-08")]);
    assert_eq!(award.reminders[3].until, Some(date(2028, 6, 8)));
}

/// Days for every milestone, as a user might type them; some missing.
fn any_round() -> impl Strategy<Value = Round> {
    let ids: Vec<String> = catalog()
        .scheme
        .course
        .milestones
        .iter()
        .flat_map(|milestone| [Some(&milestone.id), milestone.end.as_ref()])
        .flatten()
        .map(ToString::to_string)
        .collect();
    let day = prop::option::weighted(0.6, 0..500i64);
    prop::collection::vec(day, ids.len()).prop_map(move |days| {
        let text = |days: i64| (date(2025, 10, 1) + jiff::Span::new().days(days)).to_string();
        let entries = ids.iter().zip(days).filter_map(|(id, day)| Some(((&**id).into(), text(day?).into())));
        Round { dates: entries.collect(), ..Round::default() }
    })
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn entering_the_ends_of_the_room_keeps_the_order(round in any_round()) {
        let line = timeline(catalog(), &round);
        for stage in line.stages.iter().filter(|stage| !stage.milestone.if_any && stage.start.is_none() && stage.end.is_none()) {
            let id = &stage.milestone.id;
            let breaches = |text: Date| {
                let mut round = round.clone();
                round.dates.insert(id.clone(), text.to_string().into());
                let line = timeline(catalog(), &round);
                line.conflicts.iter().filter(|one| one.gravity == Gravity::Breach && one.kind == ConflictKind::OutOfOrder).count()
            };
            let before = line.conflicts.iter().filter(|one| one.gravity == Gravity::Breach && one.kind == ConflictKind::OutOfOrder).count();
            let (earliest, latest) = (stage.room.earliest.as_ref(), stage.room.latest.as_ref());
            let has_room = !line.conflicts_of(id).any(|one| one.kind == ConflictKind::NoRoom);
            if let Some(earliest) = earliest && has_room {
                prop_assert_eq!(breaches(earliest.value), before, "{} on {}", id, earliest.value);
            }
            if let Some(latest) = latest && has_room && earliest.is_none_or(|earliest| earliest.value <= latest.value) {
                prop_assert_eq!(breaches(latest.value), before, "{} on {}", id, latest.value);
            }
        }
    }

    #[test]
    fn what_is_entered_stays_as_entered(round in any_round()) {
        for stage in &timeline(catalog(), &round).stages {
            let entered = round.dates.get(&stage.milestone.id).map(ToString::to_string);
            let start = stage.start.filter(|known| known.origin == Origin::Entered).map(|known| known.day.to_string());
            prop_assert_eq!(start, entered);
            prop_assert!(stage.milestone.lasts != Lasts::Day || stage.start == stage.end);
        }
    }
}
