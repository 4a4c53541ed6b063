//! Texts of exchange files: whatever opens is written and opened again to the same.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(opened) = award::savefile::open(text) {
        let again = award::savefile::open(&award::savefile::write(&opened.assessment)).expect("what was written opens");
        assert_eq!(again.assessment, opened.assessment);
    }
    let _card = award::scorecard::open(text);
    let _consensus = award::consensus::open(text);
    let _review = award::review::open(text);
});
