//! The part that lists the looks of cells.

use super::package::MAIN;
use super::{Across, Border, Down, Style};
use crate::xml::Xml;

/// The number of the first format code that a file may define.
const FIRST_FORMAT: usize = 164;

/// The looks that a workbook uses, each once, in the order of their first use.
pub(super) struct Styles {
    list: Vec<Style>,
}

impl Styles {
    /// The plain look alone, which cells have that name no other.
    pub(super) fn new() -> Styles {
        Styles { list: vec![Style::PLAIN] }
    }

    /// The number of a look, which is listed from now on.
    pub(super) fn number(&mut self, style: Style) -> usize {
        self.list.iter().position(|known| *known == style).unwrap_or_else(|| {
            self.list.push(style);
            self.list.len() - 1
        })
    }

    /// The part.
    pub(super) fn part(&self) -> String {
        let mut fonts = Pieces::default();
        // The first two fills are those that programs expect there, whatever a file says.
        let mut fills = Pieces { list: vec![pattern("none"), pattern("gray125")] };
        let (mut borders, mut formats, mut looks) = (Pieces::default(), Pieces::default(), String::new());
        for style in &self.list {
            let number = match style.number {
                Style::GENERAL => 0,
                code => FIRST_FORMAT + formats.number(code.to_owned()),
            };
            let (font, fill, border) = (fonts.number(font(style)), fills.number(fill(style)), borders.number(border(style)));
            let ids = [("numFmtId", number), ("fontId", font), ("fillId", fill), ("borderId", border)];
            looks.push_str(&look(style, &ids));
        }
        let mut xml = Xml::document();
        xml.open("styleSheet", &[("xmlns", MAIN)]);
        number_formats(&mut xml, &formats);
        list(&mut xml, "fonts", &fonts);
        list(&mut xml, "fills", &fills);
        list(&mut xml, "borders", &borders);
        xml.raw(r#"<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>"#);
        xml.open("cellXfs", &[("count", &self.list.len().to_string())]);
        xml.raw(&looks);
        xml.close("cellXfs");
        xml.raw(r#"<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>"#);
        xml.close("styleSheet");
        xml.finish()
    }
}

/// Markup of one kind, each piece once.
#[derive(Default)]
struct Pieces {
    list: Vec<String>,
}

impl Pieces {
    fn number(&mut self, piece: String) -> usize {
        self.list.iter().position(|known| *known == piece).unwrap_or_else(|| {
            self.list.push(piece);
            self.list.len() - 1
        })
    }
}

fn list(xml: &mut Xml, name: &str, pieces: &Pieces) {
    xml.open(name, &[("count", &pieces.list.len().to_string())]);
    pieces.list.iter().for_each(|piece| xml.raw(piece));
    xml.close(name);
}

fn number_formats(xml: &mut Xml, codes: &Pieces) {
    if codes.list.is_empty() {
        return;
    }
    xml.open("numFmts", &[("count", &codes.list.len().to_string())]);
    for (at, code) in codes.list.iter().enumerate() {
        xml.empty("numFmt", &[("numFmtId", &(FIRST_FORMAT + at).to_string()), ("formatCode", code)]);
    }
    xml.close("numFmts");
}

fn font(style: &Style) -> String {
    let mut xml = Xml::default();
    xml.open("font", &[]);
    if style.is_bold {
        xml.empty("b", &[]);
    }
    xml.empty("sz", &[("val", &style.size.to_string())]);
    xml.raw(r#"<color theme="1"/>"#);
    xml.empty("name", &[("val", style.font)]);
    xml.raw(r#"<family val="2"/>"#);
    xml.close("font");
    xml.finish()
}

fn pattern(name: &str) -> String {
    format!(r#"<fill><patternFill patternType="{name}"/></fill>"#)
}

fn fill(style: &Style) -> String {
    match style.fill {
        None => pattern("none"),
        Some(colour) => format!(
            r#"<fill><patternFill patternType="solid"><fgColor rgb="FF{colour}"/><bgColor indexed="64"/></patternFill></fill>"#
        ),
    }
}

fn border(style: &Style) -> String {
    let colour = match style.border {
        Border::None => return "<border><left/><right/><top/><bottom/><diagonal/></border>".to_owned(),
        Border::Thin => r#"auto="1""#.to_owned(),
        Border::Coloured(colour) => format!(r#"rgb="FF{colour}""#),
    };
    let sides = ["left", "right", "top", "bottom"].map(|side| format!(r#"<{side} style="thin"><color {colour}/></{side}>"#));
    format!("<border>{}<diagonal/></border>", sides.concat())
}

/// A look that refers to its font, fill, border and format. Only what a look says of itself is applied.
fn look(style: &Style, ids: &[(&str, usize)]) -> String {
    const APPLIED: [&str; 4] = ["applyNumberFormat", "applyFont", "applyFill", "applyBorder"];
    let mut xml = String::from("<xf");
    for (name, id) in ids {
        xml.push_str(&format!(r#" {name}="{id}""#));
    }
    xml.push_str(r#" xfId="0""#);
    for ((_, id), name) in ids.iter().zip(APPLIED) {
        if *id > 0 {
            xml.push_str(&format!(r#" {name}="1""#));
        }
    }
    let alignment = alignment(style);
    if alignment.is_empty() {
        xml.push_str("/>");
    } else {
        xml.push_str(&format!(r#" applyAlignment="1"><alignment{alignment}/></xf>"#));
    }
    xml
}

fn alignment(style: &Style) -> String {
    let across = match style.across {
        Across::ByValue => "",
        Across::Left => r#" horizontal="left""#,
        Across::Center => r#" horizontal="center""#,
        Across::Right => r#" horizontal="right""#,
    };
    let down = match style.down {
        Down::Top => r#" vertical="top""#,
        Down::Center => r#" vertical="center""#,
        Down::Bottom => "",
    };
    [across, down, if style.wraps { r#" wrapText="1""# } else { "" }].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spreadsheet::Rgb;

    const CELL: Style = Style { font: "宋体", border: Border::Coloured(Rgb(0x80_80_80)), down: Down::Center, ..Style::PLAIN };

    #[test]
    fn equal_looks_are_one() {
        let mut styles = Styles::new();
        let bold = Style { is_bold: true, ..CELL };
        assert_eq!(
            [Style::PLAIN, CELL, bold, CELL, Style { is_bold: false, ..bold }].map(|style| styles.number(style)),
            [0, 1, 2, 1, 1]
        );
    }

    #[test]
    fn looks_share_what_is_equal() {
        let mut styles = Styles::new();
        for style in [CELL, Style { across: Across::Right, ..CELL }, Style { fill: Some(Rgb(0xff_fb_e6)), wraps: true, ..CELL }] {
            styles.number(style);
        }
        let part = styles.part();
        for piece in [
            r#"<fonts count="2">"#,
            r#"<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>"#,
            r#"<borders count="2">"#,
            r#"<left style="thin"><color rgb="FF808080"/></left>"#,
            r#"<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>"#,
            r#"<xf numFmtId="0" fontId="1" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>"#,
        ] {
            assert!(part.contains(piece), "{piece} in {part}");
        }
        assert!(!part.contains("numFmts"));
    }

    #[test]
    fn format_codes_are_listed_and_escaped() {
        let mut styles = Styles::new();
        for number in ["0\"%\"", "0.0\"%\"", "0\"%\""] {
            styles.number(Style { number, ..CELL });
        }
        let part = styles.part();
        let listed = r#"<numFmts count="2"><numFmt numFmtId="164" formatCode="0&quot;%&quot;"/><numFmt numFmtId="165" formatCode="0.0&quot;%&quot;"/></numFmts>"#;
        assert!(part.contains(listed), "{part}");
        assert!(part.contains(r#"<xf numFmtId="165" fontId="1""#) && part.contains(r#"applyNumberFormat="1""#));
    }
}
