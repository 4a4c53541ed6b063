//! Programs that come with the operating system: browsers, their drivers, fonts, an office suite.

use crate::process;
use anyhow::{Context, Result, bail, ensure};
use std::path::Path;
use std::process::Command;

/// Something that must be there, and the Debian package that brings it.
pub struct Need {
    probe: Probe,
    package: &'static str,
}

enum Probe {
    Program(&'static str),
    File(&'static str),
    PythonModule(&'static str),
}

const fn program(name: &'static str, package: &'static str) -> Need {
    Need { probe: Probe::Program(name), package }
}

const fn file(path: &'static str, package: &'static str) -> Need {
    Need { probe: Probe::File(path), package }
}

/// What the tests that run inside a browser need.
pub const WASM_TESTS: &[Need] = &[program("chromium", "chromium"), program("chromedriver", "chromium-driver")];

/// What the end-to-end suite and the screenshots need.
pub const END_TO_END: &[Need] = &[
    program("chromium", "chromium"),
    program("chromedriver", "chromium-driver"),
    program("firefox-esr", "firefox-esr"),
    program("WebKitWebDriver", "webkit2gtk-driver"),
    program("Xvfb", "xvfb"),
    program("xdotool", "xdotool"),
    program("setpriv", "util-linux"),
    file("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", "fonts-noto-cjk"),
];

/// What the checks of the written documents need.
pub const DOCUMENT_CHECKS: &[Need] = &[
    program("python3", "python3"),
    Need { probe: Probe::PythonModule("ensurepip"), package: "python3-venv" },
    file("/usr/lib/libreoffice/program/swriter", "libreoffice-writer"),
    file("/usr/lib/libreoffice/program/scalc", "libreoffice-calc"),
    program("pdftoppm", "poppler-utils"),
    // As wide as Times New Roman, so that pages break where they break in an office.
    file("/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf", "fonts-liberation"),
    program("unzip", "unzip"),
    program("7zz", "7zip"),
    program("bsdtar", "libarchive-tools"),
];

/// Whether Python has a module; Debian leaves out some of its own.
fn imports(module: &str) -> bool {
    let output = Command::new("python3").args(["-c", &format!("import {module}")]).output();
    output.is_ok_and(|output| output.status.success())
}

impl Need {
    fn is_met(&self) -> bool {
        match self.probe {
            Probe::Program(name) => process::find(name).is_some(),
            Probe::File(path) => Path::new(path).exists(),
            Probe::PythonModule(name) => imports(name),
        }
    }
}

/// Makes sure that all of these are there; installs them where this process may.
///
/// # Errors
/// Something is missing and cannot be installed here. The message holds the command that installs it.
pub fn ensure_installed(needs: &[Need]) -> Result<()> {
    let packages = missing(needs);
    if packages.is_empty() {
        return Ok(());
    }
    if process::find("apt-get").is_none() || !is_root() {
        bail!("missing: {}; the command on Debian is: sudo apt-get install --no-install-recommends {0}", packages.join(" "));
    }
    super::announce(&packages.join(" "), "some minutes");
    process::run(apt().arg("update"))?;
    process::run(apt().args(["install", "--yes", "--no-install-recommends"]).args(&packages))
        .context("the Debian packages could not be installed")?;
    let still = missing(needs);
    ensure!(still.is_empty(), "installed, but not found where this program looks: {}", still.join(" "));
    Ok(())
}

fn missing(needs: &[Need]) -> Vec<&'static str> {
    needs.iter().filter(|need| !need.is_met()).map(|need| need.package).collect()
}

fn apt() -> Command {
    let mut command = Command::new("apt-get");
    command.args(["-o", "DPkg::Lock::Timeout=400"]).env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn is_root() -> bool {
    process::read(Command::new("id").arg("-u")).is_ok_and(|id| id == "0")
}

#[cfg(test)]
mod tests {
    use super::{file, missing, program};

    #[test]
    fn only_what_is_missing_is_named() {
        let needs = [program("cargo", "cargo"), program("no-such-program", "absent"), file("/no/such/file", "absent-too")];
        assert_eq!(missing(&needs), ["absent", "absent-too"]);
    }
}
