//! `cargo xtask e2e`: the journeys of a user, in real browsers, on the product.

use crate::args::Args;
use crate::dist;
use crate::process;
use crate::tools::{self, CargoTool, NpmTool};
use crate::workspace::Workspace;
use anyhow::Result;
use std::path::Path;
use std::process::Command;

/// Builds the product and runs the journeys whose name contains a filter.
///
/// # Errors
/// A tool is missing, the build fails or a journey fails.
pub fn run(workspace: &Workspace, mut args: Args) -> Result<()> {
    let finish = dist::finish(&mut args);
    let filters = args.rest()?;
    ensure_tools()?;
    let product = dist::build(workspace, finish)?;
    journeys(workspace, &product, &filters)
}

/// Installs what the journeys need.
///
/// # Errors
/// Something is missing and cannot be installed.
pub fn ensure_tools() -> Result<()> {
    tools::ensure_debian(tools::END_TO_END)?;
    CargoTool::geckodriver().ensure()?;
    NpmTool::AXE.ensure().map(|_| ())
}

/// Runs the journeys on a product that is built.
///
/// # Errors
/// A journey fails.
pub fn journeys(workspace: &Workspace, product: &Path, filters: &[String]) -> Result<()> {
    let mut command = workspace.cargo();
    command.args(["test", "--locked", "--package", "e2e", "--test", "journeys", "--"]).args(filters);
    process::run(with_tools(workspace, product, &mut command)?)
}

/// Tells the suite where the product and the tools are.
///
/// # Errors
/// A tool is missing.
pub fn with_tools<'a>(workspace: &Workspace, product: &Path, command: &'a mut Command) -> Result<&'a mut Command> {
    let geckodriver = CargoTool::geckodriver().ensure()?;
    Ok(command
        .env("QAK_PRODUCT", product)
        .env("QAK_OUTPUT", workspace.root.join("test-output"))
        .env("QAK_GECKODRIVER", geckodriver.join(process::executable("geckodriver")))
        .env("QAK_AXE", NpmTool::AXE.ensure()?.join("axe-core/axe.min.js")))
}
