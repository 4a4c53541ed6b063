//! Filling a form: values are cut into the text of its main part, every other byte of which stays; the other parts of the file
//! are copied as they are packed.

mod controls;
mod dates;
mod edits;
mod runs;
mod ticks;

use std::fmt;

use crate::archive::Packed;
use crate::container::WriteError;
use crate::form::content::{Anchor, Glyph, GlyphKind, Paragraph, Twin};
use crate::form::mapping::{Mapping, Target};
use crate::form::place::{Place, Spot};
use crate::form::propose::{Match, Proposal, propose};
use crate::form::values::{Reason, Values, Written};
use crate::form::{Form, FormError};
use edits::Edits;

/// A filled form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// The file.
    pub bytes: Vec<u8>,
    /// What was filled, in the order of the document.
    pub filled: Vec<FilledPlace>,
    /// What was not, and why.
    pub not_filled: Vec<NotFilled>,
}

/// A place that was filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilledPlace {
    /// The place.
    pub place: Anchor,
    /// What was written there, as a person reads it.
    pub text: String,
}

/// A place that was not filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotFilled {
    /// The place.
    pub place: Anchor,
    /// Its label.
    pub label: String,
    /// Why.
    pub reason: Reason,
}

impl NotFilled {
    /// Its label, or words for a place that has none.
    #[must_use]
    pub fn name(&self) -> &str {
        if self.label.is_empty() { "没有栏目名的一处" } else { &self.label }
    }
}

/// Why nothing was filled at all. Neither the form nor the data has changed.
#[derive(Debug)]
pub enum FillError {
    /// The mapping belongs to a form of other content.
    OtherForm,
    /// The file could not be written.
    Write(WriteError),
    /// The filled file could not be read again, so it is not given out.
    Check(FormError),
}

impl fmt::Display for FillError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FillError::OtherForm => f.write_str("这份对应关系属于另一份表格，没有填写。请重新核对后再填。"),
            FillError::Write(error) => write!(f, "表格没有写成（{error}）。原文件和申报数据都没有改动，请再试一次。"),
            FillError::Check(_) => f.write_str(
                "填好的表格没有通过检查，所以没有交出。原文件和申报数据都没有改动；请用 Word 或 WPS 打开原表，另存为新的 .docx 后再试。",
            ),
        }
    }
}

impl std::error::Error for FillError {}

/// Fills a form by a mapping. Places that the mapping leaves open stay as they are. Without anything to fill the file comes back
/// byte for byte.
///
/// # Errors
/// See [`FillError`].
pub fn fill(form: &Form, mapping: &Mapping, values: &Values) -> Result<Filled, FillError> {
    if mapping.form != form.fingerprint() {
        return Err(FillError::OtherForm);
    }
    let mut filling = Filling::new(form, values);
    let mut proposals = propose(form, values).into_iter().peekable();
    for place in form.places() {
        let proposal = proposals.next_if(|proposal| proposal.place == place.anchor);
        match (mapping.targets.get(&place.anchor), proposal) {
            (Some(target), _) => filling.place(place, target),
            (None, Some(proposal)) => filling.leave(place, undecided(place, proposal)),
            (None, None) => {}
        }
    }
    for anchor in mapping.targets.keys().filter(|anchor| form.place(anchor).is_none()) {
        filling.not_filled.push(NotFilled { place: anchor.clone(), label: String::new(), reason: Reason::Unknown });
    }
    filling.finish()
}

/// Why a place without a decision stays as it is.
fn undecided(place: &Place, proposal: Proposal) -> Reason {
    match proposal.found {
        Match::Reserved => Reason::Reserved,
        Match::Occupied => Reason::Occupied(place.content.clone()),
        _ => Reason::Undecided(proposal.reason),
    }
}

/// A form being filled.
struct Filling<'a> {
    form: &'a Form,
    values: &'a Values<'a>,
    paragraphs: Vec<&'a Paragraph>,
    edits: Edits<'a>,
    filled: Vec<FilledPlace>,
    not_filled: Vec<NotFilled>,
}

