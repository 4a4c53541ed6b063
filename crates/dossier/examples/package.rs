//! Writes the package of a save file and everything in it into a folder.
//!
//! `cargo run -p dossier --example package -- SAVEFILE OUT [PICTURES]`. The charts go to `OUT/figures` as SVG; pictures are
//! taken from the folder PICTURES as PNG files of the same names, and a single pixel stands in for one that is not there.

use std::error::Error;
use std::fs;
use std::path::Path;

use dossier::docx::Pictures;
use dossier::package;

/// The smallest PNG: one white pixel.
const PIXEL: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9cc\xf8\x0f\0\x01\x01\x01\0\x1b\xb6\xeeV\0\0\0\0IEND\xaeB`\x82";

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, out, rest @ ..] = arguments.as_slice() else {
        return Err("give a save file and a folder".into());
    };
    let catalog = schemes::xinyang();
    let assessment = award::savefile::open(&fs::read_to_string(file)?).map_err(|error| error.to_string())?.assessment;
    let out = Path::new(out);
    fs::create_dir_all(out.join("figures"))?;
    let mut pictures = Pictures::new();
    for figure in package::figures(&catalog, &assessment) {
        fs::write(out.join(format!("figures/{}.svg", figure.id)), &figure.svg)?;
        let picture = rest.first().map(|folder| Path::new(folder).join(format!("{}.png", figure.id)));
        let bytes = picture.filter(|path| path.is_file()).map(fs::read).transpose()?;
        pictures.insert(figure.id, bytes.unwrap_or_else(|| PIXEL.to_vec()));
    }
    let now = assessment.head.created;
    let made = package::build(&catalog, &assessment, now, &pictures, Vec::new())?;
    for entry in &made.entries {
        fs::write(out.join(&entry.name), &entry.bytes)?;
    }
    let zip = made.zip(|attachment| Err(attachment.name.clone()))?;
    fs::write(out.join(&made.file_name), &zip)?;
    let verified = package::verify(&zip, &catalog, &assessment)?;
    println!("{}: {verified:#?}", made.file_name);
    Ok(())
}
