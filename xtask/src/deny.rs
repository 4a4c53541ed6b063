//! `cargo xtask deny`: licences, sources and known weaknesses of the libraries, by cargo-deny and the rules of `deny.toml`.

use crate::args::Args;
use crate::process;
use crate::tools::CargoTool;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::process::Command;

/// Runs all checks of cargo-deny.
///
/// # Errors
/// It cannot be installed, the list of known weaknesses cannot be fetched, or a library breaks a rule.
pub fn run(workspace: &Workspace, args: Args) -> Result<()> {
    args.finish()?;
    rules(workspace)?;
    fetch(workspace)?;
    weaknesses(workspace)
}

/// The checks that need no network: licences, bans and sources.
///
/// # Errors
/// cargo-deny cannot be installed, or a library breaks a rule.
pub fn rules(workspace: &Workspace) -> Result<()> {
    process::run(cargo_deny(workspace)?.args(["check", "--hide-inclusion-graph", "licenses", "bans", "sources"]))
}

/// Known weaknesses, where their list can be fetched. Where it cannot, that is said and is no failure: a machine without
/// that network must be able to run the tests.
///
/// # Errors
/// cargo-deny cannot be installed, or a library has a weakness.
pub fn weaknesses_if_reachable(workspace: &Workspace) -> Result<()> {
    match fetch(workspace) {
        Ok(()) => weaknesses(workspace),
        Err(reason) => {
            println!("Known weaknesses were NOT checked: {reason:#}. Where it can be: cargo xtask deny");
            Ok(())
        }
    }
}

fn fetch(workspace: &Workspace) -> Result<()> {
    process::run(cargo_deny(workspace)?.args(["fetch", "db"])).context("the list of known weaknesses cannot be fetched")
}

fn weaknesses(workspace: &Workspace) -> Result<()> {
    process::run(cargo_deny(workspace)?.args(["check", "--disable-fetch", "--hide-inclusion-graph", "advisories"]))
}

fn cargo_deny(workspace: &Workspace) -> Result<Command> {
    let mut command = Command::new(CargoTool::deny().ensure()?.join(process::executable("cargo-deny")));
    command.arg("--locked").current_dir(&workspace.root);
    Ok(command)
}
