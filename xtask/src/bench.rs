//! `cargo xtask bench`: what the product costs, as ratios against floors measured in the same run.

use anyhow::Result;

use crate::args::Args;
use crate::dist;
use crate::e2e;
use crate::process;
use crate::wasm::Finish;
use crate::workspace::Workspace;

/// Measures the documents natively, then start and typing in Chromium.
///
/// # Errors
/// A tool is missing, the build fails, or something cannot be measured.
pub fn run(workspace: &Workspace, args: Args) -> Result<()> {
    args.finish()?;
    e2e::ensure_tools()?;
    let product = dist::build(workspace, Finish::Product)?;
    process::run(workspace.cargo().args(["bench", "--locked", "--quiet", "--package", "dossier", "--bench", "documents"]))?;
    let mut browser = workspace.cargo();
    browser.args(["run", "--locked", "--quiet", "--package", "e2e", "--bin", "bench"]);
    process::run(e2e::with_tools(workspace, &product, &mut browser)?)
}
