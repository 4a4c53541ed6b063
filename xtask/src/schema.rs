//! `cargo xtask schema [--check]`: the published JSON Schema of the save file, generated from the form that is written.

use crate::args::Args;
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};

/// Where the schema is published, from the root of the workspace.
const PUBLISHED: &str = "schemas/savefile-v2.schema.json";

/// Writes the schema, or with `--check` compares it with the published one.
///
/// # Errors
/// The file cannot be read or written, or with `--check` it differs.
pub fn run(workspace: &Workspace, mut args: Args) -> Result<()> {
    let check = args.flag("--check");
    args.finish()?;
    if check { compare(workspace) } else { publish(workspace) }
}

fn publish(workspace: &Workspace) -> Result<()> {
    let path = workspace.root.join(PUBLISHED);
    std::fs::write(&path, award::savefile::schema()).with_context(|| format!("cannot write {}", path.display()))?;
    println!("{PUBLISHED}");
    Ok(())
}

fn compare(workspace: &Workspace) -> Result<()> {
    let path = workspace.root.join(PUBLISHED);
    let published = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    if published != award::savefile::schema() {
        bail!("{PUBLISHED} is stale; write it again with: cargo xtask schema");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn published_schema_is_fresh() {
        let published = include_str!("../../schemas/savefile-v2.schema.json");
        assert_eq!(published, award::savefile::schema(), "write it again with: cargo xtask schema");
    }
}
