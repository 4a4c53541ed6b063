//! `cargo xtask schema [--check]`: the published JSON Schemas, generated from the forms that are read and written.

use crate::args::Args;
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};

/// A schema: where it is published, from the root of the workspace, and what it is now.
type Published = (&'static str, fn() -> String);

/// The schemas of the save file and of a scheme file.
const PUBLISHED: [Published; 2] = [
    ("schemas/savefile-v2.schema.json", award::savefile::schema),
    ("schemas/scheme.schema.json", award::catalog::Catalog::schema),
];

/// Writes the schemas, or with `--check` compares them with the published ones.
///
/// # Errors
/// A file cannot be read or written, or with `--check` it differs.
pub fn run(workspace: &Workspace, mut args: Args) -> Result<()> {
    let check = args.flag("--check");
    args.finish()?;
    PUBLISHED.iter().try_for_each(|published| if check { compare(workspace, published) } else { publish(workspace, published) })
}

fn publish(workspace: &Workspace, (name, schema): &Published) -> Result<()> {
    let path = workspace.root.join(name);
    std::fs::write(&path, schema()).with_context(|| format!("cannot write {}", path.display()))?;
    println!("{name}");
    Ok(())
}

fn compare(workspace: &Workspace, (name, schema): &Published) -> Result<()> {
    let path = workspace.root.join(name);
    let published = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    if published != schema() {
        bail!("{name} is stale; write it again with: cargo xtask schema");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn published_schemas_are_fresh() {
        let save_file = include_str!("../../schemas/savefile-v2.schema.json");
        assert_eq!(save_file, award::savefile::schema(), "write it again with: cargo xtask schema");
        let scheme = include_str!("../../schemas/scheme.schema.json");
        assert_eq!(scheme, award::catalog::Catalog::schema(), "write it again with: cargo xtask schema");
    }
}
