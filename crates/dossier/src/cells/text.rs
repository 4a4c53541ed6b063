//! Cells as text with a delimiter: the clipboard of Excel and WPS, .csv, .tsv.

use super::{Block, MOST_COLUMNS, MOST_ROWS};

/// How much of a text decides its delimiter, in bytes.
const PROBE: usize = 1 << 16;

/// The delimiters in the order in which they are preferred: a comma may also stand in numbers.
const DELIMITERS: [char; 4] = ['\t', ';', ',', '|'];

/// How the bytes of a text file stand for characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, little end first, as Excel saves “Unicode 文本”.
    Utf16Le,
    /// UTF-16, big end first.
    Utf16Be,
    /// GB 18030 with GBK and GB 2312 in it, as Chinese Excel and WPS save .csv.
    Gb18030,
}

impl Encoding {
    /// The encoding of a text file: by its byte order mark, else UTF-8 if it can be that, else GB 18030.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Encoding {
        match bytes {
            [0xff, 0xfe, ..] => Encoding::Utf16Le,
            [0xfe, 0xff, ..] => Encoding::Utf16Be,
            _ if std::str::from_utf8(bytes).is_ok() => Encoding::Utf8,
            _ => Encoding::Gb18030,
        }
    }

    /// Its name on the web.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16Le => "utf-16le",
            Encoding::Utf16Be => "utf-16be",
            Encoding::Gb18030 => "gb18030",
        }
    }
}

/// Reads a text; its delimiter is the one by which most rows have the same number of cells.
#[must_use]
pub fn read(text: &str) -> Block {
    let text = text.trim_start_matches('\u{feff}');
    read_by(text, delimiter(text))
}

/// Writes cells as .csv for spreadsheets: with a byte order mark, by which they know UTF-8, and with line ends of Windows. A
/// cell that a spreadsheet would take for a formula gets an apostrophe before it.
#[must_use]
pub fn write(rows: &[Vec<String>]) -> String {
    let mut text = String::from("\u{feff}");
    for row in rows {
        for (at, cell) in row.iter().enumerate() {
            if at > 0 {
                text.push(',');
            }
            write_cell(&mut text, cell);
        }
        text.push_str("\r\n");
    }
    text
}

fn write_cell(text: &mut String, cell: &str) {
    let is_formula = cell.starts_with(['=', '@', '\t', '\r'])
        || (cell.starts_with(['+', '-']) && award::amount::Amount::parse(cell).is_none());
    let guard = if is_formula { "'" } else { "" };
    if cell.contains(['"', ',', '\n', '\r']) || cell.starts_with(' ') || cell.ends_with(' ') {
        text.push('"');
        text.push_str(guard);
        text.push_str(&cell.replace('"', "\"\""));
        text.push('"');
    } else {
        text.push_str(guard);
        text.push_str(cell);
    }
}

fn delimiter(text: &str) -> char {
    let mut end = text.len().min(PROBE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let agreement = |delimiter: char| {
        let block = read_by(&text[..end], delimiter);
        let widths: Vec<usize> = block.rows.iter().map(Vec::len).filter(|width| *width > 1).collect();
        widths.iter().map(|width| widths.iter().filter(|other| *other == width).count()).max().unwrap_or(0)
    };
    let mut best = (DELIMITERS[0], 0);
    for delimiter in DELIMITERS {
        let rows = agreement(delimiter);
        if rows > best.1 {
            best = (delimiter, rows);
        }
    }
    best.0
}

/// Reads a text with a known delimiter.
fn read_by(text: &str, delimiter: char) -> Block {
    let mut block = Block::default();
    let mut row: Vec<String> = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (cell, after) = cell(rest, delimiter);
        if row.len() < MOST_COLUMNS {
            row.push(cell);
        } else {
            block.is_cut |= !cell.trim().is_empty();
        }
        rest = match after.strip_prefix(delimiter) {
            // A delimiter at the very end is followed by an empty cell, which holds nothing.
            Some(next) => next,
            None => {
                if block.rows.len() == MOST_ROWS {
                    block.is_cut = true;
                    return block.trimmed();
                }
                block.rows.push(std::mem::take(&mut row));
                after.strip_prefix("\r\n").or_else(|| after.strip_prefix(['\n', '\r'])).unwrap_or(after)
            }
        };
    }
    if !row.is_empty() && block.rows.len() < MOST_ROWS {
        block.rows.push(row);
    }
    block.trimmed()
}

/// The cell at the start of a text, and the text from its end on.
fn cell(text: &str, delimiter: char) -> (String, &str) {
    if let Some(quoted) = text.strip_prefix('"').and_then(|inner| quoted(inner, delimiter)) {
        return quoted;
    }
    let end = text.find([delimiter, '\n', '\r']).unwrap_or(text.len());
    (text[..end].to_owned(), &text[end..])
}

