//! `cargo xtask inspect FILE… [--on DATE] [--scheme FILE]`: what the app would show for save files, as JSON.
//!
//! A FILE is a save file (.json), a package (.zip) or a folder of save files. One file prints one object ([`Report`]);
//! several, or a folder, print an array in the order given. In an array, a file that cannot be opened is an object with
//! `file` and `error`, and the command fails after printing. DATE (2026-12-31) is the day on which to look; the current
//! day without it. An application date in a file takes its place.
//!
//! Points are texts, exact to a hundredth (`"599.75"`), so that no reader rounds them. Absent values are `null`.

mod eligibility;
mod indicators;

use self::eligibility::{Eligibility, Place};
use crate::args::Args;
use crate::workspace::Workspace;
use crate::{package, timeline};
use anyhow::{Context, Result, bail};
use award::applicant::Filling;
use award::assessment::Assessment;
use award::catalog::Catalog;
use award::criteria::Item;
use award::overview::{self, Lengths, Overview, Step};
use award::points::Points;
use award::scoring::{self, Shortlist, Suggestion, Tally};
use award::years;
use jiff::civil::Date;
use serde::Serialize;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Prints what the app would show.
///
/// # Errors
/// No file is named, DATE is no date, a folder cannot be read, or a file cannot be opened.
pub fn run(_: &Workspace, mut args: Args) -> Result<()> {
    let today = match args.value("--on")? {
        Some(text) => text.parse().with_context(|| format!("--on {text}: write a date as 2026-12-31"))?,
        None => jiff::ZonedDateTime::now().date(),
    };
    let catalog = crate::scheme::named(&mut args)?;
    let named: Vec<PathBuf> = args.rest()?.into_iter().map(PathBuf::from).collect();
    match named.as_slice() {
        [] => bail!("name a save file or a folder of save files"),
        [file] if !file.is_dir() => print(&report(&catalog, file, today)?),
        _ => print_all(&catalog, &json_files_of(&named)?, today),
    }
}

fn print_all(catalog: &Catalog, files: &[PathBuf], today: Date) -> Result<()> {
    let entries: Vec<Entry> = files.iter().map(|file| Entry::of(catalog, file, today)).collect();
    print(&entries)?;
    match entries.iter().filter(|entry| matches!(entry, Entry::Failed { .. })).count() {
        0 => Ok(()),
        failed => bail!("{failed} of {} files cannot be opened", files.len()),
    }
}

/// Prints a value as JSON.
///
/// # Errors
/// It cannot be printed.
pub fn print(value: &impl Serialize) -> Result<()> {
    let json = serde_json::to_string_pretty(value)?;
    writeln!(std::io::stdout().lock(), "{json}").context("cannot print")
}

/// The files named, and instead of a folder the .json files in it by name.
///
/// # Errors
/// A folder cannot be read.
pub fn json_files_of(named: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in named {
        if path.is_dir() {
            files.extend(json_files(path).with_context(|| format!("cannot read {}", path.display()))?);
        } else {
            files.push(path.clone());
        }
    }
    Ok(files)
}

fn json_files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let entries: Vec<PathBuf> = std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    let mut files: Vec<PathBuf> =
        entries.into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "json")).collect();
    files.sort();
    Ok(files)
}

fn report(catalog: &Catalog, file: &Path, today: Date) -> Result<Report> {
    let opened = package::open(file)?;
    let head = &opened.assessment.head;
    if (&head.scheme, &head.criteria) != (&catalog.scheme.id, &catalog.criteria.id) {
        bail!("{}: there is no scheme {} with criteria {} here", file.display(), head.scheme, head.criteria);
    }
    let warnings = opened.warnings.iter().map(ToString::to_string).collect();
    Ok(Report { file: file.display().to_string(), warnings, ..Report::of(catalog, &opened.assessment, today) })
}

/// One file of several.
#[derive(Serialize)]
#[serde(untagged)]
enum Entry {
    Opened(Box<Report>),
    Failed { file: String, error: String },
}

impl Entry {
    fn of(catalog: &Catalog, file: &Path, today: Date) -> Entry {
        match report(catalog, file, today) {
            Ok(report) => Entry::Opened(Box::new(report)),
            Err(error) => Entry::Failed { file: file.display().to_string(), error: format!("{error:#}") },
        }
    }
}

