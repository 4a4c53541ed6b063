//! Amounts of data in words.

/// An amount of data for people: 12 KB, 3.4 MB, 1.9 GB; what is smaller than a kilobyte in bytes.
pub fn in_words(bytes: u64) -> String {
    const UNITS: [&str; 3] = ["KB", "MB", "GB"];
    if bytes < 1024 {
        return format!("{bytes} B");
    }
    // In tenths of the unit, so that no floating point is needed.
    let (mut tenths, mut unit) = (bytes * 10 / 1024, 0);
    while tenths >= 10_000 && unit + 1 < UNITS.len() {
        (tenths, unit) = (tenths / 1024, unit + 1);
    }
    match unit {
        0 => format!("{} KB", bytes.div_ceil(1024)),
        _ => format!("{}.{} {}", tenths / 10, tenths % 10, UNITS[unit]),
    }
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    #[wasm_bindgen_test]
    fn amounts_are_short() {
        for (bytes, words) in [
            (0, "0 B"),
            (1023, "1023 B"),
            (1024, "1 KB"),
            (1025, "2 KB"),
            (5 << 20, "5.0 MB"),
            ((1 << 30) * 19 / 10, "1.8 GB"),
            (3 << 40, "3072.0 GB"),
        ] {
            assert_eq!(in_words(bytes), words, "{bytes}");
        }
    }
}
