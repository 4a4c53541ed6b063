//! `cargo xtask schema [--check]`: the published JSON Schemas of the file formats, generated from the forms that are written.

use crate::args::Args;
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};

/// Where a schema is published, from the root of the workspace, and what makes it.
type Published = (&'static str, fn() -> String);

const PUBLISHED: &[Published] = &[
    ("schemas/savefile-v2.schema.json", award::savefile::schema),
    ("schemas/scorecard-v1.schema.json", award::scorecard::schema),
    ("schemas/cohort-v1.schema.json", award::cohort::file::schema),
    ("schemas/consensus-v1.schema.json", award::consensus::schema),
    ("schemas/review-v1.schema.json", award::review::schema),
    ("schemas/scheme.schema.json", award::catalog::Catalog::schema),
];

/// Writes the schemas, or with `--check` compares them with the published ones.
///
/// # Errors
/// A file cannot be read or written, or with `--check` it differs.
pub fn run(workspace: &Workspace, mut args: Args) -> Result<()> {
    let check = args.flag("--check");
    args.finish()?;
    let each = if check { compare } else { publish };
    PUBLISHED.iter().try_for_each(|(path, schema)| each(workspace, path, &schema()))
}

fn publish(workspace: &Workspace, name: &str, schema: &str) -> Result<()> {
    let path = workspace.root.join(name);
    std::fs::write(&path, schema).with_context(|| format!("cannot write {}", path.display()))?;
    println!("{name}");
    Ok(())
}

fn compare(workspace: &Workspace, name: &str, schema: &str) -> Result<()> {
    let path = workspace.root.join(name);
    let published = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    if published != schema {
        bail!("{name} is stale; write it again with: cargo xtask schema");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::PUBLISHED;

    #[test]
    fn published_schemas_are_fresh() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        for (name, schema) in PUBLISHED {
            let published = std::fs::read_to_string(root.join(name)).expect(name);
            assert_eq!(published, schema(), "write {name} again with: cargo xtask schema");
        }
    }
}
