//! The part with the cells of a sheet.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::markup::{Broken, Piece, Tag, walk};
use super::number;
use super::styles::{Format, Kind};
use super::{Block, MOST_COLUMNS, MOST_ROWS};

/// How many bytes merged cells may fill: ranges may lie over each other, and each of them over the whole sheet.
const SPREAD: usize = 32 << 20;

/// What the cells of a sheet refer to.
pub(super) struct Shared<'a> {
    pub strings: &'a [String],
    pub styles: &'a [Format],
    /// Whether days are counted from 1904.
    pub is_1904: bool,
}

/// A cell that is being read.
#[derive(Default)]
struct Cell {
    row: usize,
    column: usize,
    kind: String,
    style: usize,
    text: String,
}

/// Where a reader stands in the part.
struct Reading<'a> {
    shared: &'a Shared<'a>,
    /// How many bytes the cells may still take.
    room: &'a mut usize,
    block: Block,
    cell: Cell,
    /// How deep it stands in what holds text, or in what holds phonetic hints, which are no text.
    in_text: bool,
    in_hint: bool,
    merged: Vec<[(usize, usize); 2]>,
}

/// Reads the cells. Merged cells all show what the first of them holds. What the cells take is taken from `room`; once that is
/// used up, the rest is left out.
pub(super) fn read(xml: &str, shared: &Shared, room: &mut usize) -> Result<Block, Broken> {
    let (block, cell, merged) = (Block::default(), Cell::default(), Vec::new());
    let mut reading = Reading { shared, room, block, cell, in_text: false, in_hint: false, merged };
    walk(xml, &mut |piece| match piece {
        Piece::Start(tag) => reading.start(tag),
        Piece::Text(text) if reading.in_text && !reading.in_hint => reading.cell.text.push_str(&text),
        Piece::Text(_) => {}
        Piece::End("c") => reading.finish_cell(),
        Piece::End("v" | "t") => reading.in_text = false,
        Piece::End("rPh") => reading.in_hint = false,
        Piece::End(_) => {}
    })?;
    reading.spread();
    Ok(reading.block.trimmed())
}

