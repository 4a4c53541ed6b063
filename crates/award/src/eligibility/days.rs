//! Counting years from a day.

use jiff::ToSpan;
use jiff::civil::Date;

use super::ways::Ways;
use crate::scheme::{LeapDay, Recent};

/// The day so many years later; of 29 February in a common year 28 February or 1 March, as the scheme is read.
pub(super) fn anniversary(day: Date, years: u8, leap_day: LeapDay) -> Date {
    let later = day.checked_add(i32::from(years).years()).unwrap_or(Date::MAX);
    let is_moved = day.day() == 29 && day.month() == 2 && later.day() == 28;
    if is_moved && leap_day == LeapDay::March1 { next(later) } else { later }
}

/// The last day on which something of a day still counts as of the last so many years.
pub(super) fn last_counting_day(day: Date, years: u8, ways: &Ways) -> Date {
    match ways.recent {
        Recent::CalendarYears => {
            let year = day.year().saturating_add(i16::from(years));
            Date::new(year, 12, 31).unwrap_or(Date::MAX)
        }
        Recent::Rolling => {
            let full = anniversary(day, years, ways.leap_day);
            if ways.anniversary_counts { full } else { full.yesterday().unwrap_or(full) }
        }
    }
}

/// The next day.
pub(super) fn next(day: Date) -> Date {
    day.tomorrow().unwrap_or(Date::MAX)
}

/// The first days of the years after that of a day, so many of them.
pub(super) fn new_years(day: Date, count: u8) -> impl Iterator<Item = Date> {
    (1..=i16::from(count)).filter_map(move |later| Date::new(day.year().checked_add(later)?, 1, 1).ok())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn ways(recent: Recent, anniversary_counts: bool, leap_day: LeapDay) -> Ways<'static> {
        Ways { recent, anniversary_counts, leap_day, ..Ways::default() }
    }

    #[test]
    fn the_anniversary_is_free_unless_it_is_read_to_count() {
        let day = date(2023, 11, 24);
        let last = |counts| last_counting_day(day, 3, &ways(Recent::Rolling, counts, LeapDay::February28));
        assert_eq!((last(false), last(true)), (date(2026, 11, 23), date(2026, 11, 24)));
    }

    #[test]
    fn a_leap_day_is_over_on_either_side_of_the_month() {
        let last = |leap_day| last_counting_day(date(2024, 2, 29), 3, &ways(Recent::Rolling, false, leap_day));
        assert_eq!((last(LeapDay::February28), last(LeapDay::March1)), (date(2027, 2, 27), date(2027, 2, 28)));
        assert_eq!(anniversary(date(2024, 2, 29), 4, LeapDay::March1), date(2028, 2, 29));
        assert_eq!(anniversary(date(2024, 2, 28), 3, LeapDay::March1), date(2027, 2, 28));
    }

    #[test]
    fn calendar_years_end_with_december() {
        let last = |day| last_counting_day(day, 3, &ways(Recent::CalendarYears, false, LeapDay::February28));
        assert_eq!((last(date(2023, 1, 1)), last(date(2023, 12, 31))), (date(2026, 12, 31), date(2026, 12, 31)));
    }

    #[test]
    fn years_beyond_the_calendar_end_it() {
        assert_eq!(anniversary(Date::MAX, 3, LeapDay::February28), Date::MAX);
        assert_eq!(new_years(Date::MAX, 2).count(), 0);
    }
}
