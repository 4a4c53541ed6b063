//! Figures that the suite measures on its way. They have no limits here, because a machine may be busy.

use crate::engine::variable;
use anyhow::{Context, Result};
use std::fs::OpenOptions;
use std::io::Write;

/// Notes a figure for the summary of `cargo xtask test`: what it is and its value with unit.
///
/// # Errors
/// The list of figures cannot be written.
pub fn figure(name: &str, value: &str) -> Result<()> {
    let folder = variable("QAK_OUTPUT")?;
    std::fs::create_dir_all(&folder)?;
    let path = folder.join("figures.txt");
    let list = OpenOptions::new().create(true).append(true).open(&path);
    list.and_then(|mut list| list.write_all(format!("{value:>9}  {name}\n").as_bytes()))
        .with_context(|| format!("cannot write {}", path.display()))
}
