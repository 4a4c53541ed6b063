//! Other programs: running them, and finding them on the path.

use anyhow::{Context, Result, bail};
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Runs a command whose output the developer sees.
///
/// # Errors
/// The program cannot be started, or it ends with anything but success.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start {}", describe(command)))?;
    if !status.success() {
        bail!("{} ended with {status}", describe(command));
    }
    Ok(())
}

/// Runs a command and returns what it printed, without the last line break.
///
/// # Errors
/// The program cannot be started, fails, or prints something that is not UTF-8.
pub fn read(command: &mut Command) -> Result<String> {
    let output = command.output().with_context(|| format!("cannot start {}", describe(command)))?;
    if !output.status.success() {
        bail!("{} ended with {}: {}", describe(command), output.status, String::from_utf8_lossy(&output.stderr).trim());
    }
    let text = String::from_utf8(output.stdout).with_context(|| format!("{} did not print text", describe(command)))?;
    Ok(text.trim_end().to_owned())
}

/// The command as a developer would type it.
pub fn describe(command: &Command) -> String {
    let mut words = vec![command.get_program()];
    words.extend(command.get_args());
    let words: Vec<_> = words.iter().map(|word| word.to_string_lossy()).collect();
    words.join(" ")
}

/// Where a program is on the path.
pub fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(executable(program))).find(|candidate| candidate.is_file())
}

/// The file name of a native program on this system.
pub fn executable(program: &str) -> String {
    format!("{program}{}", std::env::consts::EXE_SUFFIX)
}

/// The file name of a program that npm wraps in a script on this system.
pub fn script(program: &str) -> String {
    let suffix = if cfg!(windows) { ".cmd" } else { "" };
    format!("{program}{suffix}")
}

/// The search path with some folders put first.
///
/// # Errors
/// A folder's name contains the character that separates folders.
pub fn path_with(folders: &[&Path]) -> Result<OsString> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let first = folders.iter().map(|folder| folder.to_path_buf());
    let all = first.chain(std::env::split_paths(&path));
    std::env::join_paths(all).context("a folder's name cannot be part of PATH")
}

/// Whether `program --version` can be run and names this version.
pub fn has_version(program: impl AsRef<OsStr>, version: &str) -> bool {
    read(Command::new(program).arg("--version")).is_ok_and(|text| text.split_whitespace().any(|word| word == version))
}

#[cfg(test)]
mod tests {
    use super::{describe, has_version, path_with};
    use std::path::Path;
    use std::process::Command;

    #[test]
    fn command_reads_as_typed() {
        let mut command = Command::new("cargo");
        command.args(["build", "--release"]);
        assert_eq!(describe(&command), "cargo build --release");
    }

    #[test]
    fn given_folder_comes_first() {
        let path = path_with(&[Path::new("given")]).expect("a plain folder");
        let first = std::env::split_paths(&path).next().expect("one folder");
        assert_eq!(first, Path::new("given"));
    }

    #[test]
    fn missing_program_has_no_version() {
        assert!(!has_version("no-such-program-anywhere", "1.0.0"));
    }
}
