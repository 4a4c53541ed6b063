//! The form filler: any markup in the main part of a Word document. What is filled opens again, and nothing is filled twice.

#![no_main]

use std::sync::LazyLock;

use award::assessment::Assessment;
use award::catalog::Catalog;
use award::documents::Decisions;
use dossier::archive::{self, Entry};
use dossier::form::{Draft, Form, Values, fill};
use libfuzzer_sys::fuzz_target;

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

static CATALOG: LazyLock<Catalog> = LazyLock::new(schemes::xinyang);

thread_local! {
    static SAMPLE: Assessment =
        award::savefile::open(include_str!("../../samples/yunwu-tea.json")).expect("the sample opens").assessment;
}

fuzz_target!(|xml: &str| {
    let entry = |name: &str, text: &str| Entry { name: name.to_owned(), bytes: text.as_bytes().to_vec() };
    let entries = [entry("[Content_Types].xml", TYPES), entry("_rels/.rels", RELATIONS), entry("word/document.xml", xml)];
    let Ok(form) = Form::read(&archive::write(&entries, jiff::civil::date(2026, 1, 1).at(0, 0, 0, 0))) else { return };
    SAMPLE.with(|sample| {
        let values = Values::new(&CATALOG, sample);
        let draft = Draft::new(&form, &values, &Decisions::new());
        let filled = fill(&form, &draft.mapping, &values).expect("a form that was read is filled");
        Form::read(&filled.bytes).expect("a filled form is a form");
    });
});
