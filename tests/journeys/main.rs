//! The journeys of users through the product, each a test in every browser engine.

mod application;
mod aside;
mod cohort;
mod copies;
mod editions;
mod eligibility;
mod evidence;
mod figures;
mod full_disk;
mod indicators;
mod keeping;
mod killed;
mod means;
mod nothing_leaves;
mod official_form;
mod offline;
mod panic;
mod password;
mod report;
mod revisions;
mod save_as;
mod schedule;
mod schemes;
mod screens;
mod sealing;
mod served;
mod start;
mod tabs;
mod understanding;
mod workshop;
mod years;

use std::process::ExitCode;

fn main() -> ExitCode {
    let journeys = [
        means::journeys(),
        start::journeys(),
        panic::journeys(),
        keeping::journeys(),
        aside::journeys(),
        full_disk::journeys(),
        tabs::journeys(),
        copies::journeys(),
        revisions::journeys(),
        nothing_leaves::journeys(),
        sealing::journeys(),
        offline::journeys(),
        save_as::journeys(),
        editions::journeys(),
        served::journeys(),
        killed::journeys(),
        screens::journeys(),
        application::journeys(),
        years::journeys(),
        understanding::journeys(),
        cohort::journeys(),
        workshop::journeys(),
        eligibility::journeys(),
        indicators::journeys(),
        evidence::journeys(),
        official_form::journeys(),
        report::journeys(),
        schedule::journeys(),
        schemes::journeys(),
        password::journeys(),
        figures::journeys(),
    ];
    let journeys: Vec<_> = journeys.into_iter().flatten().collect();
    e2e::run(&journeys)
}
