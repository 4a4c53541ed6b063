//! What the app would show for the indicators of a save file.

use std::collections::BTreeMap;

use award::assessment::Assessment;
use award::catalog::Catalog;
use award::indicator::{self, Argument, Column, Indicator, Level, Origin, Trend};
use serde::Serialize;

/// What the app would show for one indicator.
#[derive(Serialize)]
pub struct Judged {
    /// Its id in the file.
    indicator: String,
    /// Its figures by fiscal year, and where each comes from: `typed`, `form`, `computed`.
    figures: BTreeMap<i16, (String, &'static str)>,
    /// The latest year against the target: `none`, `unknown`, `reached`, `missed`.
    level: &'static str,
    /// `unknown`, `improving`, `best`, `steady`, `up_and_down`, `down_and_up`, `worsening`.
    trend: &'static str,
    /// Whether it is written in full.
    complete: bool,
    /// What is doubtful: the name of the column and the message.
    doubts: Vec<(String, String)>,
}

/// What the figures of an item support in one factor.
#[derive(Serialize)]
pub struct Support {
    item: String,
    factor: String,
    text: String,
    grounds: String,
}

/// Every indicator in the order of the ids.
pub fn judged(catalog: &Catalog, assessment: &Assessment) -> Vec<Judged> {
    let years = indicator::years(catalog, assessment);
    let figures = |each: &Indicator| {
        let figure = |year: &i16| {
            let figure = indicator::figure(catalog, assessment, each, *year);
            (*year, (figure.text.to_string(), origin(&figure.origin)))
        };
        years.iter().map(figure).collect()
    };
    let judged = |(id, each): (&award::IndicatorId, &std::rc::Rc<Indicator>)| {
        let judged = indicator::judge(catalog, assessment, each);
        let doubts = indicator::doubts(catalog, assessment, each).into_iter();
        let doubts = doubts.map(|doubt| (doubt.column.map_or_else(|| "方向".to_owned(), Column::name), doubt.problem.message()));
        Judged {
            indicator: id.to_string(),
            figures: figures(each),
            level: level(judged.level),
            trend: trend(judged.trend),
            complete: judged.is_complete,
            doubts: doubts.collect(),
        }
    };
    assessment.indicators.iter().map(judged).collect()
}

/// What the figures of every item support.
pub fn supports(catalog: &Catalog, assessment: &Assessment) -> Vec<Support> {
    let of_item = |item: &award::criteria::Item| {
        let support = |argument: Argument| Support {
            item: item.id.to_string(),
            factor: argument.factor.to_string(),
            text: argument.text.to_owned(),
            grounds: argument.grounds,
        };
        indicator::support(catalog, assessment, &item.id).into_iter().map(support).collect::<Vec<Support>>()
    };
    catalog.criteria.every_item().flat_map(of_item).collect()
}

fn origin(origin: &Origin) -> &'static str {
    match origin {
        Origin::Typed => "typed",
        Origin::Field(_) => "form",
        Origin::Computed => "computed",
    }
}

fn level(level: Level) -> &'static str {
    match level {
        Level::NoTarget => "none",
        Level::Unknown => "unknown",
        Level::Reached => "reached",
        Level::Missed => "missed",
    }
}

fn trend(trend: Trend) -> &'static str {
    match trend {
        Trend::Unknown => "unknown",
        Trend::Improving => "improving",
        Trend::Best => "best",
        Trend::Steady => "steady",
        Trend::UpAndDown => "up_and_down",
        Trend::DownAndUp => "down_and_up",
        Trend::Worsening => "worsening",
    }
}