impl Reading<'_> {
    fn start(&mut self, tag: &Tag) {
        match tag.name() {
            "row" => {
                // A row or a cell without a place follows the one before.
                let row = tag.attribute("r").parse::<usize>().ok().and_then(|number| number.checked_sub(1));
                self.cell.row = row.unwrap_or(if self.block.rows.is_empty() { 0 } else { self.cell.row.saturating_add(1) });
                self.cell.column = 0;
            }
            "c" => {
                if let Some((column, row)) = place(&tag.attribute("r")) {
                    (self.cell.row, self.cell.column) = (row, column);
                }
                self.cell.kind = tag.attribute("t");
                self.cell.style = tag.attribute("s").parse().unwrap_or(0);
                self.cell.text.clear();
            }
            "v" | "t" => self.in_text = true,
            "rPh" => self.in_hint = true,
            "mergeCell" => self.merged.extend(range(&tag.attribute("ref"))),
            _ => {}
        }
    }

    fn finish_cell(&mut self) {
        let (row, column) = (self.cell.row, self.cell.column);
        self.cell.column = column.saturating_add(1);
        // Many cells may share one long text, so that it is not even copied when there is no room for more.
        let text = if *self.room > 0 { self.shown() } else { String::new() };
        self.block.is_cut |= *self.room == 0;
        if text.trim().is_empty() {
            return;
        }
        self.put(row, column, text);
    }

    fn put(&mut self, row: usize, column: usize, text: String) {
        if row >= MOST_ROWS || column >= MOST_COLUMNS {
            self.block.is_cut = true;
            return;
        }
        let rows = &mut self.block.rows;
        let more_rows = (row + 1).saturating_sub(rows.len()) * size_of::<Vec<String>>();
        let more_cells = (column + 1).saturating_sub(rows.get(row).map_or(0, Vec::len)) * size_of::<String>();
        let left = self.room.checked_sub(more_rows + more_cells + text.len());
        *self.room = left.unwrap_or(0);
        if left.is_none() {
            self.block.is_cut = true;
            return;
        }
        if rows.len() <= row {
            rows.resize(row + 1, Vec::new());
        }
        if rows[row].len() <= column {
            rows[row].resize(column + 1, String::new());
        }
        rows[row][column] = text;
    }

    /// What the cell shows to people.
    fn shown(&self) -> String {
        let text = &self.cell.text;
        match self.cell.kind.as_str() {
            "s" => text.trim().parse::<usize>().ok().and_then(|at| self.shared.strings.get(at)).cloned().unwrap_or_default(),
            "inlineStr" | "str" => unescaped(text),
            "b" => if text.trim() == "1" { "是" } else { "否" }.to_owned(),
            "d" => text.split('T').next().unwrap_or("").to_owned(),
            "e" => text.clone(),
            _ => self.number(text.trim()),
        }
    }

    fn number(&self, written: &str) -> String {
        let format = self.shared.styles.get(self.cell.style).copied().unwrap_or(Format::GENERAL);
        let shown = match format.kind {
            Kind::Number => number::plain(written, 0, format.places),
            Kind::Percent => number::plain(written, 2, format.places).map(|number| format!("{number}%")),
            Kind::Date => day(written, self.shared.is_1904).map(|day| day.to_string()),
        };
        shown.unwrap_or_else(|| written.to_owned())
    }

    /// Lets every cell of a merged range show what the first holds.
    fn spread(&mut self) {
        let mut left_to_fill = SPREAD;
        for [(left, top), (right, bottom)] in std::mem::take(&mut self.merged) {
            let text = self.block.at(top, left).to_owned();
            if text.is_empty() {
                continue;
            }
            // No further than the cells that are there: a range may cover the whole sheet.
            let bottom = bottom.min(self.block.rows.len().saturating_sub(1));
            let right = right.min(self.block.width().saturating_sub(1));
            let cells = (bottom + 1).saturating_sub(top).saturating_mul((right + 1).saturating_sub(left));
            let Some(rest) = left_to_fill.checked_sub(cells.saturating_mul(text.len() + size_of::<String>())) else {
                self.block.is_cut = true;
                continue;
            };
            left_to_fill = rest;
            for (row, column) in (top..=bottom).flat_map(|row| (left..=right).map(move |column| (row, column))) {
                self.put(row, column, text.clone());
            }
        }
    }
}

/// Column and row of a cell from its name, both counted from 0: B3 is (1, 2).
fn place(name: &str) -> Option<(usize, usize)> {
    let split = name.find(|character: char| character.is_ascii_digit())?;
    let (letters, digits) = name.split_at(split);
    if letters.is_empty() || letters.len() > 3 || !letters.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    let column = letters.bytes().fold(0_usize, |column, letter| column * 26 + usize::from(letter - b'A') + 1);
    let row: usize = digits.parse().ok()?;
    Some((column - 1, row.checked_sub(1)?))
}

fn range(name: &str) -> Option<[(usize, usize); 2]> {
    let (first, last) = name.split_once(':')?;
    Some([place(first)?, place(last)?])
}

/// The day of a number: days since 30 December 1899, or since 1904. The format knows a 29 February 1900 that never was, so
/// days before March 1900 are one off and left as numbers.
fn day(written: &str, is_1904: bool) -> Option<Date> {
    let days: i32 = written.split('.').next()?.parse().ok()?;
    let (start, least) = if is_1904 { (date(1904, 1, 1), 0) } else { (date(1899, 12, 30), 61) };
    // The calendar of spreadsheets ends with the year 9999.
    if !(least..=2_958_465).contains(&days) {
        return None;
    }
    start.checked_add(days.days()).ok()
}

