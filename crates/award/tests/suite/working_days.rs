//! Working days: the announced years, own years, years without announcement, and the laws of counting.

use std::collections::BTreeMap;

use award::calendar::{Calendar, Counted, Doubt, Workday, YearCalendar, is_weekend};
use jiff::civil::{Date, date};
use jiff::{Span, ToSpan};
use proptest::prelude::*;

use crate::given::{cases, catalog};

/// Looks at the bundled calendar.
fn bundled<T>(look: impl FnOnce(&Calendar) -> T) -> T {
    look(&Calendar::new(&catalog().workdays, &BTreeMap::new()))
}

/// Looks at the bundled calendar with own years.
fn with<T>(years: &[(i16, &[Date], &[Date])], look: impl FnOnce(&Calendar) -> T) -> T {
    let year = |(year, off, made_up): &(i16, &[Date], &[Date])| {
        (*year, YearCalendar { days_off: off.iter().copied().collect(), make_up: made_up.iter().copied().collect() })
    };
    let own: BTreeMap<i16, YearCalendar> = years.iter().map(year).collect();
    look(&Calendar::new(&catalog().workdays, &own))
}

fn end_of(start: Date, days: u16) -> Date {
    let end = bundled(|calendar| calendar.end_of(start, days)).expect("a day");
    assert!(!end.is_provisional(), "{start} + {days}");
    end.value
}

fn latest_start(deadline: Date, days: u16) -> Date {
    let start = bundled(|calendar| calendar.latest_start(deadline, days)).expect("a day");
    assert!(!start.is_provisional(), "{deadline} - {days}");
    start.value
}

#[test]
fn every_bundled_year_has_as_many_working_days_as_announced() {
    for (year, days) in [(2022, 249), (2023, 249), (2024, 251), (2025, 248), (2026, 248)] {
        let counted = bundled(|calendar| calendar.working_days_between(date(year - 1, 12, 31), date(year, 12, 31)));
        assert_eq!(counted, Counted { value: days, unannounced: vec![] }, "{year}");
    }
}

#[test]
fn days_around_breaks_are_what_the_notices_say() {
    for (day, kind) in [
        (date(2022, 12, 30), Workday::Working),
        (date(2022, 12, 31), Workday::Off),
        (date(2023, 1, 2), Workday::Off),
        (date(2023, 1, 3), Workday::Working),
        (date(2024, 2, 4), Workday::Working),
        (date(2024, 2, 9), Workday::Working),
        (date(2024, 2, 10), Workday::Off),
        (date(2024, 2, 17), Workday::Off),
        (date(2024, 2, 18), Workday::Working),
        (date(2024, 2, 29), Workday::Working),
        (date(2025, 1, 26), Workday::Working),
        (date(2025, 1, 28), Workday::Off),
        (date(2025, 2, 4), Workday::Off),
        (date(2025, 2, 8), Workday::Working),
        (date(2026, 2, 14), Workday::Working),
        (date(2026, 2, 15), Workday::Off),
        (date(2026, 2, 23), Workday::Off),
        (date(2026, 2, 24), Workday::Working),
        (date(2026, 2, 28), Workday::Working),
        (date(2026, 3, 1), Workday::Off),
        (date(2026, 10, 7), Workday::Off),
        (date(2026, 10, 8), Workday::Working),
        (date(2026, 10, 10), Workday::Working),
        (date(2026, 12, 31), Workday::Working),
        (date(2027, 1, 1), Workday::Unannounced),
        (date(2027, 3, 8), Workday::Unannounced),
        (date(2021, 12, 31), Workday::Unannounced),
    ] {
        assert_eq!(bundled(|calendar| calendar.day(day)), kind, "{day}");
    }
}

#[test]
fn counting_starts_on_the_day_after() {
    // Monday to the next Monday: five working days lie behind the first.
    assert_eq!(end_of(date(2026, 3, 2), 5), date(2026, 3, 9));
    assert_eq!(end_of(date(2026, 3, 1), 5), date(2026, 3, 6));
    assert_eq!(end_of(date(2026, 3, 2), 0), date(2026, 3, 2));
    let between = |from, to| bundled(|calendar| calendar.working_days_between(from, to)).value;
    assert_eq!(between(date(2026, 3, 2), date(2026, 3, 8)), 4);
    assert_eq!(between(date(2026, 3, 2), date(2026, 3, 9)), 5);
    assert_eq!(between(date(2026, 3, 2), date(2026, 3, 10)), 6);
    assert_eq!(between(date(2026, 3, 2), date(2026, 3, 2)), 0);
    assert_eq!(between(date(2026, 3, 9), date(2026, 3, 2)), 0);
}

