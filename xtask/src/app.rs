//! `cargo xtask app`: from a fresh clone to the open product.

use crate::args::Args;
use crate::dist;
use crate::process;
use crate::workspace::Workspace;
use anyhow::Result;
use std::path::Path;
use std::process::Command;

/// Builds the product and opens it. Where no browser can be opened, as on a server, it says so: the file is there all the
/// same.
///
/// # Errors
/// The product cannot be built.
pub fn run(workspace: &Workspace, mut args: Args) -> Result<()> {
    let no_open = args.flag("--no-open");
    let finish = dist::finish(&mut args);
    args.finish()?;
    let page = dist::build(workspace, finish)?;
    if no_open {
        return Ok(());
    }
    if let Err(error) = process::run(&mut opener(&page)) {
        println!("The default browser could not be opened here ({error:#}); open the file by hand.");
    }
    Ok(())
}

fn opener(file: &Path) -> Command {
    if cfg!(windows) {
        let mut command = Command::new("explorer");
        command.arg(file);
        return command;
    }
    let program = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let mut command = Command::new(program);
    command.arg(file);
    command
}
