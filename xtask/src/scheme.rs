//! `cargo xtask scheme [FILE]`: the bundled scheme as a file to start from; or what is wrong with a scheme file.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use award::catalog::Catalog;

use crate::args::Args;

/// Prints the bundled scheme, or checks a file.
///
/// # Errors
/// The file cannot be read or is no sound scheme; every fault is named with its line.
pub fn run(args: Args) -> Result<()> {
    match args.rest()?.as_slice() {
        [] => {
            let json = serde_json::to_string_pretty(&schemes::xinyang())?;
            writeln!(std::io::stdout().lock(), "{json}").context("cannot print")
        }
        [file] => {
            let catalog = load(Path::new(file))?;
            println!("{}: {} ({}) with {}", file, catalog.scheme.title, catalog.scheme.id, catalog.criteria.id);
            Ok(())
        }
        _ => bail!("name one scheme file"),
    }
}

/// The catalog that `--scheme FILE` names; the bundled one without it.
///
/// # Errors
/// See [`load`].
pub fn named(args: &mut Args) -> Result<Catalog> {
    args.value("--scheme")?.map_or_else(|| Ok(schemes::xinyang()), |file| load(Path::new(&file)))
}

/// Reads a scheme file.
///
/// # Errors
/// It cannot be read or is no sound scheme; every fault is named with its line.
pub fn load(path: &Path) -> Result<Catalog> {
    let json = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    Catalog::read(&json, &schemes::xinyang().workdays).map_err(|faults| {
        let faults: Vec<String> = faults.iter().map(|fault| format!("{}: {fault}", path.display())).collect();
        anyhow::anyhow!("{}", faults.join("\n"))
    })
}