/// A cell in quotes, after the first. `None` if they do not end where a cell ends: then they are a part of the text.
fn quoted(inner: &str, delimiter: char) -> Option<(String, &str)> {
    let mut cell = String::new();
    let mut rest = inner;
    loop {
        let end = rest.find('"')?;
        cell.push_str(&rest[..end]);
        rest = &rest[end + 1..];
        match rest.strip_prefix('"') {
            Some(more) => {
                cell.push('"');
                rest = more;
            }
            None if rest.is_empty() || rest.starts_with([delimiter, '\n', '\r']) => {
                return Some((cell.replace("\r\n", "\n"), rest));
            }
            None => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: &[&[&str]]) {
        assert_eq!(read(text).rows, expected, "{text:?}");
    }

    #[test]
    fn blocks_of_spreadsheets_are_read() {
        check("a\tb\r\nc\td\r\n", &[&["a", "b"], &["c", "d"]]);
        check("\"a\nb\"\tc\nd\te", &[&["a\nb", "c"], &["d", "e"]]);
        check("\"说\"\"好\"\"\"\tb\n1\t2", &[&["说\"好\"", "b"], &["1", "2"]]);
        check("a\t\tb\n\t\tc\n\n", &[&["a", "", "b"], &["", "", "c"]]);
        check("一个格", &[&["一个格"]]);
        check("", &[]);
        check("\u{feff}a,b\r\nc,d", &[&["a", "b"], &["c", "d"]]);
    }

    #[test]
    fn quotes_that_do_not_end_are_text() {
        check("\"A\" 级\t1\nb\t2", &[&["\"A\" 级", "1"], &["b", "2"]]);
        check("\"a\tb\nc\td", &[&["\"a", "b"], &["c", "d"]]);
    }

    #[test]
    fn the_delimiter_is_the_one_that_fits_most_rows() {
        check("a;b;c\n1,5;2,5;3,5\n4,5;5,5;6,5", &[&["a", "b", "c"], &["1,5", "2,5", "3,5"], &["4,5", "5,5", "6,5"]]);
        check("指标,2024,2025\n收入,\"1,234\",1300\n", &[&["指标", "2024", "2025"], &["收入", "1,234", "1300"]]);
        check("收入\t1,234\n利润\t1,300", &[&["收入", "1,234"], &["利润", "1,300"]]);
        check("a|b\nc|d", &[&["a", "b"], &["c", "d"]]);
    }

    #[test]
    fn lines_end_in_three_ways() {
        for end in ["\n", "\r\n", "\r"] {
            check(&format!("a\tb{end}c\td{end}"), &[&["a", "b"], &["c", "d"]]);
        }
    }

    #[test]
    fn what_is_too_much_is_cut_and_said_so() {
        let long = read(&"a\tb\n".repeat(MOST_ROWS + 1));
        assert_eq!((long.rows.len(), long.is_cut), (MOST_ROWS, true));
        assert!(!read(&"a\tb\n".repeat(MOST_ROWS)).is_cut);
        let wide = read(&"a\t".repeat(MOST_COLUMNS + 1));
        assert_eq!((wide.width(), wide.is_cut), (MOST_COLUMNS, true));
        assert!(!read(&"a\t".repeat(MOST_COLUMNS)).is_cut);
    }

    #[test]
    fn encodings_are_told_by_their_bytes() {
        for (bytes, encoding) in [
            ("指标".as_bytes(), Encoding::Utf8),
            ("\u{feff}指标".as_bytes(), Encoding::Utf8),
            (b"".as_slice(), Encoding::Utf8),
            (b"\xff\xfea\0".as_slice(), Encoding::Utf16Le),
            (b"\xfe\xff\0a".as_slice(), Encoding::Utf16Be),
            (b"\xd6\xb8\xb1\xea".as_slice(), Encoding::Gb18030),
        ] {
            assert_eq!(Encoding::of(bytes), encoding);
        }
    }

    #[test]
    fn formulas_are_defused() {
        let rows = [["=1+1", "+A1", "-A1", "@x", "-5", "+5", "a=b"].map(String::from).to_vec()];
        assert_eq!(write(&rows), "\u{feff}'=1+1,'+A1,'-A1,'@x,-5,'+5,a=b\r\n");
    }

    proptest! {
        #[test]
        fn whatever_is_written_is_read_back(rows in proptest::collection::vec(proptest::collection::vec("[a-c一,\"\n ;|]{0,6}", 2..5), 1..6)) {
            let expected = Block { rows: rows.clone(), is_cut: false }.trimmed();
            let written = write(&rows);
            prop_assert_eq!(read_by(written.trim_start_matches('\u{feff}'), ',').rows, expected.rows);
        }

        #[test]
        fn anything_is_read_without_a_panic(text in any::<String>(), cut in "[\"\t\n\r,;a]{0,60}") {
            prop_assert!(read(&text).width() <= MOST_COLUMNS);
            prop_assert!(read(&cut).rows.len() <= MOST_ROWS);
        }
    }
}
