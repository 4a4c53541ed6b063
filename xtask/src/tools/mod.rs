//! The tools that the project needs beside cargo. Each is pinned, looked for first and installed only when missing.

mod crates;
mod debian;
mod npm;
mod python;
mod rustup;

pub use crates::CargoTool;
pub use debian::{DOCUMENT_CHECKS, END_TO_END, WASM_TESTS, ensure_installed as ensure_debian};
pub use npm::{NpmTool, wasm_opt};
pub use python::ensure as ensure_python;
pub use rustup::ensure_wasm_target;

use anyhow::{Context, Result};
use std::path::PathBuf;

/// The folder where every checkout on this machine finds the tools again.
///
/// # Errors
/// The environment names no home folder.
pub fn folder() -> Result<PathBuf> {
    if let Some(given) = std::env::var_os("QAK_TOOLS") {
        return std::path::absolute(given).context("QAK_TOOLS names no folder");
    }
    let cache = if cfg!(windows) {
        variable("LOCALAPPDATA")?
    } else if cfg!(target_os = "macos") {
        variable("HOME")?.join("Library/Caches")
    } else {
        match variable("XDG_CACHE_HOME") {
            Ok(cache) => cache,
            Err(_) => variable("HOME")?.join(".cache"),
        }
    };
    Ok(cache.join("quality-award-kit/tools"))
}

fn variable(name: &str) -> Result<PathBuf> {
    std::env::var_os(name).map(PathBuf::from).with_context(|| format!("the environment variable {name} is not set"))
}

/// Says what is about to be installed and how long that usually takes.
fn announce(what: &str, duration: &str) {
    println!("Installing {what} ({duration}, once) …");
}
