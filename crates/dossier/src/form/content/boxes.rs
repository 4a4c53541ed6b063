//! Boxes to tick: characters, symbols of picture fonts, content controls, and form fields.

use super::Reading;
use super::control::{Obstacle, disabled, obstacle};
use crate::form::tree::{Id, Space, Tree};

/// A box to tick and how it is ticked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::form) struct Tick {
    pub ticked: Ticked,
    pub is_on: bool,
    /// Why it cannot be ticked from outside.
    pub obstacle: Option<Obstacle>,
}

/// What becomes of a box when it is ticked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::form) enum Ticked {
    /// Another character stands in its place.
    Character(char),
    /// The code of a symbol changes; in hexadecimal, as it is written.
    Symbol { element: Id, code: &'static str },
    /// A content control notes it and shows its own sign.
    Control(Id),
    /// A form field notes it.
    Field(Id),
}

impl Tick {
    /// The character that shows a box of any kind.
    pub(super) fn shown(&self) -> char {
        if self.is_on { '☑' } else { '□' }
    }
}

/// The box that a character of ordinary fonts is.
pub(super) fn character(shown: char) -> Option<Tick> {
    let is_on = match shown {
        '□' | '☐' | '▢' | '◻' | '❏' | '❑' | '❐' | '❒' => false,
        '☑' | '☒' | '■' | '✅' | '🗹' | '🗷' => true,
        _ => return None,
    };
    Some(Tick { ticked: Ticked::Character('☑'), is_on, obstacle: None })
}

/// What a code of a picture font shows: the code of the box when ticked, and whether it is.
fn symbol(font: &str, code: u32) -> Option<(u32, bool)> {
    // Word writes the codes of these fonts into the private area U+F000 and up, WPS as they are.
    let code = if (0xf000..=0xf0ff).contains(&code) { code - 0xf000 } else { code };
    match (font, code) {
        ("Wingdings 2", 0x2a | 0x2b | 0x30 | 0xa3) => Some((0x52, false)),
        ("Wingdings 2", 0x51..=0x54) => Some((0x52, true)),
        ("Wingdings", 0x6f | 0x70 | 0x71 | 0x72 | 0xa8) => Some((0xfe, false)),
        ("Wingdings", 0x78 | 0xfd | 0xfe) => Some((0xfe, true)),
        _ => None,
    }
}

/// The box that a symbol element is.
pub(super) fn symbol_element(tree: &Tree, element: Id) -> Option<Tick> {
    let font = tree.attribute(element, "font")?;
    let written = tree.attribute(element, "char")?;
    let (code, is_on) = symbol(&font, u32::from_str_radix(&written, 16).ok()?)?;
    let code = if code == 0x52 { "F052" } else { "F0FE" };
    Some(Tick { ticked: Ticked::Symbol { element, code }, is_on, obstacle: None })
}

/// The box that a character is in the picture font of its run.
pub(super) fn character_in(font: &str, shown: char) -> Option<Tick> {
    let (code, is_on) = symbol(font, u32::from(shown))?;
    let private = u32::from(shown) & 0xf000;
    let ticked = char::from_u32(code | private)?;
    Some(Tick { ticked: Ticked::Character(ticked), is_on, obstacle: None })
}

impl Reading<'_> {
    /// The box that a content control is.
    pub(super) fn check_box(&self, id: Id) -> Option<Tick> {
        let properties = self.tree.child(id, "sdtPr")?;
        let check = self.tree.children(properties).find(|child| self.tree.named(*child, Space::Word2010) == "checkbox")?;
        let state = self.tree.children(check).find(|child| self.tree.named(*child, Space::Word2010) == "checked");
        let is_on = state.is_some_and(|state| self.tree.states_on(state));
        Some(Tick { ticked: Ticked::Control(id), is_on, obstacle: obstacle(self.tree, properties) })
    }

    /// The box that a form field is.
    pub(super) fn check_field(&self, begin: Id) -> Option<Tick> {
        let properties = self.tree.child(begin, "ffData")?;
        let check = self.tree.child(properties, "checkBox")?;
        let state = self.tree.child(check, "checked").or_else(|| self.tree.child(check, "default"));
        let is_on = state.is_some_and(|state| self.tree.states_on(state));
        Some(Tick { ticked: Ticked::Field(begin), is_on, obstacle: disabled(self.tree, properties) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn picture_fonts_hold_boxes() {
        let empty = |font, shown| character_in(font, shown).map(|tick| (tick.ticked, tick.is_on));
        assert_eq!(empty("Wingdings 2", '£'), Some((Ticked::Character('R'), false)));
        assert_eq!(empty("Wingdings 2", '\u{f0a3}'), Some((Ticked::Character('\u{f052}'), false)));
        assert_eq!(empty("Wingdings", '\u{f0a8}'), Some((Ticked::Character('\u{f0fe}'), false)));
        assert_eq!(empty("Wingdings", 'þ'), Some((Ticked::Character('þ'), true)));
        assert_eq!(empty("宋体", '£'), None);
    }

    #[test]
    fn a_ticked_box_stays_ticked() {
        for (shown, is_on) in [('□', false), ('☐', false), ('☑', true), ('■', true)] {
            assert_eq!(character(shown).map(|tick| tick.is_on), Some(is_on), "{shown}");
        }
        assert_eq!(character('口'), None);
    }
}
