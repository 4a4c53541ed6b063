//! The software bill of materials: what is inside the product, in the form of CycloneDX 1.5, beside the product.
//!
//! It names nothing that changes from build to build, so that the same commit gives the same bytes.

use crate::notices;
use crate::page::hex;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::path::Path;

/// Writes the bill beside the product.
///
/// # Errors
/// Cargo cannot say what is inside, or the file cannot be written.
pub fn write(workspace: &Workspace, product: &Path) -> Result<()> {
    let bytes = std::fs::read(product).with_context(|| format!("cannot read {}", product.display()))?;
    let bill = bill(&notices::libraries_inside(workspace)?, &workspace.lock()?, &hex(&Sha256::digest(&bytes)));
    let file = product.with_extension("cdx.json");
    let text = serde_json::to_string_pretty(&bill)? + "\n";
    std::fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))
}

fn bill(libraries: &[Value], lock: &str, product: &str) -> Value {
    let components: Vec<Value> = libraries.iter().map(|library| component(library, lock)).collect();
    json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "name": "quality-award-kit",
                "version": env!("CARGO_PKG_VERSION"),
                "hashes": [{ "alg": "SHA-256", "content": product }],
                "licenses": [{ "expression": "MIT OR Apache-2.0" }],
            },
        },
        "components": components,
    })
}

fn component(library: &Value, lock: &str) -> Value {
    let text = |name: &str| library[name].as_str().unwrap_or_default().to_owned();
    let (name, version) = (text("name"), text("version"));
    // Older manifests separate alternatives by a slash.
    let licence = text("license").replace('/', " OR ").split_whitespace().collect::<Vec<_>>().join(" ");
    let purl = format!("pkg:cargo/{name}@{version}");
    let mut component = json!({
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": version,
        "purl": purl,
        "licenses": [{ "expression": licence }],
    });
    if let Some(sum) = checksum(lock, &name, &version) {
        component["hashes"] = json!([{ "alg": "SHA-256", "content": sum }]);
    }
    component
}

/// The checksum of a package in the lock file; those of the workspace have none.
fn checksum(lock: &str, name: &str, version: &str) -> Option<String> {
    let head = format!("name = \"{name}\"\nversion = \"{version}\"\n");
    let entry = lock.split("[[package]]\n").find(|entry| entry.starts_with(&head))?;
    let line = entry.lines().find_map(|line| line.strip_prefix("checksum = \""))?;
    Some(line.trim_end_matches('"').to_owned())
}

#[cfg(test)]
mod tests {
    use super::bill;
    use serde_json::json;

    #[test]
    fn libraries_come_with_licence_and_checksum() {
        let lock = "[[package]]\nname = \"a\"\nversion = \"1.0.0\"\nchecksum = \"00ff\"\n\n[[package]]\nname = \"b\"\nversion = \"1.0.0\"\n";
        let library = |name: &str| json!({ "name": name, "version": "1.0.0", "license": "MIT/Apache-2.0" });
        let bill = bill(&[library("a"), library("b")], lock, "abcd");
        assert_eq!(bill["metadata"]["component"]["hashes"][0]["content"], "abcd");
        let first = &bill["components"][0];
        assert_eq!(first["purl"], "pkg:cargo/a@1.0.0");
        assert_eq!(first["licenses"][0]["expression"], "MIT OR Apache-2.0");
        assert_eq!(first["hashes"][0]["content"], "00ff");
        assert!(bill["components"][1].get("hashes").is_none());
    }
}
