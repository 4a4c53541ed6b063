//! The looks of cells, and the height of rows.

use crate::measure;
use crate::spreadsheet::{Across, Border, Down, Rgb, Style};

const PER_CENT: &str = "0\"%\"";
const WITH_TENTHS: &str = "0.0\"%\"";

const FACE: Style = Style { font: "宋体", down: Down::Center, ..Style::PLAIN };
const CELL: Style = Style { border: Border::Coloured(Rgb(0x80_80_80)), wraps: true, ..FACE };
const SUM: Style = Style { is_bold: true, fill: Some(Rgb(0xe4_e9_f0)), ..CELL };

pub(crate) const TITLE: Style = Style { font: "黑体", size: 16, ..FACE };
pub(crate) const PLAIN: Style = Style { wraps: true, ..FACE };
pub(crate) const HEADER: Style = Style { is_bold: true, across: Across::Center, fill: Some(Rgb(0xf2_f2_f2)), ..CELL };
pub(crate) const TEXT: Style = Style { across: Across::Left, ..CELL };
/// Text of many lines.
pub(crate) const LONG: Style = Style { down: Down::Top, ..TEXT };
pub(crate) const CENTER: Style = Style { across: Across::Center, ..CELL };
pub(crate) const NUMBER: Style = Style { across: Across::Right, ..CELL };
pub(crate) const PERCENT: Style = Style { number: PER_CENT, ..CENTER };
/// A percent that the reader may change.
pub(crate) const INPUT: Style = Style { fill: Some(Rgb(0xff_fb_e6)), ..PERCENT };
/// A share of points, with one place.
pub(crate) const SHARE: Style = Style { number: WITH_TENTHS, ..CENTER };
pub(crate) const SUM_TEXT: Style = Style { across: Across::Left, ..SUM };
pub(crate) const SUM_NUMBER: Style = Style { across: Across::Right, ..SUM };
/// A share of points, with one place.
pub(crate) const SUM_SHARE: Style = Style { across: Across::Center, number: WITH_TENTHS, ..SUM };

/// The height in points of a row whose texts stand in columns of these widths. Spreadsheets do not fit it to text that a file
/// brings along.
pub(crate) fn height<'a>(texts: impl IntoIterator<Item = (&'a str, u16)>) -> u16 {
    let lines = |(text, width): (&str, u16)| measure::lines(text.trim(), f32::from(width) / 2.0 - 1.0, 0.0);
    let most = texts.into_iter().map(lines).max().unwrap_or(1);
    u16::try_from(most * 15 + 6).unwrap_or(u16::MAX)
}
