//! The independent readers of documents: a virtual environment with pinned packages.

use crate::process;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the pinned packages are listed, from the root of the workspace.
const REQUIREMENTS: &str = "tests/documents/requirements.txt";

/// The Python interpreter that has the packages of `requirements.txt`; made if need be.
///
/// # Errors
/// Python's `venv` or `pip` fails.
pub fn ensure(workspace: &Workspace) -> Result<PathBuf> {
    let list = workspace.root.join(REQUIREMENTS);
    let pins = std::fs::read(&list).with_context(|| format!("cannot read {}", list.display()))?;
    let digest = crate::page::hex(&Sha256::digest(&pins));
    let folder = super::folder()?.join(format!("python-{}", &digest[..12]));
    let complete = folder.join("complete");
    let python = interpreter(&folder);
    if !complete.is_file() {
        install(&folder, &python, &list)?;
        std::fs::write(&complete, &pins).with_context(|| format!("cannot write {}", complete.display()))?;
    }
    Ok(python)
}

fn install(folder: &Path, python: &Path, list: &Path) -> Result<()> {
    super::announce("the Python packages for document checks", "about a minute");
    let system = if cfg!(windows) { "python" } else { "python3" };
    process::run(Command::new(system).args(["-m", "venv", "--clear"]).arg(folder))
        .context("no virtual environment; the command on Debian is: sudo apt-get install python3-venv")?;
    let mut pip = Command::new(python);
    pip.args(["-m", "pip", "install", "--quiet", "--requirement"]).arg(list);
    process::run(&mut pip).context("the Python packages could not be installed")
}

fn interpreter(folder: &Path) -> PathBuf {
    if cfg!(windows) { folder.join("Scripts/python.exe") } else { folder.join("bin/python") }
}