/// What the app would show for one save file.
#[derive(Serialize)]
struct Report {
    /// The file as named on the command line.
    file: String,
    /// What could not be taken over from it, in words.
    warnings: Vec<String>,
    /// The name of the applicant; empty while it was not entered.
    applicant: String,
    /// The day of the application for which the requirements are judged.
    on: String,
    /// The eligibility check.
    #[serde(flatten)]
    eligibility: Eligibility,
    /// Every item in the standard's order.
    items: Vec<ItemScore>,
    /// Every category in the standard's order.
    categories: Vec<CategoryScore>,
    /// All items together.
    total: Score,
    /// Where the total stands to the shortlist line: `reached`, `open` or `missed`.
    shortlist: &'static str,
    /// The shortlist line in points.
    shortlist_line: String,
    /// What the self-assessment of each year reached, the earliest first.
    years: Vec<YearReached>,
    /// How far the application form is filled.
    form: FormFilling,
    /// How much text the report has.
    report: Length,
    /// Every indicator.
    indicators: Vec<indicators::Judged>,
    /// What the figures of each item support.
    supports: Vec<indicators::Support>,
    /// The days of the round and what follows from them.
    timeline: timeline::Report,
    /// What to do next, the most helpful first.
    next: Vec<Next>,
}

/// What the self-assessment of a year reached.
#[derive(Serialize)]
struct YearReached {
    /// The fiscal year.
    year: i16,
    /// The total in points; `null` while it is not certain.
    total: Option<String>,
    /// The least total that is possible; `null` if nothing was recorded.
    least: Option<String>,
    /// The greatest total that is possible; `null` if nothing was recorded.
    most: Option<String>,
    /// Whether the year is closed.
    closed: bool,
}

/// The score of one item.
#[derive(Serialize)]
struct ItemScore {
    /// The number of the item: `4.1.2`.
    item: String,
    /// Its percent; `null` while it is not scored.
    percent: Option<u8>,
    /// The points that it earns; `null` while it is not scored.
    points: Option<String>,
    /// The points that it is worth.
    worth: String,
    /// The percent that the ratings of its factors suggest; `null` until all are rated.
    suggested: Option<u8>,
    /// Whether its percent differs from the suggested one.
    overridden: bool,
}

/// The score of one category.
#[derive(Serialize)]
struct CategoryScore {
    /// The number of the category: `4.1`.
    category: String,
    #[serde(flatten)]
    score: Score,
}

/// The points of some items together.
#[derive(Serialize)]
struct Score {
    /// The points that the scored items earn.
    earned: String,
    /// The least total that is still possible.
    least: String,
    /// The greatest total that is still possible.
    most: String,
    /// The points that all items are worth.
    worth: String,
    /// The number of scored items.
    scored: usize,
    /// The number of items.
    items: usize,
}

/// How far the form is filled; fields that others fill or that are computed do not count.
#[derive(Serialize)]
struct FormFilling {
    /// The number of filled fields.
    filled: usize,
    /// The number of fields.
    entered: usize,
    /// The number of required fields that are not filled.
    required_missing: usize,
}

/// How much text the report has, in characters without blanks.
#[derive(Serialize)]
struct Length {
    /// Characters of the organisational profile.
    profile: usize,
    /// Characters of the items' texts, strengths and opportunities for improvement.
    items: usize,
    /// The number of profile sections and items that have text.
    written: usize,
    /// The number of profile sections and items.
    sections: usize,
}

/// Something to do; `step` tells what.
#[derive(Serialize)]
#[serde(tag = "step", rename_all = "snake_case")]
enum Next {
    /// A requirement stands against the application.
    Blocked { requirement: String },
    /// A requirement cannot be judged before something is known.
    Answer { requirement: String, missing: Place },
    /// Required fields of a group are not filled.
    Fill { group: String, fields: Vec<String> },
    /// Entered values of a group are doubtful.
    Check { group: String, fields: Vec<String> },
    /// So many items are not scored, `first` the first of them; `open` are the points that they are worth.
    Score { first: String, count: usize, open: String },
    /// A percent differs from the suggested one without a reason.
    Justify { item: String },
    /// So many sections and items have no text; the first of each kind.
    Write { section: Option<String>, item: Option<String>, count: usize },
    /// A procedure is to be done before the application is handed in.
    Prepare { requirement: String },
}

