//! The clock of this machine, in local time.

use jiff::civil::{Date, DateTime};

/// Milliseconds since 1970, for measuring and ordering.
pub fn now() -> f64 {
    js_sys::Date::now()
}

/// The local date and time of a moment in milliseconds since 1970.
pub fn local(moment: f64) -> DateTime {
    let date = js_sys::Date::new(&moment.into());
    DateTime::new(
        date.get_full_year() as i16,
        date.get_month() as i8 + 1,
        date.get_date() as i8,
        date.get_hours() as i8,
        date.get_minutes() as i8,
        date.get_seconds() as i8,
        0,
    )
    .unwrap_or(DateTime::constant(1970, 1, 1, 0, 0, 0, 0))
}

/// The moment of a local date and time, in milliseconds since 1970.
pub fn moment(local: DateTime) -> f64 {
    let date = js_sys::Date::new_with_year_month_day_hr_min_sec(
        local.year().unsigned_abs().into(),
        i32::from(local.month()) - 1,
        local.day().into(),
        local.hour().into(),
        local.minute().into(),
        local.second().into(),
    );
    date.get_time()
}

/// The local date of now.
pub fn today() -> Date {
    local(now()).date()
}

/// A moment with its date: 11 月 24 日 09:30.
pub fn dated(moment: f64) -> String {
    let (then, now) = (local(moment), local(now()));
    let year = if then.year() == now.year() { String::new() } else { format!("{} 年 ", then.year()) };
    format!("{year}{} 月 {} 日 {:02}:{:02}", then.month(), then.day(), then.hour(), then.minute())
}

/// How a moment of the past is told where there is little room: the time for today, else the date.
pub fn short(moment: f64) -> String {
    let (then, now) = (local(moment), local(now()));
    match () {
        () if then.date() == now.date() => format!("{:02}:{:02}", then.hour(), then.minute()),
        () if then.year() == now.year() => format!("{} 月 {} 日", then.month(), then.day()),
        () => then.date().to_string(),
    }
}
