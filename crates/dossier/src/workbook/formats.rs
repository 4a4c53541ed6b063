//! The looks of cells.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// Every look that the sheets use.
pub(super) struct Formats {
    pub title: Format,
    pub plain: Format,
    pub header: Format,
    pub text: Format,
    /// Text of many lines.
    pub long: Format,
    pub center: Format,
    pub number: Format,
    /// A percent that the reader may change.
    pub input: Format,
    pub percent: Format,
    /// A share of points, with one place.
    pub share: Format,
    pub sum_text: Format,
    pub sum_number: Format,
    /// A share of points, with one place.
    pub sum_share: Format,
}

impl Formats {
    pub(super) fn new() -> Formats {
        let face = Format::new().set_font_name("宋体").set_font_size(11).set_align(FormatAlign::VerticalCenter);
        let cell = face.clone().set_border(FormatBorder::Thin).set_border_color(Color::RGB(0x80_80_80)).set_text_wrap();
        let sum = cell.clone().set_bold().set_background_color(Color::RGB(0xe4_e9_f0));
        let (per_cent, with_tenths) = ("0\"%\"", "0.0\"%\"");
        Formats {
            title: face.clone().set_font_name("黑体").set_font_size(16),
            plain: face.set_text_wrap(),
            header: cell.clone().set_bold().set_align(FormatAlign::Center).set_background_color(Color::RGB(0xf2_f2_f2)),
            text: cell.clone().set_align(FormatAlign::Left),
            long: cell.clone().set_align(FormatAlign::Left).set_align(FormatAlign::Top),
            center: cell.clone().set_align(FormatAlign::Center),
            number: cell.clone().set_align(FormatAlign::Right),
            input: cell
                .clone()
                .set_align(FormatAlign::Center)
                .set_num_format(per_cent)
                .set_background_color(Color::RGB(0xff_fb_e6)),
            share: cell.clone().set_align(FormatAlign::Center).set_num_format(with_tenths),
            percent: cell.set_align(FormatAlign::Center).set_num_format(per_cent),
            sum_text: sum.clone().set_align(FormatAlign::Left),
            sum_number: sum.clone().set_align(FormatAlign::Right),
            sum_share: sum.set_align(FormatAlign::Center).set_num_format(with_tenths),
        }
    }
}
