//! Packages: a zip as it comes back, or a save file from which a package is made. What opens has sound contents; what is made
//! opens again to the same, and passes the check that every export has to pass.

#![no_main]

use award::assessment::Assessment;
use award::savefile;
use dossier::archive::{self, Digest};
use dossier::docx::Pictures;
use dossier::manifest::Difference;
use dossier::package::{self, Opened, ReadBack};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use quality_award_kit_fuzz::given;
use quality_award_kit_fuzz::mutation::{Vocabulary, mutate};

const VOCABULARY: Vocabulary = Vocabulary {
    words: &[
        "申报数据.json",
        "甲/申报数据.json",
        "a.json",
        "SHA256SUMS.txt",
        "甲/SHA256SUMS.txt",
        "证实性材料/1.pdf",
        "原件/表.docx",
        "01 申报表.docx",
        "..",
        "../a",
        "C:a",
        "a\\b",
        "a/",
        "/",
        "",
        " ",
        "\u{0}",
        "\n",
        "甲\n乙",
        "\t",
        "甲\t乙\n丙\t丁",
        "\u{feff}",
        "\u{fffe}",
        "]]>",
        "&<>\"'",
        "=1+1",
        "[[图:p1|x]]",
        "[[材料:e1]]",
        "[[指标:i1]]",
        "**甲**",
        "# 甲\n- 乙\n1. 丙\n2. 丁",
        "𠮷",
        "e\u{301}",
        "\u{202e}",
        "4.1.2",
        "4.7.1",
        "2025",
        "9999",
        "-9999",
        "-32768",
        "32767",
        "9999-12-31",
        "-009999-01-01",
        "2025-02-29",
        "2025-11-24T09:30:00",
        "0",
        "-1",
        "0.1",
        "1e9",
        "99999999999999999999",
        "100%",
        "长期",
        "yes",
        "no",
        "unsure",
        "xinyang-2022",
        "gbt19580-2012",
        "org_name",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    ],
    elements: &["<w:p/>"],
    wraps: &[("<w:p>", "</w:p>")],
};

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| { mutate(data, size, max_size, seed, VOCABULARY) });

fuzz_target!(|bytes: &[u8]| {
    match std::str::from_utf8(bytes).map(savefile::open) {
        Ok(Ok(opened)) => check_made(&opened.assessment),
        _ => check_archive(bytes),
    }
});

fn check_archive(bytes: &[u8]) {
    let opened = package::open(bytes);
    let entries = match archive::read(bytes) {
        Ok(entries) => entries,
        Err(error) => return assert!(!error.to_string().is_empty() && opened.is_err()),
    };
    let again = archive::read(&archive::write(&entries, given::now())).expect("what was read is written and read again");
    assert_eq!(again, entries);
    let verified = package::verify(bytes, given::catalog(), given::sample());
    assert!(verified.is_ok() || verified.is_err_and(|fault| !fault.to_string().is_empty()));
    match opened {
        Ok(opened) => check_opened(bytes, &opened),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// What is said to be the content of evidence is it.
fn check_opened(bytes: &[u8], opened: &Opened) {
    let back = ReadBack::of(bytes).expect("what opens is read");
    for (hash, place) in &opened.contents {
        assert_eq!(Digest::of(&back.entries[*place].bytes).sha256, hash.as_str());
    }
    assert!(opened.contents.windows(2).all(|pair| pair[0].0 < pair[1].0), "every content once");
    let found = &opened.opened.assessment;
    let again = savefile::open(&savefile::write(found)).expect("what was written opens");
    assert_eq!(again.assessment, *found);
    assert!(opened.differences.iter().all(|difference| !difference.to_string().is_empty()));
}

/// A package of the state, without the contents of its evidence and with empty pictures, is one.
fn check_made(assessment: &Assessment) {
    let catalog = given::catalog();
    let figures = package::figures(catalog, assessment);
    assert!(figures.iter().all(|figure| figure.svg.starts_with("<svg") && !figure.svg.contains("NaN")));
    let mut pictures: Pictures = figures.into_iter().map(|figure| (figure.id, Vec::new())).collect();
    pictures.extend(dossier::prose::pictures(assessment).map(|(id, ..)| (id, Vec::new())));
    let package = package::build(catalog, assessment, given::now(), &pictures, Vec::new()).expect("any state is exported");
    let zip = package.zip(|_| Err(())).expect("nothing is attached");
    let opened = package::open(&zip).expect("what was exported opens");
    assert_eq!(opened.opened.assessment, *assessment);
    assert!(opened.opened.warnings.is_empty());
    assert!(
        opened.differences.iter().all(|difference| matches!(difference, Difference::NoContent(_))),
        "{:?}",
        opened.differences
    );
    package::verify(&zip, catalog, assessment).unwrap_or_else(|fault| panic!("{fault}"));
}
