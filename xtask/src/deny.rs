//! `cargo xtask deny`: licences, sources and known weaknesses of the libraries.

use crate::args::Args;
use crate::process;
use crate::tools::CargoTool;
use crate::workspace::Workspace;
use anyhow::Result;

/// Installs cargo-deny if it is missing, and runs all its checks.
///
/// # Errors
/// It cannot be installed, or a library breaks a rule of `deny.toml`.
pub fn run(workspace: &Workspace, args: Args) -> Result<()> {
    args.finish()?;
    CargoTool::deny().ensure()?;
    check(workspace, &["licenses", "bans", "sources"])?;
    check(workspace, &["advisories"])
}

/// The checks that need no network, if cargo-deny is there; else says that they were not made.
///
/// # Errors
/// A library breaks a rule of `deny.toml`.
pub fn check_if_there(workspace: &Workspace) -> Result<()> {
    if CargoTool::deny().is_there() {
        return check(workspace, &["licenses", "bans", "sources"]);
    }
    println!("cargo-deny is not installed, so licences and sources were not checked; cargo xtask deny installs and runs it.");
    Ok(())
}

fn check(workspace: &Workspace, which: &[&str]) -> Result<()> {
    let program = CargoTool::deny().ensure()?.join(process::executable("cargo-deny"));
    let mut command = std::process::Command::new(program);
    command.args(["--locked", "check", "--hide-inclusion-graph"]).args(which).current_dir(&workspace.root);
    process::run(&mut command)
}
