//! From the app's crate to its wasm, small and without a trace of the machine it was built on.

use crate::page::hex;
use crate::process;
use crate::tools::{self, CargoTool, NpmTool};
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use std::io::Write;
use std::num::NonZeroU64;
use std::path::{Path, PathBuf};
use std::process::Command;
use zopfli::{BlockType, GzipEncoder};

/// What wasm-opt is told: smallest, and the features that rustc's output already uses.
const WASM_OPT: &[&str] = &[
    "-Oz",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Compressing more thoroughly than this makes the product five bytes smaller and takes twice as long.
const ZOPFLI_ITERATIONS: NonZeroU64 = NonZeroU64::new(5).expect("five is not zero");

/// How much work goes into the app.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Finish {
    /// As small as can be: what is passed on.
    Product,
    /// As soon as can be, for looking at a change: not optimised, not compressed.
    Draft,
}

/// The app as the page carries it.
pub struct Module {
    /// The JavaScript that wasm-bindgen wrote, a classic script, shortened.
    pub glue: String,
    /// The module.
    pub wasm: Vec<u8>,
    /// The same, compressed by gzip.
    pub compressed: Vec<u8>,
}

/// Builds the app. What has not changed since the last build is taken from the folder for parts.
///
/// # Errors
/// A tool is missing or fails, or the result names a folder of this machine.
pub fn build(workspace: &Workspace, finish: Finish) -> Result<Module> {
    let folder = pack(workspace, finish)?;
    let glue = shorten(&folder.join("app.js"))?;
    let raw = folder.join("app_bg.wasm");
    let wasm = std::fs::read(&raw).with_context(|| format!("cannot read {}", raw.display()))?;
    let (wasm, compressed) = match finish {
        Finish::Product => optimise(workspace, &raw, &wasm)?,
        Finish::Draft => {
            let compressed = gzip(BlockType::Uncompressed, &wasm)?;
            (wasm, compressed)
        }
    };
    for path in private_paths(workspace)? {
        refuse_trace(&path, glue.as_bytes())?;
        refuse_trace(&path, &wasm)?;
    }
    Ok(Module { glue, wasm, compressed })
}

/// Runs wasm-pack, which leaves its work to cargo and wasm-bindgen; both do only what changed.
fn pack(workspace: &Workspace, finish: Finish) -> Result<PathBuf> {
    tools::ensure_wasm_target()?;
    let wasm_pack = CargoTool::wasm_pack().ensure()?;
    let wasm_bindgen = CargoTool::wasm_bindgen(workspace)?.ensure()?;
    let profile = match finish {
        Finish::Product => "release",
        Finish::Draft => "draft",
    };
    let folder = workspace.parts().join(profile);
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    let mut command = Command::new(wasm_pack.join(process::executable("wasm-pack")));
    command
        .args(["--log-level", "warn", "build", "--profile", profile, "--mode", "no-install", "--target", "no-modules"])
        .args(["--no-typescript", "--no-pack", "--no-opt", "--out-name", "app", "--out-dir"])
        .arg(&folder)
        .args([".", "--", "--locked"])
        .current_dir(&workspace.root)
        .env("PATH", process::path_with(&[&wasm_pack, &wasm_bindgen])?)
        .env("CARGO_TARGET_DIR", &workspace.target)
        .env("CARGO_ENCODED_RUSTFLAGS", rust_flags(workspace)?)
        .env_remove("RUSTFLAGS")
        .env_remove("WASM_PACK_CACHE");
    println!("Compiling the app (minutes the first time, seconds after a change) …");
    process::run(&mut command)?;
    Ok(folder)
}

/// The glue without what only people read: it is half as long.
fn shorten(glue: &Path) -> Result<String> {
    let esbuild = NpmTool::ESBUILD.ensure()?.join(".bin").join(process::script("esbuild"));
    process::read(Command::new(esbuild).arg(glue).args(["--minify", "--charset=utf8", "--log-level=warning"]))
}

