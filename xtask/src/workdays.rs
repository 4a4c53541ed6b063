//! `cargo xtask workdays --from DATE --to DATE`: every day of a stretch as the bundled calendar has it, as JSON.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use award::calendar::{self, Calendar, Counted, Workday};
use jiff::civil::Date;
use serde::Serialize;

use crate::args::Args;
use crate::inspect;

/// The longest period of working days that is tried from each day.
const LONGEST: u16 = 12;

/// A day of the stretch.
#[derive(Serialize)]
struct Day {
    /// The day.
    date: Date,
    /// `working`, `off` or `unannounced`.
    kind: &'static str,
    /// The end of a period of 0, 1, 2 … working days that starts on it.
    ends: Vec<Reached>,
    /// The latest start of a period of 0, 1, 2 … working days that has to end on it.
    latest_starts: Vec<Reached>,
}

/// A day that was counted, with the unannounced years that it rests on.
#[derive(Serialize)]
struct Reached(Date, Vec<i16>);

/// Prints the days.
///
/// # Errors
/// A date is missing or is none.
pub fn run(mut args: Args) -> Result<()> {
    let (from, to) = (date(&mut args, "--from")?, date(&mut args, "--to")?);
    args.finish()?;
    let (catalog, own) = (schemes::xinyang(), BTreeMap::new());
    let calendar = Calendar::new(&catalog.workdays, &own);
    let days = calendar::days(from, to).map(|day| look(&calendar, day));
    inspect::print(&days.collect::<Vec<Day>>())
}

fn date(args: &mut Args, name: &str) -> Result<Date> {
    let text = args.value(name)?.with_context(|| format!("say {name} DATE"))?;
    text.parse().with_context(|| format!("{name} {text}: write a date as 2026-12-31"))
}

fn look(calendar: &Calendar, date: Date) -> Day {
    let reached = |counted: Option<Counted<Date>>| counted.map(|counted| Reached(counted.value, counted.unannounced));
    Day {
        date,
        kind: match calendar.day(date) {
            Workday::Working => "working",
            Workday::Off => "off",
            Workday::Unannounced => "unannounced",
        },
        ends: (0..=LONGEST).filter_map(|days| reached(calendar.end_of(date, days))).collect(),
        latest_starts: (0..=LONGEST).filter_map(|days| reached(calendar.latest_start(date, days))).collect(),
    }
}