#[test]
fn windows_cross_spring_festival() {
    // 12, 13, the made-up Saturday 14; then nine days off; 24, 25.
    assert_eq!(end_of(date(2026, 2, 11), 5), date(2026, 2, 25));
    assert_eq!(end_of(date(2026, 2, 12), 5), date(2026, 2, 26));
    assert_eq!(latest_start(date(2026, 2, 25), 5), date(2026, 2, 11));
    assert_eq!(latest_start(date(2026, 2, 24), 5), date(2026, 2, 10));
    assert_eq!(end_of(date(2025, 1, 24), 5), date(2025, 2, 7));
    assert_eq!(end_of(date(2024, 2, 5), 5), date(2024, 2, 18));
}

#[test]
fn windows_cross_leap_day_and_year_end() {
    assert_eq!(end_of(date(2024, 2, 26), 3), date(2024, 2, 29));
    assert_eq!(end_of(date(2024, 2, 26), 4), date(2024, 3, 1));
    assert_eq!(latest_start(date(2024, 3, 1), 1), date(2024, 2, 29));
    assert_eq!(end_of(date(2022, 12, 28), 3), date(2023, 1, 3));
    assert_eq!(latest_start(date(2023, 1, 3), 3), date(2022, 12, 28));
    assert_eq!(end_of(date(2024, 12, 30), 2), date(2025, 1, 2));
}

#[test]
fn unannounced_year_is_said_and_counted_by_weekends() {
    let end = |start, days| bundled(|calendar| calendar.end_of(start, days)).expect("a day");
    assert_eq!(end(date(2026, 12, 30), 1), Counted { value: date(2026, 12, 31), unannounced: vec![] });
    assert_eq!(end(date(2026, 12, 30), 2), Counted { value: date(2027, 1, 1), unannounced: vec![2027] });
    let start = bundled(|calendar| calendar.latest_start(date(2022, 1, 5), 3)).expect("a day");
    assert_eq!(start, Counted { value: date(2021, 12, 30), unannounced: vec![2021] });
    let between = bundled(|calendar| calendar.working_days_between(date(2026, 12, 31), date(2028, 1, 3)));
    assert_eq!(between, Counted { value: 262, unannounced: vec![2027, 2028] });
    assert!(bundled(|calendar| calendar.is_announced(2026)) && !bundled(|calendar| calendar.is_announced(2027)));
}

#[test]
fn own_year_announces_a_year() {
    let off = [date(2027, 1, 1), date(2027, 2, 5)];
    let made_up = [date(2027, 2, 14)];
    with(&[(2027, &off, &made_up)], |calendar| {
        assert!(calendar.is_announced(2027) && !calendar.is_announced(2028));
        assert_eq!(calendar.day(date(2027, 1, 1)), Workday::Off);
        assert_eq!(calendar.day(date(2027, 1, 4)), Workday::Working);
        assert_eq!(calendar.day(date(2027, 2, 13)), Workday::Off);
        assert_eq!(calendar.day(date(2027, 2, 14)), Workday::Working);
        let end = calendar.end_of(date(2026, 12, 30), 2).expect("a day");
        assert_eq!(end, Counted { value: date(2027, 1, 4), unannounced: vec![] });
    });
    with(&[(2027, &[], &made_up)], |calendar| {
        assert!(!calendar.is_announced(2027), "a year without a day off is no calendar");
        assert_eq!(calendar.day(date(2027, 2, 14)), Workday::Working, "but what it states holds");
    });
}

#[test]
fn next_notice_reaches_into_december() {
    let off = [date(2026, 12, 31), date(2027, 1, 1)];
    with(&[(2027, &off, &[date(2026, 12, 27)])], |calendar| {
        assert_eq!(calendar.day(date(2026, 12, 31)), Workday::Off);
        assert_eq!(calendar.day(date(2026, 12, 27)), Workday::Working);
    });
    with(&[(2028, &[date(2027, 12, 31)], &[])], |calendar| {
        assert!(!calendar.is_announced(2027) && !calendar.is_announced(2028), "the notice says nothing of its own year");
        assert_eq!(calendar.day(date(2027, 12, 31)), Workday::Off);
        assert_eq!(calendar.day(date(2027, 12, 30)), Workday::Unannounced);
    });
    with(&[(2027, &[date(2026, 11, 30), date(2027, 1, 1)], &[])], |calendar| {
        assert_eq!(calendar.day(date(2026, 11, 30)), Workday::Working, "a day of another year is not counted");
    });
}

