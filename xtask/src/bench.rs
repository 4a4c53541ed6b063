//! `cargo xtask bench`: what the product costs, as ratios against floors measured in the same run.

use anyhow::Result;

use crate::args::Args;
use crate::dist;
use crate::e2e;
use crate::process;
use crate::wasm::Finish;
use crate::workspace::Workspace;

/// Measures documents and score cards natively, then start and typing in Chromium.
///
/// # Errors
/// A tool is missing, the build fails, or something cannot be measured.
pub fn run(workspace: &Workspace, args: Args) -> Result<()> {
    args.finish()?;
    e2e::ensure_tools()?;
    let product = dist::build(workspace, Finish::Product)?;
    for (package, bench) in [("dossier", "documents"), ("award", "cohort")] {
        process::run(workspace.cargo().args(["bench", "--locked", "--quiet", "--package", package, "--bench", bench]))?;
    }
    let mut browser = workspace.cargo();
    browser.args(["run", "--locked", "--quiet", "--package", "e2e", "--bin", "bench"]);
    process::run(e2e::with_tools(workspace, &product, &mut browser)?)
}
