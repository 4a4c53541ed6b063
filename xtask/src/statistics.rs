//! `cargo xtask statistics FILE`: what the kit makes of rooms full of score cards, as JSON, for independent calculations.
//!
//! FILE holds an array of rooms, each an array of score cards in the form of their files. For each room: median and quartiles
//! of every item and of the complete totals, and how far the cards agree if they are those of examiners of one applicant.
//! Only the counties are protected, as they are by default: a total is `null` that is not shown. Exact numbers are texts; a
//! coefficient that cannot be computed is `null`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use award::cohort::{self, Gathering, Group, GroupBy, Protection, Quarters, Settings, Spread, Table};
use award::consensus::{self, Measure, Moments};
use award::criteria::Criteria;
use award::points::{Percent, Points};
use award::scorecard::{self, Scorecard};
use serde::Serialize;

use crate::args::Args;
use crate::workspace::Workspace;

/// Prints the statistics.
///
/// # Errors
/// No file is named, it cannot be read, or a card in it cannot be opened.
pub fn run(_: &Workspace, args: Args) -> Result<()> {
    let named: Vec<PathBuf> = args.rest()?.into_iter().map(PathBuf::from).collect();
    let [file] = named.as_slice() else { bail!("name one file of rooms") };
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let rooms: Vec<Vec<serde_json::Value>> = serde_json::from_str(&text)?;
    let catalog = schemes::xinyang();
    let rooms = rooms.iter().map(|room| Room::of(&catalog.criteria, room)).collect::<Result<Vec<Room>>>()?;
    println!("{}", serde_json::to_string(&rooms)?);
    Ok(())
}

/// What is found in one room.
#[derive(Serialize)]
struct Room {
    /// Every item in the standard's order.
    items: Vec<ItemRow>,
    /// The complete totals.
    total: Option<Numbers>,
    /// The complete totals of each county, where they may be told.
    counties: BTreeMap<String, Option<Numbers>>,
    /// Krippendorff's alpha.
    alpha: Option<f64>,
    /// The intraclass correlation.
    icc: Option<f64>,
    /// What they mean.
    meanings: [&'static str; 2],
}

/// One item.
#[derive(Serialize)]
struct ItemRow {
    item: String,
    /// The sum of the percents.
    sum: u64,
    /// The sample standard deviation.
    deviation: Option<f64>,
    scores: Option<Numbers>,
}

/// The five numbers of a distribution.
#[derive(Serialize)]
struct Numbers {
    count: usize,
    least: String,
    lower: String,
    median: String,
    upper: String,
    greatest: String,
}

impl Room {
    fn of(criteria: &Criteria, files: &[serde_json::Value]) -> Result<Room> {
        let cards = files.iter().map(|file| Ok(scorecard::open(&file.to_string()).map_err(anyhow::Error::msg)?.value));
        let cards = cards.collect::<Result<Vec<Scorecard>>>()?;
        let mut gathering = Gathering::new(criteria.id.clone());
        for card in &cards {
            gathering.add(card.clone());
        }
        let table = Table::of(criteria, &gathering);
        let (rows, free) = (table.every_row(), Protection::from(Settings { least_group: 1, close: Points::ZERO }));
        let scores: Vec<Vec<Option<Percent>>> = table.columns.iter().map(|column| column.percents.clone()).collect();
        let statistics = cohort::item_statistics(&table, &rows, &free);
        let items = statistics.iter().map(|item| ItemRow {
            item: table.columns[item.column].item.to_string(),
            sum: item.scores.shown().map_or(0, |(distribution, _)| distribution.sum()),
            deviation: Moments::of(scores[item.column].iter().copied().flatten()).deviation(),
            scores: item.scores.shown().map(|(_, spread)| Numbers::of(spread, Quarters::percent)),
        });
        let (alpha, icc) = (consensus::alpha(&scores).ok(), consensus::icc(&scores).ok());
        let words = |measure, value: Option<f64>| value.map_or("", |value| consensus::meaning(measure, value));
        Ok(Room {
            items: items.collect(),
            total: cohort::total_spread(&table, &rows, &free).shown().map(|spread| Numbers::of(spread, Quarters::points)),
            counties: counties(&gathering, &table),
            alpha,
            icc,
            meanings: [words(Measure::Alpha, alpha), words(Measure::Icc, icc)],
        })
    }
}

fn counties(gathering: &Gathering, table: &Table) -> BTreeMap<String, Option<Numbers>> {
    let groups = cohort::groups(gathering, table, &table.every_row(), GroupBy::County, &Settings::default().into());
    let totals = |group: &Group| {
        let spread = cohort::total_spread(table, &group.rows, group.protection.as_ref()?);
        spread.shown().map(|spread| Numbers::of(spread, Quarters::points))
    };
    groups.iter().map(|group| (group.label.to_string(), totals(group))).collect()
}

impl Numbers {
    fn of(spread: &Spread, text: impl Fn(Quarters) -> String) -> Numbers {
        let Spread { count, least, lower, median, upper, greatest } = *spread;
        let [least, lower, median, upper, greatest] = [least, lower, median, upper, greatest].map(text);
        Numbers { count, least, lower, median, upper, greatest }
    }
}