/// The optimised module and its compressed form. Both are kept under the digest of what they are made from, so that an
/// unchanged module costs nothing.
fn optimise(workspace: &Workspace, raw: &Path, input: &[u8]) -> Result<(Vec<u8>, Vec<u8>)> {
    let mut digest = Sha256::new();
    digest.update(input);
    digest.update(WASM_OPT.join(" "));
    let name = hex(&digest.finalize());
    let optimised = workspace.parts().join(format!("{name}.wasm"));
    let compressed = workspace.parts().join(format!("{name}.wasm.gz"));
    if !compressed.is_file() {
        forget_others(&workspace.parts())?;
        println!("Optimising {} KB of wasm (about a minute) …", input.len() / 1000);
        process::run(Command::new(tools::wasm_opt()?).args(WASM_OPT).arg(raw).arg("-o").arg(&optimised))?;
        write_whole(&compressed, &gzip(BlockType::Dynamic, &std::fs::read(&optimised)?)?)?;
    }
    Ok((std::fs::read(&optimised)?, std::fs::read(&compressed)?))
}

fn gzip(block: BlockType, bytes: &[u8]) -> Result<Vec<u8>> {
    let options = zopfli::Options { iteration_count: ZOPFLI_ITERATIONS, ..zopfli::Options::default() };
    let mut encoder = GzipEncoder::new_buffered(options, block, Vec::new())?;
    encoder.write_all(bytes)?;
    let encoder = encoder.into_inner().map_err(std::io::IntoInnerError::into_error)?;
    Ok(encoder.finish()?)
}

/// Writes a file so that it is either there completely or not at all.
fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let unfinished = path.with_extension("unfinished");
    std::fs::write(&unfinished, bytes)
        .and_then(|()| std::fs::rename(&unfinished, path))
        .with_context(|| format!("cannot write {}", path.display()))
}

fn forget_others(folder: &Path) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_file() {
            std::fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
        }
    }
    Ok(())
}

/// Replaces the folders of this machine by fixed names, so that a build in another place gives the same bytes.
fn rust_flags(workspace: &Workspace) -> Result<String> {
    let sysroot = process::read(Command::new("rustc").args(["--print", "sysroot"]))?;
    let renames = [
        (workspace.root.clone(), "."),
        (cargo_home()?.join("registry/src"), "registry"),
        (PathBuf::from(sysroot).join("lib/rustlib/src/rust"), "rust"),
    ];
    let flags = renames.map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display()));
    Ok(flags.join("\u{1f}"))
}

fn cargo_home() -> Result<PathBuf> {
    match std::env::var_os("CARGO_HOME") {
        Some(given) => Ok(given.into()),
        None => Ok(home()?.join(".cargo")),
    }
}

fn home() -> Result<PathBuf> {
    let variable = if cfg!(windows) { "USERPROFILE" } else { "HOME" };
    std::env::var_os(variable).map(PathBuf::from).with_context(|| format!("the environment variable {variable} is not set"))
}

fn private_paths(workspace: &Workspace) -> Result<Vec<PathBuf>> {
    Ok(vec![workspace.root.clone(), workspace.target.clone(), cargo_home()?, home()?])
}

fn refuse_trace(path: &Path, bytes: &[u8]) -> Result<()> {
    let trace = format!("{}{}", path.display(), std::path::MAIN_SEPARATOR);
    let found = bytes.windows(trace.len()).position(|window| window == trace.as_bytes());
    match found {
        Some(place) => {
            let end = bytes.len().min(place + 120);
            bail!("the product would name a folder of this machine: {}", String::from_utf8_lossy(&bytes[place..end]))
        }
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::{gzip, refuse_trace};
    use std::path::Path;
    use zopfli::BlockType;

    #[test]
    fn same_bytes_compress_alike() {
        let bytes = b"quality award ".repeat(100);
        let once = gzip(BlockType::Dynamic, &bytes).expect("memory is writable");
        assert_eq!(once, gzip(BlockType::Dynamic, &bytes).expect("memory is writable"));
        assert_eq!(once[4..8], [0; 4], "no modification time");
    }

    #[test]
    fn folder_of_the_machine_is_found() {
        let home = Path::new("/home/someone");
        assert!(refuse_trace(home, b"panicked at /home/someone/kit/src/lib.rs").is_err());
        assert!(refuse_trace(home, b"panicked at src/lib.rs").is_ok());
    }
}
