//! How formulas and other parts name cells and sheets.

use std::fmt;

/// The number of rows of a sheet.
pub const ROWS: u32 = 1 << 20;

/// The number of columns of a sheet.
pub const COLUMNS: u16 = 1 << 14;

/// Where a cell stands. Shown as formulas name it: `A1`, `XFD1048576`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct At {
    /// Its column, counted from 0.
    pub column: u16,
    /// Its row, counted from 0.
    pub row: u32,
}

impl At {
    /// The cell in that column and row, both counted from 0.
    #[must_use]
    pub const fn new(column: u16, row: u32) -> At {
        At { column, row }
    }

    /// The name that stays the same when a formula is copied elsewhere: `$A$1`.
    pub(super) fn fixed(self) -> String {
        format!("${}${}", letters(self.column), self.row + 1)
    }
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", letters(self.column), self.row + 1)
    }
}

/// The letters of a column, counted from 0: digits of base 26 without a zero.
fn letters(column: u16) -> String {
    let (mut letters, mut rest) = (String::new(), u32::from(column) + 1);
    while rest > 0 {
        letters.insert(0, char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters
}

/// A rectangle of cells. Shown as formulas name it: `A1:B2`, or `A1` for a single cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The cell at the top left.
    pub first: At,
    /// The cell at the bottom right.
    pub last: At,
}

impl Range {
    /// The rectangle between two cells.
    #[must_use]
    pub const fn new(first: At, last: At) -> Range {
        Range { first, last }
    }

    /// The name that stays the same when a formula is copied elsewhere: `$A$1:$B$2`.
    pub(super) fn fixed(self) -> String {
        if self.first == self.last { self.first.fixed() } else { format!("{}:{}", self.first.fixed(), self.last.fixed()) }
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last { write!(f, "{}", self.first) } else { write!(f, "{}:{}", self.first, self.last) }
    }
}

/// The name of a sheet, which spreadsheets accept. Names are constants: one that is not accepted does not compile.
///
/// ```
/// # use dossier::spreadsheet::SheetName;
/// const SCORES: SheetName = SheetName::new("评分");
/// assert_eq!(SCORES.quoted(), "'评分'");
/// ```
/// ```compile_fail
/// # use dossier::spreadsheet::SheetName;
/// const SHARES: SheetName = SheetName::new("得分/分值");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SheetName(&'static str);

impl SheetName {
    /// The name that is this text.
    ///
    /// # Panics
    /// Spreadsheets do not accept it: it has none or more than 31 UTF-16 units, one of `[]:*?/\` or a control character, an
    /// apostrophe at an end, or is the word History.
    #[must_use]
    pub const fn new(name: &'static str) -> SheetName {
        assert!(is_accepted(name), "spreadsheets do not accept this name of a sheet");
        SheetName(name)
    }

    /// The name as people read it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.0
    }

    /// The name as formulas write it before a cell and `!`.
    #[must_use]
    pub fn quoted(self) -> String {
        format!("'{}'", self.0.replace('\'', "''"))
    }
}

impl fmt::Display for SheetName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

const fn is_accepted(name: &str) -> bool {
    let bytes = name.as_bytes();
    let (mut units, mut at) = (0, 0);
    while at < bytes.len() {
        match bytes[at] {
            b'[' | b']' | b':' | b'*' | b'?' | b'/' | b'\\' | 0..0x20 => return false,
            // Bytes that continue a character count with the one that starts it; four bytes are two units.
            0x80..0xc0 => {}
            0xf0.. => units += 2,
            _ => units += 1,
        }
        at += 1;
    }
    let is_framed = !bytes.is_empty() && (bytes[0] == b'\'' || bytes[bytes.len() - 1] == b'\'');
    units > 0 && units <= 31 && !is_framed && !name.eq_ignore_ascii_case("History")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_letters() {
        for (column, name) in [(0, "A1"), (25, "Z1"), (26, "AA1"), (51, "AZ1"), (52, "BA1"), (701, "ZZ1"), (702, "AAA1")] {
            assert_eq!(At::new(column, 0).to_string(), name);
        }
        assert_eq!(At::new(COLUMNS - 1, ROWS - 1).to_string(), "XFD1048576");
        assert_eq!(At::new(COLUMNS - 1, ROWS - 1).fixed(), "$XFD$1048576");
    }

    #[test]
    fn every_column_has_a_name_of_its_own() {
        let names: std::collections::BTreeSet<String> = (0..COLUMNS).map(letters).collect();
        assert_eq!(names.len(), usize::from(COLUMNS));
    }

    #[test]
    fn rectangles_name_both_corners() {
        let range = Range::new(At::new(1, 4), At::new(8, 36));
        assert_eq!((range.to_string(), range.fixed()), ("B5:I37".to_owned(), "$B$5:$I$37".to_owned()));
        let single = Range::new(At::new(0, 0), At::new(0, 0));
        assert_eq!((single.to_string(), single.fixed()), ("A1".to_owned(), "$A$1".to_owned()));
    }

    #[test]
    fn names_of_sheets_are_quoted() {
        for (name, quoted) in [("评分", "'评分'"), ("A1", "'A1'"), ("a b!c", "'a b!c'"), ("it's", "'it''s'"), ("2025", "'2025'")]
        {
            assert_eq!(SheetName::new(name).quoted(), quoted);
        }
    }

    #[test]
    fn names_of_sheets_are_judged() {
        for name in [
            "评",
            "Histories",
            "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一",
            "𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷",
        ] {
            assert!(is_accepted(name), "{name}");
        }
        let long = "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二";
        let pairs = "𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷";
        for name in ["", "a[b", "a]", "a:b", "*", "?", "a/b", "a\\b", "'a", "a'", "a\nb", "history", "HISTORY", long, pairs] {
            assert!(!is_accepted(name), "{name}");
        }
    }
}
