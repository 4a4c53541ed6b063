//! Prose: reading never fails, and counts no more characters than there are.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    assert!(award::prose::characters(text) <= text.chars().count());
});
