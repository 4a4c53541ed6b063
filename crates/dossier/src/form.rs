//! Filling the form that the secretariat issues: any .docx, whatever its layout.
//!
//! [`Form::read`] finds the places where something is to be written. [`propose`] says what goes where, and how sure it is; what
//! is doubtful is asked, never guessed. What a person decides is a [`Mapping`], kept for this form by its content. [`fill`]
//! writes the values, changes nothing else in the file, and lists what it could not fill and why.
//!
//! ```
//! use dossier::form::{Form, FormError};
//!
//! let error = Form::read(b"%PDF-1.7").expect_err("a PDF is no form to fill");
//! assert!(matches!(error, FormError::Foreign(_)));
//! assert!(error.to_string().contains("PDF"));
//! ```

mod content;
mod draft;
mod file;
mod fill;
mod find;
mod mapping;
mod place;
mod propose;
mod refusal;
mod scan;
mod tree;
mod values;
mod view;
mod vocabulary;
mod words;
mod year;

use sha2::{Digest, Sha256};

pub use content::{Anchor, Block, Cell, Paragraph, Table};
pub use draft::{Draft, Line, Standing};
pub use fill::{FillError, Filled, FilledPlace, NotFilled, fill};
pub use mapping::{Mapping, Target};
pub use place::{Choice, Context, End, Place, PlaceKind, Reserved};
pub use propose::{Match, Proposal, propose};
pub use refusal::{FormError, Format};
pub use values::{Reason, Values};
pub use view::{Marks, Segment};
pub use words::Unit;
pub use year::{Heading, Year};

/// A form that can be filled.
#[derive(Debug)]
pub struct Form {
    bytes: Vec<u8>,
    part: file::MainPart,
    blocks: Vec<Block>,
    controls: Vec<content::Control>,
    places: Vec<Place>,
    fingerprint: String,
}

impl Form {
    /// Reads a Word document and finds its places.
    ///
    /// # Errors
    /// See [`FormError`]; its text says what happened, what is safe and what to do.
    pub fn read(bytes: &[u8]) -> Result<Form, FormError> {
        let part = file::open(bytes)?;
        let (blocks, controls) = content::read(&part.tree);
        let places = find::places(&blocks, &controls);
        let fingerprint = fingerprint(&blocks);
        Ok(Form { bytes: bytes.to_vec(), part, blocks, controls, places, fingerprint })
    }

    /// The places in the order of the document.
    #[must_use]
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// The place of that anchor.
    #[must_use]
    pub fn place(&self, anchor: &Anchor) -> Option<&Place> {
        self.places.iter().find(|place| place.anchor == *anchor)
    }

    /// What stands in the form, to show it.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// What tells this form from others: a hash of what stands where. It stays the same when the form is saved again without
    /// a change, and differs as soon as a word does.
    #[must_use]
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// Every paragraph, in reading order.
    fn paragraphs(&self) -> Vec<&Paragraph> {
        self.blocks.iter().flat_map(Block::paragraphs).collect()
    }
}

fn fingerprint(blocks: &[Block]) -> String {
    let mut hash = Sha256::new();
    for paragraph in blocks.iter().flat_map(Block::paragraphs) {
        for text in [paragraph.anchor.as_str(), "\t", &paragraph.text(), "\n"] {
            hash.update(text.as_bytes());
        }
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
