//! `cargo xtask notices [--check]`: collects the licences of the libraries inside the app into `THIRD-PARTY.txt`, which the
//! app shows under 关于.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::args::Args;
use crate::process;
use crate::workspace::Workspace;

/// Where the notices stand, from the root of the workspace.
const FILE: &str = "THIRD-PARTY.txt";

/// Writes the notices, or says with `--check` whether they are up to date.
///
/// # Errors
/// They cannot be collected, or are out of date.
pub fn run(workspace: &Workspace, mut args: Args) -> Result<()> {
    let check = args.flag("--check");
    args.finish()?;
    if check { compare(workspace) } else { Ok(std::fs::write(workspace.root.join(FILE), collect(workspace)?)?) }
}

/// Makes sure that the notices are up to date.
///
/// # Errors
/// They cannot be collected, or are out of date.
pub fn compare(workspace: &Workspace) -> Result<()> {
    let there = std::fs::read_to_string(workspace.root.join(FILE)).with_context(|| format!("cannot read {FILE}"))?;
    if there == collect(workspace)? { Ok(()) } else { bail!("{FILE} is out of date; write it again with: cargo xtask notices") }
}

/// One library: its name and version, its licence, who holds the copyright.
struct Library {
    name: String,
    licence: String,
    holders: BTreeSet<String>,
}

/// What cargo knows of the libraries that the app's program is built from.
///
/// # Errors
/// Cargo fails.
pub fn libraries_inside(workspace: &Workspace) -> Result<Vec<Value>> {
    let inside = packages_inside(workspace)?;
    let metadata = workspace.cargo().args(["metadata", "--locked", "--format-version", "1"]).output()?;
    let metadata: Value = serde_json::from_slice(&metadata.stdout)?;
    let packages = metadata["packages"].as_array().context("no packages")?;
    Ok(packages.iter().filter(|package| inside.contains(&name_of(package))).cloned().collect())
}

fn collect(workspace: &Workspace) -> Result<String> {
    let mut libraries = Vec::new();
    let mut texts = BTreeMap::new();
    for package in &libraries_inside(workspace)? {
        let folder = Path::new(package["manifest_path"].as_str().unwrap_or_default()).parent().context("no folder")?;
        let licences = licence_files(folder)?;
        libraries.push(Library {
            name: name_of(package),
            licence: package["license"]
                .as_str()
                .unwrap_or("see its source")
                .replace('/', " OR ")
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
            holders: licences.values().flat_map(|text| holders(text)).collect(),
        });
        for (name, text) in licences {
            remember(&mut texts, &name, text);
        }
    }
    Ok(print(&libraries, &texts))
}

/// The libraries that the app's program is built from, without those that only build or test it.
fn packages_inside(workspace: &Workspace) -> Result<BTreeSet<String>> {
    let mut tree = workspace.cargo();
    tree.args([
        "tree",
        "--locked",
        "-p",
        "quality-award-kit",
        "--target",
        "wasm32-unknown-unknown",
        "-e",
        "normal",
        "--prefix",
        "none",
    ]);
    tree.args(["--format", "{p}"]);
    let listed = process::read(&mut tree)?;
    let outside = |line: &&str| !line.contains('/') && !line.contains("(proc-macro)");
    let named = listed.lines().filter(outside).filter_map(|line| {
        let mut words = line.split_whitespace();
        Some(format!("{} {}", words.next()?, words.next()?.trim_start_matches('v')))
    });
    Ok(named.collect())
}

fn name_of(package: &Value) -> String {
    format!("{} {}", package["name"].as_str().unwrap_or_default(), package["version"].as_str().unwrap_or_default())
}

fn licence_files(folder: &Path) -> Result<BTreeMap<String, String>> {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().to_uppercase();
        let is_licence = ["LICENSE", "LICENCE", "COPYING", "UNLICENSE", "COPYRIGHT"].iter().any(|start| name.starts_with(start));
        if is_licence && entry.file_type()?.is_file() {
            files.insert(name, std::fs::read_to_string(entry.path())?);
        }
    }
    Ok(files)
}

/// The lines that name who holds the copyright; the form in the appendix of the Apache licence is none.
fn holders(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim).filter(|line| line.to_lowercase().starts_with("copyright"));
    lines
        .filter(|line| line.contains(|character: char| character.is_ascii_digit()) && !line.contains('[') && !line.contains('{'))
        .map(str::to_owned)
        .collect()
}

/// Keeps one text per kind of licence: they differ only in the holders, which are listed by name.
fn remember(texts: &mut BTreeMap<&'static str, String>, name: &str, text: String) {
    let kinds: [(&str, &str); 6] = [
        ("Apache License 2.0", "Apache License"),
        ("MIT License", "Permission is hereby granted, free of charge"),
        ("Zlib License", "This software is provided 'as-is'"),
        ("Unicode License v3", "UNICODE LICENSE V3"),
        ("BSD License", "Redistribution and use in source and binary forms"),
        ("Unlicense", "This is free and unencumbered software"),
    ];
    if let Some((kind, _)) = kinds.iter().find(|(_, mark)| text.contains(mark)) {
        let body: Vec<&str> =
            text.lines().filter(|line| !line.trim().to_lowercase().starts_with("copyright (c)")).map(str::trim_end).collect();
        let plain = body.join("\n").trim().to_owned();
        let shortest = texts.entry(kind).or_insert_with(|| plain.clone());
        if plain.len() < shortest.len() && !name.contains("THIRD") {
            *shortest = plain;
        }
    }
}

fn print(libraries: &[Library], texts: &BTreeMap<&'static str, String>) -> String {
    let mut parts = vec!["Libraries inside this program, with their licences and copyright notices.".to_owned()];
    for library in libraries {
        parts.push(format!("\n{} — {}", library.name, library.licence));
        parts.extend(library.holders.iter().map(|holder| format!("  {holder}")));
    }
    parts.extend(texts.iter().map(|(kind, text)| format!("\n──────── {kind} ────────\n\n{text}")));
    parts.join("\n") + "\n"
}
