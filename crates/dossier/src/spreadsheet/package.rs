//! The parts of a workbook and how they refer to each other.

use super::strings::Strings;
use super::style_part::Styles;
use super::{Range, Sheet, Workbook, chart_part, sheet_part};
use crate::container::{About, Container, Properties, RELATIONSHIPS, Relationships, THEME, WriteError};
use crate::xml::Xml;

/// The namespace of SpreadsheetML.
pub(super) const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// What the sheets of a workbook share.
pub(super) struct Shared<'a> {
    pub strings: Strings<'a>,
    pub styles: Styles,
}

impl Shared<'_> {
    pub(super) fn new() -> Self {
        Shared { strings: Strings::new(), styles: Styles::new() }
    }
}

/// The workbook as an .xlsx file.
///
/// # Errors
/// The container could not be written, which only happens when memory runs out.
pub fn write(workbook: &Workbook, properties: Properties) -> Result<Vec<u8>, WriteError> {
    let mut container = Container::new();
    container.part("[Content_Types].xml", content_types(workbook.sheets()).as_bytes())?;
    container.part("_rels/.rels", include_str!("parts/package-rels.xml").as_bytes())?;
    let about = About { title: &workbook.title, subject: &workbook.subject, author: &workbook.author };
    container.properties(&about, properties)?;
    container.part("xl/workbook.xml", book(workbook.sheets()).as_bytes())?;
    container.part("xl/_rels/workbook.xml.rels", relationships(workbook.sheets()).as_bytes())?;
    let (mut shared, mut charts) = (Shared::new(), 0);
    for (sheet, number) in workbook.sheets().iter().zip(1..) {
        let part = sheet_part::write(sheet, number == 1, &mut shared);
        container.part(&format!("xl/worksheets/sheet{number}.xml"), part.as_bytes())?;
        if !sheet.charts.is_empty() {
            let shown = workbook.sheets().iter().find(|other| sheet.shown.as_ref() == Some(&other.name));
            charts = write_charts(&mut container, (sheet, shown.unwrap_or(sheet)), number, charts)?;
        }
    }
    container.part("xl/styles.xml", shared.styles.part().as_bytes())?;
    container.part("xl/sharedStrings.xml", shared.strings.part().as_bytes())?;
    container.part("xl/theme/theme1.xml", THEME.as_bytes())?;
    container.finish()
}

/// Writes the charts of a sheet, which show cells of another or of its own, after `before` others; gives how many there are
/// then.
fn write_charts(
    container: &mut Container,
    (sheet, shown): (&Sheet, &Sheet),
    number: usize,
    before: usize,
) -> Result<usize, WriteError> {
    let mut of_sheet = Relationships::new();
    of_sheet.add(sheet_part::DRAWING, "drawing", &format!("../drawings/drawing{number}.xml"));
    container.part(&format!("xl/worksheets/_rels/sheet{number}.xml.rels"), of_sheet.finish().as_bytes())?;
    container.part(&format!("xl/drawings/drawing{number}.xml"), chart_part::drawing(sheet).as_bytes())?;
    let mut of_drawing = Relationships::new();
    for (at, chart) in sheet.charts.iter().enumerate() {
        let file = format!("charts/chart{}.xml", before + at + 1);
        of_drawing.add(&chart_part::id(at), "chart", &format!("../{file}"));
        container.part(&format!("xl/{file}"), chart_part::write(chart, shown).as_bytes())?;
    }
    container.part(&format!("xl/drawings/_rels/drawing{number}.xml.rels"), of_drawing.finish().as_bytes())?;
    Ok(before + sheet.charts.len())
}

