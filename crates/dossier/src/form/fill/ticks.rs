//! Ticking boxes.

use super::edits::Edits;
use super::runs::{Style, properties};
use crate::form::content::{Glyph, GlyphKind, Obstacle, Paragraph, Ticked};
use crate::form::tree::{Id, Space};
use crate::form::values::Reason;

/// What Word shows for a ticked box if the control does not say: a box with a cross.
const CROSSED: (&str, &str) = ("2612", "MS Gothic");

impl Edits<'_> {
    /// Ticks a box.
    pub(super) fn tick(&mut self, paragraph: &Paragraph, at: usize) -> Result<(), Reason> {
        let Glyph { place, kind: GlyphKind::Box(tick), .. } = &paragraph.glyphs[at] else { return Err(Reason::Unknown) };
        if let Some(obstacle) = tick.obstacle {
            return Err(because(obstacle));
        }
        match &tick.ticked {
            Ticked::Character(ticked) => self.cut(place.clone(), ticked.to_string()),
            Ticked::Symbol { element, code } => {
                let value = self.tree.attribute_place(*element, "char").ok_or(Reason::Unknown)?;
                self.cut(value, *code);
            }
            Ticked::Control(control) => self.tick_control(*control)?,
            Ticked::Field(begin) => self.tick_field(*begin)?,
        }
        Ok(())
    }

    fn tick_control(&mut self, control: Id) -> Result<(), Reason> {
        let tree = self.tree;
        let own = tree.child(control, "sdtPr").ok_or(Reason::Unknown)?;
        let named = |of: Id, name: &str| tree.children(of).find(|id| tree.named(*id, Space::Word2010) == name);
        let check = named(own, "checkbox").ok_or(Reason::Unknown)?;
        let prefix = tree.prefix(check);
        match named(check, "checked") {
            Some(state) => self.cut(tree.whole(state), format!("<{prefix}checked {prefix}val=\"1\"/>")),
            None => self.put_into(check, &format!("<{prefix}checked {prefix}val=\"1\"/>")),
        }
        let state = named(check, "checkedState");
        let of_state = |name: &str| state.and_then(|state| tree.attribute(state, name));
        let code = of_state("val").unwrap_or(CROSSED.0.into());
        let font = of_state("font").unwrap_or(CROSSED.1.into());
        let sign = u32::from_str_radix(&code, 16).ok().and_then(char::from_u32).ok_or(Reason::Unknown)?;
        let content = tree.child(control, "sdtContent").ok_or(Reason::Unknown)?;
        let runs: Vec<Id> = tree.inside(content).filter(|id| tree.word(*id) == "r" && !tree.is_deleted(*id)).collect();
        let (first, others) = runs.split_first().ok_or(Reason::Unknown)?;
        self.cut(tree.whole(*first), self.sign(*first, &font, sign));
        others.iter().for_each(|run| self.cut(tree.whole(*run), ""));
        Ok(())
    }

    /// A run with a sign of a font, in the format of another run otherwise.
    fn sign(&self, like: Id, font: &str, sign: char) -> String {
        let (tree, prefix) = (self.tree, self.tree.prefix(like));
        let own = properties(tree, like, Style::default());
        let fonts = tree.child(like, "rPr").and_then(|own| tree.child(own, "rFonts"));
        let font = quick_xml::escape::escape(font);
        let named = format!("<{prefix}rFonts {prefix}ascii=\"{font}\" {prefix}eastAsia=\"{font}\" {prefix}hAnsi=\"{font}\"/>");
        let own = match fonts {
            Some(fonts) => own.replacen(tree.markup(fonts), &named, 1),
            None if own.is_empty() => format!("<{prefix}rPr>{named}</{prefix}rPr>"),
            None => own.replacen(&format!("<{prefix}rPr>"), &format!("<{prefix}rPr>{named}"), 1),
        };
        super::edits::run(prefix, &own, &sign.to_string())
    }

    fn tick_field(&mut self, begin: Id) -> Result<(), Reason> {
        let tree = self.tree;
        let check = tree.child(begin, "ffData").and_then(|own| tree.child(own, "checkBox")).ok_or(Reason::Unknown)?;
        let prefix = tree.prefix(check);
        match tree.child(check, "checked") {
            Some(state) => self.cut(tree.whole(state), format!("<{prefix}checked/>")),
            None => self.put_into(check, &format!("<{prefix}checked/>")),
        }
        Ok(())
    }
}

/// Why an obstacle keeps a place from being filled.
pub(super) fn because(obstacle: Obstacle) -> Reason {
    match obstacle {
        Obstacle::Locked => Reason::Locked,
        Obstacle::Bound => Reason::Bound,
    }
}
