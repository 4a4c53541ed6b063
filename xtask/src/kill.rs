//! `cargo xtask kill`: browsers killed while somebody types.

use crate::args::Args;
use crate::dist;
use crate::e2e;
use crate::process;
use crate::workspace::Workspace;
use anyhow::Result;

/// Kills Chromium and Firefox at random moments, as often as told, and prints what was lost.
///
/// # Errors
/// A tool is missing, the build fails, a store is corrupt, or more than the last second of typing is lost.
pub fn run(workspace: &Workspace, mut args: Args) -> Result<()> {
    let finish = dist::finish(&mut args);
    let words = args.rest()?;
    e2e::ensure_tools()?;
    let product = dist::build(workspace, finish)?;
    let mut command = workspace.cargo();
    command.args(["run", "--locked", "--quiet", "--package", "e2e", "--bin", "kill", "--"]).args(words);
    process::run(e2e::with_tools(workspace, &product, &mut command)?)
}
