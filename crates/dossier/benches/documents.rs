//! How long each document of the sample takes, against writing the same XML by hand: `cargo xtask bench`.
//!
//! The floor of a document copies every part of it piece by piece, as a program does that writes the XML itself, and packs
//! the parts in the same way. Both are measured in turn; the medians and their ratio count.

use std::hint::black_box;
use std::io::{Cursor, Read, Write};
use std::time::Instant;

use dossier::docx::{self, Pictures, Properties};
use dossier::package::{self, Circumstances, Step};
use dossier::workbook;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const RUNS: usize = 21;

fn main() {
    let catalog = schemes::xinyang();
    let sample = award::savefile::open(include_str!("../../../samples/yunwu-tea.json")).expect("the sample opens").assessment;
    let now = sample.head.created;
    let pictures: Pictures = package::figures(&catalog, &sample).into_iter().map(|figure| (figure.id, noise())).collect();
    let properties = Properties { created: now };
    let of = Circumstances { today: now.date(), form: None };
    for step in Step::of(&catalog, &sample) {
        let write = || {
            let document = package::document(&catalog, &sample, step, of)?;
            Some(docx::write(&document, &pictures, properties).expect("the document is written"))
        };
        match step {
            Step::Workbook => compare(step.name(), || workbook::write(&catalog, &sample, now).expect("the workbook is written")),
            _ if write().is_some() => compare(step.name(), || write().expect("a document")),
            _ => {}
        }
    }
    let package = || {
        let package = package::build(&catalog, &sample, now, &pictures, Vec::new()).expect("the package is made");
        package.zip(|attachment| Err(attachment.name.clone())).expect("nothing is attached")
    };
    let whole = median((0..RUNS).map(|_| time(package)).collect());
    println!("{whole:>8.2} ms           whole package");
}

/// Bytes that do not compress, like a picture's: a fixed sequence.
fn noise() -> Vec<u8> {
    let step = |state: &u32| Some(state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223));
    std::iter::successors(Some(7_u32), step).take(60_000).map(|state| (state >> 24) as u8).collect()
}

fn compare(name: &str, write: impl Fn() -> Vec<u8>) {
    let parts = parts(&write());
    let (mut ours, mut floors) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        ours.push(time(&write));
        floors.push(time(|| by_hand(&parts)));
    }
    let (ours, floor) = (median(ours), median(floors));
    println!("{ours:>8.2} ms  {:>5.2} ×  {name} (by hand {floor:.2} ms)", ours / floor);
}

fn time(work: impl Fn() -> Vec<u8>) -> f64 {
    let start = Instant::now();
    black_box(work());
    start.elapsed().as_secs_f64() * 1000.0
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn parts(container: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(container)).expect("a container");
    let count = archive.len();
    let part = |at| {
        let mut file = archive.by_index(at).expect("a part");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("its bytes");
        (file.name().expect("a name").into_owned(), bytes)
    };
    (0..count).map(part).collect()
}

/// Copies XML element by element and anything else whole, and packs it.
fn by_hand(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(name, SimpleFileOptions::default()).expect("a part");
        let mut written = String::new();
        match std::str::from_utf8(bytes) {
            Ok(xml) => xml.split_inclusive('>').for_each(|piece| written.push_str(black_box(piece))),
            Err(_) => archive.write_all(bytes).expect("its bytes"),
        }
        archive.write_all(written.as_bytes()).expect("its XML");
    }
    archive.finish().expect("a container").into_inner()
}
