//! `cargo xtask package FILE --out DIR [--at DATETIME] [--scheme FILE]`: the documents and the zip of a save file, without a browser.
//!
//! Charts are drawn with the fonts of this machine, so their pixels differ from those that a browser draws; everything else
//! in the package is the same. `--at` sets the clock (`2026-11-24T09:00:00`); without it the clock of the machine counts.

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, bail};
use award::catalog::Catalog;
use award::savefile::Opened;
use dossier::docx::Pictures;
use dossier::package;
use jiff::civil::DateTime;
use resvg::{tiny_skia, usvg};

use crate::args::Args;

/// How much larger than its natural size a picture is drawn.
const ENLARGED: u32 = 3;

/// Writes the package of a save file, packed and unpacked, and checks it as the app does.
///
/// # Errors
/// The save file cannot be read, the package cannot be written, or it does not pass its own check.
pub fn run(mut args: Args) -> Result<()> {
    let out = PathBuf::from(args.value("--out")?.context("say where to write: --out DIR")?);
    let at = args.value("--at")?.map(|text| text.parse::<DateTime>()).transpose()?;
    let catalog = crate::scheme::named(&mut args)?;
    let files = args.rest()?;
    let [file] = files.as_slice() else { bail!("name one save file") };
    let opened = open(Path::new(file))?;
    for warning in &opened.warnings {
        println!("warning: {warning}");
    }
    let head = &opened.assessment.head;
    if head.scheme != catalog.scheme.id {
        bail!("{file} applies under scheme {}, not {}: name its file with --scheme", head.scheme, catalog.scheme.id);
    }
    let now = at.map_or_else(now, Ok)?;
    let made = package::build(&catalog, &opened.assessment, now, &pictures(&catalog, &opened)?)?;
    package::verify(&made.bytes, &catalog, &opened.assessment).map_err(|fault| anyhow::anyhow!("{fault}"))?;
    std::fs::create_dir_all(&out)?;
    for entry in &made.entries {
        std::fs::write(out.join(&entry.name), &entry.bytes)?;
    }
    std::fs::write(out.join(&made.file_name), &made.bytes)?;
    println!("{}", out.join(&made.file_name).display());
    Ok(())
}

/// Opens a save file or a package.
///
/// # Errors
/// It cannot be read or is neither.
pub fn open(path: &Path) -> Result<Opened> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    if bytes.starts_with(b"PK") {
        let package = package::open(&bytes).map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))?;
        return Ok(package.opened);
    }
    let text = String::from_utf8(bytes).with_context(|| format!("{} is no text", path.display()))?;
    award::savefile::open(&text).map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))
}

/// The clock of this machine, read as China's: what the people of this award have on the wall.
fn now() -> Result<DateTime> {
    const BEIJING: i64 = 8 * 3600;
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
    let epoch = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);
    Ok(epoch.checked_add(jiff::SignedDuration::from_secs(i64::try_from(seconds)? + BEIJING))?)
}

fn pictures(catalog: &Catalog, opened: &Opened) -> Result<Pictures> {
    let options = drawing();
    let figures = package::figures(catalog, &opened.assessment);
    figures.into_iter().map(|figure| Ok((figure.id, png(&figure.svg, &options)?))).collect()
}

/// How pictures are drawn: with the fonts of this machine.
#[must_use]
pub fn drawing() -> usvg::Options<'static> {
    let mut options = usvg::Options::default();
    options.fontdb_mut().load_system_fonts();
    options
}

/// Draws an SVG as PNG.
///
/// # Errors
/// It is no SVG, or has no size.
pub fn png(svg: &str, options: &usvg::Options) -> Result<Vec<u8>> {
    let tree = usvg::Tree::from_str(svg, options)?;
    let size = tree.size().to_int_size();
    let mut pixmap =
        tiny_skia::Pixmap::new(size.width() * ENLARGED, size.height() * ENLARGED).context("a picture without a size")?;
    let scale = tiny_skia::Transform::from_scale(ENLARGED as f32, ENLARGED as f32);
    resvg::render(&tree, scale, &mut pixmap.as_mut());
    Ok(pixmap.encode_png()?)
}
