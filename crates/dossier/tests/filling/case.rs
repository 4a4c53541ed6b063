//! The test forms: each as python-docx made it and as LibreOffice saved it again, with one case for both.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use award::assessment::Assessment;
use award::catalog::Catalog;
use dossier::form::{Form, Values};
use serde::Deserialize;

/// What is expected of a form.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    #[serde(skip)]
    pub name: String,
    #[serde(rename = "about")]
    _about: String,
    /// Whether LibreOffice keeps everything that the form is about.
    pub resaved: bool,
    /// The places in the order of the document.
    pub places: Vec<Expected>,
    /// The lines that change, as they read then, without blanks and lines to write on.
    pub after: Vec<String>,
}

/// What is expected of a place.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    pub label: String,
    pub found: String,
    pub targets: Vec<String>,
    pub kind: String,
    /// What is filled in; `None` for nothing.
    pub text: Option<String>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms")
}

/// Every case, in the order of their names.
pub fn cases() -> Vec<Case> {
    let entries = std::fs::read_dir(folder()).expect("the folder of the forms");
    let paths = entries.map(|entry| entry.expect("a file").path());
    let mut paths: Vec<PathBuf> = paths.filter(|path| path.extension().is_some_and(|ending| ending == "json")).collect();
    paths.retain(|path| path.file_name().is_some_and(|name| name != "applicant.json"));
    paths.sort();
    paths.iter().map(|path| case(path)).collect()
}

fn case(path: &Path) -> Case {
    let text = std::fs::read_to_string(path).expect("a case");
    let case: Case = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Case { name: path.file_stem().expect("a name").to_string_lossy().into_owned(), ..case }
}

impl Case {
    /// The files of the form: the name, and what it holds.
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        let endings = if self.resaved { &["docx", "resaved.docx"][..] } else { &["docx"] };
        let names = endings.iter().map(|ending| format!("{}.{ending}", self.name));
        names.map(|name| (name.clone(), std::fs::read(folder().join(&name)).expect("a form"))).collect()
    }
}

/// The forms of every case.
pub fn forms() -> Vec<(Case, Vec<(String, Form)>)> {
    let read = |(name, bytes): (String, Vec<u8>)| {
        let form = Form::read(&bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
        (name, form)
    };
    cases()
        .into_iter()
        .map(|case| (case.files().into_iter().map(read).collect(), case))
        .map(|(forms, case)| (case, forms))
        .collect()
}

thread_local! {
    static CATALOG: &'static Catalog = Box::leak(Box::new(schemes::xinyang()));
    static APPLICANT: &'static Assessment = Box::leak(Box::new(applicant()));
}

fn applicant() -> Assessment {
    let text = std::fs::read_to_string(folder().join("applicant.json")).expect("the applicant");
    award::savefile::open(&text).expect("a save file").assessment
}

/// The values of the applicant of the cases.
pub fn values() -> Values<'static> {
    Values::new(CATALOG.with(|catalog| *catalog), APPLICANT.with(|applicant| *applicant))
}

/// The sample of the application.
pub static SAMPLE: LazyLock<String> = LazyLock::new(|| {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/yunwu-tea.json");
    std::fs::read_to_string(path).expect("the sample")
});
