//! Tables of other programs: workbooks, and text from a clipboard.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _sheets = dossier::cells::read_workbook(bytes);
    let block = dossier::cells::text::read(&String::from_utf8_lossy(bytes));
    assert!(block.is_empty() || block.width() > 0);
});
