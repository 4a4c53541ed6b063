//! Texts of files that travel: save files, score cards, consensus, review and room files, offline copies, scheme files.
//! Whatever opens is written and opened again to the same, and the screens can show it.

#![no_main]

use award::catalog::Catalog;
use award::cohort::Gathering;
use award::{calendar, cohort, consensus, envelope, offline, review, revision, savefile, scorecard};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use quality_award_kit_fuzz::mutation::{Vocabulary, mutate};
use quality_award_kit_fuzz::{given, screens};

const VOCABULARY: Vocabulary = Vocabulary {
    words: &[
        "",
        " ",
        "/",
        "~",
        "~1",
        "a/b",
        "4.1.2",
        "4.7.1",
        "4.7.6",
        "2025",
        "2024",
        "-32768",
        "32767",
        "9999",
        "-9999",
        "2025-12-31",
        "9999-12-31",
        "-009999-01-01",
        "0000-02-29",
        "2024-02-29",
        "2025-02-29",
        "2025-11-24T09:30:00",
        "9999-12-31T23:59:59.999999999",
        "0",
        "1",
        "-1",
        "99999999999999999999",
        "0.00000001",
        "1e9",
        "100%",
        "1,000",
        "１２",
        "长期",
        "yes",
        "no",
        "unsure",
        "self",
        "document",
        "site",
        "examiner",
        "xinyang-2022",
        "gbt19580-2012",
        "org_name",
        "area",
        "industry",
        "size_class",
        "founded",
        "team",
        "documents",
        "vote",
        "notice",
        "done",
        "mayor",
        "nomination",
        "A",
        "B",
        "甲",
        "a\u{301}",
        "𠮷",
        "\u{0}",
        "\u{feff}",
        "\u{202e}",
        "\n",
        "甲\n乙",
        "[[图:p1|x]]",
        "[[材料:e1]]",
        "[[指标:i1]]",
        "**",
        "# ",
        "1. ",
        "=1+1",
        "</script>",
        "format",
        "version",
        "items",
        "percent",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    ],
    elements: &[],
    wraps: &[],
};

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| { mutate(data, size, max_size, seed, VOCABULARY) });

fuzz_target!(|text: &str| {
    let _format = envelope::format_of(text);
    check_save_file(text);
    check_cards(text);
    check_sessions(text);
    check_scheme(text);
    if let Ok(copy) = offline::read(text) {
        offline::read(&offline::write(copy.made_at, copy.content)).expect("what was written is read");
    }
});

fn check_save_file(text: &str) {
    let opened = match savefile::open(text) {
        Ok(opened) => opened,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    let found = opened.assessment;
    let again = savefile::open(&savefile::write(&found)).expect("what was written opens");
    assert_eq!(again.assessment, found);
    assert_eq!(again.warnings, [], "what was cleaned is clean");
    assert!(revision::differences(&found, &again.assessment).is_empty());
    let parts = savefile::changed_parts(None, &found);
    let parts = parts.iter().filter_map(|part| Some((part.path.as_str(), part.json.as_deref()?)));
    let joined = savefile::open(&savefile::join_parts(parts).expect("parts fit together")).expect("joined parts open");
    assert_eq!(joined.assessment, found);
    screens::assessment(given::catalog(), &found);
}

fn check_cards(text: &str) {
    match scorecard::open(text) {
        Ok(opened) => {
            let again = scorecard::open(&scorecard::write(&opened.value)).expect("what was written opens");
            assert_eq!(again.value, opened.value);
            assert_eq!(again.warnings, []);
            screens::room(given::catalog(), vec![opened.value]);
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
    let Ok(opened) = cohort::file::open(text) else { return };
    let mut gathering = Gathering::new(given::catalog().criteria.id.clone());
    opened.value.iter().for_each(|card| drop(gathering.add(card.clone())));
    let again = cohort::file::open(&cohort::file::write(&gathering)).expect("what was written opens");
    assert_eq!(again.value, gathering.cards());
    screens::room(given::catalog(), opened.value);
}

fn check_sessions(text: &str) {
    if let Ok(opened) = consensus::open(text) {
        let again = consensus::open(&consensus::write(&opened.value)).expect("what was written opens");
        assert_eq!(again.value, opened.value);
        assert_eq!(again.warnings, []);
        screens::consensus(given::catalog(), &opened.value);
    }
    if let Ok(opened) = review::open(text) {
        let again = review::open(&review::write(&opened.value)).expect("what was written opens");
        assert_eq!(again.value, opened.value);
        screens::review(given::catalog(), &opened.value);
    }
}

/// A scheme file without faults serves every screen.
fn check_scheme(text: &str) {
    match Catalog::read(text, &given::catalog().workdays) {
        Ok(catalog) => {
            screens::assessment(&catalog, &given::empty());
            screens::assessment(&catalog, given::sample());
            let _calendar = calendar::Calendar::new(&catalog.workdays, &Default::default()).day(given::today());
        }
        Err(faults) => assert!(faults.iter().all(|fault| !fault.to_string().is_empty())),
    }
}
