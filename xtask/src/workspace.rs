//! Where the sources, the build folders and the product are.

use crate::process;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::Command;

/// One checkout of the project and the folder it is built in.
pub struct Workspace {
    /// The folder of the root `Cargo.toml`.
    pub root: PathBuf,
    /// Cargo's target folder.
    pub target: PathBuf,
}

impl Workspace {
    /// The workspace in which `cargo xtask` was called.
    ///
    /// # Errors
    /// The command was not started by cargo, or cargo cannot say where its target folder is.
    pub fn discover() -> Result<Workspace> {
        // Asked at run time: two checkouts that share a target folder share this program as well.
        let xtask = std::env::var_os("CARGO_MANIFEST_DIR").context("call this as cargo xtask")?;
        let root = Path::new(&xtask).parent().context("the xtask folder has no parent")?.to_path_buf();
        let text = process::read(cargo().args(["metadata", "--no-deps", "--format-version", "1"]).current_dir(&root))?;
        let metadata: serde_json::Value = serde_json::from_str(&text)?;
        let target = metadata["target_directory"].as_str().context("cargo metadata names no target directory")?;
        Ok(Workspace { root, target: target.into() })
    }

    /// The product: the page that contains everything.
    pub fn product(&self) -> PathBuf {
        self.root.join("dist/quality-award-kit.html")
    }

    /// The page for looking at a change, which is not optimised and never passed on.
    pub fn draft(&self) -> PathBuf {
        self.parts().join("draft.html")
    }

    /// The folder for what the page is made of, between the compiler and the product.
    pub fn parts(&self) -> PathBuf {
        self.target.join("page")
    }

    /// `cargo`, to be run in this workspace and its target folder.
    pub fn cargo(&self) -> Command {
        let mut command = cargo();
        command.current_dir(&self.root).env("CARGO_TARGET_DIR", &self.target);
        command
    }

    /// The version of a package in `Cargo.lock`.
    ///
    /// # Errors
    /// The lock file is missing or does not name the package.
    pub fn locked_version(&self, package: &str) -> Result<String> {
        version_in(&self.lock()?, package).with_context(|| format!("Cargo.lock names no version of {package}"))
    }

    /// The lock file.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn lock(&self) -> Result<String> {
        let path = self.root.join("Cargo.lock");
        std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    }
}

/// The cargo that runs this command.
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

fn version_in(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    let version = lines.next()?.strip_prefix("version = \"")?;
    Some(version.trim_end_matches('"').to_owned())
}

#[cfg(test)]
mod tests {
    use super::version_in;

    const LOCK: &str = "[[package]]\nname = \"wasm-bindgen-test\"\nversion = \"0.3.79\"\n\n\
                        [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.129\"\n";

    #[test]
    fn whole_name_is_matched() {
        assert_eq!(version_in(LOCK, "wasm-bindgen").as_deref(), Some("0.2.129"));
        assert_eq!(version_in(LOCK, "wasm"), None);
    }
}
