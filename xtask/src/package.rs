//! `cargo xtask package FILE --out DIR [--evidence DIR] [--form FILE] [--password TEXT] [--at DATETIME] [--scheme FILE]`: the documents and the zip of a save
//! file, without a browser.
//!
//! Charts are drawn with the fonts of this machine, so their pixels differ from those that a browser draws; everything else
//! in the package is the same. Files of evidence are looked for by their content in the folder of `--evidence`. `--form` names the
//! form that the secretariat issued, to be filled instead of the built-in one with what the save file decides about it, and what
//! could not be filled is listed. `--password` seals the zip; its salts count up from 1, so such a zip is for tests only. `--at` sets the clock (`2026-11-24T09:00:00`); without it the clock of the machine counts.

use std::collections::HashMap;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, bail};
use award::assessment::{Action, Assessment};
use award::catalog::Catalog;
use award::documents::{DocumentsAction, OfficialForm};
use award::evidence::{ContentHash, FileFacts};
use award::savefile::Opened;
use dossier::archive::{self, Digest, Sealing};
use dossier::docx::Pictures;
use dossier::form::Form;
use dossier::package::{self, Attachment, Making, Package, Piece};
use dossier::prose;
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
    let evidence = args.value("--evidence")?.map(PathBuf::from);
    let issued = args.value("--form")?.map(PathBuf::from);
    let password = args.value("--password")?;
    let files = args.rest()?;
    let [file] = files.as_slice() else { bail!("name one save file") };
    let mut opened = open(Path::new(file))?;
    for warning in &opened.warnings {
        println!("warning: {warning}");
    }
    if let Some(issued) = &issued {
        opened.assessment = opened.assessment.apply(&Action::Documents(DocumentsAction::TookForm(Some(taken(issued)?))));
    }
    let head = &opened.assessment.head;
    if head.scheme != catalog.scheme.id {
        bail!("{file} applies under scheme {}, not {}: name its file with --scheme", head.scheme, catalog.scheme.id);
    }
    let now = at.map_or_else(now, Ok)?;
    let found = found(&catalog, &opened.assessment, evidence.as_deref(), issued)?;
    let made = make(&catalog, &opened, now, &found)?;
    for left in made.form.iter().flat_map(|form| &form.not_filled) {
        println!("not filled: {}: {}", left.name(), left.reason);
    }
    let paths = found.into_iter().map(|(attachment, path)| (attachment.name, path)).collect();
    package::verify_read(&made.read_back(), &catalog, &opened.assessment).map_err(|fault| anyhow::anyhow!("{fault}"))?;
    let zip = write(&made, &paths, &out, password.as_deref())?;
    if password.is_none() {
        check(&zip, &catalog, &opened.assessment)?;
    }
    println!("{}", zip.display());
    Ok(())
}

/// Makes the package with the files that were found.
fn make(catalog: &Catalog, opened: &Opened, now: DateTime, found: &[(Attachment, PathBuf)]) -> Result<Package> {
    let original = |file: &FileFacts| {
        let is_it = |attachment: &Attachment| attachment.evidence.is_none() && attachment.digest.sha256 == file.sha256.as_str();
        found.iter().find(|(attachment, _)| is_it(attachment)).map(|(_, path)| std::fs::read(path)).transpose()
    };
    let form = opened.assessment.documents.form.as_ref();
    let issued = form.map(|form| original(&form.file)).transpose()?.flatten();
    let attachments = found.iter().map(|(attachment, _)| attachment.clone()).collect();
    let mut pictures = pictures(catalog, opened)?;
    for (id, _, picture) in prose::pictures(&opened.assessment) {
        pictures.extend(original(&picture.file)?.map(|bytes| (id, bytes)));
    }
    let mut making = Making::new(catalog, &opened.assessment, now, &pictures, attachments)?.filling(issued.as_deref());
    while let Some(step) = making.next_step() {
        making.make(step)?;
    }
    Ok(making.finish())
}

/// What a save file says of a form in a file.
fn taken(path: &Path) -> Result<OfficialForm> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let form = Form::read(&bytes).map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))?;
    let digest = Digest::of(&bytes);
    let file = FileFacts {
        name: path.file_name().unwrap_or_default().to_string_lossy().into(),
        size: digest.size,
        media_type: "".into(),
        sha256: ContentHash::parse(&digest.sha256).context("a hash")?,
        modified: 0,
    };
    Ok(OfficialForm { file, fingerprint: form.fingerprint().into() })
}

