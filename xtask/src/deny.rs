//! `cargo xtask deny`: licences, sources and known weaknesses of the libraries.

use crate::args::Args;
use crate::process;
use crate::tools::CargoTool;
use crate::workspace::Workspace;
use anyhow::{Context, Result, ensure};
use serde_json::Value;

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

/// The checks that need no network: by cargo-deny if it is there. Building it takes longer than all other tools together, so
/// without it only the rules for licences and sources are checked here, not the bans, and that is said.
///
/// # Errors
/// A library breaks a rule of `deny.toml`.
pub fn check_offline(workspace: &Workspace) -> Result<()> {
    if CargoTool::deny().is_there() {
        return check(workspace, &["licenses", "bans", "sources"]);
    }
    let rules = std::fs::read_to_string(workspace.root.join("deny.toml")).context("cannot read deny.toml")?;
    let metadata = process::read(workspace.cargo().args(["metadata", "--locked", "--format-version", "1"]))?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let breaches = breaches(&allowed(&rules), metadata["packages"].as_array().context("cargo names no packages")?);
    ensure!(breaches.is_empty(), "rules of deny.toml are broken:\n  {}", breaches.join("\n  "));
    println!(
        "Licences and sources are as deny.toml wants them. Bans and known weaknesses were not checked: cargo xtask deny installs \
         cargo-deny and checks them, too."
    );
    Ok(())
}

fn check(workspace: &Workspace, which: &[&str]) -> Result<()> {
    let program = CargoTool::deny().ensure()?.join(process::executable("cargo-deny"));
    let mut command = std::process::Command::new(program);
    command.args(["--locked", "check", "--hide-inclusion-graph"]).args(which).current_dir(&workspace.root);
    process::run(&mut command)
}

/// The licences that `deny.toml` allows: what stands in quotes in the list of its section, on one line or on many.
fn allowed(rules: &str) -> Vec<&str> {
    let section = rules.split("[licenses]").nth(1).unwrap_or_default();
    let list = section.split("\nallow = [").nth(1).and_then(|rest| rest.split(']').next()).unwrap_or_default();
    let lines = list.lines().map(|line| line.split('#').next().unwrap_or_default());
    lines.flat_map(|line| line.split('"').skip(1).step_by(2)).collect()
}

/// What is from elsewhere than the registry, or under a licence that is not allowed.
fn breaches(allowed: &[&str], packages: &[Value]) -> Vec<String> {
    let is_known = |source: &str| source == "registry+https://github.com/rust-lang/crates.io-index";
    let mut breaches = Vec::new();
    for package in packages {
        let text = |key: &str| package[key].as_str().unwrap_or_default();
        if package["source"].as_str().is_some_and(|source| !is_known(source)) {
            breaches.push(format!("{} comes from {}", text("name"), text("source")));
        }
        if !is_allowed(text("license"), allowed) {
            breaches.push(format!("{} is under “{}”", text("name"), text("license")));
        }
    }
    breaches
}

/// Whether of each part of a licence one alternative is allowed. Older manifests separate alternatives by a slash.
fn is_allowed(licence: &str, allowed: &[&str]) -> bool {
    let licence = licence.replace('/', " OR ");
    let mut parts = licence.split(" AND ").map(|part| part.trim().trim_start_matches('(').trim_end_matches(')'));
    parts.all(|part| part.split(" OR ").any(|one| allowed.contains(&one.trim())))
}

#[cfg(test)]
mod tests {
    use super::{allowed, breaches, is_allowed};
    use serde_json::json;

    const RULES: &str = "[licenses]\n# Why.\nallow = [\n  \"MIT\",\n  \"Zlib\",\n]\n[bans]\nx = [\"GPL-3.0\"]\n";

    #[test]
    fn the_list_of_the_rules_is_read() {
        assert_eq!(allowed(RULES), ["MIT", "Zlib"]);
        let one_line = "[bans]\nallow = [\"x\"]\n[licenses]\nallow = [\"MIT\", \"Zlib\"] # \"Why\".\n";
        assert_eq!(allowed(one_line), ["MIT", "Zlib"]);
        assert!(allowed(include_str!("../../deny.toml")).contains(&"Apache-2.0"));
    }

    #[test]
    fn one_alternative_of_each_part_is_enough() {
        let is = |licence| is_allowed(licence, &["MIT", "Zlib"]);
        assert!(is("MIT") && is("GPL-3.0 OR MIT") && is("Apache-2.0/MIT") && is("(MIT OR GPL-3.0) AND Zlib"));
        assert!(!is("GPL-3.0") && !is("") && !is("MIT AND GPL-3.0") && !is("(MIT OR Zlib) AND GPL-3.0"));
    }

    #[test]
    fn sources_and_licences_are_named() {
        let registry = "registry+https://github.com/rust-lang/crates.io-index";
        let packages = [
            json!({ "name": "own", "source": null, "license": "MIT" }),
            json!({ "name": "good", "source": registry, "license": "MIT" }),
            json!({ "name": "far", "source": "git+https://example.com/far", "license": "MIT" }),
            json!({ "name": "strict", "source": registry, "license": "GPL-3.0" }),
        ];
        let found = breaches(&["MIT"], &packages);
        assert_eq!(found, ["far comes from git+https://example.com/far", "strict is under “GPL-3.0”"]);
    }
}