#[test]
fn own_days_go_before_the_announced() {
    with(&[(2026, &[date(2026, 3, 3)], &[date(2026, 5, 5)])], |calendar| {
        assert_eq!(calendar.day(date(2026, 3, 3)), Workday::Off);
        assert_eq!(calendar.day(date(2026, 5, 5)), Workday::Working);
        assert_eq!(calendar.day(date(2026, 5, 4)), Workday::Off, "the rest stays announced");
    });
}

#[test]
fn own_year_is_doubted_where_it_cannot_be_right() {
    let announced = catalog().workdays.year(2026).expect("announced").days();
    let doubts = |change: &dyn Fn(&mut YearCalendar)| {
        let mut year = announced.clone();
        change(&mut year);
        year.doubts(2026, &catalog().workdays.festivals).iter().map(Doubt::message).collect::<Vec<String>>()
    };
    assert_eq!(doubts(&|_| {}), Vec::<String>::new());
    assert_eq!(doubts(&|year| year.days_off.extend([date(2025, 12, 31)])), Vec::<String>::new());
    assert_eq!(doubts(&|year| year.days_off.extend([date(2025, 11, 30)])), ["2025-11-30 不在这一年，不计入"]);
    assert_eq!(doubts(&|year| year.make_up.extend([date(2027, 1, 2)])), ["2027-01-02 不在这一年，不计入"]);
    assert_eq!(doubts(&|year| year.make_up.extend([date(2026, 10, 3)])), ["2026-10-03 既放假又上班，按放假计"]);
    assert_eq!(doubts(&|year| year.make_up.extend([date(2026, 3, 3)])), ["2026-03-03 不是周末，不需要调休上班"]);
    assert_eq!(doubts(&|year| year.days_off.retain(|day| *day != date(2026, 10, 3))), ["没有国庆节，或天数不够，请核对是否录全"]);
    let empty = YearCalendar::default();
    for year in [i16::MIN, -9999, 2027, 9999, i16::MAX] {
        assert_eq!(empty.doubts(year, &catalog().workdays.festivals).len(), catalog().workdays.festivals.len());
    }
}

#[test]
fn ends_of_time_are_no_panic() {
    bundled(|calendar| {
        assert_eq!(calendar.end_of(Date::MAX, 1), None);
        assert_eq!(calendar.latest_start(Date::MIN, 1), None);
        assert_eq!(calendar.working_days_between(Date::MIN, Date::MIN.tomorrow().expect("a day")).value, 1);
    });
}

/// A day of the announced years, with some around them.
fn near() -> impl Strategy<Value = Date> {
    (0..2400i64).prop_map(|days| date(2021, 10, 1) + Span::new().days(days))
}

proptest! {
    #![proptest_config(cases(600))]

    #[test]
    fn latest_start_is_the_inverse_of_end_of(deadline in near(), days in 0..30u16) {
        bundled(|calendar| {
            let start = calendar.latest_start(deadline, days).expect("a day").value;
            let end = |start| calendar.end_of(start, days).expect("a day").value;
            prop_assert!(end(start) <= deadline);
            let next = calendar.end_of(start, 1).expect("a day").value;
            prop_assert!(end(next) > deadline);
            prop_assert!(days == 0 || calendar.latest_start(end(start), days).expect("a day").value == start);
            Ok(())
        })?;
    }

    #[test]
    fn end_is_the_first_day_by_which_so_many_are_counted(start in near(), days in 1..30u16) {
        bundled(|calendar| {
            let end = calendar.end_of(start, days).expect("a day");
            prop_assert_eq!(calendar.working_days_between(start, end.value), Counted { value: u32::from(days), unannounced: end.unannounced });
            let before = end.value.yesterday().expect("a day");
            prop_assert_eq!(calendar.working_days_between(start, before).value, u32::from(days) - 1);
            Ok(())
        })?;
    }

    #[test]
    fn counts_add_up(days in prop::collection::vec(near(), 3)) {
        let mut days = days;
        days.sort_unstable();
        bundled(|calendar| {
            let between = |from: usize, to: usize| calendar.working_days_between(days[from], days[to]).value;
            prop_assert_eq!(between(0, 1) + between(1, 2), between(0, 2));
            Ok(())
        })?;
    }

    #[test]
    fn a_day_off_more_never_ends_a_window_earlier(start in near(), off in 0..40i32, days in 1..20u16) {
        let plain = bundled(|calendar| calendar.end_of(start, days)).expect("a day").value;
        let day = start + off.days();
        let longer = with(&[(day.year(), &[day], &[])], |calendar| calendar.end_of(start, days)).expect("a day").value;
        // A year of one's own replaces the provisional calendar by weekends, which differs in nothing but that day.
        prop_assert!(longer >= plain);
        prop_assert!(longer == plain || !is_weekend(day) || bundled(|calendar| calendar.day(day)) == Workday::Working);
    }
}
