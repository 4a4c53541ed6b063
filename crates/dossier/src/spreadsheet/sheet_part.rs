//! The part of a sheet: its cells and how it is shown and printed.

use super::cell::Value;
use super::package::{MAIN, Shared};
use super::strings::held;
use super::{At, Choice, Fit, Range, Row, Sheet};
use crate::container::RELATIONSHIPS;
use crate::document::Orientation;
use crate::xml::Xml;

/// The id of the relationship to the drawing with the charts.
pub(super) const DRAWING: &str = "drawing";

/// The greatest height of a row in points.
const TALLEST: u16 = 409;

/// The longest list of choices, in characters.
const LONGEST_LIST: usize = 255;

/// Writes the part; the first sheet is the one that is seen when the file is opened.
pub(super) fn write<'a>(sheet: &'a Sheet, is_first: bool, shared: &mut Shared<'a>) -> String {
    let mut xml = Xml::document();
    xml.open("worksheet", &[("xmlns", MAIN), ("xmlns:r", RELATIONSHIPS)]);
    if !matches!(sheet.page.fit, Fit::Rows(_)) {
        xml.raw(r#"<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>"#);
    }
    view(&mut xml, sheet.frozen, is_first);
    xml.raw(r#"<sheetFormatPr defaultRowHeight="15"/>"#);
    columns(&mut xml, sheet);
    let mut merged = Vec::new();
    xml.open("sheetData", &[]);
    for (row, number) in sheet.rows().iter().zip(0..) {
        write_row(&mut xml, row, number, shared, &mut merged);
    }
    xml.close("sheetData");
    merges(&mut xml, &merged);
    choices(&mut xml, &sheet.choices);
    page(&mut xml, sheet);
    if !sheet.charts.is_empty() {
        xml.empty("drawing", &[("r:id", DRAWING)]);
    }
    xml.close("worksheet");
    xml.finish()
}

fn view(xml: &mut Xml, frozen: At, is_first: bool) {
    xml.raw("<sheetViews>");
    let selected: &[_] = if is_first { &[("tabSelected", "1"), ("workbookViewId", "0")] } else { &[("workbookViewId", "0")] };
    xml.open("sheetView", selected);
    if frozen != At::default() {
        let (columns, rows, cell) = (frozen.column.to_string(), frozen.row.to_string(), frozen.to_string());
        let (mut attributes, mut place) = (Vec::new(), "bottomRight");
        if frozen.column > 0 {
            attributes.push(("xSplit", &*columns));
        } else {
            place = "bottomLeft";
        }
        if frozen.row > 0 {
            attributes.push(("ySplit", &*rows));
        } else {
            place = "topRight";
        }
        attributes.extend([("topLeftCell", &*cell), ("activePane", place), ("state", "frozen")]);
        xml.empty("pane", &attributes);
        xml.empty("selection", &[("pane", place), ("activeCell", &cell), ("sqref", &cell)]);
    }
    xml.raw("</sheetView></sheetViews>");
}

fn columns(xml: &mut Xml, sheet: &Sheet) {
    if sheet.columns.is_empty() {
        return;
    }
    xml.open("cols", &[]);
    for column in 0..sheet.columns.len() as u16 {
        let (number, width) = ((column + 1).to_string(), width(sheet.pixels(column)));
        xml.empty("col", &[("min", &number), ("max", &number), ("width", &width), ("customWidth", "1")]);
    }
    xml.close("cols");
}

/// A width of pixels in digits of 7 pixels: cut to a 256th, as spreadsheets count it.
fn width(pixels: u32) -> String {
    let parts = pixels * 256 / 7;
    let places = format!("{}.{:08}", parts / 256, parts % 256 * 390_625);
    places.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn write_row<'a>(xml: &mut Xml, row: &'a Row, number: u32, shared: &mut Shared<'a>, merged: &mut Vec<Range>) {
    let name = (number + 1).to_string();
    match row.height {
        Some(height) => {
            let height = height.min(TALLEST).to_string();
            xml.open("row", &[("r", &name), ("ht", &height), ("customHeight", "1")]);
        }
        None => xml.open("row", &[("r", &name)]),
    }
    for (column, cell) in row.placed() {
        let (at, style) = (At::new(column, number), shared.styles.number(cell.style).to_string());
        write_cell(xml, at, &style, (&cell.formula, &cell.value), shared);
        let covered = column + 1..column + cell.span;
        if let Some(last) = covered.clone().last() {
            merged.push(Range::new(at, At::new(last, number)));
        }
        // Each cell under a merged one draws its own part of the lines around.
        covered.for_each(|column| write_cell(xml, At::new(column, number), &style, ("", &Value::Blank), shared));
    }
    xml.close("row");
}

fn write_cell<'a>(xml: &mut Xml, at: At, style: &str, (formula, value): (&str, &'a Value), shared: &mut Shared<'a>) {
    let at = at.to_string();
    let mut start = |kind: &str| {
        let attributes = [("r", &*at), ("s", style), ("t", kind)];
        xml.open("c", if kind.is_empty() { &attributes[..2] } else { &attributes });
    };
    let is_text = matches!(value, Value::Text(text) if !text.is_empty());
    match (formula, is_text) {
        ("", true) => start("s"),
        (_, true) => start("str"),
        (_, false) => start(""),
    }
    if !formula.is_empty() {
        xml.open("f", &[]);
        xml.text(formula);
        xml.close("f");
    }
    match value {
        Value::Text(text) if is_text && formula.is_empty() => result(xml, &shared.strings.number(text).to_string()),
        Value::Text(text) if is_text => result(xml, &held(text)),
        Value::Number(number) => result(xml, number.as_str()),
        Value::Text(_) | Value::Blank => {}
    }
    xml.close("c");
}

