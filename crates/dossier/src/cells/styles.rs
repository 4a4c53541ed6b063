//! The formats of numbers: whether a cell shows a percent or a date, and with how many places.

use std::collections::HashMap;

use super::markup::{Broken, Piece, walk};

/// How a number is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Format {
    pub kind: Kind,
    /// The number of places; `None` if the format leaves them open.
    pub places: Option<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Number,
    Percent,
    Date,
}

impl Format {
    pub(super) const GENERAL: Format = Format { kind: Kind::Number, places: None };
}

/// The formats of the styles that cells name by their position.
pub(super) fn read(xml: &str) -> Result<Vec<Format>, Broken> {
    let mut codes: HashMap<u32, Format> = HashMap::new();
    let (mut styles, mut is_in_styles) = (Vec::new(), false);
    walk(xml, &mut |piece| match piece {
        Piece::Start(tag) => match tag.name() {
            "numFmt" => {
                let id = tag.attribute("numFmtId").parse().unwrap_or(0);
                codes.insert(id, of_code(&tag.attribute("formatCode")));
            }
            "cellXfs" => is_in_styles = true,
            "xf" if is_in_styles => {
                let id: u32 = tag.attribute("numFmtId").parse().unwrap_or(0);
                styles.push(codes.get(&id).copied().unwrap_or_else(|| built_in(id)));
            }
            _ => {}
        },
        Piece::End("cellXfs") => is_in_styles = false,
        _ => {}
    })?;
    Ok(styles)
}

/// The formats that every program knows by their number.
fn built_in(id: u32) -> Format {
    let number = |places| Format { kind: Kind::Number, places };
    match id {
        1 | 3 | 37 | 38 => number(Some(0)),
        2 | 4 | 39 | 40 | 43 | 44 => number(Some(2)),
        9 => Format { kind: Kind::Percent, places: Some(0) },
        10 => Format { kind: Kind::Percent, places: Some(2) },
        14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58 => Format { kind: Kind::Date, places: None },
        _ => number(None),
    }
}

/// The format of a code, as far as its first section tells.
fn of_code(code: &str) -> Format {
    let bare = without_text(code);
    let section = bare.split(';').next().unwrap_or("");
    let is_date = section.chars().any(|character| matches!(character.to_ascii_lowercase(), 'y' | 'd' | 'm'));
    let kind = match () {
        () if section.contains('%') => Kind::Percent,
        () if is_date && !section.contains(['0', '#']) => Kind::Date,
        () => Kind::Number,
    };
    let has_digits = section.contains(['0', '#', '?']);
    let places = match section.split_once('.') {
        Some((_, behind)) if !behind.contains(['E', 'e']) => {
            let count = behind.chars().take_while(|character| matches!(character, '0' | '#' | '?')).count();
            Some(count.min(15) as u8)
        }
        None if has_digits && !section.contains(['E', 'e']) => Some(0),
        _ => None,
    };
    Format { kind, places: places.filter(|_| has_digits && kind != Kind::Date) }
}

/// A code without what stands in quotes, in brackets or behind a backslash.
fn without_text(code: &str) -> String {
    let mut bare = String::new();
    let (mut is_quoted, mut is_bracketed, mut is_escaped) = (false, false, false);
    for character in code.chars() {
        match character {
            _ if is_escaped => is_escaped = false,
            '"' => is_quoted = !is_quoted,
            _ if is_quoted => {}
            '\\' | '_' | '*' => is_escaped = true,
            '[' => is_bracketed = true,
            ']' => is_bracketed = false,
            _ if is_bracketed => {}
            other => bare.push(other),
        }
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_tell_percents_dates_and_places() {
        use Kind::{Date, Number, Percent};
        for (code, kind, places) in [
            ("General", Number, None),
            ("0", Number, Some(0)),
            ("0.00", Number, Some(2)),
            ("#,##0.0_ ", Number, Some(1)),
            ("#,##0;[Red]-#,##0", Number, Some(0)),
            ("0.0%", Percent, Some(1)),
            ("0%", Percent, Some(0)),
            ("yyyy-mm-dd", Date, None),
            ("yyyy\"年\"m\"月\"d\"日\"", Date, None),
            ("[$-804]yyyy\"年\"", Date, None),
            ("0\"年\"", Number, Some(0)),
            ("0.00\"万元\"", Number, Some(2)),
            ("0.00E+00", Number, None),
            ("@", Number, None),
            ("", Number, None),
        ] {
            assert_eq!(of_code(code), Format { kind, places }, "{code}");
        }
    }
}