impl Report {
    fn of(catalog: &Catalog, assessment: &Assessment, today: Date) -> Report {
        let Overview { check, totals, shortlist, form, years: _, report, indicators: _, next } =
            overview::overview(catalog, assessment, today);
        let Lengths { profile, report: items } = overview::lengths(catalog, assessment);
        let categories = totals.categories.iter();
        Report {
            file: String::new(),
            warnings: Vec::new(),
            applicant: assessment.name().to_string(),
            on: assessment.head.application_date.unwrap_or(today).to_string(),
            eligibility: Eligibility::of(catalog, assessment, &check, today),
            items: catalog.criteria.every_item().map(|item| ItemScore::of(catalog, item, assessment)).collect(),
            categories: categories.map(|(id, tally)| CategoryScore { category: id.to_string(), score: tally.into() }).collect(),
            total: (&totals.total).into(),
            shortlist: shortlist_word(shortlist),
            shortlist_line: Points::whole(catalog.scheme.review.shortlist_points).to_string(),
            years: years::compare(&catalog.criteria, assessment).years.iter().map(YearReached::from).collect(),
            form: form.into(),
            report: Length { profile, items, written: report.written, sections: report.sections },
            indicators: indicators::judged(catalog, assessment),
            supports: indicators::supports(catalog, assessment),
            timeline: timeline::Report::of(&award::timeline::timeline_of(catalog, assessment)),
            next: next.iter().map(Next::from).collect(),
        }
    }
}

impl ItemScore {
    fn of(catalog: &Catalog, item: &Item, assessment: &Assessment) -> ItemScore {
        let record = assessment.item(&item.id);
        let suggested = match scoring::suggestion(&catalog.criteria, item, &record) {
            Suggestion::Found(found) => Some(found.percent.value()),
            Suggestion::Missing(_) => None,
        };
        ItemScore {
            item: item.id.to_string(),
            percent: record.percent.map(award::points::Percent::value),
            points: record.percent.map(|percent| Points::earned(item.points, percent).to_string()),
            worth: Points::whole(item.points).to_string(),
            suggested,
            overridden: scoring::is_override(&catalog.criteria, item, &record),
        }
    }
}

impl From<&years::Year> for YearReached {
    fn from(year: &years::Year) -> YearReached {
        let (least, most) = year.reached.range().unzip();
        YearReached {
            year: year.year,
            total: year.reached.total().map(|points| points.to_string()),
            least: least.map(|points| points.to_string()),
            most: most.map(|points| points.to_string()),
            closed: year.card.closed.is_some(),
        }
    }
}

impl From<&Tally> for Score {
    fn from(tally: &Tally) -> Score {
        Score {
            earned: tally.earned.to_string(),
            least: tally.least().to_string(),
            most: tally.most().to_string(),
            worth: tally.worth().to_string(),
            scored: tally.scored,
            items: tally.items,
        }
    }
}

impl From<Filling> for FormFilling {
    fn from(Filling { filled, entered, required_missing }: Filling) -> FormFilling {
        FormFilling { filled, entered, required_missing }
    }
}

impl From<&Step> for Next {
    fn from(step: &Step) -> Next {
        match step {
            Step::Blocked(requirement) => Next::Blocked { requirement: requirement.to_string() },
            Step::Answer(requirement, lack) => Next::Answer { requirement: requirement.to_string(), missing: lack.into() },
            Step::Fill(group, fields) => {
                Next::Fill { group: group.to_string(), fields: fields.iter().map(ToString::to_string).collect() }
            }
            Step::Check(group, fields) => {
                Next::Check { group: group.to_string(), fields: fields.iter().map(ToString::to_string).collect() }
            }
            Step::Score { first, count, open } => Next::Score { first: first.to_string(), count: *count, open: open.to_string() },
            Step::Justify(item) => Next::Justify { item: item.to_string() },
            Step::Write { section, item, count } => Next::Write {
                section: section.as_ref().map(ToString::to_string),
                item: item.as_ref().map(ToString::to_string),
                count: *count,
            },
            Step::Prepare(requirement) => Next::Prepare { requirement: requirement.to_string() },
        }
    }
}

fn shortlist_word(shortlist: Shortlist) -> &'static str {
    match shortlist {
        Shortlist::Reached => "reached",
        Shortlist::Open => "open",
        Shortlist::Missed => "missed",
    }
}
