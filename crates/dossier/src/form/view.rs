//! A paragraph of a form with its places marked, to show it on a screen.

use std::collections::BTreeMap;

use crate::form::Form;
use crate::form::content::{Anchor, CONTROL, Paragraph};
use crate::form::place::{Place, Spot};

/// A piece of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Text as it stands there.
    Text(String),
    /// The place of that number among [`Form::places`]; text that will be replaced there is left out.
    Place(usize),
}

/// Where the places of a form stand, looked up by paragraph.
#[derive(Debug)]
pub struct Marks<'a> {
    marks: BTreeMap<&'a Anchor, Vec<Mark>>,
}

/// A place in a paragraph: before which glyph it is shown, and up to which it covers the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Mark {
    from: usize,
    to: usize,
    place: usize,
}

impl<'a> Marks<'a> {
    /// The marks of a form.
    #[must_use]
    pub fn new(form: &'a Form) -> Marks<'a> {
        let mut marks: BTreeMap<&Anchor, Vec<Mark>> = BTreeMap::new();
        for (number, place) in form.places().iter().enumerate() {
            if let Some((anchor, from, to)) = spot(place) {
                marks.entry(anchor).or_default().push(Mark { from, to, place: number });
            }
        }
        marks.values_mut().for_each(|marks| marks.sort_unstable());
        Marks { marks }
    }

    /// A paragraph in pieces.
    #[must_use]
    pub fn segments(&self, paragraph: &Paragraph) -> Vec<Segment> {
        let shown = |from: usize, to: usize| -> String {
            let glyphs = &paragraph.glyphs[from.min(paragraph.glyphs.len())..to.min(paragraph.glyphs.len())];
            glyphs.iter().map(|glyph| glyph.shown).filter(|&shown| shown != CONTROL).collect()
        };
        let (mut segments, mut done) = (Vec::new(), 0);
        for mark in self.marks.get(&paragraph.anchor).into_iter().flatten() {
            let from = mark.from.min(paragraph.glyphs.len()).max(done);
            segments.push(Segment::Text(shown(done, from)));
            segments.push(Segment::Place(mark.place));
            done = mark.to.max(from);
        }
        segments.push(Segment::Text(shown(done, paragraph.glyphs.len())));
        segments.retain(|segment| !matches!(segment, Segment::Text(text) if text.is_empty()));
        segments
    }
}

/// The paragraph in which a place is shown, and what it covers there. Blanks of dates and boxes stay: they show what is asked.
fn spot(place: &Place) -> Option<(&Anchor, usize, usize)> {
    match &place.spot {
        Spot::Gap { paragraph, range } => Some((paragraph, range.start, range.end)),
        Spot::Paragraphs { lines, .. } => Some((lines.first()?, usize::MAX, usize::MAX)),
        Spot::Date { paragraph, parts } => parts.first().map(|part| (paragraph, part.range.start, part.range.start)),
        Spot::Boxes(boxes) => boxes.first().map(|(anchor, glyph)| (anchor, *glyph, *glyph)),
        Spot::Control { paragraph, glyph, .. } => Some((paragraph, *glyph, *glyph + 1)),
        Spot::None => None,
    }
}