fn result(xml: &mut Xml, text: &str) {
    xml.open("v", &[]);
    xml.text(text);
    xml.close("v");
}

fn merges(xml: &mut Xml, merged: &[Range]) {
    if merged.is_empty() {
        return;
    }
    xml.open("mergeCells", &[("count", &merged.len().to_string())]);
    merged.iter().for_each(|range| xml.empty("mergeCell", &[("ref", &range.to_string())]));
    xml.close("mergeCells");
}

fn choices(xml: &mut Xml, choices: &[Choice]) {
    let lists: Vec<(&Choice, String)> = choices.iter().map(|choice| (choice, list(choice))).collect();
    let rules: Vec<_> = lists.iter().filter(|(choice, list)| list.len() <= LONGEST_LIST && !choice.cells.is_empty()).collect();
    if rules.is_empty() {
        return;
    }
    xml.open("dataValidations", &[("count", &rules.len().to_string())]);
    for (choice, list) in rules {
        let cells: Vec<String> = choice.cells.iter().map(ToString::to_string).collect();
        let cells = cells.join(" ");
        let shown = [("type", "list"), ("allowBlank", "1"), ("showInputMessage", "1"), ("showErrorMessage", "1")];
        let said = [("errorTitle", choice.title), ("error", choice.message), ("sqref", &*cells)];
        xml.open("dataValidation", &[&shown[..], &said[..]].concat());
        xml.open("formula1", &[]);
        xml.text(&format!("\"{list}\""));
        xml.close("formula1");
        xml.close("dataValidation");
    }
    xml.close("dataValidations");
}

fn list(choice: &Choice) -> String {
    let numbers: Vec<&str> = choice.numbers.iter().map(super::Number::as_str).collect();
    numbers.join(",")
}

