//! Parts of the Rust toolchain.

use crate::process;
use anyhow::{Context, Result};
use std::path::Path;
use std::process::Command;

const WASM: &str = "wasm32-unknown-unknown";

/// Makes sure that the standard library for wasm is installed. A `rust-toolchain.toml` alone does not do that where
/// rustup's automatic installation is off.
///
/// # Errors
/// The target is missing and rustup cannot add it.
pub fn ensure_wasm_target() -> Result<()> {
    let sysroot = process::read(Command::new("rustc").args(["--print", "sysroot"]))?;
    if Path::new(&sysroot).join("lib/rustlib").join(WASM).is_dir() {
        return Ok(());
    }
    super::announce(&format!("the Rust target {WASM}"), "some seconds");
    let mut command = Command::new("rustup");
    command.args(["target", "add", WASM]);
    process::run(&mut command)
        .with_context(|| format!("the Rust target {WASM} is missing; the command is: rustup target add {WASM}"))
}
