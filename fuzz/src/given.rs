//! What the targets start from: the bundled catalog, the sample, an empty assessment, a clock that stands still.

use std::fmt::Write;

use award::assessment::{Assessment, Head};
use award::catalog::Catalog;
use dossier::archive::{self, Entry};
use jiff::civil::{Date, DateTime, date};

thread_local! {
    static CATALOG: &'static Catalog = Box::leak(Box::new(schemes::xinyang()));
    static SAMPLE: &'static Assessment = Box::leak(Box::new(sample_of_the_kit()));
}

fn sample_of_the_kit() -> Assessment {
    award::savefile::open(include_str!("../../samples/yunwu-tea.json")).expect("the sample opens").assessment
}

/// The bundled award.
pub fn catalog() -> &'static Catalog {
    CATALOG.with(|catalog| *catalog)
}

/// The applicant of the sample.
pub fn sample() -> &'static Assessment {
    SAMPLE.with(|sample| *sample)
}

/// The time of every run.
pub fn now() -> DateTime {
    date(2026, 11, 24).at(9, 30, 0, 0)
}

/// The day of every run.
pub fn today() -> Date {
    now().date()
}

/// An assessment that says nothing.
pub fn empty() -> Assessment {
    Assessment::empty(Head {
        id: "empty".into(),
        scheme: "xinyang-2022".into(),
        criteria: "gbt19580-2012".into(),
        created: now(),
        year: 2025,
        application_date: None,
        sample: false,
        sheet: None,
    })
}

/// A zip of these files.
pub fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let entries: Vec<Entry> =
        files.iter().map(|(name, bytes)| Entry { name: (*name).to_owned(), bytes: bytes.to_vec() }).collect();
    archive::write(&entries, now())
}

/// Formats what people are told, so that the wording runs too.
pub fn told(what: impl std::fmt::Debug) -> usize {
    let mut counted = Counted(0);
    write!(counted, "{what:?}").expect("counting cannot fail");
    counted.0
}

struct Counted(usize);

impl Write for Counted {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.0 += text.len();
        Ok(())
    }
}