/// How the sheet is printed: margins of Excel's own in inches, paper of the numbers 9 (A4) and 8 (A3).
fn page(xml: &mut Xml, sheet: &Sheet) {
    xml.raw(r#"<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>"#);
    let orientation = match sheet.page.orientation {
        Orientation::Portrait => "portrait",
        Orientation::Landscape => "landscape",
    };
    match sheet.page.fit {
        Fit::Width => xml.empty("pageSetup", &[("paperSize", "9"), ("fitToHeight", "0"), ("orientation", orientation)]),
        Fit::ManyColumns => xml.empty("pageSetup", &[("paperSize", "8"), ("fitToHeight", "0"), ("orientation", orientation)]),
        Fit::Page => xml.empty("pageSetup", &[("paperSize", "9"), ("fitToHeight", "1"), ("orientation", orientation)]),
        Fit::Rows(_) => xml.empty("pageSetup", &[("paperSize", "9"), ("orientation", orientation)]),
    }
    if !sheet.page.foot.is_empty() {
        xml.raw("<headerFooter><oddFooter>");
        xml.text(sheet.page.foot);
        xml.raw("</oddFooter></headerFooter>");
    }
    if let Fit::Rows(rows) = sheet.page.fit {
        breaks(xml, rows.max(1), sheet.rows().len() as u32);
    }
}

/// Where pages end, if the sheet goes on behind.
fn breaks(xml: &mut Xml, rows: u32, all: u32) {
    let ends: Vec<u32> = (1..all.div_ceil(rows)).map(|page| page * rows).collect();
    if ends.is_empty() {
        return;
    }
    let (count, last) = (ends.len().to_string(), (super::COLUMNS - 1).to_string());
    xml.open("rowBreaks", &[("count", &count), ("manualBreakCount", &count)]);
    ends.iter().for_each(|end| xml.empty("brk", &[("id", &end.to_string()), ("max", &last), ("man", "1")]));
    xml.close("rowBreaks");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spreadsheet::{Cell, Number, SheetName, Style};

    fn part(sheet: &Sheet) -> String {
        write(sheet, true, &mut Shared::new())
    }

    fn sheet(cells: Vec<Cell>) -> Sheet {
        let mut sheet = Sheet::new(SheetName::new("评分"), vec![9, 26]);
        sheet.push(Row::tall(21, cells));
        sheet
    }

    #[track_caller]
    fn holds(sheet: &Sheet, piece: &str) {
        let part = part(sheet);
        assert!(part.contains(piece), "{piece} in {part}");
    }

    #[test]
    fn widths_are_those_of_spreadsheets() {
        let widths = [(9, "9.7109375"), (8, "8.7109375"), (100, "100.7109375"), (0, "0.7109375"), (300, "255.7109375")];
        let mut sheet = sheet(Vec::new());
        sheet.columns = widths.iter().map(|(digits, _)| *digits).collect();
        let part = part(&sheet);
        for (_, width) in widths {
            assert!(part.contains(&format!(r#"width="{width}""#)), "{width} in {part}");
        }
    }

    #[test]
    fn values_have_their_types() {
        let plain = Style::PLAIN;
        let cells = vec![
            Cell::text("=1+1", plain),
            Cell::number(Number::tenths(325), plain),
            Cell::blank(plain),
            Cell::text("", plain),
            Cell::formula("IF(A1>=1,\"<\",B1&C1)", Value::Text("a&b".into()), plain),
            Cell::formula("B1*2", Value::Number(Number::whole(65_u32)), plain),
        ];
        holds(
            &sheet(cells),
            concat!(
                r#"<row r="1" ht="21" customHeight="1"><c r="A1" s="0" t="s"><v>0</v></c><c r="B1" s="0"><v>32.5</v></c>"#,
                r#"<c r="C1" s="0"></c><c r="D1" s="0"></c>"#,
                r#"<c r="E1" s="0" t="str"><f>IF(A1&gt;=1,"&lt;",B1&amp;C1)</f><v>a&amp;b</v></c>"#,
                r#"<c r="F1" s="0"><f>B1*2</f><v>65</v></c></row>"#,
            ),
        );
    }

    #[test]
    fn cells_merge_to_the_right() {
        let wide = Cell::text("a", Style { is_bold: true, ..Style::PLAIN }).span(3);
        let sheet = sheet(vec![Cell::blank(Style::PLAIN), wide, Cell::blank(Style::PLAIN)]);
        holds(&sheet, r#"<c r="B1" s="1" t="s"><v>0</v></c><c r="C1" s="1"></c><c r="D1" s="1"></c><c r="E1" s="0"></c></row>"#);
        holds(&sheet, r#"</sheetData><mergeCells count="1"><mergeCell ref="B1:D1"/></mergeCells>"#);
    }

    #[test]
    fn rows_are_not_taller_than_spreadsheets_allow() {
        let mut sheet = sheet(Vec::new());
        sheet.push(Row::tall(2000, Vec::new()));
        sheet.push(Row::new(Vec::new()));
        holds(&sheet, r#"<row r="2" ht="409" customHeight="1"></row><row r="3"></row>"#);
    }

    #[test]
    fn panes_freeze_where_they_are_told() {
        for (at, expected) in [
            (At::new(2, 4), r#"<pane xSplit="2" ySplit="4" topLeftCell="C5" activePane="bottomRight" state="frozen"/>"#),
            (At::new(0, 1), r#"<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>"#),
            (At::new(1, 0), r#"<pane xSplit="1" topLeftCell="B1" activePane="topRight" state="frozen"/>"#),
            (At::new(0, 0), r#"<sheetView tabSelected="1" workbookViewId="0"></sheetView>"#),
        ] {
            let mut sheet = sheet(Vec::new());
            sheet.frozen = at;
            holds(&sheet, expected);
        }
    }

    #[test]
    fn choices_are_lists_and_not_too_long() {
        let cells = vec![Range::new(At::new(4, 5), At::new(4, 7)), Range::new(At::new(4, 9), At::new(4, 9))];
        let choice = |count: u32| Choice {
            cells: cells.clone(),
            numbers: (0..count).map(|number| Number::whole(number + 100)).collect(),
            title: "百分比",
            message: "请选",
        };
        let ruled = |count| {
            let mut sheet = sheet(Vec::new());
            sheet.choices = vec![choice(count)];
            sheet
        };
        holds(&ruled(2), r#"errorTitle="百分比" error="请选" sqref="E6:E8 E10"><formula1>"100,101"</formula1>"#);
        assert!(part(&ruled(64)).contains("dataValidations") && !part(&ruled(65)).contains("dataValidation"));
    }

    #[test]
    fn pages_are_set_up() {
        let mut sheet = sheet(Vec::new());
        sheet.page.foot = "&C第 &P 页";
        holds(
            &sheet,
            r#"<pageSetup paperSize="9" fitToHeight="0" orientation="portrait"/><headerFooter><oddFooter>&amp;C第 &amp;P 页</oddFooter>"#,
        );
        sheet.page.orientation = Orientation::Landscape;
        sheet.page.fit = Fit::Page;
        holds(&sheet, r#"fitToHeight="1" orientation="landscape"/>"#);
        sheet.page.fit = Fit::ManyColumns;
        holds(&sheet, r#"paperSize="8" fitToHeight="0" orientation="landscape"/>"#);
    }

    #[test]
    fn pages_of_rows_end_where_they_are_told() {
        let mut sheet = sheet(Vec::new());
        sheet.page.fit = Fit::Rows(2);
        let broken = |sheet: &Sheet| part(sheet).contains("rowBreaks");
        sheet.push(Row::new(Vec::new()));
        assert!(!broken(&sheet) && !part(&sheet).contains("fitTo"), "{}", part(&sheet));
        (0..3).for_each(|_| sheet.push(Row::new(Vec::new())));
        holds(
            &sheet,
            r#"orientation="portrait"/><rowBreaks count="2" manualBreakCount="2"><brk id="2" max="16383" man="1"/><brk id="4" max="16383" man="1"/></rowBreaks>"#,
        );
    }
}
