//! `cargo xtask shots`: pictures of screens, to look at.

use crate::args::Args;
use crate::dist;
use crate::e2e;
use crate::process;
use crate::workspace::Workspace;
use anyhow::Result;

/// Takes pictures of the given hash routes, or of the start screen; with `--sample` after loading the sample.
///
/// # Errors
/// A tool is missing, the build fails or a screen does not come up.
pub fn run(workspace: &Workspace, mut args: Args) -> Result<()> {
    let finish = dist::finish(&mut args);
    let sample = args.flag("--sample");
    let routes = args.rest()?;
    e2e::ensure_tools()?;
    let product = dist::build(workspace, finish)?;
    let mut command = workspace.cargo();
    command
        .args(["run", "--locked", "--quiet", "--package", "e2e", "--bin", "shots", "--"])
        .args(sample.then_some("--sample"))
        .args(routes);
    process::run(e2e::with_tools(workspace, &product, &mut command)?)
}
