//! The parts of charts, and the drawing that places them on their sheet.

use super::cell::Value;
use super::strings::held;
use super::{At, Chart, Kind, Range, Rgb, Series, Sheet, Style};
use crate::container::RELATIONSHIPS;
use crate::xml::Xml;

const CHART: &str = "http://schemas.openxmlformats.org/drawingml/2006/chart";
const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const SHEET_DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing";

/// The width of a line: two points, in units of drawings.
const LINE: u32 = 25_400;

/// The units of drawings in a pixel.
const PIXEL: u32 = 9_525;

/// The distance between a chart and the next cell, in pixels.
const GAP: u32 = 5;

/// The fonts, which are named because WPS takes theme fonts for missing ones.
const FONT: &str = r#"<a:latin typeface="宋体"/><a:ea typeface="宋体"/>"#;
const TITLE_FONT: &str = r#"<a:latin typeface="黑体"/><a:ea typeface="黑体"/>"#;

/// The numbers of the two axes, which only the chart itself names.
const NAMES: &str = "1";
const NUMBERS: &str = "2";

/// The id of the relationship from the drawing to a chart, counted from 0.
pub(super) fn id(chart: usize) -> String {
    format!("chart{chart}")
}

/// Writes the part that places the charts of a sheet. They grow with their cells, so that charts side by side stay apart
/// where a font is missing and columns become narrower.
pub(super) fn drawing(sheet: &Sheet) -> String {
    let mut xml = Xml::document();
    xml.open("xdr:wsDr", &[("xmlns:xdr", SHEET_DRAWING), ("xmlns:a", DRAWING)]);
    for (at, chart) in sheet.charts.iter().enumerate() {
        let Range { first, last } = chart.place;
        xml.open("xdr:twoCellAnchor", &[]);
        corner(&mut xml, "xdr:from", first, 0);
        corner(&mut xml, "xdr:to", At::new(last.column, last.row + 1), sheet.pixels(last.column).saturating_sub(GAP));
        // Numbers of shapes start at 2; 1 is the drawing itself.
        let (number, name) = ((at + 2).to_string(), format!("图表 {}", at + 1));
        xml.raw(r#"<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr>"#);
        xml.empty("xdr:cNvPr", &[("id", &number), ("name", &name), ("descr", &chart.description)]);
        xml.raw("<xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>");
        xml.raw(r#"<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic>"#);
        xml.open("a:graphicData", &[("uri", CHART)]);
        xml.empty("c:chart", &[("xmlns:c", CHART), ("xmlns:r", RELATIONSHIPS), ("r:id", &id(at))]);
        xml.raw("</a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>");
    }
    xml.close("xdr:wsDr");
    xml.finish()
}

/// A corner of a chart: the upper edge of a cell, so many pixels from its left edge.
fn corner(xml: &mut Xml, name: &str, At { column, row }: At, pixels: u32) {
    let shift = pixels * PIXEL;
    xml.open(name, &[]);
    xml.raw(&format!("<xdr:col>{column}</xdr:col><xdr:colOff>{shift}</xdr:colOff>"));
    xml.raw(&format!("<xdr:row>{row}</xdr:row><xdr:rowOff>0</xdr:rowOff>"));
    xml.close(name);
}

/// Writes the part of a chart of the cells of a sheet.
pub(super) fn write(chart: &Chart, sheet: &Sheet) -> String {
    let mut xml = Xml::document();
    xml.open("c:chartSpace", &[("xmlns:c", CHART), ("xmlns:a", DRAWING)]);
    // What a file leaves out, programs take for yes: rounded corners, a title over the picture, an axis that is deleted.
    xml.raw(r#"<c:date1904 val="0"/><c:lang val="zh-CN"/><c:roundedCorners val="0"/><c:chart>"#);
    xml.raw("<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr/></a:pPr>");
    xml.raw(&format!(r#"<a:r><a:rPr lang="zh-CN" sz="1400" b="0">{TITLE_FONT}</a:rPr><a:t>"#));
    xml.text(&chart.title);
    xml.raw(
        r#"</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>"#,
    );
    plot(&mut xml, chart, sheet);
    xml.raw(r#"</c:plotArea><c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend><c:plotVisOnly val="1"/>"#);
    xml.raw(r#"<c:dispBlanksAs val="gap"/></c:chart><c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>"#);
    xml.raw(&format!(r#"<a:defRPr sz="1000">{FONT}</a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>"#));
    xml.close("c:chartSpace");
    xml.finish()
}

fn plot(xml: &mut Xml, chart: &Chart, sheet: &Sheet) {
    let (name, start, end) = match chart.kind {
        Kind::Radar => ("c:radarChart", r#"<c:radarStyle val="marker"/>"#, ""),
        Kind::StackedBars => (
            "c:barChart",
            r#"<c:barDir val="bar"/><c:grouping val="stacked"/>"#,
            r#"<c:gapWidth val="150"/><c:overlap val="100"/>"#,
        ),
        Kind::Lines => ("c:lineChart", r#"<c:grouping val="standard"/>"#, r#"<c:marker val="1"/>"#),
    };
    xml.open(name, &[]);
    xml.raw(start);
    xml.raw(r#"<c:varyColors val="0"/>"#);
    for (at, each) in chart.series.iter().enumerate() {
        series(xml, chart, each, at, sheet);
    }
    xml.raw(end);
    xml.empty("c:axId", &[("val", NAMES)]);
    xml.empty("c:axId", &[("val", NUMBERS)]);
    xml.close(name);
    axis_of_names(xml, chart.kind);
    axis_of_numbers(xml, chart);
}

fn series(xml: &mut Xml, chart: &Chart, series: &Series, at: usize, sheet: &Sheet) {
    let at = at.to_string();
    xml.open("c:ser", &[]);
    xml.empty("c:idx", &[("val", &at)]);
    xml.empty("c:order", &[("val", &at)]);
    xml.open("c:tx", &[]);
    texts(xml, sheet, Range::new(series.name, series.name));
    xml.close("c:tx");
    match chart.kind {
        Kind::StackedBars => {
            xml.raw(&format!("<c:spPr>{}</c:spPr>", solid(series.colour)));
            xml.raw(r#"<c:invertIfNegative val="0"/>"#);
        }
        Kind::Radar | Kind::Lines => line(xml, series.colour),
    }
    xml.open("c:cat", &[]);
    texts(xml, sheet, chart.names);
    xml.close("c:cat");
    xml.open("c:val", &[]);
    numbers(xml, sheet, series.numbers);
    xml.close("c:val");
    if chart.kind == Kind::Lines {
        xml.raw(r#"<c:smooth val="0"/>"#);
    }
    xml.close("c:ser");
}

/// A line with round markers of its colour.
fn line(xml: &mut Xml, colour: Rgb) {
    let solid = solid(colour);
    xml.raw(&format!(r#"<c:spPr><a:ln w="{LINE}">{solid}</a:ln></c:spPr>"#));
    xml.raw(r#"<c:marker><c:symbol val="circle"/><c:size val="6"/>"#);
    xml.raw(&format!("<c:spPr>{solid}<a:ln>{solid}</a:ln></c:spPr></c:marker>"));
}

fn solid(colour: Rgb) -> String {
    format!(r#"<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>"#)
}

/// Texts by their cells, with what stands there for programs that do not look.
fn texts(xml: &mut Xml, sheet: &Sheet, range: Range) {
    xml.open("c:strRef", &[]);
    formula(xml, sheet, range);
    xml.open("c:strCache", &[]);
    points(xml, sheet, range, |_| true);
    xml.close("c:strCache");
    xml.close("c:strRef");
}

/// Numbers by their cells, with what stands there for programs that do not calculate.
fn numbers(xml: &mut Xml, sheet: &Sheet, range: Range) {
    xml.open("c:numRef", &[]);
    formula(xml, sheet, range);
    xml.open("c:numCache", &[]);
    let format = sheet.cells(range).flatten().map(|cell| cell.style.number).next().unwrap_or(Style::GENERAL);
    xml.open("c:formatCode", &[]);
    xml.text(format);
    xml.close("c:formatCode");
    points(xml, sheet, range, |value| matches!(value, Value::Number(_)));
    xml.close("c:numCache");
    xml.close("c:numRef");
}

fn formula(xml: &mut Xml, sheet: &Sheet, range: Range) {
    xml.open("c:f", &[]);
    xml.text(&format!("{}!{}", sheet.name.quoted(), range.fixed()));
    xml.close("c:f");
}

fn points(xml: &mut Xml, sheet: &Sheet, range: Range, counts: fn(&Value) -> bool) {
    xml.empty("c:ptCount", &[("val", &sheet.cells(range).count().to_string())]);
    for (at, cell) in sheet.cells(range).enumerate() {
        let Some(value) = cell.map(|cell| &cell.value).filter(|value| counts(value)) else { continue };
        xml.open("c:pt", &[("idx", &at.to_string())]);
        xml.open("c:v", &[]);
        xml.text(&held(value.as_str()));
        xml.close("c:v");
        xml.close("c:pt");
    }
}

fn axis_of_names(xml: &mut Xml, kind: Kind) {
    // Bars grow from the bottom. Reversed, the first name stands at the top.
    let (orientation, side, lines) = match kind {
        Kind::Radar => ("minMax", "b", "<c:majorGridlines/>"),
        Kind::StackedBars => ("maxMin", "l", ""),
        Kind::Lines => ("minMax", "b", ""),
    };
    xml.open("c:catAx", &[]);
    xml.empty("c:axId", &[("val", NAMES)]);
    xml.raw(&format!(r#"<c:scaling><c:orientation val="{orientation}"/></c:scaling><c:delete val="0"/>"#));
    xml.raw(&format!(r#"<c:axPos val="{side}"/>{lines}<c:numFmt formatCode="General" sourceLinked="0"/>"#));
    xml.raw(r#"<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>"#);
    xml.empty("c:crossAx", &[("val", NUMBERS)]);
    xml.raw(r#"<c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>"#);
    xml.raw(r#"<c:noMultiLvlLbl val="0"/></c:catAx>"#);
}

fn axis_of_numbers(xml: &mut Xml, chart: &Chart) {
    // Where the names are reversed the numbers would go to the top with the first of them.
    let (side, tick, labels) = match chart.kind {
        Kind::Radar => ("l", "cross", "nextTo"),
        Kind::StackedBars => ("t", "none", "high"),
        Kind::Lines => ("l", "out", "nextTo"),
    };
    xml.open("c:valAx", &[]);
    xml.empty("c:axId", &[("val", NUMBERS)]);
    xml.raw(r#"<c:scaling><c:orientation val="minMax"/>"#);
    if let Some(most) = chart.scale.most {
        xml.empty("c:max", &[("val", &most.to_string())]);
    }
    if let Some(least) = chart.scale.least {
        xml.empty("c:min", &[("val", &least.to_string())]);
    }
    xml.raw(&format!(r#"</c:scaling><c:delete val="0"/><c:axPos val="{side}"/><c:majorGridlines/>"#));
    xml.raw(r#"<c:numFmt formatCode="General" sourceLinked="0"/>"#);
    xml.raw(&format!(r#"<c:majorTickMark val="{tick}"/><c:minorTickMark val="none"/><c:tickLblPos val="{labels}"/>"#));
    xml.empty("c:crossAx", &[("val", NAMES)]);
    xml.raw(r#"<c:crosses val="autoZero"/><c:crossBetween val="between"/>"#);
    if let Some(step) = chart.scale.step {
        xml.empty("c:majorUnit", &[("val", &step.to_string())]);
    }
    xml.close("c:valAx");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spreadsheet::{At, Cell, Number, Row, Scale, SheetName};

    /// A sheet with names, numbers and a cell that is not scored.
    fn sheet() -> Sheet {
        let mut sheet = Sheet::new(SheetName::new("甲's"), vec![9, 9]);
        let style = Style { number: "0.0", ..Style::PLAIN };
        sheet.push(Row::new(vec![Cell::text("类目", style), Cell::text("得<分", style)]));
        sheet.push(Row::new(vec![Cell::text("领导", style), Cell::formula("1/2", Value::Number(Number::tenths(5)), style)]));
        sheet.push(Row::new(vec![Cell::text("战略", style), Cell::text("未评", style)]));
        sheet
    }

    fn chart(kind: Kind, scale: Scale) -> Chart {
        let (names, numbers) = (Range::new(At::new(0, 1), At::new(0, 2)), Range::new(At::new(1, 1), At::new(1, 2)));
        let series = vec![Series { name: At::new(1, 0), numbers, colour: Rgb(0x2b_65_a8) }];
        let place = Range::new(At::new(0, 9), At::new(1, 28));
        Chart { kind, title: "得分 & 率".into(), description: "图\"一\"".into(), names, series, scale, place }
    }

    #[test]
    fn series_name_their_cells_and_what_stands_there() {
        let part = write(&chart(Kind::Radar, Scale::default()), &sheet());
        for piece in [
            "<a:t>得分 &amp; 率</a:t>",
            r#"<c:tx><c:strRef><c:f>'甲''s'!$B$1</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>得&lt;分</c:v></c:pt></c:strCache></c:strRef></c:tx>"#,
            r#"<c:cat><c:strRef><c:f>'甲''s'!$A$2:$A$3</c:f><c:strCache><c:ptCount val="2"/><c:pt idx="0"><c:v>领导</c:v></c:pt><c:pt idx="1">"#,
            r#"<c:numCache><c:formatCode>0.0</c:formatCode><c:ptCount val="2"/><c:pt idx="0"><c:v>0.5</c:v></c:pt></c:numCache>"#,
            r#"<a:srgbClr val="2B65A8"/>"#,
        ] {
            assert!(part.contains(piece), "{piece} in {part}");
        }
    }

    #[test]
    fn kinds_differ_in_their_axes() {
        for (kind, scale, pieces) in [
            (
                Kind::Radar,
                Scale { least: Some(0), most: Some(100), step: Some(20) },
                [r#"<c:max val="100"/><c:min val="0"/>"#, r#"<c:majorUnit val="20"/>"#],
            ),
            (Kind::StackedBars, Scale::default(), [r#"<c:orientation val="maxMin"/>"#, r#"<c:tickLblPos val="high"/>"#]),
            (Kind::Lines, Scale { least: Some(600), ..Scale::default() }, [r#"<c:min val="600"/>"#, r#"<c:smooth val="0"/>"#]),
        ] {
            let part = write(&chart(kind, scale), &sheet());
            assert!(pieces.iter().all(|piece| part.contains(piece)), "{part}");
        }
    }

    #[test]
    fn drawings_place_and_describe_charts() {
        let mut sheet = sheet();
        sheet.charts = vec![chart(Kind::Radar, Scale::default()), chart(Kind::Lines, Scale::default())];
        let part = drawing(&sheet);
        for piece in [
            "<xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>9</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>",
            // The second column is 68 pixels wide.
            "<xdr:to><xdr:col>1</xdr:col><xdr:colOff>600075</xdr:colOff><xdr:row>29</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>",
            r#"<xdr:cNvPr id="2" name="图表 1" descr="图&quot;一&quot;"/>"#,
            r#"<xdr:cNvPr id="3" name="图表 2""#,
            r#"r:id="chart1"/>"#,
        ] {
            assert!(part.contains(piece), "{piece} in {part}");
        }
    }
}
