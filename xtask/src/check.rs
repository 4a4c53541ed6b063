//! `cargo xtask check`: what a developer runs all the time, so it must be quick.

use crate::args::Args;
use crate::deny;
use crate::layers;
use crate::notices;
use crate::process;
use crate::steps::Steps;
use crate::styles;
use crate::workspace::Workspace;
use anyhow::Result;

/// The packages that run without a browser.
const NATIVE: &[&str] = &["award", "dossier", "schemes", "xtask"];

/// Runs the quick checks.
///
/// # Errors
/// One of them fails.
pub fn run(workspace: &Workspace, args: Args) -> Result<()> {
    args.finish()?;
    let mut steps = Steps::start();
    all(workspace, &mut steps)?;
    steps.summary();
    Ok(())
}

/// The quick checks as steps of a longer run.
///
/// # Errors
/// One of them fails.
pub fn all(workspace: &Workspace, steps: &mut Steps) -> Result<()> {
    steps.step("fmt", || cargo(workspace, &["fmt", "--all", "--check"]))?;
    steps.step("layers", || layers::check(workspace))?;
    steps.step("styles", || styles::check(workspace))?;
    steps.step("notices", || notices::compare(workspace))?;
    steps.step("licences and sources", || deny::rules(workspace))?;
    steps.step("clippy", || {
        let line = ["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"];
        cargo(workspace, &line)
    })?;
    steps.step("native tests", || {
        let mut line = vec!["test", "--locked", "--quiet"];
        line.extend(NATIVE.iter().flat_map(|package| ["-p", package]));
        cargo(workspace, &line)
    })
}

/// Runs cargo in the workspace.
///
/// # Errors
/// Cargo fails.
pub fn cargo(workspace: &Workspace, line: &[&str]) -> Result<()> {
    process::run(workspace.cargo().args(line))
}
