//! `cargo xtask bench [PART…]`: what the product costs, as ratios against floors measured in the same run.

use anyhow::Result;

use crate::args::Args;
use crate::dist;
use crate::e2e;
use crate::process;
use crate::wasm::Finish;
use crate::workspace::Workspace;

/// Measures documents and score cards natively, then start, typing, evidence and rooms of cards in Chromium; with parts named, only those in Chromium.
///
/// # Errors
/// A tool is missing, the build fails, or something cannot be measured.
pub fn run(workspace: &Workspace, args: Args) -> Result<()> {
    let parts = args.rest()?;
    e2e::ensure_tools()?;
    let product = dist::build(workspace, Finish::Product)?;
    let native: &[(&str, &str)] = if parts.is_empty() { &[("dossier", "documents"), ("award", "cohort")] } else { &[] };
    for (package, bench) in native {
        process::run(workspace.cargo().args(["bench", "--locked", "--quiet", "--package", package, "--bench", bench]))?;
    }
    let mut browser = workspace.cargo();
    browser.args(["run", "--locked", "--quiet", "--package", "e2e", "--bin", "bench", "--"]).args(parts);
    process::run(e2e::with_tools(workspace, &product, &mut browser)?)
}