fn content_types(sheets: &[Sheet]) -> String {
    const SPREADSHEET: &str = "vnd.openxmlformats-officedocument.spreadsheetml.";
    let mut xml = Xml::document();
    xml.open("Types", &[("xmlns", "http://schemas.openxmlformats.org/package/2006/content-types")]);
    xml.raw(r#"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#);
    xml.raw(r#"<Default Extension="xml" ContentType="application/xml"/>"#);
    let mut part = |name: &str, kind: &str| {
        let kind = format!("application/{kind}+xml");
        xml.empty("Override", &[("PartName", name), ("ContentType", &kind)]);
    };
    part("/docProps/app.xml", "vnd.openxmlformats-officedocument.extended-properties");
    part("/docProps/core.xml", "vnd.openxmlformats-package.core-properties");
    part("/xl/workbook.xml", &format!("{SPREADSHEET}sheet.main"));
    part("/xl/styles.xml", &format!("{SPREADSHEET}styles"));
    part("/xl/sharedStrings.xml", &format!("{SPREADSHEET}sharedStrings"));
    part("/xl/theme/theme1.xml", "vnd.openxmlformats-officedocument.theme");
    for (sheet, number) in sheets.iter().zip(1..) {
        part(&format!("/xl/worksheets/sheet{number}.xml"), &format!("{SPREADSHEET}worksheet"));
        if !sheet.charts.is_empty() {
            part(&format!("/xl/drawings/drawing{number}.xml"), "vnd.openxmlformats-officedocument.drawing");
        }
    }
    for number in 1..=sheets.iter().map(|sheet| sheet.charts.len()).sum() {
        part(&format!("/xl/charts/chart{number}.xml"), "vnd.openxmlformats-officedocument.drawingml.chart");
    }
    xml.close("Types");
    xml.finish()
}

fn relationships(sheets: &[Sheet]) -> String {
    let mut relationships = Relationships::new();
    for number in 1..=sheets.len() {
        relationships.add(&format!("sheet{number}"), "worksheet", &format!("worksheets/sheet{number}.xml"));
    }
    relationships.add("styles", "styles", "styles.xml");
    relationships.add("sharedStrings", "sharedStrings", "sharedStrings.xml");
    relationships.add("theme", "theme", "theme/theme1.xml");
    relationships.finish()
}

/// The part that lists the sheets. Programs calculate everything again when they open it.
fn book(sheets: &[Sheet]) -> String {
    let mut xml = Xml::document();
    xml.open("workbook", &[("xmlns", MAIN), ("xmlns:r", RELATIONSHIPS)]);
    xml.raw("<workbookPr/><bookViews><workbookView/></bookViews><sheets>");
    for (sheet, number) in sheets.iter().zip(1_u32..) {
        let (number, id) = (number.to_string(), format!("sheet{number}"));
        xml.empty("sheet", &[("name", sheet.name.as_str()), ("sheetId", &number), ("r:id", &id)]);
    }
    xml.raw("</sheets>");
    names(&mut xml, sheets);
    xml.raw(r#"<calcPr calcId="124519" fullCalcOnLoad="1"/></workbook>"#);
    xml.finish()
}

/// The names by which programs know what of each sheet is printed, and which rows on every page.
fn names(xml: &mut Xml, sheets: &[Sheet]) {
    let areas = sheets.iter().enumerate().map(|(at, sheet)| ("_xlnm.Print_Area", at, sheet.page.area.map(Range::fixed)));
    let titles = sheets.iter().enumerate().map(|(at, sheet)| {
        let rows = sheet.page.head_rows;
        ("_xlnm.Print_Titles", at, (rows > 0).then(|| format!("$1:${rows}")))
    });
    let names: Vec<_> = areas.chain(titles).filter_map(|(name, at, cells)| Some((name, at, cells?))).collect();
    if names.is_empty() {
        return;
    }
    xml.open("definedNames", &[]);
    for (name, at, cells) in names {
        xml.open("definedName", &[("name", name), ("localSheetId", &at.to_string())]);
        xml.text(&format!("{}!{cells}", sheets[at].name.quoted()));
        xml.close("definedName");
    }
    xml.close("definedNames");
}