/// The files of a folder that belong to an assessment, by their content, with what is attached of them; `more` is one besides.
fn found(
    catalog: &Catalog,
    assessment: &Assessment,
    folder: Option<&Path>,
    more: Option<PathBuf>,
) -> Result<Vec<(Attachment, PathBuf)>> {
    let mut by_content: HashMap<String, (Digest, PathBuf)> = HashMap::new();
    let entries = folder.map(std::fs::read_dir).transpose()?.into_iter().flatten();
    let paths: Vec<PathBuf> = entries.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<PathBuf>>>()?;
    for path in paths.into_iter().chain(more).filter(|path| path.is_file()) {
        let digest = archive::digest_all(File::open(&path)?)?;
        by_content.insert(digest.sha256.clone(), (digest, path));
    }
    let enclosures = package::enclosures(catalog, assessment);
    let found = enclosures.into_iter().filter_map(|each| match by_content.get(each.file.sha256.as_str()) {
        Some((digest, path)) => Some((each.attached(digest.clone()), path.clone())),
        None => {
            println!("warning: no file has the content of {}", each.title);
            None
        }
    });
    Ok(found.collect())
}

/// Writes the documents, the files and the zip of a package, and returns where the zip is.
fn write(made: &Package, paths: &HashMap<String, PathBuf>, out: &Path, password: Option<&str>) -> Result<PathBuf> {
    std::fs::create_dir_all(out)?;
    for entry in &made.entries {
        std::fs::write(out.join(&entry.name), &entry.bytes)?;
    }
    let path = |attachment: &Attachment| paths.get(&attachment.name).context("an attachment without a file");
    for attachment in &made.attachments {
        let target = out.join(&attachment.name);
        std::fs::create_dir_all(target.parent().unwrap_or(out))?;
        std::fs::copy(path(attachment)?, target)?;
    }
    let target = out.join(&made.file_name);
    let mut zip = io::BufWriter::new(File::create(&target)?);
    if let Some(password) = password {
        seal(made, &mut zip, password, path)?;
        return Ok(target);
    }
    for piece in made.pieces() {
        match piece {
            Piece::Bytes(bytes) => io::Write::write_all(&mut zip, bytes)?,
            Piece::File(attachment) => {
                io::copy(&mut File::open(path(attachment)?)?, &mut zip)?;
            }
        }
    }
    io::Write::flush(&mut zip)?;
    Ok(target)
}

/// Writes a zip under a password.
fn seal<'a>(
    made: &'a Package,
    zip: &mut impl io::Write,
    password: &str,
    path: impl Fn(&Attachment) -> Result<&'a PathBuf>,
) -> Result<()> {
    let layout = made.locked();
    for (at, (header, content)) in layout.headers.iter().zip(made.contents()).enumerate() {
        let mut bytes = match content {
            Piece::Bytes(bytes) => bytes.to_vec(),
            Piece::File(attachment) => std::fs::read(path(attachment)?)?,
        };
        let (mut sealing, head) = Sealing::new(password, &(at as u128 + 1).to_le_bytes());
        sealing.seal(&mut bytes);
        for part in [header, &head, &bytes, &sealing.finish()] {
            zip.write_all(part)?;
        }
    }
    zip.write_all(&layout.directory)?;
    Ok(zip.flush()?)
}

/// Reads a zip back as its receiver would and compares it with what it was made of.
fn check(zip: &Path, catalog: &Catalog, assessment: &Assessment) -> Result<()> {
    let back = crate::package_file::read(&mut File::open(zip)?)?;
    package::verify_read(&back, catalog, assessment).map_err(|fault| anyhow::anyhow!("{fault}"))?;
    Ok(())
}

/// Opens a save file or a package.
///
/// # Errors
/// It cannot be read or is neither.
pub fn open(path: &Path) -> Result<Opened> {
    let mut file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut mark = Vec::new();
    io::Read::read_to_end(&mut io::Read::take(&mut file, 2), &mut mark)?;
    if mark == b"PK" {
        let back = crate::package_file::read(&mut file).with_context(|| path.display().to_string())?;
        let package = package::open_read(&back).map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))?;
        return Ok(package.opened);
    }
    let bytes = std::fs::read(path)?;
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
