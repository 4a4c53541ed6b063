//! Tools that are published on crates.io.

use crate::process;
use crate::workspace::{Workspace, cargo};
use anyhow::{Context, Result};
use std::path::PathBuf;

/// A program that `cargo install` builds.
pub struct CargoTool {
    package: &'static str,
    program: &'static str,
    version: String,
    /// Whether its own speed matters; building it takes twice as long then.
    is_optimised: bool,
    duration: &'static str,
}

impl CargoTool {
    /// Builds the wasm and runs wasm-bindgen.
    pub fn wasm_pack() -> CargoTool {
        CargoTool::helper("wasm-pack", "0.15.1", "about 2 minutes")
    }

    /// Writes the JavaScript glue. Its version is that of the library in `Cargo.lock`, because the two must match exactly.
    ///
    /// # Errors
    /// The lock file names no wasm-bindgen.
    pub fn wasm_bindgen(workspace: &Workspace) -> Result<CargoTool> {
        Ok(CargoTool {
            package: "wasm-bindgen-cli",
            program: "wasm-bindgen",
            version: workspace.locked_version("wasm-bindgen")?,
            is_optimised: true,
            duration: "about 3 minutes",
        })
    }

    /// Drives Firefox.
    pub fn geckodriver() -> CargoTool {
        CargoTool::helper("geckodriver", "0.37.1", "about 2 minutes")
    }

    /// Looks at licences, sources and known weaknesses of the libraries.
    pub fn deny() -> CargoTool {
        CargoTool::helper("cargo-deny", "0.20.2", "about 2 minutes")
    }

    /// A program that does little itself.
    fn helper(name: &'static str, version: &str, duration: &'static str) -> CargoTool {
        CargoTool { package: name, program: name, version: version.into(), is_optimised: false, duration }
    }

    fn bin_in(&self, folder: &std::path::Path) -> PathBuf {
        folder.join(format!("{}-{}", self.package, self.version)).join("bin")
    }

    fn is_in(&self, bin: &std::path::Path) -> bool {
        process::has_version(bin.join(process::executable(self.program)), &self.version)
    }

    /// The folder that holds the program in the pinned version, which is installed if need be.
    ///
    /// # Errors
    /// The installation fails.
    pub fn ensure(&self) -> Result<PathBuf> {
        if let Some(found) = self.on_path() {
            return Ok(found);
        }
        let bin = self.bin_in(&super::folder()?);
        if !self.is_in(&bin) {
            self.install(bin.parent().context("it has no folder")?)?;
        }
        Ok(bin)
    }

    fn on_path(&self) -> Option<PathBuf> {
        let found = process::find(self.program)?;
        let right = process::has_version(&found, &self.version);
        right.then(|| found.parent().map(PathBuf::from))?
    }

    fn install(&self, root: &std::path::Path) -> Result<()> {
        super::announce(&format!("{} {}", self.package, self.version), self.duration);
        let mut command = cargo();
        command.args(["install", self.package, "--locked", "--force"]);
        if !self.is_optimised {
            command.arg("--debug");
        }
        command
            .arg("--version")
            .arg(format!("={}", self.version))
            .arg("--root")
            .arg(root)
            // A shared target folder would keep a second copy of everything.
            .env_remove("CARGO_TARGET_DIR");
        process::run(&mut command)
            .with_context(|| format!("{} could not be installed; the command is: {}", self.package, process::describe(&command)))
    }
}