impl<'a> Filling<'a> {
    fn new(form: &'a Form, values: &'a Values<'a>) -> Filling<'a> {
        let edits = Edits::new(&form.part.tree);
        Filling { form, values, paragraphs: form.paragraphs(), edits, filled: Vec::new(), not_filled: Vec::new() }
    }

    fn place(&mut self, place: &'a Place, target: &Target) {
        let before = self.edits.mark();
        let written = self
            .write(place, target)
            .and_then(|text| if self.edits.are_apart(before) { Ok(text) } else { Err(Reason::Entangled) });
        match written {
            Ok(text) => self.filled.push(FilledPlace { place: place.anchor.clone(), text }),
            Err(reason) => {
                self.edits.undo(before);
                self.leave(place, reason);
            }
        }
    }

    fn leave(&mut self, place: &Place, reason: Reason) {
        self.not_filled.push(NotFilled { place: place.anchor.clone(), label: place.label.clone(), reason });
    }

    /// Writes a value at a place and says what a person will read there.
    fn write(&mut self, place: &'a Place, target: &Target) -> Result<String, Reason> {
        let control = match place.spot {
            Spot::Control { control, .. } => Some(&self.form.controls[control]),
            _ => None,
        };
        let written = self.values.written(place, target, control)?;
        match (&place.spot, &written) {
            (Spot::Gap { paragraph, range }, Written::Lines(lines)) => {
                self.both(paragraph, |edits, paragraph| edits.gap(paragraph, range.clone(), &lines.join("；")))?;
            }
            (Spot::Paragraphs { lines: anchors, model }, Written::Lines(lines)) => {
                self.lines(anchors, model.as_ref(), lines)?;
            }
            (Spot::Date { paragraph, parts }, _) => {
                let digits = dates::digits(parts, &written)?;
                let controls = &self.form.controls;
                self.both(paragraph, |edits, paragraph| edits.date(paragraph, parts, &digits, controls))?;
            }
            (Spot::Boxes(boxes), Written::Option(option)) => {
                if !place.content.is_empty() {
                    return Err(Reason::Occupied(place.content.clone()));
                }
                let (paragraph, glyph) = &boxes[*option];
                self.both(paragraph, |edits, paragraph| edits.tick(paragraph, *glyph))?;
            }
            (Spot::Control { paragraph, glyph, .. }, _) => {
                let controls = &self.form.controls;
                self.both(paragraph, |edits, paragraph| edits.control(paragraph, *glyph, controls, &written))?;
            }
            _ => return Err(Reason::Unknown),
        }
        self.values.preview(place, target)
    }

    fn paragraph(&self, anchor: &Anchor) -> Option<&'a Paragraph> {
        self.paragraphs.iter().copied().find(|paragraph| paragraph.anchor == *anchor)
    }

    /// Makes the same change in both versions of a text box.
    fn both(&mut self, anchor: &Anchor, change: impl Fn(&mut Edits<'a>, &Paragraph) -> Result<(), Reason>) -> Result<(), Reason> {
        let paragraph = self.paragraph(anchor).ok_or(Reason::Unknown)?;
        match &paragraph.twin {
            Twin::None => change(&mut self.edits, paragraph),
            Twin::Differs => Err(Reason::TextBoxDiffers),
            Twin::Same(twin) => {
                change(&mut self.edits, paragraph)?;
                change(&mut self.edits, twin)
            }
        }
    }

    /// Writes lines into paragraphs; what is more than they are becomes paragraphs like the last of them.
    fn lines(&mut self, anchors: &[Anchor], model: Option<&Anchor>, lines: &[String]) -> Result<(), Reason> {
        let model = model.and_then(|anchor| self.paragraph(anchor));
        for (position, anchor) in anchors.iter().enumerate() {
            let is_last = position + 1 == anchors.len();
            let own = if is_last { lines.get(position..) } else { lines.get(position..lines.len().min(position + 1)) };
            let own = own.unwrap_or_default();
            self.both(
                anchor,
                |edits, paragraph| {
                    if own.is_empty() { edits.clear(paragraph) } else { edits.paragraph(paragraph, model, own) }
                },
            )?;
        }
        Ok(())
    }

    fn finish(self) -> Result<Filled, FillError> {
        let Filling { form, edits, filled, not_filled, .. } = self;
        let bytes = match edits.apply() {
            None => form.bytes.clone(),
            Some(text) => {
                let packed = Packed::read(&form.bytes).ok_or(FillError::Check(FormError::Damaged))?;
                let bytes = packed.replace(&form.bytes, &form.part.name, text.as_bytes()).map_err(FillError::Write)?;
                let bytes = bytes.ok_or(FillError::Check(FormError::Damaged))?;
                Form::read(&bytes).map_err(FillError::Check)?;
                bytes
            }
        };
        Ok(Filled { bytes, filled, not_filled })
    }
}

/// Whether glyphs can be replaced by text: they are characters or breaks, and no field writes them.
fn are_text(glyphs: &[Glyph]) -> bool {
    glyphs.iter().all(|glyph| matches!(glyph.kind, GlyphKind::Text(_) | GlyphKind::Element))
}
