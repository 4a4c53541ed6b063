//! `cargo xtask timeline FILE… [--out DIR [--png]] [--on DATE]`: what follows from the days of a round, as JSON.
//!
//! A FILE is JSON, or a folder of such files: `{"dates": {"submission_deadline": "2026-03-31"}, "years": {"2027":
//! {"days_off": ["2027-01-01"], "make_up": []}}}`, both parts optional. One file prints one object, several or a folder print
//! an array. With `--out` the calendar file and the pictures of each go into DIR under the file's name, with `--png` as
//! pixels too; DATE is the present day in them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use award::calendar::YearCalendar;
use award::catalog::Catalog;
use award::timeline::{Conflict, ConflictKind, Gravity, Known, Origin, Reminded, Round, Stage, Timeline, timeline};
use dossier::chart::Width;
use dossier::timeline::{calendar_file, picture};
use jiff::civil::Date;
use resvg::usvg;
use serde::{Deserialize, Serialize};

use crate::args::Args;
use crate::{inspect, package};

/// A round as JSON.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RoundFile {
    dates: BTreeMap<String, String>,
    years: BTreeMap<i16, YearFile>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct YearFile {
    days_off: BTreeSet<Date>,
    make_up: BTreeSet<Date>,
}

/// Prints the timelines.
///
/// # Errors
/// A file is missing or is no round; DIR cannot be written.
pub fn run(mut args: Args) -> Result<()> {
    let (out, has_pixels) = (args.value("--out")?.map(PathBuf::from), args.flag("--png"));
    let today = match args.value("--on")? {
        Some(text) => text.parse().with_context(|| format!("--on {text}: write a date as 2026-12-31"))?,
        None => jiff::ZonedDateTime::now().date(),
    };
    let named: Vec<PathBuf> = args.rest()?.into_iter().map(PathBuf::from).collect();
    let export = out.map(|folder| Export { folder, today, drawing: has_pixels.then(package::drawing) });
    let catalog = schemes::xinyang();
    let report = |file: &PathBuf| -> Result<Report> {
        let round = read(file)?;
        if let Some(export) = &export {
            export.write(&catalog, &round, file)?;
        }
        Ok(Report::of(&timeline(&catalog, &round)))
    };
    match named.as_slice() {
        [] => bail!("name a round or a folder of rounds"),
        [file] if !file.is_dir() => inspect::print(&report(file)?),
        _ => inspect::print(&inspect::json_files_of(&named)?.iter().map(report).collect::<Result<Vec<Report>>>()?),
    }
}

fn read(file: &Path) -> Result<Round> {
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let RoundFile { dates, years } = serde_json::from_str(&text).with_context(|| format!("{} is no round", file.display()))?;
    let year = |(year, YearFile { days_off, make_up })| (year, YearCalendar { days_off, make_up });
    Ok(Round {
        dates: dates.iter().map(|(id, text)| ((&**id).into(), (&**text).into())).collect(),
        years: years.into_iter().map(year).collect(),
    })
}

/// Where the files of a round go, and what they look like.
struct Export {
    folder: PathBuf,
    today: Date,
    /// How pictures become pixels, if they shall.
    drawing: Option<usvg::Options<'static>>,
}

impl Export {
    fn write(&self, catalog: &Catalog, round: &Round, file: &Path) -> Result<()> {
        std::fs::create_dir_all(&self.folder)?;
        let path = self.folder.join(file.file_name().context("a file without a name")?);
        let name = path.file_stem().context("a file without a name")?.to_string_lossy();
        let calendar = calendar_file(catalog, &timeline(catalog, round), &(&*name).into(), self.today.at(9, 0, 0, 0));
        std::fs::write(path.with_extension("ics"), calendar)?;
        for (kind, width) in [("page", Width::PAGE), ("screen", Width::SCREEN)] {
            let svg = picture(catalog, round, self.today, width).svg;
            std::fs::write(path.with_extension(format!("{kind}.svg")), &svg)?;
            if let Some(options) = &self.drawing {
                std::fs::write(path.with_extension(format!("{kind}.png")), package::png(&svg, options)?)?;
            }
        }
        Ok(())
    }
}

/// What follows from a round.
#[derive(Serialize)]
pub struct Report {
    /// Every milestone in the scheme's order.
    milestones: Vec<Step>,
    /// What does not fit.
    conflicts: Vec<Trouble>,
    /// What applies after the award.
    reminders: Vec<Due>,
    /// The years without announced calendar that known days rest on.
    unannounced: Vec<i16>,
}

#[derive(Serialize)]
struct Step {
    milestone: String,
    start: Option<Date>,
    /// `entered` or `derived`.
    start_is: Option<&'static str>,
    end: Option<Date>,
    end_is: Option<&'static str>,
    working_days: Option<u32>,
    /// The earliest and the latest start by the other milestones.
    earliest: Option<Date>,
    latest: Option<Date>,
}

#[derive(Serialize)]
struct Trouble {
    milestone: String,
    kind: &'static str,
    /// So many working days too few or too many.
    days: Option<u32>,
    /// `breach` or `doubt`.
    gravity: &'static str,
    clause: award::clause::ClauseRef,
    message: String,
}

#[derive(Serialize)]
struct Due {
    reminder: String,
    from: Option<Date>,
    until: Option<Date>,
}

impl Report {
    /// What follows from a round.
    #[must_use]
    pub fn of(timeline: &Timeline) -> Report {
        Report {
            milestones: timeline.stages.iter().map(Step::from).collect(),
            conflicts: timeline.conflicts.iter().map(Trouble::from).collect(),
            reminders: timeline.reminders.iter().map(Due::from).collect(),
            unannounced: timeline.unannounced(),
        }
    }
}

impl From<&Stage<'_>> for Step {
    fn from(stage: &Stage) -> Step {
        let origin = |known: Known| match known.origin {
            Origin::Entered => "entered",
            Origin::Derived => "derived",
        };
        Step {
            milestone: stage.milestone.id.to_string(),
            start: stage.start.map(|known| known.day),
            start_is: stage.start.map(origin),
            end: stage.end.map(|known| known.day),
            end_is: stage.end.map(origin),
            working_days: stage.working_days.as_ref().map(|counted| counted.value),
            earliest: stage.room.earliest.as_ref().map(|day| day.value),
            latest: stage.room.latest.as_ref().map(|day| day.value),
        }
    }
}

impl From<&Conflict<'_>> for Trouble {
    fn from(conflict: &Conflict) -> Trouble {
        let (kind, days) = match conflict.kind {
            ConflictKind::NotADate => ("not_a_date", None),
            ConflictKind::EndsBeforeStart => ("ends_before_start", None),
            ConflictKind::TooShort(days) => ("too_short", Some(days)),
            ConflictKind::TooLong(days) => ("too_long", Some(days)),
            ConflictKind::OutOfOrder => ("out_of_order", None),
            ConflictKind::GapTooShort(days) => ("gap_too_short", Some(days)),
            ConflictKind::NoRoom => ("no_room", None),
            ConflictKind::DayOff => ("day_off", None),
            ConflictKind::Unannounced => ("unannounced", None),
        };
        Trouble {
            milestone: conflict.milestone.id.to_string(),
            kind,
            days,
            gravity: if conflict.gravity == Gravity::Breach { "breach" } else { "doubt" },
            clause: conflict.clause,
            message: conflict.message.clone(),
        }
    }
}

impl From<&Reminded<'_>> for Due {
    fn from(reminded: &Reminded) -> Due {
        Due { reminder: reminded.reminder.id.to_string(), from: reminded.from, until: reminded.until }
    }
}
