//! `cargo xtask dist`: the product and its checksum, for passing on.

use crate::args::Args;
use crate::bill;
use crate::page::{self, hex};
use crate::process;
use crate::wasm::Finish;
use crate::workspace::Workspace;
use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Builds the product with its checksum, or checks that two builds give the same bytes.
///
/// # Errors
/// The product cannot be built, or the two builds differ.
pub fn run(workspace: &Workspace, mut args: Args) -> Result<()> {
    let check = args.flag("--check-reproducible");
    args.finish()?;
    if check {
        return check_reproducible(workspace);
    }
    build(workspace, Finish::Product).map(|_| ())
}

/// Builds the page and prints its path and size. A product gets its checksum and its bill of materials beside it.
///
/// # Errors
/// The page cannot be built, or what lies beside it cannot be written.
pub fn build(workspace: &Workspace, finish: Finish) -> Result<PathBuf> {
    let file = page::build(workspace, finish)?;
    let bytes = std::fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
    if finish == Finish::Product {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let sum = file.with_extension("html.sha256");
        std::fs::write(&sum, format!("{}  {name}\n", hex(&Sha256::digest(&bytes))))
            .with_context(|| format!("cannot write {}", sum.display()))?;
        bill::write(workspace, &file)?;
    }
    println!("{} ({})", file.display(), size(bytes.len()));
    Ok(file)
}

/// What `--quick` among the arguments asks for.
pub fn finish(args: &mut Args) -> Finish {
    if args.flag("--quick") { Finish::Draft } else { Finish::Product }
}

/// A size as people compare it: decimal kilobytes.
pub fn size(bytes: usize) -> String {
    format!("{} KB", bytes.div_ceil(1000))
}

/// Builds the sources of this checkout twice, in folders of different names and lengths, each from nothing.
fn check_reproducible(workspace: &Workspace) -> Result<()> {
    let folder = std::env::temp_dir().join(format!("qak-reproducible-{}", std::process::id()));
    println!("Building twice from nothing (some minutes) in {} …", folder.display());
    let first = build_copy(workspace, &folder.join("first"))?;
    let second = build_copy(workspace, &folder.join("the second one"))?;
    ensure!(first == second, "the two builds differ; both are kept in {}", folder.display());
    std::fs::remove_dir_all(&folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    println!("Both builds give the same {}: SHA-256 {}", size(first.len()), hex(&Sha256::digest(&first)));
    Ok(())
}

fn build_copy(workspace: &Workspace, root: &Path) -> Result<Vec<u8>> {
    copy_sources(&workspace.root, root)?;
    let copy = Workspace { root: root.to_path_buf(), target: root.join("target") };
    let product = page::build(&copy, Finish::Product)?;
    std::fs::read(&product).with_context(|| format!("cannot read {}", product.display()))
}

/// Copies what git knows or would add: the sources without anything that was built from them.
fn copy_sources(from: &Path, to: &Path) -> Result<()> {
    let files = process::read(
        Command::new("git").args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).current_dir(from),
    )?;
    for file in files.split('\0').filter(|file| from.join(file).is_file()) {
        let copy = to.join(file);
        let folder = copy.parent().context("a source has no folder")?;
        std::fs::create_dir_all(folder)
            .and_then(|()| std::fs::copy(from.join(file), &copy))
            .with_context(|| format!("cannot copy {file}"))?;
    }
    Ok(())
}