/// A text with its `_x000D_` read as the character; returns go with their line feeds.
pub(super) fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'));
        let code = code.filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
        match code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32) {
            Some(character) => {
                plain.push_str(&rest[..at]);
                plain.push(character);
                rest = &rest[at + 7..];
            }
            None => {
                plain.push_str(&rest[..at + 2]);
                rest = &rest[at + 2..];
            }
        }
    }
    plain.push_str(rest);
    plain.replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_rows(xml: &str) -> Vec<Vec<String>> {
        let strings = ["共享".to_owned()];
        let styles =
            [Format::GENERAL, Format { kind: Kind::Percent, places: Some(1) }, Format { kind: Kind::Date, places: None }];
        read(xml, &Shared { strings: &strings, styles: &styles, is_1904: false }, &mut 10_000).expect("markup").rows
    }

    #[test]
    fn cells_of_every_kind_are_shown_as_people_see_them() {
        let rows = read_rows(
            r#"<x:worksheet xmlns:x="main"><x:sheetData><x:row r="2"><x:c r="B2" t="s"><x:v>0</x:v></x:c>
            <x:c r="C2" s="1"><x:v>0.98499999999999999</x:v></x:c><x:c r="D2" s="2"><x:v>45658</x:v></x:c>
            <x:c r="E2" t="inlineStr"><x:is><x:r><x:t>甲&amp;</x:t></x:r><x:r><x:t>乙_x000D_&#10;</x:t></x:r><x:rPh><x:t>jia</x:t></x:rPh></x:is></x:c>
            <x:c r="F2" t="str"><x:f>A1</x:f><x:v>文</x:v></x:c><x:c r="G2" t="b"><x:v>1</x:v></x:c><x:c r="H2" t="e"><x:v>#DIV/0!</x:v></x:c></x:row>
            </x:sheetData></x:worksheet>"#,
        );
        assert_eq!(
            rows,
            [vec![], ["", "共享", "98.5%", "2025-01-01", "甲&乙\n", "文", "是", "#DIV/0!"].map(String::from).to_vec()]
        );
    }

    #[test]
    fn cells_without_a_place_follow_each_other() {
        let rows = read_rows("<s><row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row></s>");
        assert_eq!(rows, [vec!["1", "2"], vec!["3"]]);
    }

    #[test]
    fn merged_cells_show_the_first() {
        let rows = read_rows(
            r#"<s><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="2"><c r="B2"><v>3</v></c></row>
            <mergeCells><mergeCell ref="A1:A1048576"/><mergeCell ref="ZZZ1:A"/></mergeCells></s>"#,
        );
        assert_eq!(rows, [["1", "2"], ["1", "3"]]);
    }

    #[test]
    fn cells_take_no_more_room_than_there_is() {
        let xml = "<s><row>".to_owned() + &"<c t='s'><v>0</v></c>".repeat(100) + "</row></s>";
        let strings = ["茶".repeat(30)];
        for (most, cells) in [(0, 0), (24, 0), (24 + 24 + 90, 1), (24 + 99 * (24 + 90), 99), (24 + 100 * (24 + 90), 100)] {
            let mut room = most;
            let shared = Shared { strings: &strings, styles: &[], is_1904: false };
            let block = read(&xml, &shared, &mut room).expect("markup");
            assert_eq!((block.width(), block.is_cut, room), (cells, cells < 100, 0), "{most}");
        }
    }

    #[test]
    fn days_are_counted_from_their_epoch() {
        for (written, is_1904, expected) in [
            ("61", false, Some(date(1900, 3, 1))),
            ("60", false, None),
            ("45658", false, Some(date(2025, 1, 1))),
            ("45658.75", false, Some(date(2025, 1, 1))),
            ("0", true, Some(date(1904, 1, 1))),
            ("-1", true, None),
            ("2147483647", false, None),
            ("x", false, None),
        ] {
            assert_eq!(day(written, is_1904), expected, "{written}");
        }
    }

    #[test]
    fn escapes_of_characters_are_read() {
        for (text, plain) in [
            ("_x0041_b", "Ab"),
            ("_x005F_x0041_", "_x0041_"),
            ("_x00", "_x00"),
            ("_x茶叶花_", "_x茶叶花_"),
            ("_xD800_", "_xD800_"),
            ("a_x000D_\nb", "a\nb"),
        ] {
            assert_eq!(unescaped(text), plain);
        }
    }
}
