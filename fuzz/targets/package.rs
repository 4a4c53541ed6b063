//! Packages: whatever is in the bytes, opening them ends with an assessment or an error.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _opened = dossier::package::open(bytes);
});
